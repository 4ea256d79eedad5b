/* frame.c: the dependents of a predicate, brought to the active form: passive, reflexive, relative, participial,
 * infinitival, coordinated and nominal constructions alike. */
#include "events/stage.h"

static void add_arg(const Coder *c, Predicate *p, Where where, Str prep, uint32_t word, bool weak) {
  if (word == NONE || word == p->word || p->args.n >= 64) return;
  uint8_t nth = 1;
  for (uint32_t i = 0; i < p->args.n; i++) {
    const Arg *a = &p->args.at[i];
    if (a->word == word && a->where == where && (where != WHERE_PREP || str_eq(a->prep, prep))) return;
    if (where == WHERE_PREP && a->where == WHERE_PREP && !a->weak && str_eq(a->prep, prep)) nth++;
  }
  vec_add(c->arena, &p->args, ((Arg){(uint8_t)where, weak, frame_verbal(c, word), nth, prep, word}));
}

bool frame_verbal(const Coder *c, uint32_t word) {
  const Word *w = coder_word(c, word);
  return w->upos == UPOS_VERB || w->upos == UPOS_AUX || w->morph.verbform == VERBFORM_INF;
}

/* The preposition or marker in front of a word: « de », « in favour of ». */
Str frame_prep(const Coder *c, uint32_t word) {
  Str prep = {"", 0};
  FOR_CHILDREN(c->r, word, k) {
    const Word *w = coder_word(c, k);
    bool case_like = w->rel == REL_CASE || (w->rel == REL_MARK && (w->upos == UPOS_ADP || w->upos == UPOS_PART || w->upos == UPOS_SCONJ));
    if (!case_like || k > word) continue;
    prep = c->lemma[k];
    FOR_CHILDREN(c->r, k, f)
      if (coder_word(c, f)->rel == REL_FIXED) prep = str_format(c->arena, "%.*s %.*s", (int)prep.n, prep.p, (int)c->lemma[f].n, c->lemma[f].p);
    return prep;
  }
  /* « a rappelé son ambassadeur à Alger »: a bare preposition that the tree hung as a phrase of its own on the word before */
  if (word && coder_word(c, word)->upos == UPOS_PROPN && coder_word(c, word - 1)->upos == UPOS_ADP && coder_word(c, word - 1)->head != word &&
      (coder_word(c, word - 1)->rel == REL_NMOD || coder_word(c, word - 1)->rel == REL_OBL))
    return c->lemma[word - 1];
  return prep;
}

static bool is_relative(const Coder *c, uint32_t word) {
  const Word *w = coder_word(c, word);
  return w->upos == UPOS_PRON && (w->morph.prontype == PRONTYPE_REL || w->morph.prontype == PRONTYPE_INT);
}

static bool reflexive_word(const Coder *c, uint32_t k) {
  const Word *w = coder_word(c, k);
  return w->upos == UPOS_PRON && (w->morph.reflex || coder_cue(c, k, CUE_REFLEXIVE));
}

/* « L'armée s'est retirée »: what parsers take for a passive is a deed of the subject's own, where the lexicon has the
 * verb as a reflexive and the subject can act. « La réunion s'est tenue » stays one. */
static bool acts_itself(const Coder *c, uint32_t verb) {
  uint32_t subject = reading_child(c->r, verb, REL_NSUBJ, SUB_NONE);
  return subject != NONE && match_knows_reflexive(c, verb) && match_is_actor(c, subject);
}

/* « had four activists executed », as a complement of « had »: whom it is done to is that verb's object, or NONE. */
static uint32_t done_to(const Coder *c, uint32_t verb) {
  const Word *v = coder_word(c, verb);
  if (v->rel != REL_XCOMP || v->head == NONE || !coder_cue(c, v->head, CUE_CAUSATIVE)) return NONE;
  if (v->morph.verbform != VERBFORM_PART || v->morph.tense == TENSE_PRES) return NONE;
  uint32_t object = reading_child(c->r, v->head, REL_OBJ, SUB_NONE);
  if (reading_child(c->r, verb, REL_OBJ, SUB_NONE) != NONE || reading_child(c->r, verb, REL_AUX, SUB_NONE) != NONE) return NONE;
  return object != NONE && object > v->head && object < verb ? object : NONE;
}

static bool reflexive_child(const Coder *c, uint32_t verb) {
  FOR_CHILDREN(c->r, verb, k)
    if (k < verb && reflexive_word(c, k)) return true;
  return false;
}

/* « s'est vu infliger », « se fera arrêter »: the subject undergoes what the infinitive says. The tree makes the verb above
 * it the head or an auxiliary. */
static bool undergone(const Coder *c, uint32_t verb) {
  const Word *v = coder_word(c, verb);
  if (v->morph.verbform != VERBFORM_INF && v->morph.verbform != VERBFORM_PART) return false;
  if (v->rel == REL_XCOMP && v->head != NONE && v->head < verb && coder_cue(c, v->head, CUE_UNDERGO))
    return reflexive_child(c, v->head) || reflexive_child(c, verb);
  FOR_CHILDREN(c->r, verb, k)
    if (k < verb && coder_word(c, k)->rel == REL_AUX && coder_cue(c, k, CUE_UNDERGO)) return reflexive_child(c, verb);
  return false;
}

static bool nominal_word(const Coder *c, uint32_t word) {
  uint8_t upos = coder_word(c, word)->upos;
  return upos == UPOS_NOUN || upos == UPOS_PROPN;
}

/* « An air strike killed 50 people »: what the parser took for a passive has no auxiliary and an object of its own. */
static bool past_with_object(const Coder *c, uint32_t verb) {
  const Word *v = coder_word(c, verb);
  if (v->rel == REL_ACL || v->rel == REL_AMOD || reading_child(c->r, verb, REL_AUX, SUB_NONE) != NONE || reading_child(c->r, verb, REL_AUX, SUB_PASS) != NONE) return false;
  uint32_t object = reading_child(c->r, verb, REL_OBJ, SUB_NONE);
  FOR_CHILDREN(c->r, verb, k) /* « killed at least 50 people » is hung as a phrase without a preposition */
    if (object == NONE && k > verb && coder_word(c, k)->rel == REL_OBL && nominal_word(c, k) && !frame_prep(c, k).n && !frame_time(c, k)) object = k;
  return object != NONE && object > verb && reading_child(c->r, verb, REL_NSUBJ, SUB_PASS) < verb;
}

static bool is_passive(const Coder *c, uint32_t verb, uint32_t depth) {
  if (done_to(c, verb) != NONE || undergone(c, verb)) return true;
  const Word *v = coder_word(c, verb);
  bool auxiliary = false;
  if (coder_cue(c, verb, CUE_UNACCUSATIVE) || past_with_object(c, verb)) return false;
  FOR_CHILDREN(c->r, verb, k) /* « se sont engagés »: whatever the subject is called */
    if (reflexive_word(c, k) && (coder_word(c, k)->sub != SUB_PASS || acts_itself(c, verb))) return false;
  FOR_CHILDREN(c->r, verb, k) {
    const Word *w = coder_word(c, k);
    if (w->sub == SUB_PASS && w->rel == REL_AUX) return true;
    /* « soldiers served »: a finite form without an auxiliary is active, whatever its subject is called */
    if (w->sub == SUB_PASS && (w->rel == REL_NSUBJ || w->rel == REL_CSUBJ) && (v->morph.verbform != VERBFORM_FIN || reading_child(c->r, verb, REL_AUX, SUB_NONE) != NONE)) return true;
    bool agent = w->rel == REL_OBL && w->sub == SUB_AGENT && coder_str_cue(c, frame_prep(c, k), CUE_AGENT);
    /* « stood by his minister »: a finite verb that the lexicon has with that preposition */
    if (agent && !(v->morph.verbform == VERBFORM_FIN && match_governs(c, verb, WHERE_PREP, frame_prep(c, k)))) return true;
    auxiliary |= w->rel == REL_AUX || w->rel == REL_COP;
    /* a past participle that the tagger saw in « resigned » has a plain subject */
    if (w->rel == REL_NSUBJ && v->rel != REL_ACL && v->rel != REL_AMOD) auxiliary = true;
  }
  if (auxiliary || v->morph.verbform != VERBFORM_PART || v->morph.tense == TENSE_PRES) return false;
  if (v->rel == REL_CONJ && v->head != NONE && coder_word(c, v->head)->upos == UPOS_VERB && depth < 8) {
    /* « a été arrêté et jugé »: the auxiliary is shared, unless the second has an object of its own. */
    return reading_child(c->r, verb, REL_OBJ, SUB_NONE) == NONE && is_passive(c, v->head, depth + 1);
  }
  /* « se sont dits résolus à »: what somebody calls himself */
  if (v->rel == REL_XCOMP && v->head != NONE && reflexive_child(c, v->head)) return reading_child(c->r, verb, REL_OBJ, SUB_NONE) == NONE;
  return (v->rel == REL_ACL || v->rel == REL_AMOD || v->rel == REL_ADVCL || v->rel == REL_ROOT || v->rel == REL_PARATAXIS) &&
         reading_child(c->r, verb, REL_OBJ, SUB_NONE) == NONE;
}

