/* The base: memory that runs out, text that is cut, tables that are damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/phrase.h"
#include "base/source.h"
#include "base/utf8.h"

/* Blocks from malloc, counted; the one numbered `fail` is refused. */
typedef struct {
  unsigned asked, fail;
  int alive;
} Counted;

static void *counted_alloc(void *context, size_t bytes) {
  Counted *c = context;
  if (++c->asked == c->fail) return NULL;
  void *p = malloc(bytes);
  c->alive += p != NULL;
  return p;
}

static void counted_release(void *context, void *block) {
  ((Counted *)context)->alive--;
  free(block);
}

static Arena *counted_arena(Counted *c) { return arena_new(&(ArenaSource){counted_alloc, counted_release, c}); }

static void arena_gives_zeroed_aligned_memory(void **state) {
  Counted c = {0};
  Arena *a = counted_arena(&c);
  for (size_t n = 0; n < 300000; n = n * 3 + 1) {
    unsigned char *p = arena_alloc(a, n);
    assert_int_equal((uintptr_t)p % 16, 0);
    for (size_t i = 0; i < n; i++) assert_int_equal(p[i], 0);
    memset(p, 0xff, n);
  }
  assert_true(arena_used(a) > 200000);
  arena_reset(a);
  assert_int_equal(arena_used(a), 0);
  assert_int_equal(c.alive, 2); /* the arena and one warm block */
  unsigned before = c.asked;
  unsigned char *again = arena_alloc(a, 60000);
  for (size_t i = 0; i < 60000; i++) assert_int_equal(again[i], 0); /* zeroed where it was used before */
  assert_int_equal(c.asked, before);
  arena_raw(a, (size_t)9 << 20);
  arena_reset(a);
  assert_int_equal(c.alive, 1); /* an unusually large block is given back */
  arena_free(a);
  assert_int_equal(c.alive, 0);
  arena_free(NULL);
}

static void arena_jumps_to_its_guard(void **state) {
  for (unsigned fail = 1; fail < 6; fail++) {
    Counted c = {.fail = fail};
    Arena *a = counted_arena(&c);
    if (fail == 1) {
      assert_null(a);
      continue;
    }
    jmp_buf outer, inner;
    assert_null(arena_guard(a, &outer));
    assert_ptr_equal(arena_guard(a, &inner), &outer);
    volatile unsigned blocks = 0;
    if (!setjmp(inner)) {
      for (; blocks < 10; blocks++) arena_raw(a, (size_t)5 << 20);
      fail_msg("no failure at block %u", fail);
    }
    assert_int_equal(blocks, fail - 2);
    arena_raw(a, (size_t)5 << 20); /* still usable */
    arena_free(a);
    assert_int_equal(c.alive, 0);
  }
}

static void arena_refuses_what_overflows(void **state) {
  Arena *a = arena_new(NULL);
  static const size_t COUNT[] = {SIZE_MAX, SIZE_MAX / 2, SIZE_MAX / 8 + 1, 1}, SIZE[] = {2, 8, 8, SIZE_MAX - 8};
  for (size_t i = 0; i < 4; i++) {
    jmp_buf guard;
    arena_guard(a, &guard);
    if (setjmp(guard)) continue;
    arena_array(a, COUNT[i], SIZE[i]);
    fail_msg("pair %zu was handed out", i);
  }
  assert_non_null(arena_array(a, 0, 8));
  arena_free(a);
}

static void vec_keeps_what_was_pushed(void **state) {
  Arena *a = arena_new(NULL);
  Vec(uint64_t) v = {0};
  for (uint64_t i = 0; i < 5000; i++) vec_add(a, &v, i * i);
  assert_int_equal(v.n, 5000);
  for (uint64_t i = 0; i < 5000; i++) assert_int_equal(v.at[i], i * i);
  arena_free(a);
}

