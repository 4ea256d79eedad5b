/* attach.c: statements from cues, and each quotation to the statement that it belongs to. */
#include "base/utf8.h"
#include "statements/speech.h"

#define NEAR 14

static bool sentence_like(const Quote *q) { return q->finite ? q->n_words >= 3 || q->capital : (q->capital && q->n_words >= 4) || q->n_words >= 14; }

static void cover_span(Statement *st, uint32_t start, uint32_t end) {
  if (start < st->start) st->start = start;
  if (end > st->end) st->end = end;
}

/* The speaker of an impersonal cue (« lit-on ») is the subject of a verb of speech that is quoted: « l'UE "exige ..." ». */
static uint32_t quoted_subject(const Speech *s, const Cue *cue) {
  const Reading *r = s->r;
  uint32_t from = r->sentences.at[cue->sentence].first_word;
  if (cue->first > from + 60) from = cue->first - 60;
  for (uint32_t i = from; i < cue->first; i++) {
    if (s->cue_at[i] == NONE || s->quotes.of_word[i] == NONE) continue;
    uint32_t speaker = s->found.at[s->cue_at[i]].speaker;
    if (speaker != NONE && s->quotes.of_word[speaker] == NONE) return speaker;
  }
  return NONE;
}

/* « a-t-on appris de source diplomatique »: the source that the words behind an impersonal cue name, or NONE. */
static uint32_t source_behind(const Speech *s, const Cue *cue) {
  const Reading *r = s->r;
  for (uint32_t i = cue->last + 1; i < cue->last + 4 && i < sentence_end_word(r, cue->sentence); i++) {
    if (s->cue_at[i] == NONE) continue;
    const Cue *c = &s->found.at[s->cue_at[i]];
    return c->entry->pos == CUE_PHRASE ? c->speaker : NONE;
  }
  return NONE;
}

static uint32_t statement_of(Speech *s, Cue *cue) {
  if (cue->statement != NONE) return cue->statement;
  Reading *r = s->r;
  const Word *first = &r->words.at[cue->first], *last = &r->words.at[cue->last];
  Str medium = STR("");
  uint32_t speaker = NONE;
  if (cue->speaker != NONE) speaker = speech_entity(s, cue->speaker, &medium);
  else if (cue->entry->pos == CUE_PHRASE && cue->entry->after == AFTER_SAME) speaker = s->last_speaker;
  else if (cue->same) speaker = s->last_speaker;
  if (speaker == NONE && cue->incise) {
    uint32_t subject = source_behind(s, cue);
    if (subject == NONE) subject = quoted_subject(s, cue);
    if (subject != NONE) speaker = speech_entity(s, subject, &medium);
  }
  cue->statement = r->statements.n;
  Statement *st = vec_push(r->arena, &r->statements);
  *st = (Statement){.speaker = speaker, .cue = reading_text(r, first->start, last->end), .cue_kind = cue_kind(s->cues, cue->entry),
                    .cue_word = cue->word, .start = first->start, .end = last->end, .sentence = cue->sentence,
                    .kind = cue->entry->pos == CUE_PHRASE ? STATEMENT_ATTRIBUTED : STATEMENT_INDIRECT, .medium = medium};
  if (cue->content.end && !cue->weak) st->content = cue->content;
  if (cue->content.end) cover_span(st, cue->content.start, cue->content.end);
  if (cue->reach.end) cover_span(st, cue->reach.start, cue->reach.end);
  if (cue->speaker != NONE && r->words.at[cue->speaker].sentence == cue->sentence) {
    uint32_t a, b;
    speech_phrase(s, cue->speaker, &a, &b);
    cover_span(st, r->words.at[a].start, r->words.at[b].end);
  }
  speech_circumstances(s, cue);
  if (speaker != NONE) s->last_speaker = speaker, s->last_sentence = cue->sentence;
  return cue->statement;
}

