#include "base/phrase.h"

#include <stdlib.h>

typedef struct {
  uint32_t node, value, order;
} Posting;

typedef struct {
  uint32_t node, word, child;
} Edge;

struct PhraseBuilder {
  Arena *arena;
  Map words;
  Vec(Edge) edges;
  uint32_t *slots; /* index + 1 of an edge */
  uint32_t n_slots, n_nodes;
  Vec(Posting) postings;
};

PhraseBuilder *phrase_builder_new(Arena *arena) {
  PhraseBuilder *b = ARENA_NEW(arena, PhraseBuilder);
  b->arena = arena;
  b->n_nodes = 1;
  map_init(&b->words, arena);
  return b;
}

static uint32_t edge_hash(uint32_t node, uint32_t word) {
  uint64_t h = ((uint64_t)node << 32 | word) * 0x9e3779b97f4a7c15u;
  return (uint32_t)(h >> 32);
}

static uint32_t find_slot(const PhraseBuilder *b, uint32_t node, uint32_t word) {
  uint32_t i = edge_hash(node, word) & (b->n_slots - 1);
  while (b->slots[i]) {
    const Edge *e = &b->edges.at[b->slots[i] - 1];
    if (e->node == node && e->word == word) break;
    i = (i + 1) & (b->n_slots - 1);
  }
  return i;
}

static void widen(PhraseBuilder *b) {
  b->n_slots = b->n_slots ? b->n_slots * 2 : 1024;
  b->slots = ARENA_ARRAY(b->arena, b->n_slots, uint32_t);
  for (uint32_t i = 0; i < b->edges.n; i++) b->slots[find_slot(b, b->edges.at[i].node, b->edges.at[i].word)] = i + 1;
}

static uint32_t child_of(PhraseBuilder *b, uint32_t node, Str word) {
  bool fresh;
  uint32_t *id = map_put(&b->words, word, &fresh);
  if (fresh) {
    b->words.entries.at[b->words.entries.n - 1].key = str_dup(b->arena, word);
    *id = b->words.entries.n - 1;
  }
  uint32_t w = *id;
  if (b->edges.n * 2 >= b->n_slots) widen(b);
  uint32_t slot = find_slot(b, node, w);
  if (!b->slots[slot]) {
    vec_add(b->arena, &b->edges, ((Edge){node, w, b->n_nodes++}));
    b->slots[slot] = b->edges.n;
  }
  return b->edges.at[b->slots[slot] - 1].child;
}

void phrase_add(PhraseBuilder *b, Str phrase, uint32_t value) {
  uint32_t node = 0;
  Str word;
  while (str_split(&phrase, ' ', &word))
    if (word.n) node = child_of(b, node, word);
  if (node) vec_add(b->arena, &b->postings, ((Posting){node, value, b->postings.n}));
}

static int by_node(const void *x, const void *y) {
  const Posting *a = x, *b = y;
  if (a->node != b->node) return a->node < b->node ? -1 : 1;
  return (a->order > b->order) - (a->order < b->order);
}

static uint32_t power_above(uint32_t n) {
  uint32_t p = 16;
  while (p < n + n / 2 + 1) p *= 2;
  return p;
}

static void pack_words(PhraseBuilder *b, uint32_t n_words, uint32_t *table, Bytes *strings) {
  for (uint32_t i = 0; i < b->words.entries.n; i++) {
    Str key = b->words.entries.at[i].key;
    uint32_t slot = (uint32_t)str_hash(key) & (n_words - 1);
    while (table[slot]) slot = (slot + 1) & (n_words - 1);
    table[slot] = bytes_str(strings, key) + 1;
    b->words.entries.at[i].value = slot; /* a word's number is its slot: no second table */
  }
}

static void pack_edges(const PhraseBuilder *b, uint32_t n_edges, uint32_t *table) {
  for (uint32_t i = 0; i < b->edges.n; i++) {
    const Edge *e = &b->edges.at[i];
    uint32_t word = b->words.entries.at[e->word].value;
    uint32_t slot = edge_hash(e->node, word) & (n_edges - 1);
    while (table[slot * 3 + 2]) slot = (slot + 1) & (n_edges - 1);
    table[slot * 3] = e->node;
    table[slot * 3 + 1] = word;
    table[slot * 3 + 2] = e->child + 1;
  }
}

static uint32_t pack_values(PhraseBuilder *b, uint32_t *nodes, uint32_t *values) {
  uint32_t n = 0;
  if (b->postings.n) qsort(b->postings.at, b->postings.n, sizeof *b->postings.at, by_node);
  for (uint32_t i = 0; i < b->postings.n; i++) {
    const Posting *p = &b->postings.at[i];
    if (!nodes[p->node * 2 + 1]) nodes[p->node * 2] = n;
    bool seen = false;
    for (uint32_t k = 0; k < nodes[p->node * 2 + 1]; k++) seen |= values[nodes[p->node * 2] + k] == p->value;
    if (seen) continue;
    values[n++] = p->value;
    nodes[p->node * 2 + 1]++;
  }
  return n;
}

