/* compose.c: from chunks to phrases: a role with whose it is and who holds it; a name with what describes it. The
 * order of chunks decides, the tree where that is open: names are where parsers err most. */
#include "base/utf8.h"
#include "entities/internal.h"

enum { DEEPEST = 4, OPENING = 4 };

static uint32_t chunks_end(const Doc *d, uint32_t sentence) { return d->first_chunk[sentence + 1]; }

void phrase_country(Phrase *p, const char *code) {
  if (!p->country[0] && code[0]) memcpy(p->country, code, 4);
}

/* A further country, where all are to be named. */
static void phrase_more(Phrase *p, const char *code) {
  if (!code[0] || !memcmp(p->country, code, 3)) return;
  if (!p->country[0]) {
    memcpy(p->country, code, 4), p->owned = true;
    return;
  }
  for (uint32_t i = 0; i < p->n_more; i++)
    if (!memcmp(p->more[i], code, 3)) return;
  if (p->n_more < MAX_MORE) memcpy(p->more[p->n_more++], code, 4);
}

void phrase_sectors(Phrase *p, const char (*sector)[4], uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    bool seen = false;
    for (uint32_t k = 0; k < p->n_sectors; k++) seen |= !memcmp(p->sector[k], sector[i], 4);
    if (!seen && p->n_sectors < MAX_SECTORS) memcpy(p->sector[p->n_sectors++], sector[i], 4);
  }
}

static bool is_state(const Chunk *c) { return c->item && (c->item->kind == WORLD_COUNTRY || c->item->kind == WORLD_REGION); }
static bool is_person(const Chunk *c) { return c->item && c->item->kind == WORLD_PERSON; }
static bool is_body(const Chunk *c) { return c->item && !is_state(c) && !is_person(c); }

static bool acronym_like(const Doc *d, const Chunk *c) {
  return c->end - c->first == 1 && utf8_all_caps(word_at(d, c->first)->form);
}

/* What an unlisted name is: the words in it and around it tell. */
static EntityKind unknown_kind(const Doc *d, const Chunk *c) {
  if (c->organisation) return ENTITY_ORGANISATION;
  uint32_t classes = 0, first = c->first;
  for (uint32_t i = c->first; i < c->end; i++) classes |= word_classes(d, word_at(d, i)->form) & (1u << WORDS_ORG);
  if (classes || acronym_like(d, c)) return ENTITY_ORGANISATION;
  bool article = first > 0 && word_at(d, first - 1)->upos == UPOS_DET && word_at(d, first - 1)->morph.definite == 1;
  return article ? ENTITY_ORGANISATION : ENTITY_PERSON;
}

static const Entity *entity_at(const Doc *d, uint32_t e) { return &d->r->entities.at[e]; }

/* The mention of a chunk that stands inside a larger phrase: the country of an adjective, the owner of a role. */
static uint32_t chunk_entity(Doc *d, Chunk *c) {
  if (c->mention != NONE) return d->r->mentions.at[c->mention].entity;
  uint32_t head = words_head(d->r, c->first, c->end), entity;
  MentionForm form = FORM_NAME;
  bool as_place = false;
  if (c->item) {
    bool seat = c->link->kind == LINK_CAPITAL || c->item->kind == WORLD_SEAT;
    bool ground = c->link->kind == LINK_CAPITAL || c->item->kind == WORLD_COUNTRY || c->item->kind == WORLD_REGION ||
                  c->item->kind == WORLD_SEAT;
    as_place = ground && c->link->kind != LINK_ADJECTIVE && place_context(d, c);
    form = c->link->kind == LINK_ADJECTIVE && !is_body(c) ? FORM_DEMONYM : seat && !as_place ? FORM_METONYM : FORM_NAME;
    bool town = c->link->kind == LINK_CAPITAL || (c->item->kind == WORLD_SEAT && c->place);
    entity = as_place && town ? entity_for_place(d, c) : entity_for_item(d, c);
  } else if (c->place && entity_by_word(d, words_text(d, c->first, c->end)) == NONE) {
    as_place = place_context(d, c);
    uint32_t number = country_number(c->place->country);
    bool near = number != NONE && d->votes[number] > 0 && c->end - c->first == c->spelling.tokens;
    entity = as_place || near || unknown_kind(d, c) != ENTITY_PERSON || c->place->population > 50000
                 ? entity_for_place(d, c)
                 : entity_for_unknown(d, c, unknown_kind(d, c));
    as_place |= entity_at(d, entity)->kind == ENTITY_PLACE;
  } else {
    bool body = unknown_kind(d, c) == ENTITY_ORGANISATION;
    as_place = !body && entity_by_word(d, words_text(d, c->first, c->end)) == NONE && place_context(d, c);
    entity = as_place ? entity_for_place(d, c) : entity_for_unknown(d, c, unknown_kind(d, c));
  }
  c->as_place = as_place;
  c->mention = mention_add(d, c->first, c->end, head, entity, form);
  if (as_place) d->r->mentions.at[c->mention].as_place = true;
  const Sentence *s = &d->r->sentences.at[word_at(d, c->first)->sentence];
  if (as_place && c->first < s->first_word + OPENING && s->kind == SENTENCE_BODY)
    memcpy(d->local_code, entity_at(d, entity)->country, 4);
  if (as_place && (c->item || c->place)) {
    uint32_t place = place_add(d, c);
    d->r->mentions.at[c->mention].place = place;
    if (entity_at(d, entity)->place == NONE) d->r->entities.at[entity].place = place;
  }
  return entity;
}

/* Who is out of office passes on what he was, not that he is out. */
static void inherit(Phrase *p, const Entity *o) {
  for (uint32_t i = 0; i < o->n_sectors; i++)
    if (o->n_sectors == 1 || memcmp(o->sector[i], "ELI", 3)) phrase_sectors(p, &o->sector[i], 1);
}

