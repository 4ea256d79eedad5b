/* Compiles the text sources of the event lexicon. */
#include "base/utf8.h"
#include "events/lexicon.h"

typedef struct {
  Str name;
  Vec(Slot) slots;
} Frame;

struct LexiconBuilder {
  Arena *arena;
  Diags *diags;
  Map strings, classes, frames;
  Bytes bytes;
  Vec(Frame) frame_list;
  Vec(Entry) entries;
  Vec(Slot) slots;
  Vec(Part) parts;
  Vec(Condition) conditions;
  Vec(Name) names;
  Vec(uint32_t) class_names;
  PhraseBuilder *words, *members;
  Map reflexive; /* words that mark a reflexive verb, from the class « reflexive » */
};

LexiconBuilder *lexicon_builder_new(Arena *arena, Diags *diags) {
  LexiconBuilder *b = ARENA_NEW(arena, LexiconBuilder);
  b->arena = arena, b->diags = diags;
  map_init(&b->strings, arena);
  map_init(&b->classes, arena);
  map_init(&b->frames, arena);
  map_init(&b->reflexive, arena);
  bytes_init(&b->bytes, arena);
  bytes_str(&b->bytes, STR("")); /* offset 0 means none */
  b->words = phrase_builder_new(arena);
  b->members = phrase_builder_new(arena);
  return b;
}

static uint32_t intern(LexiconBuilder *b, Str s) {
  if (!s.n) return 0;
  bool fresh;
  uint32_t *at = map_put(&b->strings, s, &fresh);
  if (fresh) *at = bytes_str(&b->bytes, s);
  return *at;
}

static Str folded(LexiconBuilder *b, Str s) {
  Str f = utf8_fold(b->arena, s);
  char *p = arena_raw(b->arena, f.n + 1);
  for (uint32_t i = 0; i < f.n; i++) p[i] = f.p[i] == '_' ? ' ' : f.p[i];
  p[f.n] = 0;
  return str_of(p, f.n);
}

static uint32_t class_id(LexiconBuilder *b, Str name) {
  bool fresh;
  uint32_t *id = map_put(&b->classes, name, &fresh);
  if (fresh) {
    *id = b->class_names.n;
    vec_add(b->arena, &b->class_names, intern(b, name));
  }
  return *id;
}

static void add_members(LexiconBuilder *b, uint32_t klass, Str list, bool reflexive) {
  Str lemma;
  while (str_split(&list, ';', &lemma)) {
    if (!lemma.n) continue;
    Str key = folded(b, lemma);
    phrase_add(b->members, key, klass);
    if (reflexive) map_put(&b->reflexive, key, NULL);
  }
}

void lexicon_add_class_line(LexiconBuilder *b, const Source *source, const char *prefix) {
  Str column[2];
  source_columns(source, column, 2);
  if (!column[0].n || !column[1].n) {
    source_error(source, b->diags, "a class needs a name and lemmas");
    return;
  }
  Str name = str_join(b->arena, str(prefix), column[0]);
  add_members(b, class_id(b, name), column[1], str_is(name, "reflexive"));
}

void lexicon_add_classes(LexiconBuilder *b, Source *source, const char *prefix) {
  while (source_next(source)) lexicon_add_class_line(b, source, prefix);
}

void lexicon_add_forms(LexiconBuilder *b, Source *source, const char *name) {
  uint32_t klass = class_id(b, str(name));
  while (source_next(source)) {
    Str column[2];
    source_columns(source, column, 2);
    add_members(b, klass, column[0], false);
  }
}

/* --- slots and frames --- */

static bool next_token(Str *rest, Str *token) {
  while (rest->n && (*rest->p == ' ' || *rest->p == '\t' || *rest->p == ';' || *rest->p == ',')) rest->p++, rest->n--;
  if (!rest->n) return false;
  uint32_t n = 0;
  bool quoted = false;
  for (; n < rest->n; n++) {
    char c = rest->p[n];
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == ' ' || c == '\t' || c == ';' || c == ',')) break;
  }
  *token = str_of(rest->p, n);
  rest->p += n, rest->n -= n;
  return true;
}

static const char *const where_names[WHERE_COUNT] = {"subj", "obj",  "iobj", "",     "clause", "inf",
                                                     "ger",  "poss", "adj",  "cmpd", "appos"};
static const char *const role_names[ROLE_COUNT] = {"actor", "recipient", "theme",       "content", "both",
                                                   "with",  "place",     "beneficiary", "noun"};

