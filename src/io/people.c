#include "io/people.h"

#include "base/pack.h"
#include "base/utf8.h"
#include "io/marks.h"

typedef struct {
  Bytes out;
  Arena *arena;
  bool colour;
} Page;

static void put(Page *page, Str s) { bytes_add(&page->out, s.p, s.n); }
static void put_c(Page *page, const char *c) { put(page, str(c)); }
static void paint(Page *page, const char *code) {
  if (page->colour) put_c(page, code);
}

/* What is told last wins: an event's word inside a quotation shows as the event. */
static const char *look(uint8_t marks) {
  if (marks & MARK_EVENT) return "\033[1;31m";
  if (marks & MARK_DATE) return "\033[35m";
  if (marks & MARK_ACTOR) return "\033[1;36m";
  if (marks & MARK_PLACE) return "\033[32m";
  if (marks & MARK_LABEL) return "\033[2;33m";
  return marks & MARK_STATEMENT ? "\033[3;33m" : "";
}

static void text_run(Page *page, Str s) {
  for (uint32_t i = 0; i < s.n; i++) {
    char c = s.p[i];
    if (c == '\r') continue;
    if (((unsigned char)c < 0x20 && c != '\n' && c != '\t') || c == 0x7f) c = '?';
    bytes_add(&page->out, &c, 1);
  }
}

static void put_text(Page *page, const Reading *r) {
  uint8_t *marks = marks_of(page->arena, r);
  for (uint32_t i = 0, end; i < r->text.n; i = end) {
    for (end = i + 1; end < r->text.n && marks[end] == marks[i]; end++) {}
    const char *code = look(marks[i]);
    if (*code) paint(page, code);
    text_run(page, reading_text(r, i, end));
    if (*code) paint(page, "\033[0m");
  }
  put_c(page, r->text.n && r->text.p[r->text.n - 1] == '\n' ? "\n" : "\n\n");
}

/* A cell of `width` columns, cut with … where it is longer. */
static void cell(Page *page, Str s, uint32_t width) {
  uint32_t i = 0, n, seen = 0, length = utf8_length(s);
  while (i < s.n && seen < (length > width ? width - 1 : width)) {
    utf8_at(s, i, &n);
    i += n;
    seen++;
  }
  put(page, str_of(s.p, i));
  if (length > width) put_c(page, "…"), seen++;
  for (; seen < width + 2; seen++) put_c(page, " ");
}

static void title(Page *page, const char *name, uint32_t n) {
  paint(page, "\033[1m");
  put(page, str_format(page->arena, "%s (%u)\n", name, n));
  paint(page, "\033[0m");
}

static void put_events(Page *page, const Reading *r) {
  title(page, "Events", r->events.n);
  for (uint32_t i = 0; i < r->events.n; i++) {
    const Event *e = &r->events.at[i];
    put_c(page, "  ");
    cell(page, e->date, 10);
    cell(page, marks_parties(page->arena, r, e->actors.at, e->actors.n), 34);
    paint(page, "\033[1;31m");
    cell(page, marks_type(page->arena, e), 34);
    paint(page, "\033[0m");
    cell(page, marks_parties(page->arena, r, e->recipients.at, e->recipients.n), 34);
    put(page, marks_words(page->arena, r, e));
    if (e->statement != NONE && r->statements.at[e->statement].speaker != NONE)
      put(page, str_format(page->arena, "  — %.*s", (int)r->entities.at[r->statements.at[e->statement].speaker].name.n,
                           r->entities.at[r->statements.at[e->statement].speaker].name.p));
    put_c(page, "\n");
  }
}

static void put_statements(Page *page, const Reading *r) {
  title(page, "\nStatements", r->statements.n);
  for (uint32_t i = 0; i < r->statements.n; i++) {
    const Statement *s = &r->statements.at[i];
    put_c(page, "  ");
    cell(page, s->date, 10);
    cell(page, s->speaker != NONE ? marks_line(page->arena, r->entities.at[s->speaker].name) : STR("?"), 28);
    cell(page, marks_line(page->arena, s->cue), 18);
    put(page, marks_line(page->arena, reading_text(r, s->content.start, s->content.end)));
    put_c(page, "\n");
  }
}

static void put_dates(Page *page, const Reading *r) {
  title(page, "\nDates", r->dates.n);
  for (uint32_t i = 0; i < r->dates.n; i++) {
    const Date *d = &r->dates.at[i];
    put_c(page, "  ");
    cell(page, d->value, 18);
    cell(page, str(date_kind_name(d->kind)), 10);
    put(page, marks_line(page->arena, reading_text(r, d->start, d->end)));
    put_c(page, "\n");
  }
}

static void put_rest(Page *page, const Reading *r) {
  if (r->relations.n) title(page, "\nStanding facts", r->relations.n);
  for (uint32_t i = 0; i < r->relations.n; i++) {
    const Relation *x = &r->relations.at[i];
    put_c(page, "  ");
    cell(page, str(relation_kind_name(x->kind)), 12);
    cell(page, marks_party(page->arena, r, &x->subject), 34);
    cell(page, x->object.end ? marks_party(page->arena, r, &x->object) : (Str){"", 0}, 34);
    put(page, marks_line(page->arena, x->value));
    put_c(page, "\n");
  }
  if (r->labels.n) title(page, "\nLabels", r->labels.n);
  for (uint32_t i = 0; i < r->labels.n; i++) {
    Str names = {"", 0};
    for (uint32_t k = 0; k < r->labels.at[i].entities.n; k++) {
      Str name = r->entities.at[r->labels.at[i].entities.at[k]].name;
      names = str_format(page->arena, "%s%s%.*s", names.p, names.n ? ", " : "", (int)name.n, name.p);
    }
    put_c(page, "  ");
    cell(page, names, 28);
    put(page, marks_line(page->arena, r->labels.at[i].text));
    put_c(page, "\n");
  }
  for (uint32_t i = 0; i < r->diags.all.n; i++)
    put(page, str_format(page->arena, "note: %s\n", r->diags.all.at[i].message.p));
}

Str people_reading(Arena *arena, const Reading *r, bool colour) {
  Page page = {.arena = arena, .colour = colour};
  bytes_init(&page.out, arena);
  put_text(&page, r);
  paint(&page, "\033[1m");
  put(&page, str_format(arena, "Document  %.*s  %.*s  (%.*s)\n\n", (int)r->language.n, r->language.p,
                        r->date.n ? (int)r->date.n : 7, r->date.n ? r->date.p : "no date", (int)r->date_evidence.n,
                        r->date_evidence.n ? r->date_evidence.p : ""));
  paint(&page, "\033[0m");
  put_events(&page, r);
  put_statements(&page, r);
  put_dates(&page, r);
  put_rest(&page, r);
  return str_of(page.out.p, page.out.n);
}
