/* lexicon.c: word lists, inventories and lemma tables of a model. */
#include <stdlib.h>

#include "base/source.h"
#include "base/utf8.h"
#include "io/conllu.h"
#include "syntax/lemma.h"
#include "train/learn.h"

bool treebank_read(Arena *arena, Str path, Treebank *out, Diags *diags) {
  Source source;
  *out = (Treebank){.path = path};
  if (!source_open(&source, arena, path.p, diags)) return false;
  ConlluReader reader;
  conllu_open(&reader, path, source.rest, diags);
  reader.one_sentence = true;
  Vec(Reading *) all = {0};
  for (;;) {
    Reading *r = reading_new(arena);
    if (!conllu_next(&reader, r)) break;
    if (r->words.n) vec_add(arena, &all, r);
  }
  out->sentences = all.at;
  out->n = all.n;
  return true;
}

static uint32_t numbered(Map *map, Str key) {
  bool fresh;
  uint32_t *v = map_put(map, key, &fresh);
  if (fresh) *v = map->entries.n - 1;
  return *v;
}

static Str tag_name(Arena *arena, const char *upos, Str feats) {
  return str_format(arena, "%s|%.*s", upos, (int)feats.n, feats.p ? feats.p : "");
}

static uint8_t upos_of(Str tag) {
  Str rest = tag, upos = {0};
  str_split(&rest, '|', &upos);
  return (uint8_t)upos_parse(upos);
}

static Str feats_of(Str tag) {
  uint32_t bar = str_find(tag, STR("|"));
  return str_sub(tag, bar + 1, tag.n);
}

void learn_inventories(Learner *l) {
  map_init(&l->tags, l->arena);
  map_init(&l->labels, l->arena);
  map_init(&l->lextags, l->arena);
  map_init(&l->rules, l->arena);
  Map seen;
  map_init(&seen, l->arena);
  for (int pass = 0; pass < 2; pass++)
    for (uint32_t b = 0; b < l->n_banks; b++)
      for (uint32_t s = 0; s < l->banks[b].n; s++) {
        const Reading *r = l->banks[b].sentences[s];
        for (uint32_t i = 0; i < r->words.n; i++) {
          const Word *w = &r->words.at[i];
          Str tag = tag_name(l->arena, upos_name(w->upos), w->feats);
          if (!pass) {
            ++*map_put(&seen, tag, NULL);
            numbered(&l->labels, w->deprel);
          } else if (*map_get(&seen, tag) > 2) {
            numbered(&l->tags, tag);
          }
        }
      }
  Syntax *x = &l->known;
  x->c.n_tags = l->tags.entries.n;
  x->c.n_labels = l->labels.entries.n;
  x->c.root_label = numbered(&l->labels, STR("root"));
  uint8_t *upos = arena_raw(l->arena, x->c.n_tags);
  for (uint32_t i = 0; i < x->c.n_tags; i++) upos[i] = upos_of(l->tags.entries.at[i].key);
  x->tag_upos = upos;
}

static uint32_t rule_number(Learner *l, const Rule *rule) {
  Str key = str_dup(l->arena, str_of((const char *)rule, sizeof *rule));
  uint32_t n = numbered(&l->rules, key);
  if (n == l->rule.n) vec_add(l->arena, &l->rule, *rule);
  return n;
}

static bool has_feature(Str feats, Str name, Str *value) {
  Str rest = feats, part;
  while (rest.n && str_split(&rest, '|', &part)) {
    Str v = part, k;
    if (str_split(&v, '=', &k) && str_eq(k, name)) return *value = v, true;
  }
  return false;
}

