/* stages.h: the stages of one language, opened, run and compiled in the order of the design. */
#ifndef DG_ENGINE_STAGES_H
#define DG_ENGINE_STAGES_H

#include "base/pack.h"
#include "reading/reading.h"

typedef enum { STAGE_SYNTAX, STAGE_TIME, STAGE_ENTITIES, STAGE_STATEMENTS, STAGE_EVENTS, STAGE_COUNT } StageNumber;

typedef struct {
  void *text, *syntax, *time, *entities, *statements, *events, *relations;
} Stages;

typedef struct {
  const char *folder; /* of packs and models */
  Str code;
  const Pack *lang, *world;
  const char *ontology, *actors; /* the user's own, or NULL */
} StagesFrom;

bool stages_open(Stages *stages, Arena *arena, const StagesFrom *from, Diags *diags);
void stages_close(Stages *stages);
void stages_text(const Stages *stages, Reading *r, Str bytes);
void stages_run(const Stages *stages, Reading *r, StageNumber stage);

/* Compiles lang/XX into a pack; and world/ with ontology/ into another. False where there were errors. */
bool stages_pack_language(Arena *arena, const char *lang_folder, const char *ontology_folder, const char *out,
                          Diags *diags);
bool stages_pack_world(Arena *arena, const char *world_folder, const char *ontology_folder, const char *out,
                       Diags *diags);

#endif
