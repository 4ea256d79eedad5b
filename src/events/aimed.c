/* aimed.c: whom a measure, a text or a remark is aimed at, where no slot of the entry says it: a relative clause or a participle
 * of the thing, « les sanctions qui frappent X », « dans une lettre adressée à X », « ..., visant X ». */
#include "events/compose.h"

static void known(const Coder *c, uint32_t word, WordList *out) {
  WordList found = {0};
  party_words(c, word, true, &found);
  for (uint32_t i = 0; i < found.n; i++)
    if (party_known(c, found.at[i])) vec_add(c->arena, out, found.at[i]);
}

/* The object of the verb, or what stands behind a preposition of another side. */
static void object_of(const Coder *c, uint32_t verb, WordList *out) {
  FOR_CHILDREN(c->r, verb, k) {
    const Word *w = coder_word(c, k);
    if (k < verb || out->n || frame_verbal(c, k)) continue;
    Str prep = frame_prep(c, k);
    bool side = coder_str_cue(c, prep, CUE_DATIVE) || coder_str_cue(c, prep, CUE_TOWARDS) || coder_str_cue(c, prep, CUE_INSTIGATED);
    if (w->rel == REL_OBJ ? !prep.n : w->rel == REL_OBL && side) known(c, k, out);
  }
}

/* « qui frappent », « adressée à »: the thing is what the clause is about, and weighs on somebody. */
static bool weighs(const Coder *c, uint32_t verb) {
  const Word *v = coder_word(c, verb);
  if (v->rel != REL_ACL || (!coder_cue(c, verb, CUE_AIMED) && !coder_cue(c, verb, CUE_LAID) && !coder_cue(c, verb, CUE_WEIGHS))) return false;
  FOR_CHILDREN(c->r, verb, k) {
    const Word *w = coder_word(c, k);
    if (w->rel == REL_NSUBJ) return w->morph.prontype == PRONTYPE_REL;
  }
  return v->morph.verbform == VERBFORM_PART || v->morph.verbform == VERBFORM_GER;
}

static void by_clause_of(const Coder *c, uint32_t thing, WordList *out) {
  uint32_t inner = reading_child(c->r, thing, REL_NMOD, SUB_NONE); /* « l'application du traité qui la lie à X » */
  if (inner != NONE && inner > thing && !party_mention(c, inner) && coder_str_cue(c, frame_prep(c, inner), CUE_OF))
    FOR_CHILDREN(c->r, inner, k)
      if (k > inner && !out->n && weighs(c, k)) object_of(c, k, out);
  FOR_CHILDREN(c->r, thing, k)
    if (k > thing && !out->n && weighs(c, k)) object_of(c, k, out);
}

/* « a dénoncé un acte de guerre, visant Israël »: the speaker's own participle. */
static void by_participle(const Coder *c, uint32_t word, WordList *out) {
  FOR_CHILDREN(c->r, word, k) {
    const Word *w = coder_word(c, k);
    bool loose = w->rel == REL_ACL || w->rel == REL_ADVCL;
    if (k < word || out->n || !loose || !coder_cue(c, k, CUE_AIMED) || (w->morph.verbform != VERBFORM_PART && w->morph.verbform != VERBFORM_GER)) continue;
    if (w->morph.voice != VOICE_PASS && w->morph.tense != TENSE_PAST) object_of(c, k, out);
  }
}

static void by_arguments(const Coder *c, const Predicate *p, bool words, WordList *out) {
  for (uint32_t i = 0; i < p->args.n && !out->n; i++) {
    const Arg *a = &p->args.at[i];
    if (a->clause || party_mention(c, a->word)) continue;
    bool text = a->where == WHERE_PREP && words && coder_cue(c, a->word, CUE_TEXT); /* « dans une lettre à X » */
    if (a->where == WHERE_OBJ || text) by_clause_of(c, a->word, out);
    FOR_CHILDREN(c->r, a->word, k) /* « des tirs, une démonstration de force adressée à X » */
      if (k > a->word && !out->n && coder_word(c, k)->rel == REL_APPOS && !party_mention(c, k)) by_clause_of(c, k, out);
  }
}

void aimed_letter(const Coder *c, const Predicate *p, WordList *out) {
  for (uint32_t i = 0; i < p->args.n && !out->n; i++) {
    const Arg *a = &p->args.at[i];
    if (a->where != WHERE_PREP || a->clause || party_mention(c, a->word) || !coder_cue(c, a->word, CUE_TEXT)) continue;
    FOR_CHILDREN(c->r, a->word, k) /* « une lettre à X » */
      if (k > a->word && coder_word(c, k)->rel == REL_NMOD && coder_str_cue(c, frame_prep(c, k), CUE_DATIVE)) known(c, k, out);
    if (!out->n) by_clause_of(c, a->word, out);
  }
}

void aimed_at(const Coder *c, const Predicate *p, const Sense *s, uint8_t quad, WordList *out) {
  bool words = quad == 1 || quad == 3;
  by_arguments(c, p, words, out);
  for (uint32_t i = 0; i < s->words.n && !out->n; i++) {
    uint32_t at = c->predicate[s->words.at[i]];
    if (at != NONE && &c->predicates.at[at] != p) by_arguments(c, &c->predicates.at[at], words, out);
  }
  if (quad != 3 || p->noun) return;
  by_participle(c, p->word, out);
  for (uint32_t i = 0; i < s->actors.n && !out->n; i++)
    if (s->actors.at[i] > p->word) by_participle(c, s->actors.at[i], out);
}
