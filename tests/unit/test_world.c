#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/source.h"
#include "world/petrarch.h"

static int setup(void **state) {
  *state = arena_new(NULL);
  return *state ? 0 : 1;
}

static Pack *pack; /* of the test that runs */

static int teardown(void **state) {
  arena_free(*state);
  pack_close(pack);
  pack = NULL;
  return 0;
}

static void test_keys(void **state) {
  static const char *const pairs[][2] = {
      {"Côte d’Ivoire", "cote d ivoire"}, {"al-Qaïda", "al qaida"},    {"U.S.", "us"},
      {"vice-président", "vice president"}, {"  (ONU) ", "onu"},       {"Œuvre", "oeuvre"},
      {"", ""},                             {"« — »", ""},             {"M23", "m23"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    Str key = world_key(*state, str(pairs[i][0]));
    assert_string_equal(str_dup(*state, key).p, pairs[i][1]);
  }
  char long_word[5000];
  memset(long_word, 'x', sizeof long_word);
  assert_true(world_key(*state, str_of(long_word, sizeof long_word)).n < PIECE_MAX);
}

static void test_days(void **state) {
  assert_int_equal(world_day(STR("2014"), false), 20140101);
  assert_int_equal(world_day(STR("2014"), true), 20141231);
  assert_int_equal(world_day(STR("2014-09"), true), 20140931);
  assert_int_equal(world_day(STR("2014-09-29"), false), 20140929);
  assert_int_equal(world_day(STR(""), true), 0);
  assert_int_equal(world_day(STR("spring"), true), 0);
}

static World *open_world(Arena *a, Diags *diags) {
  pack = pack_open(str_format(a, "%s/world.pack", getenv("DRAGOMAN_DATA")).p, diags);
  return pack ? world_open(a, pack, diags) : NULL;
}

static void test_pack(void **state) {
  Diags diags;
  diags_init(&diags, *state);
  World *world = open_world(*state, &diags);
  assert_non_null(world);
  const uint32_t *values;
  assert_true(phrase_find(&world->base.names, STR("cote d ivoire"), &values) > 0);
  assert_string_equal(world->base.items[world->base.links[values[0]].item].country, "CIV");
  assert_true(phrase_find(&world->place_names, STR("kaboul"), &values) > 0);
  const WorldPlace *place = &world->places[values[0]];
  assert_string_equal(place->country, "AFG");
  assert_true(place->lat > 34 && place->lat < 35);
}

static void write_file(const char *path, const char *text) {
  FILE *f = fopen(path, "w");
  assert_non_null(f);
  fputs(text, f);
  fclose(f);
}

static const WorldItem *overlay_item(const World *w, const char *key, uint32_t index) {
  const uint32_t *values;
  uint32_t n = phrase_find(&w->overlay.names, str(key), &values);
  return index < n ? &w->overlay.items[w->overlay.links[values[index]].item] : NULL;
}

static void test_petrarch(void **state) {
  Diags diags;
  diags_init(&diags, *state);
  World *world = ARENA_NEW(*state, World);
  Roles roles = {0};
  char path[] = "test-actors.txt";
  write_file(path,
             "# a comment\nHAMID_KARZAI_ ; another\n+PRESIDENT_KARZAI\n\t[AFGELI <011222]\n\t[AFGGOV 011222-140929]\n"
             "ZEBRA_FRONT [ZZZREB]\nFISHWIFE_ {FISHWIVES} [~AGR]\nNOTHING\n!PERSON! = MAN, WOMAN\n[\n{\n+\n");
  assert_true(petrarch_read(world, &roles, *state, path, &diags));
  const WorldItem *before = overlay_item(world, "president karzai", 0), *in = overlay_item(world, "hamid karzai", 1);
  assert_non_null(before);
  assert_non_null(in);
  assert_int_equal(before->to, 20011222);
  assert_int_equal(in->from, 20011222);
  assert_int_equal(in->to, 20140929);
  assert_string_equal(in->country, "AFG");
  assert_string_equal(in->sector[0], "GOV");
  assert_int_equal(in->same, before->same);
  assert_string_equal(overlay_item(world, "zebra front", 0)->sector[0], "REB");
  assert_int_equal(roles.n_items, 1);
  assert_string_equal(roles.items[0].sector[0], "AGR");
  assert_true(diags.all.n >= 1); /* NOTHING has no code */
  /* A second file goes on top of the first. */
  write_file(path, "QUAGGA_UNION [QQQLAB]\n");
  assert_true(petrarch_read(world, &roles, *state, path, &diags));
  assert_non_null(overlay_item(world, "quagga union", 0));
  assert_non_null(overlay_item(world, "zebra front", 0));
  remove(path);
  assert_false(petrarch_read(world, &roles, *state, "no-such-file", &diags));
}

static void test_lint(void **state) {
  Diags diags;
  diags_init(&diags, *state);
  WorldCounts counts;
  world_count(*state, str_format(*state, "%s/world", getenv("DG_SOURCE")).p, &counts, &diags);
  assert_true(counts.countries > 240);
  assert_true(counts.places > 100000);
  for (uint32_t i = 0; i < diags.all.n; i++)
    if (diags.all.at[i].level == DIAG_ERROR)
      print_message("%s:%u: %s\n", str_dup(*state, diags.all.at[i].file).p, diags.all.at[i].line,
                    str_dup(*state, diags.all.at[i].message).p);
  assert_int_equal(diags.errors, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_keys, setup, teardown),
      cmocka_unit_test_setup_teardown(test_days, setup, teardown),
      cmocka_unit_test_setup_teardown(test_pack, setup, teardown),
      cmocka_unit_test_setup_teardown(test_petrarch, setup, teardown),
      cmocka_unit_test_setup_teardown(test_lint, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
