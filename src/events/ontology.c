#include "events/ontology.h"

#include <stdlib.h>

#include "events/events.h"
#include "reading/reading.h"

static const char *const kinds[] = {"type", "mode", "concept", "operator", "control", "cameo", "brings"};
static const char *const files[] = {"types.txt",     "modes.txt",   "concepts.txt",
                                    "operators.txt", "control.txt", "cameo.txt", "brings.txt"};
enum { N_FILES = sizeof files / sizeof *files };

void ontology_init(Ontology *o, Arena *arena, Diags *diags) {
  memset(o, 0, sizeof *o);
  o->arena = arena, o->diags = diags;
  Map *maps[] = {&o->types, &o->concepts, &o->operators, &o->classes, &o->modes, &o->goldstein, &o->table};
  for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) map_init(maps[i], arena);
}

static double number(Str s) {
  char text[32] = "";
  if (s.n < sizeof text) memcpy(text, s.p, s.n);
  return strtod(text, NULL);
}

static Str dash(Str s) { return str_is(s, "-") ? (Str){"", 0} : s; }

static uint32_t class_of(Ontology *o, Str name) {
  bool fresh;
  uint32_t *id = map_put(&o->classes, name, &fresh);
  if (fresh) *id = o->classes.entries.n - 1;
  return *id;
}

static void add_type(Ontology *o, const Source *source, const Str *c) {
  uint32_t *id = map_put(&o->types, c[0], NULL);
  double quad = number(c[1]);
  if (quad < 1 || quad > 4) {
    source_error(source, o->diags, "a quad class is 1 to 4");
    quad = 1;
  }
  Str klass = c[3].n ? c[3] : quad < 2 ? STR("coop-verbal") : quad < 3 ? STR("coop-material")
                            : quad < 4 ? STR("conflict-verbal") : STR("conflict-material");
  bool terms = str_is(c[4], "terms");
  if (c[4].n && !terms) source_error(source, o->diags, "the fifth column is « terms » or empty, not « %.*s »", (int)c[4].n, c[4].p);
  *id = o->type_list.n;
  vec_add(o->arena, &o->type_list, ((Type){c[0], (uint8_t)quad, number(c[2]), class_of(o, klass), terms, c[5]}));
}

static void add_concept(Ontology *o, const Source *source, const Str *c) {
  Concept concept = {c[0], dash(c[2]), dash(c[3]), dash(c[4]), c[6], NONE, class_of(o, c[5]), NONE};
  uint32_t *type = map_get(&o->types, c[1]);
  if (type) concept.type = *type;
  else if (!str_is(c[1], "-")) source_error(source, o->diags, "no type « %.*s »", (int)c[1].n, c[1].p);
  bool fresh;
  uint32_t *id = map_put(&o->concepts, c[0], &fresh);
  if (fresh) {
    *id = o->concept_list.n;
    vec_push(o->arena, &o->concept_list);
  }
  o->concept_list.at[*id] = concept; /* a user's file may redefine one */
}

static uint32_t operator_id(Ontology *o, Str name) {
  bool fresh;
  uint32_t *id = map_put(&o->operators, name, &fresh);
  if (fresh) {
    *id = o->operator_list.n;
    vec_add(o->arena, &o->operator_list, ((Operator){name, CONTROL_ACTOR, NONE}));
  }
  return *id;
}

static uint8_t auxiliary_bits(Ontology *o, const Source *source, Str list) {
  static const struct {
    const char *name;
    uint8_t bit;
  } names[] = {{"historical", AUX_HISTORICAL}, {"future", AUX_FUTURE}, {"hypothetical", AUX_HYPOTHETICAL}, {"negation", AUX_NEGATION}};
  uint8_t bits = 0;
  Str one;
  while (str_split(&list, ';', &one)) {
    bool found = !one.n || str_is(one, "-");
    for (size_t i = 0; i < 4; i++)
      if (str_is(one, names[i].name)) bits |= names[i].bit, found = true;
    if (!found) source_error(source, o->diags, "no auxiliary mode « %.*s »", (int)one.n, one.p);
  }
  return bits;
}

