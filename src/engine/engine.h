/* engine.h: the stages put together: packs opened once, documents read by any number of threads. */
#ifndef DG_ENGINE_ENGINE_H
#define DG_ENGINE_ENGINE_H

#include "dragoman.h"
#include "reading/reading.h"

typedef struct dragoman Engine;

/* As dragoman_open, with errors as diagnostics. */
Engine *engine_open(const dragoman_options *options, Diags *diags);

typedef struct {
  Str id, language, date, title, url, source; /* copied into the reading's arena */
  bool trace;        /* collect what `explain` shows */
  bool syntax_only;  /* stop behind the parser */
} EngineAbout;

/* Reads one document into `arena`. NULL when out of memory; nothing else fails. Thread-safe over engines. */
Reading *engine_read(const Engine *engine, Arena *arena, Str bytes, const EngineAbout *about);

/* Runs the stages behind syntax over a reading whose words and trees stand already (others' parses). False when
 * out of memory. */
bool engine_code_parsed(const Engine *engine, Reading *reading);

/* The wall-clock nanoseconds that each stage took in this process so far, where measuring was asked for. */
typedef struct {
  uint64_t text, syntax, time, entities, statements, events;
} EngineTimes;
Reading *engine_read_timed(const Engine *engine, Arena *arena, Str bytes, const EngineAbout *about, EngineTimes *times);

/* Where data files are looked for; NULL options as in dragoman_open. */
Str engine_data_folder(Arena *arena, const char *given);

/* True where the engine speaks this language. */
bool engine_has_language(const Engine *engine, Str language);

struct dragoman_reading {
  Arena *arena;
  Reading *reading;
};

#endif
