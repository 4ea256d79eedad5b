/* implied.c: cues that no entry names: a colon, a headline, a verb beside a quotation that nothing lists. */
#include "base/utf8.h"
#include "statements/speech.h"

static const CueEntry plain = {.pos = CUE_VERB};

static Cue *imply(Speech *s, uint32_t word, uint32_t first, uint32_t last, uint32_t speaker) {
  const Reading *r = s->r;
  s->cue_at[word] = s->found.n;
  vec_add(r->arena, &s->found, ((Cue){.entry = &plain, .word = word, .first = first, .last = last, .start = first,
                                      .sentence = r->words.at[word].sentence, .speaker = speaker, .quote = NONE, .statement = NONE}));
  return &s->found.at[s->found.n - 1];
}

#define NAME_LENGTH 14

/* « Macron : », « Le chef de l'ONU : »: nothing but one who can speak between the sentence's start and a word. */
static uint32_t only_speaker(const Speech *s, uint32_t colon, bool person) {
  const Reading *r = s->r;
  uint32_t floor = r->sentences.at[r->words.at[colon].sentence].first_word, found = NONE;
  if (colon == floor || colon - floor > NAME_LENGTH) return NONE;
  for (uint32_t i = floor; i < colon; i++) {
    const Word *w = &r->words.at[i];
    if (w->upos == UPOS_VERB || w->upos == UPOS_AUX || s->quotes.of_word[i] != NONE) return NONE;
    uint32_t m = s->cover[i];
    if (m == NONE || r->mentions.at[m].first_word != i || r->mentions.at[m].as_place) continue;
    if (i > floor && r->words.at[i - 1].upos == UPOS_ADP) continue;
    EntityKind kind = r->entities.at[r->mentions.at[m].entity].kind;
    if (kind == ENTITY_PLACE || (person && kind != ENTITY_PERSON)) continue;
    found = r->mentions.at[m].head;
  }
  return found;
}

/* A colon before a quotation makes whoever the sentence is about its speaker: « X a pris sa défense : "..." ». */
Cue *implied_by_colon(Speech *s, const Quote *q) {
  Reading *r = s->r;
  uint32_t prev = q->first_word;
  while (prev > 0 && r->words.at[prev - 1].start >= q->start) prev--;
  if (prev-- == 0) return NULL;
  uint32_t name = only_speaker(s, prev, false);
  if (name != NONE && s->cue_at[prev] == NONE) return imply(s, prev, prev, prev, name);
  uint32_t root = r->sentences.at[r->words.at[prev].sentence].root;
  if (root == NONE || root >= prev || prev - root > 40 || s->quotes.of_word[root] != NONE) return NULL;
  uint32_t subject = few_child(r, root, REL_NSUBJ, SUB_NONE);
  if (subject == NONE || subject > root || s->cue_at[root] != NONE) return NULL;
  uint32_t first = root;
  FOR_FEW_CHILDREN(r, root, c) if (r->words.at[c].rel == REL_AUX && c < first) first = c;
  return imply(s, root, first, root, subject);
}

/* « Trump: Iran 'playing with fire' »: a headline that opens with a person and a colon. */
Cue *implied_by_heading(Speech *s, const Quote *q) {
  const Reading *r = s->r;
  if (q->first_word >= r->words.n) return NULL;
  const Sentence *st = &r->sentences.at[r->words.at[q->first_word].sentence];
  for (uint32_t i = st->first_word; i < q->first_word && i < st->first_word + NAME_LENGTH; i++) {
    if (!str_is(r->words.at[i].form, ":")) continue;
    uint32_t name = only_speaker(s, i, true);
    if (name == NONE || s->cue_at[i] != NONE) return NULL;
    Cue *cue = imply(s, i, i, i, name);
    uint32_t end = st->first_word + st->n_words;
    while (end > i + 2 && speech_is_punct(r, end - 1)) end--;
    cue->content = (Span){r->words.at[i + 1].start, r->words.at[end - 1].end};
    return cue;
  }
  return NULL;
}

/* A noun in small letters without article, and no verb in the rest of its sentence. */
static bool bare_noun(const Reading *r, uint32_t at, uint32_t end) {
  const Word *w = &r->words.at[at];
  bool adjective = w->upos == UPOS_ADJ && at + 1 < end && r->words.at[at + 1].upos == UPOS_PROPN; /* « ..., abonde Alioune Tine » */
  if ((w->upos != UPOS_NOUN && !adjective) || utf8_capitalised(w->form) || w->morph.number == NUMBER_PLUR || few_child(r, at, REL_DET, SUB_NONE) != NONE) return false;
  for (uint32_t i = at + 1; i < end; i++) {
    if (str_is(r->words.at[i].form, ",")) break;
    if (r->words.at[i].upos == UPOS_VERB || r->words.at[i].upos == UPOS_AUX) return false;
  }
  return at + 1 < end && (r->words.at[at + 1].upos == UPOS_DET || r->words.at[at + 1].upos == UPOS_ADP || r->words.at[at + 1].upos == UPOS_PROPN || r->words.at[at + 1].upos == UPOS_ADV);
}

