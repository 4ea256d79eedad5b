/* clause.c: « Le Tchad ferme sa frontière », « The drug attacks tumours », read as a heap of nouns. Where a noun carries a
 * sentence, nothing in it is a predicate, and a word between two noun phrases may be a finite verb by the lexicon, that
 * word is the predicate. */
#include "syntax/clause.h"

#include "syntax/lemma.h"

typedef struct {
  const Syntax *x;
  Reading *r;
  uint32_t from, to, root; /* words of the sentence, and the noun that carries it */
  bool closed;             /* ends with a full stop: no heading */
} Clause;

typedef struct {
  uint32_t verb, subject, object; /* object may be NONE */
} Found;

static Word *at(const Clause *c, uint32_t i) { return &c->r->words.at[i]; }

static bool nominal(const Word *w) { return w->upos == UPOS_NOUN || w->upos == UPOS_PROPN; }

static bool finite(const Word *w) { return w->upos == UPOS_VERB && w->morph.verbform == VERBFORM_FIN && w->morph.mood != MOOD_IMP; }

/* A tag of the model counts 60 for the same part of speech, 4 for each feature of the lexicon it shares, -6 for each it
 * denies (src/train/lexicon.c): all five of a present, both of an English past, and an English base form, which is only
 * called infinitive there. */
enum { FITS_PRESENT = 80, FITS_PAST = 68, FITS_BASE = 54 };

bool nouns_have_gender(const Syntax *x) {
  for (uint32_t t = 0; t < x->c.n_tags; t++)
    if (x->tag_upos[t] == UPOS_NOUN && x->tag_morph[t].gender) return true;
  return false;
}

uint32_t finite_tag(const Syntax *x, Str form, uint8_t number) {
  Folded folded;
  fold_form(form, &folded);
  uint32_t k = lexicon_analyses(&x->lexicon, &folded), best = NONE, fit = 0;
  bool base = k != NONE && number != NUMBER_SING && !nouns_have_gender(x);
  for (uint32_t t = 0; k != NONE && t < x->c.n_tags; t++) {
    const Morph *m = &x->tag_morph[t];
    if (x->tag_upos[t] != UPOS_VERB || m->verbform != VERBFORM_FIN || m->mood != MOOD_IND || m->person != 3) continue;
    if (number && m->number != number) continue;
    for (uint32_t i = x->lexicon.class_at[k]; i < x->lexicon.class_at[k + 1]; i++) {
      uint32_t f = x->compat[(size_t)x->lexicon.analyses[i].tag * x->c.n_tags + t];
      bool plain = base && f == FITS_BASE && m->tense == TENSE_PRES && m->number == NUMBER_PLUR;
      if (f > fit && (f == FITS_PRESENT || f == FITS_PAST || plain)) fit = f, best = t;
    }
  }
  return best;
}

void write_finite(const Syntax *x, Reading *r, Word *w, uint32_t tag) {
  Folded folded;
  fold_form(w->form, &folded);
  w->upos = x->tag_upos[tag], w->feats = x->tag_feats[tag], w->morph = x->tag_morph[tag];
  w->lemma = lemma_of(x, r->arena, w->form, &folded, tag);
}

static void relate(Word *w, uint32_t head, Rel rel, Str name) {
  w->head = head, w->rel = (uint8_t)rel, w->sub = SUB_NONE, w->deprel = name;
}

static uint32_t child(const Clause *c, uint32_t word, Rel rel) {
  FOR_CHILDREN(c->r, word, i)
    if (at(c, i)->rel == rel) return i;
  return NONE;
}

static bool has(const Clause *c, uint32_t word, Rel rel) { return child(c, word, rel) != NONE; }

/* A noun that nothing says anything of. */
static bool verbless(const Clause *c) {
  const Word *root = at(c, c->root);
  if (!nominal(root) || has(c, c->root, REL_CASE)) return false;
  FOR_CHILDREN(c->r, c->root, i) {
    const Word *w = at(c, i);
    if (w->rel == REL_COP || w->rel == REL_AUX || w->rel == REL_NSUBJ || w->rel == REL_CSUBJ || w->rel == REL_EXPL) return false;
    if ((w->rel == REL_CONJ || w->rel == REL_PARATAXIS || w->rel == REL_CCOMP) && w->upos == UPOS_VERB) return false;
  }
  return true;
}

/* What belongs to a noun, and not to the clause that the noun carries. */
static bool of_noun(uint8_t rel) {
  switch (rel) {
    case REL_DET: case REL_AMOD: case REL_NMOD: case REL_COMPOUND: case REL_NUMMOD: case REL_APPOS: case REL_FLAT:
    case REL_ACL: case REL_CASE: case REL_CONJ: return true;
    default: return false;
  }
}

