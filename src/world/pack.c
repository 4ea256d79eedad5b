#include <stdio.h>
#include <stdlib.h>

#include "base/source.h"
#include "world/layer.h"

enum { BOTH = LANGUAGE_EN | LANGUAGE_FR, COLUMNS = 16 };

typedef struct {
  Arena *arena;
  const char *folder;
  Diags *diags;
  LayerBuilder layer;
  Vec(WorldPlace) places;
  Vec(Str) place_names; /* all names of a place, as in the source */
  Map more_names;       /* of place-names.txt: geonameid, index + 1 into more */
  Vec(Str) more;
} Packer;

static Str first_of(Str list) {
  Str first = {"", 0};
  str_split(&list, ';', &first);
  return first;
}

static void link_all(Packer *p, Str list, uint32_t item, LinkKind kind, uint8_t languages) {
  Str name;
  while (str_split(&list, ';', &name)) layer_link(&p->layer, name, item, kind, languages);
}

/* « Pentagon [MIL] »: a seat of power is an item of its own, of its country. */
static void add_seats(Packer *p, Str list, const WorldItem *country, uint8_t languages) {
  Str seat;
  while (str_split(&list, ';', &seat)) {
    if (!seat.n) continue;
    uint32_t open = str_find(seat, STR("["));
    Str name = str_trim(open == UINT32_MAX ? seat : str_sub(seat, 0, open));
    WorldItem item = {.kind = WORLD_SEAT};
    memcpy(item.country, country->country, 4);
    item.n_sectors = layer_sectors(open == UINT32_MAX ? STR("GOV") : str_sub(seat, open, seat.n), item.sector);
    item.name_en = item.name_fr = layer_string(&p->layer, name);
    layer_link(&p->layer, name, layer_item(&p->layer, &item), LINK_SEAT, languages);
  }
}

static void add_country(Packer *p, const Str *c) {
  WorldItem item = {.kind = WORLD_COUNTRY};
  layer_code(c[0], item.country);
  item.name_en = layer_string(&p->layer, first_of(c[1]));
  item.name_fr = layer_string(&p->layer, first_of(c[2]));
  item.subkind = layer_string(&p->layer, world_key(p->arena, str_format(p->arena, "%.*s;%.*s", (int)c[1].n, c[1].p, (int)c[2].n, c[2].p)));
  uint32_t id = layer_item(&p->layer, &item);
  link_all(p, c[1], id, LINK_NAME, LANGUAGE_EN);
  link_all(p, c[2], id, LINK_NAME, LANGUAGE_FR);
  link_all(p, c[3], id, LINK_ADJECTIVE, LANGUAGE_EN);
  link_all(p, c[4], id, LINK_ADJECTIVE, LANGUAGE_FR);
  link_all(p, c[7], id, LINK_CAPITAL, LANGUAGE_EN);
  link_all(p, c[8], id, LINK_CAPITAL, LANGUAGE_FR);
  add_seats(p, c[5], &item, LANGUAGE_EN);
  add_seats(p, c[6], &item, LANGUAGE_FR);
}

/* names en | names fr | adjectives en | adjectives fr | kind | countries */
static void add_region(Packer *p, const Str *c) {
  WorldItem item = {.kind = WORLD_REGION};
  Str only = c[5];
  if (only.n == 3) layer_code(only, item.country);
  item.name_en = layer_string(&p->layer, first_of(c[0].n ? c[0] : c[2]));
  item.name_fr = layer_string(&p->layer, first_of(c[1].n ? c[1] : c[3]));
  item.subkind = layer_string(&p->layer, c[4]);
  uint32_t id = layer_item(&p->layer, &item);
  link_all(p, c[0], id, LINK_NAME, LANGUAGE_EN);
  link_all(p, c[1], id, LINK_NAME, LANGUAGE_FR);
  link_all(p, c[2], id, LINK_ADJECTIVE, LANGUAGE_EN);
  link_all(p, c[3], id, LINK_ADJECTIVE, LANGUAGE_FR);
}

/* names en | names fr | country | sectors | kind | cameo | from | to */
static void add_body(Packer *p, const Str *c, WorldKind kind) {
  WorldItem item = {.kind = (uint8_t)kind, .from = world_day(c[6], false), .to = world_day(c[7], true)};
  layer_code(c[2], item.country);
  item.n_sectors = layer_sectors(c[3], item.sector);
  item.name_en = layer_string(&p->layer, first_of(c[0].n ? c[0] : c[1]));
  item.name_fr = layer_string(&p->layer, first_of(c[1].n ? c[1] : c[0]));
  item.subkind = layer_string(&p->layer, c[4]);
  item.cameo = layer_string(&p->layer, c[5]);
  uint32_t id = layer_item(&p->layer, &item);
  link_all(p, c[0], id, LINK_NAME, c[1].n ? LANGUAGE_EN : BOTH);
  link_all(p, c[1], id, LINK_NAME, c[0].n ? LANGUAGE_FR : BOTH);
}

/* « Assad » of « Bachar al-Assad »: what is behind the last blank, where nothing makes it a mere suffix. */
static Str last_name(Str name) {
  uint32_t cut = name.n;
  while (cut > 0 && name.p[cut - 1] != ' ') cut--;
  Str last = str_sub(name, cut, name.n);
  return cut == 0 || last.n < 3 || memchr(last.p, '.', last.n) ? (Str){"", 0} : last;
}

