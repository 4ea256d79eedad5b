/* compose.c: operators on concepts: the chain of predicates from the outermost word down, and how parties pass. */
#include "events/compose.h"

enum { MAX_FILLERS = 16, MAX_DEPTH = 6 };

static const char *control_name[] = {"actor", "recipient", "inner"};

static void add_word(const Coder *c, WordList *list, uint32_t word) {
  for (uint32_t i = 0; i < list->n; i++)
    if (list->at[i] == word) return;
  if (list->n < 24) vec_add(c->arena, list, word);
}

static void add_all(const Coder *c, WordList *to, const WordList *from) {
  for (uint32_t i = 0; i < from->n; i++) add_word(c, to, from->at[i]);
}

static uint32_t entity_of(const Coder *c, uint32_t word) {
  const Mention *m = party_mention(c, word);
  return m ? m->entity : NONE;
}

static bool same_party(const Coder *c, uint32_t a, uint32_t b) {
  return a == b || (entity_of(c, a) != NONE && entity_of(c, a) == entity_of(c, b));
}

/* `from` without those in `but`. */
static void add_others(const Coder *c, WordList *to, const WordList *from, const WordList *but) {
  for (uint32_t i = 0; i < from->n; i++) {
    bool in = false;
    for (uint32_t k = 0; k < but->n; k++) in |= same_party(c, from->at[i], but->at[k]);
    if (!in) add_word(c, to, from->at[i]);
  }
}

/* A filler for a slot: parties of a person, or of the owner of a thing; an event noun lends its own parties later. */
static void fill(const Coder *c, WordList *list, uint32_t word, bool owner) {
  uint32_t before = list->n;
  party_words(c, word, owner, list);
  if (list->n > before) return;
  /* a pronoun or a noun that no entity covers stays out */
}

typedef struct {
  WordList actors, recipients, with, contents, nouns, themes, places;
  bool reciprocal;
} Roles;

/* « saisi au large de Gibraltar un navire iranien »: the thing itself says whose it is. */
static bool theme_of_a_country(const Coder *c, const Predicate *p) {
  for (uint32_t i = 0; i < p->args.n; i++) {
    if (p->args.at[i].where != WHERE_OBJ) continue;
    FOR_CHILDREN(c->r, p->args.at[i].word, k) {
      const Mention *m = coder_word(c, k)->rel == REL_AMOD ? party_mention(c, k) : NULL;
      if (m && m->form == FORM_DEMONYM && c->r->entities.at[m->entity].country[0]) return true;
    }
  }
  return false;
}

/* « A Paris, le ministère a apporté son soutien à ... »: a place in front of the verb is where, not to whom. */
static bool only_a_place(const Coder *c, const Predicate *p, const Slot *slot, const Arg *arg, uint32_t n) {
  const Mention *m = party_mention(c, arg->word);
  if (!m || !m->as_place || slot->where != WHERE_PREP || slot->role != ROLE_RECIPIENT) return false;
  (void)n;
  if (arg->weak && theme_of_a_country(c, p)) return true;
  return arg->word < p->word && !p->noun;
}

/* « leur ambassadeur en Iran »: a country stands behind it. */
static bool country_beside(const Coder *c, const Predicate *p, uint32_t word) {
  for (uint32_t i = 0; i < p->args.n; i++) {
    const Arg *a = &p->args.at[i];
    const Mention *m = a->where == WHERE_PREP && a->word > word ? party_mention(c, a->word) : NULL;
    if (m && c->r->entities.at[m->entity].kind == ENTITY_COUNTRY) return true;
  }
  return false;
}

static bool own_country(const Coder *c, const Mention *place, const WordList *actors) {
  for (uint32_t i = 0; i < actors->n; i++) {
    const Mention *m = party_mention(c, actors->at[i]);
    if (m && !strcmp(c->r->entities.at[m->entity].country, c->r->entities.at[place->entity].country)) return true;
  }
  return false;
}

/* « leurs collègues grecs »: of another country by an adjective, whatever the possessive says. */
static bool foreign(const Coder *c, uint32_t word, const WordList *actors) {
  FOR_CHILDREN(c->r, word, k) {
    bool beside = coder_word(c, k)->rel == REL_AMOD || (coder_word(c, k)->rel == REL_NMOD && !frame_prep(c, k).n); /* an adjective that taggers take for a noun */
    const Mention *m = beside ? party_mention(c, k) : NULL;
    if (m && m->form == FORM_DEMONYM && c->r->entities.at[m->entity].country[0] && actors->n && !own_country(c, m, actors)) return true;
  }
  return false;
}

/* « a rappelé ses ambassadeurs »: what is the actor's own is not the other side. */
static void drop_own(const Coder *c, const Predicate *p, Roles *roles) {
  uint32_t n = 0, for_others = NONE;
  for (uint32_t i = 0; i < roles->recipients.n; i++) {
    uint32_t word = roles->recipients.at[i];
    bool own = false;
    const Mention *m = party_mention(c, word);
    bool person = m && c->r->entities.at[m->entity].kind == ENTITY_PERSON && m->form == FORM_NAME;
    FOR_CHILDREN(c->r, word, k) {
      if (coder_word(c, k)->rel != REL_DET && coder_word(c, k)->sub != SUB_POSS) continue;
      if (!coder_cue(c, k, CUE_POSSESSIVE)) continue;
      uint32_t owner = entity_of(c, k);
      own |= owner == NONE && k < word && roles->actors.n && country_beside(c, p, word);
      for (uint32_t a = 0; a < roles->actors.n; a++) own |= owner != NONE && owner == entity_of(c, roles->actors.at[a]);
    }
    if (!own || person || foreign(c, word, &roles->actors)) roles->recipients.at[n++] = word;
    else for_others = word;
  }
  roles->recipients.n = n;
  /* « son ambassadeur en Iran »: whom the actor's own is with */
  if (!n && for_others != NONE)
    FOR_CHILDREN(c->r, for_others, k)
      if (coder_word(c, k)->rel == REL_NMOD && frame_prep(c, k).n && !coder_str_cue(c, frame_prep(c, k), CUE_OF)) fill(c, &roles->recipients, k, true);
}

/* « sent a letter demanding that ... »: what a text says is its content. */
static bool of_text(const Coder *c, uint32_t gerund) {
  const Word *w = coder_word(c, gerund);
  return w->rel == REL_ACL && w->head != NONE && coder_cue(c, w->head, CUE_TEXT);
}

/* « defended its policies, saying that ... »: of an operator with an object, a loose gerund is no content. */
static bool beside_object(const Predicate *p, const Words *set, const Entry *e) {
  const Name *name = &set->lexicon.names[e->names];
  if (name->kind == NAME_LIGHT || name->kind == NAME_NONE || !name->n_operators || name->concept) return false;
  for (uint32_t i = 0; i < p->args.n; i++)
    if (p->args.at[i].where == WHERE_OBJ && !p->args.at[i].weak && !p->args.at[i].clause) return true;
  return false;
}

