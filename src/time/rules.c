#include "time/rules.h"

#include <stdlib.h>

#include "base/source.h"
#include "base/utf8.h"
#include "time/calendar.h"

static const char *const CLASSES[CLASS_COUNT] = {
    "weekday", "month", "number", "ordinal", "unit", "season", "part", "day-word", "anaphor", "named", "ampm", "zone",
    "calendar", "future", "roman", "frequency", "feast", "mid", "daytime", "lasting", "year-lead", "prefix", "suffix", "ask", "numbered", "ends", "day", "clock", "decade", "year", "iso", "numeric", "hhmm", "days", "short-year", "months", "years", "month-first"};
static const char *const ACTIONS[ACT_COUNT] = {
    "date", "ago", "hence", "earlier", "later", "within", "shift", "duration", "set", "quarter", "half", "decade",
    "century", "range", "night", "day-word", "anaphor", "same", "named", "time", "weekend", "calendar",
    "since-duration", "lasting", "frequency", "week", "skip"};
static const char *const KINDS[] = {"date", "since", "until", "deadline"};

typedef struct {
  Arena *arena;
  Diags *diags;
  PhraseBuilder *words;
  Vec(TimeWord) list;
  Vec(TimeRule) rules;
  Map literals; /* « dernier/passé » to its number */
  Source source;
} Compiler;

static int find(const char *const *names, int n, Str name) {
  for (int i = 0; i < n; i++)
    if (str_is(name, names[i])) return i;
  return -1;
}

static int to_int(Str s) {
  char room[16] = {0};
  memcpy(room, s.p, s.n < 15 ? s.n : 15);
  return atoi(room);
}

static void add_word(Compiler *c, Str form, TimeWord word) {
  vec_add(c->arena, &c->list, word);
  phrase_add(c->words, utf8_fold(c->arena, form), c->list.n - 1);
}

static void read_word(Compiler *c, int class, Str forms, Str value) {
  TimeWord word = {.element = (uint16_t)class, .number = (int16_t)to_int(value)};
  memcpy(word.text, value.p, value.n < 10 ? value.n : 10);
  Str form;
  while (str_split(&forms, ';', &form)) {
    word.capital = utf8_capitalised(form);
    if (form.n) add_word(c, form, word);
  }
}

/* A suffix tells the kind as a prefix does, from behind: « the Aug. 31 deadline ». */
static void read_prefix(Compiler *c, TimeClass class, Str forms, Str value) {
  bool open = str_ends(value, STR("?"));
  bool ahead = str_ends(value, STR("-ahead"));
  if (open || ahead) value.n -= open ? 1 : 6;
  int kind = find(KINDS, 4, value);
  if (kind < 0) {
    source_error(&c->source, c->diags, "no kind of prefix: %.*s", (int)value.n, value.p);
    return;
  }
  TimeWord word = {.element = (uint16_t)class, .number = (int16_t)kind, .text = {open ? '?' : ahead ? 'a' : 0}};
  Str form;
  while (str_split(&forms, ';', &form))
    if (form.n) add_word(c, form, word);
}

static int element_of(Compiler *c, Str name) {
  if (name.p[0] == '$') {
    int class = find(CLASSES, CLASS_COUNT, str_sub(name, 1, name.n));
    if (class < 0) source_error(&c->source, c->diags, "no class %.*s", (int)name.n, name.p);
    return class < 0 ? 0 : class;
  }
  bool fresh;
  uint32_t *number = map_put(&c->literals, name, &fresh);
  if (!fresh) return (int)*number;
  *number = CLASS_COUNT + c->literals.entries.n - 1;
  int element = (int)*number;
  Str rest = name, form;
  while (str_split(&rest, '/', &form))
    if (form.n) add_word(c, form, (TimeWord){.element = (uint16_t)element});
  return element;
}

/* A rule with optional elements stands for all of its variants, so that matching needs no choice. */
static void add_variants(Compiler *c, TimeRule rule, const int *elements, const bool *optional, int n, int at) {
  for (; at < n; at++) {
    if (optional[at]) add_variants(c, rule, elements, optional, n, at + 1);
    if (rule.n == PATTERN_MAX) {
      source_error(&c->source, c->diags, "a pattern has at most %d elements", PATTERN_MAX);
      return;
    }
    rule.element[rule.n++] = (uint16_t)elements[at];
  }
  if (rule.n) vec_add(c->arena, &c->rules, rule);
}

static void read_rule(Compiler *c, Str pattern, Str action) {
  int elements[PATTERN_MAX * 2], n = 0;
  bool optional[PATTERN_MAX * 2];
  Str word, name;
  while (n < PATTERN_MAX * 2 && str_split(&pattern, ' ', &word)) {
    if (!word.n) continue;
    optional[n] = word.p[word.n - 1] == '?';
    if (optional[n]) word.n--;
    elements[n] = element_of(c, word);
    n++;
  }
  if (!str_split(&action, ' ', &name)) name = (Str){"", 0};
  int which = find(ACTIONS, ACT_COUNT, name);
  if (which < 0) {
    source_error(&c->source, c->diags, "no action %.*s", (int)name.n, name.p);
    return;
  }
  TimeRule rule = {.action = (uint8_t)which, .line = c->source.line};
  if (action.p && action.n) rule.amount = (int8_t)to_int(action);
  add_variants(c, rule, elements, optional, n, 0);
}

