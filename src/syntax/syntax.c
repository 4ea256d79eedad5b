/* syntax.c: sentences in batches through the network, then trees, relations and lemmas. */
#include "syntax/clause.h"
#include "syntax/lemma.h"
#include "syntax/repair.h"
#include "syntax/retag.h"
#include "syntax/tree.h"

/* A sentence longer than this is parsed in pieces, and the pieces hung on the first one's root. */
#define PIECE 320u
/* Tokens (the root of each piece included) that go through the network together. */
#define BATCH 96u
#define ROOM (BATCH + PIECE + 1)
#define CACHE 2048u /* most words remembered; a power of two */

typedef struct {
  uint32_t word, n; /* words [word, word + n) */
  uint32_t at;      /* row of its root in the batch; words follow */
} Piece;

typedef struct {
  uint64_t key;
  uint32_t slot;
} Memo;

typedef struct {
  const Syntax *x;
  Reading *r;
  Piece pieces[ROOM];
  uint32_t n_pieces, tokens;
  uint32_t room, longest, cache; /* rows of a batch at most, longest piece, words remembered */
  uint8_t *q, *q2;
  float *u, *a, *b, *heads, *pair, *score, *cell;
  int8_t *packed, *steps;
  float *head_scale, *head_bias;
  uint32_t *head, *mark, *label_of;
  uint16_t *tag;
  Memo *memo;
  uint8_t *memo_q;
} Work;

static uint32_t padded(uint32_t n) { return (n + 15) & ~15u; }

/* Short documents should not pay for what only long sentences need. */
static void measure(Work *w) {
  uint32_t tokens = 0;
  for (uint32_t i = 0; i < w->r->sentences.n; i++) {
    uint32_t n = w->r->sentences.at[i].n_words, piece = n < PIECE ? n : PIECE;
    if (piece > w->longest) w->longest = piece;
    if (tokens < BATCH) tokens += n + n / PIECE + 1;
  }
  w->room = (tokens < BATCH ? tokens : BATCH) + w->longest + 2;
  for (w->cache = 64; w->cache < CACHE && w->cache < w->r->words.n; w->cache *= 2) continue;
}

static void lay_out(Work *w, Arena *arena) {
  const Config *c = &w->x->c;
  uint32_t wide = c->hidden * 4, top = w->x->top.n, most = c->hidden > c->embed ? c->hidden : c->embed;
  if (w->x->tag2.n > wide) wide = w->x->tag2.n;
  if (w->x->label.n > wide) wide = w->x->label.n;
  if (w->x->arc.n > wide) wide = w->x->arc.n;
  if (c->tag_hidden > wide) wide = c->tag_hidden;
  if (c->arc > most) most = c->arc;
  if (c->label > most) most = c->label;
  if (c->tag_hidden > most) most = c->tag_hidden;
  w->q = arena_raw(arena, (size_t)w->room * most);
  w->q2 = arena_raw(arena, (size_t)w->room * most);
  w->u = arena_raw(arena, (size_t)w->room * wide * 4);
  w->a = arena_raw(arena, (size_t)w->room * c->hidden * 4);
  w->b = arena_raw(arena, (size_t)w->room * c->hidden * 4);
  w->heads = arena_raw(arena, (size_t)w->room * top * 4);
  w->score = arena_raw(arena, (size_t)(w->longest + 1) * padded(w->longest + 1) * 4);
  w->cell = arena_raw(arena, (size_t)c->hidden * 4);
  w->packed = arena_raw(arena, (size_t)padded(w->longest + 1) * c->arc);
  w->steps = arena_raw(arena, c->arc);
  w->head_scale = arena_raw(arena, (size_t)padded(w->longest + 1) * 4);
  w->head_bias = arena_raw(arena, (size_t)padded(w->longest + 1) * 4);
  w->head = arena_raw(arena, (size_t)w->room * 4);
  w->mark = arena_raw(arena, (size_t)w->room * 4);
  w->tag = arena_raw(arena, (size_t)w->room * 2);
  w->memo = ARENA_ARRAY(arena, w->cache, Memo);
  w->memo_q = arena_raw(arena, (size_t)w->cache * c->embed);
}

