/* resolve.c: entities and the mentions given to them: one entity for one item of the world, one name, one office. */
#include "base/utf8.h"
#include "entities/internal.h"

#define LAST_TERM_DAY 99999999u

typedef struct {
  char tag;
  char country[3];
  uint32_t number, number2;
} Identity;

static uint32_t *identity(Doc *d, char tag, const char *country, uint32_t a, uint32_t b, bool *fresh) {
  Identity id = {.tag = tag, .number = a, .number2 = b};
  if (country) memcpy(id.country, country, 3);
  Str key = {(const char *)&id, sizeof id};
  uint32_t *found = map_get(&d->by_key, key);
  *fresh = !found;
  return found ? found : map_put(&d->by_key, str_of(str_dup(d->arena, key).p, sizeof id), NULL);
}

static Str folded_key(Doc *d, Str name) { return world_key(d->arena, name); }

uint32_t entity_new(Doc *d, EntityKind kind, Str name, const WorldItem *item, const RoleItem *role) {
  Entity *e = vec_push(d->arena, &d->r->entities);
  *e = (Entity){.name = name, .kind = kind, .place = NONE};
  vec_add(d->arena, &d->known, ((Known){.item = item, .role = role, .last_mention = NONE, .sentence = NONE}));
  return d->r->entities.n - 1;
}

void entity_code(Doc *d, Entity *e) {
  char out[4 * (MAX_SECTORS + 1)];
  uint32_t n = 0;
  if (e->country[0]) memcpy(out, e->country, 3), n = 3;
  for (uint32_t i = 0; i < e->n_sectors; i++, n += 3) memcpy(out + n, e->sector[i], 3);
  e->code = str_dup(d->arena, str_of(out, n));
}

/* « M. Bongo », of a president and his son: the one in office, who was named first, not his namesake of no office. */
static uint32_t in_office_before(const Doc *d, Str piece, uint32_t entity) {
  const uint32_t *before = map_get(&d->by_word_before, piece);
  if (!before) return entity;
  const Entity *first = &d->r->entities.at[*before], *last = &d->r->entities.at[entity];
  bool office = first->kind == ENTITY_PERSON && first->n_sectors && last->kind == ENTITY_PERSON && !last->n_sectors;
  return office ? *before : entity;
}

/* A single word that an earlier name of the document contains; several when all of them are of one entity. */
uint32_t entity_by_word(const Doc *d, Str text) {
  uint32_t at = 0, from, n, found = NONE, pieces = 0, n_only = 0;
  char key[PIECE_MAX], only[PIECE_MAX];
  while (world_piece(text, &at, &from, key, &n)) {
    if (n < 2) continue;
    uint32_t *e = map_get(&d->by_word, str_of(key, n));
    if (e && !pieces++) memcpy(only, key, n), n_only = n;
    if (!e) {
      if (n == 2) continue;
      return NONE;
    }
    if (found != NONE && *e != found) return NONE;
    found = *e;
  }
  return pieces == 1 ? in_office_before(d, str_of(only, n_only), found) : found;
}

static bool particle(const Doc *d, Str piece) {
  return word_classes(d, piece) & (1u << WORDS_PARTICLE | 1u << WORDS_OF);
}

void entity_words(Doc *d, uint32_t entity, Str name) {
  uint32_t at = 0, from, n;
  char key[PIECE_MAX];
  while (world_piece(name, &at, &from, key, &n)) {
    Str piece = str_of(key, n);
    if (n < 2 || (n < 4 && particle(d, piece))) continue;
    uint32_t *had = map_get(&d->by_word, piece);
    if (had && *had != entity && !map_get(&d->by_word_before, piece)) *map_put(&d->by_word_before, str_dup(d->arena, piece), NULL) = *had;
    *map_put(&d->by_word, str_dup(d->arena, piece), NULL) = entity;
  }
}

static EntityKind kind_of(const WorldItem *item) {
  switch (item->kind) {
    case WORLD_COUNTRY: return ENTITY_COUNTRY;
    case WORLD_REGION: return ENTITY_PLACE;
    case WORLD_GROUP: return ENTITY_GROUP;
    case WORLD_PERSON: return ENTITY_PERSON;
    default: return ENTITY_ORGANISATION;
  }
}

