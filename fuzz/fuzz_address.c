/* Any bytes as an address: taken apart, its search words put into both query languages. */
#include <stdlib.h>

#include "base/utf8.h"
#include "serve/gate.h"
#include "serve/target.h"
#include "serve/words.h"

static void ignore(void *context, uint32_t start, uint32_t end) {
  if (start >= end || end > *(uint32_t *)context) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  Arena *arena = arena_new(NULL);
  jmp_buf no_memory;
  if (!arena || n > 1 << 16) return arena_free(arena), 0;
  if (!setjmp(no_memory)) {
    arena_guard(arena, &no_memory);
    Target t;
    bool ok = target_parse(arena, str_of((const char *)data, n), &t);
    if (ok != (t.why == NULL)) abort();
    for (uint32_t i = 0; i < t.n; i++) {
      Words w;
      uint32_t points = utf8_length(t.params[i].value);
      if (words_parse(arena, t.params[i].value, &w)) continue;
      if (!words_fts5(arena, &w).n || !words_tsquery(arena, &w).n) abort();
      words_hits(arena, &w, t.params[i].value, ignore, &points);
    }
    if (t.path.n) gate_host(t.path.p, 7240);
  }
  arena_free(arena);
  return 0;
}
