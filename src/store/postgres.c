#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/backend.h"

/* Rows wait in one buffer a table and go out with COPY at the end of a batch: one round trip a table. */
typedef struct {
  char *p;
  size_t n, cap;
} Buffer;

typedef struct {
  PGconn *connection;
  Buffer rows[TABLE_COUNT];
} Handle;

static bool fail(Backend *b, const char *why) {
  size_t n = strlen(why);
  while (n && why[n - 1] == '\n') n--;
  snprintf(b->why, sizeof b->why, "%.*s", (int)n, why);
  return false;
}

static bool run(Backend *b, const char *sql) {
  Handle *h = b->handle;
  PGresult *result = PQexec(h->connection, sql);
  bool ok = PQresultStatus(result) == PGRES_COMMAND_OK || PQresultStatus(result) == PGRES_TUPLES_OK;
  if (!ok) fail(b, PQerrorMessage(h->connection));
  PQclear(result);
  return ok;
}

static int64_t number(Backend *b, const char *sql) {
  Handle *h = b->handle;
  PGresult *result = PQexec(h->connection, sql);
  int64_t n = PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) ? atoll(PQgetvalue(result, 0, 0)) : -1;
  PQclear(result);
  return n;
}

static bool make_schema(Backend *b) {
  char sql[4096];
  if (!run(b, "begin") || !run(b, "select pg_advisory_xact_lock(7240)") ||
      !run(b, "create table if not exists dragoman_schema (version integer)"))
    return false;
  int64_t version = number(b, "select coalesce(max(version), 0) from dragoman_schema");
  if (version > STORE_SCHEMA_VERSION) return run(b, "rollback"), fail(b, "the store's schema is newer than this program's");
  if (version == STORE_SCHEMA_VERSION) return run(b, "commit");
  for (int i = 0; i < TABLE_COUNT; i++) {
    /* A real is four bytes here and eight in SQLite: coordinates want eight. */
    int at = snprintf(sql, sizeof sql, "create table if not exists %s (", TABLES[i].name);
    for (const char *p = TABLES[i].columns; *p && at < (int)sizeof sql - 32;) {
      if (!strncmp(p, " real", 5)) at += snprintf(sql + at, sizeof sql - (size_t)at, " double precision"), p += 5;
      else sql[at++] = *p++;
    }
    snprintf(sql + at, sizeof sql - (size_t)at, ", %s)", TABLES[i].constraints);
    if (!run(b, sql)) return false;
  }
  for (int i = 0; INDEXES[i]; i++)
    if (!run(b, INDEXES[i])) return false;
  for (int i = 0; version == 1 && MIGRATE_BANDS[i]; i++)
    if (!run(b, MIGRATE_BANDS[i])) return false;
  for (int i = 0; VIEWS[i]; i++) {
    snprintf(sql, sizeof sql, "create or replace view%s", VIEWS[i] + strlen("create view"));
    if (!run(b, sql)) return false;
  }
  snprintf(sql, sizeof sql, "insert into dragoman_schema values (%d)", STORE_SCHEMA_VERSION);
  return run(b, "create index if not exists sentences_text on sentences using gin (to_tsvector('simple', text))") && run(b, sql) &&
         run(b, "commit");
}

static bool begin(Backend *b) {
  Handle *h = b->handle;
  for (int i = 0; i < TABLE_COUNT; i++) h->rows[i].n = 0;
  /* Two runs number their documents in turns: a batch holds the lock from its first number to its commit. */
  return run(b, "set lock_timeout = '60s'") && run(b, "select pg_advisory_lock(7241)") && run(b, "set lock_timeout = 0");
}

static bool add(Backend *b, Buffer *to, const char *p, size_t n) {
  if (to->cap - to->n < n) {
    size_t cap = to->cap ? to->cap * 2 : 1 << 16;
    while (cap - to->n < n) cap *= 2;
    char *wider = realloc(to->p, cap);
    if (!wider) return fail(b, "out of memory");
    to->p = wider;
    to->cap = cap;
  }
  memcpy(to->p + to->n, p, n);
  to->n += n;
  return true;
}

/* COPY's text format: backslash escapes; NUL cannot be stored and becomes U+FFFD. */
static bool add_text(Backend *b, Buffer *to, Str s) {
  bool ok = true;
  for (uint32_t i = 0; i < s.n && ok; i++) {
    switch (s.p[i]) {
      case '\\': ok = add(b, to, "\\\\", 2); break;
      case '\n': ok = add(b, to, "\\n", 2); break;
      case '\r': ok = add(b, to, "\\r", 2); break;
      case '\t': ok = add(b, to, "\\t", 2); break;
      case 0: ok = add(b, to, "\xef\xbf\xbd", 3); break;
      default: ok = add(b, to, s.p + i, 1);
    }
  }
  return ok;
}

