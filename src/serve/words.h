/* words.h: what somebody types into the search box: words, "phrases", beginnings*, and -words that must not occur. */
#ifndef DG_SERVE_WORDS_H
#define DG_SERVE_WORDS_H

#include "base/str.h"

#define WORDS_MAX 16u

typedef struct {
  Str words[WORDS_MAX]; /* as typed, letters and digits only */
  uint32_t n;
  bool without, beginning;
} WordGroup;              /* a word, or the words of a phrase */

typedef struct {
  WordGroup groups[WORDS_MAX];
  uint32_t n;
} Words;

/* NULL, or what is wrong: no word to look for, or too many. */
const char *words_parse(Arena *arena, Str typed, Words *words);

/* The same as a query of FTS5, and of PostgreSQL's to_tsquery. */
Str words_fts5(Arena *arena, const Words *words);
Str words_tsquery(Arena *arena, const Words *words);

/* Calls `hit` for each stretch of `text` (code points) that is one of the words looked for. */
void words_hits(Arena *arena, const Words *words, Str text, void (*hit)(void *context, uint32_t start, uint32_t end), void *context);

#endif
