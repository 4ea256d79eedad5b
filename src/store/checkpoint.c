#include "store/checkpoint.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>

#define PAGES 2000    /* of the log, before it is moved */
#define TOO_MANY 16000 /* before the writer has to wait for that */

struct Checkpointer {
  sqlite3 *db;
  pthread_t thread;
  pthread_mutex_t lock;
  pthread_cond_t wake;
  bool wanted, closing;
};

static void *work(void *context) {
  Checkpointer *c = context;
  pthread_mutex_lock(&c->lock);
  while (!c->closing) {
    if (!c->wanted) {
      pthread_cond_wait(&c->wake, &c->lock);
      continue;
    }
    c->wanted = false;
    pthread_mutex_unlock(&c->lock);
    sqlite3_wal_checkpoint_v2(c->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    pthread_mutex_lock(&c->lock);
  }
  pthread_mutex_unlock(&c->lock);
  return NULL;
}

static void release(Checkpointer *c) {
  pthread_mutex_destroy(&c->lock);
  pthread_cond_destroy(&c->wake);
  sqlite3_close(c->db);
  free(c);
}

Checkpointer *checkpointer_start(const char *path) {
  Checkpointer *c = calloc(1, sizeof *c);
  if (!c) return NULL;
  pthread_mutex_init(&c->lock, NULL);
  pthread_cond_init(&c->wake, NULL);
  if (sqlite3_open_v2(path, &c->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
      sqlite3_busy_timeout(c->db, 10000) == SQLITE_OK &&
      sqlite3_exec(c->db, "pragma synchronous = normal; select count(*) from errors", NULL, NULL, NULL) == SQLITE_OK &&
      !pthread_create(&c->thread, NULL, work, c))
    return c;
  release(c);
  return NULL;
}

bool checkpointer_note(Checkpointer *c, int pages) {
  if (pages <= PAGES) return true;
  if (!c || pages > TOO_MANY) return false;
  pthread_mutex_lock(&c->lock);
  c->wanted = true;
  pthread_cond_signal(&c->wake);
  pthread_mutex_unlock(&c->lock);
  return true;
}

void checkpointer_stop(Checkpointer *c) {
  if (!c) return;
  pthread_mutex_lock(&c->lock);
  c->closing = true;
  pthread_cond_signal(&c->wake);
  pthread_mutex_unlock(&c->lock);
  pthread_join(c->thread, NULL);
  release(c);
}
