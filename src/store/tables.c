#include "store/tables.h"

#include "io/marks.h"
#include "io/record.h"
#include "io/rows.h"

const Table TABLES[TABLE_COUNT] = {
    {"documents", "doc integer, key text, id text, language text, date text, date_evidence text, title text, url text,"
                  "source text, text_sha256 text, characters integer, text text, story integer",
     "primary key (doc), unique (key)"},
    {"sentences", "doc integer, n integer, start_at integer, end_at integer, kind text, text text",
     "primary key (doc, n), foreign key (doc) references documents (doc)"},
    {"entities", "doc integer, n integer, name text, kind text, code text, country text, sectors text, role text,"
                 "office_from text, office_to text",
     "primary key (doc, n), foreign key (doc) references documents (doc)"},
    {"mentions", "doc integer, n integer, entity integer, sentence integer, start_at integer, end_at integer, text text, form text",
     "primary key (doc, n), foreign key (doc, entity) references entities (doc, n)"},
    {"dates", "doc integer, n integer, start_at integer, end_at integer, text text, value text, kind text",
     "primary key (doc, n), foreign key (doc) references documents (doc)"},
    {"statements", "doc integer, n integer, speaker integer, speaker_name text, cue text, cue_kind text, kind text,"
                   "start_at integer, end_at integer, content_start integer, content_end integer, content text, quotes text, audience text,"
                   "date text, medium text",
     "primary key (doc, n), foreign key (doc, speaker) references entities (doc, n)"},
    {"events", "id text, doc integer, n integer, date text, event text, mode text, context text, quad_code integer, event_scale real,"
               "goldstein real, cameo text, auxiliary text, deadline text, condition text, statement integer, said_by text,"
               "sentence integer, start_at integer, end_at integer, event_text text, place text, place_country text, lat real, lon real, geonameid integer,"
               "actor text, actor_code text, actor_country text, recipient text, recipient_code text, recipient_country text,"
               "link text, rule text, json text",
     "primary key (id), unique (doc, n), foreign key (doc, statement) references statements (doc, n)"},
    {"parties", "event text, side text, n integer, entity integer, doc integer, name text, text text, code text, country text, sectors text, role text",
     "primary key (doc, event, side, n), foreign key (event) references events (id)"},
    {"relations", "doc integer, n integer, kind text, subject text, subject_country text, object text, object_country text,"
                  "value text, auxiliary text, date text, sentence integer, start_at integer, end_at integer,"
                  "subject_entity integer, object_entity integer",
     "primary key (doc, n), foreign key (doc) references documents (doc)"},
    {"labels", "doc integer, n integer, mark text, text text, start_at integer, end_at integer, entities text",
     "primary key (doc, n), foreign key (doc) references documents (doc)"},
    {"errors", "file text, line bigint, id text, reason text", "unique (file, line, id, reason)"},
    {"nearness", "band integer, doc integer", "primary key (band, doc)"},
    {"places", "doc integer, n integer, start_at integer, end_at integer, text text, name text, country text, lat real, lon real, geonameid integer",
     "primary key (doc, n), foreign key (doc) references documents (doc)"},
    {"sketches", "doc integer, story integer, words integer, anchors0 bigint, anchors1 bigint, low0 bigint, low1 bigint, low2 bigint,"
                 "low3 bigint, low4 bigint, low5 bigint, low6 bigint, low7 bigint",
     "primary key (doc)"},
};

/* The fewest: each costs a bulk run seconds. The viewer makes more when it is first opened (derive.c). */
const char *const INDEXES[] = {
    "create index if not exists events_date on events (date)",
    "create index if not exists events_event on events (event, date)",
    "create index if not exists documents_story on documents (story)",
    NULL};

