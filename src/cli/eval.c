#include <stdlib.h>

#include "cli/cli.h"
#include "engine/engine.h"
#include "io/conllu.h"
#include "text/decode.h"
#include "train/conll18.h"

typedef struct {
  Engine *engine; /* NULL where another parser's output is scored */
  const char *language;
  Conll18 scores;
  uint64_t words;
} Evaluation;

/* A CoNLL-U file in memory, read document by document. */
typedef struct {
  Arena *arena;
  char *bytes;
  Diags diags;
  ConlluReader in;
} Conllu;

static void close_conllu(Conllu *file) {
  if (file->arena) arena_free(file->arena);
  free(file->bytes);
}

static bool open_conllu(Conllu *file, const char *path) {
  size_t n;
  *file = (Conllu){0};
  if (!cli_read_file(path, &file->bytes, &n)) return false;
  jmp_buf no_memory;
  file->arena = arena_new(NULL);
  if (!file->arena || setjmp(no_memory)) {
    close_conllu(file);
    cli_fail("%s: out of memory", path);
    return false;
  }
  arena_guard(file->arena, &no_memory);
  diags_init(&file->diags, file->arena);
  conllu_open(&file->in, str(path), text_decode(file->arena, str_of(file->bytes, n), NULL), &file->diags);
  return true;
}

/* The other parser's reading of the same document, its positions and those of `gold` made comparable. */
static Reading *read_other(Arena *arena, Reading *gold, Conllu *other) {
  Reading *r = reading_new(arena);
  bool more = conllu_next(&other->in, r);
  if (more && str_eq(conll18_compact(arena, gold), conll18_compact(arena, r))) return r;
  cli_fail("%.*s, line %u: %s", (int)other->in.file.n, other->in.file.p, other->in.line,
           more ? "the document's text is not that of the gold file" : "a document of the gold file is missing");
  return NULL;
}

/* Adds the counts of one gold document, parsed from its text or by `other`; false where nothing is left to do. */
static bool eval_document(Evaluation *e, Conllu *file, Conllu *other) {
  Arena *arena = arena_new(NULL);
  jmp_buf no_memory;
  if (!arena || setjmp(no_memory)) {
    arena_free(arena);
    cli_fail("out of memory");
    return false;
  }
  arena_guard(arena, &no_memory);
  Reading *gold = reading_new(arena);
  bool more = conllu_next(&file->in, gold);
  if (more) {
    EngineAbout about = {.language = str(e->language ? e->language : ""), .syntax_only = true};
    Reading *system = other ? read_other(arena, gold, other) : engine_read(e->engine, arena, gold->text, &about);
    arena_guard(arena, &no_memory);
    if (system) conll18_add(&e->scores, arena, gold, system);
    if (system) e->words += gold->words.n;
    more = system != NULL;
  }
  arena_guard(arena, NULL);
  arena_free(arena);
  return more;
}

static bool eval_file(Evaluation *e, const char *path, const char *system_path) {
  Conllu gold, other;
  if (!open_conllu(&gold, path)) return false;
  if (system_path && !open_conllu(&other, system_path)) {
    close_conllu(&gold);
    return false;
  }
  uint64_t before = e->words;
  while (eval_document(e, &gold, system_path ? &other : NULL)) continue;
  bool ok = !gold.diags.errors && !gold.in.rest.n && e->words > before;
  cli_print_diags(&gold.diags);
  close_conllu(&gold);
  if (system_path) {
    ok = ok && !other.diags.errors;
    cli_print_diags(&other.diags);
    close_conllu(&other);
  }
  return ok;
}

static void print_scores(const Conll18 *scores) {
  printf("%-10s %9s %9s %9s\n", "metric", "precision", "recall", "F1");
  for (Metric m = M_TOKENS; m < METRIC_COUNT; m++)
    printf("%-10s %9.2f %9.2f %9.2f\n", conll18_name(m), conll18_precision(scores, m), conll18_recall(scores, m),
           conll18_f1(scores, m));
}

/* The engine for `e`, unless another parser's output is scored. */
static bool open_engine(Evaluation *e, const char *data) {
  Arena *arena = arena_new(NULL);
  if (!arena) return cli_fail("out of memory"), false;
  Diags diags;
  diags_init(&diags, arena);
  dragoman_options open = {.data_folder = data, .languages = e->language};
  e->engine = engine_open(&open, &diags);
  cli_print_diags(&diags);
  arena_free(arena);
  return e->engine != NULL;
}

int cmd_eval(int argc, char **argv) {
  Evaluation e = {0};
  const char *data = NULL, *system = NULL;
  const Option options[] = {{"language", "fr|en|...", "the language of the files (found from the text)", &e.language, NULL},
                            {"system", "FILE.conllu", "score this parse of the gold file's text instead", &system, NULL},
                            {"data", "FOLDER", "where the packs and models are", &data, NULL}};
  int status, n = cli_options(argc, argv, cli_command("eval"), options, 3, &status);
  if (n < 0) return status;
  if (!n) return cli_fail("eval needs a gold file in CoNLL-U");
  if (system && n > 1) return cli_fail("--system goes with one gold file");
  if (!system && !open_engine(&e, data)) return EXIT_CANNOT_RUN;
  status = EXIT_ALL_READ;
  for (int i = 1; i <= n; i++)
    if (!eval_file(&e, argv[i], system)) status = EXIT_SOME_FAILED;
  if (e.engine) dragoman_close(e.engine);
  if (e.words) print_scores(&e.scores);
  return cli_finish(e.words ? status : EXIT_CANNOT_RUN);
}
