/* telling.c: who speaks of a deed, and how: he who calls it by its name accuses, he who reports his own side's harm did
 * not do it. */
#include "events/compose.h"

/* « This is an act of aggression, X said »: whoever calls a deed so accuses those who did it. */
void telling_names(const Coder *c, Sense *s) {
  if (s->n != 1 || s->operators[0] != c->ev->op_say || s->concept == NONE || c->ev->op_accuse == NONE) return;
  uint32_t type = c->ev->ontology.concept_list.at[s->concept].type;
  if (type == NONE || c->ev->ontology.type_list.at[type].quad != 4 || coder_word(c, s->trigger)->upos != UPOS_NOUN) return;
  bool copula = false, pronoun = false;
  FOR_CHILDREN(c->r, s->trigger, k) {
    copula |= coder_word(c, k)->rel == REL_COP;
    pronoun |= coder_word(c, k)->rel == REL_NSUBJ && coder_word(c, k)->upos == UPOS_PRON;
  }
  if (!copula || !pronoun) return;
  s->operators[0] = c->ev->op_accuse;
  s->recipients = s->actors;
  s->actors = (WordList){0};
}

/* Where the word stands behind « or », past auxiliaries. */
static bool behind_or(const Coder *c, uint32_t word, uint32_t from, bool *passive) {
  while (word > from && coder_word(c, word - 1)->upos == UPOS_AUX) word--, *passive = true;
  return word > from && coder_cue(c, word - 1, CUE_OR);
}

static bool hostile(const Coder *c, uint32_t word) {
  const Entry *e = c->predicate[word] == NONE ? NULL : c->predicates.at[c->predicate[word]].match.entry;
  uint32_t concept = e ? c->predicates.at[c->predicate[word]].match.set->names[e->names].concept : NONE;
  uint32_t type = concept == NONE ? NONE : c->ev->ontology.concept_list.at[concept].type;
  return type != NONE && c->ev->ontology.type_list.at[type].quad == 4;
}

/* « told them to leave or face arrest », « must withdraw or be bombed »: what is asked under a threat is a threat. */
void telling_or_else(const Coder *c, Sense *s, Outcome *x) {
  enum { REACH = 16 };
  Str name = x->type == NONE ? (Str){"", 0} : c->ev->ontology.type_list.at[x->type].or_else;
  uint32_t operator = name.n ? ontology_operator(&c->ev->ontology, name) : NONE;
  if (operator == NONE || s->n == SENSE_OPERATORS) return;
  const Sentence *sentence = &c->r->sentences.at[coder_word(c, s->trigger)->sentence];
  uint32_t end = sentence->first_word + sentence->n_words;
  for (uint32_t i = s->trigger + 1; i < end && i < s->trigger + REACH; i++) {
    bool passive = false;
    if (!behind_or(c, i, s->trigger, &passive) || !(coder_cue(c, i, CUE_SUFFER) || (passive && hostile(c, i)))) continue;
    memmove(s->operators + 1, s->operators, s->n++ * sizeof *s->operators);
    s->operators[0] = operator;
    ontology_compose(&c->ev->ontology, c->arena, s->operators, s->n, s->concept, x);
    return;
  }
}

/* « Mexican diplomats were injured, Mexico's foreign ministry said »: who tells of his own side's harm did not do it. */
void telling_only(const Coder *c, Sense *s, uint8_t quad) {
  if (!s->n || s->operators[0] != c->ev->op_say || quad != 4 || s->actors.n != 1 || reading_below(c->r, s->actors.at[0], s->trigger)) return;
  const Mention *who = party_mention(c, s->actors.at[0]);
  if (!who) return;
  const Entity *speaker = &c->r->entities.at[who->entity];
  for (uint32_t i = 0; i < s->recipients.n; i++) {
    const Mention *m = party_mention(c, s->recipients.at[i]);
    const Entity *victim = m ? &c->r->entities.at[m->entity] : NULL;
    if (!victim || !speaker->country[0] || strcmp(victim->country, speaker->country) || entity_in_sectors(victim, "REB PRM UAF CRM")) continue;
    if (entity_in_sectors(victim, "GOV MIL COP LEG") || !entity_in_sectors(speaker, "MIL COP")) s->actors.n = 0;
  }
}
