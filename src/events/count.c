/* count.c: how many words the event coder and the statements know, for « check --summary ». */
#include "base/map.h"
#include "base/source.h"
#include "events/events.h"

static void count_file(Arena *arena, const char *path, bool events, Map *words, uint32_t *entries, Diags *diags) {
  Source source;
  if (!source_open(&source, arena, path, diags)) return;
  while (source_next(&source)) {
    Str c[4];
    source_columns(&source, c, 4);
    /* lists and frames of cues.txt have f, k, c, i; an entry that names nothing is no predicate */
    if (events ? str_is(c[3], "none") : str_is(c[1], "f") || str_is(c[1], "k") || str_is(c[1], "c") || str_is(c[1], "i")) continue;
    ++*entries;
    map_put(words, str_format(arena, "%.*s|%.*s", (int)c[0].n, c[0].p, (int)c[1].n, c[1].p), NULL);
  }
}

void events_count(Arena *arena, const char *lang_folder, EventsCounts *counts, Diags *diags) {
  *counts = (EventsCounts){0};
  Map words, cues;
  map_init(&words, arena);
  map_init(&cues, arena);
  Str *paths;
  uint32_t n = source_list(arena, str_format(arena, "%s/events", lang_folder).p, ".txt", &paths);
  for (uint32_t i = 0; i < n; i++) count_file(arena, paths[i].p, true, &words, &counts->entries, diags);
  uint32_t entries = 0;
  count_file(arena, str_format(arena, "%s/cues.txt", lang_folder).p, false, &cues, &entries, diags);
  counts->predicates = words.entries.n, counts->cues = cues.entries.n;
}
