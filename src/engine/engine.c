#include "engine/engine.h"

#include <dirent.h>
#include <errno.h>
#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/source.h"
#include "engine/detect.h"
#include "engine/stages.h"

#ifndef DRAGOMAN_DATA_FOLDER
#define DRAGOMAN_DATA_FOLDER "/usr/local/share/dragoman"
#endif

#define MAX_LANGUAGES 16

typedef struct {
  Str code;
  Pack *pack;
  Detect detect;
  Stages stages;
} Language;

struct dragoman {
  Arena *arena;
  Pack *world;
  Language languages[MAX_LANGUAGES];
  uint32_t n;
};

static bool has_world(const char *folder) {
  char path[4096];
  return (size_t)snprintf(path, sizeof path, "%s/world.pack", folder) < sizeof path && access(path, R_OK) == 0;
}

Str engine_data_folder(Arena *arena, const char *given) {
  if (given) return str_dup(arena, str(given));
  const char *named = getenv("DRAGOMAN_DATA");
  if (named && *named) return str_dup(arena, str(named));
  char self[4096];
  ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
  char *slash = n > 0 ? (self[n] = 0, strrchr(self, '/')) : NULL;
  if (slash) {
    *slash = 0;
    static const char *const NEAR[] = {"data", "../data", "../share/dragoman", "../../data"};
    for (size_t i = 0; i < sizeof NEAR / sizeof *NEAR; i++) {
      Str folder = str_format(arena, "%s/%s", self, NEAR[i]);
      if (has_world(folder.p)) return folder;
    }
  }
  return str(DRAGOMAN_DATA_FOLDER);
}

static bool open_language(Engine *engine, const char *folder, Str code, const dragoman_options *options, Diags *diags) {
  if (engine->n == MAX_LANGUAGES) return true;
  Language *l = &engine->languages[engine->n];
  Str path = str_format(engine->arena, "%s/%.*s.pack", folder, (int)code.n, code.p);
  l->code = str_dup(engine->arena, code);
  l->pack = pack_open(path.p, diags);
  if (!l->pack) return false;
  engine->n++;
  detect_open(&l->detect, l->pack);
  StagesFrom from = {.folder = folder, .code = l->code, .lang = l->pack, .world = engine->world,
                     .ontology = options ? options->ontology : NULL, .actors = options ? options->actors : NULL};
  return stages_open(&l->stages, engine->arena, &from, diags);
}

/* Codes of the languages that have a pack in the folder, sorted. */
static Str all_languages(Arena *arena, const char *folder) {
  Str *paths, list = {"", 0};
  uint32_t n = source_list(arena, folder, ".pack", &paths);
  for (uint32_t i = 0; i < n; i++) {
    const char *name = strrchr(paths[i].p, '/') + 1;
    Str code = str_of(name, strlen(name) - strlen(".pack"));
    if (!str_is(code, "world")) list = str_format(arena, "%s%s%.*s", list.p, list.n ? "," : "", (int)code.n, code.p);
  }
  return list;
}

static bool open_all(Engine *engine, const dragoman_options *options, Diags *diags) {
  Str folder = engine_data_folder(engine->arena, options ? options->data_folder : NULL);
  Str path = str_format(engine->arena, "%s/world.pack", folder.p);
  engine->world = pack_open(path.p, diags);
  if (!engine->world) return false;
  Str list = options && options->languages ? str(options->languages) : all_languages(engine->arena, folder.p), code;
  while (str_split(&list, ',', &code))
    if (code.n && !open_language(engine, folder.p, code, options, diags)) return false;
  if (!engine->n) diag_add(diags, DIAG_ERROR, folder, 0, "holds no language pack");
  return engine->n > 0;
}

static bool open_guarded(Engine *engine, const dragoman_options *options, Diags *diags) {
  jmp_buf no_memory;
  if (setjmp(no_memory)) return diag_add(diags, DIAG_ERROR, (Str){"", 0}, 0, "out of memory"), false;
  arena_guard(engine->arena, &no_memory);
  bool ok = open_all(engine, options, diags);
  arena_guard(engine->arena, NULL);
  return ok;
}

Engine *engine_open(const dragoman_options *options, Diags *diags) {
  Engine *engine = calloc(1, sizeof *engine);
  if (engine) engine->arena = arena_new(NULL);
  if (engine && engine->arena && open_guarded(engine, options, diags)) return engine;
  if (!engine || !engine->arena) diag_add(diags, DIAG_ERROR, (Str){"", 0}, 0, "out of memory");
  dragoman_close(engine);
  return NULL;
}

