#include <jansson.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "engine/engine.h"
#include "io/conllu.h"
#include "io/formats.h"
#include "text/decode.h"

typedef struct {
  const dragoman *engine;
  Arena *arena;
  const char *language, *date;
  int failed;
} Coder;

static Str field(const json_t *o, const char *key) {
  const json_t *v = json_object_get(o, key);
  if (json_is_string(v)) return str_of(json_string_value(v), json_string_length(v));
  return (Str){"", 0};
}

static void failed(Coder *c, const char *file, size_t line, const char *why) {
  fprintf(stderr, "%s:%zu: error: %s\n", file, line, why);
  c->failed++;
}

static void code_reading(Coder *c, Reading *r) {
  jmp_buf no_memory;
  if (setjmp(no_memory)) {
    c->failed++;
    return;
  }
  arena_guard(c->arena, &no_memory);
  Str out = format_reading(c->arena, r, STR("jsonl"));
  arena_guard(c->arena, NULL);
  cli_write(out.p, out.n);
}

static void code_line(Coder *c, const char *file, size_t line, const char *p, size_t n) {
  json_error_t error;
  json_t *o = json_loadb(p, n, 0, &error);
  char id[32];
  Str text = field(o, "text");
  if (!o || !json_is_string(json_object_get(o, "text"))) {
    failed(c, file, line, o ? "no field « text »" : error.text);
    json_decref(o);
    return;
  }
  const json_t *number = json_object_get(o, "id");
  EngineAbout about = {.id = field(o, "id"), .language = field(o, "language"), .date = field(o, "date"),
                       .title = field(o, "title"), .url = field(o, "url"), .source = field(o, "source")};
  if (json_is_integer(number)) snprintf(id, sizeof id, "%lld", (long long)json_integer_value(number)), about.id = str(id);
  if (!about.id.n) snprintf(id, sizeof id, "%zu", line), about.id = str(id);
  if (c->language) about.language = str(c->language);
  if (!about.date.n && c->date) about.date = str(c->date);
  Reading *r = engine_read(c->engine, c->arena, text, &about);
  if (r) code_reading(c, r);
  else failed(c, file, line, "out of memory");
  arena_reset(c->arena);
  json_decref(o);
}

static void code_lines(Coder *c, const char *file, const char *p, size_t n) {
  for (size_t line = 1; n; line++) {
    const char *cut = memchr(p, '\n', n);
    size_t length = cut ? (size_t)(cut - p) : n;
    if (length) code_line(c, file, line, p, length);
    p += length + (cut != NULL);
    n -= length + (cut != NULL);
  }
}

static void code_conllu(Coder *c, const char *file, const char *p, size_t n) {
  Arena *input = arena_new(NULL);
  Diags diags;
  diags_init(&diags, input);
  ConlluReader reader;
  Encoding encoding;
  conllu_open(&reader, str(file), text_decode(input, str_of(p, n), &encoding), &diags);
  for (;;) {
    Reading *r = reading_new(c->arena);
    if (!conllu_next(&reader, r)) break;
    r->language = c->language ? str(c->language) : (Str){"", 0};
    if (engine_code_parsed(c->engine, r)) code_reading(c, r);
    arena_reset(c->arena);
  }
  cli_print_diags(&diags);
  c->failed += (int)diags.errors;
  arena_free(input);
}

int cmd_code(int argc, char **argv) {
  const char *language = NULL, *date = NULL, *from = "jsonl", *to = "jsonl", *data = NULL;
  const Option options[] = {{"language", "fr|en|auto", "the texts' language (auto)", &language, NULL},
                            {"date", "YYYY-MM-DD", "the documents' date where they have none", &date, NULL},
                            {"from", "FORMAT", "jsonl or conllu", &from, NULL},
                            {"to", "FORMAT", "jsonl", &to, NULL},
                            {"data", "FOLDER", "where packs and models are", &data, NULL}};
  int status, n = cli_options(argc, argv, cli_command("code"), options, sizeof options / sizeof *options, &status);
  if (n < 0) return status;
  char error[512];
  dragoman_options with = {.data_folder = data};
  Coder c = {.language = language && strcmp(language, "auto") ? language : NULL, .date = date, .arena = arena_new(NULL)};
  dragoman *engine = dragoman_open(&with, error, sizeof error);
  c.engine = engine;
  if (!engine) return cli_fail("%s", error);
  for (int i = 1; i <= n; i++) {
    char *bytes;
    size_t length;
    if (!cli_read_file(argv[i], &bytes, &length)) {
      c.failed++;
      continue;
    }
    (!strcmp(from, "conllu") ? code_conllu : code_lines)(&c, argv[i], bytes, length);
    free(bytes);
  }
  arena_free(c.arena);
  dragoman_close(engine);
  return cli_finish(c.failed ? EXIT_SOME_FAILED : EXIT_ALL_READ);
}
