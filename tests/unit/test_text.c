#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "io/conllu.h"
#include "text/decode.h"
#include "text/text.h"

/* The words of a text, `|` between words, ` // ` between sentences, each opened by its kind where it is no prose. */
static const char *read_as(Arena *a, const char *language, Str bytes) {
  Diags diags;
  diags_init(&diags, a);
  Pack *pack = pack_open(str_format(a, "%s/%s.pack", getenv("DRAGOMAN_DATA"), language).p, &diags);
  assert_non_null(pack);
  Text *text = text_open(a, pack, &diags);
  assert_non_null(text);
  Reading *r = reading_new(a);
  text_read(text, r, bytes);
  assert_null(reading_check(r));
  Bytes out;
  bytes_init(&out, a);
  for (uint32_t i = 0; i < r->sentences.n; i++) {
    const Sentence *s = &r->sentences.at[i];
    if (i) bytes_add(&out, " // ", 4);
    if (s->kind) {
      Str kind = str_format(a, "%s: ", sentence_kind_name(s->kind));
      bytes_add(&out, kind.p, kind.n);
    }
    for (uint32_t k = 0; k < s->n_words; k++) {
      Str form = r->words.at[s->first_word + k].form;
      if (k) bytes_add(&out, "|", 1);
      bytes_add(&out, form.p, form.n);
    }
  }
  bytes_add(&out, "", 1);
  pack_close(pack);
  return out.p;
}

static void check(const char *language, const char *bytes, const char *expected) {
  Arena *a = arena_new(NULL);
  assert_string_equal(read_as(a, language, str(bytes)), expected);
  arena_free(a);
}

static void french(void **state) {
  (void)state;
  check("fr", "Aujourd’hui, a-t-il dit, l’ONU quitte les États-Unis.", "Aujourd’hui|,|a|-t-il|dit|,|l’|ONU|quitte|les|États-Unis|.");
  check("fr", "M. Dupont a perdu 15% du vote.", "M.|Dupont|a|perdu|15|%|de|le|vote|.");
  check("fr", "«Non», a dit J. K. Rowling.", "«|Non|»|,|a|dit|J.|K.|Rowling|.");
  check("fr", "Selon l'art. 5 de la loi, le gén. Ba est là. Il aime l'art. Le musée ouvre.",
        "Selon|l'|art.|5|de|la|loi|,|le|gén.|Ba|est|là|. // Il|aime|l'|art|. // Le|musée|ouvre|.");
  check("fr", "PARIS, 3 mars (AFP) - Le chef est arrivé.", "dateline: PARIS|,|3|mars|(|AFP|)|- // Le|chef|est|arrivé|.");
}

static void english(void **state) {
  (void)state;
  check("en", "They don't and cannot leave the U.S. base.", "They|do|n't|and|can|not|leave|the|U.S.|base|.");
  check("en", "KABUL, Aug 23 (Reuters) - Gen. Miller left.", "dateline: KABUL|,|Aug|23|(|Reuters|)|- // Gen.|Miller|left|.");
  check("en", "WASHINGTON (AP) -- He left.", "dateline: WASHINGTON|(|AP|)|-- // He|left|.");
  check("en", "The victims' families met 'the rebels' there.", "The|victims|'|families|met|'|the|rebels|'|there|.");
  check("en", "He lives in the U.S. The U.S. Navy knows.", "He|lives|in|the|U.S. // The|U.S.|Navy|knows|.");
}

static void layout(void **state) {
  (void)state;
  check("fr", "Les talibans* partent.\n\nUn titre\n\nIls sont là.\n\n*Organisation interdite",
        "Les|talibans|*|partent|. // heading: Un|titre // Ils|sont|là|. // footnote: *|Organisation|interdite");
}

static void decoding(void **state) {
  (void)state;
  Arena *a = arena_new(NULL);
  Encoding e;
  assert_true(str_is(text_decode(a, str("\xe9t\xe9"), &e), "été"));
  assert_int_equal(e, ENCODING_WINDOWS_1252);
  assert_true(str_is(text_decode(a, str("été \xff"), &e), "été \xef\xbf\xbd"));
  assert_true(str_is(text_decode(a, str_of("\xff\xfe\xe9\x00", 4), &e), "é"));
  arena_free(a);
}

static void hostile(void **state) {
  (void)state;
  Arena *a = arena_new(NULL);
  uint64_t seed = 7;
  static char bytes[4096];
  for (int round = 0; round < 300; round++) {
    for (size_t i = 0; i < sizeof bytes; i++) {
      seed = seed * 6364136223846793005u + 1442695040888963407u;
      bytes[i] = round % 2 ? (char)(seed >> 56) : " \n.-'*(1[AFPafp)\xc2\xab\xe2\x80\x99"[(seed >> 40) % 22];
    }
    read_as(a, round % 4 < 2 ? "fr" : "en", str_of(bytes, sizeof bytes));
    arena_reset(a);
  }
  arena_free(a);
}

static void conllu(void **state) {
  (void)state;
  Arena *a = arena_new(NULL);
  Diags diags;
  diags_init(&diags, a);
  ConlluReader in;
  conllu_open(&in, STR("f"), STR("1-2\tdu\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\tde\tde\tADP\t_\t_\t2\tcase\t_\t_\n"
                                 "2\tle\tle\tDET\t_\t_\t0\troot\t_\t_\nbroken\n\n"), &diags);
  Reading *r = reading_new(a);
  assert_true(conllu_next(&in, r));
  assert_int_equal(diags.errors, 1);
  assert_int_equal(diags.all.at[0].line, 4);
  assert_int_equal(r->words.n, 2);
  assert_int_equal(r->words.at[0].span, 2);
  assert_int_equal(r->words.at[0].head, 1);
  assert_true(str_is(r->text, "du"));
  arena_free(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(french),   cmocka_unit_test(english), cmocka_unit_test(layout),
                                     cmocka_unit_test(decoding), cmocka_unit_test(hostile), cmocka_unit_test(conllu)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
