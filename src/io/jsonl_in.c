/* jsonl_in.c: one object of JSON Lines into a document. */
#include <jansson.h>
#include <stdio.h>

#include "io/input.h"

static Str field(Arena *arena, const json_t *o, const char *key) {
  const json_t *v = json_object_get(o, key);
  if (json_is_string(v)) return str_dup(arena, str_of(json_string_value(v), json_string_length(v)));
  if (json_is_integer(v)) return str_format(arena, "%lld", (long long)json_integer_value(v));
  return (Str){"", 0};
}

static void fill(Arena *arena, const json_t *o, InputDocument *d) {
  Str *const to[INPUT_FIELDS] = {&d->id, &d->text, &d->language, &d->date, &d->title, &d->url, &d->source};
  for (int i = 0; i < INPUT_FIELDS; i++)
    for (int k = 0; k < INPUT_NAMES && !to[i]->n; k++) *to[i] = field(arena, o, INPUT_FIELD[i][k]);
}

static bool has_text(const json_t *o) {
  for (int k = 0; k < INPUT_NAMES; k++)
    if (json_is_string(json_object_get(o, INPUT_FIELD[1][k]))) return true;
  return false;
}

/* jansson's object must be released even where the arena runs out of memory. */
static void fill_guarded(Arena *arena, json_t *o, InputDocument *d) {
  jmp_buf no_memory;
  jmp_buf *outer = arena_guard(arena, &no_memory);
  if (setjmp(no_memory)) {
    json_decref(o);
    arena_guard(arena, outer);
    d->error = "out of memory";
    return;
  }
  fill(arena, o, d);
  arena_guard(arena, outer);
  json_decref(o);
}

void input_json(Arena *arena, Str line, InputDocument *d) {
  json_error_t error;
  json_t *o = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &error);
  if (!o) {
    d->error = str_format(arena, "malformed JSON at column %d: %s", error.column, error.text).p;
  } else if (!json_is_object(o)) {
    json_decref(o);
    d->error = "not a JSON object";
  } else if (!has_text(o)) {
    json_decref(o);
    d->error = "no field « text » (or body, content, texte, contenu) that is a string";
  } else {
    fill_guarded(arena, o, d);
  }
}
