#include "serve/words.h"

#include "base/pack.h"
#include "base/utf8.h"

static bool of_word(uint32_t c) { return utf8_is_letter(c) || utf8_is_digit(c) || (c >= 0x300 && c <= 0x36f); }

/* The next run of letters and digits from *at on; empty at the end. */
static Str next_word(Str s, uint32_t *at) {
  uint32_t n = 0, i = *at;
  while (i < s.n && !of_word(utf8_at(s, i, &n))) i += n;
  uint32_t from = i;
  while (i < s.n && of_word(utf8_at(s, i, &n))) i += n;
  *at = i;
  return str_sub(s, from, i);
}

/* One group of the text between `from` and `to`. */
static const char *add_group(Words *w, Str part, bool without) {
  WordGroup g = {.without = without};
  uint32_t at = 0, last = 0;
  for (Str one = next_word(part, &at); one.n; one = next_word(part, &at)) {
    if (g.n == WORDS_MAX) return "has a phrase that is too long (16 words at most)";
    g.words[g.n++] = one;
    last = at;
  }
  if (!g.n) return NULL;
  if (w->n == WORDS_MAX) return "has too many words (16 at most)";
  g.beginning = last < part.n && part.p[last] == '*';
  w->groups[w->n++] = g;
  return NULL;
}

const char *words_parse(Arena *arena, Str typed, Words *w) {
  *w = (Words){0};
  typed = str_dup(arena, typed);
  for (uint32_t i = 0; i < typed.n;) {
    if (typed.p[i] == ' ') {
      i++;
      continue;
    }
    bool without = typed.p[i] == '-';
    i += without;
    bool phrase = i < typed.n && typed.p[i] == '"';
    uint32_t from = i + phrase, to = from;
    while (to < typed.n && typed.p[to] != (phrase ? '"' : ' ') && (phrase || typed.p[to] != '"')) to++;
    const char *why = add_group(w, str_sub(typed, from, to), without);
    if (why) return why;
    i = to + phrase;
  }
  for (uint32_t i = 0; i < w->n; i++)
    if (!w->groups[i].without) return NULL;
  return "has no word to look for";
}

static void put(Bytes *out, Str s) { bytes_add(out, s.p, s.n); }
#define PUT(literal) put(&out, STR(literal))

/* Words are letters and digits only: nothing in them can end a quotation. */
Str words_fts5(Arena *arena, const Words *w) {
  Bytes out;
  bytes_init(&out, arena);
  for (int without = 0; without < 2; without++) {
    for (uint32_t i = 0; i < w->n; i++) {
      const WordGroup *g = &w->groups[i];
      if (g->without != without) continue;
      if (out.n) put(&out, without ? STR(" NOT ") : STR(" AND "));
      PUT("\"");
      for (uint32_t k = 0; k < g->n; k++) {
        if (k) PUT(" ");
        put(&out, g->words[k]);
      }
      PUT("\"");
      if (g->beginning) PUT("*");
    }
  }
  bytes_add(&out, "", 1);
  return str_of(out.p, out.n - 1);
}

Str words_tsquery(Arena *arena, const Words *w) {
  Bytes out;
  bytes_init(&out, arena);
  for (uint32_t i = 0; i < w->n; i++) {
    const WordGroup *g = &w->groups[i];
    if (i) PUT(" & ");
    if (g->without) PUT("!");
    PUT("(");
    for (uint32_t k = 0; k < g->n; k++) {
      if (k) PUT(" <-> ");
      PUT("'");
      put(&out, g->words[k]);
      PUT("'");
      if (g->beginning && k + 1 == g->n) PUT(":*");
    }
    PUT(")");
  }
  bytes_add(&out, "", 1);
  return str_of(out.p, out.n - 1);
}

static bool is_hit(Arena *arena, const Words *w, Str word) {
  Str bare = utf8_bare(arena, word);
  for (uint32_t i = 0; i < w->n; i++) {
    const WordGroup *g = &w->groups[i];
    for (uint32_t k = 0; k < g->n && !g->without; k++) {
      Str wanted = utf8_bare(arena, g->words[k]);
      if (str_eq(bare, wanted) || (g->beginning && k + 1 == g->n && str_starts(bare, wanted))) return true;
    }
  }
  return false;
}

void words_hits(Arena *arena, const Words *w, Str text, void (*hit)(void *, uint32_t, uint32_t), void *context) {
  uint32_t at = 0, counted = 0, points = 0;
  for (Str one = next_word(text, &at); one.n; one = next_word(text, &at)) {
    uint32_t from = (uint32_t)(one.p - text.p);
    points += utf8_length(str_sub(text, counted, from));
    uint32_t end = points + utf8_length(one);
    if (is_hit(arena, w, one)) hit(context, points, end);
    points = end;
    counted = from + one.n;
  }
}
