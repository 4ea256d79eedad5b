/* party.c: who a phrase stands for: a mention, the owner of a thing, or plain words that look like an actor. */
#include "base/utf8.h"
#include "events/stage.h"

/* The mention headed by the word, or whose name has the word as head of its inner part. */
const Mention *party_mention(const Coder *c, uint32_t word) {
  uint32_t m = coder_word(c, word)->mention;
  return m == NONE ? NULL : &c->r->mentions.at[m];
}

static bool role_word(const Coder *c, uint32_t word) {
  const Lexicon *l = &c->ev->sets[0].lexicon;
  if (coder_in_class(c, word, c->ev->role)) return true;
  return lexicon_in_class(l, utf8_fold(c->arena, coder_word(c, word)->form), c->ev->role);
}

/* « en état d'alerte », « en chef »: a French noun behind a preposition without an article stands for nobody. */
static bool bare_in_phrase(const Coder *c, uint32_t word) {
  const Word *w = coder_word(c, word);
  if (w->upos != UPOS_NOUN || !w->morph.gender || w->morph.number != NUMBER_SING || word == 0) return false;
  const Word *before = coder_word(c, word - 1);
  return before->rel == REL_CASE && before->head == word && !utf8_capitalised(w->form) && reading_child(c->r, word, REL_DET, SUB_NONE) == NONE;
}

/* Names and roles that no entity covers: « Thom », « a surveillance company ». */
static bool looks_like_actor(const Coder *c, uint32_t word) {
  const Word *w = coder_word(c, word);
  if (coder_cue(c, word, CUE_NO_PARTY)) return false;
  if (w->upos == UPOS_PROPN) return w->form.n > 1;
  if (w->upos != UPOS_NOUN && w->upos != UPOS_ADJ && w->upos != UPOS_NUM) return false;
  if (bare_in_phrase(c, word)) return false;
  if (w->upos != UPOS_NUM && role_word(c, word)) return true;
  if (w->upos == UPOS_NOUN && coder_cue(c, word, CUE_PERSON)) return true;
  if (c->ev->role == NONE && c->r->mentions.n == 0) return w->upos == UPOS_NOUN && c->predicate[word] == NONE; /* no lists to ask */
  return w->upos == UPOS_NOUN && c->predicate[word] == NONE && word > c->r->sentences.at[w->sentence].first_word && utf8_capitalised(w->form);
}

bool party_person(const Coder *c, uint32_t word) { return party_mention(c, word) || looks_like_actor(c, word); }

static bool known_entity(const Coder *c, const Mention *m) {
  const Entity *e = &c->r->entities.at[m->entity];
  return e->country[0] || e->n_sectors || e->code.n || e->members.n;
}

/* « South Sudanese refugees »: the country in a phrase whose head no entity covers. */
static const Mention *inner_mention(const Coder *c, uint32_t word) {
  FOR_CHILDREN(c->r, word, k) {
    uint8_t rel = coder_word(c, k)->rel;
    if (rel != REL_AMOD && rel != REL_COMPOUND && rel != REL_NMOD && rel != REL_FLAT) continue;
    const Mention *m = party_mention(c, k);
    if (m && known_entity(c, m)) return m;
  }
  return NULL;
}

bool party_known(const Coder *c, uint32_t word) {
  const Mention *m = party_mention(c, word);
  return m ? known_entity(c, m) : inner_mention(c, word) != NULL;
}

static void push(const Coder *c, WordList *out, uint32_t word) {
  for (uint32_t i = 0; i < out->n; i++)
    if (out->at[i] == word) return;
  if (out->n < 24) vec_add(c->arena, out, word);
}

static bool nominal(uint8_t rel) {
  return rel == REL_NMOD || rel == REL_AMOD || rel == REL_COMPOUND || rel == REL_FLAT || rel == REL_DET || rel == REL_APPOS || rel == REL_OBL;
}

static void conjuncts(const Coder *c, uint32_t word, bool owner, WordList *out, uint32_t depth);

