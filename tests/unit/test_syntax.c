/* The syntax stage: kernels agree to the bit, trees are trees, damaged models are refused, long input is read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/source.h"
#include "io/conllu.h"
#include "syntax/model.h"
#include "syntax/repair.h"
#include "syntax/tree.h"

static uint64_t state = 7;
static uint32_t draw(void) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(state >> 33);
}
static float real(void) { return (float)(draw() % 20001) / 5000.0f - 2.0f; }

static void kernels_agree(void **unused) {
  enum { N = 112, K = 96, ROWS = 21 };
  static int8_t w[N * K];
  static uint8_t q[ROWS * K], qa[ROWS * K], qb[ROWS * K];
  static float inv[K], scale[N], bias[N], a[ROWS * N], b[ROWS * N], x[ROWS * K];
  for (int i = 0; i < N * K; i++) w[i] = (int8_t)((int)(draw() % 255) - 127);
  for (int i = 0; i < ROWS * K; i++) q[i] = draw() % 128, x[i] = real();
  for (int i = 0; i < K; i++) inv[i] = 20 + real();
  for (int i = 0; i < N; i++) scale[i] = real() * 0.01f, bias[i] = real();
  Linear l = {N, K, inv, scale, bias, w};
  const Kernels *best = kernels_best(), *plain = &kernels_portable;
  plain->linear(&l, q, ROWS, a);
  best->linear(&l, q, ROWS, b);
  assert_memory_equal(a, b, sizeof a);
  plain->quantise(x, inv, K, qa), best->quantise(x, inv, K, qb);
  assert_memory_equal(qa, qb, K);
  plain->rectify(x, x + K, inv, K, qa), best->rectify(x, x + K, inv, K, qb);
  assert_memory_equal(qa, qb, K);
  const int8_t *rows[] = {w, w + K, w + 2 * K};
  plain->embed(rows, 3, K, inv, qa), best->embed(rows, 3, K, inv, qb);
  assert_memory_equal(qa, qb, K);
  float cell[16], ha[7 * 32] = {0}, hb[7 * 32] = {0};
  for (int step = -1; step <= 1; step += 2) {
    plain->scan(a, N, 32, x, 32, bias, cell, ha, 32, 7, step, 16);
    best->scan(a, N, 32, x, 32, bias, cell, hb, 32, 7, step, 16);
    assert_memory_equal(ha, hb, sizeof ha);
  }
}

static void trees_are_trees(void **unused) {
  enum { MOST = 40 };
  static float score[MOST * 64];
  uint32_t head[MOST + 1], mark[MOST + 1];
  for (uint32_t round = 0; round < 3000; round++) {
    uint32_t n = 1 + draw() % MOST, roots = 0;
    for (uint32_t i = 0; i < n * 64; i++) score[i] = round % 7 ? real() : 0;
    tree_best(score, 64, n, head, mark);
    for (uint32_t d = 1; d <= n; d++) {
      roots += head[d] == 0;
      assert_true(head[d] <= n && head[d] != d);
      uint32_t steps = 0;
      for (uint32_t at = d; at; at = head[at]) assert_true(steps++ <= n);
    }
    assert_int_equal(roots, 1);
  }
}

static const char *model_path(char *room, size_t n) {
  const char *data = getenv("DRAGOMAN_DATA");
  snprintf(room, n, "%s/fr.model", data ? data : ".");
  return access(room, R_OK) == 0 ? room : NULL;
}

static Reading *long_reading(Arena *arena, uint32_t n) {
  static const char *const words[] = {"Le", "président", "a", "annoncé", "que", "l'", "armée", "attaquerait", "Gao", ",", "2021", "É"};
  Reading *r = reading_new(arena);
  Sentence *s = vec_push(arena, &r->sentences);
  s->n_words = n;
  for (uint32_t i = 0; i < n; i++) {
    Word *w = vec_push(arena, &r->words);
    w->form = str(words[draw() % 12]);
    w->span = 1;
    w->head = w->mention = NONE;
  }
  reading_set_text(r, STR(""));
  return r;
}

static void reads_long_and_the_same(void **unused) {
  char room[512];
  const char *path = model_path(room, sizeof room);
  if (!path) skip();
  Arena *arena = arena_new(NULL);
  Diags diags;
  diags_init(&diags, arena);
  Syntax *x = syntax_open(arena, path, &diags), *y = syntax_open(arena, path, &diags);
  assert_non_null(x);
  syntax_portable(y);
  static const uint32_t sizes[] = {0, 1, 2, 23, 319, 320, 321, 700, 12000};
  for (uint32_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
    state = k;
    Reading *a = long_reading(arena, sizes[k]);
    state = k;
    Reading *b = long_reading(arena, sizes[k]);
    syntax_read(x, a);
    syntax_read(y, b);
    const char *wrong = reading_check(a);
    assert_null(wrong);
    uint32_t roots = 0;
    for (uint32_t i = 0; i < a->words.n; i++) {
      const Word *v = &a->words.at[i], *w = &b->words.at[i];
      roots += v->head == NONE;
      assert_true(v->head == w->head && v->upos == w->upos && str_eq(v->deprel, w->deprel) && str_eq(v->lemma, w->lemma));
    }
    assert_int_equal(roots, sizes[k] ? 1 : 0);
  }
  syntax_close(x);
  syntax_close(y);
  arena_free(arena);
}

/* Each round reads and checks a whole model, which is slow under a sanitizer. */
#ifdef DG_DEBUG
#define ROUNDS 10u
#else
#define ROUNDS 60u
#endif

