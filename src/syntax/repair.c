#include "syntax/repair.h"

#include "syntax/subject.h"

static bool nominal(const Word *w) { return w->upos == UPOS_NOUN || w->upos == UPOS_PROPN; }

static bool argument(const Word *w) {
  return nominal(w) && (w->rel == REL_OBJ || w->rel == REL_OBL || w->rel == REL_IOBJ || w->rel == REL_NSUBJ);
}

/* The first dependent of `word` with relation `rel` from word `from` on. Links may be older than the last repair. */
static uint32_t dependent(const Reading *r, uint32_t word, uint8_t rel, uint32_t from) {
  for (uint32_t i = r->words.at[word].first_child; i != NONE; i = r->words.at[i].next_sibling)
    if (i >= from && r->words.at[i].rel == rel && r->words.at[i].head == word) return i;
  return NONE;
}

static bool has(const Reading *r, uint32_t word, uint8_t rel) { return dependent(r, word, rel, 0) != NONE; }

/* A clause of its own, said by a subject or a copula, may well be coordinated with a verb. */
static bool clausal(const Reading *r, uint32_t word) {
  return has(r, word, REL_NSUBJ) || has(r, word, REL_COP) || has(r, word, REL_CSUBJ) || has(r, word, REL_AUX);
}

/* The same, whatever subject `subject` may be. */
static bool clausal_but(const Reading *r, uint32_t word, uint32_t subject) {
  for (uint32_t i = r->words.at[word].first_child; i != NONE; i = r->words.at[i].next_sibling)
    if (i != subject && r->words.at[i].head == word && r->words.at[i].rel == REL_NSUBJ) return true;
  return has(r, word, REL_COP) || has(r, word, REL_CSUBJ) || has(r, word, REL_AUX);
}

/* The verb's last nominal argument in front of `word`, with no predicate between them. */
static uint32_t last_argument(const Reading *r, uint32_t verb, uint32_t word) {
  for (uint32_t i = word; i-- > verb + 1;) {
    const Word *w = &r->words.at[i];
    if (w->upos == UPOS_VERB && w->head != word) return NONE;
    if (w->head == verb && argument(w)) return i;
  }
  return NONE;
}

static void relate(Word *w, uint32_t head, Rel rel, Str name) {
  w->head = head;
  w->deprel = name;
  w->rel = (uint8_t)rel;
  w->sub = SUB_NONE;
}

static void make_object(Word *w) { relate(w, w->head, REL_OBJ, STR("obj")); }

/* A noun that is coordinated with a verb joins the verb's last argument. */
static void noun_beside_verb(Reading *r, uint32_t i) {
  Word *w = &r->words.at[i];
  if (!nominal(w) || r->words.at[w->head].upos != UPOS_VERB || clausal(r, i)) return;
  uint32_t to = last_argument(r, w->head, i);
  if (to != NONE) w->head = to;
}

static bool same_form(const Morph *a, const Morph *b) {
  return a->verbform == b->verbform && a->tense == b->tense && a->mood == b->mood;
}

/* A verb that is coordinated with a noun joins the noun's own verb, which has the same form: « killing the driver and
 * wounding four ». */
static void verb_beside_noun(Reading *r, uint32_t i) {
  Word *w = &r->words.at[i];
  const Word *noun = &r->words.at[w->head];
  if (w->upos != UPOS_VERB || !nominal(noun) || noun->head == NONE || noun->head > w->head || clausal(r, i)) return;
  const Word *verb = &r->words.at[noun->head];
  if (verb->upos == UPOS_VERB && same_form(&verb->morph, &w->morph)) w->head = noun->head;
}

/* Whether the phrase of `word` begins right behind its head. */
static bool follows_head(const Reading *r, uint32_t word) {
  uint32_t i = word;
  while (i > r->words.at[word].head + 1 && r->words.at[i - 1].head == word) i--;
  return i == r->words.at[word].head + 1;
}

static bool stands_between(const Reading *r, uint32_t from, uint32_t to, const char *mark) {
  if (to - from > 24) return true;
  for (uint32_t i = from + 1; i < to; i++)
    if (str_is(r->words.at[i].form, mark)) return true;
  return false;
}