/* `owner` says whose: its country, and its sectors for what has none of its own. */
static void own(Doc *d, Phrase *p, uint32_t owner, const RoleItem *role) {
  const Entity *o = entity_at(d, owner);
  phrase_country(p, o->country);
  p->owned |= o->country[0] != 0 && !d->known.at[owner].by_default;
  bool wants = role && (role->inherits || !role->n_sectors);
  if (wants && o->n_sectors && o->kind != ENTITY_COUNTRY) inherit(p, o);
  if (wants && role->kind <= ROLE_TITLE && o->kind == ENTITY_COUNTRY && role->inherits && !p->n_sectors)
    phrase_sectors(p, (const char(*)[4]) "GOV", 1);
  if (role && o->kind != ENTITY_COUNTRY && o->kind != ENTITY_PEOPLE && o->code.n > 3 && wants) p->cameo = o->code;
  if (p->owner == NONE) p->owner = owner;
}

static void own_by_chunk(Doc *d, Phrase *p, Chunk *c, const RoleItem *role) {
  if (c->kind == CHUNK_ADJECTIVE && c->item && c->item->kind == WORLD_REGION && !c->item->country[0]) {
    chunk_entity(d, c);
    p->foreign = true; /* « un diplomate occidental » is not of the text's country */
    return;
  }
  own(d, p, chunk_entity(d, c), role);
  p->adjective |= c->kind == CHUNK_ADJECTIVE && p->country[0];
}

static uint32_t parse(Doc *d, uint32_t i, uint32_t end, uint32_t depth, Phrase *p);
static uint32_t finish(Doc *d, Phrase *p);

static bool role_like(const Chunk *c, RoleKind a, RoleKind b) { return c->kind == CHUNK_ROLE && c->role->kind >= a && c->role->kind <= b; }

/* True where chunk k describes the one behind it. */
static bool leads(const Doc *d, uint32_t k) {
  const Chunk *a = &d->chunks.at[k], *b = a + 1;
  Gap gap = gap_between(d, a, b);
  if (gap == GAP_POSS) return b->kind == CHUNK_ROLE || b->kind == CHUNK_FIELD || b->kind == CHUNK_ADJECTIVE || b->kind == CHUNK_NAME || b->kind == CHUNK_UNKNOWN;
  if (gap != GAP_NONE && gap != GAP_ADJ) return false;
  bool before = d->e->roles.before;
  if (!before && gap_depends(d, b, a) && !(a->kind == CHUNK_ADJECTIVE && b->kind == CHUNK_UNKNOWN)) return false;
  if (a->kind == CHUNK_ADJECTIVE) {
    /* « le Colombien Egan Bernal »: the adjective as a noun, and who it is. */
    if (b->kind == CHUNK_UNKNOWN || is_person(b)) return gap == GAP_NONE;
    return b->kind == CHUNK_ROLE || b->kind == CHUNK_FIELD || gap_depends(d, a, b);
  }
  if (a->kind == CHUNK_FIELD) return b->kind == CHUNK_ROLE;
  /* « armed forces chief » */
  if (before && gap == GAP_NONE && role_like(a, ROLE_BODY, ROLE_GROUP) && role_like(b, ROLE_OFFICE, ROLE_OFFICE)) return true;
  if (a->kind == CHUNK_ROLE)
    return (b->kind == CHUNK_ROLE || b->kind == CHUNK_FIELD) && gap_depends(d, a, b) && a->role->kind != ROLE_TITLE;
  if (is_person(a)) return false;
  return (b->kind == CHUNK_ROLE || b->kind == CHUNK_FIELD || b->kind == CHUNK_NAME) &&
         (before || gap_depends(d, a, b));
}

static bool is_plural(const Doc *d, const Chunk *role) {
  return word_at(d, words_head(d->r, role->first, role->end))->morph.number == NUMBER_PLUR || role->role->kind >= ROLE_PEOPLE;
}

/* Only commas, « et » and, with `of`, « de la » between: members of one list. */
static bool listed(const Doc *d, const Chunk *a, const Chunk *b, bool of) {
  if (b->first <= a->end || b->first - a->end > 4) return false;
  bool joined = false;
  for (uint32_t i = a->end; i < b->first; i++) {
    const Word *w = word_at(d, i);
    bool comma = w->upos == UPOS_PUNCT && w->form.n == 1 && w->form.p[0] == ',';
    if (comma || w->upos == UPOS_CCONJ) joined = true;
    else if (!of || (w->upos != UPOS_DET && !(w->upos == UPOS_ADP && word_classes(d, w->form) >> WORDS_OF & 1))) return false;
  }
  return joined;
}

/* « U.S. », « UN », « EU »: a name that stands before nouns as an adjective does. */
static bool short_name(const Doc *d, const Chunk *c) {
  return c->kind == CHUNK_NAME && c->item && c->end - c->first == 1 && c->item->country[0] && utf8_all_caps(word_at(d, c->first)->form);
}

static bool before_nouns(const Doc *d, const Chunk *c) { return c->kind == CHUNK_ADJECTIVE || short_name(d, c); }

/* « the French and German foreign ministers »: the last chunk of such a list from k, or k. */
static uint32_t adjective_list(const Doc *d, uint32_t k, uint32_t end) {
  uint32_t last = k;
  const Chunk *at = &d->chunks.at[k];
  if (!d->e->roles.before || !before_nouns(d, at)) return k;
  while (last + 1 < end && last - k < MAX_MORE && before_nouns(d, &d->chunks.at[last + 1]) &&
         listed(d, &d->chunks.at[last], &d->chunks.at[last + 1], false))
    last++;
  if (last == k || last + 1 >= end || !leads(d, last)) return k;
  uint32_t role = last + 1;
  while (role + 1 < end && role - last < 3 && d->chunks.at[role].kind != CHUNK_ROLE && leads(d, role)) role++;
  return d->chunks.at[role].kind == CHUNK_ROLE && is_plural(d, &d->chunks.at[role]) ? last : k;
}

