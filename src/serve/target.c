#include "serve/target.h"

#include <utf8proc.h>

static int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/* Percent signs (and + in a query) undone; NULL text where what comes out is no clean UTF-8. */
static Str decode(Arena *arena, Str raw, bool query) {
  char *p = arena_raw(arena, (size_t)raw.n + 1);
  uint32_t n = 0;
  for (uint32_t i = 0; i < raw.n; i++) {
    char c = raw.p[i];
    if (c == '%') {
      int high = raw.n - i > 2 ? hex(raw.p[i + 1]) : -1, low = raw.n - i > 2 ? hex(raw.p[i + 2]) : -1;
      if (high < 0 || low < 0) return (Str){NULL, 0};
      c = (char)(high * 16 + low);
      i += 2;
    } else if (query && c == '+') {
      c = ' ';
    }
    p[n++] = c;
  }
  p[n] = 0;
  for (uint32_t i = 0; i < n;) {
    utf8proc_int32_t c;
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)p + i, (utf8proc_ssize_t)(n - i), &c);
    if (used < 1 || c < 0x20 || (c >= 0x7f && c < 0xa0)) return (Str){NULL, 0};
    i += (uint32_t)used;
  }
  return str_of(p, n);
}

static bool fail(Target *t, Str which, const char *why) {
  t->wrong = which;
  t->why = why;
  return false;
}

static bool add(Arena *arena, Target *t, Str field) {
  uint32_t equals = str_find(field, STR("="));
  Str name = decode(arena, str_sub(field, 0, equals == UINT32_MAX ? field.n : equals), true);
  if (!name.p || !name.n || name.n > 40) return fail(t, (Str){"", 0}, "the address has a parameter without a proper name");
  Str value = equals == UINT32_MAX ? str_dup(arena, (Str){"", 0}) : decode(arena, str_sub(field, equals + 1, field.n), true);
  if (!value.p) return fail(t, name, "is no clean UTF-8 text (percent-encoded, without control characters)");
  for (uint32_t i = 0; i < t->n; i++)
    if (str_eq(t->params[i].name, name)) return fail(t, name, "is given more than once");
  if (t->n == TARGET_PARAMS) return fail(t, (Str){"", 0}, "the address has too many parameters");
  t->params[t->n++] = (TargetParam){name, value, false};
  return true;
}

bool target_parse(Arena *arena, Str raw, Target *t) {
  *t = (Target){0};
  if (raw.n > TARGET_BYTES) return fail(t, (Str){"", 0}, "the address is too long");
  uint32_t mark = str_find(raw, STR("?"));
  t->path = decode(arena, str_sub(raw, 0, mark == UINT32_MAX ? raw.n : mark), false);
  if (!t->path.p || !t->path.n || t->path.p[0] != '/') {
    t->path = (Str){"", 0};
    return fail(t, (Str){"", 0}, "the address is malformed");
  }
  if (mark == UINT32_MAX) return true;
  for (uint32_t from = mark + 1; from < raw.n;) {
    uint32_t to = from;
    while (to < raw.n && raw.p[to] != '&') to++;
    if (to > from && !add(arena, t, str_sub(raw, from, to))) return false;
    from = to + 1;
  }
  return true;
}
