/* tree.h: from scores of heads to a tree with one root. */
#ifndef DG_SYNTAX_TREE_H
#define DG_SYNTAX_TREE_H

#include <stdbool.h>
#include <stdint.h>

/* Words are 1..n; score[(d - 1) * stride + h] for head h of word d, h = 0 the root. Sets head[1..n] to a tree in
 * which exactly one word hangs on the root; mark has n + 1 places. */
void tree_best(const float *score, uint32_t stride, uint32_t n, uint32_t *head, uint32_t *mark);

#endif
