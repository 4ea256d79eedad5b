#include "time/match.h"

#include "base/utf8.h"
#include "time/calendar.h"

#define FOLD_MAX 64

/* One way to read the tokens at a position. */
typedef struct {
  uint16_t element;
  uint16_t tokens;
  const TimeWord *word; /* NULL for shapes */
} Piece;

typedef struct {
  uint32_t word;        /* first word of the token */
  uint32_t number;      /* in the table of words, or PHRASE_NONE */
  uint32_t first_piece;
  uint16_t n_pieces;
  bool by_form;         /* « Friday's »: its first word is known, not the whole */
  bool known;           /* pieces were looked up */
} Token;

typedef struct {
  const Time *time;
  Reading *r;
  Token *tokens; /* of one sentence; room for the longest */
  uint32_t n;
  Vec(Piece) pieces; /* of one sentence */
  uint32_t budget;   /* steps left for this start: hostile input must not blow up */
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

static void add(Matcher *m, int element, uint32_t tokens, const TimeWord *word) {
  vec_add(m->r->arena, &m->pieces, ((Piece){(uint16_t)element, (uint16_t)tokens, word}));
}

static Str surface(const Matcher *m, uint32_t at) {
  const Word *w = &m->r->words.at[m->tokens[at].word];
  return m->tokens[at].by_form ? w->form : reading_text(m->r, w->start, w->end);
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

/* mai-juin: two months in one token, their halves looked up. */
static bool month_pair(const Matcher *m, Str s, int *first, int *last) {
  uint32_t cut = str_find(s, STR("-"));
  if (cut == UINT32_MAX || cut < 3 || s.n > 40 || cut + 3 >= s.n) return false;
  int *out[2] = {first, last};
  Str half[2] = {str_sub(s, 0, cut), str_sub(s, cut + 1, s.n)};
  for (int k = 0; k < 2; k++) {
    const uint32_t *values;
    uint32_t n = phrase_find(&m->time->words, utf8_fold(m->r->arena, half[k]), &values);
    *out[k] = 0;
    for (uint32_t i = 0; i < n; i++)
      if (values[i] < m->time->n_list && m->time->list[values[i]].element == CLASS_MONTH) *out[k] = m->time->list[values[i]].number;
  }
  return *first && *last;
}

/* 2021-2022, 2021/22 */
static bool year_pair(Str s, int *first, int *last) {
  if ((s.n != 9 && s.n != 7) || (s.p[4] != '-' && s.p[4] != '/') || !digits(s, 0, 4, first) || !digits(s, 5, s.n, last)) return false;
  if (s.n == 7) *last += *first / 100 * 100 + (*first % 100 == 99 ? 100 : 0);
  if (s.n == 7 && *last != *first + 1) return false;
  return *first >= 1500 && *first < *last && *last <= 2200;
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

/* 3-5 */
static bool day_range(Str s, int *first, int *last) {
  uint32_t cut = str_find(s, STR("-"));
  return cut != UINT32_MAX && cut <= 2 && s.n - cut <= 3 && digits(s, 0, cut, first) && digits(s, cut + 1, s.n, last) &&
         *first >= 1 && *first < *last && *last <= 31;
}

/* 8am, 8:30pm: the word behind the digits, or NULL. */
static const TimeWord *glued_half_day(const Matcher *m, Str s, int *hour, int *minute) {
  uint32_t a = 0;
  while (a < s.n && ((s.p[a] >= '0' && s.p[a] <= '9') || s.p[a] == ':')) a++;
  if (!a || a == s.n || a > 5) return NULL;
  Str clock = str_sub(s, 0, a);
  *minute = 0;
  if (!clock_time(clock, hour, minute) && (a > 2 || !digits(clock, 0, a, hour) || *hour > 12)) return NULL;
  const uint32_t *values;
  uint32_t n = phrase_find(&m->time->words, str_sub(s, a, s.n), &values);
  for (uint32_t i = 0; i < n; i++)
    if (values[i] < m->time->n_list && m->time->list[values[i]].element == CLASS_AMPM) return &m->time->list[values[i]];
  return NULL;
}

/* « mid-2019 »: the year behind a word of the class `mid`. */
static bool mid_year(const Matcher *m, Str s) {
  int year;
  if (s.n < 6 || s.p[s.n - 5] != '-' || !digits(s, s.n - 4, s.n, &year) || year < 1000 || year > 2200) return false;
  char room[16];
  if (s.n - 5 > sizeof room) return false;
  for (uint32_t i = 0; i < s.n - 5; i++) room[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i]);
  return time_is(m->time, (Str){room, s.n - 5}, CLASS_MID);
}

static void add_shapes(Matcher *m, Str s) {
  int value, minute;
  CivilDate d;
  bool iso;
  if (mid_year(m, s)) add(m, CLASS_YEAR, 1, NULL);
  if (s.n > 6 && (s.p[0] < '0' || s.p[0] > '9') && month_pair(m, s, &value, &minute)) add(m, CLASS_MONTHS, 1, NULL);
  if (!s.n || ((s.p[0] < '0' || s.p[0] > '9') && s.p[0] != '\'')) return;
  if (digits(s, 0, s.n, &value)) {
    if (value >= 1 && value <= 31 && s.n <= 2) add(m, CLASS_DAY, 1, NULL);
    if (s.n == 4 && value >= 1000 && value <= 2200) add(m, CLASS_YEAR, 1, NULL);
    if (s.n == 2 && value % 10 == 0) add(m, CLASS_SHORT_YEAR, 1, NULL);
    if (s.n == 4 && value < 2400 && value % 100 < 60) add(m, CLASS_HHMM, 1, NULL);
    add(m, CLASS_NUMBER, 1, NULL);
  } else if (numeric_date(s, &d, &iso)) {
    add(m, iso ? CLASS_ISO : CLASS_NUMERIC, 1, NULL);
    if (!iso && str_find(s, STR("/")) != UINT32_MAX) add(m, CLASS_MONTH_FIRST, 1, NULL);
  } else if (year_pair(s, &value, &minute)) {
    add(m, CLASS_YEARS, 1, NULL);
  } else if (day_range(s, &value, &minute)) {
    add(m, CLASS_DAYS, 1, NULL);
  } else if (clock_time(s, &value, &minute) || glued_half_day(m, s, &value, &minute)) {
    add(m, CLASS_CLOCK, 1, NULL);
  } else if (s.n >= 3 && s.p[s.n - 1] == 's' && digits(s, s.p[0] == '\'', s.n - 1, &value) && value % 10 == 0) {
    add(m, CLASS_DECADE, 1, NULL);
  }
}

static void look_up(Matcher *m, uint32_t at) {
  Token *t = &m->tokens[at];
  if (t->known) return;
  t->known = true;
  t->first_piece = m->pieces.n;
  uint32_t node = PHRASE_ROOT;
  Str s = surface(m, at);
  for (uint32_t i = at; i < m->n && i < at + 8; i++) {
    node = phrase_step(&m->time->words, node, m->tokens[i].number);
    if (node == PHRASE_NONE) break;
    const uint32_t *values;
    uint32_t n = phrase_values(&m->time->words, node, &values);
    for (uint32_t k = 0; k < n; k++) {
      const TimeWord *w = values[k] < m->time->n_list ? &m->time->list[values[k]] : NULL;
      if (w && (!w->capital || utf8_capitalised(s))) add(m, w->element, i - at + 1, w);
    }
  }
  add_shapes(m, s);
  t->n_pieces = (uint16_t)(m->pieces.n - t->first_piece);
}

/* Matches elements from k on at token `at`; the end in *end and the pieces taken in `taken`. */
static bool match_rest(Matcher *m, const TimeRule *rule, uint32_t k, uint32_t at, Piece *taken, uint32_t *end) {
  if (k == rule->n) return *end = at, true;
  if (at >= m->n || !m->budget) return false;
  m->budget--;
  look_up(m, at);
  Token t = m->tokens[at];
  for (uint32_t i = t.n_pieces; i-- > 0;) {
    Piece piece = m->pieces.at[t.first_piece + i];
    if (piece.element != rule->element[k]) continue;
    taken[k] = piece;
    if (match_rest(m, rule, k + 1, at + piece.tokens, taken, end)) return true;
  }
  return false;
}

static void put_year(TimeFound *f, int year) {
  if (f->year) f->year2 = year;
  else f->year = year;
}

static void capture_shape(const Matcher *m, TimeFound *f, Str s, uint16_t element) {
  int value = 0, last = 0;
  CivilDate d = {0};
  bool iso;
  switch (element) {
    case CLASS_DAY:
      digits(s, 0, s.n, &value);
      if (f->n_days < 2) f->day[f->n_days++] = value;
      break;
    case CLASS_YEAR:
      digits(s, s.n - 4, s.n, &value);
      put_year(f, value);
      break;
    case CLASS_DAYS:
      if (day_range(s, &value, &last)) f->day[0] = value, f->day[1] = last, f->n_days = 2;
      break;
    case CLASS_HHMM:
      f->has_clock = digits(s, 0, 2, &f->hour) && digits(s, 2, 4, &f->minute);
      break;
    case CLASS_SHORT_YEAR: digits(s, 0, s.n, &f->year), f->short_year = true; break;
    case CLASS_NUMBER: digits(s, 0, s.n, &f->number), f->has_number = true; break;
    case CLASS_DECADE: digits(s, s.p[0] == '\'', s.n - 1, &f->year), f->short_year = f->year < 100; break;
    case CLASS_CLOCK: {
      f->has_clock = clock_time(s, &f->hour, &f->minute);
      const TimeWord *half = f->has_clock ? NULL : glued_half_day(m, s, &f->hour, &f->minute);
      if (half) f->has_clock = f->pm_told = true, f->pm = half->number == 1;
      break;
    }
    case CLASS_MONTHS:
      if (month_pair(m, s, &value, &last)) f->month[0] = value, f->month[1] = last, f->n_months = 2;
      break;
    case CLASS_YEARS:
      if (year_pair(s, &f->year, &f->year2)) break;
      break;
    case CLASS_ISO:
    case CLASS_MONTH_FIRST:
    case CLASS_NUMERIC:
      if (!numeric_date(s, &d, &iso)) break;
      /* The other order where the first is impossible: 13/4, 4/13. */
      if (!iso && d.day <= 12 && (d.month > 12 || element == CLASS_MONTH_FIRST)) value = d.day, d.day = d.month, d.month = value;
      f->month_first = element == CLASS_MONTH_FIRST && d.day <= 12 && d.day != d.month;
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
    case CLASS_UNIT: { /* Y; a decade is 10Y */
      Str s = str(w->text);
      f->unit = s.p[s.n ? s.n - 1 : 0];
      f->times = 1;
      if (s.n > 1) digits(s, 0, s.n - 1, &f->times);
      break;
    }
    case CLASS_PREFIX:
    case CLASS_SUFFIX: f->prefix = (uint8_t)w->number, f->prefix_open = w->text[0]; break;
    case CLASS_SEASON: f->season = w->number; break;
    case CLASS_DAY_WORD:
    case CLASS_ANAPHOR: f->offset = w->number, f->has_offset = true; break;
    case CLASS_FREQUENCY:
    case CLASS_NAMED: f->text = str(w->text); break;
    case CLASS_CLOCK: f->has_clock = true, f->hour = w->number; break;
    case CLASS_DECADE: f->year = w->number; break;
    case CLASS_FEAST: { /* 12-25; E+39 and 11#4/4 move, the resolver finds them */
      Str s = str(w->text);
      if (s.n < 3 || s.p[2] != '-') {
        f->text = s;
        break;
      }
      f->n_months = f->n_days = s.n == 5 && digits(s, 0, 2, &f->month[0]) && digits(s, 3, 5, &f->day[0]);
      break;
    }
    case CLASS_DAYTIME:
    case CLASS_AMPM: f->pm_told = true, f->pm = w->number == 1; break;
    case CLASS_ZONE: f->has_zone = true, f->zone = w->number; break;
    case CLASS_CALENDAR: f->calendar = w->number; break;
    case CLASS_ROMAN: f->roman = w->number; break;
    default: break;
  }
}

static void capture(Matcher *m, TimeFound *f, const Piece *taken, uint32_t at) {
  for (uint32_t k = 0; k < f->rule->n; k++) {
    if (taken[k].word) capture_word(f, taken[k].word);
    else capture_shape(m, f, surface(m, at), taken[k].element);
    at += taken[k].tokens;
  }
  if (f->times > 1) f->number = (f->has_number ? f->number : 1) * f->times, f->has_number = true;
}

/* A word that tells the kind in front of the expression; determiners between belong to the prefix's own forms. */
static void find_prefix(Matcher *m, TimeFound *f, uint32_t at) {
  for (uint32_t back = at < 6 ? at : 6; back > 0; back--) {
    uint32_t node = PHRASE_ROOT, i = at - back;
    while (i < at && node != PHRASE_NONE) node = phrase_step(&m->time->words, node, m->tokens[i++].number);
    const uint32_t *values;
    uint32_t n = node == PHRASE_NONE ? 0 : phrase_values(&m->time->words, node, &values);
    for (uint32_t k = 0; k < n; k++) {
      const TimeWord *w = values[k] < m->time->n_list ? &m->time->list[values[k]] : NULL;
      if (!w || w->element != CLASS_PREFIX) continue;
      f->prefix = (uint8_t)w->number, f->prefix_open = w->text[0];
      return;
    }
  }
}

static bool has_pieces(Matcher *m, uint32_t at) {
  if (at >= m->n) return false;
  look_up(m, at);
  return m->tokens[at].n_pieces > 0;
}

static bool best_at(Matcher *m, uint32_t at, TimeFound *found, uint32_t *end) {
  Piece taken[PATTERN_MAX];
  const TimeRule *best = NULL;
  *end = at;
  m->budget = 4000;
  look_up(m, at);
  for (uint32_t p = 0; p < m->tokens[at].n_pieces; p++) {
    Piece piece = m->pieces.at[m->tokens[at].first_piece + p];
    if (piece.element >= m->time->n_elements) continue;
    /* Most function words stand before words that are none of time: no rule of several elements can match then. */
    bool more = has_pieces(m, at + piece.tokens);
    for (uint32_t i = m->time->buckets[piece.element]; i < m->time->buckets[piece.element + 1]; i++) {
      uint32_t stop;
      const TimeRule *rule = &m->time->rules[i];
      if (rule->n > 1 && !more) continue;
      if (!match_rest(m, rule, 0, at, taken, &stop)) continue;
      if (stop > *end || (stop == *end && best && rule->line < best->line)) best = rule, *end = stop;
    }
  }
  if (!best || !match_rest(m, best, 0, at, taken, end)) return false;
  *found = (TimeFound){.rule = best, .prefix = 255};
  capture(m, found, taken, at);
  return true;
}

/* Words that look like a time and are none: « may » and « march » as verbs, April Ryan, 1500 soldiers. */
bool time_misread(const Time *time, const Reading *r, const TimeFound *f) {
  if (f->rule->n != 1 || f->end_word != f->first_word + 1) return false;
  uint16_t element = f->rule->element[0];
  const Word *w = &r->words.at[f->first_word];
  const Word *next = f->end_word < r->words.n && r->words.at[f->end_word].sentence == w->sentence ? w + 1 : NULL;
  const Word *before = f->first_word > r->sentences.at[f->sentence].first_word ? w - 1 : NULL;
  if (element == CLASS_MONTH) {
    if (w->upos == UPOS_VERB || w->upos == UPOS_AUX || w->rel == REL_FLAT) return true;
    if (!next || next->upos != UPOS_PROPN || !utf8_capitalised(next->form)) return false;
    return next->head == f->first_word || (w->head == f->end_word && w->upos == UPOS_PROPN && !before) ||
           (w->head == f->end_word && before && before->upos == UPOS_CCONJ);
  }
  if (element == CLASS_FEAST) return w->rel == REL_FLAT || (before && before->upos == UPOS_PROPN && before->space_after); /* « Tariq Ramadan » */
  if (element == CLASS_FREQUENCY) return w->upos == UPOS_PROPN || (before && utf8_capitalised(w->form));
  if (element == CLASS_CLOCK) return w->form.n > 0 && (w->form.p[0] < '0' || w->form.p[0] > '9');
  if (element == CLASS_YEAR) {
    /* « la résolution 1701 », « flight 1549 » */
    if (f->prefix == 255 && before && before->upos != UPOS_ADP && time_is(time, before->lemma, CLASS_NUMBERED)) return true;
    /* Small numbers are years only where a preposition says so; « vol AF 1145 ». */
    if (f->year < 1500 && f->prefix == 255 && (!before || before->upos != UPOS_ADP)) return true;
    if (!next || (next->upos != UPOS_NOUN && next->upos != UPOS_SYM)) return false;
    if (before && time_is(time, before->lemma, CLASS_YEAR_LEAD)) return false;
    bool counts = w->rel == REL_NUMMOD && w->head == f->end_word;
    bool plural = next->morph.number == NUMBER_PLUR;
    return next->upos == UPOS_SYM || (f->prefix == 255 ? counts || plural : counts && plural);
  }
  return false;
}

/* A word's number in the table: folded on the stack, since few words are of time; longer ones never are. */
static uint32_t number_of(const Time *time, Str s) {
  char room[FOLD_MAX + 8];
  uint32_t o = 0;
  for (uint32_t i = 0, n; i < s.n; i += n) {
    unsigned char c = (unsigned char)s.p[i];
    if (o > FOLD_MAX) return PHRASE_NONE;
    if (c < 0x80) {
      room[o++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c), n = 1;
      continue;
    }
    uint32_t point = utf8_at(s, i, &n);
    o += utf8_put(point == 0x2019 || point == 0x02bc ? '\'' : utf8_lower_of(point), room + o);
  }
  return phrase_word(&time->words, (Str){room, o});
}

static Token token_at(const Matcher *m, uint32_t word) {
  const Word *w = &m->r->words.at[word];
  Str whole = reading_text(m->r, w->start, w->end);
  Token t = {.word = word, .number = number_of(m->time, whole)};
  if (t.number == PHRASE_NONE && w->span > 1 && str_starts(whole, w->form)) {
    t.by_form = true;
    t.number = number_of(m->time, w->form);
  }
  return t;
}

static void match_sentence(Matcher *m, uint32_t sentence, TimeFounds *founds) {
  const Sentence *s = &m->r->sentences.at[sentence];
  const Word *words = m->r->words.at;
  m->n = m->pieces.n = 0;
  for (uint32_t i = s->first_word; i < s->first_word + s->n_words; i++)
    if (words[i].span) m->tokens[m->n++] = token_at(m, i);
  for (uint32_t at = 0, end; at < m->n; at = end > at ? end : at + 1) {
    TimeFound f;
    end = at;
    if (!best_at(m, at, &f, &end) || f.rule->action == ACT_SKIP) continue;
    if (f.prefix == 255) find_prefix(m, &f, at);
    f.sentence = sentence;
    f.first_word = m->tokens[at].word;
    f.end_word = end < m->n ? m->tokens[end].word : s->first_word + s->n_words;
    f.start = words[f.first_word].start;
    const Token *last = &m->tokens[end - 1];
    f.end = last->by_form ? words[last->word].start + words[last->word].form.n : words[last->word].end;
    if (time_misread(m->time, m->r, &f)) continue;
    vec_add(m->r->arena, founds, f);
  }
}

void time_match(const Time *time, Reading *r, TimeFounds *founds) {
  Matcher m = {.time = time, .r = r};
  uint32_t longest = 0;
  for (uint32_t i = 0; i < r->sentences.n; i++)
    if (r->sentences.at[i].n_words > longest) longest = r->sentences.at[i].n_words;
  if (!longest) return;
  m.tokens = arena_raw(r->arena, (size_t)longest * sizeof *m.tokens);
  for (uint32_t i = 0; i < r->sentences.n; i++) match_sentence(&m, i, founds);
}