static bool is_modal(const Coder *c, uint32_t word) {
  return coder_cue(c, word, CUE_MODAL) || coder_cue(c, word, CUE_OBLIGATION);
}

uint32_t frame_modal(const Coder *c, uint32_t verb) {
  const Word *v = coder_word(c, verb);
  return v->rel == REL_XCOMP && v->head != NONE && is_modal(c, v->head) ? v->head : NONE;
}

/* « doit cesser », « is expected to »: the verb that counts is the infinitive. */
uint32_t frame_without_modal(const Coder *c, uint32_t verb) {
  for (uint32_t i = 0; i < 4 && is_modal(c, verb); i++) {
    uint32_t inner = reading_child(c->r, verb, REL_XCOMP, SUB_NONE);
    if (inner == NONE) break;
    verb = inner;
  }
  return verb;
}

/* English marks the verb of « will release » as an infinitive too: a finite auxiliary or a subject says otherwise. */
static bool is_infinitive(const Coder *c, uint32_t verb) {
  bool infinitive = coder_word(c, verb)->morph.verbform == VERBFORM_INF;
  FOR_CHILDREN(c->r, verb, k) /* « d'être évacués » */
    infinitive |= coder_word(c, k)->rel == REL_AUX && coder_word(c, k)->morph.verbform == VERBFORM_INF;
  if (!infinitive) return false;
  FOR_CHILDREN(c->r, verb, k) {
    const Word *w = coder_word(c, k);
    if ((w->rel == REL_AUX || w->rel == REL_COP) && w->morph.verbform == VERBFORM_FIN) return false; /* « is to send » */
    if (w->rel == REL_NSUBJ) return false;
  }
  return true;
}

static uint32_t own_subject(const Coder *c, uint32_t verb) {
  uint32_t found = NONE;
  FOR_CHILDREN(c->r, verb, k) {
    const Word *w = coder_word(c, k);
    if (w->rel == REL_NSUBJ && (found == NONE || w->sub != SUB_OUTER)) found = k;
  }
  /* « Yemen today let free a journalist », taken for a call to somebody */
  for (uint32_t k = found == NONE ? coder_word(c, verb)->first_child : NONE; k != NONE; k = coder_word(c, k)->next_sibling)
    if (coder_word(c, k)->rel == REL_DISLOCATED && k < verb && party_mention(c, k) && coder_word(c, verb)->morph.verbform == VERBFORM_FIN) return k;
  /* « it was ready »: an expletive that stands for somebody is a subject */
  for (uint32_t k = found == NONE ? coder_word(c, verb)->first_child : NONE; k != NONE; k = coder_word(c, k)->next_sibling)
    if (coder_word(c, k)->rel == REL_EXPL && k < verb && !reflexive_word(c, k) && party_mention(c, k)) return k;
  return found;
}

/* A subject that stands for nobody: « it fell to », « il revient à ». */
static bool impersonal(const Coder *c, uint32_t head) {
  FOR_CHILDREN(c->r, head, k) {
    const Word *w = coder_word(c, k);
    if ((w->rel == REL_NSUBJ || w->rel == REL_EXPL) && k < head && w->upos == UPOS_PRON && !party_mention(c, k) && !reflexive_word(c, k)) return true;
  }
  return false;
}

/* « It was Qatar that freed them » */
static bool cleft(const Coder *c, uint32_t head) {
  return party_mention(c, head) && reading_child(c->r, head, REL_COP, SUB_NONE) != NONE && impersonal(c, head);
}

/* « It fell to the king to thank them », « it is up to Washington to lift them »: to whom it falls does it, or NONE. */
static uint32_t falls_to(const Coder *c, uint32_t verb) {
  uint32_t head = coder_word(c, verb)->head;
  if (coder_word(c, verb)->rel == REL_CONJ || head > verb || !impersonal(c, head)) return NONE;
  if (reading_child(c->r, head, REL_COP, SUB_NONE) != NONE && party_mention(c, head)) {
    FOR_CHILDREN(c->r, head, k)
      if (coder_word(c, k)->rel == REL_CASE && coder_str_cue(c, c->lemma[k], CUE_DATIVE)) return head;
    return NONE;
  }
  FOR_CHILDREN(c->r, head, k)
    if (k > head && k < verb && coder_word(c, k)->rel == REL_OBL && coder_str_cue(c, frame_prep(c, k), CUE_DATIVE) && party_mention(c, k)) return k;
  return NONE;
}

/* « Among those who praised him were X and Y »: who they were. */
static uint32_t among_whom(const Coder *c, uint32_t those) {
  const Word *w = coder_word(c, those);
  if (w->upos != UPOS_PRON || w->rel != REL_OBL || w->head == NONE || w->head < those || party_mention(c, those) || !frame_prep(c, those).n) return those;
  return party_mention(c, w->head) && reading_child(c->r, w->head, REL_COP, SUB_NONE) != NONE ? w->head : those;
}

/* « said in a letter that asked them to leave »: a text speaks for whoever says or signs in it what it says. */
static uint32_t speaks_for(const Coder *c, uint32_t antecedent) {
  uint32_t up = antecedent == NONE ? NONE : coder_word(c, antecedent)->head;
  if (up == NONE || !coder_cue(c, antecedent, CUE_TEXT) || party_mention(c, antecedent) || !frame_verbal(c, up)) return antecedent;
  uint8_t rel = coder_word(c, antecedent)->rel;
  if (rel != REL_OBJ && rel != REL_OBL) return antecedent;
  FOR_CHILDREN(c->r, up, k)
    if (coder_word(c, k)->rel == REL_NSUBJ && coder_word(c, k)->sub != SUB_PASS && party_mention(c, k)) return k;
  return antecedent;
}

/* The antecedent where the word is a relative pronoun of a clause below it. */
static uint32_t resolve_relative(const Coder *c, uint32_t word) {
  if (word == NONE || !is_relative(c, word)) return word;
  uint32_t up = coder_word(c, word)->head;
  for (uint32_t i = 0; i < 6 && up != NONE; i++) {
    const Word *w = coder_word(c, up);
    if (w->rel == REL_ACL || (w->rel == REL_ADVCL && w->sub == SUB_RELCL)) return among_whom(c, w->head);
    if ((w->rel == REL_PARATAXIS || w->rel == REL_CCOMP) && w->head != NONE && cleft(c, w->head)) return w->head;
    up = w->head;
  }
  return word;
}

/* « saluer la décision du gouvernement de libérer »: whoever decided does it, whether the parser hangs the infinitive on
 * the noun or on the verb above. */
static uint32_t decider(const Coder *c, uint32_t noun, uint32_t verb) {
  if (noun == NONE || noun > verb || !coder_cue(c, noun, CUE_TRANSPARENT)) return NONE;
  FOR_CHILDREN(c->r, noun, k) {
    const Word *w = coder_word(c, k);
    if (k < verb && w->rel == REL_NMOD && coder_str_cue(c, frame_prep(c, k), CUE_OF) && party_mention(c, k)) return k;
  }
  return NONE;
}

static uint32_t object_of(const Coder *c, uint32_t verb) {
  FOR_CHILDREN(c->r, verb, k)
    if (coder_word(c, k)->rel == REL_OBJ) return k;
  return NONE;
}

/* « after renewed fighting », « amid heightened tensions »: a participle that only describes has no doer. */
static bool describes(const Coder *c, uint32_t verb) {
  const Word *v = coder_word(c, verb);
  if (v->rel != REL_ADVCL || v->morph.verbform != VERBFORM_PART || v->morph.tense == TENSE_PRES || reading_child(c->r, verb, REL_AUX, SUB_NONE) != NONE) return false;
  uint32_t mark = reading_child(c->r, verb, REL_MARK, SUB_NONE), object = reading_child(c->r, verb, REL_OBJ, SUB_NONE);
  return mark != NONE && mark + 1 == verb && object == verb + 1;
}

