#include "statements/modality.h"

#include "base/phrase.h"
#include "base/source.h"
#include "base/utf8.h"
#include "statements/cues.h"

/* Where a listed word has to stand to bear on a predicate. */
typedef enum {
  AT_ADVERB, AT_ADJECTIVE, AT_AUXILIARY, AT_PREDICATE, AT_MARK, AT_PREPOSITION, AT_DETERMINER, AT_PRONOUN, AT_LIGHT,
  AT_CONTRAST, AT_COUNT
} Where;

/* Effects beside the Auxiliary bits; SURE only while computing: the word is there, with no effect. */
enum { EFFECT_COND = 64, EFFECT_SURE = 128 };

typedef struct {
  uint8_t where, effect, flags, pad;
  uint32_t needs; /* offset into modality.str + 1; 0: nothing */
} Entry;

/* What the last column may ask for instead of a lemma. */
enum { IMPERFECTIVE = 1, INFINITIVE = 2, PASSIVE = 4, BARE = 8 };

struct Modality {
  PhraseTable phrases;
  const Entry *entries;
  uint32_t n;
  Str strings;
};

static const char *const places[AT_COUNT] = {"adverb",      "adjective",  "auxiliary", "predicate", "mark",
                                             "preposition", "determiner", "pronoun",   "light",     "contrast"};

static bool parse_where(Str name, uint8_t *where) {
  for (uint8_t i = 0; i < AT_COUNT; i++)
    if (str_is(name, places[i])) return *where = i, true;
  return false;
}

static bool parse_effect(Str names, uint8_t *effect) {
  Str one;
  while (str_split(&names, ';', &one)) {
    if (str_is(one, "neg")) *effect |= AUX_NEGATION;
    else if (str_is(one, "hyp")) *effect |= AUX_HYPOTHETICAL;
    else if (str_is(one, "fut")) *effect |= AUX_FUTURE;
    else if (str_is(one, "cond")) *effect |= EFFECT_COND;
    else if (one.n) return false;
  }
  return true;
}

static uint8_t parse_flag(Str name) {
  static const char *const flags[] = {"imperfective", "infinitive", "passive", "bare"};
  for (uint8_t i = 0; i < 4; i++)
    if (str_is(name, flags[i])) return (uint8_t)(1u << i);
  return 0;
}

void modality_pack(PackWriter *writer, Arena *arena, const char *folder, Diags *diags) {
  Source source;
  Bytes entries, strings;
  bytes_init(&entries, arena);
  bytes_init(&strings, arena);
  PhraseBuilder *builder = phrase_builder_new(arena);
  uint32_t n = 0;
  if (!source_open(&source, arena, str_format(arena, "%s/modality.txt", folder).p, diags)) return;
  while (source_next(&source)) {
    Str c[4];
    Entry e = {0};
    source_columns(&source, c, 4);
    if (!parse_where(c[1], &e.where)) {
      source_error(&source, diags, "unknown place « %.*s »", (int)c[1].n, c[1].p);
    } else if (!parse_effect(c[2], &e.effect)) {
      source_error(&source, diags, "unknown effect « %.*s »", (int)c[2].n, c[2].p);
    } else {
      Str rest = c[3], one;
      while (str_split(&rest, ';', &one)) e.flags |= parse_flag(one);
      if (c[3].n && !e.flags) e.needs = bytes_str(&strings, utf8_fold(arena, c[3])) + 1;
      bytes_add(&entries, &e, sizeof e);
      phrase_add(builder, utf8_fold(arena, c[0]), n++);
    }
  }
  pack_add(writer, "modality.entry", entries.p, entries.n);
  pack_add(writer, "modality.str", strings.p, strings.n);
  phrase_pack(builder, writer, "modality.phrase");
}

Modality *modality_open(Arena *engine_arena, const Pack *lang, Diags *diags) {
  Modality *m = ARENA_NEW(engine_arena, Modality);
  Str entries = pack_section(lang, "modality.entry");
  m->strings = pack_section(lang, "modality.str");
  m->n = entries.n / (uint32_t)sizeof(Entry);
  m->entries = section_array(entries, 0, m->n, sizeof(Entry));
  if (m->n && m->entries && phrase_open(&m->phrases, pack_section(lang, "modality.phrase"))) return m;
  diag_add(diags, DIAG_ERROR, STR(""), 0, "the modality sections are missing or damaged");
  return NULL;
}