static void read_entry(Compiler *c) {
  Str column[3];
  source_columns(&c->source, column, 3);
  int class = find(CLASSES, CLASS_YEAR, column[0]);
  if (str_is(column[0], "rule")) read_rule(c, column[1], column[2]);
  else if (class == CLASS_PREFIX || class == CLASS_SUFFIX) read_prefix(c, (TimeClass)class, column[1], column[2]);
  else if (class >= 0) read_word(c, class, column[1], column[2]);
  else source_error(&c->source, c->diags, "no class of time words: %.*s", (int)column[0].n, column[0].p);
}

static int by_first(const void *x, const void *y) {
  const TimeRule *a = x, *b = y;
  if (a->element[0] != b->element[0]) return a->element[0] < b->element[0] ? -1 : 1;
  return (a->line > b->line) - (a->line < b->line);
}

static void write_section(Compiler *c, PackWriter *writer) {
  uint32_t n_elements = CLASS_COUNT + c->literals.entries.n;
  uint32_t *buckets = ARENA_ARRAY(c->arena, n_elements + 1, uint32_t);
  if (c->rules.n) qsort(c->rules.at, c->rules.n, sizeof *c->rules.at, by_first);
  for (uint32_t i = 0; i < c->rules.n; i++) buckets[c->rules.at[i].element[0] + 1]++;
  for (uint32_t i = 0; i < n_elements; i++) buckets[i + 1] += buckets[i];
  uint32_t head[4] = {c->list.n, 0, c->rules.n, n_elements};
  Bytes out;
  bytes_init(&out, c->arena);
  bytes_add(&out, head, sizeof head);
  bytes_add(&out, c->list.at, c->list.n * sizeof(TimeWord));
  bytes_align(&out, 4);
  bytes_add(&out, c->rules.at, c->rules.n * sizeof(TimeRule));
  bytes_add(&out, buckets, (n_elements + 1) * sizeof *buckets);
  pack_add(writer, "time", out.p, out.n);
  phrase_pack(c->words, writer, "time.words");
}

bool time_pack(PackWriter *writer, Arena *arena, const char *lang_folder, Diags *diags) {
  Compiler c = {.arena = arena, .diags = diags, .words = phrase_builder_new(arena)};
  uint32_t before = diags->errors;
  map_init(&c.literals, arena);
  if (source_open(&c.source, arena, str_format(arena, "%s/time.txt", lang_folder).p, diags))
    while (source_next(&c.source)) read_entry(&c);
  write_section(&c, writer);
  return diags->errors == before;
}

bool time_pack_world(PackWriter *writer, Arena *arena, const char *world_folder, Diags *diags) {
  Source source;
  Bytes out;
  Str column[2], day;
  uint32_t before = diags->errors;
  bytes_init(&out, arena);
  if (!source_open(&source, arena, str_format(arena, "%s/moon-feasts.txt", world_folder).p, diags)) return false;
  while (source_next(&source)) {
    source_columns(&source, column, 2);
    while (str_split(&column[1], ';', &day)) {
      MoonFeast feast = {0};
      CivilDate date;
      if (column[0].n >= sizeof feast.feast || !calendar_parse(day, &date) || !calendar_valid(date) || !date.day) {
        source_error(&source, diags, "expected `feast | days`");
        continue;
      }
      memcpy(feast.feast, column[0].p, column[0].n);
      feast.day = (int32_t)calendar_days(date);
      bytes_add(&out, &feast, sizeof feast);
    }
  }
  pack_add(writer, "moon", out.p, out.n);
  return diags->errors == before;
}

Time *time_open(Arena *arena, const Pack *lang, const Pack *world, Diags *diags) {
  Time *t = ARENA_NEW(arena, Time);
  Str moon = pack_section(world, "moon");
  t->n_moon = (uint32_t)(moon.n / sizeof(MoonFeast));
  t->moon = section_array(moon, 0, t->n_moon, sizeof(MoonFeast));
  if (!t->moon) t->n_moon = 0;
  Str s = pack_section(lang, "time");
  const uint32_t *head = section_array(s, 0, 4, 4);
  bool ok = head && phrase_open(&t->words, pack_section(lang, "time.words"));
  if (ok) {
    uint64_t at = 16;
    t->n_list = head[0], t->n_rules = head[2], t->n_elements = head[3];
    t->list = section_array(s, at, t->n_list, sizeof(TimeWord));
    at = (at + (uint64_t)t->n_list * sizeof(TimeWord) + 3) & ~(uint64_t)3;
    t->rules = section_array(s, at, t->n_rules, sizeof(TimeRule));
    at += (uint64_t)t->n_rules * sizeof(TimeRule);
    t->buckets = section_array(s, at, (uint64_t)t->n_elements + 1, 4);
    ok = t->list && t->rules && t->buckets && t->buckets[t->n_elements] == t->n_rules;
  }
  if (!ok) diag_add(diags, DIAG_ERROR, (Str){"", 0}, 0, "the pack's time section is missing or damaged");
  return ok ? t : NULL;
}
