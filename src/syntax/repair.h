/* repair.h: trees that no treebank has: what the parser's own scores let through is put right by structure alone. */
#ifndef DG_SYNTAX_REPAIR_H
#define DG_SYNTAX_REPAIR_H

#include "reading/reading.h"

/* A noun coordinated with a verb (« a menacé les États-Unis et leurs alliés » hung on « menacé ») joins the verb's last
 * nominal dependent in front of it. Call before reading_link. */
void syntax_repair(Reading *r);

#endif
