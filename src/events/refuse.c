/* refuse.c: why what was composed is no political event after all: nobody acts, nobody is known, another field, a question,
 * or an event that was told already. */
#include <stdlib.h>

#include "base/utf8.h"
#include "events/compose.h"

static bool any_known(const Coder *c, const WordList *list) {
  for (uint32_t i = 0; i < list->n; i++)
    if (party_known(c, list->at[i])) return true;
  return false;
}

static bool any_named(const Coder *c, const WordList *list) {
  for (uint32_t i = 0; i < list->n; i++)
    if (party_mention(c, list->at[i])) return true;
  return false;
}

/* « attacked migrants »: people by what they are. */
static bool any_role(const Coder *c, const WordList *list) {
  for (uint32_t i = 0; i < list->n; i++) {
    const Mention *m = party_mention(c, list->at[i]);
    if (m && m->form == FORM_ROLE) return true;
  }
  return false;
}

/* « protesters », « villagers »: many people, by what they are. */
static bool crowd(const Coder *c, const WordList *list) {
  for (uint32_t i = 0; i < list->n; i++) {
    const Mention *m = party_mention(c, list->at[i]);
    if (m && m->form == FORM_ROLE && coder_word(c, list->at[i])->morph.number == NUMBER_PLUR && field_of(c, list->at[i]) == NONE) return true;
  }
  return false;
}

/* A name, though nobody knows it. */
static bool any_proper(const Coder *c, const WordList *list) {
  for (uint32_t i = 0; i < list->n; i++) {
    const Mention *m = party_mention(c, list->at[i]);
    if (coder_word(c, list->at[i])->upos == UPOS_PROPN || (m && m->form == FORM_NAME)) return true;
  }
  return false;
}

static bool any_sector(const Coder *c, const WordList *list, const char *sectors) {
  for (uint32_t i = 0; i < list->n; i++) {
    const Mention *m = party_mention(c, list->at[i]);
    if (m && entity_in_sectors(&c->r->entities.at[m->entity], sectors)) return true;
  }
  return false;
}

/* « les dirigeants du club », « le laboratoire danois »: of a field without politics, or a company by its country. */
static bool of_a_field(const Coder *c, uint32_t word) {
  FOR_CHILDREN(c->r, word, k)
    if (k > word && coder_word(c, k)->rel == REL_NMOD && !party_mention(c, k) && field_of(c, k) != NONE) return true;
  FOR_CHILDREN(c->r, word, k) { /* « les dirigeants nantais », in a sentence of sport */
    const Mention *m = c->off && coder_word(c, k)->rel == REL_AMOD ? party_mention(c, k) : NULL;
    if (m && m->form == FORM_DEMONYM && c->r->entities.at[m->entity].kind == ENTITY_PLACE) return true;
  }
  FOR_CHILDREN(c->r, word, k) { /* « le président de Montpellier », in a sentence of sport */
    const Mention *m = c->contest && k > word && coder_word(c, k)->rel == REL_NMOD ? party_mention(c, k) : NULL;
    if (m && m->form == FORM_NAME && c->r->entities.at[m->entity].kind == ENTITY_PLACE) return true;
  }
  const Word *w = coder_word(c, word);
  if (w->rel != REL_AMOD || w->head == NONE) return false;
  if (coder_cue(c, w->head, CUE_COMPANY)) return true;
  bool event = c->predicate[w->head] != NONE && c->predicates.at[c->predicate[w->head]].match.entry;
  return !event && party_mention(c, word)->form == FORM_DEMONYM && coder_word(c, w->head)->upos == UPOS_NOUN && !coder_cue(c, w->head, CUE_ANAPHOR) &&
         !coder_cue(c, w->head, CUE_INSTRUMENT) && !coder_cue(c, w->head, CUE_PERSON);
}

/* « le maire », « le conseil municipal » */
static bool of_a_town(const Coder *c, uint32_t word) {
  if (coder_cue(c, word, CUE_LOCAL)) return true;
  if (word + 1 >= c->r->words.n) return false;
  return coder_str_cue(c, str_format(c->arena, "%.*s %.*s", (int)c->lemma[word].n, c->lemma[word].p, (int)c->lemma[word + 1].n, c->lemma[word + 1].p), CUE_LOCAL);
}

static bool only_companies(const Coder *c, const Entity *e) {
  for (uint32_t k = 0; k < e->members.n; k++) {
    const Entity *one = &c->r->entities.at[e->members.at[k]];
    if (one->n_sectors != 1 || strcmp(one->sector[0], "BUS")) return false;
  }
  return e->members.n > 0;
}

/* A force or a power: not « the captain », « the group » of no country. */
static bool powerful(const Coder *c, const WordList *list) {
  for (uint32_t i = 0; i < list->n; i++) {
    const Mention *m = party_mention(c, list->at[i]);
    if (!m || (m->form != FORM_NAME && (field_of(c, list->at[i]) != NONE || of_a_field(c, list->at[i])))) continue;
    const Entity *e = &c->r->entities.at[m->entity];
    if (e->kind == ENTITY_PERSON && !e->country[0]) continue;
    if (entity_in_sectors(e, "GOV MIL COP REB JUD LEG SPY PRM UAF OPP PTY")) return true;
    if (e->kind == ENTITY_GROUP && m->form == FORM_NAME) return true;
  }
  return false;
}

/* A country by its own name or seat, not « the Slovenian rider ». */
static bool has_state(const Coder *c, const WordList *list) {
  for (uint32_t i = 0; i < list->n; i++) {
    const Mention *m = party_mention(c, list->at[i]);
    if (!m || m->form == FORM_DEMONYM) continue;
    EntityKind kind = c->r->entities.at[m->entity].kind;
    if (kind == ENTITY_COUNTRY || kind == ENTITY_ORGANISATION) return true;
  }
  return false;
}

/* A town by its own name that stands at the verb: not « a Kansas woman », nor « Chechens ». */
static bool a_town(const Coder *c, const Predicate *p, uint32_t word, const Mention *m) {
  if (m->form != FORM_NAME || c->r->entities.at[m->entity].kind != ENTITY_PLACE) return false;
  for (uint32_t i = 0; i < p->args.n; i++)
    if (p->args.at[i].word == word) return true;
  return false;
}

/* Towns that act are clubs, unless somebody else is a party too. */
static bool only_places(const Coder *c, const Predicate *p, const Sense *s) {
  const WordList *lists[3] = {&s->actors, &s->recipients, &s->with};
  if (!s->actors.n || p->noun) return false;
  for (uint32_t k = 0; k < 3; k++)
    for (uint32_t i = 0; i < lists[k]->n; i++) {
      const Mention *m = party_mention(c, lists[k]->at[i]);
      bool somebody = !m && (coder_word(c, lists[k]->at[i])->upos == UPOS_PROPN || coder_cue(c, lists[k]->at[i], CUE_PERSON));
      if (!m ? somebody : !a_town(c, p, lists[k]->at[i], m)) return false;
    }
  return true;
}

/* Companies among themselves: no party stands for a country or has another sector. */
static bool only_business(const Coder *c, const Sense *s) {
  const WordList *lists[3] = {&s->actors, &s->recipients, &s->with};
  bool business = false;
  for (uint32_t k = 0; k < 3; k++)
    for (uint32_t i = 0; i < lists[k]->n; i++) {
      const Mention *m = party_mention(c, lists[k]->at[i]);
      if (!m) continue;
      const Entity *e = &c->r->entities.at[m->entity];
      if (e->n_sectors == 1 && !strcmp(e->sector[0], "BUS")) business = true;
      else if (e->n_sectors || e->kind == ENTITY_COUNTRY || e->kind == ENTITY_ORGANISATION || e->kind == ENTITY_GROUP) return false;
    }
  return business;
}

