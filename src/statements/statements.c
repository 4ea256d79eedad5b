#include "statements/statements.h"

#include <stdlib.h>

#include "statements/speech.h"

struct Statements {
  Cues cues;
  Modality *modality;
};

void statements_pack(PackWriter *writer, Arena *arena, const char *folder, Diags *diags) {
  cues_pack(writer, arena, str_format(arena, "%s/cues.txt", folder).p, "cue", diags);
  modality_pack(writer, arena, folder, diags);
}

Statements *statements_open(Arena *engine_arena, const Pack *lang, const Pack *world, Diags *diags) {
  (void)world;
  Statements *s = ARENA_NEW(engine_arena, Statements);
  s->modality = modality_open(engine_arena, lang, diags);
  return s->modality && cues_open(&s->cues, lang, "cue", diags) ? s : NULL;
}

/* The first and last word below each word, in one pass from the leaves up. */
static void extents(Speech *s) {
  const Reading *r = s->r;
  uint32_t n = r->words.n, *pending = ARENA_ARRAY(r->arena, n + 1, uint32_t);
  s->lo = ARENA_ARRAY(r->arena, n + 1, uint32_t);
  s->hi = ARENA_ARRAY(r->arena, n + 1, uint32_t);
  for (uint32_t i = 0; i < n; i++) {
    s->lo[i] = s->hi[i] = i;
    if (r->words.at[i].head != NONE) pending[r->words.at[i].head]++;
  }
  for (uint32_t i = 0; i < n; i++) {
    /* A leaf carries what it knows to its head, and on while heads have heard of all below them. */
    if (pending[i] || s->lo[i] == NONE) continue;
    uint32_t at = i;
    pending[at] = NONE;
    for (uint32_t head = r->words.at[at].head; head != NONE; head = r->words.at[at].head) {
      if (s->lo[at] < s->lo[head]) s->lo[head] = s->lo[at];
      if (s->hi[at] > s->hi[head]) s->hi[head] = s->hi[at];
      if (--pending[head]) break;
      pending[head] = NONE;
      at = head;
    }
  }
}

static void index_mentions(Speech *s) {
  const Reading *r = s->r;
  s->cover = ARENA_ARRAY(r->arena, r->words.n + 1, uint32_t);
  s->date_of = ARENA_ARRAY(r->arena, r->words.n + 1, uint32_t);
  s->cue_at = ARENA_ARRAY(r->arena, r->words.n + 1, uint32_t);
  for (uint32_t i = 0; i <= r->words.n; i++) s->cover[i] = s->date_of[i] = s->cue_at[i] = NONE;
  for (uint32_t m = 0; m < r->mentions.n; m++) {
    const Mention *a = &r->mentions.at[m];
    for (uint32_t w = a->first_word; w < a->end_word && w < a->first_word + 64; w++) {
      const Mention *b = s->cover[w] == NONE ? NULL : &r->mentions.at[s->cover[w]];
      if (!b || a->end_word - a->first_word < b->end_word - b->first_word) s->cover[w] = m;
    }
  }
  for (uint32_t d = 0; d < r->dates.n; d++)
    if (r->dates.at[d].first_word < r->words.n) s->date_of[r->dates.at[d].first_word] = d;
}

static int by_start(const void *a, const void *b) {
  const Statement *x = a, *y = b;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  if (x->end != y->end) return x->end > y->end ? -1 : 1;
  return x->cue_word < y->cue_word ? -1 : x->cue_word > y->cue_word;
}

void statements_read(const Statements *statements, Reading *r) {
  Speech s = {.cues = &statements->cues, .modality = statements->modality, .r = r, .last_speaker = NONE};
  map_init(&s.made, r->arena);
  quotes_find(&s.quotes, r);
  extents(&s);
  index_mentions(&s);
  speech_find_cues(&s);
  speech_attach(&s);
  if (r->statements.n) qsort(r->statements.at, r->statements.n, sizeof *r->statements.at, by_start);
  labels_read(r);
}

#define LOOK_BACK 64

uint32_t statement_at(const Reading *r, uint32_t word) {
  if (word >= r->words.n) return NONE;
  uint32_t at = r->words.at[word].start, lo = 0, hi = r->statements.n, best = NONE;
  while (lo < hi) {
    uint32_t mid = lo + (hi - lo) / 2;
    if (r->statements.at[mid].start <= at) lo = mid + 1;
    else hi = mid;
  }
  for (uint32_t i = lo, seen = 0; i-- > 0 && seen < LOOK_BACK; seen++) {
    const Statement *st = &r->statements.at[i];
    if (!st->content.end || at < st->content.start || at >= st->content.end || st->cue_word == word) continue;
    uint32_t size = st->content.end - st->content.start;
    if (best == NONE || size < r->statements.at[best].content.end - r->statements.at[best].content.start) best = i;
  }
  return best;
}
