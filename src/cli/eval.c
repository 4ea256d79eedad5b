#include <stdlib.h>

#include "cli/cli.h"
#include "engine/engine.h"
#include "io/conllu.h"
#include "text/decode.h"
#include "train/conll18.h"

typedef struct {
  Engine *engine;
  const char *language;
  Conll18 scores;
  uint64_t words;
} Evaluation;

/* Reads one gold document's text again and adds the counts; false at the end of the file. */
static bool eval_document(Evaluation *e, ConlluReader *in) {
  Arena *arena = arena_new(NULL);
  jmp_buf no_memory;
  if (!arena || setjmp(no_memory)) {
    arena_free(arena);
    cli_fail("out of memory");
    return false;
  }
  arena_guard(arena, &no_memory);
  Reading *gold = reading_new(arena);
  bool more = conllu_next(in, gold);
  if (more) {
    EngineAbout about = {.language = str(e->language ? e->language : ""), .syntax_only = true};
    Reading *system = engine_read(e->engine, arena, gold->text, &about);
    arena_guard(arena, &no_memory);
    if (system) conll18_add(&e->scores, arena, gold, system);
    e->words += gold->words.n;
  }
  arena_guard(arena, NULL);
  arena_free(arena);
  return more;
}

static bool eval_file(Evaluation *e, const char *path) {
  char *bytes;
  size_t n;
  if (!cli_read_file(path, &bytes, &n)) return false;
  Arena *arena = arena_new(NULL);
  jmp_buf no_memory;
  if (!arena || setjmp(no_memory)) {
    arena_free(arena);
    free(bytes);
    cli_fail("%s: out of memory", path);
    return false;
  }
  arena_guard(arena, &no_memory);
  Diags diags;
  diags_init(&diags, arena);
  ConlluReader in;
  conllu_open(&in, str(path), text_decode(arena, str_of(bytes, n), NULL), &diags);
  while (eval_document(e, &in)) continue;
  cli_print_diags(&diags);
  bool ok = !diags.errors;
  arena_free(arena);
  free(bytes);
  return ok;
}

static void print_scores(const Conll18 *scores) {
  printf("%-10s %9s %9s %9s\n", "metric", "precision", "recall", "F1");
  for (Metric m = M_TOKENS; m < METRIC_COUNT; m++)
    printf("%-10s %9.2f %9.2f %9.2f\n", conll18_name(m), conll18_precision(scores, m), conll18_recall(scores, m),
           conll18_f1(scores, m));
}

int cmd_eval(int argc, char **argv) {
  Evaluation e = {0};
  const char *data = NULL;
  const Option options[] = {{"language", "fr|en|...", "the language of the files (found from the text)", &e.language, NULL},
                            {"data", "FOLDER", "where the packs and models are", &data, NULL}};
  int status, n = cli_options(argc, argv, cli_command("eval"), options, 2, &status);
  if (n < 0) return status;
  if (!n) return cli_fail("eval needs a gold file in CoNLL-U");
  Arena *arena = arena_new(NULL);
  if (!arena) return cli_fail("out of memory");
  Diags diags;
  diags_init(&diags, arena);
  dragoman_options open = {.data_folder = data, .languages = e.language};
  e.engine = engine_open(&open, &diags);
  cli_print_diags(&diags);
  if (!e.engine) {
    arena_free(arena);
    return EXIT_CANNOT_RUN;
  }
  status = EXIT_ALL_READ;
  for (int i = 1; i <= n; i++)
    if (!eval_file(&e, argv[i])) status = EXIT_SOME_FAILED;
  dragoman_close(e.engine);
  arena_free(arena);
  if (e.words) print_scores(&e.scores);
  return cli_finish(e.words ? status : EXIT_CANNOT_RUN);
}
