/* syntax.h: part of speech, features, lemma, head and relation of every word.
 *
 * A trained model is one memory-mapped file (see model.h). Reading allocates from the reading's arena only,
 * touches nothing shared, and gives the same bytes with and without vector instructions. */
#ifndef DG_SYNTAX_SYNTAX_H
#define DG_SYNTAX_SYNTAX_H

#include "reading/reading.h"

typedef struct Syntax Syntax;

/* Maps a model. NULL with an error added where it is missing, damaged or of another version. */
Syntax *syntax_open(Arena *arena, const char *path, Diags *diags);

/* Unmaps it; the struct itself belongs to the arena. NULL is allowed. */
void syntax_close(Syntax *syntax);

/* Sets upos .. head of every word of every sentence, and links children. */
void syntax_read(const Syntax *syntax, Reading *r);

/* What the file says of itself: treebanks, licences, options, scores, date. */
Str syntax_about(const Syntax *syntax);

/* The bits of a form's word cluster, the first one lowest; false where the model has none for it. */
bool syntax_cluster(const Syntax *syntax, Str form, uint32_t *bits);

/* For tests: the slow portable kernels instead of the machine's best. The results are the same. */
void syntax_portable(Syntax *syntax);

#endif
