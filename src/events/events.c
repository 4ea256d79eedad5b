#include "events/events.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "events/compose.h"
#include "events/stage.h"

static const char *const cue_names[CUE_COUNT] = {
    "reflexive",   "agent",    "causative",    "modal",      "obligation", "condition",  "owner",    "relative-of", "of",
    "transparent", "deadline", "fiction", "within", "no-party",     "reciprocal", "possessive", "personal",   "privative", "partitive", "currency", "particle", "quantity", "than", "between", "refusal", "instrument", "reason", "unaccusative", "sides", "two", "clitic", "purpose", "person", "nobody", "instigated", "towards", "anaphor", "aimed", "counterpart", "parties", "local", "earlier", "later", "text", "otherwise", "company", "many", "attributed", "utterance", "laid", "whether", "ours", "imprisonment", "undergo", "that", "dative", "no-longer", "path", "or", "suffer", "aside", "weighs", "superlative", "ground", "war", "requital"};

bool coder_str_cue(const Coder *c, Str lemma, Cue cue) {
  return lemma.n && lexicon_in_class(&c->ev->sets[0].lexicon, lemma, c->ev->cues[cue]);
}

bool coder_in_class(const Coder *c, uint32_t word, uint32_t klass) {
  const struct WordClasses *of = &c->classes[word];
  for (uint32_t i = 0; i < of->n; i++)
    if (of->at[i] == klass) return true;
  return false;
}

bool coder_cue(const Coder *c, uint32_t word, Cue cue) { return coder_in_class(c, word, c->ev->cues[cue]); }

/* --- compiling --- */

static bool known_name(const void *context, Str name, bool operator_name) {
  const Ontology *o = context;
  return (operator_name ? ontology_operator(o, name) : ontology_concept(o, name)) != NONE;
}

static Str written_section(const void *context, const char *name) {
  const PackWriter *w = context;
  for (uint32_t i = 0; i < w->n; i++)
    if (str_is(w->parts[i].name, name)) return w->parts[i].bytes;
  return (Str){NULL, 0};
}

typedef void (*AddFile)(LexiconBuilder *builder, Source *source);

static void add_prefixed(LexiconBuilder *b, Source *source) { lexicon_add_classes(b, source, ""); }
static void add_domains(LexiconBuilder *b, Source *source) { lexicon_add_classes(b, source, "domain:"); }
static void add_roles(LexiconBuilder *b, Source *source) { lexicon_add_forms(b, source, "role:"); }

static void add_file(LexiconBuilder *b, Arena *arena, const char *folder, const char *name, AddFile add, Diags *diags) {
  Str *paths;
  uint32_t n = source_list(arena, folder, name, &paths);
  for (uint32_t i = 0; i < n; i++) {
    Source source;
    /* only the file itself, not « user-frames.txt »; files are named from lang/ on */
    if (!str_is(str_sub(paths[i], (uint32_t)strlen(folder) + 1, paths[i].n), name) && name[0] != '.') continue;
    if (!source_open(&source, arena, paths[i].p, diags)) continue;
    uint32_t at = str_find(source.file, STR("lang/"));
    if (at != UINT32_MAX) source.file = str_sub(source.file, at, source.file.n);
    add(b, &source);
  }
}

void events_pack(PackWriter *writer, Arena *arena, const char *lang_folder, const char *ontology_folder, Diags *diags) {
  LexiconBuilder *b = lexicon_builder_new(arena, diags);
  add_file(b, arena, lang_folder, "event-cues.txt", add_prefixed, diags);
  add_file(b, arena, lang_folder, "domains.txt", add_domains, diags);
  add_file(b, arena, lang_folder, "roles.txt", add_roles, diags);
  add_file(b, arena, lang_folder, "classes.txt", add_prefixed, diags);
  add_file(b, arena, lang_folder, "frames.txt", lexicon_add_frames, diags);
  add_file(b, arena, str_format(arena, "%s/events", lang_folder).p, ".txt", lexicon_add_words, diags);
  Ontology ontology;
  ontology_init(&ontology, arena, diags);
  ontology_read_folder(&ontology, ontology_folder);
  lexicon_check(b, known_name, &ontology);
  lexicon_pack(b, writer);
  judge_pack(writer, arena, lang_folder, diags);
  if (!written_section(writer, "modality.entry").p) modality_pack(writer, arena, lang_folder, diags);
}

/* --- opening --- */

static Str mapped_section(const void *context, const char *name) { return pack_section(context, name); }

static void resolve(Events *ev, Words *set) {
  const Lexicon *l = &set->lexicon;
  set->names = ARENA_ARRAY(ev->arena, l->n_names + 1, struct ResolvedName);
  for (uint32_t i = 0; i < l->n_names; i++) {
    for (uint32_t k = 0; k < l->names[i].n_operators; k++)
      set->names[i].operators[k] = ontology_operator(&ev->ontology, lexicon_str(l, l->names[i].operators[k]));
    set->names[i].concept = l->names[i].concept ? ontology_concept(&ev->ontology, lexicon_str(l, l->names[i].concept)) : NONE;
  }
}

static void find_domains(Events *ev) {
  const Lexicon *l = &ev->sets[0].lexicon;
  uint32_t contest = lexicon_class(l, STR("contest-field")), mishap = lexicon_class(l, STR("mishap-field"));
  for (uint32_t i = 0; i < l->n_classes && ev->n_domains < DOMAIN_MAX; i++)
    if (str_starts(lexicon_str(l, l->class_names[i]), STR("domain:"))) {
      Str name = lexicon_str(l, l->class_names[i]), field = str_sub(name, 7, name.n);
      ev->decisive[ev->n_domains] = name.p[name.n - 1] == '*';
      if (ev->decisive[ev->n_domains]) field.n--;
      ev->field[ev->n_domains] = lexicon_in_class(l, field, contest) ? FIELD_CONTEST : lexicon_in_class(l, field, mishap) ? FIELD_MISHAP : FIELD_ANY;
      ev->domains[ev->n_domains++] = i;
    }
}

/* « deux jours après », « au lendemain de »: numbers, units and the nouns that are both. */
static void find_shifts(Events *ev) {
  const Lexicon *l = &ev->sets[0].lexicon;
  static const char *const unit[UNIT_COUNT] = {"unit-day", "unit-week", "unit-month", "unit-year"};
  for (uint32_t n = 0; n <= NUMBER_MAX; n++) ev->numbers[n] = lexicon_class(l, str_format(ev->arena, "number-%u", n));
  for (uint32_t k = 0; k < UNIT_COUNT; k++) ev->units[k] = lexicon_class(l, str(unit[k]));
  for (uint32_t n = 0; n < 3; n++) {
    ev->next_day[n] = lexicon_class(l, str_format(ev->arena, "next-%u", n));
    ev->day_before[n] = lexicon_class(l, str_format(ev->arena, "before-%u", n));
  }
}

Events *events_open(Arena *arena, const Pack *lang, const Pack *world, Diags *diags) {
  Events *ev = ARENA_NEW(arena, Events);
  ev->arena = arena;
  ontology_init(&ev->ontology, arena, diags);
  if (!ontology_read_pack(&ev->ontology, world) || !lexicon_open(&ev->sets[0].lexicon, mapped_section, lang)) {
    diag_add(diags, DIAG_ERROR, STR(""), 0, "the sections of the event coder are missing or damaged");
    return NULL;
  }
  ev->n_sets = 1;
  resolve(ev, &ev->sets[0]);
  for (uint32_t i = 0; i < CUE_COUNT; i++) ev->cues[i] = lexicon_class(&ev->sets[0].lexicon, str(cue_names[i]));
  ev->role = lexicon_class(&ev->sets[0].lexicon, STR("role:"));
  find_domains(ev);
  find_shifts(ev);
  if (!judge_open(&ev->judge, lang)) {
    diag_add(diags, DIAG_ERROR, STR(""), 0, "the weights of the judge are damaged");
    return NULL;
  }
  ev->modality = pack_section(lang, "modality.entry").p ? modality_open(arena, lang, diags) : NULL;
  ev->op_will = ontology_operator(&ev->ontology, STR("will"));
  ev->op_will_not = ontology_operator(&ev->ontology, STR("will-not"));
  ev->op_must = ontology_operator(&ev->ontology, STR("must"));
  ev->op_not = ontology_operator(&ev->ontology, STR("not"));
  ev->op_intend = ontology_operator(&ev->ontology, STR("intend"));
  ev->op_support = ontology_operator(&ev->ontology, STR("support"));
  ev->op_oppose = ontology_operator(&ev->ontology, STR("oppose"));
  ev->op_stop = ontology_operator(&ev->ontology, STR("stop"));
  ev->op_say = ontology_operator(&ev->ontology, STR("say"));
  ev->op_deny = ontology_operator(&ev->ontology, STR("deny"));
  ev->op_accuse = ontology_operator(&ev->ontology, STR("accuse"));
  ev->op_warn = ontology_operator(&ev->ontology, STR("warn"));
  ev->op_by_deed = ontology_operator(&ev->ontology, STR("by-deed"));
  return ev;
}

