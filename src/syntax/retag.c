#include "syntax/retag.h"

#include "syntax/clause.h"
#include "syntax/lemma.h"

enum { HAS_OBJECT = 1, HAS_COPULA = 2, HAS_VERBAL = 4, HAS_SUBJECT = 8, HAS_NOMINAL = 16 };

static uint8_t mark_of(const Word *w) {
  switch (w->rel) {
    case REL_OBJ: return HAS_OBJECT;
    case REL_COP: return HAS_COPULA;
    case REL_NSUBJ: return HAS_SUBJECT;
    case REL_DET: case REL_CASE: return HAS_NOMINAL;
    case REL_AUX: case REL_XCOMP: case REL_CCOMP: case REL_IOBJ: return HAS_VERBAL;
    default: return 0;
  }
}

static uint32_t tag_for(const Syntax *x, uint8_t upos, uint8_t verbform, uint8_t tense, uint8_t number) {
  for (uint32_t t = 0; t < x->c.n_tags; t++)
    if (x->tag_upos[t] == upos && x->tag_morph[t].verbform == verbform && x->tag_morph[t].tense == tense &&
        (!number || x->tag_morph[t].number == number))
      return t;
  return NONE;
}

/* Written as that tag, where its lemma differs from the form or must not. */
static void write_tag(const Syntax *x, Reading *r, Word *w, uint32_t tag, bool inflected) {
  if (tag == NONE) return;
  Folded folded;
  fold_form(w->form, &folded);
  Str lemma = lemma_of(x, r->arena, w->form, &folded, tag);
  if (inflected == str_eq(lemma, w->form)) return;
  w->upos = x->tag_upos[tag], w->feats = x->tag_feats[tag], w->morph = x->tag_morph[tag], w->lemma = lemma;
}

static bool argument(uint8_t rel) { return rel == REL_NSUBJ || rel == REL_OBJ || rel == REL_OBL || rel == REL_NMOD; }

enum { SUBJECT_REACH = 60 };

static bool passive(const Word *w) { return w->upos == UPOS_VERB && w->morph.verbform == VERBFORM_PART && w->morph.voice == VOICE_PASS; }

/* « was injured »: the auxiliary of a passive, whose subject is one, where the parser took it for a copula. */
static void no_copula(Reading *r) {
  for (uint32_t i = 0; i < r->words.n; i++) {
    Word *be = &r->words.at[i];
    if (be->rel != REL_COP || be->head == NONE || !passive(&r->words.at[be->head])) continue;
    be->rel = REL_AUX, be->sub = SUB_PASS, be->deprel = STR("aux:pass");
    for (uint32_t k = i; k-- > 0 && i - k < SUBJECT_REACH && r->words.at[k].sentence == be->sentence;) {
      Word *subject = &r->words.at[k];
      if (subject->head == be->head && subject->rel == REL_NSUBJ) subject->sub = SUB_PASS, subject->deprel = STR("nsubj:pass");
    }
  }
}

/* « L'Allemagne livre des chars », tagged as a noun that has a subject and an object. */
static bool noun_acts(const Word *w, uint8_t has) {
  bool argued = (has & HAS_OBJECT) || (has & HAS_VERBAL && w->rel != REL_NSUBJ) || w->rel == REL_ROOT ||
                (w->rel == REL_ACL && w->sub == SUB_RELCL);
  return w->upos == UPOS_NOUN && (has & HAS_SUBJECT) && argued && !(has & (HAS_COPULA | HAS_NOMINAL));
}

/* « La Finlande ferme son ambassade », tagged as an adjective that has an object. */
static bool adjective_acts(const Word *w, uint8_t has, bool gender) {
  if (w->upos != UPOS_ADJ || !(has & HAS_OBJECT) || has & HAS_COPULA) return false;
  return has & HAS_SUBJECT || (gender && w->rel == REL_ROOT && !(has & HAS_NOMINAL));
}