typedef struct {
  const Modality *m;
  const Reading *r;
  uint32_t below; /* the word that an embedding predicate is asked about, or NONE */
} Look;

static bool has_sister(const Look *l, uint32_t word, Str lemma) {
  FOR_FEW_CHILDREN(l->r, word, c) if (str_eq(l->r->words.at[c].lemma, lemma)) return true;
  return false;
}

/* A compound past (« a pu », « had to »): what was able or had to happen did happen. */
static bool is_perfective(const Reading *r, uint32_t word) {
  const Word *w = &r->words.at[word];
  if (w->morph.verbform == VERBFORM_FIN) return w->morph.tense == TENSE_PAST;
  if (w->morph.verbform != VERBFORM_PART) return false;
  FOR_FEW_CHILDREN(r, word, c) if (r->words.at[c].rel == REL_AUX) return true;
  return false;
}

static bool has_child(const Reading *r, uint32_t word, Rel rel) { return few_child(r, word, rel, SUB_NONE) != NONE; }

static bool flags_hold(const Look *l, uint8_t flags, uint32_t owner) {
  const Reading *r = l->r;
  if ((flags & IMPERFECTIVE) && is_perfective(r, owner)) return false;
  if ((flags & INFINITIVE) && (l->below == NONE || r->words.at[l->below].morph.verbform != VERBFORM_INF)) return false;
  if ((flags & PASSIVE) && few_child(r, owner, REL_AUX, SUB_PASS) == NONE) return false;
  return !(flags & BARE) || !has_child(r, owner, REL_DET);
}

static int lookup(const Look *l, Str key, Where where, uint32_t owner) {
  const uint32_t *values;
  uint32_t n = phrase_find(&l->m->phrases, key, &values);
  for (uint32_t i = 0; i < n; i++) {
    if (values[i] >= l->m->n) continue;
    const Entry *e = &l->m->entries[values[i]];
    if (e->where != where) continue;
    if (e->needs && !has_sister(l, owner, section_str(l->m->strings, e->needs - 1))) continue;
    if (!flags_hold(l, e->flags, owner)) continue;
    return e->effect | EFFECT_SURE;
  }
  return 0;
}

#define KEY 96

/* Words [first, last] joined by blanks, forms or lemmas; empty where they are too many for a listed phrase. */
static Str joined(const Reading *r, uint32_t first, uint32_t last, bool lemmas, char *buffer) {
  uint32_t n = 0;
  if (last < first || last - first > 4) return STR("");
  for (uint32_t i = first; i <= last; i++) {
    const Word *w = &r->words.at[i];
    Str s = lemmas && w->lemma.n ? w->lemma : utf8_fold(r->arena, w->form);
    if (n + s.n + 1 > KEY) return STR("");
    if (n && buffer[n - 1] != '\'') buffer[n++] = ' ';
    memcpy(buffer + n, s.p, s.n);
    n += s.n;
  }
  return str_of(buffer, n);
}

/* The effect of word `c`, alone or as a phrase with its dependents, at a place beside `owner`. */
static int effect_of(const Look *l, uint32_t c, Where where, uint32_t owner) {
  const Reading *r = l->r;
  char buffer[KEY];
  int found = 0;
  if (r->words.at[c].first_child != NONE) {
    uint32_t first = c, last = c;
    FOR_FEW_CHILDREN(r, c, k) {
      if (k < first) first = k;
      if (k > last) last = k;
    }
    found = lookup(l, joined(r, first, last, false, buffer), where, owner);
    /* A phrase may take in what follows it in the tree: « en cas de » + noun. */
    if (!found && first < c) found = lookup(l, joined(r, first, c, false, buffer), where, owner);
  }
  if (!found) found = lookup(l, joined(r, c, c, false, buffer), where, owner);
  if (!found) found = lookup(l, r->words.at[c].lemma, where, owner);
  return found;
}

