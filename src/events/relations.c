#include "events/relations.h"

#include "statements/cues.h"
#include "statements/modality.h"

struct Relations {
  Cues cues; /* of standing.txt: speaker stands for subject, target for object, content for value */
  Modality *modality;
};

#define CLIMB 24
#define MOST_SIDES 4

void relations_pack(PackWriter *writer, Arena *arena, const char *folder, Diags *diags) {
  cues_pack(writer, arena, str_format(arena, "%s/standing.txt", folder).p, "standing", diags);
}

Relations *relations_open(Arena *engine_arena, const Pack *lang, const Pack *world, Diags *diags) {
  (void)world;
  Relations *x = ARENA_NEW(engine_arena, Relations);
  x->modality = modality_open(engine_arena, lang, diags);
  return x->modality && cues_open(&x->cues, lang, "standing", diags) ? x : NULL;
}

typedef struct {
  const Relations *x;
  Reading *r;
  uint32_t *cover; /* the narrowest mention over each word */
} Facts;

typedef struct {
  const CueEntry *entry;
  uint32_t word, subject, object, value;
} Fact;

static bool is_pass(const Reading *r, uint32_t word) {
  FOR_FEW_CHILDREN(r, word, c) {
    const Word *w = &r->words.at[c];
    if (w->sub == SUB_PASS && (w->rel == REL_AUX || w->rel == REL_NSUBJ)) return true;
  }
  return false;
}

static bool is_bare_participle(const Reading *r, uint32_t word) {
  const Word *w = &r->words.at[word];
  if (w->morph.verbform != VERBFORM_PART || w->morph.tense == TENSE_PRES || (w->rel != REL_ACL && w->rel != REL_AMOD && w->rel != REL_ADVCL)) return false;
  FOR_FEW_CHILDREN(r, word, c) if (r->words.at[c].rel == REL_AUX || r->words.at[c].rel == REL_NSUBJ) return false;
  return true;
}

/* The grammatical subject, passive or not, of a verb or predicate noun, through coordination and control. */
static uint32_t subject_of(const Reading *r, uint32_t word) {
  for (uint32_t steps = 0; steps < CLIMB && word != NONE; steps++) {
    uint32_t subject = few_child(r, word, REL_NSUBJ, SUB_NONE);
    if (subject != NONE) return reading_antecedent(r, subject);
    const Word *w = &r->words.at[word];
    if (w->head == NONE) return NONE;
    uint8_t head = r->words.at[w->head].upos;
    if (w->rel == REL_ACL && (head == UPOS_NOUN || head == UPOS_PROPN)) return w->head;
    if (w->rel != REL_CONJ && w->rel != REL_XCOMP && w->rel != REL_ADVCL) return NONE;
    word = w->head;
  }
  return NONE;
}

static Str preposition_of(const Reading *r, uint32_t word) {
  FOR_FEW_CHILDREN(r, word, c) {
    const Word *w = &r->words.at[c];
    if (w->rel == REL_CASE || w->rel == REL_MARK) return w->lemma;
  }
  return STR("");
}

static SlotRole role_of(const Facts *f, const CueEntry *e, uint32_t c) {
  const Reading *r = f->r;
  const Word *w = &r->words.at[c];
  Str prep = preposition_of(r, c);
  switch (w->rel) {
    case REL_OBJ: return cue_role(&f->x->cues, e, SLOT_OBJ, prep);
    case REL_XCOMP:
      if (prep.n && cue_role(&f->x->cues, e, SLOT_PREP, prep)) return cue_role(&f->x->cues, e, SLOT_PREP, prep);
      return w->upos == UPOS_VERB && w->morph.verbform != VERBFORM_PART ? ROLE_NONE : cue_role(&f->x->cues, e, SLOT_PRED, prep);
    case REL_AMOD: return f->cover[c] == NONE ? ROLE_NONE : cue_role(&f->x->cues, e, SLOT_ADJ, prep);
    case REL_COMPOUND: return cue_role(&f->x->cues, e, SLOT_PREP, STR("cmpd"));
    case REL_NMOD: case REL_OBL: case REL_ADVCL: case REL_CCOMP:
      if (w->sub == SUB_POSS) return cue_role(&f->x->cues, e, SLOT_POSS, prep);
      return prep.n ? cue_role(&f->x->cues, e, SLOT_PREP, prep) : ROLE_NONE;
    case REL_DET: return w->morph.poss ? cue_role(&f->x->cues, e, SLOT_POSS, prep) : ROLE_NONE;
    default: return ROLE_NONE;
  }
}

