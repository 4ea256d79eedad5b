/* frame.c: the frame of each cue: its group of words, who speaks, what is said. */
#include "base/utf8.h"
#include "statements/speech.h"

#define CLIMB 24

static bool is_pass(const Reading *r, uint32_t word) {
  bool subject = false, active = false;
  FOR_FEW_CHILDREN(r, word, c) {
    const Word *w = &r->words.at[c];
    if (w->sub == SUB_PASS && w->rel == REL_AUX) return true;
    subject |= w->sub == SUB_PASS && w->rel == REL_NSUBJ;
    active |= w->rel == REL_OBJ || w->rel == REL_IOBJ; /* « the union listed "a living wage" », « told AFP that » */
  }
  return subject && !active;
}

/* A past participle without auxiliary, on a noun: « jugée dangereuse ». `names`: its verb takes a second object. */
static bool is_participle(const Reading *r, uint32_t word, bool names) {
  const Word *w = &r->words.at[word];
  if (w->morph.verbform != VERBFORM_PART || w->morph.tense != TENSE_PAST) return false;
  /* What has an object is active, whatever the tagger says; but « dubbed "the fortress" by its crew ». */
  FOR_FEW_CHILDREN(r, word, c)
    if (r->words.at[c].rel == REL_AUX || (r->words.at[c].rel == REL_OBJ && !(names && w->rel == REL_ACL))) return false;
  return w->rel == REL_ACL || w->rel == REL_AMOD || w->rel == REL_ADVCL;
}

/* « Guerre en Ukraine : Poutine annonce »: a topic in front of a colon is no subject. */
static bool parted_by_colon(const Speech *s, uint32_t from, uint32_t to) {
  for (uint32_t i = from + 1; i < to && i < from + 40; i++)
    if (str_is(s->r->words.at[i].form, ":") && s->quotes.of_word[i] == NONE) return true;
  return false;
}

/* « About a hundred academics called for », « "...," the prefect of Kidal confided »: what the tree takes for a noun with its
 * participle. A participle that shows a gender is one. */
static bool is_main(const Speech *s, uint32_t word) {
  const Reading *r = s->r;
  const Word *w = &r->words.at[word];
  if (w->rel != REL_ACL || w->sub == SUB_RELCL || w->morph.gender || w->head > word) return false;
  const Sentence *st = &r->sentences.at[w->sentence];
  bool alone = few_child(r, w->head, REL_COP, SUB_NONE) == NONE && few_child(r, w->head, REL_NSUBJ, SUB_NONE) == NONE;
  if (w->head == st->root && w->head + 1 == word && st->kind == SENTENCE_BODY) return alone;
  if (w->head == st->root && r->words.at[word - 1].rel == REL_NSUBJ && r->words.at[word - 1].head == w->head) return true;
  uint32_t from = s->lo[w->head];
  if (from <= st->first_word + 1 || word - from > 10 || speech_is_punct(r, word - 1)) return false;
  return order_ends_quote(s, from - 1) || (speech_is_punct(r, from - 1) && order_ends_quote(s, from - 2));
}

uint32_t speech_own_subject(const Speech *s, uint32_t word) {
  const Reading *r = s->r;
  uint32_t found = NONE;
  FOR_FEW_CHILDREN(r, word, c) {
    const Word *w = &r->words.at[c];
    bool clitic = w->rel == REL_EXPL && w->sub == SUB_SUBJ && !cue_is(s->cues, r, c, CUE_IMPERSONAL);
    if ((w->rel != REL_NSUBJ && !clitic) || (w->sub == SUB_PASS && is_pass(r, word))) continue;
    /* A quoted noun is no subject of the verb that quotes it. */
    if (s->quotes.of_word[c] != s->quotes.of_word[word] && s->quotes.of_word[c] != NONE) continue;
    if (c < word && parted_by_colon(s, c, word)) continue;
    /* « le ministre a-t-il dit »: the full phrase, not its clitic. */
    bool noun = w->upos == UPOS_NOUN || w->upos == UPOS_PROPN;
    if (found == NONE || r->words.at[found].upos == UPOS_PRON || (noun && c < word && r->words.at[found].upos == UPOS_VERB)) found = c;
  }
  return found;
}