/* « marched in Minsk to demand that X go »: whom the purpose names comes before the place. */
static bool has_purpose(const Predicate *p) {
  for (uint32_t i = 0; i < p->args.n && !p->noun; i++)
    if (p->args.at[i].where == WHERE_INF && p->args.at[i].word > p->word) return true;
  return false;
}

/* « ont quitté le Niger »: a country where it happens is a party where none else is */
static void place_parties(const Coder *c, const Predicate *p, const Roles *roles, WordList *recipients) {
  for (uint32_t i = 0; i < roles->places.n && !recipients->n && !roles->with.n && !roles->reciprocal; i++) {
    const Mention *m = party_mention(c, roles->places.at[i]);
    if (p->passive && !roles->actors.n) break; /* « a deal signed in Abuja » */
    if (m && c->r->entities.at[m->entity].country[0] && !own_country(c, m, &roles->actors)) add_word(c, recipients, roles->places.at[i]);
  }
}

static void possessor_acts(const Coder *c, const Predicate *p, const Words *set, const Entry *e, Roles *roles) {
  const Lexicon *l = &set->lexicon;
  bool of = false, possessor = false;
  for (uint32_t i = 0; i < e->n_slots; i++) {
    const Slot *slot = &l->slots[e->slots + i];
    const Arg *args[MAX_FILLERS];
    uint32_t n;
    if (slot->role != ROLE_RECIPIENT || !match_args(c, p, slot, lexicon_str(l, slot->prep), args, &n, MAX_FILLERS)) continue;
    of |= slot->where == WHERE_PREP && coder_str_cue(c, args[0]->prep, CUE_OF) && args[0]->word > p->word;
    possessor |= slot->where == WHERE_POSS || slot->where == WHERE_ADJ || slot->where == WHERE_CMPD;
  }
  if (!of || !possessor) return;
  WordList recipients = roles->recipients;
  roles->recipients = (WordList){0};
  for (uint32_t i = 0; i < recipients.n; i++) add_word(c, recipients.at[i] < p->word ? &roles->actors : &roles->recipients, recipients.at[i]);
}

/* An operator waits for its content. */
static bool works_on(const Words *set, const Entry *e) {
  const Name *name = &set->lexicon.names[e->names];
  return name->kind == NAME_CHAIN && name->n_operators && !name->concept;
}

/* « held hostage »: a word of the idiom itself is nobody. */
static bool part_of(const Coder *c, const Words *set, const Entry *e, uint32_t word) {
  for (uint32_t i = 0; i < e->n_parts; i++) {
    const Part *part = &set->lexicon.parts[e->parts + i];
    if (!part->prep && str_eq(lexicon_str(&set->lexicon, part->lemma), c->lemma[word])) return true;
  }
  return false;
}

/* « a pilot held hostage », « was given notice »: who is meant stands beside the object of the idiom. */
static void fill_held(const Coder *c, const Predicate *p, WordList *recipients) {
  for (uint32_t i = 0; i < p->args.n; i++)
    if (p->args.at[i].where == WHERE_IOBJ && !p->args.at[i].clause) fill(c, recipients, p->args.at[i].word, true);
}

static void collect_roles(const Coder *c, const Predicate *p, const Words *set, const Entry *e, Roles *roles);

/* The deed, told by a noun below the verb, in whose phrase the word stands; NULL for none. */
static const Predicate *deed_around(const Coder *c, const Predicate *p, uint32_t word) {
  uint32_t noun = coder_word(c, word)->head;
  for (uint32_t steps = 0; steps < 3 && noun != NONE && noun != p->word; steps++, noun = coder_word(c, noun)->head) {
    if (frame_verbal(c, noun) || c->predicate[noun] == NONE) continue;
    const Predicate *deed = &c->predicates.at[c->predicate[noun]];
    const Entry *e = deed->match.entry;
    if (deed->noun && e && deed->match.set->lexicon.names[e->names].kind == NAME_CHAIN) return deed;
  }
  return NULL;
}

/* « condemned the attack on a convoy »: whom the deed is done to is not who is condemned for it; nor is anybody in its phrase
 * where its doer is named. */
static bool of_the_deed(const Coder *c, const Predicate *p, const Arg *arg) {
  const Predicate *deed = arg->where == WHERE_PREP ? deed_around(c, p, arg->word) : NULL;
  if (!deed) return false;
  const Entry *e = deed->match.entry;
  for (uint32_t i = 0; i < e->n_slots; i++) {
    const Slot *slot = &deed->match.set->lexicon.slots[e->slots + i];
    if (slot->where == WHERE_PREP && slot->role == ROLE_RECIPIENT && str_eq(lexicon_str(&deed->match.set->lexicon, slot->prep), arg->prep)) return true;
  }
  Roles roles;
  collect_roles(c, deed, deed->match.set, e, &roles);
  return roles.actors.n && !roles.reciprocal;
}

/* « a strike on a school in Kharkiv killed a teacher »: of a deed that acts its doers act, not whom it is done to nor where.
 * False where the word is no deed. */
static bool deed_actors(const Coder *c, const Predicate *p, uint32_t word, WordList *actors) {
  if (c->predicate[word] == NONE || p->noun || party_mention(c, word)) return false;
  const Predicate *deed = &c->predicates.at[c->predicate[word]];
  if (!deed->noun || !deed->match.entry || deed->match.set->lexicon.names[deed->match.entry->names].kind != NAME_CHAIN) return false;
  Roles inner;
  collect_roles(c, deed, deed->match.set, deed->match.entry, &inner);
  if (!inner.actors.n && !inner.recipients.n) return false;
  add_all(c, actors, &inner.actors);
  return true;
}

/* « s'est porté volontaire pour arbitrer », « a mis fin à la détention »: a word of the idiom itself is the content only
 * where nothing else is. */
static void own_words_last(const Coder *c, const Words *set, const Entry *e, WordList *contents) {
  WordList ordered = {0};
  for (int own = 0; own <= 1; own++)
    for (uint32_t i = 0; i < contents->n; i++)
      if (part_of(c, set, e, contents->at[i]) == (own == 1)) add_word(c, &ordered, contents->at[i]);
  *contents = ordered;
}

