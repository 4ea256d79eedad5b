#include "store/near.h"

#include <string.h>

#define RUN 3u      /* words */
#define CLASSES 80u
#define ROWS (CLASSES / NEAR_BANDS)
#define EMPTY UINT32_MAX

/* Of the runs of both, so many parts in 100 are common at least: a text cut by half keeps 50. */
#define COMMON 38
/* Of the shorter text's runs, so many parts in 100 are in the longer too. */
#define SHARED 62
#define SHARED_IF_BARE 80 /* where there are too few names and figures to tell stories apart, or too few words */
#define FEW_ANCHORS 6
#define FEW_WORDS 30
/* Of the names and figures of the text that has fewer, beyond what two filters of their fullness share by chance. */
#define ANCHORED 60

static bool upper(unsigned char c) { return c - (unsigned)'A' < 26u; }
static bool digit(unsigned char c) { return c - (unsigned)'0' < 10u; }
static bool letter(unsigned char c) { return c >= 0x80 || (c | 0x20u) - (unsigned)'a' < 26u || digit(c); }

static uint64_t mix(uint64_t h) {
  h = (h ^ (h >> 32)) * 0xd6e8feb86659fd93u;
  h = (h ^ (h >> 32)) * 0xd6e8feb86659fd93u;
  return h ^ (h >> 32);
}

typedef struct {
  uint32_t least[CLASSES];
  uint64_t window[RUN], anchors[2];
  uint32_t words;
} Making;

static void take(Making *m, uint64_t hash) {
  uint64_t h = mix(hash);
  uint32_t class = (uint32_t)(((h >> 32) * CLASSES) >> 32), value = (uint32_t)h >> 1;
  if (value < m->least[class]) m->least[class] = value;
}

static void take_run(Making *m) {
  uint64_t run = 0;
  for (uint32_t k = 0; k < RUN; k++) run = (run * 0x9e3779b97f4a7c15u) + m->window[(m->words + k) % RUN];
  take(m, run);
}

/* Capitals that begin a sentence tell no names: a capital counts behind a blank or an apostrophe that follows a word. */
static bool is_anchor(Str s, uint32_t from, uint32_t end) {
  unsigned char c = (unsigned char)s.p[from];
  if (digit(c)) return true;
  bool capital = upper(c) || (c == 0xc3 && end > from + 1 && (unsigned char)s.p[from + 1] - 0x80u < 0x1fu);
  return capital && end - from > 2 && from >= 2 && (s.p[from - 1] == ' ' || s.p[from - 1] == '\'') && letter((unsigned char)s.p[from - 2]);
}

static void read_words(Making *m, Str s) {
  for (uint32_t i = 0; i < s.n;) {
    uint64_t h = 0xcbf29ce484222325u;
    uint32_t from = i;
    while (i < s.n && letter((unsigned char)s.p[i])) {
      unsigned char c = (unsigned char)s.p[i++];
      h = (h ^ (upper(c) ? c | 0x20u : c)) * 0x100000001b3u;
    }
    if (i == from) {
      i++;
      continue;
    }
    if (is_anchor(s, from, i)) {
      uint64_t at = mix(h) & 127;
      m->anchors[at / 64] |= UINT64_C(1) << (at % 64);
    }
    m->window[m->words++ % RUN] = h;
    if (m->words >= RUN) take_run(m);
  }
}

/* An empty class takes the value of one that is not, the same for all texts in which both stand so. */
static void fill_empty(const uint32_t least[CLASSES], uint32_t filled[CLASSES]) {
  for (uint32_t i = 0; i < CLASSES; i++) {
    uint32_t from = i;
    for (uint64_t turn = 1; least[from] == EMPTY; turn++) from = (uint32_t)(mix((turn * CLASSES) + i) % CLASSES);
    filled[i] = least[from];
  }
}

bool near_sketch(Str text, Sketch *sketch, int64_t bands[NEAR_BANDS]) {
  Making m = {.words = 0};
  memset(m.least, 0xff, sizeof m.least);
  read_words(&m, text);
  *sketch = (Sketch){.words = m.words, .anchors = {m.anchors[0], m.anchors[1]}};
  if (!m.words) return false;
  if (m.words < RUN) take_run(&m);
  uint32_t filled[CLASSES];
  fill_empty(m.least, filled);
  for (uint32_t i = 0; i < NEAR_BANDS; i++) {
    uint64_t h = i;
    for (uint32_t k = 0; k < ROWS; k++) h = mix(h ^ filled[(i * ROWS) + k]);
    bands[i] = (int64_t)(h & 0x7fffffff); /* four bytes in SQLite */
  }
  for (uint32_t i = 0; i < NEAR_WORDS * 8; i++) sketch->low[i / 8] |= (uint64_t)(filled[i] & 0xff) << (i % 8 * 8);
  return true;
}

static uint32_t agreeing(const Sketch *a, const Sketch *b) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < NEAR_WORDS; i++) {
    uint64_t differ = a->low[i] ^ b->low[i];
    for (uint32_t k = 0; k < 8; k++) n += !((differ >> (8 * k)) & 0xff);
  }
  return n;
}

static uint32_t bits(const uint64_t x[2]) { return (uint32_t)(__builtin_popcountll(x[0]) + __builtin_popcountll(x[1])); }

static bool same_anchors(const Sketch *a, const Sketch *b, uint32_t na, uint32_t nb) {
  const uint64_t both[2] = {a->anchors[0] & b->anchors[0], a->anchors[1] & b->anchors[1]};
  double fewer = na < nb ? na : nb, chance = (double)na * nb / 128;
  return bits(both) - chance >= ANCHORED / 100.0 * (fewer - chance);
}

bool near_same(const Sketch *a, const Sketch *b) {
  if (!a->words || !b->words) return false;
  double shared = agreeing(a, b) / (8.0 * NEAR_WORDS), fewer = a->words < b->words ? a->words : b->words;
  if (100 * shared < COMMON) return false;
  /* From the share of the runs of both to that of the shorter one's. */
  double of_shorter = 100 * shared / (1 + shared) * ((double)a->words + b->words) / fewer;
  uint32_t na = bits(a->anchors), nb = bits(b->anchors);
  bool bare = na < FEW_ANCHORS || nb < FEW_ANCHORS || fewer < FEW_WORDS;
  return of_shorter >= (bare ? SHARED_IF_BARE : SHARED) && (bare || same_anchors(a, b, na, nb));
}
