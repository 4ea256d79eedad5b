/* subject.c: a finite verb has one subject. Where it has none or two, the tree is wrong, and what stands where says how. */
#include "syntax/subject.h"

static Word *at(const Reading *r, uint32_t i) { return &r->words.at[i]; }

static bool nominal(const Word *w) { return w->upos == UPOS_NOUN || w->upos == UPOS_PROPN; }

static bool finite(const Word *w) { return w->upos == UPOS_VERB && w->morph.verbform == VERBFORM_FIN && w->morph.mood != MOOD_IMP; }

static void relate(Word *w, uint32_t head, Rel rel, Sub sub, Str name) {
  w->head = head, w->rel = (uint8_t)rel, w->sub = (uint8_t)sub, w->deprel = name;
}

/* Links may be older than the last repair, hence the second look at the head. */
static uint32_t child(const Reading *r, uint32_t word, Rel rel) {
  FOR_CHILDREN(r, word, i)
    if (at(r, i)->rel == rel && at(r, i)->head == word) return i;
  return NONE;
}

static bool has(const Reading *r, uint32_t word, Rel rel) { return child(r, word, rel) != NONE; }

static bool has_subject(const Reading *r, uint32_t verb) {
  return has(r, verb, REL_NSUBJ) || has(r, verb, REL_CSUBJ) || has(r, verb, REL_EXPL) || has(r, verb, REL_AUX);
}

enum { DEEP = 12 };

/* The first word of the phrase of `word`, punctuation aside. */
static uint32_t left_edge(const Reading *r, uint32_t word) {
  uint32_t i = word;
  for (uint32_t depth = 0; depth < DEEP; depth++) {
    uint32_t first = i;
    FOR_CHILDREN(r, i, k)
      if (k < first && at(r, k)->head == i && at(r, k)->rel != REL_PUNCT) first = k;
    if (first == i) break;
    i = first;
  }
  return i;
}

/* Its last, punctuation aside. */
static uint32_t right_edge(const Reading *r, uint32_t word) {
  uint32_t i = word;
  for (uint32_t depth = 0; depth < DEEP; depth++) {
    uint32_t last = NONE;
    FOR_CHILDREN(r, i, k)
      if (k > i && at(r, k)->rel != REL_PUNCT && at(r, k)->head == i) last = k;
    if (last == NONE) break;
    i = last;
  }
  return i;
}

static bool quote(const Word *w) {
  return w->upos == UPOS_PUNCT && (str_is(w->form, "\"") || str_is(w->form, "”") || str_is(w->form, "»") || str_is(w->form, "''") || str_is(w->form, "’"));
}

/* « India cut », « The militant threatened »: what stands right in front of the verb as a modifier of it. */
static bool modifier_before(Reading *r, uint32_t verb) {
  if (!verb) return false;
  Word *w = at(r, verb - 1);
  if (w->head != verb || has(r, verb - 1, REL_CASE)) return false;
  bool noun = nominal(w) && (w->rel == REL_COMPOUND || w->rel == REL_NMOD || w->rel == REL_DISLOCATED);
  uint32_t det = child(r, verb, REL_DET);
  if (!noun && !(w->upos == UPOS_ADJ && w->rel == REL_AMOD && det != NONE && det < verb)) return false;
  relate(w, verb, REL_NSUBJ, SUB_NONE, STR("nsubj"));
  if (det != NONE && det < verb) at(r, det)->head = verb - 1;
  return true;
}

/* Whether a name or noun that hangs in what is said really begins the clause of who says it: « "…," its head, X, told ». */
static bool begins_speaker(const Reading *r, uint32_t i, uint32_t said, uint32_t verb) {
  const Word *w = at(r, i);
  if (!nominal(w) || (w->rel != REL_APPOS && w->rel != REL_OBJ) || has(r, i, REL_CASE)) return false;
  uint32_t left = left_edge(r, i), right = right_edge(r, i);
  if (left <= said || right >= verb || right + 3 < verb || at(r, left - 1)->upos != UPOS_PUNCT) return false;
  return quote(at(r, left - 1)) || at(r, verb - 1)->upos != UPOS_PUNCT || !has(r, verb, REL_OBJ);
}

