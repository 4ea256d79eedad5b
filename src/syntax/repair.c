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

void syntax_repair(Reading *r) {
  for (uint32_t n = 0; n < r->sentences.n; n++) {
    const Sentence *s = &r->sentences.at[n];
    uint32_t repairs = 0; /* each looks at its whole sentence: a bound for hostile text */
    for (uint32_t i = s->first_word; i < s->first_word + s->n_words && repairs < 32; i++) {
      Word *w = &r->words.at[i];
      if (w->rel != REL_CONJ || !nominal(w) || w->head == NONE || w->head > i) continue;
      if (r->words.at[w->head].upos != UPOS_VERB || clausal(r, s, i)) continue;
      repairs++;
      uint32_t to = last_argument(r, w->head, i);
      if (to != NONE) w->head = to;
    }
  }
}
