/* near.c: parties that no slot of the entry names: the other side that stands first below the verb, in its object, its clause
 * or the phrases behind it; the doer behind an incise or in the clause that tells how. */
#include "events/compose.h"

enum { NEAR_DEPTH = 7 };

/* Which events, by type: what may be looked for below them. */
typedef struct {
  const Coder *c;
  const Sense *s;
  uint32_t word; /* what names the event: of what is only told, the verb that tells it is above */
  bool noun;
  bool blame;    /* victims of what is blamed are not blamed */
  bool material; /* phrases right behind the verb say to whom or where */
  bool talk;     /* where one talks is no side */
  bool own;      /* an army, or what is given up, is the actor's own */
  bool anybody;  /* those too of whom no country and no power is known: companies, a court */
} Search;

/* « vetoed a law passed by Congress »: of the same country, but no part of the government that acts. */
static bool other_power(const Coder *c, const Sense *s, uint32_t word) {
  static const char *const state[] = {"GOV", "MIL", "COP", "SPY", "PRM"};
  const Entity *e = &c->r->entities.at[party_mention(c, word)->entity];
  if (!e->n_sectors) return false;
  for (uint32_t i = 0; i < e->n_sectors; i++)
    for (size_t k = 0; k < sizeof state / sizeof *state; k++)
      if (!strcmp(e->sector[i], state[k])) return false;
  for (uint32_t i = 0; i < s->actors.n; i++) {
    const Mention *m = party_mention(c, s->actors.at[i]);
    const Entity *a = m ? &c->r->entities.at[m->entity] : NULL;
    if (!a || a == e || !a->n_sectors || !strcmp(a->sector[0], e->sector[0])) return false;
  }
  FOR_CHILDREN(c->r, word, k)
    if (coder_cue(c, k, CUE_POSSESSIVE)) return false;
  return true;
}

static bool is_side(const Search *q, uint32_t word) {
  const Coder *c = q->c;
  const Mention *m = party_mention(c, word);
  uint8_t rel = coder_word(c, word)->rel;
  if (q->anybody && (rel == REL_COMPOUND || rel == REL_FLAT || rel == REL_AMOD)) return false;
  if (q->anybody && m && m->form != FORM_PRONOUN && !m->as_place && m->head == word && c->r->entities.at[m->entity].kind != ENTITY_PLACE) return !context_own_side(c, q->s, word);
  if (q->anybody && !m) return coder_word(c, word)->upos == UPOS_NOUN && (coder_cue(c, word, CUE_COMPANY) || coder_cue(c, word, CUE_PERSON));
  if (!m || m->form == FORM_PRONOUN || m->head != word || !party_known(c, word) || (context_own_side(c, q->s, word) && !other_power(c, q->s, word))) return false;
  if (q->talk && m->as_place) return false;
  const Entity *e = &c->r->entities.at[m->entity];
  return e->country[0] || e->n_sectors || e->members.n;
}

static bool deed_noun(const Coder *c, uint32_t word) {
  uint32_t at = c->predicate[word];
  return at != NONE && c->predicates.at[at].noun && c->predicates.at[at].match.entry;
}

/* Prepositions that tell when, why or by whom. */
static bool aside(const Coder *c, Str prep) {
  return coder_str_cue(c, prep, CUE_ASIDE) || coder_str_cue(c, prep, CUE_EARLIER) || coder_str_cue(c, prep, CUE_LATER) || coder_str_cue(c, prep, CUE_PRIVATIVE);
}

static bool inside_clause(uint8_t rel) { return rel == REL_XCOMP || rel == REL_CCOMP || rel == REL_ACL; }

/* Whether to look below the child of a word that is not the event itself. */
static bool enter(const Search *q, uint32_t above, uint32_t k) {
  const Coder *c = q->c;
  const Word *w = coder_word(c, k);
  Str prep = frame_prep(c, k);
  if (prep.n && (aside(c, prep) || coder_cue(c, k, CUE_ASIDE))) return false; /* « au grand dam de » */
  bool verbal = frame_verbal(c, above);
  switch (w->rel) {
    case REL_NSUBJ: return verbal;
    case REL_OBJ: case REL_IOBJ: case REL_XCOMP: return !(q->blame && verbal);
    case REL_OBL: return !q->blame || coder_str_cue(c, prep, CUE_AGENT);
    case REL_NMOD: return !q->blame || !deed_noun(c, above) || w->sub == SUB_POSS || coder_str_cue(c, prep, CUE_AGENT);
    case REL_AMOD: case REL_COMPOUND: case REL_FLAT: case REL_APPOS: case REL_DET: return !(q->blame && deed_noun(c, above) && w->rel == REL_APPOS);
    case REL_ACL: return w->sub != SUB_RELCL || reading_child(c->r, k, REL_MARK, SUB_NONE) != NONE;
    case REL_CCOMP: return true;
    case REL_ADVMOD: return reading_child(c->r, k, REL_OBL, SUB_NONE) != NONE; /* « to waters east of Taiwan » */
    case REL_CONJ: return !frame_verbal(c, k);
    default: return false;
  }
}

