/* stage.h: what the files of the event coder share while one reading is coded. */
#ifndef DG_EVENTS_STAGE_H
#define DG_EVENTS_STAGE_H

#include "events/events.h"
#include "events/judge.h"
#include "events/lexicon.h"
#include "events/ontology.h"
#include "statements/modality.h"

/* Classes of lang/XX/event-cues.txt that the coder asks for. */
typedef enum {
  CUE_REFLEXIVE,   /* words that make a verb reflexive */
  CUE_AGENT,       /* prepositions of the agent */
  CUE_CAUSATIVE,   /* make, let: the infinitive's doer is the object */
  CUE_MODAL,       /* verbs that lend their subject to an infinitive: can, may, be about to */
  CUE_OBLIGATION,  /* must, should */
  CUE_CONDITION,   /* opens a condition */
  CUE_OWNER,       /* prepositions between a thing and its owner */
  CUE_RELATIVE_OF, /* a relative pronoun that contains « of » */
  CUE_OF,          /* that preposition */
  CUE_TRANSPARENT, /* nouns that stand for what they are of: series, wave, act */
  CUE_DEADLINE,    /* prepositions before a deadline */
  CUE_FICTION,     /* works that tell a story: films, novels */
  CUE_WITHIN,      /* prepositions before the work in which it is told */
  CUE_NO_PARTY,    /* nouns that never act: day, year, percent */
  CUE_RECIPROCAL,  /* « each other », « entre eux » */
  CUE_POSSESSIVE,  /* possessive determiners */
  CUE_PERSONAL,    /* personal pronouns that may stand for an actor */
  CUE_PRIVATIVE,   /* without, sans */
  CUE_PARTITIVE,   /* a preposition that parsers see where an indefinite article stands: French « des » */
  CUE_CURRENCY,    /* signs of money, which stand where the sum is the object */
  CUE_PARTICLE,    /* adverbs of a verb that parsers take for prepositions: « handed over the suspect » */
  CUE_QUANTITY,    /* « more than a million refugees »: the object is what follows */
  CUE_THAN,
  CUE_BETWEEN,     /* « was signed between X and Y »: both act */
  CUE_REFUSAL,     /* auxiliaries whose denial refuses: « would not let them in » */
  CUE_INSTRUMENT,  /* things that act in somebody's hand: weapons, texts */
  CUE_REASON,      /* markers of the deed that is the reason: « arrested for having » */
  CUE_UNACCUSATIVE, /* verbs with the auxiliary of the passive that have none: « sont convenus » */
  CUE_SIDES,       /* nouns of which « the two » are the sides of what was told: countries, camps */
  CUE_TWO,
  CUE_CLITIC,      /* object pronouns */
  CUE_PURPOSE,     /* markers of a purpose: « recruits men to fight » */
  CUE_PERSON,      /* plain words for people, who have no entity: persons, men */
  CUE_NOBODY,      /* determiners that leave nobody: no, none */
  CUE_INSTIGATED,  /* prepositions before whoever made others act: « at the call of » */
  CUE_TOWARDS,     /* prepositions, and nouns in them, before the other side whatever the verb: against, towards */
  CUE_ANAPHOR,     /* nouns that take up what was told: the decision, the move */
  CUE_AIMED,       /* participles before what is only meant: « aimed at » */
  CUE_COUNTERPART, /* nouns for the other side seen from somebody: ally, partner */
  CUE_PARTIES,     /* « the parties », « the signatories »: the sides without a number */
  CUE_LOCAL,       /* powers of a town: what they give their people is no politics */
  CUE_EARLIER,     /* « two days after an attack »: the deed is as much earlier */
  CUE_LATER,       /* « two weeks before the vote » */
  CUE_TEXT,        /* texts, which speak for whoever adopts or publishes them */
  CUE_OTHERWISE,   /* « faute de quoi »: what is threatened if what was asked is not done */
  CUE_COMPANY,     /* companies (classes.txt) */
  CUE_MANY,        /* nouns that only count what stands behind them: dozens of */
  CUE_ATTRIBUTED,  /* participles between a deed and whoever is said to have done it: « claimed by », « blamed on » */
  CUE_UTTERANCE,   /* nouns for what somebody said: remarks, a statement */
  CUE_LAID,        /* participles between a measure and whoever it was taken against: sanctions imposed on */
  CUE_WHETHER,     /* opens an indirect question */
  CUE_OURS,        /* possessives of the first person */
  CUE_IMPRISONMENT, /* what a sentence brings: prison, life */
  CUE_UNDERGO,     /* verbs that, reflexive, make their subject undergo the infinitive: « se voir infliger » */
  CUE_THAT,        /* the conjunction that opens a command to a third party: « que X parte » */
  CUE_DATIVE,      /* the preposition of an indirect object */
  CUE_NO_LONGER,   /* adverbs that say, with a denial, that something has ended: « no longer », « ne ... plus » */
  CUE_PATH,        /* prepositions of a way, not of an end: across, through */
  CUE_OR,         /* between what is asked and what comes of a refusal: « leave or face war » */
  CUE_SUFFER,     /* verbs of what is in store for whoever does not obey */
  CUE_ASIDE,       /* prepositions before circumstances, never before the other side: despite, because of, during */
  CUE_WEIGHS,      /* what measures do to those they are for: weigh on, hit, target */
  CUE_SUPERLATIVE, /* « the deadliest », « the first » */
  CUE_GROUND,     /* prepositions before the deed that somebody is blamed or punished for: for, over */
  CUE_WAR,        /* a war as a whole: conflict, insurgency, unrest */
  CUE_REQUITAL,   /* what is done in return: revenge, retaliation */
  CUE_COUNT
} Cue;

