/* summary.c: what the store holds, and the day. */
#include <stdio.h>

#include "dragoman.h"
#include "serve/items.h"
#include "store/derive.h"

static bool one_total(void *context, const Str *c, int n) {
  (void)n;
  Ask *ask = context;
  static const char *const SHOWN[] = {"documents", "events", "statements", "relations", "actors", "errors", NULL};
  for (int i = 0; SHOWN[i]; i++)
    if (str_is(c[0], SHOWN[i])) json_uint(&ask->json, SHOWN[i], (uint64_t)to_int(c[1]));
  return true;
}

static bool one_span(void *context, const Str *c, int n) {
  (void)n;
  Ask *ask = context;
  json_text(&ask->json, "first_day", c[0]);
  json_text(&ask->json, "last_day", c[1]);
  return true;
}

static bool one_value(void *context, const Str *c, int n) {
  (void)n;
  JsonOut *j = &((Ask *)context)->json;
  json_open(j, NULL, '{');
  json_text(j, "value", c[0]);
  json_int(j, "documents", c[1]);
  json_close(j, '}');
  return true;
}

static bool one_type(void *context, const Str *c, int n) {
  (void)n;
  JsonOut *j = &((Ask *)context)->json;
  json_open(j, NULL, '{');
  json_str(j, "type", c[0]);
  json_int(j, "quad", c[1]);
  json_int(j, "events", c[2]);
  json_close(j, '}');
  return true;
}

static bool one_country(void *context, const Str *c, int n) {
  (void)n;
  JsonOut *j = &((Ask *)context)->json;
  json_open(j, NULL, '{');
  json_str(j, "code", c[0]);
  json_text(j, "name", c[1]);
  json_int(j, "events", c[2]);
  json_close(j, '}');
  return true;
}

/* A list of the rows of a query without parameters. */
static bool list(Ask *ask, const char *name, const char *text, RowReader row) {
  Sql sql;
  sql_init(&sql, ask->arena);
  sql_add(&sql, text);
  if (name) json_open(&ask->json, name, '[');
  if (!ask_run(ask, &sql, row, ask)) return false;
  if (name) json_close(&ask->json, ']');
  return true;
}

bool api_summary(Ask *ask) {
  static const char *const FORMATS[] = {"jsonl", "csv", "gdelt", "icews", "phoenix", "polecat", "petrarch"};
  if (!ask_done(ask)) return false;
  JsonOut *j = &ask->json;
  json_str(j, "program", STR("dragoman " DRAGOMAN_VERSION));
  json_str(j, "store", str(ask->store));
  json_str(j, "kind", store_reader_is_postgres(ask->reader) ? STR("postgresql") : STR("sqlite"));
  bool ok =
      list(ask, NULL, "select name, n from totals union all select 'actors', count(*) from actors union all select 'errors', count(*) from errors",
           one_total) &&
      list(ask, NULL, "select (select min(day) from daily where day > ''), (select max(day) from daily)", one_span) &&
      list(ask, "languages", "select language, count(*) from documents group by language order by 2 desc, 1", one_value) &&
      list(ask, "sources", "select source, count(*) from documents group by source order by 2 desc, 1 limit 500", one_value) &&
      list(ask, "types", "select event, min(quad_code), sum(events) from daily group by event order by 3 desc, 1", one_type) &&
      list(ask, "countries",
           "select c.country, (select a.name from actors a where a.country = c.country and a.kind = 'country' order by a.events desc, a.id limit 1),"
           " c.events from countries c order by c.events desc, c.country limit 300", one_country);
  json_open(j, "export_formats", '[');
  for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++) json_str(j, NULL, str(FORMATS[i]));
  json_close(j, ']');
  return ok;
}

typedef struct {
  Ask *ask;
  Str date, from, previous, following;
  long days, limit;
  int64_t events, day_events, day_quads[4], documents;
} Today;

static bool take_texts(void *context, const Str *c, int n) {
  Today *t = context;
  Str *const out[] = {&t->date, &t->previous, &t->following};
  for (int i = 0; i < n && i < 3; i++) *out[i] = ask_keep(t->ask, c[i]);
  return false;
}

static bool take_documents(void *context, const Str *c, int n) {
  (void)n;
  ((Today *)context)->documents = to_int(c[0]);
  return false;
}

