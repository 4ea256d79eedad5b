/* incise.c: verbs in or behind what is said: « ..., a dit X », « "...," said Y ». Their subject is often behind them, and the
 * tree often hangs it elsewhere. */
#include "base/utf8.h"
#include "statements/speech.h"

/* The cue stands in or behind what is said, and this word speaks. */
static void set_inverted(Cue *cue, uint32_t speaker) {
  cue->speaker = speaker;
  cue->content = (Span){0, 0};
  cue->weak = false;
  cue->fronted = true;
}

/* Does a quotation end right in front of a word, a comma between or not? */
static bool quote_before(const Speech *s, uint32_t word) {
  const Reading *r = s->r;
  if (word <= r->sentences.at[r->words.at[word].sentence].first_word) return false;
  return order_ends_quote(s, word - 1) || (word > 1 && speech_is_punct(r, word - 1) && order_ends_quote(s, word - 2));
}

static bool comma_before(const Reading *r, uint32_t word) { return word > 0 && str_is(r->words.at[word - 1].form, ","); }

/* « Trois Russes ont été libérés, a annoncé le chef ... »: the tree gives the verb the subject of what is said. */
static bool takes_subject_of_content(const Speech *s, const Cue *cue) {
  const Reading *r = s->r;
  uint32_t subject = speech_own_subject(s, cue->word);
  if (subject == NONE || subject > cue->first || cue->first == 0 || !str_is(r->words.at[cue->first - 1].form, ",")) return false;
  /* two subjects by the tree, and a quotation right in front: the one behind the verb speaks */
  uint32_t said = cue->first > 1 ? s->quotes.of_word[cue->first - 2] : NONE;
  if (said == NONE && cue->first > 2) said = s->quotes.of_word[cue->first - 3];
  bool long_enough = said != NONE && s->quotes.all.at[said].n_words > 2; /* no nickname: « alias "Barbecue", a menacé Haïti » */
  FOR_FEW_CHILDREN(r, cue->word, c)
    if (long_enough && quote_before(s, cue->first) && c > cue->last && r->words.at[c].rel == REL_NSUBJ && r->words.at[c].upos != UPOS_PRON && !cue->marked) return true;
  /* « Le texte, voté hier, "viole nos engagements", regrette la sénatrice »: the quotation in front has the subject's verb. */
  uint32_t q = cue->first > 1 ? s->quotes.of_word[cue->first - 2] : NONE;
  if (q == NONE && cue->first > 2) q = s->quotes.of_word[cue->first - 3];
  if (q != NONE && s->quotes.all.at[q].finite && subject < s->quotes.all.at[q].first_word && s->quotes.of_word[cue->word] == NONE && quote_before(s, cue->first))
    return !cue->content.end || cue->by_object;
  /* « Ce texte, a dénoncé le député, est ... » */
  if (s->hi[subject] + 1 >= cue->first - 1 && subject + 3 > cue->first - 1 && !cue->marked) return true;
  bool finite = false, verb = false;
  for (uint32_t i = subject + 1; i < cue->first && i < subject + 60; i++) {
    const Word *w = &r->words.at[i];
    if (w->upos == UPOS_PRON && w->morph.prontype == PRONTYPE_REL) return false;
    /* « The man, presented as the brains, denies »: what stands between commas is told of the speaker. */
    verb |= w->upos == UPOS_VERB || w->upos == UPOS_AUX;
    if (!verb && str_is(w->form, ",")) return false;
    finite |= w->morph.verbform == VERBFORM_FIN;
  }
  return finite && (!cue->content.end || cue->by_object);
}

/* « asked Hadiza, a trader »: the tree's subject is what stands behind the subject and a comma. */
static bool apposed_subject(const Speech *s, const Cue *cue, uint32_t subject) {
  const Reading *r = s->r;
  if (subject < cue->word || subject > cue->last + 12) return false;
  for (uint32_t i = cue->last + 2; i < subject; i++)
    if (str_is(r->words.at[i].form, ",")) return true;
  return false;
}

/* « NATO "does not seek confrontation", its secretary general, Jens Stoltenberg, stressed »: the tree's subject is on the far side
 * of the quotation; the name right in front of the verb speaks. */