/* « the arrest of X by Y »: what was done belongs to who did it, wherever the tree hangs him. */
static bool doers(const Coder *c, uint32_t word, WordList *out, uint32_t depth) {
  if (c->predicate[word] == NONE || !c->predicates.at[c->predicate[word]].noun) return false;
  const Predicate *p = &c->predicates.at[c->predicate[word]];
  uint32_t before = out->n;
  for (uint32_t i = 0; i < p->args.n; i++) {
    const Arg *a = &p->args.at[i];
    if (a->where == WHERE_PREP && !a->clause && coder_str_cue(c, a->prep, CUE_AGENT) && reading_below(c->r, a->word, word)) conjuncts(c, a->word, false, out, depth + 1);
  }
  return out->n > before;
}

static void owners(const Coder *c, uint32_t word, WordList *out, uint32_t depth) {
  uint32_t before = out->n;
  if (doers(c, word, out, depth)) return;
  /* possessors and adjectives first, then « of », then other prepositions */
  for (int round = 0; round < 3 && out->n == before; round++)
    FOR_CHILDREN(c->r, word, k) {
      const Word *w = coder_word(c, k);
      if (!nominal(w->rel)) continue;
      if (c->predicate[word] != NONE && coder_part(c, &c->predicates.at[c->predicate[word]], k)) continue; /* « coup d'État » */
      Str prep = frame_prep(c, k);
      bool poss = w->sub == SUB_POSS || w->rel == REL_AMOD || w->rel == REL_DET || w->rel == REL_COMPOUND || w->rel == REL_FLAT || (w->rel == REL_NMOD && !prep.n);
      bool of = !poss && (coder_str_cue(c, prep, CUE_OF) || coder_str_cue(c, prep, CUE_AGENT) || w->rel == REL_APPOS);
      bool other = !poss && !of && coder_str_cue(c, prep, CUE_OWNER);
      if (round == 0 ? !poss : round == 1 ? !of : !other) continue;
      if (w->rel == REL_AMOD || w->rel == REL_DET) {
        if (party_mention(c, k)) push(c, out, k);
      } else {
        conjuncts(c, k, true, out, depth + 1);
      }
    }
}

/* « la résolution présentée par X », « les règles imposées aux voyageurs », « les fonds visant X »: who stands in the participle
 * of a thing. */
static void participle_owners(const Coder *c, uint32_t word, WordList *out, uint32_t depth) {
  uint32_t before = out->n;
  FOR_CHILDREN(c->r, word, a) {
    const Word *v = coder_word(c, a);
    bool adjective = v->rel == REL_AMOD && v->upos == UPOS_ADJ; /* « les taxes dues à X » */
    if (reading_child(c->r, a, REL_NSUBJ, SUB_NONE) != NONE || reading_child(c->r, a, REL_AUX, SUB_NONE) != NONE) continue; /* « a conflict that has killed people » */
    if (a < word || (!adjective && (v->rel != REL_ACL || (v->morph.verbform != VERBFORM_PART && v->morph.verbform != VERBFORM_GER)))) continue;
    for (int by = 1; by >= 0 && out->n == before; by--)
      FOR_CHILDREN(c->r, a, k) {
        const Word *w = coder_word(c, k);
        Str prep = frame_prep(c, k);
        bool agent = w->rel == REL_OBL && coder_str_cue(c, prep, CUE_AGENT);
        bool other = w->rel == REL_OBJ || (w->rel == REL_OBL && (coder_str_cue(c, prep, CUE_OWNER) || coder_str_cue(c, prep, CUE_TOWARDS)));
        if (k > a && (by ? agent : !agent && other)) conjuncts(c, k, false, out, depth + 1);
      }
  }
}

/* « la privatisation du Pirée voulue par le gouvernement »: whoever does it before the place it is done to. */
static void agent_over_place(const Coder *c, uint32_t word, uint32_t before, WordList *out, uint32_t depth) {
  for (uint32_t i = before; i < out->n; i++) {
    const Mention *m = party_mention(c, out->at[i]);
    if (!m || (!m->as_place && c->r->entities.at[m->entity].kind != ENTITY_PLACE)) return;
  }
  if (out->n == before) return;
  FOR_CHILDREN(c->r, word, a) {
    const Word *v = coder_word(c, a);
    if (a < word || v->rel != REL_ACL || v->morph.verbform != VERBFORM_PART) continue;
    FOR_CHILDREN(c->r, a, k) {
      if (k < a || coder_word(c, k)->rel != REL_OBL || !coder_str_cue(c, frame_prep(c, k), CUE_AGENT) || !party_mention(c, k)) continue;
      out->n = before;
      conjuncts(c, k, false, out, depth + 1);
      return;
    }
  }
}

