/* match.c: which entry of the lexicon a predicate is. */
#include "events/stage.h"

/* Arguments in a slot: strong ones, or where there are none weak ones. */
static bool same_prep(const Coder *c, Str stands, Str wanted) {
  return str_eq(stands, wanted) || (coder_str_cue(c, stands, CUE_RELATIVE_OF) && coder_str_cue(c, wanted, CUE_OF));
}

static bool is_object(const Predicate *p, uint32_t word) {
  for (uint32_t i = 0; i < p->args.n; i++)
    if (p->args.at[i].where == WHERE_OBJ && p->args.at[i].word == word) return true;
  return false;
}

static uint32_t fillers(const Coder *c, const Predicate *p, uint8_t where, Str prep, uint8_t nth, const Arg **out, uint32_t max) {
  uint32_t n = 0;
  for (int weak = 0; weak <= 1 && !n; weak++)
    for (uint32_t i = 0; i < p->args.n && n < max; i++) {
      const Arg *a = &p->args.at[i];
      if (a->where != where || a->weak != weak) continue;
      if (where == WHERE_PREP && (!same_prep(c, a->prep, prep) || (nth > 1 && a->nth != nth))) continue;
      out[n++] = a;
    }
  /* « leur a livré des chars », « s'est vu accorder un prêt »: an entry may know whom by the preposition alone */
  for (uint32_t i = 0; where == WHERE_PREP && !n && nth < 2 && coder_str_cue(c, prep, CUE_DATIVE) && i < p->args.n && n < max; i++)
    if (p->args.at[i].where == WHERE_IOBJ && !p->args.at[i].weak && !is_object(p, p->args.at[i].word)) out[n++] = &p->args.at[i];
  /* « allow the programme to deliver »: some trees have an indirect object there */
  for (uint32_t i = 0; where == WHERE_OBJ && !n && i < p->args.n; i++) {
    const Arg *a = &p->args.at[i];
    uint8_t upos = coder_word(c, a->word)->upos;
    if (a->where == WHERE_IOBJ && !p->passive && (upos == UPOS_NOUN || upos == UPOS_PROPN)) out[n++] = a;
    if (n) break;
  }
  return n;
}

bool match_args(const Coder *c, const Predicate *p, const Slot *slot, Str prep, const Arg **args, uint32_t *n, uint32_t max) {
  *n = fillers(c, p, slot->where, prep, slot->nth, args, max);
  return *n > 0;
}

bool match_is_actor(const Coder *c, uint32_t word) {
  const Word *w = coder_word(c, word);
  if (party_mention(c, word)) return true;
  if (w->upos == UPOS_PRON) return coder_cue(c, word, CUE_PERSONAL);
  if (w->upos == UPOS_PROPN) return true;
  return coder_in_class(c, word, c->ev->role);
}

/* « protests by Iraqis »: people, not their state. */
static bool a_people(const Coder *c, uint32_t word, const Mention *m) {
  const Word *w = coder_word(c, word);
  return m->form == FORM_DEMONYM && w->morph.number == NUMBER_PLUR && (w->upos == UPOS_NOUN || w->upos == UPOS_PROPN);
}

static bool is_kind(const Coder *c, uint32_t word, Ask ask) {
  const Mention *m = party_mention(c, word);
  const Entity *e = m ? &c->r->entities.at[m->entity] : NULL;
  bool people = m && a_people(c, word, m);
  switch (ask) {
    case ASK_ACTOR: return match_is_actor(c, word);
    case ASK_PERSON: return e ? people || e->kind == ENTITY_PERSON || e->kind == ENTITY_PEOPLE : match_is_actor(c, word);
    case ASK_COUNTRY: return e && !people && (e->kind == ENTITY_COUNTRY || m->form == FORM_METONYM);
    case ASK_ARMED: return e && (e->kind == ENTITY_GROUP || entity_in_sectors(e, "MIL REB COP PRM UAF SPY"));
    case ASK_STATE: return e && !people && (e->kind == ENTITY_COUNTRY || entity_in_sectors(e, "GOV MIL COP JUD LEG SPY"));
    default: return false;
  }
}

