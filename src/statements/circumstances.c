/* circumstances.c: to whom, where and when something was said. */
#include "base/utf8.h"
#include "statements/speech.h"

#define REACH 14

static bool same_clause(const Reading *r, uint32_t word, uint32_t verb) {
  for (uint32_t steps = 0; steps < 10; steps++) {
    word = r->words.at[word].head;
    if (word == verb) return true;
    if (word == NONE || r->words.at[word].upos == UPOS_VERB) return false;
  }
  return false;
}

/* « Posting on X, the minister said », « cité par l'agence TASS »: in a participial clause in front of the cue. */
static bool fronted_clause(const Reading *r, uint32_t word, const Cue *cue) {
  uint32_t at = word;
  for (uint32_t steps = 0; steps < 6 && at != NONE && at < cue->first; steps++, at = r->words.at[at].head) {
    const Word *w = &r->words.at[at];
    if (w->upos != UPOS_VERB) continue;
    if (w->morph.verbform != VERBFORM_PART && w->morph.verbform != VERBFORM_GER) return false;
    return w->head == cue->word || (cue->speaker != NONE && w->head == cue->speaker);
  }
  return false;
}

/* « qui avait rencontré la junte samedi, y voit »: the day belongs to another finite clause. */
static bool in_other_clause(const Reading *r, uint32_t word, const Cue *cue) {
  for (uint32_t steps = 0; steps < 6; steps++) {
    word = r->words.at[word].head;
    if (word == NONE || word == cue->word) return false;
    const Word *w = &r->words.at[word];
    /* « élu en 2020, a salué »: nor a participle's */
    bool participle = w->rel == REL_ACL && w->morph.verbform == VERBFORM_PART && w->head != cue->word;
    if (w->upos == UPOS_VERB && (participle || ((w->rel == REL_ACL || w->rel == REL_ADVCL) && w->sub == SUB_RELCL))) return true;
  }
  return false;
}

/* Near the cue, outside quotations, with no other cue's verb in between. */
static bool close_by(const Speech *s, const Cue *cue, uint32_t word) {
  const Reading *r = s->r;
  if (s->quotes.of_word[word] != cue->quote) return false;
  if (same_clause(r, word, cue->word)) return true;
  if (word != cue->last + 1 && in_other_clause(r, word, cue)) return false;
  bool behind = word > cue->last && word - cue->last <= REACH, front = word < cue->first && cue->first - word <= 4;
  if (!behind && !front) return false;
  uint32_t from = behind ? cue->last + 1 : word, to = behind ? word : cue->first;
  for (uint32_t i = from; i < to; i++) {
    const Word *w = &r->words.at[i];
    uint32_t q = s->quotes.of_word[i];
    bool said = q != NONE && (s->quotes.all.at[q].finite || s->quotes.all.at[q].n_words > 7);
    if (w->morph.verbform == VERBFORM_FIN || (behind && said)) return false;
  }
  return true;
}

static bool in_content(const Reading *r, const Cue *cue, uint32_t word) {
  if (cue->incise && word >= cue->start) return false; /* « talks will resume next month, he said »: in front it is what is said */
  return cue->content.end && r->words.at[word].start >= cue->content.start && r->words.at[word].start < cue->content.end;
}

/* « avait-il lancé », « had warned »: told from a day in the past. */
static bool pluperfect(const Reading *r, uint32_t word) {
  if (r->words.at[word].morph.verbform != VERBFORM_PART) return false;
  FOR_FEW_CHILDREN(r, word, c) {
    const Word *a = &r->words.at[c];
    if (a->rel == REL_AUX && a->sub != SUB_PASS && (a->morph.tense == TENSE_IMP || a->morph.tense == TENSE_PAST)) return true;
  }
  return false;
}

