#include "base/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC "dgpack1\n"

typedef struct {
  char name[24];
  uint64_t offset, size;
} Entry;

struct Pack {
  const char *p;
  size_t n;
  uint32_t count;
  const Entry *entries;
};

static Pack *refuse(Diags *diags, const char *path, const char *why) {
  diag_add(diags, DIAG_ERROR, str(path), 0, "%s", why);
  return NULL;
}

static bool well_formed(const char *p, size_t n, uint32_t *count) {
  if (n < 16 || memcmp(p, MAGIC, 8)) return false;
  memcpy(count, p + 8, 4);
  if (*count > 64 || 16 + (size_t)*count * sizeof(Entry) > n) return false;
  for (uint32_t i = 0; i < *count; i++) {
    Entry e;
    memcpy(&e, p + 16 + i * sizeof e, sizeof e);
    if (e.offset > n || e.size > n - e.offset || e.name[23]) return false;
  }
  return true;
}

Pack *pack_open(const char *path, Diags *diags) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return refuse(diags, path, strerror(errno));
  struct stat st;
  void *p = MAP_FAILED;
  if (!fstat(fd, &st) && st.st_size > 0) p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  close(fd);
  if (p == MAP_FAILED) return refuse(diags, path, "cannot be mapped into memory");
  uint32_t count = 0;
  Pack *pack = NULL;
  bool ok = well_formed(p, (size_t)st.st_size, &count);
  if (ok) pack = malloc(sizeof *pack);
  if (!pack) {
    munmap(p, (size_t)st.st_size);
    return refuse(diags, path, ok ? "out of memory" : "is no pack of this version, or is truncated");
  }
  *pack = (Pack){p, (size_t)st.st_size, count, (const Entry *)(const void *)((const char *)p + 16)};
  return pack;
}

void pack_close(Pack *pack) {
  if (!pack) return;
  munmap((void *)(uintptr_t)pack->p, pack->n);
  free(pack);
}

Str pack_section(const Pack *pack, const char *name) {
  for (uint32_t i = 0; pack && i < pack->count; i++)
    if (!strcmp(pack->entries[i].name, name))
      return str_of(pack->p + pack->entries[i].offset, pack->entries[i].size);
  return (Str){NULL, 0};
}

void pack_writer_init(PackWriter *writer, Arena *arena) {
  memset(writer, 0, sizeof *writer);
  writer->arena = arena;
}

void pack_add(PackWriter *writer, const char *name, const void *bytes, size_t n) {
  if (writer->n == 64 || strlen(name) > 23 || n > UINT32_MAX) abort();
  writer->parts[writer->n].name = str_dup(writer->arena, str(name));
  writer->parts[writer->n++].bytes = str_of(bytes, n);
}

static bool put(FILE *f, const void *p, size_t n, uint64_t *at) {
  *at += n;
  return n == 0 || fwrite(p, 1, n, f) == n;
}

static bool put_all(const PackWriter *w, FILE *f) {
  static const char zeros[64] = {0};
  uint64_t at = 0, offset = (16 + w->n * sizeof(Entry) + 63) & ~(uint64_t)63;
  uint32_t head[2] = {w->n, 0};
  bool ok = put(f, MAGIC, 8, &at) && put(f, head, sizeof head, &at);
  for (uint32_t i = 0; ok && i < w->n; i++) {
    Entry e = {.offset = offset, .size = w->parts[i].bytes.n};
    memcpy(e.name, w->parts[i].name.p, w->parts[i].name.n);
    ok = put(f, &e, sizeof e, &at);
    offset = (offset + e.size + 63) & ~(uint64_t)63;
  }
  for (uint32_t i = 0; ok && i < w->n; i++)
    ok = put(f, zeros, (64 - at % 64) % 64, &at) && put(f, w->parts[i].bytes.p, w->parts[i].bytes.n, &at);
  return ok;
}

bool pack_write(const PackWriter *writer, const char *path, Diags *diags) {
  Str temporary = str_format(writer->arena, "%s.tmp%ld", path, (long)getpid());
  FILE *f = fopen(temporary.p, "wb");
  bool ok = f && put_all(writer, f);
  if (f && fclose(f)) ok = false;
  if (ok) ok = !rename(temporary.p, path);
  if (!ok) {
    diag_add(diags, DIAG_ERROR, str(path), 0, "cannot be written: %s", strerror(errno));
    if (f) remove(temporary.p);
  }
  return ok;
}

void bytes_init(Bytes *bytes, Arena *arena) { *bytes = (Bytes){.arena = arena}; }

uint32_t bytes_add(Bytes *bytes, const void *p, size_t n) {
  if (bytes->cap - bytes->n < n) {
    size_t cap = bytes->cap ? bytes->cap : 4096;
    while (cap - bytes->n < n) cap *= 2;
    char *wider = arena_raw(bytes->arena, cap);
    if (bytes->n) memcpy(wider, bytes->p, bytes->n);
    bytes->p = wider;
    bytes->cap = cap;
  }
  if (n) memcpy(bytes->p + bytes->n, p, n);
  bytes->n += n;
  return (uint32_t)(bytes->n - n);
}

uint32_t bytes_str(Bytes *bytes, Str s) {
  bytes_align(bytes, 4);
  uint32_t at = bytes_add(bytes, &s.n, 4);
  bytes_add(bytes, s.p, s.n);
  bytes_add(bytes, "", 1);
  return at;
}

void bytes_align(Bytes *bytes, size_t to) {
  static const char zeros[64] = {0};
  bytes_add(bytes, zeros, (to - bytes->n % to) % to);
}

const void *section_array(Str section, uint64_t offset, uint64_t count, size_t size) {
  if (offset > section.n || (size && count > (section.n - offset) / size)) return NULL;
  return section.p + offset;
}
