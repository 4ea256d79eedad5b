/* events.h: who did what to whom: events from parsed, resolved sentences.
 *
 * A word of the lexicon (lang/XX/events) names a concept, or an operator on the concept below it; its frame says
 * which dependents are actor, recipient, content. ontology/ turns the composed chain into type, mode, contexts and
 * CAMEO code, once for all languages. */
#ifndef DG_EVENTS_EVENTS_H
#define DG_EVENTS_EVENTS_H

#include "base/pack.h"
#include "reading/reading.h"
#include "syntax/syntax.h"

typedef struct Events Events;

/* Compiles events/, frames.txt, classes.txt, event-cues.txt, domains.txt and roles.txt of a language's folder into
 * sections of its pack. Names of concepts and operators are checked against `ontology_folder`. */
void events_pack(PackWriter *writer, Arena *arena, const char *lang_folder, const char *ontology_folder, Diags *diags);

typedef struct {
  uint32_t predicates; /* words (with the parts that must stand with them) that name something, verb and noun apart */
  uint32_t entries;    /* their entries, one a sense */
  uint32_t cues;       /* words that announce speech */
} EventsCounts;

/* Counts the words of a language's folder. */
void events_count(Arena *arena, const char *lang_folder, EventsCounts *counts, Diags *diags);

/* Compiles ontology/ into sections of the world pack. */
void ontology_pack(PackWriter *writer, Arena *arena, const char *ontology_folder, Diags *diags);

/* Binds to mapped packs; NULL, with errors in diags, where sections are missing or damaged. */
Events *events_open(Arena *arena, const Pack *lang, const Pack *world, Diags *diags);

/* Word clusters for the judge (judge.h); `syntax` may be NULL and must outlive `events`. */
void events_use_clusters(Events *events, const Syntax *syntax);

/* Adds a user's own types, concepts, operators and words (of `language`, « fr ») from a file in the format of
 * docs/sources.md, « A user's own ontology ». False, with errors that name file and line, where it is wrong. */
bool events_add_ontology(Events *events, Arena *arena, const char *path, Str language, Diags *diags);

/* Fills r->events. Needs syntax; uses mentions, dates, places and statements where they are there. */
void events_read(const Events *events, Reading *r);

#endif