static void refuses_damage(void **unused) {
  char room[512], broken[] = "/tmp/dragoman-model-XXXXXX";
  const char *path = model_path(room, sizeof room);
  if (!path) skip();
  int fd = mkstemp(broken);
  assert_true(fd >= 0);
  close(fd);
  for (uint32_t round = 0; round < ROUNDS; round++) {
    Arena *arena = arena_new(NULL);
    Diags diags;
    Source source;
    diags_init(&diags, arena);
    assert_true(source_open(&source, arena, path, &diags));
    char *copy = arena_raw(arena, source.rest.n + 1);
    memcpy(copy, source.rest.p, source.rest.n);
    uint32_t n = source.rest.n;
    if (round % 2)
      n = round * (n / ROUNDS);
    else
      for (uint32_t i = 0; i < 40; i++) copy[draw() % (round < ROUNDS / 2 ? 4096 : n)] ^= (char)(1u << draw() % 8);
    FILE *f = fopen(broken, "wb");
    fwrite(copy, 1, n, f);
    fclose(f);
    Syntax *x = syntax_open(arena, broken, &diags);
    if (round % 2) assert_null(x);
    if (!x) assert_true(diags.errors > 0);
    if (x) syntax_read(x, long_reading(arena, 50));
    syntax_close(x);
    arena_free(arena);
  }
  remove(broken);
}

/* A tree of words « form upos feats head relation », repaired: the head (from 1) and relation of word `n`. */
static void check_repair(const char *const (*words)[5], uint32_t count, uint32_t n, uint32_t head, const char *relation) {
  Arena *a = arena_new(NULL);
  Diags diags;
  diags_init(&diags, a);
  Bytes text;
  bytes_init(&text, a);
  for (uint32_t i = 0; i < count; i++) {
    Str line = str_format(a, "%u\t%s\t%s\t%s\t_\t%s\t%s\t%s\t_\t_\n", i + 1, words[i][0], words[i][0], words[i][1],
                          words[i][2], words[i][3], words[i][4]);
    bytes_add(&text, line.p, line.n);
  }
  bytes_add(&text, "\n", 1);
  ConlluReader in;
  conllu_open(&in, STR("test"), str_of(text.p, text.n), &diags);
  Reading *r = reading_new(a);
  assert_true(conllu_next(&in, r));
  syntax_repair(r);
  const Word *w = &r->words.at[n - 1];
  assert_int_equal(w->head == NONE ? 0 : w->head + 1, head);
  assert_true(str_is(w->deprel, relation));
  arena_free(a);
}

#define PART "Tense=Pres|VerbForm=Part"
#define FIN "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"

