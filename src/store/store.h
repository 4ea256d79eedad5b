/* store.h: where coded documents are kept: SQLite (a path) or PostgreSQL (a postgresql:// address), one schema.
 *
 * Documents are added in input order by one thread. What a batch holds arrives together or not at all, so that a
 * killed run leaves whole documents only; the next run skips them by their keys. */
#ifndef DG_STORE_STORE_H
#define DG_STORE_STORE_H

#include "reading/reading.h"

typedef struct Store Store;

#define STORE_WHY 512

/* Opens and, where needed, makes or migrates the schema. NULL with the reason in `why` (STORE_WHY bytes). */
Store *store_open(const char *address, char *why);

/* Ends the last batch and closes. False with the reason where that failed. */
bool store_close(Store *store, char *why);

/* The key of a document: SHA-256 over its id and its bytes, in hex (65 bytes). */
void store_key(Str id, Str bytes, char key[65]);

/* True where a document of that key is in the store, or in the batch. */
bool store_has(Store *store, const char *key);

/* Adds a document with everything read from it. `arena` is for passing needs. False: store_why. */
bool store_add(Store *store, Arena *arena, const Reading *r, const char *key);
bool store_add_error(Store *store, Arena *arena, Str file, uint64_t line, Str id, Str reason);

/* Makes what was added so far durable. */
bool store_commit(Store *store);

/* Makes the batch durable and brings up to date what the viewer reads (counts by day, who takes part in what), which
 * store_close does for a store that has been viewed before. */
bool store_settle(Store *store);
const char *store_why(const Store *store);

/* True for addresses that name a store rather than a file of lines: *.db, *.sqlite, postgresql://, postgres://. */
bool store_is_address(const char *address);

#endif