static void combine(uint8_t *sum, int effect) {
  *sum ^= (uint8_t)(effect & AUX_NEGATION);
  *sum |= (uint8_t)(effect & (AUX_HYPOTHETICAL | AUX_FUTURE | EFFECT_COND));
}

/* What a word's own dependents, mood and tense say. */
static uint8_t own_effect(const Look *l, uint32_t word, bool *negated_once) {
  const Reading *r = l->r;
  uint8_t sum = 0;
  bool negated = false;
  FOR_FEW_CHILDREN(r, word, c) {
    const Word *w = &r->words.at[c];
    int e = 0;
    switch (w->rel) {
      case REL_ADVMOD: case REL_DISCOURSE: case REL_CC: case REL_FIXED: e = effect_of(l, c, AT_ADVERB, word); break;
      case REL_AMOD: e = effect_of(l, c, AT_ADJECTIVE, word); break;
      case REL_ACL: if (w->morph.verbform == VERBFORM_PART) e = effect_of(l, c, AT_ADJECTIVE, word); break;
      case REL_MARK:
        for (uint32_t back = 2; back > 0 && !e; back--) { /* « à moins que », whose first words hang elsewhere */
          char buffer[KEY];
          if (c >= r->sentences.at[w->sentence].first_word + back) e = lookup(l, joined(r, c - back, c, false, buffer), AT_MARK, word);
        }
        if (!e) e = effect_of(l, c, AT_MARK, word);
        if (!e) e = effect_of(l, c, AT_ADVERB, word);
        break;
      case REL_CASE: e = effect_of(l, c, AT_PREPOSITION, word); break;
      case REL_DET: e = effect_of(l, c, AT_DETERMINER, word); break;
      case REL_OBL: e = effect_of(l, c, AT_ADVERB, word); break;
      case REL_AUX: case REL_COP:
        e = effect_of(l, c, AT_AUXILIARY, word);
        if (w->morph.mood == MOOD_CND) e |= EFFECT_COND;
        if (w->morph.tense == TENSE_FUT) e |= AUX_FUTURE;
        break;
      case REL_NSUBJ: case REL_OBJ:
        e = w->upos == UPOS_PRON || few_child(r, c, REL_DET, SUB_NONE) == NONE ? effect_of(l, c, AT_PRONOUN, word) : 0;
        FOR_FEW_CHILDREN(r, c, d) {
          if (r->words.at[d].rel == REL_DET && !e) e = effect_of(l, d, AT_DETERMINER, word);
          if (r->words.at[d].rel == REL_CC && !e) e = effect_of(l, d, AT_ADVERB, word) & (AUX_NEGATION | EFFECT_SURE); /* « ni X ni Y n'ont » */
        }
        break;
      default: break;
    }
    /* Concord: « n'a jamais rien dit » and « ne ... ni ... ni » deny once. */
    if ((e & AUX_NEGATION) && negated) e &= ~AUX_NEGATION;
    negated |= (e & AUX_NEGATION) != 0;
    combine(&sum, e);
  }
  const Morph *m = &r->words.at[word].morph;
  if (m->mood == MOOD_CND) sum |= EFFECT_COND;
  if (m->tense == TENSE_FUT) sum |= AUX_FUTURE;
  *negated_once = negated;
  return sum;
}

static bool is_past(const Reading *r, uint32_t word) {
  const Morph *m = &r->words.at[word].morph;
  if (m->tense == TENSE_PAST || m->tense == TENSE_IMP) return true;
  FOR_FEW_CHILDREN(r, word, c) { /* « a fait savoir », « a laissé entendre » */
    const Word *w = &r->words.at[c];
    if (w->rel == REL_AUX && m->verbform == VERBFORM_INF && (w->morph.tense == TENSE_PAST || w->morph.tense == TENSE_IMP)) return true;
  }
  return false;
}

/* « il a promis qu'il viendrait »: future in the past. */
static bool below_past(const Reading *r, uint32_t word) {
  for (uint32_t steps = 0; steps < 8 && r->words.at[word].head != NONE; steps++) {
    uint8_t rel = r->words.at[word].rel;
    word = r->words.at[word].head;
    if ((rel == REL_CCOMP || rel == REL_ADVCL) && is_past(r, word)) return true;
  }
  return false;
}

