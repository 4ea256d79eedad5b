#include "engine/pool.h"

#include <pthread.h>
#include <stdlib.h>

#include "io/conllu.h"
#include "text/decode.h"

#define STARVED 16u

typedef enum { SLOT_FREE, SLOT_READY, SLOT_BUSY, SLOT_DONE } SlotState;

typedef struct {
  PoolJob job;
  SlotState state;
} Slot;

typedef struct {
  const Engine *engine;
  const PoolOptions *options;
  Slot *slots;
  uint32_t n, next; /* next: the slot that a worker takes */
  bool closing;
  pthread_mutex_t lock;
  pthread_cond_t ready, done;
} Pool;

static Str or_else(Str given, const char *otherwise) {
  return given.n || !otherwise ? given : str(otherwise);
}

static void read_parsed(const Engine *engine, const PoolOptions *o, PoolJob *job) {
  jmp_buf no_memory;
  job->document.error = "out of memory";
  if (setjmp(no_memory)) {
    job->reading = NULL;
    arena_guard(job->arena, NULL);
    return;
  }
  arena_guard(job->arena, &no_memory);
  Reading *r = reading_new(job->arena);
  Encoding encoding;
  ConlluReader reader;
  Diags diags;
  diags_init(&diags, job->arena);
  conllu_open(&reader, job->document.file, text_decode(job->arena, job->document.text, &encoding), &diags);
  bool any = conllu_next(&reader, r);
  if (!r->id.n) r->id = job->document.id;
  r->language = o->language ? str_dup(job->arena, str(o->language)) : (Str){"", 0};
  arena_guard(job->arena, NULL);
  if (any && engine_code_parsed(engine, r)) job->reading = r, job->document.error = NULL;
  if (diags.errors && job->document.error == NULL) job->document.error = diags.all.at[0].message.p;
}

static void read_job(const Engine *engine, const PoolOptions *o, PoolJob *job) {
  InputDocument *d = &job->document;
  if (d->error || job->skipped) return;
  if (d->parsed) {
    read_parsed(engine, o, job);
    return;
  }
  Str language = o->force_language && o->language ? str(o->language) : or_else(d->language, o->language);
  if (language.n && !engine_has_language(engine, language) && !o->force_language) language = (Str){"", 0};
  EngineAbout about = {.id = d->id, .language = language, .date = or_else(d->date, o->date), .title = d->title, .url = d->url,
                       .source = d->source};
  job->reading = engine_read(engine, job->arena, d->text, &about);
  if (!job->reading) d->error = "out of memory";
}

static void *work(void *context) {
  Pool *pool = context;
  pthread_mutex_lock(&pool->lock);
  for (;;) {
    Slot *slot = &pool->slots[pool->next];
    if (slot->state != SLOT_READY) {
      if (pool->closing) break;
      pthread_cond_wait(&pool->ready, &pool->lock);
      continue;
    }
    slot->state = SLOT_BUSY;
    pool->next = (pool->next + 1) % pool->n;
    pthread_mutex_unlock(&pool->lock);
    read_job(pool->engine, pool->options, &slot->job);
    pthread_mutex_lock(&pool->lock);
    slot->state = SLOT_DONE;
    pthread_cond_signal(&pool->done);
  }
  pthread_mutex_unlock(&pool->lock);
  return NULL;
}

/* Fetches the next document into a job. False at the end of the input. One document may be too much for the memory
 * that is left; where many in a row are, the end is here. */
static bool fetch(Input *input, const PoolOptions *o, PoolJob *job, uint32_t *starved) {
  arena_reset(job->arena);
  jmp_buf no_memory;
  *job = (PoolJob){.arena = job->arena};
  if (setjmp(no_memory)) {
    job->document.error = "out of memory";
    arena_guard(job->arena, NULL);
    return ++*starved < STARVED;
  }
  arena_guard(job->arena, &no_memory);
  bool more = input_next(input, job->arena, &job->document);
  arena_guard(job->arena, NULL);
  *starved = 0;
  if (more && !job->document.error && o->skip) job->skipped = o->skip(o->context, job);
  return more;
}

