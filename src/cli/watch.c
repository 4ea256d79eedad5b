#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/fetch.h"
#include "engine/pool.h"
#include "store/store.h"

#define FEEDS_MAX 1000u
#define REST_MAX 16u /* polls that a feed which keeps failing is left alone at most */

static volatile sig_atomic_t ended;

static void on_end(int number) {
  (void)number;
  ended = 1;
}

typedef struct {
  Fetched fetched;
  char host[128]; /* what its documents have as source */
  unsigned failures, rest;
} Feed;

typedef struct {
  Feed *feeds;
  uint32_t n;
  Store *store;
  const Engine *engine;
  PoolOptions pool;
  char folder[64], file[80]; /* where an answer lies while it is read */
  Feed *feed;                /* the one that is read */
  uint64_t documents, events, known, failed;
  char why[STORE_WHY];       /* the store failed */
  char trouble[200];         /* the feed as a whole cannot be read */
} Watch;

/* Documents of an item that the store has are passed over; its source is the feed's host where it tells none. */
static bool skip(void *context, PoolJob *job) {
  Watch *w = context;
  if (!job->document.source.n) job->document.source = str(w->feed->host);
  store_key(job->document.id, job->document.text, job->key);
  return store_has(w->store, job->key);
}

static bool note_failure(Watch *w, PoolJob *job) {
  const InputDocument *d = &job->document;
  w->failed++;
  fprintf(stderr, "%s:%llu: error: %s\n", w->feed->fetched.address, (unsigned long long)d->line, d->error);
  if (!d->line) snprintf(w->trouble, sizeof w->trouble, "%s", d->error);
  return store_add_error(w->store, job->arena, str(w->feed->fetched.address), d->line, d->id, str(d->error));
}

static bool keep(Watch *w, PoolJob *job) {
  bool ok = true;
  if (job->document.error) ok = note_failure(w, job);
  w->known += job->skipped;
  if (ok && job->reading) {
    w->documents++;
    w->events += job->reading->events.n;
    ok = store_add(w->store, job->arena, job->reading, job->key);
  }
  if (!ok) snprintf(w->why, sizeof w->why, "%s", store_why(w->store));
  return ok;
}

static bool done(void *context, PoolJob *job) {
  Watch *w = context;
  jmp_buf no_memory;
  if (setjmp(no_memory)) {
    arena_guard(job->arena, NULL);
    snprintf(w->why, sizeof w->why, "out of memory");
    return false;
  }
  arena_guard(job->arena, &no_memory);
  bool ok = keep(w, job);
  arena_guard(job->arena, NULL);
  return ok;
}

static bool write_file(const char *path, const char *bytes, size_t n) {
  FILE *f = fopen(path, "wb");
  bool ok = f && fwrite(bytes, 1, n, f) == n;
  if (f) ok = !fclose(f) && ok;
  return ok;
}

/* Codes the items of an answer. False where the store fails: no use in going on. */
static bool read_items(Watch *w, const char *bytes, size_t n) {
  if (!write_file(w->file, bytes, n)) return snprintf(w->why, sizeof w->why, "%s: %s", w->file, strerror(errno)), false;
  char *path = w->file;
  Input *input = input_open(&path, 1, INPUT_FEED);
  if (!input) return snprintf(w->why, sizeof w->why, "out of memory"), false;
  bool ran = pool_run(w->engine, input, &w->pool);
  input_close(input);
  unlink(w->file);
  if (!ran && !w->why[0]) snprintf(w->why, sizeof w->why, "out of memory");
  return ran;
}

static void rest_after(Feed *feed, bool failed) {
  feed->failures = failed ? feed->failures + 1 : 0;
  feed->rest = !feed->failures ? 0 : feed->failures > 4 ? REST_MAX : (1u << feed->failures) - 1;
}

