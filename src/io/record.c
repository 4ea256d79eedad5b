#include "io/record.h"

static void span(JsonOut *j, const Reading *r, uint32_t start, uint32_t end) {
  json_uint(j, "start", reading_offset(r, start));
  json_uint(j, "end", reading_offset(r, end));
}

static void sectors(JsonOut *j, const char (*sector)[4], uint32_t n) {
  json_open(j, "sector", '[');
  for (uint32_t i = 0; i < n; i++) json_str(j, NULL, str(sector[i]));
  json_close(j, ']');
}

static void document(JsonOut *j, const Reading *r) {
  json_open(j, "document", '{');
  json_str_or_null(j, "id", r->id);
  json_str_or_null(j, "language", r->language);
  json_str_or_null(j, "date", r->date);
  json_str_or_null(j, "date_evidence", r->date_evidence);
  json_str_or_null(j, "title", r->title);
  json_str_or_null(j, "url", r->url);
  json_str_or_null(j, "source", r->source);
  json_str(j, "text_sha256", str(r->sha256));
  json_uint(j, "characters", r->characters);
  json_close(j, '}');
}

static void sentences(JsonOut *j, const Reading *r) {
  json_open(j, "sentences", '[');
  for (uint32_t i = 0; i < r->sentences.n; i++) {
    const Sentence *s = &r->sentences.at[i];
    json_open(j, NULL, '{');
    span(j, r, s->start, s->end);
    json_str(j, "kind", str(sentence_kind_name(s->kind)));
    json_close(j, '}');
  }
  json_close(j, ']');
}

static void mentions(JsonOut *j, const Reading *r, const Entity *e) {
  json_open(j, "mentions", '[');
  for (uint32_t i = 0; i < e->mentions.n; i++) {
    const Mention *m = &r->mentions.at[e->mentions.at[i]];
    json_open(j, NULL, '{');
    span(j, r, m->start, m->end);
    json_str(j, "text", reading_text(r, m->start, m->end));
    json_uint(j, "sentence", m->sentence);
    json_str(j, "form", str(mention_form_name(m->form)));
    json_close(j, '}');
  }
  json_close(j, ']');
}

static void entities(JsonOut *j, const Reading *r) {
  json_open(j, "entities", '[');
  for (uint32_t i = 0; i < r->entities.n; i++) {
    const Entity *e = &r->entities.at[i];
    json_open(j, NULL, '{');
    json_ref(j, "id", 'e', i);
    json_str(j, "name", e->name);
    json_str(j, "kind", str(entity_kind_name(e->kind)));
    json_str_or_null(j, "code", e->code);
    json_str_or_null(j, "country", str(e->country));
    sectors(j, e->sector, e->n_sectors);
    json_str_or_null(j, "role", e->role);
    json_str_or_null(j, "office_from", e->office_from);
    json_str_or_null(j, "office_to", e->office_to);
    json_open(j, "labels", '[');
    for (uint32_t k = 0; k < e->labels.n; k++) json_ref(j, NULL, 'l', e->labels.at[k]);
    json_close(j, ']');
    json_open(j, "members", '[');
    for (uint32_t k = 0; k < e->members.n; k++) json_ref(j, NULL, 'e', e->members.at[k]);
    json_close(j, ']');
    mentions(j, r, e);
    json_close(j, '}');
  }
  json_close(j, ']');
}

static void dates(JsonOut *j, const Reading *r) {
  json_open(j, "dates", '[');
  for (uint32_t i = 0; i < r->dates.n; i++) {
    const Date *d = &r->dates.at[i];
    json_open(j, NULL, '{');
    span(j, r, d->start, d->end);
    json_str(j, "text", reading_text(r, d->start, d->end));
    json_str_or_null(j, "value", d->value);
    json_str(j, "kind", str(date_kind_name(d->kind)));
    json_close(j, '}');
  }
  json_close(j, ']');
}

static void point(JsonOut *j, const Place *p) {
  if (p->has_point) {
    json_number(j, "lat", p->lat, 5);
    json_number(j, "lon", p->lon, 5);
  } else {
    json_nothing(j, "lat");
    json_nothing(j, "lon");
  }
  if (p->geonameid) json_uint(j, "geonameid", p->geonameid);
  else json_nothing(j, "geonameid");
}

static void places(JsonOut *j, const Reading *r) {
  json_open(j, "places", '[');
  for (uint32_t i = 0; i < r->places.n; i++) {
    const Place *p = &r->places.at[i];
    json_open(j, NULL, '{');
    span(j, r, p->start, p->end);
    json_str(j, "text", reading_text(r, p->start, p->end));
    json_str_or_null(j, "name", p->name);
    json_str_or_null(j, "country", str(p->country));
    point(j, p);
    json_close(j, '}');
  }
  json_close(j, ']');
}