void phrase_pack(PhraseBuilder *b, PackWriter *writer, const char *section) {
  uint32_t head[4] = {power_above(b->words.entries.n), power_above(b->edges.n), b->n_nodes, 0};
  uint32_t *words = ARENA_ARRAY(b->arena, head[0], uint32_t);
  uint32_t *edges = ARENA_ARRAY(b->arena, (size_t)head[1] * 3, uint32_t);
  uint32_t *nodes = ARENA_ARRAY(b->arena, (size_t)head[2] * 2, uint32_t);
  uint32_t *values = ARENA_ARRAY(b->arena, (size_t)b->postings.n + 1, uint32_t);
  Bytes strings, out;
  bytes_init(&strings, b->arena);
  bytes_init(&out, b->arena);
  pack_words(b, head[0], words, &strings);
  pack_edges(b, head[1], edges);
  head[3] = pack_values(b, nodes, values);
  bytes_add(&out, head, sizeof head);
  bytes_add(&out, words, (size_t)head[0] * 4);
  bytes_add(&out, edges, (size_t)head[1] * 12);
  bytes_add(&out, nodes, (size_t)head[2] * 8);
  bytes_add(&out, values, (size_t)head[3] * 4);
  bytes_add(&out, strings.p, strings.n);
  pack_add(writer, section, out.p, out.n);
}

static bool power_of_two(uint32_t n) { return n && !(n & (n - 1)); }

bool phrase_open(PhraseTable *t, Str section) {
  uint32_t head[4];
  *t = (PhraseTable){0};
  if (section.n < sizeof head) return false;
  memcpy(head, section.p, sizeof head);
  if (!power_of_two(head[0]) || !power_of_two(head[1])) return false;
  uint64_t at = sizeof head, words = at, edges = words + (uint64_t)head[0] * 4, nodes = edges + (uint64_t)head[1] * 12;
  uint64_t values = nodes + (uint64_t)head[2] * 8, strings = values + (uint64_t)head[3] * 4;
  if (strings > section.n) return false;
  t->words = (const uint32_t *)(const void *)(section.p + words);
  t->edges = (const uint32_t *)(const void *)(section.p + edges);
  t->nodes = (const uint32_t *)(const void *)(section.p + nodes);
  t->values = (const uint32_t *)(const void *)(section.p + values);
  t->strings = str_sub(section, (uint32_t)strings, section.n);
  t->n_words = head[0], t->n_edges = head[1], t->n_nodes = head[2], t->n_values = head[3];
  return true;
}

uint32_t phrase_word(const PhraseTable *t, Str word) {
  if (!t->n_words || !word.n) return PHRASE_NONE;
  uint32_t slot = (uint32_t)str_hash(word) & (t->n_words - 1);
  for (uint32_t tries = 0; t->words[slot] && tries < t->n_words; tries++, slot = (slot + 1) & (t->n_words - 1))
    if (str_eq(section_str(t->strings, t->words[slot] - 1), word)) return slot;
  return PHRASE_NONE;
}

uint32_t phrase_step(const PhraseTable *t, uint32_t node, uint32_t word) {
  if (!t->n_edges || word == PHRASE_NONE) return PHRASE_NONE;
  uint32_t slot = edge_hash(node, word) & (t->n_edges - 1);
  for (uint32_t tries = 0; tries < t->n_edges; tries++, slot = (slot + 1) & (t->n_edges - 1)) {
    const uint32_t *e = t->edges + (size_t)slot * 3;
    if (!e[2]) return PHRASE_NONE;
    if (e[0] == node && e[1] == word) return e[2] - 1 < t->n_nodes ? e[2] - 1 : PHRASE_NONE;
  }
  return PHRASE_NONE;
}

uint32_t phrase_values(const PhraseTable *t, uint32_t node, const uint32_t **values) {
  if (node >= t->n_nodes) return 0;
  uint32_t first = t->nodes[(size_t)node * 2], n = t->nodes[(size_t)node * 2 + 1];
  if (first > t->n_values || n > t->n_values - first) return 0;
  *values = t->values + first;
  return n;
}

uint32_t phrase_longest(const PhraseTable *t, const Str *words, uint32_t n, const uint32_t **values,
                        uint32_t *n_values) {
  uint32_t node = PHRASE_ROOT, best = 0;
  for (uint32_t i = 0; i < n; i++) {
    node = phrase_step(t, node, phrase_word(t, words[i]));
    if (node == PHRASE_NONE) break;
    const uint32_t *v;
    uint32_t k = phrase_values(t, node, &v);
    if (k) best = i + 1, *values = v, *n_values = k;
  }
  return best;
}

uint32_t phrase_find(const PhraseTable *t, Str phrase, const uint32_t **values) {
  uint32_t node = PHRASE_ROOT;
  Str word;
  while (str_split(&phrase, ' ', &word)) {
    if (!word.n) continue;
    node = phrase_step(t, node, phrase_word(t, word));
    if (node == PHRASE_NONE) return 0;
  }
  return node == PHRASE_ROOT ? 0 : phrase_values(t, node, values);
}