/* « obj », « contre », « de2 ». */
static void parse_where(LexiconBuilder *b, Str text, uint8_t *where, uint8_t *nth, uint32_t *prep) {
  *nth = 1, *prep = 0;
  for (uint8_t i = 0; i < WHERE_COUNT; i++)
    if (where_names[i][0] && str_is(text, where_names[i])) {
      *where = i;
      return;
    }
  *where = WHERE_PREP;
  if (text.n > 1 && text.p[text.n - 1] == '2') *nth = 2, text.n--;
  *prep = intern(b, folded(b, text));
}

static bool parse_role(Str text, uint8_t *role) {
  for (uint8_t i = 0; i < ROLE_COUNT; i++)
    if (str_is(text, role_names[i])) {
      *role = i;
      return true;
    }
  return false;
}

static void put_slot(LexiconBuilder *b, Frame *frame, Slot slot) {
  for (uint32_t i = 0; i < frame->slots.n; i++) {
    Slot *s = &frame->slots.at[i];
    if (s->where == slot.where && s->prep == slot.prep && s->nth == slot.nth) {
      *s = slot;
      return;
    }
  }
  vec_add(b->arena, &frame->slots, slot);
}

static void parse_slot(LexiconBuilder *b, const Source *source, Frame *frame, Str token) {
  uint32_t eq = str_find(token, STR("="));
  Slot slot = {0};
  if (eq == UINT32_MAX || !parse_role(str_sub(token, eq + 1, token.n), &slot.role)) {
    source_error(source, b->diags, "no slot: « %.*s »", (int)token.n, token.p);
    return;
  }
  Str wheres = str_sub(token, 0, eq), where;
  while (str_split(&wheres, '/', &where)) {
    if (!where.n) continue;
    parse_where(b, where, &slot.where, &slot.nth, &slot.prep);
    put_slot(b, frame, slot);
  }
}

static void copy_slots(LexiconBuilder *b, Frame *to, Str name, const Source *source) {
  uint32_t *at = map_get(&b->frames, name);
  if (!at) {
    if (source) source_error(source, b->diags, "no frame « %.*s »", (int)name.n, name.p);
    return;
  }
  const Frame *from = &b->frame_list.at[*at];
  for (uint32_t i = 0; i < from->slots.n; i++) put_slot(b, to, from->slots.at[i]);
}

static void parse_frame(LexiconBuilder *b, const Source *source, Frame *frame, Str text) {
  Str token;
  while (next_token(&text, &token)) {
    if (str_find(token, STR("=")) == UINT32_MAX)
      copy_slots(b, frame, token, source);
    else
      parse_slot(b, source, frame, token);
  }
}

void lexicon_add_frames(LexiconBuilder *b, Source *source) {
  while (source_next(source)) {
    Str column[2];
    source_columns(source, column, 2);
    bool fresh;
    uint32_t *id = map_put(&b->frames, column[0], &fresh);
    if (!fresh) source_error(source, b->diags, "frame « %.*s » stands twice", (int)column[0].n, column[0].p);
    *id = b->frame_list.n;
    Frame frame = {.name = column[0]};
    parse_frame(b, source, &frame, column[1]);
    vec_add(b->arena, &b->frame_list, frame);
  }
}

/* --- entries --- */

/* « mettre +fin », « se retirer », « s'ingérer », « take +to:street ». */
static bool parse_word(LexiconBuilder *b, const Source *source, Entry *entry, Str text) {
  Str token, head = {0};
  entry->parts = b->parts.n;
  while (next_token(&text, &token)) {
    if (token.p[0] == '+') {
      /* « +out+investigation » too */
      uint32_t next = str_find(str_sub(token, 1, token.n), STR("+"));
      Str rest = str_sub(token, 1, next == UINT32_MAX ? token.n : next + 1);
      if (next != UINT32_MAX) text.n += (uint32_t)(text.p - token.p) - next - 1, text.p = token.p + next + 1;
      uint32_t colon = str_find(rest, STR(":"));
      Part part = {0};
      if (colon != UINT32_MAX) part.prep = intern(b, folded(b, str_sub(rest, 0, colon)));
      Str lemma = folded(b, colon == UINT32_MAX ? rest : str_sub(rest, colon + 1, rest.n));
      part.lemma = intern(b, lemma);
      entry->sign = lemma.n ? lexicon_sign(lemma) : 0;
      vec_add(b->arena, &b->parts, part);
      entry->n_parts++;
      continue;
    }
    Str word = folded(b, token);
    uint32_t quote = str_find(word, STR("'"));
    if (quote != UINT32_MAX && quote + 1 < word.n && map_get(&b->reflexive, str_sub(word, 0, quote + 1))) {
      entry->reflexive = true;
      word = str_sub(word, quote + 1, word.n);
    } else if (map_get(&b->reflexive, word) && !head.n) {
      entry->reflexive = true;
      continue;
    }
    /* « en découdre », « ne pas exclure »: the last word is the head */
    if (head.n) {
      vec_add(b->arena, &b->parts, ((Part){0, intern(b, head)}));
      entry->sign = lexicon_sign(head);
      entry->n_parts++;
    }
    head = word;
  }
  if (!head.n) {
    source_error(source, b->diags, "an entry without a word");
    return false;
  }
  entry->word = intern(b, head);
  return true;
}

