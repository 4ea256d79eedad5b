#include "io/html_text.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_OPEN = 24 };

/* Text that belongs to a record. */
typedef struct {
  uint32_t start, end, index;
  char kind;
  bool begun; /* its first span is written */
  const char *look;
} Stretch;

typedef struct {
  Bytes *out;
  const Reading *r;
  Stretch *at;
  uint32_t n, next;         /* sorted; [0, next) were opened */
  uint32_t open[MOST_OPEN]; /* those that cover the present position, in order of their start */
  uint32_t n_open;
  bool *seen;               /* entities whose first mention is written */
  uint32_t sentence;
} Sweep;

void html_escape(Bytes *out, Str s) {
  uint32_t from = 0;
  for (uint32_t i = 0; i < s.n; i++) {
    const char *with = NULL;
    switch (s.p[i]) {
      case '&': with = "&amp;"; break;
      case '<': with = "&lt;"; break;
      case '>': with = "&gt;"; break;
      case '"': with = "&quot;"; break;
      case '\'': with = "&#39;"; break;
      case 0: with = "\xef\xbf\xbd"; break;
      default: continue;
    }
    bytes_add(out, s.p + from, i - from);
    bytes_add(out, with, strlen(with));
    from = i + 1;
  }
  bytes_add(out, s.p + from, s.n - from);
}

static void put(Bytes *out, const char *c) { bytes_add(out, c, strlen(c)); }

static int by_start(const void *a, const void *b) {
  const Stretch *x = a, *y = b;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  if (x->end != y->end) return x->end > y->end ? -1 : 1;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

static void add(Sweep *sweep, uint32_t start, uint32_t end, char kind, uint32_t index, const char *look) {
  if (end > start) sweep->at[sweep->n++] = (Stretch){.start = start, .end = end, .index = index, .kind = kind, .look = look};
}

static void gather(Sweep *sweep, Arena *arena) {
  static const char *const EVENT[] = {"k-event", "k-event q1", "k-event q2", "k-event q3", "k-event q4"};
  const Reading *r = sweep->r;
  size_t most = (size_t)r->mentions.n + r->dates.n + r->places.n + r->labels.n + r->statements.n + r->events.n + r->relations.n;
  sweep->at = ARENA_ARRAY(arena, most + 1, Stretch);
  sweep->seen = ARENA_ARRAY(arena, (size_t)r->entities.n + 1, bool);
  for (uint32_t i = 0; i < r->mentions.n; i++) {
    const Mention *m = &r->mentions.at[i];
    if (!m->as_place) add(sweep, m->start, m->end, 'e', m->entity, m->form == FORM_PRONOUN ? "k-actor weak" : "k-actor");
  }
  for (uint32_t i = 0; i < r->dates.n; i++) add(sweep, r->dates.at[i].start, r->dates.at[i].end, 'd', i, "k-date");
  for (uint32_t i = 0; i < r->places.n; i++) add(sweep, r->places.at[i].start, r->places.at[i].end, 'p', i, "k-place");
  for (uint32_t i = 0; i < r->labels.n; i++) add(sweep, r->labels.at[i].start, r->labels.at[i].end, 'l', i, "k-label");
  for (uint32_t i = 0; i < r->statements.n; i++) {
    const Statement *s = &r->statements.at[i];
    bool content = s->content.end > s->content.start;
    add(sweep, content ? s->content.start : s->start, content ? s->content.end : s->end, 's', i, "k-said");
  }
  for (uint32_t i = 0; i < r->events.n; i++)
    add(sweep, r->events.at[i].start, r->events.at[i].end, 'v', i, EVENT[r->events.at[i].quad <= 4 ? r->events.at[i].quad : 0]);
  for (uint32_t i = 0; i < r->relations.n; i++) add(sweep, r->relations.at[i].start, r->relations.at[i].end, 'r', i, "k-fact");
  qsort(sweep->at, sweep->n, sizeof *sweep->at, by_start);
}

/* Closes what ended before `at`, opens what begins there, and tells where the next change is. */
static uint32_t advance(Sweep *sweep, uint32_t at, uint32_t end) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < sweep->n_open; i++)
    if (sweep->at[sweep->open[i]].end > at) sweep->open[kept++] = sweep->open[i];
  sweep->n_open = kept;
  for (; sweep->next < sweep->n && sweep->at[sweep->next].start <= at; sweep->next++)
    if (sweep->at[sweep->next].end > at && sweep->n_open < MOST_OPEN) sweep->open[sweep->n_open++] = sweep->next;
  for (uint32_t i = 0; i < sweep->n_open; i++)
    if (sweep->at[sweep->open[i]].end < end) end = sweep->at[sweep->open[i]].end;
  if (sweep->next < sweep->n && sweep->at[sweep->next].start < end) end = sweep->at[sweep->next].start;
  return end;
}

