#include "syntax/kernels.h"

#include <string.h>

#define NAME(x) portable_##x
#include "syntax/kernels_body.h"
#undef NAME

/* Fuzzing, which clang does, takes this one: checked at every step it was nine tenths of each run. Its bounds are the
 * model's, which do not depend on the input. */
#if defined(__clang__)
__attribute__((no_sanitize("address", "undefined", "coverage")))
#endif
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
                                  portable_quantise, portable_rectify, portable_scan,
                                  portable_steps, portable_largest};

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#include <immintrin.h>

#pragma GCC push_options
#pragma GCC target("avx2")
#define NAME(x) avx2_##x
#include "syntax/kernels_body.h"
#undef NAME

static inline __attribute__((always_inline)) __m256i avx2_four(const uint8_t *q, uint32_t k) {
  int32_t four;
  memcpy(&four, q + k, 4);
  return _mm256_set1_epi32(four);
}

/* Pairs of products stay below 2 × 127 × 127, so that the 16-bit sums of maddubs never saturate. Sums are named one
 * by one, because compilers keep arrays of them in memory. Rows past the end repeat the last one. */
static void avx2_block(const Linear *l, const uint8_t *const *q, const int8_t *w, uint32_t j, float *const *out) {
  const __m256i ones = _mm256_set1_epi16(1), zero = _mm256_setzero_si256();
  __m256i a0 = zero, a1 = zero, a2 = zero, a3 = zero, b0 = zero, b1 = zero, b2 = zero, b3 = zero;
  for (uint32_t k = 0; k < l->k; k += 4, w += 64) {
    __m256i w0 = _mm256_loadu_si256((const __m256i *)(const void *)w), x;
    __m256i w1 = _mm256_loadu_si256((const __m256i *)(const void *)(w + 32));
#define ROW(r)                                                                                \
  x = avx2_four(q[r], k);                                                                     \
  a##r = _mm256_add_epi32(a##r, _mm256_madd_epi16(_mm256_maddubs_epi16(x, w0), ones));        \
  b##r = _mm256_add_epi32(b##r, _mm256_madd_epi16(_mm256_maddubs_epi16(x, w1), ones));
    ROW(0) ROW(1) ROW(2) ROW(3)
#undef ROW
  }
  const __m256 s0 = _mm256_loadu_ps(l->scale + j), s1 = _mm256_loadu_ps(l->scale + j + 8);
  const __m256 c0 = _mm256_loadu_ps(l->bias + j), c1 = _mm256_loadu_ps(l->bias + j + 8);
#define ROW(r)                                                                              \
  _mm256_storeu_ps(out[r] + j, _mm256_add_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(a##r), s0), c0)); \
  _mm256_storeu_ps(out[r] + j + 8, _mm256_add_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(b##r), s1), c1));
  ROW(0) ROW(1) ROW(2) ROW(3)
#undef ROW
}

static void avx2_linear(const Linear *l, const uint8_t *q, uint32_t rows, float *out) {
  for (uint32_t j = 0; j < l->n; j += 16)
    for (uint32_t r = 0; r < rows; r += 4) {
      const uint8_t *in[4];
      float *to[4];
      for (uint32_t i = 0; i < 4; i++) {
        uint64_t at = r + i < rows ? r + i : rows - 1;
        in[i] = q + at * l->k;
        to[i] = out + at * l->n;
      }
      avx2_block(l, in, l->w + (uint64_t)j * l->k, j, to);
    }
}
#pragma GCC pop_options

static const Kernels kernels_avx2 = {"avx2", avx2_linear, avx2_embed, avx2_quantise, avx2_rectify, avx2_scan,
                                  avx2_steps, avx2_largest};

#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")
#define NAME(x) avx512_##x
#include "syntax/kernels_body.h"
#undef NAME

static inline __attribute__((always_inline)) __m512i avx512_four(const uint8_t *q, uint32_t k) {
  int32_t four;
  memcpy(&four, q + k, 4);
  return _mm512_set1_epi32(four);
}

/* Not the intrinsic: compilers copy the sums around it. */
#define DOT(sum, x, w) __asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(x), "v"(w))

#define FINISH(r, sum, at) \
  _mm512_storeu_ps(out[r] + (at), _mm512_add_ps(_mm512_mul_ps(_mm512_cvtepi32_ps(sum), s), c));

/* Eight rows by 32 outputs. */
static void avx512_block(const Linear *l, const uint8_t *const *q, const int8_t *w, uint32_t j, float *const *out) {
  const __m512i zero = _mm512_setzero_si512();
  const int8_t *v = w + (uint64_t)l->k * 16;
  __m512i a0 = zero, a1 = zero, a2 = zero, a3 = zero, a4 = zero, a5 = zero, a6 = zero, a7 = zero;
  __m512i b0 = zero, b1 = zero, b2 = zero, b3 = zero, b4 = zero, b5 = zero, b6 = zero, b7 = zero;
  for (uint32_t k = 0; k < l->k; k += 4, w += 64, v += 64) {
    __m512i w0 = _mm512_loadu_si512(w), w1 = _mm512_loadu_si512(v), x;
#define ROW(r)             \
  x = avx512_four(q[r], k); \
  DOT(a##r, x, w0); DOT(b##r, x, w1);
    ROW(0) ROW(1) ROW(2) ROW(3) ROW(4) ROW(5) ROW(6) ROW(7)
#undef ROW
  }
  __m512 s = _mm512_loadu_ps(l->scale + j), c = _mm512_loadu_ps(l->bias + j);
  FINISH(0, a0, j) FINISH(1, a1, j) FINISH(2, a2, j) FINISH(3, a3, j)
  FINISH(4, a4, j) FINISH(5, a5, j) FINISH(6, a6, j) FINISH(7, a7, j)
  s = _mm512_loadu_ps(l->scale + j + 16), c = _mm512_loadu_ps(l->bias + j + 16);
  FINISH(0, b0, j + 16) FINISH(1, b1, j + 16) FINISH(2, b2, j + 16) FINISH(3, b3, j + 16)
  FINISH(4, b4, j + 16) FINISH(5, b5, j + 16) FINISH(6, b6, j + 16) FINISH(7, b7, j + 16)
}

/* Eight rows by 16 outputs. */
static void avx512_half(const Linear *l, const uint8_t *const *q, const int8_t *w, uint32_t j, float *const *out) {
  const __m512i zero = _mm512_setzero_si512();
  __m512i a0 = zero, a1 = zero, a2 = zero, a3 = zero, a4 = zero, a5 = zero, a6 = zero, a7 = zero;
  for (uint32_t k = 0; k < l->k; k += 4, w += 64) {
    __m512i w0 = _mm512_loadu_si512(w);
#define ROW(r) DOT(a##r, avx512_four(q[r], k), w0);
    ROW(0) ROW(1) ROW(2) ROW(3) ROW(4) ROW(5) ROW(6) ROW(7)
#undef ROW
  }
  __m512 s = _mm512_loadu_ps(l->scale + j), c = _mm512_loadu_ps(l->bias + j);
  FINISH(0, a0, j) FINISH(1, a1, j) FINISH(2, a2, j) FINISH(3, a3, j)
  FINISH(4, a4, j) FINISH(5, a5, j) FINISH(6, a6, j) FINISH(7, a7, j)
}

static void avx512_linear(const Linear *l, const uint8_t *q, uint32_t rows, float *out) {
  for (uint32_t j = 0; j < l->n; j += 32)
    for (uint32_t r = 0; r < rows; r += 8) {
      const uint8_t *in[8];
      float *to[8];
      for (uint32_t i = 0; i < 8; i++) {
        uint64_t at = r + i < rows ? r + i : rows - 1;
        in[i] = q + at * l->k;
        to[i] = out + at * l->n;
      }
      if (j + 32 <= l->n)
        avx512_block(l, in, l->w + (uint64_t)j * l->k, j, to);
      else
        avx512_half(l, in, l->w + (uint64_t)j * l->k, j, to);
    }
}
#pragma GCC pop_options

static const Kernels kernels_avx512 = {"avx512",        avx512_linear,  avx512_embed,
                                       avx512_quantise, avx512_rectify, avx512_scan,
                                  avx512_steps, avx512_largest};

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