bool match_holds_power(const Coder *c, uint32_t word) { return is_kind(c, word, ASK_ARMED) || is_kind(c, word, ASK_STATE); }

static bool in_class(const Coder *c, const Words *set, uint32_t word, uint32_t klass) {
  if (set->classes && set->classes[klass] != NONE && coder_in_class(c, word, set->classes[klass])) return true;
  return set == &c->ev->sets[0] ? coder_in_class(c, word, klass) : lexicon_in_class(&set->lexicon, c->lemma[word], klass);
}

static bool fits(const Coder *c, const Words *set, const Condition *q, uint32_t word) {
  for (uint32_t guard = 0; word != NONE && guard < 16; guard++) {
    uint32_t counted = coder_cue(c, word, CUE_MANY) ? reading_child(c->r, word, REL_NMOD, SUB_NONE) : NONE;
    if (counted != NONE && coder_word(c, counted)->upos == UPOS_NOUN && coder_str_cue(c, frame_prep(c, counted), CUE_OF)) { /* « dozens of paintings » */
      word = counted;
      continue;
    }
    if (q->ask == ASK_CLASS ? in_class(c, set, word, q->klass) : is_kind(c, word, (Ask)q->ask)) return true;
    /* « le roi et les accords »: one of the coordinated is enough; « une série d'accords »: what it is of counts */
    uint32_t next = reading_child(c->r, word, REL_CONJ, SUB_NONE);
    if (next == NONE && coder_cue(c, word, CUE_TRANSPARENT)) {
      uint32_t of = reading_child(c->r, word, REL_NMOD, SUB_NONE);
      next = of;
    }
    word = next;
  }
  return false;
}

static bool plural_subject(const Coder *c, const Predicate *p) {
  for (uint32_t i = 0; i < p->args.n; i++) {
    const Arg *a = &p->args.at[i];
    if (a->where != WHERE_SUBJ) continue;
    if (coder_word(c, a->word)->morph.number == NUMBER_PLUR || reading_child(c->r, a->word, REL_CONJ, SUB_NONE) != NONE) return true;
  }
  return false;
}

/* « India and Oman », « Russian and Chinese bombers »: two sides at least. */
static bool several_parties(const Coder *c, const Predicate *p) {
  WordList parties = {0};
  for (uint32_t i = 0; i < p->args.n; i++)
    if (p->args.at[i].where == WHERE_SUBJ && !p->args.at[i].clause) party_words(c, p->args.at[i].word, true, &parties);
  const Mention *m = parties.n == 1 ? party_mention(c, parties.at[0]) : NULL;
  return parties.n > 1 || (m && c->r->entities.at[m->entity].members.n > 1);
}

static bool negated(const Coder *c, const Predicate *p) {
  return c->ev->modality && modality_of(c->ev->modality, c->r, p->word) & AUX_NEGATION;
}

/* « landed in November » names no place. */
static bool any_but_time(const Coder *c, const Condition *q, const Arg *const *args, uint32_t n) {
  for (uint32_t i = 0; i < n; i++)
    if (q->where != WHERE_PREP || args[i]->clause || !frame_time(c, args[i]->word)) return true;
  return false;
}

static bool holds(const Coder *c, const Predicate *p, const Words *set, const Condition *q) {
  const Arg *args[16];
  bool yes;
  switch (q->ask) {
    case ASK_NEGATED: yes = negated(c, p); break;
    case ASK_PASSIVE: yes = p->passive; break;
    case ASK_ACTIVE: yes = !p->passive; break;
    case ASK_REFLEXIVE: yes = p->reflexive; break;
    case ASK_PLURAL: yes = plural_subject(c, p); break;
    case ASK_PAIR: yes = several_parties(c, p); break;
    case ASK_LAST: yes = true; break;
    default: {
      uint32_t n = fillers(c, p, q->where, lexicon_str(&set->lexicon, q->prep), q->nth, args, 16);
      yes = q->ask == ASK_ANY ? any_but_time(c, q, args, n) : q->ask == ASK_NONE ? n == 0 : false;
      for (uint32_t i = 0; i < n && !yes && q->ask != ASK_NONE; i++) yes = fits(c, set, q, args[i]->word);
      break;
    }
  }
  return yes != (q->negated != 0);
}

