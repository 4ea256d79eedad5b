/* coref.c: who « le mouvement », « l'officiel », « le pays », « les deux hommes » are: the nearest that agrees in kind,
 * gender and number. */
#include <stdlib.h>

#include "base/utf8.h"
#include "entities/internal.h"

enum { LOOK_BACK = 40, SENTENCES_BACK = 6 };

static bool armed(const char *sector) { return !memcmp(sector, "REB", 3) || !memcmp(sector, "PRM", 3); }

/* A militia and a rebel movement may be the same. */
static bool share_sector(const RoleItem *role, const Entity *e) {
  for (uint32_t i = 0; i < role->n_sectors; i++)
    for (uint32_t k = 0; k < e->n_sectors && memcmp(role->sector[i], "ELI", 3); k++) /* to be out of office is common to many */
      if (!memcmp(role->sector[i], e->sector[k], 4) || (armed(role->sector[i]) && armed(e->sector[k]))) return true;
  return false;
}

/* « the minister » of « defence minister », not « the president » of « vice president ». */
static bool ends_description(const Doc *d, Str name, Str text) {
  char key[PIECE_MAX];
  uint32_t at = 0, from, n;
  Str tail = name.n < text.n ? str_sub(text, text.n - name.n, text.n) : (Str){"", 0};
  if (!tail.n || text.p[text.n - name.n - 1] != ' ' || !str_eq(world_key(d->arena, tail), world_key(d->arena, name))) return false;
  while (world_piece(str_sub(text, 0, text.n - name.n), &at, &from, key, &n))
    if (word_classes(d, str_of(key, n)) & (1u << WORDS_DEPUTY | 1u << WORDS_OF)) return false;
  return true;
}

/* The role is part of how the person was described: « président » of « président élu du Ghana »; or it is another name
 * of the office: « chef de l'État ». */
static bool same_office(const Doc *d, const RoleItem *role, uint32_t entity) {
  if (d->known.at[entity].role == role) return true;
  Str text = d->r->entities.at[entity].role, name = section_str(d->e->roles.strings, role->name);
  if (!text.n || !name.n) return false;
  uint64_t groups = office_groups(d, name);
  const RoleItem *other = d->known.at[entity].role;
  if (groups & (office_groups(d, text) | office_groups_within(d, text))) return true;
  if (d->e->roles.before && ends_description(d, name, text)) return true;
  const Entity *e = &d->r->entities.at[entity];
  if (groups && other && (!role->n_sectors || !e->n_sectors || share_sector(role, e)) && groups & office_groups(d, section_str(d->e->roles.strings, other->name))) return true;
  char a[PIECE_MAX], b[PIECE_MAX];
  uint32_t at = 0, from, n, inner = 0, m;
  bool first = true;
  while (world_piece(name, &inner, &from, b, &m)) {
    bool found = false;
    for (uint32_t back = at; !found && world_piece(text, &back, &from, a, &n);) {
      found = n == m && !memcmp(a, b, n);
      if (found) at = back;
      if (first) break;
    }
    if (!found) return false;
    first = false;
  }
  return !first;
}

/* « la chaîne », « the court »: one of several that the text names. */
static bool named_before(const Doc *d, const RoleItem *role) {
  return word_classes(d, section_str(d->e->roles.strings, role->name)) >> WORDS_NAMED & 1;
}

