/* html_text.h: the text of a reading as HTML, cut where records begin and end. */
#ifndef DG_IO_HTML_TEXT_H
#define DG_IO_HTML_TEXT_H

#include "base/pack.h"
#include "reading/reading.h"

/* Appends one element a line of the text: <p>, or <h2> for a heading. Within it <span data-r="v1 e2"> covers what belongs to
 * records: v events, s statements, e entities, d dates, p places, l labels, r standing facts, numbered from 1. The first span of
 * a record has the id « w-v1 ». At most 24 records are named on one stretch of text. */
void html_text(Bytes *out, Arena *arena, const Reading *r);

/* Appends `s` escaped for element content and attribute values. */
void html_escape(Bytes *out, Str s);

#endif