/* What follows the verb hung on the noun that is its subject: now the verb's. */
static void take_behind(const Clause *c, uint32_t i, uint32_t verb) {
  Word *w = at(c, i);
  if (w->rel == REL_NMOD && has(c, i, REL_CASE)) return relate(w, verb, REL_OBL, STR("obl"));
  if (w->rel == REL_ACL && w->morph.verbform == VERBFORM_INF) return relate(w, verb, REL_XCOMP, STR("xcomp"));
  if (w->rel == REL_ACL && w->sub != SUB_RELCL) return relate(w, verb, REL_ADVCL, STR("advcl"));
  if (w->rel == REL_AMOD && w->upos == UPOS_ADJ) return relate(w, verb, REL_XCOMP, STR("xcomp"));
  w->head = verb;
}

static void give_verb(const Clause *c, const Found *f) {
  uint32_t old = c->root;
  Word *v = at(c, f->verb);
  for (uint32_t i = c->from; i < c->to; i++) {
    Word *w = at(c, i);
    if (i == f->verb || i == f->subject || i == f->object) continue;
    if (w->head == f->verb && i < f->verb && of_noun(w->rel)) w->head = f->subject;
    if (w->head != old) continue;
    if (!of_noun(w->rel)) w->head = f->verb;
    else if (i < f->verb) w->head = f->subject;
    else if (old != f->object) take_behind(c, i, f->verb);
  }
  relate(v, NONE, REL_ROOT, STR("root"));
  relate(at(c, f->subject), f->verb, REL_NSUBJ, STR("nsubj"));
  if (f->object == NONE) return;
  relate(at(c, f->object), f->verb, REL_OBJ, STR("obj"));
  FOR_CHILDREN(c->r, f->object, i) /* « presse les Etats d'ouvrir » */
    if (old != f->object && at(c, i)->rel == REL_ACL && at(c, i)->morph.verbform == VERBFORM_INF) take_behind(c, i, f->verb);
}

/* Whether `word` hangs below the carrier in a way that only a noun's modifiers do. */
static bool below_root(const Clause *c, uint32_t word) {
  for (uint32_t i = word, steps = 0; steps < 6; steps++) {
    const Word *w = at(c, i);
    if (w->head == NONE) return i == c->root;
    if (!of_noun(w->rel) && w->rel != REL_OBJ) return false;
    i = w->head;
  }
  return false;
}

static bool may_hide(const Word *w) {
  return (w->upos == UPOS_NOUN || w->upos == UPOS_ADJ || finite(w)) &&
         (w->rel == REL_AMOD || w->rel == REL_NMOD || w->rel == REL_APPOS || w->rel == REL_FLAT || w->rel == REL_COMPOUND ||
          w->rel == REL_ACL);
}

/* The noun phrase without a preposition that begins behind `word`, perhaps behind an adjective or a quotation mark. */
static uint32_t bare_phrase(const Clause *c, uint32_t word) {
  for (uint32_t i = word + 1; i < c->to && i <= word + 5; i++) {
    const Word *w = at(c, i);
    if (w->rel == REL_DET || w->rel == REL_NUMMOD) {
      const Word *noun = at(c, w->head);
      bool free = noun->head == word || below_root(c, w->head) || noun->rel == REL_OBJ;
      return w->head > i && nominal(noun) && free && !has(c, w->head, REL_CASE) ? w->head : NONE;
    }
    if (w->upos != UPOS_ADJ && w->upos != UPOS_ADV && (w->upos != UPOS_PUNCT || str_is(w->form, ","))) return NONE;
  }
  return NONE;
}

/* French: a word without an article behind the carrier, and an article behind the word. */
static bool find_french(const Clause *c, Found *f) {
  const Word *root = at(c, c->root);
  if (root->upos != UPOS_PROPN && !has(c, c->root, REL_DET)) return false;
  for (uint32_t i = c->root + 1; i < c->to; i++) {
    const Word *w = at(c, i);
    bool acts = w->upos == UPOS_VERB && w->rel == REL_ACL && has(c, i, REL_OBJ);
    if (!(may_hide(w) || acts) || has(c, i, REL_DET) || has(c, i, REL_CASE) || has(c, i, REL_MARK) || !below_root(c, i)) continue;
    if (!finite(w) && (at(c, i - 1)->upos == UPOS_DET || at(c, i - 1)->upos == UPOS_ADP)) continue;
    if (!finite(w) && finite_tag(c->x, w->form, root->morph.number) == NONE) continue;
    uint32_t object = bare_phrase(c, i);
    if (object == NONE && !(finite(w) && w->rel != REL_ACL)) continue;
    *f = (Found){i, c->root, object};
    return true;
  }
  return false;
}

