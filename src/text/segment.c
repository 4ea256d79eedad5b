#include "text/segment.h"

#include <stdlib.h>

#include "base/utf8.h"

static const char *const SHAPES[SHAPE_COUNT] = {"none", "lower", "capital", "upper", "initial", "number", "mixed",
                                                "stop", "dots", "mark", "colon", "semicolon", "comma", "dash",
                                                "quote", "open", "close", "open-quote", "close-quote", "symbol"};

static uint32_t mix(uint32_t h, uint32_t value) {
  h ^= value + 0x9e3779b9u + (h << 6) + (h >> 2);
  h *= 0x85ebca6bu;
  return h ^ h >> 15;
}

static uint32_t key_of(uint32_t template, const Value values[FEATURE_VALUES]) {
  uint32_t h = mix(0x811c9dc5u, template);
  for (uint32_t i = 0; i < FEATURE_VALUES; i++) h = mix(mix(h, values[i].kind), values[i].hash);
  return h ? h : 1;
}

typedef struct {
  Str all;
  const Tokens *tokens;
  uint32_t k;
  Features *out;
} Emit;

static const Token *token(const Emit *e, int offset) {
  int64_t i = (int64_t)e->k + offset;
  return i < 0 || i >= e->tokens->n ? NULL : &e->tokens->at[i];
}

static uint32_t ref(const Emit *e, int offset) { return token(e, offset) ? (uint32_t)((int64_t)e->k + offset) : NONE; }

static Value word(const Emit *e, int offset) {
  const Token *t = token(e, offset);
  return (Value){VALUE_WORD, ref(e, offset), t ? t->word : (uint32_t)str_hash((Str){"", 0})};
}

/* The last three letters, folded. */
static Str suffix_text(Str all, const Token *t, char buffer[FOLD_MAX]) {
  uint32_t from = t->end, letters = 0;
  while (from > t->start && letters < 3) {
    do from--;
    while (from > t->start && ((unsigned char)all.p[from] & 0xc0) == 0x80);
    letters++;
  }
  return lex_fold(str_sub(all, from, t->end), buffer);
}

static Value suffix(const Emit *e, int offset) {
  char buffer[FOLD_MAX];
  const Token *t = token(e, offset);
  Str s = t ? suffix_text(e->all, t, buffer) : (Str){"", 0};
  return (Value){VALUE_SUFFIX, ref(e, offset), (uint32_t)str_hash(s)};
}

/* The shapes of `n` tokens from `offset` on, five bits each. */
static Value shapes(const Emit *e, int offset, int n) {
  uint32_t packed = 0;
  for (int i = 0; i < n; i++) {
    const Token *t = token(e, offset + i);
    packed = packed << 5 | (t ? t->shape : SHAPE_NONE);
  }
  packed |= (uint32_t)n << 25;
  return (Value){VALUE_SHAPES, packed, packed};
}

static Value number_value(uint32_t n) { return (Value){VALUE_NUMBER, n, n}; }
static const Value NOTHING = {VALUE_NONE, 0, 0};

static void emit(Emit *e, uint32_t template, Value a, Value b, Value c) {
  Feature *f = &e->out->at[e->out->n++];
  *f = (Feature){.template = template, .values = {a, b, c}};
  f->key = key_of(template, f->values);
}

void progress_start(Progress *p, uint32_t first) {
  *p = (Progress){.first = first, .next_final = first ? p->next_final : 0};
}

void progress_add(Progress *p, const Token *t) {
  switch (t->shape) {
    case SHAPE_OPEN: p->brackets++; break;
    case SHAPE_CLOSE: p->brackets -= p->brackets > 0; break;
    case SHAPE_OPEN_QUOTE: p->guillemets++; break;
    case SHAPE_CLOSE_QUOTE: p->guillemets -= p->guillemets > 0; break;
    case SHAPE_QUOTE: p->quote = !p->quote; break;
    case SHAPE_LOWER: p->lower = true; break;
    default: break;
  }
}

static bool may_begin(const Token *t) {
  switch (t->shape) {
    case SHAPE_LOWER: case SHAPE_COMMA: case SHAPE_CLOSE: case SHAPE_STOP: case SHAPE_MARK: case SHAPE_SEMICOLON:
    case SHAPE_COLON: case SHAPE_CLOSE_QUOTE: return false;
    default: return t->space_before;
  }
}

