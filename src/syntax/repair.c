#include "syntax/repair.h"

static bool nominal(const Word *w) { return w->upos == UPOS_NOUN || w->upos == UPOS_PROPN; }

static bool argument(const Word *w) {
  return nominal(w) && (w->rel == REL_OBJ || w->rel == REL_OBL || w->rel == REL_IOBJ || w->rel == REL_NSUBJ);
}

/* A clause of its own, said by a subject or a copula, may well be coordinated with a verb. */
static bool clausal(const Reading *r, const Sentence *s, uint32_t word) {
  for (uint32_t i = s->first_word; i < s->first_word + s->n_words; i++) {
    const Word *w = &r->words.at[i];
    if (w->head == word && (w->rel == REL_NSUBJ || w->rel == REL_COP || w->rel == REL_CSUBJ || w->rel == REL_AUX)) return true;
  }
  return false;
}

/* The verb's last nominal argument in front of `word`, with no predicate between them. */
static uint32_t last_argument(const Reading *r, uint32_t verb, uint32_t word) {
  for (uint32_t i = word; i-- > verb + 1;) {
    const Word *w = &r->words.at[i];
    if (w->upos == UPOS_VERB && w->head != word) return NONE;
    if (w->head == verb && argument(w)) return i;
  }
  return NONE;
}

static uint32_t topmost_before(const Reading *r, const Sentence *s, uint32_t verb) {
  uint32_t i = verb - 1;
  for (uint32_t steps = 0; steps < 16; steps++) {
    uint32_t up = r->words.at[i].head;
    if (up == NONE || up >= verb || up < s->first_word) break;
    i = up;
  }
  return nominal(&r->words.at[i]) ? i : NONE;
}

/* « Israel normalised relations »: a past form between a bare subject and a bare object, taken for the object's participle.
 * A noun that carries the clause without a verb, and a modifier of it that nothing but nominals stand in front of. */
static bool misread_past(const Reading *r, const Sentence *s, uint32_t verb) {
  const Word *v = &r->words.at[verb];
  if (v->upos != UPOS_VERB || v->rel != REL_AMOD || v->morph.tense != TENSE_PAST || verb == s->first_word) return false;
  if (v->head == NONE || v->head <= verb) return false;
  const Word *noun = &r->words.at[v->head];
  if (noun->rel != REL_ROOT || !nominal(noun)) return false;
  if (!nominal(&r->words.at[verb - 1]) || topmost_before(r, s, verb) == NONE) return false;
  bool object_near = v->head - verb <= 6;
  for (uint32_t i = s->first_word; i < s->first_word + s->n_words; i++) {
    const Word *w = &r->words.at[i];
    if (i != verb && w->head == v->head && (w->rel == REL_COP || w->rel == REL_AUX)) return false;
    if (w->head == v->head && i < verb && w->rel == REL_DET) return false; /* « the government backed militia » */
    if (w->head == verb && i > verb && w->rel != REL_PUNCT) return false;
  }
  return object_near;
}

static void make_clause(Reading *r, const Sentence *s, uint32_t verb) {
  Word *v = &r->words.at[verb];
  uint32_t noun = v->head, subject = topmost_before(r, s, verb);
  for (uint32_t i = s->first_word; i < s->first_word + s->n_words; i++) {
    Word *w = &r->words.at[i];
    if (i == verb || w->head != noun) continue;
    bool inside = i > verb && i < noun;
    bool of_noun = i > noun && (w->rel == REL_NMOD || w->rel == REL_CONJ || w->rel == REL_APPOS || w->rel == REL_FLAT || w->rel == REL_ACL);
    if (!inside && !of_noun) w->head = verb;
  }
  v->rel = REL_ROOT, v->sub = SUB_NONE, v->head = NONE;
  v->morph.verbform = VERBFORM_FIN;
  Word *n = &r->words.at[noun];
  n->head = verb, n->rel = REL_OBJ, n->sub = SUB_NONE;
  r->words.at[subject].head = verb, r->words.at[subject].rel = REL_NSUBJ, r->words.at[subject].sub = SUB_NONE;
}

void syntax_repair(Reading *r) {
  for (uint32_t n = 0; n < r->sentences.n; n++) {
    const Sentence *s = &r->sentences.at[n];
    uint32_t repairs = 0; /* each looks at its whole sentence: a bound for hostile text */
    for (uint32_t i = s->first_word; i < s->first_word + s->n_words && repairs < 32; i++) {
      Word *w = &r->words.at[i];
      if (w->rel == REL_AMOD && misread_past(r, s, i)) {
        make_clause(r, s, i);
        repairs++;
        continue;
      }
      if (w->rel != REL_CONJ || !nominal(w) || w->head == NONE || w->head > i) continue;
      if (r->words.at[w->head].upos != UPOS_VERB || clausal(r, s, i)) continue;
      repairs++;
      uint32_t to = last_argument(r, w->head, i);
      if (to != NONE) w->head = to;
    }
  }
}