const char *const VIEWS[] = {
    "create view events_plover as select e.id, e.date, e.event, e.mode, e.context, e.quad_code, e.event_scale, e.actor, e.actor_code,"
    " e.actor_country, e.recipient, e.recipient_code, e.recipient_country, e.auxiliary, e.deadline, e.condition, e.said_by,"
    " e.place, e.lat, e.lon, e.event_text, s.text as sentence, d.id as document, d.url, d.source"
    " from events e join documents d on d.doc = e.doc left join sentences s on s.doc = e.doc and s.n = e.sentence",
    "create view events_cameo as select e.id, e.date, a.code as source, r.code as target, e.cameo, e.goldstein, e.quad_code, d.id as document"
    " from events e join documents d on d.doc = e.doc left join parties a on a.doc = e.doc and a.event = e.id and a.side = 'actor'"
    " left join parties r on r.doc = e.doc and r.event = e.id and r.side = 'recipient'",
    "create view events_daily as select date, event, quad_code, actor_country, recipient_country, count(*) as events,"
    " avg(event_scale) as scale from events group by date, event, quad_code, actor_country, recipient_country",
    "create view occurrences as select e.link, min(e.id) as id, min(e.date) as date, min(e.event) as event, min(e.actor) as actor,"
    " min(e.recipient) as recipient, count(*) as reports, count(distinct e.doc) as documents, count(distinct d.story) as stories,"
    " count(distinct d.source) as sources from events e join documents d on d.doc = e.doc where e.link is not null group by e.link",
    NULL};

const char *const MIGRATE_SKETCHES[] = {"drop table if exists bands", "drop table if exists nearness",
                                        "alter table documents drop column simhash", NULL};

const char *const MIGRATE_RELATIONS[] = {"alter table relations add column subject_entity integer",
                                         "alter table relations add column object_entity integer", NULL};

static Value integer(int64_t n) { return (Value){.kind = VALUE_INT, .integer = n}; }
static Value real(double x) { return (Value){.kind = VALUE_REAL, .real = x}; }
static Value text(Str s) { return s.n ? (Value){.kind = VALUE_TEXT, .text = s} : (Value){.kind = VALUE_NULL}; }
static Value index_or_null(uint32_t n) { return n == NONE ? (Value){.kind = VALUE_NULL} : integer(n); }

#define EMIT(table, ...)                                                       \
  do {                                                                         \
    const Value values_[] = {__VA_ARGS__};                                     \
    if (!sink(context, (table), values_, (int)(sizeof values_ / sizeof *values_))) return false; \
  } while (0)
#define START(x) integer(reading_offset(r, (x)->start))
#define STOP(x) integer(reading_offset(r, (x)->end))

static Str sectors_of(Arena *arena, const char (*sector)[4], uint32_t n) {
  Str *all = ARENA_ARRAY(arena, n, Str);
  for (uint32_t i = 0; i < n; i++) all[i] = str_of(sector[i], strlen(sector[i]));
  return str_list(arena, all, n, STR(";"));
}

Sketch table_sketch(const int64_t v[SKETCH_VALUES]) {
  Sketch s = {.words = (uint32_t)v[1], .anchors = {(uint64_t)v[2], (uint64_t)v[3]}};
  for (int i = 0; i < NEAR_WORDS; i++) s.low[i] = (uint64_t)v[4 + i];
  return s;
}

bool table_sketch_rows(const DocumentKey *k, RowSink sink, void *context) {
  const Sketch *s = &k->sketch;
  if (!k->sketched) return true;
#define BITS(x) integer((int64_t)(x))
  EMIT(TABLE_SKETCHES, integer(k->doc), integer(k->story), integer(s->words), BITS(s->anchors[0]), BITS(s->anchors[1]), BITS(s->low[0]),
       BITS(s->low[1]), BITS(s->low[2]), BITS(s->low[3]), BITS(s->low[4]), BITS(s->low[5]), BITS(s->low[6]), BITS(s->low[7]));
#undef BITS
  for (uint32_t i = 0; i < NEAR_BANDS; i++) EMIT(TABLE_BANDS, integer(k->bands[i]), integer(k->doc));
  return true;
}

static bool text_rows(const Reading *r, const DocumentKey *k, RowSink sink, void *context) {
  EMIT(TABLE_DOCUMENTS, integer(k->doc), text(k->key), text(r->id), text(r->language), text(r->date), text(r->date_evidence),
       text(r->title), text(r->url), text(r->source), text(str(r->sha256)), integer(r->characters), text(r->text),
       integer(k->story));
  if (!table_sketch_rows(k, sink, context)) return false;
  for (uint32_t i = 0; i < r->sentences.n; i++) {
    const Sentence *s = &r->sentences.at[i];
    EMIT(TABLE_SENTENCES, integer(k->doc), integer(i), START(s), STOP(s), text(str(sentence_kind_name(s->kind))),
         text(reading_text(r, s->start, s->end)));
  }
  for (uint32_t i = 0; i < r->dates.n; i++) {
    const Date *d = &r->dates.at[i];
    EMIT(TABLE_DATES, integer(k->doc), integer(i), START(d), STOP(d), text(reading_text(r, d->start, d->end)), text(d->value),
         text(str(date_kind_name(d->kind))));
  }
  return true;
}