/* « une baisse des ventes aux États-Unis »: help and trade that nobody gives are a topic beside another event. */
static bool topic(const Coder *c, const Predicate *p, const Sense *s) {
  if (!p->noun || s->actors.n || s->with.n || s->n || s->concept == NONE) return false;
  if (!c->r->events.n || c->r->events.at[c->r->events.n - 1].sentence != coder_word(c, p->word)->sentence) return false;
  uint32_t klass = c->ev->ontology.concept_list.at[s->concept].klass;
  return klass != NONE && str_is(c->ev->ontology.classes.entries.at[klass].key, "coop-material");
}

/* « the base came under fire »: by its entry the subject is whom it is done to. */
static bool undergoes(const Predicate *p) {
  const Entry *e = p->match.entry;
  for (uint32_t i = 0; i < e->n_slots; i++) {
    const Slot *slot = &p->match.set->lexicon.slots[e->slots + i];
    if (slot->where == WHERE_SUBJ && slot->role == ROLE_RECIPIENT) return true;
  }
  return false;
}

/* What acts is a thing that does nothing by itself: « the drought killed », « the price flew to ». Weapons, attacks and
 * texts may. */
static bool thing_acts(const Coder *c, const Predicate *p, const Sense *s) {
  if (s->actors.n || s->with.n || p->noun || p->adjective || c->ev->cues[CUE_INSTRUMENT] == NONE) return false;
  if (undergoes(p)) return false;
  bool thing = false;
  for (uint32_t i = 0; i < p->args.n; i++) {
    const Arg *a = &p->args.at[i];
    if (a->where != WHERE_SUBJ || a->weak) continue;
    const Word *w = coder_word(c, a->word);
    if (w->upos != UPOS_NOUN || a->clause || c->predicate[a->word] != NONE) return false;
    if (coder_cue(c, a->word, CUE_INSTRUMENT) || coder_cue(c, a->word, CUE_TRANSPARENT) || coder_cue(c, a->word, CUE_PERSON) || party_mention(c, a->word)) return false;
    thing = true;
  }
  return thing;
}

/* « les bouchers ont débrayé »: many, whom no list knows. */
static bool many_act(const Coder *c, const Predicate *p) {
  for (uint32_t i = 0; i < p->args.n; i++)
    if (p->args.at[i].where == WHERE_SUBJ && !p->args.at[i].weak && coder_word(c, p->args.at[i].word)->morph.number == NUMBER_PLUR) return true;
  return false;
}

/* Somebody whose doings are politics: a state, a power, a force, a party, an alliance; not a town, nor somebody of no
 * country and no office, nor a company or a trade. */
static bool public_party(const Coder *c, uint32_t word, bool local, bool helps, bool labour) {
  const Mention *m = party_mention(c, word);
  if ((coder_cue(c, word, CUE_PARTIES) || coder_cue(c, word, CUE_SIDES)) && coder_word(c, word)->morph.number == NUMBER_PLUR) return true; /* « the two sides » */
  if (!m) return party_known(c, word) || coder_word(c, word)->upos == UPOS_PROPN;
  const Entity *e = &c->r->entities.at[m->entity];
  if (m->form != FORM_NAME && of_a_field(c, word)) return false;
  if (e->kind == ENTITY_PLACE && m->form == FORM_DEMONYM && !e->country[0]) return true; /* « les Kurdes » */
  if (e->kind == ENTITY_PLACE || (local && ((m->form != FORM_NAME && of_a_town(c, word)) || entity_in_sectors(e, "CVL EDU MED SOC BUS LAB")))) return false;
  if (e->kind == ENTITY_COUNTRY || (e->kind == ENTITY_GROUP && m->form == FORM_NAME) || (e->members.n && !only_companies(c, e))) return true;
  if (entity_in_sectors(e, "GOV MIL COP REB LEG SPY PRM UAF OPP PTY PRE REF CRM REL ELI IGO NGO")) return true;
  if (entity_in_sectors(e, "JUD") && (m->form == FORM_NAME || utf8_capitalised(coder_word(c, word)->form))) return true; /* « ont saisi le tribunal »: anybody's quarrel */
  if (entity_in_sectors(e, "LAB") && (!helps || labour)) return true;
  if (helps && m->form == FORM_ROLE && e->n_sectors == 1 && entity_in_sectors(e, "CVL EDU MED AGR SOC JRN")) return false; /* « les professeurs se sont réunis » */
  if (e->country[0]) return e->n_sectors != 1 || strcmp(e->sector[0], "BUS");
  return (e->kind == ENTITY_PERSON || (e->kind == ENTITY_ORGANISATION && !helps)) && m->form == FORM_NAME && !e->n_sectors;
}

/* « hotels in Croatia », « a crush at a wedding in Egypt »: below the subject, a place. */
static bool place_of_subject(const Coder *c, uint32_t word) {
  const Mention *m = party_mention(c, word);
  EntityKind kind = m ? c->r->entities.at[m->entity].kind : ENTITY_PERSON;
  if (kind != ENTITY_COUNTRY && kind != ENTITY_PLACE) return false;
  uint32_t guard = 0;
  for (; guard < 4 && coder_word(c, word)->rel == REL_NMOD && coder_word(c, word)->head < word; guard++) word = coder_word(c, word)->head;
  return guard && coder_word(c, word)->rel == REL_NSUBJ;
}

/* « the Mexican muralist condemned », « hotels in Croatia complain », « the school in Malmo banned phones »: somebody or something of no office acts, and
 * lends it no country of his. */
static bool countryman(const Coder *c, const Predicate *p, const Sense *s) {
  if (p->noun || p->adjective || !s->actors.n || s->with.n || c->ev->cues[CUE_INSTRUMENT] == NONE) return false;
  for (uint32_t i = 0; i < s->actors.n; i++) {
    const Mention *m = party_mention(c, s->actors.at[i]);
    uint32_t head = coder_word(c, s->actors.at[i])->head;
    uint8_t rel = coder_word(c, s->actors.at[i])->rel;
    if (!m || head == NONE || party_mention(c, head) || coder_word(c, head)->upos != UPOS_NOUN) return false;
    if (!(m->form == FORM_DEMONYM && rel == REL_AMOD) && !place_of_subject(c, s->actors.at[i])) return false;
    bool event = c->predicate[head] != NONE && c->predicates.at[c->predicate[head]].match.entry;
    if (event || coder_cue(c, head, CUE_INSTRUMENT) || coder_cue(c, head, CUE_TRANSPARENT) || coder_cue(c, head, CUE_SIDES) || coder_cue(c, head, CUE_PERSON)) return false;
  }
  return true;
}

/* « l'Allemagne a puni la Hongrie » in a sentence of sport: countries and their people, no force and nobody in office. */
static bool only_teams(const Coder *c, const Sense *s) {
  const WordList *lists[3] = {&s->actors, &s->recipients, &s->with};
  for (uint32_t k = 0; k < 3; k++)
    for (uint32_t i = 0; i < lists[k]->n; i++) {
      const Mention *m = party_mention(c, lists[k]->at[i]);
      const Entity *e = m ? &c->r->entities.at[m->entity] : NULL;
      if (e && (m->form != FORM_DEMONYM && e->kind != ENTITY_COUNTRY && e->kind != ENTITY_PLACE) && (e->n_sectors || e->kind != ENTITY_PERSON)) return false;
      if (e && m->form == FORM_DEMONYM && e->n_sectors) return false;
    }
  return true;
}