static bool row(void *backend, TableId table, const Value *v, int n) {
  Backend *b = backend;
  Handle *h = b->handle;
  Buffer *to = &h->rows[table];
  bool ok = true;
  for (int i = 0; i < n && ok; i++) {
    char room[48];
    if (i) ok = add(b, to, "\t", 1);
    if (v[i].kind == VALUE_NULL) ok = ok && add(b, to, "\\N", 2);
    else if (v[i].kind == VALUE_TEXT) ok = ok && add_text(b, to, v[i].text);
    else if (v[i].kind == VALUE_INT) ok = ok && add(b, to, room, (size_t)snprintf(room, sizeof room, "%lld", (long long)v[i].integer));
    else ok = ok && add(b, to, room, (size_t)snprintf(room, sizeof room, "%.9g", v[i].real));
  }
  return ok && add(b, to, "\n", 1);
}

static bool copy(Backend *b, TableId table) {
  Handle *h = b->handle;
  char sql[64];
  if (!h->rows[table].n) return true;
  /* Errors may come again on a rerun: they pass through a passing table, so that duplicates fall away. */
  bool staged = table == TABLE_ERRORS;
  if (staged && !run(b, "create temporary table if not exists new_errors (like errors) on commit drop")) return false;
  snprintf(sql, sizeof sql, "copy %s from stdin", staged ? "new_errors" : TABLES[table].name);
  PGresult *result = PQexec(h->connection, sql);
  bool ok = PQresultStatus(result) == PGRES_COPY_IN;
  PQclear(result);
  if (!ok) return fail(b, PQerrorMessage(h->connection));
  for (size_t at = 0; ok && at < h->rows[table].n;) {
    size_t n = h->rows[table].n - at;
    if (n > 1 << 20) n = 1 << 20;
    ok = PQputCopyData(h->connection, h->rows[table].p + at, (int)n) == 1;
    at += n;
  }
  ok = ok && PQputCopyEnd(h->connection, NULL) == 1;
  while ((result = PQgetResult(h->connection))) {
    ok = ok && PQresultStatus(result) == PGRES_COMMAND_OK;
    if (!ok) fail(b, PQerrorMessage(h->connection));
    PQclear(result);
  }
  return ok && (!staged || run(b, "insert into errors select * from new_errors on conflict do nothing"));
}

static bool commit(Backend *b) {
  bool ok = run(b, "begin");
  for (int i = 0; ok && i < TABLE_COUNT; i++) ok = copy(b, (TableId)i);
  if (!ok) {
    char why[STORE_WHY];
    snprintf(why, sizeof why, "%s", b->why);
    run(b, "rollback");
    return fail(b, why);
  }
  return run(b, "commit") && run(b, "select pg_advisory_unlock(7241)");
}

static bool has_key(Backend *b, const char *key) {
  Handle *h = b->handle;
  const char *values[1] = {key};
  PGresult *result = PQexecPrepared(h->connection, "find", 1, values, NULL, NULL, 0);
  bool found = PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) > 0;
  PQclear(result);
  return found;
}

static void near(Backend *b, uint64_t simhash, void (*found)(void *, int64_t, uint64_t), void *context) {
  Handle *h = b->handle;
  char room[4][32];
  const char *values[4];
  for (int band = 0; band < 4; band++) {
    snprintf(room[band], sizeof room[band], "%lld", (long long)(((uint64_t)band << 16) | ((simhash >> (16 * band)) & 0xffff)));
    values[band] = room[band];
  }
  PGresult *result = PQexecPrepared(h->connection, "near", 4, values, NULL, NULL, 0);
  for (int i = 0; PQresultStatus(result) == PGRES_TUPLES_OK && i < PQntuples(result); i++)
    found(context, atoll(PQgetvalue(result, i, 0)), (uint64_t)atoll(PQgetvalue(result, i, 1)));
  PQclear(result);
}

static int64_t next_doc(Backend *b) { return number(b, "select coalesce(max(doc), 0) + 1 from documents"); }

static void close_handle(Backend *b) {
  Handle *h = b->handle;
  PQfinish(h->connection);
  for (int i = 0; i < TABLE_COUNT; i++) free(h->rows[i].p);
  free(h);
}

/* « already exists, skipping » is no news for a user. */
static void be_silent(void *context, const char *message) {
  (void)context;
  (void)message;
}

static bool prepare(Backend *b) {
  return run(b, "prepare find (text) as select 1 from documents where key = $1") &&
         run(b, "prepare near (bigint, bigint, bigint, bigint) as select story, simhash from nearness"
                " where band in ($1, $2, $3, $4) order by doc limit 256");
}

bool postgres_backend(Backend *b, const char *address) {
  Handle *h = calloc(1, sizeof *h);
  *b = (Backend){.handle = h, .begin = begin, .row = row, .commit = commit, .has_key = has_key, .near = near,
                 .next_doc = next_doc, .close = close_handle};
  if (!h) return fail(b, "out of memory");
  h->connection = PQconnectdb(address);
  if (PQstatus(h->connection) == CONNECTION_OK) {
    PQsetClientEncoding(h->connection, "UTF8");
    PQsetNoticeProcessor(h->connection, be_silent, NULL);
  } else {
    fail(b, PQerrorMessage(h->connection));
    close_handle(b);
    return false;
  }
  if (make_schema(b) && prepare(b)) return true;
  close_handle(b);
  return false;
}
