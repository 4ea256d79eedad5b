#include "engine/stages.h"

#include <unistd.h>

#include "base/source.h"
#include "engine/detect.h"

#if __has_include("text/text.c")
#include "text/text.h"
#define HAVE_TEXT 1
#endif
#if __has_include("syntax/syntax.c")
#include "syntax/syntax.h"
#define HAVE_SYNTAX 1
#endif
#if __has_include("time/time.c")
#include "time/time.h"
#define HAVE_TIME 1
#endif
#if __has_include("entities/entities.c")
#include "entities/entities.h"
#include "world/roles.h"
#include "world/world.h"
#define HAVE_ENTITIES 1
#endif
#if __has_include("statements/statements.c")
#include "statements/statements.h"
#define HAVE_STATEMENTS 1
#endif
#if __has_include("events/events.c")
#include "events/events.h"
#define HAVE_EVENTS 1
#endif
#if __has_include("events/relations.c")
#include "events/relations.h"
#define HAVE_RELATIONS 1
#endif

bool stages_open(Stages *s, Arena *arena, const StagesFrom *from, Diags *diags) {
  *s = (Stages){0};
  bool ok = true;
  (void)arena, (void)from, (void)diags;
#ifdef HAVE_TEXT
  ok = ok && (s->text = text_open(arena, from->lang, diags));
#endif
#ifdef HAVE_SYNTAX
  Str model = str_format(arena, "%s/%.*s.model", from->folder, (int)from->code.n, from->code.p);
  /* A language without a model yet is read without trees. */
  if (access(model.p, R_OK) == 0) ok = ok && (s->syntax = syntax_open(arena, model.p, diags));
#endif
#ifdef HAVE_TIME
  ok = ok && (s->time = time_open(arena, from->lang, from->world, diags));
#endif
#ifdef HAVE_ENTITIES
  ok = ok && (s->entities = entities_open(arena, from->lang, from->world, diags));
  if (from->actors) ok = ok && entities_add_actors(s->entities, arena, from->actors, diags);
#endif
#ifdef HAVE_STATEMENTS
  ok = ok && (s->statements = statements_open(arena, from->lang, from->world, diags));
#endif
#ifdef HAVE_EVENTS
  ok = ok && (s->events = events_open(arena, from->lang, from->world, diags));
  if (ok && from->ontology) ok = events_add_ontology(s->events, arena, from->ontology, from->code, diags);
#endif
#ifdef HAVE_RELATIONS
  ok = ok && (s->relations = relations_open(arena, from->lang, from->world, diags));
#endif
  return ok;
}

void stages_close(Stages *s) {
#ifdef HAVE_SYNTAX
  syntax_close(s->syntax);
#endif
  *s = (Stages){0};
}

void stages_text(const Stages *s, Reading *r, Str bytes) {
#ifdef HAVE_TEXT
  text_read(s->text, r, bytes);
#else
  (void)s;
  reading_set_text(r, str_dup(r->arena, bytes));
#endif
}

void stages_run(const Stages *s, Reading *r, StageNumber stage) {
  switch (stage) {
    case STAGE_SYNTAX:
#ifdef HAVE_SYNTAX
      if (s->syntax) syntax_read(s->syntax, r);
#endif
      break;
    case STAGE_TIME:
#ifdef HAVE_TIME
      time_read(s->time, r);
#endif
      break;
    case STAGE_ENTITIES:
#ifdef HAVE_ENTITIES
      entities_read(s->entities, r);
#endif
      break;
    case STAGE_STATEMENTS:
#ifdef HAVE_STATEMENTS
      statements_read(s->statements, r);
#endif
      break;
    case STAGE_EVENTS:
#ifdef HAVE_EVENTS
      events_read(s->events, r);
#endif
#ifdef HAVE_RELATIONS
      relations_read(s->relations, r);
#endif
      break;
    case STAGE_COUNT: break;
  }
  (void)s;
  (void)r;
}

bool stages_pack_language(Arena *arena, const char *lang_folder, const char *ontology_folder, const char *out,
                          Diags *diags) {
  PackWriter writer;
  pack_writer_init(&writer, arena);
  uint32_t before = diags->errors;
  detect_pack(&writer, arena, lang_folder, diags);
#ifdef HAVE_TEXT
  text_pack(&writer, arena, lang_folder, diags);
#endif
#ifdef HAVE_TIME
  time_pack(&writer, arena, lang_folder, diags);
#endif
#ifdef HAVE_ENTITIES
  roles_pack(&writer, arena, lang_folder, diags);
#endif
#ifdef HAVE_STATEMENTS
  statements_pack(&writer, arena, lang_folder, diags);
#endif
#ifdef HAVE_EVENTS
  events_pack(&writer, arena, lang_folder, ontology_folder, diags);
#endif
#ifdef HAVE_RELATIONS
  relations_pack(&writer, arena, lang_folder, diags);
#endif
  (void)ontology_folder;
  return diags->errors == before && pack_write(&writer, out, diags);
}

bool stages_pack_world(Arena *arena, const char *world_folder, const char *ontology_folder, const char *out,
                       Diags *diags) {
  PackWriter writer;
  pack_writer_init(&writer, arena);
  uint32_t before = diags->errors;
#ifdef HAVE_ENTITIES
  world_pack(&writer, arena, world_folder, diags);
#endif
#ifdef HAVE_EVENTS
  ontology_pack(&writer, arena, ontology_folder, diags);
#endif
  (void)world_folder;
  (void)ontology_folder;
  return diags->errors == before && pack_write(&writer, out, diags);
}