static bool has_lemma(const Coder *c, uint32_t word, Str lemma) {
  if (str_eq(c->lemma[word], lemma)) return true;
  const Word *w = coder_word(c, word);
  return w->form.n == lemma.n && !memcmp(w->form.p, lemma.p, lemma.n);
}

/* A part written without a preposition has none, but the partitive of a negated object. */
static bool part_prep(const Coder *c, uint32_t word, Str prep) {
  Str stands = frame_prep(c, word);
  return str_eq(stands, prep) || (!prep.n && coder_str_cue(c, stands, CUE_OF));
}

/* What stands in a clause of its own is no part of the word above. */
static bool other_clause(uint8_t rel) {
  return rel == REL_CONJ || rel == REL_CCOMP || rel == REL_XCOMP || rel == REL_ADVCL || rel == REL_ACL;
}

/* The preposition of an argument is no particle of the verb (« gave aid in June »), unless it stands right behind it or
 * before another one (« pulled troops out of Iraq »). */
static bool free_part(const Coder *c, uint32_t verb, uint32_t k) {
  const Word *w = coder_word(c, k);
  if (w->rel == REL_ADVMOD && reading_child(c->r, k, REL_FIXED, SUB_NONE) != NONE) return false; /* « up to 300 » */
  if (w->rel != REL_CASE && w->rel != REL_MARK) return true;
  if (w->head == verb || k == verb + 1) return true;
  if (k + 1 >= c->r->words.n) return false;
  const Word *next = coder_word(c, k + 1);
  return next->rel == w->rel && next->head == w->head;
}

/* « Syrian forces used gas » uses no force: who acts is no part of an active verb. */
static bool acts(const Coder *c, uint32_t verb, uint32_t k) {
  const Word *w = coder_word(c, k);
  return w->rel == REL_NSUBJ && w->sub != SUB_PASS && w->head == verb && party_mention(c, k);
}

/* « a promis une visite, tandis que des vétérans bloquaient les routes »: a clause beside the verb is none of its words. */
static bool clause_beside(const Coder *c, uint32_t k) {
  const Word *w = coder_word(c, k);
  return (w->rel == REL_ADVCL || w->rel == REL_CONJ || w->rel == REL_PARATAXIS) && frame_verbal(c, k) && reading_child(c->r, k, REL_NSUBJ, SUB_NONE) != NONE;
}

static bool part_at(const Coder *c, uint32_t verb, uint32_t word, Str prep, Str lemma, uint32_t levels) {
  FOR_CHILDREN(c->r, word, k) {
    if (acts(c, verb, k) || clause_beside(c, k)) continue;
    if (has_lemma(c, k, lemma) && part_prep(c, k, prep) && free_part(c, verb, k)) return true;
    if (levels && !other_clause(coder_word(c, k)->rel) && part_at(c, verb, k, prep, lemma, levels - 1)) return true;
  }
  return false;
}

/* A further part stands below the word, or right behind it where the tree has it elsewhere. */
static bool has_part(const Coder *c, const Predicate *p, Str prep, Str lemma) {
  if (part_at(c, p->word, p->word, prep, lemma, 1)) return true;
  const Word *v = coder_word(c, p->word);
  const Sentence *s = &c->r->sentences.at[v->sentence];
  uint32_t end = s->first_word + s->n_words;
  for (uint32_t i = p->word + 1; i < end && i <= p->word + 4; i++)
    if (has_lemma(c, i, lemma) && free_part(c, p->word, i) && (part_prep(c, i, prep) || (prep.n && str_eq(c->lemma[i - 1], prep)))) return true;
  if (v->rel == REL_ACL && v->head != NONE && !prep.n && has_lemma(c, v->head, lemma)) return true; /* « the fire they opened » */
  for (uint32_t i = 0; i < p->args.n; i++)
    if (!prep.n && p->args.at[i].where == WHERE_OBJ && has_lemma(c, p->args.at[i].word, lemma)) return true;
  return false;
}