static void collect_roles(const Coder *c, const Predicate *p, const Words *set, const Entry *e, Roles *roles) {
  const Lexicon *l = &set->lexicon;
  WordList loose = {0}; /* « l'embargo européen sur les armes à destination du Soudan »: what stands near acts where nobody else does */
  *roles = (Roles){0};
  for (uint32_t i = 0; i < e->n_slots; i++) {
    const Slot *slot = &l->slots[e->slots + i];
    const Arg *args[MAX_FILLERS];
    uint32_t n;
    if (!match_args(c, p, slot, lexicon_str(l, slot->prep), args, &n, MAX_FILLERS)) continue;
    for (uint32_t k = 0; k < n; k++) {
      uint32_t w = args[k]->word;
      if (only_a_place(c, p, slot, args[k], n)) continue;
      if (slot->role == ROLE_RECIPIENT && args[k]->weak && works_on(set, e) && of_the_deed(c, p, args[k])) continue;
      if (slot->where == WHERE_OBJ && slot->role == ROLE_RECIPIENT && part_of(c, set, e, w)) {
        fill_held(c, p, &roles->recipients);
        continue;
      }
      bool subject = slot->where == WHERE_SUBJ || slot->where == WHERE_POSS || slot->where == WHERE_ADJ;
      switch (slot->role) {
        case ROLE_ACTOR: fill(c, p->noun && args[k]->weak ? &loose : &roles->actors, w, false); break;
        case ROLE_RECIPIENT: case ROLE_BENEFICIARY: fill(c, &roles->recipients, w, true); break;
        case ROLE_BOTH: roles->reciprocal = true; fill(c, &roles->actors, w, subject || !p->noun || coder_str_cue(c, args[k]->prep, CUE_BETWEEN)); break;
        case ROLE_WITH: roles->reciprocal = true; fill(c, &roles->with, w, true); break;
        case ROLE_CONTENT:
          if (!(slot->where == WHERE_GER && args[k]->weak && beside_object(p, set, e) && !of_text(c, w))) add_word(c, &roles->contents, w);
          break;
        case ROLE_THEME: if (slot->where == WHERE_OBJ || p->noun) add_word(c, &roles->themes, w); break;
        case ROLE_NOUN: add_word(c, &roles->nouns, w); break;
        case ROLE_PLACE: fill(c, &roles->places, w, true); break;
        default: break;
      }
    }
  }
  if (e->n_parts && roles->contents.n > 1) own_words_last(c, set, e, &roles->contents);
  /* « Poland's expulsion of ten diplomats »: who is expelled is named behind « of » */
  if (p->noun && !roles->actors.n) possessor_acts(c, p, set, e, roles);
  /* « U.S. sanctions against Iran »: before a noun whose other side is named stands who acts, not what it is of */
  for (uint32_t i = 0; i < p->args.n && p->noun && roles->recipients.n && !roles->actors.n && !roles->reciprocal; i++) {
    const Mention *m = p->args.at[i].where == WHERE_CMPD ? party_mention(c, p->args.at[i].word) : NULL;
    EntityKind kind = m ? c->r->entities.at[m->entity].kind : ENTITY_PERSON;
    if (m && m->form != FORM_ROLE && (kind == ENTITY_COUNTRY || kind == ENTITY_ORGANISATION)) fill(c, &roles->actors, p->args.at[i].word, false);
  }
  if (!roles->actors.n) roles->actors = loose;
  /* nobody acts: the owner of the thing that does */
  for (uint32_t i = 0; i < e->n_slots && !roles->actors.n; i++) {
    const Slot *slot = &l->slots[e->slots + i];
    const Arg *args[MAX_FILLERS];
    uint32_t n;
    if (slot->role != ROLE_ACTOR || !match_args(c, p, slot, lexicon_str(l, slot->prep), args, &n, MAX_FILLERS)) continue;
    for (uint32_t k = 0; k < n; k++)
      if (!deed_actors(c, p, args[k]->word, &roles->actors)) fill(c, &roles->actors, args[k]->word, true);
  }
  /* « a protesté auprès de X », « des mesures à l'encontre de X »: the other side by its preposition alone */
  for (uint32_t i = 0; i < p->args.n && !roles->recipients.n && !roles->with.n && !roles->reciprocal; i++) {
    const Arg *a = &p->args.at[i];
    if (a->where == WHERE_PREP && !a->clause && !roles->contents.n && coder_str_cue(c, a->prep, CUE_TOWARDS)) fill(c, &roles->recipients, a->word, true);
  }
  if (!has_purpose(p)) place_parties(c, p, roles, &roles->recipients);
  /* « un accord a été signé entre X et Y » */
  bool somebody = false; /* « un éboulement bloque la route entre X et Y » */
  for (uint32_t i = 0; i < p->args.n; i++) somebody |= p->args.at[i].where == WHERE_SUBJ && !p->noun && !p->passive && !p->reflexive;
  for (uint32_t i = 0; i < p->args.n && !roles->actors.n && !roles->with.n && !somebody; i++) {
    const Arg *a = &p->args.at[i];
    if (a->where != WHERE_PREP || a->clause || !coder_str_cue(c, a->prep, CUE_BETWEEN)) continue;
    WordList both = {0};
    fill(c, &both, a->word, true);
    if (both.n > 1) roles->reciprocal = true, roles->actors = both;
  }
  if (roles->recipients.n) drop_own(c, p, roles);
  /* « a pris la défense de »: the object of a verb that says nothing else is done by its subject */
  if (p->noun && !roles->actors.n && !roles->reciprocal) {
    const Word *w = coder_word(c, p->word);
    if (w->rel == REL_OBJ && w->head != NONE && frame_verbal(c, w->head) &&
        (c->predicate[w->head] == NONE || !c->predicates.at[c->predicate[w->head]].match.entry)) {
      bool takes = false;
      for (uint32_t i = 0; i < e->n_slots; i++) takes |= l->slots[e->slots + i].role == ROLE_ACTOR;
      uint32_t subject = takes ? frame_subject(c, w->head, 0) : NONE;
      /* « the killing triggered protests »: a deed does none */
      if (subject != NONE && !(c->predicate[subject] != NONE && c->predicates.at[c->predicate[subject]].match.entry && !party_mention(c, subject))) fill(c, &roles->actors, subject, true);
    }
  }
}

/* Down from a filler to the predicate it means: past modals, copulas, « a series of ». */
static uint32_t predicate_of(const Coder *c, uint32_t word) {
  for (uint32_t guard = 0; guard < 4 && word != NONE; guard++) {
    if (frame_verbal(c, word)) word = frame_without_modal(c, word);
    if (c->predicate[word] != NONE && c->predicates.at[c->predicate[word]].match.entry) return c->predicate[word];
    if (!coder_cue(c, word, CUE_TRANSPARENT)) return NONE;
    word = reading_child(c->r, word, REL_NMOD, SUB_NONE);
  }
  return NONE;
}

static void note(const Coder *c, Sense *s, const Predicate *p, const Name *name) {
  const Lexicon *l = &p->match.set->lexicon;
  Str file = lexicon_str(l, p->match.entry->file), text = lexicon_str(l, name->text);
  s->rule = str_format(c->arena, "%.*s:%u %.*s%s%.*s", (int)file.n, file.p, p->match.entry->line, (int)text.n, text.p,
                       s->rule.n ? " + " : "", (int)s->rule.n, s->rule.p);
}