/* How well an analysis of the lexicon fits a tag: 0 not at all. */
static uint8_t fit(Str lex, Str tag) {
  uint8_t a = upos_of(lex), b = upos_of(tag);
  bool verbal = (a == UPOS_VERB || a == UPOS_AUX) && (b == UPOS_VERB || b == UPOS_AUX);
  bool participle = a == UPOS_VERB && b == UPOS_ADJ && str_find(lex, STR("VerbForm=Part")) != NONE;
  if (a != b && !verbal && !participle) return 0;
  int score = a == b ? 60 : verbal ? 50 : 0;
  if (participle) return 0;
  Str rest = feats_of(lex), part;
  while (rest.n && str_split(&rest, '|', &part)) {
    Str v = part, k, other;
    if (!str_split(&v, '=', &k) || !has_feature(feats_of(tag), k, &other)) continue;
    score += str_eq(v, other) ? 4 : -6;
  }
  return (uint8_t)(score < 1 ? 1 : score);
}

static void make_compat(Learner *l) {
  bytes_init(&l->compat, l->arena);
  for (uint32_t i = 0; i < l->lextags.entries.n; i++)
    for (uint32_t t = 0; t < l->tags.entries.n; t++) {
      uint8_t f = fit(l->lextags.entries.at[i].key, l->tags.entries.at[t].key);
      bytes_add(&l->compat, &f, 1);
    }
  l->known.c.n_lextags = l->lextags.entries.n;
  l->known.compat = (const uint8_t *)l->compat.p;
}

static void small_table_build(Bytes *out, const Map *keys) {
  uint32_t n = 16;
  while (n * 0.85 < keys->entries.n) n *= 2;
  for (;; n *= 2) {
    uint32_t *cells = ARENA_ARRAY(out->arena, n, uint32_t);
    bool ok = true;
    for (uint32_t i = 0; ok && i < keys->entries.n; i++) {
      if (keys->entries.at[i].value >= 65535) continue;
      Str k = keys->entries.at[i].key;
      uint64_t h = hash_piece(KEY_WORD, k.p, k.n);
      uint32_t at = (uint32_t)h & (n - 1), probe = 0;
      while (cells[at] && probe < TABLE_PROBES) at = (at + 1) & (n - 1), probe++;
      ok = probe < TABLE_PROBES;
      if (ok) cells[at] = (uint32_t)(h >> 48) << 16 | (keys->entries.at[i].value + 1);
    }
    if (!ok) continue;
    bytes_init(out, out->arena);
    bytes_add(out, cells, n * sizeof *cells);
    return;
  }
}

typedef struct {
  Vec(Analysis) all;
} FormEntry;

static int by_tag(const void *a, const void *b) {
  const Analysis *x = a, *y = b;
  return x->tag != y->tag ? (x->tag > y->tag) - (x->tag < y->tag) : (x->rule > y->rule) - (x->rule < y->rule);
}

static void make_classes(Learner *l, Map *forms, FormEntry *entries) {
  Map classes, sets;
  map_init(&classes, l->arena);
  map_init(&sets, l->arena);
  Vec(uint32_t) at = {0}, tag_sets = {0};
  for (uint32_t i = 0; i < forms->entries.n; i++) {
    FormEntry *e = &entries[i];
    qsort(e->all.at, e->all.n, sizeof *e->all.at, by_tag);
    Str key = str_of((const char *)e->all.at, e->all.n * sizeof *e->all.at);
    bool fresh;
    uint32_t *number = map_put(&classes, key, &fresh);
    if (fresh) {
      *number = classes.entries.n - 1;
      uint16_t *tags = ARENA_ARRAY(l->arena, e->all.n, uint16_t), n = 0;
      for (uint32_t k = 0; k < e->all.n; k++)
        if (!n || tags[n - 1] != e->all.at[k].tag) tags[n++] = e->all.at[k].tag;
      vec_add(l->arena, &tag_sets, numbered(&sets, str_of((const char *)tags, n * sizeof *tags)));
      vec_add(l->arena, &at, (uint32_t)(l->analyses.n / sizeof(Analysis)));
      bytes_add(&l->analyses, e->all.at, key.n);
    }
    forms->entries.at[i].value = *number;
  }
  vec_add(l->arena, &at, (uint32_t)(l->analyses.n / sizeof(Analysis)));
  if (!tag_sets.n) return;
  vec_add(l->arena, &tag_sets, 0);
  bytes_add(&l->classes, at.at, at.n * 4);
  bytes_add(&l->classes, tag_sets.at, tag_sets.n * 4);
  small_table_build(&l->words, forms);
}

