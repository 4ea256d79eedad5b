#include "base/utf8.h"
#include "entities/internal.h"

static Str surface(const Doc *d, uint32_t w) {
  const Word *word = word_at(d, w);
  return word->span > 1 ? reading_text(d->r, word->start, word->end) : word->form;
}

/* « Sudan's » is two words written together, « du » is two words that look like neither. */
static bool spells_out(const Doc *d, uint32_t w) {
  const Word *word = word_at(d, w);
  uint32_t letters = 0;
  for (uint32_t i = 0; i < word->span; i++) letters += word_at(d, w + i)->form.n;
  return letters == word->end - word->start;
}

static char *key_room(Doc *d) {
  if (d->n_keys + PIECE_MAX > d->keys_cap) {
    uint32_t cap = d->keys_cap ? d->keys_cap * 2 : 4096;
    char *keys = arena_raw(d->arena, cap);
    if (d->n_keys) memcpy(keys, d->keys, d->n_keys);
    d->keys = keys, d->keys_cap = cap;
  }
  return d->keys + d->n_keys;
}

static void add_token(Doc *d, Str text, uint32_t word, uint32_t end_word) {
  Token *t = vec_push(d->arena, &d->tokens);
  *t = (Token){.word = word, .end_word = end_word, .first_piece = d->pieces.n, .all_caps = utf8_all_caps(text)};
  uint32_t at = 0, from, n;
  for (char *key = key_room(d); world_piece(text, &at, &from, key, &n); key = key_room(d)) {
    uint32_t size;
    t->capital |= utf8_is_upper(utf8_at(text, from, &size));
    Str piece = str_of(key, n);
    const World *w = d->e->world;
    vec_add(d->arena, &d->pieces,
            ((Piece){.token = d->tokens.n - 1,
                     .key = d->n_keys,
                     .n = n,
                     .name = phrase_word(&w->base.names, piece),
                     .overlay = w->overlay.n_links ? phrase_word(&w->overlay.names, piece) : PHRASE_NONE,
                     .role = phrase_word(&d->e->roles.names, piece),
                     .class = phrase_word(&d->e->roles.words, piece)}));
    d->n_keys += n;
    t->n_pieces++;
  }
}

static bool function_word(uint8_t pos) {
  return pos == UPOS_DET || pos == UPOS_PRON || pos == UPOS_ADP || pos == UPOS_AUX || pos == UPOS_CCONJ;
}

/* An article at the start of a sentence makes no name of what follows: « Le monde » is not « Le Monde ». */
Spelling spelling_of(const Doc *d, uint32_t token, uint32_t n) {
  const Token *t = &d->tokens.at[token];
  Spelling s = {.word = t->word, .tokens = n, .all_caps = n == 1 && t->all_caps, .begins = token == 0};
  for (uint32_t i = 0; i < n; i++)
    s.capital |= t[i].capital && (i || n == 1 || !function_word(word_at(d, t[i].word)->upos));
  return s;
}

bool link_fits(const Doc *d, const WorldLayer *layer, const Link *link, const Spelling *s) {
  if ((link->capitals && !s->all_caps) || (link->capitalised && !s->capital)) return false;
  const WorldItem *item = &layer->items[link->item];
  bool bound = item->kind == WORLD_COUNTRY || item->kind == WORLD_REGION || link->kind == LINK_ADJECTIVE;
  if (bound && d->e->language && !(link->languages & d->e->language)) return false;
  if (s->tokens > 1) return true;
  uint8_t pos = word_at(d, s->word)->upos;
  /* A tagger may take a name for a function word; those are short. */
  bool is_long = word_at(d, s->word)->form.n >= 5;
  if (function_word(pos)) return s->all_caps || (is_long && s->capital);
  if (link->kind == LINK_ADJECTIVE) return pos != UPOS_VERB;
  if (link->kind == LINK_LAST) 
    return s->capital && (pos == UPOS_PROPN || !s->begins || (is_long && (pos == UPOS_ADV || pos == UPOS_X)));
  return true;
}

