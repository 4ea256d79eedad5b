/* layer.h: building a set of names: items, links and their trie. Used by the pack and by overlays. */
#ifndef DG_WORLD_LAYER_H
#define DG_WORLD_LAYER_H

#include "world/world.h"

typedef struct {
  Arena *arena;
  PhraseBuilder *names;
  Vec(Link) links;
  Vec(WorldItem) items;
  Bytes strings;
  Map persons; /* first name: number + 1 of `same` */
} LayerBuilder;

void layer_init(LayerBuilder *b, Arena *arena);
uint32_t layer_item(LayerBuilder *b, const WorldItem *item);
uint32_t layer_string(LayerBuilder *b, Str s);

/* One name for an item; case rules follow from its spelling. Empty names are passed over. */
void layer_link(LayerBuilder *b, Str name, uint32_t item, LinkKind kind, uint8_t languages);

/* Sections `prefix.names`, `.links`, `.items`, `.strings`. */
void layer_pack(LayerBuilder *b, PackWriter *out, const char *prefix);
bool layer_open(WorldLayer *layer, const Str sections[4]);

/* Three-letter codes parted by `;` or blanks. */
uint8_t layer_sectors(Str list, char sector[MAX_SECTORS][4]);
void layer_code(Str code, char out[4]);

#endif
