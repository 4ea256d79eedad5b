#include "serve/items.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "io/record.h"
#include "store/derive.h"

enum { C_POSITION, C_ID, C_DAY, C_DATE, C_TYPE, C_MODE, C_CONTEXT, C_QUAD, C_SCALE, C_GOLDSTEIN, C_CAMEO, C_AUX, C_DEADLINE, C_CONDITION,
       C_STATEMENT, C_SPEAKER, C_SPEAKER_KEY, C_WORDS, C_START, C_END, C_PLACE, C_PLACE_COUNTRY, C_LAT, C_LON, C_GEONAMEID, C_RULE, C_JSON, C_N,
       C_SENTENCE, C_S_START, C_S_END, C_S_KIND, C_S_TEXT, C_DOCUMENT, C_COUNT = C_DOCUMENT + ITEM_DOCUMENT_WIDTH };

static const char EVENT_SELECT[] =
    " select k.position, e.id, y.day, e.date, e.event, e.mode, e.context, e.quad_code, e.event_scale, e.goldstein, e.cameo, e.auxiliary,"
    " e.deadline, e.condition, e.statement, e.said_by, " ACTOR_KEY("sp.name", "sp.country", "sp.kind") ", e.event_text, e.start_at,"
    " e.end_at, e.place, e.place_country, e.lat, e.lon, e.geonameid, e.rule, e.json, e.n, e.sentence, s.start_at, s.end_at, s.kind, s.text,"
    " " ITEM_DOCUMENT_COLUMNS
    " from k join events e on e.doc = k.doc and e.n = k.n join filed y on y.doc = k.doc and y.n = k.n join documents d on d.doc = e.doc"
    " left join sentences s on s.doc = e.doc and s.n = e.sentence"
    " left join statements st on st.doc = e.doc and st.n = e.statement left join entities sp on sp.doc = st.doc and sp.n = st.speaker";

static const char PARTY_SELECT[] =
    " select k.position, p.side, " ACTOR_KEY("p.name", "p.country", "t.kind") ", p.name, p.text, t.kind, p.code, p.country, p.sectors, p.role,"
    " p.n from k join events e on e.doc = k.doc and e.n = k.n join parties p on p.doc = e.doc and p.event = e.id"
    " left join entities t on t.doc = p.doc and t.n = p.entity order by k.position, p.side, p.n";
#define PARTY_COLUMNS 11

typedef struct {
  Str c[PARTY_COLUMNS];
} PartyRow;

typedef struct {
  Str c[C_COUNT];
  Vec(PartyRow) parties;
} Item;

typedef struct {
  Ask *ask;
  Item *items;
  uint32_t n;
} Items;

static Item *item_at(Items *all, Str position) {
  int64_t at = to_int(position);
  return at >= 0 && at < all->n ? &all->items[at] : NULL;
}

static bool take_event(void *context, const Str *c, int n) {
  Items *all = context;
  Item *item = item_at(all, c[C_POSITION]);
  for (int i = 0; item && i < n && i < C_COUNT; i++) item->c[i] = ask_keep(all->ask, c[i]);
  return true;
}

static bool take_party(void *context, const Str *c, int n) {
  Items *all = context;
  Item *item = item_at(all, c[0]);
  if (!item) return true;
  PartyRow *row = vec_push(all->ask->arena, &item->parties);
  for (int i = 0; i < n && i < PARTY_COLUMNS; i++) row->c[i] = ask_keep(all->ask, c[i]);
  return true;
}

/* Numbers, of the program's own making. */
static void key_table(Sql *sql, const EventKey *keys, uint32_t n) {
  sql_add(sql, "with k (position, doc, n) as (values ");
  for (uint32_t i = 0; i < n; i++) sql_add(sql, str_format(sql->arena, "%s(%u, %u, %u)", i ? ", " : "", i, keys[i].doc, keys[i].n).p);
  sql_add(sql, ")");
}

static void speaker(JsonOut *j, const char *name, Str key, Str said_by) {
  if (!said_by.n) {
    json_nothing(j, name);
    return;
  }
  json_open(j, name, '{');
  json_text(j, "key", key);
  json_str(j, "name", said_by);
  json_close(j, '}');
}

static void span_of(JsonOut *j, json_t *party) {
  json_t *start = json_object_get(party, "start"), *end = json_object_get(party, "end");
  if (json_is_integer(start) && json_is_integer(end)) {
    json_uint(j, "start", (uint64_t)json_integer_value(start));
    json_uint(j, "end", (uint64_t)json_integer_value(end));
  } else {
    json_nothing(j, "start");
    json_nothing(j, "end");
  }
}

