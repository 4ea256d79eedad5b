/* Any bytes through the text stage and the CoNLL-U reader; packs are found by DRAGOMAN_DATA. */
#include <stdlib.h>

#include "io/conllu.h"
#include "text/decode.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  Arena *a = arena_new(NULL);
  Diags diags;
  diags_init(&diags, a);
  const char *folder = getenv("DRAGOMAN_DATA");
  Pack *pack = pack_open(str_format(a, "%s/%s.pack", folder ? folder : "build/data", n % 2 ? "fr" : "en").p, &diags);
  Text *text = pack ? text_open(a, pack, &diags) : NULL;
  if (!text) abort();
  Reading *r = reading_new(a);
  text_read(text, r, str_of((const char *)data, n));
  if (reading_check(r)) abort();
  ConlluReader in;
  conllu_open(&in, STR("fuzz"), text_decode(a, str_of((const char *)data, n), NULL), &diags);
  for (r = reading_new(a); conllu_next(&in, r); r = reading_new(a)) {
    Bytes out;
    bytes_init(&out, a);
    conllu_write(&out, r);
    if (reading_check(r)) abort();
  }
  pack_close(pack);
  arena_free(a);
  return 0;
}
