/* context.c: who is meant though the clause does not say it: object pronouns, « the two countries », and the side that
 * a reaction answers. What was coded before tells. */
#include "events/compose.h"

enum { REACTION_REACH = 2, TOPIC_REACH = 8 };

static const Entity *entity_at(const Coder *c, uint32_t word) {
  const Mention *m = party_mention(c, word);
  return m ? &c->r->entities.at[m->entity] : NULL;
}

/* The same party, or both of the same country: « Mali » and « the Malian junta ». */
static bool same_side(const Coder *c, uint32_t a, uint32_t b) {
  const Entity *x = entity_at(c, a), *y = entity_at(c, b);
  if (!x || !y) return a == b;
  return x == y || (x->country[0] && !strcmp(x->country, y->country) && strcmp(x->country, "IGO") && strcmp(x->country, "NGO"));
}

static bool among(const Coder *c, uint32_t word, const uint32_t *list, uint32_t n) {
  for (uint32_t i = 0; i < n; i++)
    if (same_side(c, word, list[i])) return true;
  return false;
}

static void add(const Coder *c, WordList *out, uint32_t word) {
  for (uint32_t i = 0; i < out->n; i++)
    if (out->at[i] == word) return;
  if (out->n < 24) vec_add(c->arena, out, word);
}

/* « les deux pays », « the two sides »: those who dealt with one another most. */
bool context_both_sides(const Coder *c, uint32_t word, WordList *out) {
  bool parties = coder_cue(c, word, CUE_PARTIES), two = parties, the = parties;
  if ((!parties && !coder_cue(c, word, CUE_SIDES)) || coder_word(c, word)->morph.number != NUMBER_PLUR) return false;
  FOR_CHILDREN(c->r, word, k) {
    uint8_t rel = coder_word(c, k)->rel;
    two |= (rel == REL_NUMMOD || rel == REL_DET) && coder_cue(c, k, CUE_TWO);
    the |= rel == REL_DET;
  }
  if (!two || !the) return false; /* not « two men », any two */
  uint32_t pair[2];
  if (!focus_pair(c, word, pair)) return false;
  add(c, out, pair[0]), add(c, out, pair[1]);
  return true;
}

/* « pour l'exhorter », « les a arrêtés »: an object pronoun that no entity covers stands for whom the latest event in reach
 * was done to, or who did it. */
bool context_object(const Coder *c, uint32_t word, WordList *out) {
  const Word *w = coder_word(c, word);
  if ((w->rel != REL_OBJ && w->rel != REL_IOBJ) || !coder_cue(c, word, CUE_CLITIC) || w->head == NONE) return false;
  uint32_t subject = frame_subject(c, w->head, 0);
  for (uint32_t i = c->past.n; i-- > 0;) {
    const Past *past = &c->past.at[i];
    if (past->sentence + 1 < w->sentence) return false;
    for (int side = 0; side < 2; side++) {
      const uint32_t *list = side ? past->actors.at : past->recipients.at;
      uint32_t n = side ? past->actors.n : past->recipients.n;
      uint32_t before = out->n;
      for (uint32_t k = 0; k < n; k++)
        if (list[k] < word && entity_at(c, list[k]) && (subject == NONE || !same_side(c, list[k], subject))) add(c, out, list[k]);
      if (out->n > before) return true;
    }
  }
  return false;
}

