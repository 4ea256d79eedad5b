/* warc_in.c: pages of web archives (WARC 1.0 and 1.1). */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "io/formats_in.h"

typedef struct {
  char type[32], uri[2048], date[64];
  unsigned long long length;
  bool no_length; /* none, or none that is a number */
} Head;

static void copy(char *to, size_t size, const char *from, size_t n) {
  while (n && (*from == ' ' || *from == '<')) from++, n--;
  while (n && (from[n - 1] == '>' || from[n - 1] == ' ')) n--;
  if (n >= size) n = size - 1;
  memcpy(to, from, n);
  to[n] = 0;
}

static void take_field(Head *head, const char *line, size_t n) {
  const char *colon = memchr(line, ':', n);
  if (!colon) return;
  size_t name = (size_t)(colon - line), left = n - name - 1;
  if (name == 9 && !strncasecmp(line, "WARC-Type", 9)) copy(head->type, sizeof head->type, colon + 1, left);
  if (name == 15 && !strncasecmp(line, "WARC-Target-URI", 15)) copy(head->uri, sizeof head->uri, colon + 1, left);
  if (name == 9 && !strncasecmp(line, "WARC-Date", 9)) copy(head->date, sizeof head->date, colon + 1, left);
  if (name == 14 && !strncasecmp(line, "Content-Length", 14)) {
    char room[32];
    copy(room, sizeof room, colon + 1, left);
    char *end;
    errno = 0;
    head->length = strtoull(room, &end, 10);
    head->no_length = end == room || *end || room[0] == '-' || errno;
  }
}

/* The header of the next record. False at the end. */
static bool read_head(Stream *stream, Head *head) {
  char *line;
  size_t n;
  bool too_long, inside = false;
  *head = (Head){.no_length = true};
  while (stream_line(stream, 1 << 16, &line, &n, &too_long)) {
    if (!inside) inside = n >= 5 && !memcmp(line, "WARC/", 5);
    else if (!n) return true;
    else take_field(head, line, n);
  }
  return false;
}

static void skip(Stream *stream, unsigned long long n) {
  char room[4096];
  while (n) {
    size_t got = stream_read(stream, room, n < sizeof room ? (size_t)n : sizeof room);
    if (!got) return;
    n -= got;
  }
}

/* Where the body of an HTTP response starts; n where there is none. */
static uint32_t body_of(Str response, bool *html, bool *text) {
  uint32_t at = str_find(response, STR("\r\n\r\n"));
  Str head = str_sub(response, 0, at == UINT32_MAX ? 0 : at);
  *html = *text = false;
  for (Str line; str_split(&head, '\n', &line);)
    if (line.n > 13 && !strncasecmp(line.p, "Content-Type:", 13)) {
      *html = str_find(line, STR("html")) != UINT32_MAX;
      *text = str_find(line, STR("text/plain")) != UINT32_MAX;
    }
  return at == UINT32_MAX ? response.n : at + 4;
}

/* False for a record that is no page: an image, a script. */
static bool read_record(Stream *stream, Arena *arena, const Head *head, InputDocument *d) {
  d->url = str_dup(arena, str(head->uri));
  d->id = d->url;
  if (head->no_length) return d->error = "a record without a length that is a number", true;
  if (head->length > DOCUMENT_MAX) {
    skip(stream, head->length);
    d->error = "a record larger than 64 MiB";
    return true;
  }
  char *bytes = arena_raw(arena, (size_t)head->length + 1);
  size_t n = stream_take(stream, bytes, (size_t)head->length);
  if (n < head->length) d->error = "a truncated record";
  bool html = false, text = true, response = !strcasecmp(head->type, "response");
  Str body = str_of(bytes, n);
  if (response) body = str_sub(body, body_of(body, &html, &text), body.n);
  if (d->error) return true;
  if (!html && !text) return false;
  if (html) html_document(arena, body, d);
  else d->text = body;
  if (!d->date.n) d->date = date_of_header(arena, str(head->date));
  return true;
}

bool warc_next(Stream *stream, Arena *arena, InputDocument *d, uint64_t *record) {
  Head *head = ARENA_NEW(arena, Head);
  while (read_head(stream, head)) {
    d->line = ++*record;
    bool page = !strcasecmp(head->type, "response") || !strcasecmp(head->type, "conversion");
    if (!page && !head->no_length) skip(stream, head->length);
    else if (page && read_record(stream, arena, head, d)) return true;
  }
  return false;
}