static bool prepend(Sense *s, const uint32_t *operators, uint32_t n) {
  if (s->n + n > SENSE_OPERATORS) return false;
  memmove(s->operators + n, s->operators, s->n * sizeof *operators);
  memcpy(s->operators, operators, n * sizeof *operators);
  s->n += n;
  return true;
}

static uint8_t modality(const Coder *c, uint32_t word) {
  uint8_t told = headline_subject(c, word) == NONE ? 0 : AUX_FUTURE;
  return c->ev->modality ? modality_of(c->ev->modality, c->r, word) | told : told;
}

/* The negation that an entry asks for is in what it names: « n'a pas l'intention » refuses. */
static uint8_t own_modality(const Coder *c, const Predicate *p) {
  uint8_t m = modality(c, p->word);
  const Entry *e = p->match.entry;
  for (uint32_t i = 0; i < e->n_conditions; i++) {
    const Condition *q = &p->match.set->lexicon.conditions[e->conditions + i];
    if (q->ask == ASK_NEGATED && !q->negated) m &= (uint8_t)~AUX_NEGATION;
  }
  return m;
}

/* The noun that names the event with the verb: « maintient des contacts ». */
static void add_parts(const Coder *c, const Predicate *p, Sense *s) {
  const Entry *e = p->match.entry;
  if (p->noun) return;
  const Word *v = coder_word(c, p->word);
  if (v->rel == REL_ACL && v->head != NONE) /* « l'ultimatum lancé par X » */
    for (uint32_t k = 0; k < e->n_parts; k++)
      if (str_eq(c->lemma[v->head], lexicon_str(&p->match.set->lexicon, p->match.set->lexicon.parts[e->parts + k].lemma))) add_word(c, &s->words, v->head);
  for (uint32_t i = 0; i < p->args.n; i++) { /* « a procédé à un essai » */
    const Arg *a = &p->args.at[i];
    if (a->where != WHERE_PREP || a->weak || a->clause || a->word < p->word || party_mention(c, a->word)) continue;
    const Lexicon *l = &p->match.set->lexicon;
    for (uint32_t k = 0; k < e->n_parts; k++) {
      const Part *part = &l->parts[e->parts + k];
      if (str_eq(lexicon_str(l, part->prep), a->prep) && str_eq(lexicon_str(l, part->lemma), c->lemma[a->word])) add_word(c, &s->words, a->word);
    }
  }
  for (uint32_t i = 0; i < p->args.n; i++) {
    const Arg *a = &p->args.at[i];
    if (a->where != WHERE_OBJ || a->weak || a->clause || a->word < p->word) continue;
    bool asked = false;
    for (uint32_t k = 0; k < e->n_parts; k++) asked |= str_eq(c->lemma[a->word], lexicon_str(&p->match.set->lexicon, p->match.set->lexicon.parts[e->parts + k].lemma));
    for (uint32_t k = 0; k < e->n_conditions; k++) {
      const Condition *q = &p->match.set->lexicon.conditions[e->conditions + k];
      asked |= q->where == WHERE_OBJ && q->ask == ASK_CLASS && !q->negated;
    }
    if (asked && !party_mention(c, a->word)) add_word(c, &s->words, a->word);
  }
}

/* How the parties of an operator and those of its content come together. */
static void join_parties(const Coder *c, Control control, const Roles *outer, Sense *s) {
  WordList inner_actors = s->actors, inner_recipients = s->recipients, inner_with = s->with;
  WordList actors = {0}, recipients = {0};
  if (control == CONTROL_INNER) {
    if (!s->actors.n) s->actors = outer->actors;
    if (!s->recipients.n) add_others(c, &s->recipients, &outer->recipients, &s->actors);
    return;
  }
  add_all(c, &actors, outer->actors.n ? &outer->actors : control == CONTROL_ACTOR ? &inner_actors : &outer->actors);
  add_others(c, &recipients, &outer->recipients, &actors);
  if (!recipients.n && control == CONTROL_RECIPIENT) add_others(c, &recipients, &inner_actors, &actors);
  if (!recipients.n) add_others(c, &recipients, &inner_recipients, &actors);
  if (!recipients.n && !s->reciprocal) add_others(c, &recipients, &inner_actors, &actors);
  if (!recipients.n && control == CONTROL_RECIPIENT) add_others(c, &recipients, &inner_with, &actors);
  s->actors = actors, s->recipients = recipients;
  /* « begin talks with »: the other side stays one of both */
  s->with = (WordList){0};
  add_others(c, &s->with, &inner_with, &actors);
  if (s->reciprocal) add_others(c, &s->with, &inner_actors, &actors);
}

/* « insist that Congress shelve the bill »: a bare verb behind « that », with a subject of the third person singular. */
static bool bare_form(const Coder *c, uint32_t verb, uint32_t subject) {
  const Word *v = coder_word(c, verb);
  if (subject == NONE || subject > verb || v->rel != REL_CCOMP || v->morph.verbform == VERBFORM_PART || !str_eq(v->form, v->lemma)) return false;
  const Word *s = coder_word(c, subject);
  const Mention *m = party_mention(c, subject);
  bool one = s->morph.number == NUMBER_SING || (m && m->form == FORM_NAME && c->r->entities.at[m->entity].kind == ENTITY_COUNTRY); /* « the United States » */
  if ((s->upos != UPOS_NOUN && s->upos != UPOS_PROPN) || !one || reading_child(c->r, subject, REL_CONJ, SUB_NONE) != NONE) return false;
  bool mark = false;
  FOR_CHILDREN(c->r, verb, k) {
    if (coder_word(c, k)->rel == REL_AUX || coder_word(c, k)->rel == REL_COP) return false;
    mark |= coder_word(c, k)->rel == REL_MARK && coder_word(c, k)->upos == UPOS_SCONJ;
  }
  return mark && v->morph.tense != TENSE_PAST && !(s->upos == UPOS_NOUN && coder_cue(c, subject, CUE_NO_PARTY));
}

/* « X must », « X doit » as what somebody says: a demand on X, whatever X must do. */
static bool obligation(const Coder *c, uint32_t verb, uint32_t *subject) {
  uint32_t modal = coder_cue(c, verb, CUE_OBLIGATION) ? verb : NONE;
  FOR_CHILDREN(c->r, verb, k)
    if (coder_word(c, k)->rel == REL_AUX && coder_cue(c, k, CUE_OBLIGATION)) modal = k;
  *subject = frame_subject(c, verb, 0);
  return modal != NONE || bare_form(c, verb, *subject);
}

