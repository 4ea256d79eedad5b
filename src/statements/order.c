/* order.c: who speaks by the order of the words alone, where the tree has lost the verb or its subject. */
#include "base/utf8.h"
#include "statements/speech.h"

/* « l'un des grévistes », « one of the strikers » */
bool order_is_partitive(const Speech *s, uint32_t word) {
  const Reading *r = s->r;
  const Word *w = &r->words.at[word];
  if (w->upos != UPOS_PRON && w->upos != UPOS_NUM) return false;
  if (word + 2 >= sentence_end_word(r, w->sentence) || r->words.at[word + 1].upos != UPOS_ADP) return false;
  if (w->upos == UPOS_PRON && (w->morph.prontype == PRONTYPE_REL || w->morph.prontype == PRONTYPE_PRS)) return false;
  FOR_FEW_CHILDREN(r, word, c) {
    const Word *k = &r->words.at[c];
    if ((k->rel == REL_NMOD || k->rel == REL_OBL) && c > word && few_child(r, c, REL_CASE, SUB_NONE) == word + 1) return true;
  }
  return false;
}

bool order_ends_quote(const Speech *s, uint32_t word) {
  if (s->quotes.of_word[word] != NONE) return true;
  if (!speech_is_punct(s->r, word) || word == 0) return false;
  uint32_t q = s->quotes.of_word[word - 1];
  return q != NONE && s->r->words.at[word].start < s->quotes.all.at[q].end;
}

/* « said opposition figure Rose Lokissim »: a person's name in the same noun phrase. */
static uint32_t name_on(const Speech *s, uint32_t from, uint32_t end) {
  const Reading *r = s->r;
  for (uint32_t i = from; i < end && i < from + 5; i++) {
    uint8_t upos = r->words.at[i].upos;
    uint32_t m = s->cover[i];
    if (m != NONE && r->mentions.at[m].first_word == i && r->mentions.at[m].form == FORM_NAME &&
        r->entities.at[r->mentions.at[m].entity].kind == ENTITY_PERSON) return r->mentions.at[m].head;
    if (upos != UPOS_NOUN && upos != UPOS_PROPN && upos != UPOS_ADJ && upos != UPOS_VERB) return NONE;
  }
  return NONE;
}

/* The first noun phrase behind an inverted verb that no preposition governs and that is no date: « a assuré lundi dans
 * une allocution le chef ... ». */
uint32_t order_subject_behind(const Speech *s, const Cue *cue) {
  const Reading *r = s->r;
  uint32_t end = sentence_end_word(r, cue->sentence);
  bool governed = false, noun = false;
  for (uint32_t i = cue->last + 1; i < end && i < cue->last + 20; i++) {
    const Word *w = &r->words.at[i];
    if (i == cue->last + 1 && str_is(w->form, ",")) { /* « constate, hébété, un secouriste » */
      uint32_t close = i + 1;
      while (close < end && close < i + 5 && !speech_is_punct(r, close)) close++;
      if (close >= end || !str_is(r->words.at[close].form, ",") || close == i + 1) return NONE;
      i = close;
      continue;
    }
    if (s->date_of[i] != NONE && r->dates.at[s->date_of[i]].end_word > i) {
      i = r->dates.at[s->date_of[i]].end_word - 1;
      noun = true;
      continue;
    }
    uint32_t m = s->cover[i];
    bool name = m != NONE && r->mentions.at[m].first_word == i && r->mentions.at[m].form == FORM_NAME &&
                r->entities.at[r->mentions.at[m].entity].kind == ENTITY_PERSON && r->words.at[i - 1].upos != UPOS_ADP;
    if (name) return r->mentions.at[m].head;
    switch (w->upos) {
      case UPOS_VERB: case UPOS_AUX: case UPOS_SCONJ: case UPOS_PUNCT: return NONE;
      case UPOS_ADP: governed = true; noun = false; break;
      case UPOS_PRON: case UPOS_NUM: if (!governed && order_is_partitive(s, i)) return i; break;
      case UPOS_DET: if (noun && r->words.at[i - 1].upos != UPOS_ADP) governed = false; break;
      case UPOS_NOUN: case UPOS_PROPN:
        if (!governed) {
          uint32_t person = name_on(s, i + 1, end);
          if (person != NONE) return person;
          uint32_t head = i; /* « State Department spokeswoman » */
          for (w = &r->words.at[i]; w->head != NONE && w->head > head && w->head < head + 6 && (w->rel == REL_NMOD || w->rel == REL_COMPOUND); w = &r->words.at[head]) head = w->head;
          return head;
        }
        noun = true;
        break;
      default: break;
    }
  }
  return NONE;
}

