#include "world/petrarch.h"

#include "base/source.h"
#include "base/utf8.h"
#include "world/layer.h"

enum { MOST = 64 };

typedef struct {
  Str names[MOST], codes[MOST];
  uint32_t n_names, n_codes, line;
} Entry;

typedef struct {
  Arena *arena;
  LayerBuilder *layer;
  PhraseBuilder *agents;
  Vec(RoleItem) items;
  Bytes strings;
  const Source *source;
  Diags *diags;
  uint32_t persons;
} Overlay;

/* 011222 or 20011222, of this century where the year is not beyond its thirties. */
static uint32_t day_of(Str s) {
  uint32_t value = 0;
  s = str_trim(s);
  for (uint32_t i = 0; i < s.n; i++) {
    if (s.p[i] < '0' || s.p[i] > '9' || i > 7) return 0;
    value = value * 10 + (uint32_t)(s.p[i] - '0');
  }
  if (s.n == 6) return value + (value / 10000 <= 40 ? 20000000 : 19000000);
  return s.n == 8 ? value : 0;
}

/* « AFGGOV 011222-140929 », « AFGELI >140929 », « AFG » */
static Str parse_code(Str text, uint32_t *from, uint32_t *to) {
  Str code = {"", 0}, span;
  *from = *to = 0;
  text = str_trim(text);
  uint32_t cut = str_find(text, STR(" "));
  code = cut == UINT32_MAX ? text : str_sub(text, 0, cut);
  span = cut == UINT32_MAX ? (Str){"", 0} : str_trim(str_sub(text, cut, text.n));
  if (!span.n) return code;
  if (span.p[0] == '<') *to = day_of(str_sub(span, 1, span.n));
  else if (span.p[0] == '>') *from = day_of(str_sub(span, 1, span.n));
  else {
    uint32_t dash = str_find(span, STR("-"));
    if (dash != UINT32_MAX) *from = day_of(str_sub(span, 0, dash)), *to = day_of(str_sub(span, dash + 1, span.n));
  }
  return code;
}

/* AFGREBTAL: country, then sectors; a part that is no sector stays in the string only. */
static void split_code(Str code, char country[4], char sector[MAX_SECTORS][4], uint8_t *n) {
  layer_code(code.n >= 3 ? str_sub(code, 0, 3) : (Str){"", 0}, country);
  *n = 0;
  for (uint32_t i = 3; i + 3 <= code.n && *n < MAX_SECTORS; i += 3)
    if (world_sector(str_sub(code, i, i + 3))) layer_code(str_sub(code, i, i + 3), sector[(*n)++]);
}

static Str readable(Arena *arena, Str name) {
  char *out = (char *)(uintptr_t)str_dup(arena, name).p;
  for (uint32_t i = 0; i < name.n; i++)
    if (out[i] == '_') out[i] = ' ';
  return str_trim(str_of(out, name.n));
}

/* Shown as « Hamid Karzai ». */
static Str shown(Arena *arena, Str name) {
  char *out = (char *)(uintptr_t)str_dup(arena, name).p;
  bool first = true;
  for (uint32_t i = 0; i < name.n; i++) {
    bool letter = (out[i] | 0x20) >= 'a' && (out[i] | 0x20) <= 'z';
    if (letter) out[i] = (char)(first ? out[i] & ~0x20 : out[i] | 0x20);
    first = !letter;
  }
  return str_of(out, name.n);
}

static void add_agent(Overlay *o, const Entry *e) {
  RoleItem item = {.kind = ROLE_PEOPLE};
  Str code = e->codes[0];
  item.n_sectors = 0;
  for (uint32_t i = 1; i + 3 <= code.n && item.n_sectors < MAX_SECTORS; i += 3)
    layer_code(str_sub(code, i, i + 3), item.sector[item.n_sectors++]);
  for (uint32_t i = 0; i < e->n_names; i++) {
    Str name = readable(o->arena, e->names[i]);
    phrase_add(o->agents, world_key(o->arena, name), o->items.n);
    phrase_add(o->agents, world_key(o->arena, str_join(o->arena, name, STR("S"))), o->items.n);
  }
  vec_add(o->arena, &o->items, item);
}

