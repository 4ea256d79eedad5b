/* backend.h: what a kind of database does for the store. */
#ifndef DG_STORE_BACKEND_H
#define DG_STORE_BACKEND_H

#include "store/store.h"
#include "store/tables.h"

typedef struct Backend {
  void *handle;
  char why[STORE_WHY];
  bool (*begin)(struct Backend *b);
  bool (*row)(void *backend, TableId table, const Value *values, int n); /* a RowSink */
  bool (*commit)(struct Backend *b);
  bool (*has_key)(struct Backend *b, const char *key);
  /* Documents whose simhash shares a band: calls `found` for each, at most 64 a band. */
  void (*near)(struct Backend *b, uint64_t simhash, void (*found)(void *context, int64_t story, uint64_t simhash), void *context);
  /* Brings up to date what the viewer reads; a store that was never viewed only where `first`. */
  bool (*settle)(struct Backend *b, bool first);
  int64_t (*next_doc)(struct Backend *b);
  void (*close)(struct Backend *b);
} Backend;

bool sqlite_backend(Backend *b, const char *path);
bool postgres_backend(Backend *b, const char *address);

#endif
