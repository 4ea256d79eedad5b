/* events.c: lists, one event, timelines and the map. */
#include <stdio.h>
#include <stdlib.h>

#include "serve/filter.h"
#include "serve/items.h"

typedef struct {
  const char *column; /* of events */
  bool down;
} Order;

static const char *const SORTS[] = {"-date",  "date",       "scale",      "-scale",   "type",      "-type", "actor",
                                    "-actor", "recipient", "-recipient", "deadline", "-deadline", NULL};
static const Order ORDERS[] = {{"day", true},   {"day", false},       {"event_scale", false}, {"event_scale", true}, {"event", false},   {"event", true},
                               {"actor", false}, {"actor", true}, {"recipient", false},   {"recipient", true},   {"deadline", false}, {"deadline", true}};

typedef struct {
  const Filter *filter;
  Order order;
  EventKey after;
  bool has_after, after_has_value;
  Str after_value; /* what the last event of the page before is sorted by */
  long limit;
} List;

static bool by_day(const List *l) { return !strcmp(l->order.column, "day"); }
static bool numeric(const List *l) { return !strcmp(l->order.column, "event_scale"); }

typedef struct {
  Ask *ask;
  List *list;
  bool found;
} Finding;

static bool take_after(void *context, const Str *c, int n) {
  (void)n;
  Finding *f = context;
  f->found = true;
  f->list->after_has_value = c[0].n > 0;
  f->list->after_value = ask_keep(f->ask, c[0]);
  return false;
}

/* The value that the cursor's event is sorted by: a cursor names the event only. */
static bool after_value(Ask *ask, List *l) {
  Finding f = {ask, l, false};
  Sql sql;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select "), sql_add(&sql, l->order.column);
  sql_add(&sql, by_day(l) ? " from filed where doc = " : " from events where doc = "), sql_number(&sql, l->after.doc);
  sql_add(&sql, " and n = "), sql_number(&sql, l->after.n);
  if (!ask_run(ask, &sql, take_after, &f)) return false;
  return f.found || ask_fail(ask, 400, "cursor", "cursor names no event of this store");
}

/* Events with the value come first, the others behind them in the order of the store. */
static void page_sql(const Ask *ask, const List *l, bool valued, int64_t left, Sql *sql) {
  bool day = by_day(l);
  bool walk = !day && filter_is_all(l->filter); /* the columns of the index that is walked */
  filter_sql(ask, l->filter, day ? NULL : l->order.column, sql);
  Str column = str_format(ask->arena, "%s.%s", day ? "x" : "e", l->order.column);
  sql_add(sql, " and "), sql_add(sql, column.p);
  sql_add(sql, day ? (valued ? " > ''" : " = ''") : valued ? " is not null" : " is null");
  if (l->has_after && valued == l->after_has_value) {
    sql_add(sql, " and (");
    if (valued) sql_add(sql, column.p), sql_add(sql, ", ");
    sql_add(sql, walk ? "e.doc, e.n" : "x.doc, x.n"), sql_add(sql, l->order.down ? ") < (" : ") > (");
    if (valued && numeric(l)) sql_add(sql, "cast("), sql_value(sql, l->after_value), sql_add(sql, " as double precision), ");
    else if (valued) sql_value(sql, l->after_value), sql_add(sql, ", ");
    sql_number(sql, l->after.doc), sql_add(sql, ", "), sql_number(sql, l->after.n), sql_add(sql, ")");
  }
  const char *down = l->order.down ? " desc" : "";
  sql_add(sql, " order by ");
  if (valued) sql_add(sql, column.p), sql_add(sql, down), sql_add(sql, ", ");
  sql_add(sql, walk ? "e.doc" : "x.doc"), sql_add(sql, down), sql_add(sql, walk ? ", e.n" : ", x.n"), sql_add(sql, down);
  sql_add(sql, " limit "), sql_number(sql, left);
}

static bool take_found(void *context, const Str *c, int n) { return take_key(context, c + 1, n - 1); }

