/* speaker.c: from a word to the entity that it names. */
#include "statements/speech.h"

void speech_phrase(const Speech *s, uint32_t head, uint32_t *first, uint32_t *last) {
  const Reading *r = s->r;
  uint32_t from = head, to = head;
  FOR_FEW_CHILDREN(r, head, c) {
    const Word *w = &r->words.at[c];
    bool part = w->rel == REL_DET || w->rel == REL_AMOD || w->rel == REL_NUMMOD || w->rel == REL_COMPOUND ||
                w->rel == REL_FLAT || (w->rel == REL_NMOD && w->sub == SUB_POSS);
    if (c < from && part) from = s->lo[c] < c ? s->lo[c] : c;
  }
  while (to < s->hi[head] && to < head + 30) {
    const Word *w = &r->words.at[to + 1];
    bool clause = w->upos == UPOS_VERB || w->upos == UPOS_AUX || (w->upos == UPOS_PRON && w->morph.prontype == PRONTYPE_REL);
    if (clause || w->upos == UPOS_PUNCT || w->upos == UPOS_SCONJ || w->upos == UPOS_CCONJ) break;
    to++;
  }
  while (to > head && (r->words.at[to].upos == UPOS_ADP || r->words.at[to].upos == UPOS_DET || r->words.at[to].upos == UPOS_ADV || r->words.at[to].upos == UPOS_PART)) to--;
  *first = from;
  *last = to;
}

static uint32_t mention_of(const Speech *s, uint32_t word) {
  uint32_t m = s->r->words.at[word].mention;
  return m != NONE ? m : s->cover[word];
}

static bool is_named(const Speech *s, uint32_t entity) {
  const Entity *e = &s->r->entities.at[entity];
  for (uint32_t i = 0; i < e->mentions.n && i < 32; i++)
    if (s->r->mentions.at[e->mentions.at[i]].form == FORM_NAME) return true;
  return false;
}

/* « son porte-parole, le colonel Maïga »: the name beside a role. */
static uint32_t apposed(const Speech *s, uint32_t word) {
  const Reading *r = s->r;
  FOR_FEW_CHILDREN(r, word, c) {
    const Word *w = &r->words.at[c];
    if (w->rel != REL_APPOS && w->rel != REL_FLAT) continue;
    uint32_t m = mention_of(s, c);
    /* « l'avocat, Me Leclerc »: the title heads the apposition. */
    for (uint32_t i = c + 1; m == NONE && i <= s->hi[c] && i < c + 3; i++) m = mention_of(s, i);
    if (m != NONE && is_named(s, r->mentions.at[m].entity) && r->entities.at[r->mentions.at[m].entity].kind <= ENTITY_ORGANISATION)
      return r->mentions.at[m].entity;
  }
  return NONE;
}

/* « the lead negotiator for Ethiopia's government, Redwan Hussein. »: a person's name alone between commas. */
static uint32_t apposed_behind(const Speech *s, uint32_t at, uint32_t end) {
  const Reading *r = s->r;
  uint32_t m = at < end ? s->cover[at] : NONE;
  if (m == NONE || r->mentions.at[m].first_word != at || r->mentions.at[m].form != FORM_NAME) return NONE;
  if (r->entities.at[r->mentions.at[m].entity].kind != ENTITY_PERSON) return NONE;
  uint32_t behind = r->mentions.at[m].end_word;
  return behind >= end || speech_is_punct(r, behind) ? r->mentions.at[m].entity : NONE;
}

/* « the official KCNA news agency »: an organisation's name in front of what it is. */
static uint32_t named_in_front(const Speech *s, uint32_t word) {
  const Reading *r = s->r;
  FOR_FEW_CHILDREN(r, word, c) {
    if (c > word || r->words.at[c].rel != REL_COMPOUND || !cue_is(s->cues, r, word, CUE_COLLECTIVE)) continue;
    uint32_t m = mention_of(s, c);
    if (m != NONE && r->mentions.at[m].form == FORM_NAME && r->entities.at[r->mentions.at[m].entity].kind == ENTITY_ORGANISATION)
      return r->mentions.at[m].entity;
  }
  return NONE;
}