/* « Offers from Kenya were spurned », where the tree joins the verb to its subject as to another noun. */
static bool beside_its_subject(const Coder *c, uint32_t verb) {
  const Word *v = coder_word(c, verb), *noun = coder_word(c, v->head);
  if (v->head > verb || (noun->upos != UPOS_NOUN && noun->upos != UPOS_PROPN) || noun->rel != REL_ROOT) return false;
  return reading_child(c->r, verb, REL_CC, SUB_NONE) == NONE && reading_child(c->r, verb, REL_AUX, SUB_NONE) != NONE;
}

/* Subject of a verb as far as syntax shows it: its own, the antecedent's, that of the verb it is coordinated with or
 * depends on without one. The subject of a passive counts as such: the caller knows which it is. */
uint32_t frame_subject(const Coder *c, uint32_t verb, uint32_t depth) {
  uint32_t own = own_subject(c, verb);
  if (own != NONE) return is_relative(c, own) ? speaks_for(c, resolve_relative(c, own)) : own;
  uint32_t heading = headline_subject(c, verb);
  if (heading != NONE) return heading;
  const Word *v = coder_word(c, verb);
  if (depth > 8 || v->head == NONE) return NONE;
  if (is_infinitive(c, verb) && v->rel != REL_CONJ) {
    uint32_t who = decider(c, v->rel == REL_ACL ? v->head : object_of(c, v->head), verb);
    if (who == NONE) who = falls_to(c, verb);
    if (who != NONE) return who;
  }
  switch (v->rel) {
    case REL_CONJ:
      if (beside_its_subject(c, verb)) return v->head;
      return frame_verbal(c, v->head) || coder_word(c, v->head)->upos == UPOS_ADJ ? frame_subject(c, v->head, depth + 1) : NONE;
    case REL_ACL: {
      if (!is_infinitive(c, verb)) return v->head;
      /* « sont en train d'être évacués », « a l'intention de partir » */
      uint32_t subject = own_subject(c, v->head), above = coder_word(c, v->head)->head;
      if (subject == NONE && above != NONE && coder_word(c, v->head)->rel == REL_OBJ && frame_verbal(c, above)) subject = frame_subject(c, above, depth + 1);
      return subject == NONE ? NONE : resolve_relative(c, subject);
    }
    case REL_XCOMP: case REL_ADVCL: case REL_PARATAXIS: case REL_CCOMP:
      if (describes(c, verb)) return NONE;
      if (v->rel == REL_PARATAXIS && !is_infinitive(c, verb) && v->morph.verbform != VERBFORM_PART) return NONE;
      if (v->rel == REL_CCOMP && !is_infinitive(c, verb)) return NONE;
      if (is_infinitive(c, verb) && frame_prep(c, v->head).n && reading_child(c->r, v->head, REL_COP, SUB_NONE) != NONE) return frame_subject(c, v->head, depth + 1); /* « was in Washington to press » */
      return frame_verbal(c, v->head) || coder_word(c, v->head)->upos == UPOS_ADJ ? frame_subject(c, v->head, depth + 1) : NONE;
    default: return NONE;
  }
}

/* « to be freed by March 10 »: a time is no agent. */
bool frame_time(const Coder *c, uint32_t word) {
  enum { MOST_DATES = 64 };
  uint32_t sentence = coder_word(c, word)->sentence, from = c->dates_first[sentence], to = c->dates_first[sentence + 1];
  for (uint32_t i = from; i < to && i < from + MOST_DATES; i++) {
    const Date *d = &c->r->dates.at[c->dates[i]];
    if (word >= d->first_word && word < d->end_word) return true;
  }
  return false;
}

static uint32_t counted(const Coder *c, uint32_t verb, uint32_t word);

static void oblique(const Coder *c, Predicate *p, uint32_t k) {
  Str prep = frame_prep(c, k);
  uint32_t filler = resolve_relative(c, k);
  if (!prep.n && is_relative(c, k)) prep = coder_cue(c, k, CUE_RELATIVE_OF) ? c->lemma[k] : prep;
  if (prep.n && filler == k) filler = counted(c, k, k); /* « à près de dix ans » */
  if (p->passive && coder_str_cue(c, prep, CUE_AGENT) && !frame_time(c, k)) add_arg(c, p, WHERE_SUBJ, prep, filler, false);
  if (prep.n) add_arg(c, p, WHERE_PREP, prep, filler, false);
  FOR_CHILDREN(c->r, k, f) /* « pulled out of the court »: the second preposition too */
    if (coder_word(c, f)->rel == REL_CASE && f < k && prep.n && !str_eq(c->lemma[f], prep)) add_arg(c, p, WHERE_PREP, c->lemma[f], filler, true);
  if (!prep.n && k > p->word && coder_cue(c, k, CUE_NO_PARTY)) /* « a donné deux semaines à la junte » */
    FOR_CHILDREN(c->r, k, f)
      if (coder_word(c, f)->rel == REL_NMOD && frame_prep(c, f).n && party_mention(c, f)) add_arg(c, p, WHERE_PREP, frame_prep(c, f), f, true);
  if (!prep.n && k > p->word)
    FOR_CHILDREN(c->r, p->word, f) /* « operated on more than 300 children »: a preposition taken for a particle */
      if (coder_word(c, f)->sub == SUB_PRT && f < k) add_arg(c, p, WHERE_PREP, c->lemma[f], filler, true);
  bool behind = k > p->word + 1 && str_eq(c->lemma[p->word + 1], prep);
  if (behind && !p->passive && coder_cue(c, p->word + 1, CUE_PARTICLE)) add_arg(c, p, WHERE_OBJ, STR(""), filler, true);
  /* « gunned down a politician »: a bare oblique that is no time is the object where none is */
  if (!prep.n && !p->passive && k > p->word && !is_relative(c, k) && nominal_word(c, k) && !coder_cue(c, k, CUE_NO_PARTY)) add_arg(c, p, WHERE_OBJ, STR(""), filler, true);
}

/* « asked them to send back ousted premier X »: a participle of the name behind it. « sent ships, an official said, to deter
 * smugglers »: a purpose behind an incise is that of the clause before. */
static bool no_complement(const Coder *c, uint32_t verb, uint32_t k, bool infinitive) {
  const Word *w = coder_word(c, k), *v = coder_word(c, verb);
  if (w->rel == REL_XCOMP && w->morph.verbform == VERBFORM_PART && w->morph.tense != TENSE_PRES && reading_child(c->r, k, REL_AUX, SUB_NONE) == NONE) {
    uint32_t first = reading_child(c->r, verb, REL_XCOMP, SUB_NONE);
    return first != NONE && first < k && is_infinitive(c, first) && reading_child(c->r, k, REL_OBJ, SUB_NONE) != NONE;
  }
  bool incise = v->rel == REL_PARATAXIS && c->cue_of[verb] != NONE && verb + 1 < c->r->words.n && coder_word(c, verb + 1)->upos == UPOS_PUNCT;
  return incise && infinitive && w->rel == REL_ADVCL;
}

static void complement(const Coder *c, Predicate *p, uint32_t k) {
  const Word *w = coder_word(c, k);
  Str prep = frame_prep(c, k);
  bool infinitive = is_infinitive(c, k);
  if (no_complement(c, p->word, k, infinitive)) return;
  bool gerund = w->morph.verbform == VERBFORM_GER || (w->morph.verbform == VERBFORM_PART && w->morph.tense == TENSE_PRES);
  if (gerund && w->rel == REL_CCOMP && reading_child(c->r, k, REL_AUX, SUB_NONE) != NONE) gerund = false; /* « they are boycotting » */
  if (w->rel == REL_XCOMP && !frame_verbal(c, k)) {
    if (prep.n) add_arg(c, p, WHERE_PREP, prep, k, false);
    else if (nominal_word(c, k)) {
      add_arg(c, p, WHERE_OBJ, prep, k, true);
      FOR_CHILDREN(c->r, k, f) /* « called the policy illegal » */
        if (f > k && coder_word(c, f)->rel == REL_AMOD && coder_word(c, f)->upos == UPOS_ADJ) add_arg(c, p, WHERE_INF, prep, f, true);
    }
    else add_arg(c, p, WHERE_INF, prep, k, true); /* an adjective: « ready to » below it */
    return;
  }
  bool weak = w->rel == REL_ADVCL;
  if (w->rel == REL_CCOMP && !infinitive) add_arg(c, p, WHERE_CLAUSE, prep, k, false);
  bool aside = weak && (coder_str_cue(c, prep, CUE_LATER) || coder_str_cue(c, prep, CUE_EARLIER) || coder_str_cue(c, prep, CUE_PRIVATIVE));
  if (infinitive && !aside) add_arg(c, p, WHERE_INF, prep, k, weak); /* « avant de se rétracter » is no content */
  else if (gerund && !prep.n) add_arg(c, p, WHERE_GER, prep, k, weak);
  else if (w->rel == REL_XCOMP) add_arg(c, p, WHERE_INF, prep, k, false);
  if (prep.n) add_arg(c, p, WHERE_PREP, prep, k, false);
}