static uint32_t count_marks(const Reading *r, uint32_t word) {
  uint32_t n = 0;
  FOR_FEW_CHILDREN(r, word, c) n += r->words.at[c].rel == REL_MARK || r->words.at[c].rel == REL_CASE;
  return n;
}

/* The subject of a verb, through coordination, control and adverbial clauses. */
static uint32_t subject_of(const Speech *s, uint32_t word) {
  const Reading *r = s->r;
  for (uint32_t steps = 0; steps < CLIMB; steps++) {
    uint32_t subject = speech_own_subject(s, word);
    if (subject != NONE) return subject;
    if (is_pass(r, word) && steps > 0) return few_child(r, word, REL_NSUBJ, SUB_NONE);
    const Word *w = &r->words.at[word];
    if (w->head == NONE) return NONE;
    const Word *head = &r->words.at[w->head];
    bool nominal = head->upos == UPOS_NOUN || head->upos == UPOS_PROPN || head->upos == UPOS_PRON;
    switch (w->rel) {
      case REL_ACL:
        if (!nominal) break;
        /* « fuir le pays avant de promettre »: two markers, an adverbial clause that the tree has hung too low. */
        if (w->morph.verbform == VERBFORM_INF && count_marks(r, word) > 1) break;
        if (w->morph.verbform == VERBFORM_INF || is_participle(r, word, false)) return NONE;
        /* « told a news conference, adding that »: behind a comma it goes on with the verb above. */
        if (word > 0 && speech_is_punct(r, word - 1) && (head->rel == REL_OBJ || head->rel == REL_OBL)) {
          word = w->head;
          break;
        }
        return w->head;
      case REL_CONJ:
        /* « said two were killed and blamed Kyiv »: an active verb beside a passive goes on with the one who said it. */
        if (is_pass(r, w->head) && !is_pass(r, word) && head->rel == REL_CCOMP && head->head != NONE && s->cue_at[head->head] != NONE) word = w->head;
        break;
      case REL_ADVCL: /* « warned that they must leave, calling the date a red line »: of the one who warned */
        if (w->morph.verbform != VERBFORM_FIN && w->morph.verbform != VERBFORM_INF && word > 0 && str_is(r->words.at[word - 1].form, ",") &&
            head->rel == REL_CCOMP && head->head != NONE && s->cue_at[head->head] != NONE) word = w->head;
        break;
      case REL_XCOMP: break;
      case REL_OBJ: case REL_NSUBJ: if (!nominal && steps && w->upos == UPOS_NOUN) break; return NONE;
      case REL_CCOMP: case REL_OBL: case REL_NMOD:
        if (w->morph.verbform == VERBFORM_INF || w->morph.verbform == VERBFORM_GER || w->morph.verbform == VERBFORM_PART) break;
        return NONE;
      case REL_PARATAXIS: /* « listened, then told » */
        if (word == 0 || w->head > word || r->words.at[word - 1].upos != UPOS_ADV) return NONE;
        break;
      default: return NONE;
    }
    word = r->words.at[word].head;
  }
  return NONE;
}

static SlotRole role_of(const Speech *s, const Cue *cue, uint32_t c, SlotWhere *where);