static void add_operator(Ontology *o, const Source *source, const Str *c) {
  operator_id(o, c[0]);
  Line line = {c[2], c[3], dash(c[4]), c[5], auxiliary_bits(o, source, c[6]), source->file, source->line};
  if (!str_is(c[2], "=") && !str_is(c[2], "-") && !map_get(&o->types, c[2]))
    source_error(source, o->diags, "no type « %.*s »", (int)c[2].n, c[2].p);
  Str targets = c[1], target;
  while (str_split(&targets, ';', &target)) {
    if (!target.n) continue;
    if (!str_is(target, "*") && !map_get(&o->concepts, target) && !map_get(&o->types, target) &&
        !map_get(&o->classes, target))
      source_error(source, o->diags, "no concept, type or class « %.*s »", (int)target.n, target.p);
    Str key = str_format(o->arena, "%.*s %.*s", (int)c[0].n, c[0].p, (int)target.n, target.p);
    *map_put(&o->table, key, NULL) = o->lines.n;
  }
  vec_add(o->arena, &o->lines, line);
}

static void add_control(Ontology *o, const Source *source, const Str *c) {
  Control control = CONTROL_ACTOR;
  if (str_is(c[1], "recipient")) control = CONTROL_RECIPIENT;
  else if (str_is(c[1], "inner")) control = CONTROL_INNER;
  else if (!str_is(c[1], "actor")) source_error(source, o->diags, "control is actor, recipient or inner");
  uint32_t id = operator_id(o, c[0]); /* before the list may move */
  o->operator_list.at[id].control = control;
  if (!c[2].n) return;
  uint32_t own = operator_id(o, c[2]);
  o->operator_list.at[id].own_deed = own;
}

static void add_mode(Ontology *o, const Str *c) {
  Str key = str_format(o->arena, "%.*s %.*s", (int)c[0].n, c[0].p, (int)c[1].n, c[1].p);
  *map_put(&o->modes, key, NULL) = o->mode_scores.n;
  vec_add(o->arena, &o->mode_scores, number(c[2]));
}

static void add_brings(Ontology *o, const Source *source, const Str *c) {
  const uint32_t *of = map_get(&o->concepts, c[0]), *brought = map_get(&o->concepts, c[1]);
  if (of && brought) o->concept_list.at[*of].brings = *brought;
  else source_error(source, o->diags, "no concept « %.*s » or « %.*s »", (int)c[0].n, c[0].p, (int)c[1].n, c[1].p);
}

bool ontology_add_line(Ontology *o, Str kind, const Source *source, const Str *c) {
  uint32_t k = 0;
  while (k < N_FILES && !str_is(kind, kinds[k])) k++;
  switch (k) {
    case 0: add_type(o, source, c); return true;
    case 1: add_mode(o, c); return true;
    case 2: add_concept(o, source, c); return true;
    case 3: add_operator(o, source, c); return true;
    case 4: add_control(o, source, c); return true;
    case 5: *map_put(&o->goldstein, c[0], NULL) = (uint32_t)(number(c[1]) * 10 + 1000.5); return true;
    case 6: add_brings(o, source, c); return true;
    default: return false;
  }
}

static void read_source(Ontology *o, uint32_t kind, Source *source) {
  Str column[8];
  while (source_next(source)) {
    source_columns(source, column, 8);
    ontology_add_line(o, str(kinds[kind]), source, column);
  }
}

void ontology_read_folder(Ontology *o, const char *folder) {
  for (uint32_t i = 0; i < N_FILES; i++) {
    Source source;
    if (source_open(&source, o->arena, str_format(o->arena, "%s/%s", folder, files[i]).p, o->diags))
      read_source(o, i, &source);
  }
}

bool ontology_read_pack(Ontology *o, const Pack *world) {
  for (uint32_t i = 0; i < N_FILES; i++) {
    Str bytes = pack_section(world, str_format(o->arena, "on.%s", files[i]).p);
    if (!bytes.p) return false;
    Source source = {.file = str_format(o->arena, "ontology/%s", files[i]), .rest = bytes};
    read_source(o, i, &source);
  }
  return true;
}

uint32_t ontology_concept(const Ontology *o, Str name) {
  const uint32_t *id = map_get(&o->concepts, name);
  return id ? *id : NONE;
}

uint32_t ontology_operator(const Ontology *o, Str name) {
  const uint32_t *id = map_get(&o->operators, name);
  return id ? *id : NONE;
}

