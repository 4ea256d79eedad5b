/* time.h: time expressions, the document's own day, and what each expression is worth on the calendar. */
#ifndef DG_TIME_TIME_H
#define DG_TIME_TIME_H

#include "base/pack.h"
#include "reading/reading.h"

typedef struct Time Time;

/* Compiles lang/XX/time.txt (words and rules; docs/sources.md) into the language's pack. */
bool time_pack(PackWriter *writer, Arena *arena, const char *lang_folder, Diags *diags);

/* Compiles world/moon-feasts.txt into the world's pack. */
bool time_pack_world(PackWriter *writer, Arena *arena, const char *world_folder, Diags *diags);

/* A view into a mapped pack. NULL with an error where the section is missing or damaged. */
Time *time_open(Arena *arena, const Pack *lang, const Pack *world, Diags *diags);

/* Fills r->dates, r->date and r->date_evidence; a weekday that contradicts its date becomes a note. Values are
 * TIMEX3's: 2021-08-23, 2021-08, 2021-W34, 2021-Q2, 2021-SU, 198, P3D, XXXX-WXX-1. Thread-safe; linear time. */
void time_read(const Time *time, Reading *r);

#endif