/* The noun that takes up what was told: « cette décision », « l'initiative », « le sommet »; it has no owner of its own. */
static uint32_t taken_up(const Coder *c, const Predicate *p, const Sense *s) {
  for (uint32_t i = 0; i < p->args.n && !p->noun; i++) {
    const Arg *a = &p->args.at[i];
    if (a->where == WHERE_PREP && !coder_str_cue(c, a->prep, CUE_OWNER) && !coder_str_cue(c, a->prep, CUE_TOWARDS)) continue; /* not « after the attack » */
    bool named = false; /* the event itself */
    for (uint32_t k = 0; k < s->words.n; k++) named |= s->words.at[k] == a->word;
    if (named && s->n == 0) continue;
    if (a->clause || (a->where != WHERE_OBJ && a->where != WHERE_PREP) || coder_word(c, a->word)->upos != UPOS_NOUN || party_mention(c, a->word)) continue;
    bool event = c->predicate[a->word] != NONE && c->predicates.at[c->predicate[a->word]].match.entry;
    FOR_CHILDREN(c->r, a->word, k) {
      const Word *w = coder_word(c, k);
      if (w->rel != REL_DET || k > a->word) continue;
      if (w->morph.prontype == PRONTYPE_DEM || (w->morph.definite == 1 && (event || coder_cue(c, a->word, CUE_ANAPHOR)))) return a->word;
    }
  }
  return NONE;
}

/* People are not on the side of their government. */
bool context_own_side(const Coder *c, const Sense *s, uint32_t word) {
  const Entity *e = entity_at(c, word);
  for (uint32_t i = 0; i < s->actors.n; i++) {
    const Entity *actor = entity_at(c, s->actors.at[i]);
    bool only_people = actor && e && actor->kind == ENTITY_PEOPLE && e->kind != ENTITY_PEOPLE && !e->members.n;
    if (only_people ? actor == e : same_side(c, word, s->actors.at[i])) return true;
  }
  return false;
}

static void add_sides(const Coder *c, const uint32_t *list, uint32_t n, Sense *s) {
  for (uint32_t k = 0; k < n; k++)
    if (entity_at(c, list[k]) && party_known(c, list[k]) && !context_own_side(c, s, list[k])) add(c, &s->recipients, list[k]);
}

/* Whoever said last what is taken up: « a critiqué ces propos ». */
static void last_speaker(const Coder *c, const Predicate *p, Sense *s, uint32_t sentence) {
  uint32_t start = coder_word(c, p->word)->start;
  for (uint32_t i = c->r->statements.n; i-- > 0;) {
    const Statement *t = &c->r->statements.at[i];
    if (t->content.end > start || t->speaker == NONE) continue;
    const Entity *e = &c->r->entities.at[t->speaker];
    for (uint32_t k = e->mentions.n; k-- > 0 && !s->recipients.n;) {
      const Mention *m = &c->r->mentions.at[e->mentions.at[k]];
      if (m->start > start || m->sentence + REACTION_REACH < sentence || coder_word(c, m->head)->mention == NONE) continue;
      add_sides(c, &m->head, 1, s);
    }
    return;
  }
}

/* Told of what somebody said: a country that he names in it. */
static void named_in_speech(const Coder *c, const Predicate *p, Sense *s) {
  uint32_t at = c->cue_of[p->word];
  if (at == NONE) return;
  const Statement *t = &c->r->statements.at[at];
  for (uint32_t i = c->mentions_first[coder_word(c, p->word)->sentence]; i < c->mentions_first[coder_word(c, p->word)->sentence + 1] && !s->recipients.n; i++) {
    const Mention *m = &c->r->mentions.at[c->mentions[i]];
    if (m->start < t->content.start || m->end > t->content.end || coder_word(c, m->head)->mention == NONE) continue;
    if (c->r->entities.at[m->entity].kind == ENTITY_COUNTRY && m->form != FORM_DEMONYM) add_sides(c, &m->head, 1, s);
  }
}

/* « a gelé les avoirs maliens et suspendu les échanges »: the second verb has the recipients of the first. */
static void coordinated(const Coder *c, const Predicate *p, Sense *s) {
  const Word *w = coder_word(c, p->word);
  if (w->rel != REL_CONJ || p->noun) return;
  for (uint32_t i = 0; i < p->args.n; i++)
    if (p->args.at[i].where == WHERE_CLAUSE && p->args.at[i].word > p->word) return; /* « and complained that X »: of X */
  for (uint32_t i = c->past.n; i-- > 0 && c->past.at[i].sentence == w->sentence;)
    if (c->past.at[i].trigger == w->head && c->past.at[i].actors.n && context_own_side(c, s, c->past.at[i].actors.at[0])) {
      const Past *past = &c->past.at[i];
      add_sides(c, past->recipients.at, past->recipients.n, s);
      if (!past->recipients.n) add_sides(c, past->actors.at, past->actors.n, s); /* « met X and reaffirmed support » */
      return;
    }
}

