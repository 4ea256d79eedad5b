/* pronouns.c: who « il », « ses », « them », « ce dernier » are: what agrees in kind, gender and number, near and salient,
 * subjects before the rest; with possessives, whom the clause is about. */
#include "base/utf8.h"
#include "entities/internal.h"

enum { LOOK_BACK = 40, SENTENCES_BACK = 3, MOST_TOGETHER = 6 };

typedef struct {
  uint32_t word, classes;
  bool possessive, latter;
  uint32_t subject, controller; /* heads: subject of the clause of a possessive; who is to do what an infinitive says */
  uint32_t partner;             /* « les putschistes et leurs alliés »: what the possessed is coordinated with */
} Pronoun;

static uint32_t classes_at(const Doc *d, uint32_t w) {
  const uint32_t all = 1u << WORDS_HE | 1u << WORDS_SHE | 1u << WORDS_IT | 1u << WORDS_THEY | 1u << WORDS_COLLECTIVE;
  return word_classes(d, word_at(d, w)->form) & all;
}

static bool is_latter(const Doc *d, uint32_t w) { return word_classes(d, word_at(d, w)->form) >> WORDS_LATTER & 1; }

/* « The 76-year-old »: the article in front of a number and hyphens, or NONE. */
static uint32_t article_of_age(const Doc *d, uint32_t w) {
  bool number = false;
  for (uint32_t i = w, steps = 0; i-- > 0 && steps < 6 && word_at(d, i)->sentence == word_at(d, w)->sentence; steps++) {
    const Word *word = word_at(d, i);
    if (word->upos == UPOS_DET) return number ? i : NONE;
    number |= word->upos == UPOS_NUM;
    if (steps == 0 && word->upos != UPOS_PUNCT) return NONE;
  }
  return NONE;
}

/* « ce dernier », « the latter » without a noun */
static bool bare_latter(const Doc *d, uint32_t w) {
  const Word *word = word_at(d, w);
  bool nominal = word->rel == REL_NSUBJ || word->rel == REL_OBJ || word->rel == REL_OBL || word->rel == REL_IOBJ || word->rel == REL_NMOD ||
                 word->rel == REL_ROOT || word->rel == REL_CONJ;
  if (!nominal || w == 0 || word_at(d, w - 1)->sentence != word->sentence || !is_latter(d, w)) return false;
  if (article_of_age(d, w) != NONE) return true;
  return word_at(d, w - 1)->upos == UPOS_DET && word_at(d, w - 1)->morph.definite != 2;
}

/* « comme l'a affirmé le ministre », « il le sait »: what is said, nobody. */
static bool stands_for_clause(const Doc *d, uint32_t w) {
  const Word *word = word_at(d, w);
  if (word->rel != REL_OBJ && word->rel != REL_IOBJ && word->rel != REL_OBL) return false;
  if (word->rel != REL_OBJ || word->head == NONE || word->morph.number == NUMBER_PLUR) return false;
  uint32_t classes = word_classes(d, word_at(d, word->head)->lemma);
  bool follows = w > 0 && word_at(d, w - 1)->upos == UPOS_SCONJ && word_at(d, w - 1)->sentence == word->sentence;
  return follows || classes >> WORDS_CLAUSAL & 1 || classes >> WORDS_ADDRESS & 1;
}

/* « de son côté », « for its part »: whoever the clause is about; no mention of anybody. */
static bool idle(const Doc *d, uint32_t w) {
  const Word *word = word_at(d, w);
  if (!word->morph.poss || word->head == NONE) return false;
  return word_classes(d, word_at(d, word->head)->lemma) >> WORDS_IDLE & 1 && reading_child(d->r, word->head, REL_CASE, SUB_NONE) != NONE;
}

bool pronoun_like(const Doc *d, uint32_t w) {
  const Word *word = word_at(d, w);
  if (word->upos == UPOS_ADJ || word->upos == UPOS_NOUN) return bare_latter(d, w);
  if (word->upos != UPOS_PRON && !(word->upos == UPOS_DET && word->morph.poss)) return false;
  return !word->morph.reflex && word->rel != REL_EXPL && word->morph.prontype != PRONTYPE_REL && classes_at(d, w) && !stands_for_clause(d, w) && !idle(d, w);
}

static bool is_plural(const Entity *e) { return e->number == NUMBER_PLUR || e->kind == ENTITY_PEOPLE || e->kind == ENTITY_GROUP; }

