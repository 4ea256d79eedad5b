/* marks.h: the text of a reading cut into runs of one look: what the terminal and the page both colour. */
#ifndef DG_IO_MARKS_H
#define DG_IO_MARKS_H

#include "reading/reading.h"

enum { MARK_ACTOR = 1, MARK_PLACE = 2, MARK_DATE = 4, MARK_EVENT = 8, MARK_STATEMENT = 16, MARK_LABEL = 32 };

/* One byte of MARK_ bits for each byte of the text. */
uint8_t *marks_of(Arena *arena, const Reading *r);

/* « Dmitri Peskov (RUS GOV) », or the words where nothing is known. */
Str marks_party(Arena *arena, const Reading *r, const Party *p);

/* All parties of a list, joined by « ; ». */
Str marks_parties(Arena *arena, const Reading *r, const Party *at, uint32_t n);

/* The type with its mode, auxiliary modes and deadline: « THREATEN violence [future] by 2021-08-31 ». */
Str marks_type(Arena *arena, const Event *e);

/* The first words of the event, on one line. */
Str marks_words(Arena *arena, const Reading *r, const Event *e);

/* `s` on one line: white space folded. */
Str marks_line(Arena *arena, Str s);

#endif