/* What a word of reaction may answer: a reproach hostile deeds and words, an assent an offer or a demand. */
static bool may_answer(const Coder *c, const Past *past, Str type, uint8_t quad) {
  if (past->type == NONE) return true;
  const Type *t = &c->ev->ontology.type_list.at[past->type];
  bool request = str_is(t->name, "REQUEST");
  if (quad == 3) return t->quad >= 3 && (!request || str_is(type, "REJECT"));
  if (!str_is(type, "AGREE") && !str_is(type, "SUPPORT")) return false;
  return t->quad <= 2 || (str_is(type, "AGREE") && (request || str_is(t->name, "THREATEN")));
}

static uint32_t type_taken_up(const Coder *c, uint32_t taken) {
  if (taken == NONE || c->predicate[taken] == NONE || !c->predicates.at[c->predicate[taken]].match.entry) return NONE;
  const Predicate *q = &c->predicates.at[c->predicate[taken]];
  uint32_t concept = q->match.set->names[q->match.entry->names].concept;
  return concept == NONE ? NONE : c->ev->ontology.concept_list.at[concept].type;
}

/* Who did last what the noun takes up: « a rejeté ces accusations ». */
static void did_it(const Coder *c, const Predicate *p, Sense *s, uint32_t sentence, uint32_t type) {
  for (uint32_t i = c->past.n; i-- > 0 && !s->recipients.n;) {
    const Past *past = &c->past.at[i];
    if (past->sentence + TOPIC_REACH < sentence) return;
    if (past->type != type) continue;
    /* « France's condemnation angered Niamey »: what the deed led to is not what it answers */
    if (p->noun && past->trigger != p->word && reading_below(c->r, p->word, past->trigger) && past->sentence == sentence) continue;
    add_sides(c, past->actors.at, past->actors.n, s);
  }
}

/* Who did something to the actors just before; for a promise also whom they dealt with. */
static void did_it_to_them(const Coder *c, Sense *s, uint32_t sentence, Str type, uint8_t quad) {
  for (uint32_t i = c->past.n; i-- > 0 && !s->recipients.n;) {
    const Past *past = &c->past.at[i];
    if (past->sentence + REACTION_REACH < sentence) return;
    bool hit = false, own = false;
    for (uint32_t a = 0; a < s->actors.n; a++) {
      hit |= past->recipients.n && entity_at(c, s->actors.at[a]) && among(c, s->actors.at[a], past->recipients.at, past->recipients.n);
      own |= among(c, s->actors.at[a], past->actors.at, past->actors.n);
    }
    if (hit && !own && may_answer(c, past, type, quad)) add_sides(c, past->actors.at, past->actors.n, s);
    else if (own && quad == 1 && s->n) add_sides(c, past->recipients.n ? past->recipients.at : past->actors.at, past->recipients.n ? past->recipients.n : past->actors.n, s);
  }
}

static void answered(const Coder *c, const Predicate *p, Sense *s, uint32_t sentence, Str type, uint8_t quad) {
  uint32_t taken = taken_up(c, p, s), told = type_taken_up(c, taken);
  if (taken == NONE && quad != 1 && quad != 3) return;
  if (told != NONE) did_it(c, p, s, sentence, told);
  bool loose = (quad == 1 || quad == 3) && (told == NONE || coder_cue(c, taken, CUE_ANAPHOR));
  if (loose && !s->recipients.n) did_it_to_them(c, s, sentence, type, quad);
  bool deed = told != NONE && (c->ev->ontology.type_list.at[told].quad & 1) == 0;
  if (taken != NONE && !deed && !s->recipients.n && (told != NONE || coder_cue(c, taken, CUE_UTTERANCE))) last_speaker(c, p, s, sentence);
}

