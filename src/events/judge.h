/* judge.h: does a sentence, and a candidate event in it, read like politics?
 *
 * A logistic model over what stands in the sentence (lemmas, word clusters of the syntax model) and in the candidate (its
 * type, the predicate's lemma, what its parties are, how many words of unpolitical fields there are). The weights stand in
 * lang/XX/judge.txt, one a line, learned by `dragoman-judge` from sentences with and without political events; the score
 * is the sum of the weights of what is there, so that `explain` can say which words weighed how much.
 * Method: L2-regularised logistic regression, fitted by AdaGrad (Duchi, Hazan, Singer 2011). */
#ifndef DG_EVENTS_JUDGE_H
#define DG_EVENTS_JUDGE_H

#include "base/pack.h"
#include "base/phrase.h"
#include "reading/reading.h"

typedef enum {
  JUDGE_WORD,    /* a lemma of the sentence */
  JUDGE_CLUSTER8, JUDGE_CLUSTER10, JUDGE_CLUSTER13, /* a word's cluster by its first bits */
  JUDGE_TYPE, JUDGE_LEMMA, /* the candidate's type, and its predicate */
  JUDGE_FIELD, JUDGE_CONTEST, JUDGE_MISHAP, /* words of fields without politics, of sport, of accidents: 0 to 3 */
  JUDGE_ACTOR, JUDGE_RECIPIENT, JUDGE_OTHER, /* what a party is: form, kind, sector, of a state or not */
  JUDGE_KINDS
} JudgeKind;

extern const char *const judge_kind_names[JUDGE_KINDS]; /* as in judge.txt */

/* One thing that is there: a name, or for clusters and counts a number. */
typedef struct {
  JudgeKind kind;
  Str name;
  uint32_t number;
} JudgeFeature;

typedef Vec(JudgeFeature) JudgeFeatures;

/* For the trainer: told of each sentence, and of each candidate that the judge may decide on: its text's sentence, type, and
 * whether the rules by themselves refuse it as no politics. */
typedef struct {
  void (*sentence)(void *to, const Reading *r, const Sentence *s, const JudgeFeatures *features);
  void (*candidate)(void *to, const Reading *r, const Sentence *s, Str type, bool refused, const JudgeFeatures *features);
  void *to;
} JudgeWatch;

typedef enum { JUDGE_UNSURE, JUDGE_QUIET, JUDGE_POLITICS } JudgeVerdict;

typedef struct {
  bool there;                /* false: a language without weights; every verdict is JUDGE_UNSURE */
  PhraseTable names;         /* « kind:name » to the bits of a float */
  const float *clusters;     /* of 8, 10 and 13 bits, one behind the other */
  float bias, quiet, politics; /* scores below `quiet` are no politics; above `politics`, what the rules refused is */
} Judge;

/* Compiles judge.txt of a language's folder, where it is there, into sections of its pack. */
void judge_pack(PackWriter *writer, Arena *arena, const char *lang_folder, Diags *diags);

/* Binds to the sections. False where they are damaged; `there` is false where there are none. */
bool judge_open(Judge *judge, const Pack *lang);

/* The weight of a thing; 0 where none was learned. */
float judge_weight(const Judge *judge, const JudgeFeature *feature);

#endif
