#include "engine/stages.h"

#include <unistd.h>

#include "engine/detect.h"
#include "entities/entities.h"
#include "events/events.h"
#include "events/relations.h"
#include "statements/statements.h"
#include "syntax/syntax.h"
#include "text/text.h"
#include "time/time.h"
#include "world/roles.h"
#include "world/world.h"

/* A dictionary of actors, one of agents, ...: parted by commas. */
static bool add_actors(Entities *entities, Arena *arena, Str list, Diags *diags) {
  Str path;
  bool ok = true;
  while (ok && str_split(&list, ',', &path))
    if (path.n) ok = entities_add_actors(entities, arena, str_dup(arena, path).p, diags);
  return ok;
}

bool stages_open(Stages *s, Arena *arena, const StagesFrom *from, Diags *diags) {
  *s = (Stages){0};
  bool ok = true;
  ok = ok && (s->text = text_open(arena, from->lang, diags));
  Str model = str_format(arena, "%s/%.*s.model", from->folder, (int)from->code.n, from->code.p);
  /* A language without a model yet is read without trees. */
  if (access(model.p, R_OK) == 0) ok = ok && (s->syntax = syntax_open(arena, model.p, diags));
  ok = ok && (s->time = time_open(arena, from->lang, from->world, diags));
  ok = ok && (s->entities = entities_open(arena, from->lang, from->world, diags));
  if (from->actors) ok = ok && add_actors(s->entities, arena, str(from->actors), diags);
  ok = ok && (s->statements = statements_open(arena, from->lang, from->world, diags));
  ok = ok && (s->events = events_open(arena, from->lang, from->world, diags));
  if (ok) events_use_clusters(s->events, s->syntax);
  if (ok && from->ontology) ok = events_add_ontology(s->events, arena, from->ontology, from->code, diags);
  ok = ok && (s->relations = relations_open(arena, from->lang, from->world, diags));
  return ok;
}

void stages_close(Stages *s) {
  syntax_close(s->syntax);
  *s = (Stages){0};
}

void stages_text(const Stages *s, Reading *r, Str bytes) {
  text_read(s->text, r, bytes);
}

void stages_run(const Stages *s, Reading *r, StageNumber stage) {
  switch (stage) {
    case STAGE_SYNTAX:
      if (s->syntax) syntax_read(s->syntax, r);
      break;
    case STAGE_TIME:
      time_read(s->time, r);
      break;
    case STAGE_ENTITIES:
      entities_read(s->entities, r);
      break;
    case STAGE_STATEMENTS:
      statements_read(s->statements, r);
      break;
    case STAGE_EVENTS:
      events_read(s->events, r);
      relations_read(s->relations, r);
      break;
    case STAGE_COUNT: break;
  }
}

bool stages_pack_language(Arena *arena, const char *lang_folder, const char *ontology_folder, const char *out,
                          Diags *diags) {
  PackWriter writer;
  pack_writer_init(&writer, arena);
  uint32_t before = diags->errors;
  detect_pack(&writer, arena, lang_folder, diags);
  text_pack(&writer, arena, lang_folder, diags);
  time_pack(&writer, arena, lang_folder, diags);
  roles_pack(&writer, arena, lang_folder, diags);
  statements_pack(&writer, arena, lang_folder, diags);
  events_pack(&writer, arena, lang_folder, ontology_folder, diags);
  relations_pack(&writer, arena, lang_folder, diags);
  return diags->errors == before && pack_write(&writer, out, diags);
}

bool stages_pack_world(Arena *arena, const char *world_folder, const char *ontology_folder, const char *out,
                       Diags *diags) {
  PackWriter writer;
  pack_writer_init(&writer, arena);
  uint32_t before = diags->errors;
  world_pack(&writer, arena, world_folder, diags);
  time_pack_world(&writer, arena, world_folder, diags);
  ontology_pack(&writer, arena, ontology_folder, diags);
  return diags->errors == before && pack_write(&writer, out, diags);
}
