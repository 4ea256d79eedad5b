#include "text/decode.h"

#include "base/utf8.h"

#define LIMIT (1u << 30)

/* The bytes of the well-formed sequence at p (n left), or 0 with in *bad the length of its longest
 * ill-formed beginning (Unicode's « maximal subpart »). */
static uint32_t sequence(const unsigned char *p, uint32_t n, uint32_t *bad) {
  *bad = 1;
  if (p[0] < 0x80) return 1;
  if (p[0] < 0xc2 || p[0] > 0xf4) return 0;
  uint32_t length = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
  unsigned low = p[0] == 0xe0 ? 0xa0 : p[0] == 0xf0 ? 0x90 : 0x80;
  unsigned high = p[0] == 0xed ? 0x9f : p[0] == 0xf4 ? 0x8f : 0xbf;
  for (uint32_t i = 1; i < length; i++) {
    if (i >= n || p[i] < low || p[i] > high) return *bad = i, 0;
    low = 0x80, high = 0xbf;
  }
  return length;
}

typedef struct {
  uint32_t good, bad; /* sequences beyond ASCII */
  bool cut;           /* the last one is a beginning that the end of the input cuts */
} Census;

static Census census(Str bytes) {
  Census c = {0};
  const unsigned char *p = (const unsigned char *)bytes.p;
  for (uint32_t i = 0, bad; i < bytes.n;) {
    if (p[i] < 0x80) {
      i++;
      continue;
    }
    uint32_t n = sequence(p + i, bytes.n - i, &bad);
    if (n) {
      c.good++;
    } else {
      c.bad++;
      c.cut = i + bad == bytes.n && p[i] >= 0xc2 && p[i] <= 0xf4;
    }
    i += n ? n : bad;
  }
  return c;
}

static Str repair(Arena *arena, Str bytes, uint32_t bad_sequences) {
  char *out = arena_raw(arena, (size_t)bytes.n + (size_t)bad_sequences * 2 + 1);
  uint32_t o = 0;
  for (uint32_t i = 0, bad; i < bytes.n;) {
    uint32_t n = sequence((const unsigned char *)bytes.p + i, bytes.n - i, &bad);
    if (n) {
      memcpy(out + o, bytes.p + i, n);
      o += n;
    } else {
      o += utf8_put(0xfffd, out + o);
    }
    i += n ? n : bad;
  }
  out[o] = 0;
  return str_of(out, o);
}

/* What Windows-1252 has at 0x80..0x9f; its five holes stay the control characters of Latin-1. */
static const uint16_t WINDOWS[32] = {0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160,
                                     0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
                                     0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178};

static Str from_windows(Arena *arena, Str bytes) {
  char *out = arena_raw(arena, (size_t)bytes.n * 3 + 1);
  uint32_t o = 0;
  for (uint32_t i = 0; i < bytes.n; i++) {
    unsigned char b = (unsigned char)bytes.p[i];
    o += utf8_put(b - 0x80u < 32 ? WINDOWS[b - 0x80] : b, out + o);
  }
  out[o] = 0;
  return str_of(out, o);
}

static uint32_t unit(Str bytes, uint32_t i, bool big) {
  if (i + 1 >= bytes.n) return 0xfffd;
  unsigned char a = (unsigned char)bytes.p[i], b = (unsigned char)bytes.p[i + 1];
  return big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
}

static Str from_utf16(Arena *arena, Str bytes, bool big) {
  char *out = arena_raw(arena, (size_t)bytes.n * 2 + 4);
  uint32_t o = 0;
  for (uint32_t i = 2; i < bytes.n; i += 2) {
    uint32_t c = unit(bytes, i, big);
    uint32_t next = i + 3 < bytes.n ? unit(bytes, i + 2, big) : 0;
    if (c - 0xd800 < 0x400 && next - 0xdc00 < 0x400) {
      c = 0x10000 + ((c - 0xd800) << 10) + (next - 0xdc00);
      i += 2;
    } else if (c - 0xd800 < 0x800) {
      c = 0xfffd;
    }
    o += utf8_put(c, out + o);
  }
  out[o] = 0;
  return str_of(out, o);
}

Str text_decode(Arena *arena, Str bytes, Encoding *found) {
  Encoding ignored;
  if (!found) found = &ignored;
  if (bytes.n > LIMIT) bytes.n = LIMIT;
  bool big = bytes.n >= 2 && !memcmp(bytes.p, "\xfe\xff", 2);
  if (big || (bytes.n >= 2 && !memcmp(bytes.p, "\xff\xfe", 2))) {
    *found = ENCODING_UTF16;
    return from_utf16(arena, bytes, big);
  }
  Census c = census(bytes);
  *found = c.bad ? ENCODING_UTF8_REPAIRED : ENCODING_UTF8;
  if (!c.bad) return str_dup(arena, bytes);
  if (c.bad > c.good && !(c.bad == 1 && c.cut)) {
    *found = ENCODING_WINDOWS_1252;
    return from_windows(arena, bytes);
  }
  return repair(arena, bytes, c.bad);
}