static bool stopped(const PoolOptions *o) { return o->stop && *o->stop; }

static bool run_alone(const Engine *engine, Input *input, const PoolOptions *o) {
  PoolJob job = {.arena = arena_new(NULL)};
  bool ok = job.arena != NULL;
  uint32_t starved = 0;
  while (ok && !stopped(o) && fetch(input, o, &job, &starved)) {
    read_job(engine, o, &job);
    ok = o->done(o->context, &job);
  }
  arena_free(job.arena);
  return ok && starved < STARVED;
}

/* The calling thread reads documents into free slots and hands on the oldest as soon as it is done. */
static bool feed(Pool *pool, Input *input) {
  const PoolOptions *o = pool->options;
  uint32_t head = 0, tail = 0, waiting = 0, starved = 0;
  bool more = true, ok = true;
  while (ok && (more || waiting)) {
    if (stopped(o)) more = false;
    if (more && waiting < pool->n) {
      Slot *slot = &pool->slots[head];
      more = fetch(input, o, &slot->job, &starved);
      if (!more) continue;
      pthread_mutex_lock(&pool->lock);
      slot->state = SLOT_READY;
      pthread_cond_signal(&pool->ready);
      pthread_mutex_unlock(&pool->lock);
      head = (head + 1) % pool->n;
      waiting++;
      if (waiting < pool->n) continue;
    }
    if (!waiting) break; /* stopped before anything was begun */
    Slot *oldest = &pool->slots[tail];
    pthread_mutex_lock(&pool->lock);
    while (oldest->state != SLOT_DONE) pthread_cond_wait(&pool->done, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
    ok = o->done(o->context, &oldest->job);
    pthread_mutex_lock(&pool->lock);
    oldest->state = SLOT_FREE;
    pthread_mutex_unlock(&pool->lock);
    tail = (tail + 1) % pool->n;
    waiting--;
  }
  return ok && starved < STARVED;
}

static bool run_threads(Pool *pool, Input *input) {
  pthread_t threads[64];
  int n = 0;
  while (n < pool->options->threads && n < 64 && !pthread_create(&threads[n], NULL, work, pool)) n++;
  bool ok = n > 0 && feed(pool, input);
  pthread_mutex_lock(&pool->lock);
  pool->closing = true;
  /* What was begun when everything stopped is finished and thrown away. */
  for (uint32_t i = 0; i < pool->n; i++)
    if (pool->slots[i].state == SLOT_READY) pool->slots[i].state = SLOT_FREE;
  pthread_cond_broadcast(&pool->ready);
  pthread_mutex_unlock(&pool->lock);
  for (int i = 0; i < n; i++) pthread_join(threads[i], NULL);
  return ok;
}

bool pool_run(const Engine *engine, Input *input, const PoolOptions *options) {
  if (options->threads <= 1 && !options->apart) return run_alone(engine, input, options);
  Pool pool = {.engine = engine, .options = options, .n = (uint32_t)options->threads * 8};
  pool.slots = calloc(pool.n, sizeof *pool.slots);
  bool ok = pool.slots != NULL;
  for (uint32_t i = 0; ok && i < pool.n; i++) ok = (pool.slots[i].job.arena = arena_new(NULL)) != NULL;
  if (ok) {
    pthread_mutex_init(&pool.lock, NULL);
    pthread_cond_init(&pool.ready, NULL);
    pthread_cond_init(&pool.done, NULL);
    ok = run_threads(&pool, input);
    pthread_mutex_destroy(&pool.lock);
    pthread_cond_destroy(&pool.ready);
    pthread_cond_destroy(&pool.done);
  }
  for (uint32_t i = 0; pool.slots && i < pool.n; i++) arena_free(pool.slots[i].job.arena);
  free(pool.slots);
  return ok;
}
