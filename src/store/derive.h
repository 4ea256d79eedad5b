/* derive.h: what the viewer needs ready-made: who takes part in what by day, counts by day, places with their events.
 *
 * Derived tables follow from the tables of the readings. They are made when a store is first viewed, and brought up to
 * date in portions of documents at the end of each run from then on; what a killed run left undone, the next one does.
 * A store that nobody views does not pay for them. */
#ifndef DG_STORE_DERIVE_H
#define DG_STORE_DERIVE_H

#include "store/tables.h"

/* Like TABLES; the type « counter » numbers its rows by itself. `rowid`: SQLite keeps a rowid table. */
typedef struct {
  Table table;
  bool rowid;
} DerivedTable;
extern const DerivedTable DERIVED[];
extern const size_t N_DERIVED;
/* A store of another schema version loses them and gets them anew when it is viewed. */

/* Rows that `totals` begins with. */
extern const char DERIVE_START[];

/* 1 where documents wait; 1 where the store has been viewed once. */
extern const char DERIVE_WAITING[];
extern const char DERIVE_WANTED[];

/* One portion, one statement an entry, within one transaction, in both dialects; NULL at the end. Behind the last
 * portion: the indexes. */
extern const char *const DERIVE[];
extern const char *const DERIVE_INDEXES[];

/* SQL: the key by which an actor is known over documents. Roles and forces (« police ») exist in every country. */
#define ACTOR_KEY(name, country, kind) \
  "case when " country " is null or " kind " = 'country' then " name " else " name " || ' (' || " country " || ')' end"

#endif
