#include "base/utf8.h"
#include "entities/internal.h"

static bool has_class(const Token *t, WordClass class) { return t->classes >> class & 1; }

/* « Mig-29 », « S-400 » are nobody. */
static bool has_digit(const Doc *d, const Token *t) {
  for (uint32_t i = t->first_piece; i < t->first_piece + t->n_pieces; i++)
    for (uint32_t k = 0; k < d->pieces.at[i].n; k++)
      if (d->keys[d->pieces.at[i].key + k] >= '0' && d->keys[d->pieces.at[i].key + k] <= '9') return true;
  return false;
}

/* A token that may be part of an unlisted name. */
static bool name_like(const Doc *d, uint32_t i) {
  const Token *t = &d->tokens.at[i];
  if (!t->capital || !t->n_pieces || t->skip || has_digit(d, t)) return false;
  uint8_t pos = word_at(d, t->word)->upos;
  if (pos == UPOS_PROPN) return true;
  /* Whatever the tagger says of capitals in a dateline. */
  if (t->all_caps && d->r->sentences.at[word_at(d, t->word)->sentence].kind == SENTENCE_DATELINE) return true;
  if (pos == UPOS_NUM || pos == UPOS_DET || pos == UPOS_PRON || pos == UPOS_ADP || pos == UPOS_AUX || pos == UPOS_CCONJ ||
      pos == UPOS_SCONJ || pos == UPOS_PUNCT || pos == UPOS_ADV)
    return false;
  /* A capital at the start of a sentence or of a quotation says nothing. */
  bool begins = i == 0 || word_at(d, d->tokens.at[i - 1].word)->upos == UPOS_PUNCT;
  bool comma = i > 0 && word_at(d, t->word)->rel == REL_APPOS && str_is(word_at(d, t->word - 1)->form, ","); /* « , Innocent Byamungu, » */
  if (!begins || comma || has_class(t, WORDS_GIVEN_M) || has_class(t, WORDS_GIVEN_F)) return true;
  const Piece *piece = &d->pieces.at[t->first_piece];
  return map_get(&d->name_words, str_of(d->keys + piece->key, piece->n)) != NULL;
}

static void remember_name(Doc *d, uint32_t token, uint32_t n) {
  const Token *t = &d->tokens.at[token], *last = t + n - 1;
  for (uint32_t i = t->first_piece; n > 1 && i < last->first_piece + last->n_pieces; i++) {
    const Piece *p = &d->pieces.at[i];
    if (p->n > 2) map_put(&d->name_words, str_dup(d->arena, str_of(d->keys + p->key, p->n)), NULL);
  }
}

static bool strong(const Token *t) { return t->name.tokens > 1; }

/* Particles join what stands around them; « de » does only where the parser took it into the name. */
static uint32_t particle_run(const Doc *d, uint32_t i) {
  uint32_t n = 0;
  while (n < 3 && i + n < d->tokens.n) {
    const Token *t = &d->tokens.at[i + n];
    if (t->capital) break;
    bool hyphen = n > 0 && !t->n_pieces && word_at(d, t->word)->form.n == 1 && word_at(d, t->word)->form.p[0] == '-';
    if (hyphen) {
      n++;
      continue;
    }
    bool flat = word_at(d, t->word)->rel == REL_FLAT;
    bool behind = n > 0 && has_class(&d->tokens.at[i + n - 1], WORDS_PARTICLE); /* « van de Perre » */
    if (!has_class(t, WORDS_PARTICLE) && !((flat || behind) && has_class(t, WORDS_OF))) return 0;
    n++;
  }
  return i + n < d->tokens.n && name_like(d, i + n) ? n : 0;
}

/* A known single word in front of unlisted ones: part of their name (« Jordan Smith », « Washington Post »), or what
 * describes it (« Kremlin Dmitri Peskov »). */
static bool first_is_name(const Doc *d, uint32_t i, uint32_t end) {
  const Token *t = &d->tokens.at[i];
  if (!t->name.tokens || has_class(t, WORDS_GIVEN_M) || has_class(t, WORDS_GIVEN_F)) return true;
  const Link *link = &t->name.layer->links[t->name.values[0]];
  if (link->conditional || link->kind == LINK_LAST || t->name.layer->items[link->item].kind == WORLD_PERSON) return true;
  bool state = link->kind == LINK_NAME && t->name.layer->items[link->item].kind == WORLD_COUNTRY; /* « Kenya Medical Association » */
  if (link->kind != LINK_CAPITAL && !state) return false;
  for (uint32_t k = i + 1; k < end; k++)
    if (has_class(&d->tokens.at[k], WORDS_ORG)) return true;
  return false;
}

