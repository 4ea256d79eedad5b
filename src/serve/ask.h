/* ask.h: one question to the store and its answer in the making: parameters, SQL with bound values, JSON, errors. */
#ifndef DG_SERVE_ASK_H
#define DG_SERVE_ASK_H

#include "io/json_out.h"
#include "serve/target.h"
#include "serve/words.h"
#include "store/query.h"

typedef struct {
  Arena *arena;
  StoreReader *reader;
  Target *target;
  const char *store;  /* its name, for the summary */
  JsonOut json;
  int status;         /* 200, or the error's */
  Str parameter, message;
} Ask;

/* Sets the error; returns false. `parameter` NULL: none. */
bool ask_fail(Ask *ask, int status, const char *parameter, const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Parameters. Each returns false, with the error set, where the value is wrong; absent leaves *out alone. */
bool ask_text(Ask *ask, const char *name, Str *out);                                /* at most 200 bytes after decoding x 4 */
bool ask_number(Ask *ask, const char *name, long min, long max, long *out);
bool ask_day(Ask *ask, const char *name, Str *out);
bool ask_country(Ask *ask, Str *out);
bool ask_language(Ask *ask, Str *out);
bool ask_choice(Ask *ask, const char *name, const char *const *choices, int *out);  /* NULL-ended */
bool ask_words(Ask *ask, Words *out);                                               /* « q »; n 0 where absent */
bool ask_page(Ask *ask, long *limit, EventKey *after, bool *has_after);             /* limit and cursor « 12.3 » */

/* Behind the last of them: false where a parameter is left that nobody asked for. */
bool ask_done(Ask *ask);

/* SQL that grows, with its values. */
typedef struct {
  Arena *arena;
  Bytes text;
  Vec(const char *) values;
} Sql;
void sql_init(Sql *sql, Arena *arena);
void sql_add(Sql *sql, const char *text);           /* the program's own text */
void sql_value(Sql *sql, Str value);                /* a placeholder, bound */
void sql_number(Sql *sql, int64_t value);           /* the same, cast to a number */
void sql_real(Sql *sql, double value);
void sql_join(Sql *sql, const Sql *more);           /* appends a query whose values are numbered anew */

/* Runs it; false with the error set (503 where it took too long). */
bool ask_run(Ask *ask, const Sql *sql, RowReader row, void *context);

/* Runs it into a list of that name, an item a row. */
bool ask_list(Ask *ask, const char *name, const Sql *sql, RowReader row, void *context);

/* A column into JSON. */
void json_text(JsonOut *j, const char *key, Str value);      /* null where empty */
void json_int(JsonOut *j, const char *key, Str digits);      /* null where empty */
void json_decimal(JsonOut *j, const char *key, Str digits);
void json_list(JsonOut *j, const char *key, Str joined);     /* « a;b » as ["a","b"] */
int64_t to_int(Str digits);

/* Keeps a column of a row. */
Str ask_keep(Ask *ask, Str value);

/* Rows into a list of keys. */
typedef struct {
  Arena *arena;
  Vec(EventKey) keys;
} KeyList;
bool take_key(void *context, const Str *columns, int n);

/* How many rows `sql` has, counted to 10,000, as « total » and « total_is_exact »; null where that takes long and
 * where `sql` is NULL (a further page, whose reader knows it). */
void ask_total(Ask *ask, const Sql *sql);

/* « next »: the cursor behind this item, or null. */
void ask_next(Ask *ask, const EventKey *last);

/* The endpoints. Each writes its JSON or sets the error. */
bool api_summary(Ask *ask);
bool api_today(Ask *ask);
bool api_timeline(Ask *ask);
bool api_events(Ask *ask);
bool api_event(Ask *ask, Str id);
bool api_actors(Ask *ask);
bool api_actor(Ask *ask, Str key);
bool api_map(Ask *ask);
bool api_documents(Ask *ask);
bool api_document(Ask *ask, Str id);
bool api_search(Ask *ask);

#endif