/* What is special about a field: countries beat each other in it, or people die in it by nobody's will. */
typedef enum { FIELD_ANY, FIELD_CONTEST, FIELD_MISHAP } FieldKind;

enum { DOMAIN_MAX = 24, NUMBER_MAX = 30, UNIT_COUNT = 4 };

/* One set of words: the language's, or a user's. */
typedef struct {
  Lexicon lexicon;
  struct ResolvedName {
    uint32_t operators[CHAIN_MAX], concept;
  } *names;
  uint32_t *classes; /* of a user's words: the class of that name in the base, or NONE; NULL for the base */
} Words;

struct Events {
  Arena *arena;
  Ontology ontology;
  Modality *modality;
  Words sets[2];
  uint32_t n_sets;
  uint32_t cues[CUE_COUNT], role;
  uint32_t domains[DOMAIN_MAX], n_domains;
  uint8_t field[DOMAIN_MAX];
  bool decisive[DOMAIN_MAX]; /* one word of the field tells as much as two of others */
  uint32_t numbers[NUMBER_MAX + 1], units[UNIT_COUNT], next_day[3], day_before[3]; /* of « two days after », « on the eve of »; classes or NONE */
  Judge judge;
  const Syntax *syntax; /* for clusters, or NULL */
  JudgeWatch *watch;    /* of the trainer, or NULL */
  uint32_t op_will, op_will_not, op_must, op_not, op_intend, op_say, op_deny, op_accuse, op_warn, op_stop, op_support, op_oppose, op_by_deed;
};

typedef struct {
  uint8_t where;
  bool weak;     /* stands at a neighbour: used where no strong one fills the slot */
  bool clause;   /* a verb, not a noun */
  uint8_t nth;   /* of its preposition */
  Str prep;      /* folded; empty for none */
  uint32_t word;
} Arg;

typedef struct {
  const Words *set;
  const Entry *entry;
} Match;

/* A word that may name an event, with its dependents brought to the active form. */
typedef struct {
  uint32_t word;
  uint16_t depth;      /* in the tree */
  bool passive, reflexive, noun, adjective, consumed, done, blocked;
  Vec(Arg) args;
  Match match;         /* the best */
  Match others[3];     /* next best, for an operator that finds no content */
  uint8_t n_others;
  uint32_t governor;   /* predicate that works on this one, or NONE */
} Predicate;

/* What was coded before: « ces sanctions », « the pact » take their parties from it. */
typedef struct {
  uint32_t concept, type, sentence, trigger;
  struct {
    uint32_t *at, n, cap;
  } actors, recipients;
} Past;

typedef struct {
  const Events *ev;
  Reading *r;
  Arena *arena;
  Str *lemma;           /* folded, of every word */
  struct WordClasses {
    const uint32_t *at;
    uint32_t n;
  } *classes;           /* of every word's lemma, in the language's lexicon */
  uint32_t *predicate;  /* of every word: index or NONE */
  Vec(Predicate) predicates;
  Vec(Past) past;
  /* of every word: the statement whose cue it is, and the innermost one in whose content it stands */
  uint32_t *cue_of, *said_in;
  /* dates and mentions of sentence s: [first[s], first[s + 1]) of the list */
  uint32_t *dates_first, *dates, *mentions_first, *mentions;
  uint64_t *present; /* a bit for the sign of every lemma and form of the present sentence */
  uint32_t off, contest, mishap; /* words of a field without politics in the present sentence: of all, of sport, of accidents */
  float *sums;                   /* what every sentence by itself reads like (judge.c), or NULL */
  double all_sums;               /* their sum, and how many they are */
  uint32_t n_sums;
  const char *off_politics;      /* why the rules would refuse the present candidate as no politics, or NULL */
  uint32_t budget; /* compositions left for one predicate: a bound on what a hostile tree can cost */
  bool verbless;        /* the present sentence has no finite verb: a heading */
  bool political;       /* a country, a force or somebody in office is named */
  uint32_t sport;       /* words of a domain without politics, in the document */
} Coder;