/* A country and whoever speaks for it: « Malaysia's minister said Kuala Lumpur might ... » */
static bool same_side(const Coder *c, uint32_t a, uint32_t b) {
  if (same_party(c, a, b)) return true;
  const Mention *x = party_mention(c, a), *y = party_mention(c, b);
  if (!x || !y) return false;
  const Entity *speaker = &c->r->entities.at[x->entity], *doer = &c->r->entities.at[y->entity];
  return doer->kind == ENTITY_COUNTRY && y->form != FORM_DEMONYM && speaker->country[0] && !strcmp(speaker->country, doer->country);
}

/* « said it could suspend the deal »: what somebody may do himself is announced or threatened. */
static bool own_deed(const Coder *c, const Roles *outer, uint32_t word, const Sense *s) {
  if (!outer->actors.n || !s->actors.n || coder_word(c, word)->morph.verbform != VERBFORM_INF) return false;
  return same_side(c, outer->actors.at[0], s->actors.at[0]);
}

static bool same_doer(const Coder *c, const Roles *outer, const Sense *s) {
  return outer->actors.n && s->actors.n && same_side(c, outer->actors.at[0], s->actors.at[0]);
}

/* The sense of an operator's content. False where it names no event. */
static bool content_sense(Coder *c, const Roles *outer, uint32_t word, uint32_t depth, bool reporting, Sense *s) {
  uint32_t subject = NONE;
  bool told = reporting && obligation(c, word, &subject);
  uint32_t at = predicate_of(c, word);
  *s = (Sense){.concept = NONE, .trigger = word};
  bool found = at != NONE && compose_sense(c, at, depth + 1, s);
  if (!found && !told) {
    /* « the decision to attack », « an attempt at »: any event right below */
    if (!frame_verbal(c, word))
      FOR_CHILDREN(c->r, word, k) {
        const Word *w = coder_word(c, k);
        if (w->rel != REL_ACL && w->rel != REL_NMOD) continue;
        if (w->rel == REL_NMOD && !coder_str_cue(c, frame_prep(c, k), CUE_OF)) continue;
        uint32_t below = predicate_of(c, k);
        if (below == NONE || !coder_cue(c, word, CUE_TRANSPARENT) || !compose_sense(c, below, depth + 1, s)) continue;
        if (!s->actors.n) fill(c, &s->actors, word, true); /* whose decision it is */
        return true;
      }
    return false;
  }
  if (found) {
    uint8_t m = s->modality;
    if (m & AUX_NEGATION && !told && !reporting) {
      if (c->ev->op_not != NONE) prepend(s, &c->ev->op_not, 1);
      s->modality = 0;
    }
    /* « a fait savoir qu'il ne participerait pas »: the conditional is the future of what was said */
    bool later = m & AUX_FUTURE || (m & AUX_HYPOTHETICAL && coder_word(c, word)->morph.verbform == VERBFORM_FIN && same_doer(c, outer, s));
    if (reporting && m & AUX_NEGATION && later && c->ev->op_will_not != NONE) {
      prepend(s, &c->ev->op_will_not, 1);
      s->modality = (uint8_t)(m & ~(AUX_NEGATION | AUX_FUTURE | AUX_HYPOTHETICAL));
    } else if (reporting && m & AUX_FUTURE && !told && c->ev->op_intend != NONE) {
      prepend(s, &c->ev->op_intend, 1);
      s->modality = (uint8_t)(m & ~AUX_FUTURE);
    } else if (reporting && m & AUX_HYPOTHETICAL && m & AUX_NEGATION && !told && c->ev->op_will_not != NONE && own_deed(c, outer, word, s)) {
      prepend(s, &c->ev->op_will_not, 1); /* « said it could not take in more » */
      s->modality = (uint8_t)(m & ~(AUX_NEGATION | AUX_HYPOTHETICAL));
    } else if (reporting && m & AUX_HYPOTHETICAL && !(m & AUX_NEGATION) && !told && c->ev->op_intend != NONE && own_deed(c, outer, word, s)) {
      prepend(s, &c->ev->op_intend, 1);
      s->modality = (uint8_t)(m & ~AUX_HYPOTHETICAL);
    }
  }
  if (told) {
    Roles asked = {0};
    if (subject != NONE) fill(c, &asked.recipients, subject, true);
    Sense before = *s;
    prepend(s, &c->ev->op_must, 1);
    s->actors = (WordList){0};
    s->recipients = asked.recipients;
    if (!s->recipients.n) add_all(c, &s->recipients, &before.actors);
    s->modality = 0;
  }
  return true;
}

static bool operators_of(const Coder *c, const Predicate *p, uint32_t name, uint32_t *out, uint32_t *n, uint32_t *concept) {
  (void)c;
  const Words *set = p->match.set;
  *n = set->lexicon.names[name].n_operators;
  for (uint32_t i = 0; i < *n; i++)
    if ((out[i] = set->names[name].operators[i]) == NONE) return false;
  *concept = set->names[name].concept;
  return true;
}

/* « condamne ces sanctions », « rejected the pact »: the parties of the event that the noun takes up. */
static void recall(const Coder *c, const Predicate *p, Sense *s) {
  const Concept *concept = &c->ev->ontology.concept_list.at[s->concept];
  const Past *found = NULL;
  for (uint32_t i = c->past.n > 128 ? c->past.n - 128 : 0; i < c->past.n; i++) {
    const Past *past = &c->past.at[i];
    if (past->sentence == coder_word(c, p->word)->sentence) continue;
    bool two = past->actors.n > 1 && !past->recipients.n; /* whoever signs is more than one */
    bool same = past->concept == s->concept;
    bool type = concept->type != NONE && past->type == concept->type;
    bool deal = concept->klass != NONE && past->type != NONE && c->ev->ontology.type_list.at[past->type].klass == concept->klass &&
                str_is(c->ev->ontology.classes.entries.at[concept->klass].key, "coop-verbal");
    bool signed_before = deal && found && found->actors.n > 1 && !found->recipients.n && !two;
    if (same || ((type || deal) && !signed_before && !(found && found->concept == s->concept))) found = past;
  }
  if (!found) return;
  for (uint32_t i = 0; i < found->actors.n; i++) add_word(c, &s->actors, found->actors.at[i]);
  for (uint32_t i = 0; i < found->recipients.n; i++) add_word(c, &s->recipients, found->recipients.at[i]);
}

/* « accepte de partager les eaux avec le Pakistan »: of a deed that no entry knows, its object or else the phrases behind it
 * name the other side. */
