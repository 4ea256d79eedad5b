/* Whole dispatches of tests/cases/dispatches with all their events: found ones, and the countries of those who act and
 * are acted on. A file fails below its floor. */
#include "cases.h"

typedef struct {
  Str type, trigger, actors, recipients;
} Told;

typedef struct {
  uint32_t told, coded, found, parties[2], right[2];
} Score;

/* A country of the list's side stands among the parties: « MLI GOV » asks for MLI, « IGO ECO » for any IGO or ECO. */
static bool of_country(const Party *parties, uint32_t n, Str want) {
  Str first = str_sub(want, 0, want.n < 3 ? want.n : 3), last = str_sub(want, want.n < 3 ? 0 : want.n - 3, want.n);
  bool body = str_is(first, "IGO") || str_is(first, "NGO");
  for (uint32_t i = 0; i < n; i++) {
    Str country = str(parties[i].country);
    if (str_eq(country, first) || (body && (str_eq(country, last) || str_find(parties[i].code, last) != UINT32_MAX))) return true;
  }
  return false;
}

static void judge_side(const Event *e, Str list, int side, Score *score) {
  Str want;
  bool actors = side == 0 || e->recipients.n == 0; /* of two who deal with each other both act */
  while (str_split(&list, ';', &want)) {
    want = str_trim(want);
    if (!want.n) continue;
    bool found = side == 1 && of_country(e->recipients.at, e->recipients.n, want);
    score->parties[side]++;
    score->right[side] += found || (actors && of_country(e->actors.at, e->actors.n, want));
  }
}

static bool over_trigger(const Reading *r, const Event *e, Str trigger) {
  for (uint32_t from = 0, at; (at = str_find(str_sub(r->text, from, r->text.n), trigger)) != UINT32_MAX; from += at + 1)
    if (e->start < from + at + trigger.n && from + at < e->end) return true;
  return false;
}

static void judge(Cases *k, Str language, Str day, Str text, const Told *told, uint32_t n_told, Score *score) {
  arena_reset(k->arena);
  EngineAbout about = {.id = STR("case"), .language = language, .date = day};
  Reading *r = engine_read(k->engine, k->arena, text, &about);
  assert_non_null(r);
  assert_null(reading_check(r));
  bool *taken = ARENA_ARRAY(k->arena, r->events.n + 1, bool);
  score->told += n_told, score->coded += r->events.n;
  for (uint32_t i = 0; i < n_told; i++) {
    uint32_t hit = 0;
    while (hit < r->events.n && (taken[hit] || !str_eq(r->events.at[hit].type, told[i].type) || !over_trigger(r, &r->events.at[hit], told[i].trigger))) hit++;
    if (hit == r->events.n) continue;
    taken[hit] = true, score->found++;
    judge_side(&r->events.at[hit], told[i].actors, 0, score);
    judge_side(&r->events.at[hit], told[i].recipients, 1, score);
  }
}

/* « === name | language | day », the text, and below it « > TYPE | trigger | actors | recipients » for every event. */
static void read_file(const char *name, uint32_t least_found, uint32_t least_right) {
  Cases k = {.own = arena_new(NULL), .arena = arena_new(NULL)};
  diags_init(&k.diags, k.own);
  k.engine = cases_engine(&k.diags);
  char path[1024];
  snprintf(path, sizeof path, "%s/tests/cases/dispatches/%s", cases_root(), name);
  FILE *file = fopen(path, "r");
  assert_non_null(file);
  Vec(Told) told = {0};
  Str column[4] = {{0}}, language = {"", 0}, day = {"", 0}, text = {"", 0};
  Score score = {0};
  char line[4096];
  for (bool more = true; more;) {
    more = fgets(line, sizeof line, file) != NULL;
    Str rest = more ? str_trim(str_dup(k.own, str(line))) : STR("=== ");
    bool head = str_starts(rest, STR("===")), event = str_starts(rest, STR("> "));
    if (!head && !event) {
      text = str_format(k.own, "%.*s%.*s\n", (int)text.n, text.p, (int)rest.n, rest.p);
      continue;
    }
    rest = str_sub(rest, event ? 2 : 3, rest.n);
    for (uint32_t i = 0; i < 4; i++) column[i] = (Str){"", 0};
    for (uint32_t i = 0; i < 4 && str_split(&rest, '|', &column[i]); i++) column[i] = str_trim(column[i]);
    if (event) {
      vec_add(k.own, &told, ((Told){column[0], column[1], column[2], column[3]}));
      continue;
    }
    if (told.n) judge(&k, language, day, str_trim(text), told.at, told.n, &score);
    told.n = 0, text = (Str){"", 0}, language = column[1], day = column[2];
  }
  fclose(file);
  uint32_t f1 = 200 * score.found / (score.told + score.coded), right = 100 * score.right[1] / score.parties[1];
  printf("%s: %u of %u events found, %u coded, F1 %u %%; recipients' countries %u of %u, actors' %u of %u\n", name, score.found, score.told, score.coded,
         f1, score.right[1], score.parties[1], score.right[0], score.parties[0]);
  assert_true(f1 >= least_found);
  assert_true(right >= least_right);
  dragoman_close(k.engine);
  arena_free(k.arena), arena_free(k.own);
}

/* Before anything was mended: events 76, 71 and 80 % F1, recipients' countries 75, 78 and 53 %; of the fourth files, 70 and
 * 81 in French, 76 and 67 in English; of the fifth, 79 and 79, 72 and 85. */
static void dispatches(void **state) {
  read_file("first-fr.txt", 70, 85), read_file("first-en.txt", 70, 85);
  read_file("second-fr.txt", 70, 80), read_file("second-en.txt", 70, 80);
  read_file("third-fr.txt", 70, 75), read_file("third-en.txt", 70, 75);
  read_file("fourth-fr.txt", 72, 75), read_file("fourth-en.txt", 75, 70);
  read_file("fifth-fr.txt", 75, 75), read_file("fifth-en.txt", 70, 75);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(dispatches)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
