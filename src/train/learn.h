/* learn.h: what training gathers before and writes after: inventories, lexicon, tables, the model file. */
#ifndef DG_TRAIN_LEARN_H
#define DG_TRAIN_LEARN_H

#include "base/map.h"
#include "train/net.h"

typedef struct {
  Reading **sentences;
  uint32_t n;
  Str path;
} Treebank;

/* One reading a sentence. False, with an error, where the file cannot be read. */
bool treebank_read(Arena *arena, Str path, Treebank *out, Diags *diags);

typedef struct {
  Arena *arena;
  Diags *diags;
  Treebank *banks;
  uint32_t n_banks;
  Map tags, labels, lextags, rules; /* « UPOS|feats » or relation or the rule's bytes, to number */
  Vec(Rule) rule;
  Bytes words, classes, analyses, clusters, cluster_bits, compat, coarse, lemmas, guesses, features;
  Syntax known; /* lexicon, tables and inventories bound as inference sees them */
  Data data;
  uint32_t n_rows;
} Learner;

/* Inventories of tags and relations from the treebanks. */
void learn_inventories(Learner *l);
/* From lines of form, UPOS, feats, lemma (tabs), and of form, bit string; either path may be empty. */
bool learn_lexicon(Learner *l, Str lexicon, Str clusters);
/* Tables of lemmas and endings. */
void learn_lemmas(Learner *l, Str lexicon);
/* Numbered features, and the samples to train on. */
void learn_samples(Learner *l, uint32_t min_count, uint32_t min_last);

/* A table of n keys and values as a section; the later of equal keys wins. */
void table_build(Bytes *out, const uint64_t *keys, const uint32_t *values, uint32_t n);

typedef struct {
  const Shape *shape;
  const float *params, *rows;
  Shard *shard;         /* to run calibration on */
  Str about;
} Trained;
bool learn_write(Learner *l, const Trained *t, const char *path);

#endif
