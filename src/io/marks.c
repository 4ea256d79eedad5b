#include "io/marks.h"

#include "base/pack.h"

static void paint(uint8_t *marks, uint32_t start, uint32_t end, uint8_t bit) {
  for (uint32_t i = start; i < end; i++) marks[i] |= bit;
}

uint8_t *marks_of(Arena *arena, const Reading *r) {
  uint8_t *marks = ARENA_ARRAY(arena, (size_t)r->text.n + 1, uint8_t);
  for (uint32_t i = 0; i < r->mentions.n; i++) {
    const Mention *m = &r->mentions.at[i];
    paint(marks, m->start, m->end, m->as_place ? MARK_PLACE : MARK_ACTOR);
  }
  for (uint32_t i = 0; i < r->dates.n; i++) paint(marks, r->dates.at[i].start, r->dates.at[i].end, MARK_DATE);
  for (uint32_t i = 0; i < r->labels.n; i++) paint(marks, r->labels.at[i].start, r->labels.at[i].end, MARK_LABEL);
  for (uint32_t i = 0; i < r->statements.n; i++)
    for (uint32_t k = 0; k < r->statements.at[i].quotes.n; k++)
      paint(marks, r->statements.at[i].quotes.at[k].start, r->statements.at[i].quotes.at[k].end, MARK_STATEMENT);
  for (uint32_t i = 0; i < r->events.n; i++) {
    uint32_t w = r->events.at[i].trigger;
    if (w < r->words.n) paint(marks, r->words.at[w].start, r->words.at[w].end, MARK_EVENT);
  }
  return marks;
}

Str marks_line(Arena *arena, Str s) {
  char *p = arena_raw(arena, (size_t)s.n + 1);
  uint32_t n = 0;
  for (uint32_t i = 0; i < s.n; i++) {
    char c = s.p[i];
    bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (blank && (!n || p[n - 1] == ' ')) continue;
    /* Control characters of a hostile text must not reach a terminal. */
    p[n++] = blank || (unsigned char)c < 0x20 || c == 0x7f ? ' ' : c;
  }
  p[n] = 0;
  return str_of(p, n);
}

Str marks_party(Arena *arena, const Reading *r, const Party *p) {
  Str name = p->entity != NONE ? r->entities.at[p->entity].name : reading_text(r, p->start, p->end);
  name = marks_line(arena, name);
  if (!p->country[0] && !p->n_sectors) return name;
  Str codes = str_format(arena, "%s", p->country);
  for (uint32_t i = 0; i < p->n_sectors; i++)
    codes = str_format(arena, "%s%s%s", codes.p, codes.n ? " " : "", p->sector[i]);
  return str_format(arena, "%.*s (%s)", (int)name.n, name.p, codes.p);
}

Str marks_parties(Arena *arena, const Reading *r, const Party *at, uint32_t n) {
  Str all = {"", 0};
  for (uint32_t i = 0; i < n; i++) {
    Str one = marks_party(arena, r, &at[i]);
    all = str_format(arena, "%s%s%.*s", all.p, all.n ? " ; " : "", (int)one.n, one.p);
  }
  return all;
}

Str marks_type(Arena *arena, const Event *e) {
  static const char *const NAMES[] = {"historical", "future", "hypothetical", "negation"};
  Str all = str_format(arena, "%.*s", (int)e->type.n, e->type.p);
  for (uint32_t i = 0; i < e->modes.n; i++)
    all = str_format(arena, "%s %.*s", all.p, (int)e->modes.at[i].n, e->modes.at[i].p);
  for (uint32_t i = 0; i < 4; i++)
    if (e->auxiliary & (1u << i)) all = str_format(arena, "%s [%s]", all.p, NAMES[i]);
  if (e->deadline.n) all = str_format(arena, "%s ≤ %.*s", all.p, (int)e->deadline.n, e->deadline.p);
  return all;
}

Str marks_words(Arena *arena, const Reading *r, const Event *e) {
  Str *words = ARENA_ARRAY(arena, e->words.n, Str);
  for (uint32_t i = 0; i < e->words.n; i++) words[i] = marks_line(arena, reading_text(r, e->words.at[i].start, e->words.at[i].end));
  return str_list(arena, words, e->words.n, STR(" … "));
}
