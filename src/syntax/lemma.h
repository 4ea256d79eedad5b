/* lemma.h: the lemma of a form that has been tagged. */
#ifndef DG_SYNTAX_LEMMA_H
#define DG_SYNTAX_LEMMA_H

#include "syntax/model.h"

/* Which rules apply is looked up: what the treebanks had for this form and tag, else the lexicon's analysis that
 * fits the tag best, else what forms with the same ending and tag mostly do. Returns the rule, or NONE. */
uint32_t lemma_rule(const Syntax *x, Str form, const Folded *folded, uint32_t tag, bool treebank);

Str lemma_of(const Syntax *x, Arena *arena, Str form, const Folded *folded, uint32_t tag);

#define GUESS_LETTERS 6u
static inline uint64_t guess_key(uint32_t kind, const Folded *f, uint32_t letters, uint32_t tag) {
  uint32_t at = f->at[f->points - letters];
  return hash_piece(kind + 16 * (tag + 1), f->p + at, f->n - at);
}
static inline uint64_t lemma_key(const Folded *f, uint32_t tag) {
  return hash_piece(KEY_LEMMA + 64 * (tag + 1), f->p, f->n);
}

#endif
