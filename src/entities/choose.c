/* choose.c: what an ambiguous name stands for here: by its spelling, by the countries that the text is about, and by
 * who was in office on the document's date. */
#include "entities/internal.h"

uint32_t country_number(const char *code) {
  if (!code) return NONE;
  uint32_t n = 0;
  for (int i = 0; i < 3; i++) {
    if (code[i] < 'A' || code[i] > 'Z') return NONE;
    n = n * 26 + (uint32_t)(code[i] - 'A');
  }
  return n;
}

static const WorldItem *item_of(const Match *m, const Link *link) { return &m->layer->items[link->item]; }

static const Link *link_at(const Doc *d, const Chunk *c, uint32_t k) {
  const Match *m = &c->match;
  if (m->values[k] >= m->layer->n_links) return NULL;
  const Link *link = &m->layer->links[m->values[k]];
  if (link->item >= m->layer->n_items || !link_fits(d, m->layer, link, &c->spelling)) return NULL;
  return link;
}

/* A union or a kind of organisation is never what a text's institutions belong to. */
static void vote(Doc *d, uint32_t country, uint32_t weight, bool state) {
  if (country == NONE) return;
  uint32_t sum = d->votes[country] + weight;
  d->votes[country] = (uint16_t)(sum > UINT16_MAX ? UINT16_MAX : sum);
  if (!state) return;
  if (d->main_country == NONE || d->votes[country] > d->votes[d->main_country]) d->main_country = country;
}

/* Names that stand for one country only. */
void choose_vote(Doc *d) {
  for (uint32_t i = 0; i < d->chunks.n; i++) {
    Chunk *c = &d->chunks.at[i];
    uint32_t country = NONE;
    const char *code = "";
    bool clear = c->match.n > 0, state = false;
    for (uint32_t k = 0; clear && k < c->match.n; k++) {
      const Link *link = link_at(d, c, k);
      if (!link || link->kind == LINK_LAST) continue;
      uint32_t n = country_number(item_of(&c->match, link)->country);
      if (n == NONE || (country != NONE && n != country)) clear = false;
      country = n, code = item_of(&c->match, link)->country;
      state |= item_of(&c->match, link)->kind == WORLD_COUNTRY;
    }
    if (!clear) continue;
    bool dateline = d->r->sentences.at[word_at(d, c->first)->sentence].kind == SENTENCE_DATELINE;
    vote(d, country, dateline ? 3 : state ? 2 : 1, !world_collective(str(code)));
  }
}

static bool in_office(const WorldItem *item, uint32_t day) {
  return (!item->from || item->from <= day) && (!item->to || day <= item->to);
}

static int score(const Doc *d, const Chunk *c, const Link *link) {
  const WorldItem *item = item_of(&c->match, link);
  static const int by_kind[WORLD_KINDS] = {[WORLD_COUNTRY] = 60, [WORLD_REGION] = 30, [WORLD_ORGANISATION] = 50,
                                           [WORLD_BODY] = 50,    [WORLD_GROUP] = 52,  [WORLD_PARTY] = 40,
                                           [WORLD_PERSON] = 48,  [WORLD_SEAT] = 58};
  int s = by_kind[item->kind];
  if (link->kind == LINK_LAST) s -= 20;
  if (link->kind == LINK_CAPITAL) s -= 5;
  uint32_t country = country_number(item->country);
  if (country != NONE && d->votes[country] > 0) s += 15 + (d->votes[country] > 3 ? 3 : d->votes[country]);
  if (d->day && (item->from || item->to)) s += in_office(item, d->day) ? 12 : -6;
  if (link->languages & d->e->language) s += 5;
  return s;
}

/* Of several terms of one person: the one of the day, else the last before it, else the first behind it. Without a
 * date the latest. */
static int term_rank(const Doc *d, const WorldItem *item) {
  uint32_t day = d->day ? d->day : 99999999;
  if (d->day && in_office(item, day)) return 100000000;
  return item->from <= day ? (int)item->from : -(int)item->from;
}

static void choose(Doc *d, Chunk *c) {
  int best = -1000, best_term = 0;
  for (uint32_t k = 0; k < c->match.n; k++) {
    const Link *link = link_at(d, c, k);
    if (!link) continue;
    const WorldItem *item = item_of(&c->match, link);
    int s = score(d, c, link), term = item->kind == WORLD_PERSON ? term_rank(d, item) : 0;
    bool same = c->item && item->same && item->same == c->item->same;
    bool better = same ? term > best_term : s > best;
    if (same && s > best) best = s;
    if (!better) continue;
    c->item = item, c->link = link;
    if (!same) best = s;
    best_term = term;
  }
}

/* A division of a country that the text is about, while nothing else speaks for the country of that name. */
static void prefer_division(Doc *d, Chunk *c) {
  if (!c->item || c->item->kind != WORLD_COUNTRY || c->link->kind != LINK_NAME || !c->place) return;
  uint32_t own = country_number(c->item->country), other = country_number(c->place->country);
  if (own == NONE || other == NONE || own == other || !str_starts(str(c->place->feature), STR("ADM1"))) return;
  if (d->votes[other] < 2 || d->votes[own] > 2 || own == d->main_country) return;
  c->kind = CHUNK_UNKNOWN, c->item = NULL, c->link = NULL;
}

void choose_all(Doc *d) {
  for (uint32_t i = 0; i < d->chunks.n; i++) {
    Chunk *c = &d->chunks.at[i];
    if (c->match.n) choose(d, c);
    prefer_division(d, c);
    if (c->match.n && !c->item) c->kind = CHUNK_UNKNOWN;
    if (c->link && c->link->kind != LINK_ADJECTIVE && c->kind == CHUNK_ADJECTIVE) c->kind = CHUNK_NAME;
  }
  if (d->main_country == NONE) return;
  for (uint32_t i = 0, n = d->main_country; i < 3; i++, n /= 26) d->main_code[2 - i] = (char)('A' + n % 26);
}