static bool role_fits(const Doc *d, const Phrase *p, const RoleItem *role, uint32_t entity) {
  const Entity *e = &d->r->entities.at[entity];
  bool plural = word_at(d, p->head)->morph.number == NUMBER_PLUR;
  switch (role->kind) {
    case ROLE_COUNTRY: return false;
    case ROLE_PLACE: return false;
    case ROLE_PEOPLE:
      if (!plural && p->again && d->known.at[entity].role == role && e->number != NUMBER_PLUR) return true; /* « cette source » */
      if (!plural && e->kind == ENTITY_PERSON) return d->known.at[entity].named && role->n_sectors && (share_sector(role, e) || same_office(d, role, entity));
      return e->kind == ENTITY_GROUP && share_sector(role, e) && d->known.at[entity].named;
    case ROLE_GROUP:
      /* « les organisations ouest-africaines » */
      if (plural && role->inherits) return e->kind == ENTITY_ORGANISATION && !strcmp(e->country, "IGO") && d->known.at[entity].named;
      if (plural) return e->kind == ENTITY_GROUP && share_sector(role, e) && d->known.at[entity].named;
      if (e->kind != ENTITY_GROUP && e->kind != ENTITY_ORGANISATION) return false;
      return d->known.at[entity].named && (role->inherits || !role->n_sectors ? true : share_sector(role, e));
    case ROLE_BODY:
      /* « l'armée » behind « son armée » */
      if (!plural && d->known.at[entity].role == role && e->kind == ENTITY_ORGANISATION && e->country[0] && !d->known.at[entity].by_default) return true;
      if (!plural && named_before(d, role) && e->kind == ENTITY_ORGANISATION && d->known.at[entity].named && share_sector(role, e)) return true;
      return !plural && (role->inherits || !role->n_sectors) && e->kind == ENTITY_ORGANISATION && d->known.at[entity].named;
    case ROLE_TITLE:
    case ROLE_OFFICE:
      if (plural || e->kind != ENTITY_PERSON) return false;
      return same_office(d, role, entity) ||
             (role->inherits && p->end - p->first == 1 && d->known.at[entity].named && e->n_sectors &&
              (!role->n_sectors || share_sector(role, e))) ||
             (role->kind == ROLE_TITLE && share_sector(role, e)) || (role->n_sectors && armed(role->sector[0]) && share_sector(role, e));
    default: /* ROLE_PERSON */
      if (plural || e->kind != ENTITY_PERSON) return false;
      if (!d->known.at[entity].named) return d->known.at[entity].role == role; /* « the diplomat » behind « a Western diplomat » */
      return same_office(d, role, entity) || share_sector(role, e) || role->inherits;
  }
}

static bool gender_clash(uint8_t a, uint8_t b) { return a && b && a != b; }

/* « le royaume » is a country that calls itself so; « le pays » may be any. */
static bool called_so(const Doc *d, Str title, uint32_t entity) { return !title.n || country_called(d, entity, title); }

static Str title_of_state(Doc *d, const RoleItem *role) {
  Str name = section_str(d->e->roles.strings, role->name);
  return word_classes(d, name) >> WORDS_TITLE & 1 ? world_key(d->arena, name) : (Str){"", 0};
}

/* Of whom the clause is about: « Tsai vowed to defend the country ». */
static const char *country_of_clause(const Doc *d, uint32_t head) {
  uint32_t word = word_at(d, head)->head;
  for (uint32_t steps = 0; word != NONE && steps < 5; steps++, word = word_at(d, word)->head) {
    uint32_t subject = reading_child(d->r, word, REL_NSUBJ, SUB_NONE);
    if (subject == NONE) continue;
    if (subject == head || word_at(d, subject)->mention == NONE) return "";
    return d->r->entities.at[d->r->mentions.at[word_at(d, subject)->mention].entity].country;
  }
  return "";
}

static int heavier(const void *x, const void *y) {
  const Side *a = x, *b = y;
  return a->weight != b->weight ? (a->weight > b->weight ? -1 : 1) : strncmp(a->code, b->code, 4);
}

