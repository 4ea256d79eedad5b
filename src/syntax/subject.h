/* subject.h: verbs without a subject, and verbs with two. */
#ifndef DG_SYNTAX_SUBJECT_H
#define DG_SYNTAX_SUBJECT_H

#include "reading/reading.h"

/* Gives a finite verb that has no subject the one that stands there for it, and takes from a verb of two subjects or
 * objects the one that belongs to the other as its title, name, or equal. Links must be set, and are set again where a
 * tree changed. */
void syntax_subjects(Reading *r);

#endif
