/* circumstance.c: when, where, on what condition, by when, and on whose word. */
#include "events/stage.h"
#include "time/calendar.h"

/* Steps from `word` up to `top`, or UINT32_MAX. A clause or an event in between takes the date for itself. */
static uint32_t distance(const Coder *c, uint32_t word, uint32_t top) {
  uint32_t cost = 0, start = word;
  for (uint32_t steps = 0; word != NONE && steps < 40; steps++, word = coder_word(c, word)->head) {
    if (word == top) return cost;
    cost += word == start ? 1 : frame_verbal(c, word) ? (c->predicate[word] != NONE && (coder_word(c, word)->rel == REL_ACL || word > top) ? 9 : 7) : c->predicate[word] != NONE ? 5 : 1;
  }
  return UINT32_MAX;
}

/* Steps from a date's or place's words to the event: below its trigger, else below what governs it. */
static uint32_t nearness(const Coder *c, uint32_t first, uint32_t end, const uint32_t *chain, uint32_t n_chain, uint32_t top) {
  uint32_t best = UINT32_MAX;
  for (uint32_t i = first; i < end && i < c->r->words.n; i++) {
    uint32_t d;
    for (uint32_t k = 0; k < n_chain; k++) {
      d = distance(c, i, chain[k]);
      if (d <= 8 && d < best) best = d;
    }
    d = distance(c, i, top);
    if (d <= 8 && d + 4 < best) best = d + 4;
  }
  if (best != UINT32_MAX) return best;
  /* a date in front of the clause above: « Lundi, X a dit que ... » */
  uint32_t up = top;
  for (uint32_t k = 0; k < 12 && coder_word(c, up)->head != NONE; k++) {
    up = coder_word(c, up)->head;
    uint32_t d = distance(c, first, up);
    if (d <= 8) return 12 + 4 * k + d;
  }
  return best;
}

static bool later_than_document(const Coder *c, Str date) {
  return c->r->date.n >= 10 && date.n >= 10 && str_cmp(str_of(date.p, 10), str_of(c->r->date.p, 10)) > 0;
}

/* Days since a fixed day, near enough to compare. */
static int rough_day(Str date, bool *known) {
  int part[3] = {0, 7, 15}, n = 0;
  *known = date.n >= 4;
  for (uint32_t i = 0; i < date.n && n < 3; i++) {
    if (date.p[i] == '-') n++;
    else if (date.p[i] < '0' || date.p[i] > '9') break;
    else if (i == 0 || date.p[i - 1] == '-') part[n] = date.p[i] - '0';
    else part[n] = part[n] * 10 + (date.p[i] - '0');
  }
  *known = *known && part[0] > 1000 && part[0] < 3000;
  return part[0] * 365 + part[1] * 30 + part[2];
}

enum { HISTORICAL_DAYS = 300 };

/* « avait décrété », « had decreed »: told from a day in the past. */
static bool pluperfect(const Coder *c, uint32_t word) {
  const Word *w = coder_word(c, word);
  if (w->morph.verbform != VERBFORM_PART) return false;
  FOR_CHILDREN(c->r, word, a) {
    const Word *aux = coder_word(c, a);
    if (aux->rel == REL_AUX && aux->sub != SUB_PASS && (aux->morph.tense == TENSE_IMP || aux->morph.tense == TENSE_PAST)) return true;
    if (aux->rel == REL_AUX) return false;
  }
  return w->rel == REL_CONJ && w->head != NONE && w->head < word && pluperfect(c, w->head); /* « avait décrété et fermé » */
}

/* « ont été placés en détention », « arrested dozens »: a past that goes on with the day told before in its paragraph. */
static bool narrated(const Coder *c, uint32_t word) {
  const Word *w = coder_word(c, word);
  if (!frame_verbal(c, word)) return false;
  if (w->morph.verbform == VERBFORM_FIN) return w->morph.tense == TENSE_PAST;
  return w->morph.verbform == VERBFORM_PART && (w->morph.tense == TENSE_PAST || !w->morph.tense) &&
         (reading_child(c->r, word, REL_AUX, SUB_NONE) != NONE || w->rel == REL_CONJ || w->rel == REL_ACL);
}

