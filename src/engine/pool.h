/* pool.h: many documents through one engine by several threads, handed on in input order. */
#ifndef DG_ENGINE_POOL_H
#define DG_ENGINE_POOL_H

#include <signal.h>

#include "engine/engine.h"
#include "io/input.h"

typedef struct {
  InputDocument document; /* document.error set: it failed */
  Reading *reading;       /* NULL where it failed or was skipped */
  bool skipped;
  char key[65];           /* for `skip` and `done` to share */
  Arena *arena;           /* of document, reading and whatever `done` needs; emptied afterwards */
} PoolJob;

typedef struct {
  void *context;
  bool (*skip)(void *context, PoolJob *job); /* before reading, by the calling thread; NULL: never */
  bool (*done)(void *context, PoolJob *job); /* in input order, by the calling thread; false stops everything */
  const char *language, *date;               /* for documents that tell none; NULL allowed */
  bool force_language;                       /* `language` holds for all */
  int threads;                               /* that read */
  bool apart;                                /* the calling thread reads no document itself, even where threads is 1 */
  volatile sig_atomic_t *stop;               /* set from outside: no further document is begun; NULL allowed */
} PoolOptions;

/* Runs to the end of the input, or until stopped. False where `done` stopped it or memory ran out at the start. */
bool pool_run(const Engine *engine, Input *input, const PoolOptions *options);

#endif