/* « Syrian Kurdish fighters » */
static bool two_adjectives(const Doc *d, uint32_t k, uint32_t end) {
  const Chunk *a = &d->chunks.at[k];
  return k + 2 < end && a->kind == CHUNK_ADJECTIVE && a[1].kind == CHUNK_ADJECTIVE && a[2].kind == CHUNK_ROLE &&
         gap_between(d, a, a + 1) == GAP_NONE && leads(d, k + 1);
}

static uint32_t core_of(const Doc *d, uint32_t i, uint32_t end) {
  uint32_t k = adjective_list(d, i, end);
  while (k + 1 < end && k - i < 6 && (leads(d, k) || two_adjectives(d, k, end))) k++;
  return k;
}

/* « son homologue », « son voisin » are of another country: the one that the text is about beside the owner's. */
static void possessed_other(Doc *d, Phrase *p, uint32_t owner, const RoleItem *role) {
  const Entity *o = entity_at(d, owner);
  if (!p->n_sectors && role->kind != ROLE_COUNTRY) phrase_sectors(p, o->sector, o->n_sectors);
  p->owner = owner;
  if (p->owned || !o->country[0]) return;
  uint32_t other = salience_other(d, word_at(d, p->first)->sentence, o->country);
  if (other != NONE) phrase_country(p, entity_at(d, other)->country);
}

/* What a possessive says goes before what a complement says: « son consulat d'Istanbul ». */
static void possessed(Doc *d, Phrase *p, uint32_t owner) {
  const RoleItem *role = p->role == NONE ? NULL : d->chunks.at[p->role].role;
  const Entity *o = entity_at(d, owner);
  if (role && role->inherits && (role->kind == ROLE_PERSON || role->kind == ROLE_COUNTRY)) {
    possessed_other(d, p, owner, role);
    return;
  }
  bool by_place = p->owner != NONE && (entity_at(d, p->owner)->kind == ENTITY_PLACE || entity_at(d, p->owner)->kind == ENTITY_COUNTRY);
  if (role && by_place && o->country[0] && !p->adjective) memset(p->country, 0, sizeof p->country), p->owner = NONE;
  own(d, p, owner, role);
  for (uint32_t i = 0; !o->country[0] && i < o->members.n; i++) phrase_more(p, entity_at(d, o->members.at[i])->country);
}

/* « L'Érythrée, dont les soldats », « Japan, whose prime minister »: whoever is named last before the relative. */
static void own_by_relative(Doc *d, Phrase *p, uint32_t relative) {
  const Reading *r = d->r;
  if (p->owned || p->pair) return;
  for (uint32_t i = r->mentions.n, looked = 0; i-- > 0 && looked < 8; looked++) {
    const Mention *m = &r->mentions.at[i];
    if (m->sentence != word_at(d, relative)->sentence || m->end_word > relative || relative - m->end_word > 3) continue;
    p->owner = NONE;
    own(d, p, m->entity, p->role == NONE ? NULL : d->chunks.at[p->role].role);
    return;
  }
}

static void determiner(Doc *d, Phrase *p) {
  uint32_t sentence = word_at(d, p->first)->sentence;
  bool fresh = false, again = false;
  for (uint32_t i = p->first, steps = 0; i-- > 0 && steps < 7; steps++) {
    const Word *w = word_at(d, i);
    if (w->sentence != sentence) return;
    uint32_t classes = word_classes(d, w->form);
    p->pair |= classes >> WORDS_PAIR & 1;
    p->former |= classes >> WORDS_FORMER & 1;
    fresh |= classes >> WORDS_NEW & 1;
    again |= classes >> WORDS_AGAIN & 1;
    if (w->upos == UPOS_ADJ || w->upos == UPOS_NUM || w->upos == UPOS_ADV) continue;
    if (classes >> WORDS_WHOSE & 1) {
      own_by_relative(d, p, i);
      return;
    }
    /* « the 93-year-old leader » */
    if (w->upos == UPOS_PUNCT && w->form.n == 1 && w->form.p[0] == '-') continue;
    bool below = w->upos != UPOS_DET && w->head != NONE && w->head > i && w->head <= p->head;
    if (below && (w->upos == UPOS_NOUN || w->upos == UPOS_PUNCT || w->upos == UPOS_SYM)) continue;
    if (w->upos != UPOS_DET && !w->morph.poss) return;
    p->possessive = w->morph.poss;
    if (i > 0 && word_at(d, i - 1)->sentence == sentence && word_classes(d, word_at(d, i - 1)->form) >> WORDS_WHOSE & 1) own_by_relative(d, p, i - 1);
    bool both_of = classes >> WORDS_PAIR & 1; /* « both leaders » */
    p->definite = w->morph.definite == 1 || w->morph.prontype == PRONTYPE_DEM || both_of;
    p->indefinite = w->morph.definite == 2 || fresh;
    p->again = w->morph.prontype == PRONTYPE_DEM || (again && p->definite);
    /* « le chef de ses services secrets »: inside a phrase it is not read yet. */
    if (w->morph.poss && w->mention == NONE && pronoun_like(d, i)) pronoun_read(d, i);
    if (w->morph.poss && w->mention != NONE) possessed(d, p, d->r->mentions.at[w->mention].entity);
    return;
  }
}