/* No active verb has a subject on either side of it: the one behind it is its object. */
static void second_subject(Reading *r, uint32_t i) {
  Word *w = &r->words.at[i];
  uint32_t verb = w->head, first = dependent(r, verb, REL_NSUBJ, 0);
  if (r->words.at[verb].upos != UPOS_VERB || w->sub != SUB_NONE || first == NONE || first > verb) return;
  if (has(r, i, REL_CASE) || has(r, verb, REL_OBJ) || has(r, verb, REL_COP) || has(r, verb, REL_CCOMP)) return;
  const Word *subject = &r->words.at[first];
  bool near = follows_head(r, i) || (nominal(w) && !stands_between(r, verb, i, ",") && !stands_between(r, first, verb, "»"));
  if ((nominal(subject) || subject->upos == UPOS_PRON) && subject->sub == SUB_NONE && near) make_object(w);
}

/* « gave the premier a vote of confidence »: what is given, taken for an apposition of whom it is given to. */
static void given_object(Reading *r, uint32_t i) {
  Word *w = &r->words.at[i];
  Word *to = &r->words.at[w->head];
  if ((to->rel != REL_IOBJ && to->rel != REL_OBJ) || to->head == NONE || to->head > w->head || w->upos != UPOS_NOUN) return;
  if (to->rel == REL_IOBJ && has(r, to->head, REL_OBJ)) return;
  if (to->upos != UPOS_PROPN || !has(r, i, REL_DET)) return;
  for (uint32_t k = w->head + 1; k < i; k++)
    if (r->words.at[k].upos == UPOS_PUNCT) return;
  relate(w, to->head, REL_OBJ, STR("obj"));
  if (to->rel == REL_OBJ) relate(to, to->head, REL_IOBJ, STR("iobj"));
}

/* « returned captured pilots »: a participle right behind the verb or a number describes the bare noun behind it. */
static void participle_of_noun(Reading *r, uint32_t i) {
  Word *w = &r->words.at[i];
  uint32_t verb = w->head, noun = i + 1;
  if (w->upos != UPOS_VERB || w->morph.verbform != VERBFORM_PART || w->morph.tense != TENSE_PAST || verb >= i || noun >= r->words.n) return;
  Word *n = &r->words.at[noun], *before = &r->words.at[i - 1];
  if (!nominal(n) || n->head != i || n->rel != REL_OBJ || r->words.at[verb].upos != UPOS_VERB) return;
  bool number = i - 1 > verb && before->upos == UPOS_NUM && before->head == verb;
  if (i - 1 != verb && !number) return;
  if (number) relate(before, noun, REL_NUMMOD, STR("nummod"));
  else if (has(r, verb, REL_OBJ)) return;
  for (uint32_t k = w->first_child; k != NONE; k = r->words.at[k].next_sibling)
    if (k != noun && r->words.at[k].head == i) r->words.at[k].head = verb;
  relate(n, verb, REL_OBJ, STR("obj"));
  relate(w, noun, REL_AMOD, STR("amod"));
}

/* « placé l'ancien chef en résidence surveillée »: a participle agrees with the noun in front of it, not with the one it hangs on. */
static void participle_agrees(Reading *r, uint32_t i) {
  Word *w = &r->words.at[i];
  if (w->upos != UPOS_VERB || w->morph.verbform != VERBFORM_PART || w->sub == SUB_RELCL || w->head + 1 >= i) return;
  const Word *near = &r->words.at[i - 1], *far = &r->words.at[w->head];
  if (!nominal(near) || !w->morph.gender || !far->morph.gender || near->morph.gender != w->morph.gender || near->morph.number != w->morph.number) return;
  if (far->morph.gender == w->morph.gender && far->morph.number == w->morph.number) return;
  for (uint32_t up = i - 1, steps = 0; up != NONE && steps < 4; up = r->words.at[up].head, steps++)
    if (up == w->head || up == far->head) {
      w->head = i - 1;
      return;
    }
}

