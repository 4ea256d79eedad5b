#include "world/roles.h"

#include <stdio.h>

#include "base/source.h"
#include "base/utf8.h"
#include "world/layer.h"

static const char *const kind_names[ROLE_KINDS] = {"office", "title", "person", "people",
                                                   "body",   "group", "country", "place"};
static const char *const class_names[WORDS_CLASSES] = {"of",    "place",  "particle", "former",  "field",
                                                       "given m", "given f", "organisation", "skip", "address",
                                                       "thing", "he",     "she",      "it",      "they",
                                                       "latter", "pair",  "title",    "clausal", "new",
                                                       "idle",   "foreign", "sides", "collective",
                                                       "toward", "whose", "named", "again",
                                                       "deputy", "local",  "crowd"};

enum { ROLES_BEFORE = 4 };

typedef struct {
  Arena *arena;
  PhraseBuilder *names, *words;
  uint32_t offices; /* groups of one office under several names */
  Vec(RoleItem) items;
  Bytes strings;
  uint8_t language; /* which column of world/ it takes names from */
} Packer;

static uint32_t index_of(Str name, const char *const *list, uint32_t n) {
  for (uint32_t i = 0; i < n; i++)
    if (str_is(name, list[i])) return i;
  return NONE;
}

/* forms | sectors | kind | cameo */
static bool add_role(Packer *p, const Str *c) {
  RoleItem item = {0};
  uint32_t kind = index_of(c[2], kind_names, ROLE_KINDS);
  if (kind == NONE) return false;
  item.kind = (uint8_t)kind;
  item.inherits = memchr(c[1].p, '*', c[1].n) != NULL;
  item.n_sectors = layer_sectors(c[1], item.sector);
  Str forms = c[0], form;
  bool first = true;
  while (str_split(&forms, ';', &form)) {
    if (first) item.name = bytes_str(&p->strings, form), item.capital = utf8_capitalised(form), first = false;
    if (c[3].n && !item.cameo) item.cameo = bytes_str(&p->strings, c[3]);
    phrase_add(p->names, world_key(p->arena, form), p->items.n);
  }
  vec_add(p->arena, &p->items, item);
  return true;
}

static bool add_words(Packer *p, const Str *c) {
  if (str_is(c[0], "language")) {
    p->language = str_is(c[1], "fr") ? LANGUAGE_FR : str_is(c[1], "en") ? LANGUAGE_EN : 0;
    if (str_is(c[2], "before")) p->language |= ROLES_BEFORE;
    return true;
  }
  uint32_t class = str_is(c[0], "same") ? WORDS_SAME + p->offices++ : index_of(c[0], class_names, WORDS_CLASSES);
  if (class == NONE) return false;
  Str words = c[1], word;
  while (str_split(&words, ';', &word)) phrase_add(p->words, world_key(p->arena, word), class);
  return true;
}

static void read_file(Packer *p, const char *folder, const char *name, bool (*add)(Packer *, const Str *), Diags *d) {
  Source source;
  Str path = str_format(p->arena, "%s/%s", folder, name), columns[4];
  if (!source_open(&source, p->arena, path.p, d)) return;
  while (source_next(&source)) {
    source_columns(&source, columns, 4);
    if (!add(p, columns)) source_error(&source, d, "no such kind or class");
  }
}

bool roles_pack(PackWriter *out, Arena *arena, const char *folder, Diags *diags) {
  Packer p = {.arena = arena, .names = phrase_builder_new(arena), .words = phrase_builder_new(arena)};
  uint32_t before = diags->errors;
  bytes_init(&p.strings, arena);
  bytes_str(&p.strings, STR("")); /* offset 0: none */
  read_file(&p, folder, "roles.txt", add_role, diags);
  read_file(&p, folder, "mentions.txt", add_words, diags);
  phrase_pack(p.names, out, "roles.names");
  phrase_pack(p.words, out, "roles.words");
  pack_add(out, "roles.items", p.items.at, p.items.n * sizeof *p.items.at);
  uint8_t *language = ARENA_NEW(arena, uint8_t);
  *language = p.language;
  pack_add(out, "roles.language", language, 1);
  pack_add(out, "roles.strings", p.strings.p, p.strings.n);
  return diags->errors == before;
}

bool roles_open(Roles *roles, const Pack *lang, Diags *diags) {
  Str items = pack_section(lang, "roles.items");
  *roles = (Roles){.items = (const RoleItem *)(const void *)items.p,
                   .n_items = items.n / (uint32_t)sizeof(RoleItem),
                   .strings = pack_section(lang, "roles.strings")};
  Str language = pack_section(lang, "roles.language");
  roles->language = language.n ? language.p[0] & (LANGUAGE_EN | LANGUAGE_FR) : 0;
  roles->before = language.n && language.p[0] & ROLES_BEFORE;
  if (phrase_open(&roles->names, pack_section(lang, "roles.names")) &&
      phrase_open(&roles->words, pack_section(lang, "roles.words")))
    return true;
  diag_add(diags, DIAG_ERROR, STR("language pack"), 0, "has no roles, or is of another version");
  return false;
}

void roles_count(Arena *arena, const char *folder, RolesCounts *counts, Diags *diags) {
  Source source;
  Str columns[4], form;
  Map seen;
  map_init(&seen, arena);
  *counts = (RolesCounts){0};
  if (!source_open(&source, arena, str_format(arena, "%s/roles.txt", folder).p, diags)) return;
  while (source_next(&source)) {
    source_columns(&source, columns, 4);
    counts->entries++;
    while (str_split(&columns[0], ';', &form)) {
      bool fresh;
      uint32_t *line = map_put(&seen, form, &fresh);
      counts->forms += fresh;
      if (!fresh && *line != source.line)
        diag_add(diags, DIAG_WARNING, source.file, source.line, "« %.*s » stands in line %u too", (int)form.n, form.p, *line);
      *line = source.line;
    }
  }
}