/* Whoever says it was taken for a part of what is said. */
static bool speaker_before(Reading *r, uint32_t verb, uint32_t said) {
  for (uint32_t i = said + 1; i < verb && i < said + 80; i++) {
    if (!begins_speaker(r, i, said, verb)) continue;
    relate(at(r, i), verb, REL_NSUBJ, SUB_NONE, STR("nsubj"));
    return true;
  }
  return false;
}

/* « "…," complained Fatou Diallo »: behind what is said and the verb stands who says it. */
static bool speaker_behind(Reading *r, uint32_t verb) {
  uint32_t object = child(r, verb, REL_OBJ);
  if (at(r, verb - 1)->upos != UPOS_PUNCT || object == NONE || object < verb || has(r, verb, REL_IOBJ)) return false;
  if (!nominal(at(r, object)) && at(r, object)->upos != UPOS_NUM) return false;
  if (left_edge(r, object) != verb + 1) return false;
  relate(at(r, object), verb, REL_NSUBJ, SUB_NONE, STR("nsubj"));
  return true;
}

/* « Rebels armed with machetes raided a village »: the second verb tells, the first one only describes. */
static bool described_subject(Reading *r, uint32_t verb) {
  uint32_t second = child(r, verb, REL_CCOMP), own = child(r, verb, REL_NSUBJ), object = child(r, verb, REL_OBJ);
  if (second == NONE) second = child(r, verb, REL_XCOMP);
  if (object != NONE && has(r, object, REL_CASE)) object = NONE; /* « opposed to the reform » */
  if (second == NONE || second < verb || !finite(at(r, second)) || has(r, second, REL_MARK) || has(r, second, REL_AUX)) return false;
  if (at(r, verb)->morph.tense != TENSE_PAST || at(r, second)->morph.tense != TENSE_PAST || has(r, verb, REL_AUX)) return false;
  uint32_t subject = child(r, second, REL_NSUBJ);
  if (subject == NONE && own != NONE && object == NONE && at(r, second - 1)->upos != UPOS_PUNCT) subject = own;
  if (subject == NONE || subject > verb || (own != NONE && own != subject) || !nominal(at(r, subject))) return false;
  relate(at(r, second), at(r, verb)->head, (Rel)at(r, verb)->rel, (Sub)at(r, verb)->sub, at(r, verb)->deprel);
  FOR_CHILDREN(r, verb, i)
    if (i < subject || (i > second && at(r, i)->rel == REL_PUNCT)) at(r, i)->head = second;
  relate(at(r, subject), second, REL_NSUBJ, SUB_NONE, STR("nsubj"));
  relate(at(r, verb), subject, REL_ACL, SUB_NONE, STR("acl"));
  return true;
}

/* Whether `ancestor` is above `word` (or it is too far to see). */
static bool above(const Reading *r, uint32_t word, uint32_t ancestor) {
  for (uint32_t steps = 0; word != NONE && steps < 64; steps++, word = at(r, word)->head)
    if (word == ancestor) return true;
  return word != NONE;
}

/* What hangs on `word` behind `from` without a preposition, as an object would. */
static uint32_t bare_behind(const Reading *r, uint32_t word, uint32_t from) {
  FOR_CHILDREN(r, word, i)
    if (i > from && at(r, i)->head == word && (at(r, i)->rel == REL_OBJ || at(r, i)->rel == REL_NMOD) && !has(r, i, REL_CASE)) return i;
  return NONE;
}

