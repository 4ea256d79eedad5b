/* formats.h: a reading in any of the formats that `dragoman read` writes. */
#ifndef DG_IO_FORMATS_H
#define DG_IO_FORMATS_H

#include "reading/reading.h"

/* "json", "jsonl", "conllu", "html", "text", "ansi"; {NULL, 0} for another name. Bytes live in `arena`. */
Str format_reading(Arena *arena, const Reading *r, Str format);

#endif