static bool name_past_quote(const Speech *s, Cue *cue, uint32_t subject) {
  bool quoted = false;
  for (uint32_t i = subject; i < cue->first && i < subject + 200; i++) quoted |= s->quotes.of_word[i] != NONE;
  uint32_t name = quoted && s->quotes.of_word[cue->word] == NONE && s->quotes.of_word[subject] == NONE ? order_subject(s, cue) : NONE;
  if (name == NONE || name <= subject) return false;
  cue->speaker = name;
  cue->start = name;
  cue->content = (Span){0, 0};
  cue->weak = cue->passive = false;
  cue->fronted = true;
  return true;
}

/* « ..., a-t-on appris »: the clitic is the subject, whatever the tree hangs there. */
static bool by_clitic(const Speech *s, Cue *cue) {
  uint32_t clitic = order_clitic(s, cue);
  if (clitic == NONE || !comma_before(s->r, cue->first) || cue->marked) return false;
  set_inverted(cue, clitic);
  cue->start = cue->first;
  cue->passive = false;
  return true;
}

static bool by_content(const Speech *s, Cue *cue) {
  uint32_t subject = takes_subject_of_content(s, cue) ? order_subject_behind(s, cue) : NONE;
  if (subject == NONE) return false;
  set_inverted(cue, subject);
  cue->start = cue->first;
  cue->passive = false;
  return true;
}

/* « "...," asked Hadiza, a trader »: what follows the verb is no object of it. */
static bool by_quote(const Speech *s, Cue *cue) {
  if (s->quotes.of_word[cue->word] != NONE || !quote_before(s, cue->first)) return false;
  if (cue->marked || cue->passive || order_clitic(s, cue) != NONE) return false;
  uint32_t subject = order_subject_behind(s, cue);
  if (subject == NONE || (s->lo[subject] > cue->last + 2 && subject > cue->last + 5)) return false;
  cue->speaker = subject;
  cue->content = (Span){0, 0};
  cue->fronted = true;
  return true;
}

/* « "...", the Serb added »: a noun phrase in front that the tree hangs elsewhere. */
static bool by_front(const Speech *s, Cue *cue) {
  const Reading *r = s->r;
  uint32_t front = order_subject_in_front(s, cue);
  const Morph *m = &r->words.at[cue->word].morph;
  if (front == NONE || m->tense == TENSE_NONE || m->verbform == VERBFORM_GER) return false;
  set_inverted(cue, front);
  cue->passive = false;
  cue->start = front;
  while (cue->start > 0 && r->words.at[cue->start - 1].sentence == cue->sentence && !speech_is_punct(r, cue->start - 1) &&
         s->quotes.of_word[cue->start - 1] == NONE && front - cue->start < 10) cue->start--;
  return true;
}

/* « Les États-Unis, a assuré Antony Blinken, »: what opens the sentence and one comma are part of what is said. */
static bool by_opening(const Speech *s, Cue *cue) {
  const Reading *r = s->r;
  uint32_t floor = r->sentences.at[cue->sentence].first_word;
  if (cue->first <= floor + 1 || !comma_before(r, cue->first) || s->cover[cue->first - 2] == NONE) return false;
  uint32_t opens = r->mentions.at[s->cover[cue->first - 2]].first_word;
  while (opens > floor && r->words.at[opens - 1].upos == UPOS_DET) opens--;
  uint32_t subject = opens == floor ? order_subject_behind(s, cue) : NONE;
  if (subject == NONE || s->lo[subject] > cue->last + 2) return false;
  set_inverted(cue, subject);
  cue->passive = false;
  return true;
}

static bool by_name(const Speech *s, Cue *cue) {
  uint32_t named = cue->passive || order_clitic(s, cue) != NONE ? NONE : order_subject(s, cue);
  if (named == NONE) return false;
  cue->speaker = named;
  if (s->r->words.at[cue->word].rel == REL_ACL && comma_before(s->r, cue->first)) cue->fronted = true;
  return true;
}

/* « "...", recalled survivor Joseph Okello »: a participle by the tree. */
static bool by_participle(const Speech *s, Cue *cue) {
  const Word *w = &s->r->words.at[cue->word];
  bool past = w->morph.tense == TENSE_PAST && cue->first == cue->word;
  if (!past || w->rel != REL_AMOD || w->head == NONE || w->head <= cue->word || !quote_before(s, cue->start)) return false;
  cue->speaker = w->head;
  cue->passive = false;
  cue->fronted = true;
  return true;
}

