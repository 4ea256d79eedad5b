/* choose.c: what an ambiguous name stands for here: by its spelling, by the countries that the text is about, and by
 * who was in office on the document's date. */
#include "base/utf8.h"
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

/* A name that is an institution's common noun too, « Congrès », is no evidence for the country it is listed with. */
static bool common_noun(const Chunk *c) {
  return c->role && c->match.n && (c->role->kind == ROLE_BODY || c->role->kind == ROLE_PEOPLE);
}

/* The country that all readings of a name share, or « ». */
static const char *clear_country(const Doc *d, const Chunk *c, bool *state) {
  const char *code = "";
  for (uint32_t k = 0; k < c->match.n; k++) {
    const Link *link = link_at(d, c, k);
    if (!link || link->kind == LINK_LAST || link->conditional) continue;
    const char *own = item_of(&c->match, link)->country;
    if (!own[0] || (code[0] && memcmp(own, code, 3))) return "";
    code = own;
    *state |= item_of(&c->match, link)->kind == WORLD_COUNTRY;
  }
  return code;
}

/* « BAMAKO - »: a dateline without date or agency. */
static bool opens_text(const Doc *d, const Chunk *c, uint32_t lead) {
  if (lead >= d->r->sentences.n || c->first != d->r->sentences.at[lead].first_word || !c->place || c->end >= d->r->words.n) return false;
  return utf8_all_caps(word_at(d, c->first)->form) && word_at(d, c->end)->upos == UPOS_PUNCT;
}

enum { LARGE_TOWN = 100000, LEAD = 2 };

/* Names that stand for one country only; more in the dateline and in the first sentences. */
void choose_vote(Doc *d) {
  uint32_t lead = 0;
  while (lead < d->r->sentences.n && d->r->sentences.at[lead].kind != SENTENCE_BODY) lead++;
  for (uint32_t i = 0; i < d->chunks.n; i++) {
    Chunk *c = &d->chunks.at[i];
    if (common_noun(c)) continue;
    bool state = false;
    uint32_t sentence = word_at(d, c->first)->sentence;
    bool dateline = d->r->sentences.at[sentence].kind == SENTENCE_DATELINE || opens_text(d, c, lead);
    const char *code = c->match.n ? clear_country(d, c, &state) : "";
    bool town = !c->match.n && c->place && (dateline || c->place->population > LARGE_TOWN);
    if (town) code = c->place->country;
    if (!code[0]) continue;
    uint32_t weight = dateline ? 3 : state ? 2 : 1;
    if (sentence >= lead && sentence < lead + LEAD && !town) weight += 1;
    vote(d, country_number(code), weight, !world_collective(str(code)));
  }
}

static bool in_office(const WorldItem *item, uint32_t day) {
  return (!item->from || item->from <= day) && (!item->to || day <= item->to);
}

static bool met(const Doc *d, const Link *link, const WorldItem *item) {
  uint32_t own = country_number(item->country), other = country_number(link->other);
  return !link->conditional || (own != NONE && d->votes[own] >= 4) || (other != NONE && d->votes[other] >= 3);
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

/* « his son Joseph » is nobody whose last name is Joseph, where the text is not about that one's country. */
static bool only_given(const Doc *d, const Chunk *c, const Link *link) {
  if (link->kind != LINK_LAST) return false;
  uint32_t classes = word_classes(d, word_at(d, c->first)->form), country = country_number(item_of(&c->match, link)->country);
  bool given = classes & (1u << WORDS_GIVEN_M | 1u << WORDS_GIVEN_F);
  return given && (country == NONE || d->votes[country] < 2 || world_collective(str(item_of(&c->match, link)->country)));
}

static void choose(Doc *d, Chunk *c) {
  int best = -1000, best_term = 0;
  for (uint32_t k = 0; k < c->match.n; k++) {
    const Link *link = link_at(d, c, k);
    if (!link || !met(d, link, item_of(&c->match, link)) || only_given(d, c, link)) continue;
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

/* Is a country, or somebody of it, named in the sentence of a chunk or the one before? */
static bool named_near(const Doc *d, const Chunk *c, uint32_t country) {
  uint32_t here = word_at(d, c->first)->sentence;
  for (uint32_t i = d->first_chunk[here > 0 ? here - 1 : 0]; i < d->first_chunk[here + 1]; i++) {
    const Chunk *other = &d->chunks.at[i];
    bool state = false;
    if (other == c || !other->match.n || common_noun(other)) continue;
    if (country_number(clear_country(d, other, &state)) == country) return true;
  }
  return false;
}

/* « Congrès » is that of the country that the text is about, where the listed one's is not spoken of. */
static void prefer_role(Doc *d, Chunk *c) {
  if (!common_noun(c) || !c->item || (c->item->kind != WORLD_SEAT && c->item->kind != WORLD_BODY && c->item->kind != WORLD_PARTY)) return;
  uint32_t own = country_number(c->item->country);
  if (own == NONE || d->main_country == NONE || own == d->main_country || (d->votes[own] >= 2 && named_near(d, c, own))) return;
  c->kind = CHUNK_ROLE, c->item = NULL, c->link = NULL, c->match.n = 0;
}

/* « à Djibo », « à Douma »: a town that is also somebody's last name, or a body that has an article. */
static void prefer_town(const Doc *d, Chunk *c) {
  if (!c->item || !c->place) return;
  bool bare = c->first > 0 && word_at(d, c->first - 1)->upos == UPOS_ADP && c->item->kind == WORLD_BODY && c->spelling.tokens == 1;
  if ((c->link->kind != LINK_LAST && !bare) || !place_context(d, c)) return;
  c->kind = CHUNK_UNKNOWN, c->item = NULL, c->link = NULL, c->match.n = 0;
}

static bool only_conditional(const Chunk *c) {
  return c->match.n && !c->item && c->match.values[0] < c->match.layer->n_links && c->match.layer->links[c->match.values[0]].conditional;
}

void choose_all(Doc *d) {
  for (uint32_t i = 0; i < d->chunks.n; i++) {
    Chunk *c = &d->chunks.at[i];
    if (c->place) c->place = place_again(d, c);
    if (c->match.n) choose(d, c);
    prefer_division(d, c);
    prefer_role(d, c);
    prefer_town(d, c);
    if (only_conditional(c)) c->kind = CHUNK_FIELD;
    else if (c->match.n && !c->item) c->kind = CHUNK_UNKNOWN;
    if (c->link && c->link->kind != LINK_ADJECTIVE && c->kind == CHUNK_ADJECTIVE) c->kind = CHUNK_NAME;
  }
  if (d->main_country == NONE) return;
  for (uint32_t i = 0, n = d->main_country; i < 3; i++, n /= 26) d->main_code[2 - i] = (char)('A' + n % 26);
}
