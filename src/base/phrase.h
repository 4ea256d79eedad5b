/* phrase.h: phrases of one or more words, each with values: compiled into a pack section as a trie
 * over word numbers in one open-addressing table, matched in time linear in the words looked at.
 *
 * Keys are normalised by the caller, the same way when adding and when matching (utf8_fold,
 * utf8_bare, or lemmas), with one space between words. */
#ifndef DG_BASE_PHRASE_H
#define DG_BASE_PHRASE_H

#include "base/map.h"
#include "base/pack.h"

/* Building. */
typedef struct PhraseBuilder PhraseBuilder;
PhraseBuilder *phrase_builder_new(Arena *arena);
void phrase_add(PhraseBuilder *builder, Str phrase, uint32_t value); /* same phrase and value: once */
void phrase_pack(PhraseBuilder *builder, PackWriter *writer, const char *section);

/* Matching. A PhraseTable is a view into a mapped section: copy it freely. */
typedef struct {
  const uint32_t *words;  /* open addressing: offset of the word's string + 1 */
  const uint32_t *edges;  /* triples: node, word, child + 1 */
  const uint32_t *nodes;  /* pairs: first value, number of values */
  const uint32_t *values;
  Str strings;
  uint32_t n_words, n_edges, n_nodes, n_values; /* table sizes; powers of two for the first two */
} PhraseTable;

/* False where the section is missing or damaged. */
bool phrase_open(PhraseTable *table, Str section);

#define PHRASE_NONE UINT32_MAX
#define PHRASE_ROOT 0u

/* The word's number, or PHRASE_NONE where no phrase has it. */
uint32_t phrase_word(const PhraseTable *table, Str word);

/* The node below `node` by a word's number, or PHRASE_NONE. */
uint32_t phrase_step(const PhraseTable *table, uint32_t node, uint32_t word);

/* The values at a node: their number, and *values. */
uint32_t phrase_values(const PhraseTable *table, uint32_t node, const uint32_t **values);

/* The longest phrase that starts at words[0]: its length in words (0: none) and its values. */
uint32_t phrase_longest(const PhraseTable *table, const Str *words, uint32_t n, const uint32_t **values,
                        uint32_t *n_values);

/* A whole phrase looked up as one key (words separated by spaces): the number of its values. */
uint32_t phrase_find(const PhraseTable *table, Str phrase, const uint32_t **values);

#endif
