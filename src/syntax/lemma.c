#include "syntax/lemma.h"

enum { GUESS_LONGER = 4 };

static uint32_t from_lexicon(const Syntax *x, const Folded *folded, uint32_t tag) {
  const Lexicon *l = &x->lexicon;
  uint32_t k = lexicon_analyses(l, folded), best = NONE, fit = 0;
  if (k == NONE) return NONE;
  for (uint32_t i = l->class_at[k]; i < l->class_at[k + 1]; i++) {
    uint32_t f = x->compat[(size_t)l->analyses[i].tag * x->c.n_tags + tag];
    if (f > fit) fit = f, best = l->analyses[i].rule;
  }
  return best;
}

static bool fits(const Syntax *x, uint32_t rule, Str form, const Folded *folded) {
  char out[LEMMA_MAX];
  return rule < x->lexicon.n_rules && rule_apply(&x->lexicon.rules[rule], form, folded, out);
}

/* A rule guessed from an ending that lengthens the word by more than an ending was learned from a slip of the treebank. */
static bool fits_guess(const Syntax *x, uint32_t rule, Str form, const Folded *folded) {
  char out[LEMMA_MAX];
  return rule < x->lexicon.n_rules && rule_apply(&x->lexicon.rules[rule], form, folded, out) <= form.n + GUESS_LONGER &&
         fits(x, rule, form, folded);
}

static uint32_t from_ending(const Syntax *x, Str form, const Folded *folded, uint32_t tag) {
  uint32_t most = folded->points < GUESS_LETTERS ? folded->points : GUESS_LETTERS;
  for (uint32_t n = most + 1; n-- > 0;) {
    uint32_t rule = table_get(&x->guesses, guess_key(KEY_GUESS, folded, n, x->coarse[tag]));
    if (rule == NONE) rule = table_get(&x->guesses, guess_key(KEY_GUESS_UPOS, folded, n, x->tag_upos[tag]));
    if (rule != NONE && fits_guess(x, rule, form, folded)) return rule;
  }
  return NONE;
}

uint32_t lemma_rule(const Syntax *x, Str form, const Folded *folded, uint32_t tag, bool treebank) {
  uint32_t rule = treebank ? table_get(&x->lemmas, lemma_key(folded, tag)) : NONE;
  if (rule != NONE && fits(x, rule, form, folded)) return rule;
  rule = from_lexicon(x, folded, tag);
  if (rule != NONE && fits(x, rule, form, folded)) return rule;
  return from_ending(x, form, folded, tag);
}

Str lemma_of(const Syntax *x, Arena *arena, Str form, const Folded *folded, uint32_t tag) {
  char out[LEMMA_MAX];
  uint32_t rule = lemma_rule(x, form, folded, tag, true), n = 0;
  if (rule != NONE) n = rule_apply(&x->lexicon.rules[rule], form, folded, out);
  if (!n || (n == form.n && !memcmp(out, form.p, n))) return form;
  return str_dup(arena, str_of(out, n));
}