static bool page_keys(Ask *ask, const List *l, KeyList *keys) {
  for (int valued = 1; valued >= 0; valued--) {
    int64_t left = l->limit + 1 - (int64_t)keys->keys.n;
    if (left <= 0 || (valued && l->has_after && !l->after_has_value)) continue;
    /* No day, no part in a span of days. */
    if (!valued && by_day(l) && (l->filter->from.n || l->filter->until.n)) continue;
    Sql sql;
    sql_init(&sql, ask->arena);
    page_sql(ask, l, valued, left, &sql);
    if (!ask_run(ask, &sql, take_found, keys)) return false;
  }
  return true;
}

bool api_events(Ask *ask) {
  Filter filter;
  int sort = 0;
  List l = {.filter = &filter};
  if (!filter_read(ask, &filter) || !ask_choice(ask, "sort", SORTS, &sort) || !ask_page(ask, &l.limit, &l.after, &l.has_after) ||
      !ask_done(ask) || !filter_resolve(ask, &filter))
    return false;
  l.order = ORDERS[sort];
  KeyList keys = {.arena = ask->arena};
  if ((l.has_after && !after_value(ask, &l)) || !page_keys(ask, &l, &keys)) return false;
  bool more = keys.keys.n > (uint32_t)l.limit;
  uint32_t n = more ? (uint32_t)l.limit : keys.keys.n;
  json_open(&ask->json, "items", '[');
  if (!items_events(ask, keys.keys.at, n, (ItemOptions){.document = true})) return false;
  json_close(&ask->json, ']');
  ask_next(ask, more ? &keys.keys.at[n - 1] : NULL);
  Sql count;
  sql_init(&count, ask->arena);
  filter_sql(ask, &filter, NULL, &count);
  ask_total(ask, l.has_after ? NULL : &count);
  return filter_matched(ask, &filter);
}

bool api_event(Ask *ask, Str id) {
  KeyList one = {.arena = ask->arena}, others = {.arena = ask->arena};
  Sql sql;
  if (!ask_done(ask)) return false;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select doc, n from events where id = "), sql_value(&sql, id);
  if (!ask_run(ask, &sql, take_key, &one)) return false;
  if (!one.keys.n) return ask_fail(ask, 404, NULL, "there is no event of this id");
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select b.doc, b.n from events a join events b on b.link = a.link and b.id <> a.id where a.id = "), sql_value(&sql, id);
  sql_add(&sql, " order by b.doc, b.n limit 20");
  if (!ask_run(ask, &sql, take_key, &others)) return false;
  /* The answer's object is open already: the event's fields go straight into it. */
  ask->json.out.n = 0;
  ask->json.comma = false;
  if (!items_events(ask, one.keys.at, 1, (ItemOptions){.document = true, .record = true})) return false;
  json_uint(&ask->json, "reports", others.keys.n + 1u);
  json_open(&ask->json, "occurrence", '[');
  if (!items_events(ask, others.keys.at, others.keys.n, (ItemOptions){.document = true})) return false;
  json_close(&ask->json, ']');
  return true;
}

bool api_timeline(Ask *ask) {
  static const char *const BY[] = {"day", "week", "month", NULL};
  Filter filter;
  int by = 0;
  Sql sql;
  DayRows rows;
  if (!filter_read(ask, &filter) || !ask_choice(ask, "by", BY, &by) || !ask_done(ask) || !filter_resolve(ask, &filter)) return false;
  sql_init(&sql, ask->arena);
  if (filter_is_plain(&filter)) {
    sql_add(&sql, "select y.day, y.quad_code, sum(y.events) from daily y where 1 = 1");
    filter_plain_sql(&filter, "y", &sql);
  } else {
    sql_add(&sql, "select y.day, y.quad_code, count(*) from (");
    filter_sql(ask, &filter, NULL, &sql);
    sql_add(&sql, ") y");
  }
  sql_add(&sql, " group by y.day, y.quad_code order by y.day");
  json_str(&ask->json, "by", str(BY[by]));
  items_days_open(&rows, ask, (Bucket)by);
  if (!ask_run(ask, &sql, items_days_row, &rows)) return false;
  items_days_close(&rows);
  json_uint(&ask->json, "events", (uint64_t)rows.events);
  return true;
}