static uint32_t the_country(Doc *d, const Phrase *p, const RoleItem *role) {
  Side sides[MAX_SIDES];
  Str title = title_of_state(d, role);
  uint32_t n = sides_near(d, word_at(d, p->first)->sentence, false, sides);
  const char *own = country_of_clause(d, p->head);
  for (uint32_t i = 0; i < n; i++)
    if (own[0] && !strncmp(own, sides[i].code, 3)) sides[i].weight += 40;
  if (n) qsort(sides, n, sizeof *sides, heavier);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t entity = entity_for_country(d, sides[i].code);
    if (entity != NONE && called_so(d, title, entity)) return entity;
  }
  uint32_t entity = entity_for_country(d, d->main_code);
  return entity != NONE && called_so(d, title, entity) ? entity : NONE;
}

static bool person_fits(const Doc *d, const RoleItem *role, uint32_t entity) {
  const Entity *e = &d->r->entities.at[entity];
  bool anybody = role->kind == ROLE_PEOPLE && role->n_sectors && !memcmp(role->sector[0], "CVL", 3); /* « the two men » */
  return e->kind == ENTITY_PERSON && (anybody || !role->n_sectors || share_sector(role, e));
}

/* The person that the one mentioned is coordinated with, or NONE. */
static uint32_t beside(const Doc *d, const RoleItem *role, const Mention *m) {
  const Word *head = word_at(d, m->head);
  uint32_t other = head->rel == REL_CONJ && head->head != NONE ? word_at(d, head->head)->mention : NONE;
  if (other == NONE) return NONE;
  uint32_t entity = d->r->mentions.at[other].entity;
  return entity != m->entity && person_fits(d, role, entity) ? entity : NONE;
}

/* Two who were named in one breath, else the last two. */
static uint32_t two_persons(Doc *d, const Phrase *p, const RoleItem *role) {
  const Reading *r = d->r;
  uint32_t here = word_at(d, p->first)->sentence, found[2], n = 0, verb = word_at(d, p->head)->head;
  uint32_t subject = verb == NONE ? NONE : reading_child(r, verb, REL_NSUBJ, SUB_NONE);
  for (uint32_t i = r->mentions.n, looked = 0; i-- > 0 && looked < LOOK_BACK; looked++) {
    const Mention *m = &r->mentions.at[i];
    if (here - m->sentence > SENTENCES_BACK) break;
    if (!person_fits(d, role, m->entity) || m->head == subject) continue;
    uint32_t other = beside(d, role, m);
    if (other != NONE) {
      found[0] = other, found[1] = m->entity, n = 2;
      break;
    }
    if (n == 0 || (n == 1 && found[0] != m->entity)) found[n++] = m->entity;
  }
  return n == 2 ? entity_for_members(d, found, 2, words_text(d, p->first, p->end)) : NONE;
}

/* « les deux pays », « both sides »; « les deux armées » are one of each. */
static uint32_t two_sides(Doc *d, const Phrase *p, const RoleItem *role) {
  Side two[2];
  uint32_t members[2];
  bool institutions = role->n_sectors > 0 || role->kind <= ROLE_OFFICE;
  if (!salience_two(d, p->head, !institutions && role->kind != ROLE_COUNTRY, two)) return NONE;
  if (institutions) {
    MentionForm form;
    Phrase each = *p;
    memcpy(each.country, two[0].code, 4), memcpy(each.more[0], two[1].code, 4);
    each.n_more = 1, each.pair = false, each.owned = true;
    return entity_for_role(d, &each, &form);
  }
  for (uint32_t i = 0; i < 2; i++) {
    members[i] = two[i].entity == NONE ? entity_for_country(d, two[i].code) : two[i].entity;
    if (members[i] == NONE) return NONE;
  }
  return entity_for_members(d, members, 2, words_text(d, p->first, p->end));
}

static uint32_t both(Doc *d, const Phrase *p, const RoleItem *role) {
  if (role->kind > ROLE_PEOPLE) return two_sides(d, p, role);
  uint32_t persons = two_persons(d, p, role);
  return persons == NONE && role->kind <= ROLE_OFFICE ? two_sides(d, p, role) : persons;
}

