/* judge.c: L2-regularised logistic regression over sparse features, fitted by AdaGrad, and thresholds by cross-validation. */
#include "train/judge.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"

#define PENALTY 2.0
#define EPOCHS 60
#define RATE 0.2
#define FOLDS 10
#define LEAST 0.04f     /* smaller weights are left out of the file */
#define PASSED 0.02     /* share of what the rules rightly refused that may pass */

typedef struct {
  uint32_t *at, n;
} Numbers;

typedef struct {
  Arena *arena;
  const JudgeRows *rows;
  Numbers *features; /* of every row */
  uint32_t n_features;
  Vec(Str) names;    /* of every feature, as in judge.txt */
  double *weight, *gradient, *count, bias, bias_gradient;
} Model;

/* « kind | name »; empty for what a line of the file cannot hold. */
static Str name_of(Arena *arena, const JudgeFeature *f) {
  if (f->kind >= JUDGE_CLUSTER8 && f->kind <= JUDGE_CLUSTER13) return str_format(arena, "%s | %u", judge_kind_names[f->kind], f->number);
  for (uint32_t i = 0; i < f->name.n; i++)
    if (strchr("#|;", f->name.p[i]) || (unsigned char)f->name.p[i] <= ' ') return (Str){"", 0};
  return f->name.n ? str_format(arena, "%s | %.*s", judge_kind_names[f->kind], (int)f->name.n, f->name.p) : (Str){"", 0};
}

static void number_features(Model *m) {
  Map map;
  map_init(&map, m->arena);
  m->features = ARENA_ARRAY(m->arena, m->rows->n + 1, Numbers);
  for (uint32_t i = 0; i < m->rows->n; i++) {
    const JudgeFeatures *f = &m->rows->at[i].features;
    m->features[i].at = ARENA_ARRAY(m->arena, f->n + 1, uint32_t);
    for (uint32_t k = 0; k < f->n; k++) {
      Str name = name_of(m->arena, &f->at[k]);
      if (!name.n) continue;
      bool fresh;
      uint32_t *at = map_put(&map, name, &fresh);
      if (fresh) {
        *at = m->n_features++;
        vec_add(m->arena, &m->names, name);
      }
      m->features[i].at[m->features[i].n++] = *at;
    }
  }
  m->weight = ARENA_ARRAY(m->arena, m->n_features + 1, double);
  m->gradient = ARENA_ARRAY(m->arena, m->n_features + 1, double);
  m->count = ARENA_ARRAY(m->arena, m->n_features + 1, double);
}

static double score(const Model *m, uint32_t row) {
  double s = m->bias;
  for (uint32_t k = 0; k < m->features[row].n; k++) s += m->weight[m->features[row].at[k]];
  return s;
}

static uint32_t fold_of(const JudgeRow *row) { return row->sentence * 2654435761u >> 16 & 0xffff; }
static bool held_out(const JudgeRow *row, uint32_t fold) { return fold < FOLDS && fold_of(row) % FOLDS == fold; }

static void step(Model *m, uint32_t row, double importance) {
  double p = 1 / (1 + exp(-score(m, row))), g = (p - m->rows->at[row].politics) * importance;
  for (uint32_t k = 0; k < m->features[row].n; k++) {
    uint32_t f = m->features[row].at[k];
    double d = g + PENALTY * m->weight[f] / m->count[f];
    m->gradient[f] += d * d;
    m->weight[f] -= RATE * d / sqrt(m->gradient[f] + 1e-8);
  }
  m->bias_gradient += g * g;
  m->bias -= RATE * g / sqrt(m->bias_gradient + 1e-8);
}