/* Between role and name, behind the role: « ministre sortant », « ex-president » is one token. */
static void former_inside(const Doc *d, Phrase *p) {
  /* not « foreign minister », « ministère des Affaires étrangères » */
  RoleKind kind = p->role == NONE ? ROLE_PLACE : d->chunks.at[p->role].role->kind;
  bool crowd = kind == ROLE_PEOPLE || kind == ROLE_GROUP;
  for (uint32_t i = p->first; i < p->end && i < p->first + 8; i++) {
    uint32_t classes = word_classes(d, word_at(d, i)->form);
    p->former |= classes >> WORDS_FORMER & 1;
    p->foreign |= crowd && classes >> WORDS_FOREIGN & 1;
  }
  FOR_CHILDREN(d->r, p->head, k)
    p->foreign |= crowd && word_at(d, k)->rel == REL_AMOD && word_classes(d, word_at(d, k)->form) >> WORDS_FOREIGN & 1;
}

static bool holds_name(const Doc *d, const Chunk *role, const Chunk *name, Gap gap) {
  RoleKind kind = role->role->kind;
  if (kind == ROLE_PLACE || kind == ROLE_COUNTRY) return false;
  bool person = is_person(name) || (name->kind == CHUNK_UNKNOWN && unknown_kind(d, name) == ENTITY_PERSON);
  bool body = kind == ROLE_BODY || kind == ROLE_GROUP;
  bool joined = gap == GAP_NONE || (gap == GAP_ADJ && gap_depends(d, name, role)); /* « la compagnie publique PDVSA » */
  if (body) return joined && !is_person(name) && (is_body(name) || (name->kind == CHUNK_UNKNOWN && !name->place));
  if (!person || word_classes(d, section_str(d->e->roles.strings, role->role->name)) >> WORDS_CROWD & 1) return false;
  return gap == GAP_NONE || gap == GAP_ADJ;
}

/* « le ministre iranien, Mohammad Javad Zarif, » but not « le ministre, Jean Dupont et Paul Martin ont ». */
static bool apposed_name(const Doc *d, const Phrase *p, const Chunk *role, const Chunk *name) {
  bool person = is_person(name) || (name->kind == CHUNK_UNKNOWN && unknown_kind(d, name) == ENTITY_PERSON);
  bool bare = name->end - name->first == 1 && p->end + 1 == name->first;
  if (name->kind == CHUNK_UNKNOWN && name->end - name->first == 1 && !bare) return false;
  if (!person || role->role->kind > ROLE_PERSON) return false;
  if (word_at(d, words_head(d->r, role->first, role->end))->morph.number == NUMBER_PLUR) return false;
  const Word *h = word_at(d, words_head(d->r, name->first, name->end));
  if (h->rel == REL_CONJ) return false;
  if (name->end >= d->r->words.n) return true;
  const Word *next = word_at(d, name->end);
  return next->sentence != h->sentence || next->upos == UPOS_PUNCT || h->rel == REL_APPOS || h->rel == REL_FLAT;
}

/* « son porte-parole, le colonel Abdoulaye Maïga » */
static bool titled_name(const Doc *d, uint32_t j, const Chunk *role) {
  const Chunk *title = &d->chunks.at[j], *name = title + 1;
  if (role->role->kind > ROLE_PERSON || title->kind != CHUNK_ROLE || title->role->kind != ROLE_TITLE) return false;
  if (word_at(d, words_head(d->r, role->first, role->end))->morph.number == NUMBER_PLUR) return false;
  return gap_between(d, title, name) == GAP_NONE && (name->kind == CHUNK_UNKNOWN || is_person(name));
}

/* « le Premier ministre par intérim Claude Joseph »: words that no table knows stand between, the tree joins them. */
static bool hangs_on(const Doc *d, const Chunk *role, const Phrase *p, const Chunk *name) {
  bool person = is_person(name) || (name->kind == CHUNK_UNKNOWN && name->end - name->first > 1 && unknown_kind(d, name) == ENTITY_PERSON);
  if (!person || role->role->kind > ROLE_PERSON || name->first < p->end || name->first - p->end > 4) return false;
  for (uint32_t i = p->end; i < name->first; i++)
    if (word_at(d, i)->upos == UPOS_PUNCT || word_at(d, i)->upos == UPOS_CCONJ || word_at(d, i)->upos == UPOS_VERB) return false;
  uint8_t before = word_at(d, name->first - 1)->upos;
  if (before == UPOS_ADP || before == UPOS_DET) return false;
  const Word *h = word_at(d, words_head(d->r, name->first, name->end));
  return h->head != NONE && h->head >= role->first && h->head < name->first && (h->rel == REL_FLAT || h->rel == REL_APPOS || h->rel == REL_NMOD);
}

static void take_name(Phrase *p, const Doc *d, uint32_t chunk) {
  p->name = chunk;
  p->end = d->chunks.at[chunk].end;
}

/* « les présidents du Mali, du Niger et du Burkina »: returns the last chunk of the list. */
static uint32_t more_owners(Doc *d, Phrase *p, uint32_t core, uint32_t j, uint32_t end) {
  if (!is_state(&d->chunks.at[j]) || !is_plural(d, &d->chunks.at[core])) return j;
  while (j + 1 < end && is_state(&d->chunks.at[j + 1]) && d->chunks.at[j + 1].kind == CHUNK_NAME &&
         listed(d, &d->chunks.at[j], &d->chunks.at[j + 1], true)) {
    j++;
    phrase_more(p, entity_at(d, chunk_entity(d, &d->chunks.at[j]))->country);
  }
  return j;
}