static uint8_t pos_of(const Predicate *p) { return p->noun ? POS_NOUN : p->adjective ? POS_ADJECTIVE : POS_VERB; }

/* « a fait échouer »: the tree makes the causative an auxiliary of the verb below it. */
static uint32_t causative_of(const Coder *c, const Predicate *p) {
  if (p->noun || p->adjective) return NONE;
  FOR_CHILDREN(c->r, p->word, k)
    if (k < p->word && coder_word(c, k)->rel == REL_AUX && coder_cue(c, k, CUE_CAUSATIVE)) return k;
  return NONE;
}

static bool names_verb(const Coder *c, const Predicate *p, const Words *set, const Entry *e) {
  for (uint32_t i = 0; i < e->n_parts; i++) {
    const Part *part = &set->lexicon.parts[e->parts + i];
    if (!lexicon_str(&set->lexicon, part->prep).n && str_eq(lexicon_str(&set->lexicon, part->lemma), c->lemma[p->word])) return true;
  }
  return false;
}

static bool applies(Coder *c, const Predicate *p, const Words *set, const Entry *e, bool causative) {
  if (!(e->pos & pos_of(p))) return false;
  const Lexicon *l = &set->lexicon;
  if (e->reflexive && !p->reflexive) return false;
  for (uint32_t i = 0; i < e->n_parts; i++) {
    const Part *part = &l->parts[e->parts + i];
    Str prep = lexicon_str(l, part->prep), lemma = lexicon_str(l, part->lemma);
    if (causative && !prep.n && str_eq(lemma, c->lemma[p->word])) continue;
    if (!has_part(c, p, prep, lemma)) return false;
  }
  for (uint32_t i = 0; i < e->n_conditions; i++)
    if (!holds(c, p, set, &l->conditions[e->conditions + i])) return false;
  return true;
}

static void keep(Predicate *p, int *weights, Match match, int weight) {
  Match *slots[4] = {&p->match, &p->others[0], &p->others[1], &p->others[2]};
  int at = 4;
  while (at > 0 && weight > weights[at - 1]) at--;
  if (at == 4) return;
  for (int k = 3; k > at; k--) *slots[k] = *slots[k - 1], weights[k] = weights[k - 1];
  *slots[at] = match, weights[at] = weight;
}

/* Does the entry have room for the argument, in a slot or as one of its words? */
static bool has_room(const Coder *c, const Lexicon *l, const Entry *e, const Arg *a) {
  for (uint32_t k = 0; k < e->n_slots; k++) {
    const Slot *slot = &l->slots[e->slots + k];
    if (slot->where == a->where && (a->where != WHERE_PREP || same_prep(c, a->prep, lexicon_str(l, slot->prep)))) return true;
  }
  for (uint32_t k = 0; k < e->n_parts; k++)
    if (has_lemma(c, a->word, lexicon_str(l, l->parts[e->parts + k].lemma))) return true;
  return false;
}

/* Of entries that ask as much, the one that names what it asks goes before one that takes any actor or anything, and then
 * the one that has room for more of what stands there. */
static int finer(const Coder *c, const Predicate *p, const Lexicon *l, const Entry *e) {
  int named = 2 * e->n_parts, room = 0;
  for (uint32_t i = 0; i < e->n_conditions; i++) {
    uint8_t ask = l->conditions[e->conditions + i].ask;
    named += ask != ASK_ANY && ask != ASK_ACTOR && ask != ASK_NONE;
  }
  for (uint32_t i = 0; i < p->args.n; i++) room += !p->args.at[i].weak && has_room(c, l, e, &p->args.at[i]);
  return (named < 7 ? named : 7) * 16 + (room < 15 ? room : 15);
}

/* How much an entry asks; what a verb means where nothing else applies (« last ») asks least. */
static int asks(const Lexicon *l, const Entry *e) {
  for (uint32_t i = 0; i < e->n_conditions; i++)
    if (l->conditions[e->conditions + i].ask == ASK_LAST) return 0;
  return 1 + e->n_conditions + 2 * e->n_parts + 3 * e->reflexive; /* « se rendre » is a verb of its own */
}