static void add_quote(Speech *s, uint32_t statement, const Quote *q, bool direct) {
  Reading *r = s->r;
  Statement *st = &r->statements.at[statement];
  if (st->quotes.n && st->quotes.at[st->quotes.n - 1].start == q->inner.start) return;
  vec_add(r->arena, &st->quotes, q->inner);
  if (!st->content.end) st->content = q->inner;
  if (q->inner.start < st->content.start) st->content.start = q->inner.start;
  if (q->inner.end > st->content.end) st->content.end = q->inner.end;
  cover_span(st, q->start, q->end);
  if (st->kind == STATEMENT_INDIRECT) st->kind = direct ? STATEMENT_DIRECT : STATEMENT_MIXED;
}

/* The first cue at or behind a word. */
static uint32_t cue_from(const Speech *s, uint32_t word) {
  uint32_t lo = 0, hi = s->n_sorted;
  while (lo < hi) {
    uint32_t mid = lo + (hi - lo) / 2;
    if (s->found.at[mid].word < word) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}

static bool takes_content(const Speech *s, const Cue *cue) {
  if (cue->entry->pos != CUE_VERB && cue->entry->pos != CUE_REFLEXIVE) return true;
  return cue_role(s->cues, cue->entry, SLOT_CLAUSE, STR("")) || cue_role(s->cues, cue->entry, SLOT_OBJ, STR("")) || cue_role(s->cues, cue->entry, SLOT_PRED, STR(""));
}

/* « juge "irresponsable" », « dénonce "une provocation" »: the quoted words are an argument; and somebody says them. */
static bool names_its_object(const Speech *s, const Cue *cue) {
  const Morph *m = &s->r->words.at[cue->word].morph;
  if (cue->speaker == NONE && m->verbform == VERBFORM_INF) return false;
  return cue_role(s->cues, cue->entry, SLOT_OBJ, STR("")) || cue_role(s->cues, cue->entry, SLOT_PRED, STR(""));
}

static bool takes_quotes(const Speech *s, const Cue *cue) {
  return (cue->entry->pos == CUE_VERB || cue->entry->pos == CUE_REFLEXIVE) && cue_role(s->cues, cue->entry, SLOT_QUOTE, STR("")) == ROLE_CONTENT;
}

/* No verb and no other quotation between two words: only a subject and adverbs. */
static bool plain_between(const Speech *s, uint32_t from, uint32_t to) {
  for (uint32_t i = from; i < to; i++)
    if (s->r->words.at[i].upos == UPOS_VERB || s->quotes.of_word[i] != NONE) return false;
  return true;
}

/* « ... », a dit X. */
static Cue *cue_behind(Speech *s, const Quote *q) {
  const Reading *r = s->r;
  uint32_t at = q->end_word;
  while (at < r->words.n && speech_is_punct(r, at)) at++;
  if (at >= r->words.n || r->sentences.at[r->words.at[at].sentence].paragraph != q->paragraph) return NULL;
  uint32_t sentence = r->words.at[at].sentence;
  bool parted = sentence != r->words.at[q->end_word ? q->end_word - 1 : 0].sentence;
  for (uint32_t i = cue_from(s, q->end_word); i < s->n_sorted; i++) {
    Cue *c = &s->found.at[i];
    if (c->sentence != sentence || c->first > at + 2 * NEAR) return NULL;
    if (c->quote != NONE || !takes_quotes(s, c)) continue;
    if (c->incise && (c->start <= at + 1 || !parted)) return c;
    if (c->start > at + NEAR || parted) return NULL;
    /* The tree lost the subject: only plain words up to the verb, and nothing said behind it. */
    if (c->present) return NULL;
    if ((!c->content.end || c->weak) && plain_between(s, at, c->first) && c->first <= at + 6 && !c->passive) return c;
    return NULL;
  }
  return NULL;
}

/* X a dit : « ... ». The cue may stand in the sentence before, where the colon ends it. */
static Cue *cue_before(Speech *s, const Quote *q, bool *colon) {
  const Reading *r = s->r;
  *colon = false;
  uint32_t at = q->first_word;
  while (at > 0 && r->words.at[at - 1].start >= q->start) at--;
  if (at == 0) return NULL;
  uint32_t prev = at - 1;
  *colon = str_is(r->words.at[prev].form, ":");
  bool comma = str_is(r->words.at[prev].form, ",") || str_is(r->words.at[prev].form, "-") || str_is(r->words.at[prev].form, "–") || str_is(r->words.at[prev].form, "—");
  uint32_t sentence = r->words.at[prev].sentence;
  if (!*colon && (r->words.at[at < r->words.n ? at : prev].sentence != sentence)) return NULL;
  uint32_t reach = *colon ? 40 : comma ? 8 : 3;
  for (uint32_t i = cue_from(s, at); i-- > 0;) {
    Cue *c = &s->found.at[i];
    if (c->sentence != sentence || c->last + reach < prev) return NULL;
    if (c->quote != NONE || c->passive) continue;
    if (c->entry->pos == CUE_PHRASE) {
      if (*colon) return c;
      continue;
    }
    if (c->entry->pos == CUE_NOUN && (*colon || c->last == prev)) return c;
    if (takes_quotes(s, c) && !(c->incise && !*colon)) return c;
  }
  return NULL;
}

/* « maintenir une surveillance "nécessaire" »: an object that the verb does not speak of carries no quotation up. */
static bool carries(const Speech *s, const Cue *c, const Quote *q, uint32_t child) {
  const Reading *r = s->r;
  if (child >= q->first_word && child < q->end_word) return true;
  if (r->words.at[child].rel != REL_OBJ || s->cue_at[child] != NONE) return true;
  SlotRole role = cue_role(s->cues, c->entry, SLOT_OBJ, STR(""));
  return role == ROLE_CONTENT || role == ROLE_TOPIC || role == ROLE_TARGET;
}

/* The cue that the quoted words hang on, by content or by the tree. */
static Cue *cue_above(Speech *s, const Quote *q) {
  const Reading *r = s->r;
  Cue *bare = NULL;
  for (uint32_t i = q->first_word; i < q->end_word && i < q->first_word + 40; i++) {
    uint32_t at = r->words.at[i].head, below = i;
    for (uint32_t steps = 0; at != NONE && steps < 24; steps++, below = at, at = r->words.at[at].head) {
      if (at >= q->first_word && at < q->end_word) break;
      if (s->cue_at[at] == NONE) continue;
      Cue *c = &s->found.at[s->cue_at[at]];
      if (c->quote != NONE || c->entry->pos == CUE_NOUN || c->entry->pos == CUE_PHRASE) continue;
      if (c->passive && c->speaker == NONE && c->incise == false) continue;
      if (!carries(s, c, q, below)) break;
      /* « accusant X de vouloir "détruire" »: nobody's infinitive leaves it to what is above. */
      bool nobody = c->speaker == NONE && r->words.at[at].morph.verbform == VERBFORM_INF;
      /* « said talks would continue "as soon as possible" »: so does what says nothing itself. */
      bool idle = !c->content.end && !c->reach.end && r->words.at[below].rel == REL_OBL && r->words.at[at].rel == REL_CCOMP;
      if ((nobody || idle) && !bare) {
        bare = c;
        continue;
      }
      return c;
    }
  }
  if (bare) return bare;
  uint32_t sentence = q->first_word < r->words.n ? r->words.at[q->first_word].sentence : NONE;
  for (uint32_t i = cue_from(s, q->first_word), seen = 0; i-- > 0 && seen < 16; seen++) {
    Cue *c = &s->found.at[i];
    if (c->sentence != sentence) break;
    if (c->quote == NONE && c->content.end && q->inner.start >= c->content.start && q->inner.end <= c->content.end && c->entry->pos != CUE_NOUN) return c;
  }
  return NULL;
}

/* A phrase (« selon X ») or an incise behind it whose content takes the quotation in. */
static Cue *cue_around(Speech *s, const Quote *q) {
  const Reading *r = s->r;
  if (q->first_word >= r->words.n) return NULL;
  uint32_t sentence = r->words.at[q->first_word].sentence;
  for (uint32_t i = cue_from(s, r->sentences.at[sentence].first_word), seen = 0; i < s->n_sorted && seen < 24; i++, seen++) {
    Cue *c = &s->found.at[i];
    if (c->sentence != sentence) break;
    if (c->quote != NONE || !(c->entry->pos == CUE_PHRASE || c->incise) || !c->content.end) continue;
    if (q->inner.start >= c->content.start && q->inner.end <= c->content.end) return c;
  }
  return NULL;
}

/* « A, a dit X, et B »: the cue in the midst of the quotation. */
static Cue *cue_inside(Speech *s, const Quote *q) {
  for (uint32_t i = cue_from(s, q->first_word); i < s->n_sorted; i++) {
    Cue *c = &s->found.at[i];
    if (c->word >= q->end_word) return NULL;
    bool parted = c->start > q->first_word && speech_is_punct(s->r, c->start - 1);
    if (parted && c->incise && c->speaker != NONE && s->r->words.at[c->speaker].morph.person != 1) return c;
  }
  return NULL;
}

/* The word with which a quotation begins, its mark counted in. */
static uint32_t quote_mark(const Reading *r, const Quote *q) {
  uint32_t at = q->first_word;
  while (at > 0 && r->words.at[at - 1].start >= q->start) at--;
  return at;
}

/* A comma right behind the closing mark. */
static bool parted_off(const Reading *r, const Quote *q) {
  uint32_t at = q->end_word;
  while (at < r->words.n && r->words.at[at].start < q->end) at++;
  return at < r->words.n && str_is(r->words.at[at].form, ",");
}

/* « told "Face the Nation" »: what is written like a title was not said. */
static bool is_title(const Reading *r, const Quote *q) {
  uint32_t capitals = 0;
  if (q->n_words < 2 || q->n_words > 7 || q->finite) return false;
  for (uint32_t i = q->first_word; i < q->end_word; i++) {
    const Word *w = &r->words.at[i];
    if (w->upos == UPOS_PUNCT) return false;
    if (utf8_capitalised(w->form)) capitals++;
    else if (w->form.n > 3) return false;
  }
  return capitals >= 2;
}

typedef struct {
  uint32_t statement, paragraph, end; /* of the last quotation that was said */
  bool open;                          /* it goes on in the next paragraph */
  uint32_t waiting;                   /* the first of the quotations that go on up to here and whose cue is yet to come, or NONE */
  uint32_t near, near_end;            /* the statement of the quotation before, whatever its length; the word behind it */
} Last;

static bool joins(const Speech *s, const Last *last, const Quote *q) {
  if (last->statement == NONE) return false;
  if (last->open) return true;
  if (q->paragraph != last->paragraph && q->paragraph != last->paragraph + 1) return false;
  if (q->paragraph == last->paragraph) return q->start - last->end < 400;
  /* A paragraph that is one quotation carries on the one before. */
  return q->first_word > 0 && s->r->sentences.at[s->r->words.at[q->first_word].sentence].start == q->start && q->n_words >= 6;
}

/* « "a living wage" and "an end to night shifts" »: coordinated with the quotation before. */
static bool coordinated(const Speech *s, const Last *last, const Quote *q) {
  const Reading *r = s->r;
  if (last->near == NONE || q->first_word <= last->near_end || q->first_word - last->near_end > 7) return false;
  if (r->words.at[last->near_end].sentence != r->words.at[q->first_word].sentence) return false;
  bool joined = false;
  for (uint32_t i = last->near_end; i < q->first_word; i++) {
    uint8_t upos = r->words.at[i].upos;
    joined |= upos == UPOS_CCONJ || str_is(r->words.at[i].form, ",");
    if (upos != UPOS_CCONJ && upos != UPOS_PUNCT && upos != UPOS_ADP && upos != UPOS_DET) return false;
  }
  return joined;
}

/* « Daglo, dit "Hemedti", »: what somebody is called, between commas. */
static bool is_nickname(Speech *s, const Quote *q) {
  const Reading *r = s->r;
  uint32_t at = quote_mark(r, q), end = q->end_word;
  if (!q->capital || q->finite || q->n_words > 4 || at < 3) return false;
  while (end < r->words.n && r->words.at[end].start < q->end) end++;
  if (end >= r->words.n || !speech_is_punct(r, end)) return false;
  Cue *cue = s->cue_at[at - 1] == NONE ? NULL : &s->found.at[s->cue_at[at - 1]];
  if (!cue || cue->first != cue->last || !str_is(r->words.at[cue->first - 1].form, ",")) return false;
  bool named = s->cover[cue->first - 2] != NONE || r->words.at[cue->first - 2].upos == UPOS_PROPN;
  if (named) cue->mute = true;
  return named;
}

static bool starts_sentence(const Reading *r, const Quote *q) {
  return q->first_word < r->words.n && r->sentences.at[r->words.at[q->first_word].sentence].start + 4 >= q->start &&
         r->sentences.at[r->words.at[q->first_word].sentence].start <= q->start;
}

/* « Jamais. »: all of its sentence */
static bool is_sentence(const Reading *r, const Quote *q) {
  const Sentence *st = &r->sentences.at[r->words.at[q->first_word].sentence];
  return q->capital && st->start >= q->start && st->end <= q->end;
}

static void attach_quote(Speech *s, const Quote *q, Last *last) {
  Reading *r = s->r;
  bool colon = false, clause = sentence_like(q), opens = starts_sentence(r, q);
  if (!opens && (is_title(r, q) || is_nickname(s, q))) return;
  Cue *behind = cue_behind(s, q), *before = cue_before(s, q, &colon), *above = NULL, *cue = NULL;
  bool direct = false;
  if (clause || opens || colon) {
    bool told = colon && before && before->entry->pos != CUE_NOUN && (before->speaker != NONE || before->same);
    if (told && behind && behind->incise && q->end_word > 0 && behind->sentence == r->words.at[q->end_word - 1].sentence) told = false;
    cue = told ? before : behind;
    direct = opens || colon;
    if (!cue && before) cue = before, direct = true;
    if (!cue) cue = cue_inside(s, q), direct = true;
    if (!cue) cue = cue_above(s, q);
    if (!cue && (opens || colon)) cue = cue_around(s, q), direct = cue && cue->incise;
    if (!cue && colon && clause) cue = implied_by_colon(s, q), direct = true;
    if (!cue) cue = implied_by_order(s, q), direct = cue != NULL;
    bool anew = q->continues && !last->open && q->paragraph != last->paragraph; /* its speaker is told behind the next paragraph */
    if (!cue && (clause || is_sentence(r, q)) && opens && !anew && joins(s, last, q)) {
      add_quote(s, last->statement, q, true);
      last->paragraph = q->paragraph, last->end = q->end, last->open = q->continues;
      last->waiting = NONE;
      return;
    }
  } else {
    above = cue_above(s, q);
    /* « que Budapest juge "irresponsable" »: the verb right in front of the quotation, whatever is above it. */
    bool next = before && before->last + 1 == quote_mark(s->r, q) && before->entry->pos != CUE_NOUN && names_its_object(s, before);
    cue = above && !next ? above : before;
    /* « ont discuté "de la sécurité", a indiqué le ministère »: what takes no clause leaves it to the verb behind. */
    if (!cue || (behind && behind->incise && !takes_content(s, cue))) cue = behind ? behind : cue;
  }
  if (!cue) cue = cue_around(s, q);
  if (!cue) cue = implied_by_subject(s, q);
  if (!cue) cue = implied_by_heading(s, q);
  if (!cue && q->end_word + 1 < r->words.n && parted_off(r, q)) cue = implied_by_order(s, q);
  if (!cue && coordinated(s, last, q)) {
    add_quote(s, last->near, q, false);
    last->near_end = q->end_word;
    return;
  }
  if (!cue && q->continues) {
    if (last->waiting == NONE) last->waiting = (uint32_t)(q - s->quotes.all.at);
    return;
  }
  if (!cue) {
    last->waiting = NONE;
    reading_trace(r, "statements: no cue for the quotation at %u, %u words", q->start, q->n_words);
    return;
  }
  uint32_t statement = statement_of(s, cue);
  for (const Quote *w = last->waiting == NONE ? q : &s->quotes.all.at[last->waiting]; w < q; w++)
    if (w->outer == NONE && w->continues) add_quote(s, statement, w, true);
  last->waiting = NONE;
  add_quote(s, statement, q, direct && (clause || cue == behind));
  if (clause) *last = (Last){statement, q->paragraph, q->end, q->continues, NONE, NONE, 0};
  last->near = statement;
  last->near_end = q->end_word;
}

/* An actor in the subject: « the figures reject » is no speech. */
static bool can_speak(const Speech *s, const Cue *cue) {
  const Reading *r = s->r;
  if (cue->speaker == NONE) return false;
  if (!r->mentions.n) return true;
  const Word *w = &r->words.at[cue->speaker];
  if (w->upos == UPOS_PRON) return w->morph.prontype == PRONTYPE_REL || w->mention != NONE;
  uint32_t m = w->mention != NONE ? w->mention : s->cover[cue->speaker];
  return m != NONE && r->entities.at[r->mentions.at[m].entity].kind != ENTITY_PLACE;
}

static bool stands_alone(const Speech *s, const Cue *cue) {
  bool cited = cue->passive && str_is(cue_kind(s->cues, cue->entry), "quote"); /* « cité par l'agence » */
  if (cited) return false;
  if (cue->statement != NONE || !cue->content.end) return cue->statement == NONE && cue->weak && !cue->mute && !cue->passive && cue->quote == NONE && can_speak(s, cue);
  if (cue->mute || cue->quote != NONE) return false;
  if (cue->entry->pos == CUE_PHRASE) return true;
  if (cue->entry->pos == CUE_NOUN) return !cue->weak && can_speak(s, cue);
  if (cue->weak) return !cue->passive && can_speak(s, cue);
  return cue->speaker != NONE || cue->passive || cue->incise;
}

void speech_attach(Speech *s) {
  Last last = {.statement = NONE, .waiting = NONE, .near = NONE};
  uint32_t next = 0, n = s->n_sorted = s->found.n;
  for (uint32_t i = 0; i <= s->quotes.all.n; i++) {
    const Quote *q = i < s->quotes.all.n ? &s->quotes.all.at[i] : NULL;
    if (q && q->outer != NONE) continue;
    /* Statements in text order, so that « the one who spoke last » is known for pronouns; those of the quotation's own
     * sentence wait for it. */
    uint32_t here = q && q->first_word < s->r->words.n ? s->r->words.at[q->first_word].sentence : NONE;
    while (next < n && (!q || s->found.at[next].word < q->first_word) && s->found.at[next].sentence != here) {
      Cue *cue = &s->found.at[next++];
      if (cue->statement == NONE && stands_alone(s, cue)) statement_of(s, cue);
    }
    if (q) attach_quote(s, q, &last);
  }
  for (uint32_t k = 0; k < n; k++) {
    Cue *cue = &s->found.at[k];
    if (cue->statement == NONE && stands_alone(s, cue)) statement_of(s, cue);
  }
  implied_in_dialogue(s);
}
