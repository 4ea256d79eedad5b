#include "base/utf8.h"
#include "entities/internal.h"

uint32_t words_head(const Reading *r, uint32_t first, uint32_t end) {
  uint32_t fallback = NONE;
  for (uint32_t i = first; i < end; i++) {
    const Word *w = &r->words.at[i];
    if (w->head != NONE && w->head >= first && w->head < end) continue;
    bool nominal = w->upos == UPOS_NOUN || w->upos == UPOS_PROPN || w->upos == UPOS_ADJ || w->upos == UPOS_PRON;
    if (nominal) return i;
    if (fallback == NONE && w->upos != UPOS_PUNCT && w->upos != UPOS_DET && w->upos != UPOS_ADP) fallback = i;
  }
  return fallback == NONE ? first : fallback;
}

Str words_text(const Doc *d, uint32_t first, uint32_t end) {
  return reading_text(d->r, word_at(d, first)->start, word_at(d, end - 1)->end);
}

bool gap_depends(const Doc *d, const Chunk *a, const Chunk *b) {
  uint32_t head = word_at(d, words_head(d->r, a->first, a->end))->head;
  return head != NONE && head >= b->first && head < b->end;
}

enum { LONGEST_GAP = 5 };

Gap gap_between(const Doc *d, const Chunk *a, const Chunk *b) {
  if (a->end == b->first) return GAP_NONE;
  if (b->first < a->end || b->first - a->end > LONGEST_GAP) return GAP_OTHER;
  Gap gap = GAP_ADJ;
  for (uint32_t i = a->end; i < b->first; i++) {
    const Word *w = word_at(d, i);
    if (w->upos == UPOS_ADP) {
      if (gap == GAP_COMMA || gap == GAP_PAREN || !(word_classes(d, w->form) >> WORDS_OF & 1)) return GAP_OTHER;
      gap = GAP_OF;
    } else if (w->upos == UPOS_PART && w->rel == REL_CASE) {
      gap = GAP_POSS;
    } else if (w->upos == UPOS_PUNCT) {
      char c = w->form.n ? w->form.p[0] : 0;
      if (c == '*') continue; /* the mark of an editorial footnote */
      if (gap == GAP_OF || (c != ',' && c != '(' && c != '-')) return GAP_OTHER;
      gap = c == ',' ? GAP_COMMA : c == '(' ? GAP_PAREN : gap;
    } else if (w->upos == UPOS_DET) {
      if (gap == GAP_ADJ) return GAP_OTHER;
    } else if (w->upos == UPOS_NOUN || w->upos == UPOS_PROPN) {
      bool modifies = w->rel == REL_COMPOUND || w->rel == REL_AMOD || w->rel == REL_FLAT;
      if (!modifies || w->head == NONE || w->head < i) return GAP_OTHER;
    } else if (w->upos != UPOS_ADJ && w->upos != UPOS_NUM && w->upos != UPOS_X &&
               !(w->upos == UPOS_VERB && w->rel == REL_AMOD)) {
      return GAP_OTHER;
    }
  }
  return gap;
}