/* « for Ethiopia's government »: the chunk only leads to the role that is meant. */
static bool owner_of_role(const Doc *d, uint32_t j, uint32_t end) {
  const Chunk *c = &d->chunks.at[core_of(d, j, end)];
  return c > &d->chunks.at[j] && c->kind == CHUNK_ROLE && c->role->kind != ROLE_PLACE;
}

static bool person_like(const Doc *d, const Chunk *c) {
  return is_person(c) || (c->kind == CHUNK_UNKNOWN && !c->organisation && unknown_kind(d, c) == ENTITY_PERSON);
}

/* Is what stands at chunk k a name, a title in front of it or not, closed by a comma or the sentence's end? */
static uint32_t closed_name(const Doc *d, uint32_t k, uint32_t end) {
  const Chunk *c = &d->chunks.at[k];
  bool leads_name = role_like(c, ROLE_TITLE, ROLE_TITLE) || c->kind == CHUNK_ADJECTIVE; /* « , l'Italienne Barbara Manzi, » */
  if (k + 1 < end && leads_name && gap_between(d, c, c + 1) == GAP_NONE) c++, k++;
  if (!person_like(d, c) || (c->kind == CHUNK_UNKNOWN && c->end - c->first < 2)) return NONE;
  const Word *h = word_at(d, words_head(d->r, c->first, c->end));
  if (h->rel == REL_CONJ) return NONE;
  bool closed = c->end >= d->r->words.n || word_at(d, c->end)->sentence != h->sentence || word_at(d, c->end)->upos == UPOS_PUNCT;
  return closed || h->rel == REL_APPOS ? k : NONE;
}

enum { FAR_NAME = 16 };

/* « la coordinatrice spéciale de l'ONU pour le Liban, Joanna Wronecka, », « la cheffe du Congrès national (CNL), X »: the name
 * behind a comma and whatever else says what the office is for, or NONE. */
static uint32_t far_name(const Doc *d, const Phrase *p, uint32_t core, uint32_t j, uint32_t end) {
  const Chunk *role = &d->chunks.at[core];
  const Word *head = word_at(d, words_head(d->r, role->first, role->end));
  if (role->role->kind > ROLE_PEOPLE || head->morph.number == NUMBER_PLUR || p->pair) return NONE;
  bool inside = false;
  uint32_t limit = p->end + FAR_NAME < d->r->words.n ? p->end + FAR_NAME : d->r->words.n;
  for (uint32_t i = p->end; i < limit && word_at(d, i)->sentence == head->sentence; i++) {
    const Word *w = word_at(d, i);
    char mark = w->upos == UPOS_PUNCT && w->form.n == 1 ? w->form.p[0] : 0;
    if (mark == '(' || mark == ')') {
      inside = mark == '(';
    } else if (mark == ',' && !inside) {
      while (j < end && d->chunks.at[j].first <= i) j++;
      bool article = i + 1 < limit && word_at(d, i + 1)->upos == UPOS_DET && word_at(d, i + 1)->morph.definite == 1;
      return j < end && d->chunks.at[j].first == i + 1 + article ? closed_name(d, j, end) : NONE;
    } else if (w->upos == UPOS_PUNCT && mark != '-' && mark != '/') {
      return NONE;
    } else if (!inside) {
      bool clause = w->upos == UPOS_AUX || w->upos == UPOS_SCONJ || w->upos == UPOS_PRON || (w->upos == UPOS_VERB && w->morph.verbform != VERBFORM_PART);
      bool list = w->upos == UPOS_CCONJ && i + 1 < limit && word_at(d, i + 1)->upos != UPOS_ADP && word_at(d, i + 1)->upos != UPOS_ADJ;
      if (clause || list) return NONE;
    }
  }
  return NONE;
}

static uint32_t compose_at(Doc *d, uint32_t i, uint32_t end);

/* Reads what stands between an office and the name far behind it; the name is the phrase's. */
static void take_far_name(Doc *d, Phrase *p, uint32_t core, uint32_t j, uint32_t name) {
  const RoleItem *role = d->chunks.at[core].role;
  for (uint32_t k = j; k < name;) {
    Chunk *c = &d->chunks.at[k];
    bool of = false;
    for (uint32_t i = c->first, steps = 0; i-- > 0 && steps < 2; steps++) of |= word_classes(d, word_at(d, i)->form) >> WORDS_OF & 1;
    if (of && !p->owned && (c->kind == CHUNK_NAME || c->kind == CHUNK_UNKNOWN) && !is_person(c)) own_by_chunk(d, p, c, role);
    k = compose_at(d, k, name);
  }
  take_name(p, d, name);
}

/* « l'avocat de l'ancien président, Me Paul Ly, »: a name behind a comma is the one that the article points at, unless it is known as
 * the holder of the inner office. */
static bool apposed_to_outer(const Doc *d, uint32_t core, const Phrase *sub, const RoleItem *role) {
  const Chunk *name = &d->chunks.at[sub->name], *outer = &d->chunks.at[core], *inner = &d->chunks.at[sub->role];
  if (role->kind > ROLE_PERSON || inner->role->kind > ROLE_PERSON || is_person(name)) return false;
  uint32_t comma = name->first;
  while (comma > inner->end && !str_is(word_at(d, comma - 1)->form, ",")) comma--;
  if (comma <= inner->end || name->first - comma > 3) return false;
  return outer->first > 0 && (word_at(d, outer->first - 1)->morph.definite == 1 || word_at(d, outer->first - 1)->morph.poss) &&
         word_at(d, words_head(d->r, outer->first, outer->end))->morph.number != NUMBER_PLUR;
}

