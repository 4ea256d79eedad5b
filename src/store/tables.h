/* tables.h: the schema that every store has, and readings as its rows. */
#ifndef DG_STORE_TABLES_H
#define DG_STORE_TABLES_H

#include "reading/reading.h"
#include "store/near.h"

#define STORE_SCHEMA_VERSION 5
#define TABLE_COLUMNS 40

typedef enum {
  TABLE_DOCUMENTS, TABLE_SENTENCES, TABLE_ENTITIES, TABLE_MENTIONS, TABLE_DATES, TABLE_STATEMENTS, TABLE_EVENTS,
  TABLE_PARTIES, TABLE_RELATIONS, TABLE_LABELS, TABLE_ERRORS, TABLE_BANDS, TABLE_PLACES, TABLE_SKETCHES,
  TABLE_COUNT
} TableId;

/* `columns`: « name type » separated by commas; types are integer, bigint, real, text in both dialects. */
typedef struct {
  const char *name, *columns, *constraints;
} Table;
extern const Table TABLES[TABLE_COUNT];

/* Indexes and views, one statement an entry, valid in both dialects; NULL at the end. */
extern const char *const INDEXES[];
extern const char *const VIEWS[];

/* What makes a store of schema version 1 or 2 one of version 3, before the tables that are new. */
extern const char *const MIGRATE_RELATIONS[];

/* And one of an earlier version one of version 5, which takes sketches of the documents it has (table_sketch_rows). */
extern const char *const MIGRATE_SKETCHES[];

typedef struct {
  enum { VALUE_NULL, VALUE_INT, VALUE_REAL, VALUE_TEXT } kind;
  int64_t integer;
  double real;
  Str text;
} Value;

/* Takes one row; false stops. */
typedef bool (*RowSink)(void *context, TableId table, const Value *values, int n);

typedef struct {
  int64_t doc;       /* the document's number in the store */
  Str key;           /* what it is known by on a second run */
  int64_t story;     /* number of the first near-identical document */
  Sketch sketch;
  bool sketched;     /* the sketch tells something */
  int64_t bands[NEAR_BANDS];
} DocumentKey;

/* All rows of a reading, parents before children. */
bool table_rows(Arena *arena, const Reading *r, const DocumentKey *key, RowSink sink, void *context);

bool table_error_row(Arena *arena, Str file, uint64_t line, Str id, Str reason, RowSink sink, void *context);

/* What near-identical documents are found by. */
#define SKETCH_VALUES 12
#define SKETCH_COLUMNS "s.story, s.words, s.anchors0, s.anchors1, s.low0, s.low1, s.low2, s.low3, s.low4, s.low5, s.low6, s.low7"
Sketch table_sketch(const int64_t values[SKETCH_VALUES]);
bool table_sketch_rows(const DocumentKey *key, RowSink sink, void *context);

#endif
