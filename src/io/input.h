/* input.h: documents one after another from files, folders and standard input, in every format that is read.
 *
 * Memory stays within one document, which may be DOCUMENT_MAX bytes long at most. */
#ifndef DG_IO_INPUT_H
#define DG_IO_INPUT_H

#include "base/str.h"

#define DOCUMENT_MAX ((size_t)64 << 20)

typedef enum {
  INPUT_AUTO, INPUT_TEXT, INPUT_JSONL, INPUT_CSV, INPUT_HTML, INPUT_FEED, INPUT_WARC, INPUT_CONLLU
} InputFormat;

/* One document. Strings live in the arena that was passed to input_next. */
typedef struct {
  Str id, text, language, date, title, url, source;
  Str file;       /* where it comes from, as named to the user */
  uint64_t line;  /* or record number; 0 where there is none */
  bool parsed;    /* `text` is CoNLL-U */
  const char *error; /* what is wrong with it; the rest can still be read */
} InputDocument;

typedef struct Input Input;

/* Opens paths (files, folders, « - »). An unreadable path becomes a failed document, not a failure here.
 * NULL when out of memory. */
Input *input_open(char **paths, int n, InputFormat format);
void input_close(Input *input);

/* The next document, whole or failed. False at the end. */
bool input_next(Input *input, Arena *arena, InputDocument *document);

/* The bytes read so far, for a progress bar, and all there are (0: unknown). */
void input_progress(const Input *input, uint64_t *done, uint64_t *all);

/* "jsonl", "csv" ...; INPUT_AUTO for « auto »; false for an unknown name. */
bool input_format(const char *name, InputFormat *format);

/* What a column or a key may be called, for id, text, language, date, title, url and source in this order; the first
 * that is not empty counts. */
#define INPUT_FIELDS 7
#define INPUT_NAMES 5
extern const char *const INPUT_FIELD[INPUT_FIELDS][INPUT_NAMES];

/* One object of JSON Lines into a document; *error set where it is none. */
void input_json(Arena *arena, Str line, InputDocument *document);

#endif
