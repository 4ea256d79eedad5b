/* html_in.c: the main text of a page. The container whose paragraphs hold most of the text is the article; menus,
 * scripts and footers fall away with it. Nodes are walked without recursion: depth is the page's to choose. */
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "base/pack.h"
#include "io/formats_in.h"
#include "text/decode.h"

static bool is(const xmlNode *node, const char *const *names) {
  if (node->type != XML_ELEMENT_NODE) return false;
  for (; *names; names++)
    if (!strcasecmp((const char *)node->name, *names)) return true;
  return false;
}

static const char *const DROPPED[] = {"script", "style", "nav", "footer", "aside", "form", "noscript", "iframe", "svg",
                                      "button", "select", "template", "figure", "head", NULL};
static const char *const BLOCKS[] = {"p", "h1", "h2", "h3", "h4", "blockquote", "li", "pre", NULL};
static const char *const INLINE_BREAK[] = {"br", NULL};

/* The node behind `node` in document order within `top`; children only where `down`. */
static xmlNode *next_node(xmlNode *node, const xmlNode *top, bool down) {
  if (down && node->children) return node->children;
  while (node && node != top && !node->next) node = node->parent;
  return node && node != top ? node->next : NULL;
}

static void add_text(Bytes *out, const xmlNode *node) {
  if (node->content) bytes_add(out, node->content, strlen((const char *)node->content));
}

static Str folded(Arena *arena, Str s) {
  char *p = arena_raw(arena, (size_t)s.n + 1);
  uint32_t n = 0;
  for (uint32_t i = 0; i < s.n; i++) {
    bool blank = s.p[i] == ' ' || s.p[i] == '\n' || s.p[i] == '\t' || s.p[i] == '\r';
    if (blank && (!n || p[n - 1] == ' ')) continue;
    p[n++] = blank ? ' ' : s.p[i];
  }
  while (n && p[n - 1] == ' ') n--;
  p[n] = 0;
  return str_of(p, n);
}

static Str text_below(Arena *arena, xmlNode *top) {
  Bytes out;
  bytes_init(&out, arena);
  bytes_add(&out, "", 0);
  for (xmlNode *n = top->children; n;) {
    bool drop = is(n, DROPPED);
    if (n->type == XML_TEXT_NODE) add_text(&out, n);
    if (is(n, INLINE_BREAK)) bytes_add(&out, "\n", 1);
    n = next_node(n, top, !drop);
  }
  return folded(arena, str_of(out.p ? out.p : "", out.n));
}

/* Characters of paragraphs directly below each container; the best container is its parent's child of most text. */
static xmlNode *article_of(Arena *arena, xmlNode *root) {
  typedef struct {
    xmlNode *node;
    uint64_t score;
  } Candidate;
  Vec(Candidate) all = {0};
  xmlNode *best = NULL;
  uint64_t most = 0;
  for (xmlNode *n = root->children; n;) {
    bool drop = is(n, DROPPED);
    if (!drop && n->type == XML_ELEMENT_NODE && !strcasecmp((const char *)n->name, "p") && n->parent) {
      uint32_t length = text_below(arena, n).n;
      /* Paragraphs come in runs: the candidate is nearly always the last one. */
      uint32_t i = all.n;
      for (uint32_t back = 0; i > 0 && back < 16; back++)
        if (all.at[--i].node == n->parent) break;
      if (!all.n || all.at[i].node != n->parent) {
        vec_add(arena, &all, ((Candidate){n->parent, 0}));
        i = all.n - 1;
      }
      all.at[i].score += length > 40 ? length : length / 4;
      if (all.at[i].score > most) most = all.at[i].score, best = n->parent;
    }
    n = next_node(n, root, !drop);
  }
  return best;
}

static Str article_text(Arena *arena, xmlNode *article) {
  Bytes out;
  bytes_init(&out, arena);
  for (xmlNode *n = article->children; n;) {
    bool drop = is(n, DROPPED), block = is(n, BLOCKS);
    if (block && !drop) {
      Str text = text_below(arena, n);
      if (text.n) {
        if (out.n) bytes_add(&out, "\n\n", 2);
        bytes_add(&out, text.p, text.n);
      }
    }
    n = next_node(n, article, !drop && !block);
  }
  return str_of(out.p ? out.p : "", out.n);
}

static Str attribute(Arena *arena, xmlNode *node, const char *name) {
  for (xmlAttr *a = node->properties; a; a = a->next)
    if (!strcasecmp((const char *)a->name, name) && a->children && a->children->content)
      return folded(arena, str((const char *)a->children->content));
  return (Str){"", 0};
}

static void set(Str *field, Str value) {
  if (!field->n && value.n) *field = value;
}

