/* document.c: which day a document is of. Sources in order of trust: a full date in header or dateline; a day and
 * month there, with the year from the header, metadata, the text's other dates and the weekdays of the lead; a
 * header's month with the lead's « ce lundi 23 août »; metadata; the lead's own full date. */
#include "time/resolve.h"

typedef struct {
  const Time *time;
  Reading *r;
  const TimeFounds *founds;
  CivilDate given;                       /* from metadata or an address */
  bool address;
  const TimeFound *header, *dateline, *lead; /* the telling expression of each, or NULL */
  int weekday;                           /* the lead's first weekday without a day */
} Evidence;

#define LEAD_SENTENCES 3

static int year_told(const TimeFound *f) { return f->short_year ? 0 : f->year; }

/* A date, with its time of day or without. */
static bool plain_date(const TimeFound *f) {
  return (f->rule->action == ACT_DATE && (f->n_months || f->year)) || (f->rule->action == ACT_TIME && f->n_months && f->n_days);
}

/* A full date that is all of its sentence, near the top: « Aug. 23, 2021 » on a line of its own. */
static bool is_whole_line(const Reading *r, const TimeFound *f) {
  const Sentence *s = &r->sentences.at[f->sentence];
  return f->sentence < 6 && plain_date(f) && f->n_days && f->n_months && year_told(f) && f->start == s->start && f->end + 1 >= s->end;
}

/* « ce 1er décembre 2024 »: said of the day of the text itself. */
static bool is_this_day(const Reading *r, const TimeFound *f) {
  for (uint32_t i = f->first_word, steps = 0; steps < 2 && r->words.at[i].sentence == f->sentence; steps++, i--) {
    if (r->words.at[i].morph.prontype == PRONTYPE_DEM) return true;
    if (i == 0) break;
  }
  return false;
}

static void gather(Evidence *e) {
  uint32_t body = 0, last = NONE;
  for (uint32_t i = 0; i < e->founds->n; i++) {
    const TimeFound *f = &e->founds->at[i];
    SentenceKind kind = e->r->sentences.at[f->sentence].kind;
    if (kind == SENTENCE_HEADER && !e->header && plain_date(f)) e->header = f;
    if (kind == SENTENCE_DATELINE && !e->dateline && plain_date(f) && f->n_days) e->dateline = f;
    if (!e->header && is_whole_line(e->r, f)) e->header = f;
    if (kind != SENTENCE_BODY) continue;
    if (f->sentence != last) body++, last = f->sentence;
    if (body > LEAD_SENTENCES) break;
    bool here = f->n_weekdays || (year_told(f) && is_this_day(e->r, f));
    if (!e->lead && plain_date(f) && f->n_days && f->n_months && here) e->lead = f;
    if (!e->weekday && body <= 2 && f->rule->action == ACT_DATE && f->n_weekdays == 1 && !f->n_days) e->weekday = f->weekday[0];
  }
}

/* Digits of a date inside an address: /2021/08/23/, 2021-08-23, 20210823. */
static CivilDate date_in_url(Str url) {
  for (uint32_t i = 0; i + 8 <= url.n; i++) {
    if (i && url.p[i - 1] >= '0' && url.p[i - 1] <= '9') continue;
    int v[3] = {0}, part = 0;
    static const int WIDTH[] = {4, 2, 2};
    uint32_t at = i;
    for (; part < 3; part++) {
      int k = 0;
      for (; k < WIDTH[part] && at < url.n && url.p[at] >= '0' && url.p[at] <= '9'; k++) v[part] = v[part] * 10 + url.p[at++] - '0';
      if (k != WIDTH[part]) break;
      if (part < 2 && at < url.n && (url.p[at] == '/' || url.p[at] == '-')) at++;
    }
    CivilDate d = {v[0], v[1], v[2]};
    if (part == 3 && d.year >= 1900 && d.year < 2200 && d.month && d.day && calendar_valid(d)) return d;
  }
  return (CivilDate){0};
}

/* The date in an address that the header gives. */
static CivilDate date_in_header(const Reading *r) {
  for (uint32_t i = 0; i < r->sentences.n; i++) {
    const Sentence *s = &r->sentences.at[i];
    Str text = reading_text(r, s->start, s->end);
    bool address = s->kind == SENTENCE_HEADER && (str_find(text, STR("://")) != UINT32_MAX || str_find(text, STR("www.")) != UINT32_MAX);
    CivilDate d = address ? date_in_url(text) : (CivilDate){0};
    if (d.year) return d;
    if (s->kind == SENTENCE_BODY) break;
  }
  return (CivilDate){0};
}

/* Years that the text names, most recent first, each once. */
static uint32_t years(const Evidence *e, int *out, uint32_t max) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < e->founds->n && n < max; i++) {
    int y = year_told(&e->founds->at[i]);
    if (e->founds->at[i].rule->action == ACT_DECADE || e->founds->at[i].rule->action == ACT_CALENDAR) continue;
    if (y < 1900 || y > 2150 || time_looks_ahead(e->time, e->r, &e->founds->at[i])) continue; /* « d'ici 2030 » is no year of the text */
    uint32_t k = 0;
    while (k < n && out[k] > y) k++;
    if (k < n && out[k] == y) continue;
    for (uint32_t m = n; m > k; m--) out[m] = out[m - 1];
    out[k] = y;
    n++;
  }
  return n;
}