/* « Evenepoel a repoussé l'assaut de Roglic »: somebody unknown against somebody unknown, by their names. */
static bool only_strangers(const Coder *c, const Sense *s) {
  if (!s->actors.n || !s->recipients.n) return false;
  const WordList *lists[2] = {&s->actors, &s->recipients};
  for (uint32_t k = 0; k < 2; k++)
    for (uint32_t i = 0; i < lists[k]->n; i++) {
      const Mention *m = party_mention(c, lists[k]->at[i]);
      const Entity *e = m ? &c->r->entities.at[m->entity] : NULL;
      if (!m || m->form != FORM_NAME || e->kind != ENTITY_PERSON || e->n_sectors || e->country[0]) return false;
    }
  return true;
}

/* « le géant suédois du meuble » */
static bool company_acts(const Coder *c, const Sense *s) {
  for (uint32_t i = 0; i < s->actors.n; i++)
    if (!coder_cue(c, coder_word(c, s->actors.at[i])->head, CUE_COMPANY)) return false;
  return s->actors.n > 0;
}

/* « coastguards rescued a kayaker »: those whose work it is, and nobody whom politics knows. */
static bool rescuers(const Coder *c, const Sense *s) {
  for (uint32_t i = 0; i < s->actors.n; i++) {
    const Mention *m = party_mention(c, s->actors.at[i]);
    const Entity *e = m ? &c->r->entities.at[m->entity] : NULL;
    if (!e || m->form != FORM_ROLE || e->country[0] || !entity_in_sectors(e, "COP MED CVL")) return false;
  }
  return s->actors.n && !any_known(c, &s->recipients) && !s->with.n;
}

/* « secourus par les gendarmes », « s'est écrasé, tuant ses deux occupants »: deaths and rescues by nobody's will. */
static bool unmeant(const Coder *c, const Sense *s, Str type) {
  if (!str_is(type, "ASSAULT") && !str_is(type, "AID")) return false;
  for (uint32_t i = 0; i < s->actors.n; i++) {
    const Mention *m = party_mention(c, s->actors.at[i]);
    if (m && (c->r->entities.at[m->entity].kind == ENTITY_COUNTRY || entity_in_sectors(&c->r->entities.at[m->entity], "MIL GOV REB UAF SPY IGO NGO PTY"))) return false;
  }
  return true;
}

/* « a dust storm from the Sahara invaded Greece » */
static bool only_lent(const Coder *c, const Predicate *p, const Sense *s) {
  for (uint32_t i = 0; i < s->actors.n; i++)
    if (!place_of_subject(c, s->actors.at[i])) return false;
  return countryman(c, p, s);
}

/* « the Kenyan accused the pacemaker », with nothing told before: somebody of whom only the country is known. */
static bool lone_national(const Coder *c, const Sense *s) {
  if (s->actors.n != 1 || c->past.n) return false;
  uint32_t word = s->actors.at[0];
  const Mention *m = party_mention(c, word);
  const Word *w = coder_word(c, word);
  if (!m || w->morph.number == NUMBER_PLUR || reading_child(c->r, word, REL_DET, SUB_NONE) == NONE) return false;
  const Entity *e = &c->r->entities.at[m->entity];
  bool civilian = e->kind == ENTITY_PERSON && m->form == FORM_ROLE && e->n_sectors == 1 && !strcmp(e->sector[0], "CVL");
  return (m->form == FORM_DEMONYM && w->rel != REL_AMOD && w->rel != REL_DET) || civilian;
}

/* « the bank refused to answer the U.S. authorities »: a state or a power is named in the sentence, not as a place only. */
static bool power_named(const Coder *c, const Sentence *s, const WordList *but) {
  for (uint32_t i = s->first_word; i < s->first_word + s->n_words; i++) {
    const Mention *m = party_mention(c, i);
    bool lends = false;
    for (uint32_t k = 0; k < but->n; k++) lends |= but->at[k] == i;
    if (!m || lends || m->form == FORM_DEMONYM || m->form == FORM_PRONOUN || m->as_place || m->head != i || coder_cue(c, i, CUE_LOCAL)) continue;
    const Entity *e = &c->r->entities.at[m->entity];
    if (e->kind == ENTITY_COUNTRY || entity_in_sectors(e, "GOV MIL REB LEG SPY PRM UAF OPP PTY")) return true;
  }
  return false;
}

/* « Cuban doctors treated patients in Lombardy »: those who heal and teach, of one country, among those of another. */
static bool abroad(const Coder *c, const Sense *s) {
  for (uint32_t i = 0; i < s->actors.n; i++) {
    const Mention *m = party_mention(c, s->actors.at[i]);
    const char *home = m && entity_in_sectors(&c->r->entities.at[m->entity], "MED SOC EDU") ? c->r->entities.at[m->entity].country : "";
    if (!*home) continue;
    const Sentence *here = &c->r->sentences.at[coder_word(c, s->actors.at[i])->sentence];
    for (uint32_t k = here->first_word; k < here->first_word + here->n_words; k++) {
      const Mention *other = party_mention(c, k);
      const char *there = other ? c->r->entities.at[other->entity].country : "";
      if (*there && strcmp(home, there)) return true;
    }
  }
  return false;
}

static bool yields_class(const Coder *c, uint32_t concept) {
  const Ontology *o = &c->ev->ontology;
  uint32_t klass = o->concept_list.at[concept].klass;
  return klass != NONE && str_is(o->classes.entries.at[klass].key, "yield");
}

/* « le juge a remis en liberté Dmitri Gordon »: a court and somebody with a name. */
static bool court_frees(const Coder *c, const Sense *s) {
  bool court = false, named = false;
  for (uint32_t i = 0; i < s->actors.n; i++) {
    const Mention *m = party_mention(c, s->actors.at[i]);
    court |= m && entity_in_sectors(&c->r->entities.at[m->entity], "JUD");
  }
  for (uint32_t i = 0; i < s->recipients.n; i++) {
    const Mention *m = party_mention(c, s->recipients.at[i]);
    named |= m && m->form == FORM_NAME && c->r->entities.at[m->entity].kind == ENTITY_PERSON;
  }
  return court && named;
}

/* « l'association appelle les habitants », « les médecins alertent », « l'assureur a été condamné »: neighbours, trades and
 * companies among themselves. */
static bool private_matter(const Coder *c, const Sense *s, uint8_t quad) {
  bool helps = quad <= 2;
  const WordList *lists[3] = {&s->actors, &s->recipients, &s->with};
  uint32_t type = s->n && s->concept != NONE ? c->ev->ontology.concept_list.at[s->concept].type : NONE;
  if (type != NONE && c->ev->ontology.type_list.at[type].quad == 4) return false; /* « menacent de faire grève » */
  if (quad == 2 && abroad(c, s)) return false;
  /* « the mine granted the strikers a rise »: who gives way to labour ends a dispute */
  bool yields = s->concept != NONE && yields_class(c, s->concept);
  if (yields && court_frees(c, s)) return false;
  bool local = false;
  for (uint32_t k = 0; k < 3; k++)
    for (uint32_t i = 0; (helps || !s->recipients.n) && i < lists[k]->n; i++) local |= of_a_town(c, lists[k]->at[i]);
  for (uint32_t k = 0; k < 3; k++)
    for (uint32_t i = 0; i < lists[k]->n; i++)
      if (public_party(c, lists[k]->at[i], local, helps, k == 0 || yields)) return false;
  return true;
}