/* « le président russe », « the Kremlin leader »: the one named before who holds that office of that country. */
uint32_t coref_office(Doc *d, const Phrase *p) {
  const RoleItem *role = d->chunks.at[p->role].role;
  const Reading *r = d->r;
  uint32_t here = word_at(d, p->first)->sentence;
  const Word *head = word_at(d, p->head);
  if (!p->definite || p->former || p->n_more || !p->country[0] || role->kind > ROLE_OFFICE || head->morph.number == NUMBER_PLUR) return NONE;
  for (uint32_t i = r->mentions.n, looked = 0; i-- > 0 && looked < LOOK_BACK; looked++) {
    const Mention *m = &r->mentions.at[i];
    const Entity *e = &r->entities.at[m->entity];
    if (here - m->sentence > SENTENCES_BACK) break;
    if (e->kind != ENTITY_PERSON || !d->known.at[m->entity].named || memcmp(e->country, p->country, 3)) continue;
    if (e->n_sectors && !memcmp(e->sector[0], "ELI", 3)) continue;
    if (!gender_clash(e->gender, gender_at(d, p->first, p->head)) && same_office(d, role, m->entity)) return m->entity;
  }
  return NONE;
}

uint32_t coref_definite(Doc *d, const Phrase *p) {
  const RoleItem *role = d->chunks.at[p->role].role;
  const Reading *r = d->r;
  uint32_t here = word_at(d, p->first)->sentence, weak = NONE;
  bool person = role->kind <= ROLE_PERSON, plural = word_at(d, p->head)->morph.number == NUMBER_PLUR, near = false;
  uint32_t sexes = word_classes(d, section_str(d->e->roles.strings, role->name));
  uint8_t sex = sexes >> WORDS_SHE & 1 ? GENDER_FEM : sexes >> WORDS_HE & 1 ? GENDER_MASC : GENDER_NONE; /* « the girl » */
  if (p->pair && plural) return p->definite ? both(d, p, role) : NONE;
  if (!p->definite) return NONE;
  bool sides = role->kind == ROLE_GROUP && plural && word_classes(d, section_str(d->e->roles.strings, role->name)) >> WORDS_SIDES & 1;
  if (sides) return two_sides(d, p, role);
  if (role->kind == ROLE_COUNTRY) return plural || role->inherits ? NONE : the_country(d, p, role);
  for (uint32_t i = r->mentions.n, looked = 0; i-- > 0 && looked < LOOK_BACK; looked++) {
    const Mention *m = &r->mentions.at[i];
    if (here - m->sentence > SENTENCES_BACK) break;
    if (m->form == FORM_PRONOUN || m->form == FORM_DEMONYM) continue;
    if (person && gender_clash(r->entities.at[m->entity].gender, gender_at(d, p->first, p->head))) continue;
    if (!role_fits(d, p, role, m->entity)) continue;
    if (sex && r->entities.at[m->entity].gender && sex != r->entities.at[m->entity].gender) continue;
    if (sex && sex == r->entities.at[m->entity].gender) return m->entity;
    bool here_too = r->sentences.at[m->sentence].paragraph == r->sentences.at[here].paragraph;
    if (weak != NONE && !here_too && near) return weak; /* « the general »: the one of this paragraph, before another called so further up */
    if (!person || same_office(d, role, m->entity)) return m->entity;
    if (weak == NONE) weak = m->entity, near = here_too;
  }
  return weak;
}

static bool has(const Entity *e, const char *sector) {
  for (uint32_t i = 0; i < e->n_sectors; i++)
    if (!memcmp(e->sector[i], sector, 3)) return true;
  return false;
}

/* Who leads a party may govern, oppose or sit in parliament. */
static bool politician(const Entity *e) { return has(e, "GOV") || has(e, "OPP") || has(e, "LEG") || has(e, "PTY") || has(e, "ELI"); }

