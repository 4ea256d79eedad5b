/* record.h: a reading as the records of the schema « dragoman/1 », in JSON. */
#ifndef DG_IO_RECORD_H
#define DG_IO_RECORD_H

#include "io/json_out.h"
#include "reading/reading.h"

#define RECORD_SCHEMA "dragoman/1"

/* The whole reading as one JSON object and a line end; the bytes live in `arena`. */
Str record_reading(Arena *arena, const Reading *r);

/* The fields of one event (without the braces) as they stand in `events`. `id` replaces the
 * event's own number where it is not empty. */
void record_event_fields(JsonOut *j, const Reading *r, uint32_t event, Str id);

/* One event as a line of `code --to jsonl`: the event, its document, sentence and citation. */
Str record_event_line(Arena *arena, const Reading *r, uint32_t event);

/* The id that event has over all inputs: the same on every run for the same document. */
Str record_event_id(Arena *arena, const Reading *r, uint32_t event);

#endif