/* « more than a million refugees », where the parser hangs « than » on the verb. */
static uint32_t quantity(const Coder *c, uint32_t verb, uint32_t more) {
  uint32_t from[2] = {more, verb};
  for (int i = 0; i < 2; i++)
    FOR_CHILDREN(c->r, from[i], k)
      if (k > more && coder_str_cue(c, frame_prep(c, k), CUE_THAN)) return k;
  return more;
}

/* « some of its sanctions », « deux des otages »: a pronoun or numeral stands for what it is a part of. */
static uint32_t whole_of(const Coder *c, uint32_t part) {
  const Word *w = coder_word(c, part);
  if ((w->upos != UPOS_PRON && w->upos != UPOS_NUM && w->upos != UPOS_DET) || is_relative(c, part) || w->morph.prontype == PRONTYPE_PRS) return part;
  FOR_CHILDREN(c->r, part, k)
    if (k > part && coder_word(c, k)->upos == UPOS_NOUN && coder_word(c, k)->rel == REL_NMOD && coder_str_cue(c, frame_prep(c, k), CUE_OF)) return k;
  return part;
}

static uint32_t counted(const Coder *c, uint32_t verb, uint32_t word) {
  return coder_cue(c, word, CUE_QUANTITY) ? quantity(c, verb, word) : whole_of(c, word);
}

/* « auprès de X », « à l'encontre de X »: adverbs and nouns that make a preposition with the phrase below them. */
/* « auprès_de »: the lemma of some trees; what lexica call it ends before the line. */
static Str plain_name(Str lemma) {
  for (uint32_t i = 1; i < lemma.n; i++)
    if (lemma.p[i] == '_') return (Str){lemma.p, i};
  return lemma;
}

static void compound_preposition(const Coder *c, Predicate *p, uint32_t k, bool weak) {
  const Word *w = coder_word(c, k);
  if (w->upos == UPOS_PROPN && w->mention != NONE) return; /* « la Corée du Sud de » */
  bool adverb = w->upos == UPOS_ADV && (w->rel == REL_ADVMOD || w->rel == REL_OBL);
  uint32_t name = k;
  FOR_CHILDREN(c->r, k, f) /* « le long de » */
    if (coder_word(c, f)->rel == REL_FIXED && coder_cue(c, f, CUE_TOWARDS)) name = f;
  if (!adverb && !coder_cue(c, name, CUE_TOWARDS)) return;
  FOR_CHILDREN(c->r, k, j) {
    uint8_t rel = coder_word(c, j)->rel;
    if ((rel != REL_OBL && rel != REL_NMOD) || j < k || !frame_prep(c, j).n) continue;
    add_arg(c, p, WHERE_PREP, plain_name(c->lemma[name]), resolve_relative(c, j), weak);
    if (adverb && coder_cue(c, k, CUE_PARTICLE)) add_arg(c, p, WHERE_PREP, frame_prep(c, j), resolve_relative(c, j), true); /* « handed the town back to Mali » */
  }
}

static bool subject_before(const Coder *c, uint32_t verb) {
  FOR_CHILDREN(c->r, verb, k)
    if (k < verb && coder_word(c, k)->rel == REL_NSUBJ && coder_word(c, k)->upos != UPOS_PRON) return true;
  return false;
}

/* « lent Estonia four jets »: whoever is given something, where the tree has two objects. */
static bool first_of_two(const Coder *c, const Predicate *p, uint32_t k) {
  if (p->passive || k < p->word || !party_mention(c, k)) return false;
  FOR_CHILDREN(c->r, p->word, other)
    if (other > k && coder_word(c, other)->rel == REL_OBJ && !party_mention(c, other)) return true;
  return false;
}

static bool indefinite(const Coder *c, uint32_t noun) {
  enum { INDEFINITE = 2 };
  FOR_CHILDREN(c->r, noun, d)
    if (coder_word(c, d)->rel == REL_DET && coder_word(c, d)->morph.definite == INDEFINITE) return true;
  return false;
}

/* « called the envoy a colonial governor »: a second bare noun behind the object says what he is called. */
static void called_so(const Coder *c, Predicate *p) {
  uint32_t object = NONE;
  for (uint32_t i = 0; i < p->args.n && !p->passive; i++)
    if (p->args.at[i].where == WHERE_OBJ && party_mention(c, p->args.at[i].word) && (object == NONE || p->args.at[i].word < object)) object = p->args.at[i].word;
  if (object == NONE || object < p->word || match_governs(c, p->word, WHERE_IOBJ, STR(""))) return; /* « lent Ukraine a billion » */
  FOR_CHILDREN(c->r, p->word, k) {
    uint8_t rel = coder_word(c, k)->rel;
    bool bare = (rel == REL_OBJ || rel == REL_OBL || rel == REL_XCOMP) && nominal_word(c, k) && !frame_prep(c, k).n;
    if (k <= object || !bare || frame_time(c, k) || !indefinite(c, k)) continue;
    uint32_t n = 0; /* and so is no second object */
    for (uint32_t i = 0; i < p->args.n; i++)
      if (p->args.at[i].where != WHERE_OBJ || p->args.at[i].word != k) p->args.at[n++] = p->args.at[i];
    p->args.n = n;
    add_arg(c, p, WHERE_APPOS, STR(""), k, true);
  }
}

/* « 50 journalistes, dont plusieurs ont été battus »: those of whom some are counted, where the count names nobody. */
static uint32_t some_of_whom(const Coder *c, uint32_t verb, uint32_t count) {
  uint8_t upos = coder_word(c, count)->upos;
  bool counts = upos == UPOS_PRON || upos == UPOS_NUM || upos == UPOS_DET || coder_cue(c, count, CUE_PARTITIVE);
  if (!counts || is_relative(c, count) || party_mention(c, count)) return count;
  for (uint32_t at = 0; at < 2; at++)
    FOR_CHILDREN(c->r, at ? count : verb, k)
      if (is_relative(c, k) && coder_cue(c, k, CUE_RELATIVE_OF)) return resolve_relative(c, k);
  return count;
}

static void verb_children(const Coder *c, Predicate *p) {
  bool object = false;
  FOR_CHILDREN(c->r, p->word, k) object |= coder_word(c, k)->rel == REL_OBJ && !reflexive_word(c, k);
  FOR_CHILDREN(c->r, p->word, k) {
    const Word *w = coder_word(c, k);
    uint32_t filler = resolve_relative(c, k);
    compound_preposition(c, p, k, false);
    switch (w->rel) {
      case REL_NSUBJ: case REL_CSUBJ:
        if (filler == k) filler = counted(c, k, k);
        if (!p->passive && filler != k) filler = speaks_for(c, filler);
        if (filler == k) filler = some_of_whom(c, p->word, k);
        if (!p->passive && !object && k > p->word && subject_before(c, p->word)) { /* a second subject is the object */
          add_arg(c, p, WHERE_OBJ, STR(""), filler, true);
          break;
        }
        add_arg(c, p, !p->passive ? WHERE_SUBJ : object ? WHERE_IOBJ : WHERE_OBJ, STR(""), filler, false);
        break;
      case REL_OBJ:
        if (filler == k) filler = counted(c, p->word, k);
        if (w->upos == UPOS_ADV && filler == k) break; /* « déclaré persona non grata » */
        if (reflexive_word(c, k)) p->reflexive = true;
        else if (is_relative(c, k) && coder_cue(c, k, CUE_RELATIVE_OF)) add_arg(c, p, WHERE_PREP, c->lemma[k], filler, false);
        else add_arg(c, p, WHERE_OBJ, STR(""), filler, false);
        if (!p->reflexive && first_of_two(c, p, k)) add_arg(c, p, WHERE_IOBJ, STR(""), filler, false);
        break;
      case REL_IOBJ:
        if (reflexive_word(c, k)) p->reflexive = true;
        else add_arg(c, p, WHERE_IOBJ, STR(""), filler, false);
        break;
      case REL_EXPL:
        if (reflexive_word(c, k)) p->reflexive = true;
        break;
      case REL_OBL: case REL_NMOD: oblique(c, p, k); break;
      case REL_XCOMP: case REL_CCOMP: case REL_ADVCL: complement(c, p, k); break;
      case REL_ADVMOD: /* « against » and the like without a noun, and nouns taken for adverbs */
        if (w->upos == UPOS_NOUN || w->upos == UPOS_PROPN) oblique(c, p, k);
        break;
      default:
        if ((w->upos == UPOS_PUNCT || w->upos == UPOS_SYM) && k > p->word && !object && coder_cue(c, k, CUE_CURRENCY))
          add_arg(c, p, WHERE_OBJ, STR(""), k, true);
        break;
    }
  }
}

