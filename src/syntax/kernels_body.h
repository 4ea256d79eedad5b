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

static int32_t NAME(steps)(const float *x, const float *scale, uint32_t n, int8_t *out) {
  typedef int8_t B __attribute__((vector_size(16), aligned(1), may_alias));
  I sum = {0};
  for (uint32_t j = 0; j < n; j += 16) {
    V y = AT(x + j), low = (V){0} - 127.0f, top = (V){0} + 127.0f;
    y = PICK(y > 0.0f, y, y * LEAK) * AT(scale + j);
    y = PICK(y > low, y, low);
    y = PICK(y < top, y, top);
    I q = __builtin_convertvector(y + 128.5f, I) - 128;
    sum += q;
    *(B *)(out + j) = __builtin_convertvector(q, B);
  }
  int32_t total = 0;
  for (uint32_t i = 0; i < 16; i++) total += sum[i];
  return total;
}

static uint32_t NAME(largest)(const float *x, uint32_t n) {
  if (n < 16) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < n; i++)
      if (x[i] > x[best]) best = i;
    return best;
  }
  V most = AT(x);
  I where = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, at = where;
  uint32_t j = 16;
  for (; j + 16 <= n; j += 16) {
    V y = AT(x + j);
    at += 16;
    I above = y > most;
    most = PICK(above, y, most);
    where = (above & at) | (~above & where);
  }
  float value = most[0];
  int32_t best = where[0];
  for (uint32_t i = 1; i < 16; i++)
    if (most[i] > value || (most[i] == value && where[i] < best)) value = most[i], best = where[i];
  for (; j < n; j++)
    if (x[j] > value) value = x[j], best = (int32_t)j;
  return (uint32_t)best;
}

#undef V
#undef I
#undef AT
#undef PUT
#undef PICK