/* The agent of a passive: by the tree, or what its preposition marks as one there or below an object. */
static uint32_t agent_of(const Speech *s, const Cue *cue) {
  const Reading *r = s->r;
  uint32_t agent = few_child(r, cue->word, REL_OBL, SUB_AGENT);
  SlotWhere where;
  if (agent != NONE) return agent;
  FOR_FEW_CHILDREN(r, cue->word, c) {
    uint8_t rel = r->words.at[c].rel;
    if (c < cue->word || (rel != REL_OBL && rel != REL_OBJ && rel != REL_XCOMP && rel != REL_ADVCL)) continue;
    if (rel == REL_OBL && role_of(s, cue, c, &where) == ROLE_SPEAKER) return c;
    FOR_FEW_CHILDREN(r, c, k)
      if ((r->words.at[k].rel == REL_NMOD || r->words.at[k].rel == REL_OBL) && role_of(s, cue, k, &where) == ROLE_SPEAKER) return k;
  }
  return NONE;
}

/* Auxiliaries, clitics and what stands between; an inverted clitic behind. */
static void group_of(const Reading *r, uint32_t word, uint32_t *first, uint32_t *last) {
  uint32_t from = word;
  FOR_FEW_CHILDREN(r, word, c) {
    if (c >= from) break;
    if (r->words.at[c].rel == REL_AUX && word - c <= 8) { from = c; break; }
  }
  uint32_t floor = r->sentences.at[r->words.at[word].sentence].first_word;
  while (from > floor) {
    const Word *w = &r->words.at[from - 1];
    bool hyphened = r->words.at[from].form.p[0] == '-' || (w->form.n > 1 && w->form.p[0] == '-');
    bool clitic = w->upos == UPOS_PRON && w->head == word && w->rel != REL_NSUBJ && w->sub != SUB_SUBJ;
    if (!clitic && !hyphened && !(w->upos == UPOS_AUX && w->head != NONE && w->rel == REL_AUX)) break;
    from--;
  }
  uint32_t to = *last > word && *last - word <= 5 ? *last : word, end = sentence_end_word(r, r->words.at[word].sentence);
  while (to + 1 < end) {
    const Word *w = &r->words.at[to + 1];
    bool hyphened = w->form.n > 1 && w->form.p[0] == '-';
    if (!(hyphened || (w->upos == UPOS_PRON && w->rel == REL_NSUBJ && w->head == word && !r->words.at[to].space_after))) break;
    to++;
  }
  *first = from;
  *last = to;
}

static bool has_mark_of(const Speech *s, uint32_t word) {
  FOR_FEW_CHILDREN(s->r, word, c)
    if (s->r->words.at[c].rel == REL_MARK && cue_is(s->cues, s->r, c, CUE_COMPLEMENTISER)) return true;
  return false;
}

/* « "...", a-t-il dit, ajoutant : "..." »: the tree hangs the participle on what was quoted; whoever said that goes on. */
static uint32_t speaker_in_front(const Speech *s, const Cue *cue) {
  const Word *w = &s->r->words.at[cue->word];
  bool participle = w->morph.verbform == VERBFORM_GER || (w->morph.verbform == VERBFORM_PART && w->morph.tense == TENSE_PRES);
  if (!participle || s->quotes.of_word[cue->word] != NONE || cue->first == 0 || !speech_is_punct(s->r, cue->first - 1)) return NONE;
  for (uint32_t i = s->found.n, seen = 0; i-- > 0 && seen < 4; seen++) {
    const Cue *c = &s->found.at[i];
    if (c->sentence != cue->sentence) return NONE;
    if (c->quote == NONE && c->speaker != NONE && !c->passive && c->entry->pos == CUE_VERB) return c->speaker;
  }
  return NONE;
}

/* The bytes of a clause or phrase right of the cue, without complementiser and final punctuation. */
static Span span_of(const Speech *s, const Cue *cue, uint32_t head) {
  const Reading *r = s->r;
  uint32_t from = s->lo[head], to = s->hi[head];
  if (from <= cue->word && head > cue->word) from = cue->last + 1;
  while (from < to && (speech_is_punct(r, from) || (from != head && cue_is(s->cues, r, from, CUE_COMPLEMENTISER)))) from++;
  while (to > from && speech_is_punct(r, to) && !order_ends_quote(s, to)) to--;
  return (Span){r->words.at[from].start, r->words.at[to].end};
}

