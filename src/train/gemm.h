/* gemm.h: float matrix products of training. Row-major; n and strides of b and c are multiples of 16. */
#ifndef DG_TRAIN_GEMM_H
#define DG_TRAIN_GEMM_H

#include <stdint.h>

/* c[m×n] (+)= a[m×k] b[k×n]; adds where `add`. */
void gemm(uint32_t m, uint32_t n, uint32_t k, const float *a, uint32_t lda, const float *b, uint32_t ldb, float *c,
          uint32_t ldc, int add);

/* out[n×m] = transposed a[m×n]; rows of out are ldo apart. */
void transpose(uint32_t m, uint32_t n, const float *a, uint32_t lda, float *out, uint32_t ldo);

#endif
