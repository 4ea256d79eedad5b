#include "engine/detect.h"

#include "base/source.h"
#include "base/utf8.h"

#define LOOK_AT 20000u /* bytes: more tells nothing new */
#define LONGEST 24u

void detect_pack(PackWriter *writer, Arena *arena, const char *lang_folder, Diags *diags) {
  PhraseBuilder *words = phrase_builder_new(arena);
  Source source;
  Str path = str_format(arena, "%s/frequent.txt", lang_folder), word;
  if (source_open(&source, arena, path.p, diags))
    while (source_next(&source))
      for (Str rest = source.entry; str_split(&rest, ';', &word);)
        if (word.n) phrase_add(words, utf8_fold(arena, word), 1);
  phrase_pack(words, writer, "detect");
}

void detect_open(Detect *detect, const Pack *lang) { phrase_open(&detect->words, pack_section(lang, "detect")); }

static bool in_word(unsigned char c) { return c >= 0x80 || (c | 0x20u) - (unsigned)'a' < 26u; }

uint32_t detect_score(const Detect *detect, Str bytes) {
  uint32_t end = bytes.n < LOOK_AT ? bytes.n : LOOK_AT, hits = 0;
  for (uint32_t i = 0; i < end;) {
    char word[LONGEST];
    uint32_t n = 0;
    while (i < end && in_word((unsigned char)bytes.p[i])) {
      unsigned char c = (unsigned char)bytes.p[i++];
      if (n < LONGEST) word[n] = (char)(c - (unsigned)'A' < 26u ? c | 0x20 : c);
      n++;
    }
    if (n && n < LONGEST) hits += phrase_word(&detect->words, str_of(word, n)) != PHRASE_NONE;
    i += n == 0;
  }
  return hits;
}