static uint8_t parse_pos(Str text) {
  if (str_is(text, "v")) return POS_VERB;
  if (str_is(text, "n")) return POS_NOUN;
  if (str_is(text, "a")) return POS_ADJECTIVE;
  return str_is(text, "x") ? POS_ANY : 0;
}

/* « threaten> », « refuse>meet », « attack », « light », « none ». */
static void parse_name(LexiconBuilder *b, const Source *source, Entry *entry, Str text) {
  Name name = {.text = intern(b, text)};
  if (str_is(text, "light")) name.kind = NAME_LIGHT;
  else if (str_is(text, "none")) name.kind = NAME_NONE;
  uint32_t cut;
  while (name.kind == NAME_CHAIN && (cut = str_find(text, STR(">"))) != UINT32_MAX) {
    if (name.n_operators == CHAIN_MAX) {
      source_error(source, b->diags, "a chain of more than %d operators", CHAIN_MAX);
      return;
    }
    name.operators[name.n_operators++] = intern(b, str_trim(str_sub(text, 0, cut)));
    text = str_sub(text, cut + 1, text.n);
  }
  if (name.kind == NAME_CHAIN) name.concept = intern(b, str_trim(text));
  vec_add(b->arena, &b->names, name);
  entry->n_names++;
}

static const struct {
  const char *name;
  Ask ask;
} asks[] = {{"actor", ASK_ACTOR}, {"person", ASK_PERSON}, {"country", ASK_COUNTRY}, {"armed", ASK_ARMED},
            {"state", ASK_STATE}, {"any", ASK_ANY},       {"none", ASK_NONE}},
  flags[] = {{"neg", ASK_NEGATED}, {"pass", ASK_PASSIVE}, {"act", ASK_ACTIVE}, {"refl", ASK_REFLEXIVE}, {"plur", ASK_PLURAL}, {"pair", ASK_PAIR}, {"last", ASK_LAST}};

static bool parse_flag(Str token, Condition *c) {
  if (token.n && token.p[0] == '!') c->negated = 1, token = str_sub(token, 1, token.n);
  for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
    if (str_is(token, flags[i].name)) {
      c->ask = (uint8_t)flags[i].ask;
      return true;
    }
  return false;
}

/* « obj:meeting », « subj:!armed », « obj:"accord;traité" », « pass ». */
static void parse_condition(LexiconBuilder *b, const Source *source, Entry *entry, Str token) {
  Condition c = {0};
  uint32_t colon = str_find(token, STR(":"));
  if (colon == UINT32_MAX) {
    if (!parse_flag(token, &c)) {
      source_error(source, b->diags, "no condition: « %.*s »", (int)token.n, token.p);
      return;
    }
  } else {
    parse_where(b, str_sub(token, 0, colon), &c.where, &c.nth, &c.prep);
    Str what = str_sub(token, colon + 1, token.n);
    if (what.n && what.p[0] == '!') c.negated = 1, what = str_sub(what, 1, what.n);
    c.ask = ASK_CLASS;
    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
      if (str_is(what, asks[i].name)) c.ask = (uint8_t)asks[i].ask;
    if (c.ask == ASK_CLASS) {
      bool fresh = !map_get(&b->classes, what);
      c.klass = class_id(b, what);
      if (what.n > 1 && what.p[0] == '"') {
        if (fresh) add_members(b, c.klass, str_sub(what, 1, what.n - 1), false);
      } else if (fresh) {
        source_error(source, b->diags, "no class « %.*s »", (int)what.n, what.p);
      }
    }
  }
  vec_add(b->arena, &b->conditions, c);
  entry->n_conditions++;
}