static void str_slices(void **state) {
  Arena *a = arena_new(NULL);
  assert_true(str_is(str_trim(STR(" \t a b \r\n")), "a b"));
  assert_int_equal(str_trim(STR(" \n")).n, 0);
  assert_true(str_eq((Str){NULL, 0}, STR("")));
  assert_true(str_cmp(STR("a"), STR("ab")) < 0 && str_cmp(STR("b"), STR("ab")) > 0 && !str_cmp((Str){0}, STR("")));
  assert_true(str_cmp(STR("\xc3\xa9"), STR("z")) > 0);
  assert_int_equal(str_find(STR("abcabd"), STR("abd")), 3);
  assert_int_equal(str_find(STR("ab"), STR("abc")), UINT32_MAX);
  assert_int_equal(str_find(STR("ab"), STR("")), 0);
  assert_true(str_starts(STR("abc"), STR("ab")) && !str_starts(STR("a"), STR("ab")));
  assert_true(str_ends(STR("abc"), STR("bc")) && !str_ends(STR("c"), STR("bc")));
  assert_true(str_is(str_join(a, STR("a"), STR("b")), "ab"));
  assert_string_equal(str_format(a, "%s-%d", "x", 7).p, "x-7");
  Str rest = STR(" a ;; b"), field;
  static const char *const WANT[] = {"a", "", "b"};
  for (int i = 0; i < 3; i++) assert_true(str_split(&rest, ';', &field) && str_is(field, WANT[i]));
  assert_false(str_split(&rest, ';', &field));
  arena_free(a);
}

static void utf8_of_whole_text(void **state) {
  Arena *a = arena_new(NULL);
  assert_string_equal(utf8_fold(a, STR("L’ÉTÉ À Œuvre")).p, "l'été à œuvre");
  assert_string_equal(utf8_bare(a, STR("L’ÉTÉ Œuvre Æsir Ça Łódź Ñ ø")).p, "l'ete oeuvre aesir ca lodz n o");
  assert_string_equal(utf8_bare(a, STR("e\xcc\x81t")).p, "et"); /* a combining accent */
  assert_int_equal(utf8_length(STR("é€😀a")), 4);
  assert_true(utf8_capitalised(STR("Élysée")) && !utf8_capitalised(STR("élysée")) && !utf8_capitalised(STR("")));
  assert_true(utf8_all_caps(STR("ONU")) && utf8_all_caps(STR("ÉÀ-9")) && !utf8_all_caps(STR("A")) && !utf8_all_caps(STR("OnU")));
  assert_true(utf8_is_space(0xa0) && utf8_is_space(0x202f) && !utf8_is_space('a'));
  static const uint32_t POINTS[] = {0, 0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x10000, 0x10ffff};
  for (size_t i = 0; i < sizeof POINTS / sizeof *POINTS; i++) {
    char room[4];
    uint32_t put = utf8_put(POINTS[i], room), n;
    assert_int_equal(utf8_at(str_of(room, put), 0, &n), POINTS[i]);
    assert_int_equal(n, put);
  }
  arena_free(a);
}

/* Text is repaired before it is looked at, yet a slice cut within a letter must not be read beyond its end. */
static void utf8_of_cut_text(void **state) {
  Arena *a = arena_new(NULL);
  static const unsigned char FIRST[] = {0x80, 0xbf, 0xc3, 0xe2, 0xe6, 0xf0, 0xf8, 0xff};
  for (size_t k = 0; k < sizeof FIRST; k++)
    for (uint32_t left = 1; left < 5; left++) {
      char *exact = malloc(left); /* of its own, so that a sanitizer sees a byte too many */
      memset(exact, 0x82, left);
      exact[0] = (char)FIRST[k];
      uint32_t total = 0;
      for (uint32_t i = 0, n; i < left; i += n) {
        utf8_at(str_of(exact, left), i, &n);
        assert_true(n >= 1 && n <= left - i);
        total += n;
      }
      assert_int_equal(total, left);
      utf8_fold(a, str_of(exact, left));
      utf8_bare(a, str_of(exact, left));
      utf8_all_caps(str_of(exact, left));
      free(exact);
    }
  arena_free(a);
}

static void map_in_order_of_insertion(void **state) {
  Arena *a = arena_new(NULL);
  Map map;
  map_init(&map, a);
  assert_null(map_get(&map, STR("k1")));
  bool fresh;
  for (int round = 0; round < 2; round++)
    for (uint32_t i = 0; i < 3000; i++) {
      uint32_t *value = map_put(&map, str_format(a, "k%u", i), &fresh);
      assert_int_equal(fresh, round == 0);
      assert_int_equal(*value, round ? i + 1 : 0);
      *value = i + 1;
    }
  assert_int_equal(map.entries.n, 3000);
  for (uint32_t i = 0; i < 3000; i++) assert_int_equal(map.entries.at[i].value, i + 1);
  assert_int_equal(*map_get(&map, STR("k2999")), 3000);
  assert_null(map_get(&map, STR("k3000")));
  *map_put(&map, STR(""), NULL) = 9;
  assert_int_equal(*map_get(&map, (Str){NULL, 0}), 9);
  arena_free(a);
}

