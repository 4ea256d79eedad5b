/* rows.h: events laid flat, from a reading or from a store, and written in the formats that users of event data read. */
#ifndef DG_IO_ROWS_H
#define DG_IO_ROWS_H

#include "base/pack.h"
#include "reading/reading.h"

typedef struct {
  Str text, name, code, country, sectors /* joined by ; */, role;
} RowParty;

#define ROW_PARTIES 16

typedef struct {
  Str id, document, link;
  Str date, document_date, type, modes, contexts, cameo, auxiliary, deadline, condition, words, sentence, speaker, rule;
  Str place, place_country, title, url, source, language;
  Str json;                       /* the event as a line of `code --to jsonl` */
  RowParty actor[ROW_PARTIES], recipient[ROW_PARTIES];
  uint32_t n_actors, n_recipients, sentence_number, start, end, geonameid;
  int quad;
  double scale, goldstein, lat, lon;
  bool has_point;
} EventRow;

/* Event `event` of a reading, laid flat; strings in `arena`. */
void row_of_event(Arena *arena, const Reading *r, uint32_t event, EventRow *row);

typedef enum { ROWS_JSONL, ROWS_CSV, ROWS_GDELT, ROWS_ICEWS, ROWS_PHOENIX, ROWS_POLECAT, ROWS_PETRARCH, ROWS_UNKNOWN } RowFormat;
RowFormat row_format(const char *name);

/* The header line of a format, empty where it has none; and one event's line or lines. */
void row_header(Bytes *out, RowFormat format);
void row_write(Bytes *out, RowFormat format, const EventRow *row);

/* What makes events of different documents the same occurrence: day, type, CAMEO root and the parties' codes. Empty
 * where too little is known to tell. */
Str row_link(Arena *arena, const EventRow *row);

#endif
