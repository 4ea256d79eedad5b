/* str.h: slices of UTF-8 text. A Str does not own its bytes and is not NUL-terminated. */
#ifndef DG_BASE_STR_H
#define DG_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

typedef struct {
  const char *p;
  uint32_t n;
} Str;

#define STR(literal) ((Str){(literal), (uint32_t)(sizeof(literal) - 1)})

static inline Str str(const char *c) { return (Str){c, c ? (uint32_t)strlen(c) : 0}; }
static inline Str str_of(const char *p, size_t n) { return (Str){p, (uint32_t)n}; }
static inline bool str_eq(Str a, Str b) { return a.n == b.n && (a.n == 0 || !memcmp(a.p, b.p, a.n)); }
static inline bool str_is(Str a, const char *c) { return str_eq(a, str(c)); }
static inline Str str_sub(Str s, uint32_t from, uint32_t to) { return (Str){s.p + from, to - from}; }
static inline bool str_starts(Str s, Str prefix) { return s.n >= prefix.n && (prefix.n == 0 || !memcmp(s.p, prefix.p, prefix.n)); }
static inline bool str_ends(Str s, Str suffix) {
  return s.n >= suffix.n && (suffix.n == 0 || !memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n));
}

int str_cmp(Str a, Str b);              /* byte order, as memcmp, shorter first */
uint64_t str_hash(Str s);               /* the same on every machine */
Str str_trim(Str s);                    /* without ASCII white space at both ends */
Str str_dup(Arena *arena, Str s);       /* copy, NUL-terminated for convenience */
Str str_join(Arena *arena, Str a, Str b);
Str str_list(Arena *arena, const Str *at, uint32_t n, Str between); /* one behind the other, parted by `between` */
Str str_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The next field of *rest up to `separator`, trimmed; *rest moves behind it. False at the end. */
bool str_split(Str *rest, char separator, Str *field);

/* Position of `needle` in `s`, or UINT32_MAX. */
uint32_t str_find(Str s, Str needle);

#endif