void events_use_clusters(Events *ev, const Syntax *syntax) { ev->syntax = syntax; }

static void add_user_line(Events *ev, LexiconBuilder *b, Source *source, Str language, Diags *diags) {
  Str column[9];
  source_columns(source, column, 9);
  uint32_t bar = str_find(source->entry, STR("|"));
  Source inner = *source;
  if (bar != UINT32_MAX) inner.entry = str_trim(str_sub(source->entry, bar + 1, source->entry.n));
  Str kind = column[0], tongue = kind;
  uint32_t blank = str_find(kind, STR(" "));
  if (blank != UINT32_MAX) tongue = str_trim(str_sub(kind, blank, kind.n)), kind = str_sub(kind, 0, blank);
  bool word = str_is(kind, "word"), klass = str_is(kind, "class");
  if (!word && !klass) {
    if (!ontology_add_line(&ev->ontology, kind, source, column + 1))
      source_error(source, diags, "a line begins with type, mode, concept, operator, control, brings, class XX or word XX");
    return;
  }
  if (!str_eq(tongue, language)) return;
  if (word) lexicon_add_word_line(b, &inner);
  else lexicon_add_class_line(b, &inner, "");
}

bool events_add_ontology(Events *ev, Arena *arena, const char *path, Str language, Diags *diags) {
  Source source;
  uint32_t before = diags->errors;
  if (!source_open(&source, arena, path, diags)) return false;
  ev->ontology.diags = diags;
  LexiconBuilder *b = lexicon_builder_new(arena, diags);
  lexicon_inherit(b, &ev->sets[0].lexicon);
  while (source_next(&source)) add_user_line(ev, b, &source, language, diags);
  lexicon_check(b, known_name, &ev->ontology);
  PackWriter *writer = ARENA_NEW(arena, PackWriter);
  pack_writer_init(writer, arena);
  lexicon_pack(b, writer);
  Words *set = &ev->sets[1];
  if (diags->errors != before || !lexicon_open(&set->lexicon, written_section, writer)) return false;
  ev->n_sets = 2;
  set->classes = ARENA_ARRAY(arena, set->lexicon.n_classes + 1, uint32_t);
  for (uint32_t i = 0; i < set->lexicon.n_classes; i++)
    set->classes[i] = lexicon_class(&ev->sets[0].lexicon, lexicon_str(&set->lexicon, set->lexicon.class_names[i]));
  resolve(ev, set);
  return true;
}

/* --- coding --- */

static Str lemma_key(Coder *c, const Word *w) {
  Str lemma = w->lemma.n && !str_is(w->lemma, "_") ? w->lemma : w->form;
  return utf8_fold(c->arena, lemma);
}

static bool can_be_predicate(const Word *w) {
  return w->upos == UPOS_VERB || w->upos == UPOS_NOUN || w->upos == UPOS_ADJ || w->upos == UPOS_AUX || w->upos == UPOS_PROPN;
}

/* An entry for what the word is: « bus » has one as a verb alone. */
static bool has_entry(const Coder *c, uint32_t word, uint8_t pos) {
  for (uint32_t i = 0; i < c->ev->n_sets; i++) {
    const Lexicon *l = &c->ev->sets[i].lexicon;
    const uint32_t *values;
    uint32_t n = phrase_find(&l->words, c->lemma[word], &values);
    for (uint32_t k = 0; k < n; k++)
      if (values[k] < l->n_entries && l->entries[values[k]].pos & pos) return true;
  }
  return false;
}

/* « Kais Saied », taken for a verb: a capitalised word inside the name of a person. */
static bool in_name(const Coder *c, uint32_t word) {
  const Word *w = coder_word(c, word);
  if (w->upos == UPOS_PROPN || !utf8_capitalised(w->form)) return false;
  for (uint32_t i = c->mentions_first[w->sentence]; i < c->mentions_first[w->sentence + 1]; i++) {
    const Mention *m = &c->r->mentions.at[c->mentions[i]];
    bool person = m->form == FORM_NAME && c->r->entities.at[m->entity].kind == ENTITY_PERSON;
    if (person && w->start > m->start && w->end <= m->end) return true;
  }
  return false;
}

/* « a fait défiler »: the idiom is an entry of the causative's. */
static bool is_caused(const Coder *c, uint32_t verb) {
  FOR_CHILDREN(c->r, verb, k)
    if (k < verb && coder_word(c, k)->rel == REL_AUX && coder_cue(c, k, CUE_CAUSATIVE)) return true;
  return false;
}

static void find_predicates(Coder *c, const Sentence *s) {
  for (uint32_t i = s->first_word; i < s->first_word + s->n_words; i++) {
    const Word *w = coder_word(c, i);
    if (!can_be_predicate(w) || (w->upos == UPOS_AUX && w->rel == REL_AUX)) continue;
    if (w->upos == UPOS_PROPN && (w->rel == REL_FLAT || w->mention != NONE)) continue;
    if (in_name(c, i)) continue;
    const Mention *whole = w->upos == UPOS_PROPN && w->rel == REL_COMPOUND && w->head != NONE ? party_mention(c, w->head) : NULL;
    if (whole && whole->form == FORM_NAME && w->start >= whole->start) continue; /* « Amnesty International » */
    Predicate p = {.word = i, .governor = NONE};
    p.noun = w->upos == UPOS_NOUN || w->upos == UPOS_PROPN;
    p.adjective = w->upos == UPOS_ADJ && w->morph.verbform != VERBFORM_PART;
    uint8_t pos = p.noun ? POS_NOUN : p.adjective ? POS_ADJECTIVE : POS_VERB;
    if (p.noun && c->verbless && headline_doer(c, i) != NONE) pos |= POS_VERB; /* « Mayors side with Haftar » */
    if (!has_entry(c, i, pos) && !is_caused(c, i)) continue;
    for (uint32_t up = w->head; up != NONE && p.depth < 200; up = coder_word(c, up)->head) p.depth++;
    c->predicate[i] = c->predicates.n;
    vec_add(c->arena, &c->predicates, p);
  }
}

/* Predicates that work on another: the other is coded with them, not by itself. */
static void govern(Coder *c, uint32_t index) {
  Predicate *p = &c->predicates.at[index];
  const Entry *e = p->match.entry;
  if (!e) return;
  const Lexicon *l = &p->match.set->lexicon;
  for (uint32_t i = 0; i < e->n_slots; i++) {
    const Slot *slot = &l->slots[e->slots + i];
    if (slot->role != ROLE_NOUN) continue;
    if (l->names[e->names].kind != NAME_LIGHT) continue;
    const Arg *args[8];
    uint32_t n;
    match_args(c, p, slot, lexicon_str(l, slot->prep), args, &n, 8);
    for (uint32_t k = 0; k < n; k++) {
      uint32_t at = c->predicate[args[k]->word];
      /* « the attack that X launched »: the light verb below speaks for the noun above it */
      if (at != NONE && at != index && c->predicates.at[at].governor == NONE && reading_below(c->r, p->word, args[k]->word))
        c->predicates.at[at].governor = index;
    }
  }
}

static int by_depth(const void *a, const void *b) {
  const Predicate *x = a, *y = b;
  if (x->depth != y->depth) return x->depth < y->depth ? -1 : 1;
  return (x->word > y->word) - (x->word < y->word);
}

static void split_list(Coder *c, Str list, void *out) {
  Vec(Str) *to = out;
  Str one;
  while (str_split(&list, ';', &one)) {
    bool in = !one.n || str_is(one, "-");
    for (uint32_t i = 0; i < to->n; i++) in |= str_eq(to->at[i], one);
    if (!in) vec_add(c->r->arena, to, one);
  }
}

typedef Vec(Party) PartyList;

static void add_party(Coder *c, PartyList *to, const PartyList *not_in, const Party *p) {
  bool in = false;
  for (uint32_t k = 0; k < to->n; k++) in |= p->entity != NONE ? to->at[k].entity == p->entity : to->at[k].start == p->start;
  for (uint32_t k = 0; not_in && k < not_in->n; k++) in |= p->entity != NONE && not_in->at[k].entity == p->entity;
  if (!in) vec_add(c->r->arena, to, *p);
}

