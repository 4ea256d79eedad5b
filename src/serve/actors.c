/* actors.c: who there is, and one of them with its partners. */
#include "serve/items.h"
#include "store/derive.h"

typedef struct {
  Ask *ask;
  uint32_t taken, limit;
  EventKey last;
} ActorRows;

#define ACTOR_COLUMNS "a.key, a.name, a.kind, a.code, a.country, a.events, a.as_actor, a.as_recipient, a.statements, a.first_day, a.last_day, a.id"

static void count_fields(JsonOut *j, const Str *c, const char *statements) {
  json_str(j, "key", c[0]);
  json_str(j, "name", c[1]);
  json_text(j, "kind", c[2]);
  json_text(j, "code", c[3]);
  json_text(j, "country", c[4]);
  json_int(j, "events", c[5]);
  json_int(j, "as_actor", c[6]);
  json_int(j, "as_recipient", c[7]);
  json_int(j, statements, c[8]);
  json_text(j, "first_day", c[9]);
  json_text(j, "last_day", c[10]);
}

static bool one_actor(void *context, const Str *c, int n) {
  (void)n;
  ActorRows *rows = context;
  JsonOut *j = &rows->ask->json;
  if (++rows->taken > rows->limit) return false;
  rows->last = (EventKey){(uint32_t)to_int(c[11]), 0};
  json_open(j, NULL, '{');
  count_fields(j, c, "statements");
  json_close(j, '}');
  return true;
}

typedef struct {
  Str q, country;
  int kind, sort;
  long limit;
  EventKey after;
  bool has_after;
} ActorList;

static const char *const KINDS[] = {"person", "group", "organisation", "country", "place", "people", NULL};

static void conditions(const Ask *ask, const ActorList *l, Sql *sql) {
  if (l->country.n) sql_add(sql, " and a.country = "), sql_value(sql, l->country);
  if (l->kind >= 0) sql_add(sql, " and a.kind = "), sql_value(sql, str(KINDS[l->kind]));
  if (!l->q.n) return;
  bool postgres = store_reader_is_postgres(ask->reader);
  sql_add(sql, postgres ? " and (position(lower(" : " and (instr(fold(a.name), fold(");
  sql_value(sql, l->q);
  sql_add(sql, postgres ? ") in lower(a.name)) > 0" : ")) > 0");
  sql_add(sql, " or substr(a.code, 1, length("), sql_value(sql, l->q), sql_add(sql, ")) = "), sql_value(sql, l->q), sql_add(sql, ")");
}

static void page(const Ask *ask, const ActorList *l, Sql *sql) {
  static const char *const COLUMNS[] = {"a.events", "a.name", "coalesce(a.last_day, '')"}, *const OF_LAST[] = {"b.events", "b.name", "coalesce(b.last_day, '')"};
  const char *down = l->sort == 1 ? "" : " desc";
  sql_add(sql, "select " ACTOR_COLUMNS " from actors a where 1 = 1");
  conditions(ask, l, sql);
  if (l->has_after) {
    sql_add(sql, " and ("), sql_add(sql, COLUMNS[l->sort]), sql_add(sql, l->sort == 1 ? ", a.id) > (select " : ", a.id) < (select ");
    sql_add(sql, OF_LAST[l->sort]), sql_add(sql, ", b.id from actors b where b.id = "), sql_number(sql, l->after.doc), sql_add(sql, ")");
  }
  sql_add(sql, " order by "), sql_add(sql, COLUMNS[l->sort]), sql_add(sql, down), sql_add(sql, ", a.id"), sql_add(sql, down);
  sql_add(sql, " limit "), sql_number(sql, l->limit + 1);
}

bool api_actors(Ask *ask) {
  static const char *const SORTS[] = {"-events", "name", "-last", NULL};
  ActorList l = {.kind = -1};
  Sql sql, count;
  if (!ask_text(ask, "q", &l.q) || !ask_country(ask, &l.country) || !ask_choice(ask, "kind", KINDS, &l.kind) ||
      !ask_choice(ask, "sort", SORTS, &l.sort) || !ask_page(ask, &l.limit, &l.after, &l.has_after) || !ask_done(ask))
    return false;
  ActorRows rows = {.ask = ask, .limit = (uint32_t)l.limit};
  sql_init(&sql, ask->arena);
  page(ask, &l, &sql);
  if (!ask_list(ask, "items", &sql, one_actor, &rows)) return false;
  ask_next(ask, rows.taken > rows.limit ? &rows.last : NULL);
  sql_init(&count, ask->arena);
  sql_add(&count, "select 1 from actors a where 1 = 1");
  conditions(ask, &l, &count);
  ask_total(ask, l.has_after ? NULL : &count);
  return true;
}