/* The day that the sentences before tell of, in the paragraph or the one before, where that is past. */
static Str narrative_day(const Coder *c, uint32_t sentence, uint32_t paragraphs) {
  const Reading *r = c->r;
  uint32_t paragraph = r->sentences.at[sentence].paragraph;
  for (uint32_t i = sentence, seen = 0; i-- > 0 && seen < 4 && r->sentences.at[i].paragraph + paragraphs >= paragraph; seen++)
    for (uint32_t k = c->dates_first[i]; k < c->dates_first[i + 1]; k++) {
      const Date *d = &r->dates.at[c->dates[k]];
      if (d->kind == DATE_DATE && d->value.n >= 10 && r->date.n >= 10 && str_cmp(str_of(d->value.p, 10), r->date) < 0) return str_of(d->value.p, 10);
    }
  return STR("");
}

/* « exigeait que ... si ... d'ici le 21 février »: however deep below what is demanded, promised or threatened. */
static bool deep_below(const Coder *c, const Date *d, uint32_t top) {
  uint32_t word = d->first_word;
  for (uint32_t steps = 0; word != NONE && steps < 16; steps++, word = coder_word(c, word)->head)
    if (word == top) return true;
  return false;
}

/* How much earlier (below zero) or later an event is than what it is told beside. */
typedef struct {
  int days, months;
} Shift;

static bool in_class(const Coder *c, uint32_t word, uint32_t klass) {
  return klass != NONE && coder_in_class(c, word, klass);
}

static int number_of(const Coder *c, uint32_t word) {
  Str form = coder_word(c, word)->form;
  int n = 0;
  for (uint32_t i = 0; i < form.n && i < 4; i++) {
    if (form.p[i] < '0' || form.p[i] > '9') break;
    n = n * 10 + (form.p[i] - '0');
  }
  for (int k = 1; k <= NUMBER_MAX && !n; k++)
    if (in_class(c, word, c->ev->numbers[k])) n = k;
  return n;
}

/* « deux jours » that ends in `word`. */
static bool amount(const Coder *c, uint32_t word, int sign, Shift *shift) {
  static const int days[UNIT_COUNT] = {1, 7, 0, 0}, months[UNIT_COUNT] = {0, 0, 1, 12};
  if (word <= c->r->sentences.at[coder_word(c, word)->sentence].first_word) return false;
  for (uint32_t u = 0; u < UNIT_COUNT; u++) {
    if (!in_class(c, word, c->ev->units[u])) continue;
    int n = number_of(c, word - 1);
    if (n == 1 && coder_word(c, word)->morph.number == NUMBER_PLUR) return false; /* « in the weeks after » */
    *shift = (Shift){sign * n * days[u], sign * n * months[u]};
    return n > 0;
  }
  return false;
}

/* « deux jours après une attaque », « au lendemain du scrutin », above the word, with the word at which it stands. */
static bool shift_above(const Coder *c, uint32_t word, Shift *shift, uint32_t *at) {
  for (uint32_t i = 0; i < 4 && word != NONE; i++, word = coder_word(c, word)->head) {
    const Word *w = coder_word(c, word);
    *at = word;
    FOR_CHILDREN(c->r, word, k) {
      const Word *m = coder_word(c, k);
      if ((m->rel != REL_CASE && m->rel != REL_MARK && m->rel != REL_ADVMOD) || k > word || k == 0) continue;
      int sign = coder_cue(c, k, CUE_EARLIER) ? -1 : coder_cue(c, k, CUE_LATER) ? 1 : 0;
      if (sign && amount(c, k - 1, sign, shift)) return true;
    }
    if (w->head != NONE && w->rel == REL_NMOD)
      for (int n = 1; n < 3; n++) {
        if (in_class(c, w->head, c->ev->next_day[n])) return *shift = (Shift){-n, 0}, true;
        if (in_class(c, w->head, c->ev->day_before[n])) return *shift = (Shift){n, 0}, true;
      }
    if (frame_verbal(c, word) && w->rel != REL_ACL) return false; /* « au lendemain des sanctions adoptées par X » */
  }
  return false;
}

