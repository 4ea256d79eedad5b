/* tree.c: best heads first; then one root; then cycles are opened where that costs least. Best heads are a tree
 * for nearly every sentence, so that exact search for the rest would buy nothing that can be measured. */
#include "syntax/tree.h"

#include <string.h>

static uint32_t best_head(const float *s, uint32_t n, uint32_t d) {
  uint32_t best = d == 1 ? 2 : 1;
  for (uint32_t h = best + 1; h <= n; h++)
    if (h != d && s[h] > s[best]) best = h;
  return best;
}

/* The word whose hanging on the root is worth most against its best other head. */
static uint32_t choose_root(const float *score, uint32_t stride, uint32_t n, uint32_t *head) {
  uint32_t root = 1;
  float most = 0;
  for (uint32_t d = 1; d <= n; d++) {
    const float *s = score + (uint64_t)(d - 1) * stride;
    head[d] = best_head(s, n, d);
    float gain = s[0] - s[head[d]];
    if (d == 1 || gain > most) most = gain, root = d;
  }
  head[root] = 0;
  return root;
}

/* Marks 0 what leads to the root, and returns a word on a cycle, or 0. Marks of the cycle's walk are its start. */
static uint32_t find_cycle(const uint32_t *head, uint32_t n, uint32_t *mark, uint32_t from) {
  for (uint32_t i = from; i <= n; i++) {
    uint32_t at = i;
    while (at && !mark[at]) mark[at] = i, at = head[at];
    if (at && mark[at] == i) return at;
  }
  return 0;
}

static bool below(const uint32_t *head, uint32_t n, uint32_t word, uint32_t top) {
  for (uint32_t steps = 0; word && steps <= n; steps++, word = head[word])
    if (word == top) return true;
  return false;
}

/* Opens the cycle through `at`: some word of it gets its best head outside the cycle and what hangs on it. */
static void open_cycle(const float *score, uint32_t stride, uint32_t n, uint32_t *head, uint32_t at, uint32_t *mark) {
  float least = 0;
  uint32_t word = 0, to = 0;
  memset(mark, 0, (n + 1) * sizeof *mark); /* 1: hangs on the cycle; 2: does not */
  for (uint32_t h = 1; h <= n; h++) mark[h] = below(head, n, h, at) ? 1 : 2;
  uint32_t d = at;
  do {
    const float *s = score + (uint64_t)(d - 1) * stride;
    for (uint32_t h = 1; h <= n; h++) {
      if (mark[h] == 1) continue;
      float loss = s[head[d]] - s[h];
      if (!word || loss < least) least = loss, word = d, to = h;
    }
    d = head[d];
  } while (d != at);
  head[word] = to;
}

void tree_best(const float *score, uint32_t stride, uint32_t n, uint32_t *head, uint32_t *mark) {
  if (n == 0) return;
  if (n == 1) {
    head[1] = 0;
    return;
  }
  choose_root(score, stride, n, head);
  for (;;) {
    memset(mark, 0, (n + 1) * sizeof *mark);
    uint32_t at = find_cycle(head, n, mark, 1);
    if (!at) return;
    open_cycle(score, stride, n, head, at, mark);
  }
}
