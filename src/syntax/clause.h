/* clause.h: a clause whose verb was taken for a noun or an adjective gets its verb back. */
#ifndef DG_SYNTAX_CLAUSE_H
#define DG_SYNTAX_CLAUSE_H

#include "syntax/model.h"

/* Looks at sentences that a noun carries. Sets links (reading_link) where it changed a tree. */
void syntax_clauses(const Syntax *x, Reading *r);

/* Whether the model's language is one of nouns with gender: French, whose nouns have articles and whose infinitives have
 * endings, and not English. */
bool nouns_have_gender(const Syntax *x);

/* Tag of the finite verb in the present or past that the lexicon allows `form` to be, third person of that number
 * (0: any); NONE where it allows none. */
uint32_t finite_tag(const Syntax *x, Str form, uint8_t number);

/* Writes tag and lemma. */
void write_finite(const Syntax *x, Reading *r, Word *w, uint32_t tag);

#endif