/* Those who stand together under one name, « les deux pays », are parties each. */
static void add_parties(Coder *c, const WordList *words, void *out, const void *but) {
  for (uint32_t i = 0; i < words->n; i++) {
    Party p;
    party_make(c, words->at[i], &p);
    const Entity *e = p.entity == NONE ? NULL : &c->r->entities.at[p.entity];
    for (uint32_t k = 0; e && k < e->members.n; k++) {
      Party one = p;
      party_of_entity(c, e->members.at[k], &one);
      add_party(c, out, but, &one);
    }
    if (!e || !e->members.n) add_party(c, out, but, &p);
  }
}

bool coder_part(const Coder *c, const Predicate *p, uint32_t word) {
  const Entry *e = p->match.entry;
  for (uint32_t i = 0; e && i < e->n_parts; i++)
    if (str_eq(lexicon_str(&p->match.set->lexicon, p->match.set->lexicon.parts[e->parts + i].lemma), c->lemma[word])) return true;
  return false;
}

/* « par X », or two phrases with a party each: the noun tells who does it, and to whom. */
static bool told_whole(const Coder *c, const Predicate *p) {
  uint32_t parties = 0;
  bool agent = false;
  for (uint32_t i = 0; i < p->args.n; i++) {
    const Arg *a = &p->args.at[i];
    if (a->where != WHERE_PREP || a->clause) continue;
    agent |= coder_str_cue(c, a->prep, CUE_AGENT);
    parties += !a->weak && party_mention(c, a->word);
  }
  return agent || parties > 1;
}

/* « la condamnation du putsch par X a irrité Y », « le retrait de X de l'accord a été critiqué »: what stands as the subject
 * of a reaction, with a doer of its own, is told too. */
static bool told_by_subject(const Coder *c, const Sense *s, uint32_t word) {
  const Word *w = coder_word(c, word);
  if (!s->n || w->upos != UPOS_NOUN || w->rel != REL_NSUBJ || w->head == NONE || c->predicate[word] == NONE || c->predicate[w->head] == NONE) return false;
  bool above = false;
  for (uint32_t i = 0; i < s->words.n; i++) above |= s->words.at[i] == w->head;
  return above && told_whole(c, &c->predicates.at[c->predicate[word]]);
}

/* « le refus de X de livrer les suspects est critiqué »: a noun with a deed of its own below it. */
static bool noun_with_deed(const Coder *c, const Predicate *p) {
  bool deed = false, doer = false;
  for (uint32_t i = 0; i < p->args.n; i++) {
    const Arg *a = &p->args.at[i];
    if (a->where == WHERE_INF && !a->weak) deed = true;
    if ((a->where == WHERE_PREP || a->where == WHERE_POSS) && !a->clause && !a->weak && party_mention(c, a->word)) doer = true;
  }
  return deed && doer && p->match.entry;
}

/* « la levée de l'embargo », « the suspension of talks »: what a noun's deed is done to is no deed beside it. */
static void consume_themes(Coder *c, const Predicate *p) {
  const Entry *e = p->match.entry;
  const Lexicon *l = e ? &p->match.set->lexicon : NULL;
  for (uint32_t i = 0; e && i < e->n_slots; i++) {
    const Slot *slot = &l->slots[e->slots + i];
    if (slot->where != WHERE_PREP || (slot->role != ROLE_THEME && slot->role != ROLE_CONTENT)) continue;
    const Arg *args[4];
    uint32_t n = 0;
    match_args(c, p, slot, lexicon_str(l, slot->prep), args, &n, 4);
    for (uint32_t k = 0; k < n; k++)
      if (!args[k]->weak && !args[k]->clause && c->predicate[args[k]->word] != NONE) c->predicates.at[c->predicate[args[k]->word]].consumed = true;
  }
}

/* « X's decision to free them was welcomed »: what is praised or criticised, with a doer of its own, is told too. */
static bool below_reaction(const Coder *c, const Sense *s, const Predicate *p) {
  if (s->n < 2 || (s->operators[0] != c->ev->op_support && s->operators[0] != c->ev->op_oppose)) return false;
  for (uint32_t i = 0; i < s->words.n; i++) {
    uint32_t at = c->predicate[s->words.at[i]];
    const Predicate *noun = at == NONE ? NULL : &c->predicates.at[at];
    if (noun && noun->noun && noun_with_deed(c, noun) && (noun == p || reading_below(c->r, p->word, noun->word))) return true;
  }
  return false;
}

/* Words that the event rests on name no second one: the chain itself, and the nouns that are objects in it. */
static void consume(Coder *c, const Sense *s) {
  for (uint32_t i = 0; i < s->words.n; i++) {
    uint32_t at = c->predicate[s->words.at[i]];
    if (at == NONE || told_by_subject(c, s, s->words.at[i]) || below_reaction(c, s, &c->predicates.at[at])) continue;
    Predicate *p = &c->predicates.at[at];
    p->consumed = true;
    for (uint32_t k = 0; !p->noun && k < p->args.n; k++) {
      const Arg *a = &p->args.at[k];
      if (a->where == WHERE_OBJ && !a->weak && !a->clause) /* « sanctions imposed on Mali were lifted »: nor were they imposed again */
        FOR_CHILDREN(c->r, a->word, m)
          if (coder_word(c, m)->rel == REL_ACL && c->predicate[m] != NONE && coder_cue(c, m, CUE_LAID)) c->predicates.at[c->predicate[m]].consumed = true;
      if (a->where != WHERE_OBJ || a->weak || a->clause || c->predicate[a->word] == NONE) continue;
      if (reading_below(c->r, a->word, p->word) && !told_by_subject(c, s, a->word) && !noun_with_deed(c, &c->predicates.at[c->predicate[a->word]])) c->predicates.at[c->predicate[a->word]].consumed = true;
    }
    if (p->noun) consume_themes(c, p);
    /* « la demande d'aide »: a bare noun below a noun is what kind it is, no event beside it */
    FOR_CHILDREN(c->r, p->word, k)
      if (p->noun && coder_word(c, k)->rel == REL_NMOD && c->predicate[k] != NONE && reading_child(c->r, k, REL_DET, SUB_NONE) == NONE && k > p->word)
        c->predicates.at[c->predicate[k]].consumed = true;
    /* « s'est engagé à laisser entrer l'aide et à lever le blocus »: the second is promised too, not done */
    if (s->n && coder_word(c, p->word)->morph.verbform == VERBFORM_INF)
      FOR_CHILDREN(c->r, p->word, k)
        if (coder_word(c, k)->rel == REL_CONJ && coder_word(c, k)->morph.verbform == VERBFORM_INF && c->predicate[k] != NONE) c->predicates.at[c->predicate[k]].consumed = true;
    FOR_CHILDREN(c->r, p->word, k) /* further parts: « a pris la défense de », « opened an inquiry » */
      if (c->predicate[k] != NONE && coder_word(c, k)->rel != REL_CONJ && coder_part(c, p, k)) c->predicates.at[c->predicate[k]].consumed = true;
  }
}

static void drop(Coder *c, const Predicate *p, const Sense *s, const char *why) {
  if (c->r->trace_on)
    reading_trace(c->r, "%.*s: %.*s: dropped: %s", (int)coder_word(c, p->word)->form.n, coder_word(c, p->word)->form.p,
                  (int)s->rule.n, s->rule.p, why);
}

/* « would not let inspectors in », but not « would not have let them in » nor with an if. */
static bool refusal(const Coder *c, uint32_t verb) {
  bool found = false;
  if (coder_word(c, verb)->morph.verbform != VERBFORM_INF) return false;
  FOR_CHILDREN(c->r, verb, k) {
    if (coder_word(c, k)->rel == REL_AUX) found |= coder_cue(c, k, CUE_REFUSAL);
    if (coder_word(c, k)->rel == REL_ADVCL) return false;
  }
  return found;
}

/* « Nous frapperons », « la Russie frappera, a averti Lavrov »: whoever says so is the actor or of his country. */
static bool own_announcement(const Coder *c, const Sense *s) {
  uint32_t at = whose_word(c, s->trigger), speaker = at == NONE ? NONE : c->r->statements.at[at].speaker;
  if (speaker == NONE || c->r->statements.at[at].kind == STATEMENT_ATTRIBUTED) return false;
  const Entity *who = &c->r->entities.at[speaker];
  for (uint32_t i = 0; i < s->actors.n; i++) {
    const Mention *m = party_mention(c, s->actors.at[i]);
    if (m && (m->entity == speaker || (who->country[0] && !strcmp(c->r->entities.at[m->entity].country, who->country)))) return true;
  }
  return false;
}

/* « L'UE pourrait sanctionner la Géorgie, a prévenu Kallas »: what the verb of the incise makes of a deed of the
 * speaker's own; NONE where it neither warns nor threatens. */