/* Stories, games, accidents, and what those do whom politics does not know. */
static const char *no_deed_of_politics(const Coder *c, const Predicate *p, const Sense *s, Str type, uint8_t quad) {
  if ((quad == 4 || str_is(type, "RETREAT")) && c->contest && only_teams(c, s)) return "countries beat each other in sport";
  if (c->mishap && c->off > 1 && unmeant(c, s, type)) return "an accident: nobody meant it";
  if (str_is(type, "ASSAULT") && !s->recipients.n && lone_national(c, s)) return "somebody of no office acts";
  if (quad == 4 && ((str_is(type, "ASSAULT") && only_strangers(c, s)) || (countryman(c, p, s) && company_acts(c, s)))) return "nobody of politics is a party";
  if (quad == 4 && !str_is(type, "PROTEST") && only_lent(c, p, s)) return "somebody of no office acts";
  if (str_is(type, "AID") && rescuers(c, s)) return "rescuers do their work";
  return NULL;
}

/* « la banque a gelé le compte du retraité », but « un tribunal a condamné »: whoever punishes is no power. */
static bool private_penalty(const Coder *c, const Sense *s) {
  for (uint32_t i = 0; i < s->actors.n; i++) {
    const Mention *m = party_mention(c, s->actors.at[i]);
    if (!m || entity_in_sectors(&c->r->entities.at[m->entity], "JUD")) return false;
  }
  for (uint32_t i = 0; i < s->recipients.n; i++) { /* « ont suspendu leurs vols vers Minsk » */
    const Mention *m = party_mention(c, s->recipients.at[i]);
    if (m && c->r->entities.at[m->entity].country[0]) return false;
  }
  return s->actors.n && private_matter(c, s, 1);
}

/* « lifted sanctions imposed on Mali »: the measure was told with its end. */
static bool undone(const Coder *c, const Predicate *p) {
  const Word *w = coder_word(c, p->word);
  if (p->noun || w->rel != REL_ACL || w->head == NONE || !coder_cue(c, p->word, CUE_LAID)) return false;
  uint32_t above = coder_word(c, w->head)->head;
  for (uint32_t i = c->r->events.n; i-- > 0 && c->r->events.at[i].sentence == w->sentence;)
    if (c->r->events.at[i].trigger == above || c->r->events.at[i].trigger == w->head) return true;
  return false;
}

/* In the same clause: no finite verb between. */
static bool same_clause(const Coder *c, uint32_t word, uint32_t above) {
  for (uint32_t i = 0; i < 10 && word != NONE; i++) {
    const Word *w = coder_word(c, word);
    if (word == above) return true;
    if (w->rel == REL_CONJ || (i && w->morph.verbform == VERBFORM_FIN) || w->rel == REL_CCOMP || w->rel == REL_PARATAXIS) return false;
    word = w->head;
  }
  return false;
}

static bool shares_entity(const Coder *c, const WordList *words, const void *parties) {
  const Vec(Party) *list = parties;
  for (uint32_t i = 0; i < words->n; i++) {
    const Mention *m = party_mention(c, words->at[i]);
    for (uint32_t k = 0; m && k < list->n; k++)
      if (list->at[k].entity == m->entity) return true;
  }
  return false;
}

/* « killed in exchanges of fire », « manifesté en brûlant »: the noun or participle below tells the same event again. */
static bool told_above(const Coder *c, const Predicate *p, const Sense *s, Str type) {
  const Word *w = coder_word(c, p->word);
  /* « who have toppled him placed him under arrest »: a clause of its own, though its form is a participle's */
  bool participle = !p->noun && w->morph.verbform != VERBFORM_FIN && (w->rel == REL_ADVCL || w->rel == REL_ACL || w->rel == REL_CSUBJ) && w->sub != SUB_RELCL;
  if (!p->noun && !participle) return false;
  for (uint32_t i = c->r->events.n; i-- > 0;) {
    const Event *e = &c->r->events.at[i];
    if (e->sentence != w->sentence) return false;
    if (!str_eq(e->type, type) || p->word == e->trigger) continue;
    if (!reading_below(c->r, p->word, e->trigger) || !same_clause(c, p->word, e->trigger)) continue;
    if (p->noun && s->actors.n && e->actors.n && !shares_entity(c, &s->actors, &e->actors)) continue;
    /* « Fighting between X and Y killed 20 »: it lends its sides to what came of it */
    if (participle && s->actors.n && !e->actors.n && str_is(type, "ASSAULT") && w->rel != REL_ACL) return true;
    if (p->noun ? !s->recipients.n || shares_entity(c, &s->recipients, &e->recipients) || !s->actors.n : shares_entity(c, &s->actors, &e->actors) || (!s->actors.n && !e->actors.n)) return true;
  }
  return false;
}

/* « X a rétorqué que Y devait cesser »: the verb of speech passed on what its clause says. */
static bool told_by_speech(const Coder *c, const Predicate *p, const Sense *s, Str type) {
  for (uint32_t i = c->r->events.n; i-- > 0;) {
    const Event *e = &c->r->events.at[i];
    if (e->sentence != coder_word(c, s->trigger)->sentence) return false;
    bool inside = e->trigger == s->trigger || (!p->noun && reading_below(c->r, e->trigger, p->word));
    if (inside && str_eq(e->type, type) && shares_entity(c, &s->actors, &e->actors)) return true;
  }
  return false;
}

/* « recruits men to fight », « rallied to demand »: a purpose is no deed, and what a protest asks for no request of its own. */
static bool purpose(const Coder *c, const Predicate *p, Str type, uint8_t quad) {
  const Word *w = coder_word(c, p->word);
  if (p->noun || w->morph.verbform != VERBFORM_INF || w->rel == REL_CONJ || w->rel == REL_XCOMP || !coder_str_cue(c, frame_prep(c, p->word), CUE_PURPOSE)) return false;
  uint32_t mark = reading_child(c->r, p->word, REL_MARK, SUB_NONE);
  bool bare = mark != NONE && coder_word(c, mark)->upos == UPOS_PART; /* « to » marks more than purposes */
  for (uint32_t i = c->r->events.n; i-- > 0;) {
    const Event *e = &c->r->events.at[i];
    if (e->sentence != w->sentence) return false;
    if (!reading_below(c->r, p->word, e->trigger) || !same_clause(c, p->word, e->trigger)) continue;
    if (bare && e->quad != 2 && e->quad != 4) return false; /* « voiced concern at moves to censor » */
    if (str_is(type, "PROTEST") && !str_eq(e->type, type)) return false; /* « refused to eat to protest against » */
    return quad == 2 || quad == 4 || e->quad == 4;
  }
  return false;
}

/* « rassemblés à l'appel de l'opposition »: who made others act is no event beside what they did. */
static bool instigation(const Coder *c, const Predicate *p, uint8_t quad) {
  const Word *w = coder_word(c, p->word);
  if (!p->noun || quad != 3 || w->rel != REL_OBL || !coder_str_cue(c, frame_prep(c, p->word), CUE_INSTIGATED)) return false;
  for (uint32_t i = c->r->events.n; i-- > 0;) {
    const Event *e = &c->r->events.at[i];
    if (e->sentence != w->sentence) return false;
    if (reading_below(c->r, p->word, e->trigger) && same_clause(c, p->word, e->trigger)) return true;
  }
  return false;
}

/* « condemned Russia for its invasion », « expelled diplomats in retaliation for a cyberattack »: the deed that somebody is blamed
 * or punished for is what it was about, unless it names its own doer. */
