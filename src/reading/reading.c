#include "reading/reading.h"

#include <stdarg.h>
#include <stdio.h>

Reading *reading_new(Arena *arena) {
  Reading *r = ARENA_NEW(arena, Reading);
  r->arena = arena;
  diags_init(&r->diags, arena);
  return r;
}

#define STEP 64u

void reading_set_text(Reading *r, Str text) {
  r->text = text;
  r->offsets = ARENA_ARRAY(r->arena, text.n / STEP + 2, uint32_t);
  uint32_t count = 0;
  for (uint32_t i = 0; i < text.n; i++) {
    if (i % STEP == 0) r->offsets[i / STEP] = count;
    count += ((unsigned char)text.p[i] & 0xc0) != 0x80;
  }
  if (text.n % STEP == 0) r->offsets[text.n / STEP] = count;
  r->characters = count;
}

uint32_t reading_offset(const Reading *r, uint32_t at) {
  if (at >= r->text.n) return r->characters;
  uint32_t count = r->offsets[at / STEP];
  for (uint32_t i = at / STEP * STEP; i < at; i++) count += ((unsigned char)r->text.p[i] & 0xc0) != 0x80;
  return count;
}

void reading_link(Reading *r) {
  for (uint32_t i = 0; i < r->words.n; i++) r->words.at[i].first_child = r->words.at[i].next_sibling = NONE;
  for (uint32_t i = 0; i < r->sentences.n; i++) r->sentences.at[i].root = NONE;
  /* Backwards, so that each child list comes out in word order. */
  for (uint32_t i = r->words.n; i-- > 0;) {
    Word *w = &r->words.at[i];
    if (w->head != NONE) {
      w->next_sibling = r->words.at[w->head].first_child;
      r->words.at[w->head].first_child = i;
    } else if (w->rel == REL_ROOT) {
      r->sentences.at[w->sentence].root = i;
    }
  }
}

uint32_t reading_child(const Reading *r, uint32_t word, Rel rel, Sub sub) {
  FOR_CHILDREN(r, word, c) {
    if (r->words.at[c].rel == rel && (sub == SUB_NONE || r->words.at[c].sub == sub)) return c;
  }
  return NONE;
}

bool entity_in_sectors(const Entity *e, const char *list) {
  for (uint32_t k = 0; k < e->n_sectors; k++)
    if (strstr(list, e->sector[k])) return true;
  return false;
}

uint32_t reading_antecedent(const Reading *r, uint32_t word) {
  enum { CLIMB = 24 };
  const Word *w = &r->words.at[word];
  if (w->upos != UPOS_PRON || w->morph.prontype != PRONTYPE_REL) return word;
  uint32_t at = word;
  for (uint32_t steps = 0; steps < CLIMB && r->words.at[at].head != NONE; steps++) {
    bool relative = r->words.at[at].rel == REL_ACL;
    at = r->words.at[at].head;
    if (relative) return at;
  }
  return word;
}

bool reading_below(const Reading *r, uint32_t word, uint32_t ancestor) {
  for (uint32_t steps = 0; word != NONE && steps <= r->words.n; steps++, word = r->words.at[word].head)
    if (word == ancestor) return true;
  return false;
}

void reading_subtree(const Reading *r, uint32_t word, uint32_t *first, uint32_t *last) {
  *first = *last = word;
  /* Depth-first without recursion: down to the first child, else on to the next sibling of the nearest ancestor. */
  uint32_t at = r->words.at[word].first_child;
  while (at != NONE) {
    if (at < *first) *first = at;
    if (at > *last) *last = at;
    uint32_t next = r->words.at[at].first_child;
    while (next == NONE && at != word) {
      next = r->words.at[at].next_sibling;
      at = r->words.at[at].head;
    }
    at = next;
  }
}

void reading_trace(Reading *r, const char *format, ...) {
  if (!r->trace_on) return;
  char line[1024];
  va_list args;
  va_start(args, format);
  vsnprintf(line, sizeof line, format, args);
  va_end(args);
  vec_add(r->arena, &r->trace, str_dup(r->arena, str(line)));
}