static uint32_t first_below(const Search *q, uint32_t word, uint32_t depth) {
  if (is_side(q, word)) return word;
  if (depth > NEAR_DEPTH) return NONE;
  const Mention *m = party_mention(q->c, word);
  FOR_CHILDREN(q->c->r, word, k) {
    if (k <= q->word || (m && k >= m->first_word && k < m->end_word) || !enter(q, word, k)) continue;
    uint32_t found = first_below(q, k, depth + 1);
    if (found != NONE) return found;
  }
  return NONE;
}

/* Rounds over what hangs on the event's word: to whom, objects, clauses, phrases, purposes. Of what is only told, the clause. */
static int round_of(const Search *q, uint32_t k) {
  const Coder *c = q->c;
  const Word *w = coder_word(c, k);
  Str prep = frame_prep(c, k);
  if (prep.n && (aside(c, prep) || coder_str_cue(c, prep, CUE_AGENT))) return -1;
  bool clause = inside_clause(w->rel);
  if (q->material && !clause && c->cue_of[q->word] != NONE) return -1; /* « relatives told AFP » */
  if (coder_cue(c, k, CUE_NO_PARTY)) return -1;
  if (w->rel == REL_OBL && q->material && coder_str_cue(c, prep, CUE_DATIVE)) return 0;
  if (w->rel == REL_OBJ || w->rel == REL_IOBJ) return 1;
  if (clause) return q->noun && w->sub == SUB_RELCL && reading_child(c->r, k, REL_MARK, SUB_NONE) == NONE ? -1 : 2;
  if (w->rel == REL_NMOD && w->sub != SUB_POSS) return q->blame && q->noun ? -1 : 3;
  if (w->rel == REL_OBL) return q->material && prep.n ? 3 : -1;
  if (w->rel == REL_ADVMOD) return q->material && reading_child(c->r, k, REL_OBL, SUB_NONE) != NONE ? 3 : -1;
  if (w->rel == REL_ADVCL && q->material && w->morph.verbform != VERBFORM_FIN) return 4;
  return -1;
}

void near_recipients(const Coder *c, const Predicate *p, Sense *s, Str type, uint8_t quad) {
  if (!s->actors.n || s->recipients.n || s->with.n || s->reciprocal) return;
  bool protest = str_is(type, "PROTEST");
  uint32_t word = s->trigger == NONE ? p->word : s->trigger, at = c->predicate[word];
  Search q = {c, s, word, at == NONE ? p->noun : c->predicates.at[at].noun, str_is(type, "ACCUSE") || protest, quad == 2 || quad == 4 || str_is(type, "MOBILIZE"), quad == 1 && !str_is(type, "AGREE"), str_is(type, "MOBILIZE") || str_is(type, "RETREAT"), false};
  int rounds = q.own ? 5 : 7;
  for (int round = 0; round < rounds && !s->recipients.n; round++) {
    q.anybody = round >= 5;
    FOR_CHILDREN(c->r, word, k) {
      if (k < word || round_of(&q, k) != (round < 5 ? round : round - 5)) continue; /* once more over the nearest */
      uint32_t found = first_below(&q, k, 0);
      if (found == NONE) continue;
      vec_add(c->arena, &s->recipients, found);
      if (c->r->trace_on) reading_trace(c->r, "%.*s: recipient %.*s stands below it", (int)coder_word(c, word)->form.n, coder_word(c, word)->form.p, (int)coder_word(c, found)->form.n, coder_word(c, found)->form.p);
      break;
    }
  }
}

/* The verb of an incise between a clause and what belongs to it, or NONE: « were detained, relatives said, by soldiers ». */
static uint32_t incise_above(const Coder *c, uint32_t verb) {
  const Word *w = coder_word(c, verb);
  bool told = w->rel == REL_CCOMP && w->head != NONE && w->head > verb && c->cue_of[w->head] != NONE;
  return told ? w->head : NONE;
}

