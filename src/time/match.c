#include "time/match.h"

#include "base/utf8.h"
#include "time/calendar.h"

#define PIECES_MAX 16

/* One way to read the tokens at a position. */
typedef struct {
  uint16_t element;
  uint16_t tokens;
  const TimeWord *word; /* NULL for shapes */
} Piece;

typedef struct {
  Str text;      /* folded */
  uint32_t word; /* first word of the token */
  bool known;    /* pieces were looked up */
  uint8_t n;
  Piece pieces[PIECES_MAX];
} Token;

typedef struct {
  const Time *time;
  Reading *r;
  Token *tokens;
  uint32_t n;
  uint32_t budget; /* steps left for this start: hostile input must not blow up */
} Matcher;

bool time_is(const Time *time, Str folded, TimeClass class) {
  const uint32_t *values;
  uint32_t n = phrase_find(&time->words, folded, &values);
  for (uint32_t i = 0; i < n; i++)
    if (values[i] < time->n_list && time->list[values[i]].element == class) return true;
  return false;
}

static bool digits(Str s, uint32_t from, uint32_t to, int *value) {
  if (to > s.n || from >= to || to - from > 6) return false;
  *value = 0;
  for (uint32_t i = from; i < to; i++) {
    if (s.p[i] < '0' || s.p[i] > '9') return false;
    *value = *value * 10 + s.p[i] - '0';
  }
  return true;
}

static void add(Token *t, int element, uint32_t tokens, const TimeWord *word) {
  if (t->n < PIECES_MAX) t->pieces[t->n++] = (Piece){(uint16_t)element, (uint16_t)tokens, word};
}

/* 23/08/2021, 23.08.2021, 2021-08-23, 2021-08. */
static bool numeric_date(Str s, CivilDate *d, bool *iso) {
  *iso = calendar_parse(s, d) && s.n >= 7;
  if (*iso) return true;
  uint32_t a = 0, b;
  while (a < s.n && s.p[a] >= '0' && s.p[a] <= '9') a++;
  if (!a || a >= s.n || (s.p[a] != '/' && s.p[a] != '.')) return false;
  for (b = a + 1; b < s.n && s.p[b] >= '0' && s.p[b] <= '9';) b++;
  if (b >= s.n || s.p[b] != s.p[a] || s.n - b - 1 != 4) return false;
  return digits(s, 0, a, &d->day) && digits(s, a + 1, b, &d->month) && digits(s, b + 1, s.n, &d->year);
}

/* 14h, 14h30, 14:30 */
static bool clock_time(Str s, int *hour, int *minute) {
  uint32_t a = 0;
  while (a < s.n && s.p[a] >= '0' && s.p[a] <= '9') a++;
  if (!a || a > 2 || a == s.n || (s.p[a] != 'h' && s.p[a] != ':')) return false;
  *minute = 0;
  if (!digits(s, 0, a, hour) || *hour > 24) return false;
  if (a + 1 == s.n) return s.p[a] == 'h';
  return s.n - a - 1 == 2 && digits(s, a + 1, s.n, minute) && *minute < 60;
}

static void add_shapes(Token *t) {
  Str s = t->text;
  int value, minute;
  CivilDate d;
  bool iso;
  if (!s.n || ((s.p[0] < '0' || s.p[0] > '9') && s.p[0] != '\'')) return;
  if (digits(s, 0, s.n, &value)) {
    if (value >= 1 && value <= 31 && s.n <= 2) add(t, CLASS_DAY, 1, NULL);
    if (s.n == 4 && value >= 1000 && value <= 2200) add(t, CLASS_YEAR, 1, NULL);
    if (s.n == 2 && value % 10 == 0) add(t, CLASS_SHORT_YEAR, 1, NULL);
    add(t, CLASS_NUMBER, 1, NULL);
  } else if (numeric_date(s, &d, &iso)) {
    add(t, iso ? CLASS_ISO : CLASS_NUMERIC, 1, NULL);
  } else if (clock_time(s, &value, &minute)) {
    add(t, CLASS_CLOCK, 1, NULL);
  } else if (s.n >= 3 && s.p[s.n - 1] == 's' && digits(s, s.p[0] == '\'', s.n - 1, &value) && value % 10 == 0) {
    add(t, CLASS_DECADE, 1, NULL);
  }
}