/* « Formulée par X, la demande a été écartée »: the agent of the participle in front of the verb that the thing is subject of. */
static void fronted_owners(const Coder *c, uint32_t word, WordList *out, uint32_t depth) {
  uint32_t verb = coder_word(c, word)->head;
  if (coder_word(c, word)->rel != REL_NSUBJ || verb == NONE || verb < word) return;
  FOR_CHILDREN(c->r, verb, a) {
    const Word *v = coder_word(c, a);
    if (a > word || v->rel != REL_ADVCL || v->morph.verbform != VERBFORM_PART || v->morph.tense == TENSE_PRES) continue;
    FOR_CHILDREN(c->r, a, k)
      if (k > a && coder_word(c, k)->rel == REL_OBL && coder_str_cue(c, frame_prep(c, k), CUE_AGENT)) conjuncts(c, k, false, out, depth + 1);
  }
}

/* « J'appelle », « we »: who speaks. */
static void push_speaker(const Coder *c, uint32_t word, WordList *out) {
  uint32_t at = whose_word(c, word);
  uint32_t speaker = at == NONE ? NONE : c->r->statements.at[at].speaker;
  if (speaker == NONE) return;
  const Entity *e = &c->r->entities.at[speaker];
  uint32_t best = NONE, near = UINT32_MAX;
  for (uint32_t i = 0; i < e->mentions.n && i < 256; i++) {
    const Mention *m = &c->r->mentions.at[e->mentions.at[i]];
    uint32_t d = m->head > word ? m->head - word : word - m->head;
    if (d < near && c->r->words.at[m->head].mention != NONE) near = d, best = m->head;
  }
  if (best != NONE) push(c, out, best);
}

/* « soldats japonais et indiens », « les armées du Tchad et du Cameroun »: the second country is a party too. */
static void shared_head(const Coder *c, uint32_t word, WordList *out) {
  bool plural = coder_word(c, word)->morph.number == NUMBER_PLUR;
  uint32_t first = party_mention(c, word)->entity;
  FOR_CHILDREN(c->r, word, k) {
    const Word *w = coder_word(c, k);
    bool of = w->rel == REL_NMOD && plural && coder_str_cue(c, frame_prep(c, k), CUE_OF);
    if (k < word || (w->rel != REL_AMOD && !of)) continue;
    const Mention *inner = party_mention(c, k);
    if (inner && c->r->entities.at[inner->entity].kind == ENTITY_PERSON) continue;
    FOR_CHILDREN(c->r, k, j) {
      const Mention *m = coder_word(c, j)->rel == REL_CONJ ? party_mention(c, j) : NULL;
      if (m && m->entity != first && c->r->entities.at[m->entity].country[0] && (inner || of)) push(c, out, j);
    }
  }
}

/* « notre pays », « our people »: whose the speaker is. */
static bool speakers_own(const Coder *c, uint32_t word, WordList *out) {
  if (!coder_cue(c, word, CUE_SIDES) && !coder_cue(c, word, CUE_PERSON)) return false;
  uint32_t before = out->n;
  FOR_CHILDREN(c->r, word, k)
    if (k < word && coder_word(c, k)->morph.poss && coder_str_cue(c, utf8_fold(c->arena, coder_word(c, k)->form), CUE_OURS)) push_speaker(c, k, out);
  return out->n > before;
}

static bool plural(const Coder *c, uint32_t word) {
  return coder_word(c, word)->morph.number == NUMBER_PLUR || reading_child(c->r, word, REL_CONJ, SUB_NONE) != NONE;
}

/* « Malaysia put refugees on ships and deported them »: an object is not who the subject is. The party of its number that was
 * named last before it in the sentence and is another, or NONE. */