/* Whoever owns what the verb is done to, and the country where a deed is done, whatever the entry says. */
static void owner_or_country(const Coder *c, const Predicate *p, Sense *s, uint8_t quad) {
  for (uint32_t i = 0; i < p->args.n && !s->recipients.n && !p->noun; i++) {
    const Arg *a = &p->args.at[i];
    if (a->where != WHERE_OBJ || a->clause || a->weak || party_mention(c, a->word)) continue;
    WordList owners = {0};
    party_words(c, a->word, true, &owners);
    for (uint32_t k = 0; k < owners.n; k++)
      if (party_known(c, owners.at[k])) add_sides(c, &owners.at[k], 1, s);
  }
  for (uint32_t i = 0; i < p->args.n && !s->recipients.n && (quad == 2 || quad == 4) && !p->noun; i++) {
    const Arg *a = &p->args.at[i];
    if (a->where != WHERE_PREP || a->clause || a->word < p->word || !coder_str_cue(c, a->prep, CUE_OWNER)) continue;
    const Entity *e = entity_at(c, a->word);
    if (e && (e->kind == ENTITY_COUNTRY || e->kind == ENTITY_PLACE)) add_sides(c, &a->word, 1, s);
  }
}

/* « entend dénoncer la politique de X »: the owner stands below the inner predicate, not below the verb that wants it. */
static void owner_below(const Coder *c, const Predicate *p, Sense *s, uint8_t quad) {
  owner_or_country(c, p, s, quad);
  for (uint32_t i = 0; i < s->words.n && !s->recipients.n; i++) {
    uint32_t at = c->predicate[s->words.at[i]];
    if (at != NONE && &c->predicates.at[at] != p) owner_or_country(c, &c->predicates.at[at], s, quad);
  }
}

/* « Le président nigérien a rejeté ces accusations »: what was aimed at his own country came from the other side. */
static void drop_own_country(const Coder *c, Sense *s) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < s->recipients.n; i++) {
    const Entity *e = entity_at(c, s->recipients.at[i]);
    if (!e || e->kind != ENTITY_COUNTRY || !context_own_side(c, s, s->recipients.at[i])) s->recipients.at[kept++] = s->recipients.at[i];
  }
  s->recipients.n = kept;
}

/* « après des entretiens avec X, Y a déclaré »: the second side is who the clause is about. */
static void second_side(const Coder *c, const Predicate *p, Sense *s) {
  uint32_t word = p->word;
  for (uint32_t i = 0; i < 6 && word != NONE && !frame_verbal(c, word); i++) word = coder_word(c, word)->head;
  if (word == NONE || coder_word(c, p->word)->rel == REL_NSUBJ) return;
  uint32_t subject = frame_subject(c, word, 0);
  if (subject == NONE || subject == p->word) return;
  WordList found = {0};
  party_words(c, subject, false, &found);
  for (uint32_t i = 0; i < found.n; i++)
    if (party_known(c, found.at[i]) && !context_own_side(c, s, found.at[i]) && !among(c, found.at[i], s->with.at, s->with.n)) add(c, &s->actors, found.at[i]);
}

static uint32_t condition_below(const Coder *c, uint32_t word) {
  FOR_CHILDREN(c->r, word, a)
    if ((coder_word(c, a)->rel == REL_ADVCL || coder_word(c, a)->rel == REL_CCOMP) && opens_with_condition(c, a)) return a;
  return NONE;
}

/* The condition of what is threatened: « si Kigali ne retire pas ses troupes », « unless the government stops », below the verb,
 * the infinitive below it or what is above it; or NONE. */