/* « n'a pas mené d'attaque » denies the attack; « n'a pas condamné l'attaque » does not. */
static bool is_indefinite(const Reading *r, uint32_t noun) {
  FOR_FEW_CHILDREN(r, noun, c) {
    const Word *w = &r->words.at[c];
    if (w->rel != REL_DET && w->rel != REL_NMOD) continue;
    if (w->morph.definite == 1 || w->morph.poss || w->morph.prontype == PRONTYPE_DEM) return false;
  }
  return true;
}

/* The embedding word's effect: its lemma, with a particle, or with the words in front of it (« sur le point »). */
static int predicate_effect(const Look *l, uint32_t q, Where where) {
  const Reading *r = l->r;
  char buffer[KEY];
  FOR_FEW_CHILDREN(r, q, c) {
    if ((r->words.at[c].rel != REL_COMPOUND && r->words.at[c].rel != REL_ADVMOD) || c < q) continue; /* « rule out », « have yet » */
    Str key = str_format(r->arena, "%.*s %.*s", (int)r->words.at[q].lemma.n, r->words.at[q].lemma.p,
                         (int)r->words.at[c].lemma.n, r->words.at[c].lemma.p);
    int e = lookup(l, key, where, q);
    if (e) return e;
  }
  uint32_t first = r->words.at[q].first_child;
  if (first != NONE && first < q) {
    for (uint32_t from = first; from < q; from++) {
      int e = lookup(l, joined(r, from, q, false, buffer), where, q);
      if (e) return e;
    }
  }
  int e = lookup(l, r->words.at[q].lemma, where, q);
  return e ? e : lookup(l, joined(r, q, q, false, buffer), where, q);
}

/* « refrained from shooting », « stopped short of breaking »: the predicate with the word that marks its gerund. */
static int marked_effect(const Look *l, uint32_t at, uint32_t head) {
  const Reading *r = l->r;
  FOR_FEW_CHILDREN(r, at, c) {
    if (c > at || (r->words.at[c].rel != REL_MARK && r->words.at[c].rel != REL_CASE)) continue;
    int e = lookup(l, str_format(r->arena, "%.*s %.*s", (int)r->words.at[head].lemma.n, r->words.at[head].lemma.p,
                                 (int)r->words.at[c].lemma.n, r->words.at[c].lemma.p), AT_PREDICATE, head);
    if (e) return e;
  }
  return 0;
}

static bool contrasts(const Look *l, uint32_t word) {
  FOR_FEW_CHILDREN(l->r, word, c) if (l->r->words.at[c].rel == REL_CC && effect_of(l, c, AT_CONTRAST, word)) return true;
  return false;
}

/* How far what bears on the head bears on `at` too. */
typedef enum { SCOPE_NONE, SCOPE_EMBEDDED, SCOPE_SHARED, SCOPE_MOOD } Scope;

static Scope scope_of(const Look *l, uint32_t at, uint32_t head) {
  const Reading *r = l->r;
  const Word *w = &r->words.at[at];
  bool noun = w->upos == UPOS_NOUN || w->upos == UPOS_PROPN;
  switch (w->rel) {
    case REL_XCOMP: case REL_CCOMP: case REL_CSUBJ: return SCOPE_EMBEDDED;
    case REL_ACL: return w->morph.verbform == VERBFORM_INF || has_child(r, at, REL_MARK) ? SCOPE_EMBEDDED : SCOPE_NONE;
    case REL_ADVCL: return w->morph.verbform == VERBFORM_INF || marked_effect(l, at, head) ? SCOPE_EMBEDDED : SCOPE_NONE;
    case REL_OBL:
      /* « n'a pas lancé d'offensive »: a partitive that the tree takes for an oblique. */
      if (noun && w->sub == SUB_ARG && !has_child(r, at, REL_DET) && !predicate_effect(l, head, AT_PREDICATE)) return SCOPE_SHARED;
      return noun ? SCOPE_EMBEDDED : SCOPE_NONE;
    case REL_NMOD: return noun ? SCOPE_EMBEDDED : SCOPE_NONE;
    case REL_OBJ: case REL_NSUBJ:
      if (!noun) return w->morph.verbform == VERBFORM_GER && w->rel == REL_OBJ ? SCOPE_EMBEDDED : SCOPE_NONE; /* « denied meeting » */
      if (predicate_effect(l, head, AT_PREDICATE)) return SCOPE_EMBEDDED;
      return is_indefinite(r, at) || predicate_effect(l, head, AT_LIGHT) ? SCOPE_SHARED : SCOPE_NONE;
    case REL_CONJ:
      if (has_child(r, at, REL_NSUBJ)) return SCOPE_NONE;
      if (has_child(r, at, REL_AUX) || w->morph.verbform == VERBFORM_FIN || contrasts(l, at)) return SCOPE_MOOD;
      return SCOPE_SHARED;
    default: return SCOPE_NONE;
  }
}