static bool read_words(Learner *l, Str path) {
  Source source;
  Map forms;
  map_init(&forms, l->arena);
  Vec(FormEntry) entries = {0};
  if (path.n && !source_open(&source, l->arena, path.p, l->diags)) return false;
  Str rest = path.n ? source.rest : (Str){0}, line;
  while (rest.n && str_split(&rest, '\n', &line)) {
    Str form, upos, feats, lemma, r = line;
    if (!str_split(&r, '\t', &form) || !str_split(&r, '\t', &upos) || !str_split(&r, '\t', &feats) ||
        !str_split(&r, '\t', &lemma) || form.n > 200) {
      continue;
    }
    Folded f;
    Rule rule;
    fold_form(form, &f);
    if (!rule_between(form, &f, lemma, &rule)) continue;
    if (str_is(feats, "_")) feats.n = 0;
    Str name = str_format(l->arena, "%.*s|%.*s", (int)upos.n, upos.p, (int)feats.n, feats.p);
    Analysis a = {(uint16_t)numbered(&l->lextags, name), (uint16_t)rule_number(l, &rule)};
    bool fresh;
    uint32_t *at = map_put(&forms, str_dup(l->arena, str_of(f.p, f.n)), &fresh);
    if (fresh) {
      *at = entries.n;
      vec_push(l->arena, &entries);
    }
    FormEntry *e = &entries.at[*at];
    bool known = false;
    for (uint32_t k = 0; k < e->all.n; k++) known |= e->all.at[k].tag == a.tag && e->all.at[k].rule == a.rule;
    if (!known) vec_add(l->arena, &e->all, a);
  }
  make_classes(l, &forms, entries.at);
  return true;
}

static bool read_clusters(Learner *l, Str path) {
  Source source;
  Map forms, bits;
  if (!path.n) return true;
  if (!source_open(&source, l->arena, path.p, l->diags)) return false;
  map_init(&forms, l->arena);
  map_init(&bits, l->arena);
  Str rest = source.rest, line;
  while (rest.n && str_split(&rest, '\n', &line)) {
    Str form, string, r = line;
    if (!str_split(&r, '\t', &form) || !str_split(&r, '\t', &string)) continue;
    uint32_t value = 0;
    for (uint32_t i = 0; i < string.n && i < 32; i++) value |= (uint32_t)(string.p[i] == '1') << i;
    bool fresh;
    uint32_t n = numbered(&bits, string);
    if (n * 4 == l->cluster_bits.n) bytes_add(&l->cluster_bits, &value, 4);
    uint32_t *at = map_put(&forms, form, &fresh);
    if (fresh) *at = n;
  }
  small_table_build(&l->clusters, &forms);
  return true;
}

static void rebind(Learner *l) {
  LexiconSections s = {str_of(l->words.p, l->words.n),       str_of(l->classes.p, l->classes.n),
                       str_of(l->analyses.p, l->analyses.n), str_of((const char *)l->rule.at, l->rule.n * sizeof(Rule)),
                       str_of(l->clusters.p, l->clusters.n), str_of(l->cluster_bits.p, l->cluster_bits.n)};
  if (!word_lexicon_bind(&l->known.lexicon, &s)) diag_add(l->diags, DIAG_ERROR, STR(""), 0, "the lexicon does not hold together");
  table_bind(&l->known.lemmas, str_of(l->lemmas.p, l->lemmas.n));
  table_bind(&l->known.guesses, str_of(l->guesses.p, l->guesses.n));
}

bool learn_lexicon(Learner *l, Str lexicon, Str clusters) {
  Bytes *all[] = {&l->words, &l->classes, &l->analyses, &l->clusters, &l->cluster_bits, &l->lemmas, &l->guesses, &l->features};
  for (uint32_t i = 0; i < sizeof all / sizeof *all; i++) bytes_init(all[i], l->arena);
  if (!read_words(l, lexicon) || !read_clusters(l, clusters)) return false;
  make_compat(l);
  rebind(l);
  return true;
}