/* One of them. */
typedef struct {
  Ask *ask;
  int64_t id;
  Str key, name, country, from, until;
  bool is_country;
  long limit;
  Vec(int64_t) partners;
} One;

static bool take_actor(void *context, const Str *c, int n) {
  (void)n;
  One *one = context;
  one->id = to_int(c[11]);
  one->key = ask_keep(one->ask, c[0]);
  one->name = ask_keep(one->ask, c[1]);
  one->country = ask_keep(one->ask, c[4]);
  one->is_country = str_is(c[2], "country");
  count_fields(&one->ask->json, c, "statements_count");
  return false;
}

static void within(const One *one, const char *alias, Sql *sql) {
  if (one->from.n) sql_add(sql, " and "), sql_add(sql, alias), sql_add(sql, ".day >= "), sql_value(sql, one->from);
  if (one->until.n) sql_add(sql, " and "), sql_add(sql, alias), sql_add(sql, ".day <= "), sql_value(sql, one->until);
}

static bool one_value(void *context, const Str *c, int n) {
  (void)n;
  JsonOut *j = &((Ask *)context)->json;
  json_open(j, NULL, '{');
  json_text(j, "value", c[0]);
  json_int(j, "count", c[1]);
  json_close(j, '}');
  return true;
}

/* What documents say of it: at most some thousand of its appearances are looked through. */
static bool values(Ask *ask, const One *one, const char *name, const char *column) {
  Sql sql;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select y.value, count(*) from (select p."), sql_add(&sql, column);
  sql_add(&sql, " as value from parties p where p.name = "), sql_value(&sql, one->name);
  if (one->is_country || !one->country.n) sql_add(&sql, " and p.name is not null");
  else sql_add(&sql, " and p.country = "), sql_value(&sql, one->country);
  sql_add(&sql, " limit 5000) y where y.value is not null group by y.value order by 2 desc, 1 limit 20");
  return ask_list(ask, name, &sql, one_value, ask);
}

static bool one_label(void *context, const Str *c, int n) {
  (void)n;
  JsonOut *j = &((Ask *)context)->json;
  json_open(j, NULL, '{');
  json_text(j, "mark", c[0]);
  json_str(j, "text", c[1]);
  json_int(j, "doc", c[2]);
  json_text(j, "document", c[3]);
  json_close(j, '}');
  return true;
}

/* Labels of documents that it appears in: its name among those marked. */
static bool labels(Ask *ask, const One *one) {
  Sql sql;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select l.mark, l.text, l.doc, coalesce(d.title, d.id) from labels l join documents d on d.doc = l.doc where ' ; ' || l.entities"
                " || ' ; ' like ");
  Bytes pattern;
  bytes_init(&pattern, ask->arena);
  bytes_add(&pattern, "% ; ", 4);
  for (uint32_t i = 0; i < one->name.n; i++) {
    if (strchr("%_\\", one->name.p[i])) bytes_add(&pattern, "\\", 1);
    bytes_add(&pattern, one->name.p + i, 1);
  }
  bytes_add(&pattern, " ; %", 4);
  sql_value(&sql, str_of(pattern.p, pattern.n));
  sql_add(&sql, " escape '\\' order by l.doc desc, l.n limit 10");
  return ask_list(ask, "labels", &sql, one_label, ask);
}

static bool take_documents(void *context, const Str *c, int n) {
  (void)n;
  json_int(&((Ask *)context)->json, "documents", c[0]);
  return false;
}