static void widen(Span *span, Span more) {
  if (!span->end) {
    *span = more;
    return;
  }
  if (more.start < span->start) span->start = more.start;
  if (more.end > span->end) span->end = more.end;
}

static Str preposition_of(const Reading *r, uint32_t word) {
  FOR_FEW_CHILDREN(r, word, c) {
    const Word *w = &r->words.at[c];
    if (w->rel == REL_CASE || w->rel == REL_MARK) return w->lemma;
  }
  return STR("");
}

/* The role that a dependent plays for the cue. */
static SlotRole role_of(const Speech *s, const Cue *cue, uint32_t c, SlotWhere *where) {
  const Reading *r = s->r;
  const Word *w = &r->words.at[c];
  bool verbal = w->upos == UPOS_VERB || w->upos == UPOS_AUX;
  Str prep = preposition_of(r, c);
  switch (w->rel) {
    case REL_CCOMP: case REL_CSUBJ:
      /* « investigators said, adding that »: a participle behind a comma is nothing said. */
      if (c > cue->word + 1 && str_is(r->words.at[c - 1].form, ",") && (w->morph.verbform == VERBFORM_GER || w->morph.verbform == VERBFORM_PART))
        return ROLE_NONE;
      *where = w->morph.verbform == VERBFORM_INF && few_child(r, c, REL_NSUBJ, SUB_NONE) == NONE ? SLOT_INF : SLOT_CLAUSE;
      break;
    case REL_XCOMP:
      *where = w->morph.verbform == VERBFORM_INF || (verbal && !prep.n) ? SLOT_INF : SLOT_PRED;
      if (w->morph.verbform == VERBFORM_GER) *where = SLOT_GER;
      break;
    case REL_OBJ: *where = w->upos == UPOS_PRON && c < cue->word ? SLOT_IOBJ : SLOT_OBJ; break;
    case REL_IOBJ: *where = SLOT_IOBJ; break;
    case REL_OBL: case REL_NMOD: case REL_ADVCL: case REL_ACL:
      if (has_mark_of(s, c) && w->rel != REL_OBL) *where = SLOT_CLAUSE;
      else *where = SLOT_PREP;
      if (w->rel == REL_ACL && w->sub != SUB_RELCL && w->morph.verbform == VERBFORM_INF) *where = SLOT_INF;
      if (w->rel == REL_ADVCL && w->morph.verbform == VERBFORM_GER && !prep.n && c == cue->last + 1) *where = SLOT_GER; /* « ruled out sending » */
      break;
    case REL_AMOD: *where = SLOT_ADJ; break;
    default: return ROLE_NONE;
  }
  SlotRole role = cue_role(s->cues, cue->entry, *where, prep);
  /* « menacé de partir »: the preposition of the infinitive may be the one of the slot. */
  if (role == ROLE_NONE && (*where == SLOT_INF || *where == SLOT_PRED) && prep.n) role = cue_role(s->cues, cue->entry, SLOT_PREP, prep);
  return role;
}

/* « told reporters after the meeting that China hoped all sides would ... »: a relative pronoun by the tag, yet its verb has
 * what it needs. */
static bool is_spare_object(const Reading *r, uint32_t word) {
  const Word *w = &r->words.at[word];
  if (w->upos != UPOS_PRON || w->rel != REL_OBJ || w->head == NONE || w->head < word) return false;
  FOR_FEW_CHILDREN(r, w->head, c)
    if (c != word && (r->words.at[c].rel == REL_CCOMP || r->words.at[c].rel == REL_OBJ)) return true;
  return false;
}

