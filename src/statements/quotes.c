#include "statements/quotes.h"

#include "base/utf8.h"

/* Marks that close each other. STRAIGHT and APOSTROPHE look the same on both sides. */
typedef enum { NO_MARK, GUILLEMET, CURLY, LOW, ANGLE, STRAIGHT, SINGLE, APOSTROPHE } Family;
typedef enum { OPENS = 1, CLOSES = 2 } Side;

#define DEPTH 4

typedef struct {
  const Reading *r;
  Quotes *q;
  Str text;
  uint32_t paragraph, from, to;   /* the paragraph's bytes */
  uint32_t first_word, end_word;
  uint32_t stack[DEPTH], depth;   /* indexes into q->all */
  Family families[DEPTH];
  Family carried;                 /* open at the end of the paragraph before */
} Scan;

static uint32_t before(Str t, uint32_t from, uint32_t at) {
  if (at <= from) return ' ';
  uint32_t i = at - 1, n;
  while (i > from && ((unsigned char)t.p[i] & 0xc0) == 0x80) i--;
  return utf8_at(t, i, &n);
}

static uint32_t after(Str t, uint32_t to, uint32_t at) {
  uint32_t n;
  return at < to ? utf8_at(t, at, &n) : ' ';
}

static bool blank_or_open(uint32_t c) {
  return utf8_is_space(c) || c == '(' || c == '[' || c == 0x2014 || c == 0x2013 || c == '-' || c == '/' || c == 0xab || c == 0x201c;
}

static Family family_of(uint32_t c, uint32_t prev, uint32_t next, uint32_t *sides) {
  *sides = 0;
  switch (c) {
    case 0xab: return *sides = OPENS, GUILLEMET;
    case 0xbb: return *sides = CLOSES, GUILLEMET;
    case 0x201c: return *sides = OPENS | CLOSES, CURLY;
    case 0x201d: return *sides = OPENS | CLOSES, CURLY;
    case 0x201e: return *sides = OPENS, LOW;
    case 0x2039: return *sides = OPENS, ANGLE;
    case 0x203a: return *sides = CLOSES, ANGLE;
    case '"': return *sides = OPENS | CLOSES, STRAIGHT;
    case 0x2018: return *sides = OPENS, SINGLE;
    case 0x2019: case '\'':
      if (utf8_is_letter(prev) && utf8_is_letter(next)) return NO_MARK;
      if (!blank_or_open(prev) && !utf8_is_letter(next) && !utf8_is_digit(next)) *sides |= CLOSES;
      if (c == '\'' && blank_or_open(prev) && utf8_is_letter(next)) *sides |= OPENS;
      if (!*sides) return NO_MARK;
      return c == '\'' ? APOSTROPHE : SINGLE;
    default: return NO_MARK;
  }
}

static bool closes(Family open, Family mark) {
  return open == mark || (open == LOW && mark == CURLY) || (open == SINGLE && mark == APOSTROPHE);
}

/* Trims blanks and the comma that belongs to the sentence around; keeps what ends a sentence. */
static Span trim(Str t, uint32_t from, uint32_t to) {
  uint32_t n;
  while (from < to && utf8_is_space(utf8_at(t, from, &n))) from += n;
  while (from < to) {
    uint32_t c = before(t, from, to);
    if (!utf8_is_space(c) && c != ',') break;
    do to--;
    while (to > from && ((unsigned char)t.p[to] & 0xc0) == 0x80);
  }
  return (Span){from, to};
}

static void finish(Scan *s, uint32_t index, uint32_t inner_end, uint32_t end) {
  Quote *q = &s->q->all.at[index];
  q->end = end;
  q->inner = trim(s->text, q->inner.start, inner_end);
}

static void push(Scan *s, Family family, uint32_t at, uint32_t inner) {
  if (s->depth == DEPTH) return;
  uint32_t outer = s->depth ? s->stack[s->depth - 1] : NONE;
  Quote *q = vec_push(s->r->arena, &s->q->all);
  *q = (Quote){.start = at, .end = at, .inner = {inner, inner}, .paragraph = s->paragraph, .outer = outer};
  s->stack[s->depth] = s->q->all.n - 1;
  s->families[s->depth++] = family;
}

static uint32_t sentence_at(const Scan *s, uint32_t at) {
  const Reading *r = s->r;
  uint32_t lo = s->first_word, hi = s->end_word;
  while (lo < hi) {
    uint32_t mid = lo + (hi - lo) / 2;
    if (r->words.at[mid].end <= at) lo = mid + 1;
    else hi = mid;
  }
  return r->words.at[lo < s->end_word ? lo : s->end_word - 1].sentence;
}

/* A closing mark without its opening one: the quotation began with the paragraph's sentence, or in the paragraph before. */
static void orphan(Scan *s, Family family, uint32_t at, uint32_t n) {
  uint32_t start = s->carried == family ? s->from : s->r->sentences.at[sentence_at(s, at)].start;
  if (s->q->all.n && s->q->all.at[s->q->all.n - 1].end > start) return;
  if (start >= at) return;
  push(s, family, start, start);
  finish(s, s->stack[--s->depth], at, at + n);
}

static void close(Scan *s, Family family, uint32_t at, uint32_t n) {
  for (uint32_t d = s->depth; d-- > 0;) {
    if (!closes(s->families[d], family)) continue;
    while (s->depth > d) {
      s->depth--;
      bool apostrophe = s->depth > d && (s->families[s->depth] == APOSTROPHE || s->families[s->depth] == SINGLE);
      if (!apostrophe) finish(s, s->stack[s->depth], at, at + n);
    }
    return;
  }
  if (family == GUILLEMET || (family == CURLY && s->text.p[at + 2] == '\x9d')) orphan(s, family, at, n);
}