static void fill_slots(const Facts *f, Fact *fact, uint32_t from) {
  FOR_FEW_CHILDREN(f->r, from, c) {
    SlotRole role = role_of(f, fact->entry, c);
    if (role == ROLE_CONTENT && fact->value == NONE) fact->value = c;
    if (from != fact->word) continue;
    if (role == ROLE_TARGET && fact->object == NONE) fact->object = reading_antecedent(f->r, c);
    if (role == ROLE_SPEAKER && fact->subject == NONE) fact->subject = c;
  }
}

/* A mention, a pronoun's or a noun phrase's: is it ground that can be held? */
static bool is_ground(const Facts *f, uint32_t word) {
  const Reading *r = f->r;
  uint32_t m = r->words.at[word].mention != NONE ? r->words.at[word].mention : f->cover[word];
  if (m != NONE && r->mentions.at[m].head == word) {
    if (r->mentions.at[m].as_place) return true;
    EntityKind kind = r->entities.at[r->mentions.at[m].entity].kind;
    if (kind == ENTITY_PLACE || kind == ENTITY_COUNTRY) return true;
  }
  return cue_is(&f->x->cues, r, word, CUE_TERRITORY);
}

static bool can_hold(const Facts *f, uint32_t word) {
  const Word *w = &f->r->words.at[word];
  uint32_t m = w->mention != NONE ? w->mention : f->cover[word];
  return m != NONE && f->r->entities.at[f->r->mentions.at[m].entity].kind != ENTITY_PLACE;
}

static bool below(const Reading *r, uint32_t word, uint32_t ancestor) {
  for (uint32_t steps = 0; word != NONE && steps < CLIMB; steps++, word = r->words.at[word].head)
    if (word == ancestor) return true;
  return false;
}

static void phrase_of(const Reading *r, uint32_t head, uint32_t *first, uint32_t *last) {
  uint32_t end = r->sentences.at[r->words.at[head].sentence].first_word + r->sentences.at[r->words.at[head].sentence].n_words;
  *first = *last = head;
  FOR_FEW_CHILDREN(r, head, c) {
    const Word *w = &r->words.at[c];
    bool part = w->rel == REL_AMOD || w->rel == REL_NUMMOD || w->rel == REL_COMPOUND || w->rel == REL_FLAT;
    if (part && c < *first) *first = c;
  }
  while (*last + 1 < end && *last < head + 30 && below(r, *last + 1, head)) {
    const Word *w = &r->words.at[*last + 1];
    bool stop = w->upos == UPOS_VERB || w->upos == UPOS_AUX || w->upos == UPOS_PUNCT || w->upos == UPOS_SCONJ ||
                w->upos == UPOS_CCONJ || (w->upos == UPOS_PRON && w->morph.prontype == PRONTYPE_REL);
    if (stop) break;
    (*last)++;
  }
  while (*last > head && (r->words.at[*last].upos == UPOS_ADV || r->words.at[*last].upos == UPOS_ADP || r->words.at[*last].upos == UPOS_DET)) (*last)--;
}

static Party party_of(const Facts *f, uint32_t word) {
  Reading *r = f->r;
  Party p = {.entity = NONE};
  uint32_t m = r->words.at[word].mention != NONE ? r->words.at[word].mention : f->cover[word];
  uint32_t first, last;
  phrase_of(r, word, &first, &last);
  p.start = r->words.at[first].start;
  p.end = r->words.at[last].end;
  if (m == NONE) return p;
  const Mention *mention = &r->mentions.at[m];
  const Entity *e = &r->entities.at[mention->entity];
  if (mention->head != word && mention->start > p.start) return p;
  if (mention->start < p.start) p.start = mention->start;
  if (mention->end > p.end) p.end = mention->end;
  p.entity = mention->entity;
  p.code = e->code;
  memcpy(p.country, e->country, sizeof p.country);
  memcpy(p.sector, e->sector, sizeof p.sector);
  p.n_sectors = e->n_sectors;
  return p;
}

/* A noun phrase and what is coordinated with it. */
static uint32_t sides_of(const Reading *r, uint32_t head, uint32_t *sides) {
  uint32_t n = 0;
  sides[n++] = head;
  FOR_FEW_CHILDREN(r, head, c) {
    uint8_t upos = r->words.at[c].upos;
    if (r->words.at[c].rel == REL_CONJ && n < MOST_SIDES && (upos == UPOS_NOUN || upos == UPOS_PROPN)) sides[n++] = c;
  }
  return n;
}

static RelationKind kind_of(const Facts *f, const CueEntry *e) {
  Str kind = cue_kind(&f->x->cues, e);
  if (str_is(kind, "control")) return RELATION_CONTROL;
  return str_is(kind, "designation") ? RELATION_DESIGNATION : RELATION_POSITION;
}