/* Does somebody's office speak against it that he is also what the phrase says? */
static bool may_be_called(const Doc *d, const Phrase *p, const RoleItem *role, uint32_t entity) {
  const Entity *e = &d->r->entities.at[entity];
  const RoleItem *own = d->known.at[entity].role;
  bool union_of = world_collective(str(e->country)) || world_collective(str(p->country));
  if (p->owned && p->country[0] && e->country[0] && !union_of && memcmp(p->country, e->country, 3)) return false;
  if (p->again || p->former || (role->kind == ROLE_PERSON && world_collective(str(e->country)))) return true; /* « la diplomate rwandaise » of the UN */
  bool party = p->n_sectors && !memcmp(p->sector[0], "PTY", 3) && politician(e) && p->country[0] && !memcmp(p->country, e->country, 3);
  if (party && (!own || own->kind != ROLE_PERSON)) return true;
  if (role->kind <= ROLE_TITLE) return !own && !e->role.n && (!e->n_sectors || share_sector(role, e));
  return has(e, "ELI") || !e->n_sectors || !role->n_sectors || share_sector(role, e);
}

enum { PARAGRAPHS_BACK = 1, EPITHET_BACK = 5 };

/* « "...", a martelé la diplomate »: a paragraph that opens with what somebody says who has no name there. */
static bool speaks_behind_quote(const Doc *d, uint32_t head) {
  uint32_t first = d->r->sentences.at[word_at(d, head)->sentence].first_word;
  return !d->quoted[head] && d->quoted[first];
}

/* « L'ancienne ministre de la Justice a ajouté »: who is described anew as the subject of a sentence is the one whom the sentence
 * before was about. */
uint32_t coref_epithet(Doc *d, const Phrase *p) {
  const RoleItem *role = d->chunks.at[p->role].role;
  const Reading *r = d->r;
  const Word *head = word_at(d, p->head);
  uint32_t here = head->sentence, paragraph = r->sentences.at[here].paragraph, seen = NONE, other = NONE;
  bool person = role->kind <= ROLE_PERSON || (role->kind == ROLE_PEOPLE && !p->pair);
  if (!person || !(p->definite || p->again) || p->possessive || p->n_more || head->morph.number == NUMBER_PLUR) return NONE;
  if (head->rel != REL_NSUBJ && !p->again) return NONE;
  bool far = speaks_behind_quote(d, p->head);
  for (uint32_t i = r->mentions.n, looked = 0; i-- > 0 && looked < LOOK_BACK; looked++) {
    const Mention *m = &r->mentions.at[i];
    const Entity *e = &r->entities.at[m->entity];
    bool same = r->sentences.at[m->sentence].paragraph == paragraph;
    if (!same && other != NONE) return other; /* « Opposition lawmaker Claudia Ortiz of the Vamos party accused »: the tree has lost her */
    if (m->sentence + (far ? EPITHET_BACK : 2) < here || !(same || (far && r->sentences.at[m->sentence].paragraph + PARAGRAPHS_BACK >= paragraph))) break;
    if (m->sentence == here || e->kind != ENTITY_PERSON || !d->known.at[m->entity].named) continue;
    bool subject = subject_like(d, m) || (m->form == FORM_PRONOUN && word_at(d, m->head)->rel == REL_EXPL);
    if (!subject && far && same && !d->quoted[m->head] && may_be_called(d, p, role, m->entity)) other = m->entity;
    if (!subject || d->quoted[m->head]) continue;
    /* An office is no mere description: only right behind. */
    if (!same && role->kind <= ROLE_TITLE && p->owned && !p->again && !p->former && !e->country[0]) return NONE;
    if (!gender_clash(e->gender, gender_at(d, p->first, p->head)) && may_be_called(d, p, role, m->entity)) return m->entity;
    /* The second of two subjects of a sentence may still be the one. */
    if (seen != NONE && seen != m->sentence) return NONE;
    seen = m->sentence;
  }
  return other;
}
