/* stream.h: bytes from a file, standard input, or either of them compressed (gzip, zstd; told by their first bytes). */
#ifndef DG_IO_STREAM_H
#define DG_IO_STREAM_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Stream Stream;

/* NULL with the reason in `why` (256 bytes). « - » is standard input. */
Stream *stream_open(const char *path, char *why);
void stream_close(Stream *stream);

/* Up to `n` bytes; 0 at the end or on failure: then stream_error tells. */
size_t stream_read(Stream *stream, void *to, size_t n);

/* Why reading stopped early, or NULL: « truncated gzip data » ... */
const char *stream_error(const Stream *stream);

/* The next line without its end. False at the end. A line longer than `max` is skipped to its end and told by
 * *too_long; *line is valid until the next call. Memory stays within `max`. */
bool stream_line(Stream *stream, size_t max, char **line, size_t *n, bool *too_long);

/* Exactly `n` bytes into `to`, or as many as there are; returns the number. */
size_t stream_take(Stream *stream, void *to, size_t n);

/* All that is left, at most `max` bytes, malloc'd; *too_long where there was more. NULL when out of memory. */
char *stream_rest(Stream *stream, size_t max, size_t *n, bool *too_long);

#endif