/* The past day that the sentences before tell of, in the paragraph or the one before. */
static void narrative_day(const Reading *r, uint32_t sentence, Statement *st) {
  uint32_t paragraph = r->sentences.at[sentence].paragraph, at = 0, end = r->dates.n;
  while (at < end) { /* the first date of the sentence or behind it */
    uint32_t mid = at + (end - at) / 2;
    if (r->dates.at[mid].sentence < sentence) at = mid + 1;
    else end = mid;
  }
  for (uint32_t seen = 0; at-- > 0 && seen < 8; seen++) {
    const Date *d = &r->dates.at[at];
    if (r->sentences.at[d->sentence].paragraph + 1 < paragraph || d->sentence + 4 < sentence) return;
    if (d->kind != DATE_DATE || d->value.n < 10 || r->date.n < 10 || str_cmp(str_of(d->value.p, 10), r->date) >= 0) continue;
    st->date = str_of(d->value.p, 10);
    return;
  }
}

static void date_of(Speech *s, const Cue *cue, Statement *st) {
  const Reading *r = s->r;
  uint32_t end = sentence_end_word(r, cue->sentence);
  uint32_t from = r->sentences.at[cue->sentence].first_word;
  if (cue->first > from + 40) from = cue->first - 40;
  if (end > cue->last + 40) end = cue->last + 40;
  st->date = r->date;
  for (uint32_t pass = 0; pass < 2; pass++)
    for (uint32_t i = from; i < end; i++) {
      if (s->date_of[i] == NONE) continue;
      const Date *d = &r->dates.at[s->date_of[i]];
      if (d->kind != DATE_DATE || !d->value.n || !utf8_is_digit((unsigned char)d->value.p[0]) || in_content(r, cue, i)) continue;
      bool fits = false;
      for (uint32_t k = d->first_word; k < d->end_word && !fits; k++) fits = pass ? close_by(s, cue, k) : same_clause(r, k, cue->word);
      if (!fits || s->quotes.of_word[i] != cue->quote) continue;
      bool ahead = d->value.n >= 10 && r->date.n >= 10 && str_cmp(str_of(d->value.p, 10), r->date) > 0;
      if (ahead && !cue->mute) continue; /* nothing was said tomorrow */
      st->date = d->value;
      return;
    }
  if (pluperfect(r, cue->word)) narrative_day(r, cue->sentence, st);
}

/* « à la foule », « aux sages »; but « à l'issue du sommet », « à la sortie ». */
static bool hears(const Speech *s, uint32_t noun, SlotWhere where) {
  return where != SLOT_PREP || s->r->words.at[noun].morph.number == NUMBER_PLUR || cue_is(s->cues, s->r, noun, CUE_COLLECTIVE);
}

static void audience_of(Speech *s, const Cue *cue, Statement *st) {
  Reading *r = s->r;
  FOR_FEW_CHILDREN(r, cue->word, c) {
    const Word *w = &r->words.at[c];
    SlotWhere where = SLOT_PREP;
    Str prep = STR("");
    if (w->rel == REL_OBJ) where = w->upos == UPOS_PRON && c < cue->word ? SLOT_IOBJ : SLOT_OBJ;
    else if (w->rel == REL_IOBJ) where = SLOT_IOBJ;
    else if (w->rel == REL_NSUBJ && w->sub == SUB_PASS) where = SLOT_OBJ;
    else if (w->rel != REL_OBL && w->rel != REL_NMOD) continue;
    FOR_FEW_CHILDREN(r, c, k) if (r->words.at[k].rel == REL_CASE && !prep.n) prep = r->words.at[k].lemma;
    if (where == SLOT_PREP && !prep.n) continue;
    if (cue_role(s->cues, cue->entry, where, prep) != ROLE_AUDIENCE || s->quotes.of_word[c] != cue->quote) continue;
    if (c == cue->speaker || s->date_of[c] != NONE || w->morph.reflex || cue_is(s->cues, r, c, CUE_CLITIC)) continue;
    uint32_t m = w->mention != NONE ? w->mention : s->cover[c], first, last, end = 0;
    const CueEntry *medium = where == SLOT_PREP && m != NONE ? NULL : cue_medium(s->cues, r, c, &end);
    if (medium && medium->pos == CUE_MEDIUM) { /* « told AFP » */
      speech_phrase(s, c, &first, &last);
      if (w->upos == UPOS_PROPN) /* « a décrit à l'AFP des scènes » */
        for (last = c; last + 1 < r->words.n && r->words.at[last + 1].upos == UPOS_PROPN && r->words.at[last + 1].sentence == w->sentence;) last++;
      if (!st->medium.n) st->medium = reading_text(r, r->words.at[c].start, r->words.at[last].end);
    } else if (m != NONE) {
      if (r->mentions.at[m].as_place && where == SLOT_PREP) continue;
      vec_add(r->arena, &st->audience, r->mentions.at[m].entity);
    } else if (w->upos == UPOS_PROPN || (w->upos == UPOS_NOUN && hears(s, c, where))) {
      speech_phrase(s, c, &first, &last);
      st->audience_text = reading_text(r, r->words.at[first].start, r->words.at[last].end);
    }
  }
}

