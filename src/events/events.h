/* events.h: who did what to whom: events from parsed, resolved sentences.
 *
 * A word of the lexicon (lang/XX/events) names a concept, or an operator on the concept below it; its frame says
 * which dependents are actor, recipient, content. ontology/ turns the composed chain into type, mode, contexts and
 * CAMEO code, once for all languages. */
#ifndef DG_EVENTS_EVENTS_H
#define DG_EVENTS_EVENTS_H

#include "base/pack.h"
#include "reading/reading.h"

typedef struct Events Events;

/* Compiles the files of events/, frames.txt, classes.txt, event-cues.txt, domains.txt and roles.txt of a language's folder
 * (« lang/fr ») into sections of its pack. Names of concepts and operators are checked against `ontology_folder`. */
void events_pack(PackWriter *writer, const char *lang_folder, const char *ontology_folder, Diags *diags);

/* Compiles ontology/ into sections of the world pack. */
void ontology_pack(PackWriter *writer, const char *ontology_folder, Diags *diags);

/* Binds to mapped packs; NULL on failure, with errors in diags. `files` are a user's own ontology files
 * (docs/sources.md, « A user's own ontology »), of which the words for `language` (« fr ») are taken. */
Events *events_open(Arena *arena, const Pack *lang, const Pack *world, Str language, const char *const *files,
                    uint32_t n_files, Diags *diags);

/* Fills r->events. Needs syntax; uses mentions, dates, places and statements where they are there. */
void events_read(const Events *events, Reading *r);

#endif
