/* near.h: whether two documents tell the same story in nearly the same words.
 *
 * A story goes from site to site with a headline changed, a lead put before it, its last paragraphs cut, a word in ten
 * replaced. What stays are most of its runs of three words, its names and its figures. A sketch keeps of each text
 *   - the least hash of its runs of three words in each of 80 classes (MinHash by one permutation: Li, Owen, Zhang 2012;
 *     empty classes borrow: Shrivastava 2017). Two texts agree in a class about as often as they share runs. Four classes
 *     make a band: texts that share half of their runs agree in one of the 20 bands three times in four, those that share
 *     two thirds 99 times in 100, those that share a twentieth once in 8000. More bands find more and cost more: each
 *     is a row somewhere in the table `nearness`;
 *   - eight bits of each of the first 64 of these, to tell how much is shared (to about 6 points in 100);
 *   - which names and figures it has, as a filter of 128 bits. The daily report of a stock exchange has yesterday's
 *     words with today's figures: it is another story. */
#ifndef DG_STORE_NEAR_H
#define DG_STORE_NEAR_H

#include "base/str.h"

#define NEAR_BANDS 20
#define NEAR_WORDS 8 /* of 64 bits: 64 classes of eight bits */

typedef struct {
  uint32_t words;
  uint64_t anchors[2], low[NEAR_WORDS];
} Sketch;

/* `bands`: documents that agree in one are worth comparing. False for a text without words: it is near to none. */
bool near_sketch(Str text, Sketch *sketch, int64_t bands[NEAR_BANDS]);

bool near_same(const Sketch *a, const Sketch *b);

#endif