static void labels(JsonOut *j, const Reading *r) {
  json_open(j, "labels", '[');
  for (uint32_t i = 0; i < r->labels.n; i++) {
    const Label *l = &r->labels.at[i];
    json_open(j, NULL, '{');
    json_ref(j, "id", 'l', i);
    json_str(j, "mark", l->mark);
    json_str(j, "text", l->text);
    span(j, r, l->start, l->end);
    json_open(j, "entities", '[');
    for (uint32_t k = 0; k < l->entities.n; k++) json_ref(j, NULL, 'e', l->entities.at[k]);
    json_close(j, ']');
    json_close(j, '}');
  }
  json_close(j, ']');
}

static void audience(JsonOut *j, const Statement *s) {
  json_open(j, "audience", '[');
  for (uint32_t k = 0; k < s->audience.n; k++) json_ref(j, NULL, 'e', s->audience.at[k]);
  json_close(j, ']');
  json_str_or_null(j, "audience_text", s->audience_text);
}

static void statements(JsonOut *j, const Reading *r) {
  json_open(j, "statements", '[');
  for (uint32_t i = 0; i < r->statements.n; i++) {
    const Statement *s = &r->statements.at[i];
    json_open(j, NULL, '{');
    json_ref(j, "id", 's', i);
    json_ref(j, "speaker", 'e', s->speaker);
    audience(j, s);
    json_str_or_null(j, "cue", s->cue);
    json_str_or_null(j, "cue_kind", s->cue_kind);
    span(j, r, s->start, s->end);
    json_str(j, "kind", str(statement_kind_name(s->kind)));
    json_open(j, "content", '{');
    span(j, r, s->content.start, s->content.end);
    json_close(j, '}');
    json_open(j, "quotes", '[');
    for (uint32_t k = 0; k < s->quotes.n; k++) {
      json_open(j, NULL, '{');
      span(j, r, s->quotes.at[k].start, s->quotes.at[k].end);
      json_str(j, "text", reading_text(r, s->quotes.at[k].start, s->quotes.at[k].end));
      json_close(j, '}');
    }
    json_close(j, ']');
    json_str_or_null(j, "date", s->date);
    json_str_or_null(j, "medium", s->medium);
    json_close(j, '}');
  }
  json_close(j, ']');
}

static void party(JsonOut *j, const Reading *r, const char *key, const Party *p) {
  json_open(j, key, '{');
  json_ref(j, "entity", 'e', p->entity);
  json_str(j, "entity_text", reading_text(r, p->start, p->end));
  span(j, r, p->start, p->end);
  json_str_or_null(j, "code", p->code);
  json_str_or_null(j, "country", str(p->country));
  sectors(j, p->sector, p->n_sectors);
  json_close(j, '}');
}

static void strings(JsonOut *j, const char *key, const Str *at, uint32_t n) {
  json_open(j, key, '[');
  for (uint32_t i = 0; i < n; i++) json_str(j, NULL, at[i]);
  json_close(j, ']');
}

static void auxiliary(JsonOut *j, uint8_t bits) {
  static const char *const NAMES[] = {"historical", "future", "hypothetical", "negation"};
  json_open(j, "auxiliary", '[');
  for (uint32_t i = 0; i < 4; i++)
    if (bits & (1u << i)) json_str(j, NULL, str(NAMES[i]));
  json_close(j, ']');
}

static void location(JsonOut *j, const Reading *r, uint32_t place) {
  if (place == NONE) {
    json_nothing(j, "event_loc");
    return;
  }
  const Place *p = &r->places.at[place];
  json_open(j, "event_loc", '{');
  json_str(j, "extracted_place", reading_text(r, p->start, p->end));
  json_str_or_null(j, "resolved_place", p->name);
  json_str_or_null(j, "country", str(p->country));
  point(j, p);
  json_close(j, '}');
}

static void condition(JsonOut *j, const Reading *r, const Event *e) {
  if (!e->condition.end) {
    json_nothing(j, "condition");
    return;
  }
  json_open(j, "condition", '{');
  json_str(j, "text", reading_text(r, e->condition.start, e->condition.end));
  span(j, r, e->condition.start, e->condition.end);
  json_ref(j, "event", 'v', e->condition_event);
  json_close(j, '}');
}

/* All of an event but its rule. */
static void event_fields(JsonOut *j, const Reading *r, uint32_t event, Str id) {
  const Event *e = &r->events.at[event];
  if (id.n) json_str(j, "id", id);
  else json_ref(j, "id", 'v', event);
  json_open(j, "event", '[');
  json_str(j, NULL, e->type);
  json_close(j, ']');
  strings(j, "mode", e->modes.at, e->modes.n);
  strings(j, "context", e->contexts.at, e->contexts.n);
  json_open(j, "actor", '[');
  for (uint32_t i = 0; i < e->actors.n; i++) party(j, r, NULL, &e->actors.at[i]);
  json_close(j, ']');
  json_open(j, "recipient", '[');
  for (uint32_t i = 0; i < e->recipients.n; i++) party(j, r, NULL, &e->recipients.at[i]);
  json_close(j, ']');
  json_open(j, "event_text", '[');
  for (uint32_t i = 0; i < e->words.n; i++) json_str(j, NULL, reading_text(r, e->words.at[i].start, e->words.at[i].end));
  json_close(j, ']');
  location(j, r, e->place);
  json_str_or_null(j, "date", e->date);
  json_uint(j, "quad_code", e->quad);
  json_number(j, "event_scale", e->scale, 1);
  json_str_or_null(j, "cameo", e->cameo);
  auxiliary(j, e->auxiliary);
  json_str_or_null(j, "deadline", e->deadline);
  condition(j, r, e);
  json_ref(j, "statement", 's', e->statement);
  json_uint(j, "sentence", e->sentence);
  span(j, r, e->start, e->end);
}