/* `days` before `date`, itself counted; by the calendar. */
static Str days_back(Arena *arena, Str date, long days) {
  int y = 0, m = 1, d = 1;
  sscanf(date.p, "%d-%d-%d", &y, &m, &d);
  static const int LENGTH[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (long left = days - 1; left > 0 && y > 0; left--) {
    if (--d) continue;
    if (--m == 0) m = 12, y--;
    bool leap = (y % 4 == 0 && y % 100) || y % 400 == 0;
    d = LENGTH[m - 1] + (m == 2 && leap);
  }
  return str_format(arena, "%04d-%02d-%02d", y, m, d);
}

static bool find_days(Ask *ask, Today *t) {
  Sql sql;
  sql_init(&sql, ask->arena);
  if (!t->date.n) {
    sql_add(&sql, "select max(day) from daily");
    if (!ask_run(ask, &sql, take_texts, t)) return false;
  }
  if (!t->date.n) return true;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select "), sql_value(&sql, t->date);
  sql_add(&sql, ", (select max(day) from daily where day > '' and day < "), sql_value(&sql, t->date);
  sql_add(&sql, "), (select min(day) from daily where day > "), sql_value(&sql, t->date), sql_add(&sql, ")");
  if (!ask_run(ask, &sql, take_texts, t)) return false;
  t->from = days_back(ask->arena, t->date, t->days);
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select count(*) from documents where date >= "), sql_value(&sql, t->from);
  sql_add(&sql, " and date <= "), sql_value(&sql, t->date);
  return ask_run(ask, &sql, take_documents, t);
}

/* « and alias.day between ... » */
static void window(const Today *t, const char *alias, Sql *sql) {
  sql_add(sql, " "), sql_add(sql, alias), sql_add(sql, ".day >= "), sql_value(sql, t->from);
  sql_add(sql, " and "), sql_add(sql, alias), sql_add(sql, ".day <= "), sql_value(sql, t->date);
}

typedef struct {
  DayRows rows;
  Today *today;
} Days;

static bool take_day(void *context, const Str *c, int n) {
  Days *d = context;
  int64_t quad = to_int(c[1]);
  if (quad >= 1 && quad <= 4 && str_eq(c[0], d->today->date)) {
    d->today->day_quads[quad - 1] += to_int(c[2]);
    d->today->day_events += to_int(c[2]);
  }
  return items_days_row(&d->rows, c, n);
}

static bool write_days(Ask *ask, Today *t) {
  Days d = {.today = t};
  Sql sql;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select y.day, y.quad_code, sum(y.events) from daily y where");
  window(t, "y", &sql);
  sql_add(&sql, " group by y.day, y.quad_code order by y.day");
  items_days_open(&d.rows, ask, BUCKET_DAY);
  if (!ask_run(ask, &sql, take_day, &d)) return false;
  items_days_close(&d.rows);
  json_uint(&ask->json, "events", (uint64_t)d.rows.events);
  json_uint(&ask->json, "day_events", (uint64_t)t->day_events);
  items_quads(&ask->json, "day_quads", t->day_quads);
  json_open(&ask->json, "types", '[');
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select y.event, min(y.quad_code), sum(y.events) from daily y where");
  window(t, "y", &sql);
  sql_add(&sql, " group by y.event order by 3 desc, 1");
  if (!ask_run(ask, &sql, one_type, ask)) return false;
  json_close(&ask->json, ']');
  return true;
}

static bool one_actor(void *context, const Str *c, int n) {
  (void)n;
  JsonOut *j = &((Ask *)context)->json;
  json_open(j, NULL, '{');
  json_str(j, "key", c[0]);
  json_str(j, "name", c[1]);
  json_text(j, "kind", c[2]);
  json_text(j, "code", c[3]);
  json_text(j, "country", c[4]);
  json_int(j, "events", c[5]);
  json_int(j, "as_actor", c[6]);
  json_int(j, "as_recipient", c[7]);
  json_close(j, '}');
  return true;
}

static bool write_actors(Ask *ask, const Today *t) {
  Sql sql;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select a.key, a.name, a.kind, a.code, a.country, x.events, x.acts, x.bears from (select p.actor as actor, count(*) as events,"
                " sum(1 - p.side) as acts, sum(p.side) as bears from appearances p where");
  window(t, "p", &sql);
  sql_add(&sql, " group by p.actor order by 2 desc, 1 limit "), sql_number(&sql, t->limit);
  sql_add(&sql, ") x join actors a on a.id = x.actor order by x.events desc, a.id");
  return ask_list(ask, "actors", &sql, one_actor, ask);
}

static void ref(JsonOut *j, const char *name, const Str *c) {
  json_open(j, name, '{');
  json_str(j, "key", c[0]);
  json_str(j, "name", c[1]);
  json_text(j, "kind", c[2]);
  json_text(j, "code", c[3]);
  json_text(j, "country", c[4]);
  json_close(j, '}');
}

static bool one_dyad(void *context, const Str *c, int n) {
  (void)n;
  JsonOut *j = &((Ask *)context)->json;
  json_open(j, NULL, '{');
  ref(j, "actor", c);
  ref(j, "recipient", c + 5);
  json_int(j, "events", c[10]);
  json_open(j, "quads", '[');
  for (int i = 11; i < 15; i++) json_int(j, NULL, c[i]);
  json_close(j, ']');
  json_decimal(j, "scale", c[15]);
  json_close(j, '}');
  return true;
}

static bool write_dyads(Ask *ask, const Today *t) {
  Sql sql;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select a.key, a.name, a.kind, a.code, a.country, b.key, b.name, b.kind, b.code, b.country, x.events, x.q1, x.q2, x.q3, x.q4,"
                " x.scale / x.events from (select y.actor as actor, y.recipient as recipient, sum(y.events) as events,"
                " sum(case when y.quad_code = 1 then y.events else 0 end) as q1, sum(case when y.quad_code = 2 then y.events else 0 end) as q2,"
                " sum(case when y.quad_code = 3 then y.events else 0 end) as q3, sum(case when y.quad_code = 4 then y.events else 0 end) as q4,"
                " sum(y.scale) as scale from dyads y where");
  window(t, "y", &sql);
  sql_add(&sql, " group by y.actor, y.recipient order by 3 desc, 1, 2 limit "), sql_number(&sql, t->limit);
  sql_add(&sql, ") x join actors a on a.id = x.actor join actors b on b.id = x.recipient order by x.events desc, a.id, b.id");
  return ask_list(ask, "dyads", &sql, one_dyad, ask);
}

