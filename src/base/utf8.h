/* utf8.h: code points in valid UTF-8, their classes, case and accents (utf8proc underneath). */
#ifndef DG_BASE_UTF8_H
#define DG_BASE_UTF8_H

#include "base/str.h"

/* The code point at s.p[i] (valid UTF-8 assumed) and the bytes it takes in *n. */
uint32_t utf8_at(Str s, uint32_t i, uint32_t *n);

/* Writes `c` to out (room for 4) and returns the bytes written. */
uint32_t utf8_put(uint32_t c, char *out);

/* Code points in `s`. */
uint32_t utf8_length(Str s);

bool utf8_is_letter(uint32_t c);
bool utf8_is_upper(uint32_t c);
bool utf8_is_lower(uint32_t c);
bool utf8_is_digit(uint32_t c);
bool utf8_is_space(uint32_t c); /* no-break and narrow spaces included */
bool utf8_is_punct(uint32_t c);

uint32_t utf8_lower_of(uint32_t c);
uint32_t utf8_upper_of(uint32_t c);

/* Lower-cased copy; ’ becomes '. What tables are looked up by. */
Str utf8_fold(Arena *arena, Str s);

/* The same with accents removed (é e, ç c, œ oe, æ ae): for names spelt in several ways. */
Str utf8_bare(Arena *arena, Str s);

/* One code point, the same way, to `out` (room for 4); the bytes written, 0 for a combining mark. */
uint32_t utf8_bare_put(uint32_t c, char *out);

/* True where the first letter is a capital; true where every letter is and there are at least two. */
bool utf8_capitalised(Str s);
bool utf8_all_caps(Str s);

#endif
