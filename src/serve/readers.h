/* readers.h: connections to the store that threads take and give back, and answers kept while the store does not change. */
#ifndef DG_SERVE_READERS_H
#define DG_SERVE_READERS_H

#include "store/query.h"

typedef struct Readers Readers;

Readers *readers_open(const char *store, char *why);
void readers_close(Readers *readers);

/* A connection of one's own, opened where all are taken and there are fewer than eight; NULL where none is free in time. */
StoreReader *readers_take(Readers *readers);
void readers_give(Readers *readers, StoreReader *reader);

/* Answers, by address and by the store's count of changes. `readers_cached` copies into malloc'd memory; NULL: none. */
char *readers_cached(Readers *readers, const char *address, uint64_t changes, size_t *n);
void readers_cache(Readers *readers, const char *address, uint64_t changes, const char *body, size_t n);

#endif