static void try_word(Coder *c, Predicate *p, const Words *set, int *weights, uint32_t word) {
  const uint32_t *values;
  bool causative = word != p->word;
  uint32_t n = phrase_find(&set->lexicon.words, c->lemma[word], &values);
  for (uint32_t i = 0; i < n; i++) {
    if (values[i] >= set->lexicon.n_entries) continue;
    const Entry *e = &set->lexicon.entries[values[i]];
    if (e->sign && !c->r->trace_on && !(c->present[e->sign >> 6] >> (e->sign & 63) & 1)) continue;
    if (causative && !names_verb(c, p, set, e)) continue;
    bool yes = applies(c, p, set, e, causative);
    if (c->r->trace_on)
      reading_trace(c->r, "%.*s: %.*s:%u %s", (int)coder_word(c, p->word)->form.n, coder_word(c, p->word)->form.p,
                    (int)lexicon_str(&set->lexicon, e->file).n, lexicon_str(&set->lexicon, e->file).p, e->line, yes ? "matches" : "does not match");
    int weight = asks(&set->lexicon, e);
    if (set != &c->ev->sets[0]) weight += 64; /* a user's own words go before ours */
    if (yes) keep(p, weights, (Match){set, e}, weight * 128 + finer(c, p, &set->lexicon, e) + 1);
  }
}

static void try_set(Coder *c, Predicate *p, const Words *set, int *weights) {
  try_word(c, p, set, weights, p->word);
  uint32_t causative = causative_of(c, p);
  if (causative != NONE) try_word(c, p, set, weights, causative);
}

bool match_governs(const Coder *c, uint32_t word, Where where, Str prep) {
  const Lexicon *l = &c->ev->sets[0].lexicon;
  const uint32_t *values;
  uint32_t n = phrase_find(&l->words, c->lemma[word], &values);
  for (uint32_t i = 0; i < n; i++) {
    const Entry *e = values[i] < l->n_entries ? &l->entries[values[i]] : NULL;
    for (uint32_t k = 0; e && !e->n_parts && k < e->n_slots; k++) {
      const Slot *slot = &l->slots[e->slots + k];
      if (slot->where == where && slot->role == ROLE_RECIPIENT && str_eq(lexicon_str(l, slot->prep), prep)) return true;
    }
  }
  return false;
}

bool match_knows_reflexive(const Coder *c, uint32_t word) {
  for (uint32_t s = 0; s < c->ev->n_sets; s++) {
    const Lexicon *l = &c->ev->sets[s].lexicon;
    const uint32_t *values;
    uint32_t n = phrase_find(&l->words, c->lemma[word], &values);
    for (uint32_t i = 0; i < n; i++)
      if (values[i] < l->n_entries && l->entries[values[i]].reflexive) return true;
  }
  return false;
}

/* « a dû abandonner la ville »: in a compound past the obligation is a fact, and the infinitive tells it. */
static bool had_to(const Coder *c, const Predicate *p) {
  const Word *w = coder_word(c, p->word);
  if (p->noun || p->adjective || w->morph.verbform != VERBFORM_PART || !coder_cue(c, p->word, CUE_OBLIGATION)) return false;
  uint32_t aux = reading_child(c->r, p->word, REL_AUX, SUB_NONE);
  return aux != NONE && coder_word(c, aux)->morph.mood == MOOD_IND && reading_child(c->r, p->word, REL_XCOMP, SUB_NONE) != NONE;
}

/* The most specific entry, of the user's words first. */
void match_entry(Coder *c, Predicate *p) {
  if (had_to(c, p)) return;
  int weights[4] = {0};
  for (uint32_t i = c->ev->n_sets; i-- > 0;) try_set(c, p, &c->ev->sets[i], weights);
  for (p->n_others = 0; p->n_others < 3 && p->others[p->n_others].entry; p->n_others++) {}
}