/* « un intermédiaire dans le règlement de la crise »: what the value is of belongs to it, where and for whom does not. */
static uint32_t without_circumstance(const Facts *f, uint32_t value, uint32_t last) {
  const Reading *r = f->r;
  for (uint32_t i = value + 1; i <= last; i++)
    if (r->words.at[i].rel == REL_CASE && !cue_is(&f->x->cues, r, i, CUE_OF)) return i - 1;
  return last;
}

static void write_fact(Facts *f, const Fact *fact) {
  Reading *r = f->r;
  uint32_t subjects[MOST_SIDES] = {NONE}, objects[MOST_SIDES] = {NONE}, n = 1, k = 1, first, last;
  if (fact->subject != NONE) n = sides_of(r, fact->subject, subjects);
  if (fact->object != NONE) k = sides_of(r, fact->object, objects);
  uint8_t auxiliary = modality_of(f->x->modality, r, fact->word);
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t j = 0; j < k; j++) {
      Relation *rel = vec_push(r->arena, &r->relations);
      *rel = (Relation){.kind = kind_of(f, fact->entry), .auxiliary = auxiliary, .date = r->date, .sentence = r->words.at[fact->word].sentence,
                        .subject = {.entity = NONE}, .object = {.entity = NONE}};
      if (subjects[i] != NONE) rel->subject = party_of(f, subjects[i]);
      if (objects[j] != NONE) rel->object = party_of(f, objects[j]);
      rel->start = r->words.at[fact->word].start;
      rel->end = r->words.at[fact->word].end;
      if (fact->value != NONE) {
        phrase_of(r, fact->value, &first, &last);
        /* « a terrorist group by the European Union »: the agent is no part of the value. */
        if (fact->subject != NONE && fact->subject > first && fact->subject <= last) {
          uint32_t cut = r->words.at[fact->subject].first_child;
          last = cut != NONE && cut < fact->subject && cut > first ? cut - 1 : fact->subject - 1;
        }
        last = without_circumstance(f, fact->value, last);
        rel->value = reading_text(r, r->words.at[first].start, r->words.at[last].end);
      }
      const Span spans[2] = {{rel->subject.start, rel->subject.end}, {rel->object.start, rel->object.end}};
      for (uint32_t s = 0; s < 2; s++) {
        if (!spans[s].end) continue;
        if (spans[s].start < rel->start) rel->start = spans[s].start;
        if (spans[s].end > rel->end) rel->end = spans[s].end;
      }
    }
}

/* A name that nothing is known of. */
static bool is_unknown(const Facts *f, uint32_t word) {
  uint32_t m = f->cover[word];
  const Entity *e = m == NONE ? NULL : &f->r->entities.at[f->r->mentions.at[m].entity];
  return !e || (!e->country[0] && !e->role.n && !e->n_sectors);
}

static bool is_complete(const Facts *f, const Fact *fact) {
  const Reading *r = f->r;
  RelationKind kind = kind_of(f, fact->entry);
  if (kind == RELATION_CONTROL) {
    if (fact->subject == NONE || fact->object == NONE || fact->subject == fact->object) return false;
    /* « repris le contrôle de Tessalit »: an unknown name, told to be ground by the words around it. */
    bool named = fact->entry->n_parts && r->words.at[fact->object].upos == UPOS_PROPN && is_unknown(f, fact->object);
    return (named || is_ground(f, fact->object)) && can_hold(f, fact->subject);
  }
  if (fact->value == NONE) return false;
  uint8_t upos = r->words.at[fact->value].upos;
  bool noun = upos == UPOS_NOUN || upos == UPOS_PROPN;
  if (upos == UPOS_PRON || upos == UPOS_NUM) noun = few_child(r, fact->value, REL_NMOD, SUB_NONE) != NONE; /* « one of its provinces » */
  if (kind == RELATION_POSITION) return fact->subject != NONE && can_hold(f, fact->subject) && noun;
  if (fact->object == NONE || fact->object == fact->value) return false;
  bool actor = f->cover[fact->object] != NONE || r->words.at[fact->object].mention != NONE;
  return actor && noun && (fact->subject == NONE || can_hold(f, fact->subject));
}

/* The agent of a passive that the tree hangs on the verb as any oblique, or on the value before it. */
static void agent_below(const Facts *f, Fact *fact, uint32_t from) {
  FOR_FEW_CHILDREN(f->r, from, c) {
    uint8_t rel = f->r->words.at[c].rel;
    bool agent = rel == REL_OBL || rel == REL_NMOD || rel == REL_COMPOUND; /* « by the rebels », « rebel-held » */
    if (fact->subject == NONE && agent && role_of(f, fact->entry, c) == ROLE_SPEAKER) fact->subject = c;
  }
}