/* « UPOS|feats » with the features only that decide how a word is inflected. */
static Str coarse_name(Arena *arena, Str tag) {
  static const char *const kept[] = {"Gender", "Mood", "Number", "Person", "Tense", "VerbForm", "Degree"};
  Str name = str_format(arena, "%s", upos_name(upos_of(tag))), value;
  for (uint32_t i = 0; i < sizeof kept / sizeof *kept; i++)
    if (has_feature(feats_of(tag), str(kept[i]), &value))
      name = str_format(arena, "%.*s|%s=%.*s", (int)name.n, name.p, kept[i], (int)value.n, value.p);
  return name;
}

/* Counts of rules by key, in one open table, and the most frequent rule of each key in another. */
typedef struct {
  uint64_t *key, *best_key;
  uint32_t *count, *best, *best_count, mask;
} Counts;

static uint32_t place(const uint64_t *keys, uint32_t mask, uint64_t key) {
  uint32_t i = (uint32_t)key & mask;
  while (keys[i] && keys[i] != key) i = (i + 1) & mask;
  return i;
}

static void count_rule(Counts *c, uint64_t key, uint32_t rule, uint32_t weight) {
  uint64_t both = (key ^ (rule + 1) * 0x9e3779b97f4a7c15u) | 1u;
  uint32_t i = place(c->key, c->mask, both), b = place(c->best_key, c->mask, key | 1u);
  c->key[i] = both;
  c->count[i] += weight;
  c->best_key[b] = key | 1u;
  if (c->count[i] > c->best_count[b]) c->best[b] = rule, c->best_count[b] = c->count[i];
}

static uint32_t best_rule(const Counts *c, uint64_t key, uint32_t least) {
  uint32_t b = place(c->best_key, c->mask, key | 1u);
  return c->best_key[b] && c->best_count[b] >= least ? c->best[b] : NONE;
}

static void counts_init(Counts *c, Arena *arena, uint32_t size) {
  uint32_t n = 1024;
  while (n < size) n *= 2;
  *c = (Counts){.mask = n - 1};
  c->key = ARENA_ARRAY(arena, n, uint64_t);
  c->best_key = ARENA_ARRAY(arena, n, uint64_t);
  c->count = ARENA_ARRAY(arena, n, uint32_t);
  c->best = ARENA_ARRAY(arena, n, uint32_t);
  c->best_count = ARENA_ARRAY(arena, n, uint32_t);
}

/* One inflected form of a known lemma, from the lexicon or a treebank. */
typedef struct {
  Str form;
  uint32_t rule, coarse, upos, weight;
} Inflection;

typedef Vec(Inflection) Inflections;
typedef struct {
  Vec(uint64_t) keys;
  Vec(uint32_t) values;
} Pairs;

static void guess_chain(Learner *l, const Counts *c, const Inflection *x, uint32_t kind, uint32_t tag, Map *done, Pairs *out) {
  Folded f;
  fold_form(x->form, &f);
  uint32_t most = f.points < GUESS_LETTERS ? f.points : GUESS_LETTERS, in_force = NONE;
  for (uint32_t n = 0; n <= most; n++) {
    uint64_t key = guess_key(kind, &f, n, tag);
    uint32_t rule = best_rule(c, key, n > 3 ? 3 : n ? 2 : 1);
    if (rule == NONE || rule == in_force) continue;
    in_force = rule;
    bool fresh;
    map_put(done, str_dup(l->arena, str_of((const char *)&key, 8)), &fresh);
    if (!fresh) continue;
    vec_add(l->arena, &out->keys, key);
    vec_add(l->arena, &out->values, rule);
  }
}