bool boundary_candidate(const Tokens *tokens, uint32_t k) {
  if (k + 1 >= tokens->n) return false;
  const Token *t = &tokens->at[k];
  switch (t->shape) {
    case SHAPE_STOP: case SHAPE_DOTS: case SHAPE_MARK: case SHAPE_COLON: case SHAPE_SEMICOLON: case SHAPE_DASH:
    case SHAPE_QUOTE: case SHAPE_CLOSE: case SHAPE_CLOSE_QUOTE: case SHAPE_SYMBOL: return true;
    default: return t->flags & LEX_ABBREVIATION || may_begin(t + 1);
  }
}

static uint32_t bucket(uint32_t n) { return n < 4 ? n : n < 8 ? 4 : n < 16 ? 5 : n < 32 ? 6 : n < 64 ? 7 : 8; }

/* Whether this word and the next are known in small letters, which names are not. */
static uint32_t common_around(const Text *text, const Emit *e) {
  uint32_t found = 0;
  for (int i = 0; i < 3; i++) {
    Value values[FEATURE_VALUES] = {word(e, i), NOTHING, NOTHING};
    found = found << 1 | (lex_weight(text, key_of(TEMPLATE_COMMON, values)) > 0);
  }
  return found;
}

static bool is_final(const Token *t) { return t->shape == SHAPE_STOP || t->shape == SHAPE_MARK || t->shape == SHAPE_DOTS; }

/* How far it is to the next final mark: each token is looked at once in a block. */
static uint32_t stretch_ahead(const Tokens *tokens, uint32_t k, Progress *p) {
  if (p->next_final <= k) p->next_final = k + 1;
  while (p->next_final < tokens->n && !is_final(&tokens->at[p->next_final])) p->next_final++;
  return bucket(p->next_final - k - 1);
}

void common_feature(Str all, const Tokens *tokens, uint32_t k, Features *out) {
  Emit e = {all, tokens, k, out};
  out->n = 0;
  emit(&e, TEMPLATE_COMMON, word(&e, 0), NOTHING, NOTHING);
}

void boundary_features(const Text *text, Str all, const Tokens *tokens, uint32_t k, Progress *p,
                       Features *out) {
  Emit e = {all, tokens, k, out};
  const Token *t = &tokens->at[k];
  Value pair = shapes(&e, 0, 2);
  uint32_t space = token(&e, 1) && token(&e, 1)->space_before;
  uint32_t kind = (t->flags & LEX_ABBREVIATION ? 1 : 0) | (t->flags & LEX_TITLE ? 2 : 0);
  if (t->flags & LEX_NUMBERED && all.p[t->end - 1] == '.') kind = 3;
  uint32_t inside = (p->brackets ? 1 : 0) | (p->guillemets ? 2 : 0) | (p->quote ? 4 : 0);
  out->n = 0;
  emit(&e, 0, pair, number_value(space), NOTHING);
  emit(&e, 1, shapes(&e, -1, 4), NOTHING, NOTHING);
  emit(&e, 2, shapes(&e, -2, 4), NOTHING, NOTHING);
  emit(&e, 3, shapes(&e, -1, 2), number_value(space), NOTHING);
  emit(&e, 4, word(&e, 0), shapes(&e, 1, 1), NOTHING);
  emit(&e, 5, word(&e, -1), pair, NOTHING);
  emit(&e, 6, word(&e, 1), shapes(&e, 0, 1), NOTHING);
  emit(&e, 7, word(&e, 0), word(&e, 1), NOTHING);
  emit(&e, 8, word(&e, 2), pair, NOTHING);
  emit(&e, 9, number_value(inside), pair, NOTHING);
  emit(&e, 10, number_value(bucket(k - p->first)), pair, NOTHING);
  emit(&e, 11, word(&e, -1), word(&e, 0), NOTHING);
  emit(&e, 12, suffix(&e, -1), pair, NOTHING);
  emit(&e, 13, number_value(kind), shapes(&e, 1, 1), NOTHING);
  emit(&e, 14, word(&e, 1), word(&e, 2), NOTHING);
  emit(&e, 15, number_value(p->lower), shapes(&e, 0, 3), NOTHING);
  emit(&e, 16, shapes(&e, 0, 3), number_value(space), NOTHING);
  emit(&e, 17, number_value(inside), shapes(&e, -1, 3), NOTHING);
  emit(&e, 18, suffix(&e, 0), pair, NOTHING);
  emit(&e, 19, suffix(&e, 2), pair, NOTHING);
  emit(&e, 20, word(&e, (int)p->first - (int)k), pair, number_value(k - p->first < 20));
  emit(&e, 21, word(&e, 0), NOTHING, NOTHING);
  emit(&e, 22, word(&e, 1), NOTHING, NOTHING);
  Value common = number_value(common_around(text, &e)), ahead = number_value(stretch_ahead(tokens, k, p));
  Value behind = number_value(bucket(k - p->first));
  emit(&e, 23, suffix(&e, 1), pair, NOTHING);
  emit(&e, 24, common, pair, number_value(p->lower));
  emit(&e, 25, common, shapes(&e, -1, 4), NOTHING);
  emit(&e, 26, ahead, pair, common);
  emit(&e, 27, behind, ahead, pair);
  emit(&e, 28, suffix(&e, 0), suffix(&e, 1), pair);
  emit(&e, 29, number_value(inside), common, pair);
  if (!kind) return;
  emit(&e, 30, number_value(kind), common, shapes(&e, 1, 1));
  emit(&e, 31, number_value(kind), word(&e, 1), NOTHING);
}