/* « Shots fired by guards wounded two villagers. »: of two participles without an auxiliary the later one is the verb. */
static bool root_participle(Reading *r, uint32_t verb) {
  const Sentence *s = &r->sentences.at[at(r, verb)->sentence];
  uint32_t end = s->first_word + s->n_words, subject = child(r, verb, REL_NSUBJ);
  Word *v = at(r, verb);
  if (v->head != NONE || v->morph.verbform != VERBFORM_PART || v->morph.tense != TENSE_PAST || has(r, verb, REL_AUX)) return false;
  if (subject == NONE || subject > verb || !nominal(at(r, subject)) || !str_is(at(r, end - 1)->form, ".")) return false;
  for (uint32_t i = verb + 1; i < end && i < verb + 40; i++) {
    Word *w = at(r, i);
    if (w->upos == UPOS_AUX || finite(w)) return false;
    if (w->upos != UPOS_VERB || w->rel != REL_ACL || w->morph.verbform != VERBFORM_PART || w->morph.tense != TENSE_PAST) continue;
    uint32_t object = bare_behind(r, i, i);
    if (object == NONE && w->head != NONE) object = bare_behind(r, w->head, i);
    if (object == NONE || !above(r, i, verb)) continue;
    relate(w, NONE, REL_ROOT, SUB_NONE, STR("root"));
    relate(at(r, subject), i, REL_NSUBJ, SUB_NONE, STR("nsubj"));
    relate(v, subject, REL_ACL, SUB_NONE, STR("acl"));
    relate(at(r, object), i, REL_OBJ, SUB_NONE, STR("obj"));
    FOR_CHILDREN(r, verb, k)
      if (at(r, k)->head == verb && (k < subject || at(r, k)->rel == REL_PUNCT)) at(r, k)->head = i;
    return true;
  }
  return false;
}

/* « A court in Oslo ruled against Lima, envoys said »: the later verb has its own subject, so the earlier keeps its noun. */
static bool noun_speaks(Reading *r, uint32_t verb) {
  Word *v = at(r, verb);
  if (v->rel != REL_ACL || v->sub != SUB_NONE || v->head >= verb || has_subject(r, verb) || has(r, verb, REL_MARK)) return false;
  uint32_t noun = v->head, later = at(r, noun)->head;
  if (at(r, noun)->rel != REL_NSUBJ || later == NONE || later <= verb || at(r, later)->upos != UPOS_VERB) return false;
  bool other = false;
  FOR_CHILDREN(r, later, i)
    if (i > verb && i < later && at(r, i)->head == later && at(r, i)->rel == REL_NSUBJ) other = true;
  if (!other) return false;
  relate(v, later, REL_CCOMP, SUB_NONE, STR("ccomp"));
  relate(at(r, noun), verb, REL_NSUBJ, SUB_NONE, STR("nsubj"));
  return true;
}

/* Whether the sentence has a predicate above `verb`. */
static bool under_predicate(const Reading *r, uint32_t verb) {
  uint32_t i = verb;
  for (uint32_t steps = 0; at(r, i)->head != NONE && steps < 64; steps++) i = at(r, i)->head;
  return !nominal(at(r, i)) || has(r, i, REL_NSUBJ);
}

/* « after a mortar barrage killed four »: the preposition opens a clause, and its noun is the subject. */
static bool clause_of_preposition(Reading *r, uint32_t verb) {
  const Word *v = at(r, verb);
  if (v->rel != REL_ADVCL || has(r, verb, REL_MARK) || !verb || !under_predicate(r, verb)) return false;
  uint32_t noun = verb - 1;
  for (uint32_t steps = 0; steps < DEEP && at(r, noun)->rel != REL_OBL && at(r, noun)->rel != REL_NSUBJ; steps++) {
    uint32_t up = at(r, noun)->head;
    if (up == NONE || up >= verb) return false;
    noun = up;
  }
  Word *n = at(r, noun);
  uint32_t preposition = child(r, noun, REL_CASE);
  if (noun >= verb || !nominal(n) || (n->rel != REL_OBL && n->rel != REL_NSUBJ) || (n->head != v->head && n->head != verb)) return false;
  if (preposition == NONE || preposition > noun || preposition != left_edge(r, noun) || (right_edge(r, noun) + 1 != verb)) return false;
  relate(n, verb, REL_NSUBJ, SUB_NONE, STR("nsubj"));
  relate(at(r, preposition), verb, REL_MARK, SUB_NONE, STR("mark"));
  return true;
}

