#include "io/stream.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#define CHUNK ((size_t)1 << 16)

typedef enum { PLAIN, GZIP, ZSTANDARD } Packing;

struct Stream {
  FILE *file;
  Packing packing;
  z_stream zlib;
  ZSTD_DStream *zstd;
  bool inflating;  /* inside a gzip member */
  bool in_frame;   /* inside a zstd frame */
  bool ended;
  const char *error;
  unsigned char in[1 << 16]; /* compressed bytes */
  size_t in_at, in_n;
  char *out;       /* plain bytes not yet handed out */
  size_t out_at, out_n, out_cap;
};

static bool fill_in(Stream *s) {
  if (s->in_at < s->in_n) return true;
  s->in_at = 0;
  s->in_n = fread(s->in, 1, sizeof s->in, s->file);
  if (!s->in_n && ferror(s->file)) s->error = "cannot be read";
  return s->in_n > 0;
}

static size_t from_gzip(Stream *s, char *to, size_t n) {
  s->zlib.next_out = (Bytef *)to;
  s->zlib.avail_out = (uInt)n;
  while (s->zlib.avail_out == n) {
    if (!fill_in(s)) {
      if (s->inflating && !s->error) s->error = "truncated gzip data";
      break;
    }
    if (!s->inflating) {
      /* Several members may follow one another (WARC files are written so). */
      if (inflateReset(&s->zlib) != Z_OK) break;
      s->inflating = true;
    }
    s->zlib.next_in = s->in + s->in_at;
    s->zlib.avail_in = (uInt)(s->in_n - s->in_at);
    int status = inflate(&s->zlib, Z_NO_FLUSH);
    s->in_at = s->in_n - s->zlib.avail_in;
    if (status == Z_STREAM_END) s->inflating = false;
    else if (status != Z_OK && status != Z_BUF_ERROR) {
      s->error = "damaged gzip data";
      break;
    }
  }
  return n - s->zlib.avail_out;
}

static size_t from_zstd(Stream *s, char *to, size_t n) {
  ZSTD_outBuffer out = {to, n, 0};
  while (out.pos == 0) {
    if (!fill_in(s)) {
      if (s->in_frame && !s->error) s->error = "truncated zstd data";
      break;
    }
    ZSTD_inBuffer in = {s->in, s->in_n, s->in_at};
    size_t left = ZSTD_decompressStream(s->zstd, &out, &in);
    s->in_at = in.pos;
    if (ZSTD_isError(left)) {
      s->error = "damaged zstd data";
      break;
    }
    s->in_frame = left != 0;
  }
  return out.pos;
}

static size_t from_plain(Stream *s, char *to, size_t n) {
  if (!fill_in(s)) return 0;
  size_t have = s->in_n - s->in_at;
  if (have > n) have = n;
  memcpy(to, s->in + s->in_at, have);
  s->in_at += have;
  return have;
}

/* Makes room behind the pending bytes and reads once. False at the end. */
static bool more(Stream *s, size_t room) {
  if (s->ended || s->error) return false;
  if (s->out_at) {
    memmove(s->out, s->out + s->out_at, s->out_n - s->out_at);
    s->out_n -= s->out_at;
    s->out_at = 0;
  }
  if (s->out_cap - s->out_n < room) {
    size_t cap = s->out_cap * 2 > s->out_n + room ? s->out_cap * 2 : s->out_n + room;
    char *wider = realloc(s->out, cap);
    if (!wider) return s->error = "out of memory", false;
    s->out = wider;
    s->out_cap = cap;
  }
  size_t (*const READ[])(Stream *, char *, size_t) = {from_plain, from_gzip, from_zstd};
  size_t got = READ[s->packing](s, s->out + s->out_n, s->out_cap - s->out_n);
  s->out_n += got;
  if (!got) s->ended = true;
  return got > 0;
}