/* « He had only kind words », « given him back his passport »: an argument hung on the object or the particle is the verb's. */
static void lent_argument(Reading *r, uint32_t i) {
  Word *w = &r->words.at[i];
  const Word *host = &r->words.at[w->head];
  if (host->head == NONE) return;
  const Word *verb = &r->words.at[host->head];
  if (verb->upos != UPOS_VERB && verb->upos != UPOS_AUX) return;
  bool particle = w->rel == REL_OBJ && host->sub == SUB_PRT && w->head < i && host->head < w->head;
  bool before = w->rel == REL_NSUBJ && host->rel == REL_OBJ && i < host->head && host->head < w->head && !clausal_but(r, w->head, i);
  if (particle && !has(r, host->head, REL_OBJ)) w->head = host->head;
  else if (before && nominal(host) && !has(r, host->head, REL_NSUBJ)) w->head = host->head;
}

/* « appelle Alger à libérer »: of two open complements, the name in front of the infinitive is the object. */
static void named_object(Reading *r, uint32_t i) {
  Word *w = &r->words.at[i];
  uint32_t verb = w->head, other = dependent(r, verb, REL_XCOMP, i + 1);
  if (w->upos != UPOS_PROPN || other == NONE || r->words.at[other].upos != UPOS_VERB || has(r, verb, REL_OBJ)) return;
  if (!clausal(r, i) && !has(r, i, REL_CASE) && !has(r, i, REL_MARK)) make_object(w);
}

/* « a assuré un officier » put behind or into what he said: whoever follows a finite verb without a subject is its subject. */
static void inverted_subject(Reading *r, uint32_t i) {
  Word *w = &r->words.at[i];
  const Word *verb = &r->words.at[w->head];
  if (verb->upos != UPOS_VERB || !str_is(verb->deprel, "parataxis:insert") || !nominal(w) || has(r, i, REL_CASE)) return;
  bool finite = (verb->morph.verbform == VERBFORM_FIN && verb->morph.mood != MOOD_IMP) || has(r, w->head, REL_AUX);
  if (!finite || has(r, w->head, REL_NSUBJ) || has(r, w->head, REL_EXPL)) return;
  relate(w, w->head, REL_NSUBJ, STR("nsubj"));
}

/* The first word of what hangs together in front of `word` below it: its article, number, adjectives. */
static uint32_t phrase_start(const Reading *r, uint32_t word) {
  uint32_t first = word;
  while (first > 0 && r->words.at[first - 1].head == word && r->words.at[first - 1].upos != UPOS_PUNCT) first--;
  return first;
}

/* Commas between the verb and the phrase: none, or two around something put in, the second right in front of the phrase. */
static bool put_in_between(const Reading *r, uint32_t verb, uint32_t first) {
  uint32_t commas = 0;
  for (uint32_t i = verb + 1; i < first; i++) {
    const Word *w = &r->words.at[i];
    if (w->upos == UPOS_PUNCT && !str_is(w->form, ",")) return false;
    if (w->upos == UPOS_VERB || w->upos == UPOS_CCONJ) return false;
    commas += w->upos == UPOS_PUNCT;
  }
  return commas == 0 || (commas == 2 && r->words.at[first - 1].upos == UPOS_PUNCT);
}

/* A form that may have an object: finite, an infinitive, a participle with its auxiliary; not a passive. */
static bool takes_object(const Reading *r, uint32_t verb) {
  const Word *w = &r->words.at[verb];
  if (w->upos != UPOS_VERB || w->morph.voice == VOICE_PASS || has(r, verb, REL_EXPL) || has(r, verb, REL_COP)) return false;
  bool passive = false, aux = false;
  for (uint32_t i = w->first_child; i != NONE; i = r->words.at[i].next_sibling) {
    passive |= r->words.at[i].sub == SUB_PASS;
    aux |= r->words.at[i].rel == REL_AUX;
  }
  return !passive && (w->morph.verbform != VERBFORM_PART || aux) && !has(r, verb, REL_CCOMP) && !has(r, verb, REL_XCOMP);
}

/* « Le ministre presse l'Iran de »: what stands right behind a verb is no part of the subject in front of it. */
static void across_verb(Reading *r, uint32_t i) {
  Word *w = &r->words.at[i];
  const Word *subject = &r->words.at[w->head];
  if (!nominal(w) || has(r, i, REL_CASE) || subject->rel != REL_NSUBJ || subject->sub != SUB_NONE) return;
  uint32_t verb = subject->head, first = phrase_start(r, i);
  if (verb == NONE || verb < w->head || first != verb + 1 || r->words.at[verb].upos != UPOS_VERB) return;
  if (!has(r, verb, REL_OBJ) && !has(r, verb, REL_EXPL)) relate(w, verb, REL_OBJ, STR("obj"));
}

