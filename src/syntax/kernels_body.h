/* kernels_body.h: included once for each instruction set, with NAME(x) defined. Vector extensions of the compiler
 * keep one source; lanes never mix, so that the width does not matter. */

typedef float NAME(V) __attribute__((vector_size(64), aligned(4), may_alias));
typedef int32_t NAME(I) __attribute__((vector_size(64), aligned(4), may_alias));
#define V NAME(V)
#define I NAME(I)
#define AT(p) (*(const V *)(p))
#define PUT(p) (*(V *)(p))
#define PICK(mask, a, b) ((V)(((mask) & (I)(a)) | (~(mask) & (I)(b))))

static inline __attribute__((always_inline)) void NAME(bytes)(const V *x, uint8_t *out) {
  V low = PICK(*x > 0.0f, *x, (V){0});
  V top = (V){0} + 127.0f;
  low = PICK(low > top, top, low);
  I q = __builtin_convertvector(low, I);
  typedef uint8_t B __attribute__((vector_size(16), aligned(1), may_alias));
  *(B *)out = __builtin_convertvector(q, B);
}

static void NAME(embed)(const int8_t *const *rows, uint32_t n_rows, uint32_t dim, const float *inv, uint8_t *out) {
  typedef int8_t B __attribute__((vector_size(16), aligned(1), may_alias));
  typedef int16_t S __attribute__((vector_size(32), may_alias));
  for (uint32_t j = 0; j < dim; j += 16) {
    S sum = {0};
    for (uint32_t r = 0; r < n_rows; r++) sum += __builtin_convertvector(*(const B *)(rows[r] + j), S);
    V x = __builtin_convertvector(sum, V) * AT(inv + j) + 64.5f;
    NAME(bytes)(&x, out + j);
  }
}

static void NAME(quantise)(const float *x, const float *inv, uint32_t n, uint8_t *out) {
  for (uint32_t j = 0; j < n; j += 16) {
    V y = AT(x + j) * AT(inv + j) + 64.5f;
    NAME(bytes)(&y, out + j);
  }
}

static void NAME(rectify)(const float *a, const float *b, const float *inv, uint32_t n, uint8_t *out) {
  for (uint32_t j = 0; j < n; j += 16) {
    V x = AT(a + j);
    if (b) x += AT(b + j);
    x = PICK(x > 0.0f, x, x * LEAK);
    V y = x * AT(inv + j) + 64.5f;
    NAME(bytes)(&y, out + j);
  }
}

/* A logistic curve by a quotient of small polynomials; training uses the same one. */
static inline __attribute__((always_inline)) void NAME(gate)(V *x) {
  V t = *x * 0.5f, s = t * t;
  V y = t * (s + 15.0f) / (s * 6.0f + 15.0f);
  V one = (V){0} + 1.0f, minus = (V){0} - 1.0f;
  y = PICK(y > one, one, y);
  y = PICK(y < minus, minus, y);
  *x = y * 0.5f + 0.5f;
}

static void NAME(scan)(const float *u, uint32_t u_stride, uint32_t dim, const float *skip, uint32_t skip_stride,
                       const float *peep, float *cell, float *out, uint32_t out_stride, uint32_t length, int step,
                       uint32_t half) {
  for (uint32_t j = 0; j < half; j++) cell[j] = 0;
  for (uint32_t i = 0; i < length; i++) {
    uint32_t t = step > 0 ? i : length - 1 - i;
    const float *row = u + (uint64_t)t * u_stride;
    for (uint32_t j = 0; j < half; j += 16) {
      V c = AT(cell + j), z = AT(row + j), s = AT(skip + (uint64_t)t * skip_stride + j);
      V f = AT(row + dim + j) + AT(peep + j) * c;
      V r = AT(row + 2 * dim + j) + AT(peep + dim + j) * c;
      NAME(gate)(&f);
      NAME(gate)(&r);
      c = z + f * (c - z);
      PUT(cell + j) = c;
      PUT(out + (uint64_t)t * out_stride + j) = s + r * (c - s);
    }
  }
}

#undef V
#undef I
#undef AT
#undef PUT
#undef PICK
