/* detect.h: which language a text is in, by its most frequent words (lang/XX/frequent.txt). */
#ifndef DG_ENGINE_DETECT_H
#define DG_ENGINE_DETECT_H

#include "base/phrase.h"

typedef struct {
  PhraseTable words;
} Detect;

void detect_pack(PackWriter *writer, Arena *arena, const char *lang_folder, Diags *diags);
void detect_open(Detect *detect, const Pack *lang);

/* How many of the first thousands of words of `bytes` (any bytes) are frequent in the language. */
uint32_t detect_score(const Detect *detect, Str bytes);

#endif