static bool start(Stream *s) {
  fill_in(s);
  if (s->in_n >= 2 && s->in[0] == 0x1f && s->in[1] == 0x8b) {
    s->packing = GZIP;
    s->inflating = true;
    return inflateInit2(&s->zlib, 15 + 16) == Z_OK;
  }
  if (s->in_n >= 4 && !memcmp(s->in, "\x28\xb5\x2f\xfd", 4)) {
    s->packing = ZSTANDARD;
    s->zstd = ZSTD_createDStream();
    /* A hostile frame must not ask for gigabytes of window. */
    return s->zstd && !ZSTD_isError(ZSTD_DCtx_setParameter(s->zstd, ZSTD_d_windowLogMax, 27));
  }
  return true;
}

Stream *stream_open(const char *path, char *why) {
  FILE *file = !strcmp(path, "-") ? stdin : fopen(path, "rb");
  if (!file) return snprintf(why, 256, "%s", strerror(errno)), NULL;
  Stream *s = calloc(1, sizeof *s);
  if (s) s->file = file, s->out_cap = CHUNK, s->out = malloc(CHUNK);
  if (s && s->out && start(s)) return s;
  snprintf(why, 256, "out of memory");
  if (s) stream_close(s);
  else if (file != stdin) fclose(file);
  return NULL;
}

void stream_close(Stream *s) {
  if (!s) return;
  if (s->packing == GZIP) inflateEnd(&s->zlib);
  ZSTD_freeDStream(s->zstd);
  if (s->file != stdin) fclose(s->file);
  free(s->out);
  free(s);
}

const char *stream_error(const Stream *s) { return s->error; }

size_t stream_read(Stream *s, void *to, size_t n) {
  if (s->out_at == s->out_n && !more(s, CHUNK)) return 0;
  size_t have = s->out_n - s->out_at;
  if (have > n) have = n;
  memcpy(to, s->out + s->out_at, have);
  s->out_at += have;
  return have;
}

size_t stream_take(Stream *s, void *to, size_t n) {
  size_t got = 0;
  for (size_t k; got < n && (k = stream_read(s, (char *)to + got, n - got)) > 0;) got += k;
  return got;
}

/* Drops everything up to the next line end. */
static void skip_line(Stream *s) {
  for (;;) {
    char *cut = memchr(s->out + s->out_at, '\n', s->out_n - s->out_at);
    if (cut) {
      s->out_at = (size_t)(cut - s->out) + 1;
      return;
    }
    s->out_at = s->out_n;
    if (!more(s, CHUNK)) return;
  }
}

bool stream_line(Stream *s, size_t max, char **line, size_t *n, bool *too_long) {
  *too_long = false;
  for (size_t seen = 0;;) {
    size_t have = s->out_n - s->out_at;
    char *from = s->out + s->out_at, *cut = have > seen ? memchr(from + seen, '\n', have - seen) : NULL;
    if (cut || (!more(s, CHUNK) && (have = s->out_n - s->out_at) > 0)) {
      from = s->out + s->out_at;
      *line = from;
      *n = cut ? (size_t)(cut - from) : have;
      s->out_at += *n + (cut != NULL);
      if (*n && from[*n - 1] == '\r') --*n;
      return true;
    }
    if (s->out_n == s->out_at) return false;
    seen = have;
    if (seen > max) {
      skip_line(s);
      *line = s->out;
      *n = 0;
      return *too_long = true;
    }
  }
}

char *stream_rest(Stream *s, size_t max, size_t *n, bool *too_long) {
  *too_long = false;
  while (s->out_n - s->out_at <= max && more(s, CHUNK)) {}
  *n = s->out_n - s->out_at;
  if (*n > max) *too_long = true, *n = max;
  char *copy = malloc(*n + 1);
  if (!copy) return NULL;
  memcpy(copy, s->out + s->out_at, *n);
  copy[*n] = 0;
  s->out_at = s->out_n;
  return copy;
}