static void parties(JsonOut *j, const Item *item, const char *side, const char *name, json_t *record) {
  json_t *spans = json_object_get(record, side);
  json_open(j, name, '[');
  for (uint32_t i = 0; i < item->parties.n; i++) {
    const Str *c = item->parties.at[i].c;
    if (!str_is(c[1], side)) continue;
    json_open(j, NULL, '{');
    json_text(j, "key", c[2]);
    json_str(j, "name", c[3].n ? c[3] : c[4]);
    json_str(j, "text", c[4]);
    json_text(j, "kind", c[5]);
    json_text(j, "code", c[6]);
    json_text(j, "country", c[7]);
    json_list(j, "sectors", c[8]);
    json_text(j, "role", c[9]);
    span_of(j, json_array_get(spans, (size_t)to_int(c[10])));
    json_close(j, '}');
  }
  json_close(j, ']');
}

static void place(JsonOut *j, const Str *c, json_t *record) {
  json_t *told = json_object_get(record, "event_loc");
  if (!c[C_PLACE].n && !json_is_object(told)) {
    json_nothing(j, "place");
    return;
  }
  json_open(j, "place", '{');
  json_text(j, "name", c[C_PLACE]);
  json_text(j, "text", str(json_string_value(json_object_get(told, "extracted_place"))));
  json_text(j, "country", c[C_PLACE_COUNTRY]);
  json_decimal(j, "lat", c[C_LAT]);
  json_decimal(j, "lon", c[C_LON]);
  json_int(j, "geonameid", c[C_GEONAMEID]);
  json_close(j, '}');
}

static void sentence(JsonOut *j, const Str *c) {
  json_open(j, "sentence", '{');
  json_int(j, "n", c[C_SENTENCE]);
  json_int(j, "start", c[C_S_START]);
  json_int(j, "end", c[C_S_END]);
  json_text(j, "kind", c[C_S_KIND]);
  json_str(j, "text", c[C_S_TEXT]);
  json_close(j, '}');
}

static void fields(Ask *ask, const Item *item, json_t *record) {
  JsonOut *j = &ask->json;
  const Str *c = item->c;
  json_str(j, "id", c[C_ID]);
  json_text(j, "day", c[C_DAY]);
  json_text(j, "date", c[C_DATE]);
  json_str(j, "type", c[C_TYPE]);
  json_list(j, "mode", c[C_MODE]);
  json_list(j, "context", c[C_CONTEXT]);
  json_int(j, "quad", c[C_QUAD]);
  json_decimal(j, "scale", c[C_SCALE]);
  json_decimal(j, "goldstein", c[C_GOLDSTEIN]);
  json_text(j, "cameo", c[C_CAMEO]);
  json_list(j, "auxiliary", c[C_AUX]);
  json_text(j, "deadline", c[C_DEADLINE]);
  json_text(j, "condition", c[C_CONDITION]);
  parties(j, item, "actor", "actors", record);
  parties(j, item, "recipient", "recipients", record);
  speaker(j, "speaker", c[C_SPEAKER_KEY], c[C_SPEAKER]);
  json_int(j, "statement", c[C_STATEMENT]);
  json_str(j, "words", c[C_WORDS]);
  json_int(j, "start", c[C_START]);
  json_int(j, "end", c[C_END]);
  sentence(j, c);
  place(j, c, record);
  json_text(j, "rule", c[C_RULE]);
}

/* The line is JSON that this program wrote: it goes in as it stands, without its line end. */
static void stored_record(JsonOut *j, Str line, bool known) {
  while (line.n && line.p[line.n - 1] == '\n') line.n--;
  if (!known || line.n < 2) {
    json_nothing(j, "record");
    return;
  }
  json_open(j, "record", '{');
  bytes_add(&j->out, line.p + 1, line.n - 2);
  json_close(j, '}');
}

/* The line of `code --to jsonl`, of which the store keeps the beginning (the whole, in its first schema version). */
static Str line_of(Arena *arena, const Str *c) {
  const Str *d = c + C_DOCUMENT;
  RecordStored stored = {c[C_JSON], c[C_RULE], d[1], c[C_S_TEXT], d[2], d[5], d[4], d[6], d[3]};
  if (!c[C_JSON].n || c[C_JSON].p[c[C_JSON].n - 1] == '\n') return c[C_JSON];
  return record_stored_line(arena, &stored);
}

static void write_item(Ask *ask, const Item *item, ItemOptions options) {
  JsonOut *j = &ask->json;
  const Str *c = item->c;
  Str line = line_of(ask->arena, c);
  json_t *record = json_loadb(line.p, line.n, 0, NULL);
  jmp_buf no_memory, *outer = arena_guard(ask->arena, &no_memory);
  if (setjmp(no_memory)) {
    json_decref(record);
    arena_guard(ask->arena, outer);
    longjmp(*outer, 1);
  }
  json_open(j, NULL, '{');
  fields(ask, item, record);
  if (options.document) items_document(ask, "document", c + C_DOCUMENT);
  else json_int(j, "n", c[C_N]);
  if (options.record) stored_record(j, line, json_is_object(record));
  else json_close(j, '}');
  arena_guard(ask->arena, outer);
  json_decref(record);
}

