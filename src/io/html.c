#include "io/html.h"

#include "io/marks.h"

typedef struct {
  Bytes out;
  Arena *arena;
} Page;

static void put(Page *page, const char *c) { bytes_add(&page->out, c, strlen(c)); }

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

static void text(Page *page, Str s) { html_escape(&page->out, s); }

static const char STYLE[] =
    ":root{color-scheme:light dark;--ink:#1c1c1e;--paper:#fbfaf7;--line:#d9d5cc;--actor:#0b5c8a;--place:#2e6b34;"
    "--date:#7a3b93;--event:#b3261e;--quote:#8a6100}"
    "@media(prefers-color-scheme:dark){:root{--ink:#ece9e2;--paper:#17181a;--line:#3a3b3e;--actor:#7cc4ee;"
    "--place:#8fd196;--date:#d2a0e6;--event:#ff8a80;--quote:#e5b94b}}"
    "body{margin:2rem auto;max-width:62rem;padding:0 1rem;background:var(--paper);color:var(--ink);"
    "font:1.05rem/1.6 Georgia,'Times New Roman',serif}"
    "h1,h2,table,.key{font-family:system-ui,sans-serif}h1{font-size:1.3rem}h2{font-size:1.05rem;margin:2rem 0 .4rem}"
    ".text{white-space:pre-wrap;border-left:3px solid var(--line);padding-left:1rem}"
    ".a{color:var(--actor);font-weight:600}.p{color:var(--place)}.d{color:var(--date);font-style:italic}"
    ".e{color:var(--event);font-weight:700;text-decoration:underline;text-underline-offset:.2em}"
    ".s{border-bottom:2px dotted var(--quote)}.l{opacity:.75}"
    ".wide{overflow-x:auto}table{border-collapse:collapse;font-size:.85rem;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid var(--line)}"
    "code{font-size:.8rem;opacity:.8}";

static const char *class_of(Arena *arena, uint8_t marks) {
  Str c = str_format(arena, "%s%s%s%s%s%s", marks & MARK_EVENT ? "e " : "", marks & MARK_DATE ? "d " : "",
                     marks & MARK_ACTOR ? "a " : "", marks & MARK_PLACE ? "p " : "", marks & MARK_STATEMENT ? "s " : "",
                     marks & MARK_LABEL ? "l " : "");
  return c.p;
}

static void put_text(Page *page, const Reading *r) {
  uint8_t *marks = marks_of(page->arena, r);
  put(page, "<div class=\"text\">");
  for (uint32_t i = 0, end; i < r->text.n; i = end) {
    for (end = i + 1; end < r->text.n && marks[end] == marks[i]; end++) {}
    if (marks[i]) {
      put(page, "<span class=\"");
      put(page, class_of(page->arena, marks[i]));
      put(page, "\">");
    }
    text(page, reading_text(r, i, end));
    if (marks[i]) put(page, "</span>");
  }
  put(page, "</div>\n");
}

static void cell(Page *page, Str s) {
  put(page, "<td>");
  text(page, s);
  put(page, "</td>");
}

static void table(Page *page, const char *title, uint32_t n, const char *heads) {
  Str h = str_format(page->arena, "<h2>%s (%u)</h2>\n<div class=\"wide\" tabindex=\"0\"><table><thead><tr>%s</tr></thead><tbody>\n",
                     title, n, heads);
  put(page, h.p);
}

static void end_table(Page *page) { put(page, "</tbody></table></div>\n"); }

