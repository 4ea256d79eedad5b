#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "store/backend.h"
#include "store/checkpoint.h"
#include "store/derive.h"

#define SEARCH_EVERY 32 /* documents between two portions for full-text search */
#define PATIENCE 600    /* seconds: another run may be building the indexes of millions of events */
#define CHECKPOINT_PATIENCE 10
#define POLL 3000000L   /* nanoseconds between two looks at a lock; */
#define GIVE_WAY 10000000L /* longer, so that whoever waits gets the lock between two batches */

typedef struct {
  sqlite3 *db;
  sqlite3_stmt *insert[TABLE_COUNT], *find, *near, *search;
  int64_t indexed; /* the last sentence that full-text search knows */
  uint32_t unsearched;
  int log_pages;
  Checkpointer *checkpointer;
  time_t waiting_since, patience;
} Handle;

static time_t seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec;
}

static void nap(long nanoseconds) { nanosleep(&(struct timespec){.tv_nsec = nanoseconds}, NULL); }

/* SQLite's own waiting sleeps longer and longer: beside a run that begins its next batch at once it may never find the
 * lock free. */
static int wait_for_lock(void *handle, int times) {
  Handle *h = handle;
  if (!times) h->waiting_since = seconds();
  if (seconds() - h->waiting_since > h->patience) return 0;
  nap(POLL);
  return 1;
}

static bool fail(Backend *b) {
  Handle *h = b->handle;
  snprintf(b->why, sizeof b->why, "%s", h->db ? sqlite3_errmsg(h->db) : "out of memory");
  return false;
}

static bool run(Backend *b, const char *sql) {
  Handle *h = b->handle;
  return sqlite3_exec(h->db, sql, NULL, NULL, NULL) == SQLITE_OK || fail(b);
}

/* SQLite does not wait by itself where two at once make a new file one with a log. */
static bool use_log(Backend *b) {
  Handle *h = b->handle;
  for (int times = 0;; times++) {
    int status = sqlite3_exec(h->db, "pragma journal_mode = wal", NULL, NULL, NULL);
    if (status == SQLITE_OK) return true;
    if ((status & 0xff) != SQLITE_BUSY || !wait_for_lock(h, times)) return fail(b);
  }
}