static void agent_behind_incise(const Coder *c, Sense *s) {
  uint32_t at = s->trigger == NONE ? NONE : c->predicate[s->trigger];
  uint32_t told = at == NONE ? NONE : incise_above(c, s->trigger);
  if (s->actors.n || told == NONE || !c->predicates.at[at].passive) return;
  FOR_CHILDREN(c->r, told, k)
    if (k > told && coder_word(c, k)->rel == REL_OBL && coder_str_cue(c, frame_prep(c, k), CUE_AGENT) && party_person(c, k)) party_words(c, k, false, &s->actors);
}

/* « Gunmen stormed a village, witnesses said, killing 30 farmers »: a deed behind the incise is theirs of whom it is told. */
static void doer_before_incise(const Coder *c, const Predicate *p, Sense *s, uint8_t quad) {
  const Word *w = coder_word(c, p->word);
  bool deed = quad == 2 || quad == 4;
  if (!deed || p->noun || p->passive || w->rel != REL_ADVCL || w->head == NONE || w->head > p->word || w->morph.verbform == VERBFORM_FIN || w->morph.verbform == VERBFORM_INF) return;
  if (c->cue_of[w->head] == NONE || reading_child(c->r, p->word, REL_NSUBJ, SUB_NONE) != NONE) return;
  uint32_t told = reading_child(c->r, w->head, REL_CCOMP, SUB_NONE), at = told == NONE || told > w->head ? NONE : c->predicate[told];
  if (at == NONE || c->predicates.at[at].noun || c->predicates.at[at].passive) return;
  WordList doers = {0};
  for (uint32_t i = 0; i < c->predicates.at[at].args.n; i++) {
    const Arg *a = &c->predicates.at[at].args.at[i];
    if (a->where == WHERE_SUBJ && !a->clause) party_words(c, a->word, true, &doers);
  }
  if (doers.n) s->actors = doers;
}

/* « were killed when rebels ambushed their convoy »: the clause that tells how a deed was done has its doer. */
void near_clause_doer(Coder *c, Sense *s, Str type, uint8_t quad) {
  if (s->actors.n || s->reciprocal || quad != 4 || s->trigger == NONE) return;
  FOR_CHILDREN(c->r, s->trigger, k) {
    if (coder_word(c, k)->rel != REL_ADVCL || k < s->trigger || c->predicate[k] == NONE) continue;
    Sense how;
    if (!compose_sense(c, c->predicate[k], 1, &how) || how.n || how.concept == NONE || !how.actors.n) continue;
    uint32_t of = c->ev->ontology.concept_list.at[how.concept].type;
    if (of == NONE || !str_eq(c->ev->ontology.type_list.at[of].name, type)) continue;
    s->actors = how.actors;
    return;
  }
}

void near_actors(const Coder *c, const Predicate *p, Sense *s, uint8_t quad) {
  agent_behind_incise(c, s);
  doer_before_incise(c, p, s, quad);
}

static bool among_actors(const Coder *c, const Sense *s, uint32_t word) {
  const Mention *m = party_mention(c, word);
  for (uint32_t i = 0; i < s->actors.n; i++) {
    const Mention *a = party_mention(c, s->actors.at[i]);
    if (s->actors.at[i] == word || (m && a && m->entity == a->entity)) return true;
  }
  return false;
}

static bool only_places(const Coder *c, const WordList *list) {
  for (uint32_t i = 0; i < list->n; i++) {
    const Mention *m = party_mention(c, list->at[i]);
    if (!m || !m->as_place) return false;
  }
  return true;
}

/* « camped outside Delhi in protest at the government's reforms »: at whom the noun says it is, rather than where. */
void near_grievance(Coder *c, const Predicate *p, Sense *s, Str type) {
  if (!str_is(type, "PROTEST") || p->noun || s->with.n || !only_places(c, &s->recipients)) return;
  for (uint32_t i = 0; i < p->args.n; i++) {
    const Arg *a = &p->args.at[i];
    uint32_t at = a->where == WHERE_PREP && !a->clause && !a->weak && a->word > p->word ? c->predicate[a->word] : NONE;
    Sense why;
    if (at == NONE || !c->predicates.at[at].noun || !coder_str_cue(c, a->prep, CUE_WITHIN) || !compose_sense(c, at, 1, &why)) continue;
    WordList at_whom = {0};
    for (uint32_t k = 0; k < why.recipients.n; k++)
      if (party_known(c, why.recipients.at[k]) && !among_actors(c, s, why.recipients.at[k])) vec_add(c->arena, &at_whom, why.recipients.at[k]);
    if (!at_whom.n) continue;
    s->recipients = at_whom;
    return;
  }
}