void lexicon_add_word_line(LexiconBuilder *b, const Source *source) {
  Str column[5], token;
  source_columns(source, column, 5);
  Entry entry = {.file = intern(b, source->file), .line = source->line, .pos = parse_pos(column[1])};
  if (!entry.pos) {
    source_error(source, b->diags, "the second column is v, n, a or x");
    return;
  }
  if (!parse_word(b, source, &entry, column[0])) return;
  Frame frame = {0};
  /* Slots alone replace the frame of the part of speech; nothing at all takes it. */
  if (!column[2].n) column[2] = entry.pos == POS_NOUN ? STR("nt") : entry.pos == POS_ADJECTIVE ? STR("a") : STR("t");
  parse_frame(b, source, &frame, column[2]);
  if (frame.slots.n > 255) frame.slots.n = 255;
  entry.slots = b->slots.n, entry.n_slots = (uint8_t)frame.slots.n;
  for (uint32_t i = 0; i < frame.slots.n; i++) vec_add(b->arena, &b->slots, frame.slots.at[i]);
  entry.names = b->names.n;
  Str names = column[3];
  while (str_split(&names, ';', &token))
    if (token.n) parse_name(b, source, &entry, token);
  if (!entry.n_names) {
    source_error(source, b->diags, "the entry names nothing");
    return;
  }
  entry.conditions = b->conditions.n;
  while (next_token(&column[4], &token)) parse_condition(b, source, &entry, token);
  phrase_add(b->words, section_str(str_of(b->bytes.p, b->bytes.n), entry.word), b->entries.n);
  vec_add(b->arena, &b->entries, entry);
}

void lexicon_add_words(LexiconBuilder *b, Source *source) {
  while (source_next(source)) lexicon_add_word_line(b, source);
}

/* --- a user's words on top of a compiled lexicon --- */

void lexicon_inherit(LexiconBuilder *b, const Lexicon *from) {
  uint32_t reflexive = lexicon_class(from, STR("reflexive"));
  for (uint32_t i = 0; i < from->n_classes; i++) class_id(b, lexicon_str(from, from->class_names[i]));
  /* The default frames are those of the commonest entries: a user's entry writes its slots out. */
  static const struct {
    const char *name, *slots;
  } plain[] = {{"t", "subj=actor obj=recipient"}, {"nt", "poss=actor adj=actor cmpd=actor"}, {"a", "subj=actor"}};
  for (size_t i = 0; i < 3; i++) {
    Frame frame = {.name = str(plain[i].name)};
    Str rest = str(plain[i].slots), token;
    while (next_token(&rest, &token)) parse_slot(b, NULL, &frame, token);
    *map_put(&b->frames, frame.name, NULL) = b->frame_list.n;
    vec_add(b->arena, &b->frame_list, frame);
  }
  (void)reflexive;
}

/* --- writing --- */

void lexicon_check(const LexiconBuilder *b, bool (*known)(const void *context, Str name, bool operator_name),
                   const void *context) {
  Str strings = str_of(b->bytes.p, b->bytes.n);
  for (uint32_t i = 0; i < b->entries.n; i++) {
    const Entry *e = &b->entries.at[i];
    for (uint32_t k = e->names; k < e->names + e->n_names; k++) {
      const Name *name = &b->names.at[k];
      for (uint32_t j = 0; j <= name->n_operators; j++) {
        bool operator_name = j < name->n_operators;
        Str s = section_str(strings, operator_name ? name->operators[j] : name->concept);
        if (s.n && !known(context, s, operator_name))
          diag_add(b->diags, DIAG_ERROR, section_str(strings, e->file), e->line, "the ontology has no %s « %.*s »",
                   operator_name ? "operator" : "concept", (int)s.n, s.p);
      }
    }
  }
}

#define PUT(field, section) pack_add(writer, section, b->field.at, b->field.n * sizeof *b->field.at)

void lexicon_pack(LexiconBuilder *b, PackWriter *writer) {
  PUT(entries, "ev.entries");
  PUT(slots, "ev.slots");
  PUT(parts, "ev.parts");
  PUT(conditions, "ev.conditions");
  PUT(names, "ev.names");
  PUT(class_names, "ev.classnames");
  pack_add(writer, "ev.strings", b->bytes.p, b->bytes.n);
  phrase_pack(b->words, writer, "ev.words");
  phrase_pack(b->members, writer, "ev.classes");
}
