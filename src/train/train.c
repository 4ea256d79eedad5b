/* train.c: epochs of batches, two shards at a time, Adam with an average of the weights, and the choice of the
 * best epoch by what the quantised model does on the development set. */
#pragma GCC optimize("O3")
#include "train/train.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>

#include "train/learn.h"

#define SHARDS 2u

void train_defaults(TrainOptions *o) {
  *o = (TrainOptions){.epochs = 40, .batch = 700, .threads = 2, .patience = 12, .embed = 128, .hidden = 192, .layers = 3,
                      .tag_layer = 2, .tag_hidden = 96, .arc = 96, .label = 96, .min_count = 2, .seed = 1, .rate = 0.003,
                      .decay = 0.998, .drop_feature = 0.08, .drop_word = 0.2, .drop_embed = 0.15, .drop_layer = 0.2,
                      .drop_head = 0.25};
}

typedef struct {
  Learner *l;
  const TrainOptions *o;
  Shape shape;
  Dropout dropout;
  float *params, *transposed, *rows, *average, *average_rows, *moment, *square, *row_moment, *row_square, *row_grad;
  float *grad[SHARDS];
  Shard *shard[SHARDS];
  uint32_t *chosen[SHARDS], n_chosen[SHARDS], *touched, n_touched;
  uint8_t *is_touched;
  Loss loss[SHARDS], epoch_loss;
  uint32_t step, steps, words_in_batch;
  uint64_t seed;
} Trainer;

typedef struct {
  Trainer *t;
  uint32_t shard;
} Job;

static void *run_shard(void *p) {
  Job *job = p;
  Trainer *t = job->t;
  uint32_t i = job->shard;
  memset(t->grad[i], 0, t->shape.n * sizeof(float));
  t->loss[i] = shard_run(t->shard[i], &t->l->data, t->chosen[i], t->n_chosen[i], t->params, t->transposed, t->rows,
                         &t->dropout, t->seed * 1000003u + t->step * 2u + i, 1.0f / (float)t->words_in_batch, t->grad[i]);
  return NULL;
}

static void run_shards(Trainer *t) {
  Job jobs[SHARDS] = {{t, 0}, {t, 1}};
  pthread_t other;
  bool apart = t->o->threads > 1 && !pthread_create(&other, NULL, run_shard, &jobs[1]);
  run_shard(&jobs[0]);
  if (apart)
    pthread_join(other, NULL);
  else
    run_shard(&jobs[1]);
}

#define BETA1 0.9f
#define BETA2 0.98f

static void adam(float *p, float *m, float *v, const float *g, size_t n, float rate, float c1, float c2) {
  for (size_t i = 0; i < n; i++) {
    m[i] = BETA1 * m[i] + (1.0f - BETA1) * g[i];
    v[i] = BETA2 * v[i] + (1.0f - BETA2) * g[i] * g[i];
    p[i] -= rate * (m[i] * c1) / (sqrtf(v[i] * c2) + 1e-8f);
  }
}

static void gather_rows(Trainer *t) {
  uint32_t e = t->shape.c.embed;
  t->n_touched = 0;
  for (uint32_t s = 0; s < SHARDS; s++) {
    const RowGradient *uses;
    uint32_t n = shard_rows(t->shard[s], &uses);
    for (uint32_t i = 0; i < n; i++) {
      float *g = t->row_grad + (size_t)uses[i].row * e;
      if (!t->is_touched[uses[i].row]) {
        t->is_touched[uses[i].row] = 1;
        t->touched[t->n_touched++] = uses[i].row;
        memset(g, 0, e * sizeof *g);
      }
      for (uint32_t j = 0; j < e; j++) g[j] += uses[i].gradient[j];
    }
  }
}

static void toward(float *average, const float *p, size_t n, float decay) {
  for (size_t i = 0; i < n; i++) average[i] += (1.0f - decay) * (p[i] - average[i]);
}

