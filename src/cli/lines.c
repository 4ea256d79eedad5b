#include "cli/lines.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#define FLUSH_EVERY 64u

/* Keys and the last whole length of an earlier run. */
static bool read_done(LinesOut *l, FILE *f) {
  char key[80];
  unsigned long long length;
  jmp_buf no_memory;
  if (setjmp(no_memory)) return errno = ENOMEM, false;
  arena_guard(l->arena, &no_memory);
  while (fscanf(f, "%79s %llu", key, &length) == 2) {
    int c = fgetc(f);
    if (c != '\n') break; /* cut short by a kill */
    l->length = length;
    if (strlen(key) == 64) *map_put(&l->keys, str_dup(l->arena, str(key)), NULL) = 1;
  }
  arena_guard(l->arena, NULL);
  return true;
}

/* Cuts OUT and OUT.done to what both agree on. */
static bool mend(LinesOut *l, const char *path, const char *noted) {
  FILE *f = fopen(noted, "rb");
  if (!f) return errno == ENOENT;
  bool ok = read_done(l, f);
  fclose(f);
  if (!ok) return false;
  FILE *out = fopen(path, "rb");
  long have = -1;
  if (out) {
    if (!fseek(out, 0, SEEK_END)) have = ftell(out);
    fclose(out);
  }
  if (have < 0 || (uint64_t)have < l->length) {
    /* OUT was taken away or is shorter: the notes are worth nothing. */
    l->length = 0;
    map_init(&l->keys, l->arena);
    return !remove(noted);
  }
  return !truncate(path, (off_t)l->length);
}

bool lines_open(LinesOut *l, const char *path) {
  *l = (LinesOut){.out = stdout};
  if (!path) return true;
  char noted[4096];
  l->arena = arena_new(NULL);
  if (!l->arena) return errno = ENOMEM, false;
  map_init(&l->keys, l->arena);
  if ((size_t)snprintf(noted, sizeof noted, "%s.done", path) >= sizeof noted) return errno = ENAMETOOLONG, false;
  if (!mend(l, path, noted)) return false;
  l->out = fopen(path, l->length ? "ab" : "wb");
  l->done = l->out ? fopen(noted, l->length ? "ab" : "wb") : NULL;
  return l->done != NULL;
}

bool lines_empty(const LinesOut *l) { return l->length == 0; }

bool lines_has(const LinesOut *l, const char *key) { return l->arena && map_get(&l->keys, str(key)) != NULL; }

bool lines_add(LinesOut *l, Str text, const char *key) {
  if (text.n && fwrite(text.p, 1, text.n, l->out) != text.n) return false;
  l->length += text.n;
  if (!l->done) return true;
  fprintf(l->done, "%s %llu\n", *key ? key : "-", (unsigned long long)l->length);
  if (++l->pending % FLUSH_EVERY) return !ferror(l->done);
  /* Lines first: a note must never speak of lines that are not there. */
  return !fflush(l->out) && !fflush(l->done);
}

bool lines_close(LinesOut *l) {
  errno = 0;
  bool ok = !fflush(l->out) && !ferror(l->out);
  if (l->done) ok = !fclose(l->done) && ok;
  if (l->out != stdout) ok = !fclose(l->out) && ok;
  arena_free(l->arena);
  *l = (LinesOut){0};
  return ok;
}