static uint32_t condition_of(const Coder *c, uint32_t word) {
  uint32_t found = NONE, above = coder_word(c, word)->head;
  for (uint32_t level = 0; level < 3 && word != NONE && found == NONE; level++, word = reading_child(c->r, word, REL_XCOMP, SUB_NONE)) found = condition_below(c, word);
  return found == NONE && above != NONE ? condition_below(c, above) : found;
}

/* Whoever did last something to what `word` names: « si les frontières ne sont pas rouvertes » by whoever closed them. */
static void who_did_it_to(const Coder *c, uint32_t word, Sense *s) {
  enum { MOST_PAST = 64 };
  for (uint32_t i = c->past.n, seen = 0; i-- > 0 && seen < MOST_PAST && !s->recipients.n; seen++) {
    const Past *past = &c->past.at[i];
    if (!past->actors.n || context_own_side(c, s, past->actors.at[0])) continue;
    FOR_CHILDREN(c->r, past->trigger, k) {
      const Word *w = coder_word(c, k);
      bool theme = w->rel == REL_OBJ || w->rel == REL_NMOD || (w->rel == REL_NSUBJ && w->sub == SUB_PASS);
      if (theme && !s->recipients.n && str_eq(c->lemma[k], c->lemma[word])) add_sides(c, past->actors.at, past->actors.n, s);
    }
  }
}

/* Who is threatened without a name: whose conduct the condition tells, or whoever did last what it is about; behind
 * « faute de quoi » whoever was asked just before. */
static void threatened(const Coder *c, const Predicate *p, Sense *s) {
  const Word *w = coder_word(c, p->word);
  uint32_t clause = condition_of(c, p->word);
  if (clause != NONE) {
    uint32_t subject = frame_subject(c, clause, 0);
    WordList found = {0};
    if (subject != NONE && coder_word(c, subject)->upos != UPOS_PRON) party_words(c, subject, true, &found);
    for (uint32_t i = 0; i < found.n; i++)
      if (party_known(c, found.at[i])) add_sides(c, &found.at[i], 1, s);
    if (subject != NONE && !s->recipients.n && coder_word(c, subject)->upos == UPOS_NOUN) who_did_it_to(c, subject, s);
    uint32_t facing = !found.n && !s->recipients.n ? focus_partner(c, s->actors.at[0], false) : NONE;
    if (facing != NONE) add_sides(c, &facing, 1, s);
    for (uint32_t i = c->past.n; i-- > 0 && !found.n && !s->recipients.n && c->past.at[i].sentence + TOPIC_REACH >= w->sentence;)
      if (c->past.at[i].actors.n && !context_own_side(c, s, c->past.at[i].actors.at[0])) add_sides(c, c->past.at[i].actors.at, c->past.at[i].actors.n, s);
    return;
  }
  enum { MOST_ASKED = 8, OTHERWISE_REACH = 60 };
  for (uint32_t i = c->past.n, seen = 0; i-- > 0 && seen < MOST_ASKED && c->past.at[i].sentence == w->sentence && !s->recipients.n; seen++) {
    const Past *past = &c->past.at[i];
    if (past->trigger + OTHERWISE_REACH < p->word) continue;
    bool otherwise = false;
    for (uint32_t k = past->trigger + 1; k < p->word; k++) otherwise |= coder_cue(c, k, CUE_OTHERWISE);
    if (otherwise && past->recipients.n) add_sides(c, past->recipients.at, past->recipients.n, s);
  }
}

static void traced(const Coder *c, const Predicate *p, const Sense *s, const char *how) {
  if (!c->r->trace_on || !s->recipients.n) return;
  Str who = coder_word(c, s->recipients.at[0])->form;
  reading_trace(c->r, "%.*s: recipient %.*s from %s", (int)coder_word(c, p->word)->form.n, coder_word(c, p->word)->form.p, (int)who.n, who.p, how);
}

