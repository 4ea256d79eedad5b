#include "syntax/lexicon.h"

#include "base/utf8.h"

static char class_of(uint32_t c) {
  if (utf8_is_digit(c)) return 'd';
  if (utf8_is_upper(c)) return 'X';
  if (utf8_is_letter(c)) return 'x';
  return c < 0x80 ? (char)c : '?';
}

void fold_form(Str form, Folded *out) {
  out->n = out->points = out->shape_n = 0;
  out->capital = false;
  for (uint32_t i = 0, n; i < form.n && out->points < FOLDED_POINTS; i += n) {
    uint32_t c = utf8_at(form, i, &n);
    char k = class_of(c);
    uint32_t s = out->shape_n;
    if (s < sizeof out->shape && !(s > 1 && out->shape[s - 1] == k && out->shape[s - 2] == k)) {
      out->shape[out->shape_n++] = k;
    }
    if (!i) out->capital = k == 'X';
    out->at[out->points++] = (uint16_t)out->n;
    out->n += utf8_put(c == 0x2019 || c == 0x02bc ? '\'' : utf8_lower_of(c), out->p + out->n);
  }
  out->at[out->points] = (uint16_t)out->n;
}

static uint32_t common(const char *a, uint32_t an, Str b) {
  uint32_t n = 0;
  while (n < an && n < b.n && a[n] == b.p[n]) n++;
  while (n && ((n < an && ((unsigned char)a[n] & 0xc0) == 0x80) || (n < b.n && ((unsigned char)b.p[n] & 0xc0) == 0x80)))
    n--;
  return n;
}

bool rule_between(Str form, const Folded *folded, Str lemma, Rule *rule) {
  *rule = (Rule){0};
  uint32_t low = common(folded->p, folded->n, lemma), exact = common(form.p, form.n, lemma);
  rule->lower = low >= exact;
  uint32_t base = rule->lower ? folded->n : form.n, keep = rule->lower ? low : exact;
  if (base - keep > 255 || lemma.n - keep > sizeof rule->suffix || !lemma.n) return false;
  rule->cut = (uint8_t)(base - keep);
  rule->n = (uint8_t)(lemma.n - keep);
  memcpy(rule->suffix, lemma.p + keep, rule->n);
  return true;
}

uint32_t rule_apply(const Rule *rule, Str form, const Folded *folded, char *out) {
  const char *p = rule->lower ? folded->p : form.p;
  uint32_t n = rule->lower ? folded->n : form.n;
  if (rule->cut > n || n > LEMMA_MAX - 32 || rule->n > sizeof rule->suffix) return 0;
  n -= rule->cut;
  if (rule->cut && ((unsigned char)p[n] & 0xc0) == 0x80) return 0;
  memcpy(out, p, n);
  memcpy(out + n, rule->suffix, rule->n);
  return n + rule->n;
}

bool word_lexicon_bind(Lexicon *x, const LexiconSections *s) {
  *x = (Lexicon){0};
  if (!small_table_bind(&x->words, s->words) || !small_table_bind(&x->clusters, s->clusters)) return false;
  if (s->classes.n % 8 || s->analyses.n % sizeof(Analysis) || s->rules.n % sizeof(Rule)) return false;
  x->rules = (const Rule *)(const void *)s->rules.p;
  x->n_rules = (uint32_t)(s->rules.n / sizeof(Rule));
  x->analyses = (const Analysis *)(const void *)s->analyses.p;
  x->n_analyses = (uint32_t)(s->analyses.n / sizeof(Analysis));
  x->cluster_bits = (const uint32_t *)(const void *)s->cluster_bits.p;
  x->n_clusters = s->cluster_bits.n / 4;
  if (s->classes.n) {
    x->n_classes = s->classes.n / 8 - 1;
    x->class_at = (const uint32_t *)(const void *)s->classes.p;
    x->class_tags = x->class_at + x->n_classes + 1;
  }
  for (uint32_t i = 0; i < x->n_classes; i++)
    if (x->class_at[i] > x->class_at[i + 1] || x->class_at[i + 1] > x->n_analyses) return false;
  for (uint32_t i = 0; i < x->n_analyses; i++)
    if (x->analyses[i].rule >= x->n_rules) return false;
  for (uint32_t i = 0; i < x->n_rules; i++)
    if (x->rules[i].n > sizeof x->rules->suffix) return false;
  return true;
}