static void sum_rows(const Syntax *x, const uint64_t *keys, uint32_t n, uint8_t *out) {
  const int8_t *rows[MAX_FEATURES + 1];
  uint32_t found = 0;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t row = table_get(&x->features, keys[i]);
    if (row < x->c.n_rows) rows[found++] = x->rows + (size_t)row * x->c.embed;
  }
  if (x->c.bank_row != NONE) rows[found++] = x->rows + (size_t)x->c.bank_row * x->c.embed;
  x->kernels->embed(rows, found, x->c.embed, x->enc[0].inv, out);
}

static uint32_t flags_of(const Reading *r, uint32_t word, uint32_t first) {
  uint32_t span = r->words.at[word].span;
  return (word == first ? WORD_FIRST : 0u) | (span > 1 ? WORD_SPAN_FIRST : span ? 0u : WORD_SPAN_LATER);
}

/* The vector of a word. Words recur in a document, hence the memo. */
static void embed_word(Work *w, uint32_t word, uint32_t flags, uint8_t *out) {
  Str form = w->r->words.at[word].form;
  uint64_t key = hash_piece(flags, form.p, form.n) | 1u;
  uint32_t slot = (uint32_t)(key >> 32) & (w->cache - 1);
  uint8_t *kept = w->memo_q + (size_t)slot * w->x->c.embed;
  if (w->memo[slot].key != key) {
    uint64_t keys[MAX_FEATURES];
    uint8_t kinds[MAX_FEATURES];
    Folded folded;
    fold_form(form, &folded);
    sum_rows(w->x, keys, features_of(&w->x->lexicon, form, &folded, flags, keys, kinds), kept);
    w->memo[slot].key = key;
  }
  memcpy(out, kept, w->x->c.embed);
}

static void embed_batch(Work *w) {
  const Config *c = &w->x->c;
  for (uint32_t p = 0; p < w->n_pieces; p++) {
    Piece *piece = &w->pieces[p];
    uint64_t root = hash_number(FEATURE_ROOT, 0);
    uint32_t first = w->r->sentences.at[w->r->words.at[piece->word].sentence].first_word;
    sum_rows(w->x, &root, 1, w->q + (size_t)piece->at * c->embed);
    for (uint32_t i = 0; i < piece->n; i++)
      embed_word(w, piece->word + i, flags_of(w->r, piece->word + i, first), w->q + (size_t)(piece->at + 1 + i) * c->embed);
  }
}

static void scan_layer(Work *w, uint32_t layer, const float *skip, uint32_t skip_stride, float *out) {
  uint32_t d = w->x->c.hidden, half = d / 2, stride = w->x->enc[layer].n;
  for (uint32_t p = 0; p < w->n_pieces; p++)
    for (uint32_t way = 0; way < 2; way++) {
      uint32_t at = w->pieces[p].at, off = way * half;
      w->x->kernels->scan(w->u + (size_t)at * stride + off, stride, d, skip + (size_t)at * skip_stride + off,
                          skip_stride, w->x->peep[layer] + off, w->cell, out + (size_t)at * d + off, d,
                          w->pieces[p].n + 1, way ? -1 : 1, half);
    }
}

static void quantise_rows(const Work *w, const float *x, const Linear *l, uint8_t *out) {
  for (uint32_t i = 0; i < w->tokens; i++)
    w->x->kernels->quantise(x + (size_t)i * l->k, l->inv, l->k, out + (size_t)i * l->k);
}

static void tag_batch(Work *w) {
  const Syntax *x = w->x;
  const Linear *l = &x->tag2;
  x->kernels->linear(&x->tag1, w->q, w->tokens, w->u);
  for (uint32_t i = 0; i < w->tokens; i++)
    x->kernels->rectify(w->u + (size_t)i * l->k, NULL, l->inv, l->k, w->q2 + (size_t)i * l->k);
  x->kernels->linear(l, w->q2, w->tokens, w->u);
  for (uint32_t i = 0; i < w->tokens; i++) {
    w->tag[i] = (uint16_t)x->kernels->largest(w->u + (size_t)i * l->n, x->c.n_tags);
  }
}

