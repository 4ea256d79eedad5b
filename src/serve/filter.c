#include "serve/filter.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const SIDES[] = {"actor", "recipient", "party"};
static const char *const MODES[] = {"none", "historical", "future", "hypothetical", "negation"};

static bool read_types(Ask *ask, Filter *f) {
  Str list = {NULL, 0}, one;
  if (!ask_text(ask, "type", &list)) return false;
  while (list.n && str_split(&list, ',', &one)) {
    bool ok = one.n > 0 && one.n <= 40 && f->n_types < FILTER_TYPES;
    for (uint32_t i = 0; i < one.n && ok; i++) {
      unsigned char c = (unsigned char)one.p[i];
      ok = (c | 0x20u) - (unsigned)'a' < 26u || (i && (c - (unsigned)'0' < 10u || c == '_' || c == '-'));
    }
    if (!ok) return ask_fail(ask, 400, "type", "type must be names of event types, comma-separated, %u at most: ASSAULT,THREATEN", FILTER_TYPES);
    f->types[f->n_types++] = one;
  }
  return true;
}

static bool read_quads(Ask *ask, Filter *f) {
  Str list = {NULL, 0}, one;
  if (!ask_text(ask, "quad", &list)) return false;
  while (list.n && str_split(&list, ',', &one)) {
    if (one.n != 1 || one.p[0] < '1' || one.p[0] > '4') return ask_fail(ask, 400, "quad", "quad must be numbers from 1 to 4, comma-separated");
    f->quads |= 1u << (one.p[0] - '0');
  }
  return true;
}

static bool read_modes(Ask *ask, Filter *f) {
  Str list = {NULL, 0}, one;
  if (!ask_text(ask, "aux", &list)) return false;
  while (list.n && str_split(&list, ',', &one)) {
    unsigned i = 0;
    while (i < 5 && !str_is(one, MODES[i])) i++;
    if (i == 5) return ask_fail(ask, 400, "aux", "aux must be of none, historical, future, hypothetical, negation, comma-separated");
    f->aux |= 1u << i;
  }
  return true;
}

static bool read_box(Ask *ask, Filter *f) {
  Str box = {NULL, 0};
  if (!ask_text(ask, "bbox", &box)) return false;
  if (!box.n) return true;
  int used = 0;
  double *b = f->box;
  bool ok = sscanf(box.p, "%15lf,%15lf,%15lf,%15lf%n", &b[0], &b[1], &b[2], &b[3], &used) == 4 && used == (int)box.n;
  for (int i = 0; i < 4 && ok; i++) ok = isfinite(b[i]) && fabs(b[i]) <= (i % 2 ? 90 : 180);
  if (!ok || b[1] > b[3]) return ask_fail(ask, 400, "bbox", "bbox must be west,south,east,north in degrees");
  return f->has_box = true;
}

bool filter_read(Ask *ask, Filter *f) {
  *f = (Filter){0};
  for (int i = 0; i < SIDE_COUNT; i++) {
    if (!ask_text(ask, SIDES[i], &f->side[i].text)) return false;
    f->side[i].given = f->side[i].text.n > 0;
  }
  if (!(read_types(ask, f) && read_quads(ask, f) && read_modes(ask, f) && read_box(ask, f) && ask_country(ask, &f->country) &&
        ask_day(ask, "from", &f->from) && ask_day(ask, "until", &f->until) && ask_text(ask, "source", &f->source) &&
        ask_language(ask, &f->language) && ask_number(ask, "place", 1, 999999999, &f->place) &&
        ask_number(ask, "doc", 1, 999999999, &f->doc) && ask_words(ask, &f->words)))
    return false;
  if (f->from.n && f->until.n && str_cmp(f->from, f->until) > 0) return ask_fail(ask, 400, "from", "from is later than until");
  return true;
}

static bool take_id(void *context, const Str *c, int n) {
  (void)n;
  *(int64_t *)context = to_int(c[0]);
  return false;
}

