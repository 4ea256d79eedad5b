/* model.h: the model file: a pack whose sections are used in place.
 *
 *   about      text for people: treebanks, licences, options, scores, date
 *   config     Config
 *   names      u32 count pairs are in Config; strings as bytes_str writes them, one after another: features of
 *              each tag, then relations
 *   tags       one Upos byte a tag
 *   compat     lexicon tag × tagger tag: how well an analysis of the lexicon fits (0: not at all)
 *   coarse     u16 a tag: class that lemma guesses are kept by
 *   features, rows         Table of feature keys, and their int8 vectors
 *   words, classes, analyses, rules, clusters, clusterbits    the Lexicon
 *   lemmas, guesses        Tables from (form, tag) and (ending, tag) to rules
 *   m.NAME     Linear, see kernels.h: enc0.., tag1, tag2, top, arc, label
 *   v.NAME     float vectors: peepholes of each layer, scales of heads */
#ifndef DG_SYNTAX_MODEL_H
#define DG_SYNTAX_MODEL_H

#include "base/pack.h"
#include "syntax/kernels.h"
#include "syntax/lexicon.h"
#include "syntax/syntax.h"

#define MODEL_VERSION 3u
#define MAX_LAYERS 4u
#define DISTANCES 32u /* buckets of signed distance from dependent to head; multiple of 16 */

typedef struct {
  uint32_t version, embed, hidden /* both directions */, layers, tag_layer, tag_hidden, arc, label;
  uint32_t n_tags, n_labels, n_rows, n_lextags;
  uint32_t root_label, bank_row, root_row; /* rows may be NONE */
} Config;

struct Syntax {
  Pack *pack;
  Str about;
  Config c;
  Lexicon lexicon;
  Table features, lemmas, guesses;
  const int8_t *rows;
  const uint8_t *tag_upos, *compat;
  const uint16_t *coarse;
  Str *tag_feats, *labels;
  Morph *tag_morph;
  uint8_t *label_rel, *label_sub;
  Linear enc[MAX_LAYERS], tag1, tag2, top, arc, label;
  const float *peep[MAX_LAYERS]; /* forget, then reset, `hidden` each */
  const float *arc_scale, *head_scale; /* into unsigned steps; into signed steps */
  float score_scale;
  const Kernels *kernels;
};

/* Bucket of the distance head - dependent (both from 1; head 0 is the root). */
uint32_t distance_bucket(uint32_t dependent, uint32_t head);

#endif