static int64_t number(Backend *b, const char *sql) {
  Handle *h = b->handle;
  sqlite3_stmt *s = NULL;
  int64_t n = -1;
  if (sqlite3_prepare_v2(h->db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW) n = sqlite3_column_int64(s, 0);
  sqlite3_finalize(s);
  return n;
}

static bool run_all(Backend *b, const char *const *sql) {
  for (int i = 0; sql[i]; i++)
    if (!run(b, sql[i])) return false;
  return true;
}

/* Events have random ids: an index that stood from the first row would be written all over in each batch. Made at the
 * end it costs next to nothing. Without it, in the rare case that two documents of one id and text differ in bytes
 * alone, their events share ids. */
static const char EVENT_IDS[] = "create unique index if not exists events_id on events (id)";
static const char SHARED_IDS[] = "create index if not exists events_id on events (id)";

static bool make_derived(Backend *b) {
  char sql[4096];
  for (size_t i = 0; i < N_DERIVED; i++) {
    const Table *t = &DERIVED[i].table;
    snprintf(sql, sizeof sql, "drop table if exists %s", t->name);
    if (!run(b, sql)) return false;
    int at = snprintf(sql, sizeof sql, "create table if not exists %s (", t->name);
    for (const char *p = t->columns; *p && at < (int)sizeof sql - 256;) {
      if (!strncmp(p, " counter", 8)) at += snprintf(sql + at, sizeof sql - (size_t)at, " integer"), p += 8;
      else sql[at++] = *p++;
    }
    snprintf(sql + at, sizeof sql - (size_t)at, ", %s)%s", t->constraints, DERIVED[i].rowid ? "" : " without rowid");
    if (!run(b, sql)) return false;
  }
  return run(b, DERIVE_START);
}

static bool make_tables(Backend *b) {
  static const char ID[] = "primary key (id), ";
  char sql[4096];
  for (int i = 0; i < TABLE_COUNT; i++) {
    bool rowid = i == TABLE_DOCUMENTS || i == TABLE_SENTENCES || i == TABLE_ERRORS || i == TABLE_EVENTS;
    const char *constraints = TABLES[i].constraints;
    if (i == TABLE_EVENTS && !strncmp(constraints, ID, strlen(ID))) constraints += strlen(ID);
    snprintf(sql, sizeof sql, "create table if not exists %s (%s, %s)%s", TABLES[i].name, TABLES[i].columns, constraints,
             rowid ? "" : " without rowid");
    if (!run(b, sql)) return false;
  }
  for (int i = 0; VIEWS[i]; i++) {
    /* « create view x as » becomes « create view if not exists x as ». */
    snprintf(sql, sizeof sql, "create view if not exists%s", VIEWS[i] + strlen("create view"));
    if (!run(b, sql)) return false;
  }
  return make_derived(b) && run(b, "create virtual table if not exists sentences_text using fts5 (text, content='sentences', content_rowid='rowid',"
                " tokenize='unicode61 remove_diacritics 2')");
}

static int columns_of(const Table *t) {
  int n = 1;
  for (const char *p = t->columns; *p; p++) n += *p == ',';
  return n;
}

static bool prepare_insert(Backend *b, TableId table) {
  Handle *h = b->handle;
  char sql[512];
  int at = snprintf(sql, sizeof sql, "insert or ignore into %s values (?", TABLES[table].name);
  for (int k = 1; k < columns_of(&TABLES[table]); k++) at += snprintf(sql + at, sizeof sql - (size_t)at, ",?");
  snprintf(sql + at, sizeof sql - (size_t)at, ")");
  return sqlite3_prepare_v3(h->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &h->insert[table], NULL) == SQLITE_OK || fail(b);
}

/* Sentences go into the full-text index by the portion: a trigger a row costs three times as much, a whole batch at
 * once lets the coding threads wait. */
static bool search_new(Backend *b) {
  Handle *h = b->handle;
  h->unsearched = 0;
  sqlite3_bind_int64(h->search, 1, h->indexed);
  bool ok = sqlite3_step(h->search) == SQLITE_DONE || fail(b);
  sqlite3_reset(h->search);
  h->indexed = number(b, "select coalesce(max(rowid), 0) from sentences");
  return ok;
}

static bool row(void *backend, TableId table, const Value *v, int n) {
  Backend *b = backend;
  Handle *h = b->handle;
  sqlite3_stmt *s = h->insert[table];
  if (table == TABLE_DOCUMENTS && ++h->unsearched == SEARCH_EVERY && !search_new(b)) return false;
  for (int i = 0; i < n; i++) {
    switch (v[i].kind) {
      case VALUE_NULL: sqlite3_bind_null(s, i + 1); break;
      case VALUE_INT: sqlite3_bind_int64(s, i + 1, v[i].integer); break;
      case VALUE_REAL: sqlite3_bind_double(s, i + 1, v[i].real); break;
      case VALUE_TEXT: sqlite3_bind_text(s, i + 1, v[i].text.p, (int)v[i].text.n, SQLITE_STATIC); break;
    }
  }
  bool ok = sqlite3_step(s) == SQLITE_DONE || fail(b);
  sqlite3_reset(s);
  return ok;
}

/* Sketches of the documents that an earlier version stored. */
static bool make_sketches(Backend *b) {
  Handle *h = b->handle;
  sqlite3_stmt *s = NULL;
  if (!prepare_insert(b, TABLE_SKETCHES) || !prepare_insert(b, TABLE_BANDS) ||
      sqlite3_prepare_v2(h->db, "select doc, story, text from documents", -1, &s, NULL) != SQLITE_OK)
    return fail(b);
  bool ok = true;
  int status = SQLITE_ROW;
  while (ok && (status = sqlite3_step(s)) == SQLITE_ROW) {
    DocumentKey k = {.doc = sqlite3_column_int64(s, 0), .story = sqlite3_column_int64(s, 1)};
    const char *text = (const char *)sqlite3_column_text(s, 2);
    k.sketched = text && near_sketch(str_of(text, (uint32_t)sqlite3_column_bytes(s, 2)), &k.sketch, k.bands);
    ok = table_sketch_rows(&k, row, b);
  }
  ok = ok && (status == SQLITE_DONE || fail(b));
  sqlite3_finalize(s);
  return ok;
}

static bool migrate(Backend *b, int64_t version) {
  char sql[64];
  snprintf(sql, sizeof sql, "pragma user_version = %d", STORE_SCHEMA_VERSION);
  /* The first stores indexed each sentence by a trigger: beside the portions it would do so twice. */
  return run(b, "drop trigger if exists sentences_added") && (version < 1 || version > 2 || run_all(b, MIGRATE_RELATIONS)) &&
         (version < 1 || run_all(b, MIGRATE_SKETCHES)) && make_tables(b) &&
         (version < 1 || make_sketches(b)) && run(b, sql);
}

static bool make_schema(Backend *b) {
  static const char VERSION[] = "pragma user_version";
  int64_t version = number(b, VERSION);
  if (version == STORE_SCHEMA_VERSION) return true;
  if (version <= STORE_SCHEMA_VERSION) {
    if (!run(b, "begin immediate")) return false;
    version = number(b, VERSION); /* another run may have made it meanwhile */
    if (version < 0) return fail(b);
    if (version == STORE_SCHEMA_VERSION) return run(b, "commit");
  }
  if (version > STORE_SCHEMA_VERSION) {
    snprintf(b->why, sizeof b->why, "the store has schema version %lld, newer than this program's %d", (long long)version,
             STORE_SCHEMA_VERSION);
    return false;
  }
  return migrate(b, version) && run(b, "commit");
}

static bool prepare(Backend *b) {
  Handle *h = b->handle;
  for (int i = 0; i < TABLE_COUNT; i++)
    if (!h->insert[i] && !prepare_insert(b, (TableId)i)) return false;
  return (sqlite3_prepare_v3(h->db, "select 1 from documents where key = ?", -1, SQLITE_PREPARE_PERSISTENT, &h->find, NULL) == SQLITE_OK &&
          sqlite3_prepare_v3(h->db, "select " SKETCH_COLUMNS " from nearness n join sketches s on s.doc = n.doc where n.band = ? order by n.doc desc limit ?",
                             -1, SQLITE_PREPARE_PERSISTENT, &h->near, NULL) == SQLITE_OK &&
          sqlite3_prepare_v3(h->db, "insert into sentences_text (rowid, text) select rowid, text from sentences where rowid > ?", -1,
                             SQLITE_PREPARE_PERSISTENT, &h->search, NULL) == SQLITE_OK) || fail(b);
}

static bool begin(Backend *b) {
  Handle *h = b->handle;
  if (!run(b, "begin immediate")) return false;
  h->indexed = number(b, "select coalesce(max(rowid), 0) from sentences");
  return true;
}

static bool commit(Backend *b) {
  Handle *h = b->handle;
  if (!search_new(b) || !run(b, "update totals set n = n + 1 where name = 'changes'") || !run(b, "commit")) return false;
  if (!checkpointer_note(h->checkpointer, h->log_pages)) {
    h->patience = CHECKPOINT_PATIENCE;
    sqlite3_wal_checkpoint_v2(h->db, NULL, SQLITE_CHECKPOINT_RESTART, NULL, NULL);
    h->patience = PATIENCE;
  }
  nap(GIVE_WAY);
  return true;
}

static int note_log(void *context, sqlite3 *db, const char *name, int pages) {
  (void)db;
  (void)name;
  ((Handle *)context)->log_pages = pages;
  return SQLITE_OK;
}

static bool settle(Backend *b, bool first) {
  bool ok = true, any = false;
  if (!first && number(b, DERIVE_WANTED) != 1) return true;
  while (ok && number(b, DERIVE_WAITING) == 1) {
    any = true;
    /* Asked again within the transaction: another run may have done this portion meanwhile. */
    ok = run(b, "begin immediate") && (number(b, DERIVE_WAITING) != 1 || run_all(b, DERIVE)) && run(b, "commit");
    if (ok) continue;
    char why[STORE_WHY];
    memcpy(why, b->why, sizeof why);
    run(b, "rollback");
    memcpy(b->why, why, sizeof why);
  }
  if (ok && (any || first)) ok = run_all(b, DERIVE_INDEXES) && run(b, "pragma analysis_limit = 400") && run(b, "analyze");
  return ok;
}

static bool has_key(Backend *b, const char *key) {
  Handle *h = b->handle;
  sqlite3_bind_text(h->find, 1, key, 64, SQLITE_STATIC);
  bool found = sqlite3_step(h->find) == SQLITE_ROW;
  sqlite3_reset(h->find);
  return found;
}

static void near(Backend *b, const int64_t bands[NEAR_BANDS], void (*found)(void *, int64_t, const Sketch *), void *context) {
  Handle *h = b->handle;
  for (int band = 0; band < NEAR_BANDS; band++) {
    sqlite3_bind_int64(h->near, 1, bands[band]);
    sqlite3_bind_int(h->near, 2, BACKEND_NEAR);
    while (sqlite3_step(h->near) == SQLITE_ROW) {
      int64_t v[SKETCH_VALUES];
      for (int i = 0; i < SKETCH_VALUES; i++) v[i] = sqlite3_column_int64(h->near, i);
      Sketch sketch = table_sketch(v);
      found(context, v[0], &sketch);
    }
    sqlite3_reset(h->near);
  }
}

static int64_t next_doc(Backend *b) { return number(b, "select coalesce(max(doc), 0) + 1 from documents"); }

/* Indexes come last: built at once they cost a fraction of what they cost row by row. A run that was killed leaves
 * them to the next. */
static void close_handle(Backend *b) {
  Handle *h = b->handle;
  checkpointer_stop(h->checkpointer);
  if (h->search && (run(b, EVENT_IDS) || run(b, SHARED_IDS))) run_all(b, INDEXES);
  for (int i = 0; i < TABLE_COUNT; i++) sqlite3_finalize(h->insert[i]);
  sqlite3_finalize(h->find);
  sqlite3_finalize(h->near);
  sqlite3_finalize(h->search);
  sqlite3_close(h->db);
  free(h);
}

bool sqlite_backend(Backend *b, const char *path) {
  Handle *h = calloc(1, sizeof *h);
  *b = (Backend){.handle = h, .begin = begin, .row = row, .commit = commit, .has_key = has_key, .near = near,
                 .settle = settle, .next_doc = next_doc, .close = close_handle};
  if (!h) return snprintf(b->why, sizeof b->why, "out of memory"), false;
  if (sqlite3_open_v2(path, &h->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK) {
    h->patience = PATIENCE;
    sqlite3_busy_handler(h->db, wait_for_lock, h);
    if (run(b, "pragma page_size = 16384") && use_log(b) && run(b, "pragma wal_autocheckpoint = 0") && run(b, "pragma synchronous = normal") && run(b, "pragma foreign_keys = off") && /* rows come parents first, whole documents at a time */
        run(b, "pragma cache_size = -32768") && run(b, "pragma threads = 2") && make_schema(b) && prepare(b)) {
      sqlite3_wal_hook(h->db, note_log, h);
      h->checkpointer = checkpointer_start(path);
      return true;
    }
  } else {
    fail(b);
  }
  close_handle(b);
  return false;
}