static void events(JsonOut *j, const Reading *r) {
  json_open(j, "events", '[');
  for (uint32_t i = 0; i < r->events.n; i++) {
    json_open(j, NULL, '{');
    event_fields(j, r, i, (Str){0});
    json_str_or_null(j, "rule", r->events.at[i].rule);
    json_close(j, '}');
  }
  json_close(j, ']');
}

static void relations(JsonOut *j, const Reading *r) {
  json_open(j, "relations", '[');
  for (uint32_t i = 0; i < r->relations.n; i++) {
    const Relation *x = &r->relations.at[i];
    json_open(j, NULL, '{');
    json_ref(j, "id", 'r', i);
    json_str(j, "kind", str(relation_kind_name(x->kind)));
    party(j, r, "subject", &x->subject);
    if (x->object.end) party(j, r, "object", &x->object);
    else json_nothing(j, "object");
    json_str_or_null(j, "value", x->value);
    auxiliary(j, x->auxiliary);
    json_str_or_null(j, "date", x->date);
    json_uint(j, "sentence", x->sentence);
    span(j, r, x->start, x->end);
    json_close(j, '}');
  }
  json_close(j, ']');
}

static void notes(JsonOut *j, const Reading *r) {
  json_open(j, "notes", '[');
  for (uint32_t i = 0; i < r->diags.all.n; i++) json_str(j, NULL, r->diags.all.at[i].message);
  json_close(j, ']');
}

Str record_reading(Arena *arena, const Reading *r) {
  JsonOut j;
  json_init(&j, arena);
  json_open(&j, NULL, '{');
  json_str(&j, "schema", STR(RECORD_SCHEMA));
  document(&j, r);
  sentences(&j, r);
  entities(&j, r);
  dates(&j, r);
  places(&j, r);
  labels(&j, r);
  statements(&j, r);
  events(&j, r);
  relations(&j, r);
  notes(&j, r);
  json_close(&j, '}');
  bytes_add(&j.out, "\n", 1);
  return str_of(j.out.p, j.out.n);
}

Str record_event_id(Arena *arena, const Reading *r, uint32_t event) {
  uint64_t h = str_hash(r->id) ^ (str_hash(str(r->sha256)) * 31);
  char room[16 + 1 + 10], *end = room + sizeof room, *p = end;
  for (uint32_t n = event + 1; n; n /= 10) *--p = (char)('0' + n % 10);
  *--p = '-';
  for (int i = 0; i < 16; i++, h >>= 4) *--p = "0123456789abcdef"[h & 15];
  return str_dup(arena, str_of(p, (size_t)(end - p)));
}

Str record_event_stored(Arena *arena, const Reading *r, uint32_t event) {
  JsonOut j;
  json_init(&j, arena);
  json_open(&j, NULL, '{');
  event_fields(&j, r, event, record_event_id(arena, r, event));
  return str_of(j.out.p, j.out.n);
}

Str record_stored_line(Arena *arena, const RecordStored *s) {
  JsonOut j;
  json_init(&j, arena);
  bytes_add(&j.out, s->event.p, s->event.n);
  j.comma = true;
  json_str_or_null(&j, "rule", s->rule);
  json_str(&j, "document", s->document);
  json_str(&j, "text", s->text);
  json_open(&j, "cite_info", '{');
  json_str_or_null(&j, "title", s->title);
  json_str_or_null(&j, "url", s->url);
  json_str_or_null(&j, "publication", s->source);
  json_str_or_null(&j, "language", s->language);
  json_str_or_null(&j, "date", s->date);
  json_close(&j, '}');
  json_str(&j, "coder", STR(RECORD_SCHEMA));
  json_close(&j, '}');
  bytes_add(&j.out, "\n", 1);
  return str_of(j.out.p, j.out.n);
}

Str record_event_line(Arena *arena, const Reading *r, uint32_t event) {
  const Event *e = &r->events.at[event];
  const Sentence *s = &r->sentences.at[e->sentence];
  RecordStored stored = {.event = record_event_stored(arena, r, event), .rule = e->rule, .document = r->id,
                         .text = reading_text(r, s->start, s->end), .title = r->title, .url = r->url, .source = r->source,
                         .language = r->language, .date = r->date};
  return record_stored_line(arena, &stored);
}
