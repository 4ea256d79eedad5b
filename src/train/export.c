/* export.c: from floats to the integers of the model file. Each channel of an activation gets its own step, from
 * how it spreads over a part of the training data; steps are folded into the weights that read the channel. */
#include <math.h>

#include "train/learn.h"

typedef struct {
  double *square, *most;
  uint32_t n, width;
} Spread;

static void gather(Spread *s, Arena *arena, const Shard *shard, uint32_t site) {
  uint32_t rows, width, stride;
  const float *p = shard_site(shard, site, &rows, &width, &stride);
  if (!s->square) {
    s->square = arena_alloc(arena, width * sizeof(double));
    s->most = arena_alloc(arena, width * sizeof(double));
    s->width = width;
  }
  for (uint32_t i = 0; i < rows; i++)
    for (uint32_t j = 0; j < width; j++) {
      double x = fabs((double)p[(size_t)i * stride + j]);
      s->square[j] += x * x;
      if (x > s->most[j]) s->most[j] = x;
    }
  s->n += rows;
}

/* What one step of the channel is worth: the largest value seen, but no more than six deviations. */
static float *steps(const Spread *s, Arena *arena, float range) {
  float *step = arena_alloc(arena, s->width * sizeof(float));
  for (uint32_t j = 0; j < s->width; j++) {
    double wide = 6.0 * sqrt(s->square[j] / (s->n ? s->n : 1));
    if (s->most[j] < wide) wide = s->most[j];
    if (wide < 1e-4) wide = 1e-4;
    step[j] = (float)wide / range;
  }
  return step;
}

/* Weights k×n (inputs by rows) with the steps of their inputs, as a Linear. `inverse` is what inv holds. */
static void write_linear(Learner *l, PackWriter *w, const char *name, uint32_t n, uint32_t k, const float *weights,
                         const float *bias, const float *step, const float *inverse) {
  Bytes out;
  bytes_init(&out, l->arena);
  uint32_t head[16] = {n, k};
  bytes_add(&out, head, sizeof head);
  int8_t *q = arena_alloc(l->arena, (size_t)n * k);
  float *scale = arena_alloc(l->arena, n * sizeof(float)), *b = arena_alloc(l->arena, n * sizeof(float));
  for (uint32_t j = 0; j < n; j++) {
    float most = 1e-12f;
    int32_t sum = 0;
    for (uint32_t i = 0; i < k; i++) most = fmaxf(most, fabsf(weights[(size_t)i * n + j] * step[i]));
    for (uint32_t i = 0; i < k; i++) {
      int32_t v = (int32_t)lrintf(weights[(size_t)i * n + j] * step[i] * 127.0f / most);
      q[(size_t)(j / 16) * 16 * k + (i / 4) * 64 + (j % 16) * 4 + i % 4] = (int8_t)v;
      sum += v;
    }
    scale[j] = most / 127.0f;
    b[j] = bias[j] - (float)(64 * sum) * scale[j];
  }
  bytes_add(&out, q, (size_t)n * k);
  bytes_add(&out, inverse, k * sizeof(float));
  bytes_add(&out, scale, n * sizeof(float));
  bytes_add(&out, b, n * sizeof(float));
  pack_add(w, name, out.p, out.n);
}

static float *inverse_of(Arena *arena, const float *step, uint32_t n, float times) {
  float *inv = arena_alloc(arena, n * sizeof(float));
  for (uint32_t i = 0; i < n; i++) inv[i] = times / step[i];
  return inv;
}

#define CALIBRATION 600u

static void calibrate(Learner *l, const Trained *t, Spread *spread) {
  Dropout none = {0};
  uint32_t step = l->data.samples.n / CALIBRATION + 1;
  for (uint32_t i = 0; i < l->data.samples.n; i += step) {
    shard_run(t->shard, &l->data, &i, 1, t->params, NULL, t->rows, &none, 1, 0, NULL);
    for (uint32_t s = 0; s < SITES; s++)
      if (s < SITE_LAYER1 || s >= SITE_LAYER1 + MAX_LAYERS || s - SITE_LAYER1 < l->known.c.layers)
        gather(&spread[s], l->arena, t->shard, s);
  }
}

static float write_rows(Learner *l, PackWriter *w, const float *rows) {
  size_t n = (size_t)l->known.c.n_rows * l->known.c.embed;
  double square = 0;
  for (size_t i = 0; i < n; i++) square += (double)rows[i] * rows[i];
  float step = (float)sqrt(square / (double)n) * 6.0f / 127.0f;
  int8_t *q = arena_alloc(l->arena, n);
  for (size_t i = 0; i < n; i++) {
    float x = rows[i] / step;
    q[i] = (int8_t)lrintf(x > 127 ? 127 : x < -127 ? -127 : x);
  }
  pack_add(w, "rows", q, n);
  return step;
}

