#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>

int str_cmp(Str a, Str b) {
  uint32_t n = a.n < b.n ? a.n : b.n;
  int c = n ? memcmp(a.p, b.p, n) : 0;
  return c ? c : (a.n > b.n) - (a.n < b.n);
}

/* FNV-1a with a final mix, because the low bits index power-of-two tables. */
uint64_t str_hash(Str s) {
  uint64_t h = 0xcbf29ce484222325u;
  for (uint32_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
  h ^= h >> 32;
  h *= 0x9e3779b97f4a7c15u;
  return h ^ (h >> 29);
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v'; }

Str str_trim(Str s) {
  while (s.n && is_blank(s.p[0])) s.p++, s.n--;
  while (s.n && is_blank(s.p[s.n - 1])) s.n--;
  return s;
}

Str str_dup(Arena *arena, Str s) {
  char *p = arena_raw(arena, (size_t)s.n + 1);
  if (s.n) memcpy(p, s.p, s.n);
  p[s.n] = 0;
  return (Str){p, s.n};
}

Str str_join(Arena *arena, Str a, Str b) {
  char *p = arena_raw(arena, (size_t)a.n + b.n + 1);
  if (a.n) memcpy(p, a.p, a.n);
  if (b.n) memcpy(p + a.n, b.p, b.n);
  p[a.n + b.n] = 0;
  return (Str){p, a.n + b.n};
}

Str str_list(Arena *arena, const Str *at, uint32_t n, Str between) {
  if (n < 2) return n ? *at : (Str){"", 0};
  size_t all = 0;
  for (uint32_t i = 0; i < n; i++) all += (size_t)at[i].n + between.n;
  char *p = arena_raw(arena, all + 1), *to = p;
  for (uint32_t i = 0; i < n; i++) {
    if (i && between.n) memcpy(to, between.p, between.n), to += between.n;
    if (at[i].n) memcpy(to, at[i].p, at[i].n), to += at[i].n;
  }
  *to = 0;
  return str_of(p, (size_t)(to - p));
}

Str str_format(Arena *arena, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int n = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (n < 0) n = 0;
  char *p = arena_raw(arena, (size_t)n + 1);
  vsnprintf(p, (size_t)n + 1, format, again);
  va_end(again);
  return (Str){p, (uint32_t)n};
}

bool str_split(Str *rest, char separator, Str *field) {
  if (!rest->p) return false;
  const char *cut = rest->n ? memchr(rest->p, separator, rest->n) : NULL;
  uint32_t n = cut ? (uint32_t)(cut - rest->p) : rest->n;
  *field = str_trim((Str){rest->p, n});
  *rest = cut ? (Str){cut + 1, rest->n - n - 1} : (Str){NULL, 0};
  return true;
}

uint32_t str_find(Str s, Str needle) {
  if (!needle.n) return 0;
  for (uint32_t i = 0; i + needle.n <= s.n; i++)
    if (s.p[i] == needle.p[0] && !memcmp(s.p + i, needle.p, needle.n)) return i;
  return UINT32_MAX;
}
