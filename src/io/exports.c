/* exports.c: the columns of each format, in its publisher's order (docs/formats.md). */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "io/rows.h"

typedef struct {
  Bytes *out;
  char separator;
  bool started, quote; /* quote: CSV */
} Line;

static void raw(Bytes *out, Str s) { bytes_add(out, s.p, s.n); }

static void quoted(Bytes *out, Str s) {
  bool plain = true;
  for (uint32_t i = 0; i < s.n && plain; i++) plain = s.p[i] != '"' && s.p[i] != ',' && s.p[i] != '\n' && s.p[i] != '\r';
  if (plain) {
    raw(out, s);
    return;
  }
  raw(out, STR("\""));
  for (uint32_t i = 0; i < s.n; i++) {
    if (s.p[i] == '"') raw(out, STR("\""));
    bytes_add(out, s.p + i, 1);
  }
  raw(out, STR("\""));
}

/* A tab or line end inside a field would break the table: they become blanks. */
static void cell(Line *line, Str s) {
  if (line->started) bytes_add(line->out, &line->separator, 1);
  line->started = true;
  if (line->quote) {
    quoted(line->out, s);
    return;
  }
  for (uint32_t i = 0; i < s.n; i++) {
    char c = s.p[i];
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    bytes_add(line->out, &c, 1);
  }
}

static void cell_c(Line *line, const char *c) { cell(line, str(c)); }
static void empty(Line *line, int n) {
  while (n-- > 0) cell(line, (Str){"", 0});
}
static void number(Line *line, long long n) {
  char room[32];
  snprintf(room, sizeof room, "%lld", n);
  cell_c(line, room);
}
static void decimal(Line *line, double value, int places) {
  char room[32];
  snprintf(room, sizeof room, "%.*f", places, value);
  cell_c(line, room);
}
static void end(Line *line) { raw(line->out, STR("\n")); }

static Line open_line(Bytes *out, char separator, bool quote) { return (Line){out, separator, false, quote}; }

static Str digits_of(Arena *arena, Str date) {
  Str all = {"", 0};
  for (uint32_t i = 0; i < date.n; i++)
    if (isdigit((unsigned char)date.p[i])) all = str_format(arena, "%s%c", all.p, date.p[i]);
  return all;
}

static Str best_date(const EventRow *row) { return row->date.n ? row->date : row->document_date; }
static Str date_part(Str date, uint32_t from, uint32_t to) {
  return date.n >= to ? str_sub(date, from, to) : (Str){"", 0};
}

/* The k-th three-letter part of a sector list. */
static Str sector(const RowParty *p, uint32_t k) {
  Str rest = p->sectors, one;
  for (uint32_t i = 0; rest.n && str_split(&rest, ';', &one); i++)
    if (i == k) return one;
  return (Str){"", 0};
}