static uint32_t warned(const Coder *c, const Sense *s) {
  uint32_t at = whose_word(c, s->trigger);
  if (at == NONE) return NONE;
  const Sentence *here = &c->r->sentences.at[coder_word(c, s->trigger)->sentence];
  const Words *set = &c->ev->sets[0];
  for (uint32_t i = here->first_word; i < here->first_word + here->n_words; i++) {
    const uint32_t *values;
    uint32_t n = c->cue_of[i] == at ? phrase_find(&set->lexicon.words, c->lemma[i], &values) : 0;
    for (uint32_t k = 0; k < n; k++) {
      uint32_t name = set->lexicon.entries[values[k]].names;
      uint32_t op = set->lexicon.names[name].n_operators ? set->names[name].operators[0] : NONE;
      uint32_t own = op == NONE ? NONE : c->ev->ontology.operator_list.at[op].own_deed;
      if (own != NONE) return own;
    }
  }
  return NONE;
}

/* Grammar's own operators on the outermost: a bare future, a denied one. */
static void future(Coder *c, const Predicate *p, Sense *s, Outcome *x) {
  const Events *ev = c->ev;
  uint8_t m = s->modality;
  bool refuses = m & AUX_NEGATION && m & AUX_HYPOTHETICAL && refusal(c, p->word);
  bool hostile = x->type != NONE && ev->ontology.type_list.at[x->type].quad > 2;
  bool possible = m & AUX_HYPOTHETICAL && !(m & AUX_NEGATION) && !p->noun && hostile && own_announcement(c, s);
  uint32_t warning = possible ? warned(c, s) : NONE;
  bool warns = warning != NONE;
  if (!(m & AUX_FUTURE || refuses || warns) || s->n == SENSE_OPERATORS) return;
  if (p->noun && hostile && m & AUX_FUTURE && !(m & AUX_NEGATION)) return; /* « the arrest set off riots » */
  /* « pourrait aller jusqu'à exclure »: what is only possible is no threat yet */
  if (!refuses && !warns && m & AUX_HYPOTHETICAL && hostile) return;
  uint32_t op = warns ? warning : m & AUX_NEGATION ? ev->op_will_not : own_announcement(c, s) ? ev->op_intend : ev->op_will;
  if (op == NONE) return;
  memmove(s->operators + 1, s->operators, s->n * sizeof *s->operators);
  s->operators[0] = op;
  s->n++;
  uint32_t type = x->type;
  ontology_compose(&ev->ontology, c->arena, s->operators, s->n, s->concept, x);
  if (x->type != type || x->auxiliary) s->modality = (uint8_t)(m & ~(AUX_FUTURE | AUX_NEGATION | (refuses || warns ? AUX_HYPOTHETICAL : 0)));
}

/* « no longer insists », « ne réclame plus »: what somebody has stopped doing, where that tells something. */
static void no_longer(Coder *c, const Predicate *p, Sense *s, Outcome *x) {
  bool ended = false;
  FOR_CHILDREN(c->r, s->trigger, k) ended |= coder_word(c, k)->rel == REL_ADVMOD && coder_cue(c, k, CUE_NO_LONGER);
  if (!ended || p->noun || s->trigger != p->word || !(s->modality & AUX_NEGATION) || s->modality & (AUX_FUTURE | AUX_HYPOTHETICAL)) return;
  if (s->n == SENSE_OPERATORS || c->ev->op_stop == NONE) return;
  Sense stopped = *s;
  Outcome outcome;
  memmove(stopped.operators + 1, s->operators, s->n * sizeof *s->operators);
  stopped.operators[0] = c->ev->op_stop;
  stopped.n++;
  ontology_compose(&c->ev->ontology, c->arena, stopped.operators, stopped.n, stopped.concept, &outcome);
  if (outcome.type == NONE || outcome.type == x->type) return;
  *s = stopped, *x = outcome;
  s->modality &= (uint8_t)~AUX_NEGATION;
}

/* The word that names an entity in a sentence, or NONE. */
static uint32_t named_in(const Coder *c, uint32_t entity, uint32_t sentence) {
  const Entity *e = &c->r->entities.at[entity];
  for (uint32_t k = 0; k < e->mentions.n && k < 1024; k++) {
    const Mention *m = &c->r->mentions.at[e->mentions.at[k]];
    if (m->sentence == sentence) return m->head;
  }
  return NONE;
}

/* « n'a pas livré les armes », « did not hand over the suspect »: whoever does not do what others expect of him refuses. */
static void not_done(const Coder *c, const Predicate *p, Sense *s, Outcome *x) {
  if (p->noun || p->passive || s->n || s->concept == NONE || x->type == NONE || c->ev->op_not == NONE || s->trigger != p->word) return;
  if (p->match.entry->n_parts) return; /* « ne tarit pas d'éloges »: the negation is of the idiom */
  uint32_t quad = c->ev->ontology.type_list.at[x->type].quad;
  if (quad != 2 || s->modality != AUX_NEGATION || !s->actors.n) return;
  Outcome outcome;
  ontology_compose(&c->ev->ontology, c->arena, &c->ev->op_not, 1, s->concept, &outcome);
  if (outcome.type == NONE || outcome.type == x->type) return;
  s->operators[0] = c->ev->op_not, s->n = 1, s->modality = 0;
  *x = outcome;
}

/* « Que Varsovie ouvre ses archives, a plaidé X »: a wish that the one who speaks utters as a command. */
static void jussive(const Coder *c, const Predicate *p, Sense *s) {
  const Word *w = coder_word(c, p->word);
  bool clause = w->rel == REL_ROOT || w->rel == REL_ADVCL || w->rel == REL_CCOMP || w->rel == REL_PARATAXIS;
  if (p->noun || !clause || s->n || s->concept == NONE || c->said_in[p->word] == NONE || c->ev->op_must == NONE) return;
  uint32_t first = NONE, speaker = c->r->statements.at[c->said_in[p->word]].speaker;
  FOR_CHILDREN(c->r, p->word, k)
    if (first == NONE && coder_word(c, k)->rel != REL_PUNCT) first = k;
  if (first == NONE || first > p->word || !coder_cue(c, first, CUE_THAT) || coder_word(c, first)->upos == UPOS_NOUN || frame_subject(c, p->word, 0) == NONE) return;
  for (uint32_t i = c->r->sentences.at[w->sentence].first_word; i < first; i++)
    if (coder_word(c, i)->upos != UPOS_PUNCT) return;
  uint32_t who = speaker == NONE ? NONE : named_in(c, speaker, w->sentence);
  if (who == NONE || !s->actors.n) return;
  s->recipients = s->actors, s->actors = (WordList){0};
  vec_add(c->arena, &s->actors, who);
  s->operators[0] = c->ev->op_must, s->n = 1;
}

/* Whom the words are said to: « a lancé X à Y », « à l'adresse de Y », « X aux Occidentaux : ... »; or NONE. */
static uint32_t addressee(const Coder *c, const Statement *t, uint32_t sentence) {
  for (uint32_t i = 0; i < t->audience.n; i++) {
    uint32_t word = named_in(c, t->audience.at[i], sentence);
    if (word != NONE) return word;
  }
  uint32_t who = named_in(c, t->speaker, sentence), below[2] = {t->cue_word, who};
  for (uint32_t i = 0; i < 2; i++) {
    if (below[i] == NONE || below[i] >= c->r->words.n) continue;
    FOR_CHILDREN(c->r, below[i], k) {
      const Word *w = coder_word(c, k);
      if ((w->rel != REL_OBL && w->rel != REL_NMOD) || k == who || !frame_prep(c, k).n) continue;
      const Mention *m = party_mention(c, k);
      if (m && !m->as_place && coder_str_cue(c, frame_prep(c, k), CUE_DATIVE)) return k;
      FOR_CHILDREN(c->r, k, inner)
        if (coder_cue(c, k, CUE_TOWARDS) && party_mention(c, inner)) return inner;
    }
  }
  return NONE;
}

/* « Libérez nos compatriotes, a lancé X »: an imperative is the speaker's command, and nobody's deed. */
static void commanded(const Coder *c, const Predicate *p, Sense *s) {
  const Word *w = coder_word(c, p->word);
  if (p->noun || w->morph.mood != MOOD_IMP || w->morph.person == 1 || c->said_in[p->word] == NONE) return;
  if (s->n == SENSE_OPERATORS || c->ev->op_must == NONE) return;
  const Statement *t = &c->r->statements.at[c->said_in[p->word]];
  uint32_t who = t->speaker == NONE ? NONE : named_in(c, t->speaker, w->sentence);
  if (who == NONE) return;
  uint32_t to = addressee(c, t, w->sentence);
  s->actors = (WordList){0};
  vec_add(c->arena, &s->actors, who);
  if (to != NONE) {
    s->recipients = (WordList){0};
    vec_add(c->arena, &s->recipients, to);
  }
  memmove(s->operators + 1, s->operators, s->n * sizeof *s->operators);
  s->operators[0] = c->ev->op_must, s->n++, s->modality = 0;
}