/* « a move that dismayed mediators »: the pronoun is the subject of what follows it. */
static bool relative_acts(const Reading *r, uint32_t i) {
  const Word *w = &r->words.at[i];
  if (!i || w->upos != UPOS_ADJ || w->rel != REL_AMOD || w->head == NONE || w->head < i) return false;
  const Word *pronoun = w - 1;
  return pronoun->upos == UPOS_PRON && pronoun->rel == REL_NSUBJ && pronoun->morph.prontype == PRONTYPE_REL && pronoun->head != NONE &&
         pronoun->head > i;
}

/* « l'opposant, que le pouvoir accuse, »: a conjunction that is somebody's object is a relative pronoun. */
static void relative_object(Word *w, const Word *head) {
  if (w->upos != UPOS_SCONJ || w->rel != REL_OBJ || head->rel != REL_ACL || head <= w) return;
  w->upos = UPOS_PRON, w->morph.prontype = PRONTYPE_REL;
}

/* « et les a pressés d'agir », tagged as a noun behind the auxiliary of a perfect: no noun has one. */
static bool perfect_of_noun(const Reading *r, uint32_t i, uint8_t has) {
  const Word *w = &r->words.at[i];
  if (!i || (w->upos != UPOS_NOUN && w->upos != UPOS_ADJ) || has & (HAS_NOMINAL | HAS_COPULA)) return false;
  const Word *aux = w - 1;
  return aux->upos == UPOS_AUX && aux->rel == REL_AUX && aux->head == i && str_is(aux->lemma, "avoir");
}

static void write_participle(const Syntax *x, Reading *r, Word *w) {
  for (uint32_t t = 0; t < x->c.n_tags; t++) {
    const Morph *m = &x->tag_morph[t];
    if (x->tag_upos[t] != UPOS_VERB || m->verbform != VERBFORM_PART || m->tense != TENSE_PAST || m->voice == VOICE_PASS || m->gender != w->morph.gender || m->number != w->morph.number) continue;
    write_tag(x, r, w, t, true);
    return;
  }
}

void syntax_retag(const Syntax *x, Reading *r) {
  uint8_t *has = ARENA_ARRAY(r->arena, (size_t)r->words.n + 1, uint8_t);
  uint32_t past = tag_for(x, UPOS_VERB, VERBFORM_FIN, TENSE_PAST, 0), noun = tag_for(x, UPOS_NOUN, VERBFORM_NONE, TENSE_NONE, NUMBER_SING);
  bool gender = nouns_have_gender(x);
  no_copula(r);
  for (uint32_t i = 0; i < r->words.n; i++)
    if (r->words.at[i].head != NONE) has[r->words.at[i].head] |= mark_of(&r->words.at[i]);
  for (uint32_t i = 0; i < r->words.n; i++) {
    Word *w = &r->words.at[i];
    bool participle = w->morph.verbform == VERBFORM_GER || (w->morph.verbform == VERBFORM_PART && w->morph.tense == TENSE_PRES);
    bool adjective = adjective_acts(w, has[i], gender);
    if (gender && perfect_of_noun(r, i, has[i])) write_participle(x, r, w);
    if (adjective || noun_acts(w, has[i]) || relative_acts(r, i)) {
      bool bare = w->upos == UPOS_NOUN && !(has[i] & (HAS_OBJECT | HAS_VERBAL)); /* of an English noun the s must tell */
      uint32_t tag = finite_tag(x, w->form, bare && !gender ? NUMBER_SING : NUMBER_NONE);
      if (tag != NONE) write_finite(x, r, w, tag);
      else if (adjective) write_tag(x, r, w, past, true);
    }
    if (w->head != NONE) relative_object(w, &r->words.at[w->head]);
    if (w->upos == UPOS_VERB && participle && argument(w->rel) && !(has[i] & ~HAS_NOMINAL)) write_tag(x, r, w, noun, false);
  }
}
