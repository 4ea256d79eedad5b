/* segment.h: the learned decisions: whether a sentence ends behind a token, and which words an
 * ambiguous contraction stands for. Both are logistic regressions over the same kind of features, whose
 * weights stand in the language's segmenter.txt as `template | value | value | value | weight`. */
#ifndef DG_TEXT_SEGMENT_H
#define DG_TEXT_SEGMENT_H

#include "text/tokens.h"

typedef enum { VALUE_NONE, VALUE_WORD, VALUE_SUFFIX, VALUE_SHAPES, VALUE_NUMBER } ValueKind;

typedef struct {
  ValueKind kind;
  uint32_t ref;  /* token (NONE beyond the text), packed shapes or number */
  uint32_t hash;
} Value;

#define FEATURE_VALUES 3
typedef struct {
  uint32_t template;
  uint32_t key; /* of template and values */
  Value values[FEATURE_VALUES];
} Feature;

#define FEATURES_MAX 32
#define TEMPLATE_COMMON 60
typedef struct {
  Feature at[FEATURES_MAX];
  uint32_t n;
} Features;

/* What the splitter remembers of the sentence so far. */
typedef struct {
  uint32_t first;    /* its first token */
  uint32_t brackets; /* open ones */
  uint32_t guillemets;
  bool quote;        /* inside straight double quotes */
  bool lower;        /* it has a word without capital */
  uint32_t next_final; /* token of the next final mark, as far as it is known */
} Progress;

void progress_start(Progress *p, uint32_t first);
void progress_add(Progress *p, const Token *t);

/* Whether the gap behind token `k` is asked at all. */
bool boundary_candidate(const Tokens *tokens, uint32_t k);
void boundary_features(const Text *text, Str all, const Tokens *tokens, uint32_t k, Progress *p, Features *out);
/* The one feature whose weight says that a word is known in small letters. */
void common_feature(Str all, const Tokens *tokens, uint32_t k, Features *out);

/* The last contraction whose reading was in question: things listed alike are read alike (« des chars, des obus et du blé »). */
typedef struct {
  uint32_t token; /* NONE before the first */
  bool stays;     /* one word */
} Contraction;
void contraction_features(Str all, const Tokens *tokens, uint32_t k, const Contraction *last, Features *out);

/* The sum of the features' weights: positive for a boundary, or for the second expansion. */
float features_score(const Text *text, const Features *features);

/* A feature as it stands in the weights file, without its weight; and the key of one read from there
 * (columns: template and three values), 0 where it is malformed. */
Str feature_name(Arena *arena, Str all, const Tokens *tokens, const Feature *feature);
uint32_t feature_key_named(Arena *arena, const Str columns[1 + FEATURE_VALUES]);

#endif