/* « le porte-parole des rebelles Jean Dupont »: a name at the end of the phrase, which no preposition governs. */
static uint32_t name_behind(const Speech *s, uint32_t word) {
  const Reading *r = s->r;
  uint32_t end = sentence_end_word(r, r->words.at[word].sentence);
  for (uint32_t i = word + 1; i < end && i < word + 9; i++) {
    const Word *w = &r->words.at[i];
    if (w->upos == UPOS_VERB || w->upos == UPOS_AUX || w->upos == UPOS_CCONJ || w->upos == UPOS_SCONJ) return NONE;
    if (w->upos == UPOS_PUNCT && str_is(w->form, ",")) return apposed_behind(s, i + 1, end);
    uint32_t m = s->cover[i];
    if (m == NONE || r->mentions.at[m].first_word != i || r->mentions.at[m].form != FORM_NAME) continue;
    if (r->entities.at[r->mentions.at[m].entity].kind != ENTITY_PERSON) continue;
    uint32_t glued = i; /* « el-Fasher » */
    while (glued > word + 1 && !r->words.at[glued - 1].space_after) glued--;
    uint8_t before = r->words.at[glued - 1].upos;
    if (before != UPOS_ADP && before != UPOS_DET) return r->mentions.at[m].entity;
  }
  return NONE;
}

/* Who issued a document: « un communiqué du ministère ». */
static uint32_t issuer(Speech *s, uint32_t word) {
  const Reading *r = s->r;
  FOR_FEW_CHILDREN(r, word, c) {
    const Word *w = &r->words.at[c];
    bool owner = w->rel == REL_NMOD || (w->rel == REL_AMOD && s->cover[c] != NONE) || w->rel == REL_COMPOUND ||
                 (w->rel == REL_OBL && w->sub == SUB_AGENT);
    uint32_t end = 0;
    if (!owner || cue_medium(s->cues, r, c, &end)) continue;
    uint32_t m = mention_of(s, c);
    if (m != NONE && (m != r->words.at[word].mention)) return r->mentions.at[m].entity;
  }
  /* « un rapport publié par l'ONG »: whoever the participle says made it public */
  FOR_FEW_CHILDREN(r, word, c) {
    uint32_t agent = r->words.at[c].rel == REL_ACL && c > word ? few_child(r, c, REL_OBL, SUB_AGENT) : NONE;
    uint32_t m = agent == NONE ? NONE : mention_of(s, agent);
    if (m != NONE) return r->mentions.at[m].entity;
  }
  return NONE;
}

/* « des milliers de manifestants » are of the country and kind of those that they are counted among. */
static void count_among(const Speech *s, uint32_t word, Entity *e) {
  const Reading *r = s->r;
  FOR_FEW_CHILDREN(r, word, c) {
    uint32_t m = c > word && r->words.at[c].rel == REL_NMOD ? r->words.at[c].mention : NONE;
    if (m == NONE || r->entities.at[r->mentions.at[m].entity].kind != ENTITY_PEOPLE) continue;
    const Entity *of = &r->entities.at[r->mentions.at[m].entity];
    memcpy(e->country, of->country, sizeof e->country);
    memcpy(e->sector, of->sector, sizeof e->sector);
    e->n_sectors = of->n_sectors, e->code = of->code;
    return;
  }
}

