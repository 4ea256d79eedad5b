#include "serve/ask.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define TOTAL_MAX 10000
#define TEXT_MAX 200u

bool ask_fail(Ask *ask, int status, const char *parameter, const char *format, ...) {
  char room[512];
  va_list args;
  va_start(args, format);
  vsnprintf(room, sizeof room, format, args);
  va_end(args);
  ask->status = status;
  ask->parameter = parameter ? str_dup(ask->arena, str(parameter)) : (Str){"", 0};
  ask->message = str_dup(ask->arena, str(room));
  return false;
}

static const Str *find(Ask *ask, const char *name) {
  for (uint32_t i = 0; i < ask->target->n; i++) {
    TargetParam *p = &ask->target->params[i];
    if (!str_is(p->name, name)) continue;
    p->used = true;
    return &p->value;
  }
  return NULL;
}

bool ask_text(Ask *ask, const char *name, Str *out) {
  const Str *v = find(ask, name);
  if (!v) return true;
  if (!v->n) return ask_fail(ask, 400, name, "%s is empty", name);
  if (v->n > 4 * TEXT_MAX) return ask_fail(ask, 400, name, "%s is too long (%u characters at most)", name, TEXT_MAX);
  *out = *v;
  return true;
}

bool ask_number(Ask *ask, const char *name, long min, long max, long *out) {
  const Str *v = find(ask, name);
  if (!v) return true;
  long n = 0;
  bool ok = v->n > 0 && v->n < 10;
  for (uint32_t i = 0; i < v->n && ok; i++) {
    ok = v->p[i] >= '0' && v->p[i] <= '9';
    n = n * 10 + (v->p[i] - '0');
  }
  if (!ok || n < min || n > max) return ask_fail(ask, 400, name, "%s must be a number from %ld to %ld", name, min, max);
  *out = n;
  return true;
}

