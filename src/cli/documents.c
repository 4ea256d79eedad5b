#include "cli/documents.h"

#include <stdlib.h>

#include "engine/engine.h"
#include "io/conllu.h"
#include "io/formats.h"
#include "text/decode.h"

static const char *name_of(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static bool show(Arena *arena, const Reading *r, const char *format) {
  Str out = format_reading(arena, r, str(format));
  return cli_write(out.p, out.n);
}

static bool write_text(const dragoman *engine, Arena *arena, Str bytes, const EngineAbout *about, const char *format) {
  jmp_buf no_memory;
  if (setjmp(no_memory)) return cli_fail("%.*s: out of memory", (int)about->id.n, about->id.p), false;
  Reading *r = engine_read(engine, arena, bytes, about);
  arena_guard(arena, &no_memory);
  if (!r) longjmp(no_memory, 1);
  bool ok = show(arena, r, format);
  arena_guard(arena, NULL);
  return ok;
}

static bool write_conllu(const dragoman *engine, Arena *arena, Str bytes, const EngineAbout *about, const char *format) {
  jmp_buf no_memory;
  if (setjmp(no_memory)) return cli_fail("%.*s: out of memory", (int)about->id.n, about->id.p), false;
  arena_guard(arena, &no_memory);
  Diags diags;
  diags_init(&diags, arena);
  ConlluReader reader;
  Encoding encoding;
  conllu_open(&reader, about->id, text_decode(arena, bytes, &encoding), &diags);
  for (bool more = true; more;) {
    Reading *r = reading_new(arena);
    more = conllu_next(&reader, r);
    if (!more) break;
    if (!r->id.n) r->id = about->id;
    r->language = about->language;
    r->given_date = about->date;
    r->trace_on = about->trace;
    arena_guard(arena, NULL);
    bool ok = engine_code_parsed(engine, r);
    arena_guard(arena, &no_memory);
    if (!ok) longjmp(no_memory, 1);
    if (!show(arena, r, format)) break;
  }
  cli_print_diags(&diags);
  bool ok = diags.errors == 0;
  arena_guard(arena, NULL);
  return ok;
}

static bool one(const dragoman *engine, const DocumentOptions *o, const char *path, const char *format) {
  char *bytes;
  size_t n;
  if (!cli_read_file(path, &bytes, &n)) return false;
  Arena *arena = arena_new(NULL);
  bool ok = arena != NULL;
  if (n > UINT32_MAX / 4) ok = (cli_fail("%s: larger than 1 GiB", path), false);
  if (ok) {
    bool tell = o->language && strcmp(o->language, "auto");
    EngineAbout about = {.id = str(name_of(path)), .language = tell ? str(o->language) : (Str){"", 0},
                         .date = o->date ? str(o->date) : (Str){"", 0}, .trace = o->trace, .syntax_only = o->syntax_only};
    bool conllu = o->from && !strcmp(o->from, "conllu");
    ok = (conllu ? write_conllu : write_text)(engine, arena, str_of(bytes, n), &about, format);
  }
  arena_free(arena);
  free(bytes);
  return ok;
}

static int all(const dragoman *engine, const DocumentOptions *o, char **paths, int n, const char *format) {
  int status = EXIT_ALL_READ;
  static char *standard[] = {"-"};
  if (!n) paths = standard, n = 1;
  for (int i = 0; i < n && !ferror(stdout); i++) {
    if (one(engine, o, paths[i], format)) continue;
    status = EXIT_SOME_FAILED;
    if (o->strict) break;
  }
  return cli_finish(status);
}

int documents_write(const DocumentOptions *o, char **paths, int n, const char *format) {
  if (!cli_valid_date(o->date)) return cli_fail("--date %s is no date (YYYY-MM-DD)", o->date);
  if (o->from && strcmp(o->from, "text") && strcmp(o->from, "conllu"))
    return cli_fail("--from %s: only text or conllu here", o->from);
  char error[512];
  dragoman_options with = {.data_folder = o->data, .ontology = o->ontology, .actors = o->actors};
  dragoman *engine = dragoman_open(&with, error, sizeof error);
  if (!engine) return cli_fail("%s", error);
  int status = EXIT_CANNOT_RUN;
  if (o->language && strcmp(o->language, "auto") && !engine_has_language(engine, str(o->language)))
    cli_fail("no language %s in the data folder", o->language);
  else
    status = all(engine, o, paths, n, format);
  dragoman_close(engine);
  return status;
}