static bool has_arg(const Predicate *p, Where where) {
  for (uint32_t i = 0; i < p->args.n; i++)
    if (p->args.at[i].where == where && !p->args.at[i].weak) return true;
  return false;
}

/* « Demonstrators demanding his resignation blocked the road », where the tree gives them to the participle. */
static uint32_t participle_subject(const Coder *c, uint32_t verb) {
  FOR_CHILDREN(c->r, verb, k) {
    const Word *w = coder_word(c, k);
    bool participle = w->morph.verbform == VERBFORM_GER || (w->morph.verbform == VERBFORM_PART && w->morph.tense == TENSE_PRES);
    if (w->rel == REL_ADVCL && k < verb && participle && !frame_prep(c, k).n) return own_subject(c, k);
  }
  return NONE;
}

/* « Venu assister aux obsèques, le gouverneur a tenu à dire »: a subject between the clause in front and the verb, which the
 * tree hangs behind the verb of that clause. */
static uint32_t displaced_subject(const Coder *c, uint32_t verb, uint32_t below, uint32_t depth) {
  FOR_CHILDREN(c->r, below, k) {
    const Word *w = coder_word(c, k);
    if (k >= verb) continue;
    if (w->rel == REL_NSUBJ && depth && k > below && k > 0 && nominal_word(c, k) && !reading_below(c->r, verb, k)) return k;
    bool deeper = depth ? frame_verbal(c, k) : w->rel == REL_ADVCL;
    uint32_t found = deeper && depth < 3 ? displaced_subject(c, verb, k, depth + 1) : NONE;
    if (found != NONE) return found;
  }
  return NONE;
}

/* « had four activists executed »: who has it done does it. */
static void caused(const Coder *c, Predicate *p, uint32_t object) {
  const Word *o = coder_word(c, object);
  if (o->rel == REL_NMOD && o->head != NONE && coder_cue(c, o->head, CUE_TRANSPARENT)) o = coder_word(c, o->head); /* « hundreds of » */
  if (o->rel != REL_OBJ || o->head == NONE || !frame_verbal(c, o->head) || !coder_cue(c, o->head, CUE_CAUSATIVE)) return;
  add_arg(c, p, WHERE_SUBJ, STR(""), frame_subject(c, o->head, 0), false);
}

/* « has dismissed or suspended thousands of academics »: the object of the second of two verbs side by side. */
static void shared_object(const Coder *c, Predicate *p) {
  uint32_t second = p->word + 2;
  if (second >= c->r->words.n || coder_word(c, p->word + 1)->upos != UPOS_CCONJ) return;
  const Word *w = coder_word(c, second);
  if (w->rel != REL_CONJ || w->head != p->word || w->upos != UPOS_VERB) return;
  uint32_t object = reading_child(c->r, second, REL_OBJ, SUB_NONE);
  if (object != NONE && object > second) add_arg(c, p, WHERE_OBJ, STR(""), object, true);
}

/* « La Russie est responsable, a déclaré X »: the tree makes the incise a remark on what it says. A verb there is an event
 * of its own. */
static void incise(const Coder *c, Predicate *p) {
  const Word *v = coder_word(c, p->word);
  if (v->rel != REL_PARATAXIS || v->head == NONE || c->cue_of[p->word] == NONE || frame_verbal(c, v->head)) return;
  if (whose_word(c, v->head) == c->cue_of[p->word]) add_arg(c, p, WHERE_CLAUSE, STR(""), v->head, false);
}

/* What a verb without it takes from its surroundings. */
static void borrowed(const Coder *c, Predicate *p) {
  const Word *v = coder_word(c, p->word);
  uint32_t object = done_to(c, p->word);
  if (object != NONE) {
    add_arg(c, p, WHERE_OBJ, STR(""), object, false);
    if (!has_arg(p, WHERE_SUBJ)) add_arg(c, p, WHERE_SUBJ, STR(""), frame_subject(c, v->head, 0), false);
    return;
  }
  Where missing = p->passive ? WHERE_OBJ : WHERE_SUBJ;
  if (!has_arg(p, missing)) {
    uint32_t subject = frame_subject(c, p->word, 0);
    if (subject == NONE) subject = participle_subject(c, p->word);
    if (subject == NONE && !is_infinitive(c, p->word)) subject = displaced_subject(c, p->word, p->word, 0);
    /* « a adopté un texte dénonçant X »: whoever adopts it denounces */
    if (subject != NONE && v->rel == REL_ACL && !p->passive && subject == v->head && coder_word(c, subject)->rel == REL_OBJ &&
        coder_cue(c, subject, CUE_TEXT) && frame_verbal(c, coder_word(c, subject)->head)) {
      uint32_t doer = frame_subject(c, coder_word(c, subject)->head, 0);
      if (doer != NONE) subject = doer;
    }
    if (p->passive && v->rel == REL_ACL && subject == v->head && !has_arg(p, WHERE_SUBJ)) caused(c, p, subject);
    if (subject != NONE && v->rel == REL_CONJ && !p->passive && is_passive(c, v->head, 1) &&
        own_subject(c, p->word) == NONE)
      add_arg(c, p, WHERE_SUBJ, STR(""), subject, true);
    else
      add_arg(c, p, missing, STR(""), subject, v->rel == REL_ADVCL);
  }
  if (!p->passive && !has_arg(p, WHERE_OBJ)) shared_object(c, p);
  if (v->head == NONE) return;
  /* « the attack (that) Russia launched »: an object relative without pronoun. */
  if (v->rel == REL_ACL && !p->passive && v->morph.verbform == VERBFORM_FIN && !has_arg(p, WHERE_OBJ) && has_arg(p, WHERE_SUBJ)) {
    bool pronoun = false;
    FOR_CHILDREN(c->r, p->word, k) pronoun |= is_relative(c, k) && coder_word(c, k)->rel != REL_MARK;
    if (!pronoun) add_arg(c, p, WHERE_OBJ, STR(""), v->head, true);
  }
  /* « condamne et rejette la décision »: an object behind both is shared; one behind the first is not. */
  if (v->rel == REL_CONJ && !has_arg(p, WHERE_OBJ) && !p->passive)
    FOR_CHILDREN(c->r, v->head, k)
      if (coder_word(c, k)->rel == REL_OBJ && k > p->word) add_arg(c, p, WHERE_OBJ, STR(""), k, true);
  if (v->rel == REL_CONJ && p->passive && !has_arg(p, WHERE_SUBJ)) /* agent of both */
    FOR_CHILDREN(c->r, v->head, k) {
      if (coder_word(c, k)->rel == REL_OBL && coder_str_cue(c, frame_prep(c, k), CUE_AGENT)) add_arg(c, p, WHERE_SUBJ, STR(""), k, true);
    }
}

/* « imposé à X des sanctions », « versé à X une tranche »: an object that the parser hung as an oblique, on the verb or on
 * the oblique before it. */
static bool hidden_object(const Coder *c, uint32_t k) {
  const Word *w = coder_word(c, k);
  if ((w->rel != REL_OBL && w->rel != REL_NMOD) || w->upos != UPOS_NOUN || coder_cue(c, k, CUE_NO_PARTY)) return false;
  uint32_t first = w->first_child;
  if (first == NONE || first > k) return false;
  const Word *f = coder_word(c, first);
  if (f->rel == REL_CASE && coder_cue(c, first, CUE_PARTITIVE)) {
    if (f->span >= 2) return true; /* « des » */
    FOR_CHILDREN(c->r, k, d)
      if (d > first && d < k && coder_word(c, d)->rel == REL_DET && coder_word(c, d)->morph.definite == 1) return true;
    return false;
  }
  return (f->rel == REL_DET || f->rel == REL_NUMMOD) && !frame_prep(c, k).n;
}

