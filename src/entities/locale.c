/* locale.c: whose « la police », « le parlement », « des manifestants » are when nothing beside them says: of the place
 * where they act, of the one in office who deals with them, else of the country that the text is about. */
#include "entities/internal.h"

enum { NEAR = 60 }; /* words within which a place belongs to a phrase */

static bool has_sector(const RoleItem *role, const char *code) {
  for (uint32_t i = 0; i < role->n_sectors; i++)
    if (!memcmp(role->sector[i], code, 3)) return true;
  return false;
}

/* Those act where they are; a government or an army may act abroad. */
static bool bound_to_place(const RoleItem *role) {
  return has_sector(role, "COP") || has_sector(role, "JUD") || has_sector(role, "CVL") || has_sector(role, "LAB") ||
         has_sector(role, "AGR") || has_sector(role, "EDU") || has_sector(role, "MED");
}

/* Institutions and people whom somebody in office speaks to, sends or dissolves as his own. */
static bool of_the_state(const RoleItem *role) {
  return has_sector(role, "LEG") || has_sector(role, "MIL") || has_sector(role, "JUD") || has_sector(role, "COP") ||
         (role->kind == ROLE_OFFICE && has_sector(role, "GOV"));
}

static uint32_t verb_above(const Doc *d, uint32_t word) {
  for (uint32_t steps = 0; word != NONE && steps < 6; steps++) {
    const Word *w = word_at(d, word);
    if (steps > 0 && (w->upos == UPOS_VERB || w->rel == REL_ROOT)) return word;
    word = w->head;
  }
  return NONE;
}

/* « vers l'Algérie »: where somebody goes says nothing of where he is from. */
static bool goes_there(const Doc *d, const Chunk *c) {
  for (uint32_t i = c->first, steps = 0; i-- > 0 && steps < 2; steps++)
    if (word_classes(d, word_at(d, i)->form) >> WORDS_TOWARD & 1) return true;
  return false;
}

/* The country of a place in the clause: « La police a tiré à Lyon », « des manifestants à Bakou ». */
static const char *place_in_clause(const Doc *d, uint32_t head) {
  uint32_t verb = verb_above(d, head);
  for (uint32_t i = d->sentence_chunks; i < d->sentence_chunks_end; i++) {
    const Chunk *c = &d->chunks.at[i];
    if (c->end + NEAR < head || c->first > head + NEAR) continue;
    if (c->kind == CHUNK_ROLE || c->kind == CHUNK_FIELD || c->kind == CHUNK_ADJECTIVE) continue;
    const char *code = c->item && c->link->kind != LINK_ADJECTIVE && c->item->kind <= WORLD_REGION ? c->item->country : c->place && !c->item ? c->place->country : "";
    if (!code[0] || world_collective(str(code))) continue;
    uint32_t h = words_head(d->r, c->first, c->end), above = word_at(d, h)->head;
    if (above != NONE && (above == head || above == verb) && place_context(d, c) && !goes_there(d, c)) return code;
  }
  return "";
}

/* Civilians are those of the places in their sentence, where these lie in one country. */
static const char *only_place(const Doc *d, uint32_t head) {
  const char *only = "";
  for (uint32_t i = d->sentence_chunks; i < d->sentence_chunks_end; i++) {
    const Chunk *c = &d->chunks.at[i];
    if (c->end + NEAR < head || c->first > head + NEAR) continue;
    if (c->item ? c->link->kind != LINK_NAME || c->item->kind > WORLD_REGION : !c->place) continue;
    const char *code = c->item ? c->item->country : c->place->country;
    if (!code[0] || world_collective(str(code)) || !place_context(d, c) || goes_there(d, c)) continue;
    if (only[0] && memcmp(only, code, 3)) return "";
    only = code;
  }
  return only;
}

/* « Israel's bombing of Gaza killed 20 people »: whom a deed hits is of the place that the deed is done to. */
static const char *place_of_deed(const Doc *d, uint32_t head) {
  const Word *w = word_at(d, head);
  uint32_t deed = w->rel == REL_OBJ && w->head != NONE ? reading_child(d->r, w->head, REL_NSUBJ, SUB_NONE) : NONE;
  if (deed == NONE || word_at(d, deed)->upos != UPOS_NOUN) return "";
  for (uint32_t i = d->sentence_chunks; i < d->sentence_chunks_end; i++) {
    const Chunk *c = &d->chunks.at[i];
    if (c->item ? c->link->kind != LINK_NAME || c->item->kind > WORLD_REGION : !c->place) continue;
    uint32_t h = words_head(d->r, c->first, c->end);
    const Word *name = word_at(d, h);
    if (h < deed || name->head != deed || name->rel != REL_NMOD || name->sub == SUB_POSS) continue;
    const char *code = c->item ? c->item->country : c->place->country;
    if (code[0] && !world_collective(str(code))) return code;
  }
  return "";
}

static bool holds(const Entity *e, const char *code) {
  for (uint32_t i = 0; i < e->n_sectors; i++)
    if (!memcmp(e->sector[i], code, 3)) return true;
  return false;
}