/* The speaker, or one of those who speak together. */
static bool is_of(const Entity *all, uint32_t speaker, uint32_t entity) {
  if (entity == speaker) return true;
  for (uint32_t i = 0; i < all->members.n; i++)
    if (all->members.at[i] == entity) return true;
  return false;
}

/* « ..., a dénoncé X »: who speaks acts, where the tree has the speaker as the object or nowhere. */
static void take_speaker(Coder *c, const Predicate *p, Sense *s) {
  if (c->cue_of[p->word] == NONE) return;
  const Statement *t = &c->r->statements.at[c->cue_of[p->word]];
  if (t->speaker == NONE) return;
  const Entity *e = &c->r->entities.at[t->speaker];
  for (uint32_t k = 0; k < s->actors.n; k++) {
    const Mention *m = party_mention(c, s->actors.at[k]);
    if (m && is_of(e, t->speaker, m->entity)) return;
  }
  uint32_t found = NONE, n = 0;
  for (uint32_t k = 0; k < s->recipients.n && p->passive; k++) { /* « s'est vu refuser un visa » */
    const Mention *m = party_mention(c, s->recipients.at[k]);
    if (m && m->entity == t->speaker) return;
  }
  for (uint32_t k = 0; k < s->recipients.n; k++) {
    const Mention *m = party_mention(c, s->recipients.at[k]);
    if (m && m->entity == t->speaker) found = s->recipients.at[k];
    else s->recipients.at[n++] = s->recipients.at[k];
  }
  if (found == NONE && s->actors.n) return;
  s->recipients.n = n;
  uint32_t sentence = coder_word(c, p->word)->sentence;
  if (found == NONE) found = named_in(c, t->speaker, sentence);
  if (found == NONE && !e->members.n) return;
  s->actors.n = 0;
  if (found != NONE) vec_add(c->arena, &s->actors, found);
  for (uint32_t i = 0; i < e->members.n && found == NONE; i++) {
    uint32_t word = named_in(c, e->members.at[i], sentence);
    if (word != NONE) vec_add(c->arena, &s->actors, word);
  }
}

/* The event is told by this word too. */
static void tell_with(Coder *c, uint32_t word, Event *e) {
  const Word *w = coder_word(c, word);
  if (w->start >= e->start) return; /* what follows adds nothing that the event's own words do not tell */
  vec_add(c->r->arena, &e->words, ((Span){w->start, w->end}));
  for (uint32_t i = e->words.n - 1; i > 0; i--) {
    Span behind = e->words.at[i];
    e->words.at[i] = e->words.at[i - 1], e->words.at[i - 1] = behind;
  }
  e->start = w->start;
}

/* « hit a monastery, killing 22 people »: who the second word says did it, or whom it was done to, the event above lacks. */
static void lend_above(Coder *c, const Predicate *p, const Sense *s, uint32_t number, Str type) {
  for (uint32_t i = c->r->events.n; i-- > 0 && c->r->events.at[i].sentence == number;) {
    Event *e = &c->r->events.at[i];
    if (!str_eq(e->type, type) || !reading_below(c->r, p->word, e->trigger)) continue;
    if (!e->actors.n) add_parties(c, &s->actors, &e->actors, &e->recipients); /* « were shot in an ambush by rebels » */
    bool outcome = !p->noun && coder_word(c, p->word)->rel == REL_ADVCL && p->word > e->trigger; /* the town shelled, and those killed in it */
    if (!e->recipients.n || outcome) add_parties(c, &s->recipients, &e->recipients, &e->actors);
    if (!p->noun && coder_word(c, p->word)->rel != REL_ACL) tell_with(c, p->word, e); /* « Fighting between X and Y killed 20 » */
    return;
  }
}

/* « travelled to Kabul for talks with the Taliban »: whom the talks are with, beside the place. */
static void lend_talks(Coder *c, const Predicate *p, const Sense *s, uint32_t number) {
  for (uint32_t i = c->r->events.n; i-- > 0 && c->r->events.at[i].sentence == number;) {
    Event *e = &c->r->events.at[i];
    if (!str_is(e->type, "CONSULT") || !reading_below(c->r, p->word, e->trigger)) continue;
    if (p->noun && e->recipients.n) add_parties(c, &s->with, &e->recipients, &e->actors);
    return;
  }
}

/* « il faut que X se retire », « il appartient à X de »: an entry that has no place for whoever asks. */
static bool asked_by_nobody(const Predicate *p) {
  const Entry *e = p->match.entry;
  for (uint32_t i = 0; i < e->n_slots; i++)
    if (p->match.set->lexicon.slots[e->slots + i].role == ROLE_ACTOR) return false;
  return true;
}

/* « Tokyo doit livrer trois navires », where nobody is there who says so: what is due is a plan of the one who does it.
 * « X doit se retirer, a déclaré Y »: Y demands it. */
static void planned(Coder *c, const Predicate *p, Sense *s) {
  const Ontology *o = &c->ev->ontology;
  if (!s->n || s->actors.n || !s->recipients.n || c->ev->op_intend == NONE) return;
  bool due = coder_cue(c, p->word, CUE_OBLIGATION);
  if ((!due && !asked_by_nobody(p)) || o->operator_list.at[s->operators[0]].control != CONTROL_RECIPIENT) return;
  if (c->said_in[p->word] != NONE) {
    uint32_t speaker = c->r->statements.at[c->said_in[p->word]].speaker;
    uint32_t who = speaker == NONE ? NONE : named_in(c, speaker, coder_word(c, p->word)->sentence);
    if (who != NONE) vec_add(c->arena, &s->actors, who);
    return;
  }
  if (s->concept == NONE || !due) return;
  uint32_t before = s->operators[0];
  Outcome x;
  s->operators[0] = c->ev->op_intend;
  ontology_compose(o, c->arena, s->operators, s->n, s->concept, &x);
  if (x.type == NONE || o->type_list.at[x.type].quad != 1) s->operators[0] = before;
  else s->actors = s->recipients, s->recipients = (WordList){0};
}

/* Somebody with the power to make good a threat: not an analyst. */
static bool can_threaten(const Coder *c, uint32_t entity) {
  static const char *const powers = "GOV MIL REB COP JUD LEG SPY PRM UAF OPP PTY LAB IGO CRM";
  const Entity *e = &c->r->entities.at[entity];
  if (e->kind == ENTITY_COUNTRY || e->kind == ENTITY_GROUP) return true;
  for (uint32_t i = 0; i < e->n_sectors; i++)
    if (strstr(powers, e->sector[i])) return true;
  return e->kind == ENTITY_ORGANISATION && !e->n_sectors;
}

/* The word for whoever says the quotation that the word stands in, not for whoever is only cited; or NONE. */
static uint32_t says_it(const Coder *c, uint32_t word) {
  uint32_t at = c->said_in[word];
  if (at == NONE) return NONE;
  const Statement *t = &c->r->statements.at[at];
  if (t->speaker == NONE || t->kind == STATEMENT_ATTRIBUTED || !can_threaten(c, t->speaker)) return NONE;
  return named_in(c, t->speaker, coder_word(c, word)->sentence);
}

/* « La Géorgie s'expose à des sanctions, a lancé X »: what awaits somebody is a threat by whoever says so. */
static void foretold(const Coder *c, Sense *s) {
  const Ontology *o = &c->ev->ontology;
  uint32_t klass = s->concept == NONE ? NONE : o->concept_list.at[s->concept].klass;
  if (klass == NONE || !str_is(o->classes.entries.at[klass].key, "foretold") || c->ev->op_warn == NONE || s->n == SENSE_OPERATORS) return;
  if (s->n && s->operators[s->n - 1] != c->ev->op_say) return;
  uint32_t who = s->actors.n ? NONE : says_it(c, s->trigger);
  if (who != NONE) {
    for (uint32_t i = 0; i < s->recipients.n; i++) {
      const Mention *m = party_mention(c, s->recipients.at[i]), *w = party_mention(c, who);
      if (m && w && m->entity == w->entity) return; /* what he says awaits himself */
    }
    vec_add(c->arena, &s->actors, who);
  }
  if (!s->actors.n) return;
  s->operators[0] = c->ev->op_warn, s->n = 1;
}

/* « Ils seront châtiés, a averti X »: a threat that names nobody who acts is the speaker's. */
static void threat_of_speaker(const Coder *c, Sense *s, Str type) {
  if (!str_is(type, "THREATEN") || s->actors.n || s->with.n) return;
  uint32_t who = says_it(c, s->trigger);
  const Mention *m = who == NONE ? NULL : party_mention(c, who);
  for (uint32_t i = 0; m && i < s->recipients.n; i++) {
    const Mention *r = party_mention(c, s->recipients.at[i]);
    if (r && r->entity == m->entity) return;
  }
  if (who != NONE) vec_add(c->arena, &s->actors, who);
}