/* « considers Hezbollah a terrorist group », « declared himself president »: the tree may call them indirect and direct object. */
static void take_two_objects(const Facts *f, Fact *fact) {
  if (fact->value != NONE || cue_role(&f->x->cues, fact->entry, SLOT_PRED, STR("")) != ROLE_CONTENT) return;
  uint32_t object = few_child(f->r, fact->word, REL_OBJ, SUB_NONE), other = few_child(f->r, fact->word, REL_IOBJ, SUB_NONE);
  FOR_FEW_CHILDREN(f->r, fact->word, c) /* two direct ones: « branded Putin a war criminal » */
    if (other == NONE && object != NONE && c > object && f->r->words.at[c].rel == REL_OBJ) other = object, object = c;
  if (object == NONE || other == NONE || object < other) return;
  fact->object = other;
  fact->value = object;
}

/* « a désigné les Gardiens de la révolution comme groupe terroriste »: hung on the noun inside the name. */
static void value_deeper(const Facts *f, Fact *fact) {
  const Reading *r = f->r;
  FOR_FEW_CHILDREN(r, fact->object, c)
    if (r->words.at[c].rel == REL_NMOD && fact->value == NONE) fill_slots(f, fact, c);
}

/* « Hamas, designated as a terrorist group by ..., rejected »: the tree makes the participle the sentence's verb. */
static bool set_off(const Reading *r, uint32_t word) {
  const Word *w = &r->words.at[word];
  if (w->morph.verbform != VERBFORM_PART || w->morph.tense == TENSE_PRES || word == 0) return false;
  FOR_FEW_CHILDREN(r, word, c) if (r->words.at[c].rel == REL_AUX) return false;
  return str_is(r->words.at[word - 1].form, ",") && few_child(r, word, REL_OBJ, SUB_NONE) == NONE;
}

/* « have regained control of the town »: what is held hangs on the noun that the entry asks for. */
static void held_below(const Facts *f, Fact *fact) {
  const Reading *r = f->r;
  if (!fact->entry->n_parts || kind_of(f, fact->entry) != RELATION_CONTROL || (fact->object != NONE && is_ground(f, fact->object))) return;
  uint32_t noun = few_child(r, fact->word, REL_OBJ, SUB_NONE);
  if (noun == NONE) return;
  FOR_FEW_CHILDREN(r, noun, c)
    if (role_of(f, fact->entry, c) == ROLE_TARGET) fact->object = c;
}

/* « Mariupol fell to Russian forces »: the verb's subject is what is held. */
static void turn_round(const Facts *f, Fact *fact) {
  const Reading *r = f->r;
  fact->object = subject_of(r, fact->word);
  fact->subject = NONE;
  FOR_FEW_CHILDREN(r, fact->word, c)
    if (fact->subject == NONE && r->words.at[c].rel == REL_OBL && role_of(f, fact->entry, c) == ROLE_SPEAKER) fact->subject = c;
}

static bool verb_fact(Facts *f, uint32_t word, const CueEntry *e) {
  const Reading *r = f->r;
  Fact fact = {e, word, NONE, NONE, NONE};
  /* « is classified as »: an adjective by the tag. */
  bool adjective = r->words.at[word].upos == UPOS_ADJ && few_child(r, word, REL_COP, SUB_NONE) != NONE;
  bool reflexive = e->pos == CUE_REFLEXIVE, passive = (is_pass(r, word) || adjective || set_off(r, word)) && !reflexive, participle = is_bare_participle(r, word);
  if (participle && reflexive) return false;
  if (passive || participle) {
    fact.object = participle ? (r->words.at[word].rel == REL_ADVCL ? NONE : r->words.at[word].head) : subject_of(r, word);
    if (fact.object != NONE) fact.object = reading_antecedent(r, fact.object);
    fact.subject = few_child(r, word, REL_OBL, SUB_AGENT);
    FOR_FEW_CHILDREN(r, word, c)
      if (role_of(f, e, c) == ROLE_CONTENT && fact.value == NONE) fact.value = c;
    agent_below(f, &fact, word);
    if (fact.value != NONE) agent_below(f, &fact, fact.value);
  } else {
    fact.subject = subject_of(r, word);
    fill_slots(f, &fact, word);
    take_two_objects(f, &fact);
    if (reflexive && fact.value == NONE && cue_role(&f->x->cues, e, SLOT_PRED, STR("")) == ROLE_CONTENT) {
      uint32_t object = few_child(r, word, REL_OBJ, SUB_NONE); /* « proclaimed himself head » */
      if (object != NONE && r->words.at[object].upos == UPOS_NOUN) fact.value = object;
    }
    if (reflexive) fact.object = NONE;
    if (fact.object != NONE && fact.value == NONE) fill_slots(f, &fact, fact.object);
    if (fact.object != NONE && fact.value == NONE) value_deeper(f, &fact);
    held_below(f, &fact);
    if (cue_role(&f->x->cues, e, SLOT_SUBJ, STR("")) == ROLE_TARGET) turn_round(f, &fact);
  }
  if (!is_complete(f, &fact)) return false;
  write_fact(f, &fact);
  return true;
}