static bool its_ground(const Coder *c, const Predicate *p, const Sense *s, uint8_t quad) {
  const Word *w = coder_word(c, p->word);
  if (!p->noun || quad == 3 || (w->rel != REL_OBL && w->rel != REL_NMOD)) return false;
  bool ground = coder_str_cue(c, frame_prep(c, p->word), CUE_GROUND);
  if (!ground && w->rel == REL_NMOD && w->head != NONE) /* « for their role in the killing of protesters » */
    ground = coder_word(c, w->head)->upos == UPOS_NOUN && coder_str_cue(c, frame_prep(c, w->head), CUE_GROUND);
  if (!ground) return false;
  bool requital = w->head != NONE && coder_cue(c, w->head, CUE_REQUITAL); /* « in revenge for European sanctions » */
  for (uint32_t i = 0; i < s->actors.n && !requital; i++) {
    const Mention *m = party_mention(c, s->actors.at[i]);
    if (m && m->form != FORM_PRONOUN) return false;
  }
  for (uint32_t i = c->r->events.n; i-- > 0 && c->r->events.at[i].sentence == w->sentence;) {
    const Event *e = &c->r->events.at[i];
    bool blames = str_is(e->type, "ACCUSE") || str_is(e->type, "SANCTION") || str_is(e->type, "COERCE");
    if (blames && reading_below(c->r, p->word, e->trigger) && same_clause(c, p->word, e->trigger)) return true;
  }
  return false;
}

/* « a conflict that has killed 120,000 people »: what a war has cost, told in passing. */
static bool toll_of_war(const Coder *c, const Predicate *p, const Sense *s, Str type) {
  const Word *w = coder_word(c, p->word);
  if (p->noun || !str_is(type, "ASSAULT") || s->actors.n || w->rel != REL_ACL || w->head == NONE || c->predicate[w->head] == NONE) return false;
  if (party_mention(c, w->head) || !c->predicates.at[c->predicate[w->head]].noun || !coder_cue(c, w->head, CUE_WAR)) return false;
  for (uint32_t i = 0; i < p->args.n; i++)
    if (p->args.at[i].where == WHERE_SUBJ && p->args.at[i].word == w->head) return true;
  return w->morph.verbform != VERBFORM_PART;
}

/* « Crowds angered by the fall of Goma burned the offices »: the mood of those who did it. */
static bool its_mood(const Coder *c, const Predicate *p, const Sense *s, uint8_t quad) {
  const Word *w = coder_word(c, p->word);
  bool participle = w->rel == REL_ACL || w->rel == REL_ADVCL || w->rel == REL_AMOD;
  if (p->noun || quad != 3 || !p->passive || !participle || w->morph.verbform != VERBFORM_PART || w->head == NONE) return false;
  uint32_t above = w->rel == REL_ADVCL ? w->head : coder_word(c, w->head)->head;
  for (uint32_t i = c->r->events.n; i-- > 0 && c->r->events.at[i].sentence == w->sentence;)
    if (c->r->events.at[i].trigger == above && shares_entity(c, &s->actors, &c->r->events.at[i].actors)) return true;
  return false;
}

/* « to free hostages held by militants »: what was done to them before they were freed. */
static bool ended_deed(const Coder *c, const Predicate *p, uint8_t quad) {
  const Word *w = coder_word(c, p->word);
  if (p->noun || quad != 4 || w->rel != REL_ACL || w->morph.verbform != VERBFORM_PART || w->head == NONE) return false;
  uint32_t above = coder_word(c, w->head)->head;
  const Entry *e = above != NONE && coder_word(c, w->head)->rel == REL_OBJ && c->predicate[above] != NONE ? c->predicates.at[c->predicate[above]].match.entry : NULL;
  if (!e) return false;
  uint32_t concept = c->predicates.at[c->predicate[above]].match.set->names[e->names].concept;
  uint32_t of = concept == NONE ? NONE : c->ev->ontology.concept_list.at[concept].type;
  Str name = of == NONE ? (Str){"", 0} : c->ev->ontology.type_list.at[of].name;
  return str_is(name, "RETREAT") || str_is(name, "AID") || str_is(name, "CONCEDE");
}

/* « X bombed a village, in the deadliest clash in years »: how what the sentence told compares with others of its kind. */
static bool compared(const Coder *c, const Predicate *p, Str type) {
  const Word *w = coder_word(c, p->word);
  bool bare = !frame_prep(c, p->word).n; /* « telephoned X, his first call in a year » */
  if (!p->noun || (w->rel != REL_OBL && !(bare && (w->rel == REL_NMOD || w->rel == REL_APPOS || w->rel == REL_PARATAXIS)))) return false;
  bool definite = false, most = false;
  FOR_CHILDREN(c->r, p->word, k) {
    const Word *m = coder_word(c, k);
    definite |= (m->rel == REL_DET && m->morph.definite == 1) || coder_cue(c, k, CUE_POSSESSIVE);
    most |= m->rel == REL_AMOD && (coder_cue(c, k, CUE_SUPERLATIVE) || coder_str_cue(c, utf8_fold(c->arena, m->form), CUE_SUPERLATIVE));
    FOR_CHILDREN(c->r, k, j) most |= m->rel == REL_AMOD && coder_word(c, j)->rel == REL_ADVMOD && coder_cue(c, j, CUE_QUANTITY);
  }
  for (uint32_t i = c->r->events.n; definite && most && i-- > 0 && c->r->events.at[i].sentence == w->sentence;)
    if (bare || str_eq(c->r->events.at[i].type, type)) return true;
  return false;
}

/* « destiné à indemniser »: only meant. « ..., la première visite d'un dirigeant »: a remark on what was told. */
static bool remark(const Coder *c, const Predicate *p) {
  const Word *w = coder_word(c, p->word);
  /* « a strike intended to hit »: what the deed was meant for */
  if (!p->noun && w->rel == REL_ACL && w->morph.verbform == VERBFORM_PART && coder_cue(c, p->word, CUE_AIMED)) return true;
  if (!p->noun) return w->morph.verbform == VERBFORM_INF && w->head != NONE && w->rel != REL_CONJ && coder_cue(c, w->head, CUE_AIMED);
  if (!c->r->events.n || c->r->events.at[c->r->events.n - 1].sentence + 1 < w->sentence) return false;
  if (w->rel == REL_APPOS) return c->r->events.at[c->r->events.n - 1].sentence == w->sentence;
  bool copula = false, pronoun = false;
  FOR_CHILDREN(c->r, p->word, k) {
    copula |= coder_word(c, k)->rel == REL_COP;
    pronoun |= coder_word(c, k)->rel == REL_NSUBJ && coder_word(c, k)->morph.prontype == PRONTYPE_DEM;
  }
  return copula && pronoun;
}

/* « menace de X si Y n'est pas fait »: the condition of a coded event is none of its own. */
static bool in_condition(const Coder *c, const Predicate *p) {
  const Word *w = coder_word(c, p->word);
  for (uint32_t i = c->r->events.n; i-- > 0;) {
    const Event *e = &c->r->events.at[i];
    if (e->sentence != w->sentence) return false;
    if (e->condition.end && w->start >= e->condition.start && w->end <= e->condition.end) return true;
  }
  return false;
}

/* « the arrest sparked outrage », « an attack blamed on X »: nobody reacts, and the deed is an event of its own. */
static bool nobody_reacts(const Coder *c, const Predicate *p, const Sense *s, uint8_t quad) {
  if (quad != 3 || p->noun || s->actors.n || s->n || s->concept == NONE) return false;
  for (uint32_t i = 0; i < p->args.n; i++) {
    const Arg *a = &p->args.at[i];
    if ((a->where != WHERE_SUBJ && a->where != WHERE_OBJ) || a->clause || a->weak || c->predicate[a->word] == NONE || party_mention(c, a->word)) continue;
    const Predicate *deed = &c->predicates.at[c->predicate[a->word]];
    bool named = false; /* the reaction's own name */
    for (uint32_t k = 0; k < s->words.n; k++) named |= s->words.at[k] == a->word;
    if (deed->noun && deed->match.entry && !named) return true;
  }
  return false;
}

