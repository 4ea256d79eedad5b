/* model.c: opening a model: every offset and count is checked here once, so that reading need not. */
#include "syntax/model.h"

/* What is not finite would make conversions to integers undefined. */
static bool finite(const float *x, uint32_t n) {
  for (uint32_t i = 0; i < n; i++)
    if (!(x[i] > -1e12f && x[i] < 1e12f)) return false;
  return true;
}

static bool bind_linear(Linear *l, const Pack *pack, const char *name, uint32_t n, uint32_t k) {
  Str s = pack_section(pack, name);
  uint64_t weights = (uint64_t)n * k, want = 64 + weights + 4 * ((uint64_t)k + 2 * (uint64_t)n);
  uint32_t head[2];
  if (s.n != want) return false;
  memcpy(head, s.p, sizeof head);
  if (head[0] != n || head[1] != k) return false;
  const char *floats = s.p + 64 + weights;
  *l = (Linear){.n = n, .k = k, .w = (const int8_t *)(s.p + 64)};
  l->inv = (const float *)(const void *)floats;
  l->scale = l->inv + k;
  l->bias = l->scale + n;
  return finite(l->inv, k + 2 * n);
}

static const float *bind_floats(const Pack *pack, const char *name, uint32_t n) {
  Str s = pack_section(pack, name);
  const float *x = (const float *)(const void *)s.p;
  return s.n == 4 * (uint64_t)n && finite(x, n) ? x : NULL;
}

static bool sane(const Config *c) {
  const uint32_t most = 4096;
  const uint32_t dims[] = {c->embed, c->hidden, c->tag_hidden, c->arc, c->label, c->n_tags, c->n_labels};
  for (uint32_t i = 0; i < sizeof dims / sizeof *dims; i++)
    if (!dims[i] || dims[i] > most) return false;
  if (c->embed % 16 || c->hidden % 32 || c->tag_hidden % 16 || c->arc % 16 || c->label % 16) return false;
  if (!c->layers || c->layers > MAX_LAYERS || !c->tag_layer || c->tag_layer > c->layers) return false;
  if (c->n_rows > 1u << 24 || c->n_lextags > most || c->root_label >= c->n_labels) return false;
  return (c->bank_row == NONE || c->bank_row < c->n_rows) && (c->root_row == NONE || c->root_row < c->n_rows);
}

static uint32_t padded(uint32_t n) { return (n + 15) & ~15u; }

static bool bind_network(Syntax *x) {
  const Config *c = &x->c;
  bool ok = bind_linear(&x->tag1, x->pack, "m.tag1", c->tag_hidden, c->hidden) &&
            bind_linear(&x->tag2, x->pack, "m.tag2", padded(c->n_tags), c->tag_hidden) &&
            bind_linear(&x->top, x->pack, "m.top", 2 * c->arc + 2 * c->label, c->hidden) &&
            bind_linear(&x->arc, x->pack, "m.arc", c->arc + DISTANCES, c->arc) &&
            bind_linear(&x->label, x->pack, "m.label", padded(c->n_labels), c->label);
  for (uint32_t i = 0; ok && i < c->layers; i++) {
    char name[24] = {'m', '.', 'e', 'n', 'c', (char)('0' + i)};
    uint32_t parts = i ? 3 : 4;
    ok = bind_linear(&x->enc[i], x->pack, name, parts * c->hidden, i ? c->hidden : c->embed);
    memcpy(name, "v.peep", 6);
    name[6] = (char)('0' + i);
    x->peep[i] = bind_floats(x->pack, name, 2 * c->hidden);
    ok = ok && x->peep[i];
  }
  x->arc_scale = bind_floats(x->pack, "v.arc", c->arc);
  x->head_scale = bind_floats(x->pack, "v.head", c->arc);
  const float *score = bind_floats(x->pack, "v.score", 1);
  if (score) x->score_scale = *score;
  return ok && x->arc_scale && x->head_scale && score;
}

