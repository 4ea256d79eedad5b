#include "base/utf8.h"
#include "world/world.h"

static bool is_piece(uint32_t c) { return utf8_is_letter(c) || utf8_is_digit(c); }

bool world_piece(Str s, uint32_t *at, uint32_t *from, char *key, uint32_t *n) {
  uint32_t i = *at, size = 0;
  *n = 0;
  while (i < s.n && !is_piece(utf8_at(s, i, &size))) i += size;
  *from = i;
  while (i < s.n) {
    uint32_t c = utf8_at(s, i, &size), skip = 0;
    /* « U.S. » is one piece, and so is a letter with its combining accent. */
    if (c == '.' && i + 1 < s.n) c = utf8_at(s, i + 1, &skip), skip = 1;
    if (!is_piece(c) && !(c >= 0x300 && c < 0x370)) break;
    if (skip) utf8_at(s, i + 1, &size);
    if (*n + 4 < PIECE_MAX) *n += utf8_bare_put(c, key + *n);
    i += skip + size;
  }
  *at = i;
  return *n > 0;
}

Str world_key(Arena *arena, Str name) {
  char *out = arena_raw(arena, (size_t)name.n * 2 + PIECE_MAX + 1);
  uint32_t o = 0, at = 0, from, n;
  for (;;) {
    if (!world_piece(name, &at, &from, out + o + (o > 0), &n)) break;
    if (o) out[o++] = ' ';
    o += n;
    if (o > name.n * 2) break;
  }
  out[o] = 0;
  return str_of(out, o);
}

static uint32_t number(Str s) {
  uint32_t value = 0;
  for (uint32_t i = 0; i < s.n; i++) {
    if (s.p[i] < '0' || s.p[i] > '9' || i > 3) return 0;
    value = value * 10 + (uint32_t)(s.p[i] - '0');
  }
  return value;
}

uint32_t world_day(Str date, bool last) {
  Str part;
  uint32_t year = 0, month = last ? 12 : 1, day = last ? 31 : 1;
  if (str_split(&date, '-', &part)) year = number(part);
  if (str_split(&date, '-', &part)) month = number(part);
  if (str_split(&date, '-', &part)) day = number(part);
  return year ? year * 10000 + month * 100 + day : 0;
}

bool world_collective(Str code) {
  static const char *const codes[] = {"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC", "INT"};
  for (uint32_t i = 0; i < sizeof codes / sizeof *codes; i++)
    if (str_is(code, codes[i])) return true;
  return false;
}

bool world_sector(Str code) {
  static const char known[] = "GOV MIL COP JUD LEG PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC";
  return code.n == 3 && str_find(STR(known), code) != UINT32_MAX;
}