/* The day that much earlier or later; to the month where months were told. A date that is no day stays away. */
static void shifted(const Coder *c, Str date, Shift shift, Str *out) {
  CivilDate d;
  if (date.n < 10 || !calendar_parse(str_of(date.p, 10), &d)) return;
  if (shift.months) {
    d = calendar_add_months(d, shift.months);
    d.day = 0;
  } else {
    d = calendar_date(calendar_days(d) + shift.days);
  }
  *out = calendar_format(c->r->arena, d);
}

/* « deux jours après une attaque »: the attack was two days before what the sentence tells. `own`: a date of the event's own. */
static void shift_date(const Coder *c, Event *e, uint32_t trigger, const Date *own) {
  Shift shift;
  uint32_t at;
  if (!shift_above(c, trigger, &shift, &at)) return;
  if (own && reading_below(c->r, own->first_word, at)) return;
  Str base = e->date;
  for (uint32_t i = c->r->events.n; i-- > 0;) { /* the event beside which it is told */
    const Event *other = &c->r->events.at[i];
    if (other == e) continue;
    if (other->sentence != e->sentence) break;
    if (at != other->trigger && reading_below(c->r, at, other->trigger)) {
      base = other->date;
      break;
    }
  }
  shifted(c, base, shift, &e->date);
}

/* « depuis l'armistice de 1953 »: a year or month of another noun is that noun's. */
static bool of_another_noun(const Coder *c, const Date *d, const uint32_t *chain, uint32_t n_chain) {
  if (d->value.n >= 10) return false;
  for (uint32_t i = d->first_word; i < d->end_word; i++) {
    const Word *w = coder_word(c, i);
    if (w->head == NONE || (w->head >= d->first_word && w->head < d->end_word)) continue;
    if (w->rel != REL_NMOD || frame_verbal(c, w->head) || !coder_str_cue(c, frame_prep(c, i), CUE_OF)) return false;
    for (uint32_t k = 0; k < n_chain; k++)
      if (chain[k] == w->head) return false;
    return true;
  }
  return false;
}

static void set_date(Coder *c, Event *e, const Type *type, const uint32_t *chain, uint32_t n_chain, uint32_t top) {
  uint32_t best = 40;
  const Date *found = NULL, *deadline = NULL;
  bool asks = e->quad == 1 || e->quad == 3;
  for (uint32_t i = c->dates_first[e->sentence]; i < c->dates_first[e->sentence + 1]; i++) {
    const Date *d = &c->r->dates.at[c->dates[i]];
    if (!d->value.n || d->value.p[0] < '0' || d->value.p[0] > '9') continue; /* durations, days without a year */
    uint32_t near = nearness(c, d->first_word, d->end_word, chain, n_chain, top);
    bool condition = e->condition.end && d->start >= e->condition.start && d->end <= e->condition.end;
    if (d->kind == DATE_DEADLINE || d->kind == DATE_UNTIL) {
      /* « a donné jusqu'au 31 juillet aux militaires »: what is demanded or threatened runs out then */
      bool runs_out = d->kind == DATE_UNTIL && type->terms && later_than_document(c, d->value);
      if (runs_out && near != UINT32_MAX && !deadline) deadline = d;
      if (d->kind == DATE_DEADLINE && !deadline && (near != UINT32_MAX || condition || (asks && deep_below(c, d, top)))) deadline = d;
      continue;
    }
    if (d->kind != DATE_DATE && d->kind != DATE_SINCE) continue;
    if (condition || near >= best || of_another_noun(c, d, chain, n_chain)) continue;
    best = near, found = d;
  }
  if (deadline) e->deadline = deadline->value;
  /* what is promised or demanded for a later day is promised or demanded now */
  if (found && asks && later_than_document(c, found->value) && !e->deadline.n && !(e->auxiliary & AUX_FUTURE)) e->deadline = found->value, found = NULL;
  if (found) e->date = found->value;
  if (!e->date.n && e->statement != NONE) e->date = c->r->statements.at[e->statement].date;
  if (!e->date.n && pluperfect(c, top)) e->date = narrative_day(c, e->sentence, 1);
  if (!e->date.n && narrated(c, top)) e->date = narrative_day(c, e->sentence, 0);
  if (!e->date.n) e->date = c->r->date;
  shift_date(c, e, e->trigger, found);
  bool known, document;
  int day = rough_day(e->date, &known), now = rough_day(c->r->date, &document);
  if (known && document && now - day > HISTORICAL_DAYS) e->auxiliary |= AUX_HISTORICAL;
}