/* « à l'Organisation de l'aviation civile », « au dernier réduit de l'organisation »: it belongs to the noun. */
static bool of_the_name(const Coder *c, uint32_t noun, uint32_t k) {
  const Mention *m = party_mention(c, noun);
  if (m && k < m->end_word) return true;
  uint32_t first = coder_word(c, k)->first_child;
  bool of = first != NONE && coder_word(c, first)->rel == REL_CASE;
  return of && (!m || (coder_word(c, first)->span < 2 && coder_word(c, noun)->upos != UPOS_PROPN));
}

/* « mettre en garde Israël », « prendre en otage Paul Biya »: a name hung on the bare noun of the idiom before it. */
static bool behind_idiom(const Coder *c, uint32_t noun, uint32_t k) {
  const Word *n = coder_word(c, noun), *w = coder_word(c, k);
  if (n->upos != UPOS_NOUN || w->upos != UPOS_PROPN || w->rel != REL_NMOD || k != noun + 1 || frame_prep(c, k).n) return false;
  FOR_CHILDREN(c->r, noun, d) if (d < noun && coder_word(c, d)->rel != REL_CASE) return false;
  const Mention *m = party_mention(c, noun);
  return !(m && m->head == noun) && party_mention(c, k);
}

/* « déclaré coupable l'ancien ministre »: hung on what the verb makes of it. */
static void object_of_result(const Coder *c, Predicate *p) {
  FOR_CHILDREN(c->r, p->word, r) {
    const Word *w = coder_word(c, r);
    if (r < p->word || w->rel != REL_XCOMP || (w->upos != UPOS_ADJ && w->morph.verbform != VERBFORM_PART)) continue;
    FOR_CHILDREN(c->r, r, k)
      if (k > r && coder_word(c, k)->rel == REL_OBJ) add_arg(c, p, WHERE_OBJ, STR(""), k, true);
  }
}

static void hidden_objects(const Coder *c, Predicate *p) {
  if (p->passive || has_arg(p, WHERE_OBJ)) return;
  object_of_result(c, p);
  uint32_t n = p->args.n;
  for (uint32_t i = 0; i < n; i++) {
    Arg a = p->args.at[i];
    if (a.weak || a.where != WHERE_PREP || a.word < p->word) continue;
    FOR_CHILDREN(c->r, a.word, k)
      if (k > a.word && ((hidden_object(c, k) && !of_the_name(c, a.word, k)) || behind_idiom(c, a.word, k))) add_arg(c, p, WHERE_OBJ, STR(""), k, true);
  }
  FOR_CHILDREN(c->r, p->word, k)
    if (k > p->word && hidden_object(c, k)) add_arg(c, p, WHERE_OBJ, STR(""), k, true);
}

/* « ont imposé des sanctions », taken for « de + les »: an object or subject in fact. */
static void partitives(const Coder *c, Predicate *p) {
  bool object = has_arg(p, WHERE_OBJ);
  FOR_CHILDREN(c->r, p->word, k) {
    const Word *w = coder_word(c, k);
    if (w->rel != REL_OBL && w->rel != REL_NMOD) continue;
    uint32_t first = w->first_child;
    if (first == NONE || coder_word(c, first)->rel != REL_CASE || !coder_cue(c, first, CUE_PARTITIVE) || coder_word(c, first)->span < 2) continue;
    if (k > p->word && !object && !p->passive) add_arg(c, p, WHERE_OBJ, STR(""), k, true);
    else if (k < p->word && first == c->r->sentences.at[w->sentence].first_word) add_arg(c, p, p->passive ? WHERE_OBJ : WHERE_SUBJ, STR(""), k, true);
  }
}

/* « promised protesters that he would go »: a clause with a subordinator of its own is no relative one. */
static bool said_of(const Coder *c, uint32_t verb) {
  bool mark = false;
  FOR_CHILDREN(c->r, verb, k) {
    if (is_relative(c, k)) return false;
    mark |= coder_word(c, k)->rel == REL_MARK && coder_word(c, k)->upos == UPOS_SCONJ;
  }
  return mark && coder_word(c, verb)->sub == SUB_RELCL && own_subject(c, verb) != NONE;
}

enum { NEIGHBOUR_CHAIN = 4 };

/* « sent a column of howitzers to its border »: phrases behind the object hang on its inner nouns. */
static void inner_phrases(const Coder *c, Predicate *p, uint32_t word, uint32_t depth) {
  if (depth > NEIGHBOUR_CHAIN) return;
  FOR_CHILDREN(c->r, word, k) {
    const Word *w = coder_word(c, k);
    bool deeper = w->rel == REL_CONJ || w->rel == REL_AMOD || w->rel == REL_APPOS || w->rel == REL_NUMMOD; /* « worth of food and medicine to » */
    if (deeper && k > word && !frame_verbal(c, k)) inner_phrases(c, p, k, depth + 1);
    if (w->rel != REL_NMOD || w->sub == SUB_POSS || k < word) continue;
    Str prep = frame_prep(c, k);
    if (depth && prep.n && (!coder_str_cue(c, prep, CUE_OF) || coder_cue(c, word, CUE_NO_PARTY))) add_arg(c, p, WHERE_PREP, prep, resolve_relative(c, k), true);
    bool through = coder_str_cue(c, prep, CUE_OF) || coder_str_cue(c, prep, CUE_PATH); /* « oil across the Caspian to Azerbaijan » */
    if (!prep.n || through || !party_mention(c, k)) inner_phrases(c, p, k, depth + 1);
  }
}

/* « refused Assange permission », « gave Ukraine tanks »: a name right behind the verb, taken for part of its object. */
static bool receiver(const Coder *c, uint32_t verb, uint32_t k) {
  const Mention *m = party_mention(c, k);
  if (!m || m->form != FORM_NAME || coder_word(c, k)->rel != REL_COMPOUND) return false;
  return k > verb && coder_word(c, verb + 1)->start == m->start;
}

/* « buys most of its gas from Qatar »: a phrase that hangs on the amount. */
static void behind_amount(const Coder *c, Predicate *p, uint32_t goods) {
  uint32_t amount = coder_word(c, goods)->head;
  if (coder_word(c, goods)->rel != REL_NMOD || amount == NONE || amount < p->word || coder_word(c, amount)->head != p->word) return;
  FOR_CHILDREN(c->r, amount, k)
    if (k > goods && coder_word(c, k)->rel == REL_NMOD && frame_prep(c, k).n) add_arg(c, p, WHERE_PREP, frame_prep(c, k), resolve_relative(c, k), true);
}

/* « lifted sanctions imposed on Mali », « planes loaded with tents »: what stands behind the participle. */
static void laid_on(const Coder *c, Predicate *p, uint32_t measure) {
  FOR_CHILDREN(c->r, measure, k) {
    if (coder_word(c, k)->rel != REL_ACL || !coder_cue(c, k, CUE_LAID)) continue;
    FOR_CHILDREN(c->r, k, j)
      if (coder_word(c, j)->rel == REL_OBL && frame_prep(c, j).n && j > k) add_arg(c, p, WHERE_PREP, frame_prep(c, j), resolve_relative(c, j), true);
  }
}

/* « A blockade that X had laid on Y was lifted », « a siege tightened by X »: whoever laid it lifts it. */
static void laid_by(const Coder *c, Predicate *p, uint32_t measure) {
  FOR_CHILDREN(c->r, measure, k) {
    const Word *w = coder_word(c, k);
    if (w->rel != REL_ACL || !coder_cue(c, k, CUE_LAID)) continue;
    FOR_CHILDREN(c->r, k, j) {
      bool subject = coder_word(c, j)->rel == REL_NSUBJ && coder_word(c, j)->sub != SUB_PASS && !is_relative(c, j);
      bool agent = coder_word(c, j)->rel == REL_OBL && coder_str_cue(c, frame_prep(c, j), CUE_AGENT) && !frame_time(c, j);
      if (subject || agent) add_arg(c, p, WHERE_SUBJ, STR(""), j, true);
    }
  }
}

/* « une enquête visant X », « des sanctions frappant Y »: a participle that does a preposition's work. */
static void aimed_at(const Coder *c, Predicate *p, uint32_t k) {
  const Word *w = coder_word(c, k);
  if (w->rel != REL_ACL || w->sub == SUB_RELCL || w->morph.verbform != VERBFORM_PART || w->morph.tense != TENSE_PRES) return;
  FOR_CHILDREN(c->r, k, o)
    if (o > k && coder_word(c, o)->rel == REL_OBJ) add_arg(c, p, WHERE_PREP, w->form, o, true);
}