const char *const refuse_nobody = "nobody acts and nobody is acted on";
const char *const refuse_told = "the event above tells it already";

static bool has_infinitive_aux(const Coder *c, uint32_t word) {
  FOR_CHILDREN(c->r, word, k)
    if (coder_word(c, k)->rel == REL_AUX && coder_word(c, k)->morph.verbform == VERBFORM_INF) return true;
  return false;
}

static bool definite_phrase(const Coder *c, uint32_t word) {
  FOR_CHILDREN(c->r, word, k)
    if (coder_word(c, k)->rel == REL_DET && (coder_word(c, k)->morph.definite == 1 || coder_word(c, k)->morph.prontype == PRONTYPE_DEM)) return true;
  return false;
}

/* « si les sanctions ne sont pas levées », « if the army does not reverse course »: an if asserts nothing. */
static bool in_an_if(const Coder *c, uint32_t word) {
  for (uint32_t steps = 0; word != NONE && steps < 8; steps++, word = coder_word(c, word)->head) {
    const Word *w = coder_word(c, word);
    if (w->rel != REL_ADVCL) continue;
    FOR_CHILDREN(c->r, word, k)
      if (k < word && coder_word(c, k)->rel == REL_MARK && coder_cue(c, k, CUE_CONDITION)) return true;
    return false;
  }
  return false;
}

/* « X a rétorqué que Y devait cesser »: the statement is that of whoever acts in the event. */
static bool by_its_actor(const Coder *c, const Event *e, uint32_t statement) {
  uint32_t speaker = c->r->statements.at[statement].speaker;
  for (uint32_t i = 0; i < e->actors.n; i++)
    if (speaker != NONE && e->actors.at[i].entity == speaker) return true;
  return false;
}

/* « accusé d'avoir armé et entraîné », « a cessé d'appliquer », « exigeait qu'il restreigne »: what the event above asks,
 * reproaches or works on is no deed beside it. */
static bool content_of_event(const Coder *c, const Predicate *p) {
  uint32_t word = p->word;
  if (p->noun) { /* « accuses Rwanda of arming the mutiny » */
    const Word *object = coder_word(c, word);
    uint32_t at = object->rel == REL_OBJ && object->head != NONE ? c->predicate[object->head] : NONE;
    const Predicate *verb = at == NONE ? NULL : &c->predicates.at[at];
    return verb && !verb->noun && !verb->match.entry && coder_word(c, verb->word)->morph.verbform != VERBFORM_FIN && content_of_event(c, verb);
  }
  for (uint32_t steps = 0; coder_word(c, word)->rel == REL_CONJ && coder_word(c, word)->head != NONE && steps < 4; steps++) word = coder_word(c, word)->head;
  const Word *w = coder_word(c, word);
  bool infinitive = w->rel == REL_XCOMP && (w->morph.verbform == VERBFORM_INF || w->morph.verbform == VERBFORM_GER || has_infinitive_aux(c, word));
  Str prep = frame_prep(c, word); /* « prevented him from visiting », not « by » nor « after » */
  bool gerund = w->morph.verbform == VERBFORM_GER || (w->morph.verbform == VERBFORM_PART && w->morph.tense == TENSE_PRES);
  infinitive |= w->rel == REL_ADVCL && gerund && coder_str_cue(c, prep, CUE_OWNER) && !coder_str_cue(c, prep, CUE_AGENT);
  uint32_t above = w->head;
  bool charge = w->rel == REL_ACL && gerund && coder_str_cue(c, prep, CUE_OF); /* « accused its soldiers of massacring » */
  if (charge && above != NONE) above = coder_word(c, above)->head, infinitive = true;
  if (above == NONE || (!infinitive && w->rel != REL_CCOMP)) return false;
  for (uint32_t i = c->r->events.n; i-- > 0;) {
    const Event *e = &c->r->events.at[i];
    if (e->sentence != w->sentence) return false;
    bool asks = str_is(e->type, "REQUEST") || str_is(e->type, "THREATEN");
    bool quoted = whose_word(c, p->word) != NONE && whose_word(c, p->word) != whose_word(c, above) && !by_its_actor(c, e, whose_word(c, p->word));
    if (e->trigger == above && (infinitive || (asks && !quoted))) return true;
  }
  return false;
}

/* « a abrogé le décret supprimant les subventions »: what a text does that the event above undoes. */
static bool of_undone_text(const Coder *c, const Predicate *p) {
  const Word *w = coder_word(c, p->word);
  if (p->noun || w->rel != REL_ACL || w->head == NONE || !coder_cue(c, w->head, CUE_TEXT)) return false;
  uint32_t above = coder_word(c, w->head)->head;
  if (coder_word(c, w->head)->rel != REL_OBJ && coder_word(c, w->head)->sub != SUB_PASS) return false;
  for (uint32_t i = c->r->events.n; i-- > 0 && c->r->events.at[i].sentence == w->sentence;) {
    const Event *e = &c->r->events.at[i];
    if (e->trigger == above && (str_is(e->type, "CONCEDE") || str_is(e->type, "RETREAT") || str_is(e->type, "REJECT"))) return true;
  }
  return false;
}

/* « plusieurs auraient été battus »: the perfect of a conditional with no condition below it tells what others say. */
static bool hearsay(const Coder *c, const Predicate *p) {
  bool perfect = false, clause = false;
  FOR_CHILDREN(c->r, p->word, k) {
    perfect |= coder_word(c, k)->rel == REL_AUX && coder_word(c, k)->sub != SUB_PASS && coder_word(c, k)->morph.mood == MOOD_CND;
    clause |= coder_word(c, k)->rel == REL_ADVCL;
  }
  return perfect && !clause && coder_word(c, p->word)->morph.verbform == VERBFORM_PART && reading_child(c->r, p->word, REL_AUX, SUB_PASS) != NONE;
}

/* « personne ne peut faire confiance », « could pave the way for a withdrawal »: thought of or denied, and done by nobody. */
static bool nobodys_thought(const Coder *c, const Predicate *p, const Sense *s) {
  if (s->actors.n || s->with.n || !(s->modality & (AUX_HYPOTHETICAL | AUX_NEGATION))) return false;
  return s->modality & AUX_NEGATION || !hearsay(c, p);
}

/* « n'a pas dit si », « has not said whether » tells of nothing. */
static bool not_said(const Coder *c, const Predicate *p, const Sense *s) {
  if (!s->n || s->operators[0] != c->ev->op_say) return false;
  bool negated = c->ev->modality && modality_of(c->ev->modality, c->r, p->word) & AUX_NEGATION;
  bool whether = false;
  FOR_CHILDREN(c->r, p->word, k)
    FOR_CHILDREN(c->r, k, m) whether |= coder_word(c, k)->rel == REL_CCOMP && coder_word(c, m)->rel == REL_MARK && coder_cue(c, m, CUE_WHETHER);
  return negated && whether;
}

static bool only_people(const Coder *c, const WordList *list) {
  for (uint32_t i = 0; i < list->n; i++) {
    const Mention *m = party_mention(c, list->at[i]);
    if (!m || m->form == FORM_NAME) return false;
    const Entity *e = &c->r->entities.at[m->entity];
    if (e->n_sectors != 1 || strcmp(e->sector[0], "CVL")) return false;
  }
  return list->n > 0;
}