static uint32_t another(const Coder *c, uint32_t word) {
  const Word *w = coder_word(c, word);
  const Mention *m = party_mention(c, word);
  if (!m || m->form != FORM_PRONOUN || (w->rel != REL_OBJ && w->rel != REL_IOBJ) || w->morph.reflex || w->head == NONE || !frame_verbal(c, w->head)) return NONE;
  enum { SIDE_BY_SIDE = 4 };
  uint32_t subject = frame_subject(c, w->head, 0), best = NONE;
  const Mention *doer = subject == NONE ? NULL : party_mention(c, subject);
  if (!doer || doer->entity != m->entity) return NONE;
  for (uint32_t i = c->mentions_first[w->sentence]; i < c->mentions_first[w->sentence + 1]; i++) {
    const Mention *other = &c->r->mentions.at[c->mentions[i]];
    uint32_t head = other->head;
    if (other->entity == m->entity || other->form == FORM_PRONOUN || head >= word || other->as_place || party_mention(c, head) != other) continue;
    if (reading_below(c->r, subject, head) || reading_below(c->r, head, subject) || (head < subject && subject - head <= SIDE_BY_SIDE)) continue; /* « the army and its allies » */
    uint8_t rel = coder_word(c, head)->rel;
    bool part = rel == REL_AMOD || rel == REL_COMPOUND || rel == REL_FLAT || coder_word(c, head)->sub == SUB_POSS;
    if (!part && plural(c, head) == plural(c, word) && (best == NONE || head > best)) best = head;
  }
  return best;
}

static void one(const Coder *c, uint32_t word, bool owner, WordList *out, uint32_t depth) {
  if (context_both_sides(c, word, out) || context_counterpart(c, word, out) || speakers_own(c, word, out)) return;
  FOR_CHILDREN(c->r, word, k)
    if (coder_word(c, k)->rel == REL_DET && coder_cue(c, k, CUE_NOBODY)) return;
  if (party_mention(c, word)) {
    uint32_t before = out->n, meant = another(c, word);
    if (meant != NONE) {
      push(c, out, meant);
      return;
    }
    FOR_CHILDREN(c->r, word, k) /* « des diplomates des deux pays » */
      if (k > word && !party_known(c, word) && coder_word(c, k)->rel == REL_NMOD && coder_str_cue(c, frame_prep(c, k), CUE_OF)) context_both_sides(c, k, out);
    if (out->n > before) return;
    push(c, out, word);
    shared_head(c, word, out);
    return;
  }
  if (coder_word(c, word)->upos == UPOS_PRON) {
    if (coder_word(c, word)->morph.person == 1) push_speaker(c, word, out);
    else context_object(c, word, out);
    return;
  }
  if (looks_like_actor(c, word)) {
    push(c, out, word);
    return;
  }
  /* « le coureur slovène », « les supporters anglais »: nobody's country */
  for (uint32_t d = 0; d < c->ev->n_domains; d++)
    if (coder_in_class(c, word, c->ev->domains[d])) return;
  if (depth >= 4 || !owner) return;
  uint32_t before = out->n;
  owners(c, word, out, depth);
  agent_over_place(c, word, before, out, depth);
  if (out->n == before) participle_owners(c, word, out, depth);
  if (out->n == before) fronted_owners(c, word, out, depth);
}

static void conjuncts(const Coder *c, uint32_t word, bool owner, WordList *out, uint32_t depth) {
  one(c, word, owner, out, depth);
  if (depth >= 4) return;
  FOR_CHILDREN(c->r, word, k) {
    const Word *w = coder_word(c, k);
    if (w->rel == REL_CONJ && !frame_verbal(c, k)) conjuncts(c, k, owner, out, depth + 1);
  }
}

/* Heads of the parties that a filler stands for; with `owner` that of a thing. */
void party_words(const Coder *c, uint32_t word, bool owner, WordList *out) {
  if (word == NONE) return;
  conjuncts(c, word, owner, out, 0);
}

/* The words of the noun phrase as a reader takes it: without clauses, coordination and what stands in front. */
static bool in_phrase(const Coder *c, uint32_t word, uint32_t head) {
  for (uint32_t steps = 0; word != NONE && steps < 8; steps++) {
    if (word == head) return true;
    const Word *w = coder_word(c, word);
    bool inside = w->rel == REL_DET || w->rel == REL_AMOD || w->rel == REL_NMOD || w->rel == REL_COMPOUND || w->rel == REL_FLAT ||
                  w->rel == REL_NUMMOD || w->rel == REL_APPOS || w->rel == REL_FIXED || w->rel == REL_GOESWITH ||
                  (w->head != head && (w->rel == REL_CASE || w->rel == REL_CC || w->rel == REL_CONJ || w->rel == REL_PUNCT || w->rel == REL_ADVMOD));
    if (!inside) return false;
    if (w->rel == REL_NMOD && w->head == head && party_mention(c, head) && coder_str_cue(c, frame_prep(c, word), CUE_AGENT)) return false;
    word = w->head;
  }
  return false;
}

