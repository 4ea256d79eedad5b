/* decode.h: bytes of unknown encoding to valid UTF-8.
 *
 * Code points are never merged, dropped or normalised, so that offsets into the decoded text are
 * offsets into the input: CR LF stays two, NUL stays, a UTF-8 byte order mark stays as U+FEFF.
 * Only UTF-16, whose decoders all swallow the mark, loses it. */
#ifndef DG_TEXT_DECODE_H
#define DG_TEXT_DECODE_H

#include "base/str.h"

typedef enum { ENCODING_UTF8, ENCODING_UTF8_REPAIRED, ENCODING_WINDOWS_1252, ENCODING_UTF16 } Encoding;

/* Valid UTF-8, NUL-terminated, in the arena. Each ill-formed sequence becomes one U+FFFD; where
 * ill-formed sequences outnumber good ones the bytes are taken for Windows-1252 (Latin-1 included).
 * Input beyond 1 GiB is cut. */
Str text_decode(Arena *arena, Str bytes, Encoding *found);

#endif