static void repairs(void **unused) {
  (void)unused;
  static const char *const verb[][5] = {{"hit", "VERB", FIN, "0", "root"},       {"killing", "VERB", PART, "1", "advcl"},
                                        {"drivers", "NOUN", "_", "2", "obj"},    {"and", "CCONJ", "_", "5", "cc"},
                                        {"wounding", "VERB", PART, "3", "conj"}, {"guards", "NOUN", "_", "5", "obj"}};
  check_repair(verb, 6, 5, 2, "conj");
  static const char *const second[][5] = {{"rebels", "NOUN", "_", "2", "nsubj"},
                                          {"declare", "VERB", FIN, "0", "root"},
                                          {"war", "NOUN", "_", "2", "nsubj"}};
  check_repair(second, 3, 3, 2, "obj");
  check_repair(second, 3, 1, 2, "nsubj");
  static const char *const name[][5] = {{"Paris", "PROPN", "_", "2", "nsubj"}, {"appelle", "VERB", FIN, "0", "root"},
                                        {"Alger", "PROPN", "_", "2", "xcomp"}, {"à", "ADP", "_", "5", "mark"},
                                        {"céder", "VERB", "VerbForm=Inf", "2", "xcomp"}};
  check_repair(name, 5, 3, 2, "obj");
  static const char *const inserted[][5] = {{"partez", "VERB", FIN, "0", "root"},
                                            {"répète", "VERB", FIN, "1", "parataxis:insert"},
                                            {"Ba", "PROPN", "_", "2", "obj"}};
  check_repair(inserted, 3, 3, 2, "nsubj");
}

#define PAST "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
#define ONE "Number=Sing"

/* Verbs without a subject. */
static void subjects(void **unused) {
  (void)unused;
  static const char *const bare[][5] = {{"India", "PROPN", ONE, "2", "compound"}, {"cut", "VERB", PAST, "0", "root"},
                                        {"links", "NOUN", "_", "2", "obj"}};
  check_repair(bare, 3, 1, 2, "nsubj");
  static const char *const inverted[][5] = {{"We", "PRON", "_", "2", "nsubj"},       {"lost", "VERB", PAST, "5", "ccomp"},
                                            {",", "PUNCT", "_", "2", "punct"},       {"\"", "PUNCT", "_", "2", "punct"},
                                            {"complained", "VERB", PAST, "0", "root"}, {"Diallo", "PROPN", ONE, "5", "obj"}};
  check_repair(inverted, 6, 6, 5, "nsubj");
  static const char *const speaker[][5] = {{"It", "PRON", "_", "2", "nsubj"},    {"lost", "VERB", PAST, "9", "ccomp"},
                                           {"Aleppo", "PROPN", ONE, "2", "obj"}, {",", "PUNCT", "_", "6", "punct"},
                                           {"its", "PRON", "_", "6", "nmod:poss"}, {"head", "NOUN", ONE, "3", "appos"},
                                           {"Ba", "PROPN", ONE, "6", "appos"},   {",", "PUNCT", "_", "6", "punct"},
                                           {"announced", "VERB", PAST, "0", "root"}};
  check_repair(speaker, 9, 6, 9, "nsubj");
  static const char *const described[][5] = {{"Rebels", "NOUN", "_", "2", "nsubj"}, {"armed", "VERB", PAST, "0", "root"},
                                             {"with", "ADP", "_", "4", "case"},     {"knives", "NOUN", "_", "2", "obl"},
                                             {"raided", "VERB", PAST, "2", "ccomp"}, {"Goma", "PROPN", ONE, "5", "obj"}};
  check_repair(described, 6, 1, 5, "nsubj");
  check_repair(described, 6, 2, 1, "acl");
  check_repair(described, 6, 5, 0, "root");
  static const char *const after[][5] = {{"It", "PRON", "_", "2", "nsubj"},     {"left", "VERB", PAST, "0", "root"},
                                         {"after", "ADP", "_", "4", "case"},    {"mobs", "NOUN", "_", "2", "obl"},
                                         {"torched", "VERB", PAST, "2", "advcl"}, {"buses", "NOUN", "_", "5", "obj"}};
  check_repair(after, 6, 4, 5, "nsubj");
  check_repair(after, 6, 3, 5, "mark");
}