enum { PHRASE_REACH = 14 };

static void phrase_span(const Coder *c, uint32_t word, uint32_t *first, uint32_t *last) {
  const Sentence *s = &c->r->sentences.at[coder_word(c, word)->sentence];
  uint32_t end = s->first_word + s->n_words;
  *first = *last = word;
  while (*first > s->first_word && word - *first < PHRASE_REACH && in_phrase(c, *first - 1, word)) --*first;
  while (*last + 1 < end && *last - word < PHRASE_REACH && in_phrase(c, *last + 1, word)) ++*last;
  while (*last > word && coder_word(c, *last)->upos == UPOS_PUNCT) --*last;
}

/* « Farc said it will free him »: the name in the same sentence that a pronoun stands for, or the word itself. */
uint32_t party_named(const Coder *c, uint32_t word) {
  const Mention *m = party_mention(c, word);
  if (!m || m->form != FORM_PRONOUN) return word;
  const Entity *e = &c->r->entities.at[m->entity];
  uint32_t sentence = coder_word(c, word)->sentence, found = word;
  for (uint32_t i = 0; i < e->mentions.n && i < 1024; i++) {
    const Mention *other = &c->r->mentions.at[e->mentions.at[i]];
    if (other->sentence != sentence || other->form == FORM_PRONOUN || other->head >= word) continue;
    if (coder_word(c, other->head)->mention == e->mentions.at[i]) found = other->head;
  }
  return found;
}

void party_of_entity(const Coder *c, uint32_t entity, Party *party) {
  const Entity *e = &c->r->entities.at[entity];
  party->entity = entity, party->code = e->code;
  memcpy(party->country, e->country, sizeof party->country);
  memcpy(party->sector, e->sector, sizeof party->sector);
  party->n_sectors = e->n_sectors;
}

/* « treize personnes », of whom nothing else is told, in a text about a country. */
static bool plain_people(const Coder *c, uint32_t word) {
  const Word *w = coder_word(c, word);
  if (!c->r->country[0] || !coder_cue(c, word, CUE_PERSON) || w->upos != UPOS_NOUN) return false;
  FOR_CHILDREN(c->r, word, k) {
    const Word *below = coder_word(c, k);
    if (below->rel == REL_AMOD && !coder_cue(c, k, CUE_QUANTITY)) return false; /* « des ressortissants étrangers » */
    if (below->rel == REL_NMOD || below->rel == REL_APPOS || below->sub == SUB_POSS) return false;
  }
  return true;
}

void party_make(const Coder *c, uint32_t word, Party *party) {
  *party = (Party){.entity = NONE};
  uint32_t first, last;
  word = party_named(c, word); /* a record shows a name rather than « les » */
  phrase_span(c, word, &first, &last);
  party->start = coder_word(c, first)->start, party->end = coder_word(c, last)->end;
  const Mention *m = party_mention(c, word);
  if (!m) {
    m = inner_mention(c, word);
    if (!m && plain_people(c, word)) {
      memcpy(party->country, c->r->country, sizeof party->country), party->code = str_dup(c->r->arena, str(c->r->country));
      return;
    }
    if (m) memcpy(party->country, c->r->entities.at[m->entity].country, sizeof party->country), party->code = str(party->country);
    if (m) party->code = str_dup(c->r->arena, party->code);
    return;
  }
  if (m->start < party->start) party->start = m->start;
  if (m->end > party->end) party->end = m->end;
  party_of_entity(c, m->entity, party);
  /* « des milliers de personnes » */
  if (!party->country[0] && !party->n_sectors && c->r->entities.at[m->entity].kind == ENTITY_PEOPLE)
    FOR_CHILDREN(c->r, word, k)
      if (k > word && coder_word(c, k)->rel == REL_NMOD && plain_people(c, k)) memcpy(party->country, c->r->country, sizeof party->country);
}