/* « que » some words on, where the tree has lost the clause. */
static void content_by_tokens(const Speech *s, Cue *cue) {
  const Reading *r = s->r;
  uint32_t end = sentence_end_word(r, cue->sentence), limit = cue->last + 14;
  if (cue_role(s->cues, cue->entry, SLOT_CLAUSE, STR("")) != ROLE_CONTENT) return;
  for (uint32_t i = cue->last + 1; i + 1 < end && i < limit; i++) {
    const Word *w = &r->words.at[i];
    if (w->morph.verbform == VERBFORM_FIN || w->upos == UPOS_VERB) return;
    if ((w->upos != UPOS_SCONJ && w->rel != REL_MARK && !is_spare_object(r, i)) || !cue_is(s->cues, r, i, CUE_COMPLEMENTISER)) continue;
    uint32_t to = end - 1;
    while (to > i + 1 && speech_is_punct(r, to) && !order_ends_quote(s, to)) to--;
    cue->content = (Span){r->words.at[i + 1].start, r->words.at[to].end};
    return;
  }
}

/* « a demandé aux préfets d'interdire »: the tree may hang the infinitive on whom it is asked of. */
static void content_below(const Speech *s, Cue *cue, uint32_t party) {
  const Reading *r = s->r;
  FOR_FEW_CHILDREN(r, party, d) {
    const Word *w = &r->words.at[d];
    if (w->rel != REL_ACL || w->morph.verbform != VERBFORM_INF || d < cue->word) continue;
    if (cue_role(s->cues, cue->entry, SLOT_INF, STR("")) == ROLE_CONTENT) widen(&cue->content, span_of(s, cue, d));
  }
}

static void content_of(const Speech *s, Cue *cue) {
  const Reading *r = s->r;
  bool clause = false, topic = false;
  FOR_FEW_CHILDREN(r, cue->word, c) {
    if (c < cue->word) continue;
    SlotWhere where = SLOT_PREP;
    SlotRole role = role_of(s, cue, c, &where);
    if (role == ROLE_CONTENT && where == SLOT_PREP && cue->entry->pos == CUE_NOUN) continue;
    if (role == ROLE_CONTENT) {
      widen(&cue->content, span_of(s, cue, c));
      clause |= where != SLOT_OBJ;
      cue->marked |= where == SLOT_CLAUSE && has_mark_of(s, c);
    } else if (role == ROLE_AUDIENCE) {
      content_below(s, cue, c);
      clause |= cue->content.end != 0;
    } else if (role == ROLE_TOPIC || role == ROLE_TARGET) {
      widen(&cue->reach, span_of(s, cue, c));
      topic |= r->words.at[c].upos != UPOS_PRON && (role == ROLE_TOPIC || s->cover[c] != NONE ||
                                                    (r->words.at[c].upos == UPOS_NOUN && few_child(r, c, REL_DET, SUB_NONE) != NONE));
    }
  }
  if (!cue->content.end) content_by_tokens(s, cue);
  cue->by_object = cue->content.end && !clause;
  clause |= cue->content.end && !topic;
  cue->weak = !clause && (topic || cue->content.end);
}

static bool is_mute(const Speech *s, const Cue *cue) {
  uint8_t aux = modality_of(s->modality, s->r, cue->word);
  const Morph *m = &s->r->words.at[cue->word].morph;
  if ((aux & AUX_NEGATION) && !str_is(cue_kind(s->cues, cue->entry), "deny")) return true;
  if (m->verbform == VERBFORM_INF && (aux & (AUX_FUTURE | AUX_HYPOTHETICAL))) return true;
  return (aux & AUX_FUTURE) != 0 && m->mood != MOOD_CND;
}

