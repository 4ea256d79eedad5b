#include "world/layer.h"

#include <stdio.h>

#include "base/utf8.h"

void layer_init(LayerBuilder *b, Arena *arena) {
  *b = (LayerBuilder){.arena = arena, .names = phrase_builder_new(arena)};
  bytes_init(&b->strings, arena);
  map_init(&b->persons, arena);
  bytes_str(&b->strings, STR("")); /* offset 0: none */
}

uint32_t layer_item(LayerBuilder *b, const WorldItem *item) {
  vec_add(b->arena, &b->items, *item);
  return b->items.n - 1;
}

uint32_t layer_string(LayerBuilder *b, Str s) { return s.n ? bytes_str(&b->strings, s) : 0; }

/* Letters of an acronym are capitals, and there are few; « Otan » and « Cédéao » are acronyms grown into words. */
static bool is_acronym(Str name) {
  return utf8_all_caps(name) && name.n <= 10 && !memchr(name.p, ' ', name.n);
}

static bool has_capital(Str name) {
  for (uint32_t i = 0, n; i < name.n; i += n)
    if (utf8_is_upper(utf8_at(name, i, &n))) return true;
  return false;
}

void layer_link(LayerBuilder *b, Str name, uint32_t item, LinkKind kind, uint8_t languages) {
  uint32_t mark = str_find(name, STR("?"));
  Str other = mark == UINT32_MAX ? (Str){"", 0} : str_sub(name, mark + 1, name.n);
  if (mark != UINT32_MAX) name = str_trim(str_sub(name, 0, mark));
  Str key = world_key(b->arena, name);
  if (!key.n) return;
  bool acronym = is_acronym(name);
  Link link = {item, (uint8_t)kind, languages, acronym && key.n <= 3, has_capital(name), mark != UINT32_MAX, {0}};
  layer_code(other, link.other);
  if (acronym) link.languages = LANGUAGE_EN | LANGUAGE_FR;
  vec_add(b->arena, &b->links, link);
  phrase_add(b->names, key, b->links.n - 1);
}

void layer_pack(LayerBuilder *b, PackWriter *out, const char *prefix) {
  char name[24];
  snprintf(name, sizeof name, "%s.names", prefix);
  phrase_pack(b->names, out, name);
  snprintf(name, sizeof name, "%s.links", prefix);
  pack_add(out, name, b->links.at, b->links.n * sizeof *b->links.at);
  snprintf(name, sizeof name, "%s.items", prefix);
  pack_add(out, name, b->items.at, b->items.n * sizeof *b->items.at);
  snprintf(name, sizeof name, "%s.strings", prefix);
  pack_add(out, name, b->strings.p, b->strings.n);
}

bool layer_open(WorldLayer *layer, const Str sections[4]) {
  *layer = (WorldLayer){0};
  if (!phrase_open(&layer->names, sections[0]) || !sections[3].n) return false;
  layer->n_links = sections[1].n / (uint32_t)sizeof(Link);
  layer->links = (const Link *)(const void *)sections[1].p;
  layer->n_items = sections[2].n / (uint32_t)sizeof(WorldItem);
  layer->items = (const WorldItem *)(const void *)sections[2].p;
  layer->strings = sections[3];
  return true;
}

void layer_code(Str code, char out[4]) {
  memset(out, 0, 4);
  if (code.n == 3) memcpy(out, code.p, 3);
}

uint8_t layer_sectors(Str list, char sector[MAX_SECTORS][4]) {
  uint8_t n = 0;
  for (uint32_t i = 0; i < list.n && n < MAX_SECTORS;) {
    uint32_t end = i;
    while (end < list.n && list.p[end] >= 'A' && list.p[end] <= 'Z') end++;
    if (end - i == 3) layer_code(str_sub(list, i, end), sector[n++]);
    i = end > i ? end : i + 1;
  }
  return n;
}
