#include "text/lexicon.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/source.h"
#include "base/utf8.h"
#include "text/segment.h"

Str lex_fold(Str form, char out[FOLD_MAX]) {
  uint32_t o = 0;
  if (form.n > FOLD_MAX - 8) return (Str){out, 0};
  for (uint32_t i = 0, n; i < form.n; i += n) {
    unsigned char b = (unsigned char)form.p[i];
    if (b < 0x80) {
      n = 1;
      out[o++] = (char)(b >= 'A' && b <= 'Z' ? b | 0x20 : b == '`' ? '\'' : b);
      continue;
    }
    uint32_t c = utf8_at(form, i, &n);
    if (o > FOLD_MAX - 8) return (Str){out, 0};
    if (c == 0x2019 || c == 0x2018 || c == 0x02bc) c = '\'';
    if (c == 0x2010 || c == 0x2011) c = '-';
    o += utf8_put(utf8_lower_of(c), out + o);
  }
  return str_of(out, o);
}

const LexEntry *lex_find(const Text *text, Str folded) {
  if (!folded.n) return NULL;
  uint64_t key = str_hash(folded);
  for (uint32_t at = (uint32_t)key & text->entry_mask;; at = (at + 1) & text->entry_mask) {
    if (text->entries[at].key == key) return &text->entries[at];
    if (!text->entries[at].flags) return NULL;
  }
}

uint32_t lex_flags(const Text *text, Str folded) {
  const LexEntry *entry = lex_find(text, folded);
  return entry ? entry->flags : 0;
}

float lex_weight(const Text *text, uint32_t key) {
  for (uint32_t at = key & text->weight_mask;; at = (at + 1) & text->weight_mask) {
    if (text->weights[at].key == key) return text->weights[at].weight;
    if (!text->weights[at].key) return 0;
  }
}

/* Packing. */

typedef struct {
  uint32_t flags, expansions;
} Gathered;

typedef struct {
  Arena *arena;
  Diags *diags;
  Map index; /* folded form to place in all */
  Vec(Gathered) all;
  Bytes strings;
} Gather;

static const struct {
  const char *name;
  uint32_t flags;
} CLASSES[] = {{"abbreviation", LEX_ABBREVIATION},
               {"title", LEX_ABBREVIATION | LEX_TITLE},
               {"whole", LEX_WHOLE},
               {"elision", LEX_ELISION},
               {"clitic", LEX_CLITIC},
               {"prefix", LEX_PREFIX},
               {"suffix", LEX_SUFFIX},
               {"domain", LEX_DOMAIN},
               {"header", LEX_HEADER},
               {"month", LEX_MONTH},
               {"day", LEX_DAY},
               {"agency", LEX_AGENCY},
               {"more", LEX_MORE},
               {"byline", LEX_BYLINE},
               {"extension", LEX_EXTENSION},
               {"possessor", LEX_POSSESSOR},
               {"numbered", LEX_NUMBERED},
               {"lone", LEX_LONE},
               {"leads lone", LEX_LEADS_LONE}};

static Gathered *gather(Gather *g, const Source *source, Str form) {
  char buffer[FOLD_MAX];
  Str folded = lex_fold(form, buffer);
  if (!folded.n) {
    source_error(source, g->diags, "« %.*s » is too long or empty", (int)form.n, form.p);
    return NULL;
  }
  bool fresh;
  uint32_t *place = map_put(&g->index, str_dup(g->arena, folded), &fresh);
  if (fresh) {
    *place = g->all.n;
    vec_push(g->arena, &g->all);
  }
  return &g->all.at[*place];
}

/* `class | form ; form ...`; the class « option » switches rules on. */
static void gather_classes(Gather *g, Str path) {
  Source source;
  Str columns[2], form;
  if (!source_open(&source, g->arena, path.p, g->diags)) return;
  while (source_next(&source)) {
    if (source_columns(&source, columns, 2) < 2) {
      source_error(&source, g->diags, "expected `class | forms`");
      continue;
    }
    uint32_t flags = 0;
    for (uint32_t i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++)
      if (str_is(columns[0], CLASSES[i].name)) flags = CLASSES[i].flags;
    bool option = str_is(columns[0], "option");
    if (!flags && !option) source_error(&source, g->diags, "unknown class « %.*s »", (int)columns[0].n, columns[0].p);
    Str rest = columns[1];
    while (rest.n && str_split(&rest, ';', &form)) {
      if (!form.n) continue;
      Gathered *entry = gather(g, &source, option ? str_join(g->arena, STR("="), form) : form);
      if (entry) entry->flags |= option ? (uint32_t)LEX_WHOLE : flags;
      if (entry && flags & LEX_ABBREVIATION && !utf8_capitalised(form)) entry->flags |= LEX_SMALL;
    }
  }
}

