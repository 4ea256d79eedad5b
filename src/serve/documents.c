/* documents.c: the list, and one document whole. */
#include "serve/items.h"
#include "store/derive.h"

typedef struct {
  Ask *ask;
  uint32_t taken, limit;
  EventKey last;
} DocumentRows;

static bool one_document(void *context, const Str *c, int n) {
  (void)n;
  DocumentRows *rows = context;
  JsonOut *j = &rows->ask->json;
  if (++rows->taken > rows->limit) return false;
  rows->last = (EventKey){(uint32_t)to_int(c[0]), 0};
  json_open(j, NULL, '{');
  items_document_fields(rows->ask, c);
  json_int(j, "characters", c[7]);
  json_int(j, "story", c[8]);
  json_int(j, "events", c[9]);
  json_int(j, "statements", c[10]);
  json_close(j, '}');
  return true;
}

typedef struct {
  Str from, until, source, language, q;
  long limit;
  EventKey after;
  bool has_after;
  int sort;
} DocumentList;

static void conditions(const Ask *ask, const DocumentList *l, Sql *sql) {
  if (l->from.n) sql_add(sql, " and d.date >= "), sql_value(sql, l->from);
  if (l->until.n) sql_add(sql, " and d.date <= "), sql_value(sql, l->until);
  if (l->source.n) sql_add(sql, " and d.source = "), sql_value(sql, l->source);
  if (l->language.n) sql_add(sql, " and d.language = "), sql_value(sql, l->language);
  if (!l->q.n) return;
  bool postgres = store_reader_is_postgres(ask->reader);
  const char *const columns[] = {"d.title", "d.id"};
  for (int i = 0; i < 2; i++) {
    sql_add(sql, i ? " or " : " and (");
    sql_add(sql, postgres ? "position(lower(" : "instr(fold(");
    if (postgres) sql_value(sql, l->q), sql_add(sql, ") in lower("), sql_add(sql, columns[i]);
    else sql_add(sql, columns[i]), sql_add(sql, "), fold("), sql_value(sql, l->q);
    sql_add(sql, postgres ? ")) > 0" : ")) > 0");
  }
  sql_add(sql, ")");
}

/* Documents without a date come last, whichever way they are sorted. */
static void page(const Ask *ask, const DocumentList *l, Sql *sql) {
  const char *down = l->sort ? "" : " desc", *sign = l->sort ? " > " : " < ";
  sql_add(sql, "select " ITEM_DOCUMENT_COLUMNS ", d.characters, d.story, (select count(*) from events e where e.doc = d.doc),"
               " (select count(*) from statements s where s.doc = d.doc) from documents d where 1 = 1");
  conditions(ask, l, sql);
  if (l->has_after) {
    sql_add(sql, " and exists (select 1 from documents b where b.doc = "), sql_number(sql, l->after.doc);
    sql_add(sql, " and ((b.date is not null and (d.date is null or (d.date, d.doc)"), sql_add(sql, sign);
    sql_add(sql, "(b.date, b.doc))) or (b.date is null and d.date is null and d.doc"), sql_add(sql, sign), sql_add(sql, "b.doc)))");
  }
  sql_add(sql, " order by d.date"), sql_add(sql, down);
  sql_add(sql, " nulls last, d.doc"), sql_add(sql, down), sql_add(sql, " limit "), sql_number(sql, l->limit + 1);
}

bool api_documents(Ask *ask) {
  static const char *const SORTS[] = {"-date", "date", NULL};
  DocumentList l = {0};
  Sql sql, count;
  if (!ask_day(ask, "from", &l.from) || !ask_day(ask, "until", &l.until) || !ask_text(ask, "source", &l.source) ||
      !ask_language(ask, &l.language) || !ask_text(ask, "q", &l.q) || !ask_choice(ask, "sort", SORTS, &l.sort) ||
      !ask_page(ask, &l.limit, &l.after, &l.has_after) || !ask_done(ask))
    return false;
  DocumentRows rows = {.ask = ask, .limit = (uint32_t)l.limit};
  sql_init(&sql, ask->arena);
  page(ask, &l, &sql);
  if (!ask_list(ask, "items", &sql, one_document, &rows)) return false;
  ask_next(ask, rows.taken > rows.limit ? &rows.last : NULL);
  sql_init(&count, ask->arena);
  sql_add(&count, "select 1 from documents d where 1 = 1");
  conditions(ask, &l, &count);
  ask_total(ask, l.has_after ? NULL : &count);
  return true;
}

typedef struct {
  Ask *ask;
  int64_t doc, story;
} Found;

static bool head(void *context, const Str *c, int n) {
  (void)n;
  Found *f = context;
  JsonOut *j = &f->ask->json;
  f->doc = to_int(c[0]);
  f->story = to_int(c[11]);
  items_document_fields(f->ask, c);
  json_text(j, "date_evidence", c[7]);
  json_int(j, "characters", c[8]);
  json_text(j, "text_sha256", c[9]);
  json_str(j, "text", c[10]);
  json_int(j, "story", c[11]);
  return false;
}

static void span(JsonOut *j, const Str *c) {
  json_int(j, "start", c[0]);
  json_int(j, "end", c[1]);
}

