/* query.h: reading from a store, of either kind, without writing. */
#ifndef DG_STORE_QUERY_H
#define DG_STORE_QUERY_H

#include "io/rows.h"
#include "store/store.h"

typedef struct StoreReader StoreReader;

/* Opens an existing store for reading. NULL with the reason in `why` (STORE_WHY bytes). */
StoreReader *store_reader_open(const char *address, char *why);
void store_reader_close(StoreReader *reader);

/* Runs `sql` with $1 .. $n bound to texts (NULL text: null) and calls `row` for each result: columns as text, NULL
 * pointers where null. False on failure: store_reader_why. `row` may return false to stop. */
typedef bool (*RowReader)(void *context, const Str *columns, int n);
bool store_query(StoreReader *reader, const char *sql, const char *const *values, int n, RowReader row, void *context);
const char *store_reader_why(const StoreReader *reader);

/* How long a query may take from here on, in milliseconds; 0: as long as it takes. Behind a failure, `store_reader_late` tells
 * whether it was that. */
void store_reader_budget(StoreReader *reader, int milliseconds);
bool store_reader_late(const StoreReader *reader);

bool store_reader_is_postgres(const StoreReader *reader);

/* The schema version of the store; and whether all is there that the viewer reads (store_settle makes it). */
int store_reader_version(StoreReader *reader);
bool store_reader_is_settled(StoreReader *reader);

/* Which events; NULL fields do not filter. Dates are inclusive. */
typedef struct {
  const char *type, *actor /* part of a name, or a code */, *country, *from, *until;
} EventFilter;

/* Calls `row` for each event that passes, in store order. Memory stays within a page of events. */
bool store_each_event(StoreReader *reader, const EventFilter *filter, bool (*row)(void *context, Arena *arena, const EventRow *row),
                      void *context);

/* An event by its document and its number therein. */
typedef struct {
  uint32_t doc, n;
} EventKey;

/* Calls `row` for these events, at most 500, in the order of their keys; strings in `arena`. */
bool store_events(StoreReader *reader, Arena *arena, const EventKey *keys, uint32_t n,
                  bool (*row)(void *context, Arena *arena, const EventRow *row), void *context);

#endif
