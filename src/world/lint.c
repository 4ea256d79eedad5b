/* lint.c: what `dragoman check` finds wrong in world/, and how much stands there. */
#include <stdlib.h>

#include "base/source.h"
#include "world/world.h"

enum { COLUMNS = 16 };

typedef struct {
  Arena *arena;
  Diags *diags;
  Map countries, names; /* names: kind of file and name, first line + 1 */
  WorldCounts *counts;
} Lint;

typedef struct {
  Str person, file, country, role;
  uint32_t line, from, to;
  bool governs;
} Term;

static Str base_name(Str path) {
  uint32_t cut = path.n;
  while (cut > 0 && path.p[cut - 1] != '/') cut--;
  return str_sub(path, cut, path.n);
}

static void check_country(Lint *l, const Source *s, Str code) {
  if (code.n && !world_collective(code) && !map_get(&l->countries, code))
    source_error(s, l->diags, "unknown country « %.*s »", (int)code.n, code.p);
}

static void check_sectors(Lint *l, const Source *s, Str list) {
  Str sector;
  while (str_split(&list, ';', &sector))
    for (Str rest = sector, part; str_split(&rest, ' ', &part);)
      if (part.n && !world_sector(part)) source_error(s, l->diags, "unknown sector « %.*s »", (int)part.n, part.p);
}

static void check_date(Lint *l, const Source *s, Str date) {
  if (date.n && !world_day(date, false)) source_error(s, l->diags, "no date: « %.*s »", (int)date.n, date.p);
}

static void check_duplicate(Lint *l, const Source *s, const char *kind, Str name, Str country) {
  Str key = str_format(l->arena, "%s|%.*s|%.*s", kind, (int)country.n, country.p, (int)name.n, name.p);
  bool fresh;
  uint32_t *line = map_put(&l->names, key, &fresh);
  if (fresh) *line = s->line;
  else
    diag_add(l->diags, DIAG_WARNING, s->file, s->line, "« %.*s » stands twice, first in line %u", (int)name.n, name.p, *line);
}

static Str first_of(Str list) {
  Str first = {"", 0};
  str_split(&list, ';', &first);
  return first;
}

static void check_body(Lint *l, const Source *s, const Str *c, const char *kind) {
  check_country(l, s, c[2]);
  check_sectors(l, s, c[3]);
  check_date(l, s, c[6]);
  check_date(l, s, c[7]);
  if (!c[0].n || !c[1].n) diag_add(l->diags, DIAG_WARNING, s->file, s->line, "a translation is missing");
  check_duplicate(l, s, kind, first_of(c[0].n ? c[0] : c[1]), c[2]);
}

static int by_person(const void *x, const void *y) {
  const Term *a = x, *b = y;
  int order = str_cmp(a->person, b->person);
  if (order) return order;
  if (a->from != b->from) return a->from < b->from ? -1 : 1;
  return (a->line > b->line) - (a->line < b->line);
}

/* Terms of one person that overlap in more than a year: a slip of a date, or two people of one name. */
static void check_terms(Lint *l, Term *terms, uint32_t n) {
  if (n) qsort(terms, n, sizeof *terms, by_person);
  for (uint32_t i = 0; i < n; i++) {
    if (i == 0 || !str_eq(terms[i].person, terms[i - 1].person)) {
      l->counts->persons++;
      continue;
    }
    if (terms[i].from == terms[i - 1].from && terms[i].to == terms[i - 1].to)
      diag_add(l->diags, DIAG_WARNING, terms[i].file, terms[i].line, "« %.*s » has two offices of the same term",
               (int)terms[i].person.n, terms[i].person.p);
    else if (terms[i - 1].to > terms[i].from + 10000)
      diag_add(l->diags, DIAG_WARNING, terms[i].file, terms[i].line, "the term of « %.*s » overlaps that of line %u",
               (int)terms[i].person.n, terms[i].person.p, terms[i - 1].line);
  }
}

static int by_office(const void *x, const void *y) {
  const Term *a = x, *b = y;
  int order = str_cmp(a->country, b->country);
  if (!order) order = str_cmp(a->role, b->role);
  if (order) return order;
  if (a->from != b->from) return a->from < b->from ? -1 : 1;
  return (a->line > b->line) - (a->line < b->line);
}

/* Two people for more than a year in an office of a country that is otherwise held by one at a time. Where that happens
 * more than once, as with envoys and deputies, several hold it. */
