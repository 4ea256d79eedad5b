/* people.h: a reading for people, in a terminal: the text with its marks, then tables. */
#ifndef DG_IO_PEOPLE_H
#define DG_IO_PEOPLE_H

#include "reading/reading.h"

/* With ANSI colours where `colour` is set, plain otherwise. */
Str people_reading(Arena *arena, const Reading *r, bool colour);

#endif
