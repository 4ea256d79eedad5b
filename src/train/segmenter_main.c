/* Learns a language's segmenter.txt from treebanks, or scores the text stage alone against one:
 *   dragoman-segmenter train LANG_FOLDER FILE.conllu... > LANG_FOLDER/segmenter.txt
 *   dragoman-segmenter eval LANG_FOLDER FILE.conllu...
 * `errors` instead of `eval` lists each difference with its surroundings.
 * Of a .txt file, one sentence a line and an empty line between paragraphs, only the ends of sentences are learned. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "io/conllu.h"
#include "text/decode.h"
#include "text/text.h"
#include "train/conll18.h"
#include "train/segmenter.h"

typedef Vec(Reading *) Readings;

static Str read_file(Arena *arena, const char *path) {
  FILE *f = fopen(path, "rb");
  if (!f || fseek(f, 0, SEEK_END)) {
    perror(path);
    exit(2);
  }
  long n = ftell(f);
  rewind(f);
  char *p = arena_raw(arena, (size_t)n + 1);
  size_t got = fread(p, 1, (size_t)n, f);
  fclose(f);
  return str_of(p, got);
}

/* Lines as sentences, an empty line between paragraphs. */
static Reading *read_lines(Arena *arena, Str text) {
  Reading *r = reading_new(arena);
  uint32_t paragraph = 0, at = 0;
  Str rest = text, line;
  reading_set_text(r, text);
  while (rest.n && str_split(&rest, '\n', &line)) {
    at = (uint32_t)(line.p - text.p);
    if (!line.n) paragraph++;
    else vec_add(arena, &r->sentences, ((Sentence){.start = at, .end = at + line.n, .root = NONE, .paragraph = paragraph}));
  }
  return r;
}

static void print_diags(const Diags *diags) {
  for (uint32_t i = 0; i < diags->all.n; i++) {
    const Diag *d = &diags->all.at[i];
    fprintf(stderr, "%.*s:%u: %.*s\n", (int)d->file.n, d->file.p, d->line, (int)d->message.n, d->message.p);
  }
}

static Text *open_text(Arena *arena, const char *folder, Diags *diags) {
  char path[] = "/tmp/segmenter-XXXXXX";
  int fd = mkstemp(path);
  if (fd < 0) return NULL;
  close(fd);
  PackWriter writer;
  pack_writer_init(&writer, arena);
  text_pack(&writer, arena, folder, diags);
  Pack *pack = pack_write(&writer, path, diags) ? pack_open(path, diags) : NULL;
  unlink(path);
  return pack && !diags->errors ? text_open(arena, pack, diags) : NULL;
}

static void print_difference(const Reading *r, const char *what, uint32_t start, uint32_t end) {
  uint32_t from = start > 40 ? start - 40 : 0, to = end + 30 < r->text.n ? end + 30 : r->text.n;
  printf("%s\t%.*s[%.*s]%.*s\n", what, (int)(start - from), r->text.p + from, (int)(end - start), r->text.p + start,
         (int)(to - end), r->text.p + end);
}

static void compare(const Reading *gold, const Reading *system, const char *missing) {
  for (uint32_t g = 0, s = 0; g < gold->words.n; g++) {
    const Word *x = &gold->words.at[g];
    if (!x->span) continue;
    while (s < system->words.n && system->words.at[s].start < x->start) s++;
    const Word *y = s < system->words.n ? &system->words.at[s] : NULL;
    if (!y || y->start != x->start || y->end != x->end) print_difference(gold, missing, x->start, x->end);
    else if (missing[0] == '-' && (x->span > 1) != (y->span > 1)) print_difference(gold, "words", x->start, x->end);
  }
}

static void compare_sentences(const Reading *gold, const Reading *system, const char *missing) {
  for (uint32_t g = 0, s = 0; g < gold->sentences.n; g++) {
    const Sentence *x = &gold->sentences.at[g];
    while (s < system->sentences.n && system->sentences.at[s].end < x->end) s++;
    if (s >= system->sentences.n || system->sentences.at[s].end != x->end)
      print_difference(gold, missing, x->end, x->end);
  }
}

int main(int argc, char **argv) {
  if (argc < 4) return fputs("usage: dragoman-segmenter train|eval|errors LANG_FOLDER FILE.conllu...\n", stderr), 2;
  Arena *arena = arena_new(NULL);
  Diags diags;
  diags_init(&diags, arena);
  Text *text = open_text(arena, argv[2], &diags);
  print_diags(&diags);
  if (!text) return 2;
  Readings all = {0};
  for (int i = 3; i < argc; i++) {
    ConlluReader in;
    Str bytes = text_decode(arena, read_file(arena, argv[i]), NULL);
    if (str_ends(str(argv[i]), STR(".txt"))) {
      vec_add(arena, &all, read_lines(arena, bytes));
      continue;
    }
    conllu_open(&in, str(argv[i]), bytes, &diags);
    for (Reading *r = reading_new(arena); conllu_next(&in, r); r = reading_new(arena)) vec_add(arena, &all, r);
  }
  if (!strcmp(argv[1], "train")) {
    Bytes out;
    bytes_init(&out, arena);
    segmenter_train(text, arena, (const Reading *const *)all.at, all.n, &out);
    return fwrite(out.p, 1, out.n, stdout) != out.n;
  }
  Conll18 scores = {0};
  for (uint32_t i = 0; i < all.n; i++) {
    Reading *r = reading_new(arena);
    text_read(text, r, all.at[i]->text);
    const char *wrong = reading_check(r);
    if (wrong) fprintf(stderr, "broken reading: %s\n", wrong);
    conll18_add(&scores, arena, all.at[i], r);
    if (strcmp(argv[1], "errors")) continue;
    compare(all.at[i], r, "-token");
    compare(r, all.at[i], "+token");
    compare_sentences(all.at[i], r, "-sentence");
    compare_sentences(r, all.at[i], "+sentence");
  }
  for (Metric m = M_TOKENS; m <= M_WORDS; m++)
    fprintf(stderr, "%-10s %6.2f\n", conll18_name(m), conll18_f1(&scores, m));
  return 0;
}