static uint32_t make_entity(Speech *s, uint32_t word) {
  Reading *r = s->r;
  uint32_t first, last;
  speech_phrase(s, word, &first, &last);
  uint32_t named = first;
  while (named < last && named != word && (r->words.at[named].upos == UPOS_DET || r->words.at[named].morph.poss || r->words.at[named].upos == UPOS_NUM || r->words.at[named].upos == UPOS_PUNCT)) named++;
  Str name = reading_text(r, r->words.at[named].start, r->words.at[last].end);
  bool fresh;
  uint32_t *at = map_put(&s->made, name, &fresh);
  if (fresh) {
    *at = r->entities.n;
    Entity *e = vec_push(r->arena, &r->entities);
    bool plural = r->words.at[word].morph.number == NUMBER_PLUR;
    *e = (Entity){.name = name, .kind = plural ? ENTITY_PEOPLE : ENTITY_PERSON, .place = NONE,
                  .gender = r->words.at[word].morph.gender, .number = r->words.at[word].morph.number};
    if (plural) count_among(s, word, e);
  }
  uint32_t entity = *at;
  Mention *m = vec_push(r->arena, &r->mentions);
  *m = (Mention){.start = r->words.at[first].start, .end = r->words.at[last].end, .sentence = r->words.at[word].sentence,
                 .first_word = first, .end_word = last + 1, .head = word, .entity = entity, .form = FORM_ROLE, .place = NONE};
  r->words.at[word].mention = r->mentions.n - 1;
  for (uint32_t i = first; i <= last; i++)
    if (s->cover[i] == NONE) s->cover[i] = r->mentions.n - 1;
  vec_add(r->arena, &r->entities.at[entity].mentions, r->mentions.n - 1);
  return entity;
}

static bool agrees(const Speech *s, uint32_t entity, const Word *pronoun) {
  const Entity *e = &s->r->entities.at[entity];
  if (e->kind == ENTITY_PLACE || (e->kind == ENTITY_COUNTRY && pronoun->morph.gender != GENDER_NEUT)) return false;
  if (pronoun->morph.gender == GENDER_NEUT && e->kind == ENTITY_PERSON) return false; /* « it said » */
  if (e->gender && pronoun->morph.gender && e->gender != pronoun->morph.gender && !pronoun->morph.poss) return false;
  return !(pronoun->morph.number == NUMBER_PLUR && e->kind == ENTITY_PERSON && !pronoun->morph.poss);
}

/* The person that the clauses before are about: the subject of the sentence's root, or of the one before it. */
static uint32_t subject_before(const Speech *s, uint32_t word) {
  const Reading *r = s->r;
  uint32_t sentence = r->words.at[word].sentence, paragraph = r->sentences.at[sentence].paragraph;
  for (uint32_t i = sentence + 1, seen = 0; i-- > 0 && seen < 3 && r->sentences.at[i].paragraph == paragraph; seen++) {
    uint32_t root = r->sentences.at[i].root;
    uint32_t subject = root == NONE ? NONE : few_child(r, root, REL_NSUBJ, SUB_NONE);
    if (subject == NONE || subject >= word || s->quotes.of_word[subject] != NONE || r->words.at[subject].upos == UPOS_PRON) continue;
    uint32_t m = mention_of(s, subject);
    if (m == NONE) continue;
    uint32_t entity = r->mentions.at[m].entity;
    if (!is_named(s, entity)) {
      uint32_t name = name_behind(s, subject);
      if (name == NONE) name = apposed(s, subject);
      if (name != NONE) entity = name;
    }
    if (agrees(s, entity, &r->words.at[word])) return entity;
  }
  return NONE;
}

/* A pronoun that coreference left alone: whoever spoke last, or whom the sentence before is about. */
static uint32_t pronoun(const Speech *s, uint32_t word) {
  const Word *w = &s->r->words.at[word];
  if (cue_is(s->cues, s->r, word, CUE_IMPERSONAL) || w->morph.person == 1 || w->morph.person == 2) return NONE;
  uint32_t subject = subject_before(s, word);
  if (subject != NONE) return subject;
  return s->last_speaker != NONE && agrees(s, s->last_speaker, w) ? s->last_speaker : NONE;
}