/* 0 where no contraction stands shortly before; else how it was read, and how far away it is. */
static uint32_t last_read(uint32_t k, const Contraction *last) {
  if (last->token == NONE || last->token >= k || k - last->token > 12) return 0;
  return 1 + last->stays + (k - last->token < 5 ? 2 : 0);
}

void contraction_features(Str all, const Tokens *tokens, uint32_t k, const Contraction *last, Features *out) {
  Emit e = {all, tokens, k, out};
  Value self = word(&e, 0), before = number_value(last_read(k, last));
  out->n = 0;
  emit(&e, 40, self, NOTHING, NOTHING);
  emit(&e, 41, self, word(&e, -1), NOTHING);
  emit(&e, 42, self, word(&e, 1), NOTHING);
  emit(&e, 43, self, suffix(&e, -1), NOTHING);
  emit(&e, 44, self, suffix(&e, 1), NOTHING);
  emit(&e, 45, self, shapes(&e, -1, 3), NOTHING);
  emit(&e, 46, self, word(&e, -2), NOTHING);
  emit(&e, 47, self, word(&e, -2), word(&e, -1));
  emit(&e, 48, self, suffix(&e, -2), suffix(&e, -1));
  emit(&e, 49, self, suffix(&e, -1), suffix(&e, 1));
  emit(&e, 50, self, word(&e, 2), NOTHING);
  emit(&e, 51, self, suffix(&e, 2), NOTHING);
  emit(&e, 52, self, suffix(&e, 1), suffix(&e, 2));
  emit(&e, 53, self, word(&e, -1), word(&e, 1));
  emit(&e, 54, self, word(&e, -3), suffix(&e, -1));
  emit(&e, 55, self, suffix(&e, -2), NOTHING);
  emit(&e, 56, self, suffix(&e, -3), suffix(&e, -1));
  emit(&e, 57, self, shapes(&e, -2, 2), word(&e, -1));
  emit(&e, 58, before, word(&e, -1), NOTHING);
  emit(&e, 59, before, self, shapes(&e, -1, 1));
  emit(&e, 61, before, word(&e, -1), suffix(&e, 1));
}

float features_score(const Text *text, const Features *features) {
  float sum = 0;
  for (uint32_t i = 0; i < features->n; i++) sum += lex_weight(text, features->at[i].key);
  return sum;
}

/* Names in the weights file: a letter for the kind, then the value; signs of the file's own are written %hh. */

static bool special(unsigned char c) { return c <= ' ' || c == '|' || c == '#' || c == ';' || c == '%'; }