/* « la foule réunie pour l'inauguration »: people who are gathered hold no talks. */
static bool gathered(const Coder *c, const Predicate *p, const Sense *s, Str type) {
  const Word *w = coder_word(c, p->word);
  return str_is(type, "CONSULT") && !p->noun && w->rel == REL_ACL && w->morph.verbform == VERBFORM_PART && !s->with.n && !s->recipients.n && only_people(c, &s->actors);
}

/* « ont scandé les manifestants », after they took to the streets: the same protest goes on. */
static bool goes_on(const Coder *c, const Predicate *p, const Sense *s, Str type) {
  uint32_t sentence = coder_word(c, p->word)->sentence;
  if (!str_is(type, "PROTEST") || s->n || !s->actors.n) return false;
  for (uint32_t i = 0; i < s->actors.n; i++) {
    const Mention *m = party_mention(c, s->actors.at[i]);
    if (!m || (m->form != FORM_PRONOUN && !definite_phrase(c, s->actors.at[i]))) return false;
  }
  for (uint32_t i = c->past.n; i-- > 0 && c->past.at[i].sentence + 2 >= sentence;)
    if (c->past.at[i].concept == s->concept && c->past.at[i].sentence < sentence) return true;
  return false;
}

/* « sept personnes ont été tuées quand l'armée a ouvert le feu »: the clause says who did it and is the event. */
static bool told_below(const Coder *c, const Predicate *p, const Sense *s, Str type) {
  if (!str_is(type, "ASSAULT") || s->actors.n || p->noun || s->n) return false;
  FOR_CHILDREN(c->r, p->word, k) {
    if (coder_word(c, k)->rel != REL_ADVCL || k < p->word || c->predicate[k] == NONE) continue;
    const Predicate *q = &c->predicates.at[c->predicate[k]];
    uint32_t concept = q->match.entry ? q->match.set->names[q->match.entry->names].concept : NONE;
    if (concept == NONE || c->ev->ontology.concept_list.at[concept].type == NONE) continue;
    uint32_t subject = frame_subject(c, k, 0);
    if (str_eq(c->ev->ontology.type_list.at[c->ev->ontology.concept_list.at[concept].type].name, type) && subject != NONE && !q->passive && party_known(c, subject)) return true;
  }
  return false;
}

/* « Reconnu coupable de X, l'homme d'affaires a été condamné »: a verdict in front of what it led to, of the same one. */
static bool leads_to(const Coder *c, const Predicate *p, const Sense *s, uint8_t quad) {
  const Word *w = coder_word(c, p->word);
  if (p->noun || quad != 3 || s->actors.n || w->rel != REL_ADVCL || w->morph.verbform != VERBFORM_PART) return false;
  for (uint32_t i = c->r->events.n; i-- > 0 && c->r->events.at[i].sentence == w->sentence;)
    if (c->r->events.at[i].trigger == w->head && shares_entity(c, &s->recipients, &c->r->events.at[i].recipients)) return true;
  return false;
}

/* « hours before the strikes », after bombs fell: no stoppage of work. */
static bool strikes_told(const Coder *c, const Predicate *p, const Sense *s, Str type) {
  if (!p->noun || !str_is(type, "PROTEST") || s->actors.n || s->n) return false;
  for (uint32_t i = c->past.n; i-- > 0;) {
    const Past *past = &c->past.at[i];
    bool assault = past->type != NONE && str_is(c->ev->ontology.type_list.at[past->type].name, "ASSAULT");
    if (assault && past->sentence < coder_word(c, p->word)->sentence) return true;
    if (past->type != NONE && str_is(c->ev->ontology.type_list.at[past->type].name, "PROTEST")) return false;
  }
  return false;
}

/* « The deal was signed by A and B »: who signed what the text told of before. */
static bool signed_before(const Coder *c, const Predicate *p, const Sense *s) {
  if (!p->passive || p->noun || s->n || s->concept == NONE) return false;
  bool taken = false;
  for (uint32_t i = 0; i < p->args.n; i++) {
    const Arg *a = &p->args.at[i];
    taken |= a->where == WHERE_OBJ && !a->clause && coder_cue(c, a->word, CUE_ANAPHOR) && definite_phrase(c, a->word) && !party_mention(c, a->word);
  }
  uint32_t sentence = coder_word(c, p->word)->sentence;
  for (uint32_t i = c->past.n; taken && i-- > 0 && c->past.at[i].sentence + 3 >= sentence;)
    if (c->past.at[i].concept == s->concept && c->past.at[i].sentence < sentence) return true;
  return false;
}

/* « the most visited country », « le pays le plus visité »: how it compares, not what was done. */
static bool graded(const Coder *c, const Predicate *p) {
  const Word *w = coder_word(c, p->word);
  if (p->noun || w->morph.verbform != VERBFORM_PART || (w->rel != REL_AMOD && w->rel != REL_ACL)) return false;
  FOR_CHILDREN(c->r, p->word, k)
    if (k < p->word && coder_word(c, k)->rel == REL_ADVMOD && coder_cue(c, k, CUE_QUANTITY)) return true;
  return false;
}

static bool has_event(const Coder *c, uint32_t trigger) {
  for (uint32_t i = c->r->events.n; i-- > 0 && c->r->events.at[i].sentence == coder_word(c, trigger)->sentence;)
    if (c->r->events.at[i].trigger == trigger) return true;
  return false;
}

/* « a réclamé le retour du président déchu », « une enquête contre trois policiers soupçonnés d'homicide »: what somebody of
 * the event above is known by. Nobody does it, and nothing stands beside the participle but what he is suspected of. */
static bool known_by(const Coder *c, const Predicate *p, const Sense *s, uint8_t quad) {
  const Word *w = coder_word(c, p->word);
  bool participle = !p->noun && w->morph.verbform == VERBFORM_PART && w->sub != SUB_RELCL && (w->rel == REL_ACL || w->rel == REL_AMOD);
  if (!participle || s->actors.n || s->with.n || w->head == NONE || w->head > p->word) return false;
  for (uint32_t k = w->head + 1; k < p->word; k++) /* « un navire iranien soupçonné » */
    if (coder_word(c, k)->head != w->head || coder_word(c, k)->upos != UPOS_ADJ) return false;
  FOR_CHILDREN(c->r, p->word, k)
    if (quad != 3 || coder_word(c, k)->rel == REL_AUX) return false;
  for (uint32_t i = c->r->events.n; i-- > 0 && c->r->events.at[i].sentence == w->sentence;)
    if (reading_below(c->r, p->word, c->r->events.at[i].trigger)) return true;
  return false;
}

/* « un navire soupçonné de livrer du brut »: what one who is known by a suspicion is suspected of. */
static bool suspected(const Coder *c, const Predicate *p) {
  const Word *w = coder_word(c, p->word);
  if (p->noun || w->rel != REL_XCOMP || w->head == NONE || (w->morph.verbform != VERBFORM_INF && !has_infinitive_aux(c, p->word))) return false;
  const Word *above = coder_word(c, w->head);
  const Predicate *q = c->predicate[w->head] == NONE ? NULL : &c->predicates.at[c->predicate[w->head]];
  bool epithet = above->morph.verbform == VERBFORM_PART && above->sub != SUB_RELCL && (above->rel == REL_ACL || above->rel == REL_AMOD);
  return epithet && q && q->passive && q->match.entry && q->match.set->lexicon.names[q->match.entry->names].n_operators && !has_event(c, w->head);
}