static void look_up(Matcher *m, uint32_t at) {
  Token *t = &m->tokens[at];
  if (t->known) return;
  t->known = true;
  uint32_t node = PHRASE_ROOT;
  for (uint32_t i = at; i < m->n && i < at + 8; i++) {
    node = phrase_step(&m->time->words, node, phrase_word(&m->time->words, m->tokens[i].text));
    if (node == PHRASE_NONE) break;
    const uint32_t *values;
    uint32_t n = phrase_values(&m->time->words, node, &values);
    for (uint32_t k = 0; k < n; k++)
      if (values[k] < m->time->n_list) {
        const TimeWord *w = &m->time->list[values[k]];
        add(t, w->element, i - at + 1, w);
      }
  }
  add_shapes(t);
}

/* Matches elements from k on at token `at`; the end in *end and the pieces taken in `taken`. */
static bool match_rest(Matcher *m, const TimeRule *rule, uint32_t k, uint32_t at, const Piece **taken, uint32_t *end) {
  if (k == rule->n) return *end = at, true;
  if (at >= m->n || !m->budget) return false;
  m->budget--;
  look_up(m, at);
  Token *t = &m->tokens[at];
  for (uint32_t i = t->n; i-- > 0;) {
    if (t->pieces[i].element != rule->element[k]) continue;
    taken[k] = &t->pieces[i];
    if (match_rest(m, rule, k + 1, at + t->pieces[i].tokens, taken, end)) return true;
  }
  return false;
}

static void capture_shape(TimeFound *f, Str s, uint16_t element) {
  int value = 0;
  CivilDate d = {0};
  bool iso;
  switch (element) {
    case CLASS_DAY:
      digits(s, 0, s.n, &value);
      if (f->n_days < 2) f->day[f->n_days++] = value;
      break;
    case CLASS_YEAR: digits(s, 0, s.n, &f->year); break;
    case CLASS_SHORT_YEAR: digits(s, 0, s.n, &f->year), f->short_year = true; break;
    case CLASS_NUMBER: digits(s, 0, s.n, &f->number), f->has_number = true; break;
    case CLASS_DECADE: digits(s, s.p[0] == '\'', s.n - 1, &f->year), f->short_year = f->year < 100; break;
    case CLASS_CLOCK: f->has_clock = clock_time(s, &f->hour, &f->minute); break;
    case CLASS_ISO:
    case CLASS_NUMERIC:
      if (!numeric_date(s, &d, &iso)) break;
      f->year = d.year;
      if (d.month) f->month[f->n_months++] = d.month;
      if (d.day) f->day[f->n_days++] = d.day;
      break;
    default: break;
  }
}

static void capture_word(TimeFound *f, const TimeWord *w) {
  switch (w->element) {
    case CLASS_WEEKDAY: if (f->n_weekdays < 2) f->weekday[f->n_weekdays++] = w->number; break;
    case CLASS_MONTH: if (f->n_months < 2) f->month[f->n_months++] = w->number; break;
    case CLASS_DAY: if (f->n_days < 2) f->day[f->n_days++] = w->number; break;
    case CLASS_NUMBER: f->number = w->number, f->has_number = true; break;
    case CLASS_ORDINAL: f->ordinal = w->number; break;
    case CLASS_UNIT: f->unit = w->text[0]; break;
    case CLASS_SEASON: f->season = w->number; break;
    case CLASS_DAY_WORD:
    case CLASS_ANAPHOR: f->offset = w->number, f->has_offset = true; break;
    case CLASS_NAMED: f->text = str(w->text); break;
    case CLASS_AMPM: f->pm_told = true, f->pm = w->number == 1; break;
    case CLASS_ZONE: f->has_zone = true, f->zone = w->number; break;
    case CLASS_CALENDAR: f->calendar = w->number; break;
    case CLASS_ROMAN: f->roman = w->number; break;
    default: break;
  }
}