static bool months(Ask *ask, const One *one) {
  DayRows rows;
  Sql sql;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select count(distinct p.doc) from appearances p where p.actor = "), sql_number(&sql, one->id);
  within(one, "p", &sql);
  if (!ask_run(ask, &sql, take_documents, ask)) return false;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select p.day, p.quad_code, count(*) from appearances p where p.actor = "), sql_number(&sql, one->id);
  within(one, "p", &sql);
  sql_add(&sql, " group by p.day, p.quad_code order by p.day");
  items_days_open(&rows, ask, BUCKET_MONTH);
  if (!ask_run(ask, &sql, items_days_row, &rows)) return false;
  items_days_close(&rows);
  return true;
}

typedef struct {
  int64_t by[4], towards[4];
} Quads;

static bool take_quad(void *context, const Str *c, int n) {
  (void)n;
  Quads *q = context;
  int64_t quad = to_int(c[1]);
  if (quad >= 1 && quad <= 4) (to_int(c[0]) ? q->towards : q->by)[quad - 1] += to_int(c[2]);
  return true;
}

static bool quads(Ask *ask, const One *one) {
  Quads q = {0};
  Sql sql;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select p.side, p.quad_code, count(*) from appearances p where p.actor = "), sql_number(&sql, one->id);
  within(one, "p", &sql);
  sql_add(&sql, " group by p.side, p.quad_code");
  if (!ask_run(ask, &sql, take_quad, &q)) return false;
  json_open(&ask->json, "quads", '{');
  items_quads(&ask->json, "by", q.by);
  items_quads(&ask->json, "towards", q.towards);
  json_close(&ask->json, '}');
  return true;
}

static bool one_edge(void *context, const Str *c, int n) {
  (void)n;
  One *one = context;
  JsonOut *j = &one->ask->json;
  vec_add(one->ask->arena, &one->partners, to_int(c[0]));
  json_open(j, NULL, '{');
  json_open(j, "actor", '{');
  json_str(j, "key", c[1]);
  json_str(j, "name", c[2]);
  json_text(j, "kind", c[3]);
  json_text(j, "code", c[4]);
  json_text(j, "country", c[5]);
  json_close(j, '}');
  json_int(j, "events", c[6]);
  for (int side = 0; side < 2; side++) {
    json_open(j, side ? "towards" : "by", '[');
    for (int q = 0; q < 4; q++) json_int(j, NULL, c[8 + 4 * side + q]);
    json_close(j, ']');
  }
  json_decimal(j, "scale", c[7]);
  json_close(j, '}');
  return true;
}

static bool edges(Ask *ask, One *one) {
  Sql sql;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select x.partner, a.key, a.name, a.kind, a.code, a.country, x.events, x.scale / x.events");
  for (int side = 0; side < 2; side++)
    for (int q = 1; q <= 4; q++) sql_add(&sql, str_format(ask->arena, ", x.s%dq%d", side, q).p);
  sql_add(&sql, " from (select z.partner, sum(z.events) as events, sum(z.scale) as scale");
  for (int side = 0; side < 2; side++)
    for (int q = 1; q <= 4; q++)
      sql_add(&sql, str_format(ask->arena, ", sum(case when z.side = %d and z.quad_code = %d then z.events else 0 end) as s%dq%d", side, q, side, q).p);
  sql_add(&sql, " from (select y.recipient as partner, 0 as side, y.quad_code, y.events, y.scale from dyads y where y.actor = ");
  sql_number(&sql, one->id), within(one, "y", &sql);
  sql_add(&sql, " union all select y.actor as partner, 1 as side, y.quad_code, y.events, y.scale from dyads y where y.recipient = ");
  sql_number(&sql, one->id), within(one, "y", &sql);
  sql_add(&sql, ") z group by z.partner order by 2 desc, 1 limit "), sql_number(&sql, one->limit);
  sql_add(&sql, ") x join actors a on a.id = x.partner order by x.events desc, a.id");
  return ask_list(ask, "edges", &sql, one_edge, one);
}

static bool one_between(void *context, const Str *c, int n) {
  (void)n;
  JsonOut *j = &((Ask *)context)->json;
  json_open(j, NULL, '{');
  json_str(j, "a", c[0]);
  json_str(j, "b", c[1]);
  json_int(j, "events", c[2]);
  json_open(j, "quads", '[');
  for (int q = 0; q < 4; q++) json_int(j, NULL, c[4 + q]);
  json_close(j, ']');
  json_decimal(j, "scale", c[3]);
  json_close(j, '}');
  return true;
}