static void update(Trainer *t) {
  float *g = t->grad[0], *h = t->grad[1];
  double norm = 0;
  for (size_t i = 0; i < t->shape.n; i++) {
    g[i] += h[i];
    norm += (double)g[i] * g[i];
  }
  float clip = norm > 25.0 ? (float)(5.0 / sqrt(norm)) : 1.0f;
  for (size_t i = 0; i < t->shape.n && clip < 1; i++) g[i] *= clip;
  float done = (float)t->step / (float)t->steps, rate = (float)t->o->rate;
  rate *= t->step < 150 ? (float)(t->step + 1) / 150.0f : 0.5f + 0.5f * cosf(done * 3.14159265f);
  rate += (float)t->o->rate * 0.01f;
  float c1 = 1.0f / (1.0f - powf(BETA1, (float)t->step + 1)), c2 = 1.0f / (1.0f - powf(BETA2, (float)t->step + 1));
  adam(t->params, t->moment, t->square, g, t->shape.n, rate, c1, c2);
  gather_rows(t);
  uint32_t e = t->shape.c.embed;
  for (uint32_t i = 0; i < t->n_touched; i++) {
    size_t at = (size_t)t->touched[i] * e;
    t->is_touched[t->touched[i]] = 0;
    adam(t->rows + at, t->row_moment + at, t->row_square + at, t->row_grad + at, e, rate, c1, c2);
  }
  float warm = (float)(t->step + 1) / (float)(t->step + 10), decay = (float)t->o->decay < warm ? (float)t->o->decay : warm;
  toward(t->average, t->params, t->shape.n, decay);
  if (t->step % 8 == 7) toward(t->average_rows, t->rows, (size_t)t->shape.c.n_rows * e, powf(decay, 8));
  t->step++;
}

