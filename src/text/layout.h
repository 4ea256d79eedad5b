/* layout.h: the parts of a dispatch: header lines, headings, datelines, footnotes and prose. */
#ifndef DG_TEXT_LAYOUT_H
#define DG_TEXT_LAYOUT_H

#include "text/tokens.h"

/* A run of text that no sentence crosses. */
typedef struct {
  uint32_t start, end; /* trimmed */
  uint32_t paragraph;
  SentenceKind kind;
  bool whole;          /* one sentence, not to be split */
} Block;

typedef Vec(Block) Blocks;

/* Cuts the text into blocks with their kinds. Linear. */
void layout_read(const Text *text, Arena *arena, Str all, Blocks *out);

#endif