/* What follows a role: adjectives, fields, whose it is, who holds it. Returns the next chunk. */
/* « ministre d'Etat aux Affaires étrangères », « adjointe aux droits de l'homme » */
static bool for_field(const Doc *d, const Phrase *p, const Chunk *field) {
  if (field->kind != CHUNK_FIELD || field->first <= p->end || field->first - p->end > 3) return false;
  for (uint32_t i = p->end; i < field->first; i++) /* « ... et des Mines » */
    if (word_at(d, i)->upos != UPOS_ADP && word_at(d, i)->upos != UPOS_DET && word_at(d, i)->upos != UPOS_CCONJ) return false;
  return true;
}

/* One unlisted word, and behind a comma somebody's full name: the word is no person. */
static bool names_owner(const Doc *d, uint32_t j, uint32_t end) {
  const Chunk *c = &d->chunks.at[j];
  if (c->kind != CHUNK_UNKNOWN || c->end - c->first != 1 || j + 1 >= end || gap_between(d, c, c + 1) != GAP_COMMA) return false;
  return person_like(d, c + 1) && c[1].end - c[1].first > 1 && closed_name(d, j + 1, end) == j + 1;
}

static uint32_t after_role_near(Doc *d, uint32_t core, uint32_t end, uint32_t depth, Phrase *p) {
  uint32_t j = core + 1;
  const RoleItem *role = d->chunks.at[core].role;
  while (j < end && p->name == NONE) {
    Chunk *last = &d->chunks.at[j - 1], *c = &d->chunks.at[j], span = {.end = p->end, .first = p->first};
    Gap gap = gap_between(d, p->end > last->end ? &span : last, c);
    if (gap == GAP_NONE || gap == GAP_ADJ) {
      if (c->kind == CHUNK_ADJECTIVE && d->e->roles.before) return j;
      if (c->kind == CHUNK_ADJECTIVE || (c->kind == CHUNK_NAME && !is_person(c) && !holds_name(d, &d->chunks.at[core], c, gap))) {
        if (c->kind == CHUNK_NAME && gap != GAP_NONE) return j;
        own_by_chunk(d, p, c, role);
      } else if (c->kind == CHUNK_ROLE) {
        if (c->role->kind == ROLE_PLACE) return j;
        bool below = gap_depends(d, c, &d->chunks.at[core]) || word_at(d, c->first)->upos == UPOS_ADJ || c->role->kind == ROLE_TITLE || role->kind == ROLE_TITLE;
        if (!below) return j;
        if (role->inherits || !p->n_sectors || role->kind == ROLE_TITLE) phrase_sectors(p, c->role->sector, c->role->n_sectors);
      } else if (c->kind == CHUNK_FIELD) {
      } else if (p->owner != NONE && names_owner(d, j, end)) { /* « le patron du groupe minier australien Resolute, Terry Holohan, » */
      } else if (holds_name(d, &d->chunks.at[core], c, gap)) {
        take_name(p, d, j);
        return j + 1;
      } else {
        return j;
      }
    } else if (gap == GAP_OF) {
      if (c->kind == CHUNK_FIELD) {
      } else if (depth < DEEPEST && (c->kind == CHUNK_ROLE ? c->role->kind != ROLE_PLACE : owner_of_role(d, j, end))) {
        if (p->owned && p->n_sectors) return j;
        Phrase sub;
        uint32_t next = parse(d, j, end, depth + 1, &sub);
        /* « le porte-parole du gouvernement Benjamin Griveaux »: the name belongs to the outer role. */
        uint32_t stolen = NONE;
        if (sub.name != NONE && sub.role != NONE && role->kind <= ROLE_TITLE && d->chunks.at[sub.role].role->kind >= ROLE_BODY &&
            (is_person(&d->chunks.at[sub.name]) || unknown_kind(d, &d->chunks.at[sub.name]) == ENTITY_PERSON))
          stolen = sub.name, sub.name = NONE, sub.end = d->chunks.at[stolen].first;
        else if (sub.name != NONE && sub.role != NONE && apposed_to_outer(d, core, &sub, role))
          stolen = sub.name, sub.name = NONE, sub.end = d->chunks.at[stolen].first;
        own(d, p, finish(d, &sub), role);
        p->end = sub.end;
        j = next;
        if (stolen != NONE) {
          take_name(p, d, stolen);
          return stolen + 1;
        }
        continue;
      } else if (c->kind == CHUNK_NAME || c->kind == CHUNK_ADJECTIVE || c->kind == CHUNK_UNKNOWN) {
        if (p->owned && p->owner != NONE) return j;
        if (role->kind >= ROLE_PLACE) return j;
        if (c->kind == CHUNK_ADJECTIVE && j + 1 < end && leads(d, j)) return j;
        own_by_chunk(d, p, c, role);
        j = more_owners(d, p, core, j, end);
        c = &d->chunks.at[j];
      } else {
        return j;
      }
    } else if (c->kind == CHUNK_ADJECTIVE && last->kind == CHUNK_ADJECTIVE && p->adjective && is_plural(d, &d->chunks.at[core]) &&
               listed(d, last, c, false)) {
      phrase_more(p, entity_at(d, chunk_entity(d, c))->country);
    } else if ((gap == GAP_COMMA && apposed_name(d, p, &d->chunks.at[core], c)) || hangs_on(d, &d->chunks.at[core], p, c)) {
      take_name(p, d, j);
      return j + 1;
    } else if (for_field(d, p, c)) {
    } else if (gap == GAP_COMMA && j + 1 < end && depth < DEEPEST && titled_name(d, j, &d->chunks.at[core])) {
      Phrase sub;
      uint32_t next = parse(d, j, end, depth + 1, &sub);
      if (sub.name == NONE) {
        finish(d, &sub);
        return next;
      }
      take_name(p, d, sub.name);
      phrase_country(p, sub.country);
      if (!p->n_sectors) phrase_sectors(p, (const char(*)[4])sub.sector, sub.n_sectors);
      return next;
    } else {
      return j;
    }
    if (c->end > p->end) p->end = c->end;
    p->role_end = p->end;
    j++;
  }
  return j;
}

