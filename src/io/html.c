#include "io/html.h"

#include "io/html_page.h"
#include "io/html_text.h"
#include "io/marks.h"

typedef struct {
  Bytes out;
  Arena *arena;
  const Reading *r;
} Page;

static void put(Page *page, const char *c) { bytes_add(&page->out, c, strlen(c)); }
static void text(Page *page, Str s) { html_escape(&page->out, s); }

/* A part of a record; nothing where it is not known. */
static void detail(Page *page, const char *name, Str value) {
  if (!value.n) return;
  put(page, "<div><dt>");
  put(page, name);
  put(page, "</dt><dd>");
  text(page, value);
  put(page, "</dd></div>");
}

static void code(Page *page, const char *name, Str value) {
  if (!value.n) return;
  put(page, "<div><dt>");
  put(page, name);
  put(page, "</dt><dd><code>");
  text(page, value);
  put(page, "</code></dd></div>");
}

/* Opens a record: `look` and `head` are what its first line shows, `quad` its class or 0. */
static void record(Page *page, char kind, uint32_t index, uint8_t quad) {
  Str s = str_format(page->arena, "<li class=\"record\" id=\"r-%c%u\" data-r=\"%c%u\" data-kind=\"%c\"", kind, index + 1, kind, index + 1, kind);
  bytes_add(&page->out, s.p, s.n);
  s = quad ? str_format(page->arena, " data-quad=\"%u\">", quad) : STR(">");
  bytes_add(&page->out, s.p, s.n);
  s = str_format(page->arena, "<a class=\"record-head\" href=\"#w-%c%u\" data-pin data-toggle>", kind, index + 1);
  bytes_add(&page->out, s.p, s.n);
}

static void head(Page *page, const char *look, Str name, Str note) {
  put(page, "<span class=\"kind ");
  put(page, look);
  put(page, "\">");
  text(page, name);
  put(page, "</span> <span class=\"soft\">");
  text(page, note);
  put(page, "</span></a>");
}

static void group(Page *page, const char *title, uint32_t n) {
  Str s = str_format(page->arena, "<section class=\"record-group\"><details open><summary><h2>%s</h2><span class=\"count\">%u</span></summary><ol>\n", title, n);
  bytes_add(&page->out, s.p, s.n);
}

static void end_group(Page *page) { put(page, "</ol></details></section>\n"); }

static Str entity_name(const Page *page, uint32_t entity) {
  return entity == NONE ? (Str){"", 0} : marks_line(page->arena, page->r->entities.at[entity].name);
}

static void event_head(Page *page, const Event *e) {
  static const char *const AUXILIARY[] = {"historical", "future", "hypothetical", "negation"};
  Str swatch = str_format(page->arena, "<span class=\"type\"><span class=\"swatch\" data-quad=\"%u\"></span><span><span class=\"type-name\">", e->quad);
  bytes_add(&page->out, swatch.p, swatch.n);
  text(page, e->type);
  put(page, "</span><span class=\"mode\">");
  for (uint32_t i = 0; i < e->modes.n; i++) {
    put(page, i ? ", " : " ");
    text(page, e->modes.at[i]);
  }
  put(page, "</span></span></span>");
  for (uint32_t i = 0; i < 4; i++) {
    if (!(e->auxiliary & (1u << i))) continue;
    put(page, " <span class=\"tag\">");
    put(page, AUXILIARY[i]);
    put(page, "</span>");
  }
  put(page, "</a>");
}

static Str contexts(Page *page, const Event *e) {
  Str all = {"", 0};
  for (uint32_t i = 0; i < e->contexts.n; i++)
    all = str_format(page->arena, "%s%s%.*s", all.p, i ? ", " : "", (int)e->contexts.at[i].n, e->contexts.at[i].p);
  return all;
}