/* « ..., a indiqué l'officiel »: a subject behind its verb that the tree takes for an object. */
static void by_object(const Speech *s, Cue *cue) {
  const Reading *r = s->r;
  const Word *w = &r->words.at[cue->word];
  bool within = cue->start > r->sentences.at[cue->sentence].first_word, finite = false;
  if (!quote_before(s, cue->start) && !(w->rel == REL_PARATAXIS && within && comma_before(r, cue->start))) return;
  for (uint32_t i = cue->first; i <= cue->last; i++) finite |= r->words.at[i].morph.verbform == VERBFORM_FIN;
  if (!finite) return;
  uint32_t object = order_clitic(s, cue);
  if (object == NONE) object = few_child(r, cue->word, REL_OBJ, SUB_NONE);
  if (object == NONE || object < cue->first || object > cue->last + 8 || s->date_of[s->lo[object]] != NONE || s->date_of[object] != NONE)
    object = order_subject_behind(s, cue);
  if (object == NONE) return;
  cue->speaker = object;
  cue->content = (Span){0, 0};
  cue->weak = false;
}

/* « Canberra, he added, remained ready »: the pronoun right in front, whatever the tree makes the subject. */
static bool by_pronoun(const Speech *s, Cue *cue) {
  const Reading *r = s->r;
  if (cue->first < 2 || cue->marked || cue->passive) return false;
  const Word *w = &r->words.at[cue->first - 1];
  bool nominative = w->upos == UPOS_PRON && w->morph.prontype == PRONTYPE_PRS && !w->morph.poss && w->rel == REL_NSUBJ && w->head == cue->word;
  if (!nominative || w->sentence != cue->sentence || !comma_before(r, cue->first - 1) || !str_is(r->words.at[cue->last + 1 < r->words.n ? cue->last + 1 : cue->last].form, ",")) return false;
  set_inverted(cue, cue->first - 1);
  cue->start = cue->first - 1;
  return true;
}

/* Finds the subject of an inverted verb; leaves one alone whose own subject the tree has right. */
static void invert(const Speech *s, Cue *cue) {
  if (by_clitic(s, cue) || by_pronoun(s, cue) || by_content(s, cue)) return;
  uint32_t own = speech_own_subject(s, cue->word);
  if (own != NONE && name_past_quote(s, cue, own)) return;
  if (cue->start == 0 || (own != NONE && !apposed_subject(s, cue, own))) return;
  if (by_quote(s, cue)) return;
  if (cue->content.end && !cue->weak && !cue->by_object) {
    if (cue->speaker == NONE && !cue->passive) cue->speaker = order_subject(s, cue);
    return;
  }
  if (by_front(s, cue) || by_opening(s, cue) || by_name(s, cue) || by_participle(s, cue) || cue->passive) return;
  by_object(s, cue);
}

static bool left_clause(const Reading *r, uint32_t word) {
  FOR_FEW_CHILDREN(r, word, c) {
    if (c > word) return false;
    const Word *w = &r->words.at[c];
    bool clausal = w->rel == REL_CCOMP || w->rel == REL_PARATAXIS || w->rel == REL_ADVCL || w->rel == REL_OBJ || w->rel == REL_DISLOCATED;
    if (clausal && (w->upos == UPOS_VERB || few_child(r, c, REL_NSUBJ, SUB_NONE) != NONE)) return true;
  }
  return false;
}