static Str escape(Arena *arena, char kind, Str s) {
  char *out = arena_raw(arena, (size_t)s.n * 3 + 2);
  uint32_t o = 0;
  out[o++] = kind;
  for (uint32_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    if (special(c)) {
      out[o++] = '%';
      out[o++] = "0123456789abcdef"[c >> 4];
      out[o++] = "0123456789abcdef"[c & 15];
    } else {
      out[o++] = (char)c;
    }
  }
  return str_of(out, o);
}

static uint32_t hex(char c) { return c >= 'a' ? (uint32_t)(c - 'a' + 10) : (uint32_t)(c - '0'); }

static Str unescape(Arena *arena, Str s) {
  char *out = arena_raw(arena, (size_t)s.n + 1);
  uint32_t o = 0;
  for (uint32_t i = 0; i < s.n; i++) {
    if (s.p[i] == '%' && i + 2 < s.n) {
      out[o++] = (char)(hex(s.p[i + 1]) << 4 | hex(s.p[i + 2]));
      i += 2;
    } else {
      out[o++] = s.p[i];
    }
  }
  return str_of(out, o);
}

static Str value_name(Arena *arena, Str all, const Tokens *tokens, const Value *v) {
  char buffer[FOLD_MAX];
  const Token *t = (v->kind == VALUE_WORD || v->kind == VALUE_SUFFIX) && v->ref != NONE ? &tokens->at[v->ref] : NULL;
  switch (v->kind) {
    case VALUE_NONE: return STR("-");
    case VALUE_WORD: return escape(arena, 'w', t ? lex_fold(str_sub(all, t->start, t->end), buffer) : (Str){"", 0});
    case VALUE_SUFFIX: return escape(arena, 'x', t ? suffix_text(all, t, buffer) : (Str){"", 0});
    case VALUE_NUMBER: return str_format(arena, "n%u", v->ref);
    case VALUE_SHAPES: break;
  }
  Str name = STR("s");
  for (uint32_t n = v->ref >> 25; n-- > 0;)
    name = str_format(arena, "%.*s%s%s", (int)name.n, name.p, name.n > 1 ? "," : "", SHAPES[v->ref >> (5 * n) & 31]);
  return name;
}

Str feature_name(Arena *arena, Str all, const Tokens *tokens, const Feature *feature) {
  Str a = value_name(arena, all, tokens, &feature->values[0]);
  Str b = value_name(arena, all, tokens, &feature->values[1]);
  Str c = value_name(arena, all, tokens, &feature->values[2]);
  return str_format(arena, "%u | %.*s | %.*s | %.*s", feature->template, (int)a.n, a.p, (int)b.n, b.p, (int)c.n, c.p);
}

static bool parse_value(Arena *arena, Str name, Value *v) {
  *v = (Value){0};
  if (str_is(name, "-")) return true;
  if (!name.n) return false;
  Str rest = str_sub(name, 1, name.n), part;
  switch (name.p[0]) {
    case 'w':
    case 'x':
      v->kind = name.p[0] == 'w' ? VALUE_WORD : VALUE_SUFFIX;
      v->hash = (uint32_t)str_hash(unescape(arena, rest));
      return true;
    case 'n':
      v->kind = VALUE_NUMBER;
      v->hash = (uint32_t)strtoul(str_dup(arena, rest).p, NULL, 10);
      return true;
    case 's': break;
    default: return false;
  }
  v->kind = VALUE_SHAPES;
  uint32_t n = 0;
  while (rest.n && n < 5 && str_split(&rest, ',', &part)) {
    uint32_t shape = 0;
    while (shape < SHAPE_COUNT && !str_is(part, SHAPES[shape])) shape++;
    if (shape == SHAPE_COUNT) return false;
    v->hash = v->hash << 5 | shape;
    n++;
  }
  v->hash |= n << 25;
  return n > 0;
}

uint32_t feature_key_named(Arena *arena, const Str columns[1 + FEATURE_VALUES]) {
  Value values[FEATURE_VALUES];
  for (uint32_t i = 0; i < FEATURE_VALUES; i++)
    if (!parse_value(arena, columns[1 + i], &values[i])) return 0;
  return key_of((uint32_t)strtoul(str_dup(arena, columns[0]).p, NULL, 10), values);
}