enum { LONGEST_RUN = 12 };

/* « Cho Myoung-gyon »: a part in small letters behind a hyphen. */
static bool hyphened(const Doc *d, uint32_t end) {
  if (end + 1 >= d->tokens.n) return false;
  const Word *mark = word_at(d, d->tokens.at[end].word), *before = word_at(d, d->tokens.at[end - 1].end_word - 1);
  return mark->form.n == 1 && mark->form.p[0] == '-' && !before->space_after && !mark->space_after && d->tokens.at[end + 1].n_pieces &&
         !has_digit(d, &d->tokens.at[end + 1]);
}

/* The end of the run of name-like tokens from i. */
static uint32_t run_end(const Doc *d, uint32_t i) {
  uint32_t end = i + 1;
  if (d->tokens.at[i].all_caps && word_at(d, d->tokens.at[i].word)->end - word_at(d, d->tokens.at[i].word)->start <= 6 &&
      d->tokens.at[i].name.tokens)
    return end;
  for (;;) {
    if (end > i + 1 && end - i < LONGEST_RUN && hyphened(d, end)) end += 2;
    uint32_t particles = end < d->tokens.n ? particle_run(d, end) : 0, next = end + particles;
    if (next >= d->tokens.n || end - i > LONGEST_RUN) return end;
    const Token *t = &d->tokens.at[next];
    /* « Kim Jong Un »: inside a name the tagger's word class says little. */
    bool inside = next > i + 1 && t->capital && !t->skip && word_at(d, t->word)->form.n <= 4 && !word_at(d, t->word)->morph.poss;
    /* « Louis Le Franc » */
    bool article = next == i + 1 && t->capital && word_at(d, t->word)->form.n <= 3 && next + 1 < d->tokens.n && name_like(d, next + 1) &&
                   (has_class(&d->tokens.at[i], WORDS_GIVEN_M) || has_class(&d->tokens.at[i], WORDS_GIVEN_F));
    /* « Isabel Koran »: a word that names nobody by itself, behind a given name */
    bool surname = next == i + 1 && !particles && t->capital && t->skip && t->field_tokens == 1 && !has_digit(d, t) && word_at(d, t->word)->upos == UPOS_PROPN &&
                   (has_class(&d->tokens.at[i], WORDS_GIVEN_M) || has_class(&d->tokens.at[i], WORDS_GIVEN_F)) && word_at(d, t->word)->rel == REL_FLAT;
    if (!name_like(d, next) && !inside && !article && !surname) return end;
    if (!particles && (t->role.tokens || strong(t) || (t->field_tokens && !t->skip))) return end;
    if (!particles && t->word > 0 && !word_at(d, t->word - 1)->space_after && word_at(d, t->word - 1)->upos == UPOS_PUNCT) return end;
    end = next + 1;
  }
}

static Chunk *add_chunk(Doc *d, ChunkKind kind, uint32_t token, uint32_t n) {
  Chunk *c = vec_push(d->arena, &d->chunks);
  *c = (Chunk){.kind = kind,
               .first = d->tokens.at[token].word,
               .end = d->tokens.at[token + n - 1].end_word,
               .token = token,
               .end_token = token + n,
               .spelling = spelling_of(d, token, n),
               .mention = NONE};
  return c;
}

static void add_name(Doc *d, uint32_t i) {
  const Match *m = &d->tokens.at[i].name;
  bool adjective = false;
  Spelling s = spelling_of(d, i, m->tokens);
  for (uint32_t k = 0; k < m->n; k++) {
    const Link *link = &m->layer->links[m->values[k]];
    if (link_fits(d, m->layer, link, &s)) adjective |= link->kind == LINK_ADJECTIVE;
  }
  if (m->layer->items[m->layer->links[m->values[0]].item].kind == WORLD_PERSON) remember_name(d, i, m->tokens);
  const Match *role = &d->tokens.at[i].role;
  Chunk *c = add_chunk(d, adjective ? CHUNK_ADJECTIVE : CHUNK_NAME, i, m->tokens);
  c->match = *m;
  if (role->tokens == m->tokens && role->values[0] < d->e->roles.n_items) c->role = &d->e->roles.items[role->values[0]];
}

