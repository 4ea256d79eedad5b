/* api.c: the public functions of dragoman.h over the engine. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/engine.h"
#include "io/conllu.h"
#include "io/formats.h"
#include "text/decode.h"

const char *dragoman_version(void) { return DRAGOMAN_VERSION; }

static void say(char *error, size_t size, const Diags *diags) {
  if (!error || !size) return;
  error[0] = 0;
  for (uint32_t i = 0; i < diags->all.n; i++) {
    const Diag *d = &diags->all.at[i];
    if (d->level != DIAG_ERROR) continue;
    if (d->file.n && d->line)
      snprintf(error, size, "%.*s:%u: %.*s", (int)d->file.n, d->file.p, d->line, (int)d->message.n, d->message.p);
    else
      snprintf(error, size, "%.*s%s%.*s", (int)d->file.n, d->file.p, d->file.n ? ": " : "", (int)d->message.n, d->message.p);
    return;
  }
  snprintf(error, size, "the engine could not be opened");
}

dragoman *dragoman_open(const dragoman_options *options, char *error, size_t size) {
  Arena *arena = arena_new(NULL);
  if (!arena) {
    if (error && size) snprintf(error, size, "out of memory");
    return NULL;
  }
  jmp_buf no_memory;
  dragoman *volatile engine = NULL;
  Diags diags;
  diags_init(&diags, arena);
  if (!setjmp(no_memory)) {
    arena_guard(arena, &no_memory);
    engine = engine_open(options, &diags);
    if (!engine) say(error, size, &diags);
  } else if (error && size) {
    snprintf(error, size, "out of memory");
  }
  arena_free(arena);
  return engine;
}

static Str given(const char *c) { return c ? str(c) : (Str){"", 0}; }

static EngineAbout about_of(const dragoman_about *about) {
  if (!about) return (EngineAbout){0};
  return (EngineAbout){.id = given(about->id), .language = given(about->language), .date = given(about->date),
                       .title = given(about->title), .url = given(about->url), .source = given(about->source)};
}

static dragoman_reading *wrap(Arena *arena, Reading *r) {
  dragoman_reading *reading = r ? malloc(sizeof *reading) : NULL;
  if (!reading) {
    arena_free(arena);
    return NULL;
  }
  *reading = (dragoman_reading){arena, r};
  return reading;
}

dragoman_reading *dragoman_read(const dragoman *engine, const void *text, size_t length, const dragoman_about *about) {
  Arena *arena = arena_new(NULL);
  if (!arena) return NULL;
  EngineAbout with = about_of(about);
  if (length > UINT32_MAX / 2) length = UINT32_MAX / 2;
  return wrap(arena, engine_read(engine, arena, str_of(text, length), &with));
}

static Reading *read_parsed(const dragoman *engine, Arena *arena, Str bytes, const EngineAbout *about) {
  jmp_buf no_memory;
  if (setjmp(no_memory)) return NULL;
  arena_guard(arena, &no_memory);
  Reading *r = reading_new(arena);
  Encoding encoding;
  ConlluReader reader;
  conllu_open(&reader, about->id, text_decode(arena, bytes, &encoding), &r->diags);
  conllu_next(&reader, r);
  if (about->id.n) r->id = str_dup(arena, about->id);
  r->language = str_dup(arena, about->language);
  r->given_date = str_dup(arena, about->date);
  bool ok = engine_code_parsed(engine, r);
  arena_guard(arena, NULL);
  return ok ? r : NULL;
}

dragoman_reading *dragoman_read_conllu(const dragoman *engine, const char *conllu, size_t length,
                                       const dragoman_about *about) {
  Arena *arena = arena_new(NULL);
  if (!arena) return NULL;
  EngineAbout with = about_of(about);
  return wrap(arena, read_parsed(engine, arena, str_of(conllu, length), &with));
}

void dragoman_reading_free(dragoman_reading *reading) {
  if (!reading) return;
  arena_free(reading->arena);
  free(reading);
}

static dragoman_text text_of(Str s) { return (dragoman_text){s.p, s.n}; }

dragoman_text dragoman_write(dragoman_reading *reading, const char *format) {
  jmp_buf no_memory;
  if (setjmp(no_memory)) {
    arena_guard(reading->arena, NULL);
    return (dragoman_text){0};
  }
  arena_guard(reading->arena, &no_memory);
  Str out = format_reading(reading->arena, reading->reading, str(format));
  arena_guard(reading->arena, NULL);
  return text_of(out);
}

dragoman_text dragoman_document_text(const dragoman_reading *r) { return text_of(r->reading->text); }
dragoman_text dragoman_document_language(const dragoman_reading *r) { return text_of(r->reading->language); }
dragoman_text dragoman_document_date(const dragoman_reading *r) { return text_of(r->reading->date); }

size_t dragoman_event_count(const dragoman_reading *r) { return r->reading->events.n; }
size_t dragoman_statement_count(const dragoman_reading *r) { return r->reading->statements.n; }

static Str speaker_name(const Reading *r, uint32_t statement) {
  if (statement == NONE || r->statements.at[statement].speaker == NONE) return (Str){NULL, 0};
  return r->entities.at[r->statements.at[statement].speaker].name;
}

static dragoman_text code_of(const char *code) { return text_of(str(code)); }

static dragoman_place place_of(const Reading *r, uint32_t place) {
  if (place == NONE) return (dragoman_place){.lat = NAN, .lon = NAN};
  const Place *p = &r->places.at[place];
  return (dragoman_place){text_of(p->name), code_of(p->country), p->has_point ? p->lat : NAN, p->has_point ? p->lon : NAN,
                          p->geonameid};
}

int dragoman_event_at(const dragoman_reading *reading, size_t index, dragoman_event *out) {
  const Reading *r = reading->reading;
  if (index >= r->events.n) return 0;
  const Event *e = &r->events.at[index];
  const Sentence *s = &r->sentences.at[e->sentence];
  *out = (dragoman_event){.type = text_of(e->type), .cameo = text_of(e->cameo), .date = text_of(e->date),
                          .deadline = text_of(e->deadline), .rule = text_of(e->rule),
                          .sentence = text_of(reading_text(r, s->start, s->end)),
                          .speaker = text_of(speaker_name(r, e->statement)),
                          .start = reading_offset(r, e->start), .end = reading_offset(r, e->end),
                          .actors = e->actors.n, .recipients = e->recipients.n, .auxiliary = e->auxiliary,
                          .quad = e->quad, .scale = e->scale, .goldstein = e->goldstein, .modes = e->modes.n,
                          .contexts = e->contexts.n, .statement = e->statement == NONE ? DRAGOMAN_NONE : e->statement,
                          .condition = text_of(reading_text(r, e->condition.start, e->condition.end)),
                          .place = place_of(r, e->place)};
  if (e->modes.n) out->mode = text_of(e->modes.at[0]);
  return 1;
}

static int party_at(const Reading *r, const Party *p, dragoman_party *out) {
  *out = (dragoman_party){.text = text_of(reading_text(r, p->start, p->end)), .code = text_of(p->code),
                          .country = code_of(p->country),
                          .start = reading_offset(r, p->start), .end = reading_offset(r, p->end)};
  if (p->entity != NONE) out->name = text_of(r->entities.at[p->entity].name);
  memcpy(out->sector, p->sector, sizeof out->sector);
  return 1;
}

int dragoman_event_actor(const dragoman_reading *reading, size_t event, size_t index, dragoman_party *out) {
  const Reading *r = reading->reading;
  if (event >= r->events.n || index >= r->events.at[event].actors.n) return 0;
  return party_at(r, &r->events.at[event].actors.at[index], out);
}

int dragoman_event_recipient(const dragoman_reading *reading, size_t event, size_t index, dragoman_party *out) {
  const Reading *r = reading->reading;
  if (event >= r->events.n || index >= r->events.at[event].recipients.n) return 0;
  return party_at(r, &r->events.at[event].recipients.at[index], out);
}

static int text_at(const Str *at, size_t n, size_t index, dragoman_text *out) {
  if (index >= n) return 0;
  *out = text_of(at[index]);
  return 1;
}

int dragoman_event_mode(const dragoman_reading *reading, size_t event, size_t index, dragoman_text *out) {
  const Reading *r = reading->reading;
  return event < r->events.n && text_at(r->events.at[event].modes.at, r->events.at[event].modes.n, index, out);
}

int dragoman_event_context(const dragoman_reading *reading, size_t event, size_t index, dragoman_text *out) {
  const Reading *r = reading->reading;
  return event < r->events.n && text_at(r->events.at[event].contexts.at, r->events.at[event].contexts.n, index, out);
}

int dragoman_statement_at(const dragoman_reading *reading, size_t index, dragoman_statement *out) {
  const Reading *r = reading->reading;
  if (index >= r->statements.n) return 0;
  const Statement *s = &r->statements.at[index];
  *out = (dragoman_statement){.speaker = text_of(speaker_name(r, (uint32_t)index)), .cue = text_of(s->cue),
                              .kind = text_of(str(statement_kind_name(s->kind))),
                              .text = text_of(reading_text(r, s->content.start, s->content.end)),
                              .date = text_of(s->date), .start = reading_offset(r, s->start),
                              .end = reading_offset(r, s->end)};
  return 1;
}

size_t dragoman_entity_count(const dragoman_reading *r) { return r->reading->entities.n; }

int dragoman_entity_at(const dragoman_reading *reading, size_t index, dragoman_entity *out) {
  const Reading *r = reading->reading;
  if (index >= r->entities.n) return 0;
  const Entity *e = &r->entities.at[index];
  *out = (dragoman_entity){.name = text_of(e->name), .kind = text_of(str(entity_kind_name(e->kind))), .code = text_of(e->code),
                           .country = code_of(e->country), .role = text_of(e->role), .office_from = text_of(e->office_from),
                           .office_to = text_of(e->office_to), .mentions = e->mentions.n};
  memcpy(out->sector, e->sector, sizeof out->sector);
  return 1;
}

int dragoman_mention_at(const dragoman_reading *reading, size_t entity, size_t index, dragoman_mention *out) {
  const Reading *r = reading->reading;
  if (entity >= r->entities.n || index >= r->entities.at[entity].mentions.n) return 0;
  const Mention *m = &r->mentions.at[r->entities.at[entity].mentions.at[index]];
  *out = (dragoman_mention){text_of(reading_text(r, m->start, m->end)), text_of(str(mention_form_name(m->form))),
                            reading_offset(r, m->start), reading_offset(r, m->end), m->sentence};
  return 1;
}

size_t dragoman_date_count(const dragoman_reading *r) { return r->reading->dates.n; }

int dragoman_date_at(const dragoman_reading *reading, size_t index, dragoman_date *out) {
  const Reading *r = reading->reading;
  if (index >= r->dates.n) return 0;
  const Date *d = &r->dates.at[index];
  *out = (dragoman_date){text_of(reading_text(r, d->start, d->end)), text_of(d->value), text_of(str(date_kind_name(d->kind))),
                         reading_offset(r, d->start), reading_offset(r, d->end)};
  return 1;
}

size_t dragoman_relation_count(const dragoman_reading *r) { return r->reading->relations.n; }

int dragoman_relation_at(const dragoman_reading *reading, size_t index, dragoman_relation *out) {
  const Reading *r = reading->reading;
  if (index >= r->relations.n) return 0;
  const Relation *x = &r->relations.at[index];
  *out = (dragoman_relation){.kind = text_of(str(relation_kind_name(x->kind))), .value = text_of(x->value),
                             .date = text_of(x->date), .auxiliary = x->auxiliary, .start = reading_offset(r, x->start),
                             .end = reading_offset(r, x->end)};
  party_at(r, &x->subject, &out->subject);
  if (x->object.end) party_at(r, &x->object, &out->object);
  return 1;
}

size_t dragoman_label_count(const dragoman_reading *r) { return r->reading->labels.n; }

int dragoman_label_at(const dragoman_reading *reading, size_t index, dragoman_label *out) {
  const Reading *r = reading->reading;
  if (index >= r->labels.n) return 0;
  const Label *l = &r->labels.at[index];
  *out = (dragoman_label){text_of(l->mark), text_of(l->text), reading_offset(r, l->start), reading_offset(r, l->end),
                          l->entities.n};
  return 1;
}

int dragoman_label_entity(const dragoman_reading *reading, size_t label, size_t index, size_t *entity) {
  const Reading *r = reading->reading;
  if (label >= r->labels.n || index >= r->labels.at[label].entities.n) return 0;
  *entity = r->labels.at[label].entities.at[index];
  return 1;
}