/* « le vainqueur », « the Serb »: a bare definite description that is nobody's office takes up a person named before. */
static bool is_epithet(const Speech *s, uint32_t word) {
  const Reading *r = s->r;
  const Word *w = &r->words.at[word];
  bool definite = false;
  if (cue_is(s->cues, r, word, CUE_COLLECTIVE)) return false;
  if (w->morph.number == NUMBER_PLUR || w->upos == UPOS_PRON) return false;
  FOR_FEW_CHILDREN(r, word, c) {
    const Word *k = &r->words.at[c];
    if (k->rel == REL_DET && (k->morph.definite == 1 || k->morph.prontype == PRONTYPE_DEM)) definite = true;
    /* « l'Italien, premier joueur de son pays »: what is apposed may be no name */
    bool apposed_name = k->rel == REL_APPOS && s->cover[c] != NONE && r->mentions.at[s->cover[c]].form == FORM_NAME && r->mentions.at[s->cover[c]].head == c;
    if (k->rel == REL_NMOD || k->rel == REL_FLAT || apposed_name || k->rel == REL_CONJ) return false;
  }
  return definite;
}

static bool points_back(const Speech *s, uint32_t word) {
  FOR_FEW_CHILDREN(s->r, word, c)
    if (s->r->words.at[c].rel == REL_DET && s->r->words.at[c].morph.prontype == PRONTYPE_DEM) return true;
  return false;
}

#define LOOK_BACK 4

static uint32_t epithet(const Speech *s, uint32_t word) {
  const Reading *r = s->r;
  if (!is_epithet(s, word)) return NONE;
  uint32_t paragraph = r->sentences.at[r->words.at[word].sentence].paragraph;
  bool spoke = s->last_speaker != NONE && r->sentences.at[s->last_sentence].paragraph == paragraph;
  if (spoke && r->entities.at[s->last_speaker].kind == ENTITY_PERSON && is_named(s, s->last_speaker) && agrees(s, s->last_speaker, &r->words.at[word]))
    return s->last_speaker;
  /* « the 64-year-old », « ce praticien »: whoever spoke last, even without a name */
  if (spoke && (r->words.at[word].upos == UPOS_ADJ || points_back(s, word)) && r->entities.at[s->last_speaker].number != NUMBER_PLUR && r->entities.at[s->last_speaker].kind <= ENTITY_PEOPLE && agrees(s, s->last_speaker, &r->words.at[word]))
    return s->last_speaker;
  uint32_t first = paragraph > LOOK_BACK ? paragraph - LOOK_BACK : 0;
  for (uint32_t i = r->words.at[word].sentence, seen = 0; i-- > 0 && seen < 12 && r->sentences.at[i].paragraph >= first; seen++) {
    uint32_t root = r->sentences.at[i].root;
    uint32_t subject = root == NONE || r->sentences.at[i].kind != SENTENCE_BODY ? NONE : few_child(r, root, REL_NSUBJ, SUB_NONE);
    /* « Federer, who ..., attacked »: a name that the tree makes the root. */
    if (subject == NONE && root != NONE && root == r->sentences.at[i].first_word && s->cover[root] != NONE) subject = root;
    if (subject == NONE || s->quotes.of_word[subject] != NONE || r->words.at[subject].upos == UPOS_PRON) continue; /* names are surer */
    uint32_t m = mention_of(s, subject), entity = m == NONE ? NONE : r->mentions.at[m].entity;
    if (entity == NONE || r->entities.at[entity].kind != ENTITY_PERSON || !is_named(s, entity)) entity = name_behind(s, subject);
    if (entity != NONE && agrees(s, entity, &r->words.at[word])) return entity;
  }
  return NONE;
}

/* « ce dernier », « the latter »: whoever was named last and is no less than a group. */
static uint32_t last_named(const Speech *s, uint32_t word) {
  const Reading *r = s->r;
  uint32_t floor = word > 60 ? word - 60 : 0;
  bool pointed = false;
  FOR_FEW_CHILDREN(r, word, c) {
    const Word *k = &r->words.at[c];
    pointed |= k->rel == REL_DET && (k->morph.prontype == PRONTYPE_DEM || k->morph.definite == 1);
    if (k->rel == REL_NMOD) return NONE;
  }
  if (!pointed) return NONE;
  for (uint32_t i = word; i-- > floor;) {
    uint32_t m = s->cover[i];
    if (m == NONE || r->mentions.at[m].head != i || r->mentions.at[m].as_place) continue;
    const Mention *a = &r->mentions.at[m];
    if (a->form == FORM_PRONOUN || a->form == FORM_DEMONYM || r->entities.at[a->entity].kind > ENTITY_ORGANISATION) continue;
    if (agrees(s, a->entity, &r->words.at[word])) return a->entity;
  }
  return NONE;
}