/* « Moscou est derrière l'attentat, selon Kiev »: whoever says who is at fault accuses him. */
static void blamed(const Coder *c, const Predicate *p, Sense *s, Outcome *x) {
  uint32_t at = c->said_in[p->word], speaker = at == NONE ? NONE : c->r->statements.at[at].speaker;
  if (s->n || s->concept == NONE || !s->recipients.n || speaker == NONE || c->ev->op_say == NONE || s->modality & AUX_NEGATION) return;
  uint32_t who = named_in(c, speaker, coder_word(c, p->word)->sentence);
  if (who == NONE) return;
  for (uint32_t k = 0; k < s->recipients.n; k++) {
    const Mention *m = party_mention(c, s->recipients.at[k]);
    if (m && m->entity == speaker) return;
  }
  Outcome said;
  ontology_compose(&c->ev->ontology, c->arena, &c->ev->op_say, 1, s->concept, &said);
  if (said.type == NONE) return;
  s->operators[0] = c->ev->op_say, s->n = 1;
  s->actors = (WordList){0};
  vec_add(c->arena, &s->actors, who);
  *x = said;
}

/* « The ruling party stole the election, the opposition says »: whoever says that somebody did such a thing accuses him;
 * ontology/operators.txt tells of which deeds that holds. */
static void wrong_told(const Coder *c, const Predicate *p, Sense *s, Outcome *x) {
  const Ontology *o = &c->ev->ontology;
  uint32_t at = s->trigger == NONE ? NONE : c->said_in[s->trigger], speaker;
  if (at == NONE) at = c->said_in[p->word];
  if (s->n > 1 || s->concept == NONE || c->ev->op_say == NONE || (s->n && s->operators[0] != c->ev->op_say) || s->modality & AUX_NEGATION) return;
  Outcome said;
  ontology_compose(o, c->arena, &c->ev->op_say, 1, s->concept, &said);
  if (said.type == NONE || said.type == o->concept_list.at[s->concept].type || o->concept_list.at[s->concept].type == NONE) return;
  speaker = at == NONE ? NONE : c->r->statements.at[at].speaker;
  uint32_t who = speaker == NONE ? NONE : named_in(c, speaker, coder_word(c, p->word)->sentence);
  bool himself = !s->actors.n;
  for (uint32_t k = 0; k < s->actors.n; k++) {
    const Mention *m = party_mention(c, s->actors.at[k]);
    himself |= m && m->entity == speaker;
  }
  if (who == NONE || himself) { /* nobody accuses: the deed alone is told */
    s->n = 0;
    ontology_compose(o, c->arena, s->operators, 0, s->concept, x);
    return;
  }
  s->operators[0] = c->ev->op_say, s->n = 1;
  s->recipients = s->actors, s->actors = (WordList){0};
  vec_add(c->arena, &s->actors, who);
  *x = said;
}

/* People by what they are, of no office nor force: « les chômeurs de Jerada ». */
static bool plain_crowd(const Coder *c, const WordList *list) {
  static const char *const powers = "GOV MIL REB COP LEG JUD SPY PRM UAF IGO JRN ELI";
  for (uint32_t i = 0; i < list->n; i++) {
    const Mention *m = party_mention(c, list->at[i]);
    const Entity *e = m ? &c->r->entities.at[m->entity] : NULL;
    if (!m || e->kind != ENTITY_PEOPLE || m->form == FORM_NAME) return false;
    if (coder_word(c, list->at[i])->morph.number != NUMBER_PLUR && m->form != FORM_PRONOUN) return false;
    for (uint32_t k = 0; k < e->n_sectors; k++)
      if (strstr(powers, e->sector[k])) return false;
  }
  return list->n > 0;
}

/* What somebody writes or says, a meeting, or what is done to them is no protest. */
static bool wordless_deed(const Coder *c, uint32_t verb) {
  if (c->cue_of[verb] != NONE || frame_subject(c, verb, 0) == NONE) return false;
  FOR_CHILDREN(c->r, verb, k) {
    if (coder_word(c, k)->rel == REL_AUX && coder_word(c, k)->sub == SUB_PASS) return false;
    if (coder_word(c, k)->rel == REL_OBJ && (coder_cue(c, k, CUE_TEXT) || coder_cue(c, k, CUE_UTTERANCE))) return false;
  }
  for (uint32_t i = c->r->events.n; i-- > 0 && c->r->events.at[i].sentence == coder_word(c, verb)->sentence;)
    if (c->r->events.at[i].trigger == verb && c->r->events.at[i].quad < 3) return false;
  return true;
}

/* « ont fermé leurs échoppes pour dénoncer X »: what people do in order to reproach or demand is a protest. */
static void by_deed(const Coder *c, const Predicate *p, Sense *s, Outcome *x) {
  const Word *w = coder_word(c, p->word);
  const Ontology *o = &c->ev->ontology;
  bool says = x->type != NONE && o->type_list.at[x->type].quad == 3;
  if (!says || p->noun || c->ev->op_by_deed == NONE || s->n == SENSE_OPERATORS || w->morph.verbform != VERBFORM_INF) return;
  if (!coder_str_cue(c, frame_prep(c, p->word), CUE_PURPOSE) || w->head == NONE || !frame_verbal(c, w->head)) return;
  if (!plain_crowd(c, &s->actors) || !wordless_deed(c, w->head)) return;
  memmove(s->operators + 1, s->operators, s->n * sizeof *s->operators);
  s->operators[0] = c->ev->op_by_deed, s->n++;
  ontology_compose(o, c->arena, s->operators, s->n, s->concept, x);
}

