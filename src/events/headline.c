/* headline.c: clauses in headings, which leave out words that trees lean on: « IMF to lend Pakistan $3 bln », « Rebels hand
 * over weapons », where the parser saw nouns alone. */
#include "events/stage.h"

/* No word of the sentence is a finite verb. */
bool headline_verbless(const Coder *c, const Sentence *s) {
  for (uint32_t i = s->first_word; i < s->first_word + s->n_words; i++) {
    const Word *w = coder_word(c, i);
    if (w->rel == REL_AUX || w->rel == REL_COP) return false;
    if (w->morph.verbform == VERBFORM_FIN && (w->upos == UPOS_VERB || w->upos == UPOS_AUX)) return false;
  }
  return true;
}

/* « Rebels hand over weapons »: who stands right before a word that the tree takes for the head of a compound; or NONE. */
uint32_t headline_doer(const Coder *c, uint32_t word) {
  if (!word || coder_word(c, word - 1)->head != word) return NONE;
  uint8_t rel = coder_word(c, word - 1)->rel;
  return (rel == REL_COMPOUND || rel == REL_NMOD) && party_mention(c, word - 1) ? word - 1 : NONE;
}

/* « Thai PM to visit Myanmar »: who stands right before the infinitive of a heading; or NONE. Whatever else may have an
 * infinitive (« a plan to free hostages ») is nobody. */
uint32_t headline_subject(const Coder *c, uint32_t verb) {
  const Word *v = coder_word(c, verb);
  if (!c->verbless || v->morph.verbform != VERBFORM_INF || verb < 2 || (v->rel != REL_ACL && v->rel != REL_ROOT && v->rel != REL_XCOMP)) return NONE;
  uint32_t to = verb - 1;
  while (to > verb - 3 && to > 1 && coder_word(c, to)->rel == REL_ADVMOD) to--;
  if (coder_word(c, to)->rel != REL_MARK || coder_word(c, to)->head != verb || coder_word(c, to - 1)->sentence != v->sentence) return NONE;
  uint32_t who = v->rel == REL_ACL && v->head < to ? v->head : to - 1;
  const Word *w = coder_word(c, who);
  bool top = w->rel == REL_ROOT || w->head == verb || (w->head != NONE && coder_word(c, w->head)->rel == REL_ROOT);
  return top && party_mention(c, who) ? who : NONE;
}
