#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/source.h"
#include "engine/engine.h"

/* Cases that a linguist can read: tests/cases/entities. Nine tenths have to hold; the rest are printed. */
static bool has_sectors(const Entity *e, Str wanted) {
  Str sector;
  while (str_split(&wanted, ' ', &sector)) {
    bool found = !sector.n;
    for (uint32_t i = 0; i < e->n_sectors; i++) found |= str_is(sector, e->sector[i]);
    if (!found) return false;
  }
  return true;
}

/* « FRA+DEU »: the countries of those who stand together, in any order. */
static bool has_members(const Reading *r, const Entity *e, Str wanted) {
  Str code;
  uint32_t n = 0;
  while (str_split(&wanted, '+', &code)) {
    bool found = false;
    for (uint32_t i = 0; i < e->members.n; i++) found |= str_is(code, r->entities.at[e->members.at[i]].country);
    if (!found) return false;
    n++;
  }
  return n == e->members.n;
}

static bool holds(const Reading *r, Str words, Str codes) {
  Str country = {"", 0};
  bool place = str_ends(words, STR(" place"));
  if (place) words.n -= 6;
  str_split(&codes, ' ', &country);
  for (uint32_t i = 0; i < r->mentions.n; i++) {
    const Mention *m = &r->mentions.at[i];
    const Entity *e = &r->entities.at[m->entity];
    if (str_find(reading_text(r, m->start, m->end), words) == UINT32_MAX) continue;
    if (place && !m->as_place) continue;
    if (e->members.n && has_members(r, e, country)) return true;
    /* A case may ask for the sector only. */
    if (str_is(country, "-")) country = (Str){"", 0};
    bool only_sector = country.n == 3 && !str_is(country, e->country) && has_sectors(e, country);
    if (!only_sector && !str_is(country, e->country)) continue;
    if (!codes.p || has_sectors(e, codes)) return true;
  }
  return false;
}

static void read_cases(const char *language, uint32_t *good, uint32_t *all) {
  Arena *a = arena_new(NULL);
  char error[256], path[1024];
  dragoman *engine = dragoman_open(NULL, error, sizeof error);
  if (!engine) {
    print_message("skipped: %s\n", error);
    arena_free(a);
    skip();
  }
  snprintf(path, sizeof path, "%s/tests/cases/entities/%s.txt", getenv("DG_SOURCE"), language);
  Diags diags;
  diags_init(&diags, a);
  Source source;
  assert_true(source_open(&source, a, path, &diags));
  while (source_next(&source)) {
    Str c[3], one;
    assert_int_equal(source_columns(&source, c, 3), 3);
    dragoman_about about = {.language = language, .date = str_dup(a, c[1]).p};
    dragoman_reading *reading = dragoman_read(engine, c[2].p, c[2].n, &about);
    assert_non_null(reading);
    assert_null(reading_check(reading->reading));
    while (str_split(&c[0], ';', &one)) {
      Str words = {"", 0};
      str_split(&one, '=', &words);
      bool ok = holds(reading->reading, words, str_trim(one));
      *good += ok, ++*all;
      if (!ok) print_message("%s.txt:%u: %.*s\n", language, source.line, (int)words.n, words.p);
    }
    dragoman_reading_free(reading);
  }
  dragoman_close(engine);
  arena_free(a);
}

static void test_french(void **state) {
  uint32_t good = 0, all = 0;
  read_cases("fr", &good, &all);
  print_message("fr: %u of %u actors\n", good, all);
  assert_true(good * 10 >= all * 9);
}

static void test_english(void **state) {
  uint32_t good = 0, all = 0;
  read_cases("en", &good, &all);
  print_message("en: %u of %u actors\n", good, all);
  assert_true(good * 10 >= all * 9);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_french), cmocka_unit_test(test_english)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
