#include <math.h>

#include "entities/internal.h"

static int place_score(const Doc *d, const WorldPlace *place, const char *country) {
  uint32_t number = country_number(place->country);
  int score = (int)(10 * log10((double)place->population + 10));
  if (country && !memcmp(place->country, country, 3)) score += 200;
  if (number != NONE && d->votes && d->votes[number]) score += 40 + (d->votes[number] > 5 ? 5 : d->votes[number]);
  if (number != NONE && number == d->main_country) score += 15;
  if (str_is(str(place->feature), "PPLC")) score += 30;
  return score;
}

static const WorldPlace *best_of(const Doc *d, const uint32_t *values, uint32_t n, const char *country) {
  const WorldPlace *best = NULL;
  int best_score = 0;
  for (uint32_t i = 0; i < n && i < 64; i++) {
    if (values[i] >= d->e->world->n_places) continue;
    const WorldPlace *place = &d->e->world->places[values[i]];
    int s = place_score(d, place, country);
    if (!best || s > best_score) best = place, best_score = s;
  }
  return best;
}

const WorldPlace *place_find(const Doc *d, uint32_t first_token, uint32_t n_tokens, const char *country) {
  const PhraseTable *table = &d->e->world->place_names;
  uint32_t node = PHRASE_ROOT;
  const Token *t = &d->tokens.at[first_token], *last = t + n_tokens - 1;
  if (!t->n_pieces) return NULL;
  for (uint32_t i = t->first_piece; i < last->first_piece + last->n_pieces; i++) {
    const Piece *p = &d->pieces.at[i];
    node = phrase_step(table, node, phrase_word(table, str_of(d->keys + p->key, p->n)));
    if (node == PHRASE_NONE) return NULL;
  }
  const uint32_t *values;
  uint32_t n = phrase_values(table, node, &values);
  return best_of(d, values, n, country);
}

/* The place of a name, looked up by its words' text: once the countries of the text are known. */
const WorldPlace *place_again(const Doc *d, const Chunk *c) {
  const PhraseTable *table = &d->e->world->place_names;
  Str text = words_text(d, c->first, c->end);
  uint32_t node = PHRASE_ROOT, at = 0, from, n;
  char key[PIECE_MAX];
  while (world_piece(text, &at, &from, key, &n)) {
    node = phrase_step(table, node, phrase_word(table, str_of(key, n)));
    if (node == PHRASE_NONE) return NULL;
  }
  const uint32_t *values;
  uint32_t count = phrase_values(table, node, &values);
  return best_of(d, values, count, c->item && c->item->country[0] ? c->item->country : NULL);
}

/* The preposition in front of a phrase, over determiners and adjectives; of the first of a coordination. NONE. */
static uint32_t preposition(const Doc *d, uint32_t first) {
  uint32_t sentence = word_at(d, first)->sentence;
  for (uint32_t i = first, steps = 0; i-- > 0 && steps < 4 && word_at(d, i)->sentence == sentence; steps++) {
    uint8_t pos = word_at(d, i)->upos;
    if (pos == UPOS_ADP) return i;
    if (pos != UPOS_DET && pos != UPOS_ADJ && pos != UPOS_NUM) return NONE;
  }
  return NONE;
}

static bool addressed(const Doc *d, uint32_t head) {
  const Word *w = word_at(d, head);
  if (w->rel == REL_IOBJ) return true;
  if (w->head == NONE || word_at(d, w->head)->upos != UPOS_VERB) return false;
  /* « rendre à Moscou » addresses, « se rendre à Moscou » goes there. */
  FOR_CHILDREN(d->r, w->head, c) {
    if (word_at(d, c)->morph.reflex && word_at(d, c)->upos == UPOS_PRON) return false;
  }
  return word_classes(d, word_at(d, w->head)->lemma) >> WORDS_ADDRESS & 1;
}

static bool noun_of_place(const Doc *d, uint32_t w) {
  const Word *word = word_at(d, w);
  if (word->upos != UPOS_NOUN && word->upos != UPOS_PROPN) return false;
  return (word_classes(d, word->lemma) | word_classes(d, word->form)) >> WORDS_THING & 1;
}

/* Coordinated with a place, and not a name in apposition to what was before it: « l'ambassadrice à Kiev, Bridget Brink ». */
static bool joined_to_place(const Doc *d, const Word *h) {
  if (h->rel != REL_CONJ || h->head == NONE) return false;
  uint32_t seen = 0; /* a list without end must not be gone through by each of its members */
  FOR_CHILDREN(d->r, h->head, c) {
    if (++seen > 64) break;
    if (word_at(d, c)->rel != REL_CONJ) continue;
    if (reading_child(d->r, c, REL_CC, SUB_NONE) != NONE) return true;
  }
  return reading_child(d->r, h->head, REL_CC, SUB_NONE) != NONE;
}

bool place_context(const Doc *d, const Chunk *c) {
  if (d->r->sentences.at[word_at(d, c->first)->sentence].kind == SENTENCE_DATELINE) return true;
  uint32_t head = words_head(d->r, c->first, c->end), p = preposition(d, c->first);
  const Word *h = word_at(d, head);
  if (p == NONE && h->head != NONE && h->head < c->first && joined_to_place(d, h)) p = preposition(d, h->head);
  if (p == NONE) {
    /* « Kabul airport », « Gao, dans le nord »: what it stands in front of or behind tells. */
    bool before = h->head != NONE && (h->rel == REL_COMPOUND || h->rel == REL_NMOD) && noun_of_place(d, h->head);
    return before;
  }
  uint32_t classes = word_classes(d, word_at(d, p)->form);
  /* « À Paris, le ministère » sets the scene, whatever the verb. */
  bool opens = p == d->r->sentences.at[h->sentence].first_word && c->end < d->r->words.n && word_at(d, c->end)->upos == UPOS_PUNCT;
  if (opens && classes >> WORDS_PLACE & 1) return true;
  if (classes >> WORDS_OF & 1) {
    bool near = p > 0 && word_classes(d, word_at(d, p - 1)->form) >> WORDS_THING & 1;
    return near || (h->head != NONE && noun_of_place(d, h->head));
  }
  return classes >> WORDS_PLACE & 1 && !addressed(d, head);
}

uint32_t place_add(Doc *d, const Chunk *c) {
  Reading *r = d->r;
  const WorldPlace *found = c->item && c->item->kind == WORLD_COUNTRY && c->link->kind == LINK_NAME ? NULL : place_again(d, c);
  bool listed = c->item && c->item->kind == WORLD_REGION && c->item->country[0];
  if (found && listed && memcmp(found->country, c->item->country, 3)) found = NULL;
  Place *place = vec_push(r->arena, &r->places);
  *place = (Place){.start = word_at(d, c->first)->start,
                   .end = word_at(d, c->end - 1)->end,
                   .sentence = word_at(d, c->first)->sentence};
  place->name = reading_text(r, place->start, place->end);
  if (c->item) memcpy(place->country, c->item->country, 4);
  if (found) {
    place->lat = (double)found->lat, place->lon = (double)found->lon, place->has_point = true;
    place->geonameid = found->geonameid;
    memcpy(place->country, found->country, 4);
  }
  return r->places.n - 1;
}
