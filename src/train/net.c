#pragma GCC optimize("O3")
#include "train/net.h"

#include <math.h>

#include "train/gemm.h"

typedef struct {
  uint64_t s;
} Random;

static uint64_t next(Random *r) {
  uint64_t z = r->s += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

static float unit(Random *r) { return (float)(next(r) >> 40) * (1.0f / 16777216.0f); }

struct Shard {
  Shape s;
  uint32_t max_tokens, max_length, tokens, n_samples, n_words;
  uint32_t *at, *length; /* of samples: first row (the root's), rows */
  float *x, *in[MAX_LAYERS], *u[MAX_LAYERS], *gf[MAX_LAYERS], *gr[MAX_LAYERS], *cell[MAX_LAYERS], *h[MAX_LAYERS];
  float *dh[MAX_LAYERS], *du, *din, *carry;
  float *tag_in, *t1, *a1, *t2, *d1;
  float *top_in, *p, *dp, *td, *dtd, *score, *dep, *head, *head_t, *score_t;
  float *pair, *dpair, *logit;
  float *flip; /* a transposed activation matrix */
  float *mask_x, *mask_layer[MAX_LAYERS], *mask_tag, *mask_top, *mask_dep, *mask_head, *mask_pair, *mask_t1;
  uint32_t *pair_dep, *pair_head;
  RowGradient *uses;
  uint32_t n_uses;
};

static uint32_t padded(uint32_t n) { return (n + 15) & ~15u; }

static size_t take(size_t *at, size_t n) {
  size_t was = *at;
  *at += (n + 15) & ~(size_t)15;
  return was;
}

void shape_of(const Config *c, Shape *s) {
  *s = (Shape){.c = *c, .tags = padded(c->n_tags), .labels = padded(c->n_labels)};
  s->top = 2 * c->arc + 2 * c->label;
  s->arc = c->arc + DISTANCES;
  size_t d = c->hidden;
  for (uint32_t i = 0; i < c->layers; i++) {
    size_t parts = i ? 3 : 4, in = i ? d : c->embed;
    s->enc_w[i] = take(&s->n, in * parts * d);
    s->enc_b[i] = take(&s->n, parts * d);
    s->peep[i] = take(&s->n, 2 * d);
  }
  s->tag1_w = take(&s->n, d * c->tag_hidden);
  s->tag1_b = take(&s->n, c->tag_hidden);
  s->tag2_w = take(&s->n, (size_t)c->tag_hidden * s->tags);
  s->tag2_b = take(&s->n, s->tags);
  s->top_w = take(&s->n, d * s->top);
  s->top_b = take(&s->n, s->top);
  s->arc_w = take(&s->n, (size_t)c->arc * s->arc);
  s->arc_b = take(&s->n, s->arc);
  s->label_w = take(&s->n, (size_t)c->label * s->labels);
  s->label_b = take(&s->n, s->labels);
}

static void fill(float *p, size_t n, float width, Random *r) {
  for (size_t i = 0; i < n; i++) p[i] = (2.0f * unit(r) - 1.0f) * width;
}

void net_start(const Shape *s, uint64_t seed, float *p, float *rows) {
  Random r = {seed};
  const Config *c = &s->c;
  memset(p, 0, s->n * sizeof *p);
  for (uint32_t i = 0; i < c->layers; i++) {
    uint32_t in = i ? c->hidden : c->embed;
    fill(p + s->enc_w[i], (size_t)in * (i ? 3 : 4) * c->hidden, sqrtf(3.0f / (float)in), &r);
    fill(p + s->peep[i], 2 * (size_t)c->hidden, 0.3f, &r);
  }
  fill(p + s->tag1_w, (size_t)c->hidden * c->tag_hidden, sqrtf(3.0f / (float)c->hidden), &r);
  fill(p + s->tag2_w, (size_t)c->tag_hidden * s->tags, sqrtf(1.0f / (float)c->tag_hidden), &r);
  fill(p + s->top_w, (size_t)c->hidden * s->top, sqrtf(3.0f / (float)c->hidden), &r);
  fill(p + s->arc_w, (size_t)c->arc * s->arc, 0.5f * sqrtf(1.0f / (float)c->arc), &r);
  fill(p + s->label_w, (size_t)c->label * s->labels, sqrtf(1.0f / (float)c->label), &r);
  fill(rows, (size_t)c->n_rows * c->embed, 0.15f, &r);
}

static float *floats(Arena *arena, size_t n) { return arena_alloc(arena, n * sizeof(float) + 64); }

Shard *shard_new(Arena *arena, const Shape *s, uint32_t max_tokens, uint32_t max_length) {
  Shard *w = ARENA_NEW(arena, Shard);
  const Config *c = &s->c;
  size_t t = max_tokens, d = c->hidden, l = padded(max_length + 1);
  w->s = *s;
  w->max_tokens = max_tokens;
  w->max_length = max_length;
  w->at = ARENA_ARRAY(arena, t, uint32_t);
  w->length = ARENA_ARRAY(arena, t, uint32_t);
  w->x = floats(arena, t * c->embed);
  for (uint32_t i = 0; i < c->layers; i++) {
    w->in[i] = floats(arena, t * (i ? d : c->embed));
    w->u[i] = floats(arena, t * 4 * d);
    w->gf[i] = floats(arena, t * d);
    w->gr[i] = floats(arena, t * d);
    w->cell[i] = floats(arena, t * d);
    w->h[i] = floats(arena, t * d);
    w->dh[i] = floats(arena, t * d);
    w->mask_layer[i] = floats(arena, t * (i ? d : c->embed));
  }
  w->du = floats(arena, t * 4 * d);
  w->din = floats(arena, t * (d > c->embed ? d : c->embed));
  w->carry = floats(arena, 2 * d);
  w->tag_in = floats(arena, t * d);
  w->t1 = floats(arena, t * c->tag_hidden);
  w->a1 = floats(arena, t * c->tag_hidden);
  w->d1 = floats(arena, t * c->tag_hidden);
  w->t2 = floats(arena, t * s->tags);
  w->top_in = floats(arena, t * d);
  w->p = floats(arena, t * s->top);
  w->dp = floats(arena, t * s->top);
  w->td = floats(arena, t * s->arc);
  w->dtd = floats(arena, t * s->arc);
  w->dep = floats(arena, t * c->arc);
  w->head = floats(arena, t * c->arc);
  w->head_t = floats(arena, l * c->arc);
  w->score = floats(arena, l * l);
  w->score_t = floats(arena, l * l);
  w->pair = floats(arena, t * c->label);
  w->dpair = floats(arena, t * c->label);
  w->logit = floats(arena, t * s->labels);
  size_t widest = d > c->embed ? d : c->embed;
  w->flip = floats(arena, (t + 16) * (widest > 4 * d ? widest : 4 * d));
  w->mask_tag = floats(arena, t * d);
  w->mask_top = floats(arena, t * d);
  w->mask_dep = floats(arena, t * c->arc);
  w->mask_head = floats(arena, t * c->arc);
  w->mask_pair = floats(arena, t * c->label);
  w->mask_t1 = floats(arena, t * c->tag_hidden);
  w->pair_dep = ARENA_ARRAY(arena, t, uint32_t);
  w->pair_head = ARENA_ARRAY(arena, t, uint32_t);
  w->uses = ARENA_ARRAY(arena, t * (MAX_FEATURES + 2), RowGradient);
  return w;
}

static void bias(float *y, uint32_t rows, uint32_t n, const float *b) {
  for (uint32_t i = 0; i < rows; i++)
    for (uint32_t j = 0; j < n; j++) y[(size_t)i * n + j] += b[j];
}

static void affine(const float *x, uint32_t rows, uint32_t k, const float *w, const float *b, uint32_t n, float *y) {
  gemm(rows, n, k, x, k, w, n, y, n, 0);
  bias(y, rows, n, b);
}

/* Gradients of y = x w + b from dy: of w and b added, of x set (or added where `more`). */
static void affine_back(Shard *s, const float *x, uint32_t rows, uint32_t k, uint32_t n, const float *dy, const float *wt,
                        float *dw, float *db, float *dx, int more) {
  uint32_t lda = padded(rows);
  transpose(rows, k, x, k, s->flip, lda);
  gemm(k, n, rows, s->flip, lda, dy, n, dw, n, 1);
  for (uint32_t i = 0; i < rows; i++)
    for (uint32_t j = 0; j < n; j++) db[j] += dy[(size_t)i * n + j];
  if (dx) gemm(rows, k, n, dy, n, wt, k, dx, k, more);
}

/* The same mask for all rows of a sentence, as variational dropout has it. */
static void draw_mask(Shard *s, float *mask, uint32_t dim, float drop, Random *r) {
  for (uint32_t i = 0; i < s->n_samples; i++) {
    float *first = mask + (size_t)s->at[i] * dim;
    for (uint32_t j = 0; j < dim; j++) first[j] = drop > 0 && unit(r) < drop ? 0.0f : 1.0f / (1.0f - drop);
    for (uint32_t t = 1; t < s->length[i]; t++) memcpy(first + (size_t)t * dim, first, dim * sizeof *first);
  }
}

static void multiply(const float *a, const float *b, size_t n, float *out) {
  for (size_t i = 0; i < n; i++) out[i] = a[i] * b[i];
}

static void use_row(Shard *s, uint32_t row, float weight, const float *rows, uint32_t at) {
  uint32_t e = s->s.c.embed;
  float *x = s->x + (size_t)at * e;
  const float *v = rows + (size_t)row * e;
  for (uint32_t j = 0; j < e; j++) x[j] += weight * v[j];
  s->uses[s->n_uses++] = (RowGradient){row, weight, s->din + (size_t)at * e};
}

static bool lexical(uint32_t kind) {
  return kind == FEATURE_FORM || kind == FEATURE_LEMMA || (kind >= FEATURE_SUFFIX + 4 && kind < FEATURE_SHAPE) ||
         (kind > FEATURE_CLUSTER + 1 && kind < FEATURE_ROOT);
}

static void embed(Shard *s, const Data *data, const uint32_t *samples, const float *rows, const Dropout *d, Random *r) {
  s->n_uses = 0;
  memset(s->x, 0, (size_t)s->tokens * s->s.c.embed * sizeof(float));
  for (uint32_t i = 0; i < s->n_samples; i++) {
    const Sample *sample = &data->samples.at[samples[i]];
    use_row(s, data->root_row, 1, rows, s->at[i]);
    use_row(s, s->s.c.bank_row + sample->bank, 1, rows, s->at[i]);
    for (uint32_t t = 0; t < sample->n; t++) {
      const Token *token = &data->tokens.at[sample->first + t];
      bool unknown = unit(r) < d->drop_word;
      for (uint32_t k = 0; k < token->n_features; k++) {
        uint32_t at = token->first_feature + k;
        if (unknown && lexical(data->kinds.at[at])) continue;
        if (data->kinds.at[at] != FEATURE_BANK && d->drop_feature > 0 && unit(r) < d->drop_feature) continue;
        use_row(s, data->rows.at[at], 1, rows, s->at[i] + 1 + t);
      }
    }
  }
}

static float gate(float x, float *slope) {
  float t = 0.5f * x, q = t * t, den = q * 6.0f + 15.0f, y = t * (q + 15.0f) / den;
  if (y > 1.0f || y < -1.0f) {
    *slope = 0.002f;
    y = y > 0 ? 1.0f : -1.0f;
  } else {
    *slope = 0.25f * ((15.0f + 3.0f * q) * den - 12.0f * q * (15.0f + q)) / (den * den);
  }
  return 0.5f * y + 0.5f;
}

static const float *skip_of(const Shard *s, uint32_t layer, uint32_t *stride) {
  uint32_t d = s->s.c.hidden;
  *stride = layer ? d : 4 * d;
  return layer ? s->h[layer - 1] : s->u[0] + 3 * (size_t)d;
}

static void scan(Shard *s, uint32_t layer, const float *p) {
  uint32_t d = s->s.c.hidden, half = d / 2, stride = (layer ? 3 : 4) * d, skip_stride;
  const float *skip = skip_of(s, layer, &skip_stride), *pf = p + s->s.peep[layer], *pr = pf + d;
  for (uint32_t i = 0; i < s->n_samples; i++)
    for (uint32_t way = 0; way < 2; way++) {
      const float *before = s->carry;
      memset(s->carry, 0, 2 * d * sizeof(float));
      for (uint32_t k = 0; k < s->length[i]; k++) {
        size_t t = s->at[i] + (way ? s->length[i] - 1 - k : k), off = way * half;
        float *u = s->u[layer] + t * stride + off, *c = s->cell[layer] + t * d + off;
        float *gf = s->gf[layer] + t * d + off, *gr = s->gr[layer] + t * d + off, *h = s->h[layer] + t * d + off;
        const float *sk = skip + t * skip_stride + off;
        for (uint32_t j = 0; j < half; j++) {
          float b = before[j], f = gate(u[d + j] + pf[off + j] * b, &gf[j]);
          float r = gate(u[2 * d + j] + pr[off + j] * b, &gr[j]);
          u[d + j] = f;
          u[2 * d + j] = r;
          c[j] = u[j] + f * (b - u[j]);
          h[j] = sk[j] + r * (c[j] - sk[j]);
        }
        before = c;
      }
    }
}

/* From dh of this layer: du, and what goes through the skip added to dskip. */
static void scan_back(Shard *s, uint32_t layer, const float *p, float *grad) {
  uint32_t d = s->s.c.hidden, half = d / 2, stride = (layer ? 3 : 4) * d, skip_stride;
  const float *skip = skip_of(s, layer, &skip_stride), *pf = p + s->s.peep[layer], *pr = pf + d;
  float *dpf = grad + s->s.peep[layer], *dpr = dpf + d;
  float *dskip = layer ? s->dh[layer - 1] : s->du + 3 * (size_t)d;
  if (!layer)
    for (uint32_t t = 0; t < s->tokens; t++) memset(dskip + (size_t)t * stride, 0, d * sizeof(float));
  for (uint32_t i = 0; i < s->n_samples; i++)
    for (uint32_t way = 0; way < 2; way++) {
      float *dc = s->carry, *zero = s->carry + d;
      memset(s->carry, 0, 2 * d * sizeof(float));
      for (uint32_t k = s->length[i]; k-- > 0;) {
        size_t t = s->at[i] + (way ? s->length[i] - 1 - k : k), off = way * half;
        size_t tb = way ? t + 1 : t - 1;
        const float *u = s->u[layer] + t * stride + off, *c = s->cell[layer] + t * d + off;
        const float *b = k ? s->cell[layer] + tb * d + off : zero, *sk = skip + t * skip_stride + off;
        const float *gf = s->gf[layer] + t * d + off, *gr = s->gr[layer] + t * d + off, *dh = s->dh[layer] + t * d + off;
        float *du = s->du + t * stride + off, *ds = dskip + t * skip_stride + off;
        for (uint32_t j = 0; j < half; j++) {
          float f = u[d + j], r = u[2 * d + j];
          float dr = dh[j] * (c[j] - sk[j]) * gr[j];
          float dcell = dc[j] + dh[j] * r;
          float df = dcell * (b[j] - u[j]) * gf[j];
          ds[j] += dh[j] * (1.0f - r);
          du[j] = dcell * (1.0f - f);
          du[d + j] = df;
          du[2 * d + j] = dr;
          dpf[off + j] += df * b[j];
          dpr[off + j] += dr * b[j];
          dc[j] = dcell * f + df * pf[off + j] + dr * pr[off + j];
        }
      }
    }
}

static void rectify(const float *x, const float *mask, size_t n, float *out) {
  for (size_t i = 0; i < n; i++) out[i] = (x[i] > 0 ? x[i] : x[i] * LEAK) * mask[i];
}

/* Softmax over the allowed of n scores in place of its own gradient; returns the loss. */
static double softmax(float *x, uint32_t n, uint32_t wide, uint32_t gold, const uint8_t *also, uint32_t never, float scale) {
  float most = -1e30f, sum = 0, good = 0;
  for (uint32_t i = 0; i < n; i++)
    if (i != never && x[i] > most) most = x[i];
  for (uint32_t i = 0; i < n; i++) {
    x[i] = i == never ? 0.0f : expf(x[i] - most);
    sum += x[i];
    if (i == gold || (also && also[i])) good += x[i];
  }
  if (good < 1e-30f) good = 1e-30f;
  for (uint32_t i = 0; i < n; i++) {
    float mine = i == gold || (also && also[i]) ? x[i] / good : 0.0f;
    x[i] = scale * (x[i] / sum - mine);
  }
  for (uint32_t i = n; i < wide; i++) x[i] = 0;
  return -log((double)good / (double)sum);
}

static void encode(Shard *s, const float *p, const Dropout *d, Random *r) {
  const Config *c = &s->s.c;
  for (uint32_t i = 0; i < c->layers; i++) {
    uint32_t in = i ? c->hidden : c->embed;
    draw_mask(s, s->mask_layer[i], in, i ? d->drop_layer : d->drop_embed, r);
    multiply(i ? s->h[i - 1] : s->x, s->mask_layer[i], (size_t)s->tokens * in, s->in[i]);
    affine(s->in[i], s->tokens, in, p + s->s.enc_w[i], p + s->s.enc_b[i], (i ? 3 : 4) * c->hidden, s->u[i]);
    scan(s, i, p);
  }
}

static void encode_back(Shard *s, const float *p, const float *pt, float *grad) {
  const Config *c = &s->s.c;
  for (uint32_t i = c->layers; i-- > 0;) {
    uint32_t in = i ? c->hidden : c->embed;
    scan_back(s, i, p, grad);
    affine_back(s, s->in[i], s->tokens, in, (i ? 3 : 4) * c->hidden, s->du, pt + s->s.enc_w[i], grad + s->s.enc_w[i],
                grad + s->s.enc_b[i], s->din, 0);
    size_t n = (size_t)s->tokens * in;
    if (i)
      for (size_t k = 0; k < n; k++) s->dh[i - 1][k] += s->din[k] * s->mask_layer[i][k];
    else
      multiply(s->din, s->mask_layer[0], n, s->din);
  }
}

static double tag_loss(Shard *s, const Data *data, const uint32_t *samples, float scale) {
  double loss = 0;
  for (uint32_t i = 0; i < s->n_samples; i++) {
    const Sample *sample = &data->samples.at[samples[i]];
    for (uint32_t t = 0; t < s->length[i]; t++) {
      float *y = s->t2 + (size_t)(s->at[i] + t) * s->s.tags;
      uint32_t gold = t ? data->tokens.at[sample->first + t - 1].tag : UINT16_MAX;
      if (gold == UINT16_MAX)
        memset(y, 0, s->s.tags * sizeof *y);
      else
        loss += softmax(y, s->s.c.n_tags, s->s.tags, gold, NULL, NONE, scale);
    }
  }
  return loss;
}

static void tags_forward(Shard *s, const float *p, const Dropout *d, Random *r) {
  const Config *c = &s->s.c;
  uint32_t n = c->hidden;
  draw_mask(s, s->mask_tag, n, d->drop_head, r);
  draw_mask(s, s->mask_t1, c->tag_hidden, d->drop_head * 0.5f, r);
  multiply(s->h[c->tag_layer - 1], s->mask_tag, (size_t)s->tokens * n, s->tag_in);
  affine(s->tag_in, s->tokens, n, p + s->s.tag1_w, p + s->s.tag1_b, c->tag_hidden, s->t1);
  rectify(s->t1, s->mask_t1, (size_t)s->tokens * c->tag_hidden, s->a1);
  affine(s->a1, s->tokens, c->tag_hidden, p + s->s.tag2_w, p + s->s.tag2_b, s->s.tags, s->t2);
}

static void rectify_back(const float *x, const float *mask, const float *dy, size_t n, float *dx) {
  for (size_t i = 0; i < n; i++) dx[i] = dy[i] * mask[i] * (x[i] > 0 ? 1.0f : LEAK);
}

static void tags_back(Shard *s, const float *pt, float *grad) {
  const Config *c = &s->s.c;
  size_t n = (size_t)s->tokens * c->hidden;
  affine_back(s, s->a1, s->tokens, c->tag_hidden, s->s.tags, s->t2, pt + s->s.tag2_w, grad + s->s.tag2_w,
              grad + s->s.tag2_b, s->d1, 0);
  rectify_back(s->t1, s->mask_t1, s->d1, (size_t)s->tokens * c->tag_hidden, s->d1);
  affine_back(s, s->tag_in, s->tokens, c->hidden, c->tag_hidden, s->d1, pt + s->s.tag1_w, grad + s->s.tag1_w,
              grad + s->s.tag1_b, s->din, 0);
  float *dh = s->dh[c->tag_layer - 1];
  for (size_t i = 0; i < n; i++) dh[i] += s->din[i] * s->mask_tag[i];
}

static void top_forward(Shard *s, const float *p, const Dropout *d, Random *r) {
  const Config *c = &s->s.c;
  uint32_t n = c->hidden, top = s->s.top;
  draw_mask(s, s->mask_top, n, d->drop_head, r);
  draw_mask(s, s->mask_dep, c->arc, d->drop_head, r);
  draw_mask(s, s->mask_head, c->arc, d->drop_head, r);
  multiply(s->h[c->layers - 1], s->mask_top, (size_t)s->tokens * n, s->top_in);
  affine(s->top_in, s->tokens, n, p + s->s.top_w, p + s->s.top_b, top, s->p);
  for (uint32_t t = 0; t < s->tokens; t++) {
    size_t a = (size_t)t * c->arc;
    rectify(s->p + (size_t)t * top, s->mask_dep + a, c->arc, s->dep + a);
    rectify(s->p + (size_t)t * top + c->arc, s->mask_head + a, c->arc, s->head + a);
  }
  affine(s->dep, s->tokens, c->arc, p + s->s.arc_w, p + s->s.arc_b, s->s.arc, s->td);
}

/* Scores, loss and gradient of one sentence's heads. */
static double arcs(Shard *s, uint32_t i, const Data *data, const Sample *sample, float scale) {
  const Config *c = &s->s.c;
  uint32_t n = sample->n, wide = padded(n + 1), at = s->at[i];
  const float *td = s->td + (size_t)(at + 1) * s->s.arc;
  memset(s->head_t, 0, (size_t)wide * c->arc * sizeof(float));
  transpose(n + 1, c->arc, s->head + (size_t)at * c->arc, c->arc, s->head_t, wide);
  gemm(n, wide, c->arc, td, s->s.arc, s->head_t, wide, s->score, wide, 0);
  double loss = 0;
  for (uint32_t d = 0; d < n; d++) {
    float *y = s->score + (size_t)d * wide;
    const float *far = td + (size_t)d * s->s.arc + c->arc;
    for (uint32_t h = 0; h <= n; h++) y[h] += far[distance_bucket(d + 1, h)];
    loss += softmax(y, n + 1, wide, data->tokens.at[sample->first + d].head, NULL, d + 1, scale);
  }
  return loss;
}

static void arcs_back(Shard *s, uint32_t i, uint32_t n) {
  const Config *c = &s->s.c;
  uint32_t wide = padded(n + 1), at = s->at[i];
  const float *td = s->td + (size_t)(at + 1) * s->s.arc;
  float *dtd = s->dtd + (size_t)at * s->s.arc;
  memset(dtd, 0, (size_t)(n + 1) * s->s.arc * sizeof(float));
  dtd += s->s.arc;
  gemm(n, c->arc, n + 1, s->score, wide, s->head + (size_t)at * c->arc, c->arc, dtd, s->s.arc, 0);
  for (uint32_t d = 0; d < n; d++)
    for (uint32_t h = 0; h <= n; h++)
      dtd[(size_t)d * s->s.arc + c->arc + distance_bucket(d + 1, h)] += s->score[(size_t)d * wide + h];
  uint32_t tall = padded(n);
  transpose(n, n + 1, s->score, wide, s->score_t, tall);
  /* Into the place of the head vectors, which are not needed any more. */
  gemm(n + 1, c->arc, n, s->score_t, tall, td, s->s.arc, s->head + (size_t)at * c->arc, c->arc, 0);
}

static double labels(Shard *s, const Data *data, const uint32_t *samples, const float *p, const float *pt, const Dropout *d,
                     Random *r, float scale, float *grad) {
  const Config *c = &s->s.c;
  uint32_t n = 0, top = s->s.top, dep_at = 2 * c->arc, head_at = dep_at + c->label;
  double loss = 0;
  draw_mask(s, s->mask_pair, c->label, d->drop_head, r);
  for (uint32_t i = 0; i < s->n_samples; i++) {
    const Sample *sample = &data->samples.at[samples[i]];
    for (uint32_t t = 0; t < sample->n; t++) {
      const Token *token = &data->tokens.at[sample->first + t];
      uint32_t dep = s->at[i] + 1 + t, head = s->at[i] + token->head;
      const float *a = s->p + (size_t)dep * top + dep_at, *b = s->p + (size_t)head * top + head_at;
      float *y = s->dpair + (size_t)n * c->label;
      for (uint32_t j = 0; j < c->label; j++) y[j] = a[j] + b[j];
      rectify(y, s->mask_pair + (size_t)dep * c->label, c->label, s->pair + (size_t)n * c->label);
      s->pair_dep[n] = dep;
      s->pair_head[n++] = head;
    }
  }
  s->n_words = n;
  affine(s->pair, n, c->label, p + s->s.label_w, p + s->s.label_b, s->s.labels, s->logit);
  n = 0;
  for (uint32_t i = 0; i < s->n_samples; i++) {
    const Sample *sample = &data->samples.at[samples[i]];
    for (uint32_t t = 0; t < sample->n; t++, n++) {
      const Token *token = &data->tokens.at[sample->first + t];
      float *y = s->logit + (size_t)n * s->s.labels;
      const uint8_t *also = token->loose ? data->loose + (size_t)token->loose * c->n_labels : NULL;
      if (token->label == UINT16_MAX || !token->head)
        memset(y, 0, s->s.labels * sizeof *y);
      else
        loss += softmax(y, c->n_labels, s->s.labels, token->label, also, c->root_label, scale);
    }
  }
  if (!grad) return loss;
  affine_back(s, s->pair, n, c->label, s->s.labels, s->logit, pt + s->s.label_w, grad + s->s.label_w,
              grad + s->s.label_b, s->dpair, 0);
  for (uint32_t i = 0; i < n; i++) {
    float *dd = s->dp + (size_t)s->pair_dep[i] * top + dep_at, *dh = s->dp + (size_t)s->pair_head[i] * top + head_at;
    const float *mask = s->mask_pair + (size_t)s->pair_dep[i] * c->label, *dy = s->dpair + (size_t)i * c->label;
    const float *y = s->pair + (size_t)i * c->label;
    for (uint32_t j = 0; j < c->label; j++) {
      float g = dy[j] * mask[j] * (y[j] > 0 ? 1.0f : LEAK);
      dd[j] += g;
      dh[j] += g;
    }
  }
  return loss;
}

static void top_back(Shard *s, const float *pt, float *grad) {
  const Config *c = &s->s.c;
  uint32_t top = s->s.top;
  affine_back(s, s->dep, s->tokens, c->arc, s->s.arc, s->dtd, pt + s->s.arc_w, grad + s->s.arc_w, grad + s->s.arc_b,
              s->dep, 0);
  for (uint32_t t = 0; t < s->tokens; t++) {
    size_t a = (size_t)t * c->arc;
    rectify_back(s->p + (size_t)t * top, s->mask_dep + a, s->dep + a, c->arc, s->dp + (size_t)t * top);
    rectify_back(s->p + (size_t)t * top + c->arc, s->mask_head + a, s->head + a, c->arc, s->dp + (size_t)t * top + c->arc);
  }
  affine_back(s, s->top_in, s->tokens, c->hidden, top, s->dp, pt + s->s.top_w, grad + s->s.top_w, grad + s->s.top_b,
              s->din, 0);
  multiply(s->din, s->mask_top, (size_t)s->tokens * c->hidden, s->din);
  for (size_t i = 0; i < (size_t)s->tokens * c->hidden; i++) s->dh[c->layers - 1][i] += s->din[i];
}

Loss shard_run(Shard *s, const Data *data, const uint32_t *samples, uint32_t n_samples, const float *p, const float *pt,
               const float *rows, const Dropout *d, uint64_t seed, float scale, float *grad) {
  Random r = {seed};
  Loss loss = {0};
  s->n_samples = n_samples;
  s->tokens = 0;
  for (uint32_t i = 0; i < n_samples; i++) {
    s->at[i] = s->tokens;
    s->length[i] = data->samples.at[samples[i]].n + 1;
    s->tokens += s->length[i];
  }
  if (!n_samples) return s->n_uses = 0, loss;
  embed(s, data, samples, rows, d, &r);
  encode(s, p, d, &r);
  tags_forward(s, p, d, &r);
  loss.tag = tag_loss(s, data, samples, scale);
  top_forward(s, p, d, &r);
  for (uint32_t i = 0; i < s->s.c.layers && grad; i++)
    memset(s->dh[i], 0, (size_t)s->tokens * s->s.c.hidden * sizeof(float));
  if (grad) memset(s->dp, 0, (size_t)s->tokens * s->s.top * sizeof(float));
  for (uint32_t i = 0; i < n_samples; i++) {
    loss.arc += arcs(s, i, data, &data->samples.at[samples[i]], scale);
    if (grad) arcs_back(s, i, data->samples.at[samples[i]].n);
  }
  loss.label = labels(s, data, samples, p, pt, d, &r, scale, grad);
  loss.words = s->n_words;
  if (!grad) return loss;
  tags_back(s, pt, grad);
  top_back(s, pt, grad);
  encode_back(s, p, pt, grad);
  return loss;
}

uint32_t shard_rows(const Shard *s, const RowGradient **uses) {
  *uses = s->uses;
  return s->n_uses;
}

void net_transpose(const Shape *s, const float *p, float *t) {
  const Config *c = &s->c;
  for (uint32_t i = 0; i < c->layers; i++) {
    uint32_t in = i ? c->hidden : c->embed, n = (i ? 3 : 4) * c->hidden;
    transpose(in, n, p + s->enc_w[i], n, t + s->enc_w[i], in);
  }
  transpose(c->hidden, c->tag_hidden, p + s->tag1_w, c->tag_hidden, t + s->tag1_w, c->hidden);
  transpose(c->tag_hidden, s->tags, p + s->tag2_w, s->tags, t + s->tag2_w, c->tag_hidden);
  transpose(c->hidden, s->top, p + s->top_w, s->top, t + s->top_w, c->hidden);
  transpose(c->arc, s->arc, p + s->arc_w, s->arc, t + s->arc_w, c->arc);
  transpose(c->label, s->labels, p + s->label_w, s->labels, t + s->label_w, c->label);
}

const float *shard_site(const Shard *s, uint32_t site, uint32_t *rows, uint32_t *width, uint32_t *stride) {
  const Config *c = &s->s.c;
  const struct {
    const float *p;
    uint32_t rows, width, stride;
  } sites[SITES] = {
      [SITE_EMBED] = {s->x, s->tokens, c->embed, c->embed},
      [SITE_TAG] = {s->a1, s->tokens, c->tag_hidden, c->tag_hidden},
      [SITE_DEP] = {s->dep, s->tokens, c->arc, c->arc},
      [SITE_HEAD] = {s->head, s->tokens, c->arc, c->arc},
      [SITE_ARC] = {s->td, s->tokens, c->arc, s->s.arc},
      [SITE_LABEL] = {s->pair, s->n_words, c->label, c->label},
  };
  if (site >= SITE_LAYER1 && site < SITE_LAYER1 + MAX_LAYERS) {
    *rows = s->tokens;
    *width = *stride = c->hidden;
    return s->h[site - SITE_LAYER1];
  }
  *rows = sites[site].rows;
  *width = sites[site].width;
  *stride = sites[site].stride;
  return sites[site].p;
}
