#include "base/map.h"

void map_init(Map *map, Arena *arena) { *map = (Map){.arena = arena}; }

static uint32_t slot_of(const Map *map, Str key) {
  uint32_t mask = map->n_slots - 1, i = (uint32_t)str_hash(key) & mask;
  while (map->slots[i] && !str_eq(map->entries.at[map->slots[i] - 1].key, key)) i = (i + 1) & mask;
  return i;
}

static void widen(Map *map) {
  map->n_slots = map->n_slots ? map->n_slots * 2 : 16;
  map->slots = ARENA_ARRAY(map->arena, map->n_slots, uint32_t);
  for (uint32_t i = 0; i < map->entries.n; i++) map->slots[slot_of(map, map->entries.at[i].key)] = i + 1;
}

uint32_t *map_put(Map *map, Str key, bool *fresh) {
  if (map->entries.n * 2 >= map->n_slots) widen(map);
  uint32_t i = slot_of(map, key);
  bool added = !map->slots[i];
  if (added) {
    MapEntry *e = vec_push(map->arena, &map->entries);
    e->key = key;
    map->slots[i] = map->entries.n;
  }
  if (fresh) *fresh = added;
  return &map->entries.at[map->slots[i] - 1].value;
}

uint32_t *map_get(const Map *map, Str key) {
  if (!map->n_slots) return NULL;
  uint32_t i = slot_of(map, key);
  return map->slots[i] ? &map->entries.at[map->slots[i] - 1].value : NULL;
}