/* Verbs with two subjects, and modifiers that are verbs. */
static void twins(void **unused) {
  (void)unused;
  static const char *const title[][5] = {{"daily", "NOUN", ONE, "4", "nsubj:pass"}, {"Cumhuriyet", "PROPN", ONE, "4", "nsubj:pass"},
                                         {"was", "AUX", PAST, "4", "aux:pass"},
                                         {"raided", "VERB", "Tense=Past|VerbForm=Part|Voice=Pass", "0", "root"}};
  check_repair(title, 4, 1, 2, "nmod:desc");
  static const char *const listed[][5] = {{"India", "PROPN", ONE, "4", "nsubj"}, {",", "PUNCT", "_", "1", "punct"},
                                          {"Japan", "PROPN", ONE, "4", "nsubj"}, {"stage", "VERB", FIN, "0", "root"},
                                          {"drills", "NOUN", "_", "4", "obj"}};
  check_repair(listed, 5, 3, 1, "conj");
  static const char *const modifier[][5] = {{"Russia", "PROPN", ONE, "2", "nsubj"}, {"massed", "VERB", PAST, "3", "amod"},
                                            {"tanks", "NOUN", "_", "6", "nsubj"},   {",", "PUNCT", "_", "6", "punct"},
                                            {"images", "NOUN", "_", "6", "nsubj"},  {"showed", "VERB", PAST, "0", "root"}};
  check_repair(modifier, 6, 3, 2, "obj");
  check_repair(modifier, 6, 2, 6, "ccomp");
  static const char *const relative[][5] = {{"gesture", "NOUN", ONE, "7", "obl"},     {"that", "PRON", "PronType=Rel", "7", "nsubj"},
                                            {"surprised", "VERB", PAST, "4", "amod"}, {"groups", "NOUN", "_", "1", "appos"},
                                            {",", "PUNCT", "_", "1", "punct"},        {"Oslo", "PROPN", ONE, "7", "nsubj"},
                                            {"said", "VERB", PAST, "0", "root"}};
  check_repair(relative, 7, 4, 3, "obj");
  check_repair(relative, 7, 3, 1, "acl:relcl");
  static const char *const shots[][5] = {{"Shots", "NOUN", "_", "2", "nsubj:pass"}, {"fired", "VERB", "Tense=Past|VerbForm=Part", "0", "root"},
                                         {"by", "ADP", "_", "4", "case"},           {"guards", "NOUN", "_", "2", "obl:agent"},
                                         {"wounded", "VERB", "Tense=Past|VerbForm=Part", "4", "acl"},
                                         {"villagers", "NOUN", "_", "5", "nmod"},   {".", "PUNCT", "_", "2", "punct"}};
  check_repair(shots, 7, 5, 0, "root");
  check_repair(shots, 7, 1, 5, "nsubj");
  check_repair(shots, 7, 2, 1, "acl");
  static const char *const time[][5] = {{"Paris", "PROPN", ONE, "2", "nsubj"}, {"menace", "VERB", FIN, "0", "root"},
                                        {"mardi", "NOUN", ONE, "2", "obl:mod"}, {"Ottawa", "PROPN", ONE, "3", "nmod"}};
  check_repair(time, 4, 4, 2, "obj");
  static const char *const late[][5] = {{"Il", "PRON", "_", "2", "nsubj"},     {"chasse", "VERB", FIN, "0", "root"},
                                        {"de", "ADP", "_", "4", "case"},       {"Goma", "PROPN", "Gender=Fem", "2", "obl:arg"},
                                        {"les", "DET", "_", "6", "det"},       {"rebelles", "NOUN", "Gender=Masc", "4", "nmod"}};
  check_repair(late, 6, 6, 2, "obj");
  static const char *const ruled[][5] = {{"court", "NOUN", ONE, "6", "nsubj"}, {"ruled", "VERB", PAST, "1", "acl"},
                                         {"today", "NOUN", ONE, "2", "obl"},   {",", "PUNCT", "_", "6", "punct"},
                                         {"envoys", "NOUN", "_", "6", "nsubj"}, {"said", "VERB", PAST, "0", "root"}};
  check_repair(ruled, 6, 1, 2, "nsubj");
  check_repair(ruled, 6, 2, 6, "ccomp");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(kernels_agree), cmocka_unit_test(trees_are_trees),
                                     cmocka_unit_test(repairs), cmocka_unit_test(subjects), cmocka_unit_test(twins),
                                     cmocka_unit_test(reads_long_and_the_same), cmocka_unit_test(refuses_damage)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