/* A verb behind a quotation, its subject behind it: any verb may stand there (« ..., ironise le ministre »). */
static Cue *inverted(Speech *s, uint32_t at, uint32_t end) {
  const Reading *r = s->r;
  uint32_t verb = at;
  if (bare_noun(r, at, end)) { /* « ..., juge pour sa part le chancelier »: a verb that the tagger took for a noun */
    Cue probe = {.word = at, .first = at, .last = at, .start = at, .sentence = r->words.at[at].sentence};
    uint32_t subject = order_subject_behind(s, &probe);
    bool phrase = subject != NONE && (few_child(r, subject, REL_DET, SUB_NONE) != NONE || r->words.at[subject].upos == UPOS_PROPN);
    return phrase ? imply(s, at, at, at, subject) : NULL;
  }
  while (verb < end && verb < at + 5 && r->words.at[verb].upos != UPOS_VERB) {
    uint8_t upos = r->words.at[verb].upos;
    if (upos != UPOS_AUX && upos != UPOS_ADV && !(upos == UPOS_PRON && r->words.at[verb].rel != REL_NSUBJ)) return NULL;
    verb++;
  }
  if (verb >= end || r->words.at[verb].upos != UPOS_VERB || s->cue_at[verb] != NONE) return NULL;
  bool finite = false;
  for (uint32_t i = at; i <= verb; i++) finite |= r->words.at[i].morph.verbform == VERBFORM_FIN;
  if (!finite) return NULL;
  Cue probe = {.word = verb, .first = at, .last = verb, .start = at, .sentence = r->words.at[verb].sentence};
  uint32_t subject = order_subject_behind(s, &probe);
  if (subject == NONE || s->lo[subject] > verb + 4 || subject > verb + 12) return NULL;
  return imply(s, verb, at, verb, subject);
}

/* « "...", the minister answers »: a verb of speech that the tagger took for a noun, or with its subject lost. */
static Cue *listed(Speech *s, uint32_t at, uint32_t end) {
  const Reading *r = s->r;
  for (uint32_t i = at + 1; i < end && i < at + 12; i++) {
    const Word *w = &r->words.at[i];
    if (w->upos == UPOS_PUNCT || w->upos == UPOS_SCONJ || s->quotes.of_word[i] != NONE) return NULL;
    bool taken = s->cue_at[i] != NONE && (s->found.at[s->cue_at[i]].entry->pos != CUE_NOUN || s->found.at[s->cue_at[i]].statement != NONE);
    if (taken || (w->upos != UPOS_NOUN && w->upos != UPOS_VERB)) continue;
    uint32_t extent = i;
    const CueEntry *e = cue_of(s->cues, r, i, CUE_VERB, &extent);
    uint32_t own = w->upos == UPOS_VERB && w->morph.verbform == VERBFORM_FIN ? few_child(r, i, REL_NSUBJ, SUB_NONE) : NONE;
    if (!e && own != NONE && own >= at && own < i && i - own < 8 && s->lo[own] <= at + 1) return imply(s, i, i, i, own); /* any verb there */
    if (!e || e->n_parts || cue_role(s->cues, e, SLOT_QUOTE, STR("")) != ROLE_CONTENT) continue;
    bool last = i + 1 >= end || r->words.at[i + 1].upos == UPOS_PUNCT || r->words.at[i + 1].upos == UPOS_ADV || s->date_of[i + 1] != NONE;
    uint8_t before = r->words.at[i - 1].upos;
    if (!last || (before != UPOS_NOUN && before != UPOS_PROPN)) continue;
    Cue *cue = imply(s, i, i, i, i - 1);
    cue->entry = e;
    return cue;
  }
  return NULL;
}

Cue *implied_by_order(Speech *s, const Quote *q) {
  const Reading *r = s->r;
  uint32_t at = q->end_word;
  while (at < r->words.n && speech_is_punct(r, at) && at < q->end_word + 4) {
    if (str_is(r->words.at[at].form, ":") || str_is(r->words.at[at].form, ".")) return NULL;
    at++;
  }
  if (at >= r->words.n || r->sentences.at[r->words.at[at].sentence].paragraph != q->paragraph || s->quotes.of_word[at] != NONE) return NULL;
  uint32_t end = sentence_end_word(r, r->words.at[at].sentence);
  Cue *cue = inverted(s, at, end);
  return cue ? cue : listed(s, at, end);
}

