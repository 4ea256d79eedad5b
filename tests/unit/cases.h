/* The engine and the readable cases of tests/cases, for the tests that read them. */
#ifndef TESTS_CASES_H
#define TESTS_CASES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/source.h"
#include "engine/engine.h"

/* A file of cases being read. What lasts is in `own`; `arena` is empty again with each reading. */
typedef struct {
  Engine *engine;
  Arena *own, *arena;
  Source source;
  Diags diags;
  uint32_t held, all;
} Cases;

static inline Engine *cases_engine(Diags *diags) {
  Engine *engine = engine_open(NULL, diags);
  for (uint32_t i = 0; i < diags->all.n; i++) printf("%.*s\n", (int)diags->all.at[i].message.n, diags->all.at[i].message.p);
  assert_non_null(engine);
  return engine;
}

/* For a group of tests over one engine: its state is an arena. */
static inline void *cases_group(Engine **engine) {
  Arena *arena = arena_new(NULL);
  Diags diags;
  diags_init(&diags, arena);
  *engine = cases_engine(&diags);
  return arena;
}

static inline const char *cases_root(void) {
  const char *from = getenv("DG_SOURCE");
  return from ? from : ".";
}

static inline Source cases_source(Arena *arena, Diags *diags, const char *file) {
  Source source;
  assert_true(source_open(&source, arena, str_format(arena, "%s/tests/cases/%s", cases_root(), file).p, diags));
  return source;
}

/* Opens tests/cases/FILE. */
static inline void cases_open(Cases *k, const char *file) {
  *k = (Cases){.own = arena_new(NULL), .arena = arena_new(NULL)};
  diags_init(&k->diags, k->own);
  k->engine = cases_engine(&k->diags);
  k->source = cases_source(k->own, &k->diags, file);
}

static inline Reading *cases_read(Cases *k, Str language, Str text) {
  arena_reset(k->arena);
  EngineAbout about = {.id = STR("case"), .language = language, .date = STR("2024-03-15")};
  Reading *r = engine_read(k->engine, k->arena, text, &about);
  assert_non_null(r);
  assert_null(reading_check(r));
  return r;
}

/* Counts a case, and shows one that does not hold. */
static inline void cases_count(Cases *k, bool held, Str shown) {
  k->all++, k->held += held;
  if (!held) printf("  missed: %.*s\n", (int)shown.n, shown.p);
}

/* Fails where fewer than `share` percent hold. */
static inline void cases_close(Cases *k, const char *title, uint32_t share) {
  printf("%s: %u of %u\n", title, k->held, k->all);
  bool enough = k->all > 0 && k->held * 100 >= k->all * share;
  dragoman_close(k->engine);
  arena_free(k->arena);
  arena_free(k->own);
  assert_true(enough);
}

/* The next line of a file whose cases have lines below them, indented; empty lines and comments are passed over. */
static inline bool cases_line(Source *source, Str *line) {
  while (source->rest.n) {
    uint32_t cut = str_find(source->rest, STR("\n"));
    *line = cut == UINT32_MAX ? source->rest : str_sub(source->rest, 0, cut);
    source->rest = cut == UINT32_MAX ? STR("") : str_sub(source->rest, cut + 1, source->rest.n);
    if (line->n && line->p[0] != '#') return true;
  }
  return false;
}

#endif