static inline const Word *coder_word(const Coder *c, uint32_t w) { return &c->r->words.at[w]; }

/* lexicon */
bool coder_in_class(const Coder *c, uint32_t word, uint32_t klass); /* of the language's lexicon; NONE: in none */
bool coder_cue(const Coder *c, uint32_t word, Cue cue);
bool coder_str_cue(const Coder *c, Str lemma, Cue cue);

bool coder_part(const Coder *c, const Predicate *p, uint32_t word); /* a further part of the predicate's entry */

/* frame.c */
void frame_build(Coder *c, Predicate *p);
uint32_t frame_subject(const Coder *c, uint32_t verb, uint32_t depth); /* of a verb, shared ones too; or NONE */
Str frame_prep(const Coder *c, uint32_t word);
bool frame_time(const Coder *c, uint32_t word); /* part of a date */
bool frame_verbal(const Coder *c, uint32_t word);
uint32_t frame_modal(const Coder *c, uint32_t verb); /* the modal that lends its subject to the verb, or NONE */
uint32_t frame_without_modal(const Coder *c, uint32_t verb);

/* headline.c */
bool headline_verbless(const Coder *c, const Sentence *s);
uint32_t headline_doer(const Coder *c, uint32_t word);     /* of a verb taken for a noun, or NONE */
uint32_t headline_subject(const Coder *c, uint32_t verb);  /* of an infinitive that tells what is to come, or NONE */

/* match.c */
void match_entry(Coder *c, Predicate *p);
bool match_args(const Coder *c, const Predicate *p, const Slot *slot, Str prep, const Arg **args, uint32_t *n, uint32_t max);
bool match_is_actor(const Coder *c, uint32_t word);
bool match_holds_power(const Coder *c, uint32_t word); /* a state, its powers, or somebody armed */
bool match_governs(const Coder *c, uint32_t word, Where where, Str prep); /* whom an entry of the verb is about stands there */
bool match_knows_reflexive(const Coder *c, uint32_t word); /* the lexicon has the verb as a reflexive one */

/* party.c */
typedef Vec(uint32_t) WordList;
void party_words(const Coder *c, uint32_t word, bool owner, WordList *out);
void party_of_entity(const Coder *c, uint32_t entity, Party *party); /* codes of an entity, keeping the span */
void party_make(const Coder *c, uint32_t word, Party *party);
bool party_known(const Coder *c, uint32_t word);
bool party_person(const Coder *c, uint32_t word);
uint32_t party_named(const Coder *c, uint32_t word);
const Mention *party_mention(const Coder *c, uint32_t word);

/* context.c: who is meant though the clause does not say */
bool context_both_sides(const Coder *c, uint32_t word, WordList *out);
bool context_counterpart(const Coder *c, uint32_t word, WordList *out);
bool context_object(const Coder *c, uint32_t word, WordList *out);

/* focus.c: whom the text has been about */
bool focus_pair(const Coder *c, uint32_t word, uint32_t two[2]); /* who « the two » are */
uint32_t focus_partner(const Coder *c, uint32_t word, bool state); /* a party of who faces that one, a state if asked; or NONE */

/* field.c */
uint32_t field_of(const Coder *c, uint32_t word); /* the field without politics that a word is of, or NONE */
uint32_t field_words(const Coder *c, const Sentence *s, FieldKind kind);
void field_trace(const Coder *c, const Sentence *s);
bool field_fiction(const Coder *c, uint32_t word);

/* circumstance.c: when, where, on what condition, by when, on whose word */
uint32_t whose_word(const Coder *c, uint32_t word); /* the innermost statement in whose content it stands, or NONE */
bool opens_with_condition(const Coder *c, uint32_t clause); /* « si », « unless », « à condition que » */
void circumstances(Coder *c, Event *event, const Type *type, uint32_t trigger, uint32_t top, const uint32_t *chain, uint32_t n_chain);

#endif