/* « l'un des grévistes, Moussa Diop »: the name in apposition, wherever the tree hangs it. */
static uint32_t one_of(Speech *s, uint32_t word) {
  const Reading *r = s->r;
  uint32_t name = apposed(s, word);
  FOR_FEW_CHILDREN(r, word, c) if (name == NONE) name = apposed(s, c);
  if (name != NONE) return name;
  for (uint32_t i = word + 1; i < word + 12 && i < sentence_end_word(r, r->words.at[word].sentence); i++) {
    if (r->words.at[i].upos == UPOS_VERB || r->words.at[i].upos == UPOS_AUX) break;
    uint32_t m = s->cover[i + 1 < r->words.n ? i + 1 : i];
    if (!str_is(r->words.at[i].form, ",") || m == NONE || r->mentions.at[m].first_word != i + 1) continue;
    if (is_named(s, r->mentions.at[m].entity) && r->entities.at[r->mentions.at[m].entity].kind == ENTITY_PERSON) return r->mentions.at[m].entity;
  }
  return make_entity(s, word);
}

enum { MOST_TOGETHER = 8 };

typedef struct {
  uint32_t members[MOST_TOGETHER], n;
  uint32_t first, end; /* words */
  bool joined, linked; /* « et » was seen; the tree coordinates two of them */
} Together;

static bool may_stand_together(const Reading *r, uint32_t mention) {
  const Entity *e = &r->entities.at[r->mentions.at[mention].entity];
  const Mention *m = &r->mentions.at[mention];
  return !m->as_place && m->form != FORM_DEMONYM && m->form != FORM_PRONOUN && e->kind <= ENTITY_PEOPLE && !e->members.n;
}

static bool takes(Together *t, const Reading *r, uint32_t mention, bool front) {
  const Mention *m = &r->mentions.at[mention];
  if (!may_stand_together(r, mention) || t->n == MOST_TOGETHER) return false;
  for (uint32_t i = 0; i < t->n; i++)
    if (t->members[i] == m->entity) return false;
  if (front) memmove(t->members + 1, t->members, t->n * sizeof *t->members);
  t->members[front ? 0 : t->n] = m->entity;
  t->n++;
  t->linked |= r->words.at[m->head].rel == REL_CONJ;
  if (!t->end || m->first_word < t->first) t->first = m->first_word;
  if (m->end_word > t->end) t->end = m->end_word;
  return true;
}

/* To the left « A, B et C »: nothing but commas, « et » and articles between them. */
static void take_front(const Speech *s, Together *t) {
  const Reading *r = s->r;
  for (uint32_t at = t->first; at > 1; at = t->first) {
    while (at > 1 && r->words.at[at - 1].upos == UPOS_DET) at--;
    if (at < 2) return;
    if (r->words.at[at].sentence != r->words.at[at - 1].sentence) return;
    bool and = r->words.at[at - 1].upos == UPOS_CCONJ, comma = str_is(r->words.at[at - 1].form, ",") && t->joined;
    if (!and && !comma) return;
    const Mention *m = s->cover[at - 2] == NONE ? NULL : order_longest_before(s, at - 1);
    if (!m || m->end_word != at - 1 || !takes(t, r, (uint32_t)(m - r->mentions.at), true)) return;
    t->joined |= and;
  }
}

/* To the right only what the tree coordinates. */
static void take_behind(const Speech *s, Together *t, uint32_t head) {
  const Reading *r = s->r;
  for (uint32_t steps = 0; steps < MOST_TOGETHER && head != NONE; steps++) {
    uint32_t last = NONE;
    FOR_FEW_CHILDREN(r, head, c) {
      uint32_t m = r->words.at[c].rel == REL_CONJ && c > head ? mention_of(s, c) : NONE;
      if (m == NONE || r->mentions.at[m].head != c || s->quotes.of_word[c] != s->quotes.of_word[head] || !takes(t, r, m, false)) continue;
      t->joined = true;
      last = c;
    }
    head = last;
  }
}