/* True where nothing forbids going on; *failed where this feed gave nothing. */
static bool poll_feed(Watch *w, Feed *feed, bool *failed) {
  char why[FETCH_WHY] = "", *bytes = NULL;
  size_t n = 0;
  uint64_t documents = w->documents, events = w->events, known = w->known;
  w->feed = feed;
  w->trouble[0] = 0;
  FetchResult result = fetch(&feed->fetched, &bytes, &n, why, &ended);
  bool ok = result != FETCH_NEW || read_items(w, bytes, n);
  free(bytes);
  if (ended && result == FETCH_FAILED) return ok;
  *failed = result == FETCH_FAILED || w->trouble[0];
  if (*failed) feed->fetched.etag[0] = feed->fetched.modified[0] = 0;
  rest_after(feed, *failed);
  if (result == FETCH_FAILED) fprintf(stderr, "%s: error: %s\n", feed->fetched.address, why);
  else if (result == FETCH_NEW && !*failed)
    fprintf(stderr, "%s: %llu new documents, %llu events, %llu known\n", feed->fetched.address, (unsigned long long)(w->documents - documents),
            (unsigned long long)(w->events - events), (unsigned long long)(w->known - known));
  return ok;
}

/* Polls every feed that does not rest. False where the store fails. */
static bool poll_all(Watch *w, uint32_t *failures) {
  bool any = false;
  for (uint32_t i = 0; i < w->n && !ended; i++) {
    bool failed = false;
    uint64_t before = w->documents + w->failed;
    if (w->feeds[i].rest) {
      w->feeds[i].rest--;
      continue;
    }
    if (!poll_feed(w, &w->feeds[i], &failed)) return false;
    *failures += failed;
    any |= w->documents + w->failed != before;
  }
  if (!any || store_settle(w->store)) return true;
  snprintf(w->why, sizeof w->why, "%s", store_why(w->store));
  return false;
}

static void wait_for(long seconds) {
  struct timespec left = {.tv_sec = seconds};
  while (!ended && nanosleep(&left, &left) && errno == EINTR) continue;
}

static bool is_address(const char *s) { return !strncmp(s, "http://", 7) || !strncmp(s, "https://", 8); }

static bool add_feed(Watch *w, const char *address) {
  if (w->n == FEEDS_MAX) return cli_fail("more than %u feeds", FEEDS_MAX), false;
  Feed *wider = realloc(w->feeds, (w->n + 1) * sizeof *wider);
  char *copy = strdup(address);
  if (wider) w->feeds = wider;
  if (!wider || !copy) return free(copy), cli_fail("out of memory"), false;
  Feed *feed = &w->feeds[w->n++];
  *feed = (Feed){.fetched.address = copy};
  const char *host = strstr(copy, "://") + 3;
  size_t n = strcspn(host, "/?#"), user = strcspn(host, "@");
  if (user < n) host += user + 1, n -= user + 1;
  snprintf(feed->host, sizeof feed->host, "%.*s", (int)(n < 120 ? n : 120), host);
  return true;
}

/* A file with an address a line; # begins a comment. */
static bool add_list(Watch *w, const char *path) {
  char *bytes;
  size_t n;
  if (!cli_read_file(path, &bytes, &n)) return false;
  Str rest = str_of(bytes, n), line;
  bool ok = true;
  for (uint32_t number = 1; ok && rest.n && str_split(&rest, '\n', &line); number++) {
    char address[2048];
    if (!line.n || line.p[0] == '#') continue;
    snprintf(address, sizeof address, "%.*s", (int)(line.n < 2047 ? line.n : 2047), line.p);
    ok = is_address(address) ? add_feed(w, address) : (cli_fail("%s:%u: no http(s) address: %.60s", path, number, address), false);
  }
  free(bytes);
  return ok;
}

static void close_watch(Watch *w) {
  for (uint32_t i = 0; i < w->n; i++) free((char *)(uintptr_t)w->feeds[i].fetched.address);
  free(w->feeds);
  if (w->folder[0]) rmdir(w->folder);
}