static bool place_rows(const Reading *r, const DocumentKey *k, RowSink sink, void *context) {
  for (uint32_t i = 0; i < r->places.n; i++) {
    const Place *p = &r->places.at[i];
    Value lat = p->has_point ? real(p->lat) : text((Str){0}), lon = p->has_point ? real(p->lon) : text((Str){0});
    EMIT(TABLE_PLACES, integer(k->doc), integer(i), START(p), STOP(p), text(reading_text(r, p->start, p->end)), text(p->name),
         text(str(p->country)), lat, lon, p->geonameid ? integer(p->geonameid) : text((Str){0}));
  }
  return true;
}

static bool entity_rows(Arena *arena, const Reading *r, const DocumentKey *k, RowSink sink, void *context) {
  for (uint32_t i = 0; i < r->entities.n; i++) {
    const Entity *e = &r->entities.at[i];
    EMIT(TABLE_ENTITIES, integer(k->doc), integer(i), text(marks_line(arena, e->name)), text(str(entity_kind_name(e->kind))), text(e->code),
         text(str(e->country)), text(sectors_of(arena, e->sector, e->n_sectors)), text(e->role), text(e->office_from),
         text(e->office_to));
  }
  for (uint32_t i = 0; i < r->mentions.n; i++) {
    const Mention *m = &r->mentions.at[i];
    EMIT(TABLE_MENTIONS, integer(k->doc), integer(i), integer(m->entity), integer(m->sentence), START(m), STOP(m),
         text(reading_text(r, m->start, m->end)), text(str(mention_form_name(m->form))));
  }
  return true;
}

static Str quotes_of(Arena *arena, const Reading *r, const Statement *s) {
  JsonOut j;
  json_init(&j, arena);
  json_open(&j, NULL, '[');
  for (uint32_t i = 0; i < s->quotes.n; i++) json_str(&j, NULL, reading_text(r, s->quotes.at[i].start, s->quotes.at[i].end));
  json_close(&j, ']');
  return str_of(j.out.p, j.out.n);
}

static Str entity_names(Arena *arena, const Reading *r, const uint32_t *at, uint32_t n) {
  Str *all = ARENA_ARRAY(arena, n, Str);
  for (uint32_t i = 0; i < n; i++) all[i] = r->entities.at[at[i]].name;
  return str_list(arena, all, n, STR(" ; "));
}

static bool statement_rows(Arena *arena, const Reading *r, const DocumentKey *k, RowSink sink, void *context) {
  for (uint32_t i = 0; i < r->statements.n; i++) {
    const Statement *s = &r->statements.at[i];
    Str audience = s->audience.n ? entity_names(arena, r, s->audience.at, s->audience.n) : s->audience_text;
    EMIT(TABLE_STATEMENTS, integer(k->doc), integer(i), index_or_null(s->speaker),
         text(s->speaker == NONE ? (Str){"", 0} : marks_line(arena, r->entities.at[s->speaker].name)), text(s->cue), text(s->cue_kind),
         text(str(statement_kind_name(s->kind))), START(s), STOP(s), integer(reading_offset(r, s->content.start)),
         integer(reading_offset(r, s->content.end)), text(reading_text(r, s->content.start, s->content.end)),
         text(quotes_of(arena, r, s)), text(audience), text(s->date), text(s->medium));
  }
  return true;
}

static bool party_rows(const Reading *r, const EventRow *row, const Event *e, const DocumentKey *k, const char *side, RowSink sink,
                       void *context) {
  (void)r;
  bool actor = side[0] == 'a';
  uint32_t n = actor ? row->n_actors : row->n_recipients;
  for (uint32_t i = 0; i < n; i++) {
    const RowParty *p = actor ? &row->actor[i] : &row->recipient[i];
    uint32_t entity = actor ? e->actors.at[i].entity : e->recipients.at[i].entity;
    EMIT(TABLE_PARTIES, text(row->id), text(str(side)), integer(i), index_or_null(entity), integer(k->doc), text(p->name),
         text(p->text), text(p->code), text(p->country), text(p->sectors), text(p->role));
  }
  return true;
}