static bool any_fits(const Doc *d, const WorldLayer *layer, const uint32_t *values, uint32_t n_values, uint32_t token,
                     uint32_t n) {
  Spelling s = spelling_of(d, token, n);
  for (uint32_t i = 0; i < n_values; i++)
    if (values[i] < layer->n_links && layer->links[values[i]].item < layer->n_items &&
        link_fits(d, layer, &layer->links[values[i]], &s))
      return true;
  return false;
}

static bool ends_token(const Doc *d, uint32_t piece) {
  return piece + 1 == d->pieces.n || d->pieces.at[piece + 1].token != d->pieces.at[piece].token;
}

/* A comma parts what no name joins: « Mahamadou Sana, a ... » is not Sana'a. */
static bool parted(const Doc *d, uint32_t piece) {
  for (uint32_t k = d->pieces.at[piece - 1].token + 1; k < d->pieces.at[piece].token; k++)
    if (str_is(word_at(d, d->tokens.at[k].word)->form, ",")) return true;
  return false;
}

static void match_names(Doc *d, Token *t, const WorldLayer *layer, bool overlay) {
  uint32_t node = PHRASE_ROOT, token = (uint32_t)(t - d->tokens.at);
  for (uint32_t i = t->first_piece; i < d->pieces.n; i++) {
    const Piece *p = &d->pieces.at[i];
    if (i > t->first_piece && parted(d, i)) return;
    node = phrase_step(&layer->names, node, overlay ? p->overlay : p->name);
    if (node == PHRASE_NONE) return;
    const uint32_t *values;
    uint32_t n = ends_token(d, i) ? phrase_values(&layer->names, node, &values) : 0, tokens = p->token - token + 1;
    if (n && tokens >= t->name.tokens && any_fits(d, layer, values, n, token, tokens))
      t->name = (Match){values, n, tokens, layer};
  }
}

static bool role_word(const Doc *d, const Token *t) {
  uint8_t pos = word_at(d, t->word)->upos;
  /* « L'opposant Félix Koulov »: an article makes a noun of what looks like a verb. */
  if (pos == UPOS_VERB) return t->word > 0 && word_at(d, t->word - 1)->upos == UPOS_DET && word_at(d, t->word)->morph.verbform != VERBFORM_FIN;
  return pos == UPOS_NOUN || pos == UPOS_PROPN || pos == UPOS_ADJ || pos == UPOS_X || pos == UPOS_NUM ||
         pos == UPOS_SYM || pos == UPOS_INTJ;
}

static void match_roles(Doc *d, Token *t, const PhraseTable *table, bool extra) {
  uint32_t node = PHRASE_ROOT, token = (uint32_t)(t - d->tokens.at);
  const Roles *roles = &d->e->roles;
  for (uint32_t i = t->first_piece; i < d->pieces.n; i++) {
    const Piece *p = &d->pieces.at[i];
    if (i > t->first_piece && parted(d, i)) return;
    node = phrase_step(table, node, extra ? phrase_word(table, str_of(d->keys + p->key, p->n)) : p->role);
    if (node == PHRASE_NONE) return;
    const uint32_t *values;
    uint32_t n = ends_token(d, i) ? phrase_values(table, node, &values) : 0, tokens = p->token - token + 1;
    if (!n || tokens < t->role.tokens || (tokens == 1 && !role_word(d, t))) continue;
    bool capital = values[0] < roles->n_items && roles->items[values[0]].capital;
    if (!capital || t->capital || tokens > 1) t->role = (Match){values, n, tokens, NULL};
  }
}

static void match_words(Doc *d, Token *t) {
  uint32_t node = PHRASE_ROOT, token = (uint32_t)(t - d->tokens.at);
  const PhraseTable *table = &d->e->roles.words;
  for (uint32_t i = t->first_piece; i < d->pieces.n; i++) {
    const Piece *p = &d->pieces.at[i];
    node = phrase_step(table, node, p->class);
    if (node == PHRASE_NONE) return;
    const uint32_t *values;
    uint32_t n = ends_token(d, i) ? phrase_values(table, node, &values) : 0, tokens = p->token - token + 1;
    for (uint32_t k = 0; k < n; k++) {
      if (values[k] >= WORDS_CLASSES) continue;
      if (tokens == 1) t->classes |= 1u << values[k];
      if (values[k] == WORDS_FIELD || values[k] == WORDS_SKIP)
        t->field_tokens = tokens, t->skip = values[k] == WORDS_SKIP;
    }
  }
}

