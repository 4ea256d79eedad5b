/* segmenter.h: learns a language's segmenter.txt from treebanks. */
#ifndef DG_TRAIN_SEGMENTER_H
#define DG_TRAIN_SEGMENTER_H

#include "base/pack.h"
#include "reading/reading.h"
#include "text/text.h"

/* Adds to `out` the weights file learned from gold readings (conllu_next), the same for the same input. */
void segmenter_train(const Text *text, Arena *arena, const Reading *const *gold, uint32_t n, Bytes *out);

#endif
