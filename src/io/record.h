/* record.h: a reading as the records of the schema « dragoman/1 », in JSON. */
#ifndef DG_IO_RECORD_H
#define DG_IO_RECORD_H

#include "io/json_out.h"
#include "reading/reading.h"

#define RECORD_SCHEMA "dragoman/1"

/* The whole reading as one JSON object and a line end; the bytes live in `arena`. */
Str record_reading(Arena *arena, const Reading *r);

/* One event as a line of `code --to jsonl`: the event, its document, sentence and citation. */
Str record_event_line(Arena *arena, const Reading *r, uint32_t event);

/* What a store keeps of that line: its beginning, without what other columns hold. */
Str record_event_stored(Arena *arena, const Reading *r, uint32_t event);

/* And the line put together again. */
typedef struct {
  Str event; /* as record_event_stored made it */
  Str rule, document, text, title, url, source, language, date;
} RecordStored;
Str record_stored_line(Arena *arena, const RecordStored *stored);

/* The id that event has over all inputs: the same on every run for the same document. */
Str record_event_id(Arena *arena, const Reading *r, uint32_t event);

#endif
