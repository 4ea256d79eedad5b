/* html.h: a reading for people as one self-contained page: no script, no request, all text escaped. */
#ifndef DG_IO_HTML_H
#define DG_IO_HTML_H

#include "base/pack.h"
#include "reading/reading.h"

Str html_reading(Arena *arena, const Reading *r);

/* Appends `s` escaped for element content and attribute values. */
void html_escape(Bytes *out, Str s);

#endif