static bool has_listed_case(const Facts *f, uint32_t word, Str list) {
  const Reading *r = f->r;
  Str one;
  if (!list.n) return true;
  FOR_FEW_CHILDREN(r, word, c) {
    if (r->words.at[c].rel != REL_CASE) continue;
    Str rest = list;
    while (str_split(&rest, ';', &one))
      if (str_eq(one, r->words.at[c].lemma) || str_eq(one, r->words.at[c].form)) return true;
  }
  return false;
}

/* « sont entre les mains de X », « tombé aux mains de X », « une ville sous contrôle rebelle », « Idleb, bastion de X ». */
static bool noun_fact(Facts *f, uint32_t word, const CueEntry *e) {
  const Reading *r = f->r;
  Str list = section_str(f->x->cues.strings, e->stance);
  if (!has_listed_case(f, word, list)) return false;
  Fact fact = {e, word, NONE, NONE, NONE};
  fill_slots(f, &fact, word);
  fact.object = NONE;
  const Word *w = &r->words.at[word];
  uint32_t subject = few_child(r, word, REL_NSUBJ, SUB_NONE);
  if (subject != NONE) {
    fact.object = reading_antecedent(r, subject);
  } else if (w->head != NONE) {
    const Word *head = &r->words.at[w->head];
    bool verb = head->upos == UPOS_VERB || head->upos == UPOS_AUX;
    if (w->rel == REL_NMOD || w->rel == REL_APPOS || w->rel == REL_ACL) fact.object = w->head;
    else if (verb && list.n && (w->rel == REL_OBL || w->rel == REL_XCOMP || w->rel == REL_OBJ)) {
      uint32_t object = few_child(r, w->head, REL_OBJ, SUB_NONE);
      fact.object = object != NONE && object != word && !is_pass(r, w->head) ? object : subject_of(r, w->head);
    }
  }
  if (!is_complete(f, &fact)) return false;
  write_fact(f, &fact);
  return true;
}

static uint32_t *narrowest(const Reading *r) {
  uint32_t *cover = ARENA_ARRAY(r->arena, r->words.n + 1, uint32_t);
  for (uint32_t i = 0; i < r->words.n; i++) cover[i] = NONE;
  for (uint32_t m = 0; m < r->mentions.n; m++) {
    const Mention *a = &r->mentions.at[m];
    for (uint32_t w = a->first_word; w < a->end_word && w < a->first_word + 64; w++) {
      const Mention *b = cover[w] == NONE ? NULL : &r->mentions.at[cover[w]];
      if (!b || a->end_word - a->first_word < b->end_word - b->first_word) cover[w] = m;
    }
  }
  return cover;
}

void relations_read(const Relations *relations, Reading *r) {
  Facts f = {relations, r, narrowest(r)};
  for (uint32_t i = 0; i < r->words.n; i++) {
    uint8_t upos = r->words.at[i].upos;
    if (upos != UPOS_VERB && upos != UPOS_NOUN && upos != UPOS_ADJ) continue;
    const uint32_t *indexes;
    uint32_t n = cue_entries(&relations->cues, r->words.at[i].lemma, &indexes);
    /* Reflexive and longer entries first. */
    bool done = false;
    for (uint32_t pass = 0; pass < 2 && !done; pass++)
      for (uint32_t k = 0; k < n && !done; k++) {
        if (indexes[k] >= relations->cues.n) continue;
        const CueEntry *e = &relations->cues.entries[indexes[k]];
        bool verbal = e->pos == CUE_VERB || e->pos == CUE_REFLEXIVE;
        if (verbal ? upos == UPOS_NOUN : upos != UPOS_NOUN || e->pos != CUE_NOUN) continue;
        int score = cue_fits(&relations->cues, r, i, e, NULL);
        if (score < 0 || (score > 0) == (pass == 1)) continue;
        done = verbal ? verb_fact(&f, i, e) : noun_fact(&f, i, e);
      }
  }
}
