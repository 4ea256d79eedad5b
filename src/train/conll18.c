#include "train/conll18.h"

#include <stdlib.h>

#include "base/utf8.h"

static const char *const NAMES[METRIC_COUNT] = {"Tokens", "Sentences", "Words", "UPOS", "UFeats",
                                                "Lemmas", "UAS",       "LAS",   "CLAS"};

const char *conll18_name(Metric metric) { return NAMES[metric]; }

static double percent(uint64_t part, uint64_t whole) { return whole ? 100.0 * (double)part / (double)whole : 0; }
double conll18_precision(const Conll18 *s, Metric m) { return percent(s->of[m].correct, s->of[m].system); }
double conll18_recall(const Conll18 *s, Metric m) { return percent(s->of[m].correct, s->of[m].gold); }
double conll18_f1(const Conll18 *s, Metric m) {
  return percent(2 * s->of[m].correct, s->of[m].gold + s->of[m].system);
}

Str conll18_compact(Arena *arena, Reading *r) {
  Str text = r->text;
  uint32_t *at = ARENA_ARRAY(arena, (size_t)text.n + 1, uint32_t), o = 0;
  char *out = arena_raw(arena, (size_t)text.n + 1);
  for (uint32_t i = 0, n; i < text.n; i += n) {
    uint32_t c = utf8_at(text, i, &n);
    bool space = c <= ' ' || utf8_is_space(c);
    for (uint32_t k = 0; k < n; k++) {
      at[i + k] = o;
      if (!space) out[o++] = text.p[i + k];
    }
  }
  at[text.n] = o;
  for (uint32_t i = 0; i < r->words.n; i++) {
    Word *w = &r->words.at[i];
    w->start = at[w->start];
    w->end = at[w->end];
  }
  for (uint32_t i = 0; i < r->sentences.n; i++) {
    Sentence *s = &r->sentences.at[i];
    s->start = at[s->start];
    s->end = at[s->end];
  }
  return str_of(out, o);
}

/* Spans of two lists that occur in both, in order. */
typedef struct {
  uint32_t start, end;
} Stretch;
typedef Vec(Stretch) Stretches;

static void count_spans(Count *count, const Stretches *gold, const Stretches *system) {
  count->gold += gold->n;
  count->system += system->n;
  for (uint32_t g = 0, s = 0; g < gold->n && s < system->n;) {
    Stretch a = gold->at[g], b = system->at[s];
    if (a.start == b.start) count->correct += a.end == b.end;
    g += a.start <= b.start;
    s += b.start <= a.start;
  }
}

static void token_spans(Arena *arena, const Reading *r, Stretches *out) {
  for (uint32_t i = 0; i < r->words.n; i++)
    if (r->words.at[i].span > 0) vec_add(arena, out, ((Stretch){r->words.at[i].start, r->words.at[i].end}));
}

static void sentence_spans(Arena *arena, const Reading *r, Stretches *out) {
  for (uint32_t i = 0; i < r->sentences.n; i++) {
    const Sentence *s = &r->sentences.at[i];
    if (!s->n_words) continue;
    vec_add(arena, out, ((Stretch){r->words.at[s->first_word].start, r->words.at[s->first_word + s->n_words - 1].end}));
  }
}

/* The task's alignment of words: by spans; inside multiword tokens by the longest common subsequence of forms. */
typedef struct {
  Arena *arena;
  const Reading *gold, *system;
  uint32_t *matched; /* gold word to system word, or NONE */
} Alignment;

static bool in_multiword(const Reading *r, uint32_t i) { return r->words.at[i].span != 1; }

static bool beyond(const Reading *r, uint32_t i, uint32_t end) {
  if (i >= r->words.n) return true;
  return in_multiword(r, i) ? r->words.at[i].start >= end : r->words.at[i].end > end;
}

static bool same_form(Arena *arena, Str a, Str b) {
  if (str_eq(a, b)) return true;
  if (a.n > b.n * 2 + 4 || b.n > a.n * 2 + 4) return false;
  return str_eq(utf8_fold(arena, a), utf8_fold(arena, b));
}

#define MOST_CELLS (1u << 24)

static void align_by_forms(Alignment *a, uint32_t gs, uint32_t ge, uint32_t ss, uint32_t se) {
  uint32_t rows = ge - gs, columns = se - ss;
  if (!rows || !columns || (uint64_t)rows * columns > MOST_CELLS) return;
  uint32_t width = columns + 1;
  uint32_t *lcs = ARENA_ARRAY(a->arena, (size_t)(rows + 1) * width, uint32_t);
  for (uint32_t g = rows; g-- > 0;) {
    for (uint32_t s = columns; s-- > 0;) {
      uint32_t down = lcs[(g + 1) * width + s], right = lcs[g * width + s + 1], best = down > right ? down : right;
      if (same_form(a->arena, a->gold->words.at[gs + g].form, a->system->words.at[ss + s].form)) {
        uint32_t both = lcs[(g + 1) * width + s + 1] + 1;
        if (both > best) best = both;
      }
      lcs[g * width + s] = best;
    }
  }
  for (uint32_t g = 0, s = 0; g < rows && s < columns;) {
    if (same_form(a->arena, a->gold->words.at[gs + g].form, a->system->words.at[ss + s].form)) {
      a->matched[gs + g++] = ss + s++;
    } else if (lcs[g * width + s] == lcs[(g + 1) * width + s]) {
      g++;
    } else {
      s++;
    }
  }
}

