/* feed_in.c: RSS 2.0, RSS 1.0 and Atom into documents, one an item. */
#include <libxml/parser.h>
#include <stdlib.h>

#include "io/formats_in.h"

const char *feed_load(FeedItems *feed, const char *bytes, size_t n) {
  /* No network, no external entities: a hostile feed can neither fetch nor expand. */
  xmlDoc *doc = xmlReadMemory(bytes, (int)n, NULL, NULL, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
  xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
  feed->parsed = doc;
  if (!root) return "no XML that can be read";
  bool known = !xmlStrcmp(root->name, BAD_CAST "rss") || !xmlStrcmp(root->name, BAD_CAST "feed") ||
               !xmlStrcmp(root->name, BAD_CAST "RDF");
  feed->at = root;
  return known ? NULL : "neither RSS nor Atom";
}

void feed_free(FeedItems *feed) {
  xmlFreeDoc(feed->parsed);
  *feed = (FeedItems){0};
}

static bool is_item(const xmlNode *n) {
  return n->type == XML_ELEMENT_NODE && (!xmlStrcmp(n->name, BAD_CAST "item") || !xmlStrcmp(n->name, BAD_CAST "entry"));
}

/* Items stand below the root or its channel; two levels are enough and cost no recursion. */
static xmlNode *next_item(xmlNode *n) {
  const xmlNode *root = n;
  while (root->parent && root->parent->type == XML_ELEMENT_NODE) root = root->parent;
  bool down = !is_item(n);
  for (;;) {
    xmlNode *up = n;
    n = down && n->children && !is_item(n) ? n->children : NULL;
    while (!n && up && up != root) {
      n = up->next;
      up = up->parent;
    }
    if (!n || is_item(n)) return n;
    down = true;
  }
}

static Str content_of(Arena *arena, xmlNode *n) {
  xmlChar *text = xmlNodeGetContent(n);
  if (!text) return (Str){"", 0};
  Str copy = {"", 0};
  jmp_buf no_memory;
  jmp_buf *outer = arena_guard(arena, &no_memory);
  if (!setjmp(no_memory)) copy = str_trim(str_dup(arena, str((const char *)text)));
  xmlFree(text);
  arena_guard(arena, outer);
  return copy;
}

static bool named(const xmlNode *n, const char *a, const char *b) {
  return !xmlStrcmp(n->name, BAD_CAST a) || (b && !xmlStrcmp(n->name, BAD_CAST b));
}

static void read_child(Arena *arena, xmlNode *n, InputDocument *d, Str *body) {
  if (named(n, "title", NULL)) d->title = content_of(arena, n);
  else if (named(n, "guid", "id")) d->id = content_of(arena, n);
  else if (named(n, "pubDate", "published") || named(n, "date", NULL)) d->date = date_of_header(arena, content_of(arena, n));
  else if (named(n, "updated", NULL) && !d->date.n) d->date = date_of_header(arena, content_of(arena, n));
  else if (named(n, "link", NULL)) {
    xmlChar *href = xmlGetProp(n, BAD_CAST "href");
    if (!d->url.n) d->url = href ? str_dup(arena, str((const char *)href)) : content_of(arena, n);
    xmlFree(href);
  } else if (named(n, "encoded", "content") || (!body->n && named(n, "description", "summary"))) {
    Str text = content_of(arena, n);
    if (text.n > body->n) *body = text;
  }
}

bool feed_next(FeedItems *feed, Arena *arena, InputDocument *d) {
  xmlNode *item = feed->at ? next_item(feed->at) : NULL;
  feed->at = item;
  if (!item) return false;
  Str body = {"", 0};
  for (xmlNode *n = item->children; n; n = n->next)
    if (n->type == XML_ELEMENT_NODE) read_child(arena, n, d, &body);
  if (memchr(body.p, '<', body.n)) {
    InputDocument page = {0};
    html_document(arena, body, &page);
    body = page.error ? (Str){"", 0} : page.text;
  }
  d->text = d->title.n && body.n ? str_format(arena, "%.*s\n\n%.*s", (int)d->title.n, d->title.p, (int)body.n, body.p) : body.n ? body : d->title;
  if (!d->id.n) d->id = d->url;
  if (!d->text.n) d->error = "an item without text";
  return true;
}