static int word_order(const void *a, const void *b) {
  const uint32_t *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

/* « An air strike on a school killed 50 »: the deed and what came of it are one event. */
static void deed_that_did(const Coder *c, const Predicate *p, Sense *s, Str type) {
  for (uint32_t i = 0; i < p->args.n && !p->noun; i++) {
    const Arg *a = &p->args.at[i];
    if (a->where != WHERE_SUBJ || a->clause || a->weak || a->word > s->trigger || c->predicate[a->word] == NONE || party_mention(c, a->word)) continue;
    const Predicate *deed = &c->predicates.at[c->predicate[a->word]];
    uint32_t concept = deed->match.entry ? deed->match.set->names[deed->match.entry->names].concept : NONE;
    uint32_t of = concept == NONE ? NONE : c->ev->ontology.concept_list.at[concept].type;
    bool in = of == NONE || !str_eq(c->ev->ontology.type_list.at[of].name, type) || s->words.n == 24;
    for (uint32_t k = 0; k < s->words.n; k++) in |= s->words.at[k] == a->word;
    if (in) continue;
    vec_add(c->arena, &s->words, a->word);
    qsort(s->words.at, s->words.n, sizeof(uint32_t), word_order);
  }
}

static void emit(Coder *c, const Sentence *sentence, uint32_t number, const Predicate *p, Sense *s);

/* « condamné à dix ans de prison »: the verdict, and the prison that it brings. */
static void emit_brought(Coder *c, const Sentence *sentence, uint32_t number, const Predicate *p, const Sense *s) {
  enum { REACH = 10 };
  uint32_t brought = s->n || s->concept == NONE ? NONE : c->ev->ontology.concept_list.at[s->concept].brings;
  uint32_t end = sentence->first_word + sentence->n_words;
  for (uint32_t i = p->word + 1; brought != NONE && !p->noun && i < end && i < p->word + REACH; i++) {
    if (!coder_cue(c, i, CUE_IMPRISONMENT) || !reading_below(c->r, i, p->word)) continue;
    Sense with = *s;
    with.concept = brought, with.trigger = i, with.words = (WordList){0};
    vec_add(c->arena, &with.words, i);
    emit(c, sentence, number, p, &with);
    return;
  }
}

static bool armed_or_state(const Coder *c, const WordList *list) {
  for (uint32_t i = 0; i < list->n; i++)
    if (match_holds_power(c, list->at[i])) return true;
  return false;
}

/* « Soldiers executed 200 villagers, Amnesty says »: the deed is told, and those who watch over rights accuse its doers. */
static void emit_charged(Coder *c, const Sentence *sentence, uint32_t number, const Predicate *p, const Sense *s, uint8_t quad) {
  uint32_t at = s->trigger == NONE ? NONE : c->said_in[s->trigger];
  bool plain = !s->n || (s->n == 1 && s->operators[0] == c->ev->op_say);
  if (quad != 4 || !plain || at == NONE || c->ev->op_accuse == NONE || s->concept == NONE || s->modality & AUX_NEGATION || !armed_or_state(c, &s->actors)) return;
  uint32_t speaker = c->r->statements.at[at].speaker;
  if (speaker == NONE || strcmp(c->r->entities.at[speaker].country, "NGO")) return;
  uint32_t who = named_in(c, speaker, coder_word(c, p->word)->sentence);
  if (who == NONE) return;
  Sense with = *s;
  with.operators[0] = c->ev->op_accuse, with.n = 1;
  with.recipients = s->actors, with.with = (WordList){0}, with.actors = (WordList){0};
  vec_add(c->arena, &with.actors, who);
  emit(c, sentence, number, p, &with);
}

static void watch_candidate(Coder *c, const Predicate *p, const Sense *s, const Sentence *sentence, Str type, bool refused) {
  JudgeFeatures f = {0};
  judge_candidate_features(c, p, s, type, &f);
  c->ev->watch->candidate(c->ev->watch->to, c->r, sentence, type, refused, &f);
}

static void emit(Coder *c, const Sentence *sentence, uint32_t number, const Predicate *p, Sense *s) {
  Outcome x;
  const Ontology *o = &c->ev->ontology;
  telling_names(c, s);
  take_speaker(c, p, s);
  planned(c, p, s);
  jussive(c, p, s);
  commanded(c, p, s);
  foretold(c, s);
  ontology_compose(o, c->arena, s->operators, s->n, s->concept, &x);
  future(c, p, s, &x);
  no_longer(c, p, s, &x);
  not_done(c, p, s, &x);
  if (x.type == NONE) blamed(c, p, s, &x);
  else wrong_told(c, p, s, &x);
  telling_or_else(c, s, &x);
  by_deed(c, p, s, &x);
  if (x.type == NONE) {
    drop(c, p, s, x.dropped ? "the operator makes no event of it" : "the concept is no event by itself");
    return;
  }
  const Type *type = &o->type_list.at[x.type];
  for (uint32_t i = 0; i < s->actors.n && s->n && s->operators[0] == c->ev->op_say; i++) s->actors.at[i] = party_named(c, s->actors.at[i]);
  threat_of_speaker(c, s, type->name);
  telling_only(c, s, type->quad);
  near_actors(c, p, s, type->quad);
  agents_of_passive(c, p, s, type->quad);
  context_recipients(c, p, s, number, type->name, type->quad);
  const char *why = refuse(c, p, s, sentence, type->name, type->quad);
  if (c->ev->watch && (!why || why == c->off_politics)) watch_candidate(c, p, s, sentence, type->name, why != NULL);
  if (why) {
    drop(c, p, s, why);
    if (why == refuse_told && p->passive && !p->noun) consume(c, s); /* nor do its nouns tell more */
    if (!p->noun && why == refuse_nobody && (type->quad == 1 || str_is(type->name, "RETREAT"))) consume(c, s); /* « the front dropped its demand » demands nothing */
    if (why == refuse_told && str_is(type->name, "CONSULT")) lend_talks(c, p, s, number);
    if (why == refuse_told && type->quad == 4) lend_above(c, p, s, number, type->name);
    return;
  }
  near_clause_doer(c, s, type->name, type->quad);
  compose_asker(c, p, s, type->name);
  near_grievance(c, p, s, type->name);
  near_recipients(c, p, s, type->name, type->quad);
  Event *e = vec_push(c->r->arena, &c->r->events);
  e->type = type->name, e->quad = type->quad, e->scale = ontology_score(o, x.type, x.mode), e->cameo = x.cameo;
  e->goldstein = ontology_goldstein(o, x.cameo);
  if (x.mode.n) vec_add(c->r->arena, &e->modes, x.mode);
  for (uint32_t i = x.n_contexts; i-- > 0;) split_list(c, x.contexts[i], &e->contexts);
  e->auxiliary = (uint8_t)(x.auxiliary ^ (s->modality & AUX_NEGATION)) | (uint8_t)(s->modality & (AUX_HYPOTHETICAL | AUX_FUTURE));
  add_parties(c, &s->actors, &e->actors, NULL);
  bool together = s->reciprocal && (x.concept != NONE || !s->recipients.n) && s->n <= 3;
  if (together && x.concept != NONE) add_parties(c, &s->with, &e->actors, NULL);
  else add_parties(c, &s->with, &e->recipients, &e->actors);
  add_parties(c, &s->recipients, &e->recipients, &e->actors);
  deed_that_did(c, p, s, type->name);
  e->sentence = number, e->trigger = s->trigger;
  e->start = UINT32_MAX;
  for (uint32_t i = 0; i < s->words.n; i++) {
    const Word *w = coder_word(c, s->words.at[i]);
    vec_add(c->r->arena, &e->words, ((Span){w->start, w->end}));
    if (w->start < e->start) e->start = w->start;
    if (w->end > e->end) e->end = w->end;
  }
  e->rule = str_format(c->r->arena, "%.*s%s%.*s", (int)s->rule.n, s->rule.p, x.lines.n ? "; " : "", (int)x.lines.n, x.lines.p);
  circumstances(c, e, type, s->trigger, p->word, s->words.at, s->words.n);
  Past past = {.concept = s->concept, .type = x.type, .sentence = number, .trigger = s->trigger};
  for (uint32_t i = 0; i < s->actors.n; i++) vec_add(c->arena, &past.actors, s->actors.at[i]);
  for (uint32_t i = 0; i < s->with.n; i++) vec_add(c->arena, &past.actors, s->with.at[i]);
  for (uint32_t i = 0; i < s->recipients.n; i++) vec_add(c->arena, &past.recipients, s->recipients.at[i]);
  vec_add(c->arena, &c->past, past);
  consume(c, s);
  if (c->r->trace_on)
    reading_trace(c->r, "%.*s: %.*s by %.*s", (int)coder_word(c, p->word)->form.n, coder_word(c, p->word)->form.p, (int)e->type.n, e->type.p, (int)e->rule.n, e->rule.p);
}

static void trace_frame(Coder *c, const Predicate *p) {
  static const char *const where[] = {"subj", "obj", "iobj", "prep", "clause", "inf", "ger", "poss", "adj", "cmpd", "appos"};
  if (!c->r->trace_on) return;
  Str line = {"", 0};
  for (uint32_t i = 0; i < p->args.n; i++) {
    const Arg *a = &p->args.at[i];
    Str form = coder_word(c, a->word)->form;
    line = str_format(c->arena, "%.*s %s%s%.*s=%.*s", (int)line.n, line.p, a->weak ? "(near) " : "", a->where == WHERE_PREP ? "" : where[a->where],
                      a->where == WHERE_PREP ? (int)a->prep.n : 0, a->prep.p, (int)form.n, form.p);
  }
  Str form = coder_word(c, p->word)->form;
  reading_trace(c->r, "%.*s%s%s:%.*s", (int)form.n, form.p, p->passive ? " (passive)" : "", p->reflexive ? " (reflexive)" : "", (int)line.n, line.p);
}

static bool has_perfect(const Coder *c, uint32_t verb) {
  FOR_CHILDREN(c->r, verb, k) {
    const Word *w = coder_word(c, k);
    if (w->rel == REL_AUX && w->sub != SUB_PASS && w->morph.verbform == VERBFORM_INF) return true;
  }
  return false;
}

/* « arrested for having », « accusé d'avoir »: the deed that is the reason is no event beside the one that rests on it. */
static bool a_reason(const Coder *c, const Predicate *p) {
  /* « le refus de livrer le suspect est dénoncé »: what hangs on a noun that was taken up */
  uint32_t noun = coder_word(c, p->word)->head;
  if (!p->noun && coder_word(c, p->word)->morph.verbform == VERBFORM_INF && noun != NONE && coder_word(c, p->word)->rel != REL_CONJ &&
      c->predicate[noun] != NONE && c->predicates.at[c->predicate[noun]].noun && c->predicates.at[c->predicate[noun]].consumed)
    return true;
  uint32_t word = p->word;
  /* « d'avoir tenté de renverser »: what hangs on the reason belongs to it */
  while (coder_word(c, word)->rel == REL_XCOMP && coder_word(c, word)->head != NONE && frame_verbal(c, coder_word(c, word)->head) && !has_perfect(c, word)) word = coder_word(c, word)->head;
  const Word *w = coder_word(c, word);
  if (p->noun || w->head == NONE || (w->rel != REL_XCOMP && w->rel != REL_ACL && w->rel != REL_ADVCL && w->rel != REL_CCOMP)) return false;
  return has_perfect(c, word) && coder_str_cue(c, frame_prep(c, word), CUE_REASON);
}

/* « the chain struck a deal with a supplier »: what makes the verb no event is the noun that would be one. */
static void no_event_object(Coder *c, const Predicate *p) {
  const Entry *e = p->match.entry;
  if (!e || p->noun || p->match.set->lexicon.names[e->names].kind != NAME_NONE) return;
  bool asked = false;
  for (uint32_t k = 0; k < e->n_conditions; k++) {
    const Condition *q = &p->match.set->lexicon.conditions[e->conditions + k];
    asked |= q->where == WHERE_OBJ && (q->ask == ASK_CLASS || q->ask == ASK_ANY) && !q->negated;
  }
  for (uint32_t i = 0; asked && i < p->args.n; i++) {
    const Arg *a = &p->args.at[i];
    if (a->where == WHERE_OBJ && !a->weak && !a->clause && c->predicate[a->word] != NONE) c->predicates.at[c->predicate[a->word]].consumed = true;
  }
}

/* « Mayors side with Haftar »: a noun of a heading that only verbs are known of, behind somebody. */
static void verb_of_heading(Coder *c, Predicate *p) {
  if (!p->noun || headline_doer(c, p->word) == NONE) return;
  Predicate noun = *p;
  p->noun = false;
  p->args.n = 0;
  frame_build(c, p);
  match_entry(c, p);
  if (p->match.entry) return;
  *p = noun;
  p->args.n = 0;
  frame_build(c, p);
}

/* Says of every lemma and form of the sentence that it is there, or takes it back. */
static void mark_present(Coder *c, const Sentence *s, bool there) {
  for (uint32_t i = s->first_word; i < s->first_word + s->n_words; i++) {
    uint16_t signs[2] = {lexicon_sign(c->lemma[i]), lexicon_sign(coder_word(c, i)->form)};
    for (uint32_t k = 0; k < 2; k++) {
      if (there) c->present[signs[k] >> 6] |= UINT64_C(1) << (signs[k] & 63);
      else c->present[signs[k] >> 6] = 0;
    }
  }
}

static void code_sentence(Coder *c, uint32_t number) {
  const Sentence *s = &c->r->sentences.at[number];
  if (s->kind != SENTENCE_BODY && s->kind != SENTENCE_HEADING) return;
  c->predicates.n = 0;
  if (c->ev->watch) {
    JudgeFeatures f = {0};
    judge_sentence_features(c, s, &f);
    c->ev->watch->sentence(c->ev->watch->to, c->r, s, &f);
  }
  c->off = field_words(c, s, FIELD_ANY);
  c->contest = field_words(c, s, FIELD_CONTEST);
  c->mishap = field_words(c, s, FIELD_MISHAP);
  c->verbless = headline_verbless(c, s);
  find_predicates(c, s);
  if (!c->predicates.n) return;
  mark_present(c, s, true);
  if (c->r->trace_on) field_trace(c, s);
  qsort(c->predicates.at, c->predicates.n, sizeof(Predicate), by_depth);
  for (uint32_t i = 0; i < c->predicates.n; i++) c->predicate[c->predicates.at[i].word] = i;
  for (uint32_t i = 0; i < c->predicates.n; i++) {
    frame_build(c, &c->predicates.at[i]);
    match_entry(c, &c->predicates.at[i]);
    if (c->verbless && !c->predicates.at[i].match.entry) verb_of_heading(c, &c->predicates.at[i]);
    trace_frame(c, &c->predicates.at[i]);
  }
  for (uint32_t i = 0; i < c->predicates.n; i++) govern(c, i);
  for (uint32_t i = 0; i < c->predicates.n; i++) no_event_object(c, &c->predicates.at[i]);
  for (uint32_t i = 0; i < c->predicates.n; i++) {
    Predicate *p = &c->predicates.at[i];
    Sense sense;
    if (p->consumed || !p->match.entry || (p->governor != NONE && !c->predicates.at[p->governor].consumed)) {
      if (p->governor == NONE || p->consumed) continue;
      p = &c->predicates.at[p->governor];
      if (p->consumed) continue;
    }
    if (a_reason(c, p)) continue;
    c->budget = 60;
    if (compose_sense(c, (uint32_t)(p - c->predicates.at), 0, &sense)) {
      if (sense.words.n > 1) qsort(sense.words.at, sense.words.n, sizeof(uint32_t), word_order);
      Sense told = sense;
      uint32_t before = c->r->events.n;
      emit(c, s, number, p, &sense);
      if (c->r->events.n == before) continue;
      emit_charged(c, s, number, p, &told, c->r->events.at[before].quad);
      emit_brought(c, s, number, p, &told);
    }
  }
  mark_present(c, s, false);
}

/* Lists by sentence, in order. `sentence_of` reads the field of element i. */
static uint32_t date_sentence(const Reading *r, uint32_t i) { return r->dates.at[i].sentence; }
static uint32_t mention_sentence(const Reading *r, uint32_t i) { return r->mentions.at[i].sentence; }

static void by_sentence(Coder *c, uint32_t n, uint32_t (*sentence_of)(const Reading *, uint32_t), uint32_t **first, uint32_t **list) {
  uint32_t n_sentences = c->r->sentences.n;
  *first = ARENA_ARRAY(c->arena, (size_t)n_sentences + 2, uint32_t);
  *list = ARENA_ARRAY(c->arena, (size_t)n + 1, uint32_t);
  uint32_t *at = *first;
  for (uint32_t i = 0; i < n; i++)
    if (sentence_of(c->r, i) < n_sentences) at[sentence_of(c->r, i) + 2]++;
  for (uint32_t s = 2; s < n_sentences + 2; s++) at[s] += at[s - 1];
  for (uint32_t i = 0; i < n; i++)
    if (sentence_of(c->r, i) < n_sentences) (*list)[at[sentence_of(c->r, i) + 1]++] = i;
}

static int by_length(const void *a, const void *b) {
  const uint64_t *x = a, *y = b;
  return (*x < *y) - (*x > *y);
}

/* The innermost statement of every word: long ones first, shorter ones over them. */
static void index_statements(Coder *c) {
  Reading *r = c->r;
  uint32_t n = r->statements.n;
  c->cue_of = ARENA_ARRAY(c->arena, (size_t)r->words.n + 1, uint32_t);
  c->said_in = ARENA_ARRAY(c->arena, (size_t)r->words.n + 1, uint32_t);
  for (uint32_t i = 0; i < r->words.n; i++) c->cue_of[i] = c->said_in[i] = NONE;
  uint64_t *order = ARENA_ARRAY(c->arena, (size_t)n + 1, uint64_t);
  for (uint32_t i = 0; i < n; i++) {
    Span s = r->statements.at[i].content;
    order[i] = (uint64_t)(s.end > s.start ? s.end - s.start : 0) << 32 | i;
    if (r->statements.at[i].cue_word < r->words.n) c->cue_of[r->statements.at[i].cue_word] = i;
  }
  if (n) qsort(order, n, sizeof *order, by_length);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t k = (uint32_t)order[i], low = 0, high = r->words.n;
    Span s = r->statements.at[k].content;
    while (low < high) { /* words stand in order */
      uint32_t middle = low + (high - low) / 2;
      if (r->words.at[middle].start < s.start) low = middle + 1;
      else high = middle;
    }
    for (; low < r->words.n && r->words.at[low].start < s.end; low++)
      if (low != r->statements.at[k].cue_word) c->said_in[low] = k;
  }
}

