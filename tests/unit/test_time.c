/* Time expressions on the readable cases of tests/cases/time, the calendar, and documents' own days. A case is a
 * line `date | sentence` and below it, indented, `text | value | kind` for each expression, or `none`. */
#include "cases.h"
#include "base/pack.h"
#include "time/calendar.h"

static Engine *engine;

static int open_engine(void **state) {
  *state = cases_group(&engine);
  return 0;
}

static int close_engine(void **state) {
  dragoman_close(engine);
  arena_free(*state);
  return 0;
}

static const char *const KINDS[] = {"date", "since", "until", "deadline", "duration", "set"};

typedef struct {
  uint32_t right, all, extra, cases;
} Score;

typedef struct {
  Str day, sentence;
  Vec(Str) lines;
} Case;

/* The first reading date not yet taken that has this value and kind and shares text with it. */
static bool take(Reading *r, Str line, bool *taken) {
  Str c[3] = {{0}}, rest = line;
  for (uint32_t i = 0; i < 3 && str_split(&rest, '|', &c[i]); i++) c[i] = str_trim(c[i]);
  for (uint32_t i = 0; i < r->dates.n; i++) {
    const Date *d = &r->dates.at[i];
    Str text = reading_text(r, d->start, d->end);
    if (taken[i] || !str_eq(d->value, c[1]) || !str_is(c[2], KINDS[d->kind])) continue;
    if (str_find(text, c[0]) == UINT32_MAX && str_find(c[0], text) == UINT32_MAX) continue;
    return taken[i] = true;
  }
  return false;
}

static void show(Reading *r, Str line, const char *what) {
  printf("  %s: %.*s\n     in: %.*s\n    got:", what, (int)line.n, line.p, (int)r->text.n, r->text.p);
  for (uint32_t i = 0; i < r->dates.n; i++) {
    const Date *d = &r->dates.at[i];
    Str text = reading_text(r, d->start, d->end);
    printf(" [%.*s | %.*s | %s]", (int)text.n, text.p, (int)d->value.n, d->value.p, KINDS[d->kind]);
  }
  printf("\n");
}

static void judge(const Case *one, const char *language, Score *score) {
  if (!one->sentence.n) return;
  Arena *arena = arena_new(NULL);
  EngineAbout about = {.id = STR("case"), .language = str(language), .date = one->day};
  Reading *r = engine_read(engine, arena, one->sentence, &about);
  assert_non_null(r);
  bool *taken = ARENA_ARRAY(arena, r->dates.n + 1, bool);
  score->cases++;
  for (uint32_t i = 0; i < one->lines.n; i++) {
    bool none = str_is(one->lines.at[i], "none");
    bool right = none ? r->dates.n == 0 : take(r, one->lines.at[i], taken);
    score->all++;
    score->right += right;
    if (!right) show(r, one->lines.at[i], "missed");
    if (none) return (void)arena_free(arena);
  }
  uint32_t extra = 0;
  for (uint32_t i = 0; i < r->dates.n; i++) extra += !taken[i];
  if (extra) show(r, STR(""), "too many");
  score->extra += extra;
  arena_free(arena);
}

static Score run(const char *language) {
  Score score = {0};
  Arena *own = arena_new(NULL);
  Diags diags;
  diags_init(&diags, own);
  Source source = cases_source(own, &diags, str_format(own, "time/%s.txt", language).p);
  Case one = {0};
  Str line;
  while (cases_line(&source, &line)) {
    if (line.p[0] == ' ') {
      vec_add(own, &one.lines, str_trim(line));
      continue;
    }
    judge(&one, language, &score);
    one = (Case){0};
    uint32_t bar = str_find(line, STR("|"));
    assert_true(bar != UINT32_MAX);
    one.day = str_trim(str_sub(line, 0, bar));
    one.sentence = str_trim(str_sub(line, bar + 1, line.n));
  }
  judge(&one, language, &score);
  /* What is found where nothing is counts against it, too. */
  printf("time, %s: %u of %u right, %u too many, %u cases: %.1f %%\n", language, score.right, score.all, score.extra,
         score.cases, 100.0 * score.right / (score.all + score.extra));
  arena_free(own);
  return score;
}

static void bar(Score s) { assert_true(s.right * 100 >= (s.all + s.extra) * 95); }
static void french(void **state) { (void)state, bar(run("fr")); }
static void english(void **state) { (void)state, bar(run("en")); }

