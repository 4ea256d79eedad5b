#include "io/formats.h"

#include "io/conllu.h"
#include "io/html.h"
#include "io/people.h"
#include "io/record.h"

static Str event_lines(Arena *arena, const Reading *r) {
  Bytes out;
  bytes_init(&out, arena);
  bytes_add(&out, "", 0);
  for (uint32_t i = 0; i < r->events.n; i++) {
    Str line = record_event_line(arena, r, i);
    bytes_add(&out, line.p, line.n);
  }
  return str_of(out.p ? out.p : "", out.n);
}

static Str trees(Arena *arena, const Reading *r) {
  Bytes out;
  bytes_init(&out, arena);
  conllu_write(&out, r);
  return str_of(out.p ? out.p : "", out.n);
}

Str format_reading(Arena *arena, const Reading *r, Str format) {
  if (str_is(format, "json")) return record_reading(arena, r);
  if (str_is(format, "jsonl")) return event_lines(arena, r);
  if (str_is(format, "conllu")) return trees(arena, r);
  if (str_is(format, "html")) return html_reading(arena, r);
  if (str_is(format, "text")) return people_reading(arena, r, false);
  if (str_is(format, "ansi")) return people_reading(arena, r, true);
  return (Str){NULL, 0};
}