/* Among at most thirty partners: what a picture can show. */
static bool between(Ask *ask, const One *one) {
  uint32_t n = one->partners.n < 30 ? one->partners.n : 30;
  Sql sql;
  json_open(&ask->json, "between", '[');
  if (n > 1) {
    sql_init(&sql, ask->arena);
    sql_add(&sql, "with k (id) as (values ");
    for (uint32_t i = 0; i < n; i++) sql_add(&sql, str_format(ask->arena, "%s(%lld)", i ? ", " : "", (long long)one->partners.at[i]).p);
    sql_add(&sql, ") select a.key, b.key, sum(y.events), sum(y.scale) / sum(y.events)");
    for (int q = 1; q <= 4; q++) sql_add(&sql, str_format(ask->arena, ", sum(case when y.quad_code = %d then y.events else 0 end)", q).p);
    sql_add(&sql, " from k join dyads y on y.actor = k.id join actors a on a.id = y.actor join actors b on b.id = y.recipient"
                  " where y.recipient in (select id from k)");
    within(one, "y", &sql);
    sql_add(&sql, " group by a.key, b.key order by 3 desc, 1, 2 limit 500");
    if (!ask_run(ask, &sql, one_between, ask)) return false;
  }
  json_close(&ask->json, ']');
  return true;
}

static bool newest(Ask *ask, const One *one, const char *name, int side) {
  Sql sql;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select p.doc, p.n from appearances p where p.actor = "), sql_number(&sql, one->id);
  sql_add(&sql, " and p.side = "), sql_number(&sql, side);
  within(one, "p", &sql);
  sql_add(&sql, " order by p.day desc, p.doc desc, p.n desc limit 20");
  return items_event_list(ask, name, &sql);
}

static bool said(Ask *ask, const One *one) {
  StatementRows rows = {.ask = ask, .limit = 20};
  Sql sql;
  sql_init(&sql, ask->arena);
  sql_add(&sql, ITEM_STATEMENT_SELECT);
  sql_add(&sql, " join (select p.doc, p.n, p.day from sayings p where p.actor = "), sql_number(&sql, one->id);
  within(one, "p", &sql);
  sql_add(&sql, " order by p.day desc, p.doc desc, p.n desc limit 20) k on k.doc = s.doc and k.n = s.n order by k.day desc, k.doc desc, k.n desc");
  return ask_list(ask, "statements", &sql, items_statement, &rows);
}

static bool standing(Ask *ask, const One *one) {
  Sql sql;
  sql_init(&sql, ask->arena);
  sql_add(&sql, ITEM_RELATION_SELECT);
  sql_add(&sql, " where (a.name = "), sql_value(&sql, one->name), sql_add(&sql, " and " ACTOR_KEY("a.name", "a.country", "a.kind") " = ");
  sql_value(&sql, one->key), sql_add(&sql, ") or (b.name = "), sql_value(&sql, one->name);
  sql_add(&sql, " and " ACTOR_KEY("b.name", "b.country", "b.kind") " = "), sql_value(&sql, one->key);
  sql_add(&sql, ") order by r.date desc, r.doc desc, r.n desc limit 20");
  return ask_list(ask, "relations", &sql, items_relation, ask);
}

bool api_actor(Ask *ask, Str key) {
  One one = {.ask = ask, .limit = 30};
  Sql sql;
  if (!ask_day(ask, "from", &one.from) || !ask_day(ask, "until", &one.until) || !ask_number(ask, "limit", 1, 200, &one.limit) || !ask_done(ask))
    return false;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select " ACTOR_COLUMNS " from actors a where a.key = "), sql_value(&sql, key);
  if (!ask_run(ask, &sql, take_actor, &one)) return false;
  if (!one.id) return ask_fail(ask, 404, NULL, "there is no such actor");
  return values(ask, &one, "codes", "code") && values(ask, &one, "roles", "role") && labels(ask, &one) && quads(ask, &one) &&
         edges(ask, &one) && between(ask, &one) && months(ask, &one) && newest(ask, &one, "events_by", 0) &&
         newest(ask, &one, "events_towards", 1) && said(ask, &one) && standing(ask, &one);
}