static int fits(uint32_t classes, const Entity *e) {
  bool he = classes >> WORDS_HE & 1, she = classes >> WORDS_SHE & 1, it = classes >> WORDS_IT & 1;
  bool they = classes >> WORDS_THEY & 1;
  if (e->kind == ENTITY_PLACE) return -1;
  uint8_t gender = he && !she ? GENDER_MASC : she && !he ? GENDER_FEM : GENDER_NONE;
  if (gender && e->gender && gender != e->gender) return -1;
  if (e->kind == ENTITY_PERSON) return he || she ? 30 : -1;
  if (they && is_plural(e)) return 25;
  if (they && !(classes >> WORDS_COLLECTIVE & 1)) return -1;
  if (they) return e->kind == ENTITY_ORGANISATION ? 5 : e->kind == ENTITY_COUNTRY ? 8 : -1;
  return it && e->number != NUMBER_PLUR && e->kind != ENTITY_PEOPLE ? 10 : -1;
}

/* What is coordinated with a mention, itself first. */
static uint32_t together(const Doc *d, const Mention *m, uint32_t out[MOST_TOGETHER]) {
  uint32_t n = 0, steps = 0;
  out[n++] = m->entity;
  FOR_CHILDREN(d->r, m->head, k) {
    if (steps++ > 4 * MOST_TOGETHER) break;
    if (word_at(d, k)->rel != REL_CONJ || word_at(d, k)->mention == NONE || n == MOST_TOGETHER) continue;
    uint32_t entity = d->r->mentions.at[word_at(d, k)->mention].entity;
    const Entity *e = &d->r->entities.at[entity];
    if (!e->members.n && e->kind != ENTITY_PLACE && entity != out[0]) out[n++] = entity;
  }
  return d->r->entities.at[m->entity].members.n ? 1 : n;
}

static uint32_t clause_verb(const Doc *d, uint32_t word) {
  for (uint32_t steps = 0; word != NONE && steps < 8; steps++, word = word_at(d, word)->head)
    if (steps > 0 && (word_at(d, word)->upos == UPOS_VERB || word_at(d, word)->rel == REL_ROOT)) return word;
  return NONE;
}

/* Whom the verb that governs an infinitive sets to work: « accuser Paris de masser ses troupes ». */
static uint32_t object_of(const Doc *d, uint32_t verb, uint32_t but) {
  FOR_CHILDREN(d->r, verb, k) {
    const Word *w = word_at(d, k);
    bool object = w->rel == REL_OBJ || w->rel == REL_IOBJ || (w->rel == REL_OBL && w->sub == SUB_ARG);
    if (object && k < but && w->mention != NONE) return k;
  }
  return NONE;
}

static void look_around(const Doc *d, Pronoun *p) {
  const Word *own = word_at(d, p->word);
  uint32_t noun = p->possessive ? own->head : p->word;
  p->subject = p->controller = p->partner = NONE;
  if (noun == NONE) return;
  if (p->possessive && word_at(d, noun)->rel == REL_CONJ) p->partner = word_at(d, noun)->head;
  if (p->possessive && word_at(d, noun)->rel == REL_NSUBJ) return;
  uint32_t verb = clause_verb(d, noun);
  for (uint32_t steps = 0; verb != NONE && steps < 3; steps++) {
    uint32_t subject = reading_child(d->r, verb, REL_NSUBJ, SUB_NONE), above = word_at(d, verb)->head;
    if (subject != NONE && subject != noun) {
      p->subject = subject;
      return;
    }
    if (subject != NONE || above == NONE) return;
    bool infinitive = word_at(d, verb)->morph.verbform == VERBFORM_INF && word_at(d, verb)->rel != REL_CONJ;
    if (infinitive && p->controller == NONE) p->controller = object_of(d, above, verb);
    if (p->controller != NONE) return;
    verb = above;
  }
}

bool subject_like(const Doc *d, const Mention *m) {
  const Word *h = word_at(d, m->head);
  if (h->rel == REL_NSUBJ) return true;
  /* « X et Y ont »: the second of two subjects */
  if (h->rel == REL_CONJ && h->head != NONE && word_at(d, h->head)->rel == REL_NSUBJ) return true;
  uint32_t root = d->r->sentences.at[m->sentence].root;
  /* « "...", a clamé devant la foule Ousmane Sonko. »: at the end of a sentence that opens with a quotation */
  uint32_t opens = d->r->sentences.at[m->sentence].first_word, behind = m->end_word;
  bool last = behind < d->r->words.n && word_at(d, behind)->upos == UPOS_PUNCT && (behind + 1 >= d->r->words.n || word_at(d, behind + 1)->sentence != m->sentence);
  bool free_standing = m->form == FORM_NAME && m->first_word > 0 && word_at(d, m->first_word - 1)->upos != UPOS_ADP && d->r->entities.at[m->entity].kind == ENTITY_PERSON;
  if (last && free_standing && d->quoted[opens] && !d->quoted[m->head]) return true;
  bool named = m->form == FORM_NAME && d->r->entities.at[m->entity].kind == ENTITY_PERSON;
  if (!named || root == NONE || m->head > root || word_at(d, root)->upos != UPOS_VERB || d->quoted[m->head] || d->quoted[root]) return false;
  if (h->rel != REL_APPOS && h->rel != REL_DISLOCATED && h->rel != REL_VOCATIVE && h->rel != REL_NMOD) return false;
  bool governed = m->first_word > 0 && (word_at(d, m->first_word - 1)->upos == UPOS_ADP);
  return !governed && reading_child(d->r, root, REL_NSUBJ, SUB_NONE) == NONE && reading_child(d->r, root, REL_EXPL, SUB_NONE) == NONE;
}

