#include "train/segmenter.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"
#include "text/segment.h"

/* Logistic regression by FTRL-proximal, whose L1 penalty keeps the weights file short. */
#define EPOCHS 12
#define L1 1.0

typedef struct {
  double rate, l2;
  uint32_t least_count; /* of a feature */
} Regime;
/* Ends of sentences have few examples that matter, and overfit. */
static const Regime BOUNDARIES = {0.1, 2.0, 3}, CONTRACTIONS = {0.15, 0.5, 2};

#define LEAST_COMMON 2

typedef struct {
  Str name;
  const Regime *regime;
  uint32_t count;
  double z, squares;
} Parameter;

typedef struct {
  uint32_t key, count;
  Str name;
} Common;

typedef struct {
  uint32_t first, n; /* in ids */
  bool label;
} Example;

typedef struct {
  const Text *text;
  Arena *arena;
  Map index; /* of features by key */
  Vec(Parameter) parameters;
  Map common_index;
  Vec(Common) common;
  Vec(uint32_t) ids;
  Vec(Example) examples;
} Trainer;

static void add_example(Trainer *t, Str all, const Tokens *tokens, const Features *features, const Regime *regime,
                        bool label) {
  Example *example = vec_push(t->arena, &t->examples);
  *example = (Example){t->ids.n, features->n, label};
  for (uint32_t i = 0; i < features->n; i++) {
    bool fresh;
    Str key = str_of((const char *)&features->at[i].key, 4);
    uint32_t *id = map_put(&t->index, key, &fresh);
    if (fresh) {
      *id = t->parameters.n;
      t->index.entries.at[t->index.entries.n - 1].key = str_dup(t->arena, key);
      Parameter *p = vec_push(t->arena, &t->parameters);
      p->regime = regime;
      p->name = feature_name(t->arena, all, tokens, &features->at[i]);
    }
    t->parameters.at[*id].count++;
    vec_add(t->arena, &t->ids, *id);
  }
}

static double weight(const Parameter *p) {
  if (p->count < p->regime->least_count || fabs(p->z) <= L1) return 0;
  return -(p->z - (p->z > 0 ? L1 : -L1)) / ((1.0 + sqrt(p->squares)) / p->regime->rate + p->regime->l2);
}

static void learn(Trainer *t, const Example *e) {
  double sum = 0;
  for (uint32_t i = 0; i < e->n; i++) sum += weight(&t->parameters.at[t->ids.at[e->first + i]]);
  double gradient = 1 / (1 + exp(-sum)) - (e->label ? 1 : 0);
  for (uint32_t i = 0; i < e->n; i++) {
    Parameter *p = &t->parameters.at[t->ids.at[e->first + i]];
    double w = weight(p), sigma = (sqrt(p->squares + gradient * gradient) - sqrt(p->squares)) / p->regime->rate;
    p->z += gradient - sigma * w;
    p->squares += gradient * gradient;
  }
}

static void shuffle(Trainer *t, uint64_t seed) {
  for (uint32_t i = t->examples.n; i > 1; i--) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    uint32_t j = (uint32_t)((seed >> 33) % i);
    Example kept = t->examples.at[i - 1];
    t->examples.at[i - 1] = t->examples.at[j];
    t->examples.at[j] = kept;
  }
}

static bool is_ambiguous(const Trainer *t, Str all, const Token *token) {
  if (!(token->flags & LEX_CONTRACTION)) return false;
  char buffer[FOLD_MAX];
  const LexEntry *entry = lex_find(t->text, lex_fold(str_sub(all, token->start, token->end), buffer));
  const uint32_t *count = entry ? section_array(t->text->strings, entry->expansions, 1, 4) : NULL;
  return count && *count > 1;
}

/* One paragraph: the gold sentences [first, end). */
static void gather(Trainer *t, const Reading *gold, uint32_t first, uint32_t end) {
  Tokens tokens = {0};
  const Sentence *s = gold->sentences.at;
  tokens_read(t->text, t->arena, gold->text, s[first].start, s[end - 1].end, &tokens);
  Progress progress;
  progress_start(&progress, 0);
  uint32_t sentence = first, word = s[first].first_word;
  Contraction last = {NONE, false};
  for (uint32_t k = 0; k < tokens.n; k++) {
    const Token *token = &tokens.at[k];
    Features features;
    while (word + 1 < gold->words.n && gold->words.at[word].start < token->start) word++;
    const Word *w = word < gold->words.n ? &gold->words.at[word] : NULL;
    if (w && w->start == token->start && w->end == token->end && is_ambiguous(t, gold->text, token)) {
      contraction_features(gold->text, &tokens, k, &last, &features);
      char buffer[FOLD_MAX];
      const LexEntry *entry = lex_find(t->text, lex_fold(str_sub(gold->text, token->start, token->end), buffer));
      bool stays = w->span == 1;
      last = (Contraction){k, stays};
      bool first_stays = str_is(section_str(t->text->strings, entry->expansions + 4), "-");
      add_example(t, gold->text, &tokens, &features, &CONTRACTIONS, stays != first_stays);
    }
    progress_add(&progress, token);
    while (sentence + 1 < end && s[sentence].end < token->end) sentence++;
    bool boundary = s[sentence].end == token->end;
    if (boundary_candidate(&tokens, k)) {
      boundary_features(t->text, gold->text, &tokens, k, &progress, &features);
      add_example(t, gold->text, &tokens, &features, &BOUNDARIES, boundary);
    }
    if (boundary) progress_start(&progress, k + 1);
  }
}