static void check_offices(Lint *l, Term *terms, uint32_t n) {
  if (n) qsort(terms, n, sizeof *terms, by_office);
  for (uint32_t i = 0; i < n;) {
    uint32_t end = i + 1, overlaps = 0, at = 0;
    for (; end < n && str_eq(terms[end].country, terms[i].country) && str_eq(terms[end].role, terms[i].role); end++) {
      const Term *a = &terms[end - 1], *b = &terms[end];
      bool both = a->governs && b->governs && a->from && b->from && a->role.n && !str_eq(a->person, b->person);
      if (both && a->to > b->from + 10000) overlaps++, at = end;
    }
    if (overlaps == 1 && !world_collective(terms[i].country))
      diag_add(l->diags, DIAG_WARNING, terms[at].file, terms[at].line, "« %.*s » is %.*s of %.*s together with « %.*s » of line %u",
               (int)terms[at].person.n, terms[at].person.p, (int)terms[at].role.n, terms[at].role.p, (int)terms[at].country.n,
               terms[at].country.p, (int)terms[at - 1].person.n, terms[at - 1].person.p, terms[at - 1].line);
    i = end;
  }
}

typedef struct {
  Lint *l;
  Map offices; /* countries with a term of office */
  Vec(Term) terms;
} Walk;

static void check_line(Walk *w, const Source *s, Str file, const Str *c) {
  Lint *l = w->l;
  WorldCounts *n = l->counts;
  if (str_starts(file, STR("countries"))) {
    n->countries++;
    if (!c[1].n || !c[2].n) diag_add(l->diags, DIAG_WARNING, s->file, s->line, "a translation is missing");
  } else if (str_starts(file, STR("regions"))) {
    n->regions++;
  } else if (str_starts(file, STR("organisations"))) {
    n->organisations++, check_body(l, s, c, "organisation");
  } else if (str_starts(file, STR("bodies"))) {
    n->bodies++, check_body(l, s, c, "body");
  } else if (str_starts(file, STR("groups"))) {
    n->groups++, check_body(l, s, c, "group");
  } else if (str_starts(file, STR("parties"))) {
    n->parties++, check_body(l, s, c, "party");
  } else if (str_starts(file, STR("places"))) {
    n->places++;
  } else if (str_starts(file, STR("admin1"))) {
    n->divisions++;
  } else if (str_starts(file, STR("persons"))) {
    n->terms++;
    check_country(l, s, c[1]);
    check_sectors(l, s, c[2]);
    check_date(l, s, c[5]);
    check_date(l, s, c[6]);
    uint32_t from = world_day(c[5], false), to = world_day(c[6], true);
    if (to && from > to) source_error(s, l->diags, "the term ends before it begins");
    map_put(&w->offices, c[1], NULL);
    vec_add(l->arena, &w->terms, ((Term){.person = first_of(c[0]), .file = s->file, .country = c[1], .role = c[3], .line = s->line, .from = from,
                                   .to = to ? to : 99999999, .governs = str_find(c[2], STR("GOV")) != UINT32_MAX}));
  }
}

static void read_countries(Lint *l, const char *folder) {
  Source s;
  Str c[COLUMNS];
  if (!source_open(&s, l->arena, str_format(l->arena, "%s/countries.txt", folder).p, l->diags)) return;
  while (source_next(&s)) {
    source_columns(&s, c, COLUMNS);
    bool fresh;
    map_put(&l->countries, c[0], &fresh);
    if (!fresh) source_error(&s, l->diags, "« %.*s » stands twice", (int)c[0].n, c[0].p);
  }
}

void world_count(Arena *arena, const char *folder, WorldCounts *counts, Diags *diags) {
  Lint lint = {.arena = arena, .diags = diags, .counts = counts};
  Walk walk = {.l = &lint};
  *counts = (WorldCounts){0};
  map_init(&lint.countries, arena);
  map_init(&lint.names, arena);
  map_init(&walk.offices, arena);
  read_countries(&lint, folder);
  Str *paths, c[COLUMNS];
  uint32_t n = source_list(arena, folder, ".txt", &paths);
  for (uint32_t i = 0; i < n; i++) {
    Source s;
    if (!source_open(&s, arena, paths[i].p, diags)) continue;
    while (source_next(&s)) {
      source_columns(&s, c, COLUMNS);
      check_line(&walk, &s, base_name(paths[i]), c);
    }
  }
  check_terms(&lint, walk.terms.at, walk.terms.n);
  check_offices(&lint, walk.terms.at, walk.terms.n);
  counts->office_countries = walk.offices.entries.n;
}

void world_lint(Arena *arena, const char *folder, Diags *diags) {
  WorldCounts counts;
  world_count(arena, folder, &counts, diags);
}
