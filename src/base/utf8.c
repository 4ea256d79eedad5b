#include "base/utf8.h"

#include <utf8proc.h>

uint32_t utf8_at(Str s, uint32_t i, uint32_t *n) {
  const unsigned char *p = (const unsigned char *)s.p + i;
  uint32_t left = s.n - i;
  if (p[0] < 0x80 || left < 2) return *n = 1, p[0];
  if (p[0] < 0xe0 || left < 3) return *n = 2, ((p[0] & 0x1fu) << 6) | (p[1] & 0x3fu);
  if (p[0] < 0xf0 || left < 4) return *n = 3, ((p[0] & 0x0fu) << 12) | ((p[1] & 0x3fu) << 6) | (p[2] & 0x3fu);
  *n = 4;
  return ((p[0] & 0x07u) << 18) | ((p[1] & 0x3fu) << 12) | ((p[2] & 0x3fu) << 6) | (p[3] & 0x3fu);
}

uint32_t utf8_put(uint32_t c, char *out) {
  if (c < 0x80) return out[0] = (char)c, 1;
  if (c < 0x800) return out[0] = (char)(0xc0 | c >> 6), out[1] = (char)(0x80 | (c & 0x3f)), 2;
  if (c < 0x10000) {
    out[0] = (char)(0xe0 | c >> 12);
    out[1] = (char)(0x80 | ((c >> 6) & 0x3f));
    out[2] = (char)(0x80 | (c & 0x3f));
    return 3;
  }
  out[0] = (char)(0xf0 | c >> 18);
  out[1] = (char)(0x80 | ((c >> 12) & 0x3f));
  out[2] = (char)(0x80 | ((c >> 6) & 0x3f));
  out[3] = (char)(0x80 | (c & 0x3f));
  return 4;
}

uint32_t utf8_length(Str s) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < s.n; i++) count += ((unsigned char)s.p[i] & 0xc0) != 0x80;
  return count;
}

static utf8proc_category_t category(uint32_t c) { return utf8proc_category((utf8proc_int32_t)c); }

bool utf8_is_letter(uint32_t c) {
  if (c < 0x80) return (c | 0x20) - 'a' < 26u;
  utf8proc_category_t k = category(c);
  return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

bool utf8_is_upper(uint32_t c) {
  if (c < 0x80) return c - 'A' < 26u;
  utf8proc_category_t k = category(c);
  return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT;
}

bool utf8_is_lower(uint32_t c) { return c < 0x80 ? c - 'a' < 26u : category(c) == UTF8PROC_CATEGORY_LL; }

bool utf8_is_digit(uint32_t c) { return c < 0x80 ? c - '0' < 10u : category(c) == UTF8PROC_CATEGORY_ND; }

bool utf8_is_space(uint32_t c) {
  if (c < 0x80) return c == ' ' || c - 9u < 5u;
  return category(c) == UTF8PROC_CATEGORY_ZS || c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0xfeff || c == 0x200b;
}

bool utf8_is_punct(uint32_t c) {
  utf8proc_category_t k = category(c);
  return k >= UTF8PROC_CATEGORY_PC && k <= UTF8PROC_CATEGORY_SO;
}

uint32_t utf8_lower_of(uint32_t c) {
  if (c < 0x80) return c - 'A' < 26u ? c | 0x20 : c;
  return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

uint32_t utf8_upper_of(uint32_t c) {
  if (c < 0x80) return c - 'a' < 26u ? c & ~0x20u : c;
  return (uint32_t)utf8proc_toupper((utf8proc_int32_t)c);
}

Str utf8_fold(Arena *arena, Str s) {
  char *out = arena_raw(arena, (size_t)s.n * 2 + 4);
  uint32_t o = 0;
  for (uint32_t i = 0, n; i < s.n; i += n) {
    uint32_t c = utf8_at(s, i, &n);
    o += utf8_put(c == 0x2019 || c == 0x02bc ? '\'' : utf8_lower_of(c), out + o);
  }
  out[o] = 0;
  return str_of(out, o);
}

/* The base letter of a composed one, by canonical decomposition. */
static uint32_t base_of(uint32_t c) {
  if (c < 0xc0) return c;
  utf8proc_int32_t parts[8];
  int boundary = 0;
  utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)c, parts, 8, UTF8PROC_DECOMPOSE, &boundary);
  return n > 0 && n <= 8 ? (uint32_t)parts[0] : c;
}

uint32_t utf8_bare_put(uint32_t c, char *out) {
  c = utf8_lower_of(c);
  if (c == 0x153 || c == 0xe6) return out[0] = c == 0x153 ? 'o' : 'a', out[1] = 'e', 2;
  if (c >= 0x300 && c < 0x370) return 0; /* a combining mark */
  /* Letters with a stroke, and the dotless i, have no decomposition. */
  static const struct {
    uint16_t from;
    char to;
  } strokes[] = {{0x131, 'i'}, {0x142, 'l'}, {0xf8, 'o'}, {0x111, 'd'}};
  for (uint32_t i = 0; i < sizeof strokes / sizeof *strokes; i++)
    if (c == strokes[i].from) return out[0] = strokes[i].to, 1;
  return utf8_put(base_of(c), out);
}

Str utf8_bare(Arena *arena, Str s) {
  Str folded = utf8_fold(arena, s);
  char *out = arena_raw(arena, (size_t)folded.n * 2 + 4);
  uint32_t o = 0;
  for (uint32_t i = 0, n; i < folded.n; i += n) o += utf8_bare_put(utf8_at(folded, i, &n), out + o);
  out[o] = 0;
  return str_of(out, o);
}

bool utf8_capitalised(Str s) {
  uint32_t n;
  return s.n && utf8_is_upper(utf8_at(s, 0, &n));
}

bool utf8_all_caps(Str s) {
  uint32_t letters = 0;
  for (uint32_t i = 0, n; i < s.n; i += n) {
    uint32_t c = utf8_at(s, i, &n);
    if (utf8_is_lower(c)) return false;
    letters += utf8_is_upper(c);
  }
  return letters >= 2;
}