static void make_guesses(Learner *l, const Inflections *all) {
  Counts c;
  counts_init(&c, l->arena, 1u << 23);
  for (uint32_t i = 0; i < all->n; i++) {
    const Inflection *x = &all->at[i];
    Folded f;
    fold_form(x->form, &f);
    for (uint32_t n = 0; n <= f.points && n <= GUESS_LETTERS; n++) {
      count_rule(&c, guess_key(KEY_GUESS, &f, n, x->coarse), x->rule, x->weight);
      count_rule(&c, guess_key(KEY_GUESS_UPOS, &f, n, x->upos), x->rule, x->weight);
    }
  }
  Map done;
  map_init(&done, l->arena);
  Pairs out = {0};
  for (uint32_t i = 0; i < all->n; i++) {
    guess_chain(l, &c, &all->at[i], KEY_GUESS, all->at[i].coarse, &done, &out);
    guess_chain(l, &c, &all->at[i], KEY_GUESS_UPOS, all->at[i].upos, &done, &out);
  }
  table_build(&l->guesses, out.keys.at, out.values.at, out.keys.n);
}

/* Walks the treebanks' words with a tag and a lemma. */
#define EACH_WORD(l, b, r, i)                                       \
  for (uint32_t b = 0; b < (l)->n_banks; b++)                       \
    for (uint32_t s_ = 0; s_ < (l)->banks[b].n; s_++)               \
      for (const Reading *r = (l)->banks[b].sentences[s_]; r; r = NULL) \
        for (uint32_t i = 0; i < r->words.n; i++)

static void gather_inflections(Learner *l, Map *coarse, Inflections *all) {
  uint16_t *of_tag = arena_alloc(l->arena, 2 * (size_t)l->tags.entries.n + 2);
  for (uint32_t t = 0; t < l->tags.entries.n; t++)
    of_tag[t] = (uint16_t)numbered(coarse, coarse_name(l->arena, l->tags.entries.at[t].key));
  bytes_init(&l->coarse, l->arena);
  bytes_add(&l->coarse, of_tag, 2 * (size_t)l->tags.entries.n);
  l->known.coarse = of_tag;
  Map seen;
  map_init(&seen, l->arena);
  EACH_WORD(l, b, r, i) {
    const Word *w = &r->words.at[i];
    uint32_t *tag = map_get(&l->tags, tag_name(l->arena, upos_name(w->upos), w->feats));
    Folded f;
    Rule rule;
    fold_form(w->form, &f);
    if (!tag || !w->lemma.n || !rule_between(w->form, &f, w->lemma, &rule)) continue;
    Inflection x = {w->form, rule_number(l, &rule), of_tag[*tag], w->upos, 3};
    Str key = str_format(l->arena, "%u|%u|%.*s", x.rule, x.coarse, (int)f.n, f.p);
    bool fresh;
    map_put(&seen, key, &fresh);
    if (fresh) vec_add(l->arena, all, x);
  }
  rebind(l);
}

static void gather_lexicon(Learner *l, Map *coarse, Str path, Inflections *all) {
  Source source;
  if (!path.n || !source_open(&source, l->arena, path.p, l->diags)) return;
  Str rest = source.rest, line;
  while (rest.n && str_split(&rest, '\n', &line)) {
    Str form, upos, feats, lemma, r = line;
    if (!str_split(&r, '\t', &form) || !str_split(&r, '\t', &upos) || !str_split(&r, '\t', &feats) ||
        !str_split(&r, '\t', &lemma) || form.n > 200) {
      continue;
    }
    if (str_is(feats, "_")) feats.n = 0;
    Str tag = str_format(l->arena, "%.*s|%.*s", (int)upos.n, upos.p, (int)feats.n, feats.p);
    Folded f;
    Rule rule;
    fold_form(form, &f);
    if (!rule_between(form, &f, lemma, &rule)) continue;
    vec_add(l->arena, all,
            ((Inflection){form, rule_number(l, &rule), numbered(coarse, coarse_name(l->arena, tag)), upos_of(tag), 1}));
  }
}

