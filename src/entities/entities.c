#include "entities/internal.h"
#include "world/petrarch.h"

static const uint32_t *countries_by_number(Arena *arena, const WorldLayer *layer) {
  uint32_t *items = ARENA_ARRAY(arena, COUNTRY_NUMBERS, uint32_t);
  for (uint32_t i = 0; i < layer->n_items; i++) {
    uint32_t number = layer->items[i].kind == WORLD_COUNTRY ? country_number(layer->items[i].country) : NONE;
    if (number != NONE) items[number] = i + 1;
  }
  return items;
}

/* Words inside quotation marks, by the marks alone; a paragraph without a closing one ends what it opened. */
static void find_quoted(Doc *d) {
  const Reading *r = d->r;
  d->quoted = ARENA_ARRAY(r->arena, r->words.n + 1, bool);
  uint32_t paragraph = NONE, depth = 0;
  bool straight = false;
  for (uint32_t i = 0; i < r->words.n; i++) {
    const Word *w = &r->words.at[i];
    if (r->sentences.at[w->sentence].paragraph != paragraph) depth = 0, straight = false;
    paragraph = r->sentences.at[w->sentence].paragraph;
    bool opens = str_is(w->form, "«") || str_is(w->form, "“"), closes = str_is(w->form, "»") || str_is(w->form, "”");
    if (opens) depth++;
    if (closes && depth) depth--;
    if (str_is(w->form, "\"")) straight = !straight;
    d->quoted[i] = depth || straight;
  }
}

Entities *entities_open(Arena *arena, const Pack *lang, const Pack *world, Diags *diags) {
  Entities *e = ARENA_NEW(arena, Entities);
  e->world = world_open(arena, world, diags);
  if (!e->world || !roles_open(&e->roles, lang, diags)) return NULL;
  e->language = e->roles.language;
  e->country_items = countries_by_number(arena, &e->world->base);
  return e;
}

bool entities_add_actors(Entities *e, Arena *arena, const char *path, Diags *diags) {
  return petrarch_read(e->world, &e->roles, arena, path, diags);
}

void entities_read(const Entities *e, Reading *r) {
  Doc *d = ARENA_NEW(r->arena, Doc);
  d->e = e, d->r = r, d->arena = r->arena, d->main_country = NONE;
  d->day = world_day(r->date.n ? r->date : r->given_date, true);
  d->votes = ARENA_ARRAY(r->arena, COUNTRY_NUMBERS, uint16_t);
  d->first_chunk = ARENA_ARRAY(r->arena, r->sentences.n + 1, uint32_t);
  map_init(&d->name_words, r->arena);
  map_init(&d->by_key, r->arena);
  map_init(&d->by_word, r->arena);
  map_init(&d->by_word_before, r->arena);
  for (uint32_t s = 0; s < r->sentences.n; s++) {
    spellings_read(d, s);
    chunks_read(d, s);
  }
  d->first_chunk[r->sentences.n] = d->chunks.n;
  find_quoted(d);
  choose_vote(d);
  choose_all(d);
  memcpy(r->country, d->main_code, sizeof r->country);
  for (uint32_t s = 0; s < r->sentences.n; s++) compose_sentence(d, s);
}