/* « qualifie la Corée du Sud de partenaire »: a phrase that hangs on an inner word of the name before it. */
static void behind_name(const Coder *c, Predicate *p, uint32_t word) {
  const Mention *m = party_mention(c, word);
  if (!m || m->form != FORM_NAME) return;
  for (uint32_t i = m->first_word; i < m->end_word; i++)
    FOR_CHILDREN(c->r, i, k)
      if (i != word && k >= m->end_word && coder_word(c, k)->rel == REL_NMOD && frame_prep(c, k).n) add_arg(c, p, WHERE_PREP, frame_prep(c, k), resolve_relative(c, k), true);
}

/* Phrases that parsers hang on a neighbour: those of the object and of obliques, below a verb. */
static void neighbours(const Coder *c, Predicate *p) {
  uint32_t n = p->args.n;
  for (uint32_t i = 0; i < n; i++) {
    Arg a = p->args.at[i];
    if ((a.where == WHERE_OBJ || a.where == WHERE_SUBJ) && !a.clause) laid_on(c, p, a.word);
    if (a.where == WHERE_OBJ && !a.clause && p->passive && !has_arg(p, WHERE_SUBJ)) laid_by(c, p, a.word);
    if (a.where == WHERE_OBJ && !a.clause) behind_amount(c, p, a.word);
    if (a.where == WHERE_OBJ && !a.clause && a.word > p->word) behind_name(c, p, a.word);
    /* « a mis fin à sa coopération au développement avec X »: below what the idiom governs too */
    bool idiom = a.where == WHERE_PREP && !a.weak && !party_mention(c, a.word);
    if ((a.where == WHERE_OBJ || idiom) && !a.clause && a.word > p->word) inner_phrases(c, p, a.word, 0);
    if (a.clause || (a.weak && (a.where != WHERE_OBJ || a.word < p->word)) || (a.where != WHERE_OBJ && a.where != WHERE_PREP && a.where != WHERE_IOBJ)) continue;
    if (a.word < p->word && a.where != WHERE_OBJ) continue;
    FOR_CHILDREN(c->r, a.word, k) {
      const Word *w = coder_word(c, k);
      if (k > a.word) compound_preposition(c, p, k, true);
      if (a.where == WHERE_OBJ && !a.weak && receiver(c, p->word, k)) add_arg(c, p, WHERE_IOBJ, STR(""), k, true);
      aimed_at(c, p, k);
      if (w->rel == REL_NMOD && w->sub != SUB_POSS && frame_prep(c, k).n) add_arg(c, p, WHERE_PREP, frame_prep(c, k), resolve_relative(c, k), true);
      if (w->rel == REL_ACL && is_infinitive(c, k)) add_arg(c, p, WHERE_INF, frame_prep(c, k), k, true);
      if (w->rel == REL_ACL && w->sub != SUB_RELCL && (w->morph.verbform == VERBFORM_GER || (w->morph.verbform == VERBFORM_PART && w->morph.tense == TENSE_PRES)) && !frame_prep(c, k).n) add_arg(c, p, WHERE_GER, STR(""), k, true);
      if (w->rel == REL_ACL && said_of(c, k)) add_arg(c, p, WHERE_CLAUSE, STR(""), k, true);
      if (w->rel == REL_ACL && (is_infinitive(c, k) || w->morph.verbform == VERBFORM_GER || w->morph.tense == TENSE_PRES) && frame_prep(c, k).n)
        add_arg(c, p, WHERE_PREP, frame_prep(c, k), k, true);
    }
  }
}

/* « Norwegian military assistance »: of what kind, beside whose it is. */
static bool of_which_army(const Coder *c, uint32_t noun, uint32_t kind) {
  const Mention *m = party_mention(c, kind);
  if ((m && m->form != FORM_ROLE) || coder_word(c, kind)->upos != UPOS_ADJ || !match_is_actor(c, kind)) return false;
  FOR_CHILDREN(c->r, noun, k) {
    const Mention *whose = k != kind && coder_word(c, k)->rel == REL_AMOD ? party_mention(c, k) : NULL;
    if (whose && whose->form == FORM_DEMONYM) return true;
  }
  return false;
}

/* « Denmark is one of the main donors »: of whom it is said. */
static uint32_t one_of_them(const Coder *c, uint32_t noun) {
  const Word *w = coder_word(c, noun);
  if (w->rel != REL_NMOD || w->head == NONE || !coder_str_cue(c, frame_prep(c, noun), CUE_OF)) return NONE;
  const Word *one = coder_word(c, w->head);
  bool stands = one->upos == UPOS_NUM || one->upos == UPOS_PRON || coder_cue(c, w->head, CUE_TRANSPARENT);
  if (!stands || reading_child(c->r, w->head, REL_COP, SUB_NONE) == NONE) return NONE;
  return reading_child(c->r, w->head, REL_NSUBJ, SUB_NONE);
}

/* « an attack claimed by Islamic State », « a raid blamed on rebels »: who stands in the participle did the deed. */
static void attributed(const Coder *c, Predicate *p, uint32_t participle) {
  if (coder_word(c, participle)->morph.verbform != VERBFORM_PART) return;
  FOR_CHILDREN(c->r, participle, k)
    if (k > participle && coder_word(c, k)->rel == REL_OBL && frame_prep(c, k).n && !frame_time(c, k) && party_person(c, k)) add_arg(c, p, WHERE_ADJ, STR(""), k, false); /* as in « an Israeli strike » */
}

/* « talks between Kabul and the rebels », where the tree joins the second side to the talks. */
static void second_between(const Coder *c, Predicate *p, uint32_t first, Str prep) {
  if (!coder_str_cue(c, prep, CUE_BETWEEN) || reading_child(c->r, first, REL_CONJ, SUB_NONE) != NONE || coder_word(c, first)->morph.number == NUMBER_PLUR) return;
  uint32_t second = reading_child(c->r, p->word, REL_CONJ, SUB_NONE);
  if (second != NONE && second > first && nominal_word(c, second) && party_mention(c, second)) add_arg(c, p, WHERE_PREP, prep, second, false);
}

static void noun_children(const Coder *c, Predicate *p) {
  uint32_t told = one_of_them(c, p->word);
  if (told != NONE) add_arg(c, p, WHERE_SUBJ, STR(""), told, false);
  FOR_CHILDREN(c->r, p->word, k) {
    const Word *w = coder_word(c, k);
    Str prep = frame_prep(c, k);
    uint32_t filler = resolve_relative(c, k);
    compound_preposition(c, p, k, false);
    aimed_at(c, p, k);
    switch (w->rel) {
      case REL_NMOD: case REL_OBL:
        if (w->sub == SUB_POSS) add_arg(c, p, WHERE_POSS, STR(""), filler, false);
        else if (prep.n) add_arg(c, p, WHERE_PREP, prep, filler, false), second_between(c, p, filler, prep);
        else if (w->upos == UPOS_PROPN || w->upos == UPOS_NOUN) add_arg(c, p, WHERE_CMPD, STR(""), filler, true);
        break;
      case REL_AMOD:
        if (of_which_army(c, p->word, k)) break;
        if (w->morph.verbform != VERBFORM_PART || c->r->words.at[k].mention != NONE) add_arg(c, p, WHERE_ADJ, STR(""), filler, false);
        break;
      case REL_COMPOUND: case REL_FLAT: add_arg(c, p, WHERE_CMPD, STR(""), filler, false); break;
      case REL_DET:
        if (w->morph.poss || coder_cue(c, k, CUE_POSSESSIVE)) add_arg(c, p, WHERE_POSS, STR(""), k, false);
        break;
      case REL_APPOS: add_arg(c, p, WHERE_APPOS, STR(""), filler, false); break;
      case REL_NSUBJ:
        add_arg(c, p, WHERE_SUBJ, STR(""), filler, false);
        break;
      case REL_CSUBJ: /* « il est urgent que X parte » */
        add_arg(c, p, is_infinitive(c, k) ? WHERE_INF : WHERE_CLAUSE, prep, k, false);
        break;
      case REL_ACL: case REL_CCOMP: case REL_XCOMP: case REL_ADVCL:
        /* « il est temps que X parte »: no relative one */
        if (w->sub == SUB_RELCL && said_of(c, k) && reading_child(c->r, p->word, REL_COP, SUB_NONE) != NONE) add_arg(c, p, WHERE_CLAUSE, prep, k, false);
        if (w->sub == SUB_RELCL) break;
        if (w->rel == REL_ACL && coder_cue(c, k, CUE_ATTRIBUTED)) attributed(c, p, k);
        if (is_infinitive(c, k)) add_arg(c, p, WHERE_INF, prep, k, w->rel == REL_ADVCL);
        else if (w->morph.verbform == VERBFORM_FIN || w->morph.verbform == VERBFORM_INF) add_arg(c, p, WHERE_CLAUSE, prep, k, w->rel == REL_ADVCL);
        if (prep.n && w->morph.verbform != VERBFORM_FIN) add_arg(c, p, WHERE_PREP, prep, k, false);
        break;
      default: break;
    }
  }
}