/* « détenaient depuis deux semaines quatorze policiers », « conduit, au large de Bali, des manœuvres »: a phrase with an
 * article or a number and no preposition is no part of the adjunct that it stands behind; it is the verb's. */
static void behind_adjunct(Reading *r, uint32_t i) {
  enum { REACH = 16, UP = 4 };
  Word *w = &r->words.at[i];
  if (!nominal(w) || has(r, i, REL_CASE) || has(r, i, REL_CC) || clausal(r, i)) return;
  uint32_t first = phrase_start(r, i), verb = w->head;
  const Word *open = &r->words.at[first];
  if (first == i || (open->rel != REL_DET && open->rel != REL_NUMMOD)) return;
  bool oblique = false;
  for (uint32_t n = 0; n < UP && verb != NONE && r->words.at[verb].upos != UPOS_VERB; n++) {
    oblique = r->words.at[verb].rel == REL_OBL || r->words.at[verb].rel == REL_ADVMOD;
    verb = r->words.at[verb].head;
  }
  if (!oblique || verb == NONE || verb > first || first - verb > REACH || !takes_object(r, verb) || !put_in_between(r, verb, first)) return;
  uint32_t object = dependent(r, verb, REL_OBJ, 0);
  if (object == NONE) relate(w, verb, REL_OBJ, STR("obj"));
  else if (object < verb && r->words.at[object].morph.prontype == PRONTYPE_REL && !has(r, verb, REL_NSUBJ)) relate(w, verb, REL_NSUBJ, STR("nsubj"));
}

static bool comma_between(const Reading *r, uint32_t from, uint32_t to) {
  uint32_t commas = 0;
  for (uint32_t i = from + 1; i < to; i++) {
    const Word *w = &r->words.at[i];
    if (w->upos == UPOS_PUNCT) commas += str_is(w->form, ",") ? 1 : 2;
    else if (w->upos == UPOS_CCONJ || w->upos == UPOS_VERB) return false;
  }
  return commas == 1;
}

/* « Oman, Iran sign gas deal »: the comma of a heading stands for an « and », where the verb is a plural's or the first
 * name is left without a part. */
static void listed_subject(Reading *r, uint32_t i) {
  enum { NAME_REACH = 6 };
  Word *w = &r->words.at[i];
  if (w->upos != UPOS_PROPN || has(r, i, REL_DET)) return;
  if (w->rel == REL_VOCATIVE) {
    uint32_t second = dependent(r, w->head, REL_NSUBJ, i + 1);
    if (second == NONE || second > i + NAME_REACH || !nominal(&r->words.at[second]) || has(r, second, REL_DET) || !comma_between(r, i, second)) return;
    relate(w, w->head, REL_NSUBJ, STR("nsubj"));
    relate(&r->words.at[second], i, REL_CONJ, STR("conj"));
    return;
  }
  const Word *first = &r->words.at[w->head];
  if (w->head > i || first->rel != REL_NSUBJ || first->upos != UPOS_PROPN || first->head == NONE || first->morph.number == NUMBER_PLUR) return;
  const Word *verb = &r->words.at[first->head];
  bool plural = verb->morph.verbform == VERBFORM_FIN && verb->morph.number == NUMBER_PLUR && verb->morph.tense != TENSE_PAST;
  if (!plural || first->head < i || first->head > i + 2 || i > w->head + NAME_REACH || !comma_between(r, w->head, i)) return;
  relate(w, w->head, REL_CONJ, STR("conj"));
}

/* « ..., a fait savoir l'Allemagne »: an auxiliary right behind a comma opens what is put in, though the tree has it as the
 * complement of what was said. */
static bool put_in(const Reading *r, uint32_t verb) {
  uint32_t first = NONE;
  for (uint32_t i = r->words.at[verb].first_child; i != NONE && i < verb; i = r->words.at[i].next_sibling)
    if (r->words.at[i].rel == REL_AUX && first == NONE) first = i;
  if (first == NONE || !first || r->words.at[first].morph.verbform != VERBFORM_FIN || !str_is(r->words.at[first - 1].form, ",")) return false;
  for (uint32_t i = first + 1; i < verb; i++)
    if (r->words.at[i].head != verb) return false;
  return r->words.at[first - 1].sentence == r->words.at[verb].sentence;
}