static bool one_sentence(void *context, const Str *c, int n) {
  (void)n;
  JsonOut *j = &((Ask *)context)->json;
  json_open(j, NULL, '{');
  json_int(j, "n", c[0]);
  span(j, c + 1);
  json_text(j, "kind", c[3]);
  json_close(j, '}');
  return true;
}

/* Labels name whom they mark, joined by « ; ». */
static bool next_name(Str *rest, Str *name) {
  if (!rest->n) return false;
  uint32_t at = str_find(*rest, STR(" ; "));
  *name = at == UINT32_MAX ? *rest : str_sub(*rest, 0, at);
  *rest = at == UINT32_MAX ? (Str){"", 0} : str_sub(*rest, at + 3, rest->n);
  return true;
}

typedef struct {
  Ask *ask;
  Vec(Str) names; /* of label n, as joined */
} LabelNames;

static bool take_label_names(void *context, const Str *c, int n) {
  (void)n;
  LabelNames *l = context;
  vec_add(l->ask->arena, &l->names, ask_keep(l->ask, c[0]));
  return true;
}

static void labels_of(JsonOut *j, const LabelNames *l, Str entity) {
  json_open(j, "labels", '[');
  for (uint32_t i = 0; i < l->names.n; i++) {
    Str rest = l->names.at[i], name;
    bool marks = false;
    while (!marks && next_name(&rest, &name)) marks = str_eq(name, entity);
    if (marks) json_uint(j, NULL, i);
  }
  json_close(j, ']');
}

static bool one_entity(void *context, const Str *c, int n) {
  (void)n;
  LabelNames *labels = context;
  JsonOut *j = &labels->ask->json;
  json_open(j, NULL, '{');
  json_int(j, "n", c[0]);
  json_text(j, "key", c[1]);
  json_str(j, "name", c[2]);
  json_text(j, "kind", c[3]);
  json_text(j, "code", c[4]);
  json_text(j, "country", c[5]);
  json_list(j, "sectors", c[6]);
  json_text(j, "role", c[7]);
  json_text(j, "office_from", c[8]);
  json_text(j, "office_to", c[9]);
  labels_of(j, labels, c[2]);
  json_close(j, '}');
  return true;
}

static bool one_mention(void *context, const Str *c, int n) {
  (void)n;
  JsonOut *j = &((Ask *)context)->json;
  json_open(j, NULL, '{');
  json_int(j, "entity", c[0]);
  json_int(j, "sentence", c[1]);
  span(j, c + 2);
  json_text(j, "form", c[4]);
  json_close(j, '}');
  return true;
}

static bool one_date(void *context, const Str *c, int n) {
  (void)n;
  JsonOut *j = &((Ask *)context)->json;
  json_open(j, NULL, '{');
  span(j, c);
  json_text(j, "value", c[2]);
  json_text(j, "kind", c[3]);
  json_close(j, '}');
  return true;
}

static bool one_place(void *context, const Str *c, int n) {
  (void)n;
  JsonOut *j = &((Ask *)context)->json;
  json_open(j, NULL, '{');
  span(j, c);
  json_text(j, "name", c[2]);
  json_text(j, "country", c[3]);
  json_decimal(j, "lat", c[4]);
  json_decimal(j, "lon", c[5]);
  json_int(j, "geonameid", c[6]);
  json_close(j, '}');
  return true;
}

static bool one_statement(void *context, const Str *c, int n) {
  (void)n;
  JsonOut *j = &((Ask *)context)->json;
  json_open(j, NULL, '{');
  json_int(j, "n", c[0]);
  if (c[3].n) {
    json_open(j, "speaker", '{');
    json_int(j, "entity", c[1]);
    json_text(j, "key", c[2]);
    json_str(j, "name", c[3]);
    json_close(j, '}');
  } else {
    json_nothing(j, "speaker");
  }
  json_text(j, "cue", c[4]);
  json_text(j, "cue_kind", c[5]);
  json_text(j, "kind", c[6]);
  span(j, c + 7);
  json_open(j, "content", '{');
  span(j, c + 9);
  json_str(j, "text", c[11]);
  json_close(j, '}');
  json_open(j, "quotes", '[');
  if (c[12].n > 2) bytes_add(&j->out, c[12].p + 1, c[12].n - 2);
  json_close(j, ']');
  json_text(j, "audience", c[13]);
  json_text(j, "date", c[14]);
  json_text(j, "medium", c[15]);
  json_close(j, '}');
  return true;
}

static bool one_label(void *context, const Str *c, int n) {
  (void)n;
  JsonOut *j = &((Ask *)context)->json;
  json_open(j, NULL, '{');
  json_int(j, "n", c[0]);
  json_text(j, "mark", c[1]);
  json_str(j, "text", c[2]);
  span(j, c + 3);
  json_open(j, "entities", '[');
  Str rest = c[5], name;
  while (next_name(&rest, &name)) json_str(j, NULL, name);
  json_close(j, ']');
  json_close(j, '}');
  return true;
}

static bool one_similar(void *context, const Str *c, int n) {
  (void)n;
  items_document(context, NULL, c);
  return true;
}