static bool bind_names(Syntax *x, Arena *arena) {
  Str names = pack_section(x->pack, "names"), upos = pack_section(x->pack, "tags");
  uint32_t at = 0;
  const Config *c = &x->c;
  if (upos.n != c->n_tags) return false;
  x->tag_upos = (const uint8_t *)upos.p;
  x->tag_feats = ARENA_ARRAY(arena, c->n_tags, Str);
  x->tag_morph = ARENA_ARRAY(arena, c->n_tags, Morph);
  x->labels = ARENA_ARRAY(arena, c->n_labels, Str);
  x->label_rel = ARENA_ARRAY(arena, c->n_labels, uint8_t);
  x->label_sub = ARENA_ARRAY(arena, c->n_labels, uint8_t);
  for (uint32_t i = 0; i < c->n_tags + c->n_labels; i++) {
    Str s = section_str(names, at);
    at = (at + 4 + s.n + 1 + 3) & ~3u;
    if (i < c->n_tags) {
      if (x->tag_upos[i] >= UPOS_COUNT) return false;
      x->tag_feats[i] = s;
      morph_parse(s, &x->tag_morph[i]);
    } else {
      x->labels[i - c->n_tags] = s;
      deprel_parse(s, &x->label_rel[i - c->n_tags], &x->label_sub[i - c->n_tags]);
    }
  }
  return true;
}

static bool bind_tables(Syntax *x) {
  LexiconSections s = {pack_section(x->pack, "words"),    pack_section(x->pack, "classes"),
                       pack_section(x->pack, "analyses"), pack_section(x->pack, "rules"),
                       pack_section(x->pack, "clusters"), pack_section(x->pack, "clusterbits")};
  Str rows = pack_section(x->pack, "rows"), compat = pack_section(x->pack, "compat");
  Str coarse = pack_section(x->pack, "coarse");
  const Config *c = &x->c;
  if (!word_lexicon_bind(&x->lexicon, &s) || !table_bind(&x->features, pack_section(x->pack, "features")) ||
      !table_bind(&x->lemmas, pack_section(x->pack, "lemmas")) ||
      !table_bind(&x->guesses, pack_section(x->pack, "guesses"))) {
    return false;
  }
  if (rows.n != (uint64_t)c->n_rows * c->embed || compat.n != (uint64_t)c->n_lextags * c->n_tags) return false;
  if (coarse.n != 2 * (uint64_t)c->n_tags) return false;
  for (uint32_t i = 0; i < x->lexicon.n_analyses; i++)
    if (x->lexicon.analyses[i].tag >= c->n_lextags) return false;
  x->rows = (const int8_t *)rows.p;
  x->compat = (const uint8_t *)compat.p;
  x->coarse = (const uint16_t *)(const void *)coarse.p;
  return true;
}

Syntax *syntax_open(Arena *arena, const char *path, Diags *diags) {
  Syntax *x = ARENA_NEW(arena, Syntax);
  x->pack = pack_open(path, diags);
  if (!x->pack) return NULL;
  Str config = pack_section(x->pack, "config");
  bool ok = config.n == sizeof x->c;
  if (ok) memcpy(&x->c, config.p, sizeof x->c);
  if (ok && x->c.version != MODEL_VERSION) {
    diag_add(diags, DIAG_ERROR, str(path), 0, "is a model of version %u; this program reads version %u", x->c.version,
             MODEL_VERSION);
    pack_close(x->pack);
    return NULL;
  }
  x->about = pack_section(x->pack, "about");
  if (!ok || !sane(&x->c) || !bind_network(x) || !bind_tables(x) || !bind_names(x, arena)) {
    diag_add(diags, DIAG_ERROR, str(path), 0, "is no syntax model, or is damaged");
    pack_close(x->pack);
    return NULL;
  }
  x->kernels = kernels_best();
  return x;
}

void syntax_close(Syntax *x) {
  if (x) pack_close(x->pack);
}

Str syntax_about(const Syntax *x) { return x->about; }

bool syntax_cluster(const Syntax *x, Str form, uint32_t *bits) {
  Folded folded;
  fold_form(form, &folded);
  return lexicon_cluster(&x->lexicon, form, &folded, bits);
}
void syntax_portable(Syntax *x) { x->kernels = &kernels_portable; }

uint32_t distance_bucket(uint32_t dependent, uint32_t head) {
  if (!head) return 0;
  uint32_t far = head > dependent ? head - dependent : dependent - head, b;
  if (far <= 5)
    b = far;
  else if (far <= 7)
    b = 6;
  else if (far <= 10)
    b = 7;
  else if (far <= 14)
    b = 8;
  else if (far <= 20)
    b = 9;
  else if (far <= 30)
    b = 10;
  else
    b = far <= 50 ? 11 : 12;
  return head > dependent ? b : 15 + b;
}
