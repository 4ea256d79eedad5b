#include "world/layer.h"

World *world_open(Arena *arena, const Pack *pack, Diags *diags) {
  World *world = ARENA_NEW(arena, World);
  Str sections[4] = {pack_section(pack, "world.names"), pack_section(pack, "world.links"),
                     pack_section(pack, "world.items"), pack_section(pack, "world.strings")};
  Str places = pack_section(pack, "place.items");
  if (!layer_open(&world->base, sections) || !phrase_open(&world->place_names, pack_section(pack, "place.names"))) {
    diag_add(diags, DIAG_ERROR, STR("world.pack"), 0, "has no names, or is of another version");
    return NULL;
  }
  world->places = (const WorldPlace *)(const void *)places.p;
  world->n_places = places.n / (uint32_t)sizeof(WorldPlace);
  return world;
}