/* By what the text has been about; the rule says so, since no word of the clause does. */
static void by_focus(const Coder *c, const Predicate *p, Sense *s, uint32_t sentence, Str type, uint8_t quad) {
  bool deed = taken_up(c, p, s) != NONE; /* « a soutenu cette décision »: those who took it */
  uint32_t word = focus_recipient(c, s, p, sentence, type, deed && quad == 1 ? 3 : quad);
  if (word == NONE) return;
  add(c, &s->recipients, word);
  traced(c, p, s, "what the text is about");
  s->rule = str_format(c->arena, "%.*s + recipient from context", (int)s->rule.n, s->rule.p);
}

/* « X invaded Y after the attacks by Z »: who strikes back was struck. */
static void avenged(const Coder *c, const Predicate *p, Sense *s) {
  uint32_t deed_word = p->noun ? p->word : s->words.n ? s->words.at[0] : p->word; /* « the attacks carried out by » */
  const Word *w = coder_word(c, deed_word);
  if (!s->actors.n || w->rel != REL_OBL || w->upos != UPOS_NOUN) return;
  for (uint32_t i = c->past.n; i-- > 0 && c->past.at[i].sentence == w->sentence;) {
    const Past *past = &c->past.at[i];
    bool deed = past->type != NONE && c->ev->ontology.type_list.at[past->type].quad == 4;
    bool after = false; /* wherever the tree hangs it */
    for (uint32_t k = past->trigger; k < deed_word; k++) after |= coder_cue(c, k, CUE_EARLIER);
    if (past->trigger == w->head && deed && past->recipients.n && after) add_sides(c, past->actors.at, past->actors.n, s);
  }
}

/* « Pékin a réclamé l'arrêt de ses missions »: a demand goes to others, so that « ses » is theirs. */
static void drop_possessed(const Coder *c, Sense *s, uint8_t quad) {
  const Entity *actor = s->actors.n ? entity_at(c, s->actors.at[0]) : NULL;
  if (quad != 3 || !actor || actor->kind != ENTITY_COUNTRY) return;
  for (uint32_t i = 0; i < s->recipients.n; i++) {
    uint32_t word = s->recipients.at[i], owned = coder_cue(c, word, CUE_POSSESSIVE);
    FOR_CHILDREN(c->r, word, k) owned |= coder_word(c, k)->rel == REL_DET && coder_cue(c, k, CUE_POSSESSIVE);
    if (!owned || !context_own_side(c, s, word)) return;
  }
  s->recipients.n = 0;
}

/* « dans une lettre adressée à X, ils demandent la libération de Y »: X is asked, whoever would be let go. */
static void addressed(const Coder *c, const Predicate *p, Sense *s) {
  WordList found = {0}, before = s->recipients;
  aimed_letter(c, p, &found);
  if (!found.n || !s->actors.n || p->noun) return;
  s->recipients = (WordList){0};
  add_sides(c, found.at, found.n, s);
  if (!s->recipients.n) s->recipients = before;
}

static bool only_places(const Coder *c, const WordList *list) {
  for (uint32_t i = 0; i < list->n; i++) {
    const Mention *m = party_mention(c, list->at[i]);
    if (!m || (!m->as_place && c->r->entities.at[m->entity].kind != ENTITY_PLACE)) return false;
  }
  return list->n > 0;
}

/* « ont bloqué les ponts de Novi Sad pour exiger la démission du gouvernement »: the purpose names the other side. */
static void by_purpose(const Coder *c, const Predicate *p, Sense *s) {
  FOR_CHILDREN(c->r, p->word, k) {
    const Word *w = coder_word(c, k);
    uint32_t end = c->r->sentences.at[w->sentence].first_word + c->r->sentences.at[w->sentence].n_words;
    if (k < p->word || (w->rel != REL_ADVCL && w->rel != REL_XCOMP) || w->morph.verbform != VERBFORM_INF) continue;
    for (uint32_t i = k + 1; i < end && !s->recipients.n && reading_below(c->r, i, k); i++) {
      const Mention *m = party_mention(c, i);
      if (m && m->head == i && !m->as_place && m->form != FORM_PRONOUN && m->form != FORM_DEMONYM) add_sides(c, &i, 1, s);
    }
  }
}

