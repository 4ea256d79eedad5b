/* retag.h: tags that the tree contradicts: an adjective with an object is a past form, a participle that stands as an
 * argument is a noun. */
#ifndef DG_SYNTAX_RETAG_H
#define DG_SYNTAX_RETAG_H

#include "syntax/model.h"
#include "reading/reading.h"

/* « Shelling wounded three soldiers »: call with heads and relations written, before syntax_repair. */
void syntax_retag(const Syntax *x, Reading *r);

#endif