/* Documents' own days, found in header, dateline, address and text. */
static void documents(void **state) {
  Arena *arena = *state, *own = arena_new(NULL);
  Diags diags;
  diags_init(&diags, own);
  uint32_t all = 0, right = 0;
  Source source = cases_source(own, &diags, "time/documents.txt");
  while (source_next(&source)) {
    Str c[3], mark = STR(" \xc2\xb6 ");
    source_columns(&source, c, 3);
    Bytes text;
    bytes_init(&text, arena);
    for (uint32_t i = 0; i < c[2].n; i++) {
      bool cut = i + mark.n <= c[2].n && !memcmp(c[2].p + i, mark.p, mark.n);
      bytes_add(&text, cut ? "\n" : c[2].p + i, 1);
      if (cut) i += mark.n - 1;
    }
    EngineAbout about = {.id = STR("case"), .language = c[0]};
    Reading *r = engine_read(engine, own, str_of(text.p, text.n), &about);
    bool good = str_eq(r->date, c[1]) && r->date_evidence.n;
    if (!good) printf("  %.*s: wanted %.*s, got %.*s (%.*s)\n", (int)c[2].n, c[2].p, (int)c[1].n, c[1].p, (int)r->date.n, r->date.p, (int)r->date_evidence.n, r->date_evidence.p);
    all++;
    right += good;
  }
  printf("documents: %u of %u\n", right, all);
  arena_free(own);
  assert_true(all > 0 && right * 100 >= all * 95);
}

/* A weekday that contradicts its date is told, as is a day that could be a month. */
static void oddities(void **state) {
  Arena *own = arena_new(NULL);
  (void)state;
  EngineAbout fr = {.id = STR("case"), .language = STR("fr"), .date = STR("2021-08-23")}, en = fr;
  en.language = STR("en");
  Reading *r = engine_read(engine, own, STR("L'accord a été signé le lundi 24 août 2021."), &fr);
  assert_int_equal(r->diags.all.n, 1);
  r = engine_read(engine, own, STR("L'accord a été signé le mardi 24 août 2021."), &fr);
  assert_int_equal(r->diags.all.n, 0);
  r = engine_read(engine, own, STR("The memo is dated 3/4/2021."), &en);
  assert_int_equal(r->diags.all.n, 1);
  r = engine_read(engine, own, STR("The memo is dated 3/14/2021."), &en);
  assert_int_equal(r->diags.all.n, 0);
  arena_free(own);
}

static void calendar(void **state) {
  Arena *arena = *state;
  CivilDate d;
  int year;
  assert_int_equal(calendar_days((CivilDate){1970, 1, 1}), 0);
  assert_int_equal(calendar_days((CivilDate){2000, 3, 1}), 11017);
  assert_int_equal(calendar_days((CivilDate){1969, 12, 31}), -1);
  for (long z = -800000; z < 800000; z += 997) {
    d = calendar_date(z);
    assert_true(calendar_valid(d) || d.year < 1);
    assert_int_equal(calendar_days(d), z);
  }
  assert_int_equal(calendar_weekday((CivilDate){2021, 8, 23}), 1);
  assert_int_equal(calendar_weekday((CivilDate){1900, 1, 1}), 1);
  assert_int_equal(calendar_weekday((CivilDate){2000, 2, 29}), 2);
  assert_int_equal(calendar_month_length(1900, 2), 28);
  assert_int_equal(calendar_month_length(2000, 2), 29);
  assert_int_equal(calendar_month_length(2021, 13), 0);
  assert_int_equal(calendar_week((CivilDate){2021, 1, 3}, &year), 53);
  assert_int_equal(year, 2020);
  assert_int_equal(calendar_week((CivilDate){2018, 12, 31}, &year), 1);
  assert_int_equal(year, 2019);
  d = calendar_add_months((CivilDate){2021, 1, 31}, 1);
  assert_int_equal(d.day, 28);
  d = calendar_add_months((CivilDate){2021, 1, 15}, -1);
  assert_true(d.year == 2020 && d.month == 12 && d.day == 15);
  d = calendar_add_months((CivilDate){2021, 1, 15}, -25);
  assert_true(d.year == 2018 && d.month == 12);
  assert_true(calendar_parse(STR("2021-08-23"), &d) && d.day == 23);
  assert_true(calendar_parse(STR("2021-08"), &d) && d.month == 8 && !d.day);
  assert_true(calendar_parse(STR("2021"), &d) && !d.month);
  assert_false(calendar_parse(STR("2021-13"), &d));
  assert_false(calendar_parse(STR("2021-02-29"), &d));
  assert_false(calendar_parse(STR("21-02-03"), &d));
  assert_false(calendar_parse(STR("2021-08-23T10"), &d));
  assert_false(calendar_parse(STR(""), &d));
  assert_true(str_is(calendar_format(arena, (CivilDate){2021, 8, 0}), "2021-08"));
  assert_int_equal(calendar_from_hijri(1400), 1980);
  assert_int_equal(calendar_from_hijri(1443), 2022);
  assert_int_equal(calendar_from_persian(1357), 1978);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(calendar), cmocka_unit_test(french), cmocka_unit_test(english),
                                     cmocka_unit_test(documents), cmocka_unit_test(oddities)};
  return cmocka_run_group_tests(tests, open_engine, close_engine);
}
