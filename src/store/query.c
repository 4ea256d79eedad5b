#include "store/query.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/utf8.h"
#include "io/record.h"
#include "store/derive.h"

#define MAX_COLUMNS 48
#define MAX_VALUES 64
#define PAGE "500"

struct StoreReader {
  sqlite3 *sqlite;
  PGconn *postgres;
  Arena *folding;          /* of the function fold */
  double deadline;         /* by the monotonic clock, 0: none */
  int budget;              /* what PostgreSQL was told */
  bool late;
  char why[STORE_WHY];
};

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool fail(StoreReader *r, const char *why) {
  size_t n = strlen(why);
  while (n && why[n - 1] == '\n') n--;
  snprintf(r->why, sizeof r->why, "%.*s", (int)n, why);
  return false;
}

static int is_late(void *reader) {
  StoreReader *r = reader;
  r->late = r->deadline > 0 && now() > r->deadline;
  return r->late;
}

/* fold(text): small letters without accents, for parts of names. */
static void fold(sqlite3_context *context, int n, sqlite3_value **values) {
  (void)n;
  StoreReader *r = sqlite3_user_data(context);
  const char *p = (const char *)sqlite3_value_text(values[0]);
  if (!p) return;
  jmp_buf no_memory, *outer;
  if (setjmp(no_memory)) {
    sqlite3_result_error_nomem(context);
    return;
  }
  outer = arena_guard(r->folding, &no_memory);
  arena_reset(r->folding);
  Str bare = utf8_bare(r->folding, str_of(p, (size_t)sqlite3_value_bytes(values[0])));
  sqlite3_result_text(context, bare.p, (int)bare.n, SQLITE_TRANSIENT);
  arena_guard(r->folding, outer);
}