/* « a gesture that surprised diplomats »: what follows a relative pronoun is a clause. */
static bool relative_clause(Reading *r, uint32_t verb) {
  Word *v = at(r, verb);
  if (verb < 2 || v->rel != REL_AMOD || v->head <= verb || at(r, verb - 2)->sentence != v->sentence) return false;
  Word *pronoun = at(r, verb - 1), *noun = at(r, v->head);
  if (v->morph.tense != TENSE_PAST || pronoun->upos != UPOS_PRON || pronoun->head <= verb || !nominal(at(r, verb - 2))) return false;
  if (pronoun->rel != REL_NSUBJ && (pronoun->rel != REL_DET || pronoun->head != v->head)) return false;
  if (pronoun->head == NONE || above(r, verb - 2, v->head)) return false;
  relate(pronoun, verb, REL_NSUBJ, SUB_NONE, STR("nsubj"));
  relate(noun, verb, REL_OBJ, SUB_NONE, STR("obj"));
  relate(v, verb - 2, REL_ACL, SUB_RELCL, STR("acl:relcl"));
  return true;
}

/* « Russia massed tanks, images showed »: a modifier that has a subject is the verb, and what it modifies its object. */
static bool modifier_acts(Reading *r, uint32_t verb) {
  Word *v = at(r, verb);
  uint32_t own = child(r, verb, REL_NSUBJ);
  if (v->rel == REL_AMOD && own == NONE && verb && at(r, verb - 1)->rel == REL_COMPOUND && at(r, verb - 1)->head == v->head) own = verb - 1;
  if (v->rel != REL_AMOD || v->head == NONE || v->head <= verb || own == NONE || own > verb || v->head > verb + 6) return false;
  uint32_t noun = v->head;
  Word *n = at(r, noun);
  FOR_CHILDREN(r, noun, i)
    if (i < own && at(r, i)->rel == REL_DET) at(r, i)->head = own;
  relate(at(r, own), verb, REL_NSUBJ, SUB_NONE, STR("nsubj"));
  relate(v, n->head, (Rel)n->rel, (Sub)n->sub, n->deprel);
  if (n->rel == REL_NSUBJ && n->head != NONE) relate(v, n->head, REL_CCOMP, SUB_NONE, STR("ccomp"));
  relate(n, verb, REL_OBJ, SUB_NONE, STR("obj"));
  return true;
}

/* « The party hopes to govern, its leader told a rally »: a verb with a subject is what is said, no subject itself. */
static bool subject_speaks(Reading *r, uint32_t verb) {
  Word *v = at(r, verb);
  if (v->rel != REL_NSUBJ || v->head <= verb || !has(r, verb, REL_NSUBJ) || has(r, verb, REL_DET)) return false;
  uint32_t later = v->head;
  FOR_CHILDREN(r, later, i)
    if (i > verb && at(r, i)->rel == REL_NSUBJ) return relate(v, later, REL_CCOMP, SUB_NONE, STR("ccomp")), true;
  return false;
}

static bool give_subject(Reading *r, uint32_t verb) {
  if (modifier_acts(r, verb) || noun_speaks(r, verb) || subject_speaks(r, verb) || described_subject(r, verb)) return true;
  bool subject = has(r, verb, REL_NSUBJ);
  if (clause_of_preposition(r, verb)) return true;
  if (subject || has_subject(r, verb)) return false;
  if (modifier_before(r, verb)) return true;
  uint32_t said = child(r, verb, REL_CCOMP);
  if (said == NONE || said > verb || !verb || at(r, verb)->rel == REL_PARATAXIS) return false;
  return speaker_before(r, verb, said) || speaker_behind(r, verb);
}

/* « Ban Ki-moon », taken for two: the later part belongs to the name. */
static bool same_name(const Reading *r, uint32_t a, uint32_t b) {
  return at(r, a)->upos == UPOS_PROPN && b > a + 1 && b - a < 5 && str_is(at(r, b - 1)->form, "-") && !at(r, b - 1)->space_after;
}