/* The map: rows (0, spot, class, count, first day, last day) by place and (1, month, class, count) over all places. */
typedef struct {
  int64_t spot, events, quads[4];
  char first[11], last[11];
} Spot;

typedef struct {
  char month[8];
  int64_t quads[4];
} Month;

typedef struct {
  Arena *arena;
  Vec(Spot) spots;
  Vec(Month) months;
  int64_t placed;
} MapRows;

static void take_month(MapRows *m, Str month, int64_t quad, int64_t count) {
  if (month.n != 7) return;
  Month *last = m->months.n ? &m->months.at[m->months.n - 1] : NULL;
  if (!last || memcmp(last->month, month.p, 7) != 0) {
    last = vec_push(m->arena, &m->months);
    memcpy(last->month, month.p, 7);
  }
  last->quads[quad - 1] += count;
}

static bool take_spot(void *context, const Str *c, int n) {
  (void)n;
  MapRows *m = context;
  int64_t id = to_int(c[1]), quad = to_int(c[2]), count = to_int(c[3]);
  if (quad < 1 || quad > 4) return true;
  if (to_int(c[0])) return take_month(m, c[1], quad, count), true;
  Spot *s = m->spots.n ? &m->spots.at[m->spots.n - 1] : NULL;
  if (!s || s->spot != id) {
    s = vec_push(m->arena, &m->spots);
    s->spot = id;
  }
  s->events += count;
  s->quads[quad - 1] += count;
  m->placed += count;
  if (c[4].n == 10 && (!s->first[0] || memcmp(c[4].p, s->first, 10) < 0)) memcpy(s->first, c[4].p, 10);
  if (c[5].n == 10 && memcmp(c[5].p, s->last, 10) > 0) memcpy(s->last, c[5].p, 10);
  return true;
}

static int more_events(const void *a, const void *b) {
  const Spot *x = a, *y = b;
  if (x->events != y->events) return x->events < y->events ? 1 : -1;
  return x->spot < y->spot ? -1 : x->spot > y->spot;
}

typedef struct {
  Ask *ask;
  const Spot *spots;
} SpotNames;

static bool write_spot(void *context, const Str *c, int n) {
  (void)n;
  SpotNames *names = context;
  JsonOut *j = &names->ask->json;
  const Spot *s = &names->spots[to_int(c[0])];
  json_open(j, NULL, '{');
  json_uint(j, "id", (uint64_t)s->spot);
  json_str(j, "name", c[1]);
  json_text(j, "country", c[2]);
  json_decimal(j, "lat", c[3]);
  json_decimal(j, "lon", c[4]);
  json_int(j, "geonameid", c[5]);
  json_uint(j, "events", (uint64_t)s->events);
  items_quads(j, "quads", s->quads);
  json_text(j, "first_day", str(s->first));
  json_text(j, "last_day", str(s->last));
  json_close(j, '}');
  return true;
}

static bool write_spots(Ask *ask, const Spot *spots, uint32_t n) {
  SpotNames names = {ask, spots};
  Sql sql;
  json_open(&ask->json, "places", '[');
  if (n) {
    sql_init(&sql, ask->arena);
    sql_add(&sql, "with k (position, id) as (values ");
    for (uint32_t i = 0; i < n; i++) sql_add(&sql, str_format(ask->arena, "%s(%u, %lld)", i ? ", " : "", i, (long long)spots[i].spot).p);
    sql_add(&sql, ") select k.position, s.name, s.country, s.lat, s.lon, s.geonameid from k join spots s on s.id = k.id order by k.position");
    if (!ask_run(ask, &sql, write_spot, &names)) return false;
  }
  json_close(&ask->json, ']');
  return true;
}