#define CLIMB 12

/* « left without the army firing »: the preposition stands at what is the clause's subject. */
static int absolute_effect(const Look *l, uint32_t word) {
  const Reading *r = l->r;
  const Word *w = &r->words.at[word];
  if (w->rel != REL_ADVCL || w->morph.verbform == VERBFORM_FIN || word == 0) return 0;
  const Word *before = w - 1;
  if (before->rel != REL_OBL || before->head != w->head) return 0;
  uint32_t preposition = few_child(r, word - 1, REL_CASE, SUB_NONE);
  return preposition == NONE ? 0 : effect_of(l, preposition, AT_PREPOSITION, word - 1);
}

uint8_t modality_of(const Modality *modality, const Reading *r, uint32_t word) {
  if (!modality || word >= r->words.n) return 0;
  Look l = {modality, r, NONE};
  bool negated = false, above;
  uint8_t sum = own_effect(&l, word, &negated);
  if (!negated) combine(&sum, absolute_effect(&l, word));
  uint32_t at = word;
  for (uint32_t steps = 0; steps < CLIMB; steps++) {
    uint32_t head = r->words.at[at].head;
    if (head == NONE || r->words.at[at].rel == REL_ROOT) break;
    l.below = at;
    Scope scope = scope_of(&l, at, head);
    if (scope == SCOPE_NONE) break;
    uint8_t effect = own_effect(&l, head, &above);
    if (scope == SCOPE_EMBEDDED) {
      int listed = predicate_effect(&l, head, AT_PREDICATE);
      if (!listed && r->words.at[at].rel == REL_ADVCL) listed = marked_effect(&l, at, head);
      /* « has no plans to »: the head's denial is its object's own. */
      if (r->words.at[at].rel == REL_OBJ || r->words.at[at].rel == REL_NSUBJ) {
        bool own;
        own_effect(&l, at, &own);
        if (own) effect &= (uint8_t)~AUX_NEGATION;
      }
      /* A plain auxiliary verb of the « a dû partir » kind is transparent for negation: « n'a pas pu partir ». */
      bool imperfective_only = !listed && is_perfective(r, head) && r->words.at[at].rel == REL_XCOMP;
      /* « fera de son mieux pour réconcilier »: what a deed to come is for is to come too */
      if (!listed && effect & AUX_FUTURE && r->words.at[at].morph.verbform == VERBFORM_INF && !(sum & AUX_NEGATION)) sum |= AUX_FUTURE;
      if (!listed && !imperfective_only) break;
      if (imperfective_only && !(effect & AUX_NEGATION)) break;
      combine(&sum, listed);
      combine(&sum, effect);
    } else if (scope == SCOPE_SHARED) {
      bool own = negated;
      if (at != word) own_effect(&l, at, &own);
      if (own && above) effect &= (uint8_t)~AUX_NEGATION; /* « n'a ni vu ni entendu » */
      combine(&sum, effect);
    } else {
      combine(&sum, effect & (AUX_HYPOTHETICAL | EFFECT_COND) & (r->words.at[at].morph.verbform == VERBFORM_FIN ? 0 : 0xff));
    }
    at = head;
  }
  if (sum & EFFECT_COND) sum |= below_past(r, word) ? AUX_FUTURE : AUX_HYPOTHETICAL;
  return (uint8_t)(sum & (AUX_NEGATION | AUX_HYPOTHETICAL | AUX_FUTURE));
}
