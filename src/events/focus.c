/* focus.c: whom the text has been about so far, by what was told of each side: who « les deux pays » are, who faces a
 * country, and towards whom a reaction goes that names nobody. */
#include "events/compose.h"

enum { LOOK_BACK = 64, MOST_SIDES = 32, MAIN_WEIGHT = 12 };

/* A country with its powers is one side, whoever takes up arms against it another; so is every organisation. */
typedef struct {
  uint32_t key, word, weight;
} Side;

typedef struct {
  Side at[MOST_SIDES];
  uint32_t n;
} Sides;

static const Entity *entity_at(const Coder *c, uint32_t word) {
  const Mention *m = party_mention(c, word);
  return m ? &c->r->entities.at[m->entity] : NULL;
}

static bool collective(const char *country) { return !strcmp(country, "IGO") || !strcmp(country, "NGO") || !strcmp(country, "IMG") || !strcmp(country, "MNC") || !strcmp(country, "ISM"); }

static bool armed(const Entity *e) { return entity_in_sectors(e, "REB PRM UAF"); }

/* 0 for nobody. */
static uint32_t side_key(const Coder *c, uint32_t word) {
  const Entity *e = entity_at(c, word);
  if (!e || e->members.n) return 0;
  bool own = armed(e) || (e->country[0] && collective(e->country));
  if (own) return 0x80000000u | party_mention(c, word)->entity;
  return e->country[0] ? (uint32_t)(e->country[0] << 16 | e->country[1] << 8 | e->country[2]) : 0;
}

static Side *side_of(Sides *sides, uint32_t key, uint32_t word) {
  for (uint32_t i = 0; i < sides->n; i++)
    if (sides->at[i].key == key) {
      sides->at[i].word = word;
      return &sides->at[i];
    }
  if (sides->n == MOST_SIDES) return NULL;
  sides->at[sides->n] = (Side){.key = key, .word = word};
  return &sides->at[sides->n++];
}

static const Side *heaviest(const Sides *sides) {
  const Side *best = NULL;
  for (uint32_t i = 0; i < sides->n; i++)
    if (sides->at[i].weight && (!best || sides->at[i].weight >= best->weight)) best = &sides->at[i];
  return best;
}

/* Near events say more than far ones, deeds more than words. */
static uint32_t weight_of(const Coder *c, const Past *past, uint32_t sentence) {
  uint8_t quad = past->type == NONE ? 0 : c->ev->ontology.type_list.at[past->type].quad;
  uint32_t apart = sentence > past->sentence ? sentence - past->sentence : 0;
  return (quad == 4 ? 240 : quad == 3 ? 160 : 120) / (10 + apart);
}

static uint32_t oldest(const Coder *c) { return c->past.n > LOOK_BACK ? c->past.n - LOOK_BACK : 0; }

/* Those who dealt with one another most: actors with recipients, or one another where there are none. */
typedef struct {
  uint32_t a, b, weight, word_a, word_b;
} Pairing;

typedef struct {
  Pairing at[MOST_SIDES];
  uint32_t n;
} Pairings;

static void add_pairing(Pairings *pairs, uint32_t a, uint32_t word_a, uint32_t b, uint32_t word_b, uint32_t weight) {
  if (!a || !b || a == b) return;
  bool turn = a > b;
  Pairing one = {turn ? b : a, turn ? a : b, weight, turn ? word_b : word_a, turn ? word_a : word_b};
  for (uint32_t i = 0; i < pairs->n; i++)
    if (pairs->at[i].a == one.a && pairs->at[i].b == one.b) {
      one.weight += pairs->at[i].weight;
      pairs->at[i] = one;
      return;
    }
  if (pairs->n < MOST_SIDES) pairs->at[pairs->n++] = one;
}

static void pairings(const Coder *c, uint32_t sentence, Pairings *pairs) {
  enum { EACH = 6 };
  pairs->n = 0;
  for (uint32_t i = oldest(c); i < c->past.n; i++) {
    const Past *past = &c->past.at[i];
    uint32_t weight = weight_of(c, past, sentence);
    const uint32_t *other = past->recipients.n ? past->recipients.at : past->actors.at;
    uint32_t n_other = past->recipients.n ? past->recipients.n : past->actors.n;
    for (uint32_t k = 0; k < past->actors.n && k < EACH; k++)
      for (uint32_t m = past->recipients.n ? 0 : k + 1; m < n_other && m < EACH; m++)
        add_pairing(pairs, side_key(c, past->actors.at[k]), past->actors.at[k], side_key(c, other[m]), other[m], weight);
  }
}

bool focus_pair(const Coder *c, uint32_t word, uint32_t two[2]) {
  Pairings pairs;
  pairings(c, coder_word(c, word)->sentence, &pairs);
  uint32_t verb = coder_word(c, word)->head, subject = NONE;
  while (verb != NONE && !frame_verbal(c, verb)) verb = coder_word(c, verb)->head;
  if (verb != NONE) subject = frame_subject(c, verb, 0);
  uint32_t but = subject == NONE || subject == word ? 0 : side_key(c, subject); /* who calls on both is neither */
  const Pairing *best = NULL;
  for (uint32_t i = 0; i < pairs.n; i++) {
    const Pairing *p = &pairs.at[i];
    if (but && (p->a == but || p->b == but)) continue;
    if (!best || p->weight >= best->weight) best = p;
  }
  if (!best) return false;
  two[0] = best->word_a, two[1] = best->word_b;
  return true;
}

