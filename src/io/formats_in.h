/* formats_in.h: HTML pages, feeds and web archives into documents. */
#ifndef DG_IO_FORMATS_IN_H
#define DG_IO_FORMATS_IN_H

#include "io/input.h"
#include "io/stream.h"

/* The main text of a page as paragraphs, its title, date, address and language from its metadata where the
 * document has none yet. Sets document->error where there is no text. Hostile markup is harmless: no script
 * runs, nothing is fetched, depth is limited by the parser. */
void html_document(Arena *arena, Str page, InputDocument *document);

typedef struct {
  void *parsed, *at; /* the parser's own */
  bool loaded;
} FeedItems;

/* Parses RSS or Atom; the reason where that fails. */
const char *feed_load(FeedItems *feed, const char *bytes, size_t n);
bool feed_next(FeedItems *feed, Arena *arena, InputDocument *document);
void feed_free(FeedItems *feed);

/* The next page of a web archive: responses of HTML or plain text. Counts records in *record. */
bool warc_next(Stream *stream, Arena *arena, InputDocument *document, uint64_t *record);

/* « Mon, 23 Aug 2021 10:00:00 GMT », « 2021-08-23T10:00:00Z » and the like as YYYY-MM-DD; empty where neither. */
Str date_of_header(Arena *arena, Str text);

#endif
