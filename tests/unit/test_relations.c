/* Standing facts on the readable cases of tests/cases/statements/relations.txt. */
#include "cases.h"

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

static void standing_facts(void **state) {
  (void)state;
  Cases k;
  cases_open(&k, "statements/relations.txt");
  while (source_next(&k.source)) {
    Str c[6];
    source_columns(&k.source, c, 6);
    cases_count(&k, holds(cases_read(&k, c[0], c[1]), c), c[1]);
  }
  cases_close(&k, "standing facts", 90);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(standing_facts)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