static void add_role(Doc *d, uint32_t i) {
  const Match *m = &d->tokens.at[i].role;
  Chunk *c = add_chunk(d, CHUNK_ROLE, i, m->tokens);
  if (m->values[0] < d->e->roles.n_items) c->role = &d->e->roles.items[m->values[0]];
  if (!c->role) d->chunks.n--;
}

static uint32_t add_run(Doc *d, uint32_t i, uint32_t end) {
  Chunk *c = add_chunk(d, CHUNK_UNKNOWN, i, end - i);
  /* « Assad » alone, or a full name that the table has: then it is known after all. */
  if (d->tokens.at[i].name.tokens == end - i) c->kind = CHUNK_NAME, c->match = d->tokens.at[i].name;
  const Match *first = &d->tokens.at[i].name;
  const WorldItem *state = first->tokens == 1 ? &first->layer->items[first->layer->links[first->values[0]].item] : NULL;
  if (state && end - i > 1 && state->kind == WORLD_COUNTRY && first->layer->links[first->values[0]].kind == LINK_NAME) memcpy(c->state, state->country, 4);
  c->place = place_find(d, i, end - i, NULL);
  if (!c->place) remember_name(d, i, end - i);
  return end;
}

/* « King Abdullah », « Major Ali »: a title in front of a name, though somebody is called King. */
static bool title_of_name(const Doc *d, uint32_t i) {
  const Token *t = &d->tokens.at[i];
  if (t->role.tokens != 1 || t->name.tokens != 1 || i + 1 >= d->tokens.n || t->role.values[0] >= d->e->roles.n_items) return false;
  const Token *next = t + 1;
  /* « Major Osoba Olaniyi » */
  bool rank = d->e->roles.items[t->role.values[0]].kind == ROLE_TITLE && t->capital && i + 2 < d->tokens.n && name_like(d, i + 1) && name_like(d, i + 2);
  if (rank) return true;
  bool given = has_class(next, WORDS_GIVEN_M) || has_class(next, WORDS_GIVEN_F) || next->name.tokens;
  return given && name_like(d, i + 1) && d->e->roles.items[t->role.values[0]].kind <= ROLE_TITLE;
}

/* « le Sud », « the North » are Korean where the text is about Korea; « South Carolina » never is. */
static bool conditional_name(const Doc *d, uint32_t i) {
  const Token *t = &d->tokens.at[i];
  if (!t->name.tokens || !t->name.layer->links[t->name.values[0]].conditional) return false;
  bool article = t->word > 0 && word_at(d, t->word - 1)->upos == UPOS_DET;
  bool alone = i + t->name.tokens >= d->tokens.n || !d->tokens.at[i + t->name.tokens].capital;
  return alone && (article || t->skip);
}

static bool is_mark(const Doc *d, uint32_t i, char mark) {
  Str form = word_at(d, d->tokens.at[i].word)->form;
  return form.n == 1 && form.p[0] == mark;
}

/* Does the acronym at token `a` abbreviate tokens [i, a - 1)? Short words may be left out of it; with `spare` they are. */
static bool abbreviates(const Doc *d, uint32_t i, uint32_t a, bool spare) {
  const Piece *acronym = &d->pieces.at[d->tokens.at[a].first_piece];
  const char *letters = d->keys + acronym->key;
  uint32_t at = 0;
  for (uint32_t p = d->tokens.at[i].first_piece; p < d->pieces.n && d->pieces.at[p].token < a; p++) {
    const Piece *piece = &d->pieces.at[p];
    if (spare && piece->n <= 4 && !d->tokens.at[piece->token].capital) continue;
    if (at < acronym->n && d->keys[piece->key] == letters[at]) at++;
    else if (piece->n > 4 || piece->token == i) return false;
  }
  return at == acronym->n;
}

enum { LONGEST_OWN_NAME = 14 };