static Str in_language(const Doc *d, const WorldLayer *layer, uint32_t en, uint32_t fr) {
  Str first = world_string(layer, d->e->language == LANGUAGE_FR ? fr : en);
  return first.n ? first : world_string(layer, d->e->language == LANGUAGE_FR ? en : fr);
}

static Str day_string(Doc *d, uint32_t day) {
  if (!day) return (Str){"", 0};
  return str_format(d->arena, "%04u-%02u-%02u", day / 10000, day / 100 % 100, day % 100);
}

static bool out_of_office(const Doc *d, const WorldItem *item) {
  return d->day && item->to && item->to < d->day;
}

static void add_sector(Entity *e, const char *code) {
  for (uint32_t i = 0; i < e->n_sectors; i++)
    if (!memcmp(e->sector[i], code, 3)) return;
  if (e->n_sectors < MAX_SECTORS) memcpy(e->sector[e->n_sectors++], code, 4);
}

/* The given name tells, where it is listed. */
static uint8_t gender_of_name(const Doc *d, Str name) {
  uint32_t cut = 0;
  while (cut < name.n && name.p[cut] != ' ') cut++;
  uint32_t classes = cut < name.n ? word_classes(d, str_sub(name, 0, cut)) : 0;
  return classes >> WORDS_GIVEN_M & 1 ? GENDER_MASC : classes >> WORDS_GIVEN_F & 1 ? GENDER_FEM : GENDER_NONE;
}

static void fill_from_item(Doc *d, uint32_t entity, const WorldLayer *layer, const WorldItem *item) {
  Entity *e = &d->r->entities.at[entity];
  memcpy(e->country, item->country, 4);
  if (item->kind == WORLD_PERSON) {
    if (out_of_office(d, item)) add_sector(e, "ELI");
    e->role = in_language(d, layer, item->role_en, item->role_fr);
    e->office_from = day_string(d, item->from), e->office_to = day_string(d, item->to);
    e->gender = gender_of_name(d, e->name);
    entity_words(d, entity, e->name);
  }
  for (uint32_t i = 0; i < item->n_sectors; i++) add_sector(e, item->sector[i]);
  Str cameo = world_string(layer, item->cameo);
  entity_code(d, e);
  if (cameo.n) e->code = cameo;
}

/* « les Afghans »: an adjective that heads its phrase is its people. */
static bool names_people(const Doc *d, const Chunk *c) {
  if (c->link->kind != LINK_ADJECTIVE || c->item->kind != WORLD_COUNTRY) return false;
  const Word *w = word_at(d, words_head(d->r, c->first, c->end));
  if (w->rel == REL_AMOD || w->rel == REL_COMPOUND || w->rel == REL_NMOD || w->upos == UPOS_ADJ) return false;
  return c->spelling.capital && !c->spelling.all_caps;
}

uint32_t entity_for_item(Doc *d, const Chunk *c) {
  const WorldItem *item = c->item;
  const WorldLayer *layer = c->match.layer;
  if (c->link->kind == LINK_LAST) {
    uint32_t named = entity_by_word(d, words_text(d, c->first, c->end));
    if (named != NONE) return named;
  }
  bool fresh, people = names_people(d, c);
  uint32_t number = item->same ? item->same : (uint32_t)(item - layer->items);
  char tag = (char)((item->same ? 'p' : people ? 'n' : 'i') + (layer == &d->e->world->overlay ? 128 : 0));
  uint32_t *place = identity(d, tag, NULL, number, 0, &fresh);
  if (!fresh) return *place;
  EntityKind kind = people ? ENTITY_PEOPLE : kind_of(item);
  /* A person's full name is shown as this text spells it. */
  bool as_written = people || (item->kind == WORLD_PERSON && c->link->kind == LINK_NAME && c->spelling.tokens > 1);
  Str name = as_written ? words_text(d, c->first, c->end) : in_language(d, layer, item->name_en, item->name_fr);
  uint32_t entity = *place = entity_new(d, kind, name, item, NULL);
  fill_from_item(d, entity, layer, item);
  if (people) add_sector(&d->r->entities.at[entity], "CVL"), entity_code(d, &d->r->entities.at[entity]);
  return entity;
}

