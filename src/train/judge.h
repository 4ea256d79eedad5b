/* judge.h: learns lang/XX/judge.txt (src/events/judge.h) from sentences with and without political events. */
#ifndef DG_TRAIN_JUDGE_H
#define DG_TRAIN_JUDGE_H

#include "base/pack.h"
#include "events/judge.h"

/* One row to learn from: a sentence, or a candidate event in it with all that stands in the sentence. */
typedef struct {
  uint32_t sentence;     /* number: rows of one sentence are held out together */
  bool politics;         /* the sentence has political events; of a candidate: it is one of them */
  bool candidate;
  bool refused;          /* the rules by themselves refuse the candidate as no politics */
  JudgeFeatures features; /* copied: names live as long as the arena */
} JudgeRow;

typedef Vec(JudgeRow) JudgeRows;

/* Writes the weights, with thresholds chosen by tenfold cross-validation, as text into `out`; prints what cross-validation
 * shows on stderr. `lost` is the share of true events that may
 * score below the lower threshold. `arena` lends memory. The same rows give the same bytes. */
void judge_learn(Arena *arena, const JudgeRows *rows, double lost, Bytes *out);

#endif
