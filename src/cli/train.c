/* train.c: dragoman train: a model from treebanks. */
#include "train/train.h"

#include <stdlib.h>

#include "cli/cli.h"

/* Values as given; what is not given keeps the trainer's default. */
typedef struct {
  const char *language, *train, *dev, *lexicon, *clusters, *licence, *out, *epochs, *batch, *threads, *patience, *embed, *hidden,
      *layers, *tag_layer, *tag_hidden, *arc, *label, *min_count, *min_last, *seed, *rate, *decay, *drop_feature, *drop_word, *drop_embed,
      *drop_layer, *drop_head;
} Given;

static bool set_number(const char *name, const char *value, uint32_t *to) {
  char *end;
  if (!value) return true;
  unsigned long n = strtoul(value, &end, 10);
  if (*end || !*value || n > UINT32_MAX) return cli_fail("--%s %s is no number", name, value), false;
  return *to = (uint32_t)n, true;
}

static bool set_real(const char *name, const char *value, double *to) {
  char *end;
  if (!value) return true;
  *to = strtod(value, &end);
  return !*end && *value ? true : (cli_fail("--%s %s is no number", name, value), false);
}

static void set_text(const char *value, Str *to) {
  if (value) *to = str(value);
}

static bool set_all(const Given *g, TrainOptions *o) {
  uint32_t seed = (uint32_t)o->seed;
  set_text(g->language, &o->language), set_text(g->train, &o->train), set_text(g->dev, &o->dev);
  set_text(g->lexicon, &o->lexicon), set_text(g->clusters, &o->clusters), set_text(g->licence, &o->licence);
  set_text(g->out, &o->out);
  bool ok = set_number("epochs", g->epochs, &o->epochs) && set_number("batch", g->batch, &o->batch) &&
            set_number("threads", g->threads, &o->threads) && set_number("patience", g->patience, &o->patience) &&
            set_number("embed", g->embed, &o->embed) && set_number("hidden", g->hidden, &o->hidden) &&
            set_number("layers", g->layers, &o->layers) && set_number("tag-layer", g->tag_layer, &o->tag_layer) &&
            set_number("tag-hidden", g->tag_hidden, &o->tag_hidden) && set_number("arc", g->arc, &o->arc) &&
            set_number("label", g->label, &o->label) && set_number("min-count", g->min_count, &o->min_count) && set_number("min-last", g->min_last, &o->min_last) &&
            set_number("seed", g->seed, &seed) && set_real("rate", g->rate, &o->rate) && set_real("average", g->decay, &o->decay) &&
            set_real("drop-feature", g->drop_feature, &o->drop_feature) && set_real("drop-word", g->drop_word, &o->drop_word) &&
            set_real("drop-embed", g->drop_embed, &o->drop_embed) && set_real("drop-layer", g->drop_layer, &o->drop_layer) &&
            set_real("drop-head", g->drop_head, &o->drop_head);
  o->seed = seed;
  return ok;
}

static int train_guarded(Arena *arena, const TrainOptions *options) {
  jmp_buf no_memory;
  if (setjmp(no_memory)) return cli_fail("out of memory");
  arena_guard(arena, &no_memory);
  Diags diags;
  diags_init(&diags, arena);
  bool ok = train(arena, options, &diags);
  cli_print_diags(&diags);
  arena_guard(arena, NULL);
  return ok ? EXIT_ALL_READ : EXIT_CANNOT_RUN;
}

int cmd_train(int argc, char **argv) {
  Given g = {0};
  const Option options[] = {
      {"language", "CODE", "the language, as the model records it", &g.language, NULL},
      {"train", "A,B+C", "treebanks, commas between, the first leads; + joins files to one treebank", &g.train, NULL},
      {"dev", "D.conllu", "the development set that decides which epoch is best", &g.dev, NULL},
      {"o", "MODEL", "the model file, written whenever an epoch is better", &g.out, NULL},
      {"lexicon", "WORDS.tsv", "forms with categories and lemmas (tools/lexicon-*.py)", &g.lexicon, NULL},
      {"clusters", "CLUSTERS.tsv", "forms with cluster paths", &g.clusters, NULL},
      {"licence", "TEXT", "treebanks' licences, as the model records them", &g.licence, NULL},
      {"epochs", "N", "at most", &g.epochs, NULL},
      {"patience", "N", "epochs without a better one before it stops", &g.patience, NULL},
      {"batch", "N", "sentences a step", &g.batch, NULL},
      {"threads", "N", "workers; the result does not depend on speed", &g.threads, NULL},
      {"seed", "N", "the same seed gives the same model", &g.seed, NULL},
      {"rate", "X", "learning rate", &g.rate, NULL},
      {"average", "X", "decay of the averaged weights", &g.decay, NULL},
      {"embed", "N", "width of the embeddings", &g.embed, NULL},
      {"hidden", "N", "width of a layer, each direction", &g.hidden, NULL},
      {"layers", "N", "recurrent layers", &g.layers, NULL},
      {"tag-layer", "N", "the layer that tags are read from", &g.tag_layer, NULL},
      {"tag-hidden", "N", "width of the tagger's hidden layer", &g.tag_hidden, NULL},
      {"arc", "N", "width of the arc scorer", &g.arc, NULL},
      {"label", "N", "width of the label scorer", &g.label, NULL},
      {"min-count", "N", "forms seen less often are unknown", &g.min_count, NULL},
      {"min-last", "N", "as often what the last treebank alone has (sentences made by a grammar)", &g.min_last, NULL},
      {"drop-feature", "X", "share of features dropped", &g.drop_feature, NULL},
      {"drop-word", "X", "share of words dropped", &g.drop_word, NULL},
      {"drop-embed", "X", "share of embedding units dropped", &g.drop_embed, NULL},
      {"drop-layer", "X", "share of layer units dropped", &g.drop_layer, NULL},
      {"drop-head", "X", "share of head units dropped", &g.drop_head, NULL}};
  int status, n = cli_options(argc, argv, cli_command("train"), options, sizeof options / sizeof *options, &status);
  if (n < 0) return status;
  TrainOptions o;
  train_defaults(&o);
  if (n) return cli_fail("train takes options only: %s", argv[1]);
  if (!g.train || !g.dev || !g.out) return cli_fail("train needs --train, --dev and -o (try --help)");
  if (!set_all(&g, &o)) return EXIT_CANNOT_RUN;
  Arena *arena = arena_new(NULL);
  if (!arena) return cli_fail("out of memory");
  status = train_guarded(arena, &o);
  arena_free(arena);
  return status;
}
