/* text.h: the first stage: from bytes to sentences and words.
 *
 * Sources in the language's folder: tokens.txt (what a token is), abbreviations.txt, contractions.txt,
 * layout.txt (headers, datelines, bylines) and segmenter.txt (weights learned from treebanks). */
#ifndef DG_TEXT_TEXT_H
#define DG_TEXT_TEXT_H

#include "base/pack.h"
#include "reading/reading.h"

typedef struct Text Text;

/* Compiles the sources of `lang_folder` into the sections « text.* ». */
void text_pack(PackWriter *writer, Arena *arena, const char *lang_folder, Diags *diags);

/* Binds to a mapped pack; NULL, with an error added, where its sections are missing or damaged. */
Text *text_open(Arena *arena, const Pack *lang, Diags *diags);

/* Decodes `bytes` and fills the reading's text, sentences (with their kinds) and words. */
void text_read(const Text *text, Reading *r, Str bytes);

#endif