/* Words that the treebanks write in small letters, put into the text's weights while training, since the
 * features of boundaries ask for them. */
static void gather_common(Trainer *t, const Reading *gold) {
  Tokens tokens = {0};
  Features feature;
  tokens_read(t->text, t->arena, gold->text, 0, gold->text.n, &tokens);
  for (uint32_t k = 0; k < tokens.n; k++) {
    if (tokens.at[k].shape != SHAPE_LOWER) continue;
    common_feature(gold->text, &tokens, k, &feature);
    bool fresh;
    Str key = str_of((const char *)&feature.at[0].key, 4);
    uint32_t *id = map_put(&t->common_index, key, &fresh);
    if (fresh) {
      *id = t->common.n;
      t->common_index.entries.at[t->common_index.entries.n - 1].key = str_dup(t->arena, key);
      Str name = feature_name(t->arena, gold->text, &tokens, &feature.at[0]);
      vec_add(t->arena, &t->common, ((Common){feature.at[0].key, 0, name}));
    }
    t->common.at[*id].count++;
  }
}

/* A copy of the text stage whose weights are the common words alone. */
static Text text_with_common(Trainer *t, const Text *text) {
  uint32_t size = 16;
  while (size < t->common.n * 2) size *= 2;
  Weight *table = ARENA_ARRAY(t->arena, size, Weight);
  for (uint32_t i = 0; i < t->common.n; i++) {
    if (t->common.at[i].count < LEAST_COMMON) continue;
    uint32_t at = t->common.at[i].key & (size - 1);
    while (table[at].key) at = (at + 1) & (size - 1);
    table[at] = (Weight){t->common.at[i].key, 1};
  }
  Text copy = *text;
  copy.weights = table;
  copy.weight_mask = size - 1;
  return copy;
}

void segmenter_train(const Text *text, Arena *arena, const Reading *const *gold, uint32_t n, Bytes *out) {
  Trainer t = {.text = text, .arena = arena};
  map_init(&t.index, arena);
  map_init(&t.common_index, arena);
  for (uint32_t i = 0; i < n; i++) gather_common(&t, gold[i]);
  Text with_common = text_with_common(&t, text);
  t.text = &with_common;
  for (uint32_t i = 0; i < n; i++) {
    const Sentence *s = gold[i]->sentences.at;
    for (uint32_t first = 0, k = 1; k <= gold[i]->sentences.n; k++) {
      if (k < gold[i]->sentences.n && s[k].paragraph == s[first].paragraph) continue;
      gather(&t, gold[i], first, k);
      first = k;
    }
  }
  for (uint64_t epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(&t, epoch + 1);
    for (uint32_t i = 0; i < t.examples.n; i++) learn(&t, &t.examples.at[i]);
  }
  static const char HEAD[] =
      "# Weights learned from treebanks: `template | value | value | value | weight`.\n"
      "# Values: w word, x last letters, s shapes, n number. Templates: src/text/segment.c; 60: known in small letters.\n";
  bytes_add(out, HEAD, sizeof HEAD - 1);
  for (uint32_t i = 0; i < t.common.n; i++) {
    if (t.common.at[i].count < LEAST_COMMON) continue;
    Str line = str_format(arena, "%.*s | 1\n", (int)t.common.at[i].name.n, t.common.at[i].name.p);
    bytes_add(out, line.p, line.n);
  }
  for (uint32_t i = 0; i < t.parameters.n; i++) {
    double w = weight(&t.parameters.at[i]);
    if (fabs(w) < 0.02) continue;
    Str line = str_format(arena, "%.*s | %.2f\n", (int)t.parameters.at[i].name.n, t.parameters.at[i].name.p, w);
    bytes_add(out, line.p, line.n);
  }
}