/* Learns from all rows but those of `fold`; FOLDS holds nothing out. Rows come in a fixed shuffled order. */
static void fit(Model *m, uint32_t fold) {
  uint32_t n = 0, of[2] = {0, 0}, *order = ARENA_ARRAY(m->arena, m->rows->n + 1, uint32_t);
  for (uint32_t f = 0; f < m->n_features; f++) m->weight[f] = m->gradient[f] = m->count[f] = 0;
  m->bias = m->bias_gradient = 0;
  for (uint32_t i = 0; i < m->rows->n; i++) {
    if (held_out(&m->rows->at[i], fold)) continue;
    order[n++] = i;
    of[m->rows->at[i].politics]++;
    for (uint32_t k = 0; k < m->features[i].n; k++) m->count[m->features[i].at[k]]++;
  }
  uint64_t state = 88172645463325252u;
  for (uint32_t epoch = 0; epoch < EPOCHS; epoch++) {
    for (uint32_t i = n; i-- > 1;) {
      state ^= state << 13, state ^= state >> 7, state ^= state << 17;
      uint32_t j = (uint32_t)(state % (i + 1)), t = order[i];
      order[i] = order[j], order[j] = t;
    }
    for (uint32_t i = 0; i < n; i++) step(m, order[i], n / 2.0 / of[m->rows->at[order[i]].politics]);
  }
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

typedef Vec(double) Doubles;

static double quantile(Doubles *d, double q) {
  if (!d->n) return 0;
  qsort(d->at, d->n, sizeof *d->at, by_value);
  return d->at[(uint32_t)(q * (d->n - 1))];
}

static double share_above(const Doubles *d, double limit) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < d->n; i++) n += d->at[i] > limit;
  return d->n ? (double)n / d->n : 0;
}

/* Scores of candidates that learning had not seen: true events and others, that the rules let pass [0] and refuse [1]. */
static void cross_validate(Model *m, Doubles true_events[2], Doubles others[2]) {
  for (uint32_t fold = 0; fold < FOLDS; fold++) {
    fit(m, fold);
    for (uint32_t i = 0; i < m->rows->n; i++) {
      const JudgeRow *r = &m->rows->at[i];
      if (r->candidate && held_out(r, fold)) vec_add(m->arena, &(r->politics ? true_events : others)[r->refused], score(m, i));
    }
  }
}

static void write_line(Bytes *out, Str line) { bytes_add(out, line.p, line.n); }

static int by_name(const void *a, const void *b) { return str_cmp(*(const Str *)a, *(const Str *)b); }

static void write_weights(const Model *m, double quiet, double politics, Bytes *out) {
  write_line(out, STR("# What reads like politics (above 0) and what like sport, business, culture, weather: learned weights, kind | name | weight.\n"
                      "# Kinds: src/events/judge.h. « quiet »: a candidate that scores less is no event; « politics »: one that the rules refuse is, above it.\n"));
  write_line(out, str_format(m->arena, "bias | %.3f\nquiet | %.3f\npolitics | %.3f\n", m->bias, quiet, politics));
  Vec(Str) lines = {0};
  for (uint32_t f = 0; f < m->n_features; f++)
    if (fabs(m->weight[f]) >= (double)LEAST) vec_add(m->arena, &lines, str_format(m->arena, "%.*s | %.2f\n", (int)m->names.at[f].n, m->names.at[f].p, m->weight[f]));
  if (lines.n) qsort(lines.at, lines.n, sizeof(Str), by_name);
  for (uint32_t i = 0; i < lines.n; i++) write_line(out, lines.at[i]);
}

void judge_learn(Arena *arena, const JudgeRows *rows, double lost, Bytes *out) {
  Model m = {.arena = arena, .rows = rows};
  number_features(&m);
  Doubles true_events[2] = {0}, others[2] = {0};
  cross_validate(&m, true_events, others);
  double quiet = quantile(&true_events[0], lost), politics = quantile(&others[1], 1 - PASSED);
  if (politics < quiet) politics = quiet;
  fprintf(stderr, "rows %u, features %u; tenfold cross-validation:\n", rows->n, m.n_features);
  for (double share = 0.005; share < 0.05; share *= 2)
    fprintf(stderr, "  %.1f %% of %u true events lost: %.1f %% of %u others pass\n", 100 * share, true_events[0].n,
            100 * share_above(&others[0], quantile(&true_events[0], share)), others[0].n);
  fprintf(stderr, "  of %u true events that the rules refuse %.1f %% come back, of %u others %.1f %%\n", true_events[1].n,
          100 * share_above(&true_events[1], politics), others[1].n, 100 * share_above(&others[1], politics));
  fit(&m, FOLDS);
  write_weights(&m, quiet, politics, out);
}
