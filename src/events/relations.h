/* relations.h: standing facts that are no event: who holds a place, who calls whom what, who offers itself as what. */
#ifndef DG_EVENTS_RELATIONS_H
#define DG_EVENTS_RELATIONS_H

#include "base/pack.h"
#include "reading/reading.h"

typedef struct Relations Relations;

/* Compiles standing.txt of a language's folder into the sections « standing.* ». */
void relations_pack(PackWriter *writer, Arena *arena, const char *folder, Diags *diags);

/* Binds to a language's pack; needs the modality sections too. `world` may be NULL. */
Relations *relations_open(Arena *engine_arena, const Pack *lang, const Pack *world, Diags *diags);

/* Fills r->relations. */
void relations_read(const Relations *relations, Reading *r);

#endif
