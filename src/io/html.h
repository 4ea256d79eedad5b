/* html.h: a reading for people as one self-contained page: the viewer's document view, complete without its script;
 * no request, all text escaped, nothing runs but what the page's policy names. */
#ifndef DG_IO_HTML_H
#define DG_IO_HTML_H

#include "reading/reading.h"

Str html_reading(Arena *arena, const Reading *r);

#endif