/* « 94 opposants, parmi lesquels les écrivains X et Y, a indiqué un magistrat »: a list without a verb is no subject of the
 * verb of speech that is put in behind it, with its own subject behind it. */
static void listed_among(Reading *r, uint32_t i) {
  Word *w = &r->words.at[i];
  uint32_t verb = w->head, list = dependent(r, verb, REL_NSUBJ, 0);
  if (list == NONE || list < 2 || list > verb || !put_in(r, verb)) return;
  uint32_t pronoun = dependent(r, verb, REL_OBL, 0);
  if (pronoun == NONE) pronoun = dependent(r, verb, REL_NMOD, 0);
  if (pronoun == NONE || pronoun > list || r->words.at[pronoun].morph.prontype != PRONTYPE_REL || r->words.at[verb].head == NONE) return;
  uint32_t host = last_argument(r, r->words.at[verb].head, pronoun);
  if (host == NONE) return;
  relate(&r->words.at[list], host, REL_APPOS, STR("appos"));
  relate(&r->words.at[pronoun], list, REL_NMOD, STR("nmod"));
  relate(w, verb, REL_NSUBJ, STR("nsubj"));
}

/* « que lui faisaient subir ses geôliers »: who makes it happen stands behind a causative with a form of its own. */
static bool finite_causative(const Reading *r, uint32_t verb) {
  for (uint32_t i = r->words.at[verb].first_child; i != NONE && i < verb; i = r->words.at[i].next_sibling) {
    const Word *w = &r->words.at[i];
    if (w->rel == REL_AUX && w->sub == SUB_CAUS) return w->morph.verbform == VERBFORM_FIN && w->morph.mood != MOOD_IMP;
  }
  return false;
}

static void causer(Reading *r, uint32_t i) {
  Word *w = &r->words.at[i], *verb = &r->words.at[w->head];
  if (verb->upos != UPOS_VERB || verb->morph.verbform != VERBFORM_INF || !nominal(w) || has(r, i, REL_CASE)) return;
  if (has(r, w->head, REL_NSUBJ) || has(r, w->head, REL_EXPL)) return;
  bool beside = verb->rel == REL_CONJ && !has(r, w->head, REL_CC);
  bool inside = (verb->rel == REL_XCOMP || beside) && put_in(r, w->head);
  bool behind = verb->rel != REL_CONJ && str_is(w->deprel, "obj:agent") && finite_causative(r, w->head);
  if (!inside && !behind) return;
  uint32_t head = w->head;
  relate(w, head, REL_NSUBJ, STR("nsubj"));
  if (inside) relate(verb, verb->head, REL_PARATAXIS, STR("parataxis:insert"));
}

static uint32_t topmost_before(const Reading *r, const Sentence *s, uint32_t verb) {
  uint32_t i = verb - 1;
  for (uint32_t steps = 0; steps < 16; steps++) {
    uint32_t up = r->words.at[i].head;
    if (up == NONE || up >= verb || up < s->first_word) break;
    i = up;
  }
  return nominal(&r->words.at[i]) ? i : NONE;
}

/* « Israel normalised relations »: a past form between a bare subject and a bare object, taken for the object's participle.
 * A noun that carries the clause without a verb, and a modifier of it that nothing but nominals stand in front of. */
static bool misread_past(const Reading *r, const Sentence *s, uint32_t verb) {
  const Word *v = &r->words.at[verb];
  if (v->upos != UPOS_VERB || v->rel != REL_AMOD || v->morph.tense != TENSE_PAST || verb == s->first_word) return false;
  if (v->head == NONE || v->head <= verb) return false;
  const Word *noun = &r->words.at[v->head];
  if (!nominal(noun)) return false;
  uint32_t subject = topmost_before(r, s, verb);
  if (subject == NONE) return false;
  if (noun->rel != REL_ROOT) {
    /* « Supporters of the president torched buildings »: the subject carries the clause, the bare object hangs on it */
    const Word *carrier = &r->words.at[subject];
    if (carrier->rel != REL_ROOT || noun->head != subject || (noun->rel != REL_NMOD && noun->rel != REL_OBJ) || has(r, v->head, REL_CASE) || has(r, subject, REL_COP)) return false;
  } else if (!nominal(&r->words.at[verb - 1])) {
    return false;
  }
  bool object_near = v->head - verb <= 6;
  bool closed = str_is(r->words.at[s->first_word + s->n_words - 1].form, ".");
  for (uint32_t i = s->first_word; i < s->first_word + s->n_words; i++) {
    const Word *w = &r->words.at[i];
    if (i != verb && w->head == v->head && (w->rel == REL_COP || w->rel == REL_AUX)) return false;
    if (w->head == v->head && i < verb && w->rel == REL_DET && !closed) return false; /* « the government backed militia » */
    if (w->head == verb && i > verb && w->rel != REL_PUNCT) return false;
  }
  return object_near;
}