static void lend_parties(const Coder *c, uint32_t word, Sense *s) {
  const Predicate *deed = c->predicate[word] == NONE ? NULL : &c->predicates.at[c->predicate[word]];
  if (!deed || deed->match.entry || deed->passive) return;
  for (int round = 0; round < 2 && !s->recipients.n; round++)
    for (uint32_t i = 0; i < deed->args.n; i++) {
      const Arg *a = &deed->args.at[i];
      bool object = a->where == WHERE_OBJ || a->where == WHERE_IOBJ;
      bool phrase = a->where == WHERE_PREP && coder_str_cue(c, a->prep, CUE_OWNER) && !coder_str_cue(c, a->prep, CUE_AGENT);
      if (a->clause || a->word < word || !(round ? phrase : object) || !party_known(c, a->word)) continue;
      const Mention *m = party_mention(c, a->word);
      if (!m || own_country(c, m, &s->actors) || (!c->r->entities.at[m->entity].country[0] && m->form != FORM_NAME)) continue; /* « for children » */
      WordList one = {0};
      add_word(c, &one, a->word);
      add_others(c, &s->recipients, &one, &s->actors);
    }
}

/* « took to the streets to demand that he go »: the purpose of a concept names no event of its own, but whom it is aimed at. */
static void lend_recipients(Coder *c, uint32_t word, uint32_t depth, Sense *s) {
  uint32_t at = predicate_of(c, word);
  Sense inner;
  if (at == NONE || s->recipients.n || !compose_sense(c, at, depth + 1, &inner)) return;
  add_others(c, &s->recipients, &inner.recipients, &s->actors);
  add_others(c, &s->recipients, &inner.with, &s->actors);
  if (s->recipients.n) add_all(c, &s->words, &inner.words);
}

/* « walked out on Monday, demanding that X go »: what those in the street say there is no event of its own either. */
static bool in_the_street(const Coder *c, uint32_t concept) {
  uint32_t type = c->ev->ontology.concept_list.at[concept].type;
  return type != NONE && str_is(c->ev->ontology.type_list.at[type].name, "PROTEST");
}

/* « mobilised the police »: the actor's own, by its country. */
static bool of_actors(const Coder *c, const Sense *s, uint32_t word) {
  const Mention *m = party_mention(c, word);
  if (!m || !c->r->entities.at[m->entity].country[0]) return false;
  for (uint32_t i = 0; i < s->actors.n; i++) {
    const Mention *a = party_mention(c, s->actors.at[i]);
    if (a && !strcmp(c->r->entities.at[a->entity].country, c->r->entities.at[m->entity].country)) return true;
  }
  return false;
}

/* « les sanctions américaines ont été prolongées »: no agent, and the noun that the entry asks for has one. */
static void noun_actors(const Coder *c, const Predicate *p, Sense *s) {
  for (uint32_t i = 0; i < p->args.n && !s->actors.n; i++) {
    const Arg *a = &p->args.at[i];
    uint32_t at = a->where == WHERE_OBJ && !a->clause && !party_mention(c, a->word) ? c->predicate[a->word] : NONE;
    if (at == NONE || &c->predicates.at[at] == p || !c->predicates.at[at].match.entry || !c->predicates.at[at].noun) continue;
    Roles inner;
    collect_roles(c, &c->predicates.at[at], c->predicates.at[at].match.set, c->predicates.at[at].match.entry, &inner);
    add_others(c, &s->actors, &inner.actors, &s->recipients);
  }
}

/* « condamne les arrestations au Venezuela »: nobody is named, but the country where the deed is done. */
static void deed_country(const Coder *c, uint32_t deed, Sense *s) {
  for (uint32_t i = 0; i < c->predicates.at[deed].args.n && !s->recipients.n; i++) {
    const Arg *a = &c->predicates.at[deed].args.at[i];
    const Mention *m = a->where == WHERE_PREP && !a->clause && coder_str_cue(c, a->prep, CUE_OWNER) ? party_mention(c, a->word) : NULL;
    if (!m || c->r->entities.at[m->entity].kind != ENTITY_COUNTRY || own_country(c, m, &s->actors)) continue;
    WordList one = {0};
    add_word(c, &one, a->word);
    add_others(c, &s->recipients, &one, &s->actors);
  }
}

/* An entry that asks, demands or accuses: of whom it does so is the subject of what is said. */
static bool turns_on(const Coder *c, const Predicate *p) {
  const Entry *e = p->match.entry;
  for (uint32_t i = 0; i < e->n_names; i++) {
    const Name *name = &p->match.set->lexicon.names[e->names + i];
    uint32_t op = name->n_operators ? p->match.set->names[e->names + i].operators[name->n_operators - 1] : NONE;
    if (op != NONE && c->ev->ontology.operator_list.at[op].control == CONTROL_RECIPIENT) return true;
  }
  return false;
}

/* « found that the agency covered it up »: who is said to have done something no entry knows is accused all the same. */
static void fill_subject(const Coder *c, uint32_t verb, uint32_t above, WordList *out) {
  uint32_t subject = frame_subject(c, verb, 0);
  if (subject != NONE && reading_below(c->r, subject, above)) fill(c, out, subject, true);
}

/* « asked the court to investigate Venezuela »: where asking for a deed is no more than the deed, whom it falls on stays. */
static void keep_target(const Coder *c, uint32_t op, const Outcome *outcome, const Sense *inner, Sense *s) {
  const Ontology *o = &c->ev->ontology;
  if (inner->concept == NONE || inner->n || !inner->recipients.n || o->operator_list.at[op].control != CONTROL_RECIPIENT) return;
  if (outcome->type == NONE || outcome->type != o->concept_list.at[inner->concept].type || o->type_list.at[outcome->type].quad != 3) return;
  WordList recipients = {0};
  add_others(c, &recipients, &inner->recipients, &s->actors);
  if (recipients.n) s->recipients = recipients;
}

/* « criticised Sudan over the arrests »: what stands as content and tells nothing is whom it is about. */
static void plain_contents(const Coder *c, const Predicate *p, Roles *roles) {
  for (uint32_t i = 0; i < roles->contents.n && !roles->recipients.n; i++) {
    uint32_t w = roles->contents.at[i];
    if (frame_verbal(c, w) || !party_mention(c, w) || predicate_of(c, w) != NONE || deed_around(c, p, w)) continue;
    WordList named = {0};
    fill(c, &named, w, true);
    add_others(c, &roles->recipients, &named, &roles->actors);
  }
}

