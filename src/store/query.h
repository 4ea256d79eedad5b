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

/* Which events; NULL fields do not filter. Dates are inclusive. */
typedef struct {
  const char *type, *actor /* part of a name, or a code */, *country, *from, *until;
} EventFilter;

/* Calls `row` for each event that passes, in store order. Memory stays within a page of events. */
bool store_each_event(StoreReader *reader, const EventFilter *filter, bool (*row)(void *context, Arena *arena, const EventRow *row),
                      void *context);

#endif