uint32_t focus_partner(const Coder *c, uint32_t word, bool state) {
  uint32_t key = side_key(c, word);
  Pairings pairs;
  pairings(c, coder_word(c, word)->sentence, &pairs);
  const Pairing *best = NULL;
  for (uint32_t i = 0; key && i < pairs.n; i++) {
    const Pairing *p = &pairs.at[i];
    if (p->a != key && p->b != key) continue;
    if (state && collective(entity_at(c, p->a == key ? p->word_b : p->word_a)->country)) continue;
    if (!best || p->weight >= best->weight) best = p;
  }
  return !best ? NONE : best->a == key ? best->word_b : best->word_a;
}

/* The power of a country that was named last before the word: its government, parliament, army; else the country. */
static uint32_t state_of(const Coder *c, const char *country, uint32_t word, uint32_t but) {
  uint32_t found = NONE, start = coder_word(c, word)->start;
  for (uint32_t i = 0; i < c->r->mentions.n && country[0]; i++) {
    const Mention *m = &c->r->mentions.at[i];
    const Entity *e = &c->r->entities.at[m->entity];
    if (m->start >= start || m->entity == but || strcmp(e->country, country) || coder_word(c, m->head)->mention != i) continue;
    bool power = entity_in_sectors(e, "GOV LEG JUD MIL") && !entity_in_sectors(e, "ELI OPP") && e->kind != ENTITY_PEOPLE;
    bool weaker = found == NONE && e->kind == ENTITY_COUNTRY;
    if (power || weaker) found = m->head;
  }
  return found;
}

/* Whom those of another country mean: who has been told of most, for a reproach those who acted, for support those who
 * were acted on. */
static uint32_t whom_it_is_about(const Coder *c, const Sense *s, uint32_t sentence, uint8_t quad) {
  Sides sides = {.n = 0};
  for (uint32_t i = oldest(c); i < c->past.n; i++) {
    const Past *past = &c->past.at[i];
    if (past->sentence >= sentence) break;
    uint8_t kind = past->type == NONE ? 0 : c->ev->ontology.type_list.at[past->type].quad;
    for (int side = 0; side < 2; side++) {
      const uint32_t *list = side ? past->recipients.at : past->actors.at;
      uint32_t n = side ? past->recipients.n : past->actors.n;
      for (uint32_t k = 0; k < n; k++) {
        uint32_t key = side_key(c, list[k]);
        Side *one = key ? side_of(&sides, key, list[k]) : NULL;
        bool suits = kind == 4 && (quad >= 3 ? !side : side);
        /* « des pourparlers parrainés par l'Union africaine »: those who bring others together are not whom it is about */
        bool mediates = key & 0x80000000u && kind == 1 && !side && collective(entity_at(c, list[k])->country);
        if (one && !mediates) one->weight += weight_of(c, past, sentence) * (suits ? 2 : 1) / (n > 3 ? 3 : n);
      }
    }
  }
  for (uint32_t i = 0; i < sides.n; i++) {
    const Entity *e = entity_at(c, sides.at[i].word);
    if (!strcmp(e->country, c->r->country)) sides.at[i].weight += MAIN_WEIGHT;
    for (uint32_t a = 0; a < s->actors.n; a++) {
      const Entity *actor = entity_at(c, s->actors.at[a]);
      if (sides.at[i].key == side_key(c, s->actors.at[a]) || (actor && !collective(e->country) && !strcmp(actor->country, e->country))) sides.at[i].weight = 0;
    }
  }
  const Side *best = heaviest(&sides);
  return best ? best->word : NONE;
}

static bool holds_power(const Entity *e) { return e->kind == ENTITY_COUNTRY || entity_in_sectors(e, "GOV MIL LEG JUD COP SPY"); }

/* Towards whom something is said or done that names no other side; NONE where nothing tells. */
uint32_t focus_recipient(const Coder *c, const Sense *s, const Predicate *p, uint32_t sentence, Str type, uint8_t quad) {
  const Entity *actor = s->actors.n ? entity_at(c, s->actors.at[0]) : NULL;
  if (!actor || !c->r->country[0] || !sentence) return NONE;
  uint32_t entity = party_mention(c, s->actors.at[0])->entity;
  bool home = !strcmp(actor->country, c->r->country), protest = str_is(type, "PROTEST");
  if (protest) return state_of(c, actor->country[0] ? actor->country : c->r->country, p->word, entity);
  if (home && quad == 3 && !holds_power(actor) && !armed(actor)) return state_of(c, actor->country, p->word, entity);
  if (!actor->country[0] || str_is(type, "ASSAULT")) return NONE;
  uint32_t of = s->concept == NONE ? NONE : c->ev->ontology.concept_list.at[s->concept].type;
  bool talk = of != NONE && (str_is(c->ev->ontology.type_list.at[of].name, "CONSULT") || (!s->n && str_is(type, "AGREE")));
  if (home) return quad == 3 || talk ? focus_partner(c, s->actors.at[0], false) : NONE;
  return whom_it_is_about(c, s, sentence, quad);
}