static bool verb_is_plural(const Reading *r, uint32_t word) {
  uint32_t verb = r->words.at[word].head;
  for (uint32_t steps = 0; steps < 3 && verb != NONE && r->words.at[verb].upos != UPOS_VERB; steps++) verb = r->words.at[verb].head;
  if (verb == NONE) return false;
  FOR_FEW_CHILDREN(r, verb, c)
    if (r->words.at[c].rel == REL_AUX && r->words.at[c].morph.number) return r->words.at[c].morph.number == NUMBER_PLUR;
  return r->words.at[verb].morph.number == NUMBER_PLUR;
}

/* « Paris, Berlin et Londres ont regretté », « l'Allemagne et la Belgique se sont dites »: all of them speak; one entity for them,
 * made where it is not there yet. NONE for one who speaks alone. */
static uint32_t together(Speech *s, uint32_t word) {
  Reading *r = s->r;
  Together t = {.n = 0};
  uint32_t m = mention_of(s, word);
  if (m == NONE || !takes(&t, r, m, true)) return NONE;
  t.linked = false;
  take_behind(s, &t, word);
  take_front(s, &t);
  if (t.n < 2 || !t.joined || !(t.linked || verb_is_plural(r, word))) return NONE;
  Str name = reading_text(r, r->words.at[t.first].start, r->words.at[t.end - 1].end);
  bool fresh;
  uint32_t *made = map_put(&s->made, name, &fresh);
  if (!fresh) return *made;
  *made = r->entities.n;
  Entity *e = vec_push(r->arena, &r->entities);
  *e = (Entity){.name = name, .kind = ENTITY_GROUP, .place = NONE, .number = NUMBER_PLUR};
  bool one = true;
  for (uint32_t i = 0; i < t.n; i++) {
    vec_add(r->arena, &e->members, t.members[i]);
    one &= !memcmp(r->entities.at[t.members[i]].country, r->entities.at[t.members[0]].country, 4);
  }
  if (one) memcpy(e->country, r->entities.at[t.members[0]].country, 4), e->code = str_dup(r->arena, str(e->country));
  return *made;
}

/* « the Serb added »: whose country nothing else has told is of there. */
static void take_country(Reading *r, uint32_t person, uint32_t people) {
  Entity *e = &r->entities.at[person];
  if (e->country[0] || e->kind != ENTITY_PERSON || !r->entities.at[people].country[0]) return;
  memcpy(e->country, r->entities.at[people].country, 4);
  if (!e->code.n) e->code = str_dup(r->arena, str(e->country));
}

/* Is a named person the subject of a sentence between two others? */
static bool is_subject_between(const Speech *s, uint32_t entity, uint32_t after, uint32_t before) {
  const Reading *r = s->r;
  const Entity *e = &r->entities.at[entity];
  if (e->kind != ENTITY_PERSON) return false;
  for (uint32_t i = e->mentions.n, seen = 0; i-- > 0 && seen < 16; seen++) {
    const Mention *m = &r->mentions.at[e->mentions.at[i]];
    bool subject = m->form == FORM_NAME && r->words.at[m->head].rel == REL_NSUBJ && s->quotes.of_word[m->head] == NONE;
    if (subject && m->sentence > after && m->sentence < before) return true;
  }
  return false;
}