static bool fits(const Evidence *e, int year, int month, int day, int weekday) {
  CivilDate d = {year, month, day};
  if (!calendar_valid(d)) return false;
  if (weekday) return calendar_weekday(d) == weekday;
  if (!e->weekday) return true;
  /* « lundi » in the lead is the day itself or one of the days just before. */
  int gap = (calendar_weekday(d) - e->weekday + 7) % 7;
  return gap == 0;
}

/* The year of a day and month that stand without one. */
static int infer_year(const Evidence *e, int month, int day, int weekday) {
  if (e->header && e->header->year) return e->header->year;
  if (e->given.year) return e->given.year;
  for (uint32_t i = 0; i < e->founds->n; i++) {
    const TimeFound *f = &e->founds->at[i];
    if (year_told(f) && f->n_months == 1 && f->month[0] == month && f->n_days == 1 && f->day[0] == day) return year_told(f);
  }
  int told[64];
  uint32_t n = years(e, told, 63);
  if (!n) return 0;
  /* The most recent year named, the one after it, then back: the first that the weekday allows. */
  if (fits(e, told[0], month, day, weekday)) return told[0];
  for (int y = told[0] + 1; y <= told[0] + 3; y++)
    if (fits(e, y, month, day, weekday)) return y;
  for (uint32_t i = 1; i < n; i++)
    if (fits(e, told[i], month, day, weekday)) return told[i];
  return told[0];
}

static Str quote(const Evidence *e, const char *what, const TimeFound *f) {
  Str text = reading_text(e->r, f->start, f->end);
  return str_format(e->r->arena, "%s « %.*s »", what, (int)text.n, text.p);
}

static CivilDate from_found(const Evidence *e, const TimeFound *f, const char *what, Str *evidence) {
  CivilDate d = {year_told(f), f->n_months ? f->month[0] : 0, f->n_days ? f->day[0] : 0};
  *evidence = quote(e, what, f);
  if (d.year || !d.month || !d.day) return d;
  int weekday = f->n_weekdays == 1 ? f->weekday[0] : 0;
  d.year = infer_year(e, d.month, d.day, weekday);
  if (!d.year) return (CivilDate){0};
  bool agree = fits(e, d.year, d.month, d.day, weekday) && (weekday || e->weekday);
  *evidence = str_format(e->r->arena, "%s, year %s%s", evidence->p,
                         e->header && e->header->year ? "from the header" : e->address ? "from the address" : e->given.year ? "from metadata" : "from the text",
                         agree ? ", the weekday agrees" : "");
  return d;
}

static CivilDate decide(Evidence *e, Str *evidence) {
  CivilDate d;
  if (e->dateline) {
    d = from_found(e, e->dateline, "dateline", evidence);
    if (d.year && calendar_valid(d)) return d;
  }
  if (e->header && e->header->n_days) return from_found(e, e->header, "header", evidence);
  if (e->header && e->header->n_months && e->header->year) {
    d = (CivilDate){e->header->year, e->header->month[0], 0};
    *evidence = quote(e, "header", e->header);
    if (e->given.year == d.year && e->given.month == d.month) return e->given;
    if (e->lead && e->lead->month[0] == d.month && (!year_told(e->lead) || year_told(e->lead) == d.year)) {
      d.day = e->lead->day[0];
      bool agree = calendar_valid(d) && calendar_weekday(d) == e->lead->weekday[0];
      *evidence = str_format(e->r->arena, "%s and %s, the weekday %s", evidence->p, quote(e, "text", e->lead).p,
                             agree ? "agrees" : "disagrees");
    }
    return d;
  }
  if (e->given.year) return *evidence = e->address ? STR("address") : STR("metadata"), e->given;
  if (e->lead) {
    d = from_found(e, e->lead, "text", evidence);
    if (d.year && calendar_valid(d)) return d;
  }
  if (e->header && e->header->year) return from_found(e, e->header, "header", evidence);
  return (CivilDate){0};
}

CivilDate time_document_date(const Time *time, Reading *r, const TimeFounds *founds) {
  Evidence e = {.time = time, .r = r, .founds = founds};
  Str day = str_sub(r->given_date, 0, r->given_date.n < 10 ? r->given_date.n : 10);
  if (!calendar_parse(day, &e.given)) {
    e.given = date_in_url(r->url);
    if (!e.given.year) e.given = date_in_header(r);
    e.address = e.given.year != 0;
  }
  gather(&e);
  Str evidence = {"", 0};
  CivilDate d = decide(&e, &evidence);
  if (!d.year || !calendar_valid(d)) return (CivilDate){0};
  r->date = calendar_format(r->arena, d);
  r->date_evidence = evidence;
  return d;
}