uint32_t entity_for_country(Doc *d, const char *code) {
  uint32_t number = country_number(code);
  const WorldLayer *layer = &d->e->world->base;
  if (number == NONE || !d->e->country_items[number]) return NONE;
  const WorldItem *item = &layer->items[d->e->country_items[number] - 1];
  bool fresh;
  uint32_t *place = identity(d, 'i', NULL, (uint32_t)(item - layer->items), 0, &fresh);
  if (!fresh) return *place;
  uint32_t entity = *place = entity_new(d, ENTITY_COUNTRY, in_language(d, layer, item->name_en, item->name_fr), item, NULL);
  fill_from_item(d, entity, layer, item);
  return entity;
}

bool country_called(const Doc *d, uint32_t entity, Str title) {
  const WorldItem *item = d->known.at[entity].item;
  if (!item || item->kind != WORLD_COUNTRY) return false;
  return str_find(world_string(&d->e->world->base, item->subkind), title) != UINT32_MAX;
}

/* Those who stand together; what all of them share is theirs together. */
uint32_t entity_for_members(Doc *d, const uint32_t *members, uint32_t n, Str name) {
  uint32_t first = members[0], last = members[n - 1];
  bool fresh;
  uint32_t *place = identity(d, 'm', n > 2 ? "+++" : NULL, first < last ? first : last, first < last ? last : first, &fresh);
  if (!fresh) return *place;
  uint32_t entity = *place = entity_new(d, ENTITY_GROUP, name, NULL, NULL);
  Entity *e = &d->r->entities.at[entity];
  const Entity *model = &d->r->entities.at[first];
  bool one_country = true;
  e->number = NUMBER_PLUR;
  for (uint32_t i = 0; i < n; i++) {
    one_country &= !memcmp(d->r->entities.at[members[i]].country, model->country, 4);
    vec_add(d->arena, &e->members, members[i]);
  }
  if (one_country) memcpy(e->country, model->country, 4);
  for (uint32_t k = 0; k < model->n_sectors; k++) {
    uint32_t sharing = 0;
    for (uint32_t i = 0; i < n; i++) {
      const Entity *m = &d->r->entities.at[members[i]];
      bool has = false;
      for (uint32_t j = 0; j < m->n_sectors; j++) has |= !memcmp(m->sector[j], model->sector[k], 4);
      sharing += has;
    }
    if (sharing == n) add_sector(e, model->sector[k]);
  }
  entity_code(d, e);
  return entity;
}

uint32_t entity_for_place(Doc *d, const Chunk *c) {
  bool fresh;
  uint32_t id = c->place ? c->place->geonameid : 0;
  Str text = words_text(d, c->first, c->end);
  if (!id) id = (uint32_t)str_hash(folded_key(d, text));
  uint32_t *place = identity(d, 'g', NULL, id, 0, &fresh);
  if (!fresh) return *place;
  uint32_t entity = *place = entity_new(d, ENTITY_PLACE, text, NULL, NULL);
  Entity *e = &d->r->entities.at[entity];
  bool seat = c->item && c->item->kind == WORLD_SEAT && c->place;
  if (c->item && !seat) memcpy(e->country, c->item->country, 4);
  else if (c->place) memcpy(e->country, c->place->country, 4);
  entity_code(d, e);
  return entity;
}

uint32_t entity_for_unknown(Doc *d, const Chunk *c, EntityKind kind) {
  Str text = words_text(d, c->first, c->end);
  uint32_t named = entity_by_word(d, text);
  if (named != NONE) return named;
  uint32_t entity = entity_new(d, kind, text, NULL, NULL);
  entity_words(d, entity, text);
  if (kind == ENTITY_PERSON) d->r->entities.at[entity].gender = gender_of_name(d, text);
  if (kind == ENTITY_ORGANISATION && c->state[0]) memcpy(d->r->entities.at[entity].country, c->state, 4), entity_code(d, &d->r->entities.at[entity]);
  return entity;
}

static void str_code(char to[4], const char *code) {
  if (code[0]) memcpy(to, code, 4);
}

/* What stands around a name is added to what is known of it; what the knowledge base says of an office-holder in
 * office is not overruled. */
