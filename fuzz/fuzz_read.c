/* Any bytes through the whole reading and every writer. */
#include <stdio.h>
#include <stdlib.h>

#include "engine/engine.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static dragoman *engine;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  char error[256];
  if (!engine) engine = dragoman_open(NULL, error, sizeof error);
  if (!engine) abort();
  static const char *const LANGUAGES[] = {NULL, "fr", "en"};
  dragoman_about about = {.id = "fuzz", .language = LANGUAGES[n % 3], .date = n % 2 ? "2021-08-23" : NULL};
  dragoman_reading *r = dragoman_read(engine, data, n, &about);
  if (!r) abort();
  const char *wrong = reading_check(r->reading);
  if (wrong) {
    fprintf(stderr, "%s\n", wrong);
    abort();
  }
  static const char *const FORMATS[] = {"json", "jsonl", "conllu", "html", "text", "ansi"};
  for (size_t i = 0; i < 6; i++) dragoman_write(r, FORMATS[i]);
  dragoman_reading_free(r);
  return 0;
}
