/* Learns a language's judge.txt from the project's own sentences:
 *   dragoman-judge DATA_FOLDER LANGUAGE LOST --politics CASES... --quiet SENTENCES... > lang/XX/judge.txt
 * LOST: the share of true events that may be taken for sport or business, 0.01 say.
 * CASES: lines `language | sentence | type | ...` of tests/cases/events (YIELD stands for CONCEDE and RETREAT).
 * SENTENCES: one a line, without any political event. In both `#` opens a comment line. */
#include <stdio.h>
#include <stdlib.h>

#include "base/source.h"
#include "engine/stages.h"
#include "events/stage.h"
#include "train/judge.h"

typedef struct {
  Arena *arena;
  JudgeRows rows;
  JudgeFeatures here; /* of the present sentence */
  Str gold;           /* the type that the case expects; empty: no event at all */
  uint32_t number;
} Collector;

static void keep(Collector *k, JudgeFeatures *to, const JudgeFeatures *from) {
  for (uint32_t i = 0; i < from->n; i++) {
    JudgeFeature f = from->at[i];
    f.name = str_dup(k->arena, f.name);
    vec_add(k->arena, to, f);
  }
}

static void on_sentence(void *to, const Reading *r, const Sentence *s, const JudgeFeatures *features) {
  Collector *k = to;
  (void)r, (void)s;
  k->here = (JudgeFeatures){0};
  keep(k, &k->here, features);
  JudgeRow row = {.sentence = k->number, .politics = k->gold.n > 0, .features = k->here};
  vec_add(k->arena, &k->rows, row);
}

static bool is_gold(Str gold, Str type) {
  return str_eq(gold, type) || (str_is(gold, "YIELD") && (str_is(type, "CONCEDE") || str_is(type, "RETREAT")));
}

/* Of a sentence with an event, candidates of other types may be right or wrong: nothing is learned from them. */
static void on_candidate(void *to, const Reading *r, const Sentence *s, Str type, bool refused, const JudgeFeatures *features) {
  Collector *k = to;
  (void)r, (void)s;
  if (k->gold.n && !is_gold(k->gold, type)) return;
  JudgeRow row = {.sentence = k->number, .politics = k->gold.n > 0, .candidate = true, .refused = refused};
  keep(k, &row.features, &k->here);
  keep(k, &row.features, features);
  vec_add(k->arena, &k->rows, row);
}

static void read_sentence(const Stages *stages, Str language, Str text) {
  Arena *arena = arena_new(NULL);
  if (!arena) exit(2);
  Reading *r = reading_new(arena);
  r->language = language;
  stages_text(stages, r, text);
  for (StageNumber s = 0; s < STAGE_COUNT; s++) stages_run(stages, r, s);
  arena_free(arena);
}

static void read_file(const Stages *stages, Collector *k, Str language, const char *path, bool politics, Diags *diags) {
  Source source;
  if (!source_open(&source, k->arena, path, diags)) return;
  while (source_next(&source)) {
    Str column[3], text = source.entry;
    k->gold = (Str){"", 0};
    if (politics) {
      source_columns(&source, column, 3);
      if (!str_eq(column[0], language) || !column[2].n || str_is(column[2], "NONE") || str_is(column[2], "-")) continue;
      text = column[1], k->gold = column[2];
    }
    k->number++;
    read_sentence(stages, language, text);
  }
}

static bool open_stages(Stages *stages, Arena *arena, const char *folder, Str code, Diags *diags) {
  const Pack *lang = pack_open(str_format(arena, "%s/%.*s.pack", folder, (int)code.n, code.p).p, diags);
  const Pack *world = pack_open(str_format(arena, "%s/world.pack", folder).p, diags);
  StagesFrom from = {.folder = folder, .code = code, .lang = lang, .world = world};
  return lang && world && stages_open(stages, arena, &from, diags);
}

int main(int argc, char **argv) {
  if (argc < 6) return fputs("usage: dragoman-judge DATA_FOLDER LANGUAGE LOST --politics CASES... --quiet SENTENCES...\n", stderr), 2;
  Arena *arena = arena_new(NULL);
  Diags diags;
  diags_init(&diags, arena);
  Stages stages;
  Collector k = {.arena = arena};
  Str language = str(argv[2]);
  if (open_stages(&stages, arena, argv[1], language, &diags)) {
    Events *events = stages.events;
    events->judge.there = false; /* what the rules say by themselves */
    JudgeWatch watch = {on_sentence, on_candidate, &k};
    events->watch = &watch;
    bool politics = true;
    for (int i = 4; i < argc; i++) {
      if (!strcmp(argv[i], "--politics")) politics = true;
      else if (!strcmp(argv[i], "--quiet")) politics = false;
      else read_file(&stages, &k, language, argv[i], politics, &diags);
    }
    stages_close(&stages);
  }
  for (uint32_t i = 0; i < diags.all.n; i++) {
    const Diag *d = &diags.all.at[i];
    fprintf(stderr, "%.*s:%u: %.*s\n", (int)d->file.n, d->file.p, d->line, (int)d->message.n, d->message.p);
  }
  if (diags.errors || !k.rows.n) return 2;
  Bytes out;
  bytes_init(&out, arena);
  judge_learn(arena, &k.rows, atof(argv[3]), &out);
  bool written = fwrite(out.p, 1, out.n, stdout) == out.n;
  arena_free(arena);
  return written ? 0 : 2;
}