void spellings_read(Doc *d, uint32_t sentence) {
  const Sentence *s = &d->r->sentences.at[sentence];
  d->tokens.n = d->pieces.n = d->n_keys = 0;
  for (uint32_t w = s->first_word; w < s->first_word + s->n_words;) {
    uint32_t span = word_at(d, w)->span;
    if (span > 1 && w + span <= s->first_word + s->n_words && !spells_out(d, w)) {
      add_token(d, surface(d, w), w, w + span);
      w += span;
    } else {
      add_token(d, word_at(d, w)->form, w, w + 1);
      w++;
    }
  }
  const World *world = d->e->world;
  for (uint32_t i = 0; i < d->tokens.n; i++) {
    Token *t = &d->tokens.at[i];
    if (!t->n_pieces) continue;
    match_names(d, t, &world->base, false);
    if (world->overlay.n_links) match_names(d, t, &world->overlay, true);
    match_roles(d, t, &d->e->roles.names, false);
    if (d->e->roles.extra.n_words) match_roles(d, t, &d->e->roles.extra, true);
    match_words(d, t);
  }
}

/* Values of a whole phrase of lang/XX/mentions.txt. */
static uint32_t phrase_classes(const Doc *d, Str text, const uint32_t **values) {
  const PhraseTable *table = &d->e->roles.words;
  char key[PIECE_MAX];
  uint32_t at = 0, from, n, node = PHRASE_ROOT;
  while (world_piece(text, &at, &from, key, &n)) {
    node = phrase_step(table, node, phrase_word(table, str_of(key, n)));
    if (node == PHRASE_NONE) return 0;
  }
  return node == PHRASE_ROOT ? 0 : phrase_values(table, node, values);
}

static uint32_t class_bits(const Doc *d, Str text) {
  const uint32_t *values;
  uint32_t bits = 0;
  for (uint32_t i = 0, n = phrase_classes(d, text, &values); i < n; i++)
    if (values[i] < WORDS_CLASSES) bits |= 1u << values[i];
  return bits;
}

/* Of « ex-president » the first part counts, of « -t-il » the last. */
uint32_t word_classes(const Doc *d, Str word) {
  uint32_t bits = class_bits(d, word), dash = 0;
  while (dash < word.n && word.p[dash] != '-') dash++;
  if (bits || dash == word.n) return bits;
  if (dash > 0) return class_bits(d, str_sub(word, 0, dash));
  uint32_t last = word.n;
  while (word.p[last - 1] != '-') last--;
  return class_bits(d, str_sub(word, last, word.n));
}

uint64_t office_groups(const Doc *d, Str name) {
  const uint32_t *values;
  uint64_t bits = 0;
  for (uint32_t i = 0, n = phrase_classes(d, name, &values); i < n; i++)
    if (values[i] >= WORDS_SAME && values[i] - WORDS_SAME < 64) bits |= (uint64_t)1 << (values[i] - WORDS_SAME);
  return bits;
}

enum { MOST_WORDS = 8, LEAST_WORDS = 3 };

/* The description without one of its words, and without what follows the office. */
uint64_t office_groups_within(const Doc *d, Str text) {
  uint32_t cut[MOST_WORDS + 1], n = 0;
  uint64_t bits = 0;
  char copy[256];
  for (uint32_t i = 0; i < text.n && n < MOST_WORDS; i++)
    if (text.p[i] == ' ') cut[n++] = i;
  cut[n++] = text.n;
  if (text.n >= sizeof copy) return 0;
  for (uint32_t words = LEAST_WORDS; words <= n; words++) {
    Str front = str_sub(text, 0, cut[words - 1]);
    bits |= office_groups(d, front);
    for (uint32_t skip = 1; skip + 1 < words; skip++) {
      uint32_t a = cut[skip - 1], b = cut[skip];
      memcpy(copy, text.p, a), memcpy(copy + a, text.p + b, front.n - b);
      bits |= office_groups(d, str_of(copy, front.n - (b - a)));
    }
  }
  return bits;
}