static void capture(Matcher *m, TimeFound *f, const Piece **taken, uint32_t at) {
  for (uint32_t k = 0; k < f->rule->n; k++) {
    if (taken[k]->word) capture_word(f, taken[k]->word);
    else capture_shape(f, m->tokens[at].text, taken[k]->element);
    at += taken[k]->tokens;
  }
}

/* A word that tells the kind in front of the expression; determiners between belong to the prefix's own forms. */
static void find_prefix(Matcher *m, TimeFound *f, uint32_t at) {
  f->prefix = 255;
  for (uint32_t back = at < 4 ? at : 4; back > 0; back--) {
    Str words[4];
    const uint32_t *values;
    uint32_t n_values;
    for (uint32_t i = 0; i < back; i++) words[i] = m->tokens[at - back + i].text;
    if (phrase_longest(&m->time->prefixes, words, back, &values, &n_values) != back) continue;
    if (values[0] >= m->time->n_prefixes) continue;
    f->prefix = m->time->prefix_list[values[0]].kind;
    f->prefix_open = m->time->prefix_list[values[0]].open;
    return;
  }
}

static bool best_at(Matcher *m, uint32_t at, TimeFound *found, uint32_t *end) {
  const Piece *taken[PATTERN_MAX];
  const TimeRule *best = NULL;
  *end = at;
  m->budget = 4000;
  look_up(m, at);
  const Token *t = &m->tokens[at];
  for (uint32_t p = 0; p < t->n; p++) {
    uint32_t e = t->pieces[p].element;
    if (e >= m->time->n_elements) continue;
    for (uint32_t i = m->time->buckets[e]; i < m->time->buckets[e + 1]; i++) {
      uint32_t stop;
      const TimeRule *rule = &m->time->rules[i];
      if (!match_rest(m, rule, 0, at, taken, &stop)) continue;
      if (stop > *end || (stop == *end && best && rule->line < best->line)) best = rule, *end = stop;
    }
  }
  if (!best || !match_rest(m, best, 0, at, taken, end)) return false;
  *found = (TimeFound){.rule = best};
  capture(m, found, taken, at);
  return true;
}

static Token *tokens_of(const Time *time, Reading *r, const Sentence *s, uint32_t *n) {
  (void)time;
  Token *tokens = ARENA_ARRAY(r->arena, s->n_words, Token);
  *n = 0;
  for (uint32_t i = s->first_word; i < s->first_word + s->n_words; i++) {
    const Word *w = &r->words.at[i];
    if (!w->span) continue;
    tokens[*n].text = utf8_fold(r->arena, reading_text(r, w->start, w->end));
    tokens[(*n)++].word = i;
  }
  return tokens;
}

void time_match(const Time *time, Reading *r, uint32_t sentence, TimeFounds *founds) {
  const Sentence *s = &r->sentences.at[sentence];
  if (!s->n_words) return;
  Matcher m = {.time = time, .r = r};
  m.tokens = tokens_of(time, r, s, &m.n);
  for (uint32_t at = 0, end; at < m.n; at = end > at ? end : at + 1) {
    TimeFound f;
    end = at;
    if (!best_at(&m, at, &f, &end)) continue;
    if (f.rule->action == ACT_SKIP) continue;
    find_prefix(&m, &f, at);
    f.sentence = sentence;
    f.first_word = m.tokens[at].word;
    f.end_word = end < m.n ? m.tokens[end].word : s->first_word + s->n_words;
    f.start = r->words.at[f.first_word].start;
    f.end = r->words.at[m.tokens[end - 1].word].end;
    vec_add(r->arena, founds, f);
  }
}