static void set_place(Coder *c, Event *e, const uint32_t *chain, uint32_t n_chain, uint32_t top) {
  uint32_t best = 16;
  for (uint32_t i = c->mentions_first[e->sentence]; i < c->mentions_first[e->sentence + 1]; i++) {
    const Mention *m = &c->r->mentions.at[c->mentions[i]];
    if (m->place == NONE || !m->as_place) continue;
    uint32_t near = nearness(c, m->head, m->head + 1, chain, n_chain, top);
    if (near < best) best = near, e->place = m->place;
  }
}

bool opens_with_condition(const Coder *c, uint32_t clause) {
  if (coder_str_cue(c, frame_prep(c, clause), CUE_CONDITION)) return true;
  FOR_CHILDREN(c->r, clause, m) {
    const Word *w = coder_word(c, m);
    if ((w->rel == REL_MARK || w->rel == REL_ADVMOD || w->rel == REL_CASE) && coder_cue(c, m, CUE_CONDITION)) return true;
  }
  return false;
}

/* True where clause `a` opens with a condition's word: it becomes the event's. */
static bool take_condition(Coder *c, Event *e, uint32_t a) {
  if (!opens_with_condition(c, a)) return false;
  uint32_t first, last;
  reading_subtree(c->r, a, &first, &last);
  while (last > first && coder_word(c, last)->upos == UPOS_PUNCT) last--;
  e->condition = (Span){coder_word(c, first)->start, coder_word(c, last)->end};
  return true;
}

/* « threatened to resume the war unless ... »: the clause may hang on the infinitive. */
static bool infinitive_condition(Coder *c, Event *e, uint32_t verb) {
  for (uint32_t level = 0; level < 3 && verb != NONE; level++) {
    verb = reading_child(c->r, verb, REL_XCOMP, SUB_NONE);
    if (verb == NONE) return false;
    FOR_CHILDREN(c->r, verb, a) if (coder_word(c, a)->rel == REL_ADVCL && take_condition(c, e, a)) return true;
  }
  return false;
}

static void set_condition(Coder *c, Event *e, uint32_t trigger, uint32_t top) {
  uint32_t above = top;
  for (uint32_t level = 0; level < 3 && above != NONE; level++, above = coder_word(c, above)->head) {
    uint32_t looked[2] = {above, level == 0 ? trigger : NONE};
    for (uint32_t k = 0; k < 2; k++) {
      if (looked[k] == NONE) continue;
      FOR_CHILDREN(c->r, looked[k], a) {
        if (coder_word(c, a)->rel != REL_ADVCL && coder_word(c, a)->rel != REL_CCOMP) continue;
        if (take_condition(c, e, a)) return;
        if (coder_word(c, a)->rel != REL_CCOMP) continue;
        /* « demanded that it stop if ... »: the condition of what is demanded */
        FOR_CHILDREN(c->r, a, b) if (coder_word(c, b)->rel == REL_ADVCL && take_condition(c, e, b)) return;
      }
      if (level == 0 && infinitive_condition(c, e, looked[k])) return;
    }
  }
}

uint32_t whose_word(const Coder *c, uint32_t word) { return c->said_in[word]; }

void circumstances(Coder *c, Event *e, const Type *type, uint32_t trigger, uint32_t top, const uint32_t *chain, uint32_t n_chain) {
  e->place = NONE, e->statement = whose_word(c, trigger), e->condition_event = NONE;
  if (type->terms || e->auxiliary) set_condition(c, e, trigger, top);
  set_date(c, e, type, chain, n_chain, top);
  set_place(c, e, chain, n_chain, top);
}