/* A place stands for the other side only where the condition or the purpose of what is threatened or demanded names none. */
static void instead_of_place(const Coder *c, const Predicate *p, Sense *s, Str type) {
  bool protest = str_is(type, "PROTEST");
  if (!s->actors.n || p->noun || (!protest && !str_is(type, "THREATEN")) || !only_places(c, &s->recipients)) return;
  WordList places = s->recipients;
  s->recipients = (WordList){0};
  if (protest) by_purpose(c, p, s); /* and where nobody is named at all, below */
  else if (condition_of(c, p->word) != NONE) threatened(c, p, s);
  if (!s->recipients.n) s->recipients = places;
}

void context_recipients(const Coder *c, const Predicate *p, Sense *s, uint32_t sentence, Str type, uint8_t quad) {
  if (s->reciprocal && p->noun && s->actors.n + s->with.n == 1 && !s->recipients.n) second_side(c, p, s);
  if (s->n && s->concept != NONE) drop_own_country(c, s);
  drop_possessed(c, s, quad);
  instead_of_place(c, p, s, type);
  if (str_is(type, "REQUEST")) addressed(c, p, s);
  if (s->actors.n && !s->recipients.n && !s->with.n && s->reciprocal && quad == 3) threatened(c, p, s); /* « threatened to fight on » */
  if (quad == 4 && !s->reciprocal && !s->recipients.n) avenged(c, p, s);
  if (s->actors.n && !s->recipients.n && !s->with.n && s->reciprocal && s->n && s->actors.n == 1 && !p->noun) by_focus(c, p, s, sentence, type, quad);
  if (!s->actors.n || s->recipients.n || s->with.n || s->reciprocal) return;
  WordList aimed = {0};
  aimed_at(c, p, s, quad, &aimed);
  add_sides(c, aimed.at, aimed.n, s);
  if (!s->recipients.n && str_is(type, "PROTEST") && !p->noun) by_purpose(c, p, s);
  if (!s->recipients.n) coordinated(c, p, s);
  if (!s->recipients.n && quad == 3) threatened(c, p, s);
  if (!s->recipients.n) owner_below(c, p, s, quad);
  if (!s->recipients.n) answered(c, p, s, sentence, type, quad);
  if (!s->recipients.n && quad == 3) named_in_speech(c, p, s);
  traced(c, p, s, "what was told before");
  if (!s->recipients.n && (!p->noun || str_is(type, "SANCTION"))) by_focus(c, p, s, sentence, type, quad);
}

/* « son allié », « its rival »: who has had most to do with the owner. */
bool context_counterpart(const Coder *c, uint32_t word, WordList *out) {
  if (!coder_cue(c, word, CUE_COUNTERPART)) return false;
  uint32_t owner = NONE;
  FOR_CHILDREN(c->r, word, k) {
    const Word *w = coder_word(c, k);
    if (w->rel == REL_AMOD && party_mention(c, k)) return false;
    if (w->rel == REL_NMOD || w->rel == REL_APPOS) return false; /* named beside it */
    if (w->rel == REL_DET && coder_cue(c, k, CUE_POSSESSIVE)) owner = k;
  }
  if (owner == NONE) return false;
  if (!party_mention(c, owner)) owner = frame_subject(c, coder_word(c, word)->head, 0);
  if (owner == NONE) return false;
  uint32_t other = focus_partner(c, owner, true);
  const Entity *e = other == NONE ? NULL : entity_at(c, other);
  if (!e || !e->country[0] || same_side(c, other, owner) || !strcmp(e->country, "IGO")) return false;
  add(c, out, other);
  return true;
}