static bool is_day(Str s) {
  static const int DAYS[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-') return false;
  for (uint32_t i = 0; i < 10; i++)
    if (i != 4 && i != 7 && (unsigned)(s.p[i] - '0') > 9) return false;
  int y = atoi(s.p), m = atoi(s.p + 5), d = atoi(s.p + 8);
  bool leap = (y % 4 == 0 && y % 100) || y % 400 == 0;
  return y >= 1 && m >= 1 && m <= 12 && d >= 1 && d <= DAYS[m - 1] && (leap || m != 2 || d < 29);
}

bool ask_day(Ask *ask, const char *name, Str *out) {
  const Str *v = find(ask, name);
  if (!v) return true;
  if (!is_day(*v)) return ask_fail(ask, 400, name, "%s must be a day: YYYY-MM-DD", name);
  *out = *v;
  return true;
}

static bool letters(Str s, char first, char last, uint32_t min, uint32_t max) {
  if (s.n < min || s.n > max) return false;
  for (uint32_t i = 0; i < s.n; i++)
    if (s.p[i] < first || s.p[i] > last) return false;
  return true;
}

bool ask_country(Ask *ask, Str *out) {
  const Str *v = find(ask, "country");
  if (v && !letters(*v, 'A', 'Z', 3, 3)) return ask_fail(ask, 400, "country", "country must be three capital letters: MLI");
  if (v) *out = *v;
  return true;
}

bool ask_language(Ask *ask, Str *out) {
  const Str *v = find(ask, "language");
  if (v && !letters(*v, 'a', 'z', 2, 3)) return ask_fail(ask, 400, "language", "language must be two or three small letters: fr");
  if (v) *out = *v;
  return true;
}

bool ask_choice(Ask *ask, const char *name, const char *const *choices, int *out) {
  const Str *v = find(ask, name);
  if (!v) return true;
  Str all = {"", 0};
  for (int i = 0; choices[i]; i++) {
    if (str_is(*v, choices[i])) return *out = i, true;
    all = str_format(ask->arena, "%s%s%s", all.p, i ? ", " : "", choices[i]);
  }
  return ask_fail(ask, 400, name, "%s must be one of: %s", name, all.p);
}

bool ask_words(Ask *ask, Words *out) {
  Str typed = {NULL, 0};
  *out = (Words){0};
  if (!ask_text(ask, "q", &typed) || !typed.n) return ask->status == 200;
  const char *why = words_parse(ask->arena, typed, out);
  return !why || ask_fail(ask, 400, "q", "q %s", why);
}

bool ask_page(Ask *ask, long *limit, EventKey *after, bool *has_after) {
  *limit = 50;
  *has_after = false;
  if (!ask_number(ask, "limit", 1, 500, limit)) return false;
  const Str *v = find(ask, "cursor");
  if (!v) return true;
  unsigned doc, n;
  int used = 0;
  if (v->n > 30 || sscanf(v->p, "%9u.%9u%n", &doc, &n, &used) != 2 || used != (int)v->n)
    return ask_fail(ask, 400, "cursor", "cursor must be what « next » of an earlier page says");
  *after = (EventKey){doc, n};
  return *has_after = true;
}

bool ask_done(Ask *ask) {
  for (uint32_t i = 0; i < ask->target->n; i++)
    if (!ask->target->params[i].used) return ask_fail(ask, 400, ask->target->params[i].name.p, "there is no parameter of this name here");
  return true;
}

void sql_init(Sql *sql, Arena *arena) {
  *sql = (Sql){.arena = arena};
  bytes_init(&sql->text, arena);
}

void sql_add(Sql *sql, const char *text) { bytes_add(&sql->text, text, strlen(text)); }

void sql_value(Sql *sql, Str value) {
  char room[16];
  vec_add(sql->arena, &sql->values, str_dup(sql->arena, value).p);
  snprintf(room, sizeof room, "$%u", sql->values.n);
  sql_add(sql, room);
}

void sql_number(Sql *sql, int64_t value) {
  sql_add(sql, "cast(");
  sql_value(sql, str_format(sql->arena, "%lld", (long long)value));
  sql_add(sql, " as bigint)");
}

void sql_real(Sql *sql, double value) {
  sql_add(sql, "cast(");
  sql_value(sql, str_format(sql->arena, "%.6f", value));
  sql_add(sql, " as double precision)");
}

void sql_join(Sql *sql, const Sql *more) {
  uint32_t k = 0;
  for (size_t i = 0, from = 0; i <= more->text.n; i++) {
    if (i < more->text.n && more->text.p[i] != '$') continue;
    bytes_add(&sql->text, more->text.p + from, i - from);
    if (i == more->text.n) break;
    sql_value(sql, str(more->values.at[k++]));
    for (i++; i < more->text.n && more->text.p[i] >= '0' && more->text.p[i] <= '9';) i++;
    from = i--;
  }
}

bool ask_run(Ask *ask, const Sql *sql, RowReader row, void *context) {
  Str text = str_dup(ask->arena, str_of(sql->text.p, sql->text.n));
  if (store_query(ask->reader, text.p, sql->values.at, (int)sql->values.n, row, context)) return true;
  if (store_reader_late(ask->reader))
    return ask_fail(ask, 503, NULL, "this takes too long: narrow the question with from, until or another filter");
  return ask_fail(ask, 500, NULL, "the store cannot be read: %s", store_reader_why(ask->reader));
}

bool ask_list(Ask *ask, const char *name, const Sql *sql, RowReader row, void *context) {
  json_open(&ask->json, name, '[');
  if (!ask_run(ask, sql, row, context)) return false;
  json_close(&ask->json, ']');
  return true;
}

int64_t to_int(Str digits) {
  int64_t n = 0;
  bool minus = digits.n > 0 && digits.p[0] == '-';
  for (uint32_t i = minus; i < digits.n && i < 18 && digits.p[i] >= '0' && digits.p[i] <= '9'; i++) n = n * 10 + (digits.p[i] - '0');
  return minus ? -n : n;
}

void json_text(JsonOut *j, const char *key, Str value) { json_str_or_null(j, key, value); }

void json_int(JsonOut *j, const char *key, Str digits) {
  if (!digits.n) json_nothing(j, key);
  else json_number(j, key, (double)to_int(digits), 0);
}

void json_decimal(JsonOut *j, const char *key, Str digits) {
  char room[40];
  snprintf(room, sizeof room, "%.*s", (int)digits.n, digits.p ? digits.p : "");
  if (!digits.n) json_nothing(j, key);
  else json_number(j, key, strtod(room, NULL), 5);
}

void json_list(JsonOut *j, const char *key, Str joined) {
  json_open(j, key, '[');
  Str one;
  while (joined.n && str_split(&joined, ';', &one))
    if (one.n) json_str(j, NULL, one);
  json_close(j, ']');
}

Str ask_keep(Ask *ask, Str value) { return value.n ? str_dup(ask->arena, value) : (Str){"", 0}; }

bool take_key(void *context, const Str *columns, int n) {
  (void)n;
  KeyList *list = context;
  EventKey *key = vec_push(list->arena, &list->keys);
  *key = (EventKey){(uint32_t)to_int(columns[0]), (uint32_t)to_int(columns[1])};
  return true;
}

static bool take_count(void *context, const Str *columns, int n) {
  (void)n;
  *(int64_t *)context = to_int(columns[0]);
  return false;
}

static void no_total(Ask *ask) {
  json_nothing(&ask->json, "total");
  json_nothing(&ask->json, "total_is_exact");
}

void ask_total(Ask *ask, const Sql *sql) {
  if (!sql) {
    no_total(ask);
    return;
  }
  Sql count;
  int64_t n = -1;
  sql_init(&count, ask->arena);
  sql_add(&count, "select count(*) from (");
  sql_join(&count, sql);
  sql_add(&count, " limit 10001) c");
  store_reader_budget(ask->reader, 700);
  Str text = str_dup(ask->arena, str_of(count.text.p, count.text.n));
  bool ok = store_query(ask->reader, text.p, count.values.at, (int)count.values.n, take_count, &n);
  store_reader_budget(ask->reader, 2000);
  if (!ok || n < 0) {
    no_total(ask);
    return;
  }
  json_uint(&ask->json, "total", n > TOTAL_MAX ? TOTAL_MAX : (uint64_t)n);
  json_bool(&ask->json, "total_is_exact", n <= TOTAL_MAX);
}

void ask_next(Ask *ask, const EventKey *last) {
  if (!last) json_nothing(&ask->json, "next");
  else json_str(&ask->json, "next", str_format(ask->arena, "%u.%u", last->doc, last->n));
}