static uint32_t after_role(Doc *d, uint32_t core, uint32_t end, uint32_t depth, Phrase *p) {
  uint32_t next = after_role_near(d, core, end, depth, p);
  uint32_t name = p->name == NONE ? far_name(d, p, core, next, end) : NONE;
  if (name == NONE) return next;
  take_far_name(d, p, core, next, name);
  return name + 1;
}

/* « Oum Hassan, une habitante », « Quintero, a coca farmer », « chercheuse »: one of a kind of people, without a definite article. */
static bool describes_one(const Doc *d, uint32_t first, uint32_t core) {
  const Word *head = word_at(d, words_head(d->r, d->chunks.at[core].first, d->chunks.at[core].end));
  if (head->morph.number != NUMBER_SING || d->chunks.at[core].role->kind == ROLE_BODY) return false;
  for (uint32_t i = d->chunks.at[first].first, steps = 0; i-- > 0 && steps < 3; steps++) {
    const Word *w = word_at(d, i);
    if (w->upos == UPOS_DET) return w->morph.definite == 2;
    if (w->upos == UPOS_PUNCT) return true;
    if (w->upos == UPOS_ADP || w->upos == UPOS_VERB) return false;
  }
  return false;
}

/* What goes on behind the description of a name: « chercheuse à l'Institut », « a farmer who », « âgée de 58 ans ». */
static bool goes_on(const Doc *d, uint32_t first, uint32_t core, uint32_t behind) {
  const Word *head = word_at(d, words_head(d->r, d->chunks.at[core].first, d->chunks.at[core].end)), *w = word_at(d, behind);
  if (head->rel == REL_NSUBJ || !describes_one(d, first, core)) return false;
  return w->upos == UPOS_ADP || w->upos == UPOS_ADJ || w->morph.prontype == PRONTYPE_REL || w->morph.verbform == VERBFORM_PART;
}

/* « Zarif, ministre iranien des Affaires étrangères, » */
static uint32_t after_name(Doc *d, uint32_t core, uint32_t next, uint32_t end, uint32_t depth, Phrase *p) {
  if (next >= end || depth >= DEEPEST) return next;
  const Chunk *name = &d->chunks.at[core];
  Gap gap = gap_between(d, name, &d->chunks.at[next]);
  if (gap != GAP_COMMA) return next;
  uint32_t k = core_of(d, next, end);
  if (!role_like(&d->chunks.at[k], ROLE_OFFICE, ROLE_PEOPLE)) return next;
  const Word *head = word_at(d, words_head(d->r, d->chunks.at[k].first, d->chunks.at[k].end));
  if (head->morph.number == NUMBER_PLUR || head->rel == REL_CONJ) return next;
  if (d->chunks.at[k].role->kind == ROLE_PEOPLE && !describes_one(d, next, k)) return next;
  Phrase sub;
  uint32_t after = parse(d, next, end, depth + 1, &sub);
  bool closed = sub.end >= d->r->words.n || word_at(d, sub.end)->sentence != head->sentence ||
                word_at(d, sub.end)->upos == UPOS_PUNCT || head->rel == REL_APPOS || goes_on(d, next, k, sub.end);
  if (sub.name != NONE || sub.role == NONE || !closed) {
    finish(d, &sub);
    return after;
  }
  p->role = sub.role, p->role_first = sub.role_first, p->role_end = sub.role_end;
  phrase_country(p, sub.country);
  phrase_sectors(p, (const char(*)[4])sub.sector, sub.n_sectors);
  if (!p->cameo.n) p->cameo = sub.cameo;
  p->owned |= sub.owned, p->former |= sub.former;
  p->head2 = sub.head, p->first2 = sub.first, p->end2 = sub.end;
  return after;
}

static uint32_t parse(Doc *d, uint32_t i, uint32_t end, uint32_t depth, Phrase *p) {
  uint32_t core = core_of(d, i, end), next = core + 1;
  Chunk *c = &d->chunks.at[core];
  *p = (Phrase){.first = d->chunks.at[i].first, .end = c->end, .name = NONE, .role = NONE, .owner = NONE, .head2 = NONE};
  p->role_first = p->role_end = p->first;
  const RoleItem *role = c->kind == CHUNK_ROLE ? c->role : NULL;
  if (role) {
    p->role = core, p->role_end = c->end;
    phrase_sectors(p, role->sector, role->n_sectors);
  } else {
    p->name = core;
  }
  for (uint32_t k = i; k < core; k++) {
    Chunk *pre = &d->chunks.at[k];
    if (pre->kind == CHUNK_FIELD) continue;
    if (pre->kind == CHUNK_ROLE) {
      if (!role || role->inherits || !p->n_sectors) phrase_sectors(p, pre->role->sector, pre->role->n_sectors);
    } else if (!p->owned || !before_nouns(d, pre)) {
      own_by_chunk(d, p, pre, role);
    } else {
      uint32_t other = chunk_entity(d, pre);
      if (k > i && listed(d, pre - 1, pre, false)) phrase_more(p, entity_at(d, other)->country);
    }
  }
  if (role) next = after_role(d, core, end, depth, p);
  else if (c->kind == CHUNK_UNKNOWN || is_person(c)) next = after_name(d, core, next, end, depth, p);
  if (role && role->cameo && !p->owned) {
    p->cameo = section_str(d->e->roles.strings, role->cameo);
    p->owned = true;
    char code[4] = {0};
    if (p->cameo.n >= 3) memcpy(code, p->cameo.p, 3);
    phrase_country(p, code);
  }
  p->head = words_head(d->r, p->first, p->end);
  /* Demonyms in front of a name are of no office. */
  determiner(d, p);
  former_inside(d, p);
  return next;
}