/* The pronoun in « a-t-il dit ». */
uint32_t order_clitic(const Speech *s, const Cue *cue) {
  const Reading *r = s->r;
  for (uint32_t i = cue->first; i <= cue->last; i++)
    if (r->words.at[i].upos == UPOS_PRON && i > cue->first && r->words.at[i].form.p[0] == '-') return i;
  return NONE;
}

/* « "...", the Serb added. »: a noun phrase between what is said and the verb, which the tree hangs elsewhere. */
uint32_t order_subject_in_front(const Speech *s, const Cue *cue) {
  const Reading *r = s->r;
  uint32_t floor = r->sentences.at[cue->sentence].first_word, end = sentence_end_word(r, cue->sentence);
  if (cue->first == floor) return NONE;
  uint32_t at = cue->first - 1;
  uint8_t upos = r->words.at[at].upos;
  bool aged = upos == UPOS_ADJ && at > floor && str_is(r->words.at[at - 1].form, "-"); /* « the 34-year-old added » */
  if (upos != UPOS_NOUN && upos != UPOS_PROPN && upos != UPOS_PRON && !aged) return NONE;
  uint32_t from = at;
  while (from > floor && at - from < 10) {
    const Word *w = &r->words.at[from - 1];
    if (w->upos == UPOS_VERB || w->upos == UPOS_AUX || w->upos == UPOS_ADP || w->upos == UPOS_SCONJ || s->quotes.of_word[from - 1] != NONE) break;
    if (w->upos == UPOS_PUNCT && !(str_is(w->form, "-") && !w->space_after)) break;
    from--;
  }
  bool last = cue->last + 1 >= end || (cue->last + 2 >= end && speech_is_punct(r, cue->last + 1));
  bool quoted = (from > 0 && order_ends_quote(s, from - 1)) || (from > floor + 1 && speech_is_punct(r, from - 1) && order_ends_quote(s, from - 2));
  bool comma = from > floor + 2 && str_is(r->words.at[from - 1].form, ",");
  return quoted || (comma && last) ? at : NONE;
}

bool order_is_narrated(const Speech *s, uint32_t word) {
  const Reading *r = s->r;
  const Word *w = &r->words.at[word];
  uint32_t floor = r->sentences.at[w->sentence].first_word;
  if (w->morph.verbform != VERBFORM_INF || word < floor + 2 || word > floor + 12 || r->words.at[floor].upos != UPOS_CCONJ) return false;
  for (uint32_t i = floor + 1; i < word; i++)
    if (r->words.at[i].upos == UPOS_VERB || r->words.at[i].upos == UPOS_AUX || r->words.at[i].upos == UPOS_PUNCT) return false;
  uint32_t at = word;
  while (at > floor + 1 && r->words.at[at - 1].upos == UPOS_PRON) at--;
  bool marked = at > floor && r->words.at[at - 1].upos == UPOS_ADP;
  return marked && (at - 1 <= floor + 2 || order_narrator(s, word) != NONE);
}

uint32_t order_narrator(const Speech *s, uint32_t word) {
  const Reading *r = s->r;
  uint32_t floor = r->sentences.at[r->words.at[word].sentence].first_word;
  for (uint32_t i = floor + 1; i < word; i++) {
    uint32_t m = s->cover[i];
    if (r->words.at[i].upos == UPOS_ADP) return NONE;
    if (m != NONE && r->mentions.at[m].head == i && !r->mentions.at[m].as_place) return i;
  }
  return NONE;
}

static bool finite(const Reading *r, const Cue *cue) {
  for (uint32_t i = cue->first; i <= cue->last; i++)
    if (r->words.at[i].morph.verbform == VERBFORM_FIN) return true;
  /* « warned » alone, tagged as a participle: one that shows no gender may be a past tense. */
  const Word *w = &r->words.at[cue->word];
  return w->morph.tense == TENSE_PAST && !w->morph.gender && w->rel == REL_ROOT && few_child(r, cue->word, REL_AUX, SUB_NONE) == NONE;
}

/* Of the mentions that end right before a word the longest: « a spokesman for the force » */
const Mention *order_longest_before(const Speech *s, uint32_t word) {
  const Reading *r = s->r;
  uint32_t at = s->cover[word - 1], from = at > 6 ? at - 6 : 0, best = at;
  for (uint32_t i = from; i < r->mentions.n && i < at + 7; i++) {
    const Mention *m = &r->mentions.at[i];
    if (m->end_word == word && m->first_word < r->mentions.at[best].first_word) best = i;
  }
  return &r->mentions.at[best];
}

