/* retag.h: tags that the tree contradicts: an adjective with an object is a past form, a participle that stands as an
 * argument is a noun. Relations that the tags contradict: a past participle takes no copula. */
#ifndef DG_SYNTAX_RETAG_H
#define DG_SYNTAX_RETAG_H

#include "syntax/model.h"
#include "reading/reading.h"

/* « Shelling wounded three soldiers », « a woman was injured »: call with heads and relations written, before syntax_repair. */
void syntax_retag(const Syntax *x, Reading *r);

#endif