/* One name of the entry. `last`: no other is left, so that an operator without content stands too. */
static bool try_name(Coder *c, Predicate *p, uint32_t index, bool last, uint32_t depth, Sense *s) {
  const Name *name = &p->match.set->lexicon.names[index];
  Roles roles;
  collect_roles(c, p, p->match.set, p->match.entry, &roles);
  *s = (Sense){.concept = NONE, .trigger = p->word};
  if (name->kind == NAME_NONE) return false;
  if (name->kind == NAME_LIGHT) {
    for (uint32_t i = 0; i < roles.nouns.n; i++) {
      uint32_t at = predicate_of(c, roles.nouns.at[i]);
      if (at == NONE || &c->predicates.at[at] == p || !compose_sense(c, at, depth + 1, s)) continue;
      if (roles.actors.n) {
        WordList inner = s->actors;
        s->actors = roles.actors;
        if (roles.reciprocal || s->reciprocal) add_others(c, &s->with, &inner, &s->actors);
        else if (!s->recipients.n && !roles.recipients.n) add_others(c, &s->recipients, &inner, &s->actors);
      }
      add_others(c, &s->recipients, &roles.recipients, &s->actors);
      add_others(c, &s->with, &roles.with, &s->actors);
      s->reciprocal |= roles.reciprocal;
      s->modality |= modality(c, p->word);
      add_word(c, &s->words, p->word);
      note(c, s, p, name);
      return true;
    }
    return false;
  }
  uint32_t operators[CHAIN_MAX], n, concept;
  if (!operators_of(c, p, index, operators, &n, &concept)) return false;
  bool found = concept != NONE;
  if (found) {
    s->concept = concept;
    s->actors = roles.actors, s->with = roles.with, s->reciprocal = roles.reciprocal;
    add_others(c, &s->recipients, &roles.recipients, &s->actors);
    /* « imposed sanctions on »: the noun that the entry asks for may have the parties */
    for (uint32_t i = 0; i < roles.themes.n && !s->recipients.n; i++) {
      uint32_t at = predicate_of(c, roles.themes.at[i]);
      if (at == NONE || &c->predicates.at[at] == p) continue;
      Roles inner;
      collect_roles(c, &c->predicates.at[at], c->predicates.at[at].match.set, c->predicates.at[at].match.entry, &inner);
      add_others(c, &s->recipients, &inner.recipients, &s->actors);
      add_others(c, roles.reciprocal ? &s->with : &s->recipients, &inner.with, &s->actors);
      if (!s->actors.n) s->actors = inner.actors;
    }
    /* « les sanctions européennes ont été reconduites »: no agent, but the noun has one */
    for (uint32_t i = 0; i < roles.themes.n && p->passive && !s->actors.n && !roles.reciprocal; i++) {
      uint32_t at = predicate_of(c, roles.themes.at[i]);
      if (at == NONE || &c->predicates.at[at] == p) continue;
      Roles inner;
      collect_roles(c, &c->predicates.at[at], c->predicates.at[at].match.set, c->predicates.at[at].match.entry, &inner);
      add_others(c, &s->actors, &inner.actors, &s->recipients);
    }
    if (p->passive && !s->actors.n && !roles.reciprocal) noun_actors(c, p, s);
    /* « the deployment of Russian warships »: whose they are */
    for (uint32_t i = 0; i < roles.themes.n && p->noun && !s->actors.n && !roles.reciprocal; i++) {
      WordList owner = {0};
      fill(c, &owner, roles.themes.at[i], true);
      add_others(c, &s->actors, &owner, &s->recipients);
    }
    /* what was thought to be content is a recipient where the concept takes none */
    if (!s->recipients.n)
      for (uint32_t k = 0; k < 2 * roles.contents.n; k++) { /* nouns first: « concern at moves by X to gag the press » */
        uint32_t i = k % roles.contents.n;
        if (frame_verbal(c, roles.contents.at[i]) != (k >= roles.contents.n) || (s->recipients.n && k >= roles.contents.n)) continue;
        WordList owner = {0};
        if (frame_verbal(c, roles.contents.at[i]) && turns_on(c, p)) fill_subject(c, roles.contents.at[i], p->word, &owner);
        if (!owner.n && frame_verbal(c, roles.contents.at[i])) lend_recipients(c, roles.contents.at[i], depth, s);
        if (!owner.n && frame_verbal(c, roles.contents.at[i])) lend_parties(c, roles.contents.at[i], s);
        if (!frame_verbal(c, roles.contents.at[i])) fill(c, &owner, roles.contents.at[i], true);
        add_others(c, &s->recipients, &owner, &s->actors);
      }
    if (depth && p->noun && !s->actors.n && !s->recipients.n && !s->with.n) recall(c, p, s);
    for (uint32_t i = 0; i < roles.themes.n && !s->recipients.n && !p->noun && !roles.reciprocal; i++) {
      WordList owner = {0};
      fill(c, &owner, roles.themes.at[i], true);
      for (uint32_t k = 0; k < owner.n; k++)
        if (party_known(c, owner.at[k]) && !reading_below(c->r, owner.at[k], p->word) && !(owner.at[k] == roles.themes.at[i] && of_actors(c, s, owner.at[k]))) {
          WordList one = {0};
          add_word(c, &one, owner.at[k]);
          add_others(c, &s->recipients, &one, &s->actors);
        }
    }
    for (uint32_t i = 0; i < p->args.n && !p->noun && !s->recipients.n && !s->with.n && !roles.reciprocal && !n; i++)
      if (p->args.at[i].where == WHERE_INF && p->args.at[i].word > p->word) lend_recipients(c, p->args.at[i].word, depth, s);
    for (uint32_t i = 0; i < p->args.n && in_the_street(c, concept) && !s->recipients.n && !s->with.n && !n; i++)
      if (p->args.at[i].where == WHERE_GER && p->args.at[i].word > p->word) lend_recipients(c, p->args.at[i].word, depth, s);
    if (!s->recipients.n && has_purpose(p)) place_parties(c, p, &roles, &s->recipients);
    prepend(s, operators, n);
  } else {
    bool reporting = n && operators[n - 1] == c->ev->op_say;
    for (uint32_t i = 0; i < roles.contents.n && !found; i++)
      found = content_sense(c, &roles, roles.contents.at[i], depth, reporting, s);
    /* what is denied is not denied twice: « a nié ces accusations », « dément avoir bombardé la ville » */
    if (found && n && operators[n - 1] == c->ev->op_deny && s->n && s->operators[0] == c->ev->op_not)
      memmove(s->operators, s->operators + 1, --s->n * sizeof *s->operators);
    if (!found && !last) return false;
    if (!found) {
      *s = (Sense){.concept = NONE, .trigger = p->word};
      for (uint32_t i = 0; i < roles.contents.n; i++) {
        uint32_t w = roles.contents.at[i];
        if (frame_verbal(c, w)) {
          /* « accused X of lying »: who does it is who is accused */
          uint32_t subject = frame_subject(c, w, 0);
          if (subject != NONE && reading_below(c->r, subject, p->word)) fill(c, &s->actors, subject, true);
          uint32_t object = reading_child(c->r, w, REL_OBJ, SUB_NONE);
          if (object != NONE) fill(c, &s->recipients, object, true);
        } else {
          fill(c, &s->recipients, w, true);
        }
      }
    }
    if (found && n) plain_contents(c, p, &roles);
    /* « claimed that it had taken the town »: nobody accuses himself */
    if (found && n && operators[n - 1] == c->ev->op_accuse && !roles.recipients.n && roles.actors.n && s->actors.n && same_party(c, roles.actors.at[0], s->actors.at[0])) n = 0;
    Sense inner = *s;
    join_parties(c, n ? c->ev->ontology.operator_list.at[operators[n - 1]].control : CONTROL_ACTOR, &roles, s);
    /* « la promesse de Berlin de livrer des chars a été réitérée »: whose promise it is */
    if (p->passive && n && !s->actors.n && c->ev->ontology.operator_list.at[operators[n - 1]].control == CONTROL_ACTOR) noun_actors(c, p, s);
    for (uint32_t i = 0; found && i < roles.contents.n && !s->recipients.n && s->actors.n; i++)
      if (c->predicate[roles.contents.at[i]] != NONE && c->predicates.at[c->predicate[roles.contents.at[i]]].noun) deed_country(c, c->predicate[roles.contents.at[i]], s);
    if (c->r->trace_on && n)
      reading_trace(c->r, "%.*s: operator %.*s, the content's doer is its %s", (int)coder_word(c, p->word)->form.n,
                    coder_word(c, p->word)->form.p, (int)c->ev->ontology.operator_list.at[operators[n - 1]].name.n,
                    c->ev->ontology.operator_list.at[operators[n - 1]].name.p,
                    control_name[c->ev->ontology.operator_list.at[operators[n - 1]].control]);
    prepend(s, operators, n);
    if (!reporting) s->modality = 0;
    Outcome outcome;
    ontology_compose(&c->ev->ontology, c->arena, s->operators, s->n, s->concept, &outcome);
    if (!last && outcome.type == NONE) return false;
    if (found && n) keep_target(c, operators[n - 1], &outcome, &inner, s);
    if (!reporting || !found) s->trigger = p->word;
  }
  s->modality |= own_modality(c, p);
  add_parts(c, p, s);
  add_word(c, &s->words, p->word);
  note(c, s, p, name);
  return true;
}