static void add_actor(Overlay *o, const Entry *e) {
  bool dated = false;
  for (uint32_t i = 0; i < e->n_codes; i++) dated |= str_find(e->codes[i], STR(" ")) != UINT32_MAX;
  uint32_t same = dated ? ++o->persons : 0;
  Str name = shown(o->arena, readable(o->arena, e->names[0]));
  for (uint32_t i = 0; i < e->n_codes; i++) {
    WorldItem item = {.same = same};
    Str code = parse_code(e->codes[i], &item.from, &item.to);
    split_code(code, item.country, item.sector, &item.n_sectors);
    item.kind = dated ? WORLD_PERSON : code.n == 3 ? WORLD_COUNTRY : WORLD_ORGANISATION;
    item.name_en = item.name_fr = layer_string(o->layer, name);
    item.cameo = layer_string(o->layer, code);
    uint32_t id = layer_item(o->layer, &item);
    for (uint32_t k = 0; k < e->n_names; k++)
      layer_link(o->layer, shown(o->arena, readable(o->arena, e->names[k])), id, LINK_NAME, LANGUAGE_EN | LANGUAGE_FR);
  }
}

static void flush(Overlay *o, Entry *e) {
  if (e->n_names && !e->n_codes)
    diag_add(o->diags, DIAG_WARNING, o->source->file, e->line, "« %.*s » has no code", (int)e->names[0].n, e->names[0].p);
  else if (e->n_names && e->codes[0].n && e->codes[0].p[0] == '~')
    add_agent(o, e);
  else if (e->n_names && e->codes[0].n && e->codes[0].p[0] != '!')
    add_actor(o, e);
  e->n_names = e->n_codes = 0;
}

static void take(Str *list, uint32_t *n, Str value) {
  value = str_trim(value);
  if (value.n && *n < MOST) list[(*n)++] = value;
}

/* What stands in brackets behind a name: codes, several parted by commas; an irregular plural in braces. */
static void take_rest(Entry *e, Str rest) {
  for (uint32_t i = 0; i < rest.n; i++) {
    char close = rest.p[i] == '[' ? ']' : rest.p[i] == '{' ? '}' : 0;
    if (!close) continue;
    uint32_t end = i + 1;
    while (end < rest.n && rest.p[end] != close) end++;
    Str inside = str_sub(rest, i + 1, end), code;
    if (close == '}') take(e->names, &e->n_names, inside);
    else
      while (str_split(&inside, ',', &code)) take(e->codes, &e->n_codes, code);
    i = end;
  }
}

static void read_line(Overlay *o, Entry *e, Str line) {
  uint32_t cut = str_find(line, STR(";"));
  if (cut != UINT32_MAX) line = str_trim(str_sub(line, 0, cut));
  if (!line.n || line.p[0] == '!' || line.p[0] == '<') return;
  uint32_t name_end = 0;
  while (name_end < line.n && line.p[name_end] != '[' && line.p[name_end] != '{') name_end++;
  Str name = str_trim(str_sub(line, 0, name_end));
  bool synonym = name.n && (name.p[0] == '+' || name.p[0] == '&');
  if (name.n && !synonym) flush(o, e), e->line = o->source->line;
  take(e->names, &e->n_names, synonym ? str_sub(name, 1, name.n) : name);
  take_rest(e, str_sub(line, name_end, line.n));
}

static Str part(const PackWriter *writer, const char *name) {
  for (uint32_t i = 0; i < writer->n; i++)
    if (str_is(writer->parts[i].name, name)) return writer->parts[i].bytes;
  return (Str){NULL, 0};
}

static bool bind(Overlay *o, World *world, Roles *roles) {
  PackWriter *writer = ARENA_NEW(o->arena, PackWriter);
  pack_writer_init(writer, o->arena);
  layer_pack(o->layer, writer, "user");
  phrase_pack(o->agents, writer, "user.agents");
  Str sections[4] = {part(writer, "user.names"), part(writer, "user.links"), part(writer, "user.items"),
                     part(writer, "user.strings")};
  RoleItem *items = ARENA_ARRAY(o->arena, o->items.n + 1, RoleItem);
  if (o->items.n) memcpy(items, o->items.at, o->items.n * sizeof *items);
  roles->items = items, roles->n_items = o->items.n;
  return layer_open(&world->overlay, sections) && phrase_open(&roles->extra, part(writer, "user.agents"));
}

bool petrarch_read(World *world, Roles *roles, Arena *arena, const char *path, Diags *diags) {
  Source source;
  if (!source_open(&source, arena, path, diags)) return false;
  Overlay *o = world->user;
  if (!o) {
    o = world->user = ARENA_NEW(arena, Overlay);
    *o = (Overlay){.arena = arena, .layer = ARENA_NEW(arena, LayerBuilder), .agents = phrase_builder_new(arena)};
    layer_init(o->layer, arena);
    /* Agents go behind the language's own roles. */
    for (uint32_t i = 0; i < roles->n_items; i++) vec_add(arena, &o->items, roles->items[i]);
  }
  o->source = &source, o->diags = diags;
  Entry *entry = ARENA_NEW(arena, Entry);
  while (source_next(&source)) read_line(o, entry, source.entry);
  flush(o, entry);
  return bind(o, world, roles);
}
