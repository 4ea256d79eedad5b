/* search.c: words in sentences, and what somebody said. */
#include "serve/items.h"
#include "store/derive.h"

typedef struct {
  Words words;
  Str speaker, from, until, source, language;
  int64_t actor; /* the speaker, where it is exactly one */
  int in;        /* 0 sentences, 1 statements */
  long limit;
  EventKey after;
  bool has_after;
} Search;

typedef struct {
  Ask *ask;
  const Words *words;
  uint32_t taken, limit;
  EventKey last;
} SentenceRows;

static bool one_sentence(void *context, const Str *c, int n) {
  (void)n;
  SentenceRows *rows = context;
  JsonOut *j = &rows->ask->json;
  if (++rows->taken > rows->limit) return false;
  rows->last = (EventKey){(uint32_t)to_int(c[5]), (uint32_t)to_int(c[0])};
  json_open(j, NULL, '{');
  json_str(j, "what", STR("sentence"));
  json_int(j, "n", c[0]);
  json_int(j, "start", c[1]);
  json_int(j, "end", c[2]);
  json_text(j, "kind", c[3]);
  json_str(j, "text", c[4]);
  items_hits(rows->ask, rows->words, c[4]);
  items_document(rows->ask, "document", c + 5);
  json_close(j, '}');
  return true;
}

static void matches(const Ask *ask, const Words *words, const char *alias, Sql *sql) {
  if (store_reader_is_postgres(ask->reader)) {
    sql_add(sql, " and to_tsvector('simple', "), sql_add(sql, alias), sql_add(sql, ".text) @@ to_tsquery('simple', ");
    sql_value(sql, words_tsquery(ask->arena, words)), sql_add(sql, ")");
  } else {
    sql_add(sql, " and f.sentences_text match "), sql_value(sql, words_fts5(ask->arena, words));
  }
}

static void about(const Search *s, Sql *sql) {
  if (s->from.n) sql_add(sql, " and d.date >= "), sql_value(sql, s->from);
  if (s->until.n) sql_add(sql, " and d.date <= "), sql_value(sql, s->until);
  if (s->source.n) sql_add(sql, " and d.source = "), sql_value(sql, s->source);
  if (s->language.n) sql_add(sql, " and d.language = "), sql_value(sql, s->language);
}

static bool filtered(const Search *s) { return s->from.n || s->until.n || s->source.n || s->language.n; }

/* « and (doc, n) < cursor order by doc desc, n desc limit ... » */
static void turn(const Search *s, const char *alias, Sql *sql) {
  if (s->has_after) {
    sql_add(sql, " and ("), sql_add(sql, alias), sql_add(sql, ".doc, "), sql_add(sql, alias), sql_add(sql, ".n) < (");
    sql_number(sql, s->after.doc), sql_add(sql, ", "), sql_number(sql, s->after.n), sql_add(sql, ")");
  }
  sql_add(sql, " order by "), sql_add(sql, alias), sql_add(sql, ".doc desc, "), sql_add(sql, alias), sql_add(sql, ".n desc limit ");
  sql_number(sql, s->limit + 1);
}

/* SQLite numbers sentences in the order in which they came: walking the index downwards needs no sorting. */
static void turn_sqlite(const Search *s, Sql *sql) {
  if (s->has_after) {
    sql_add(sql, " and f.rowid < (select rowid from sentences where doc = "), sql_number(sql, s->after.doc);
    sql_add(sql, " and n = "), sql_number(sql, s->after.n), sql_add(sql, ")");
  }
  sql_add(sql, " order by f.rowid desc limit "), sql_number(sql, s->limit + 1);
}

static bool sentences(Ask *ask, const Search *s) {
  bool postgres = store_reader_is_postgres(ask->reader);
  SentenceRows rows = {.ask = ask, .words = &s->words, .limit = (uint32_t)s->limit};
  Sql sql, count;
  sql_init(&sql, ask->arena);
  sql_add(&sql, "select s.n, s.start_at, s.end_at, s.kind, s.text, " ITEM_DOCUMENT_COLUMNS);
  sql_add(&sql, postgres ? " from sentences s join documents d on d.doc = s.doc where 1 = 1"
                         : " from sentences_text f join sentences s on s.rowid = f.rowid join documents d on d.doc = s.doc where 1 = 1");
  matches(ask, &s->words, "s", &sql);
  about(s, &sql);
  if (postgres) turn(s, "s", &sql);
  else turn_sqlite(s, &sql);
  if (!ask_list(ask, "items", &sql, one_sentence, &rows)) return false;
  ask_next(ask, rows.taken > rows.limit ? &rows.last : NULL);
  sql_init(&count, ask->arena);
  sql_add(&count, "select 1");
  if (postgres) sql_add(&count, " from sentences s join documents d on d.doc = s.doc where 1 = 1");
  else if (filtered(s))
    sql_add(&count, " from sentences_text f join sentences s on s.rowid = f.rowid join documents d on d.doc = s.doc where 1 = 1");
  else sql_add(&count, " from sentences_text f where 1 = 1");
  matches(ask, &s->words, "s", &count);
  about(s, &count);
  ask_total(ask, s->has_after ? NULL : &count);
  return true;
}