/* Of the one who acts, where he holds one of two kinds of office. */
static const char *country_of_subject(const Doc *d, uint32_t head, const char *office, const char *other) {
  uint32_t verb = verb_above(d, head);
  if (verb == NONE) return "";
  uint32_t subject = reading_child(d->r, verb, REL_NSUBJ, SUB_NONE);
  if (subject != NONE && word_at(d, subject)->morph.prontype == PRONTYPE_REL) subject = word_at(d, verb)->head; /* « the rebels, who killed » */
  if (subject == NONE || subject == head || word_at(d, subject)->mention == NONE) return "";
  const Entity *e = &d->r->entities.at[d->r->mentions.at[word_at(d, subject)->mention].entity];
  if (holds(e, "REB") && !world_collective(str(e->country)) && (!memcmp(office, "REB", 3) || !memcmp(other, "REB", 3))) return e->country;
  bool official = holds(e, office) || holds(e, other);
  return official && e->kind == ENTITY_PERSON && !world_collective(str(e->country)) ? e->country : "";
}

/* Where the text has just been: a governor, a mayor are of there. */
static const char *place_before(const Doc *d, const Phrase *p) {
  const Reading *r = d->r;
  uint32_t here = word_at(d, p->first)->sentence;
  for (uint32_t i = r->mentions.n, looked = 0; i-- > 0 && looked < 12; looked++) {
    const Mention *m = &r->mentions.at[i];
    const char *code = r->entities.at[m->entity].country;
    if (m->sentence + 5 < here || r->sentences.at[m->sentence].paragraph + 1 < r->sentences.at[here].paragraph) break;
    if (m->as_place && code[0] && !world_collective(str(code))) return code;
  }
  return "";
}

static bool is_local(const Doc *d, const RoleItem *role) {
  return word_classes(d, section_str(d->e->roles.strings, role->name)) >> WORDS_LOCAL & 1;
}

/* The country of whoever was named last, not long ago, and is `like` what is looked for. */
static const char *country_before(const Doc *d, const Phrase *p, uint32_t mentions, uint32_t sentences, bool (*like)(const Doc *d, uint32_t entity, const void *what), const void *what) {
  const Reading *r = d->r;
  uint32_t here = word_at(d, p->head)->sentence;
  for (uint32_t i = r->mentions.n, looked = 0; i-- > 0 && looked < mentions; looked++) {
    const Mention *m = &r->mentions.at[i];
    if (m->sentence + sentences < here) break;
    const char *code = r->entities.at[m->entity].country;
    if (code[0] && like(d, m->entity, what)) return code;
  }
  return "";
}

static bool is_body(const Doc *d, uint32_t entity, const void *role) {
  return d->known.at[entity].role == role && d->r->entities.at[entity].kind == ENTITY_ORGANISATION;
}

/* « the police action », after police acted in Quito: those of whom it was said just before whose they are. */
static const char *same_body(const Doc *d, const Phrase *p, const RoleItem *role) {
  enum { MENTIONS_BACK = 90, SENTENCES_BACK = 14 };
  return country_before(d, p, MENTIONS_BACK, SENTENCES_BACK, is_body, role);
}

static bool is_armed(const Doc *d, uint32_t entity, const void *sector) {
  const Entity *e = &d->r->entities.at[entity];
  return entity_in_sectors(e, sector) && !world_collective(str(e->country)) && !d->known.at[entity].by_default;
}

/* « les insurgés », after « les rebelles du Tigré »: those who took up arms just before, by whatever name. */
static const char *same_arms(const Doc *d, const Phrase *p, const char *sector) {
  enum { MENTIONS_BACK = 60, SENTENCES_BACK = 8 };
  return country_before(d, p, MENTIONS_BACK, SENTENCES_BACK, is_armed, sector);
}

/* Unidentified men are of no country, and what has no sector of its own may be anybody's. */
const char *default_country(const Doc *d, const Phrase *p, const RoleItem *role) {
  if ((has_sector(role, "UAF") && role->n_sectors == 1) || has_sector(role, "IGO") || p->foreign) return "";
  bool takes = role->kind == ROLE_BODY || role->kind == ROLE_OFFICE || role->n_sectors || p->n_sectors;
  if (!takes) return "";
  const char *code = "";
  /* « A Téhéran, le porte-parole du ministère » */
  bool state = role->kind == ROLE_OFFICE && p->n_sectors && (has_sector(role, "GOV") || !memcmp(p->sector[0], "GOV", 3));
  if ((role->kind == ROLE_BODY || state) && d->local_code[0]) return d->local_code;
  if (bound_to_place(role) || is_local(d, role)) code = place_in_clause(d, p->head);
  if (!code[0] && is_local(d, role)) code = place_before(d, p);
  if (!code[0] && has_sector(role, "CVL") && role->kind == ROLE_PEOPLE) code = place_of_deed(d, p->head);
  if (!code[0] && has_sector(role, "CVL") && role->kind == ROLE_PEOPLE) code = only_place(d, p->head);
  if (!code[0] && of_the_state(role)) code = country_of_subject(d, p->head, "GOV", "REB"); /* rebels fight the army of their country */
  if (!code[0] && role->kind == ROLE_BODY && (has_sector(role, "COP") || has_sector(role, "MIL"))) code = same_body(d, p, role);
  if (!code[0] && has_sector(role, "REB")) code = same_arms(d, p, "REB");
  if (!code[0] && has_sector(role, "CRM")) code = same_arms(d, p, "CRM");
  /* Whom members of parliament and the opposition fight is their own government. */
  if (!code[0] && role->kind == ROLE_BODY && has_sector(role, "GOV")) code = country_of_subject(d, p->head, "LEG", "OPP");
  return code[0] ? code : d->main_code;
}
