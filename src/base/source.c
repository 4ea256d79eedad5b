#include "base/source.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static bool read_all(FILE *f, Arena *arena, Str *out) {
  if (fseek(f, 0, SEEK_END)) return false;
  long n = ftell(f);
  if (n < 0 || n > INT32_MAX || fseek(f, 0, SEEK_SET)) return false;
  char *p = arena_raw(arena, (size_t)n + 1);
  if (fread(p, 1, (size_t)n, f) != (size_t)n) return false;
  p[n] = 0;
  *out = str_of(p, (size_t)n);
  return true;
}

bool source_open(Source *source, Arena *arena, const char *path, Diags *diags) {
  *source = (Source){.file = str_dup(arena, str(path))};
  FILE *f = fopen(path, "rb");
  bool ok = f && read_all(f, arena, &source->rest);
  if (!ok) diag_add(diags, DIAG_ERROR, str(path), 0, "cannot be read: %s", strerror(errno));
  if (f) fclose(f);
  return ok;
}

/* A `#` at the start or behind a blank opens a comment; « F#1 » does not. */
static Str without_comment(Str line) {
  for (uint32_t i = 0; i < line.n; i++)
    if (line.p[i] == '#' && (i == 0 || line.p[i - 1] == ' ' || line.p[i - 1] == '\t')) return str_of(line.p, i);
  return line;
}

bool source_next(Source *source) {
  while (source->rest.n) {
    const char *cut = memchr(source->rest.p, '\n', source->rest.n);
    uint32_t n = cut ? (uint32_t)(cut - source->rest.p) : source->rest.n;
    Str line = {source->rest.p, n};
    uint32_t skip = cut ? n + 1 : n;
    source->rest = (Str){source->rest.p + skip, source->rest.n - skip};
    source->line++;
    source->entry = str_trim(without_comment(line));
    if (source->entry.n) return true;
  }
  return false;
}

uint32_t source_columns(const Source *source, Str *columns, uint32_t max) {
  Str rest = source->entry;
  uint32_t n = 0;
  while (n < max && str_split(&rest, '|', &columns[n])) n++;
  for (uint32_t i = n; i < max; i++) columns[i] = (Str){"", 0};
  return n;
}

static int by_name(const void *a, const void *b) { return str_cmp(*(const Str *)a, *(const Str *)b); }

uint32_t source_list(Arena *arena, const char *folder, const char *suffix, Str **paths) {
  Vec(Str) found = {0};
  DIR *dir = opendir(folder);
  if (!dir) return 0;
  /* Names first, paths later: the arena may jump out, and the directory must be closed before it does. */
  char names[512][256];
  uint32_t n = 0;
  for (struct dirent *e; n < 512 && (e = readdir(dir));)
    if (str_ends(str(e->d_name), str(suffix))) snprintf(names[n++], sizeof names[0], "%s", e->d_name);
  closedir(dir);
  for (uint32_t i = 0; i < n; i++) vec_add(arena, &found, str_format(arena, "%s/%s", folder, names[i]));
  if (n) qsort(found.at, found.n, sizeof *found.at, by_name);
  *paths = found.at;
  return found.n;
}