static uint32_t noun_speaker(const Speech *s, const Cue *cue) {
  const Reading *r = s->r;
  FOR_FEW_CHILDREN(r, cue->word, c) {
    const Word *w = &r->words.at[c];
    SlotWhere where = SLOT_PREP;
    if (w->rel == REL_NMOD && (w->sub == SUB_POSS || w->morph.poss)) where = SLOT_POSS;
    else if (w->rel == REL_DET && w->morph.poss) where = SLOT_POSS;
    if (where == SLOT_POSS ? cue_role(s->cues, cue->entry, where, STR("")) == ROLE_SPEAKER : role_of(s, cue, c, &where) == ROLE_SPEAKER)
      if (where != SLOT_ADJ || s->cover[c] != NONE) return c;
  }
  const Word *w = &r->words.at[cue->word];
  bool partitive = w->rel == REL_OBL && str_is(preposition_of(r, cue->word), "de"); /* « a tenu des propos » */
  if ((w->rel != REL_OBJ && !partitive) || w->head == NONE || is_pass(r, w->head)) return NONE;
  uint32_t subject = subject_of(s, w->head);
  if (subject != NONE || w->head > cue->word) return subject;
  Cue verb = {.word = w->head, .last = w->head, .sentence = w->sentence};
  group_of(r, w->head, &verb.first, &verb.last);
  return order_subject(s, &verb);
}

/* « ..., s'est borné à indiquer le ministère »: behind a quotation or a comma the verb above belongs to the cue. */
static void take_governor(const Speech *s, Cue *cue) {
  const Reading *r = s->r;
  const Word *w = &r->words.at[cue->word];
  uint32_t head = w->head;
  if (w->morph.verbform != VERBFORM_INF || w->rel != REL_XCOMP || head == NONE || head > cue->first || cue->first - head > 3) return;
  if (s->cue_at[head] != NONE || r->words.at[head].upos != UPOS_VERB) return;
  uint32_t first, last = head;
  group_of(r, head, &first, &last);
  if (first == 0 || r->words.at[first].sentence != r->words.at[first - 1].sentence) return;
  bool quoted = order_ends_quote(s, first - 1) || (first > 1 && str_is(r->words.at[first - 1].form, ",") && order_ends_quote(s, first - 2));
  if (quoted) cue->first = cue->start = first;
}

/* « La Chine a de son côté appelé »: an auxiliary that the tree takes for the verb, its participle hung on what stands between. */
static uint32_t lost_auxiliary(const Speech *s, uint32_t word) {
  const Reading *r = s->r;
  const Word *w = &r->words.at[word];
  if (w->rel != REL_ACL || w->morph.verbform != VERBFORM_PART || w->head == NONE || w->head > word) return NONE;
  const Word *noun = &r->words.at[w->head];
  if ((noun->rel != REL_OBL && noun->rel != REL_NMOD) || noun->head == NONE || noun->head > w->head || word - noun->head > 7) return NONE;
  const Word *verb = &r->words.at[noun->head];
  bool listed = verb->morph.verbform == VERBFORM_FIN && cue_is(s->cues, r, noun->head, CUE_HAVE);
  return listed && few_child(r, noun->head, REL_OBJ, SUB_NONE) == NONE ? noun->head : NONE;
}