static void make_lemmas(Learner *l) {
  Counts c;
  counts_init(&c, l->arena, 1u << 20);
  Pairs out = {0};
  Map done;
  map_init(&done, l->arena);
  for (int pass = 0; pass < 2; pass++)
    EACH_WORD(l, b, r, i) {
      const Word *w = &r->words.at[i];
      uint32_t *tag = map_get(&l->tags, tag_name(l->arena, upos_name(w->upos), w->feats));
      Folded f;
      Rule rule;
      fold_form(w->form, &f);
      if (!tag || !w->lemma.n || !rule_between(w->form, &f, w->lemma, &rule)) continue;
      uint64_t key = lemma_key(&f, *tag);
      if (!pass) {
        count_rule(&c, key, rule_number(l, &rule), b ? 1 : 3);
        continue;
      }
      bool fresh;
      map_put(&done, str_dup(l->arena, str_of((const char *)&key, 8)), &fresh);
      if (!fresh) continue;
      uint32_t want = best_rule(&c, key, 1), have = lemma_rule(&l->known, w->form, &f, *tag, false);
      char a[LEMMA_MAX], z[LEMMA_MAX];
      uint32_t an = rule_apply(&l->rule.at[want], w->form, &f, a);
      uint32_t zn = have == NONE ? 0 : rule_apply(&l->rule.at[have], w->form, &f, z);
      if (an == zn && !memcmp(a, z, an)) continue;
      vec_add(l->arena, &out.keys, key);
      vec_add(l->arena, &out.values, want);
    }
  table_build(&l->lemmas, out.keys.at, out.values.at, out.keys.n);
}

void learn_lemmas(Learner *l, Str lexicon) {
  Map coarse;
  Inflections all = {0};
  map_init(&coarse, l->arena);
  gather_inflections(l, &coarse, &all);
  gather_lexicon(l, &coarse, lexicon, &all);
  rebind(l);
  make_guesses(l, &all);
  rebind(l);
  make_lemmas(l);
  rebind(l);
}

void table_build(Bytes *out, const uint64_t *keys, const uint32_t *values, uint32_t n) {
  uint32_t size = 16;
  while (size * 0.75 < n) size *= 2;
  for (;; size *= 2) {
    uint32_t *cells = ARENA_ARRAY(out->arena, (size_t)size * 2, uint32_t), i = 0;
    for (; i < n; i++) {
      uint32_t f = table_fingerprint(keys[i]), at = (uint32_t)keys[i] & (size - 1), probe = 0;
      while (cells[2 * at] && cells[2 * at] != f && probe < TABLE_PROBES) at = (at + 1) & (size - 1), probe++;
      if (probe == TABLE_PROBES) break;
      cells[2 * at] = f;
      cells[2 * at + 1] = values[i];
    }
    if (i < n) continue;
    bytes_init(out, out->arena);
    bytes_add(out, cells, (size_t)size * 8);
    return;
  }
}

static uint16_t loose_set(Learner *l, const Map *sets, uint32_t bank, Str label) {
  uint32_t *v = map_get(sets, str_format(l->arena, "%u %.*s", bank, (int)label.n, label.p));
  return v ? (uint16_t)*v : 0;
}

/* A treebank that writes a bare relation where the first one nearly always gives a subtype is not believed about
 * the lack of one: any subtype counts as right there. */
static void find_loose(Learner *l, Map *sets) {
  map_init(sets, l->arena);
  uint32_t n = l->labels.entries.n, n_sets = 1;
  Vec(uint8_t) bits = {0};
  for (uint32_t i = 0; i < n; i++) vec_add(l->arena, &bits, 0);
  uint32_t *count = ARENA_ARRAY(l->arena, (size_t)n * l->n_banks, uint32_t);
  EACH_WORD(l, b, r, i) count[b * n + *map_get(&l->labels, r->words.at[i].deprel)]++;
  for (uint32_t k = 0; k < n; k++) {
    Str bare = l->labels.entries.at[k].key;
    if (str_find(bare, STR(":")) != NONE) continue;
    for (uint32_t b = 1; b < l->n_banks; b++) {
      uint32_t all = 0, mine = 0;
      uint8_t *set = arena_alloc(l->arena, n);
      for (uint32_t j = 0; j < n; j++) {
        Str name = l->labels.entries.at[j].key;
        if (!str_starts(name, bare) || (name.n > bare.n && name.p[bare.n] != ':')) continue;
        all += count[j];
        mine += count[b * n + j];
        set[j] = 1;
      }
      if (all < 50 || mine < 50 || count[k] * 20 > all || count[b * n + k] * 4 < mine) continue;
      *map_put(sets, str_format(l->arena, "%u %.*s", b, (int)bare.n, bare.p), NULL) = n_sets++;
      for (uint32_t j = 0; j < n; j++) vec_add(l->arena, &bits, set[j]);
    }
  }
  l->data.loose = bits.at;
}

