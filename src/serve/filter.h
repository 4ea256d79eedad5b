/* filter.h: which events: the parameters that lists, timelines, the map and exports share, and their SQL. */
#ifndef DG_SERVE_FILTER_H
#define DG_SERVE_FILTER_H

#include "serve/ask.h"

#define FILTER_TYPES 20u

typedef enum { SIDE_ACTOR, SIDE_RECIPIENT, SIDE_PARTY, SIDE_COUNT } FilterSide;

typedef struct {
  bool given, code;  /* code: `text` is the beginning of a CAMEO code */
  int64_t id;        /* exactly this actor, or 0 */
  Str text;
} FilterActor;

typedef struct {
  Str types[FILTER_TYPES];
  uint32_t n_types;
  unsigned quads;    /* bit 1 .. 4 */
  FilterActor side[SIDE_COUNT];
  Str country, from, until, source, language;
  unsigned aux;      /* bits in the order of the documentation, none first */
  long place, doc;
  bool has_box;
  double box[4];
  Words words;
  bool common;       /* so many sentences have the words that it is cheaper to look at events one after another */
} Filter;

/* Reads them from the request. False with the error set. */
bool filter_read(Ask *ask, Filter *filter);

/* Finds out who actor, recipient and party are. */
bool filter_resolve(Ask *ask, Filter *filter);

/* Writes « matched ». */
bool filter_matched(Ask *ask, const Filter *filter);

/* Appends « select x.day, x.doc, x.n, x.event, x.quad_code[, e.EXTRA] from ... where ... », each event once. `extra`: a column of
 * events that is wanted too, or NULL. The caller may go on with « and ... » and « order by ... » over x and e. */
void filter_sql(const Ask *ask, const Filter *filter, const char *extra, Sql *sql);

/* True where only types, classes and days are filtered: counts by day answer. */
bool filter_is_plain(const Filter *filter);
/* True where nothing is filtered. */
bool filter_is_all(const Filter *filter);
/* The conditions of plain filters over a table with day, event and quad_code named by `alias`, beginning with « and ». */
void filter_plain_sql(const Filter *filter, const char *alias, Sql *sql);

#endif