/* « a remercié Paris de son hospitalité »: what somebody is thanked or praised for is told as a reason. */
static bool thanked_for(const Coder *c, const Predicate *p, uint8_t quad) {
  const Word *w = coder_word(c, p->word);
  if (!p->noun || quad > 2 || (w->rel != REL_OBL && w->rel != REL_NMOD) || w->head == NONE) return false;
  uint32_t above = w->rel == REL_NMOD && coder_word(c, w->head)->rel == REL_OBJ ? coder_word(c, w->head)->head : w->head;
  for (uint32_t i = c->r->events.n; i-- > 0 && c->r->events.at[i].sentence == w->sentence;)
    if (c->r->events.at[i].trigger == above && str_is(c->r->events.at[i].type, "SUPPORT")) return true;
  return false;
}

/* « French firefighters help their Greek colleagues »: people of one country for those of another. */
static bool crosses_border(const Coder *c, const Sense *s) {
  for (uint32_t i = 0; i < s->actors.n; i++)
    for (uint32_t k = 0; k < s->recipients.n + s->with.n; k++) {
      const Mention *a = party_mention(c, s->actors.at[i]);
      const Mention *b = party_mention(c, k < s->recipients.n ? s->recipients.at[k] : s->with.at[k - s->recipients.n]);
      const char *from = a ? c->r->entities.at[a->entity].country : "", *to = b ? c->r->entities.at[b->entity].country : "";
      if (from[0] && to[0] && strcmp(from, to)) return true;
    }
  return false;
}

/* Words of fields without politics in the sentence or all over the document, and no power that acts. */
static const char *off_field(const Coder *c, const Sense *s, Str type, uint8_t quad) {
  uint32_t off = c->off;
  if (str_is(type, "PROTEST") && off >= c->mishap) off -= c->mishap; /* tractors and lorries block roads on purpose */
  bool court = quad == 4 && any_sector(c, &s->actors, "JUD LAB AGR"); /* « a court jailed a poet », « workers walked out » */
  bool power = court || powerful(c, &s->actors) || powerful(c, &s->recipients) || powerful(c, &s->with);
  bool abroad = quad == 2 && !c->contest && crosses_border(c, s);
  if (off == 1 && !power && !abroad && !(quad == 4 && s->actors.n && (any_role(c, &s->recipients) || crowd(c, &s->actors))) && !has_state(c, &s->actors) && !has_state(c, &s->recipients)) return "a word of sport, business, culture or weather, and no state or force";
  /* « the United States returned the painting to Italy »: what states do with works of art and goods */
  bool states = off >= 2 && !power && has_state(c, &s->actors) && !c->contest;
  if (off >= 2 && !power && !states) return "the sentence is of sport, business, culture or weather";
  if (c->sport * 2 >= c->r->sentences.n && c->sport >= 3 && (off || !power)) return "the document is of sport, business, culture or weather";
  return NULL;
}

/* Why it is no politics, as far as rules can tell: the judge may overrule it. */
static const char *off_politics(const Coder *c, const Predicate *p, const Sense *s, const Sentence *sentence, Str type, uint8_t quad) {
  bool known = any_known(c, &s->actors) || any_known(c, &s->recipients) || any_known(c, &s->with);
  bool both = s->actors.n && s->recipients.n && (any_proper(c, &s->actors) || any_proper(c, &s->recipients));
  if (c->r->mentions.n && !known && quad != 4 && !both && !(c->political && any_named(c, &s->actors))) return "no party is known to politics";
  if ((c->off || quad <= 2 || str_is(type, "ASSAULT")) && only_business(c, s)) return "companies among themselves";
  bool told = c->off == 0 && quad == 3 && c->past.n && c->r->sentences.n > 2; /* « les meneurs ont menacé », in a story of politics */
  if (c->r->mentions.n && quad != 4 && !told && !power_named(c, sentence, &(WordList){0}) && private_matter(c, s, quad)) return "nobody of politics is a party";
  bool abroad = quad == 2 && !c->contest && crosses_border(c, s);
  if (quad != 4 && !abroad && (countryman(c, p, s) || lone_national(c, s)) && !power_named(c, sentence, &s->actors) && !has_state(c, &s->recipients)) return "somebody of no office acts";
  if (c->r->mentions.n && str_is(type, "SANCTION") && private_penalty(c, s)) return "nobody of politics is a party";
  const char *quiet = no_deed_of_politics(c, p, s, type, quad);
  if (quiet) return quiet;
  if (!(str_is(type, "PROTEST") && many_act(c, p)) && thing_acts(c, p, s)) return "a thing that does nothing by itself acts";
  return off_field(c, s, type, quad);
}

const char *refuse(Coder *c, const Predicate *p, const Sense *s, const Sentence *sentence, Str type, uint8_t quad) {
  c->off_politics = NULL;
  if (!s->actors.n && !s->recipients.n && !s->with.n) return refuse_nobody;
  if (c->r->mentions.n && only_places(c, p, s)) return "only places act";
  if (undone(c, p)) return refuse_told;
  if (of_undone_text(c, p)) return "the event above undoes what the text does";
  if (graded(c, p)) return "a quality, compared with others'";
  if (field_fiction(c, p->word)) return "told in a work of fiction";
  c->off_politics = off_politics(c, p, s, sentence, type, quad);
  JudgeVerdict verdict = judge_verdict(c, p, s, sentence, type);
  if (c->off_politics && verdict != JUDGE_POLITICS) return c->off_politics;
  if (verdict == JUDGE_QUIET) return "it reads like sport, business, culture or weather";
  if (topic(c, p, s)) return "nobody gives it: a topic";
  if (!s->actors.n && s->concept == NONE && coder_cue(c, p->word, CUE_OBLIGATION)) return "nobody asks for it";
  if (nobody_reacts(c, p, s, quad)) return "nobody reacts: the deed alone is told";
  /* a question asks what happened: only one that names both sides tells */
  const Word *last = sentence->n_words ? coder_word(c, sentence->first_word + sentence->n_words - 1) : NULL;
  bool question = last && last->form.n && last->form.p[0] == '?';
  if (question && !(any_known(c, &s->actors) && (s->recipients.n || s->with.n || s->actors.n > 1))) return "a question asks, it does not tell";
  if (told_above(c, p, s, type) || told_by_speech(c, p, s, type)) return refuse_told;
  if (known_by(c, p, s, quad)) return "what somebody of the event above is known by";
  if (suspected(c, p)) return "what somebody of the event above is suspected of";
  if (thanked_for(c, p, quad)) return "what somebody is thanked for";
  if (its_ground(c, p, s, quad)) return "it is what the event above blames or punishes";
  if (toll_of_war(c, p, s, type)) return "the toll of a war, told in passing";
  if (ended_deed(c, p, quad)) return "the event above ends it";
  if (its_mood(c, p, s, quad)) return "a mood in which the deed was done";
  if (compared(c, p, type)) return "it compares what was told";
  if (strikes_told(c, p, s, type)) return "strikes told before, not of work";
  if (signed_before(c, p, s)) return refuse_told;
  if (told_below(c, p, s, type)) return "the clause below tells it with who did it";
  if (goes_on(c, p, s, type)) return "the protest told before goes on";
  if (gathered(c, p, s, type)) return "people who are gathered hold no talks";
  if (leads_to(c, p, s, quad)) return "what it led to is told";
  if (in_an_if(c, p->word)) return "an if asserts nothing";
  if (nobodys_thought(c, p, s)) return "it is thought of or denied, and nobody does it";
  if (not_said(c, p, s)) return "nobody said it";
  if (content_of_event(c, p)) return "it is what the event above asks or reproaches";
  if (remark(c, p)) return "it is meant, or a remark on what was told";
  if (in_condition(c, p)) return "it is the condition of the event above";
  if (instigation(c, p, quad)) return "it is how the event above came about";
  if (purpose(c, p, type, quad)) return "it is the purpose of the event above";
  return NULL;
}