static int score(const Doc *d, const Pronoun *p, const Mention *m, uint32_t looked) {
  const Word *w = word_at(d, p->word), *h = word_at(d, m->head);
  const Entity *e = &d->r->entities.at[m->entity];
  int fit = fits(p->classes, e);
  if (fit < 0) return -1;
  uint32_t apart = w->sentence - m->sentence, known = e->mentions.n < 5 ? e->mentions.n : 5;
  int s = 100 + fit - 18 * (int)apart - (int)looked + 2 * (int)known;
  bool subject = h->rel == REL_NSUBJ || (h->rel != REL_CONJ && subject_like(d, m));
  if (p->latter) return s + (subject ? -25 : 0) - 3 * (int)looked;
  if (subject) s += apart < 2 ? 25 : 15;
  if (m->form == FORM_PRONOUN) s += 4;
  if (d->quoted[m->head] && !d->quoted[p->word]) s -= 40; /* « "La Cour tranchera", a-t-elle dit »: who speaks is none of those spoken of */
  if (p->possessive && m->head == p->subject) s += 25;
  if (m->head == p->controller) s += 50;
  if (m->head == p->partner) s += 45;
  return s;
}

static bool co_argument(const Doc *d, const Pronoun *p, const Mention *m) {
  const Word *w = word_at(d, p->word), *h = word_at(d, m->head);
  return w->sentence == m->sentence && !p->possessive && h->head == w->head && w->head != NONE;
}

/* « ils »: all who stand together in that place. */
static uint32_t whole(Doc *d, const Pronoun *p, const Mention *m) {
  uint32_t members[MOST_TOGETHER];
  const Entity *e = &d->r->entities.at[m->entity];
  if (!(p->classes >> WORDS_THEY & 1) || is_plural(e)) return m->entity;
  uint32_t n = together(d, m, members);
  return n < 2 ? m->entity : entity_for_members(d, members, n, reading_text(d->r, m->start, d->r->mentions.at[word_at(d, m->head)->mention].end));
}

/* A single one who is one of several named together is no « ils ». */
static int plural_fit(const Doc *d, const Pronoun *p, const Mention *m, int s) {
  uint32_t members[MOST_TOGETHER];
  if (!(p->classes >> WORDS_THEY & 1)) return s;
  const Entity *e = &d->r->entities.at[m->entity];
  if (is_plural(e) || together(d, m, members) < 2) return s;
  Pronoun any = *p;
  any.classes |= 1u << WORDS_HE | 1u << WORDS_SHE | 1u << WORDS_IT;
  any.classes &= ~(1u << WORDS_THEY);
  int alone = score(d, &any, m, 0);
  return alone < 0 ? s : (s > alone ? s : alone) + 15;
}

void pronoun_read(Doc *d, uint32_t word) {
  const Reading *r = d->r;
  const Word *w = word_at(d, word);
  Pronoun p = {.word = word, .classes = classes_at(d, word), .possessive = w->morph.poss};
  p.latter = is_latter(d, word) && article_of_age(d, word) == NONE;
  if (w->upos == UPOS_ADJ || w->upos == UPOS_NOUN) {
    uint32_t singular = 1u << WORDS_HE | 1u << WORDS_IT, she = 1u << WORDS_SHE | 1u << WORDS_IT;
    p.classes = w->morph.number == NUMBER_PLUR ? 1u << WORDS_THEY : w->morph.gender == GENDER_FEM ? she
              : w->morph.gender == GENDER_MASC ? singular : singular | she;
  }
  look_around(d, &p);
  const Mention *best = NULL;
  int best_score = 0;
  for (uint32_t i = r->mentions.n, looked = 0; i-- > 0 && looked < LOOK_BACK; looked++) {
    const Mention *m = &r->mentions.at[i];
    if (w->sentence - m->sentence > SENTENCES_BACK) break;
    if (m->as_place || m->form == FORM_DEMONYM || co_argument(d, &p, m)) continue;
    int s = plural_fit(d, &p, m, score(d, &p, m, looked));
    if (s > best_score) best_score = s, best = m;
  }
  if (best) mention_add(d, word, word + 1, word, whole(d, &p, best), FORM_PRONOUN);
}