static bool third_person(Str form) { return form.n > 2 && form.p[form.n - 1] == 's' && form.p[form.n - 2] != 's'; }

static bool together(const Clause *c, uint32_t word) {
  FOR_CHILDREN(c->r, word, i)
    if (at(c, i)->rel == REL_CONJ) return true;
  return false;
}

/* « The drug attacks », « Soldiers man »: one of two words has the s. */
static bool agree(const Clause *c, uint32_t subject, uint32_t verb) {
  const Word *s = at(c, subject);
  bool many = together(c, subject) || (s->upos == UPOS_NOUN && s->morph.number == NUMBER_PLUR);
  return third_person(at(c, verb)->form) != many;
}

/* The last noun in front of `verb`, which must stand right before it and below the carrier, and the top of what it
 * is coordinated with. */
static uint32_t subject_before(const Clause *c, uint32_t verb) {
  if (verb == c->from) return NONE;
  uint32_t i = verb - 1;
  if (at(c, i)->upos == UPOS_ADV && i > c->from) i--;
  if (!nominal(at(c, i))) return NONE;
  while (at(c, i)->head != NONE && at(c, i)->head < i && (at(c, i)->rel == REL_CONJ || at(c, i)->rel == REL_FLAT)) i = at(c, i)->head;
  return i;
}

/* English: the carrier itself is the verb: it has an object, or an infinitive right behind it. */
static bool carrier_acts(const Clause *c, Found *f) {
  uint32_t subject = subject_before(c, c->root), object = child(c, c->root, REL_OBJ);
  if (subject == NONE || at(c, subject)->rel != REL_COMPOUND || finite_tag(c->x, at(c, c->root)->form, 0) == NONE) return false;
  *f = (Found){c->root, subject, object};
  if (object != NONE) return true;
  uint32_t next = c->root + 1;
  bool infinitive = next + 1 < c->to && at(c, next)->rel == REL_MARK && at(c, next)->head == next + 1 &&
                    at(c, next + 1)->rel == REL_ACL && at(c, next + 1)->morph.verbform == VERBFORM_INF;
  return infinitive && third_person(at(c, c->root)->form) && agree(c, subject, c->root) &&
         (c->closed || (at(c, subject)->upos == UPOS_PROPN && subject + 1 == c->root));
}

/* English: « Turkey's raid wounded three fighters »: what describes the carrier from behind is the verb of its object. */
static bool modifier_acts(const Clause *c, Found *f) {
  uint32_t object = child(c, c->root, REL_OBJ), i = c->root + 1;
  if (object == NONE || i >= object || at(c, i)->rel != REL_AMOD || at(c, i)->morph.verbform == VERBFORM_GER) return false;
  uint32_t tag = finite_tag(c->x, at(c, i)->form, 0);
  if (tag == NONE || c->x->tag_morph[tag].tense != TENSE_PAST) return false;
  *f = (Found){i, c->root, object};
  return true;
}

/* English: a compound of the carrier is the verb, and the carrier its object. */
static bool compound_acts(const Clause *c, Found *f) {
  for (uint32_t i = c->from + 1; i < c->root; i++) {
    const Word *w = at(c, i);
    if (w->rel != REL_COMPOUND || (w->upos != UPOS_NOUN && !finite(w)) || !below_root(c, i)) continue;
    /* no compound stands in front of an adjective: « Cambodia arms Thai villagers » */
    uint8_t next = at(c, i + 1)->rel;
    bool parted = at(c, i + 1)->head == c->root && (next == REL_AMOD || next == REL_NUMMOD || next == REL_DET);
    if (!finite(w) && ((!c->closed && !parted) || finite_tag(c->x, w->form, 0) == NONE)) continue;
    uint32_t subject = subject_before(c, i);
    if (subject == NONE || !below_root(c, subject) || has(c, i, REL_NSUBJ) || !agree(c, subject, i)) continue;
    *f = (Found){i, subject, c->root};
    return true;
  }
  return false;
}

/* What a passive has and an active verb has not, or the other way round. */
static bool has_agent(const Clause *c, uint32_t verb) {
  FOR_CHILDREN(c->r, verb, k)
    if (at(c, k)->sub == SUB_AGENT) return true;
  return false;
}