/* Is it said in or behind what is said? Inversion, a quotation or a clause to the left, nothing to the right. */
static bool is_incise(const Speech *s, Cue *cue) {
  const Reading *r = s->r;
  const Word *w = &r->words.at[cue->word];
  uint32_t floor = r->sentences.at[cue->sentence].first_word;
  bool quoted = cue->start > floor + 1 && speech_is_punct(r, cue->start - 1) && order_ends_quote(s, cue->start - 2);
  /* « "...", she said, weeping »: without a complementiser nothing is said to the right of a quotation. */
  /* « "...", reprenant à son compte »: a present participle says nothing of what is in front of it. */
  cue->present = w->morph.verbform == VERBFORM_GER || (w->morph.verbform == VERBFORM_PART && w->morph.tense == TENSE_PRES);
  if (cue->present && !cue->fronted && cue->first == cue->word && !(cue->speaker != NONE && cue->speaker > cue->word)) return false;
  if (quoted && cue->content.end && !cue->marked && !cue->by_object && s->quotes.of_word[cue->word] == NONE) cue->content = (Span){0, 0};
  if (cue->content.end && !cue->weak) return false;
  if (cue->fronted) return true;
  if (w->rel == REL_ACL || cue_role(s->cues, cue->entry, SLOT_QUOTE, STR("")) != ROLE_CONTENT) return false;
  if (cue->start == 0) return false;
  uint32_t prev = cue->start - 1;
  if (cue->start == floor) {
    bool same = prev < r->words.n && r->sentences.at[r->words.at[prev].sentence].paragraph == r->sentences.at[cue->sentence].paragraph;
    if (!same || !order_ends_quote(s, prev)) return false;
    /* A full stop in front of the closing mark, then a capital: another sentence, that has its own say. */
    uint32_t stop = prev;
    while (stop > 0 && speech_is_punct(r, stop) && !str_is(r->words.at[stop].form, ".")) stop--;
    return !str_is(r->words.at[stop].form, ".") || !utf8_capitalised(r->words.at[floor].form);
  }
  if (order_ends_quote(s, prev)) return true;
  if (!speech_is_punct(r, prev)) return false;
  Str form = r->words.at[prev].form;
  if (str_is(form, ":") || str_is(form, ";")) return false;
  if (order_ends_quote(s, prev) || (prev > floor && order_ends_quote(s, prev - 1))) return true;
  if (cue->content.end) return false;
  bool finite = false;
  for (uint32_t i = cue->first; i <= cue->last; i++) finite |= r->words.at[i].morph.verbform == VERBFORM_FIN;
  if (!finite && (cue->speaker == NONE || r->words.at[cue->speaker].head != cue->word)) return false;
  bool inverted = cue->speaker != NONE && cue->speaker > cue->first && r->words.at[cue->speaker].head == cue->word;
  /* « Hamdok was allowed to return, his office confirmed. » */
  uint32_t end = sentence_end_word(r, cue->sentence);
  bool last = cue->last + 2 >= end && cue->speaker != NONE && cue->speaker < cue->first && str_is(form, ",") && few_child(r, cue->word, REL_CC, SUB_NONE) == NONE;
  return inverted || last || w->rel == REL_PARATAXIS || left_clause(r, cue->word);
}

/* « X, a dit Y, Z »: what stands before the incise, and behind it where it is parenthetic. */
static Span incise_content(const Speech *s, const Cue *cue) {
  const Reading *r = s->r;
  uint32_t from = r->sentences.at[cue->sentence].first_word, to = cue->start;
  for (uint32_t i = cue->start, seen = 0; i-- > from && seen < 300; seen++) {
    if (str_is(r->words.at[i].form, ":") && s->quotes.of_word[i] == NONE) { from = i + 1; break; }
  }
  while (from < to && speech_is_punct(r, from)) from++;
  const Word *w = &r->words.at[cue->word];
  uint32_t end = sentence_end_word(r, cue->sentence), behind = s->hi[cue->word] + 1;
  if (w->rel == REL_PARATAXIS && behind + 2 < end && s->lo[cue->word] > from) to = end;
  /* « Le chef, a-t-on appris à Paris, a été arrêté » */
  for (uint32_t i = cue->last + 1; cue->fronted && i + 2 < end && i < cue->last + 9 && to != end; i++)
    if (str_is(r->words.at[i].form, ",") && order_clitic(s, cue) != NONE) to = end;
  while (to > from && speech_is_punct(r, to - 1)) to--;
  if (to <= from) return (Span){0, 0};
  return (Span){r->words.at[from].start, r->words.at[to - 1].end};
}

void incise_read(const Speech *s, Cue *cue) {
  invert(s, cue);
  cue->incise = is_incise(s, cue);
  if (cue->incise && (!cue->content.end || cue->weak)) cue->content = incise_content(s, cue), cue->weak = false;
}