/* « India, Japan », « the daily Cumhuriyet » need both sides bare; and a title is no plural. */
static bool bare(const Reading *r, uint32_t i) {
  FOR_CHILDREN(r, i, k)
    if (k > i && at(r, k)->head == i && at(r, k)->rel != REL_FLAT && at(r, k)->rel != REL_PUNCT && at(r, k)->rel != REL_AMOD) return false;
  return true;
}

static bool dash(const Word *w) {
  return str_is(w->form, "-") || str_is(w->form, "--") || str_is(w->form, "–") || str_is(w->form, "—") || str_is(w->form, ":");
}

static bool titles(const Reading *r, uint32_t a, uint32_t b) {
  const Word *first = at(r, a), *second = at(r, b);
  if (second->upos != UPOS_PROPN || has(r, b, REL_DET) || has(r, b, REL_CASE) || has(r, a, REL_CASE)) return false;
  if (has(r, a, REL_FLAT) || (first->upos != UPOS_ADJ && first->morph.number != NUMBER_SING)) return false;
  return bare(r, a) || has(r, b, REL_FLAT);
}

/* Of two coordinated nouns the first heads what the second heads so far. */
static void join(Reading *r, uint32_t a, uint32_t b) {
  FOR_CHILDREN(r, b, i)
    if (at(r, i)->rel == REL_CONJ && at(r, i)->head == b) at(r, i)->head = a;
  relate(at(r, b), a, REL_CONJ, SUB_NONE, STR("conj"));
}

/* Of two nouns in the same place in front of a verb or behind it, the one that is no argument of its own. */
static bool untwin(Reading *r, uint32_t a, uint32_t b, bool title_first) {
  Word *first = at(r, a), *second = at(r, b);
  uint32_t left = left_edge(r, b), right = right_edge(r, a);
  if (!(nominal(first) || first->upos == UPOS_ADJ) || left <= a || first->sub == SUB_OUTER) return false;
  if (second->upos == UPOS_ADJ && a + 1 == b && !title_first) { /* « US military », « prosecutor general » */
    if (first->upos == UPOS_PROPN) relate(first, b, REL_COMPOUND, SUB_NONE, STR("compound"));
    else relate(second, a, REL_AMOD, SUB_NONE, STR("amod"));
    return true;
  }
  if (!nominal(second)) return false;
  if (same_name(r, a, b)) return relate(second, a, REL_FLAT, SUB_NONE, STR("flat")), true;
  if (at(r, left)->rel == REL_CC) return at(r, left)->head = b, join(r, a, b), true;
  if (right + 1 == left && titles(r, a, b)) {
    if (title_first) relate(second, a, REL_NMOD, SUB_NONE, STR("nmod"));
    else relate(first, b, REL_NMOD, SUB_DESC, STR("nmod:desc"));
    return true;
  }
  if (first->rel != REL_NSUBJ || right + 2 != left || at(r, right + 1)->upos != UPOS_PUNCT || !nominal(first)) return false;
  if (a > first->head) {
    if (str_is(at(r, right + 1)->form, ",")) return relate(second, a, REL_APPOS, SUB_NONE, STR("appos")), true;
    return false;
  }
  if (str_is(at(r, right + 1)->form, ",")) {
    uint32_t behind = right_edge(r, b) + 1;
    bool inserted = behind < r->words.n && str_is(at(r, behind)->form, ",");
    if (inserted) relate(second, a, REL_APPOS, SUB_NONE, STR("appos"));
    else if (bare(r, a)) join(r, a, b);
    else return false;
  } else {
    if (has(r, a, REL_NMOD) || !dash(at(r, right + 1))) return false; /* « Kremlin to Helsinki: … » is somebody who says it */
    relate(first, first->head, REL_PARATAXIS, SUB_NONE, STR("parataxis"));
  }
  return true;
}