static void write_months(Ask *ask, const MapRows *m) {
  JsonOut *j = &ask->json;
  json_open(j, "days", '[');
  for (uint32_t i = 0; i < m->months.n; i++) {
    const int64_t *q = m->months.at[i].quads;
    json_open(j, NULL, '{');
    json_str(j, "day", str_format(ask->arena, "%s-01", m->months.at[i].month));
    json_uint(j, "events", (uint64_t)(q[0] + q[1] + q[2] + q[3]));
    items_quads(j, "quads", q);
    json_close(j, '}');
  }
  json_close(j, ']');
}

static bool take_sum(void *context, const Str *c, int n) {
  (void)n;
  *(int64_t *)context = c[0].n ? to_int(c[0]) : 0;
  return false;
}

/* How many pass the filters and have no point: all that pass, without those placed; null where that takes long. */
static void write_unplaced(Ask *ask, const Filter *filter, int64_t placed) {
  Sql sql;
  int64_t all = -1;
  sql_init(&sql, ask->arena);
  if (filter_is_plain(filter)) {
    sql_add(&sql, "select sum(y.events) from daily y where 1 = 1");
    filter_plain_sql(filter, "y", &sql);
  } else {
    sql_add(&sql, "select count(*) from (");
    filter_sql(ask, filter, NULL, &sql);
    sql_add(&sql, ") y");
  }
  store_reader_budget(ask->reader, 700);
  Str text = str_dup(ask->arena, str_of(sql.text.p, sql.text.n));
  bool ok = store_query(ask->reader, text.p, sql.values.at, (int)sql.values.n, take_sum, &all);
  store_reader_budget(ask->reader, 2000);
  if (ok && all >= placed) json_uint(&ask->json, "unplaced", (uint64_t)(all - placed));
  else json_nothing(&ask->json, "unplaced");
}

/* Counts of everything are ready-made. */
static void map_sql(const Ask *ask, const Filter *filter, Sql *sql) {
  if (filter_is_all(filter)) {
    sql_add(sql, "select 0 as what, cast(y.spot as text) as name, y.quad_code, y.events, y.first_day, y.last_day from spot_totals y"
                 " union all select 1, z.month, z.quad_code, z.events, '', '' from located_months z order by 1, 2");
    return;
  }
  if (filter_is_plain(filter)) {
    sql_add(sql, "with y as (select z.spot, z.day, z.quad_code from located z where 1 = 1");
    filter_plain_sql(filter, "z", sql);
  } else {
    sql_add(sql, "with y as materialized (select l.spot, f.day, f.quad_code from (");
    filter_sql(ask, filter, NULL, sql);
    sql_add(sql, ") f join located l on l.doc = f.doc and l.n = f.n");
  }
  sql_add(sql, ") select 0 as what, cast(y.spot as text) as name, y.quad_code, count(*), min(nullif(y.day, '')), max(nullif(y.day, '')) from y"
               " group by y.spot, y.quad_code"
               " union all select 1, substr(y.day, 1, 7), y.quad_code, count(*), '', '' from y group by 2, 3 order by 1, 2");
}

bool api_map(Ask *ask) {
  Filter filter;
  long limit = 1000;
  Sql sql;
  if (!filter_read(ask, &filter) || !ask_number(ask, "limit", 1, 5000, &limit) || !ask_done(ask) || !filter_resolve(ask, &filter)) return false;
  MapRows *m = ARENA_NEW(ask->arena, MapRows);
  m->arena = ask->arena;
  sql_init(&sql, ask->arena);
  map_sql(ask, &filter, &sql);
  if (!ask_run(ask, &sql, take_spot, m)) return false;
  if (m->spots.n) qsort(m->spots.at, m->spots.n, sizeof *m->spots.at, more_events);
  uint32_t n = m->spots.n < (uint32_t)limit ? m->spots.n : (uint32_t)limit;
  json_uint(&ask->json, "placed", (uint64_t)m->placed);
  if (!write_spots(ask, m->spots.at, n)) return false;
  json_bool(&ask->json, "more", m->spots.n > n);
  write_months(ask, m);
  write_unplaced(ask, &filter, m->placed);
  return true;
}