static void put_id(Sweep *sweep, const char *before, const Stretch *s) {
  char id[32];
  int n = snprintf(id, sizeof id, "%s%c%u", before, s->kind, s->index + 1);
  bytes_add(sweep->out, id, (size_t)n);
}

static bool begins(Sweep *sweep, Stretch *s) {
  bool first = !s->begun && !(s->kind == 'e' && sweep->seen[s->index]);
  s->begun = true;
  if (s->kind == 'e') sweep->seen[s->index] = true;
  return first;
}

static bool named_before(const Sweep *sweep, uint32_t k) {
  const Stretch *s = &sweep->at[sweep->open[k]];
  for (uint32_t i = 0; i < k; i++)
    if (sweep->at[sweep->open[i]].kind == s->kind && sweep->at[sweep->open[i]].index == s->index) return true;
  return false;
}

/* An element has one id: of several records that begin together the later ones get an empty element. */
static void put_anchors(Sweep *sweep, const Stretch **own) {
  for (uint32_t i = 0; i < sweep->n_open; i++) {
    Stretch *s = &sweep->at[sweep->open[i]];
    if (!begins(sweep, s)) continue;
    if (!*own) {
      *own = s;
      continue;
    }
    put_id(sweep, "<i id=\"w-", s);
    put(sweep->out, "\"></i>");
  }
}

static void put_span(Sweep *sweep, Str text) {
  const Stretch *own = NULL;
  put_anchors(sweep, &own);
  put(sweep->out, "<span class=\"");
  for (uint32_t i = 0; i < sweep->n_open; i++) {
    put(sweep->out, i ? " " : "");
    put(sweep->out, sweep->at[sweep->open[i]].look);
  }
  put(sweep->out, "\" data-r=\"");
  for (uint32_t i = 0, n = 0; i < sweep->n_open; i++)
    if (!named_before(sweep, i)) put_id(sweep, n++ ? " " : "", &sweep->at[sweep->open[i]]);
  put(sweep->out, "\"");
  if (own) {
    put_id(sweep, " id=\"w-", own);
    put(sweep->out, "\"");
  }
  put(sweep->out, ">");
  html_escape(sweep->out, text);
  put(sweep->out, "</span>");
}

static void put_line(Sweep *sweep, uint32_t start, uint32_t end) {
  const Reading *r = sweep->r;
  while (sweep->sentence < r->sentences.n && r->sentences.at[sweep->sentence].end <= start) sweep->sentence++;
  const Sentence *s = sweep->sentence < r->sentences.n && r->sentences.at[sweep->sentence].start < end ? &r->sentences.at[sweep->sentence] : NULL;
  SentenceKind kind = s && (s->kind != SENTENCE_DATELINE || s->end >= end) ? s->kind : SENTENCE_BODY;
  bool heading = kind == SENTENCE_HEADING;
  put(sweep->out, heading ? "<h2>" : kind == SENTENCE_BODY ? "<p>" : "<p class=\"");
  if (!heading && kind != SENTENCE_BODY) {
    put(sweep->out, sentence_kind_name(kind));
    put(sweep->out, "\">");
  }
  for (uint32_t at = start, to; at < end; at = to) {
    to = advance(sweep, at, end);
    if (sweep->n_open) put_span(sweep, reading_text(r, at, to));
    else html_escape(sweep->out, reading_text(r, at, to));
  }
  put(sweep->out, heading ? "</h2>\n" : "</p>\n");
}

void html_text(Bytes *out, Arena *arena, const Reading *r) {
  Sweep sweep = {.out = out, .r = r};
  gather(&sweep, arena);
  for (uint32_t start = 0, end; start < r->text.n; start = end + 1) {
    for (end = start; end < r->text.n && r->text.p[end] != '\n' && r->text.p[end] != '\r'; end++) {}
    if (str_trim(reading_text(r, start, end)).n) put_line(&sweep, start, end);
  }
}