static const RowParty NOBODY = {{"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0}};

/* Calls `write` for every pair of actor and recipient; for one side alone where the other is empty. */
static void pairs(Bytes *out, const EventRow *row, void (*write)(Bytes *, const EventRow *, const RowParty *, const RowParty *, int)) {
  uint32_t a = row->n_actors ? row->n_actors : 1, b = row->n_recipients ? row->n_recipients : 1;
  int n = 0;
  /* A reciprocal event has all of its parties in actor: each pair of them is a row. */
  if (!row->n_recipients && row->n_actors > 1) {
    for (uint32_t i = 0; i < row->n_actors; i++)
      for (uint32_t k = 0; k < row->n_actors; k++)
        if (i != k) write(out, row, &row->actor[i], &row->actor[k], n++);
    return;
  }
  for (uint32_t i = 0; i < a; i++)
    for (uint32_t k = 0; k < b; k++)
      write(out, row, row->n_actors ? &row->actor[i] : &NOBODY, row->n_recipients ? &row->recipient[k] : &NOBODY, n++);
}

static void gdelt_actor(Line *line, const RowParty *p) {
  bool state = p->country.n == 3 && strncmp(p->country.p, "IGO", 3) && strncmp(p->country.p, "NGO", 3) &&
               strncmp(p->country.p, "UNO", 3) && strncmp(p->country.p, "EUR", 3) && strncmp(p->country.p, "MNC", 3) &&
               strncmp(p->country.p, "IMG", 3) && strncmp(p->country.p, "ISM", 3);
  cell(line, p->code.n ? p->code : p->country);
  cell(line, p->name);
  cell(line, state ? p->country : (Str){"", 0});
  cell(line, state ? (Str){"", 0} : p->country); /* known group: UNO, EUR ... */
  empty(line, 3);
  for (uint32_t k = 0; k < 3; k++) cell(line, sector(p, k));
}

static void gdelt_place(Line *line, const EventRow *row, bool told) {
  if (!told || !row->place.n) {
    cell_c(line, "0");
    empty(line, 7);
    return;
  }
  cell_c(line, row->geonameid ? "4" : "1");
  cell(line, row->place);
  cell(line, row->place_country);
  empty(line, 2);
  if (row->has_point) decimal(line, row->lat, 4), decimal(line, row->lon, 4);
  else empty(line, 2);
  if (row->geonameid) number(line, row->geonameid);
  else empty(line, 1);
}

static void gdelt(Bytes *out, const EventRow *row, const RowParty *a, const RowParty *b, int n) {
  Line line = open_line(out, '\t', false);
  Str day = digits_of(out->arena, best_date(row)), added = digits_of(out->arena, row->document_date);
  number(&line, (long long)(str_hash(str_format(out->arena, "%.*s#%d", (int)row->id.n, row->id.p, n)) >> 2));
  cell(&line, day.n == 8 ? day : (Str){"", 0});
  cell(&line, date_part(day, 0, 6));
  cell(&line, date_part(day, 0, 4));
  if (day.n == 8) {
    int y = atoi(str_dup(out->arena, date_part(day, 0, 4)).p), m = atoi(str_dup(out->arena, date_part(day, 4, 6)).p),
        d = atoi(str_dup(out->arena, date_part(day, 6, 8)).p);
    decimal(&line, y + (m * 30 + d) / 365.0, 4); /* GDELT's own FractionDate */
  } else {
    empty(&line, 1);
  }
  gdelt_actor(&line, a);
  gdelt_actor(&line, b);
  cell_c(&line, row->sentence_number <= 1 ? "1" : "0");
  cell(&line, row->cameo);
  cell(&line, str_sub(row->cameo, 0, row->cameo.n < 3 ? row->cameo.n : 3));
  cell(&line, str_sub(row->cameo, 0, row->cameo.n < 2 ? row->cameo.n : 2));
  number(&line, row->quad);
  decimal(&line, row->goldstein, 1);
  for (int i = 0; i < 3; i++) cell_c(&line, "1");
  empty(&line, 1);
  gdelt_place(&line, row, false);
  gdelt_place(&line, row, false);
  gdelt_place(&line, row, true);
  cell(&line, added.n == 8 ? str_format(out->arena, "%s000000", added.p) : (Str){"", 0});
  cell(&line, row->url);
  end(&line);
}

static void icews(Bytes *out, const EventRow *row, const RowParty *a, const RowParty *b, int n) {
  Line line = open_line(out, '\t', false);
  cell(&line, str_format(out->arena, "%.*s-%d", (int)row->id.n, row->id.p, n + 1));
  cell(&line, best_date(row));
  cell(&line, a->name);
  cell(&line, a->sectors);
  cell(&line, a->country);
  cell(&line, row->words);
  cell(&line, row->cameo);
  decimal(&line, row->goldstein, 1);
  cell(&line, b->name);
  cell(&line, b->sectors);
  cell(&line, b->country);
  cell(&line, row->document);
  number(&line, row->sentence_number + 1);
  cell(&line, row->source);
  cell(&line, row->geonameid ? row->place : (Str){"", 0});
  empty(&line, 2);
  cell(&line, row->place_country);
  if (row->has_point) decimal(&line, row->lat, 5), decimal(&line, row->lon, 5);
  else empty(&line, 2);
  end(&line);
}

/* PentaClass: 0 statement, 1-4 the quad classes. */
static void phoenix(Bytes *out, const EventRow *row, const RowParty *a, const RowParty *b, int n) {
  Line line = open_line(out, '\t', false);
  Str date = best_date(row), day = digits_of(out->arena, date);
  cell(&line, str_format(out->arena, "%.*s_%d", (int)row->id.n, row->id.p, n + 1));
  cell(&line, day);
  cell(&line, date_part(day, 0, 4));
  cell(&line, date_part(day, 4, 6));
  cell(&line, date_part(day, 6, 8));
  for (int side = 0; side < 2; side++) {
    const RowParty *p = side ? b : a;
    cell(&line, p->code.n ? p->code : p->country);
    cell(&line, p->country);
    cell(&line, sector(p, 0));
    cell(&line, sector(p, 1));
  }
  cell(&line, row->cameo);
  cell(&line, str_sub(row->cameo, 0, row->cameo.n < 2 ? row->cameo.n : 2));
  number(&line, row->quad);
  decimal(&line, row->goldstein, 1);
  cell(&line, row->contexts);
  if (row->has_point) decimal(&line, row->lat, 5), decimal(&line, row->lon, 5);
  else empty(&line, 2);
  cell(&line, row->place);
  empty(&line, 1);
  cell(&line, row->place_country);
  cell(&line, str_format(out->arena, "%.*s_%u", (int)row->document.n, row->document.p, row->sentence_number + 1));
  cell(&line, row->url);
  cell(&line, row->source);
  end(&line);
}

static void petrarch(Bytes *out, const EventRow *row, const RowParty *a, const RowParty *b, int n) {
  (void)n;
  Line line = open_line(out, '\t', false);
  cell(&line, digits_of(out->arena, best_date(row)));
  cell(&line, a->code.n ? a->code : a->country);
  cell(&line, b->code.n ? b->code : b->country);
  cell(&line, row->cameo);
  cell(&line, row->contexts);
  cell(&line, str_format(out->arena, "%.*s_%u", (int)row->document.n, row->document.p, row->sentence_number + 1));
  cell(&line, row->url);
  cell(&line, row->source);
  cell(&line, a->text);
  cell(&line, b->text);
  cell(&line, row->words);
  cell(&line, a->country);
  cell(&line, b->country);
  end(&line);
}

static void polecat_party(Line *line, const RowParty *p) {
  cell(line, p->name);
  cell(line, p->country);
  empty(line, 1);
  cell(line, sector(p, 0));
  cell(line, p->sectors);
  cell(line, p->role);
  cell(line, p->text);
  empty(line, 1);
}

static void polecat(Bytes *out, const EventRow *row, const RowParty *a, const RowParty *b, int n) {
  Line line = open_line(out, '\t', false);
  cell(&line, str_format(out->arena, "%.*s-%d", (int)row->id.n, row->id.p, n + 1));
  cell(&line, best_date(row));
  cell(&line, row->type);
  cell(&line, row->modes);
  decimal(&line, row->scale, 1);
  number(&line, row->quad);
  cell(&line, row->contexts);
  polecat_party(&line, a);
  polecat_party(&line, b);
  cell(&line, row->place);
  cell(&line, row->geonameid ? row->place : (Str){"", 0});
  empty(&line, 2);
  cell(&line, row->place_country);
  if (row->has_point) decimal(&line, row->lat, 5), decimal(&line, row->lon, 5);
  else empty(&line, 2);
  if (row->geonameid) number(&line, row->geonameid);
  else empty(&line, 1);
  cell(&line, row->place);
  empty(&line, 1);
  cell(&line, row->source);
  cell(&line, row->document_date);
  empty(&line, 3);
  cell(&line, row->language);
  cell_c(&line, "dragoman/1");
  end(&line);
}

static Str names(Arena *arena, const RowParty *at, uint32_t n, int what) {
  Str all = {"", 0};
  for (uint32_t i = 0; i < n; i++) {
    Str one = what == 0 ? at[i].name : what == 1 ? at[i].code : what == 2 ? at[i].country : at[i].sectors;
    all = str_format(arena, "%s%s%.*s", all.p, i ? " ; " : "", (int)one.n, one.p);
  }
  return all;
}

static void csv(Bytes *out, const EventRow *row) {
  Line line = open_line(out, ',', true);
  const Str fields[] = {row->id, row->document, row->date, row->type, row->modes, row->contexts, row->cameo};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) cell(&line, fields[i]);
  number(&line, row->quad);
  decimal(&line, row->scale, 1);
  for (int what = 0; what < 4; what++) cell(&line, names(out->arena, row->actor, row->n_actors, what));
  for (int what = 0; what < 4; what++) cell(&line, names(out->arena, row->recipient, row->n_recipients, what));
  const Str more[] = {row->auxiliary, row->deadline, row->condition, row->speaker, row->place, row->place_country};
  for (size_t i = 0; i < sizeof more / sizeof *more; i++) cell(&line, more[i]);
  if (row->has_point) decimal(&line, row->lat, 5), decimal(&line, row->lon, 5);
  else empty(&line, 2);
  const Str last[] = {row->words, row->sentence, row->rule, row->title, row->url, row->source, row->language};
  for (size_t i = 0; i < sizeof last / sizeof *last; i++) cell(&line, last[i]);
  end(&line);
}

RowFormat row_format(const char *name) {
  static const char *const NAMES[] = {"jsonl", "csv", "gdelt", "icews", "phoenix", "polecat", "petrarch"};
  for (int i = 0; i < ROWS_UNKNOWN; i++)
    if (!strcmp(name, NAMES[i])) return (RowFormat)i;
  return ROWS_UNKNOWN;
}

void row_header(Bytes *out, RowFormat format) {
  if (format == ROWS_ICEWS)
    raw(out, STR("Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
                 "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\t"
                 "Province\tCountry\tLatitude\tLongitude\n"));
  if (format == ROWS_POLECAT)
    raw(out, STR("Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\t"
                 "Actor Country\tActor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\t"
                 "Wikipedia Actor ID\tRecipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\t"
                 "Recipient Sectors\tRecipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\t"
                 "District\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\t"
                 "Publication Date\tStory People\tStory Organizations\tStory Locations\tLanguage\tVersion\n"));
  if (format == ROWS_CSV)
    raw(out, STR("id,document,date,event,mode,context,cameo,quad_code,event_scale,actor,actor_code,actor_country,"
                 "actor_sector,recipient,recipient_code,recipient_country,recipient_sector,auxiliary,deadline,condition,"
                 "said_by,place,place_country,lat,lon,event_text,text,rule,title,url,source,language\n"));
}

void row_write(Bytes *out, RowFormat format, const EventRow *row) {
  switch (format) {
    case ROWS_JSONL: raw(out, row->json); break;
    case ROWS_CSV: csv(out, row); break;
    case ROWS_GDELT: pairs(out, row, gdelt); break;
    case ROWS_ICEWS: pairs(out, row, icews); break;
    case ROWS_PHOENIX: pairs(out, row, phoenix); break;
    case ROWS_POLECAT: pairs(out, row, polecat); break;
    case ROWS_PETRARCH: pairs(out, row, petrarch); break;
    case ROWS_UNKNOWN: break;
  }
}