static bool makes_event(const Coder *c, const Sense *s) {
  Outcome outcome;
  ontology_compose(&c->ev->ontology, c->arena, s->operators, s->n, s->concept, &outcome);
  return outcome.type != NONE;
}

/* « a pris l'engagement de rembourser »: where the best entry makes no event, what a next best one names by itself. */
static bool bare_concept(Coder *c, Predicate *p, uint32_t depth, Sense *s) {
  Match best = p->match;
  bool found = false;
  for (uint32_t k = 0; k < p->n_others && !found; k++) {
    const Match *other = &p->others[k];
    uint32_t last = other->entry->names + other->entry->n_names - 1;
    if (other->set->lexicon.names[other->entry->names].kind == NAME_NONE) break;
    if (other->entry->n_names < 2 || other->set->names[last].concept == NONE) continue;
    Sense bare;
    p->match = *other;
    found = try_name(c, p, last, true, depth, &bare) && makes_event(c, &bare);
    p->match = best;
    if (found) *s = bare;
  }
  return found;
}

bool compose_sense(Coder *c, uint32_t predicate, uint32_t depth, Sense *s) {
  Predicate *p = &c->predicates.at[predicate];
  const Entry *e = p->match.entry;
  if (!e || depth > MAX_DEPTH || !c->budget) return false;
  c->budget--;
  for (uint32_t i = 0; i < e->n_names; i++)
    if (try_name(c, p, e->names + i, i + 1 == e->n_names && !p->n_others, depth, s)) return true;
  if (!p->n_others || p->match.set->lexicon.names[e->names].kind == NAME_NONE) return false;
  /* the next best entry, then the best again without content */
  Match best = p->match;
  for (uint32_t k = 0; k < p->n_others; k++) {
    p->match = p->others[k];
    const Name *name = &p->match.set->lexicon.names[p->match.entry->names];
    bool found = name->kind != NAME_NONE && try_name(c, p, p->match.entry->names, false, depth, s);
    p->match = best;
    if (found) return true;
    if (name->kind == NAME_NONE) break;
  }
  bool own = try_name(c, p, e->names + e->n_names - 1, true, depth, s);
  if (own && (makes_event(c, s) || (s->n && s->operators[0] == c->ev->op_say))) return true; /* what is only said stays a statement */
  return bare_concept(c, p, depth, s) || own;
}

/* « refused a request from X to meet Y », « yielded to X's demand that Y go »: X, not whom the demand is about. */
static bool asked_by(const Coder *c, const Sense *s, uint32_t word, WordList *askers) {
  uint32_t at = c->predicate[word];
  if (at == NONE || !c->predicates.at[at].noun || !c->predicates.at[at].match.entry || party_mention(c, word)) return false;
  const Predicate *demand = &c->predicates.at[at];
  if (!turns_on(c, demand)) return false;
  Roles inner;
  collect_roles(c, demand, demand->match.set, demand->match.entry, &inner);
  for (uint32_t i = 0; i < inner.actors.n; i++) { /* its own demand, or its country's */
    const Mention *m = party_mention(c, inner.actors.at[i]);
    bool own = m && (m->form == FORM_PRONOUN || c->r->entities.at[m->entity].kind == ENTITY_COUNTRY);
    if (own && context_own_side(c, s, inner.actors.at[i])) return false;
  }
  add_others(c, askers, &inner.actors, &s->actors);
  return askers->n > 0;
}

void compose_asker(const Coder *c, const Predicate *p, Sense *s, Str type) {
  bool answer = str_is(type, "REJECT") || str_is(type, "CONCEDE") || str_is(type, "AGREE");
  if (!answer || !s->actors.n || s->reciprocal) return;
  WordList askers = {0};
  for (uint32_t k = 0; k < s->words.n && !askers.n; k++) { /* « said it had refused a request » */
    uint32_t at = c->predicate[s->words.at[k]];
    const Predicate *answerer = at == NONE ? NULL : &c->predicates.at[at];
    for (uint32_t i = 0; answerer && i < answerer->args.n && !askers.n; i++) {
      const Arg *a = &answerer->args.at[i];
      if (a->clause || answerer->noun || (a->where != WHERE_OBJ && a->where != WHERE_PREP) || (a->word < answerer->word && !answerer->passive)) continue;
      asked_by(c, s, a->word, &askers);
    }
  }
  if (!askers.n) return;
  if (c->r->trace_on) reading_trace(c->r, "%.*s: recipient %.*s asked for it", (int)coder_word(c, p->word)->form.n, coder_word(c, p->word)->form.p, (int)coder_word(c, askers.at[0])->form.n, coder_word(c, askers.at[0])->form.p);
  s->recipients = askers;
}
