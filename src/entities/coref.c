/* coref.c: who « il », « le mouvement », « l'officiel » are: the nearest that agrees in kind, gender and number, with
 * subjects before the rest. */
#include "base/utf8.h"
#include "entities/internal.h"

enum { LOOK_BACK = 40, SENTENCES_BACK = 6, PRONOUN_SENTENCES = 3 };

static bool share_sector(const RoleItem *role, const Entity *e) {
  for (uint32_t i = 0; i < role->n_sectors; i++)
    for (uint32_t k = 0; k < e->n_sectors; k++)
      if (!memcmp(role->sector[i], e->sector[k], 4)) return true;
  return false;
}

/* The role is part of how the person was described: « président » of « président élu du Ghana ». */
static bool same_office(const Doc *d, const RoleItem *role, uint32_t entity) {
  if (d->known.at[entity].role == role) return true;
  Str text = d->r->entities.at[entity].role, name = section_str(d->e->roles.strings, role->name);
  if (!text.n || !name.n) return false;
  char a[PIECE_MAX], b[PIECE_MAX];
  uint32_t at = 0, from, n, other = 0, m;
  if (!world_piece(name, &other, &from, b, &m)) return false;
  return world_piece(text, &at, &from, a, &n) && n == m && !memcmp(a, b, n);
}

static bool role_fits(const Doc *d, const Phrase *p, const RoleItem *role, uint32_t entity) {
  const Entity *e = &d->r->entities.at[entity];
  bool plural = word_at(d, p->head)->morph.number == NUMBER_PLUR;
  switch (role->kind) {
    case ROLE_COUNTRY: return e->kind == ENTITY_COUNTRY && !plural;
    case ROLE_PLACE: return false;
    case ROLE_PEOPLE: return e->kind == ENTITY_GROUP && share_sector(role, e) && d->known.at[entity].named;
    case ROLE_GROUP:
      if (plural) return e->kind == ENTITY_GROUP && !role->inherits && share_sector(role, e) && d->known.at[entity].named;
      if (e->kind != ENTITY_GROUP && e->kind != ENTITY_ORGANISATION) return false;
      return d->known.at[entity].named && (role->inherits || !role->n_sectors ? true : share_sector(role, e));
    case ROLE_BODY:
      return !plural && (role->inherits || !role->n_sectors) && e->kind == ENTITY_ORGANISATION && d->known.at[entity].named;
    case ROLE_TITLE:
    case ROLE_OFFICE:
      if (plural || e->kind != ENTITY_PERSON) return false;
      return same_office(d, role, entity) ||
             (role->inherits && p->end - p->first == 1 && d->known.at[entity].named && e->n_sectors) ||
             (role->kind == ROLE_TITLE && share_sector(role, e));
    default: /* ROLE_PERSON */
      if (plural || e->kind != ENTITY_PERSON || !d->known.at[entity].named) return false;
      return same_office(d, role, entity) || share_sector(role, e) || role->inherits;
  }
}

static bool gender_clash(uint8_t a, uint8_t b) { return a && b && a != b; }

uint32_t coref_definite(Doc *d, const Phrase *p) {
  const RoleItem *role = d->chunks.at[p->role].role;
  const Reading *r = d->r;
  uint32_t here = word_at(d, p->first)->sentence;
  bool person = role->kind <= ROLE_PERSON;
  if (!p->definite && !(role->kind == ROLE_COUNTRY && p->possessive)) return NONE;
  for (uint32_t i = r->mentions.n, looked = 0; i-- > 0 && looked < LOOK_BACK; looked++) {
    const Mention *m = &r->mentions.at[i];
    if (here - m->sentence > SENTENCES_BACK) break;
    if (m->form == FORM_PRONOUN || (m->form == FORM_DEMONYM && role->kind != ROLE_COUNTRY)) continue;
    if (role->kind == ROLE_COUNTRY && m->form == FORM_DEMONYM) continue;
    if (person && gender_clash(r->entities.at[m->entity].gender, word_at(d, p->head)->morph.gender)) continue;
    if (role_fits(d, p, role, m->entity)) return m->entity;
  }
  return NONE;
}

static uint32_t classes_at(const Doc *d, uint32_t w) {
  const uint32_t all = 1u << WORDS_HE | 1u << WORDS_SHE | 1u << WORDS_IT | 1u << WORDS_THEY;
  return word_classes(d, word_at(d, w)->form) & all;
}

bool pronoun_like(const Doc *d, uint32_t w) {
  const Word *word = word_at(d, w);
  if (word->upos != UPOS_PRON && !(word->upos == UPOS_DET && word->morph.poss)) return false;
  return !word->morph.reflex && word->rel != REL_EXPL && word->morph.prontype != PRONTYPE_REL && classes_at(d, w);
}

static bool is_plural(const Entity *e) { return e->number == NUMBER_PLUR || e->kind == ENTITY_PEOPLE || e->kind == ENTITY_GROUP; }

static int fits(const Doc *d, uint32_t classes, const Word *w, uint32_t entity) {
  const Entity *e = &d->r->entities.at[entity];
  bool he = classes >> WORDS_HE & 1, she = classes >> WORDS_SHE & 1, it = classes >> WORDS_IT & 1;
  bool they = classes >> WORDS_THEY & 1;
  if (e->kind == ENTITY_PLACE) return -1;
  uint8_t gender = he && !she ? GENDER_MASC : she && !he ? GENDER_FEM : GENDER_NONE;
  if (gender_clash(gender, e->gender)) return -1;
  if (e->kind == ENTITY_PERSON) return he || she ? 30 : -1;
  if (they && is_plural(e)) return 25;
  if (they) return e->kind == ENTITY_ORGANISATION ? 5 : e->kind == ENTITY_COUNTRY ? 8 : -1;
  (void)w;
  return it && e->number != NUMBER_PLUR && e->kind != ENTITY_PEOPLE ? 10 : -1;
}

void pronoun_read(Doc *d, uint32_t word) {
  const Reading *r = d->r;
  const Word *w = word_at(d, word);
  uint32_t classes = classes_at(d, word), best = NONE;
  int best_score = 0;
  for (uint32_t i = r->mentions.n, looked = 0; i-- > 0 && looked < LOOK_BACK; looked++) {
    const Mention *m = &r->mentions.at[i];
    uint32_t apart = w->sentence - m->sentence;
    if (apart > PRONOUN_SENTENCES) break;
    if (m->as_place || m->form == FORM_DEMONYM) continue;
    int fit = fits(d, classes, w, m->entity);
    if (fit < 0) continue;
    const Word *h = word_at(d, m->head);
    int score = 100 + fit - 18 * (int)apart - (int)looked;
    if (h->rel == REL_NSUBJ) score += 25;
    if (m->form == FORM_PRONOUN) score += 4;
    /* A pronoun is not the other argument of its own verb. */
    if (apart == 0 && w->upos == UPOS_PRON && !w->morph.poss && h->head == w->head && w->head != NONE) continue;
    if (score > best_score) best_score = score, best = m->entity;
  }
  if (best != NONE) mention_add(d, word, word + 1, word, best, FORM_PRONOUN);
}
