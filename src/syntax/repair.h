/* repair.h: trees that no treebank has: what the parser's own scores let through is put right by structure alone. */
#ifndef DG_SYNTAX_REPAIR_H
#define DG_SYNTAX_REPAIR_H

#include "reading/reading.h"

/* Nouns coordinated with verbs and verbs with nouns move to where their like stands; a second subject right behind its
 * verb, and a name that would be a predicate beside an infinitive, become objects; a past form between bare nouns is the
 * verb of its clause; what follows an inserted verb of saying is its subject. Call before reading_link. */
void syntax_repair(Reading *r);

#endif