static bool untwin_all(Reading *r, uint32_t verb, bool title_first) {
  uint32_t last[REL_COUNT] = {0};
  bool changed = false;
  FOR_CHILDREN(r, verb, i) {
    const Word *w = at(r, i);
    if (w->head != verb || (w->rel != REL_NSUBJ && w->rel != REL_OBJ)) continue;
    uint32_t before = last[w->rel];
    last[w->rel] = i + 1;
    if (!before || (before - 1 < verb) != (i < verb)) continue;
    if (untwin(r, before - 1, i, title_first)) changed = true;
  }
  return changed;
}

/* « wrote off half »: what stands between a verb and its object is the verb's. */
static bool particle(Reading *r, uint32_t verb) {
  uint32_t object = child(r, verb, REL_OBJ);
  if (object == NONE || object <= verb + 1 || !nominal(at(r, object))) return false;
  Word *w = at(r, verb + 1);
  if (w->head != object || w->rel != REL_CASE || w->upos != UPOS_ADP || at(r, object)->morph.gender) return false;
  relate(w, verb, REL_COMPOUND, SUB_PRT, STR("compound:prt"));
  return true;
}

/* « a menacé mardi Ottawa »: a name behind a bare time is no part of it, where the verb wants an object. */
static bool behind_time(Reading *r, uint32_t verb) {
  if (has(r, verb, REL_OBJ) || has(r, verb, REL_EXPL)) return false;
  FOR_CHILDREN(r, verb, time) {
    if (at(r, time)->head != verb || time < verb || at(r, time)->rel != REL_OBL || at(r, time)->upos != UPOS_NOUN) continue;
    uint32_t name = child(r, time, REL_NMOD);
    if (has(r, time, REL_CASE) || name != time + 1 || at(r, name)->upos != UPOS_PROPN || has(r, name, REL_CASE)) continue;
    relate(at(r, name), verb, REL_OBJ, SUB_NONE, STR("obj"));
    return true;
  }
  return false;
}

/* « a chassé de la ville les combattants »: French parts no two nouns without a preposition or a comma by an article. */
static bool late_object(Reading *r, uint32_t i) {
  Word *w = at(r, i);
  if (w->rel != REL_NMOD || !nominal(w) || w->head == NONE || w->head > i || has(r, i, REL_CASE) || has(r, i, REL_NUMMOD)) return false;
  uint32_t left = left_edge(r, i), up = w->head;
  if (left <= w->head || at(r, left)->rel != REL_DET || at(r, left)->head != i || at(r, left - 1)->upos == UPOS_PUNCT) return false;
  for (uint32_t steps = 0; steps < DEEP && at(r, up)->rel == REL_NMOD; steps++) up = at(r, up)->head;
  uint32_t verb = at(r, up)->rel == REL_OBL && has(r, up, REL_CASE) ? at(r, up)->head : NONE;
  if (verb == NONE || verb > up || at(r, verb)->upos != UPOS_VERB || at(r, verb)->morph.voice == VOICE_PASS) return false;
  if (has(r, verb, REL_OBJ) || has(r, verb, REL_EXPL) || has(r, verb, REL_XCOMP) || has(r, verb, REL_CCOMP)) return false;
  relate(w, verb, REL_OBJ, SUB_NONE, STR("obj"));
  return true;
}

static bool comma(const Word *w) { return w->upos == UPOS_PUNCT && str_is(w->form, ","); }

/* A noun phrase without a preposition that opens behind a comma, hung on a phrase with one in front of the comma. */
static bool swallowed(const Reading *r, uint32_t i) {
  const Word *w = at(r, i);
  if (!nominal(w) || w->head == NONE || w->head > i || (w->rel != REL_CONJ && w->rel != REL_APPOS && w->rel != REL_NMOD)) return false;
  uint32_t left = left_edge(r, i);
  return left > w->head + 1 && comma(at(r, left - 1)) && !has(r, i, REL_CASE) && !has(r, i, REL_CC) && nominal(at(r, w->head));
}

/* Between its last word and the verb stands only what is the verb's: auxiliaries, negation, pronouns. */
static bool reaches(const Reading *r, uint32_t last, uint32_t verb) {
  for (uint32_t i = last + 1; i < verb; i++)
    if (at(r, i)->head != verb && !(comma(at(r, i)) && i == last + 1)) return false;
  return last < verb;
}