void entity_describe(Doc *d, uint32_t entity, const Phrase *p) {
  Entity *e = &d->r->entities.at[entity];
  Known *k = &d->known.at[entity];
  if (e->kind == ENTITY_COUNTRY || e->kind == ENTITY_PLACE) return;
  bool had_country = e->country[0] != 0;
  /* What is told later goes before what was only likely. */
  if (k->by_default && p->owned && p->country[0]) memcpy(e->country, p->country, 4), k->by_default = false;
  if (!had_country && p->country[0]) memcpy(e->country, p->country, 4);
  const RoleItem *role = p->role == NONE ? NULL : d->chunks.at[p->role].role;
  bool unknown_owner = p->owner == NONE || (!d->known.at[p->owner].item && !d->r->entities.at[p->owner].members.n);
  bool alone = role && role->kind <= ROLE_PEOPLE && (p->n_sectors || role->kind == ROLE_OFFICE) && unknown_owner && !k->item;
  if (!e->country[0] && alone && e->kind == ENTITY_PERSON) {
    str_code(e->country, default_country(d, p, role));
    k->by_default = e->country[0] != 0;
  }
  bool stale = k->item && k->item->kind == WORLD_PERSON && out_of_office(d, k->item) && role && !p->former;
  bool elsewhere = k->item && role && p->owned && !p->possessive && p->country[0] && !world_collective(str(p->country)) &&
                   memcmp(p->country, e->country, 3);
  if (elsewhere) memcpy(e->country, p->country, 4), stale = true;
  if (stale && (p->n_sectors || elsewhere)) e->n_sectors = 0;
  bool undated = !d->day && k->item && k->item->kind == WORLD_PERSON && k->item->to; /* « former president X » in a text without a day */
  if (undated && p->former) e->n_sectors = 0;
  if (p->former && e->kind == ENTITY_PERSON && !e->n_sectors) add_sector(e, "ELI");
  bool title = role && role->kind == ROLE_TITLE;
  if (!e->n_sectors || stale || (p->former && e->n_sectors == 1) || !title)
    for (uint32_t i = 0; i < p->n_sectors; i++) add_sector(e, p->sector[i]);
  if (role) {
    if (!k->role) k->role = role;
    bool office = role->kind != ROLE_TITLE || !e->role.n;
    if (p->role_end > p->role_first && office && (!k->item || stale || !e->role.n))
      e->role = words_text(d, p->role_first, p->role_end);
  }
  bool own_code = k->item && !stale && e->code.n > 3;
  if (!own_code) {
    entity_code(d, e);
    if (p->cameo.n && (!had_country || elsewhere)) e->code = p->cameo;
  }
}

static EntityKind kind_of_role(const Doc *d, const RoleItem *role, uint32_t head) {
  bool plural = word_at(d, head)->morph.number == NUMBER_PLUR;
  switch (role->kind) {
    case ROLE_BODY: return ENTITY_ORGANISATION;
    case ROLE_GROUP: return ENTITY_GROUP;
    case ROLE_COUNTRY: return plural ? ENTITY_GROUP : ENTITY_COUNTRY;
    case ROLE_PEOPLE: return ENTITY_PEOPLE;
    default: return plural ? ENTITY_PEOPLE : ENTITY_PERSON;
  }
}

/* « les présidents russe et ukrainien »: one for each country. */
static uint32_t one_each(Doc *d, const Phrase *p) {
  uint32_t members[MAX_MORE + 1], n = 0;
  MentionForm form;
  for (uint32_t i = 0; i <= p->n_more; i++) {
    Phrase one = *p;
    one.n_more = 0;
    if (i > 0) memcpy(one.country, p->more[i - 1], 4), one.cameo = (Str){"", 0};
    members[n++] = entity_for_role(d, &one, &form);
  }
  return entity_for_members(d, members, n, words_text(d, p->first, p->end));
}

