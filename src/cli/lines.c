#include "cli/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LOCK_TRIES 100 /* of 0.1 s: a killed run may take a moment to be gone */

static bool fail(char *why, const char *path, const char *what) {
  snprintf(why, LINES_WHY, "%.160s: %s", path, what);
  return false;
}

static bool lock(int done) {
  for (int i = 0; i < LOCK_TRIES; i++) {
    if (!flock(done, LOCK_EX | LOCK_NB)) return true;
    if (errno != EWOULDBLOCK) return errno == ENOLCK || errno == EOPNOTSUPP; /* a file system without locks */
    nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
  }
  return false;
}

/* Takes a note « KEY LENGTH » whose lines OUT has. */
static bool take_note(LinesOut *l, Str note, uint64_t have) {
  if (note.n < 66 || note.n >= LINES_NOTE || note.p[64] != ' ') return false;
  char room[LINES_NOTE] = "", *end;
  memcpy(room, note.p + 65, note.n - 65);
  unsigned long long length = strtoull(room, &end, 10);
  if (*end || length < l->length || length > have) return false;
  l->length = length;
  *map_put(&l->keys, str_dup(l->arena, str_sub(note, 0, 64)), NULL) = 1;
  return true;
}

/* The first line is « FORMAT LENGTH OF THE HEADER ». False where it is another format. */
static bool take_format(LinesOut *l, Str note, const char *format, uint64_t have, bool *whole) {
  char name[16] = "";
  unsigned long long length = 0;
  char room[LINES_NOTE] = "";
  memcpy(room, note.p, note.n < sizeof room ? note.n : sizeof room - 1);
  *whole = sscanf(room, "%15s %llu", name, &length) == 2 && length <= have;
  if (*whole) l->length = length;
  return !*whole || !strcmp(name, format);
}

/* How many bytes of the notes hold, *wrong where they belong to another format. */
static off_t take_notes(LinesOut *l, FILE *f, const char *format, uint64_t have, bool *wrong) {
  char line[LINES_NOTE + 2];
  off_t kept = 0;
  jmp_buf no_memory;
  if (setjmp(no_memory)) return arena_guard(l->arena, NULL), -1;
  arena_guard(l->arena, &no_memory);
  while (fgets(line, sizeof line, f)) {
    Str note = str(line);
    bool whole = note.n && note.p[note.n - 1] == '\n'; /* else cut short by a kill */
    note = str_sub(note, 0, note.n - whole);
    if (whole && !kept) *wrong = !take_format(l, note, format, have, &whole);
    else if (whole) whole = take_note(l, note, have);
    if (!whole || *wrong) break;
    kept += note.n + 1;
  }
  arena_guard(l->arena, NULL);
  return kept;
}

/* Cuts OUT and OUT.done to what both agree on. */
static bool mend(LinesOut *l, const char *path, const char *format, char *why) {
  struct stat st;
  uint64_t have = !fstat(fileno(l->out), &st) && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
  int copy = dup(l->done);
  FILE *f = copy < 0 ? NULL : fdopen(copy, "rb");
  if (!f) {
    if (copy >= 0) close(copy);
    return fail(why, path, "out of memory");
  }
  bool wrong = false;
  off_t kept = take_notes(l, f, format, have, &wrong);
  fclose(f);
  if (kept < 0) return fail(why, path, "out of memory");
  if (wrong) return fail(why, path, "was begun in another format; take it away or name another file");
  if (have && ftruncate(fileno(l->out), (off_t)l->length)) return fail(why, path, strerror(errno));
  return !ftruncate(l->done, kept) || fail(why, path, strerror(errno));
}

/* A device or a pipe is written to and cannot be gone on with. */
static bool is_stream(const char *path) {
  struct stat st;
  return !stat(path, &st) && !S_ISREG(st.st_mode);
}

static bool open_file(LinesOut *l, const char *path, const char *format, char *why) {
  char noted[4096];
  if ((size_t)snprintf(noted, sizeof noted, "%s.done", path) >= sizeof noted) return fail(why, path, strerror(ENAMETOOLONG));
  l->arena = arena_new(NULL);
  if (!l->arena) return fail(why, path, "out of memory");
  map_init(&l->keys, l->arena);
  l->out = fopen(path, "ab");
  if (!l->out) return fail(why, path, strerror(errno));
  l->done = open(noted, O_RDWR | O_CREAT | O_APPEND, 0666);
  if (l->done < 0) return fail(why, noted, strerror(errno));
  if (!lock(l->done)) return fail(why, path, "another run is writing it");
  return mend(l, path, format, why);
}

bool lines_open(LinesOut *l, const char *path, const char *format, char *why) {
  *l = (LinesOut){.out = stdout, .done = -1};
  if (!path) return true;
  if (is_stream(path)) return (l->out = fopen(path, "wb")) != NULL || (l->out = stdout, fail(why, path, strerror(errno)));
  if (open_file(l, path, format, why)) {
    if (!l->length && !l->keys.entries.n && ftruncate(l->done, 0)) return fail(why, path, strerror(errno));
    return true;
  }
  if (l->out && l->out != stdout) fclose(l->out);
  l->out = stdout;
  lines_close(l);
  return false;
}

bool lines_empty(const LinesOut *l) { return l->length == 0 && (l->done < 0 || !l->keys.entries.n); }

bool lines_has(const LinesOut *l, const char *key) { return l->arena && map_get(&l->keys, str(key)) != NULL; }

/* Lines first: a note must never speak of lines that are not there. */
static bool put_out(LinesOut *l) {
  if (ferror(l->out) || fflush(l->out)) return false;
  for (size_t at = 0; at < l->n_notes;) {
    ssize_t n = write(l->done, l->notes + at, l->n_notes - at);
    if (n < 0 && errno != EINTR) return false;
    if (n > 0) at += (size_t)n;
  }
  l->n_notes = l->pending = 0;
  return true;
}

bool lines_add(LinesOut *l, Str text) {
  if (text.n && fwrite(text.p, 1, text.n, l->out) != text.n) return false;
  l->length += text.n;
  return true;
}

bool lines_note(LinesOut *l, const char *key) {
  if (l->done < 0) return true;
  l->n_notes += (size_t)snprintf(l->notes + l->n_notes, LINES_NOTE, "%.64s %llu\n", key, (unsigned long long)l->length);
  return ++l->pending < LINES_EVERY || put_out(l);
}

bool lines_close(LinesOut *l) {
  errno = 0;
  bool ok = l->done < 0 ? !fflush(l->out) : put_out(l);
  ok = !ferror(l->out) && ok;
  if (l->out != stdout) ok = !fclose(l->out) && ok;
  if (l->done >= 0) ok = !close(l->done) && ok;
  arena_free(l->arena);
  *l = (LinesOut){.out = stdout, .done = -1};
  return ok;
}