/* Whose words: « from » and the conditions of statements s, named by the speaker where there is one. */
static void by_speaker(const Ask *ask, const Search *s, Sql *sql) {
  bool postgres = store_reader_is_postgres(ask->reader);
  if (s->actor) {
    sql_add(sql, "k.actor = "), sql_number(sql, s->actor);
    return;
  }
  sql_add(sql, "k.actor in (select w.id from actors w where ");
  sql_add(sql, postgres ? "position(lower(" : "instr(fold(w.name), fold(");
  sql_value(sql, s->speaker), sql_add(sql, postgres ? ") in lower(w.name)) > 0)" : ")) > 0)");
}

/* In a sentence that has the words. Without a speaker, documents with such a sentence come first: few where words are rare. */
static void said_words(const Ask *ask, const Search *s, Sql *sql) {
  static const char WITHIN[] = " where t.doc = s.doc and t.start_at < s.end_at and t.end_at > s.start_at";
  bool postgres = store_reader_is_postgres(ask->reader);
  sql_add(sql, " and exists (select 1 from sentences t"), sql_add(sql, WITHIN);
  if (postgres) matches(ask, &s->words, "t", sql);
  else {
    sql_add(sql, " and t.rowid in (select rowid from sentences_text where sentences_text match ");
    sql_value(sql, words_fts5(ask->arena, &s->words)), sql_add(sql, ")");
  }
  sql_add(sql, ")");
  if (s->speaker.n) return;
  sql_add(sql, postgres ? " and s.doc in (select u.doc from sentences u where 1 = 1"
                        : " and s.doc in (select u.doc from sentences_text f join sentences u on u.rowid = f.rowid where 1 = 1");
  matches(ask, &s->words, "u", sql);
  sql_add(sql, ")");
}

/* Keys (doc, n) of statements. */
static void statement_keys(const Ask *ask, const Search *s, Sql *sql) {
  bool whole = s->words.n || filtered(s) || !s->speaker.n;
  sql_add(sql, s->speaker.n ? "select k.doc, k.n from sayings k" : "select s.doc, s.n from statements s");
  if (whole && s->speaker.n) sql_add(sql, " join statements s on s.doc = k.doc and s.n = k.n");
  if (filtered(s)) sql_add(sql, " join documents d on d.doc = s.doc");
  sql_add(sql, " where ");
  if (s->speaker.n) by_speaker(ask, s, sql);
  else sql_add(sql, "1 = 1");
  if (s->words.n) said_words(ask, s, sql);
  about(s, sql);
}

static bool statements(Ask *ask, const Search *s) {
  StatementRows rows = {.ask = ask, .words = &s->words, .limit = (uint32_t)s->limit};
  Sql sql, count;
  sql_init(&sql, ask->arena);
  sql_add(&sql, ITEM_STATEMENT_SELECT);
  sql_add(&sql, " join (");
  statement_keys(ask, s, &sql);
  turn(s, s->speaker.n ? "k" : "s", &sql);
  sql_add(&sql, ") x on x.doc = s.doc and x.n = s.n order by s.doc desc, s.n desc");
  if (!ask_list(ask, "items", &sql, items_statement, &rows)) return false;
  ask_next(ask, rows.taken > rows.limit ? &rows.last : NULL);
  sql_init(&count, ask->arena);
  statement_keys(ask, s, &count);
  ask_total(ask, s->has_after ? NULL : &count);
  return true;
}

static bool take_id(void *context, const Str *c, int n) {
  (void)n;
  *(int64_t *)context = to_int(c[0]);
  return false;
}

bool api_search(Ask *ask) {
  static const char *const IN[] = {"sentences", "statements", NULL};
  Search s = {0};
  Sql sql;
  if (!ask_words(ask, &s.words) || !ask_text(ask, "speaker", &s.speaker) || !ask_choice(ask, "in", IN, &s.in) || !ask_day(ask, "from", &s.from) ||
      !ask_day(ask, "until", &s.until) || !ask_text(ask, "source", &s.source) || !ask_language(ask, &s.language) ||
      !ask_page(ask, &s.limit, &s.after, &s.has_after) || !ask_done(ask))
    return false;
  if (!s.words.n && !s.speaker.n) return ask_fail(ask, 400, "q", "q or speaker is needed");
  if (s.speaker.n) {
    s.in = 1;
    sql_init(&sql, ask->arena);
    sql_add(&sql, "select id from actors where key = "), sql_value(&sql, s.speaker);
    if (!ask_run(ask, &sql, take_id, &s.actor)) return false;
  }
  json_str(&ask->json, "in", str(IN[s.in]));
  return s.in ? statements(ask, &s) : sentences(ask, &s);
}
