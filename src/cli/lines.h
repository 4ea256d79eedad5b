/* lines.h: coded lines into a file that a later run goes on with, or to standard output.
 *
 * Beside OUT stands OUT.done: a line a document, its key and the length of OUT behind it. A run that was killed
 * between the two is mended on the next start: OUT is cut to the last length that was noted. */
#ifndef DG_CLI_LINES_H
#define DG_CLI_LINES_H

#include <stdio.h>

#include "base/map.h"

typedef struct {
  FILE *out, *done;
  Arena *arena; /* keys of earlier runs */
  Map keys;
  uint64_t length;
  uint32_t pending;
} LinesOut;

/* `path` NULL: standard output. False with errno. */
bool lines_open(LinesOut *lines, const char *path);
bool lines_empty(const LinesOut *lines);
bool lines_has(const LinesOut *lines, const char *key);

/* Writes and notes the key (empty: none). False with errno. */
bool lines_add(LinesOut *lines, Str text, const char *key);
bool lines_close(LinesOut *lines);

#endif
