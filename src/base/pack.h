/* pack.h: the compiled form of text sources: named sections in one file, read in place.
 *
 * Layout (little-endian): "dgpack1\n", u32 count, u32 0, then count × {char name[24], u64 offset,
 * u64 size}, then the sections, each aligned to 64 bytes. Offsets inside a section are relative to
 * its own start, so that a file is mapped and used without relocation. */
#ifndef DG_BASE_PACK_H
#define DG_BASE_PACK_H

#include <string.h>

#include "base/diag.h"

typedef struct Pack Pack;

/* Maps a pack. NULL with an error added where it is missing, truncated or of another version. */
Pack *pack_open(const char *path, Diags *diags);
void pack_close(Pack *pack);

/* A section's bytes, or {NULL, 0}. Checked to lie inside the file; what is in it is the caller's to check. */
Str pack_section(const Pack *pack, const char *name);

typedef struct {
  Arena *arena;
  struct PackPart {
    Str name, bytes;
  } parts[64];
  uint32_t n;
} PackWriter;

void pack_writer_init(PackWriter *writer, Arena *arena);

/* Adds a section; `bytes` must live until the write. A name of 23 bytes at most, used once. */
void pack_add(PackWriter *writer, const char *name, const void *bytes, size_t n);

/* Writes to a temporary file beside `path` and renames it. */
bool pack_write(const PackWriter *writer, const char *path, Diags *diags);

/* A growing run of bytes for a section. */
typedef struct {
  Arena *arena;
  char *p;
  size_t n, cap;
} Bytes;

void bytes_init(Bytes *bytes, Arena *arena);
uint32_t bytes_add(Bytes *bytes, const void *p, size_t n); /* returns the offset it starts at */
uint32_t bytes_str(Bytes *bytes, Str s);                   /* u32 length, bytes, NUL; returns the offset */
void bytes_align(Bytes *bytes, size_t to);

/* Reads what bytes_str wrote at `offset` of a section; empty where that lies outside. */
static inline Str section_str(Str section, uint32_t offset) {
  uint32_t n;
  if (offset > section.n || section.n - offset < 5) return (Str){"", 0};
  memcpy(&n, section.p + offset, 4);
  if (n > section.n - offset - 5) return (Str){"", 0};
  return (Str){section.p + offset + 4, n};
}

/* A typed array at `offset` of a section, or NULL where `count` of them do not fit. */
const void *section_array(Str section, uint64_t offset, uint64_t count, size_t size);

#endif