/* « protests by miners against the government »: the second phrase hangs on the first. */
static void noun_chain(const Coder *c, Predicate *p) {
  uint32_t n = p->args.n;
  for (uint32_t i = 0; i < n; i++)
    if (p->args.at[i].where == WHERE_PREP && !p->args.at[i].clause && p->args.at[i].word > p->word) inner_phrases(c, p, p->args.at[i].word, 1);
}

/* A noun that is object, subject or oblique of a verb may find its complements there. */
static void noun_neighbours(const Coder *c, Predicate *p) {
  uint32_t up = coder_word(c, p->word)->head;
  for (uint32_t i = 0; i < 2 && up != NONE; i++) {
    FOR_CHILDREN(c->r, up, k) {
      const Word *w = coder_word(c, k);
      if (k <= p->word || (w->rel != REL_OBL && w->rel != REL_NMOD)) continue;
      Str prep = frame_prep(c, k);
      /* « la condamnation du putsch par X »: the agent is the upper noun's, as that of a passive is the verb's */
      if (coder_str_cue(c, prep, CUE_AGENT) && (frame_verbal(c, up) ? is_passive(c, up, 0) : c->predicate[up] != NONE)) continue;
      if (prep.n) add_arg(c, p, WHERE_PREP, prep, resolve_relative(c, k), true);
    }
    FOR_CHILDREN(c->r, up, k)
      if (k > p->word && (coder_word(c, k)->rel == REL_XCOMP || coder_word(c, k)->rel == REL_ADVCL) && is_infinitive(c, k))
        add_arg(c, p, WHERE_INF, frame_prep(c, k), k, true);
    if (frame_verbal(c, up)) break;
    up = coder_word(c, up)->head;
  }
}

enum { AGENT_DEPTH = 3 };

/* « were burned alive by a mob », « was denied access to the site by Damascus »: an agent that hangs on a neighbour which
 * does nothing itself. */
static void far_agent(const Coder *c, Predicate *p, uint32_t word, uint32_t depth) {
  FOR_CHILDREN(c->r, word, k) {
    const Word *w = coder_word(c, k);
    if (k < p->word || w->rel == REL_CONJ || w->rel == REL_ADVCL || w->rel == REL_ACL || w->rel == REL_CCOMP || w->rel == REL_PARATAXIS) continue;
    bool phrase = w->rel == REL_OBL || w->rel == REL_NMOD;
    if (!depth && w->rel == REL_XCOMP && (w->morph.verbform == VERBFORM_PART || w->upos == UPOS_ADJ)) far_agent(c, p, k, 1); /* « was ordered dissolved by the court », « was found guilty by » */
    if (depth && phrase && coder_str_cue(c, frame_prep(c, k), CUE_AGENT) && !frame_time(c, k)) add_arg(c, p, WHERE_SUBJ, STR(""), k, true);
    else if (depth < AGENT_DEPTH && c->predicate[k] == NONE && (w->upos == UPOS_NOUN || w->upos == UPOS_PROPN || w->upos == UPOS_ADJ)) far_agent(c, p, k, depth + 1);
  }
}

static bool is_gerund(const Coder *c, uint32_t verb) {
  const Word *w = coder_word(c, verb);
  return w->morph.verbform == VERBFORM_GER || (w->morph.verbform == VERBFORM_PART && w->morph.tense == TENSE_PRES);
}

/* « les enseignants sont en grève »: the tree hangs on the noun what the verb's entry asks for. */
static void beside_copula(const Coder *c, Predicate *p, uint32_t noun) {
  if (frame_prep(c, noun).n) add_arg(c, p, WHERE_PREP, frame_prep(c, noun), noun, false); /* « was in Moscow » */
  FOR_CHILDREN(c->r, noun, k) {
    const Word *w = coder_word(c, k);
    if (w->rel == REL_NSUBJ) add_arg(c, p, WHERE_SUBJ, STR(""), resolve_relative(c, k), false);
    else if ((w->rel == REL_OBL || w->rel == REL_NMOD) && k > noun && frame_prep(c, k).n) add_arg(c, p, WHERE_PREP, frame_prep(c, k), resolve_relative(c, k), true);
    else if (w->rel == REL_CASE && k < noun) add_arg(c, p, WHERE_PREP, c->lemma[k], noun, false); /* « is right behind him » */
    else if (w->rel == REL_ADVCL && k > noun && is_gerund(c, k)) add_arg(c, p, WHERE_GER, STR(""), k, true); /* « are on strike, demanding » */
  }
  const Word *n = coder_word(c, noun);
  if (n->rel == REL_ACL && n->head != NONE && !has_arg(p, WHERE_SUBJ)) add_arg(c, p, WHERE_SUBJ, STR(""), n->head, true);
}

/* « l'Érythrée s'est vu accorder un prêt par Pékin »: who undergoes it is its object, or to whom beside an object of its own;
 * the agent may hang on that object. */
static void undergoer(const Coder *c, Predicate *p) {
  p->reflexive = false;
  uint32_t object = reading_child(c->r, p->word, REL_OBJ, SUB_NONE), who = frame_subject(c, p->word, 0);
  if (object != NONE && reflexive_word(c, object)) object = NONE;
  if (object == NONE) return;
  add_arg(c, p, WHERE_IOBJ, STR(""), who, false);
  FOR_CHILDREN(c->r, object, k)
    if (k > object && coder_word(c, k)->rel == REL_NMOD && coder_str_cue(c, frame_prep(c, k), CUE_AGENT) && !has_arg(p, WHERE_SUBJ))
      add_arg(c, p, WHERE_SUBJ, STR(""), k, false);
}

/* « The mayor, stabbed on stage by a man, died »: the tree puts the participle above the verb whose subject stands before it. */
static uint32_t subject_behind(const Coder *c, uint32_t participle) {
  const Word *w = coder_word(c, participle);
  if ((w->rel != REL_ROOT && w->rel != REL_CCOMP) || reading_child(c->r, participle, REL_AUX, SUB_NONE) != NONE) return NONE;
  FOR_CHILDREN(c->r, participle, k) {
    if (k < participle || coder_word(c, k)->rel != REL_CONJ || !frame_verbal(c, k)) continue;
    uint32_t subject = reading_child(c->r, k, REL_NSUBJ, SUB_NONE);
    if (subject != NONE && subject < participle) return subject;
  }
  return NONE;
}

void frame_build(Coder *c, Predicate *p) {
  const Word *w = coder_word(c, p->word);
  if (p->noun) {
    noun_children(c, p);
    noun_chain(c, p);
    noun_neighbours(c, p);
    return;
  }
  if (p->adjective) {
    noun_children(c, p);
    if (!has_arg(p, WHERE_SUBJ)) {
      uint32_t subject = w->rel == REL_AMOD || w->rel == REL_ACL ? w->head : frame_subject(c, p->word, 0);
      add_arg(c, p, WHERE_SUBJ, STR(""), resolve_relative(c, subject), false);
    }
    return;
  }
  p->passive = is_passive(c, p->word, 0);
  verb_children(c, p);
  called_so(c, p);
  if (w->rel == REL_COP && w->head != NONE) beside_copula(c, p, w->head);
  if (undergone(c, p->word)) undergoer(c, p);
  if (!has_arg(p, WHERE_SUBJ)) add_arg(c, p, WHERE_SUBJ, STR(""), headline_doer(c, p->word), false);
  if (p->passive && !has_arg(p, WHERE_SUBJ)) far_agent(c, p, p->word, 0);
  if (p->passive && !has_arg(p, WHERE_OBJ)) add_arg(c, p, WHERE_OBJ, STR(""), subject_behind(c, p->word), false);
  /* « a pilot held hostage by rebels »: who the participle is of, beside an object of its own */
  if (p->passive && w->rel == REL_ACL && has_arg(p, WHERE_OBJ) && w->head < p->word) add_arg(c, p, WHERE_IOBJ, STR(""), w->head, false);
  partitives(c, p);
  hidden_objects(c, p);
  borrowed(c, p);
  incise(c, p);
  neighbours(c, p);
}