static const Line *line_for(const Ontology *o, Str operator_name, Str target) {
  char key[160];
  if (operator_name.n + target.n + 2 > sizeof key) return NULL;
  memcpy(key, operator_name.p, operator_name.n);
  key[operator_name.n] = ' ';
  memcpy(key + operator_name.n + 1, target.p, target.n);
  const uint32_t *at = map_get(&o->table, str_of(key, operator_name.n + 1 + target.n));
  return at ? &o->lines.at[*at] : NULL;
}

/* The most specific line: concept, type, class, anything. */
static const Line *line_of(const Ontology *o, Str name, const Outcome *inner) {
  const Line *line = NULL;
  if (inner->concept != NONE) line = line_for(o, name, o->concept_list.at[inner->concept].name);
  if (!line && inner->type != NONE) line = line_for(o, name, o->type_list.at[inner->type].name);
  if (!line && inner->klass != NONE) line = line_for(o, name, o->classes.entries.at[inner->klass].key);
  return line ? line : line_for(o, name, STR("*"));
}

static void apply(const Ontology *o, Arena *arena, uint32_t op, Outcome *x) {
  Str name = o->operator_list.at[op].name;
  const Line *line = line_of(o, name, x);
  if (!line) return; /* an operator that says nothing of this: the content stands */
  x->lines = str_format(arena, "%.*s%s%.*s:%u", (int)x->lines.n, x->lines.p, x->lines.n ? " " : "", (int)line->file.n,
                        line->file.p, line->line);
  x->auxiliary |= line->auxiliary;
  if (line->contexts.n && x->n_contexts < 4) x->contexts[x->n_contexts++] = line->contexts;
  if (str_is(line->type, "=")) {
    if (line->mode.n && !str_is(line->mode, "-") && !str_is(line->mode, "=")) x->mode = line->mode;
    if (line->cameo.n && !str_is(line->cameo, "-")) x->cameo = line->cameo;
    return;
  }
  x->dropped = str_is(line->type, "-");
  x->concept = NONE;
  if (x->dropped) {
    x->type = x->klass = NONE;
    return;
  }
  uint32_t type = *map_get(&o->types, line->type);
  if (!str_is(line->mode, "=")) x->mode = dash(line->mode);
  x->cameo = dash(line->cameo);
  x->type = type, x->klass = o->type_list.at[type].klass;
}

void ontology_compose(const Ontology *o, Arena *arena, const uint32_t *operators, uint32_t n, uint32_t concept,
                      Outcome *x) {
  *x = (Outcome){.type = NONE, .concept = concept, .klass = NONE};
  if (concept != NONE) {
    const Concept *c = &o->concept_list.at[concept];
    x->type = c->type, x->klass = c->klass, x->mode = c->mode, x->cameo = c->cameo;
    if (c->contexts.n) x->contexts[x->n_contexts++] = c->contexts;
  }
  for (uint32_t i = n; i-- > 0;) apply(o, arena, operators[i], x);
}

double ontology_goldstein(const Ontology *o, Str cameo) {
  for (; cameo.n >= 2; cameo.n--) {
    const uint32_t *tenths = map_get(&o->goldstein, cameo);
    if (tenths) return ((double)*tenths - 1000) / 10;
  }
  return 0;
}

double ontology_score(const Ontology *o, uint32_t type, Str mode) {
  Str name = o->type_list.at[type].name;
  char key[96];
  if (mode.n && name.n + mode.n + 1 < sizeof key) {
    memcpy(key, name.p, name.n);
    key[name.n] = ' ';
    memcpy(key + name.n + 1, mode.p, mode.n);
    const uint32_t *at = map_get(&o->modes, str_of(key, name.n + 1 + mode.n));
    if (at) return o->mode_scores.at[*at];
  }
  return o->type_list.at[type].score;
}

/* The sources themselves are the compiled form: a few hundred lines, read in well under a millisecond, by the same
 * code that reads a user's file on top. Compiling checks them. */
void ontology_pack(PackWriter *writer, Arena *arena, const char *folder, Diags *diags) {
  Ontology check;
  ontology_init(&check, arena, diags);
  ontology_read_folder(&check, folder);
  for (uint32_t i = 0; i < N_FILES; i++) {
    Source source;
    if (source_open(&source, arena, str_format(arena, "%s/%s", folder, files[i]).p, diags))
      pack_add(writer, str_format(arena, "on.%s", files[i]).p, source.rest.p, source.rest.n);
  }
}