static Str phrase_section(Arena *a) {
  PhraseBuilder *b = phrase_builder_new(a);
  phrase_add(b, STR("mettre"), 1);
  phrase_add(b, STR("mettre en garde"), 2);
  phrase_add(b, STR("mettre  en garde"), 2);
  phrase_add(b, STR("mettre en garde"), 3);
  phrase_add(b, STR(""), 4);
  for (uint32_t i = 0; i < 500; i++) phrase_add(b, str_format(a, "mot%u suite%u", i % 50, i), 100 + i);
  PackWriter *w = ARENA_NEW(a, PackWriter);
  pack_writer_init(w, a);
  phrase_pack(b, w, "phrases");
  return w->parts[0].bytes;
}

static void phrase_matches_the_longest(void **state) {
  Arena *a = arena_new(NULL);
  PhraseTable t;
  assert_true(phrase_open(&t, phrase_section(a)));
  const uint32_t *values = NULL;
  uint32_t n = 0;
  Str words[] = {STR("mettre"), STR("en"), STR("garde"), STR("contre")};
  assert_int_equal(phrase_longest(&t, words, 4, &values, &n), 3);
  assert_int_equal(n, 2);
  assert_true(values[0] == 2 && values[1] == 3);
  assert_int_equal(phrase_longest(&t, words, 2, &values, &n), 1);
  assert_true(n == 1 && values[0] == 1);
  assert_int_equal(phrase_longest(&t, words + 1, 3, &values, &n), 0);
  assert_int_equal(phrase_longest(&t, words, 0, &values, &n), 0);
  assert_int_equal(phrase_find(&t, STR("mot7 suite57"), &values), 1);
  assert_int_equal(values[0], 157);
  assert_int_equal(phrase_find(&t, STR("mot7 suite58"), &values), 0);
  assert_int_equal(phrase_find(&t, STR(""), &values), 0);
  assert_int_equal(phrase_word(&t, STR("inconnu")), PHRASE_NONE);
  arena_free(a);
}

/* Whatever stands in a section, looking up neither reads outside it nor goes on for ever. */
static void phrase_survives_damage(void **state) {
  Arena *a = arena_new(NULL);
  Str whole = phrase_section(a);
  PhraseTable t;
  assert_false(phrase_open(&t, (Str){NULL, 0}));
  const uint32_t *values;
  uint32_t n, x = 1;
  for (uint32_t cut = 0; cut < whole.n; cut += 1 + cut / 16) {
    char *exact = malloc(cut ? cut : 1);
    memcpy(exact, whole.p, cut);
    if (phrase_open(&t, str_of(exact, cut))) phrase_find(&t, STR("mettre en garde"), &values);
    free(exact);
  }
  for (int round = 0; round < 2000; round++) {
    char *exact = malloc(whole.n);
    memcpy(exact, whole.p, whole.n);
    for (int k = 0; k < 8; k++) {
      x = x * 1664525u + 1013904223u;
      exact[(x >> 8) % (k < 2 ? 16 : whole.n)] ^= (char)(1u << (x >> 29));
    }
    if (phrase_open(&t, str_of(exact, whole.n))) {
      Str words[] = {STR("mettre"), STR("en"), STR("garde")};
      if (phrase_longest(&t, words, 3, &values, &n)) assert_true(n > 0 && values[n - 1] <= UINT32_MAX);
      phrase_find(&t, STR("mot7 suite57"), &values);
    }
    free(exact);
  }
  arena_free(a);
}

static void write_file(const char *path, const void *p, size_t n) {
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  assert_int_equal(fwrite(p, 1, n, f), n);
  fclose(f);
}