static void align_multiword(Alignment *a, uint32_t *g, uint32_t *s) {
  const Word *gold = a->gold->words.at, *system = a->system->words.at;
  uint32_t end;
  if (in_multiword(a->gold, *g)) {
    end = gold[*g].end;
    if (!in_multiword(a->system, *s) && system[*s].start < gold[*g].start) ++*s;
  } else {
    end = system[*s].end;
    if (!in_multiword(a->gold, *g) && gold[*g].start < system[*s].start) ++*g;
  }
  uint32_t gs = *g, ss = *s;
  while (!beyond(a->gold, *g, end) || !beyond(a->system, *s, end)) {
    bool from_gold = *g < a->gold->words.n && (*s >= a->system->words.n || gold[*g].start <= system[*s].start);
    const Reading *r = from_gold ? a->gold : a->system;
    uint32_t *i = from_gold ? g : s;
    if (in_multiword(r, *i) && r->words.at[*i].end > end) end = r->words.at[*i].end;
    ++*i;
  }
  align_by_forms(a, gs, *g, ss, *s);
}

static void align(Alignment *a) {
  uint32_t g = 0, s = 0;
  while (g < a->gold->words.n && s < a->system->words.n) {
    const Word *x = &a->gold->words.at[g], *y = &a->system->words.at[s];
    if (in_multiword(a->gold, g) || in_multiword(a->system, s)) {
      align_multiword(a, &g, &s);
    } else if (x->start == y->start && x->end == y->end) {
      a->matched[g++] = s++;
    } else if (x->start <= y->start) {
      g++;
    } else {
      s++;
    }
  }
}

static const char *const UNIVERSAL[] = {"PronType", "NumType", "Poss",     "Reflex",   "Foreign", "Abbr",   "Gender",
                                        "Animacy",  "Number",  "Case",     "Definite", "Degree",  "VerbForm", "Mood",
                                        "Tense",    "Aspect",  "Voice",    "Evident",  "Polarity", "Person", "Polite"};

static bool is_universal(Str feature) {
  for (uint32_t i = 0; i < sizeof UNIVERSAL / sizeof *UNIVERSAL; i++) {
    Str name = str(UNIVERSAL[i]);
    if (feature.n > name.n && feature.p[name.n] == '=' && str_starts(feature, name)) return true;
  }
  return false;
}

static bool has_feature(Str feats, Str feature) {
  Str part;
  while (feats.n && str_split(&feats, '|', &part))
    if (str_eq(part, feature)) return true;
  return false;
}

/* Every universal feature of `a` is one of `b`. */
static bool feats_within(Str a, Str b) {
  Str part;
  while (a.n && str_split(&a, '|', &part))
    if (is_universal(part) && !has_feature(b, part)) return false;
  return true;
}

static bool is_content(uint8_t rel) {
  switch (rel) {
    case REL_AUX: case REL_CASE: case REL_CC: case REL_CLF: case REL_COP: case REL_DET: case REL_MARK: case REL_PUNCT:
      return false;
    default: return true;
  }
}

static void count_word(Conll18 *scores, const Alignment *a, uint32_t g) {
  const Word *x = &a->gold->words.at[g], *y = &a->system->words.at[a->matched[g]];
  uint32_t head = x->head == NONE ? NONE : a->matched[x->head];
  bool parsed = y->head != NONE || y->rel == REL_ROOT;
  bool attached = parsed && (x->head == NONE ? y->head == NONE : head != NONE && head == y->head);
  bool labelled = attached && x->rel == y->rel;
  scores->of[M_WORDS].correct++;
  scores->of[M_UPOS].correct += x->upos == y->upos;
  scores->of[M_UFEATS].correct += feats_within(x->feats, y->feats) && feats_within(y->feats, x->feats);
  scores->of[M_LEMMAS].correct += !x->lemma.n || str_is(x->lemma, "_") || str_eq(x->lemma, y->lemma);
  scores->of[M_UAS].correct += attached;
  scores->of[M_LAS].correct += labelled;
  scores->of[M_CLAS].correct += labelled && is_content(x->rel);
}

void conll18_add(Conll18 *scores, Arena *arena, const Reading *gold, const Reading *system) {
  Stretches a = {0}, b = {0}, c = {0}, d = {0};
  token_spans(arena, gold, &a);
  token_spans(arena, system, &b);
  count_spans(&scores->of[M_TOKENS], &a, &b);
  sentence_spans(arena, gold, &c);
  sentence_spans(arena, system, &d);
  count_spans(&scores->of[M_SENTENCES], &c, &d);
  Alignment alignment = {arena, gold, system, ARENA_ARRAY(arena, (size_t)gold->words.n + 1, uint32_t)};
  for (uint32_t i = 0; i < gold->words.n; i++) alignment.matched[i] = NONE;
  align(&alignment);
  for (uint32_t m = M_WORDS; m <= M_LAS; m++) {
    scores->of[m].gold += gold->words.n;
    scores->of[m].system += system->words.n;
  }
  for (uint32_t i = 0; i < gold->words.n; i++) scores->of[M_CLAS].gold += is_content(gold->words.at[i].rel);
  for (uint32_t i = 0; i < system->words.n; i++) scores->of[M_CLAS].system += is_content(system->words.at[i].rel);
  for (uint32_t i = 0; i < gold->words.n; i++)
    if (alignment.matched[i] != NONE) count_word(scores, &alignment, i);
}