static bool looks_like_code(Str s) {
  bool ok = s.n >= 3 && s.n <= 15 && s.n % 3 == 0;
  for (uint32_t i = 0; i < s.n && ok; i++) ok = s.p[i] >= 'A' && s.p[i] <= 'Z';
  return ok;
}

/* PostgreSQL's planner knows by itself how common a word is. */
static bool count_words(Ask *ask, Filter *f) {
  int64_t n = 0;
  Sql sql;
  if (!f->words.n || store_reader_is_postgres(ask->reader)) return true;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select count(*) from (select 1 from sentences_text where sentences_text match ");
  sql_value(&sql, words_fts5(ask->arena, &f->words)), sql_add(&sql, " limit 5001) c");
  if (!ask_run(ask, &sql, take_id, &n)) return false;
  f->common = n > 5000;
  return true;
}

bool filter_resolve(Ask *ask, Filter *f) {
  for (int i = 0; i < SIDE_COUNT; i++) {
    FilterActor *a = &f->side[i];
    if (!a->given) continue;
    Sql sql;
    sql_init(&sql, ask->arena);
    sql_add(&sql, "select id from actors where key = ");
    sql_value(&sql, a->text);
    if (!ask_run(ask, &sql, take_id, &a->id)) return false;
    a->code = !a->id && looks_like_code(a->text);
  }
  return count_words(ask, f);
}

/* A condition over actors named by `alias`. */
static void who(const Ask *ask, const FilterActor *a, const char *alias, Sql *sql) {
  if (a->code) {
    sql_add(sql, "substr(");
    sql_add(sql, alias);
    sql_add(sql, str_format(ask->arena, ".code, 1, %u) = ", a->text.n).p);
    sql_value(sql, a->text);
    return;
  }
  bool postgres = store_reader_is_postgres(ask->reader);
  sql_add(sql, postgres ? "position(lower(" : "instr(fold(");
  if (postgres) sql_value(sql, a->text), sql_add(sql, ") in lower(");
  sql_add(sql, alias);
  sql_add(sql, postgres ? ".name)" : ".name), fold(");
  if (!postgres) sql_value(sql, a->text), sql_add(sql, ")");
  sql_add(sql, ") > 0");
}

static void is_actor(const Ask *ask, const FilterActor *a, const char *alias, Sql *sql) {
  sql_add(sql, alias);
  if (a->id) {
    sql_add(sql, ".actor = ");
    sql_number(sql, a->id);
    return;
  }
  sql_add(sql, ".actor in (select w.id from actors w where ");
  who(ask, a, "w", sql);
  sql_add(sql, ")");
}

static bool take_ref(void *context, const Str *c, int n) {
  (void)n;
  Ask *ask = context;
  JsonOut *j = &ask->json;
  json_open(j, NULL, '{');
  json_text(j, "key", c[0]);
  json_text(j, "name", c[1]);
  json_text(j, "kind", c[2]);
  json_text(j, "code", c[3]);
  json_text(j, "country", c[4]);
  json_close(j, '}');
  return true;
}

bool filter_matched(Ask *ask, const Filter *f) {
  json_open(&ask->json, "matched", '{');
  for (int i = 0; i < SIDE_COUNT; i++) {
    const FilterActor *a = &f->side[i];
    json_open(&ask->json, SIDES[i], '[');
    if (a->given) {
      Sql sql;
      sql_init(&sql, ask->arena);
      sql_add(&sql, "select w.key, w.name, w.kind, w.code, w.country from actors w where ");
      if (a->id) sql_add(&sql, "w.id = "), sql_number(&sql, a->id);
      else who(ask, a, "w", &sql);
      sql_add(&sql, " order by w.events desc, w.id limit 50");
      if (!ask_run(ask, &sql, take_ref, ask)) return false;
    }
    json_close(&ask->json, ']');
  }
  json_close(&ask->json, '}');
  return true;
}

bool filter_is_plain(const Filter *f) {
  return !f->side[0].given && !f->side[1].given && !f->side[2].given && !f->country.n && !f->source.n && !f->language.n && !f->aux &&
         !f->place && !f->doc && !f->has_box && !f->words.n;
}

bool filter_is_all(const Filter *f) { return filter_is_plain(f) && !f->n_types && !f->quads && !f->from.n && !f->until.n; }

void filter_plain_sql(const Filter *f, const char *alias, Sql *sql) {
  if (f->n_types) {
    sql_add(sql, " and "), sql_add(sql, alias), sql_add(sql, ".event in (");
    for (uint32_t i = 0; i < f->n_types; i++) sql_add(sql, i ? ", " : ""), sql_value(sql, f->types[i]);
    sql_add(sql, ")");
  }
  if (f->quads) {
    sql_add(sql, " and "), sql_add(sql, alias), sql_add(sql, ".quad_code in (0");
    for (int q = 1; q <= 4; q++)
      if (f->quads & (1u << q)) sql_add(sql, q == 1 ? ", 1" : q == 2 ? ", 2" : q == 3 ? ", 3" : ", 4");
    sql_add(sql, ")");
  }
  if (f->from.n) sql_add(sql, " and "), sql_add(sql, alias), sql_add(sql, ".day >= "), sql_value(sql, f->from);
  if (f->until.n) sql_add(sql, " and "), sql_add(sql, alias), sql_add(sql, ".day <= "), sql_value(sql, f->until);
  /* '' is no day, and comes before all of them. */
  if (f->until.n && !f->from.n) sql_add(sql, " and "), sql_add(sql, alias), sql_add(sql, ".day > ''");
}

typedef enum { BY_EVENTS, BY_ACTOR, BY_COUNTRY, BY_PLACE, BY_WORDS } Driver;

/* Where the search begins: what leaves the fewest events, as far as that can be told without looking. */
static Driver driver_of(const Filter *f, int *side) {
  *side = -1;
  for (int i = SIDE_COUNT - 1; i >= 0; i--)
    if (f->side[i].given && (*side < 0 || f->side[i].id || !f->side[*side].id)) *side = i;
  if (f->doc) return BY_EVENTS;
  if (*side >= 0) return BY_ACTOR;
  if (f->place || f->has_box) return BY_PLACE;
  if (f->words.n && !f->common) return BY_WORDS;
  return f->country.n ? BY_COUNTRY : BY_EVENTS;
}

static void in_box(const Filter *f, Sql *sql) {
  sql_add(sql, "spot in (select id from spots where lat between ");
  sql_real(sql, f->box[1]), sql_add(sql, " and "), sql_real(sql, f->box[3]);
  bool across = f->box[0] > f->box[2];
  sql_add(sql, " and (lon >= "), sql_real(sql, f->box[0]);
  sql_add(sql, across ? " or lon <= " : " and lon <= "), sql_real(sql, f->box[2]);
  sql_add(sql, "))");
}

static void places(const Filter *f, bool driving, Sql *sql) {
  if (!f->place && !f->has_box) return;
  if (!driving) sql_add(sql, " and exists (select 1 from located l where l.doc = x.doc and l.n = x.n");
  const char *alias = driving ? " and x." : " and l.";
  if (f->place) sql_add(sql, alias), sql_add(sql, "spot = "), sql_number(sql, f->place);
  if (f->has_box) sql_add(sql, alias), in_box(f, sql);
  if (!driving) sql_add(sql, ")");
}

static void sides(const Ask *ask, const Filter *f, int driving, Sql *sql) {
  static const char *const WHICH[] = {".side = 0 and ", ".side = 1 and ", ".side in (0, 1) and "};
  for (int i = 0; i < SIDE_COUNT; i++) {
    if (!f->side[i].given) continue;
    const char *alias = i == driving ? "x" : "y";
    sql_add(sql, i == driving ? " and " : " and exists (select 1 from appearances y where y.doc = x.doc and y.n = x.n and ");
    sql_add(sql, alias), sql_add(sql, WHICH[i]);
    is_actor(ask, &f->side[i], alias, sql);
    if (i != driving) sql_add(sql, ")");
  }
}

static void words(const Ask *ask, const Filter *f, Sql *sql) {
  if (store_reader_is_postgres(ask->reader)) {
    sql_add(sql, "to_tsvector('simple', s.text) @@ to_tsquery('simple', ");
    sql_value(sql, words_tsquery(ask->arena, &f->words));
    sql_add(sql, ")");
    return;
  }
  sql_add(sql, "s.rowid in (select rowid from sentences_text where sentences_text match ");
  sql_value(sql, words_fts5(ask->arena, &f->words));
  sql_add(sql, ")");
}

static void documents(const Filter *f, Sql *sql) {
  if (f->doc) sql_add(sql, " and x.doc = "), sql_number(sql, f->doc);
  if (!f->source.n && !f->language.n) return;
  sql_add(sql, " and x.doc in (select dd.doc from documents dd where 1 = 1");
  if (f->source.n) sql_add(sql, " and dd.source = "), sql_value(sql, f->source);
  if (f->language.n) sql_add(sql, " and dd.language = "), sql_value(sql, f->language);
  sql_add(sql, ")");
}

static void modes(const Filter *f, const char *alias, Sql *sql) {
  if (!f->aux) return;
  sql_add(sql, " and (1 = 0");
  for (unsigned i = 0; i < 5; i++) {
    if (!(f->aux & (1u << i))) continue;
    sql_add(sql, " or "), sql_add(sql, alias);
    if (!i) sql_add(sql, ".auxiliary is null");
    else sql_add(sql, ".auxiliary like '%"), sql_add(sql, MODES[i]), sql_add(sql, "%'");
  }
  sql_add(sql, ")");
}

void filter_sql(const Ask *ask, const Filter *f, const char *extra, Sql *sql) {
  int side;
  Driver driver = driver_of(f, &side);
  if (driver != BY_ACTOR) side = -1;
  bool filed = driver == BY_EVENTS || driver == BY_WORDS, joined = extra || f->words.n || (f->aux && !filed);
  bool twice = driver == BY_COUNTRY || (driver == BY_ACTOR && (side == SIDE_PARTY || !f->side[side].id)); /* an event may be met again */
  /* Sorted by a column of its own, and nothing to be found by: SQLite walks the index of that column. */
  bool walk = extra && filter_is_all(f);
  sql_add(sql, twice ? "select distinct x.day, x.doc, x.n, x.event, x.quad_code" : "select x.day, x.doc, x.n, x.event, x.quad_code");
  if (extra) sql_add(sql, ", e."), sql_add(sql, extra);
  sql_add(sql, driver == BY_EVENTS  ? (walk ? " from events e cross join filed x" : " from filed x")
               : driver == BY_WORDS ? " from sentences s join events e on e.doc = s.doc and e.sentence = s.n join filed x on x.doc = e.doc and x.n = e.n"
               : driver == BY_PLACE ? " from located x"
                                    : " from appearances x");
  if (joined && !walk && driver != BY_WORDS) sql_add(sql, " join events e on e.doc = x.doc and e.n = x.n");
  sql_add(sql, walk ? " where x.doc = e.doc and x.n = e.n" : " where 1 = 1");
  if (driver == BY_WORDS) sql_add(sql, " and "), words(ask, f, sql);
  sides(ask, f, side, sql);
  if (driver == BY_COUNTRY) sql_add(sql, " and x.country = "), sql_value(sql, f->country);
  else if (f->country.n)
    sql_add(sql, " and exists (select 1 from appearances z where z.doc = x.doc and z.n = x.n and z.country = "), sql_value(sql, f->country),
        sql_add(sql, ")");
  filter_plain_sql(f, "x", sql);
  places(f, driver == BY_PLACE, sql);
  documents(f, sql);
  modes(f, filed ? "x" : "e", sql);
  if (f->words.n && driver != BY_WORDS) {
    sql_add(sql, " and exists (select 1 from sentences s where s.doc = e.doc and s.n = e.sentence and ");
    words(ask, f, sql);
    sql_add(sql, ")");
  }
}