void events_read(const Events *ev, Reading *r) {
  if (!r->words.n) return;
  Coder c = {.ev = ev, .r = r, .arena = r->arena};
  c.lemma = ARENA_ARRAY(r->arena, r->words.n, Str);
  c.predicate = ARENA_ARRAY(r->arena, r->words.n, uint32_t);
  c.classes = ARENA_ARRAY(r->arena, r->words.n, struct WordClasses);
  c.present = ARENA_ARRAY(r->arena, (1u << 16) / 64, uint64_t);
  for (uint32_t i = 0; i < r->words.n; i++) {
    c.lemma[i] = lemma_key(&c, &r->words.at[i]), c.predicate[i] = NONE;
    c.classes[i].n = c.lemma[i].n ? phrase_find(&ev->sets[0].lexicon.classes, c.lemma[i], &c.classes[i].at) : 0;
  }
  index_statements(&c);
  by_sentence(&c, r->dates.n, date_sentence, &c.dates_first, &c.dates);
  by_sentence(&c, r->mentions.n, mention_sentence, &c.mentions_first, &c.mentions);
  for (uint32_t i = 0; i < r->entities.n && !c.political; i++) {
    const Entity *e = &r->entities.at[i];
    c.political = e->n_sectors > 0 || e->kind == ENTITY_GROUP || e->kind == ENTITY_COUNTRY;
  }
  for (uint32_t i = 0; i < r->sentences.n; i++) c.sport += field_words(&c, &r->sentences.at[i], FIELD_ANY) > 0;
  for (uint32_t i = 0; i < r->sentences.n; i++) code_sentence(&c, i);
}
