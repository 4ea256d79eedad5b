#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/lines.h"
#include "engine/pool.h"
#include "io/record.h"
#include "io/rows.h"
#include "store/store.h"

typedef struct {
  RowFormat format;
  Store *store;   /* or */
  LinesOut lines; /* a file or standard output */
  Arena *rows;    /* of the line being written */
  bool to_file, strict, bar;
  Input *input;
  uint64_t documents, events, failed, skipped;
  double started, shown;
  char why[STORE_WHY];
} Coding;

static volatile sig_atomic_t interrupted;

static void on_interrupt(int number) {
  (void)number;
  interrupted = 1;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void show_bar(Coding *c, bool last) {
  double t = now();
  if (!c->bar || (!last && t - c->shown < 0.25)) return;
  c->shown = t;
  uint64_t done, all;
  input_progress(c->input, &done, &all);
  double rate = (double)c->documents / (t - c->started + 1e-9);
  fprintf(stderr, "\r\033[K%llu documents, %.0f a second, %llu events, %llu failed", (unsigned long long)c->documents, rate,
          (unsigned long long)c->events, (unsigned long long)c->failed);
  if (all && done && done < all) {
    double left = (t - c->started) * (double)(all - done) / (double)done;
    fprintf(stderr, ", %.0f s left", left);
  }
  if (last) fputc('\n', stderr);
}

static bool skip(void *context, PoolJob *job) {
  Coding *c = context;
  if (!c->store && !c->to_file) return false;
  store_key(job->document.id, job->document.text, job->key);
  return c->store ? store_has(c->store, job->key) : lines_has(&c->lines, job->key);
}

static bool write_row(Coding *c, const Reading *r, uint32_t event) {
  Bytes out;
  bytes_init(&out, c->rows);
  EventRow *row = ARENA_NEW(c->rows, EventRow);
  if (c->format == ROWS_JSONL) row->json = record_event_line(c->rows, r, event);
  else row_of_event(c->rows, r, event, row);
  row_write(&out, c->format, row);
  bool ok = lines_add(&c->lines, str_of(out.p, out.n));
  arena_reset(c->rows);
  return ok;
}

static bool write_rows(Coding *c, PoolJob *job) {
  /* Event by event: a sentence of thousands of events stands in each of their lines. */
  bool ok = true;
  for (uint32_t i = 0; ok && i < job->reading->events.n; i++) ok = write_row(c, job->reading, i);
  if (ok && lines_note(&c->lines, job->key)) return true;
  snprintf(c->why, sizeof c->why, "%s", strerror(errno));
  return false;
}

static bool keep(Coding *c, PoolJob *job) {
  if (!c->store) return write_rows(c, job);
  if (store_add(c->store, job->arena, job->reading, job->key)) return true;
  snprintf(c->why, sizeof c->why, "%s", store_why(c->store));
  return false;
}

static bool note_failure(Coding *c, PoolJob *job) {
  const InputDocument *d = &job->document;
  c->failed++;
  if (c->bar) fputs("\r\033[K", stderr);
  if (d->line) fprintf(stderr, "%.*s:%llu: error: %s\n", (int)d->file.n, d->file.p, (unsigned long long)d->line, d->error);
  else fprintf(stderr, "%.*s: error: %s\n", (int)d->file.n, d->file.p, d->error);
  if (c->store && !store_add_error(c->store, job->arena, d->file, d->line, d->id, str(d->error))) {
    snprintf(c->why, sizeof c->why, "%s", store_why(c->store));
    return false;
  }
  return !c->strict;
}

static bool done_guarded(Coding *c, PoolJob *job) {
  jmp_buf no_memory;
  if (setjmp(no_memory)) {
    arena_guard(job->arena, NULL);
    snprintf(c->why, sizeof c->why, "out of memory");
    return false;
  }
  arena_guard(job->arena, &no_memory);
  if (c->rows) arena_guard(c->rows, &no_memory);
  bool ok = true;
  if (job->document.error) ok = note_failure(c, job);
  if (ok && job->reading) {
    c->documents++;
    c->events += job->reading->events.n;
    ok = keep(c, job);
  }
  c->skipped += job->skipped;
  arena_guard(job->arena, NULL);
  return ok;
}

static bool done(void *context, PoolJob *job) {
  Coding *c = context;
  bool ok = done_guarded(c, job);
  show_bar(c, false);
  return ok;
}

static int finish(Coding *c, bool ran) {
  char why[STORE_WHY] = "";
  bool kept = c->store ? store_close(c->store, why) : lines_close(&c->lines);
  if (!c->store && !kept) snprintf(why, sizeof why, "%s", errno ? strerror(errno) : "cannot be written");
  show_bar(c, true);
  if (c->why[0]) return cli_fail("%s", c->why);
  if (!kept) return cli_fail("%s", why);
  if (c->skipped) fprintf(stderr, "dragoman: %llu documents were there already\n", (unsigned long long)c->skipped);
  if (interrupted) fprintf(stderr, "dragoman: interrupted; what was read is kept, and the same command goes on from there\n");
  return c->failed || !ran || interrupted ? EXIT_SOME_FAILED : EXIT_ALL_READ;
}

static int code_all(Coding *c, const Engine *engine, char **paths, int n, InputFormat from, PoolOptions *pool) {
  c->input = input_open(paths, n, from);
  if (!c->input) return cli_fail("out of memory");
  struct sigaction action = {.sa_handler = on_interrupt};
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  c->started = now();
  bool ran = pool_run(engine, c->input, pool);
  int status = finish(c, ran);
  input_close(c->input);
  return status;
}

static int open_output(Coding *c, const char *out, const char *to) {
  c->format = row_format(to ? to : "jsonl");
  if (c->format == ROWS_UNKNOWN) return cli_fail("--to %s: jsonl, csv, gdelt, icews, phoenix, polecat or petrarch", to);
  if (out && store_is_address(out)) {
    if (to) return cli_fail("a store has no format: leave --to away, or export from it");
    c->store = store_open(out, c->why);
    if (!c->store) {
      int status = cli_fail("%s: %s", out, c->why);
      return status;
    }
    return 0;
  }
  c->to_file = out && strcmp(out, "-");
  const char *format = to ? to : "jsonl";
  if (!lines_open(&c->lines, c->to_file ? out : NULL, format, c->why)) return cli_fail("%s", c->why);
  c->rows = arena_new(NULL);
  if (!c->rows) return cli_fail("out of memory");
  jmp_buf no_memory;
  if (setjmp(no_memory)) return cli_fail("out of memory");
  arena_guard(c->rows, &no_memory);
  Bytes header;
  bytes_init(&header, c->rows);
  row_header(&header, c->format);
  bool ok = !lines_empty(&c->lines) || (lines_add(&c->lines, str_of(header.p, header.n)) && lines_note(&c->lines, format));
  return ok ? 0 : cli_fail("%s: %s", out ? out : "standard output", strerror(errno));
}

int cmd_code(int argc, char **argv) {
  const char *language = NULL, *date = NULL, *from = "auto", *to = NULL, *out = NULL, *threads = NULL, *data = NULL, *ontology = NULL,
             *actors = NULL;
  Coding c = {.bar = isatty(STDERR_FILENO)};
  const Option options[] = {
      {"o", "OUT", "a file, a .db (SQLite), a postgresql:// address; standard output otherwise", &out, NULL},
      {"to", "FORMAT", "jsonl (default), csv, gdelt, icews, phoenix, polecat, petrarch", &to, NULL},
      {"from", "FORMAT", "auto (by name), text, jsonl, csv, html, feed, warc, conllu; also .gz and .zst of each", &from, NULL},
      {"language", "fr|en|auto", "the texts' language (told by each document, else found)", &language, NULL},
      {"date", "YYYY-MM-DD", "the documents' date where they have none", &date, NULL},
      {"j", "N", "threads (as many as there are cores)", &threads, NULL},
      {"data", "FOLDER", "where packs and models are (DRAGOMAN_DATA)", &data, NULL},
      {"ontology", "FILE", "further types, concepts and words of your own", &ontology, NULL},
      {"actors", "FILES", "further actors and agents: PETRARCH or TABARI dictionaries, parted by commas", &actors, NULL},
      {"strict", NULL, "stop at the first document that fails", NULL, &c.strict}};
  int status, n = cli_options(argc, argv, cli_command("code"), options, sizeof options / sizeof *options, &status);
  if (n < 0) return status;
  InputFormat format;
  if (!n) return cli_fail("code needs an input: files, folders or - (try --help)");
  if (!cli_valid_date(date)) return cli_fail("--date %s is no date (YYYY-MM-DD)", date);
  if (!input_format(from, &format)) return cli_fail("--from %s: auto, text, jsonl, csv, html, feed, warc or conllu", from);
  int count = threads ? atoi(threads) : (int)sysconf(_SC_NPROCESSORS_ONLN);
  if (count < 1 || count > 64) return cli_fail("-j %s: from 1 to 64", threads ? threads : "");
  char error[STORE_WHY];
  dragoman_options with = {.data_folder = data, .ontology = ontology, .actors = actors};
  dragoman *engine = dragoman_open(&with, error, sizeof error);
  if (!engine) return cli_fail("%s", error);
  bool told = language && strcmp(language, "auto");
  PoolOptions pool = {.context = &c, .skip = skip, .done = done, .language = told ? language : NULL, .date = date,
                      .force_language = told, .threads = count, .stop = &interrupted};
  if (told && !engine_has_language(engine, str(language))) status = cli_fail("no language %s in the data folder", language);
  else status = open_output(&c, out, to);
  pool.apart = c.store && sysconf(_SC_NPROCESSORS_ONLN) > 1; /* storing overlaps with reading */
  if (!status) status = code_all(&c, engine, argv + 1, n, format, &pool);
  arena_free(c.rows);
  dragoman_close(engine);
  return status;
}
