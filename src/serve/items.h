/* items.h: events, documents, statements and relations as they stand in answers. */
#ifndef DG_SERVE_ITEMS_H
#define DG_SERVE_ITEMS_H

#include "serve/ask.h"

typedef struct {
  bool document; /* with the document; else with « n » */
  bool record;   /* with the line that `code` writes, left open: the caller closes the object */
} ItemOptions;

/* These events (500 at most) as values of an open list, in the order of the keys. False with the error set. */
bool items_events(Ask *ask, const EventKey *keys, uint32_t n, ItemOptions options);

/* A query whose rows are keys (doc, n), as the list `name` of events. */
bool items_event_list(Ask *ask, const char *name, const Sql *sql);

/* Documents: seven columns in the order of ITEM_DOCUMENT_COLUMNS over documents d. */
#define ITEM_DOCUMENT_COLUMNS "d.doc, d.id, d.title, d.date, d.source, d.url, d.language"
#define ITEM_DOCUMENT_WIDTH 7
void items_document(Ask *ask, const char *key, const Str *columns); /* an object */
void items_document_fields(Ask *ask, const Str *columns);           /* its fields only */

/* Statements: a query from ITEM_STATEMENT_SELECT on, rows through items_statement. */
extern const char ITEM_STATEMENT_SELECT[];
typedef struct {
  Ask *ask;
  const Words *words; /* to mark, or NULL */
  uint32_t taken, limit;
  EventKey last;      /* of the items written */
} StatementRows;
bool items_statement(void *context, const Str *columns, int n);

/* Relations: the same. */
extern const char ITEM_RELATION_SELECT[];
bool items_relation(void *context, const Str *columns, int n); /* context: Ask */

/* Stretches of `text` that match, as « hits ». */
void items_hits(Ask *ask, const Words *words, Str text);

/* Four counts. */
void items_quads(JsonOut *j, const char *key, const int64_t quads[4]);

/* Rows (day, quad class, count, ascending) as the list « days ». */
typedef enum { BUCKET_DAY, BUCKET_WEEK, BUCKET_MONTH } Bucket;
typedef struct {
  Ask *ask;
  Bucket bucket;
  char day[11];
  int64_t quads[4], events;
} DayRows;
void items_days_open(DayRows *rows, Ask *ask, Bucket bucket);
bool items_days_row(void *context, const Str *columns, int n);
void items_days_close(DayRows *rows);

#endif