bool items_events(Ask *ask, const EventKey *keys, uint32_t n, ItemOptions options) {
  if (!n) return true;
  Items all = {ask, ARENA_ARRAY(ask->arena, n, Item), n};
  Sql events, people;
  sql_init(&events, ask->arena);
  key_table(&events, keys, n);
  sql_add(&events, EVENT_SELECT);
  sql_init(&people, ask->arena);
  key_table(&people, keys, n);
  sql_add(&people, PARTY_SELECT);
  if (!ask_run(ask, &events, take_event, &all) || !ask_run(ask, &people, take_party, &all)) return false;
  for (uint32_t i = 0; i < n; i++)
    if (all.items[i].c[C_ID].n) write_item(ask, &all.items[i], options);
  return true;
}

bool items_event_list(Ask *ask, const char *name, const Sql *sql) {
  KeyList list = {.arena = ask->arena};
  if (!ask_run(ask, sql, take_key, &list)) return false;
  json_open(&ask->json, name, '[');
  if (!items_events(ask, list.keys.at, list.keys.n, (ItemOptions){.document = true})) return false;
  json_close(&ask->json, ']');
  return true;
}

void items_document_fields(Ask *ask, const Str *c) {
  JsonOut *j = &ask->json;
  json_int(j, "doc", c[0]);
  json_str(j, "id", c[1]);
  json_text(j, "title", c[2]);
  json_text(j, "date", c[3]);
  json_text(j, "source", c[4]);
  json_text(j, "url", c[5]);
  json_text(j, "language", c[6]);
}

void items_document(Ask *ask, const char *key, const Str *c) {
  json_open(&ask->json, key, '{');
  items_document_fields(ask, c);
  json_close(&ask->json, '}');
}

const char ITEM_STATEMENT_SELECT[] =
    "select s.doc, s.n, s.speaker_name, " ACTOR_KEY("sp.name", "sp.country", "sp.kind") ", sp.kind, sp.code, sp.country, s.cue, s.kind,"
    " s.start_at, s.end_at, s.content, s.quotes, s.audience, s.date, s.medium, " ITEM_DOCUMENT_COLUMNS
    " from statements s join documents d on d.doc = s.doc left join entities sp on sp.doc = s.doc and sp.n = s.speaker";

static void quotes(JsonOut *j, Str list) {
  json_open(j, "quotes", '[');
  if (list.n > 2 && list.p[0] == '[' && list.p[list.n - 1] == ']') bytes_add(&j->out, list.p + 1, list.n - 2);
  json_close(j, ']');
}

static void actor_ref(JsonOut *j, const char *name, Str key, Str of, Str kind, Str code, Str country) {
  if (!of.n) {
    json_nothing(j, name);
    return;
  }
  json_open(j, name, '{');
  json_text(j, "key", key);
  json_str(j, "name", of);
  json_text(j, "kind", kind);
  json_text(j, "code", code);
  json_text(j, "country", country);
  json_close(j, '}');
}

bool items_statement(void *context, const Str *c, int n) {
  (void)n;
  StatementRows *rows = context;
  Ask *ask = rows->ask;
  JsonOut *j = &ask->json;
  if (++rows->taken > rows->limit) return false;
  rows->last = (EventKey){(uint32_t)to_int(c[0]), (uint32_t)to_int(c[1])};
  json_open(j, NULL, '{');
  json_str(j, "what", STR("statement"));
  json_int(j, "n", c[1]);
  actor_ref(j, "speaker", c[3], c[2], c[4], c[5], c[6]);
  json_text(j, "cue", c[7]);
  json_text(j, "kind", c[8]);
  json_int(j, "start", c[9]);
  json_int(j, "end", c[10]);
  json_str(j, "text", c[11]);
  quotes(j, c[12]);
  json_text(j, "audience", c[13]);
  json_text(j, "date", c[14]);
  json_text(j, "medium", c[15]);
  items_hits(ask, rows->words, c[11]);
  items_document(ask, "document", c + 16);
  json_close(j, '}');
  return true;
}

const char ITEM_RELATION_SELECT[] =
    "select r.n, r.kind, " ACTOR_KEY("a.name", "a.country", "a.kind") ", r.subject, r.subject_country, "
    ACTOR_KEY("b.name", "b.country", "b.kind") ", r.object, r.object_country, r.value, r.auxiliary, r.date, r.sentence, r.start_at, r.end_at,"
    " s.text, " ITEM_DOCUMENT_COLUMNS
    " from relations r join documents d on d.doc = r.doc left join sentences s on s.doc = r.doc and s.n = r.sentence"
    " left join entities a on a.doc = r.doc and a.n = r.subject_entity left join entities b on b.doc = r.doc and b.n = r.object_entity";