static bool write_events(Ask *ask, const Today *t) {
  Sql sql;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select e.doc, e.n from events e join filed y on y.doc = e.doc and y.n = e.n where e.deadline is not null"
                " and e.event in ('THREATEN', 'REQUEST') and e.deadline >= ");
  sql_value(&sql, t->date), sql_add(&sql, " and y.day <= "), sql_value(&sql, t->date);
  sql_add(&sql, " order by e.deadline, e.doc, e.n limit "), sql_number(&sql, t->limit);
  if (!items_event_list(ask, "deadlines", &sql)) return false;
  static const char *const LISTS[][2] = {{"threats", "THREATEN"}, {"requests", "REQUEST"}};
  for (int i = 0; i < 2; i++) {
    sql_init(&sql, ask->arena);
    sql_add(&sql, "select e.doc, e.n from filed e where e.event = "), sql_value(&sql, str(LISTS[i][1]));
    sql_add(&sql, " and "), window(t, "e", &sql);
    sql_add(&sql, " order by e.day desc, e.doc desc, e.n desc limit "), sql_number(&sql, t->limit);
    if (!items_event_list(ask, LISTS[i][0], &sql)) return false;
  }
  return true;
}

static bool write_control(Ask *ask, const Today *t) {
  Sql sql;
  sql_init(&sql, ask->arena);
  sql_add(&sql, ITEM_RELATION_SELECT);
  sql_add(&sql, " where r.kind = 'control' and r.date >= "), sql_value(&sql, t->from);
  sql_add(&sql, " and r.date <= "), sql_value(&sql, t->date);
  sql_add(&sql, " order by r.date desc, r.doc desc, r.n desc limit "), sql_number(&sql, t->limit);
  return ask_list(ask, "control", &sql, items_relation, ask);
}

bool api_today(Ask *ask) {
  Today t = {.ask = ask, .days = 30, .limit = 10};
  if (!ask_day(ask, "date", &t.date) || !ask_number(ask, "days", 1, 3660, &t.days) || !ask_number(ask, "limit", 1, 50, &t.limit) ||
      !ask_done(ask) || !find_days(ask, &t))
    return false;
  JsonOut *j = &ask->json;
  /* An empty store has no day: a window that holds nothing. */
  if (!t.date.n) t.from = t.date = STR("0001-01-01");
  bool empty = str_is(t.date, "0001-01-01");
  json_text(j, "date", empty ? (Str){"", 0} : t.date);
  json_text(j, "from", empty ? (Str){"", 0} : t.from);
  json_text(j, "until", empty ? (Str){"", 0} : t.date);
  json_text(j, "previous", t.previous);
  json_text(j, "following", t.following);
  json_uint(j, "documents", (uint64_t)t.documents);
  return write_days(ask, &t) && write_actors(ask, &t) && write_dyads(ask, &t) && write_events(ask, &t) && write_control(ask, &t);
}