void dragoman_close(dragoman *engine) {
  if (!engine) return;
  for (uint32_t i = 0; i < engine->n; i++) {
    stages_close(&engine->languages[i].stages);
    pack_close(engine->languages[i].pack);
  }
  pack_close(engine->world);
  arena_free(engine->arena);
  free(engine);
}

static const Language *language_of(const Engine *engine, Str code) {
  for (uint32_t i = 0; i < engine->n; i++)
    if (str_eq(engine->languages[i].code, code)) return &engine->languages[i];
  return NULL;
}

bool engine_has_language(const Engine *engine, Str language) { return language_of(engine, language) != NULL; }

/* The language given; else the one whose frequent words fill most of the text; else the first. */
static const Language *choose_language(const Engine *engine, Str given, Str bytes) {
  const Language *best = language_of(engine, given);
  if (best) return best;
  uint32_t most = 0;
  best = &engine->languages[0];
  for (uint32_t i = 0; i < engine->n && engine->n > 1; i++) {
    uint32_t hits = detect_score(&engine->languages[i].detect, bytes);
    if (hits > most) most = hits, best = &engine->languages[i];
  }
  return best;
}

static void set_about(Reading *r, const EngineAbout *about) {
  if (!about) return;
  r->id = str_dup(r->arena, about->id);
  r->given_date = str_dup(r->arena, about->date);
  r->title = str_dup(r->arena, about->title);
  r->url = str_dup(r->arena, about->url);
  r->source = str_dup(r->arena, about->source);
  r->trace_on = about->trace;
}

static void hash_text(Reading *r) {
  SHA2_CTX context;
  SHA256Init(&context);
  SHA256Update(&context, (const uint8_t *)r->text.p, r->text.n);
  SHA256End(&context, r->sha256);
}

static void check(const Reading *r) {
#ifdef DG_DEBUG
  const char *wrong = reading_check(r);
  if (wrong) {
    fprintf(stderr, "dragoman: a stage broke the reading: %s\n", wrong);
    abort();
  }
#else
  (void)r;
#endif
}

static uint64_t nanoseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void run(const Stages *stages, Reading *r, StageNumber from, StageNumber to, EngineTimes *times) {
  for (StageNumber s = from; s < to; s++) {
    uint64_t start = times ? nanoseconds() : 0;
    stages_run(stages, r, s);
    if (times) (&times->syntax)[s] += nanoseconds() - start;
    check(r);
  }
}

static Reading *read_document(const Engine *engine, Arena *arena, Str bytes, const EngineAbout *about, EngineTimes *times) {
  const Language *l = choose_language(engine, about ? about->language : (Str){"", 0}, bytes);
  Reading *r = reading_new(arena);
  set_about(r, about);
  r->language = l->code;
  uint64_t start = times ? nanoseconds() : 0;
  stages_text(&l->stages, r, bytes);
  if (times) times->text += nanoseconds() - start;
  hash_text(r);
  check(r);
  run(&l->stages, r, STAGE_SYNTAX, about && about->syntax_only ? STAGE_TIME : STAGE_COUNT, times);
  return r;
}

Reading *engine_read_timed(const Engine *engine, Arena *arena, Str bytes, const EngineAbout *about, EngineTimes *times) {
  jmp_buf no_memory;
  jmp_buf *outer = arena_guard(arena, &no_memory);
  Reading *r = setjmp(no_memory) ? NULL : read_document(engine, arena, bytes, about, times);
  arena_guard(arena, outer);
  return r;
}

Reading *engine_read(const Engine *engine, Arena *arena, Str bytes, const EngineAbout *about) {
  return engine_read_timed(engine, arena, bytes, about, NULL);
}

bool engine_code_parsed(const Engine *engine, Reading *r) {
  const Language *l = choose_language(engine, r->language, r->text);
  jmp_buf no_memory;
  jmp_buf *outer = arena_guard(r->arena, &no_memory);
  bool ok = !setjmp(no_memory);
  if (ok) {
    r->language = l->code;
    hash_text(r);
    check(r);
    run(&l->stages, r, STAGE_TIME, STAGE_COUNT, NULL);
  }
  arena_guard(r->arena, outer);
  return ok;
}