static void relation_side(JsonOut *j, const char *name, Str key, Str text, Str country) {
  if (!text.n) {
    json_nothing(j, name);
    return;
  }
  json_open(j, name, '{');
  json_text(j, "key", key);
  json_str(j, "text", text);
  json_text(j, "country", country);
  json_close(j, '}');
}

bool items_relation(void *context, const Str *c, int n) {
  (void)n;
  Ask *ask = context;
  JsonOut *j = &ask->json;
  json_open(j, NULL, '{');
  json_int(j, "n", c[0]);
  json_str(j, "kind", c[1]);
  relation_side(j, "subject", c[2], c[3], c[4]);
  relation_side(j, "object", c[5], c[6], c[7]);
  json_text(j, "value", c[8]);
  json_list(j, "auxiliary", c[9]);
  json_text(j, "date", c[10]);
  json_int(j, "sentence", c[11]);
  json_int(j, "start", c[12]);
  json_int(j, "end", c[13]);
  json_str(j, "text", c[14]);
  items_document(ask, "document", c + 15);
  json_close(j, '}');
  return true;
}

static void write_hit(void *context, uint32_t start, uint32_t end) {
  JsonOut *j = context;
  json_open(j, NULL, '{');
  json_uint(j, "start", start);
  json_uint(j, "end", end);
  json_close(j, '}');
}

void items_hits(Ask *ask, const Words *words, Str text) {
  json_open(&ask->json, "hits", '[');
  if (words && words->n) words_hits(ask->arena, words, text, write_hit, &ask->json);
  json_close(&ask->json, ']');
}

void items_quads(JsonOut *j, const char *key, const int64_t quads[4]) {
  json_open(j, key, '[');
  for (int i = 0; i < 4; i++) json_uint(j, NULL, (uint64_t)quads[i]);
  json_close(j, ']');
}

/* Days since 1970-01-01 of the proleptic Gregorian calendar, and back (after H. Hinnant's public algorithms). */
static long day_number(int y, int m, int d) {
  y -= m <= 2;
  long era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static void day_text(long z, char out[11]) {
  z += 719468;
  long era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
  long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
  long d = doy - (153 * mp + 2) / 5 + 1, m = mp < 10 ? mp + 3 : mp - 9, y = yoe + era * 400 + (m <= 2);
  char room[64];
  snprintf(room, sizeof room, "%04ld-%02ld-%02ld", y, m, d);
  memcpy(out, room, 10);
  out[10] = 0;
}

static void bucket_of(Bucket bucket, Str day, char out[11]) {
  snprintf(out, 11, "%.*s", (int)(day.n < 10 ? day.n : 10), day.p);
  if (bucket == BUCKET_MONTH && day.n == 10) memcpy(out + 8, "01", 2);
  if (bucket != BUCKET_WEEK || day.n != 10) return;
  long n = day_number(atoi(out), atoi(out + 5), atoi(out + 8));
  day_text(n - (n + 3 + 7 * 100000) % 7, out); /* 1970-01-01 was a Thursday */
}

void items_days_open(DayRows *rows, Ask *ask, Bucket bucket) {
  *rows = (DayRows){.ask = ask, .bucket = bucket};
  json_open(&ask->json, "days", '[');
}

static void flush(DayRows *rows) {
  JsonOut *j = &rows->ask->json;
  int64_t all = rows->quads[0] + rows->quads[1] + rows->quads[2] + rows->quads[3];
  if (!rows->day[0]) return;
  json_open(j, NULL, '{');
  json_str(j, "day", str(rows->day));
  json_uint(j, "events", (uint64_t)all);
  items_quads(j, "quads", rows->quads);
  json_close(j, '}');
  memset(rows->quads, 0, sizeof rows->quads);
}

bool items_days_row(void *context, const Str *c, int n) {
  (void)n;
  DayRows *rows = context;
  char day[11];
  int64_t quad = to_int(c[1]), count = to_int(c[2]);
  if (quad >= 1 && quad <= 4) rows->events += count;
  if (!c[0].n || quad < 1 || quad > 4) return true; /* filed under no day */
  bucket_of(rows->bucket, c[0], day);
  if (strcmp(day, rows->day) != 0) flush(rows), memcpy(rows->day, day, sizeof day);
  rows->quads[quad - 1] += count;
  return true;
}

void items_days_close(DayRows *rows) {
  flush(rows);
  json_close(&rows->ask->json, ']');
}