/* Vectors of the batch through all layers, into w->heads; tags on the way. */
static void encode_batch(Work *w) {
  const Syntax *x = w->x;
  const Kernels *k = x->kernels;
  uint32_t d = x->c.hidden;
  float *in = w->b, *out = w->a;
  for (uint32_t i = 0; i < x->c.layers; i++) {
    k->linear(&x->enc[i], w->q, w->tokens, w->u);
    if (i)
      scan_layer(w, i, in, d, out);
    else
      scan_layer(w, i, w->u + 3 * d, x->enc[0].n, out);
    quantise_rows(w, out, i + 1 < x->c.layers ? &x->enc[i + 1] : &x->top, w->q);
    if (i + 1 == x->c.tag_layer) tag_batch(w);
    float *old = in;
    in = out;
    out = old;
  }
  k->linear(&x->top, w->q, w->tokens, w->heads);
}

/* Heads of a piece as columns of a matrix: rounded to signed steps, in blocks of 16 heads. */
static void pack_heads(Work *w, const Piece *piece, Linear *l) {
  const Config *c = &w->x->c;
  uint32_t n = piece->n + 1, columns = padded(n);
  memset(w->packed + (size_t)(n / 16) * 16 * c->arc, 0, (size_t)(columns - n / 16 * 16) * c->arc);
  for (uint32_t h = 0; h < columns; h++) {
    int32_t sum = 0;
    if (h < n) {
      const float *v = w->heads + (size_t)(piece->at + h) * w->x->top.n + c->arc;
      int8_t *block = w->packed + (size_t)(h / 16) * 16 * c->arc + (h % 16) * 4;
      sum = w->x->kernels->steps(v, w->x->head_scale, c->arc, w->steps);
      for (uint32_t k = 0; k < c->arc; k += 4) memcpy(block + 16 * (size_t)k, w->steps + k, 4);
    }
    w->head_scale[h] = w->x->score_scale;
    w->head_bias[h] = (float)(-64 * sum) * w->x->score_scale;
  }
  *l = (Linear){.n = columns, .k = c->arc, .scale = w->head_scale, .bias = w->head_bias, .w = w->packed};
}

static void score_piece(Work *w, const Piece *piece, Linear *l) {
  const Syntax *x = w->x;
  const Kernels *k = x->kernels;
  uint32_t arc = x->c.arc, wide = x->arc.n;
  for (uint32_t i = 0; i < piece->n; i++)
    k->rectify(w->heads + (size_t)(piece->at + 1 + i) * x->top.n, NULL, x->arc.inv, arc, w->q + (size_t)i * arc);
  k->linear(&x->arc, w->q, piece->n, w->u);
  for (uint32_t i = 0; i < piece->n; i++)
    k->quantise(w->u + (size_t)i * wide, x->arc_scale, arc, w->q + (size_t)i * arc);
  pack_heads(w, piece, l);
  k->linear(l, w->q, piece->n, w->score);
  for (uint32_t i = 0; i < piece->n; i++) {
    const float *far = w->u + (size_t)i * wide + arc;
    float *s = w->score + (size_t)i * l->n;
    for (uint32_t h = 0; h <= piece->n; h++) s[h] += far[distance_bucket(i + 1, h)];
  }
}

/* The relation of each word to its head, which stands in w->head by rows of the batch. */
static void label_batch(Work *w) {
  const Syntax *x = w->x;
  uint32_t arc = x->c.arc, n = x->c.label, top = x->top.n;
  for (uint32_t i = 0; i < w->tokens; i++) {
    const float *dep = w->heads + (size_t)i * top + 2 * arc;
    const float *head = w->heads + (size_t)w->head[i] * top + 2 * arc + n;
    x->kernels->rectify(dep, head, x->label.inv, n, w->q + (size_t)i * n);
  }
  x->kernels->linear(&x->label, w->q, w->tokens, w->u);
}