/* No verb and no mark between two tokens. */
static bool one_phrase(const Doc *d, uint32_t from, uint32_t to) {
  for (uint32_t i = from; i < to; i++) {
    uint8_t pos = word_at(d, d->tokens.at[i].word)->upos;
    if (pos == UPOS_PUNCT || pos == UPOS_AUX || pos == UPOS_PRON || (pos == UPOS_VERB && word_at(d, d->tokens.at[i].word)->morph.verbform == VERBFORM_FIN)) return false;
  }
  return true;
}

/* « l'Alliance pour la liberté et le changement (ALC) »: how many tokens the name that begins at i has, 0 for none. */
static uint32_t introduced(const Doc *d, uint32_t i) {
  if (!d->tokens.at[i].capital || !d->tokens.at[i].n_pieces) return 0;
  for (uint32_t k = i + 2; k + 2 < d->tokens.n && k < i + LONGEST_OWN_NAME; k++) {
    if (!is_mark(d, k, '(')) continue;
    const Token *a = &d->tokens.at[k + 1];
    bool acronym = a->all_caps && a->n_pieces == 1 && d->pieces.at[a->first_piece].n >= 2 && is_mark(d, k + 2, ')');
    /* « l'Institut d'études de sécurité (ISS) »: of another language's name, behind a word that says what it is */
    bool body = has_class(&d->tokens.at[i], WORDS_ORG) && k - i > 2 && one_phrase(d, i, k);
    return acronym && (body || abbreviates(d, i, k + 1, true) || abbreviates(d, i, k + 1, false)) ? k - i : 0;
  }
  return 0;
}

enum { KNOWN_TOWN = 100000, LONGEST_TOWN = 4 };

/* « West Bengal », « Port Harcourt »: how many tokens a division or large town of several words has, 0 for none. */
static uint32_t town_of_words(const Doc *d, uint32_t i) {
  const Token *t = &d->tokens.at[i];
  if (t->name.tokens > 1 || has_class(t, WORDS_GIVEN_M) || has_class(t, WORDS_GIVEN_F)) return 0;
  uint32_t n = 1;
  while (n < LONGEST_TOWN && i + n < d->tokens.n && d->tokens.at[i + n].capital && !has_digit(d, &d->tokens.at[i + n])) n++;
  for (; n > 1; n--) {
    const WorldPlace *place = place_find(d, i, n, NULL);
    if (place && (place->population >= KNOWN_TOWN || str_starts(str(place->feature), STR("ADM1")))) return n;
  }
  return 0;
}

static uint32_t next_chunk(Doc *d, uint32_t i) {
  const Token *t = &d->tokens.at[i];
  bool like = name_like(d, i);
  uint32_t own = introduced(d, i);
  if (own > t->name.tokens && own > t->role.tokens) {
    add_chunk(d, CHUNK_UNKNOWN, i, own)->organisation = true;
    return i + own;
  }
  if (conditional_name(d, i)) {
    add_name(d, i);
    return i + t->name.tokens;
  }
  if (t->field_tokens && !(like && !t->skip && t->name.tokens > t->field_tokens) && t->field_tokens >= t->name.tokens &&
      (t->skip || t->capital ? t->field_tokens >= t->role.tokens : t->field_tokens > t->role.tokens)) {
    if (!t->skip) add_chunk(d, CHUNK_FIELD, i, t->field_tokens);
    return i + t->field_tokens;
  }
  if (t->role.tokens > t->name.tokens || (t->role.tokens && t->role.tokens == t->name.tokens && !t->capital) || title_of_name(d, i)) {
    add_role(d, i);
    return i + t->role.tokens;
  }
  if (t->name.tokens > 1) {
    add_name(d, i);
    return i + t->name.tokens;
  }
  uint32_t town = like ? town_of_words(d, i) : 0;
  if (town) return add_run(d, i, i + town);
  uint32_t end = like ? run_end(d, i) : i + 1;
  if (like && end - i > 1 && first_is_name(d, i, end)) return add_run(d, i, end);
  if (t->name.tokens) {
    add_name(d, i);
    if (d->chunks.at[d->chunks.n - 1].kind == CHUNK_NAME)
      d->chunks.at[d->chunks.n - 1].place = place_find(d, i, 1, NULL);
    return i + 1;
  }
  return like ? add_run(d, i, end) : i + 1;
}

void chunks_read(Doc *d, uint32_t sentence) {
  d->first_chunk[sentence] = d->chunks.n;
  for (uint32_t i = 0; i < d->tokens.n;) i = next_chunk(d, i);
}