static uint32_t flags_of(const Reading *r, uint32_t i) {
  uint32_t span = r->words.at[i].span;
  return (i == 0 ? WORD_FIRST : 0u) | (span > 1 ? WORD_SPAN_FIRST : span ? 0u : WORD_SPAN_LATER);
}

static uint32_t keys_of(Learner *l, const Reading *r, uint32_t i, uint64_t *keys, uint8_t *kinds) {
  Folded f;
  fold_form(r->words.at[i].form, &f);
  return features_of(&l->known.lexicon, r->words.at[i].form, &f, flags_of(r, i), keys, kinds);
}

void learn_samples(Learner *l, uint32_t min_count, uint32_t min_last) {
  uint32_t enough = min_count * (min_last ? min_last : 1);
  Map seen, sets;
  map_init(&seen, l->arena);
  find_loose(l, &sets);
  Pairs out = {0};
  uint64_t keys[MAX_FEATURES];
  uint8_t kinds[MAX_FEATURES];
  EACH_WORD(l, b, r, i) {
    uint32_t n = keys_of(l, r, i, keys, kinds);
    for (uint32_t k = 0; k < n; k++) {
      bool fresh;
      Str key = str_of((const char *)&keys[k], 8);
      uint32_t *v = map_get(&seen, key);
      if (!v) v = map_put(&seen, str_dup(l->arena, key), &fresh);
      uint32_t before = *v;
      *v += !min_last ? 1 : b + 1 == l->n_banks ? min_count : min_last;
      if (before >= enough || *v < enough) continue;
      vec_add(l->arena, &out.keys, keys[k]);
      vec_add(l->arena, &out.values, out.keys.n - 1);
    }
  }
  vec_add(l->arena, &out.keys, hash_number(FEATURE_ROOT, 0));
  vec_add(l->arena, &out.values, out.keys.n - 1);
  table_build(&l->features, out.keys.at, out.values.at, out.keys.n);
  table_bind(&l->known.features, str_of(l->features.p, l->features.n));
  Config *c = &l->known.c;
  c->root_row = l->data.root_row = out.keys.n - 1;
  c->bank_row = out.keys.n;
  c->n_rows = out.keys.n + l->n_banks;
  EACH_WORD(l, b, r, i) {
    if (!i) vec_add(l->arena, &l->data.samples, ((Sample){l->data.tokens.n, r->words.n, b}));
    const Word *w = &r->words.at[i];
    uint32_t n = keys_of(l, r, i, keys, kinds);
    Token t = {.first_feature = l->data.rows.n, .head = w->head == NONE ? 0 : w->head + 1};
    for (uint32_t k = 0; k < n; k++) {
      uint32_t row = table_get(&l->known.features, keys[k]);
      if (row == NONE) continue;
      vec_add(l->arena, &l->data.rows, row);
      vec_add(l->arena, &l->data.kinds, kinds[k]);
    }
    vec_add(l->arena, &l->data.rows, c->bank_row + b);
    vec_add(l->arena, &l->data.kinds, FEATURE_BANK);
    t.n_features = l->data.rows.n - t.first_feature;
    uint32_t *tag = map_get(&l->tags, tag_name(l->arena, upos_name(w->upos), w->feats));
    t.tag = tag ? (uint16_t)*tag : UINT16_MAX;
    t.label = (uint16_t)*map_get(&l->labels, w->deprel);
    t.loose = loose_set(l, &sets, b, w->deprel);
    vec_add(l->arena, &l->data.tokens, t);
  }
}
