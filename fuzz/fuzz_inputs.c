/* Any bytes as HTML, a feed, a web archive, CSV, JSON Lines and CoNLL-U, plain and as compressed data. The first byte
 * chooses the reader. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "io/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  if (!n) return 0;
  char path[] = "/tmp/dragoman-fuzz-XXXXXX";
  int fd = mkstemp(path);
  if (fd < 0 || write(fd, data + 1, n - 1) != (ssize_t)(n - 1)) abort();
  close(fd);
  char *paths[] = {path};
  Input *input = input_open(paths, 1, (InputFormat)(1 + data[0] % 7));
  Arena *arena = arena_new(NULL);
  InputDocument d;
  while (input_next(input, arena, &d)) arena_reset(arena);
  arena_free(arena);
  input_close(input);
  unlink(path);
  return 0;
}