static void put_events(Page *page, const Reading *r) {
  table(page, "Events", r->events.n,
        "<th>Date</th><th>Actor</th><th>Type</th><th>Recipient</th><th>Words</th><th>On whose word</th><th>Rule</th>");
  for (uint32_t i = 0; i < r->events.n; i++) {
    const Event *e = &r->events.at[i];
    uint32_t speaker = e->statement == NONE ? NONE : r->statements.at[e->statement].speaker;
    put(page, "<tr>");
    cell(page, e->date);
    cell(page, marks_parties(page->arena, r, e->actors.at, e->actors.n));
    cell(page, marks_type(page->arena, e));
    cell(page, marks_parties(page->arena, r, e->recipients.at, e->recipients.n));
    cell(page, marks_words(page->arena, r, e));
    cell(page, speaker == NONE ? (Str){"", 0} : r->entities.at[speaker].name);
    put(page, "<td><code>");
    text(page, e->rule);
    put(page, "</code></td></tr>\n");
  }
  end_table(page);
}

static void put_statements(Page *page, const Reading *r) {
  table(page, "Statements", r->statements.n, "<th>Date</th><th>Speaker</th><th>Cue</th><th>Kind</th><th>What is said</th>");
  for (uint32_t i = 0; i < r->statements.n; i++) {
    const Statement *s = &r->statements.at[i];
    put(page, "<tr>");
    cell(page, s->date);
    cell(page, s->speaker == NONE ? STR("?") : r->entities.at[s->speaker].name);
    cell(page, s->cue);
    cell(page, str(statement_kind_name(s->kind)));
    cell(page, reading_text(r, s->content.start, s->content.end));
    put(page, "</tr>\n");
  }
  end_table(page);
}

static void put_dates(Page *page, const Reading *r) {
  table(page, "Dates", r->dates.n, "<th>Value</th><th>Kind</th><th>Words</th>");
  for (uint32_t i = 0; i < r->dates.n; i++) {
    const Date *d = &r->dates.at[i];
    put(page, "<tr>");
    cell(page, d->value);
    cell(page, str(date_kind_name(d->kind)));
    cell(page, reading_text(r, d->start, d->end));
    put(page, "</tr>\n");
  }
  end_table(page);
}

static void put_relations(Page *page, const Reading *r) {
  if (!r->relations.n) return;
  table(page, "Standing facts", r->relations.n, "<th>Kind</th><th>Subject</th><th>Object</th><th>Value</th>");
  for (uint32_t i = 0; i < r->relations.n; i++) {
    const Relation *x = &r->relations.at[i];
    put(page, "<tr>");
    cell(page, str(relation_kind_name(x->kind)));
    cell(page, marks_party(page->arena, r, &x->subject));
    cell(page, x->object.end ? marks_party(page->arena, r, &x->object) : (Str){"", 0});
    cell(page, x->value);
    put(page, "</tr>\n");
  }
  end_table(page);
}

static void put_head(Page *page, const Reading *r) {
  put(page, "<!doctype html>\n<html lang=\"");
  text(page, r->language.n ? r->language : STR("en"));
  put(page, "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
            "<title>");
  text(page, r->title.n ? r->title : r->id.n ? r->id : STR("dragoman"));
  put(page, "</title><style>");
  put(page, STYLE);
  put(page, "</style></head>\n<body><h1>");
  text(page, r->title.n ? r->title : r->id.n ? r->id : STR("A reading"));
  put(page, "</h1>\n<p class=\"key\">");
  text(page, r->date.n ? r->date : STR("no date"));
  if (r->date_evidence.n) {
    put(page, " — ");
    text(page, r->date_evidence);
  }
  put(page, "<br><span class=\"a\">actors</span> · <span class=\"p\">places</span> · <span class=\"d\">dates</span> · "
            "<span class=\"e\">events</span> · <span class=\"s\">quotations</span></p>\n");
}

Str html_reading(Arena *arena, const Reading *r) {
  Page page = {.arena = arena};
  bytes_init(&page.out, arena);
  put_head(&page, r);
  put_text(&page, r);
  put_events(&page, r);
  put_statements(&page, r);
  put_dates(&page, r);
  put_relations(&page, r);
  put(&page, "</body></html>\n");
  return str_of(page.out.p, page.out.n);
}
