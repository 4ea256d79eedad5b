/* train.c: dragoman train: a model from treebanks. */
#include "train/train.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"

typedef struct {
  const char *name;
  Str *text;
  uint32_t *number;
  double *real;
} Setting;

static bool set_option(const Setting *options, size_t n, const char *name, const char *value) {
  for (size_t i = 0; i < n; i++) {
    if (strcmp(options[i].name, name)) continue;
    if (options[i].text) *options[i].text = str(value);
    if (options[i].number) *options[i].number = (uint32_t)strtoul(value, NULL, 10);
    if (options[i].real) *options[i].real = strtod(value, NULL);
    return true;
  }
  return false;
}

static bool parse(int argc, char **argv, TrainOptions *o) {
  uint32_t seed = 1;
  const Setting options[] = {
      {"--language", &o->language, NULL, NULL}, {"--train", &o->train, NULL, NULL}, {"--dev", &o->dev, NULL, NULL},
      {"--lexicon", &o->lexicon, NULL, NULL}, {"--clusters", &o->clusters, NULL, NULL},
      {"--licence", &o->licence, NULL, NULL}, {"-o", &o->out, NULL, NULL}, {"--epochs", NULL, &o->epochs, NULL},
      {"--batch", NULL, &o->batch, NULL}, {"--threads", NULL, &o->threads, NULL},
      {"--patience", NULL, &o->patience, NULL}, {"--embed", NULL, &o->embed, NULL},
      {"--hidden", NULL, &o->hidden, NULL}, {"--layers", NULL, &o->layers, NULL},
      {"--tag-layer", NULL, &o->tag_layer, NULL}, {"--tag-hidden", NULL, &o->tag_hidden, NULL},
      {"--arc", NULL, &o->arc, NULL}, {"--label", NULL, &o->label, NULL},
      {"--min-count", NULL, &o->min_count, NULL}, {"--seed", NULL, &seed, NULL}, {"--rate", NULL, NULL, &o->rate},
      {"--average", NULL, NULL, &o->decay}, {"--drop-feature", NULL, NULL, &o->drop_feature},
      {"--drop-word", NULL, NULL, &o->drop_word}, {"--drop-embed", NULL, NULL, &o->drop_embed},
      {"--drop-layer", NULL, NULL, &o->drop_layer}, {"--drop-head", NULL, NULL, &o->drop_head}};
  for (int i = 1; i < argc; i += 2) {
    if (i + 1 < argc && set_option(options, sizeof options / sizeof *options, argv[i], argv[i + 1])) continue;
    fprintf(stderr, "dragoman train: %s: unknown option, or its value is missing\n", argv[i]);
    return false;
  }
  o->seed = seed;
  if (o->train.n && o->dev.n && o->out.n) return true;
  fprintf(stderr, "usage: dragoman train --language L --train A.conllu,B.conllu --dev D.conllu -o MODEL\n"
                  "       [--lexicon WORDS.tsv] [--clusters CLUSTERS.tsv] [--epochs N] [--seed N] [--threads N] ...\n");
  return false;
}

int cmd_train(int argc, char **argv) {
  TrainOptions options;
  train_defaults(&options);
  if (!parse(argc, argv, &options)) return 2;
  Arena *arena = arena_new(NULL);
  jmp_buf guard;
  if (!arena) return 2;
  if (setjmp(guard)) {
    fprintf(stderr, "dragoman train: out of memory\n");
    arena_free(arena);
    return 2;
  }
  arena_guard(arena, &guard);
  Diags diags;
  diags_init(&diags, arena);
  bool ok = train(arena, &options, &diags);
  for (uint32_t i = 0; i < diags.all.n; i++) {
    const Diag *d = &diags.all.at[i];
    fprintf(stderr, "%.*s:%u: %.*s\n", (int)d->file.n, d->file.p, d->line, (int)d->message.n, d->message.p);
  }
  arena_free(arena);
  return ok ? 0 : 2;
}
