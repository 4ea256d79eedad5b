/* entities.h: who is who: mentions of actors, composed from names, roles and countries, resolved against the world
 * on the document's date, gathered into entities by coreference; places on the map. */
#ifndef DG_ENTITIES_ENTITIES_H
#define DG_ENTITIES_ENTITIES_H

#include "base/pack.h"
#include "reading/reading.h"
#include "world/roles.h"
#include "world/world.h"

typedef struct Entities Entities;

/* Binds to the mapped packs. NULL, with an error, where a section is missing. */
Entities *entities_open(Arena *arena, const Pack *lang, const Pack *world, Diags *diags);

/* Adds a user's PETRARCH or TABARI dictionary of actors or agents on top of the world's names. */
bool entities_add_actors(Entities *entities, Arena *arena, const char *path, Diags *diags);

/* Fills entities, mentions, places and Word.mention. Wants words with heads, and the document's date where known. */
void entities_read(const Entities *entities, Reading *r);

#endif