static void add_cue(Speech *s, const CueEntry *entry, uint32_t word, uint32_t extent) {
  Reading *r = s->r;
  Cue cue = {.entry = entry, .word = word, .last = extent, .sentence = r->words.at[word].sentence, .speaker = NONE,
             .quote = s->quotes.of_word[word], .statement = NONE};
  group_of(r, word, &cue.first, &cue.last);
  if (entry->pos == CUE_NOUN) cue.first = cue.last = word;
  cue.start = cue.first;
  if (entry->pos == CUE_NOUN) {
    cue.speaker = noun_speaker(s, &cue);
  } else {
    bool names = cue_role(s->cues, entry, SLOT_PRED, STR("")) == ROLE_CONTENT;
    if (order_is_narrated(s, word)) { /* « Et d'ajouter : »: whoever spoke last */
      content_of(s, &cue);
      cue.speaker = order_narrator(s, word); /* « Et M. Rutte de conclure : » */
      cue.same = cue.speaker == NONE;
      s->cue_at[word] = s->found.n;
      vec_add(r->arena, &s->found, cue);
      return;
    }
    take_governor(s, &cue);
    bool main = is_main(s, word);
    uint32_t auxiliary = lost_auxiliary(s, word);
    if (auxiliary != NONE) cue.first = cue.start = auxiliary;
    cue.passive = is_pass(r, word) || (auxiliary == NONE && is_participle(r, word, names) && !main);
    cue.fronted = main && r->words.at[word - 1].rel != REL_NSUBJ && r->sentences.at[cue.sentence].root != r->words.at[word].head;
    cue.speaker = auxiliary != NONE ? speech_own_subject(s, auxiliary) : main ? (r->words.at[word - 1].rel == REL_NSUBJ ? word - 1 : r->words.at[word].head) : cue.passive ? agent_of(s, &cue) : subject_of(s, word);
    bool lost = cue.speaker == NONE || (s->quotes.of_word[cue.speaker] != NONE && cue.quote == NONE);
    uint32_t front = lost && !cue.passive ? speaker_in_front(s, &cue) : NONE;
    if (front != NONE) cue.speaker = front;
    if (cue.speaker != NONE && r->words.at[cue.speaker].head == word && cue.speaker < cue.first) {
      uint32_t lo = s->lo[cue.speaker];
      if (s->quotes.of_word[lo] == NONE) cue.start = lo;
    }
  }
  content_of(s, &cue);
  if (entry->pos == CUE_VERB || entry->pos == CUE_REFLEXIVE) {
    incise_read(s, &cue);
    cue.mute = is_mute(s, &cue);
  }
  s->cue_at[word] = s->found.n;
  vec_add(r->arena, &s->found, cue);
}

/* The clause around a phrase such as « selon X »: what is before it or behind it in its sentence. */
static Span phrase_content(const Speech *s, const Cue *cue, uint32_t end) {
  const Reading *r = s->r;
  uint32_t from = r->sentences.at[cue->sentence].first_word, to = sentence_end_word(r, cue->sentence);
  uint32_t before = cue->first > from ? cue->first - from : 0;
  if (before <= 2) {
    from = end;
  } else {
    uint32_t behind = to - end;
    if (behind <= 2) to = cue->first;
  }
  while (from < to && speech_is_punct(r, from) && s->quotes.of_word[from] == NONE) from++;
  while (to > from && speech_is_punct(r, to - 1) && !order_ends_quote(s, to - 1)) to--;
  if (to <= from) return (Span){0, 0};
  return (Span){r->words.at[from].start, r->words.at[to - 1].end};
}

/* The noun phrase behind a phrase: its head by the tree, where that is close by. */
static uint32_t phrase_speaker(const Speech *s, uint32_t first, uint32_t end) {
  const Reading *r = s->r;
  uint32_t limit = sentence_end_word(r, r->words.at[first].sentence), governor = r->words.at[first].head;
  bool governs = r->words.at[first].rel == REL_CASE && governor != NONE && governor >= end && governor < end + 10 && governor < limit;
  if (governs && r->words.at[governor].upos == UPOS_NOUN) return governor;
  for (uint32_t i = end; i < limit && i < end + 4; i++) {
    const Word *w = &r->words.at[i];
    if (w->upos == UPOS_PUNCT || w->upos == UPOS_VERB) return NONE;
    if (w->upos != UPOS_NOUN && w->upos != UPOS_PROPN && w->upos != UPOS_PRON) continue;
    while (w->head != NONE && w->head >= end && w->head < end + 8 && w->rel != REL_ACL &&
           (w->rel == REL_AMOD || w->rel == REL_COMPOUND || w->rel == REL_FLAT || w->rel == REL_NMOD || w->rel == REL_NUMMOD)) {
      i = w->head;
      w = &r->words.at[i];
    }
    return i;
  }
  return NONE;
}

static bool phrase_opens(const Reading *r, uint32_t word, uint32_t speaker, uint32_t *end) {
  const Sentence *st = &r->sentences.at[r->words.at[word].sentence];
  if (word != st->first_word || speaker == NONE) return false;
  uint32_t limit = st->first_word + st->n_words;
  for (uint32_t i = speaker; i < limit && i < speaker + 14; i++)
    if (str_is(r->words.at[i].form, ",")) return *end = i, true;
  return false;
}

