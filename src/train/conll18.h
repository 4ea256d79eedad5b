/* conll18.h: the metrics of the CoNLL 2018 shared task: a system's reading of a text against the gold one. */
#ifndef DG_TRAIN_CONLL18_H
#define DG_TRAIN_CONLL18_H

#include "reading/reading.h"

typedef enum { M_TOKENS, M_SENTENCES, M_WORDS, M_UPOS, M_UFEATS, M_LEMMAS, M_UAS, M_LAS, M_CLAS, METRIC_COUNT } Metric;

typedef struct {
  uint64_t gold, system, correct;
} Count;

typedef struct {
  Count of[METRIC_COUNT];
} Conll18;

/* Adds the counts of one document. Both readings must be of the same text. */
void conll18_add(Conll18 *scores, Arena *arena, const Reading *gold, const Reading *system);

/* Rewrites positions of words and sentences as counts of bytes that are no white space, so that readings of two files
 * that lay out the same text differently can be compared; returns that text. */
Str conll18_compact(Arena *arena, Reading *r);

/* Percentages, 0 where undefined. */
double conll18_precision(const Conll18 *scores, Metric metric);
double conll18_recall(const Conll18 *scores, Metric metric);
double conll18_f1(const Conll18 *scores, Metric metric);

const char *conll18_name(Metric metric);

#endif