/* English: « A boat capsized on a lake. »: behind the carrier a past form, taken for a participle. Prose has no sentences
 * without a verb, and headings no full stop. */
static bool participle_acts(const Clause *c, Found *f) {
  for (uint32_t i = c->to; c->closed && i-- > c->root + 1;) {
    const Word *w = at(c, i);
    if (w->upos != UPOS_VERB || w->sub == SUB_RELCL || w->morph.tense != TENSE_PAST) continue;
    bool modifies = w->rel == REL_ACL || (finite(w) && (w->rel == REL_NMOD || w->rel == REL_ADVCL));
    if (!modifies || !(below_root(c, i) || w->rel == REL_ADVCL)) continue;
    if (has(c, i, REL_NSUBJ) || has(c, i, REL_MARK) || has(c, i, REL_CASE) || has(c, i, REL_DET)) continue;
    bool helped = has(c, i, REL_AUX);
    if (!helped && (has_agent(c, i) || (!finite(w) && finite_tag(c->x, w->form, 0) == NONE))) continue;
    *f = (Found){i, c->root, NONE};
    return true;
  }
  return false;
}

/* English: « A rise in costs hit Finnish hauliers. »: the verb stands first in what hangs on the carrier without a preposition. */
static bool late_compound_acts(const Clause *c, Found *f) {
  FOR_CHILDREN(c->r, c->root, i) {
    uint32_t first = at(c, i)->first_child;
    if (!c->closed || i < c->root || at(c, i)->rel != REL_NMOD || has(c, i, REL_CASE) || first == NONE || first >= i) continue;
    const Word *w = at(c, first);
    if (w->rel != REL_COMPOUND || w->upos != UPOS_NOUN || finite_tag(c->x, w->form, 0) == NONE) continue;
    *f = (Found){first, c->root, i};
    return true;
  }
  return false;
}

/* « KABUL - Taliban fighters entered the city »: what stands behind the place is no modifier of it. */
static bool dateline(const Clause *c) {
  if (c->root > c->from + 4 || at(c, c->root)->upos != UPOS_PROPN) return false;
  FOR_CHILDREN(c->r, c->root, i) {
    uint32_t subject = child(c, i, REL_NSUBJ);
    if (at(c, i)->upos != UPOS_VERB || at(c, i)->sub == SUB_RELCL || (at(c, i)->rel != REL_ACL && at(c, i)->rel != REL_APPOS)) continue;
    if (subject == NONE || subject < c->root || subject > i) continue;
    relate(at(c, i), c->root, REL_PARATAXIS, STR("parataxis"));
    return true;
  }
  return false;
}

static bool find(const Clause *c, bool french, Found *f) {
  if (!verbless(c)) return false;
  return french ? find_french(c, f) : modifier_acts(c, f) || carrier_acts(c, f) || compound_acts(c, f) || participle_acts(c, f) || late_compound_acts(c, f);
}

void syntax_clauses(const Syntax *x, Reading *r) {
  bool french = nouns_have_gender(x), linked = false;
  for (uint32_t n = 0; n < r->sentences.n; n++) {
    const Sentence *s = &r->sentences.at[n];
    if (s->n_words < 3 || s->n_words > 80) continue;
    uint32_t to = s->first_word + s->n_words;
    Clause c = {x, r, s->first_word, to, NONE, str_is(r->words.at[to - 1].form, ".")};
    for (uint32_t i = c.from; i < to && c.root == NONE; i++)
      if (r->words.at[i].head == NONE) c.root = i;
    if (c.root == NONE || !nominal(&r->words.at[c.root])) continue;
    if (!linked) reading_link(r);
    linked = true;
    Found f;
    if (dateline(&c) || !find(&c, french, &f)) continue;
    Word *v = &r->words.at[f.verb];
    bool helped = has(&c, f.verb, REL_AUX);
    if (!finite(v) && !helped) {
      bool many = r->words.at[f.subject].morph.number == NUMBER_PLUR;
      uint32_t tag = finite_tag(x, v->form, v->upos == UPOS_VERB ? NUMBER_NONE : many ? NUMBER_PLUR : NUMBER_SING);
      if (tag == NONE) tag = finite_tag(x, v->form, NUMBER_NONE);
      if (tag != NONE) write_finite(x, r, v, tag);
    }
    give_verb(&c, &f);
    if (helped && v->morph.voice == VOICE_PASS) r->words.at[f.subject].sub = SUB_PASS, r->words.at[f.subject].deprel = STR("nsubj:pass");
  }
  if (linked) reading_link(r);
}
