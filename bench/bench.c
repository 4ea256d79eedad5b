/* bench.c: words and articles a second, by stage, on one thread and on several; start-up and peak memory.
 *
 *   bench FOLDER_OF_DATA CORPUS.jsonl [LANGUAGE [THREADS]]
 *
 * CORPUS is JSON Lines with « text » (tests/e2e/corpus.py makes one). A word is a token of the text stage that is
 * not punctuation only by accident of counting: all tokens count, as they do for other parsers. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "engine/pool.h"

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

typedef struct {
  uint64_t words, documents, events;
} Count;

static bool count(void *context, PoolJob *job) {
  Count *c = context;
  if (!job->reading) return true;
  c->documents++;
  c->words += job->reading->words.n;
  c->events += job->reading->events.n;
  return true;
}

static double run(const Engine *engine, char *path, const char *language, int threads, Count *c) {
  *c = (Count){0};
  Input *input = input_open(&path, 1, INPUT_JSONL);
  PoolOptions o = {.context = c, .done = count, .language = language, .force_language = language != NULL, .threads = threads};
  double start = now();
  pool_run(engine, input, &o);
  double seconds = now() - start;
  input_close(input);
  return seconds;
}

static void stages(const Engine *engine, char *path, const char *language) {
  Input *input = input_open(&path, 1, INPUT_JSONL);
  Arena *in = arena_new(NULL), *arena = arena_new(NULL);
  EngineTimes t = {0};
  InputDocument d;
  uint64_t words = 0, documents = 0;
  while (input_next(input, in, &d)) {
    EngineAbout about = {.id = d.id, .date = d.date, .language = language ? str(language) : d.language};
    Reading *r = d.error ? NULL : engine_read_timed(engine, arena, d.text, &about, &t);
    if (r) words += r->words.n, documents++;
    arena_reset(in);
    arena_reset(arena);
  }
  const struct {
    const char *name;
    uint64_t ns;
  } rows[] = {{"text", t.text}, {"syntax", t.syntax}, {"time", t.time}, {"entities", t.entities}, {"statements", t.statements}, {"events", t.events}};
  uint64_t all = 0;
  for (size_t i = 0; i < 6; i++) all += rows[i].ns;
  printf("%-12s %12s %14s %8s\n", "stage", "ns a word", "words a second", "share");
  for (size_t i = 0; i < 6; i++)
    printf("%-12s %12.0f %14.0f %7.1f%%\n", rows[i].name, (double)rows[i].ns / (double)words,
           (double)words * 1e9 / (double)(rows[i].ns + 1), 100.0 * (double)rows[i].ns / (double)all);
  printf("%-12s %12.0f %14.0f\n", "text+syntax", (double)(t.text + t.syntax) / (double)words, (double)words * 1e9 / (double)(t.text + t.syntax));
  arena_free(in);
  arena_free(arena);
  input_close(input);
}

int main(int argc, char **argv) {
  if (argc < 3) return fprintf(stderr, "usage: bench DATA CORPUS.jsonl [LANGUAGE [THREADS]]\n"), 2;
  const char *language = argc > 3 && argv[3][0] ? argv[3] : NULL;
  int threads = argc > 4 ? atoi(argv[4]) : 2;
  char error[512];
  double start = now();
  dragoman *engine = dragoman_open(&(dragoman_options){.data_folder = argv[1]}, error, sizeof error);
  if (!engine) return fprintf(stderr, "%s\n", error), 2;
  double opened = now();
  dragoman_reading_free(dragoman_read(engine, "La Russie a condamné la France.", 32, NULL));
  printf("open %.1f ms, first reading %.1f ms after start\n", (opened - start) * 1e3, (now() - start) * 1e3);
  stages(engine, argv[2], language);
  Count c;
  double one = run(engine, argv[2], language, 1, &c);
  printf("1 thread: %.0f words/s, %.0f articles/s (%llu articles, %llu words, %llu events)\n", (double)c.words / one,
         (double)c.documents / one, (unsigned long long)c.documents, (unsigned long long)c.words, (unsigned long long)c.events);
  double many = run(engine, argv[2], language, threads, &c);
  printf("%d threads: %.0f words/s, %.2f times one\n", threads, (double)c.words / many, one / many);
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("peak memory %.0f MB (mapped files included)\n", (double)usage.ru_maxrss / 1024);
  dragoman_close(engine);
  return 0;
}