static bool is_open(const Scan *s, Family family) {
  for (uint32_t d = 0; d < s->depth; d++)
    if (closes(s->families[d], family)) return true;
  return false;
}

/* « “A” » may use “ to close („A“) and ” to open (”A”): what is open decides. */
static void mark(Scan *s, uint32_t at, uint32_t n) {
  uint32_t c = after(s->text, s->to, at), prev = before(s->text, s->from, at), next = after(s->text, s->to, at + n), sides;
  Family family = family_of(c, prev, next, &sides);
  if (family == NO_MARK) return;
  bool open = is_open(s, family);
  if (c == 0x201c && open && blank_or_open(prev) && !utf8_is_space(next)) open = false;
  if (c == '"' && open && blank_or_open(prev) && (utf8_is_letter(next) || utf8_is_digit(next))) open = false;
  if (c == 0x201d && !open && !(blank_or_open(prev) && utf8_is_letter(next))) sides = CLOSES;
  if ((sides & CLOSES) && (open || !(sides & OPENS))) close(s, family, at, n);
  else if (sides & OPENS) push(s, family, at, at + n);
}

static Family family_at(const Reading *r, uint32_t at) {
  uint32_t n, sides;
  if (at >= r->text.n) return NO_MARK;
  Family f = family_of(utf8_at(r->text, at, &n), ' ', 'a', &sides);
  return f;
}

/* What is still open when the paragraph ends: it goes on in the next paragraph, or its closing mark was forgotten. */
static void end_paragraph(Scan *s, uint32_t next_start, bool last) {
  s->carried = NO_MARK;
  while (s->depth > 0) {
    uint32_t index = s->stack[--s->depth];
    Family family = s->families[s->depth];
    Quote *q = &s->q->all.at[index];
    if (family == APOSTROPHE || family == SINGLE) { /* most likely an apostrophe */
      q->inner.end = q->inner.start;
      q->end = q->start;
      continue;
    }
    bool continues = !last && s->depth == 0 && family_at(s->r, next_start) == family && family != NO_MARK;
    if (continues) {
      finish(s, index, s->to, s->to);
      q->continues = true;
      s->carried = family;
      continue;
    }
    if (s->depth == 0) s->carried = family;
    uint32_t end = s->r->sentences.at[sentence_at(s, q->inner.start)].end;
    for (uint32_t i = index + 1; i < s->q->all.n; i++) {
      Quote *inside = &s->q->all.at[i];
      if (inside->start < end && inside->start > q->inner.start) end = inside->start;
      if (inside->outer == index) inside->outer = NONE;
    }
    q->open_ended = true;
    finish(s, index, end, end);
  }
}

static void measure(Quotes *quotes, const Reading *r) {
  uint32_t w = 0;
  for (uint32_t i = 0; i < quotes->all.n; i++) {
    Quote *q = &quotes->all.at[i];
    if (q->outer == NONE)
      while (w < r->words.n && r->words.at[w].start < q->inner.start) w++;
    uint32_t k = w;
    while (k < r->words.n && r->words.at[k].start < q->inner.start) k++;
    q->first_word = k;
    uint32_t n = 0;
    for (; k < r->words.n && r->words.at[k].start < q->inner.end; k++) {
      const Word *word = &r->words.at[k];
      if (q->outer == NONE) quotes->of_word[k] = i;
      n += word->upos != UPOS_PUNCT;
      q->finite |= word->morph.verbform == VERBFORM_FIN;
    }
    q->end_word = k;
    q->n_words = (uint16_t)(n < 60000 ? n : 60000);
    q->capital = utf8_capitalised(str_sub(r->text, q->inner.start, q->inner.end));
    if (q->outer == NONE) w = q->first_word;
  }
}

/* Compacts, and finds again what lies in what: unclosed marks have changed it. */
static void drop_empty(Quotes *quotes) {
  uint32_t kept = 0, stack[DEPTH], depth = 0;
  for (uint32_t i = 0; i < quotes->all.n; i++) {
    Quote q = quotes->all.at[i];
    if (q.inner.end <= q.inner.start) continue;
    while (depth > 0 && quotes->all.at[stack[depth - 1]].end <= q.start) depth--;
    q.outer = depth > 0 ? stack[depth - 1] : NONE;
    if (depth < DEPTH) stack[depth++] = kept;
    quotes->all.at[kept++] = q;
  }
  quotes->all.n = kept;
}

void quotes_find(Quotes *quotes, const Reading *r) {
  *quotes = (Quotes){0};
  quotes->of_word = ARENA_ARRAY(r->arena, r->words.n + 1, uint32_t);
  for (uint32_t i = 0; i < r->words.n; i++) quotes->of_word[i] = NONE;
  Scan s = {.r = r, .q = quotes, .text = r->text, .carried = NO_MARK};
  for (uint32_t i = 0; i < r->sentences.n;) {
    uint32_t k = i;
    const Sentence *first = &r->sentences.at[i];
    while (k < r->sentences.n && r->sentences.at[k].paragraph == first->paragraph) k++;
    const Sentence *last = &r->sentences.at[k - 1];
    s.paragraph = first->paragraph;
    s.from = first->start;
    s.to = last->end;
    s.first_word = first->first_word;
    s.end_word = last->first_word + last->n_words;
    s.depth = 0;
    if (s.first_word < s.end_word && first->kind != SENTENCE_FOOTNOTE) {
      for (uint32_t at = s.from, n = 1; at < s.to; at += n) {
        utf8_at(s.text, at, &n);
        mark(&s, at, n);
      }
      end_paragraph(&s, k < r->sentences.n ? r->sentences.at[k].start : r->text.n, k >= r->sentences.n);
    }
    i = k;
  }
  drop_empty(quotes);
  measure(quotes, r);
}
