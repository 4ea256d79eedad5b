#include "store/store.h"

#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "store/backend.h"

#define BATCH 1000u
#define KEYS 2048u
#define BATCH_SECONDS 1 /* what a kill can lose */

struct Store {
  Backend backend;
  int64_t next;
  uint32_t batch;
  bool open_batch;
  time_t begun;
  /* Keys of late: of the batch, which the database may not show yet, and of documents that were asked for before
   * their like was added. Sketches and stories are the batch's. */
  char keys[KEYS][64];
  uint32_t n_keys;
  bool others; /* another run writes too */
  Sketch sketches[BATCH + 1];
  int64_t stories[BATCH + 1];
  uint32_t n;
};

bool store_is_address(const char *a) {
  Str s = str(a);
  return str_ends(s, STR(".db")) || str_ends(s, STR(".sqlite")) || str_ends(s, STR(".sqlite3")) ||
         str_starts(s, STR("postgresql://")) || str_starts(s, STR("postgres://"));
}

Store *store_open(const char *address, char *why) {
  Store *s = calloc(1, sizeof *s);
  if (!s) return snprintf(why, STORE_WHY, "out of memory"), NULL;
  bool postgres = !strncmp(address, "postgres", 8) && strstr(address, "://");
  if (!(postgres ? postgres_backend : sqlite_backend)(&s->backend, address)) {
    snprintf(why, STORE_WHY, "%s", s->backend.why);
    free(s);
    return NULL;
  }
  s->next = s->backend.next_doc(&s->backend);
  return s;
}

bool store_commit(Store *s) {
  if (!s->open_batch) return true;
  s->open_batch = false;
  s->batch = s->n = 0;
  return s->backend.commit(&s->backend);
}

bool store_settle(Store *s) { return store_commit(s) && s->backend.settle(&s->backend, true); }

bool store_close(Store *s, char *why) {
  if (!s) return true;
  bool ok = store_commit(s) && s->backend.settle(&s->backend, false);
  if (!ok && why) snprintf(why, STORE_WHY, "%s", s->backend.why);
  s->backend.close(&s->backend);
  free(s);
  return ok;
}

const char *store_why(const Store *s) { return s->backend.why; }

void store_key(Str id, Str bytes, char key[65]) {
  SHA2_CTX context;
  SHA256Init(&context);
  SHA256Update(&context, (const uint8_t *)id.p, id.n);
  SHA256Update(&context, (const uint8_t *)"", 1);
  SHA256Update(&context, (const uint8_t *)bytes.p, bytes.n);
  SHA256End(&context, key);
}

static bool added_of_late(const Store *s, const char *key) {
  for (uint32_t i = 0; i < s->n_keys && i < KEYS; i++)
    if (!memcmp(s->keys[i], key, 64)) return true;
  return false;
}

bool store_has(Store *s, const char *key) {
  return added_of_late(s, key) || s->backend.has_key(&s->backend, key);
}

static time_t seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec;
}

static bool begin(Store *s) {
  if (s->open_batch) return true;
  s->open_batch = s->backend.begin(&s->backend);
  s->begun = seconds();
  /* Another run may have written since: numbers go on behind its own. */
  int64_t next = s->open_batch ? s->backend.next_doc(&s->backend) : 0;
  s->others |= next != s->next;
  s->next = next;
  return s->open_batch;
}

typedef struct {
  const Sketch *sketch;
  int64_t story;
} Nearest;

/* The earliest story that is near enough. */
static void compare(void *context, int64_t story, const Sketch *sketch) {
  Nearest *best = context;
  if ((best->story < 0 || story < best->story) && near_same(best->sketch, sketch)) best->story = story;
}

static void find_story(Store *s, DocumentKey *k) {
  Nearest best = {&k->sketch, -1};
  if (k->sketched) {
    s->backend.near(&s->backend, k->bands, compare, &best);
    for (uint32_t i = 0; i < s->n; i++) compare(&best, s->stories[i], &s->sketches[i]);
  }
  k->story = best.story < 0 ? k->doc : best.story;
}

bool store_add(Store *s, Arena *arena, const Reading *r, const char *key) {
  if (!begin(s)) return false;
  if (added_of_late(s, key) || (s->others && s->backend.has_key(&s->backend, key))) return true;
  DocumentKey k = {.doc = s->next, .key = str(key)};
  k.sketched = near_sketch(r->text, &k.sketch, k.bands);
  find_story(s, &k);
  if (!table_rows(arena, r, &k, s->backend.row, &s->backend)) return false;
  memcpy(s->keys[s->n_keys++ % KEYS], key, 64);
  s->sketches[s->n] = k.sketch;
  s->stories[s->n++] = k.story;
  s->next++;
  bool full = ++s->batch == BATCH || seconds() - s->begun > BATCH_SECONDS;
  return !full || store_commit(s);
}

bool store_add_error(Store *s, Arena *arena, Str file, uint64_t line, Str id, Str reason) {
  return begin(s) && table_error_row(arena, file, line, id, reason, s->backend.row, &s->backend);
}
