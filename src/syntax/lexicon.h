/* lexicon.h: what the model knows of forms: possible analyses, clusters, and rules from form to lemma. */
#ifndef DG_SYNTAX_LEXICON_H
#define DG_SYNTAX_LEXICON_H

#include "base/pack.h"
#include "syntax/table.h"

/* A form lower-cased for lookup, cut where it is absurdly long, with the offsets of its code points. */
#define FOLDED_POINTS 64u
typedef struct {
  char p[FOLDED_POINTS * 4 + 8]; /* the slack lets hashes load past the end */
  uint32_t n, points;
  uint16_t at[FOLDED_POINTS + 1];
  char shape[16]; /* classes of characters, runs shortened */
  uint32_t shape_n;
  bool capital;
} Folded;

void fold_form(Str form, Folded *out);

/* From form to lemma: cut `cut` bytes from the end (of the lower-cased form where `lower`), then append. */
typedef struct {
  uint8_t lower, cut, n, unused;
  char suffix[28];
} Rule;

/* The rule that makes `lemma` of `form`; false where none of this shape does. */
bool rule_between(Str form, const Folded *folded, Str lemma, Rule *rule);

#define LEMMA_MAX 320u
/* Writes the lemma to out[LEMMA_MAX]; 0 where the rule does not fit the form. */
uint32_t rule_apply(const Rule *rule, Str form, const Folded *folded, char *out);

typedef struct {
  uint16_t tag, rule; /* tag of the lexicon, not of the tagger */
} Analysis;

typedef struct {
  SmallTable words;            /* folded form to class */
  const uint32_t *class_at;    /* first analysis of each class; one more at the end */
  const uint32_t *class_tags;  /* number of the set of tags of each class */
  const Analysis *analyses;
  uint32_t n_classes, n_analyses;
  const Rule *rules;
  uint32_t n_rules;
  SmallTable clusters;         /* form as written to cluster number */
  const uint32_t *cluster_bits;
  uint32_t n_clusters;
} Lexicon;

typedef struct {
  Str words, classes, analyses, rules, clusters, cluster_bits;
} LexiconSections;

/* Binds to sections in place; false where they do not hold together. */
bool word_lexicon_bind(Lexicon *lexicon, const LexiconSections *sections);

/* Class of a folded form, or NONE. */
uint32_t lexicon_analyses(const Lexicon *lexicon, const Folded *folded);

/* Kinds of features; part of the model format. */
enum {
  FEATURE_FORM, FEATURE_LEMMA, FEATURE_TAGS, FEATURE_PREFIX, FEATURE_SUFFIX = FEATURE_PREFIX + 4,
  FEATURE_SHAPE = FEATURE_SUFFIX + 6, FEATURE_SPAN, FEATURE_CLUSTER, FEATURE_ROOT = FEATURE_CLUSTER + 4, FEATURE_BANK,
  KEY_WORD, KEY_LEMMA, KEY_GUESS, KEY_GUESS_UPOS, FEATURE_SPACE
};
#define MAX_FEATURES 24u

enum { WORD_FIRST = 1, WORD_SPAN_FIRST = 2, WORD_SPAN_LATER = 4 };

/* The bits of a form's cluster; false where it has none. */
bool lexicon_cluster(const Lexicon *x, Str form, const Folded *folded, uint32_t *bits);

/* Keys of what is seen on a word: form, lexicon, affixes, shape, clusters. Returns how many. */
uint32_t features_of(const Lexicon *lexicon, Str form, const Folded *folded, uint32_t flags, uint64_t *keys,
                     uint8_t *kinds);

#endif
