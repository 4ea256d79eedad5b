#include "serve/readers.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define READERS_MAX 8
#define CACHED 64
#define CACHED_BYTES (1u << 20)

typedef struct {
  char *address, *body;
  size_t n;
  uint64_t changes, used;
} Cached;

struct Readers {
  pthread_mutex_t mutex;
  pthread_cond_t given;
  char *store;
  StoreReader *idle[READERS_MAX];
  int n_idle, n_open;
  Cached cached[CACHED];
  uint64_t clock;
};

Readers *readers_open(const char *store, char *why) {
  Readers *r = calloc(1, sizeof *r);
  if (!r || !(r->store = strdup(store))) {
    free(r);
    return snprintf(why, STORE_WHY, "out of memory"), NULL;
  }
  pthread_mutex_init(&r->mutex, NULL);
  pthread_cond_init(&r->given, NULL);
  StoreReader *first = store_reader_open(store, why);
  if (!first) return readers_close(r), NULL;
  r->idle[r->n_idle++] = first;
  r->n_open = 1;
  return r;
}

void readers_close(Readers *r) {
  if (!r) return;
  for (int i = 0; i < r->n_idle; i++) store_reader_close(r->idle[i]);
  for (int i = 0; i < CACHED; i++) free(r->cached[i].address), free(r->cached[i].body);
  pthread_mutex_destroy(&r->mutex);
  pthread_cond_destroy(&r->given);
  free(r->store);
  free(r);
}

StoreReader *readers_take(Readers *r) {
  char why[STORE_WHY];
  struct timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_sec += 5;
  pthread_mutex_lock(&r->mutex);
  while (!r->n_idle && r->n_open == READERS_MAX)
    if (pthread_cond_timedwait(&r->given, &r->mutex, &until) == ETIMEDOUT) break;
  StoreReader *taken = r->n_idle ? r->idle[--r->n_idle] : NULL;
  bool open = !taken && r->n_open < READERS_MAX;
  if (open) r->n_open++;
  pthread_mutex_unlock(&r->mutex);
  if (!open) return taken;
  taken = store_reader_open(r->store, why);
  if (taken) return taken;
  pthread_mutex_lock(&r->mutex);
  r->n_open--;
  pthread_mutex_unlock(&r->mutex);
  return NULL;
}

void readers_give(Readers *r, StoreReader *reader) {
  if (!reader) return;
  pthread_mutex_lock(&r->mutex);
  r->idle[r->n_idle++] = reader;
  pthread_cond_signal(&r->given);
  pthread_mutex_unlock(&r->mutex);
}

char *readers_cached(Readers *r, const char *address, uint64_t changes, size_t *n) {
  char *copy = NULL;
  pthread_mutex_lock(&r->mutex);
  for (int i = 0; i < CACHED && !copy; i++) {
    Cached *c = &r->cached[i];
    if (!c->address || c->changes != changes || strcmp(c->address, address) != 0) continue;
    copy = malloc(c->n ? c->n : 1);
    if (!copy) break;
    memcpy(copy, c->body, c->n);
    *n = c->n;
    c->used = ++r->clock;
  }
  pthread_mutex_unlock(&r->mutex);
  return copy;
}

void readers_cache(Readers *r, const char *address, uint64_t changes, const char *body, size_t n) {
  if (n > CACHED_BYTES) return;
  char *name = strdup(address), *copy = malloc(n ? n : 1);
  if (!name || !copy) {
    free(name);
    free(copy);
    return;
  }
  memcpy(copy, body, n);
  pthread_mutex_lock(&r->mutex);
  Cached *oldest = &r->cached[0];
  for (int i = 0; i < CACHED; i++)
    if (r->cached[i].used < oldest->used) oldest = &r->cached[i];
  free(oldest->address);
  free(oldest->body);
  *oldest = (Cached){name, copy, n, changes, ++r->clock};
  pthread_mutex_unlock(&r->mutex);
}