static Str side(Arena *arena, const RowParty *at, uint32_t n, int what) {
  Str all[ROW_PARTIES];
  for (uint32_t i = 0; i < n; i++) all[i] = what == 0 ? at[i].name : what == 1 ? at[i].code : at[i].country;
  return str_list(arena, all, n, STR(" ; "));
}

static bool event_rows(Arena *arena, const Reading *r, const DocumentKey *k, RowSink sink, void *context) {
  EventRow *row = ARENA_NEW(arena, EventRow);
  for (uint32_t i = 0; i < r->events.n; i++) {
    const Event *e = &r->events.at[i];
    row_of_event(arena, r, i, row);
    Value lat = row->has_point ? real(row->lat) : text((Str){0}), lon = row->has_point ? real(row->lon) : text((Str){0});
    EMIT(TABLE_EVENTS, text(row->id), integer(k->doc), integer(i), text(row->date), text(row->type), text(row->modes),
         text(row->contexts), integer(row->quad), real(row->scale), real(row->goldstein), text(row->cameo), text(row->auxiliary),
         text(row->deadline), text(row->condition), index_or_null(e->statement), text(row->speaker), integer(e->sentence),
         integer(row->start), integer(row->end), text(row->words), text(row->place), text(row->place_country), lat, lon,
         row->geonameid ? integer(row->geonameid) : text((Str){0}), text(side(arena, row->actor, row->n_actors, 0)),
         text(side(arena, row->actor, row->n_actors, 1)), text(side(arena, row->actor, row->n_actors, 2)),
         text(side(arena, row->recipient, row->n_recipients, 0)), text(side(arena, row->recipient, row->n_recipients, 1)),
         text(side(arena, row->recipient, row->n_recipients, 2)), text(row->link), text(row->rule),
         text(record_event_stored(arena, r, i)));
    if (!party_rows(r, row, e, k, "actor", sink, context) || !party_rows(r, row, e, k, "recipient", sink, context)) return false;
  }
  return true;
}

static Str auxiliary(uint8_t bits) {
  return bits & AUX_NEGATION ? STR("negation") : bits & AUX_HYPOTHETICAL ? STR("hypothetical") : bits & AUX_FUTURE ? STR("future") : (Str){"", 0};
}

static Str party_country(const Party *p) { return str_of(p->country, strlen(p->country)); }

static bool standing_rows(Arena *arena, const Reading *r, const DocumentKey *k, RowSink sink, void *context) {
  for (uint32_t i = 0; i < r->relations.n; i++) {
    const Relation *x = &r->relations.at[i];
    EMIT(TABLE_RELATIONS, integer(k->doc), integer(i), text(str(relation_kind_name(x->kind))),
         text(marks_party(arena, r, &x->subject)), text(party_country(&x->subject)),
         text(x->object.end ? marks_party(arena, r, &x->object) : (Str){0}), text(party_country(&x->object)), text(x->value),
         text(auxiliary(x->auxiliary)), text(x->date), integer(x->sentence), START(x), STOP(x),
         index_or_null(x->subject.entity), x->object.end ? index_or_null(x->object.entity) : text((Str){0}));
  }
  for (uint32_t i = 0; i < r->labels.n; i++) {
    const Label *l = &r->labels.at[i];
    EMIT(TABLE_LABELS, integer(k->doc), integer(i), text(l->mark), text(l->text), START(l), STOP(l),
         text(entity_names(arena, r, l->entities.at, l->entities.n)));
  }
  return true;
}

bool table_rows(Arena *arena, const Reading *r, const DocumentKey *key, RowSink sink, void *context) {
  return text_rows(r, key, sink, context) && place_rows(r, key, sink, context) && entity_rows(arena, r, key, sink, context) &&
         statement_rows(arena, r, key, sink, context) && event_rows(arena, r, key, sink, context) &&
         standing_rows(arena, r, key, sink, context);
}

bool table_error_row(Arena *arena, Str file, uint64_t line, Str id, Str reason, RowSink sink, void *context) {
  (void)arena;
  EMIT(TABLE_ERRORS, (Value){.kind = VALUE_TEXT, .text = file}, integer((int64_t)line), (Value){.kind = VALUE_TEXT, .text = id}, text(reason));
  return true;
}