static bool is_acronym_of_last(Doc *d, uint32_t next, uint32_t end, uint32_t entity) {
  (void)end;
  const Chunk *c = &d->chunks.at[next];
  if (c->kind != CHUNK_UNKNOWN && !(c->kind == CHUNK_NAME && entity_at(d, entity)->kind == ENTITY_ORGANISATION && !d->known.at[entity].item))
    return false;
  if (!acronym_like(d, c)) return false;
  entity_words(d, entity, words_text(d, c->first, c->end));
  return true;
}

/* Gives a phrase its entity and mentions; returns the entity. */
static uint32_t finish(Doc *d, Phrase *p) {
  MentionForm form = FORM_NAME;
  uint32_t entity;
  if (p->name == NONE) {
    entity = entity_for_role(d, p, &form);
    uint32_t mention = mention_add(d, p->first, p->end, p->head, entity, form);
    /* In « présidents russe et ukrainien » the second adjective is nobody by himself. */
    for (uint32_t i = p->first; p->n_more && i < p->end; i++)
      if (word_at(d, i)->mention != NONE && word_at(d, i)->upos == UPOS_ADJ) d->r->words.at[i].mention = mention;
    return entity;
  }
  Chunk *c = &d->chunks.at[p->name];
  bool plain = p->role == NONE && p->first == c->first;
  bool described = p->role != NONE || p->owned;
  if (plain && (c->kind == CHUNK_ADJECTIVE || c->item || c->place || !described)) {
    entity = chunk_entity(d, c);
    if (p->owned || p->role != NONE) entity_describe(d, entity, p);
    return entity;
  }
  EntityKind kind = unknown_kind(d, c);
  if (p->role != NONE) {
    RoleKind r = d->chunks.at[p->role].role->kind;
    kind = r <= ROLE_PEOPLE ? ENTITY_PERSON : r == ROLE_GROUP ? ENTITY_GROUP : r == ROLE_BODY ? ENTITY_ORGANISATION : kind;
  } else if (p->owned && kind != ENTITY_ORGANISATION) {
    kind = ENTITY_PERSON;
  }
  entity = c->item ? entity_for_item(d, c) : entity_for_unknown(d, c, kind);
  entity_describe(d, entity, p);
  c->mention = mention_add(d, p->first, p->end, p->head, entity, FORM_NAME);
  /* Whatever word of the name the tree hangs the clause on, it finds the mention. */
  uint32_t name_head = words_head(d->r, c->first, c->end);
  if (d->r->words.at[name_head].mention == NONE) d->r->words.at[name_head].mention = c->mention;
  for (uint32_t w = c->first; w < c->end; w++) {
    Word *inner = &d->r->words.at[w];
    if (inner->mention == NONE && inner->head != NONE && (inner->head < p->first || inner->head >= p->end)) inner->mention = c->mention;
  }
  if (p->role != NONE && p->head2 == NONE) {
    const Chunk *role = &d->chunks.at[p->role];
    uint32_t role_head = words_head(d->r, role->first, role->end);
    if (d->r->words.at[role_head].mention == NONE) d->r->words.at[role_head].mention = c->mention;
  }
  if (p->head2 != NONE) mention_add(d, p->first2, p->end2, p->head2, entity, FORM_ROLE);
  return entity;
}

/* « guerre civile », « résistance armée »: the word of a role that describes something else. */
static bool mere_adjective(const Doc *d, const Phrase *p) {
  if (p->role == NONE || p->name != NONE) return false;
  const Word *w = word_at(d, p->head);
  return (w->upos == UPOS_ADJ && (w->rel == REL_AMOD || w->rel == REL_ACL || w->rel == REL_XCOMP)) ||
         (w->rel == REL_COMPOUND && p->end - p->first == 1 && w->head != NONE && word_at(d, w->head)->upos == UPOS_NOUN && w->upos == UPOS_ADJ);
}

static uint32_t compose_at(Doc *d, uint32_t i, uint32_t end) {
  Chunk *c = &d->chunks.at[i];
  if (c->kind == CHUNK_FIELD && core_of(d, i, end) == i) return i + 1;
  Phrase p;
  uint32_t next = parse(d, i, end, 0, &p);
  if (p.role != NONE && p.name == NONE && d->chunks.at[p.role].role->kind == ROLE_PLACE) return next;
  if (p.name != NONE && d->chunks.at[p.name].kind == CHUNK_FIELD) return next;
  if (mere_adjective(d, &p)) return next;
  uint32_t entity = finish(d, &p);
  if (next < end && gap_between(d, &(Chunk){.first = p.first, .end = p.end}, &d->chunks.at[next]) == GAP_PAREN &&
      is_acronym_of_last(d, next, end, entity)) {
    const Chunk *a = &d->chunks.at[next];
    mention_add(d, a->first, a->end, a->first, entity, FORM_NAME);
    return next + 1;
  }
  return next;
}

void compose_sentence(Doc *d, uint32_t sentence) {
  const Sentence *s = &d->r->sentences.at[sentence];
  uint32_t chunk = d->first_chunk[sentence], end = chunks_end(d, sentence);
  memset(d->local_code, 0, sizeof d->local_code);
  d->sentence_chunks = chunk, d->sentence_chunks_end = end;
  for (uint32_t w = s->first_word; w < s->first_word + s->n_words; w++) {
    while (chunk < end && d->chunks.at[chunk].first <= w) chunk = compose_at(d, chunk, end);
    if (d->r->words.at[w].mention == NONE && pronoun_like(d, w)) pronoun_read(d, w);
  }
}
