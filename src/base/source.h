/* source.h: the text sources of lang/, world/ and ontology/: one entry a line, `#` starts a comment
 * line (or a comment behind white space), columns separated by `|`, several values in a column by `;`. */
#ifndef DG_BASE_SOURCE_H
#define DG_BASE_SOURCE_H

#include "base/diag.h"

typedef struct {
  Str file;      /* as named to the user */
  uint32_t line; /* of the entry just read, from 1 */
  Str rest;      /* what is left to read */
  Str entry;     /* the entry just read, trimmed, without comment */
} Source;

/* Reads the whole file into the arena. False, with an error added, where it cannot be read. */
bool source_open(Source *source, Arena *arena, const char *path, Diags *diags);

/* Moves to the next entry. False at the end. */
bool source_next(Source *source);

/* Splits the entry into at most `max` columns; missing ones are empty. Returns the number written. */
uint32_t source_columns(const Source *source, Str *columns, uint32_t max);

/* Adds an error that names the source's file and line. */
#define source_error(source, diags, ...) \
  diag_add((diags), DIAG_ERROR, (source)->file, (source)->line, __VA_ARGS__)

/* Paths of the files in `folder` whose names end in `suffix`, sorted; 0 where there is none. */
uint32_t source_list(Arena *arena, const char *folder, const char *suffix, Str **paths);

#endif