static void write_network(Learner *l, PackWriter *w, const Trained *t) {
  Spread spread[SITES] = {0};
  const Shape *s = t->shape;
  const Config *c = &s->c;
  const float *p = t->params;
  float *step[SITES];
  calibrate(l, t, spread);
  for (uint32_t i = 0; i < SITES; i++) step[i] = spread[i].square ? steps(&spread[i], l->arena, i == SITE_HEAD ? 127 : 63) : NULL;
  float row_step = write_rows(l, w, t->rows);
  for (uint32_t i = 0; i < c->layers; i++) {
    char name[24] = {'m', '.', 'e', 'n', 'c', (char)('0' + i)}, peep[24] = {'v', '.', 'p', 'e', 'e', 'p', (char)('0' + i)};
    const float *in = step[i ? SITE_LAYER1 + i - 1 : SITE_EMBED];
    uint32_t k = i ? c->hidden : c->embed;
    write_linear(l, w, name, (i ? 3 : 4) * c->hidden, k, p + s->enc_w[i], p + s->enc_b[i], in,
                 inverse_of(l->arena, in, k, i ? 1.0f : row_step));
    pack_add(w, peep, p + s->peep[i], 2 * c->hidden * sizeof(float));
  }
  const float *tag = step[SITE_LAYER1 + c->tag_layer - 1], *top = step[SITE_LAYER1 + c->layers - 1];
  write_linear(l, w, "m.tag1", c->tag_hidden, c->hidden, p + s->tag1_w, p + s->tag1_b, tag,
               inverse_of(l->arena, tag, c->hidden, 1));
  write_linear(l, w, "m.tag2", s->tags, c->tag_hidden, p + s->tag2_w, p + s->tag2_b, step[SITE_TAG],
               inverse_of(l->arena, step[SITE_TAG], c->tag_hidden, 1));
  write_linear(l, w, "m.top", s->top, c->hidden, p + s->top_w, p + s->top_b, top, inverse_of(l->arena, top, c->hidden, 1));
  write_linear(l, w, "m.arc", s->arc, c->arc, p + s->arc_w, p + s->arc_b, step[SITE_DEP],
               inverse_of(l->arena, step[SITE_DEP], c->arc, 1));
  write_linear(l, w, "m.label", s->labels, c->label, p + s->label_w, p + s->label_b, step[SITE_LABEL],
               inverse_of(l->arena, step[SITE_LABEL], c->label, 1));
  /* A score is the sum over k of dep_k head_k: the head's steps take up the dependent's. */
  float most = 1e-12f, *head = arena_alloc(l->arena, c->arc * sizeof(float));
  for (uint32_t k = 0; k < c->arc; k++) most = fmaxf(most, step[SITE_ARC][k] * step[SITE_HEAD][k] * 127.0f);
  float score = most / 127.0f;
  for (uint32_t k = 0; k < c->arc; k++) head[k] = step[SITE_ARC][k] / score;
  pack_add(w, "v.arc", inverse_of(l->arena, step[SITE_ARC], c->arc, 1), c->arc * sizeof(float));
  pack_add(w, "v.head", head, c->arc * sizeof(float));
  float *kept = arena_alloc(l->arena, sizeof(float));
  *kept = score;
  pack_add(w, "v.score", kept, sizeof(float));
}

bool learn_write(Learner *l, const Trained *t, const char *path) {
  Arena *arena = arena_new(NULL), *own = l->arena;
  if (!arena) return false;
  l->arena = arena;
  PackWriter w;
  pack_writer_init(&w, arena);
  Config config = t->shape->c;
  config.version = MODEL_VERSION;
  Bytes names;
  bytes_init(&names, arena);
  for (uint32_t i = 0; i < l->tags.entries.n; i++) {
    Str name = l->tags.entries.at[i].key;
    bytes_str(&names, str_sub(name, str_find(name, STR("|")) + 1, name.n));
  }
  for (uint32_t i = 0; i < l->labels.entries.n; i++) bytes_str(&names, l->labels.entries.at[i].key);
  bytes_align(&names, 8);
  pack_add(&w, "about", t->about.p, t->about.n);
  pack_add(&w, "config", &config, sizeof config);
  pack_add(&w, "names", names.p, names.n);
  pack_add(&w, "tags", l->known.tag_upos, l->tags.entries.n);
  pack_add(&w, "compat", l->compat.p, l->compat.n);
  pack_add(&w, "coarse", l->coarse.p, l->coarse.n);
  pack_add(&w, "features", l->features.p, l->features.n);
  pack_add(&w, "words", l->words.p, l->words.n);
  pack_add(&w, "classes", l->classes.p, l->classes.n);
  pack_add(&w, "analyses", l->analyses.p, l->analyses.n);
  pack_add(&w, "rules", l->rule.at, l->rule.n * sizeof(Rule));
  pack_add(&w, "clusters", l->clusters.p, l->clusters.n);
  pack_add(&w, "clusterbits", l->cluster_bits.p, l->cluster_bits.n);
  pack_add(&w, "lemmas", l->lemmas.p, l->lemmas.n);
  pack_add(&w, "guesses", l->guesses.p, l->guesses.n);
  write_network(l, &w, t);
  bool ok = pack_write(&w, path, l->diags);
  arena_free(arena);
  l->arena = own;
  return ok;
}
