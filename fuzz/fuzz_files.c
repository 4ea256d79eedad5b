/* Any bytes as a pack, a model and a text source: damaged files are refused, never followed. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/phrase.h"
#include "base/source.h"
#include "syntax/syntax.h"
#include "world/world.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  char path[] = "/tmp/dragoman-fuzz-XXXXXX";
  int fd = mkstemp(path);
  if (fd < 0 || write(fd, data, n) != (ssize_t)n) abort();
  close(fd);
  Arena *arena = arena_new(NULL);
  Diags diags;
  diags_init(&diags, arena);
  Pack *pack = pack_open(path, &diags);
  PhraseTable table;
  if (pack && phrase_open(&table, pack_section(pack, "x"))) {
    const uint32_t *values;
    phrase_find(&table, STR("a b"), &values);
  }
  pack_close(pack);
  Syntax *syntax = syntax_open(arena, path, &diags);
  syntax_close(syntax);
  Source source;
  Str columns[8];
  if (source_open(&source, arena, path, &diags))
    while (source_next(&source)) source_columns(&source, columns, 8);
  arena_free(arena);
  unlink(path);
  return 0;
}