uint32_t entity_for_role(Doc *d, const Phrase *p, MentionForm *form) {
  if (p->n_more && p->country[0]) {
    *form = FORM_ROLE;
    return one_each(d, p);
  }
  const RoleItem *role = d->chunks.at[p->role].role;
  *form = FORM_ROLE;
  if (!p->owned && !p->indefinite) {
    uint32_t known = coref_definite(d, p);
    if (known != NONE) {
      *form = FORM_DEFINITE;
      return known;
    }
  }
  uint32_t holder = p->owned ? coref_office(d, p) : NONE;
  if (holder != NONE) {
    *form = FORM_DEFINITE;
    return holder;
  }
  uint32_t described = p->indefinite ? NONE : coref_epithet(d, p);
  if (described != NONE) {
    *form = FORM_DEFINITE;
    return described;
  }
  bool plural = word_at(d, p->head)->morph.number == NUMBER_PLUR;
  if (role->kind == ROLE_COUNTRY && !plural && p->country[0] && entity_for_country(d, p->country) != NONE) {
    *form = FORM_DEFINITE;
    return entity_for_country(d, p->country);
  }
  char country[4] = {0};
  memcpy(country, p->country, 4);
  bool by_default = !country[0] && p->owner == NONE;
  if (by_default) str_code(country, default_country(d, p, role));
  uint32_t number = (uint32_t)(role - d->e->roles.items);
  EntityKind kind = kind_of_role(d, role, p->head);
  bool fresh;
  uint32_t *place = identity(d, 'r', country, number, kind, &fresh);
  bool one = role->kind == ROLE_BODY || (!p->indefinite && role->kind != ROLE_PERSON);
  if (!fresh && one) return *place;
  uint32_t entity = entity_new(d, kind, words_text(d, p->first, p->end), NULL, role);
  if (fresh || one) *place = entity;
  d->known.at[entity].by_default = by_default;
  Entity *e = &d->r->entities.at[entity];
  memcpy(e->country, country, 4);
  if (p->former) add_sector(e, "ELI");
  for (uint32_t i = 0; i < p->n_sectors; i++) add_sector(e, p->sector[i]);
  if (kind == ENTITY_PERSON && role->kind <= ROLE_TITLE) e->role = words_text(d, p->role_first, p->role_end);
  entity_code(d, e);
  if (p->cameo.n) e->code = p->cameo;
  return entity;
}

/* The article tells, or an adjective: « la ministre », « l'ancienne ministre »; the noun itself may be of either. */
uint8_t gender_at(const Doc *d, uint32_t first, uint32_t head) {
  if (first > 0 && word_at(d, first - 1)->upos == UPOS_DET && word_at(d, first - 1)->morph.gender)
    return word_at(d, first - 1)->morph.gender;
  for (uint32_t i = first > 0 ? first - 1 : first; i < head && i < first + 4; i++) {
    const Word *w = word_at(d, i);
    if (w->upos == UPOS_DET && i == first && w->morph.gender) return w->morph.gender;
    if (w->upos == UPOS_ADJ && w->head == head && w->morph.gender) return w->morph.gender;
  }
  /* « l'émissaire », « son porte-parole » show none. */
  const Word *h = word_at(d, head);
  bool either = h->morph.gender == GENDER_MASC && h->form.n && h->form.p[h->form.n - 1] == 'e';
  return either ? GENDER_NONE : h->morph.gender;
}

static bool is_subject(const Word *w) { return w->rel == REL_NSUBJ || (w->rel == REL_OBL && w->sub == SUB_AGENT); }

uint32_t mention_add(Doc *d, uint32_t first, uint32_t end, uint32_t head, uint32_t entity, MentionForm form) {
  Reading *r = d->r;
  uint32_t id = r->mentions.n;
  vec_add(d->arena, &r->mentions,
          ((Mention){.start = r->words.at[first].start, .end = r->words.at[end - 1].end, .sentence = r->words.at[first].sentence,
                     .first_word = first, .end_word = end, .head = head, .entity = entity, .form = form, .place = NONE}));
  r->words.at[head].mention = id;
  Entity *e = &r->entities.at[entity];
  vec_add(d->arena, &e->mentions, id);
  Known *k = &d->known.at[entity];
  k->last_mention = id, k->sentence = r->words.at[first].sentence;
  k->subject = is_subject(&r->words.at[head]);
  k->named |= form == FORM_NAME;
  if (form == FORM_PRONOUN || form == FORM_DEMONYM || form == FORM_METONYM) return id;
  if (!e->gender) e->gender = gender_at(d, first, head);
  if (!e->number && e->kind != ENTITY_PERSON) e->number = r->words.at[head].morph.number;
  return id;
}
