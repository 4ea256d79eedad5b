/* Near-identical documents: a story that a site cut, headed anew or reworded is the same; another story about the same
 * event, or one that fills the same template, is not. The stories are those of tests/cases/near/stories.txt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/near.h"

#define STORIES 32
#define ROOM 8192

static struct {
  char group[32], text[ROOM];
} story[STORIES];
static size_t n_stories;

static const char LEAD[] = "Une information de dernière minute est venue bouleverser les plans de plusieurs chancelleries, ont indiqué "
                           "vendredi des sources concordantes. Voici ce que l'on sait, heure par heure, de la suite donnée à cette affaire.\n\n";
static const char HEADLINE[] = "Ce qu'il faut retenir de cette affaire\n\n";
static const char NOTICE[] = "\nPublié à 10h32. Lecture : 3 min. Tous droits de reproduction et de représentation réservés.\n";

static size_t blank_after(const char *text, size_t at) {
  while (text[at] && text[at] != ' ' && text[at] != '\n') at++;
  return at;
}

static void first_part(const char *text, size_t percent, char *out) {
  snprintf(out, ROOM, "%.*s.", (int)blank_after(text, strlen(text) * percent / 100), text);
}

static void cut_by_a_third(const char *text, char *out) { first_part(text, 67, out); }
static void cut_by_half(const char *text, char *out) { first_part(text, 52, out); }
static void new_headline(const char *text, char *out) { snprintf(out, ROOM, "%s%s", HEADLINE, text); }
static void notices(const char *text, char *out) { snprintf(out, ROOM, "Par notre envoyée spéciale%s%s%s", NOTICE, text, NOTICE); }
static void lead_before(const char *text, char *out) { snprintf(out, ROOM, "%s%s", LEAD, text); }

static void other_order(const char *text, char *out) {
  size_t half = blank_after(text, strlen(text) / 2);
  snprintf(out, ROOM, "%s\n\n%.*s", text + half, (int)half, text);
}

/* Every n-th word of small letters is another. */
static void reword(const char *text, unsigned every, char *out) {
  unsigned words = 0;
  size_t n = 0;
  for (size_t i = 0; text[i] && n < ROOM - 256;) {
    size_t end = i;
    while ((text[end] >= 'a' && text[end] <= 'z') || (unsigned char)text[end] >= 0x80) end++;
    if (end > i && ++words % every == 0) n += (size_t)snprintf(out + n, ROOM - n, "autrement%u", words % 7);
    else memcpy(out + n, text + i, end > i ? end - i : 1), n += end > i ? end - i : 1;
    i = end > i ? end : i + 1;
  }
  out[n] = 0;
}

static void every_tenth_word(const char *text, char *out) { reword(text, 10, out); }

static void much_at_once(const char *text, char *out) {
  static char cut[ROOM];
  first_part(text, 75, cut);
  memcpy(out, HEADLINE, sizeof HEADLINE - 1);
  reword(cut, 25, out + sizeof HEADLINE - 1);
}

static void read_stories(void) {
  char path[4096];
  snprintf(path, sizeof path, "%s/tests/cases/near/stories.txt", getenv("DG_SOURCE"));
  FILE *f = fopen(path, "r");
  assert_non_null(f);
  char line[1024];
  while (fgets(line, sizeof line, f)) {
    if (line[0] == '#') continue;
    if (!strncmp(line, "== ", 3)) {
      assert_true(n_stories < STORIES);
      snprintf(story[n_stories++].group, sizeof story[0].group, "%.30s", line + 3);
    } else if (n_stories) {
      strncat(story[n_stories - 1].text, line, ROOM - strlen(story[n_stories - 1].text) - 1);
    }
  }
  fclose(f);
  assert_true(n_stories >= 10);
}

static bool same(const char *a, const char *b, unsigned *bands) {
  Sketch x, y;
  int64_t p[NEAR_BANDS], q[NEAR_BANDS];
  if (!near_sketch(str(a), &x, p) || !near_sketch(str(b), &y, q)) return false;
  *bands = 0;
  for (int i = 0; i < NEAR_BANDS; i++) *bands += p[i] == q[i];
  assert_int_equal(near_same(&x, &y), near_same(&y, &x));
  return near_same(&x, &y);
}

static void edited_copies_are_the_same_story(void **state) {
  static const struct {
    const char *name;
    void (*edit)(const char *text, char *out);
  } EDITS[] = {{"cut by a third", cut_by_a_third}, {"cut by half", cut_by_half}, {"a new headline", new_headline},
               {"notices around it", notices}, {"another order", other_order}, {"a lead before it", lead_before},
               {"every tenth word", every_tenth_word}, {"much at once", much_at_once}};
  static char copy[ROOM];
  unsigned missed = 0, asked = 0;
  for (size_t i = 0; i < n_stories; i++) {
    bool brief = strlen(story[i].text) < 900; /* a lead or a cut is most of it */
    for (size_t k = 0; k < sizeof EDITS / sizeof *EDITS; k++) {
      unsigned bands;
      EDITS[k].edit(story[i].text, copy);
      if (brief && (EDITS[k].edit == lead_before || EDITS[k].edit == cut_by_half)) continue;
      bool found = same(story[i].text, copy, &bands) && bands;
      asked++;
      missed += !found;
      if (!found) print_message("missed: story %zu, %s (%u bands)\n", i, EDITS[k].name, bands);
    }
  }
  assert_true(asked > 60);
  assert_true(missed * 20 <= asked); /* a sketch is a sample */
}

static void other_stories_are_others(void **state) {
  for (size_t i = 0; i < n_stories; i++)
    for (size_t k = 0; k < i; k++) {
      unsigned bands;
      if (same(story[i].text, story[k].text, &bands)) print_message("taken for one: %zu and %zu, %s", k, i, story[i].group);
      assert_false(same(story[i].text, story[k].text, &bands));
    }
}

static void texts_without_words_are_near_to_none(void **state) {
  Sketch a, b;
  int64_t bands[NEAR_BANDS];
  assert_false(near_sketch(STR(""), &a, bands));
  assert_false(near_sketch(STR(" -- ... \n"), &b, bands));
  assert_false(near_same(&a, &b));
  unsigned n;
  assert_true(same("Paix", "Paix", &n) && n == NEAR_BANDS);
  assert_false(same("Paix", "Guerre", &n));
  assert_true(same("Le président a parlé", "Le président a parlé", &n));
  assert_false(same("Le président a parlé hier devant le Sénat", "Le président a parlé hier devant la presse", &n));
}

/* Sketches in a store are compared with those of later versions: a change here needs a new schema version. */
static void sketches_stay_as_they_are(void **state) {
  Sketch a;
  int64_t bands[NEAR_BANDS];
  assert_true(near_sketch(STR("Le 4 mai, la ministre Awa Diallo a rencontré son homologue à Paris."), &a, bands));
  assert_int_equal(a.words, 13);
  assert_true(a.low[0] == 0x52fcf3f3f378c852u && a.anchors[0] == 0x20000040000000u && bands[0] == 0x6e0dbbb5);
}

int main(void) {
  read_stories();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(edited_copies_are_the_same_story), cmocka_unit_test(other_stories_are_others),
      cmocka_unit_test(texts_without_words_are_near_to_none), cmocka_unit_test(sketches_stay_as_they_are)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
