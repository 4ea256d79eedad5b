#include "train/segmenter.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"
#include "text/segment.h"

/* Logistic regression by FTRL-proximal, whose L1 penalty keeps the weights file short. */
#define EPOCHS 12
#define RATE 0.15
#define L1 1.0
#define L2 0.5
#define LEAST_COUNT 2

typedef struct {
  Str name;
  uint32_t count;
  double z, squares;
} Parameter;

typedef struct {
  uint32_t first, n; /* in ids */
  bool label;
} Example;

typedef struct {
  const Text *text;
  Arena *arena;
  Map index; /* of features by key */
  Vec(Parameter) parameters;
  Vec(uint32_t) ids;
  Vec(Example) examples;
} Trainer;

static void add_example(Trainer *t, Str all, const Tokens *tokens, const Features *features, bool label) {
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
      p->name = feature_name(t->arena, all, tokens, &features->at[i]);
    }
    t->parameters.at[*id].count++;
    vec_add(t->arena, &t->ids, *id);
  }
}

static double weight(const Parameter *p) {
  if (p->count < LEAST_COUNT || fabs(p->z) <= L1) return 0;
  return -(p->z - (p->z > 0 ? L1 : -L1)) / ((1.0 + sqrt(p->squares)) / RATE + L2);
}

static void learn(Trainer *t, const Example *e) {
  double sum = 0;
  for (uint32_t i = 0; i < e->n; i++) sum += weight(&t->parameters.at[t->ids.at[e->first + i]]);
  double gradient = 1 / (1 + exp(-sum)) - (e->label ? 1 : 0);
  for (uint32_t i = 0; i < e->n; i++) {
    Parameter *p = &t->parameters.at[t->ids.at[e->first + i]];
    double w = weight(p), sigma = (sqrt(p->squares + gradient * gradient) - sqrt(p->squares)) / RATE;
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
  for (uint32_t k = 0; k < tokens.n; k++) {
    const Token *token = &tokens.at[k];
    Features features;
    while (word + 1 < gold->words.n && gold->words.at[word].start < token->start) word++;
    const Word *w = &gold->words.at[word];
    if (w->start == token->start && w->end == token->end && is_ambiguous(t, gold->text, token)) {
      contraction_features(gold->text, &tokens, k, &features);
      char buffer[FOLD_MAX];
      const LexEntry *entry = lex_find(t->text, lex_fold(str_sub(gold->text, token->start, token->end), buffer));
      bool stays = w->span == 1;
      bool first_stays = str_is(section_str(t->text->strings, entry->expansions + 4), "-");
      add_example(t, gold->text, &tokens, &features, stays != first_stays);
    }
    progress_add(&progress, token);
    while (sentence + 1 < end && s[sentence].end < token->end) sentence++;
    bool boundary = s[sentence].end == token->end;
    if (boundary_candidate(&tokens, k)) {
      boundary_features(gold->text, &tokens, k, &progress, &features);
      add_example(t, gold->text, &tokens, &features, boundary);
    }
    if (boundary) progress_start(&progress, k + 1);
  }
}

void segmenter_train(const Text *text, Arena *arena, const Reading *const *gold, uint32_t n, Bytes *out) {
  Trainer t = {.text = text, .arena = arena};
  map_init(&t.index, arena);
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
      "# Values: w word, x last letters, s shapes, n number. Templates: src/text/segment.c.\n";
  bytes_add(out, HEAD, sizeof HEAD - 1);
  for (uint32_t i = 0; i < t.parameters.n; i++) {
    double w = weight(&t.parameters.at[i]);
    if (fabs(w) < 0.02) continue;
    Str line = str_format(arena, "%.*s | %.2f\n", (int)t.parameters.at[i].name.n, t.parameters.at[i].name.p, w);
    bytes_add(out, line.p, line.n);
  }
}
