#include "io/rows.h"

#include <stdlib.h>

#include "io/marks.h"
#include "io/record.h"

static Str joined(Arena *arena, const Str *at, uint32_t n) { return str_list(arena, at, n, STR(";")); }

static RowParty party(Arena *arena, const Reading *r, const Party *p) {
  RowParty out = {.text = marks_line(arena, reading_text(r, p->start, p->end)), .code = p->code, .country = str_dup(arena, str(p->country))};
  Str sectors[sizeof p->sector / sizeof *p->sector];
  for (uint32_t i = 0; i < p->n_sectors; i++) sectors[i] = str_of(p->sector[i], strlen(p->sector[i]));
  out.sectors = joined(arena, sectors, p->n_sectors);
  out.name = out.text;
  if (p->entity == NONE) return out;
  const Entity *e = &r->entities.at[p->entity];
  out.name = marks_line(arena, e->name);
  out.role = marks_line(arena, e->role);
  return out;
}

static Str auxiliary(Arena *arena, uint8_t bits) {
  static const char *const NAMES[] = {"historical", "future", "hypothetical", "negation"};
  Str all[4];
  uint32_t n = 0;
  for (uint32_t i = 0; i < 4; i++)
    if (bits & (1u << i)) all[n++] = str(NAMES[i]);
  return joined(arena, all, n);
}

static void set_place(const Reading *r, const Event *e, EventRow *row) {
  if (e->place == NONE) return;
  const Place *p = &r->places.at[e->place];
  row->place = p->name, row->place_country = str(p->country), row->geonameid = p->geonameid;
  row->lat = p->lat, row->lon = p->lon, row->has_point = p->has_point;
}

void row_of_event(Arena *arena, const Reading *r, uint32_t event, EventRow *row) {
  const Event *e = &r->events.at[event];
  const Sentence *s = &r->sentences.at[e->sentence];
  *row = (EventRow){.id = record_event_id(arena, r, event), .document = r->id, .date = e->date, .document_date = r->date,
                    .type = e->type, .cameo = e->cameo, .deadline = e->deadline, .rule = e->rule, .title = r->title,
                    .url = r->url, .source = r->source, .language = r->language, .quad = e->quad, .scale = e->scale,
                    .goldstein = e->goldstein, .sentence_number = e->sentence};
  row->modes = joined(arena, e->modes.at, e->modes.n);
  row->contexts = joined(arena, e->contexts.at, e->contexts.n);
  row->auxiliary = auxiliary(arena, e->auxiliary);
  row->words = marks_words(arena, r, e);
  row->sentence = marks_line(arena, reading_text(r, s->start, s->end));
  row->start = reading_offset(r, e->start), row->end = reading_offset(r, e->end);
  if (e->condition.end) row->condition = marks_line(arena, reading_text(r, e->condition.start, e->condition.end));
  if (e->statement != NONE && r->statements.at[e->statement].speaker != NONE)
    row->speaker = marks_line(arena, r->entities.at[r->statements.at[e->statement].speaker].name);
  for (uint32_t i = 0; i < e->actors.n && i < ROW_PARTIES; i++) row->actor[row->n_actors++] = party(arena, r, &e->actors.at[i]);
  for (uint32_t i = 0; i < e->recipients.n && i < ROW_PARTIES; i++)
    row->recipient[row->n_recipients++] = party(arena, r, &e->recipients.at[i]);
  set_place(r, e, row);
  row->link = row_link(arena, row);
}

static int by_code(const void *a, const void *b) { return str_cmp(*(const Str *)a, *(const Str *)b); }

static Str codes(Arena *arena, const RowParty *at, uint32_t n) {
  Str sorted[ROW_PARTIES];
  for (uint32_t i = 0; i < n; i++) sorted[i] = at[i].code.n ? at[i].code : at[i].country;
  if (n) qsort(sorted, n, sizeof *sorted, by_code);
  return joined(arena, sorted, n);
}

Str row_link(Arena *arena, const EventRow *row) {
  Str actors = codes(arena, row->actor, row->n_actors), recipients = codes(arena, row->recipient, row->n_recipients);
  if (row->date.n < 10 || (actors.n < 3 && recipients.n < 3)) return (Str){"", 0};
  Str root = str_sub(row->cameo, 0, row->cameo.n < 2 ? row->cameo.n : 2);
  const Str parts[] = {row->date, row->type, root, actors, recipients, row->auxiliary};
  return str_list(arena, parts, 6, STR("/"));
}
