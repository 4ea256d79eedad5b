/* train.h: from treebanks to a model file. */
#ifndef DG_TRAIN_TRAIN_H
#define DG_TRAIN_TRAIN_H

#include "base/diag.h"

typedef struct {
  Str language, train, dev, lexicon, clusters, licence, out; /* train: paths with commas between, the first leads; + joins files to one treebank */
  uint32_t epochs, batch, threads, patience, embed, hidden, layers, tag_layer, tag_hidden, arc, label, min_count, min_last;
  uint64_t seed;
  double rate, decay, drop_feature, drop_word, drop_embed, drop_layer, drop_head;
} TrainOptions;

void train_defaults(TrainOptions *options);

/* Writes the best epoch's model to options->out whenever there is a better one; progress to stderr. */
bool train(Arena *arena, const TrainOptions *options, Diags *diags);

#endif