static bool open_sqlite(StoreReader *r, const char *path) {
  if (sqlite3_open_v2(path, &r->sqlite, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    return fail(r, r->sqlite ? sqlite3_errmsg(r->sqlite) : "out of memory");
  sqlite3_busy_timeout(r->sqlite, 10000);
  sqlite3_progress_handler(r->sqlite, 5000, is_late, r);
  r->folding = arena_new(NULL);
  if (!r->folding || sqlite3_create_function(r->sqlite, "fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, r, fold, NULL, NULL) != SQLITE_OK)
    return fail(r, "out of memory");
  sqlite3_exec(r->sqlite, "pragma cache_size = -16384; pragma query_only = on", NULL, NULL, NULL);
  return sqlite3_exec(r->sqlite, "select 1 from events limit 1", NULL, NULL, NULL) == SQLITE_OK || fail(r, "no dragoman store");
}

static bool open_postgres(StoreReader *r, const char *address) {
  r->postgres = PQconnectdb(address);
  if (PQstatus(r->postgres) != CONNECTION_OK) return fail(r, PQerrorMessage(r->postgres));
  PQsetClientEncoding(r->postgres, "UTF8");
  PQclear(PQexec(r->postgres, "set default_transaction_read_only = on"));
  return true;
}

static void tell_postgres(StoreReader *r, int milliseconds) {
  char sql[64];
  if (r->budget == milliseconds) return;
  snprintf(sql, sizeof sql, "set statement_timeout = %d", milliseconds);
  PQclear(PQexec(r->postgres, sql));
  r->budget = milliseconds;
}

void store_reader_budget(StoreReader *r, int milliseconds) {
  r->late = false;
  r->deadline = milliseconds ? now() + milliseconds / 1000.0 : 0;
  if (!r->postgres) return;
  if (PQstatus(r->postgres) != CONNECTION_OK) { /* the server was restarted: once more */
    PQreset(r->postgres);
    PQsetClientEncoding(r->postgres, "UTF8");
    PQclear(PQexec(r->postgres, "set default_transaction_read_only = on"));
    r->budget = 0;
  }
  tell_postgres(r, milliseconds);
}

bool store_reader_late(const StoreReader *r) { return r->late; }

bool store_reader_is_postgres(const StoreReader *r) { return r->postgres != NULL; }

StoreReader *store_reader_open(const char *address, char *why) {
  StoreReader *r = calloc(1, sizeof *r);
  if (!r) return snprintf(why, STORE_WHY, "out of memory"), NULL;
  bool postgres = !strncmp(address, "postgres", 8) && strstr(address, "://");
  if ((postgres ? open_postgres : open_sqlite)(r, address)) {
    int version = store_reader_version(r);
    if (version <= STORE_SCHEMA_VERSION) return r;
    snprintf(r->why, sizeof r->why, "the store has schema version %d, newer than this program's %d", version, STORE_SCHEMA_VERSION);
  }
  snprintf(why, STORE_WHY, "%s", r->why);
  store_reader_close(r);
  return NULL;
}

void store_reader_close(StoreReader *r) {
  if (!r) return;
  sqlite3_close(r->sqlite);
  if (r->postgres) PQfinish(r->postgres);
  arena_free(r->folding);
  free(r);
}

const char *store_reader_why(const StoreReader *r) { return r->why; }

static bool query_sqlite(StoreReader *r, const char *sql, const char *const *values, int n, RowReader row, void *context) {
  sqlite3_stmt *s;
  if (sqlite3_prepare_v2(r->sqlite, sql, -1, &s, NULL) != SQLITE_OK) return fail(r, sqlite3_errmsg(r->sqlite));
  for (int i = 0; i < n; i++) {
    char name[16];
    snprintf(name, sizeof name, "$%d", i + 1);
    int at = sqlite3_bind_parameter_index(s, name);
    if (at) sqlite3_bind_text(s, at, values[i], -1, SQLITE_STATIC);
  }
  int status, columns = sqlite3_column_count(s);
  bool more = true;
  while (more && (status = sqlite3_step(s)) == SQLITE_ROW) {
    Str row_values[MAX_COLUMNS];
    for (int i = 0; i < columns && i < MAX_COLUMNS; i++) {
      const char *p = (const char *)sqlite3_column_text(s, i);
      row_values[i] = str_of(p, p ? (size_t)sqlite3_column_bytes(s, i) : 0);
    }
    more = row(context, row_values, columns < MAX_COLUMNS ? columns : MAX_COLUMNS);
  }
  if (more && status != SQLITE_DONE) fail(r, sqlite3_errmsg(r->sqlite));
  sqlite3_finalize(s);
  return !more || status == SQLITE_DONE;
}

static bool query_postgres(StoreReader *r, const char *sql, const char *const *values, int n, RowReader row, void *context) {
  Oid types[MAX_VALUES];
  if (n > MAX_VALUES) return fail(r, "too many values");
  for (int i = 0; i < n; i++) types[i] = 25; /* text */
  PGresult *result = PQexecParams(r->postgres, sql, n, types, values, NULL, NULL, 0);
  bool ok = PQresultStatus(result) == PGRES_TUPLES_OK || fail(r, PQerrorMessage(r->postgres)), more = true;
  const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  if (state && !strcmp(state, "57014")) r->late = true;
  int columns = PQnfields(result);
  for (int i = 0; ok && more && i < PQntuples(result); i++) {
    Str row_values[MAX_COLUMNS];
    for (int k = 0; k < columns && k < MAX_COLUMNS; k++)
      row_values[k] = PQgetisnull(result, i, k) ? (Str){NULL, 0} : str_of(PQgetvalue(result, i, k), (size_t)PQgetlength(result, i, k));
    more = row(context, row_values, columns < MAX_COLUMNS ? columns : MAX_COLUMNS);
  }
  PQclear(result);
  return ok;
}

bool store_query(StoreReader *r, const char *sql, const char *const *values, int n, RowReader row, void *context) {
  return (r->sqlite ? query_sqlite : query_postgres)(r, sql, values, n, row, context);
}

static bool take_number(void *context, const Str *c, int n) {
  (void)n;
  char room[24];
  snprintf(room, sizeof room, "%.*s", (int)c[0].n, c[0].p ? c[0].p : "");
  *(int *)context = atoi(room);
  return false;
}

int store_reader_version(StoreReader *r) {
  int version = 0;
  if (r->sqlite) store_query(r, "pragma user_version", NULL, 0, take_number, &version);
  else store_query(r, "select max(version) from dragoman_schema", NULL, 0, take_number, &version);
  return version;
}

bool store_reader_is_settled(StoreReader *r) {
  int waiting = 1, indexed = 0;
  const char *sql = r->sqlite ? "select count(*) from sqlite_master where name = 'actors_last'"
                              : "select count(*) from pg_indexes where indexname = 'actors_last'";
  return store_query(r, DERIVE_WAITING, NULL, 0, take_number, &waiting) && !waiting &&
         store_query(r, sql, NULL, 0, take_number, &indexed) && indexed;
}

typedef struct {
  Arena *arena;
  Vec(EventRow) events;
  Vec(Str) docs; /* the number of each event's document */
  char doc[24], n[24]; /* of the last event of the page */
} Page;

static Str keep(Arena *arena, Str s) { return s.n ? str_dup(arena, s) : (Str){"", 0}; }
static double to_double(Arena *arena, Str s) { return s.n ? strtod(str_dup(arena, s).p, NULL) : 0; }
static uint32_t to_uint(Arena *arena, Str s) { return s.n ? (uint32_t)strtoul(str_dup(arena, s).p, NULL, 10) : 0; }

static bool take_event(void *context, const Str *c, int n) {
  (void)n;
  Page *page = context;
  Arena *a = page->arena;
  EventRow *e = vec_push(a, &page->events);
  Str *const texts[] = {&e->id, &e->document, &e->link, &e->date, &e->document_date, &e->type, &e->modes, &e->contexts, &e->cameo,
                        &e->auxiliary, &e->deadline, &e->condition, &e->words, &e->sentence, &e->speaker, &e->rule, &e->place,
                        &e->place_country, &e->title, &e->url, &e->source, &e->language, &e->json};
  int k = 0;
  for (; k < (int)(sizeof texts / sizeof *texts); k++) *texts[k] = keep(a, c[k]);
  RecordStored stored = {e->json, e->rule, e->document, e->sentence, e->title, e->url, e->source, e->language, e->document_date};
  /* Stores of the first schema version hold the whole line. */
  if (e->json.n && e->json.p[e->json.n - 1] != '\n') e->json = record_stored_line(a, &stored);
  e->sentence_number = to_uint(a, c[k++]);
  e->geonameid = to_uint(a, c[k++]);
  e->quad = (int)to_uint(a, c[k++]);
  e->scale = to_double(a, c[k++]);
  e->goldstein = to_double(a, c[k++]);
  e->has_point = c[k].n > 0;
  e->lat = to_double(a, c[k++]);
  e->lon = to_double(a, c[k++]);
  vec_add(a, &page->docs, str_dup(a, c[k]));
  snprintf(page->doc, sizeof page->doc, "%.*s", (int)c[k].n, c[k].p ? c[k].p : "");
  snprintf(page->n, sizeof page->n, "%.*s", (int)c[k + 1].n, c[k + 1].p ? c[k + 1].p : "");
  return true;
}

typedef struct {
  Arena *arena;
  EventRow *event;
} Parties;

static bool take_party(void *context, const Str *c, int n) {
  (void)n;
  Parties *p = context;
  bool actor = c[0].n && c[0].p[0] == 'a';
  uint32_t *count = actor ? &p->event->n_actors : &p->event->n_recipients;
  if (*count == ROW_PARTIES) return true;
  RowParty *to = actor ? &p->event->actor[(*count)++] : &p->event->recipient[(*count)++];
  *to = (RowParty){keep(p->arena, c[1]), keep(p->arena, c[2]), keep(p->arena, c[3]), keep(p->arena, c[4]), keep(p->arena, c[5]),
                   keep(p->arena, c[6])};
  return true;
}

#define EVENT_COLUMNS \
    "select e.id, d.id, e.link, e.date, d.date, e.event, e.mode, e.context, e.cameo, e.auxiliary, e.deadline, e.condition," \
    " e.event_text, s.text, e.said_by, e.rule, e.place, e.place_country, d.title, d.url, d.source, d.language, e.json," \
    " e.sentence, e.geonameid, e.quad_code, e.event_scale, e.goldstein, e.lat, e.lon, e.doc, e.n"
static const char EVENTS[] =
    EVENT_COLUMNS
    " from events e join documents d on d.doc = e.doc left join sentences s on s.doc = e.doc and s.n = e.sentence"
    " where (e.doc > cast($1 as integer) or (e.doc = cast($1 as integer) and e.n > cast($2 as integer)))"
    " and ($3 is null or e.event = $3)"
    " and ($4 is null or exists (select 1 from parties p where p.doc = e.doc and p.event = e.id and (p.code = $4 or lower(p.name) like '%' || lower($4) || '%')))"
    " and ($5 is null or exists (select 1 from parties p where p.doc = e.doc and p.event = e.id and p.country = $5))"
    " and ($6 is null or e.date >= $6) and ($7 is null or e.date <= $7)"
    " order by e.doc, e.n limit " PAGE;
static const char PARTIES[] =
    "select side, text, name, code, country, sectors, role from parties where doc = cast($1 as integer) and event = $2 order by side, n";

static bool page_of(StoreReader *r, const EventFilter *f, Page *page, bool (*row)(void *, Arena *, const EventRow *), void *context, bool *more) {
  char doc[24], n[24];
  snprintf(doc, sizeof doc, "%s", page->doc);
  snprintf(n, sizeof n, "%s", page->n);
  const char *values[] = {doc, n, f->type, f->actor, f->country, f->from, f->until};
  if (!store_query(r, EVENTS, values, 7, take_event, page)) return false;
  *more = page->events.n > 0;
  for (uint32_t i = 0; i < page->events.n; i++) {
    Parties parties = {page->arena, &page->events.at[i]};
    const char *of[] = {page->docs.at[i].p, page->events.at[i].id.p};
    if (!store_query(r, PARTIES, of, 2, take_party, &parties)) return false;
    if (!row(context, page->arena, &page->events.at[i])) return *more = false, true;
  }
  return true;
}

bool store_each_event(StoreReader *r, const EventFilter *f, bool (*row)(void *, Arena *, const EventRow *), void *context) {
  Arena *arena = arena_new(NULL);
  jmp_buf no_memory;
  if (!arena || setjmp(no_memory)) {
    arena_free(arena);
    return fail(r, "out of memory");
  }
  arena_guard(arena, &no_memory);
  char doc[24] = "0", n[24] = "-1";
  bool ok = true, more = true;
  while (ok && more) {
    Page page = {.arena = arena};
    memcpy(page.doc, doc, sizeof doc);
    memcpy(page.n, n, sizeof n);
    ok = page_of(r, f, &page, row, context, &more);
    memcpy(doc, page.doc, sizeof doc);
    memcpy(n, page.n, sizeof n);
    arena_reset(arena);
  }
  arena_free(arena);
  return ok;
}

bool store_events(StoreReader *r, Arena *arena, const EventKey *keys, uint32_t n, bool (*row)(void *, Arena *, const EventRow *),
                  void *context) {
  if (!n) return true;
  Page page = {.arena = arena};
  Bytes sql;
  bytes_init(&sql, arena);
  Str part = str_format(arena, "with k (doc, n) as (values ");
  bytes_add(&sql, part.p, part.n);
  for (uint32_t i = 0; i < n; i++) {
    part = str_format(arena, "%s(%u, %u)", i ? ", " : "", keys[i].doc, keys[i].n);
    bytes_add(&sql, part.p, part.n);
  }
  part = STR(") " EVENT_COLUMNS " from k join events e on e.doc = k.doc and e.n = k.n join documents d on d.doc = e.doc"
             " left join sentences s on s.doc = e.doc and s.n = e.sentence order by e.doc, e.n");
  bytes_add(&sql, part.p, part.n + 1);
  if (!store_query(r, sql.p, NULL, 0, take_event, &page)) return false;
  for (uint32_t i = 0; i < page.events.n; i++) {
    Parties parties = {arena, &page.events.at[i]};
    const char *of[] = {page.docs.at[i].p, page.events.at[i].id.p};
    if (!store_query(r, PARTIES, of, 2, take_party, &parties)) return false;
    if (!row(context, arena, &page.events.at[i])) break;
  }
  return true;
}