static bool lists(Str preps, const Reading *r, uint32_t adp) {
  Str one;
  while (str_split(&preps, ';', &one)) {
    uint32_t blank = str_find(one, STR(" "));
    Str first = blank == UINT32_MAX ? one : str_sub(one, 0, blank);
    if (str_eq(first, r->words.at[adp].lemma) || str_eq(first, r->words.at[adp].form)) return true;
  }
  return false;
}

/* Is the medium part of what is said by the tree, though it says where the words were spoken? Only behind the cue. */
static void medium_of(Speech *s, const Cue *cue, Statement *st) {
  const Reading *r = s->r;
  if (st->medium.n) return;
  uint32_t from = r->sentences.at[cue->sentence].first_word, to = sentence_end_word(r, cue->sentence);
  if (cue->first > from + 24) from = cue->first - 24;
  if (to > cue->last + 24) to = cue->last + 24;
  for (uint32_t i = from; i + 1 < to; i++) {
    if (r->words.at[i].upos != UPOS_ADP && r->words.at[i].upos != UPOS_ADV) continue; /* « lors de » */
    if (s->quotes.of_word[i] != NONE && s->quotes.of_word[i] != cue->quote) continue;
    for (uint32_t k = i + 1; k < to && k < i + 5; k++) {
      uint8_t upos = r->words.at[k].upos;
      if ((upos == UPOS_VERB && r->words.at[k].morph.verbform == VERBFORM_FIN) || upos == UPOS_PUNCT) break;
      uint32_t end = k;
      const CueEntry *e = cue_medium(s->cues, r, k, &end);
      if (!e || !lists(section_str(s->cues->strings, e->kind), r, i)) {
        if (e) break;
        continue;
      }
      bool front = k < cue->first && (i == r->sentences.at[cue->sentence].first_word || same_clause(r, k, cue->word));
      if (!front && !fronted_clause(r, k, cue) && !close_by(s, cue, k)) break;
      if (s->cover[k] != NONE && r->mentions.at[s->cover[k]].entity == st->speaker) break;
      uint32_t first, last;
      speech_phrase(s, end - 1, &first, &last);
      uint32_t head_last;
      speech_phrase(s, k, &first, &head_last);
      if (head_last > last) last = head_last;
      if (last + 1 < end) last = end - 1;
      const Word *w = &r->words.at[end - 1]; /* « Telegram channel », « video address » */
      if (w->rel == REL_COMPOUND && w->head != NONE && w->head >= end && w->head < end + 3 && last < w->head) last = w->head;
      while (k > i + 1 && r->words.at[k - 1].upos == UPOS_ADJ) k--;
      st->medium = reading_text(r, r->words.at[k].start, r->words.at[last].end);
      return;
    }
  }
}

void speech_circumstances(Speech *s, const Cue *cue) {
  Statement *st = &s->r->statements.at[cue->statement];
  date_of(s, cue, st);
  audience_of(s, cue, st);
  medium_of(s, cue, st);
}
