/* salience.c: which countries and sides the text has just been about: what « les deux pays », « son voisin » and « the
 * country » go back to. */
#include <stdlib.h>

#include "entities/internal.h"

enum { LOOK_BACK = 60, SENTENCES_BACK = 5, MOST_SIDES = 32 };

static bool armed_side(const Entity *e) {
  if (e->members.n || (e->kind != ENTITY_GROUP && e->kind != ENTITY_ORGANISATION && e->kind != ENTITY_PEOPLE)) return false;
  for (uint32_t i = 0; i < e->n_sectors; i++)
    if (!memcmp(e->sector[i], "REB", 3) || !memcmp(e->sector[i], "PRM", 3)) return true;
  return false;
}

static uint32_t weight_of(const Doc *d, const Mention *m, uint32_t sentence) {
  const Entity *e = &d->r->entities.at[m->entity];
  uint32_t weight = m->as_place ? 12 : e->kind != ENTITY_COUNTRY || m->form == FORM_DEMONYM ? 24 : m->form == FORM_PRONOUN ? 32 : 48;
  if (word_at(d, m->head)->rel == REL_NSUBJ) weight += weight / 2;
  return weight * 2 / (2 + sentence - m->sentence);
}

static int by_weight(const void *x, const void *y) {
  const Side *a = x, *b = y;
  if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
  return strncmp(a->code, b->code, 4);
}

/* Adds to the side of an entity, at the end of the list where it is new. */
static void add_side(Side *sides, uint32_t *n, uint32_t entity, const char *code, uint32_t weight) {
  uint32_t i = 0;
  while (i < *n && (sides[i].entity != entity || strncmp(sides[i].code, code, 4))) i++;
  if (i == *n) {
    if (*n == MOST_SIDES) return;
    sides[(*n)++] = (Side){.entity = entity};
    memcpy(sides[i].code, code, 4);
  }
  sides[i].weight += weight;
}

uint32_t sides_near(const Doc *d, uint32_t sentence, bool groups, Side out[MAX_SIDES]) {
  const Reading *r = d->r;
  Side sides[MOST_SIDES];
  uint32_t n = 0;
  for (uint32_t i = r->mentions.n, looked = 0; i-- > 0 && looked < LOOK_BACK; looked++) {
    const Mention *m = &r->mentions.at[i];
    if (sentence - m->sentence > SENTENCES_BACK) break;
    const Entity *e = &r->entities.at[m->entity];
    if (groups && m->as_place) continue; /* where they meet is no side */
    if (groups && armed_side(e)) add_side(sides, &n, m->entity, e->country, weight_of(d, m, sentence));
    else if (e->country[0] && !world_collective(str(e->country))) add_side(sides, &n, NONE, e->country, weight_of(d, m, sentence));
  }
  for (uint32_t i = 0; i < n; i++)
    if (sides[i].entity == NONE && !memcmp(sides[i].code, d->main_code, 4)) sides[i].weight += 36;
  if (n) qsort(sides, n, sizeof *sides, by_weight);
  if (n > MAX_SIDES) n = MAX_SIDES;
  memcpy(out, sides, n * sizeof *sides);
  return n;
}

uint32_t salience_other(Doc *d, uint32_t sentence, const char *than) {
  Side sides[MAX_SIDES];
  uint32_t n = sides_near(d, sentence, false, sides), first = NONE;
  for (uint32_t i = 0; i < n; i++) {
    if (!memcmp(sides[i].code, than, 3)) continue;
    if (first == NONE) first = i;
    else if (sides[first].weight * 2 < sides[i].weight * 3) return NONE;
    else break;
  }
  return first == NONE ? NONE : entity_for_country(d, sides[first].code);
}

/* Who calls on « les deux parties » is neither of them. */
static const char *subject_beside(const Doc *d, uint32_t head) {
  uint32_t verb = head;
  for (uint32_t steps = 0; verb != NONE && steps < 4 && !(steps && word_at(d, verb)->upos == UPOS_VERB); steps++) verb = word_at(d, verb)->head;
  uint32_t subject = verb == NONE ? NONE : reading_child(d->r, verb, REL_NSUBJ, SUB_NONE);
  if (subject == NONE || subject == head || word_at(d, subject)->mention == NONE) return "";
  const Entity *e = &d->r->entities.at[d->r->mentions.at[word_at(d, subject)->mention].entity];
  return e->kind == ENTITY_PERSON ? "" : e->country;
}

bool salience_two(const Doc *d, uint32_t head, bool groups, Side two[2]) {
  Side sides[MAX_SIDES];
  uint32_t n = sides_near(d, word_at(d, head)->sentence, groups, sides), found = 0;
  const char *but = subject_beside(d, head);
  for (uint32_t i = 0; i < n && found < 2; i++)
    if (!but[0] || n <= 2 || strncmp(sides[i].code, but, 3)) two[found++] = sides[i];
  return found == 2;
}