static void make_clause(Reading *r, const Sentence *s, uint32_t verb) {
  Word *v = &r->words.at[verb];
  uint32_t noun = v->head, subject = topmost_before(r, s, verb);
  for (uint32_t i = s->first_word; i < s->first_word + s->n_words; i++) {
    Word *w = &r->words.at[i];
    if (i == verb || w->head != noun) continue;
    bool inside = i > verb && i < noun;
    bool of_noun = i > noun && (w->rel == REL_NMOD || w->rel == REL_CONJ || w->rel == REL_APPOS || w->rel == REL_FLAT || w->rel == REL_ACL);
    if (!inside && !of_noun) w->head = i < subject && w->rel != REL_PUNCT ? subject : verb;
  }
  for (uint32_t i = verb + 1; i < s->first_word + s->n_words; i++) {
    Word *w = &r->words.at[i];
    if (w->head != subject || i == noun) continue;
    if (w->rel == REL_ACL && w->morph.verbform == VERBFORM_INF) relate(w, verb, REL_XCOMP, STR("xcomp"));
    else w->head = verb;
  }
  relate(v, NONE, REL_ROOT, STR("root"));
  v->morph.verbform = VERBFORM_FIN;
  relate(&r->words.at[noun], verb, REL_OBJ, STR("obj"));
  relate(&r->words.at[subject], verb, REL_NSUBJ, STR("nsubj"));
}

static void read_past(Reading *r, const Sentence *s) {
  uint32_t repairs = 0; /* each looks at its whole sentence: a bound for hostile text */
  for (uint32_t i = s->first_word; i < s->first_word + s->n_words && repairs < 32; i++) {
    if (r->words.at[i].rel != REL_AMOD || !misread_past(r, s, i)) continue;
    make_clause(r, s, i);
    repairs++;
  }
}

void syntax_repair(Reading *r) {
  for (uint32_t n = 0; n < r->sentences.n; n++) read_past(r, &r->sentences.at[n]);
  reading_link(r);
  syntax_subjects(r);
  for (uint32_t i = 0; i < r->words.n; i++) {
    const Word *w = &r->words.at[i];
    if (w->rel == REL_VOCATIVE && w->head != NONE) listed_subject(r, i);
    if (w->rel == REL_NSUBJ && w->head != NONE && w->head > i) lent_argument(r, i);
    if (w->head == NONE || w->head > i) continue;
    switch (w->rel) {
      case REL_CONJ:
        noun_beside_verb(r, i);
        verb_beside_noun(r, i);
        if (w->rel == REL_CONJ) behind_adjunct(r, i);
        break;
      case REL_ACL: participle_agrees(r, i); break;
      case REL_NSUBJ: second_subject(r, i); break;
      case REL_APPOS:
        listed_subject(r, i);
        given_object(r, i);
        if (r->words.at[i].rel == REL_APPOS) behind_adjunct(r, i);
        break;
      case REL_AMOD: participle_agrees(r, i); /* fall through */
      case REL_NMOD:
        across_verb(r, i);
        if (r->words.at[i].rel != REL_OBJ) behind_adjunct(r, i);
        break;
      case REL_XCOMP:
        named_object(r, i);
        participle_of_noun(r, i);
        break;
      case REL_OBJ:
        listed_among(r, i);
        if (r->words.at[i].rel == REL_OBJ) inverted_subject(r, i);
        if (r->words.at[i].rel == REL_OBJ) causer(r, i);
        if (r->words.at[i].rel == REL_OBJ) lent_argument(r, i);
        break;
      default: break;
    }
  }
}