/* « Après un sommet à Accra, le Ghana et le Togo ont condamné », « Réunis à Niamey, les chefs, qui …, ont réclamé »: the subject
 * was taken for a part of what stands in front. */
static bool fronted_subject(Reading *r, uint32_t verb) {
  enum { BACK = 40 };
  const Word *v = at(r, verb);
  bool told = v->morph.verbform == VERBFORM_FIN ? v->morph.mood != MOOD_IMP : has(r, verb, REL_AUX);
  if (!told || (v->rel != REL_ROOT && v->rel != REL_CCOMP && v->rel != REL_PARATAXIS)) return false;
  if (has(r, verb, REL_NSUBJ) || has(r, verb, REL_CSUBJ) || has(r, verb, REL_COP)) return false;
  for (uint32_t i = verb; i-- > 0 && verb - i < BACK && at(r, i)->sentence == v->sentence;) {
    if (!swallowed(r, i) || !reaches(r, right_edge(r, i), verb)) continue;
    bool list = false; /* « X, Y et Z », not a name and who stands behind it */
    for (uint32_t k = i + 1; k < verb; k++) list |= at(r, k)->rel == REL_CONJ && has(r, k, REL_CC) && above(r, k, i);
    while (list && at(r, i)->rel == REL_CONJ && swallowed(r, at(r, i)->head)) i = at(r, i)->head;
    uint32_t up = at(r, i)->head;
    while (swallowed(r, up)) up = at(r, up)->head;
    if (!has(r, up, REL_CASE) || !above(r, up, verb)) return false;
    relate(at(r, i), verb, REL_NSUBJ, SUB_NONE, STR("nsubj"));
    return true;
  }
  return false;
}

/* « autour de Goma, la Tanzanie, l'Afrique du Sud et le Malawi se sont dits »: the first names of the list went to what
 * stands in front of it. */
static bool fronted_list(Reading *r, uint32_t verb) {
  uint32_t second = child(r, verb, REL_NSUBJ);
  if (second == NONE || second > verb || at(r, second)->upos != UPOS_PROPN) return false;
  uint32_t other = child(r, second, REL_CONJ), left = left_edge(r, second);
  if (other == NONE || !has(r, other, REL_CC) || left < 2 || !comma(at(r, left - 1))) return false;
  for (uint32_t i = left - 1; i-- > 0 && left - i < 8;) {
    if (at(r, i)->upos != UPOS_PROPN || !swallowed(r, i) || right_edge(r, i) != left - 2) continue;
    if (has(r, i, REL_DET) != has(r, second, REL_DET)) return false;
    while (swallowed(r, at(r, i)->head) && at(r, at(r, i)->head)->upos == UPOS_PROPN) i = at(r, i)->head;
    if (!has(r, at(r, i)->head, REL_CASE)) return false;
    relate(at(r, i), verb, REL_NSUBJ, SUB_NONE, STR("nsubj"));
    relate(at(r, second), i, REL_CONJ, SUB_NONE, STR("conj"));
    return true;
  }
  return false;
}

void syntax_subjects(Reading *r) {
  bool changed = false, gender = false;
  for (uint32_t i = 0; i < r->words.n && !gender; i++) gender = at(r, i)->upos == UPOS_NOUN && at(r, i)->morph.gender;
  for (uint32_t i = 0; i < r->words.n; i++) {
    if (gender && late_object(r, i)) changed = true;
    if (at(r, i)->upos != UPOS_VERB) continue;
    /* French nouns have gender, and there the name follows as a modifier of the title. */
    bool here = untwin_all(r, i, gender);
    if (relative_clause(r, i) || root_participle(r, i) || (finite(at(r, i)) && give_subject(r, i))) here = true;
    if (particle(r, i) || behind_time(r, i)) here = true;
    if (fronted_subject(r, i) || fronted_list(r, i)) here = true;
    changed |= here;
  }
  if (changed) reading_link(r);
}
