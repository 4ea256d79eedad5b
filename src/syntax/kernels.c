#include "syntax/kernels.h"

#include <string.h>

#define NAME(x) portable_##x
#include "syntax/kernels_body.h"
#undef NAME

static void portable_linear(const Linear *l, const uint8_t *q, uint32_t rows, float *out) {
  for (uint32_t r = 0; r < rows; r++, q += l->k, out += l->n) {
    const int8_t *w = l->w;
    for (uint32_t j = 0; j < l->n; j += 16) {
      int32_t sum[16] = {0};
      for (uint32_t k = 0; k < l->k; k += 4, w += 64)
        for (uint32_t i = 0; i < 64; i++) sum[i / 4] += w[i] * q[k + i % 4];
      for (uint32_t i = 0; i < 16; i++) out[j + i] = (float)sum[i] * l->scale[j + i] + l->bias[j + i];
    }
  }
}

const Kernels kernels_portable = {"portable",       portable_linear,  portable_embed,
                                  portable_quantise, portable_rectify, portable_scan};

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#include <immintrin.h>

#pragma GCC push_options
#pragma GCC target("avx2")
#define NAME(x) avx2_##x
#include "syntax/kernels_body.h"
#undef NAME

/* Pairs of products stay below 2 × 127 × 127, so that the 16-bit sums of maddubs never saturate. */
static inline __attribute__((always_inline)) void avx2_block(const Linear *l, const uint8_t *q, uint32_t rows,
                                                             const int8_t *w, uint32_t j, float *out) {
  __m256i sum[4][2];
  const __m256i ones = _mm256_set1_epi16(1);
  for (uint32_t r = 0; r < rows; r++) sum[r][0] = sum[r][1] = _mm256_setzero_si256();
  for (uint32_t k = 0; k < l->k; k += 4, w += 64) {
    __m256i w0 = _mm256_loadu_si256((const __m256i *)(const void *)w);
    __m256i w1 = _mm256_loadu_si256((const __m256i *)(const void *)(w + 32));
    for (uint32_t r = 0; r < rows; r++) {
      int32_t four;
      memcpy(&four, q + (uint64_t)r * l->k + k, 4);
      __m256i x = _mm256_set1_epi32(four);
      sum[r][0] = _mm256_add_epi32(sum[r][0], _mm256_madd_epi16(_mm256_maddubs_epi16(x, w0), ones));
      sum[r][1] = _mm256_add_epi32(sum[r][1], _mm256_madd_epi16(_mm256_maddubs_epi16(x, w1), ones));
    }
  }
  for (uint32_t r = 0; r < rows; r++)
    for (uint32_t h = 0; h < 2; h++) {
      __m256 y = _mm256_mul_ps(_mm256_cvtepi32_ps(sum[r][h]), _mm256_loadu_ps(l->scale + j + 8 * h));
      _mm256_storeu_ps(out + (uint64_t)r * l->n + j + 8 * h, _mm256_add_ps(y, _mm256_loadu_ps(l->bias + j + 8 * h)));
    }
}

static void avx2_linear(const Linear *l, const uint8_t *q, uint32_t rows, float *out) {
  for (uint32_t j = 0; j < l->n; j += 16) {
    const int8_t *w = l->w + (uint64_t)j * l->k;
    uint32_t r = 0;
    for (; r + 4 <= rows; r += 4) avx2_block(l, q + (uint64_t)r * l->k, 4, w, j, out + (uint64_t)r * l->n);
    for (; r < rows; r++) avx2_block(l, q + (uint64_t)r * l->k, 1, w, j, out + (uint64_t)r * l->n);
  }
}
#pragma GCC pop_options

static const Kernels kernels_avx2 = {"avx2", avx2_linear, avx2_embed, avx2_quantise, avx2_rectify, avx2_scan};

#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")
#define NAME(x) avx512_##x
#include "syntax/kernels_body.h"
#undef NAME

static inline __attribute__((always_inline)) void avx512_block(const Linear *l, const uint8_t *q, uint32_t rows,
                                                               uint32_t columns, const int8_t *w, uint32_t j,
                                                               float *out) {
  __m512i sum[8][2];
  for (uint32_t r = 0; r < rows; r++)
    for (uint32_t c = 0; c < columns; c++) sum[r][c] = _mm512_setzero_si512();
  for (uint32_t k = 0; k < l->k; k += 4, w += 64) {
    __m512i w0 = _mm512_loadu_si512(w), w1 = w0;
    if (columns > 1) w1 = _mm512_loadu_si512(w + (uint64_t)l->k * 16);
    for (uint32_t r = 0; r < rows; r++) {
      int32_t four;
      memcpy(&four, q + (uint64_t)r * l->k + k, 4);
      __m512i x = _mm512_set1_epi32(four);
      sum[r][0] = _mm512_dpbusd_epi32(sum[r][0], x, w0);
      if (columns > 1) sum[r][1] = _mm512_dpbusd_epi32(sum[r][1], x, w1);
    }
  }
  for (uint32_t r = 0; r < rows; r++)
    for (uint32_t c = 0; c < columns; c++) {
      uint32_t at = j + 16 * c;
      __m512 y = _mm512_mul_ps(_mm512_cvtepi32_ps(sum[r][c]), _mm512_loadu_ps(l->scale + at));
      _mm512_storeu_ps(out + (uint64_t)r * l->n + at, _mm512_add_ps(y, _mm512_loadu_ps(l->bias + at)));
    }
}

static void avx512_linear(const Linear *l, const uint8_t *q, uint32_t rows, float *out) {
  for (uint32_t j = 0; j < l->n;) {
    const int8_t *w = l->w + (uint64_t)j * l->k;
    bool two = j + 32 <= l->n;
    uint32_t r = 0;
    for (; r + 8 <= rows; r += 8) {
      if (two)
        avx512_block(l, q + (uint64_t)r * l->k, 8, 2, w, j, out + (uint64_t)r * l->n);
      else
        avx512_block(l, q + (uint64_t)r * l->k, 8, 1, w, j, out + (uint64_t)r * l->n);
    }
    for (; r < rows; r++) {
      if (two)
        avx512_block(l, q + (uint64_t)r * l->k, 1, 2, w, j, out + (uint64_t)r * l->n);
      else
        avx512_block(l, q + (uint64_t)r * l->k, 1, 1, w, j, out + (uint64_t)r * l->n);
    }
    j += two ? 32 : 16;
  }
}
#pragma GCC pop_options

static const Kernels kernels_avx512 = {"avx512",        avx512_linear,  avx512_embed,
                                       avx512_quantise, avx512_rectify, avx512_scan};

const Kernels *kernels_best(void) {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512dq")) {
    return &kernels_avx512;
  }
  return __builtin_cpu_supports("avx2") ? &kernels_avx2 : &kernels_portable;
}
#else
const Kernels *kernels_best(void) { return &kernels_portable; }
#endif