/* The mention that ends right before a word, none of its own preposition's: « Lahbib » in « X's minister, Hadja Lahbib, » */
static uint32_t mention_before(const Speech *s, uint32_t word, uint32_t floor, bool apposed) {
  const Reading *r = s->r;
  if (word <= floor || s->cover[word - 1] == NONE) return NONE;
  const Mention *m = order_longest_before(s, word);
  if (m->end_word != word || m->as_place || m->first_word < floor) return NONE;
  if (m->form != FORM_NAME && m->form != FORM_ROLE && m->form != FORM_METONYM) return NONE;
  if (s->quotes.of_word[m->head] != s->quotes.of_word[word]) return NONE;
  uint32_t at = m->first_word;
  while (at > floor && (r->words.at[at - 1].upos == UPOS_DET || r->words.at[at - 1].upos == UPOS_ADJ || r->words.at[at - 1].morph.poss)) at--;
  if (at > floor && r->words.at[at - 1].upos == UPOS_ADP) return NONE;
  bool opens = at == floor || order_ends_quote(s, at - 1) || str_is(r->words.at[at - 1].form, ",");
  return !apposed || opens ? m->head : NONE;
}

/* « "...", Orban, who ..., told »: a name right behind a quotation, its relative clause between commas. */
static uint32_t name_after_quote(const Speech *s, const Cue *cue, uint32_t floor) {
  const Reading *r = s->r;
  uint32_t from = cue->first > floor + 30 ? cue->first - 30 : floor;
  for (uint32_t i = cue->first; i-- > from;) {
    if (s->quotes.of_word[i] != NONE) return NONE;
    uint32_t m = s->cover[i];
    bool name = m != NONE && r->mentions.at[m].first_word == i && !r->mentions.at[m].as_place && r->mentions.at[m].form != FORM_PRONOUN;
    if (!name || r->mentions.at[m].end_word >= cue->first || !str_is(r->words.at[r->mentions.at[m].end_word].form, ",")) continue;
    uint32_t at = i;
    while (at > floor && (r->words.at[at - 1].upos == UPOS_DET || r->words.at[at - 1].upos == UPOS_ADJ || r->words.at[at - 1].upos == UPOS_NOUN)) at--;
    bool opens = at == 0 || at == floor || order_ends_quote(s, at - 1) || (speech_is_punct(r, at - 1) && at > 1 && order_ends_quote(s, at - 2));
    if (opens) return r->mentions.at[m].head;
  }
  return NONE;
}

/* « Corneille Nangaa, le coordinateur de l'AFC, avait tenu »: a name that opens the sentence, what stands between commas told of
 * it, and no other verb. */
static uint32_t opening_name(const Speech *s, const Cue *cue, uint32_t floor) {
  const Reading *r = s->r;
  uint32_t at = floor;
  while (at < cue->first && (r->words.at[at].upos == UPOS_DET || s->cover[at] == NONE) && at < floor + 3) at++;
  uint32_t m = at < cue->first ? s->cover[at] : NONE;
  if (m == NONE || r->mentions.at[m].as_place || r->mentions.at[m].form != FORM_NAME || s->quotes.of_word[at] != NONE) return NONE;
  uint32_t behind = r->mentions.at[m].end_word;
  if (behind >= cue->first || !str_is(r->words.at[behind].form, ",")) return NONE;
  for (uint32_t i = floor; i < cue->first; i++) {
    const Word *w = &r->words.at[i];
    if (i < at && w->upos == UPOS_ADP) return NONE;
    if (w->morph.verbform == VERBFORM_FIN || s->quotes.of_word[i] != NONE || (w->upos == UPOS_PUNCT && str_is(w->form, ":"))) return NONE;
  }
  return r->mentions.at[m].head;
}

uint32_t order_subject(const Speech *s, const Cue *cue) {
  const Reading *r = s->r;
  uint32_t floor = r->sentences.at[cue->sentence].first_word, at = cue->first;
  if (!finite(r, cue) || at == floor) return NONE;
  while (at > floor && r->words.at[at - 1].upos == UPOS_ADV) at--;
  bool comma = at > floor && str_is(r->words.at[at - 1].form, ",");
  if (!comma) return mention_before(s, at, floor, false);
  uint32_t name = mention_before(s, at - 1, floor, true);
  if (name == NONE) name = name_after_quote(s, cue, floor);
  if (name == NONE) name = opening_name(s, cue, floor);
  if (name != NONE || at == cue->first) return name;
  FOR_FEW_CHILDREN(r, cue->word, c) { /* « The king listened, then told »: the verb before, which the tree hangs below */
    uint32_t subject = c < at && r->words.at[c].upos == UPOS_VERB ? few_child(r, c, REL_NSUBJ, SUB_NONE) : NONE;
    if (subject != NONE && subject < at && s->quotes.of_word[subject] == NONE) return subject;
  }
  return NONE;
}

uint32_t order_mention_before(const Speech *s, uint32_t word) {
  uint32_t floor = s->r->sentences.at[s->r->words.at[word].sentence].first_word;
  bool comma = word > floor && str_is(s->r->words.at[word - 1].form, ",");
  return comma ? mention_before(s, word - 1, floor, true) : mention_before(s, word, floor, false);
}
