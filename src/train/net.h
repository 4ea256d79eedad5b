/* net.h: the network in floats, with its gradients. */
#ifndef DG_TRAIN_NET_H
#define DG_TRAIN_NET_H

#include "syntax/model.h"

typedef struct {
  uint32_t first_feature, n_features; /* in Data.rows; the bank's row is the last */
  uint32_t head;                      /* 0: root */
  uint16_t tag, label;                /* UINT16_MAX: not learned from */
  uint16_t loose;                     /* set of relations that count as right; 0: the label only */
} Token;

typedef struct {
  uint32_t first, n; /* tokens */
  uint32_t bank;
} Sample;

typedef struct {
  Vec(Token) tokens;
  Vec(Sample) samples;
  Vec(uint32_t) rows;
  Vec(uint8_t) kinds;
  uint8_t *loose; /* set × label */
  uint32_t root_row;
} Data;

typedef struct {
  Config c;
  uint32_t tags, labels, top, arc; /* padded widths */
  size_t enc_w[MAX_LAYERS], enc_b[MAX_LAYERS], peep[MAX_LAYERS];
  size_t tag1_w, tag1_b, tag2_w, tag2_b, top_w, top_b, arc_w, arc_b, label_w, label_b, n;
} Shape;

typedef struct {
  float drop_feature, drop_word, drop_embed, drop_layer, drop_head;
} Dropout;

/* What one shard of a batch needs; made once for the largest. */
typedef struct Shard Shard;

void shape_of(const Config *config, Shape *shape);
void net_start(const Shape *shape, uint64_t seed, float *params, float *rows);

Shard *shard_new(Arena *arena, const Shape *shape, uint32_t max_tokens, uint32_t max_length);

/* Forward, and backward where `transposed` is given (see net_transpose). `grad` is added to. Returns loss sums. */
typedef struct {
  double tag, arc, label;
  uint32_t words;
} Loss;
Loss shard_run(Shard *shard, const Data *data, const uint32_t *samples, uint32_t n_samples, const float *params,
               const float *transposed, const float *rows, const Dropout *dropout, uint64_t seed, float scale,
               float *grad);

/* Gradient of a shard's embeddings: for each use of a row, the row and its vector's gradient. */
typedef struct {
  uint32_t row;
  float weight;
  const float *gradient;
} RowGradient;
uint32_t shard_rows(const Shard *shard, const RowGradient **gradients);

void net_transpose(const Shape *shape, const float *params, float *transposed);

/* Activations behind each layer, for calibration: 0 the embedding, 1.. layers, then named ones. */
enum { SITE_EMBED, SITE_LAYER1, SITE_TAG = SITE_LAYER1 + MAX_LAYERS, SITE_DEP, SITE_HEAD, SITE_ARC, SITE_LABEL, SITES };
const float *shard_site(const Shard *shard, uint32_t site, uint32_t *rows, uint32_t *width, uint32_t *stride);

#endif