static void pack_refuses_what_is_damaged(void **state) {
  Arena *a = arena_new(NULL);
  Diags diags;
  diags_init(&diags, a);
  char path[] = "/tmp/dragoman-base-XXXXXX";
  close(mkstemp(path));
  PackWriter w;
  pack_writer_init(&w, a);
  pack_add(&w, "one", "hello", 5);
  pack_add(&w, "a-name-of-23-bytes-long", "x", 1);
  assert_true(pack_write(&w, path, &diags));
  Pack *pack = pack_open(path, &diags);
  assert_non_null(pack);
  assert_true(str_is(pack_section(pack, "one"), "hello"));
  assert_true(str_is(pack_section(pack, "a-name-of-23-bytes-long"), "x"));
  assert_null(pack_section(pack, "none").p);
  assert_int_equal((uintptr_t)pack_section(pack, "one").p % 64, 0);
  pack_close(pack);
  assert_int_equal(diags.errors, 0);

  char whole[512];
  FILE *f = fopen(path, "rb");
  size_t n = fread(whole, 1, sizeof whole, f);
  fclose(f);
  uint32_t refused = 0;
  for (size_t cut = 0; cut < n; cut += 3) {
    write_file(path, whole, cut);
    pack = pack_open(path, &diags);
    assert_true(!pack || cut >= n); /* the last section ends the file: every cut is noticed */
    assert_int_equal(diags.errors, ++refused);
    pack_close(pack);
  }
  static const struct {
    size_t at;
    unsigned char byte;
  } WRONG[] = {{6, '2'}, {8, 65}, {11, 1}, {16 + 23, 'x'}, {16 + 24 + 6, 1}, {16 + 24 + 7, 0xff}, {16 + 32 + 6, 1}, {16 + 32 + 7, 0xff}};
  for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
    char bad[512];
    memcpy(bad, whole, n);
    bad[WRONG[i].at] = (char)WRONG[i].byte;
    write_file(path, bad, n);
    assert_null(pack_open(path, &diags));
    assert_int_equal(diags.errors, ++refused);
  }
  remove(path);
  assert_null(pack_open(path, &diags));
  assert_non_null(strstr(diags.all.at[diags.all.n - 1].message.p, "No such file"));
  assert_false(pack_write(&w, "/nonexistent/x.pack", &diags));
  arena_free(a);
}

static void section_reads_stay_inside(void **state) {
  Arena *a = arena_new(NULL);
  Bytes b;
  bytes_init(&b, a);
  uint32_t at = bytes_str(&b, STR("hello"));
  Str s = str_of(b.p, b.n);
  assert_true(str_is(section_str(s, at), "hello"));
  for (uint32_t i = 1; i < 20; i++) assert_int_equal(section_str(s, at + i).n, 0);
  assert_int_equal(section_str(s, UINT32_MAX).n, 0);
  assert_non_null(section_array(s, 0, 2, 4));
  assert_null(section_array(s, 0, UINT64_MAX, 4));
  assert_null(section_array(s, UINT64_MAX, 1, 1));
  assert_null(section_array(s, 4, 2, 4));
  arena_free(a);
}

static void source_reads_entries(void **state) {
  Arena *a = arena_new(NULL);
  Diags diags;
  diags_init(&diags, a);
  char path[] = "/tmp/dragoman-source-XXXXXX";
  close(mkstemp(path));
  static const char TEXT[] = "# a comment\n\nfermer | v | x;y  # why\r\n  F#1 | only\n\t# another\nlast||";
  write_file(path, TEXT, sizeof TEXT - 1);
  Source s;
  assert_true(source_open(&s, a, path, &diags));
  Str c[4];
  assert_true(source_next(&s));
  assert_int_equal(s.line, 3);
  assert_int_equal(source_columns(&s, c, 4), 3);
  assert_true(str_is(c[0], "fermer") && str_is(c[1], "v") && str_is(c[2], "x;y") && c[3].n == 0);
  assert_true(source_next(&s));
  assert_int_equal(source_columns(&s, c, 4), 2);
  assert_true(s.line == 4 && str_is(c[0], "F#1"));
  assert_true(source_next(&s));
  assert_int_equal(source_columns(&s, c, 2), 2);
  assert_true(s.line == 6 && str_is(c[0], "last") && c[1].n == 0);
  assert_false(source_next(&s));
  source_error(&s, &diags, "wrong: %d", 3);
  assert_int_equal(diags.errors, 1);
  assert_string_equal(diags.all.at[0].message.p, "wrong: 3");
  write_file(path, "", 0);
  assert_true(source_open(&s, a, path, &diags));
  assert_false(source_next(&s));
  remove(path);
  assert_false(source_open(&s, a, path, &diags));
  assert_int_equal(diags.errors, 2);
  arena_free(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(arena_gives_zeroed_aligned_memory), cmocka_unit_test(arena_jumps_to_its_guard),
      cmocka_unit_test(arena_refuses_what_overflows), cmocka_unit_test(vec_keeps_what_was_pushed),
      cmocka_unit_test(str_slices), cmocka_unit_test(utf8_of_whole_text), cmocka_unit_test(utf8_of_cut_text),
      cmocka_unit_test(map_in_order_of_insertion), cmocka_unit_test(phrase_matches_the_longest),
      cmocka_unit_test(phrase_survives_damage), cmocka_unit_test(pack_refuses_what_is_damaged),
      cmocka_unit_test(section_reads_stay_inside), cmocka_unit_test(source_reads_entries)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
