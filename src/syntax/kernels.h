/* kernels.h: the arithmetic of inference, portable and with vector instructions.
 *
 * Products are sums of unsigned 7-bit activations (zero at 64) and signed 8-bit weights in 32-bit integers; all
 * else is element by element in IEEE floats without contraction. So every version gives the same bits. */
#ifndef DG_SYNTAX_KERNELS_H
#define DG_SYNTAX_KERNELS_H

#include <stdbool.h>
#include <stdint.h>

/* y = scale × (W q) + bias, where q = x × inv + 64. Weights lie in blocks of 16 outputs: [n/16][k/4][16][4]. */
typedef struct {
  uint32_t n, k; /* multiples of 16 */
  const float *inv, *scale, *bias;
  const int8_t *w;
} Linear;

typedef struct {
  const char *name;
  /* out[r*n + j] = scale[j] * sum + bias[j] */
  void (*linear)(const Linear *l, const uint8_t *q, uint32_t rows, float *out);
  /* Sums of int8 vectors, scaled and moved to 0..127. */
  void (*embed)(const int8_t *const *rows, uint32_t n_rows, uint32_t dim, const float *inv, uint8_t *out);
  void (*quantise)(const float *x, const float *inv, uint32_t n, uint8_t *out);
  /* The same behind a leaky rectifier of a + b (b may be NULL). */
  void (*rectify)(const float *a, const float *b, const float *inv, uint32_t n, uint8_t *out);
  /* One direction of one layer over one sentence. u holds new | forget | reset, `dim` apart; step is +1 or -1. */
  void (*scan)(const float *u, uint32_t u_stride, uint32_t dim, const float *skip, uint32_t skip_stride,
               const float *peep, float *cell, float *out, uint32_t out_stride, uint32_t length, int step, uint32_t half);
  /* Rectified, scaled and rounded to -127..127; returns the sum. */
  int32_t (*steps)(const float *x, const float *scale, uint32_t n, int8_t *out);
  /* Place of the largest, the first of equals. */
  uint32_t (*largest)(const float *x, uint32_t n);
} Kernels;

extern const Kernels kernels_portable;

/* The best of this processor. */
const Kernels *kernels_best(void);

#define LEAK 0.125f

#endif