/* « de source diplomatique »: the source itself, where the phrase names one. */
static uint32_t source_within(const Speech *s, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++) {
    uint32_t m = s->cover[i];
    if (m != NONE && s->r->mentions.at[m].head == i && s->r->entities.at[s->r->mentions.at[m].entity].kind <= ENTITY_PEOPLE) return i;
  }
  return NONE;
}

/* Adds the cue « selon X » where one starts at `word`; the word behind the phrase, or `word` where there is none. */
static uint32_t add_phrase(Speech *s, uint32_t word) {
  Reading *r = s->r;
  uint32_t end = word;
  const CueEntry *entry = cue_phrase(s->cues, r, word, &end);
  if (!entry) return word;
  Cue cue = {.entry = entry, .word = word, .first = word, .last = end - 1, .start = word, .sentence = r->words.at[word].sentence,
             .speaker = NONE, .quote = s->quotes.of_word[word], .statement = NONE};
  uint32_t behind = end;
  if (entry->after == AFTER_NAME || entry->after == AFTER_OPENING || entry->after == AFTER_TEXT) {
    cue.speaker = phrase_speaker(s, word, end);
    if (cue.speaker == NONE) return word;
    uint32_t last = s->hi[cue.speaker];
    behind = last + 1 > end ? last + 1 : end;
    uint32_t comma = NONE;
    bool opens = phrase_opens(r, word, cue.speaker, &comma);
    /* A speaker whose tree runs on beyond the comma: the comma is right. */
    if (opens && comma < behind) behind = comma;
    if (entry->after == AFTER_OPENING) {
      uint32_t m = s->cover[cue.speaker];
      bool known = m != NONE && r->mentions.at[m].form == FORM_DEFINITE && r->entities.at[r->mentions.at[m].entity].kind == ENTITY_PERSON; /* « Pour la ministre, » */
      bool actor = m != NONE && !r->mentions.at[m].as_place && (known || r->mentions.at[m].form != FORM_DEFINITE) &&
                   r->entities.at[r->mentions.at[m].entity].kind <= ENTITY_COUNTRY;
      if (!opens || !actor || comma != behind) return word;
    }
  } else if (entry->after == AFTER_WHOLE) {
    uint32_t limit = sentence_end_word(r, cue.sentence);
    while (behind < limit && (r->words.at[behind].upos == UPOS_ADJ || r->words.at[behind].upos == UPOS_ADV)) behind++;
    cue.last = behind - 1;
    cue.speaker = source_within(s, word, behind);
  }
  cue.content = phrase_content(s, &cue, behind);
  s->cue_at[word] = s->found.n;
  vec_add(r->arena, &s->found, cue);
  return end;
}

void speech_find_cues(Speech *s) {
  Reading *r = s->r;
  for (uint32_t i = 0; i < r->words.n; i++) {
    SentenceKind kind = r->sentences.at[r->words.at[i].sentence].kind;
    if (kind == SENTENCE_FOOTNOTE || kind == SENTENCE_HEADER) continue;
    uint32_t end = add_phrase(s, i);
    if (end > i) {
      i = end - 1;
      continue;
    }
    uint8_t upos = r->words.at[i].upos;
    uint32_t extent = i;
    const CueEntry *entry = NULL;
    if (upos == UPOS_VERB || upos == UPOS_AUX) entry = r->words.at[i].rel == REL_AUX ? NULL : cue_of(s->cues, r, i, CUE_VERB, &extent);
    else if (upos == UPOS_NOUN) entry = cue_of(s->cues, r, i, CUE_NOUN, &extent);
    else if (upos == UPOS_ADJ && few_child(r, i, REL_COP, SUB_NONE) != NONE) entry = cue_of(s->cues, r, i, CUE_ADJECTIVE, &extent);
    if (entry) add_cue(s, entry, i, extent);
  }
}
