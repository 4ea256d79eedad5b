/* Standing facts on the readable cases of tests/cases/statements/relations.txt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/source.h"
#include "engine/engine.h"

static bool names(Reading *r, const Party *p, Str wanted) {
  if (str_is(wanted, "-")) return p->end == 0;
  return p->end && str_find(reading_text(r, p->start, p->end), wanted) != UINT32_MAX;
}

static bool holds(Reading *r, const Str *c) {
  for (uint32_t i = 0; i < r->relations.n; i++) {
    const Relation *x = &r->relations.at[i];
    bool value = str_is(c[5], "-") ? x->value.n == 0 : str_find(x->value, c[5]) != UINT32_MAX;
    if (str_is(c[2], relation_kind_name(x->kind)) && names(r, &x->subject, c[3]) && names(r, &x->object, c[4]) && value) return true;
  }
  return false;
}

static void cases(void **state) {
  (void)state;
  Arena *arena = arena_new(NULL), *own = arena_new(NULL);
  Diags diags;
  diags_init(&diags, own);
  Engine *engine = engine_open(NULL, &diags);
  assert_non_null(engine);
  const char *root = getenv("DG_SOURCE");
  Source source;
  assert_true(source_open(&source, own, str_format(own, "%s/tests/cases/statements/relations.txt", root ? root : ".").p, &diags));
  uint32_t held = 0, all = 0;
  while (source_next(&source)) {
    Str c[6];
    source_columns(&source, c, 6);
    arena_reset(arena);
    EngineAbout about = {.id = STR("case"), .language = c[0], .date = STR("2024-03-15")};
    Reading *r = engine_read(engine, arena, c[1], &about);
    assert_non_null(r);
    assert_null(reading_check(r));
    bool ok = holds(r, c);
    all++;
    held += ok;
    if (!ok) printf("  missed: %.*s\n", (int)c[1].n, c[1].p);
  }
  printf("standing facts: %u of %u\n", held, all);
  dragoman_close(engine);
  arena_free(arena);
  arena_free(own);
  assert_true(held * 100 >= all * 90);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(cases)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
