/* lines.h: coded lines into a file that a later run goes on with, or to standard output.
 *
 * Beside OUT stands OUT.done: first the format, then a line a document: its key and the length of OUT behind it. A
 * run may be killed at any moment: the next one keeps the whole notes that OUT has the lines of, cuts both files
 * there and goes on. OUT.done is locked while a run writes, so that two never mix. */
#ifndef DG_CLI_LINES_H
#define DG_CLI_LINES_H

#include <stdio.h>

#include "base/map.h"

#define LINES_EVERY 64 /* documents between two writes */
#define LINES_NOTE 96  /* a key, a length, a line end */
#define LINES_WHY 256

typedef struct {
  FILE *out;
  int done;     /* descriptor of OUT.done; -1 for standard output, a device or a pipe */
  Arena *arena; /* keys of earlier runs */
  Map keys;
  uint64_t length; /* of OUT */
  char notes[LINES_EVERY * LINES_NOTE];
  size_t n_notes;
  uint32_t pending;
} LinesOut;

/* `path` NULL: standard output. `format` names what is written; a file that was begun in another is refused. False
 * with the reason in `why` (LINES_WHY bytes). */
bool lines_open(LinesOut *lines, const char *path, const char *format, char *why);
bool lines_empty(const LinesOut *lines);
bool lines_has(const LinesOut *lines, const char *key);

/* Writes lines of a document; then notes its key. False with errno. */
bool lines_add(LinesOut *lines, Str text);
bool lines_note(LinesOut *lines, const char *key);

/* False with errno where something could not be written. */
bool lines_close(LinesOut *lines);

#endif
