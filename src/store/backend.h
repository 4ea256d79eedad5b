/* backend.h: what a kind of database does for the store. */
#ifndef DG_STORE_BACKEND_H
#define DG_STORE_BACKEND_H

#include "store/near.h"
#include "store/store.h"
#include "store/tables.h"

#define BACKEND_NEAR 12

typedef struct Backend {
  void *handle;
  char why[STORE_WHY];
  bool (*begin)(struct Backend *b);
  bool (*row)(void *backend, TableId table, const Value *values, int n); /* a RowSink */
  bool (*commit)(struct Backend *b);
  bool (*has_key)(struct Backend *b, const char *key);
  /* Documents that share a band: calls `found` for the latest, at most BACKEND_NEAR a band. */
  void (*near)(struct Backend *b, const int64_t bands[NEAR_BANDS], void (*found)(void *context, int64_t story, const Sketch *sketch),
               void *context);
  /* Brings up to date what the viewer reads; a store that was never viewed only where `first`. */
  bool (*settle)(struct Backend *b, bool first);
  int64_t (*next_doc)(struct Backend *b);
  void (*close)(struct Backend *b);
} Backend;

bool sqlite_backend(Backend *b, const char *path);
bool postgres_backend(Backend *b, const char *address);

#endif