static int run(Watch *w, const char *out, long every, bool once) {
  char why[STORE_WHY] = "";
  uint32_t failures = 0;
  w->store = store_open(out, why);
  if (!w->store) return cli_fail("%s: %s", out, why);
  struct sigaction action = {.sa_handler = on_end};
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  bool ok = poll_all(w, &failures);
  while (ok && !once && !ended) {
    wait_for(every);
    if (!ended) ok = poll_all(w, &failures);
  }
  bool closed = store_close(w->store, why);
  if (!ok) return cli_fail("%s: %s", out, w->why);
  if (!closed) return cli_fail("%s: %s", out, why);
  return once && (failures || w->failed) ? EXIT_SOME_FAILED : EXIT_ALL_READ;
}

static int with_engine(Watch *w, const dragoman_options *options, const char *language, const char *out, long every, bool once) {
  char error[STORE_WHY];
  dragoman *engine = dragoman_open(options, error, sizeof error);
  if (!engine) return cli_fail("%s", error);
  bool told = language && strcmp(language, "auto");
  w->engine = engine;
  w->pool = (PoolOptions){.context = w, .skip = skip, .done = done, .language = told ? language : NULL, .force_language = told,
                          .threads = (int)sysconf(_SC_NPROCESSORS_ONLN) > 4 ? 4 : (int)sysconf(_SC_NPROCESSORS_ONLN), .stop = &ended};
  const char *temporary = getenv("TMPDIR");
  snprintf(w->folder, sizeof w->folder, "%.40s/dragoman-XXXXXX", temporary && strlen(temporary) < 40 && *temporary ? temporary : "/tmp");
  int status;
  if (told && !engine_has_language(engine, str(language))) status = cli_fail("no language %s in the data folder", language);
  else if (!mkdtemp(w->folder)) status = cli_fail("%s: %s", w->folder, strerror(errno)), w->folder[0] = 0;
  else {
    snprintf(w->file, sizeof w->file, "%s/feed", w->folder);
    status = run(w, out, every, once);
  }
  dragoman_close(engine);
  return status;
}

int cmd_watch(int argc, char **argv) {
  const char *out = NULL, *every = "900", *language = NULL, *data = NULL, *ontology = NULL, *actors = NULL;
  bool once = false;
  const Option options[] = {{"o", "STORE", "a .db (SQLite) or a postgresql:// address", &out, NULL},
                            {"every", "SECONDS", "how often each feed is asked (900; 10 at least)", &every, NULL},
                            {"once", NULL, "ask each feed once and end", NULL, &once},
                            {"language", "fr|en|auto", "the texts' language (found for each)", &language, NULL},
                            {"data", "FOLDER", "where packs and models are (DRAGOMAN_DATA)", &data, NULL},
                            {"ontology", "FILE", "further types, concepts and words of your own", &ontology, NULL},
                            {"actors", "FILE", "further actors: a PETRARCH or TABARI dictionary", &actors, NULL}};
  int status, n = cli_options(argc, argv, cli_command("watch"), options, sizeof options / sizeof *options, &status);
  if (n < 0) return status;
  char *end;
  long seconds = strtol(every, &end, 10);
  if (!n) return cli_fail("watch needs feeds: http(s) addresses, or a file with one a line (try --help)");
  if (!out || !store_is_address(out)) return cli_fail("watch needs a store: -o STORE.db or a postgresql:// address");
  if (!*every || *end || seconds < 10 || seconds > 604800) return cli_fail("--every %s: from 10 to 604800 seconds", every);
  if (fetch_impossible()) return cli_fail("%s", fetch_impossible());
  Watch w = {0};
  status = EXIT_CANNOT_RUN;
  bool ok = true;
  for (int i = 1; i <= n && ok; i++) ok = is_address(argv[i]) ? add_feed(&w, argv[i]) : add_list(&w, argv[i]);
  if (ok && !w.n) cli_fail("no feed is named");
  dragoman_options with = {.data_folder = data, .ontology = ontology, .actors = actors};
  if (ok && w.n) status = with_engine(&w, &with, language, out, seconds, once);
  close_watch(&w);
  return status;
}
