/* table.h: read-only hash tables of a model file, probed in place. */
#ifndef DG_SYNTAX_TABLE_H
#define DG_SYNTAX_TABLE_H

#include "base/str.h"
#include "reading/reading.h"

/* No chain is longer than this: builders check it, readers stop at it, so that a damaged file cannot hang them. */
#define TABLE_PROBES 64u

static inline uint64_t load64(const char *p) {
  uint64_t v;
  memcpy(&v, p, 8);
  return v;
}

static inline uint64_t load32(const char *p) {
  uint32_t v;
  memcpy(&v, p, 4);
  return v;
}

/* A hash of `n` bytes that differs by `kind`: what the same letters stand for. */
static inline uint64_t hash_piece(uint32_t kind, const char *p, uint32_t n) {
  uint64_t h = (kind + 1u) * 0x9e3779b97f4a7c15u + n, v = 0;
  for (; n > 8; p += 8, n -= 8) h = (h ^ load64(p)) * 0xd6e8feb86659fd93u, h ^= h >> 32;
  if (n >= 4)
    v = load32(p) | load32(p + n - 4) << 32;
  else if (n)
    v = (uint64_t)(unsigned char)p[0] | (uint64_t)(unsigned char)p[n / 2] << 8 | (uint64_t)(unsigned char)p[n - 1] << 16;
  h = (h ^ v) * 0xd6e8feb86659fd93u;
  h ^= h >> 32;
  h *= 0x9e3779b97f4a7c15u;
  return h ^ h >> 29;
}

static inline uint64_t hash_number(uint32_t kind, uint64_t value) { return hash_piece(kind, (const char *)&value, 8); }

/* Cells {fingerprint, value}; a power of two of them; fingerprint 0 is an empty cell. */
typedef struct {
  const uint32_t *cells;
  uint32_t mask;
} Table;

static inline uint32_t table_fingerprint(uint64_t hash) {
  uint32_t f = (uint32_t)(hash >> 32);
  return f ? f : 1u;
}

static inline uint32_t table_get(const Table *t, uint64_t hash) {
  if (!t->cells) return NONE;
  uint32_t f = table_fingerprint(hash), i = (uint32_t)hash & t->mask;
  for (uint32_t probe = 0; probe < TABLE_PROBES; probe++, i = (i + 1) & t->mask) {
    if (t->cells[2 * i] == f) return t->cells[2 * i + 1];
    if (!t->cells[2 * i]) break;
  }
  return NONE;
}

static inline bool table_bind(Table *t, Str section) {
  uint32_t n = section.n / 8;
  *t = (Table){0};
  if (!section.n) return true;
  if (section.n % 8 || (n & (n - 1))) return false;
  *t = (Table){(const uint32_t *)(const void *)section.p, n - 1};
  return true;
}

/* Half the size for large vocabularies: fingerprint and value of 16 bits each, the value kept plus one. */
typedef struct {
  const uint32_t *cells;
  uint32_t mask;
} SmallTable;

static inline uint32_t small_table_get(const SmallTable *t, uint64_t hash) {
  if (!t->cells) return NONE;
  uint32_t f = (uint32_t)(hash >> 48), i = (uint32_t)hash & t->mask;
  for (uint32_t probe = 0; probe < TABLE_PROBES && t->cells[i]; probe++, i = (i + 1) & t->mask)
    if (t->cells[i] >> 16 == f) return (t->cells[i] & 0xffffu) - 1;
  return NONE;
}

static inline bool small_table_bind(SmallTable *t, Str section) {
  uint32_t n = section.n / 4;
  *t = (SmallTable){0};
  if (!section.n) return true;
  if (section.n % 4 || (n & (n - 1))) return false;
  *t = (SmallTable){(const uint32_t *)(const void *)section.p, n - 1};
  return true;
}

#endif