uint32_t lexicon_analyses(const Lexicon *x, const Folded *folded) {
  uint32_t k = small_table_get(&x->words, hash_piece(KEY_WORD, folded->p, folded->n));
  return k < x->n_classes ? k : NONE;
}

static void add(uint64_t key, uint32_t kind, uint64_t *keys, uint8_t *kinds, uint32_t *n) {
  keys[*n] = key;
  kinds[(*n)++] = (uint8_t)kind;
}

static void add_lexical(const Lexicon *x, Str form, const Folded *f, uint64_t *keys, uint8_t *kinds, uint32_t *n) {
  uint32_t k = lexicon_analyses(x, f);
  if (k == NONE) return;
  add(hash_number(FEATURE_TAGS, x->class_tags[k]), FEATURE_TAGS, keys, kinds, n);
  uint32_t first = NONE, found = 0;
  for (uint32_t i = x->class_at[k]; i < x->class_at[k + 1] && found < 2; i++) {
    if (x->analyses[i].rule == first) continue;
    char lemma[LEMMA_MAX];
    uint32_t length = rule_apply(&x->rules[x->analyses[i].rule], form, f, lemma);
    if (length) add(hash_piece(FEATURE_LEMMA, lemma, length), FEATURE_LEMMA, keys, kinds, n), found++;
    if (first == NONE) first = x->analyses[i].rule;
  }
}

bool lexicon_cluster(const Lexicon *x, Str form, const Folded *f, uint32_t *bits) {
  if (!x->clusters.cells) return false;
  uint32_t k = small_table_get(&x->clusters, hash_piece(KEY_WORD, form.p, form.n));
  if (k == NONE) k = small_table_get(&x->clusters, hash_piece(KEY_WORD, f->p, f->n));
  if (k >= x->n_clusters) return false;
  *bits = x->cluster_bits[k];
  return true;
}

static void add_clusters(const Lexicon *x, Str form, const Folded *f, uint64_t *keys, uint8_t *kinds, uint32_t *n) {
  static const uint32_t masks[] = {0xf, 0x3f, 0x3ff, UINT32_MAX};
  uint32_t bits;
  if (!lexicon_cluster(x, form, f, &bits)) return;
  for (uint32_t i = 0; i < 4; i++)
    add(hash_number(FEATURE_CLUSTER + i, bits & masks[i]), FEATURE_CLUSTER + i, keys, kinds, n);
}

uint32_t features_of(const Lexicon *x, Str form, const Folded *f, uint32_t flags, uint64_t *keys, uint8_t *kinds) {
  uint32_t n = 0;
  add(hash_piece(FEATURE_FORM, f->p, f->n), FEATURE_FORM, keys, kinds, &n);
  add_lexical(x, form, f, keys, kinds, &n);
  for (uint32_t i = 1; i <= 3 && i < f->points; i++)
    add(hash_piece(FEATURE_PREFIX + i, f->p, f->at[i]), FEATURE_PREFIX + i, keys, kinds, &n);
  for (uint32_t i = 1; i <= 5 && i < f->points; i++) {
    uint32_t at = f->at[f->points - i];
    add(hash_piece(FEATURE_SUFFIX + i, f->p + at, f->n - at), FEATURE_SUFFIX + i, keys, kinds, &n);
  }
  char shape[17];
  memcpy(shape, f->shape, f->shape_n);
  shape[f->shape_n] = flags & WORD_FIRST ? '^' : '.';
  add(hash_piece(FEATURE_SHAPE, shape, f->shape_n + 1), FEATURE_SHAPE, keys, kinds, &n);
  if (flags & (WORD_SPAN_FIRST | WORD_SPAN_LATER)) {
    add(hash_number(FEATURE_SPAN, flags & (WORD_SPAN_FIRST | WORD_SPAN_LATER)), FEATURE_SPAN, keys, kinds, &n);
  }
  add_clusters(x, form, f, keys, kinds, &n);
  return n;
}
