/* map.h: a hash map from Str to uint32_t in an arena. Keys are not copied. Iteration order is
 * insertion order, so that whatever is written from a map is the same on every run. */
#ifndef DG_BASE_MAP_H
#define DG_BASE_MAP_H

#include "base/str.h"

typedef struct {
  Str key;
  uint32_t value;
} MapEntry;

typedef struct {
  Arena *arena;
  Vec(MapEntry) entries; /* in order of insertion */
  uint32_t *slots;       /* index + 1 into entries, 0 for empty */
  uint32_t n_slots;
} Map;

void map_init(Map *map, Arena *arena);

/* The value's place for `key`, made (zero) when absent; *fresh tells which, NULL allowed. */
uint32_t *map_put(Map *map, Str key, bool *fresh);

/* The value's place, or NULL. Valid until the next map_put. */
uint32_t *map_get(const Map *map, Str key);

#endif
