/* gemm.c: a tile of rows × 32 columns is kept in registers over all of k. */
#include "train/gemm.h"

#include <string.h>

static void plain(uint32_t m, uint32_t n, uint32_t k, const float *a, uint32_t lda, const float *b, uint32_t ldb, float *c,
                  uint32_t ldc, int add) {
  for (uint32_t i = 0; i < m; i++) {
    float *row = c + (uint64_t)i * ldc;
    if (!add) memset(row, 0, n * sizeof *row);
    for (uint32_t p = 0; p < k; p++) {
      float x = a[(uint64_t)i * lda + p];
      for (uint32_t j = 0; j < n; j++) row[j] += x * b[(uint64_t)p * ldb + j];
    }
  }
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#define INLINE static inline __attribute__((always_inline))

INLINE __attribute__((target("avx512f"))) void tile512(uint32_t rows, uint32_t wide, uint32_t k, const float *a,
                                                       uint32_t lda, const float *b, uint32_t ldb, float *c,
                                                       uint32_t ldc, int add) {
  __m512 s[8][2];
#pragma GCC unroll 8
  for (uint32_t r = 0; r < rows; r++)
#pragma GCC unroll 8
    for (uint32_t w = 0; w < wide; w++)
      s[r][w] = add ? _mm512_loadu_ps(c + (uint64_t)r * ldc + 16 * w) : _mm512_setzero_ps();
  for (uint32_t p = 0; p < k; p++, b += ldb) {
    __m512 b0 = _mm512_loadu_ps(b), b1 = b0;
    if (wide > 1) b1 = _mm512_loadu_ps(b + 16);
#pragma GCC unroll 8
    for (uint32_t r = 0; r < rows; r++) {
      __m512 x = _mm512_set1_ps(a[(uint64_t)r * lda + p]);
      s[r][0] = _mm512_fmadd_ps(x, b0, s[r][0]);
      if (wide > 1) s[r][1] = _mm512_fmadd_ps(x, b1, s[r][1]);
    }
  }
#pragma GCC unroll 8
  for (uint32_t r = 0; r < rows; r++)
#pragma GCC unroll 8
    for (uint32_t w = 0; w < wide; w++) _mm512_storeu_ps(c + (uint64_t)r * ldc + 16 * w, s[r][w]);
}

__attribute__((target("avx512f"))) static void gemm512(uint32_t m, uint32_t n, uint32_t k, const float *a, uint32_t lda,
                                                       const float *b, uint32_t ldb, float *c, uint32_t ldc, int add) {
  for (uint32_t j = 0; j < n;) {
    uint32_t wide = j + 32 <= n ? 2 : 1, i = 0;
    for (; i + 8 <= m; i += 8) {
      if (wide == 2)
        tile512(8, 2, k, a + (uint64_t)i * lda, lda, b + j, ldb, c + (uint64_t)i * ldc + j, ldc, add);
      else
        tile512(8, 1, k, a + (uint64_t)i * lda, lda, b + j, ldb, c + (uint64_t)i * ldc + j, ldc, add);
    }
    for (; i < m; i++) {
      if (wide == 2)
        tile512(1, 2, k, a + (uint64_t)i * lda, lda, b + j, ldb, c + (uint64_t)i * ldc + j, ldc, add);
      else
        tile512(1, 1, k, a + (uint64_t)i * lda, lda, b + j, ldb, c + (uint64_t)i * ldc + j, ldc, add);
    }
    j += 16 * wide;
  }
}

INLINE __attribute__((target("avx2,fma"))) void tile256(uint32_t rows, uint32_t k, const float *a, uint32_t lda,
                                                        const float *b, uint32_t ldb, float *c, uint32_t ldc, int add) {
  __m256 s[6][2];
#pragma GCC unroll 8
  for (uint32_t r = 0; r < rows; r++)
#pragma GCC unroll 8
    for (uint32_t w = 0; w < 2; w++)
      s[r][w] = add ? _mm256_loadu_ps(c + (uint64_t)r * ldc + 8 * w) : _mm256_setzero_ps();
  for (uint32_t p = 0; p < k; p++, b += ldb) {
    __m256 b0 = _mm256_loadu_ps(b), b1 = _mm256_loadu_ps(b + 8);
#pragma GCC unroll 8
    for (uint32_t r = 0; r < rows; r++) {
      __m256 x = _mm256_set1_ps(a[(uint64_t)r * lda + p]);
      s[r][0] = _mm256_fmadd_ps(x, b0, s[r][0]);
      s[r][1] = _mm256_fmadd_ps(x, b1, s[r][1]);
    }
  }
#pragma GCC unroll 8
  for (uint32_t r = 0; r < rows; r++)
#pragma GCC unroll 8
    for (uint32_t w = 0; w < 2; w++) _mm256_storeu_ps(c + (uint64_t)r * ldc + 8 * w, s[r][w]);
}

__attribute__((target("avx2,fma"))) static void gemm256(uint32_t m, uint32_t n, uint32_t k, const float *a, uint32_t lda,
                                                        const float *b, uint32_t ldb, float *c, uint32_t ldc, int add) {
  for (uint32_t j = 0; j < n; j += 16) {
    uint32_t i = 0;
    for (; i + 6 <= m; i += 6)
      tile256(6, k, a + (uint64_t)i * lda, lda, b + j, ldb, c + (uint64_t)i * ldc + j, ldc, add);
    for (; i < m; i++) tile256(1, k, a + (uint64_t)i * lda, lda, b + j, ldb, c + (uint64_t)i * ldc + j, ldc, add);
  }
}

void gemm(uint32_t m, uint32_t n, uint32_t k, const float *a, uint32_t lda, const float *b, uint32_t ldb, float *c,
          uint32_t ldc, int add) {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f"))
    gemm512(m, n, k, a, lda, b, ldb, c, ldc, add);
  else if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    gemm256(m, n, k, a, lda, b, ldb, c, ldc, add);
  else
    plain(m, n, k, a, lda, b, ldb, c, ldc, add);
}
#else
void gemm(uint32_t m, uint32_t n, uint32_t k, const float *a, uint32_t lda, const float *b, uint32_t ldb, float *c,
          uint32_t ldc, int add) {
  plain(m, n, k, a, lda, b, ldb, c, ldc, add);
}
#endif

void transpose(uint32_t m, uint32_t n, const float *a, uint32_t lda, float *out, uint32_t ldo) {
  for (uint32_t i0 = 0; i0 < m; i0 += 16)
    for (uint32_t j0 = 0; j0 < n; j0 += 16)
      for (uint32_t i = i0; i < i0 + 16 && i < m; i++)
        for (uint32_t j = j0; j < j0 + 16 && j < n; j++) out[(uint64_t)j * ldo + i] = a[(uint64_t)i * lda + j];
}