static const struct {
  const char *name, *select, *order;
  RowReader row;
} PARTS[] = {
    {"sentences", "select x.n, x.start_at, x.end_at, x.kind from sentences x where x.doc = ", " order by x.n", one_sentence},
    {"mentions", "select x.entity, x.sentence, x.start_at, x.end_at, x.form from mentions x where x.doc = ", " order by x.n", one_mention},
    {"dates", "select x.start_at, x.end_at, x.value, x.kind from dates x where x.doc = ", " order by x.n", one_date},
    {"places", "select x.start_at, x.end_at, coalesce(x.name, x.text), x.country, x.lat, x.lon, x.geonameid from places x where x.doc = ",
     " order by x.n", one_place},
    {"statements",
     "select x.n, x.speaker, " ACTOR_KEY("t.name", "t.country", "t.kind") ", x.speaker_name, x.cue, x.cue_kind, x.kind, x.start_at, x.end_at,"
     " x.content_start, x.content_end, x.content, x.quotes, x.audience, x.date, x.medium from statements x"
     " left join entities t on t.doc = x.doc and t.n = x.speaker where x.doc = ", " order by x.n", one_statement},
    {"labels", "select x.n, x.mark, x.text, x.start_at, x.end_at, x.entities from labels x where x.doc = ", " order by x.n", one_label},
};

static bool entities(Ask *ask, int64_t doc) {
  LabelNames labels = {.ask = ask};
  Sql sql;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select entities from labels where doc = "), sql_number(&sql, doc), sql_add(&sql, " order by n");
  if (!ask_run(ask, &sql, take_label_names, &labels)) return false;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select x.n, a.key, x.name, x.kind, x.code, x.country, x.sectors, x.role, x.office_from, x.office_to from entities x"
                " left join actors a on a.key = " ACTOR_KEY("x.name", "x.country", "x.kind") " where x.doc = ");
  sql_number(&sql, doc), sql_add(&sql, " order by x.n");
  return ask_list(ask, "entities", &sql, one_entity, &labels);
}

static bool relations(Ask *ask, int64_t doc) {
  Sql sql;
  sql_init(&sql, ask->arena);
  sql_add(&sql, ITEM_RELATION_SELECT);
  sql_add(&sql, " where r.doc = "), sql_number(&sql, doc), sql_add(&sql, " order by r.n");
  return ask_list(ask, "relations", &sql, items_relation, ask);
}

/* A document has as many events as it has: page after page of them. */
static bool events(Ask *ask, int64_t doc) {
  Sql sql;
  KeyList list = {.arena = ask->arena};
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select doc, n from events where doc = "), sql_number(&sql, doc), sql_add(&sql, " order by n");
  if (!ask_run(ask, &sql, take_key, &list)) return false;
  json_open(&ask->json, "events", '[');
  for (uint32_t at = 0; at < list.keys.n; at += 500) {
    uint32_t n = list.keys.n - at < 500 ? list.keys.n - at : 500;
    if (!items_events(ask, list.keys.at + at, n, (ItemOptions){.document = false})) return false;
  }
  json_close(&ask->json, ']');
  return true;
}

static bool similar(Ask *ask, const Found *f) {
  Sql sql;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select " ITEM_DOCUMENT_COLUMNS " from documents d where d.story = "), sql_number(&sql, f->story);
  sql_add(&sql, " and d.doc <> "), sql_number(&sql, f->doc), sql_add(&sql, " order by d.doc limit 20");
  return ask_list(ask, "similar", &sql, one_similar, ask);
}

static bool find_document(Ask *ask, Str id, bool number, Found *f) {
  Sql sql;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select " ITEM_DOCUMENT_COLUMNS ", d.date_evidence, d.characters, d.text_sha256, d.text, d.story from documents d where ");
  if (number) sql_add(&sql, "d.doc = "), sql_number(&sql, to_int(id));
  else sql_add(&sql, "d.id = "), sql_value(&sql, id);
  sql_add(&sql, " order by d.doc limit 1");
  return ask_run(ask, &sql, head, f);
}

bool api_document(Ask *ask, Str id) {
  Found f = {.ask = ask};
  bool digits = id.n > 0 && id.n < 10;
  for (uint32_t i = 0; i < id.n && digits; i++) digits = id.p[i] >= '0' && id.p[i] <= '9';
  if (!ask_done(ask)) return false;
  if (digits && !find_document(ask, id, true, &f)) return false;
  if (!f.doc && !find_document(ask, id, false, &f)) return false;
  if (!f.doc) return ask_fail(ask, 404, NULL, "there is no such document");
  for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
    Sql sql;
    sql_init(&sql, ask->arena);
    sql_add(&sql, PARTS[i].select), sql_number(&sql, f.doc), sql_add(&sql, PARTS[i].order);
    json_open(&ask->json, PARTS[i].name, '[');
    if (!ask_run(ask, &sql, PARTS[i].row, ask)) return false;
    json_close(&ask->json, ']');
  }
  return entities(ask, f.doc) && events(ask, f.doc) && relations(ask, f.doc) && similar(ask, &f);
}