static void read_meta(Arena *arena, xmlNode *n, InputDocument *d) {
  Str key = attribute(arena, n, "property"), value = attribute(arena, n, "content");
  if (!key.n) key = attribute(arena, n, "name");
  if (!key.n) key = attribute(arena, n, "itemprop");
  static const char *const DATES[] = {"article:published_time", "datePublished", "date", "dc.date", "DC.date.issued",
                                      "pubdate", "publish-date", "og:article:published_time", "parsely-pub-date", NULL};
  for (const char *const *name = DATES; *name; name++)
    if (key.n == strlen(*name) && !strncasecmp(key.p, *name, key.n)) set(&d->date, date_of_header(arena, value));
  if (str_is(key, "og:title")) set(&d->title, value);
  if (str_is(key, "og:url")) set(&d->url, value);
  if (str_is(key, "og:site_name")) set(&d->source, value);
}

/* "datePublished":"2021-08-23T..." inside a script of linked data. */
static void read_linked_data(Arena *arena, xmlNode *n, InputDocument *d) {
  if (d->date.n || !n->children || !n->children->content) return;
  Str text = str((const char *)n->children->content);
  uint32_t at = str_find(text, STR("\"datePublished\""));
  if (at == UINT32_MAX) return;
  Str rest = str_sub(text, at + 15, text.n);
  uint32_t quote = str_find(rest, STR("\""));
  if (quote == UINT32_MAX || rest.n - quote < 11) return;
  d->date = date_of_header(arena, str_sub(rest, quote + 1, quote + 11));
}

static void read_metadata(Arena *arena, xmlNode *root, InputDocument *d) {
  Str title = {"", 0}, headline = {"", 0};
  for (xmlNode *n = root; n; n = next_node(n, root, true)) {
    if (n->type != XML_ELEMENT_NODE) continue;
    const char *name = (const char *)n->name;
    if (!strcasecmp(name, "meta")) read_meta(arena, n, d);
    else if (!strcasecmp(name, "title")) set(&title, text_below(arena, n));
    else if (!strcasecmp(name, "h1")) set(&headline, text_below(arena, n));
    else if (!strcasecmp(name, "time")) set(&d->date, date_of_header(arena, attribute(arena, n, "datetime")));
    else if (!strcasecmp(name, "script")) read_linked_data(arena, n, d);
    else if (!strcasecmp(name, "html")) {
      Str lang = attribute(arena, n, "lang");
      if (lang.n >= 2) set(&d->language, str_sub(lang, 0, 2));
    }
  }
  set(&d->title, headline);
  set(&d->title, title);
}

static void read_page(Arena *arena, xmlNode *root, InputDocument *d) {
  read_metadata(arena, root, d);
  xmlNode *article = article_of(arena, root);
  d->text = article ? article_text(arena, article) : text_below(arena, root);
  if (!d->text.n) d->error = "no text on the page";
}

/* Left to itself the parser tries for ever where no memory is left. */
static void stop_without_memory(void *context, xmlError *error) {
  if (error->code == XML_ERR_NO_MEMORY) xmlStopParser(context);
}

/* What is UTF-8 throughout is hardly anything else, whatever the page says; else the page says it. */
static htmlDocPtr parse(Arena *arena, Str page) {
  Encoding encoding;
  Str text = text_decode(arena, page, &encoding);
  bool said = encoding == ENCODING_WINDOWS_1252;
  htmlParserCtxtPtr context = htmlNewParserCtxt();
  if (!context) return NULL;
  xmlSetStructuredErrorFunc(context, stop_without_memory);
  htmlDocPtr parsed = htmlCtxtReadMemory(context, said ? page.p : text.p, (int)(said ? page.n : text.n), NULL, said ? NULL : "UTF-8",
                                         HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
  xmlSetStructuredErrorFunc(NULL, NULL);
  htmlFreeParserCtxt(context);
  return parsed;
}

void html_document(Arena *arena, Str page, InputDocument *d) {
  htmlDocPtr parsed = parse(arena, page);
  xmlNode *root = parsed ? xmlDocGetRootElement(parsed) : NULL;
  jmp_buf no_memory;
  jmp_buf *outer = arena_guard(arena, &no_memory);
  if (!root) d->error = "no HTML that can be read";
  else if (setjmp(no_memory)) d->error = "out of memory";
  else read_page(arena, root, d);
  arena_guard(arena, outer);
  xmlFreeDoc(parsed);
}

static int month_of(const char *p) {
  static const char NAMES[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  for (int i = 0; i < 12; i++)
    if (!strncasecmp(NAMES + 3 * i, p, 3)) return i + 1;
  return 0;
}

Str date_of_header(Arena *arena, Str text) {
  char room[64] = {0};
  int y, m, d;
  memcpy(room, text.p, text.n < 63 ? text.n : 63);
  if (sscanf(room, "%4d-%2d-%2d", &y, &m, &d) == 3 && m >= 1 && m <= 12 && d >= 1 && d <= 31)
    return str_format(arena, "%04d-%02d-%02d", y, m, d);
  const char *comma = strchr(room, ',');
  char name[16] = {0};
  if (sscanf(comma ? comma + 1 : room, " %2d %15s %4d", &d, name, &y) == 3 && month_of(name) && y > 1000)
    return str_format(arena, "%04d-%02d-%02d", y, month_of(name), d);
  return (Str){"", 0};
}