static uint32_t best_label(const Work *w, uint32_t row, bool root) {
  const Config *c = &w->x->c;
  float *s = w->u + (size_t)row * w->x->label.n;
  if (root) return c->root_label;
  /* The scores are not needed again: the root's relation is put out of the way. */
  s[c->root_label] = -1e30f;
  return w->x->kernels->largest(s, c->n_labels);
}

static void write_word(Work *w, uint32_t word, uint32_t row, uint32_t head, bool root) {
  const Syntax *x = w->x;
  Word *to = &w->r->words.at[word];
  uint32_t tag = w->tag[row], label = best_label(w, row, root);
  Folded folded;
  fold_form(to->form, &folded);
  to->upos = x->tag_upos[tag];
  to->feats = x->tag_feats[tag];
  to->morph = x->tag_morph[tag];
  to->lemma = lemma_of(x, w->r->arena, to->form, &folded, tag);
  to->head = head;
  to->deprel = x->labels[label];
  to->rel = x->label_rel[label];
  to->sub = x->label_sub[label];
}

static void write_batch(Work *w) {
  for (uint32_t p = 0; p < w->n_pieces; p++) {
    const Piece *piece = &w->pieces[p];
    for (uint32_t i = 1; i <= piece->n; i++) {
      uint32_t head = w->head[piece->at + i];
      bool root = head == piece->at;
      write_word(w, piece->word + i - 1, piece->at + i, root ? NONE : piece->word + head - piece->at - 1, root);
    }
  }
}

static void run_batch(Work *w) {
  if (!w->n_pieces) return;
  embed_batch(w);
  encode_batch(w);
  for (uint32_t p = 0; p < w->n_pieces; p++) {
    const Piece *piece = &w->pieces[p];
    Linear l;
    score_piece(w, piece, &l);
    uint32_t *head = w->head + piece->at;
    tree_best(w->score, l.n, piece->n, head, w->mark);
    for (uint32_t i = 1; i <= piece->n; i++) head[i] += piece->at;
    head[0] = piece->at;
  }
  label_batch(w);
  write_batch(w);
  w->n_pieces = w->tokens = 0;
}

static void add_piece(Work *w, uint32_t word, uint32_t n) {
  w->pieces[w->n_pieces++] = (Piece){word, n, w->tokens};
  w->tokens += n + 1;
  if (w->tokens >= BATCH) run_batch(w);
}

/* Later pieces of a long sentence hang on the root of the first. */
static void join_pieces(const Syntax *x, Reading *r, const Sentence *s) {
  uint8_t rel, sub;
  Str name = STR("parataxis");
  deprel_parse(name, &rel, &sub);
  (void)x;
  uint32_t root = NONE;
  for (uint32_t i = s->first_word; i < s->first_word + s->n_words; i++) {
    Word *w = &r->words.at[i];
    if (w->head != NONE) continue;
    if (root == NONE) {
      root = i;
      continue;
    }
    w->head = root;
    w->deprel = name;
    w->rel = rel;
    w->sub = sub;
  }
}

void syntax_read(const Syntax *x, Reading *r) {
  Work *w = ARENA_NEW(r->arena, Work);
  w->x = x;
  w->r = r;
  measure(w);
  lay_out(w, r->arena);
  for (uint32_t i = 0; i < r->sentences.n; i++) {
    const Sentence *s = &r->sentences.at[i];
    for (uint32_t at = 0; at < s->n_words; at += PIECE)
      add_piece(w, s->first_word + at, s->n_words - at < PIECE ? s->n_words - at : PIECE);
  }
  run_batch(w);
  for (uint32_t i = 0; i < r->sentences.n; i++)
    if (r->sentences.at[i].n_words > PIECE) join_pieces(x, r, &r->sentences.at[i]);
  syntax_retag(x, r);
  syntax_clauses(x, r);
  syntax_repair(r);
  reading_link(r);
}