static bool can_name(const Speech *s, uint32_t word) {
  uint32_t m = s->r->words.at[word].mention != NONE ? s->r->words.at[word].mention : s->cover[word];
  return m != NONE && !s->r->mentions.at[m].as_place && s->r->entities.at[s->r->mentions.at[m].entity].kind != ENTITY_PLACE;
}

/* « Le communiqué "prend acte" des progrès », « Paris "condamne fermement" l'attaque »: the verb itself is quoted. */
Cue *implied_by_subject(Speech *s, const Quote *q) {
  const Reading *r = s->r;
  uint32_t verb = q->first_word, mark = verb;
  while (verb < q->end_word && verb < q->first_word + 4 && r->words.at[verb].upos != UPOS_VERB) {
    uint8_t upos = r->words.at[verb].upos;
    if (upos != UPOS_AUX && upos != UPOS_ADV && upos != UPOS_PRON) return NULL;
    verb++;
  }
  if (verb >= q->end_word || r->words.at[verb].upos != UPOS_VERB || r->words.at[verb].morph.person == 1) return NULL;
  bool finite = false;
  for (uint32_t i = q->first_word; i <= verb; i++) finite |= r->words.at[i].morph.verbform == VERBFORM_FIN;
  while (mark > 0 && r->words.at[mark - 1].start >= q->start) mark--;
  uint32_t owner = r->words.at[verb].rel == REL_CONJ ? r->words.at[verb].head : verb;
  uint32_t subject = few_child(r, owner, REL_NSUBJ, SUB_NONE), end;
  if (subject == NONE || subject >= mark) subject = order_mention_before(s, mark);
  if (!finite || subject == NONE || subject >= mark || s->quotes.of_word[subject] != NONE || r->words.at[subject].upos == UPOS_PRON) return NULL;
  uint32_t cue = s->cue_at[verb];
  if (cue != NONE && s->found.at[cue].statement == NONE && can_name(s, subject)) { /* a listed verb: « "strongly condemned" the steps » */
    s->found.at[cue].quote = NONE;
    s->found.at[cue].speaker = subject;
    return &s->found.at[cue];
  }
  const CueEntry *doc = cue_medium(s->cues, r, subject, &end);
  if (!doc || doc->pos != CUE_DOCUMENT) return NULL;
  uint32_t known = s->cue_at[owner];
  if (owner != verb && known != NONE && s->found.at[known].statement != NONE) return &s->found.at[known];
  if (s->cue_at[verb] != NONE && s->found.at[s->cue_at[verb]].statement != NONE) return &s->found.at[s->cue_at[verb]];
  return imply(s, verb, q->first_word, verb, subject);
}

static void say_paragraph(Speech *s, uint32_t colon, uint32_t speaker, uint32_t last_sentence) {
  Reading *r = s->r;
  Str medium = STR("");
  uint32_t from = r->words.at[colon + 1].start, to = r->sentences.at[last_sentence].end;
  uint32_t entity = speech_entity(s, speaker, &medium);
  const Word *mark = &r->words.at[colon];
  Statement *st = vec_push(r->arena, &r->statements);
  *st = (Statement){.speaker = entity, .cue = mark->form, .cue_kind = cue_kind(s->cues, &plain), .cue_word = colon, .start = r->sentences.at[mark->sentence].start,
                    .end = to, .sentence = mark->sentence, .content = {from, to}, .kind = STATEMENT_DIRECT, .date = r->date};
  vec_add(r->arena, &st->quotes, ((Span){from, to}));
}

void implied_in_dialogue(Speech *s) {
  const Reading *r = s->r;
  for (uint32_t i = 0, k; i < r->sentences.n; i = k) {
    const Sentence *st = &r->sentences.at[i];
    for (k = i + 1; k < r->sentences.n && r->sentences.at[k].paragraph == st->paragraph;) k++;
    if (st->kind != SENTENCE_BODY) continue;
    uint32_t end = st->first_word + st->n_words;
    for (uint32_t w = st->first_word + 1; w + 1 < end && w < st->first_word + NAME_LENGTH; w++) {
      if (!str_is(r->words.at[w].form, ":")) continue;
      uint32_t name = s->cue_at[w] == NONE && s->quotes.of_word[w + 1] == NONE && !speech_is_punct(r, w + 1) ? only_speaker(s, w, true) : NONE;
      if (name != NONE) say_paragraph(s, w, name, k - 1);
      break;
    }
  }
}