uint32_t speech_entity(Speech *s, uint32_t word, Str *medium) {
  Reading *r = s->r;
  const Word *w = &r->words.at[word];
  uint32_t all = w->upos == UPOS_NOUN || w->upos == UPOS_PROPN ? together(s, word) : NONE;
  if (all != NONE) return all;
  word = reading_antecedent(r, word);
  w = &r->words.at[word];
  uint32_t end = 0;
  const CueEntry *doc = w->upos == UPOS_NOUN ? cue_medium(s->cues, r, word, &end) : NULL;
  if (doc && doc->pos == CUE_DOCUMENT) {
    uint32_t first, last;
    speech_phrase(s, word, &first, &last);
    *medium = reading_text(r, w->start, r->words.at[last].end);
    uint32_t by = issuer(s, word);
    if (by != NONE || mention_of(s, word) == NONE) return by;
  }
  if (w->upos == UPOS_PRON && cue_is(s->cues, r, word, CUE_IMPERSONAL)) return NONE;
  uint32_t m = mention_of(s, word), latter = cue_is(s->cues, r, word, CUE_LATTER) ? last_named(s, word) : NONE;
  if (latter != NONE) return latter;
  /* « "...", a-t-il ajouté » right behind a statement: the same speaker, whatever was named in the quotation. */
  uint32_t phrase = word > 0 && s->cue_at[word - 1] != NONE ? s->cue_at[word - 1] : word > 1 ? s->cue_at[word - 2] : NONE;
  bool according = phrase != NONE && s->found.at[phrase].entry->pos == CUE_PHRASE; /* « selon lui » */
  bool taken_up = m != NONE && w->upos != UPOS_PRON && r->mentions.at[m].form == FORM_PRONOUN; /* « the 64-year-old » */
  bool follows = (w->upos == UPOS_PRON || taken_up) && s->last_speaker != NONE && w->sentence <= s->last_sentence + 2 &&
                 r->sentences.at[w->sentence].paragraph == r->sentences.at[s->last_sentence].paragraph &&
                 (according || taken_up || (w->head != NONE && s->cue_at[w->head] != NONE && s->found.at[s->cue_at[w->head]].incise));
  /* « X climbed a fence. "Come," he urged »: but somebody else was the subject since. */
  uint32_t since = follows && m != NONE && w->upos == UPOS_PRON ? r->mentions.at[m].entity : NONE;
  if (since != NONE && since != s->last_speaker && is_subject_between(s, since, s->last_sentence, w->sentence)) return since;
  if (follows && !cue_is(s->cues, r, word, CUE_IMPERSONAL) && agrees(s, s->last_speaker, w)) return s->last_speaker;
  bool vague = m != NONE && w->upos == UPOS_PRON && r->entities.at[r->mentions.at[m].entity].kind >= ENTITY_COUNTRY;
  if (vague && w->morph.number != NUMBER_PLUR) {
    uint32_t person = pronoun(s, word);
    if (person != NONE) return person;
  }
  if (m != NONE) {
    uint32_t entity = r->mentions.at[m].entity, name = NONE;
    MentionForm form = r->mentions.at[m].form;
    if (form == FORM_DEMONYM && r->mentions.at[m].head == word) {
      uint32_t person = epithet(s, word);
      if (person != NONE) {
        take_country(r, person, entity);
        return person;
      }
    }
    if (w->upos == UPOS_PRON && r->entities.at[entity].kind == ENTITY_PERSON && !is_named(s, entity)) {
      /* « l'ambassadrice à Kiev, Bridget Brink, ... a-t-elle écrit »: the name beside what the pronoun takes up */
      const Mention *first = &r->mentions.at[r->entities.at[entity].mentions.at[0]];
      name = name_behind(s, first->head);
    }
    if (w->upos == UPOS_NOUN && (form == FORM_DEFINITE || form == FORM_ROLE)) {
      name = name_behind(s, word);
      if (name == NONE && !is_named(s, entity)) name = apposed(s, word);
      if (name == NONE && !is_named(s, entity)) name = named_in_front(s, word);
    }
    return name != NONE ? name : entity;
  }
  if (order_is_partitive(s, word)) return one_of(s, word);
  if (w->upos == UPOS_PRON || w->upos == UPOS_DET) return pronoun(s, word);
  if (w->upos != UPOS_NOUN && w->upos != UPOS_PROPN && w->upos != UPOS_ADJ && w->upos != UPOS_NUM && w->upos != UPOS_X) return NONE;
  uint32_t name = apposed(s, word);
  if (name == NONE && !doc) name = epithet(s, word);
  return name != NONE ? name : make_entity(s, word);
}