/* names | country | sectors | role en | role fr | from | to | cameo */
static void add_person(Packer *p, const Str *c) {
  WorldItem item = {.kind = WORLD_PERSON, .from = world_day(c[5], false), .to = world_day(c[6], true)};
  layer_code(c[1], item.country);
  item.n_sectors = layer_sectors(c[2], item.sector);
  item.role_en = layer_string(&p->layer, c[3]);
  item.role_fr = layer_string(&p->layer, c[4]);
  item.cameo = layer_string(&p->layer, c[7]);
  Str first = first_of(c[0]), name, rest = c[0];
  bool fresh;
  uint32_t *same = map_put(&p->layer.persons, world_key(p->arena, first), &fresh);
  if (fresh) *same = p->layer.persons.entries.n;
  item.same = *same;
  item.name_en = item.name_fr = layer_string(&p->layer, first);
  uint32_t id = layer_item(&p->layer, &item);
  while (str_split(&rest, ';', &name)) {
    layer_link(&p->layer, name, id, LINK_NAME, BOTH);
    layer_link(&p->layer, last_name(name), id, LINK_LAST, BOTH);
  }
}

/* geonameid | name | other names | country | admin1 | feature | lat | lon | population */
static void add_place(Packer *p, const Str *c) {
  WorldPlace place = {.geonameid = (uint32_t)strtoul(c[0].n ? str_dup(p->arena, c[0]).p : "0", NULL, 10)};
  place.name = layer_string(&p->layer, c[1]);
  place.admin1 = layer_string(&p->layer, c[4]);
  layer_code(c[3], place.country);
  memcpy(place.feature, c[5].p, c[5].n < 7 ? c[5].n : 7);
  place.lat = strtof(str_dup(p->arena, c[6]).p, NULL);
  place.lon = strtof(str_dup(p->arena, c[7]).p, NULL);
  place.population = (uint32_t)strtoul(str_dup(p->arena, c[8]).p, NULL, 10);
  vec_add(p->arena, &p->places, place);
  vec_add(p->arena, &p->place_names, str_format(p->arena, "%.*s;%.*s", (int)c[1].n, c[1].p, (int)c[2].n, c[2].p));
}

/* geonameid | names fr | names en */
static void add_place_names(Packer *p, const Str *c) {
  vec_add(p->arena, &p->more, str_format(p->arena, "%.*s;%.*s", (int)c[1].n, c[1].p, (int)c[2].n, c[2].p));
  *map_put(&p->more_names, c[0], NULL) = p->more.n;
}

typedef void (*Adder)(Packer *, const Str *);
static void add_organisation(Packer *p, const Str *c) { add_body(p, c, WORLD_ORGANISATION); }
static void add_named_body(Packer *p, const Str *c) { add_body(p, c, WORLD_BODY); }
static void add_group(Packer *p, const Str *c) { add_body(p, c, WORLD_GROUP); }
static void add_party(Packer *p, const Str *c) { add_body(p, c, WORLD_PARTY); }

static const struct {
  const char *prefix;
  Adder add;
} files[] = {{"countries", add_country}, {"regions", add_region},     {"organisations", add_organisation},
             {"bodies", add_named_body}, {"groups", add_group},       {"parties", add_party},
             {"persons", add_person},    {"places", add_place},       {"admin1", add_place},
             {"place-names", add_place_names}};

static Str base_name(Str path) {
  uint32_t cut = path.n;
  while (cut > 0 && path.p[cut - 1] != '/') cut--;
  return str_sub(path, cut, path.n);
}

static void add_file(Packer *p, Str path) {
  for (uint32_t i = 0; i < sizeof files / sizeof *files; i++) {
    if (!str_starts(base_name(path), str(files[i].prefix))) continue;
    Source source;
    if (!source_open(&source, p->arena, path.p, p->diags)) return;
    Str columns[COLUMNS];
    while (source_next(&source)) {
      source_columns(&source, columns, COLUMNS);
      files[i].add(p, columns);
    }
    return;
  }
}

typedef struct {
  WorldPlace place;
  Str names;
} Ranked;

static int by_population(const void *x, const void *y) {
  const Ranked *a = x, *b = y;
  if (a->place.population != b->place.population) return a->place.population > b->place.population ? -1 : 1;
  return (a->place.geonameid > b->place.geonameid) - (a->place.geonameid < b->place.geonameid);
}

/* The most populous first: the values of a name come in that order. */
static void pack_places(Packer *p, PackWriter *out) {
  PhraseBuilder *names = phrase_builder_new(p->arena);
  Ranked *ranked = ARENA_ARRAY(p->arena, p->places.n + 1, Ranked);
  for (uint32_t i = 0; i < p->places.n; i++) ranked[i] = (Ranked){p->places.at[i], p->place_names.at[i]};
  qsort(ranked, p->places.n, sizeof *ranked, by_population);
  for (uint32_t i = 0; i < p->places.n; i++) {
    p->places.at[i] = ranked[i].place;
    Str list = ranked[i].names, name;
    while (str_split(&list, ';', &name)) phrase_add(names, world_key(p->arena, name), i);
    Str id = str_format(p->arena, "%u", ranked[i].place.geonameid);
    uint32_t *more = map_get(&p->more_names, id);
    if (!more) continue;
    list = p->more.at[*more - 1];
    while (str_split(&list, ';', &name)) phrase_add(names, world_key(p->arena, name), i);
  }
  phrase_pack(names, out, "place.names");
  pack_add(out, "place.items", p->places.at, p->places.n * sizeof *p->places.at);
}

bool world_pack(PackWriter *out, Arena *arena, const char *folder, Diags *diags) {
  Packer p = {.arena = arena, .folder = folder, .diags = diags};
  uint32_t before = diags->errors;
  layer_init(&p.layer, arena);
  map_init(&p.more_names, arena);
  Str *paths;
  uint32_t n = source_list(arena, folder, ".txt", &paths);
  for (uint32_t i = 0; i < n; i++) add_file(&p, paths[i]);
  pack_places(&p, out);
  layer_pack(&p.layer, out, "world");
  return diags->errors == before;
}