static void put_event(Page *page, uint32_t i) {
  static const char *const CLASS[] = {"", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"};
  const Reading *r = page->r;
  const Event *e = &r->events.at[i];
  record(page, 'v', i, e->quad);
  event_head(page, e);
  put(page, "<p class=\"who\">");
  text(page, e->actors.n ? marks_parties(page->arena, r, e->actors.at, e->actors.n) : STR("somebody"));
  if (e->recipients.n) {
    put(page, "<span class=\"arrow\"> → </span>");
    text(page, marks_parties(page->arena, r, e->recipients.at, e->recipients.n));
  }
  put(page, "</p><dl class=\"details\">");
  detail(page, "Words", marks_words(page->arena, r, e));
  detail(page, "Date", e->date);
  detail(page, "Deadline", e->deadline);
  if (e->condition.end) detail(page, "Condition", marks_line(page->arena, reading_text(r, e->condition.start, e->condition.end)));
  detail(page, "On whose word", e->statement == NONE ? STR("the newspaper") : entity_name(page, r->statements.at[e->statement].speaker));
  if (e->statement != NONE) {
    Str link = str_format(page->arena, "<div><dt>Said in</dt><dd><a href=\"#w-s%u\" data-pin=\"s%u\">statement %u</a></dd></div>", e->statement + 1,
                          e->statement + 1, e->statement + 1);
    bytes_add(&page->out, link.p, link.n);
  }
  if (e->place != NONE) detail(page, "Place", r->places.at[e->place].name);
  detail(page, "Class", str(CLASS[e->quad <= 4 ? e->quad : 0]));
  detail(page, "Scale", str_format(page->arena, "%.1f", e->scale));
  detail(page, "CAMEO", e->cameo);
  detail(page, "Context", contexts(page, e));
  code(page, "Rule", e->rule);
  put(page, "</dl></li>\n");
}

static void put_events(Page *page) {
  if (!page->r->events.n) return;
  group(page, "Events", page->r->events.n);
  for (uint32_t i = 0; i < page->r->events.n; i++) put_event(page, i);
  end_group(page);
}

static void put_statements(Page *page) {
  const Reading *r = page->r;
  if (!r->statements.n) return;
  group(page, "Statements", r->statements.n);
  for (uint32_t i = 0; i < r->statements.n; i++) {
    const Statement *s = &r->statements.at[i];
    record(page, 's', i, 0);
    head(page, "k-said", s->speaker == NONE ? STR("Somebody") : entity_name(page, s->speaker), str(statement_kind_name(s->kind)));
    put(page, "<dl class=\"details\">");
    detail(page, "Cue", marks_line(page->arena, s->cue));
    detail(page, "Said", marks_line(page->arena, reading_text(r, s->content.start, s->content.end)));
    detail(page, "Audience", s->audience.n ? entity_name(page, s->audience.at[0]) : marks_line(page->arena, s->audience_text));
    detail(page, "Medium", s->medium);
    detail(page, "Date", s->date);
    put(page, "</dl></li>\n");
  }
  end_group(page);
}

static void put_entity(Page *page, uint32_t i) {
  const Reading *r = page->r;
  const Entity *e = &r->entities.at[i];
  record(page, 'e', i, 0);
  head(page, "k-actor", entity_name(page, i), str(entity_kind_name(e->kind)));
  put(page, "<dl class=\"details\">");
  detail(page, "Role", marks_line(page->arena, e->role));
  code(page, "Code", e->code);
  detail(page, "Country", str(e->country));
  if (e->office_from.n) detail(page, "Office", str_format(page->arena, "%.*s – %.*s", (int)e->office_from.n, e->office_from.p, (int)e->office_to.n, e->office_to.p));
  for (uint32_t k = 0; k < e->labels.n && k < 4; k++) detail(page, "Label", marks_line(page->arena, r->labels.at[e->labels.at[k]].text));
  put(page, "</dl></li>\n");
}

/* Who is only ever a place where something happens is shown under places. */
static void put_entities(Page *page) {
  const Reading *r = page->r;
  bool *acts = ARENA_ARRAY(page->arena, (size_t)r->entities.n + 1, bool);
  uint32_t n = 0;
  for (uint32_t i = 0; i < r->mentions.n; i++) {
    const Mention *m = &r->mentions.at[i];
    if (m->as_place || acts[m->entity]) continue;
    acts[m->entity] = true;
    n++;
  }
  if (!n) return;
  group(page, "Actors", n);
  for (uint32_t i = 0; i < r->entities.n; i++)
    if (acts[i]) put_entity(page, i);
  end_group(page);
}

static void put_labels(Page *page) {
  const Reading *r = page->r;
  if (!r->labels.n) return;
  group(page, "Labels", r->labels.n);
  for (uint32_t i = 0; i < r->labels.n; i++) {
    record(page, 'l', i, 0);
    head(page, "k-label", marks_line(page->arena, r->labels.at[i].mark), marks_line(page->arena, r->labels.at[i].text));
    put(page, "<dl class=\"details\">");
    for (uint32_t k = 0; k < r->labels.at[i].entities.n && k < 8; k++) detail(page, k ? "" : "Said of", entity_name(page, r->labels.at[i].entities.at[k]));
    put(page, "</dl></li>\n");
  }
  end_group(page);
}

static void put_relations(Page *page) {
  const Reading *r = page->r;
  if (!r->relations.n) return;
  group(page, "Standing facts", r->relations.n);
  for (uint32_t i = 0; i < r->relations.n; i++) {
    const Relation *x = &r->relations.at[i];
    record(page, 'r', i, 0);
    head(page, "k-fact", marks_party(page->arena, r, &x->subject), str(relation_kind_name(x->kind)));
    put(page, "<dl class=\"details\">");
    if (x->object.end) detail(page, "Object", marks_party(page->arena, r, &x->object));
    detail(page, "Value", marks_line(page->arena, x->value));
    detail(page, "Date", x->date);
    put(page, "</dl></li>\n");
  }
  end_group(page);
}

static void put_dates(Page *page) {
  const Reading *r = page->r;
  if (!r->dates.n) return;
  group(page, "Dates", r->dates.n);
  for (uint32_t i = 0; i < r->dates.n; i++) {
    record(page, 'd', i, 0);
    head(page, "k-date", r->dates.at[i].value, str(date_kind_name(r->dates.at[i].kind)));
    put(page, "</li>\n");
  }
  end_group(page);
}

static void put_places(Page *page) {
  const Reading *r = page->r;
  if (!r->places.n) return;
  group(page, "Places", r->places.n);
  for (uint32_t i = 0; i < r->places.n; i++) {
    record(page, 'p', i, 0);
    head(page, "k-place", marks_line(page->arena, r->places.at[i].name), str(r->places.at[i].country));
    put(page, "</li>\n");
  }
  end_group(page);
}

static Str title_of(const Reading *r) { return r->title.n ? r->title : r->id.n ? r->id : STR("A reading"); }

static void put_head(Page *page) {
  const Reading *r = page->r;
  put(page, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"");
  put(page, HTML_POLICY);
  put(page, "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
  text(page, title_of(r));
  put(page, "</title>\n<style>");
  put(page, HTML_STYLE);
  put(page, "</style>\n</head>\n<body>\n<main class=\"reading\">\n<header class=\"page-head\"><p class=\"kicker\">");
  if (r->source.n) {
    text(page, r->source);
    put(page, " · ");
  }
  text(page, r->date.n ? r->date : STR("no date"));
  put(page, "</p><h1 lang=\"");
  text(page, r->language);
  put(page, "\">");
  text(page, title_of(r));
  put(page, "</h1><p class=\"meta\">");
  if (r->title.n && r->id.n) {
    put(page, "<span>");
    text(page, r->id);
    put(page, "</span>");
  }
  if (r->date_evidence.n) {
    put(page, "<span>Told by the ");
    text(page, r->date_evidence);
    put(page, "</span>");
  }
  put(page, "</p></header>\n");
}

static void put_key(Page *page) {
  put(page, "<p class=\"key\"><span class=\"k-event q2\">cooperation</span> <span class=\"k-event q4\">conflict</span> <span class=\"k-actor\">actors</span> "
            "<span class=\"k-said\">what is said</span> <span class=\"k-date\">dates</span> <span class=\"k-place\">places</span> "
            "<span class=\"k-label\">labels</span></p>\n");
}

Str html_reading(Arena *arena, const Reading *r) {
  Page page = {.arena = arena, .r = r};
  bytes_init(&page.out, arena);
  put_head(&page);
  put_key(&page);
  put(&page, "<div class=\"reading-body\"><div class=\"text\" lang=\"");
  text(&page, r->language);
  put(&page, "\">\n");
  html_text(&page.out, arena, r);
  put(&page, "</div>\n<aside class=\"records\" aria-label=\"Records\"><p class=\"hint\">Point at words to see their records, click to pin.</p>"
             "<div class=\"records-scroll\">\n");
  put_events(&page);
  put_statements(&page);
  put_entities(&page);
  put_labels(&page);
  put_relations(&page);
  put_dates(&page);
  put_places(&page);
  put(&page, "</div></aside></div>\n</main>\n<script>");
  put(&page, HTML_SCRIPT);
  put(&page, "</script>\n</body></html>\n");
  return str_of(page.out.p, page.out.n);
}