static uint64_t draw(uint64_t *s) {
  uint64_t z = *s += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

static void run_batch(Trainer *t) {
  if (!t->words_in_batch) return;
  net_transpose(&t->shape, t->params, t->transposed);
  run_shards(t);
  for (uint32_t i = 0; i < SHARDS; i++) {
    t->epoch_loss.tag += t->loss[i].tag;
    t->epoch_loss.arc += t->loss[i].arc;
    t->epoch_loss.label += t->loss[i].label;
    t->epoch_loss.words += t->loss[i].words;
    t->n_chosen[i] = 0;
  }
  update(t);
  t->words_in_batch = 0;
}

#define LONGEST 250u

static void run_epoch(Trainer *t, uint32_t *order, uint32_t n) {
  for (uint32_t i = n; i > 1; i--) {
    uint32_t j = (uint32_t)(draw(&t->seed) % i), keep = order[i - 1];
    order[i - 1] = order[j];
    order[j] = keep;
  }
  t->epoch_loss = (Loss){0};
  uint32_t size[SHARDS] = {0};
  for (uint32_t i = 0; i < n; i++) {
    uint32_t words = t->l->data.samples.at[order[i]].n;
    uint32_t to = size[1] < size[0];
    t->chosen[to][t->n_chosen[to]++] = order[i];
    size[to] += words;
    t->words_in_batch += words;
    if (t->words_in_batch < t->o->batch) continue;
    run_batch(t);
    size[0] = size[1] = 0;
  }
  run_batch(t);
}

typedef struct {
  double upos, feats, lemma, uas, las, full;
  uint32_t words;
} Score;

static bool same_base(Str a, Str b) {
  uint32_t n = str_find(a, STR(":")), m = str_find(b, STR(":"));
  if (n != NONE) a.n = n;
  if (m != NONE) b.n = m;
  return str_eq(a, b);
}

static void score_sentence(const Reading *gold, const Reading *r, Score *s) {
  for (uint32_t i = 0; i < gold->words.n; i++) {
    const Word *g = &gold->words.at[i], *w = &r->words.at[i];
    bool head = g->head == w->head;
    s->words++;
    s->upos += g->upos == w->upos;
    s->feats += str_eq(g->feats, w->feats);
    s->lemma += str_eq(g->lemma, w->lemma) || !g->lemma.n;
    s->uas += head;
    s->las += head && same_base(g->deprel, w->deprel);
    s->full += head && str_eq(g->deprel, w->deprel);
  }
}

/* The model as written, on gold tokens of the development set. */
static bool evaluate(const char *path, const Treebank *dev, Score *score, Diags *diags) {
  Arena *arena = arena_new(NULL);
  if (!arena) return false;
  *score = (Score){0};
  Syntax *x = syntax_open(arena, path, diags);
  for (uint32_t i = 0; x && i < dev->n; i++) {
    const Reading *gold = dev->sentences[i];
    Arena *own = arena_new(NULL);
    if (!own) break;
    Reading *r = reading_new(own);
    r->text = gold->text;
    for (uint32_t k = 0; k < gold->sentences.n; k++) vec_add(own, &r->sentences, gold->sentences.at[k]);
    for (uint32_t k = 0; k < gold->words.n; k++) {
      Word w = gold->words.at[k];
      w.head = NONE;
      vec_add(own, &r->words, w);
    }
    syntax_read(x, r);
    score_sentence(gold, r, score);
    arena_free(own);
  }
  syntax_close(x);
  arena_free(arena);
  double all = score->words ? score->words : 1;
  double *each[] = {&score->upos, &score->feats, &score->lemma, &score->uas, &score->las, &score->full};
  for (uint32_t i = 0; i < 6; i++) *each[i] = 100 * *each[i] / all;
  return x != NULL;
}

static float *floats(Arena *arena, size_t n) { return arena_alloc(arena, n * sizeof(float) + 64); }

static void set_up(Trainer *t, Arena *arena) {
  Config *c = &t->l->known.c;
  const TrainOptions *o = t->o;
  c->embed = o->embed;
  c->hidden = o->hidden;
  c->layers = o->layers;
  c->tag_layer = o->tag_layer;
  c->tag_hidden = o->tag_hidden;
  c->arc = o->arc;
  c->label = o->label;
  shape_of(c, &t->shape);
  size_t n = t->shape.n, rows = (size_t)c->n_rows * c->embed;
  float **dense[] = {&t->params, &t->transposed, &t->average, &t->moment, &t->square, &t->grad[0], &t->grad[1]};
  for (uint32_t i = 0; i < sizeof dense / sizeof *dense; i++) *dense[i] = floats(arena, n);
  float **sparse[] = {&t->rows, &t->average_rows, &t->row_moment, &t->row_square, &t->row_grad};
  for (uint32_t i = 0; i < sizeof sparse / sizeof *sparse; i++) *sparse[i] = floats(arena, rows);
  t->touched = ARENA_ARRAY(arena, c->n_rows, uint32_t);
  t->is_touched = arena_alloc(arena, c->n_rows);
  for (uint32_t i = 0; i < SHARDS; i++) {
    t->shard[i] = shard_new(arena, &t->shape, o->batch + 3 * LONGEST, LONGEST + 1);
    t->chosen[i] = ARENA_ARRAY(arena, o->batch + LONGEST, uint32_t);
  }
  net_start(&t->shape, o->seed, t->params, t->rows);
  memcpy(t->average, t->params, n * sizeof(float));
  memcpy(t->average_rows, t->rows, rows * sizeof(float));
  t->dropout = (Dropout){(float)o->drop_feature, (float)o->drop_word, (float)o->drop_embed, (float)o->drop_layer,
                         (float)o->drop_head};
  t->seed = o->seed;
}

static Str about(Arena *arena, const TrainOptions *o, const Score *s, uint32_t epoch) {
  char date[32];
  time_t now = time(NULL);
  struct tm tm;
  gmtime_r(&now, &tm);
  strftime(date, sizeof date, "%Y-%m-%d", &tm);
  Str banks = {"", 0}, rest = o->train, path;
  while (rest.n) {
    uint32_t cut = 0;
    while (cut < rest.n && rest.p[cut] != ',' && rest.p[cut] != '+') cut++;
    path = str_sub(rest, 0, cut);
    rest = str_sub(rest, cut < rest.n ? cut + 1 : cut, rest.n);
    for (uint32_t i = path.n; i-- > 0;)
      if (path.p[i] == '/') {
        path = str_sub(path, i + 1, path.n);
        break;
      }
    banks = str_format(arena, "%.*s %.*s", (int)banks.n, banks.p, (int)path.n, path.p);
  }
  return str_format(arena,
                    "language: %.*s\ntreebanks:%.*s\nlicence: %.*s\ndate: %s\noptions: seed %llu epoch %u/%u batch %u "
                    "embed %u hidden %u layers %u arc %u label %u rate %g\nscores on dev, gold tokens: UPOS %.2f feats "
                    "%.2f lemmas %.2f UAS %.2f LAS %.2f\n",
                    (int)o->language.n, o->language.p, (int)banks.n, banks.p, (int)o->licence.n, o->licence.p, date,
                    (unsigned long long)o->seed, epoch, o->epochs, o->batch, o->embed, o->hidden, o->layers, o->arc,
                    o->label, o->rate, s->upos, s->feats, s->lemma, s->uas, s->las);
}

/* Writes this epoch's average beside the output, scores it there, and moves it into place when it is the best. */
static bool keep_best(Trainer *t, Arena *arena, const Treebank *dev, uint32_t epoch, double seconds, double *best,
                      uint32_t *best_epoch, Diags *diags) {
  Str path = str_format(arena, "%.*s.epoch", (int)t->o->out.n, t->o->out.p);
  Score s = {0};
  Trained trained = {&t->shape, t->average, t->average_rows, t->shard[0], about(arena, t->o, &s, epoch)};
  if (!learn_write(t->l, &trained, path.p) || !evaluate(path.p, dev, &s, diags)) return false;
  double sum = s.las + 0.2 * s.upos + 0.2 * s.lemma, n = t->epoch_loss.words ? t->epoch_loss.words : 1;
  bool better = sum > *best;
  fprintf(stderr,
          "epoch %2u  loss tag %.3f arc %.3f rel %.3f  dev UPOS %.2f feats %.2f lemma %.2f UAS %.2f LAS %.2f full %.2f  "
          "%.0f s%s\n",
          epoch, t->epoch_loss.tag / n, t->epoch_loss.arc / n, t->epoch_loss.label / n, s.upos, s.feats, s.lemma, s.uas,
          s.las, s.full, seconds, better ? "  *" : "");
  if (better) {
    *best = sum;
    *best_epoch = epoch;
    trained.about = about(arena, t->o, &s, epoch);
    if (!learn_write(t->l, &trained, str_format(arena, "%.*s", (int)t->o->out.n, t->o->out.p).p)) return false;
  }
  remove(path.p);
  return true;
}

/* Files joined by + count as one treebank: what is written in the conventions of the leading one joins it. */
static bool read_joined(Learner *l, Str paths, Treebank *out) {
  Str rest = paths, path;
  Vec(Reading *) all = {0};
  while (rest.n && str_split(&rest, '+', &path)) {
    Treebank one;
    if (!treebank_read(l->arena, str_dup(l->arena, path), &one, l->diags)) return false;
    for (uint32_t i = 0; i < one.n; i++) vec_add(l->arena, &all, one.sentences[i]);
  }
  *out = (Treebank){all.at, all.n, paths};
  return true;
}

static bool read_all(Learner *l, const TrainOptions *o, Treebank *dev) {
  Str rest = o->train, paths;
  Vec(Treebank) banks = {0};
  while (rest.n && str_split(&rest, ',', &paths))
    if (!read_joined(l, paths, vec_push(l->arena, &banks))) return false;
  l->banks = banks.at;
  l->n_banks = banks.n;
  return treebank_read(l->arena, str_dup(l->arena, o->dev), dev, l->diags);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

bool train(Arena *arena, const TrainOptions *o, Diags *diags) {
  Learner *l = ARENA_NEW(arena, Learner);
  Treebank dev;
  double start = now(), best = 0;
  l->arena = arena;
  l->diags = diags;
  if (!read_all(l, o, &dev)) return false;
  learn_inventories(l);
  if (!learn_lexicon(l, o->lexicon, o->clusters)) return false;
  learn_lemmas(l, o->lexicon);
  learn_samples(l, o->min_count, o->min_last);
  Trainer *t = ARENA_NEW(arena, Trainer);
  t->l = l;
  t->o = o;
  set_up(t, arena);
  uint32_t *order = ARENA_ARRAY(arena, l->data.samples.n, uint32_t), n = 0, words = 0, best_epoch = 0;
  for (uint32_t i = 0; i < l->data.samples.n; i++) {
    if (l->data.samples.at[i].n > LONGEST) continue;
    order[n++] = i;
    words += l->data.samples.at[i].n;
  }
  t->steps = words / o->batch * o->epochs + 1;
  fprintf(stderr, "%u sentences, %u words, %u tags, %u relations, %u feature rows, %u rules, %zu weights; %.0f s\n", n, words,
          l->known.c.n_tags, l->known.c.n_labels, l->known.c.n_rows, l->rule.n, t->shape.n, now() - start);
  for (uint32_t epoch = 1; epoch <= o->epochs && epoch <= best_epoch + o->patience; epoch++) {
    run_epoch(t, order, n);
    if (!keep_best(t, arena, &dev, epoch, now() - start, &best, &best_epoch, diags)) return false;
  }
  return true;
}