/* `form | words ; words ...`: « - » for staying one word, the likeliest first; « *n't » for an ending. */
static void gather_contractions(Gather *g, Str path) {
  Source source;
  Str columns[2], words;
  if (!source_open(&source, g->arena, path.p, g->diags)) return;
  while (source_next(&source)) {
    if (source_columns(&source, columns, 2) < 2 || !columns[1].n) {
      source_error(&source, g->diags, "expected `form | words`");
      continue;
    }
    bool ending = columns[0].n > 1 && columns[0].p[0] == '*';
    Gathered *entry = gather(g, &source, columns[0]);
    if (!entry) continue;
    entry->flags |= ending ? LEX_ENDING : LEX_CONTRACTION;
    uint32_t count = 0;
    for (Str rest = columns[1]; rest.n && str_split(&rest, ';', &words);) count++;
    bytes_align(&g->strings, 4);
    entry->expansions = bytes_add(&g->strings, &count, 4);
    for (Str rest = columns[1]; rest.n && str_split(&rest, ';', &words);) bytes_str(&g->strings, words);
  }
}

static uint32_t power_above(uint32_t n) {
  uint32_t size = 16;
  while (size < n * 2) size *= 2;
  return size;
}

static void pack_entries(Gather *g, PackWriter *writer) {
  uint32_t size = power_above(g->all.n);
  LexEntry *table = ARENA_ARRAY(g->arena, size, LexEntry);
  for (uint32_t i = 0; i < g->index.entries.n; i++) {
    uint64_t key = str_hash(g->index.entries.at[i].key);
    uint32_t at = (uint32_t)key & (size - 1);
    while (table[at].flags) at = (at + 1) & (size - 1);
    const Gathered *entry = &g->all.at[g->index.entries.at[i].value];
    table[at] = (LexEntry){key, entry->flags, entry->expansions};
  }
  pack_add(writer, "text.forms", table, size * sizeof *table);
  pack_add(writer, "text.strings", g->strings.p, g->strings.n);
}

/* `template | value | value | value | weight` */
static void pack_weights(PackWriter *writer, Arena *arena, Str path, Diags *diags) {
  Vec(Weight) all = {0};
  Source source;
  Str columns[5];
  if (path.n && source_open(&source, arena, path.p, diags)) {
    while (source_next(&source)) {
      uint32_t key = 0;
      if (source_columns(&source, columns, 5) < 5 || !(key = feature_key_named(arena, columns))) {
        source_error(&source, diags, "expected `template | value | value | value | weight`");
        continue;
      }
      vec_add(arena, &all, ((Weight){key, strtof(str_dup(arena, columns[4]).p, NULL)}));
    }
  }
  uint32_t size = power_above(all.n);
  Weight *table = ARENA_ARRAY(arena, size, Weight);
  for (uint32_t i = 0; i < all.n; i++) {
    uint32_t at = all.at[i].key & (size - 1);
    while (table[at].key) at = (at + 1) & (size - 1);
    table[at] = all.at[i];
  }
  pack_add(writer, "text.weights", table, size * sizeof *table);
}

void text_pack(PackWriter *writer, Arena *arena, const char *lang_folder, Diags *diags) {
  static const char *const LISTS[] = {"tokens.txt", "abbreviations.txt", "layout.txt"};
  Gather g = {.arena = arena, .diags = diags};
  map_init(&g.index, arena);
  bytes_init(&g.strings, arena);
  bytes_add(&g.strings, "\0\0\0", 4); /* offset 0 stands for no expansion */
  for (uint32_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++)
    gather_classes(&g, str_format(arena, "%s/%s", lang_folder, LISTS[i]));
  gather_contractions(&g, str_format(arena, "%s/contractions.txt", lang_folder));
  pack_entries(&g, writer);
  Str *found;
  Str weights = str_format(arena, "%s/segmenter.txt", lang_folder);
  bool learned = source_list(arena, lang_folder, "segmenter.txt", &found) > 0;
  pack_weights(writer, arena, learned ? weights : (Str){"", 0}, diags);
}

static bool power_of_two(uint32_t n) { return n && !(n & (n - 1)); }

/* Look-ups end at an empty slot, so a damaged table without one must not be taken. */
static bool has_empty_slots(const LexEntry *entries, uint32_t n, const Weight *weights, uint32_t n_weights) {
  uint32_t i = 0, k = 0;
  while (i < n && entries[i].flags) i++;
  while (k < n_weights && weights[k].key) k++;
  return i < n && k < n_weights;
}

Text *text_open(Arena *arena, const Pack *lang, Diags *diags) {
  Str forms = pack_section(lang, "text.forms"), weights = pack_section(lang, "text.weights");
  uint32_t n = forms.n / (uint32_t)sizeof(LexEntry), n_weights = weights.n / (uint32_t)sizeof(Weight);
  const LexEntry *entries = (const LexEntry *)(const void *)forms.p;
  const Weight *table = (const Weight *)(const void *)weights.p;
  if (!power_of_two(n) || !power_of_two(n_weights) || !has_empty_slots(entries, n, table, n_weights)) {
    diag_add(diags, DIAG_ERROR, (Str){"", 0}, 0, "the language pack has no lists of tokens, or they are damaged");
    return NULL;
  }
  Text *text = ARENA_NEW(arena, Text);
  text->entries = entries;
  text->entry_mask = n - 1;
  text->weights = table;
  text->weight_mask = n_weights - 1;
  text->strings = pack_section(lang, "text.strings");
  text->splits_hyphens = lex_flags(text, STR("=split hyphens"));
  text->joins_thousands = lex_flags(text, STR("=join thousands"));
  text->joins_marks = lex_flags(text, STR("=join marks"));
  text->splits_percent = lex_flags(text, STR("=split percent"));
  return text;
}
