/* The viewer's gate, addresses and search words: what comes from outside. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "serve/gate.h"
#include "serve/target.h"
#include "serve/words.h"

static Arena *arena;

static int start(void **state) { return !(arena = arena_new(NULL)); }
static int stop(void **state) { return arena_free(arena), 0; }

static void hosts(void **state) {
  assert_true(gate_host("localhost:7240", 7240));
  assert_true(gate_host("LocalHost:7240", 7240));
  assert_true(gate_host("127.0.0.1:7240", 7240));
  assert_true(gate_host("[::1]:7240", 7240));
  assert_true(gate_host("localhost", 80));
  const char *const wrong[] = {"",           "localhost",  "localhost:7241", "localhost:72400", "localhost:", "evil.example:7240", "127.0.0.1:7240.evil.example",
                               "127.0.0.2:7240", "::1:7240", "0.0.0.0:7240", " localhost:7240", "localhost.:7240", "a@localhost:7240"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) assert_false(gate_host(wrong[i], 7240));
  assert_false(gate_host(NULL, 7240));
  assert_true(gate_site(NULL) && gate_site("same-origin") && gate_site("none"));
  assert_false(gate_site("cross-site") || gate_site("same-site") || gate_site(""));
}

static void targets(void **state) {
  Target t;
  assert_true(target_parse(arena, STR("/api/actors/Union%20africaine%2Fx?q=a+b%2B&limit=5&empty=&flag"), &t));
  assert_true(str_is(t.path, "/api/actors/Union africaine/x"));
  assert_int_equal(t.n, 4);
  assert_true(str_is(t.params[0].name, "q") && str_is(t.params[0].value, "a b+"));
  assert_true(str_is(t.params[1].value, "5") && t.params[2].value.n == 0 && t.params[3].value.n == 0);
  assert_true(target_parse(arena, STR("/a+b?&&x=%C3%A9&"), &t));
  assert_true(str_is(t.path, "/a+b") && t.n == 1 && str_is(t.params[0].value, "é"));
  const char *const wrong[] = {"",        "x",        "http://x/",   "*",      "/%",       "/%0",      "/%zz",      "/%ff",      "/?q=%00", "/?q=%0a",
                               "/?q=%7f", "/?q=%c3%28", "/?q=%ed%a0%80", "/?=1", "/?q=1&q=2", "/?%ff=1", "/?q=%c2%85"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    if (target_parse(arena, str(wrong[i]), &t)) fail_msg("« %s » passes", wrong[i]);
    assert_non_null(t.why);
  }
  char *many = arena_alloc(arena, TARGET_BYTES + 100);
  size_t n = (size_t)sprintf(many, "/?");
  for (int i = 0; i < 33; i++) n += (size_t)sprintf(many + n, "a%d=1&", i);
  assert_false(target_parse(arena, str_of(many, n), &t));
  memset(many, 'x', TARGET_BYTES + 1);
  many[0] = '/';
  assert_false(target_parse(arena, str_of(many, TARGET_BYTES + 1), &t));
}

static void queries(void **state) {
  static const struct {
    const char *typed, *fts5, *tsquery;
  } CASES[] = {
      {"mali", "\"mali\"", "('mali')"},
      {"  mali   niger ", "\"mali\" AND \"niger\"", "('mali') & ('niger')"},
      {"\"chef de l'État\"", "\"chef de l État\"", "('chef' <-> 'de' <-> 'l' <-> 'État')"},
      {"-niger mali", "\"mali\" NOT \"niger\"", "!('niger') & ('mali')"},
      {"milit*", "\"milit\"*", "('milit':*)"},
      {"a\" OR b:c NEAR(", "\"a\" AND \"OR b c NEAR\"", "('a') & ('OR' <-> 'b' <-> 'c' <-> 'NEAR')"},
      {"x'y\\z", "\"x y z\"", "('x' <-> 'y' <-> 'z')"},
      {"\"sans fin", "\"sans fin\"", "('sans' <-> 'fin')"},
  };
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    Words w;
    assert_null(words_parse(arena, str(CASES[i].typed), &w));
    assert_string_equal(words_fts5(arena, &w).p, CASES[i].fts5);
    assert_string_equal(words_tsquery(arena, &w).p, CASES[i].tsquery);
  }
  const char *const wrong[] = {"", " ", "*", "-", "-x", "\"\"", "\"", "()", "a b c d e f g h i j k l m n o p q"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    Words w;
    assert_non_null(words_parse(arena, str(wrong[i]), &w));
  }
}

static void note(void *context, uint32_t start, uint32_t end) { sprintf((char *)context + strlen(context), "%u-%u ", start, end); }

static void hits(void **state) {
  Words w;
  char found[200] = "";
  assert_null(words_parse(arena, STR("etat milit* -paix"), &w));
  words_hits(arena, &w, STR("L’État-major et les militaires : la paix, l'état."), note, found);
  assert_string_equal(found, "2-6 20-30 44-48 ");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(hosts, start, stop), cmocka_unit_test_setup_teardown(targets, start, stop),
                                     cmocka_unit_test_setup_teardown(queries, start, stop), cmocka_unit_test_setup_teardown(hits, start, stop)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
