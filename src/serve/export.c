#include "serve/export.h"

#include <stdio.h>
#include <stdlib.h>

#include "serve/filter.h"

#define PORTION 200u

struct Export {
  RowFormat format;
  char name[32];
  EventKey *keys;
  uint32_t n, cap, at;
  bool failed, started;
  Arena *arena;   /* of a portion */
  Bytes ready;    /* bytes not yet handed on, from `given` */
  size_t given;
};

static bool add_key(void *context, const Str *c, int n) {
  (void)n;
  Export *e = context;
  if (e->n == e->cap) {
    uint32_t cap = e->cap ? e->cap * 2 : 1024;
    EventKey *wider = realloc(e->keys, cap * sizeof *wider);
    e->failed = !wider;
    if (!wider) return false;
    e->keys = wider;
    e->cap = cap;
  }
  e->keys[e->n++] = (EventKey){(uint32_t)to_int(c[1]), (uint32_t)to_int(c[2])};
  return true;
}

static const char *const FORMATS[] = {"jsonl", "csv", "gdelt", "icews", "phoenix", "polecat", "petrarch", NULL};

static bool find_events(Ask *ask, Export *e) {
  Filter filter;
  int format = -1;
  Sql sql;
  if (!ask_choice(ask, "to", FORMATS, &format)) return false;
  if (format < 0) return ask_fail(ask, 400, "to", "to is needed: jsonl, csv, gdelt, icews, phoenix, polecat or petrarch");
  if (!filter_read(ask, &filter) || !ask_done(ask) || !filter_resolve(ask, &filter)) return false;
  e->format = row_format(FORMATS[format]);
  snprintf(e->name, sizeof e->name, "events.%s", format == 0 ? "jsonl" : format == 1 ? "csv" : "tsv");
  sql_init(&sql, ask->arena);
  filter_sql(ask, &filter, NULL, &sql);
  sql_add(&sql, " order by x.doc, x.n");
  store_reader_budget(ask->reader, 30000);
  return ask_run(ask, &sql, add_key, e) && (!e->failed || ask_fail(ask, 503, NULL, "out of memory"));
}

Export *export_open(Ask *ask) {
  Export *e = calloc(1, sizeof *e);
  if (!e || !(e->arena = arena_new(NULL))) {
    free(e);
    ask_fail(ask, 503, NULL, "out of memory");
    return NULL;
  }
  jmp_buf no_memory, *outer = arena_guard(ask->arena, &no_memory);
  if (setjmp(no_memory)) {
    arena_guard(ask->arena, outer);
    export_close(e);
    longjmp(*outer, 1);
  }
  bool ok = find_events(ask, e);
  arena_guard(ask->arena, outer);
  if (ok) return e;
  export_close(e);
  return NULL;
}

const char *export_type(const Export *e) {
  return e->format == ROWS_JSONL ? "application/jsonl; charset=utf-8"
         : e->format == ROWS_CSV ? "text/csv; charset=utf-8"
                                 : "text/tab-separated-values; charset=utf-8";
}

const char *export_name(const Export *e) { return e->name; }

static bool put(void *context, Arena *arena, const EventRow *row) {
  (void)arena;
  Export *e = context;
  row_write(&e->ready, e->format, row);
  return true;
}

static bool fill(Export *e, StoreReader *reader) {
  arena_reset(e->arena);
  bytes_init(&e->ready, e->arena);
  e->given = 0;
  jmp_buf no_memory;
  if (setjmp(no_memory)) {
    arena_guard(e->arena, NULL);
    return false;
  }
  arena_guard(e->arena, &no_memory);
  if (!e->started) row_header(&e->ready, e->format);
  e->started = true;
  uint32_t n = e->n - e->at < PORTION ? e->n - e->at : PORTION;
  store_reader_budget(reader, 20000);
  bool ok = store_events(reader, e->arena, e->keys + e->at, n, put, e);
  e->at += n;
  arena_guard(e->arena, NULL);
  return ok;
}

long export_read(Export *e, StoreReader *reader, char *out, size_t max) {
  while (e->given == e->ready.n) {
    if (e->started && e->at == e->n) return 0;
    if (!fill(e, reader)) return -1;
  }
  size_t n = e->ready.n - e->given < max ? e->ready.n - e->given : max;
  memcpy(out, e->ready.p + e->given, n);
  e->given += n;
  return (long)n;
}

void export_close(Export *e) {
  if (!e) return;
  arena_free(e->arena);
  free(e->keys);
  free(e);
}
