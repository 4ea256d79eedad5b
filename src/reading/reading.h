/* reading.h: the reading of one document: the struct that every stage fills in turn.
 *
 * Stages run in this order: text (text, sentences, words), syntax (lemma .. deprel), time (dates,
 * the document's date), entities (entities, mentions, places), statements (statements, labels),
 * events (events, relations). Each reads what earlier ones made and appends its own. All memory is
 * the reading's arena. Positions are byte offsets into `text` while reading; writers turn them into
 * code points of the input (reading_offset). References between lists are indexes; NONE where absent. */
#ifndef DG_READING_READING_H
#define DG_READING_READING_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

#define NONE UINT32_MAX

/* Universal Dependencies part-of-speech tags. */
typedef enum {
  UPOS_X, UPOS_ADJ, UPOS_ADP, UPOS_ADV, UPOS_AUX, UPOS_CCONJ, UPOS_DET, UPOS_INTJ, UPOS_NOUN,
  UPOS_NUM, UPOS_PART, UPOS_PRON, UPOS_PROPN, UPOS_PUNCT, UPOS_SCONJ, UPOS_SYM, UPOS_VERB, UPOS_COUNT
} Upos;

/* Universal Dependencies relations, without subtype. */
typedef enum {
  REL_DEP, REL_ACL, REL_ADVCL, REL_ADVMOD, REL_AMOD, REL_APPOS, REL_AUX, REL_CASE, REL_CC, REL_CCOMP,
  REL_CLF, REL_COMPOUND, REL_CONJ, REL_COP, REL_CSUBJ, REL_DET, REL_DISCOURSE, REL_DISLOCATED, REL_EXPL,
  REL_FIXED, REL_FLAT, REL_GOESWITH, REL_IOBJ, REL_LIST, REL_MARK, REL_NMOD, REL_NSUBJ, REL_NUMMOD,
  REL_OBJ, REL_OBL, REL_ORPHAN, REL_PARATAXIS, REL_PUNCT, REL_REPARANDUM, REL_ROOT, REL_VOCATIVE,
  REL_XCOMP, REL_COUNT
} Rel;

/* The subtypes that stages ask for; any other is SUB_OTHER (its spelling stays in Word.deprel). */
typedef enum {
  SUB_NONE, SUB_OTHER, SUB_PASS, SUB_AGENT, SUB_CAUS, SUB_RELCL, SUB_POSS, SUB_TMOD, SUB_NPMOD, SUB_PRT,
  SUB_MOD, SUB_ARG, SUB_PV, SUB_COMP, SUB_SUBJ, SUB_OBJ, SUB_CLEFT, SUB_NAME, SUB_FOREIGN, SUB_PREDET,
  SUB_PREDEP, SUB_TENSE, SUB_OUTER, SUB_DESC, SUB_UNMARKED, SUB_COUNT
} Sub;

/* Universal features that stages ask for, decoded; 0 always means « not given ». */
typedef enum { GENDER_NONE, GENDER_MASC, GENDER_FEM, GENDER_NEUT } Gender;
typedef enum { NUMBER_NONE, NUMBER_SING, NUMBER_PLUR } Number;
typedef enum { TENSE_NONE, TENSE_PRES, TENSE_PAST, TENSE_FUT, TENSE_IMP } Tense;
typedef enum { MOOD_NONE, MOOD_IND, MOOD_CND, MOOD_SUB, MOOD_IMP } Mood;
typedef enum { VERBFORM_NONE, VERBFORM_FIN, VERBFORM_INF, VERBFORM_PART, VERBFORM_GER } VerbForm;
typedef enum { VOICE_NONE, VOICE_ACT, VOICE_PASS } Voice;
typedef enum { PRONTYPE_NONE, PRONTYPE_PRS, PRONTYPE_REL, PRONTYPE_INT, PRONTYPE_DEM, PRONTYPE_IND,
               PRONTYPE_NEG, PRONTYPE_ART, PRONTYPE_TOT, PRONTYPE_OTHER } PronType;

typedef struct {
  uint8_t gender, number, person, tense, mood, verbform, voice, prontype;
  uint8_t definite; /* 1 Def, 2 Ind */
  bool reflex, poss, negative /* Polarity=Neg */, passive_hint;
  uint8_t number_psor, person_psor;
} Morph;

/* A syntactic word. Words of one multiword token (« du » = de + le) share start and end. */
typedef struct {
  Str form;            /* as written, or as expanded from the multiword token */
  uint32_t start, end; /* of the surface token */
  uint32_t sentence;
  uint8_t span;        /* 1: a token by itself; k > 1: first of k words of a token; 0: a later one of them */
  bool space_after;    /* of the surface token */
  bool line_break;     /* a line or paragraph ends behind the surface token */
  /* syntax */
  uint8_t upos, rel, sub;
  Morph morph;
  Str lemma, feats, deprel, xpos, misc; /* feats: « Gender=Fem|Number=Sing », empty for none */
  uint32_t head;                        /* index into words; NONE for a root or before parsing */
  uint32_t first_child, next_sibling;   /* in word order; set by reading_link */
  /* entities */
  uint32_t mention; /* of which this word is the head, or NONE */
} Word;

typedef enum { SENTENCE_BODY, SENTENCE_HEADING, SENTENCE_HEADER, SENTENCE_DATELINE, SENTENCE_FOOTNOTE } SentenceKind;

typedef struct {
  uint32_t start, end;          /* in text, trimmed */
  SentenceKind kind;
  uint32_t first_word, n_words; /* [first_word, first_word + n_words) */
  uint32_t root;                /* word, or NONE before parsing */
  uint32_t paragraph;           /* number, from 0 */
} Sentence;

typedef enum { ENTITY_PERSON, ENTITY_GROUP, ENTITY_ORGANISATION, ENTITY_COUNTRY, ENTITY_PLACE, ENTITY_PEOPLE } EntityKind;
typedef enum { FORM_NAME, FORM_ROLE, FORM_DEMONYM, FORM_METONYM, FORM_DEFINITE, FORM_PRONOUN } MentionForm;

#define MAX_SECTORS 4
typedef struct {
  Str name;
  EntityKind kind;
  Str code;                /* CAMEO string, empty where unknown */
  char country[4];         /* ISO 3166 alpha-3 or UNO, EUR, IGO ...; empty where unknown */
  char sector[MAX_SECTORS][4];
  uint8_t n_sectors;
  Str role, office_from, office_to;
  uint8_t gender, number;  /* Gender, Number; 0 unknown */
  uint32_t place;          /* index into places or NONE, for places and countries */
  Vec(uint32_t) labels;    /* filled by the statements stage */
  Vec(uint32_t) mentions;
  Vec(uint32_t) members;   /* entities that stand here together: « les deux pays », « ils »; else empty */
} Entity;

typedef struct {
  uint32_t start, end, sentence;
  uint32_t first_word, end_word, head; /* words [first_word, end_word), and the head word */
  uint32_t entity;
  MentionForm form;
  bool as_place;  /* the name stands for the place here (« à Moscou »), not for an actor */
  uint32_t place; /* index into places or NONE */
} Mention;

typedef enum { DATE_DATE, DATE_SINCE, DATE_UNTIL, DATE_DEADLINE, DATE_DURATION, DATE_SET } DateKind;
typedef struct {
  uint32_t start, end, sentence, first_word, end_word;
  Str value; /* ISO 8601 / TIMEX3 */
  DateKind kind;
} Date;

typedef struct {
  uint32_t start, end, sentence;
  Str name;
  char country[4];
  double lat, lon;
  uint32_t geonameid; /* 0 unknown */
  bool has_point;
} Place;

typedef struct {
  Str mark, text;
  uint32_t start, end;
  Vec(uint32_t) entities;
} Label;

typedef enum { STATEMENT_DIRECT, STATEMENT_INDIRECT, STATEMENT_MIXED, STATEMENT_ATTRIBUTED } StatementKind;
typedef struct {
  uint32_t start, end;
} Span;

typedef struct {
  uint32_t speaker;              /* entity or NONE */
  Vec(uint32_t) audience;        /* entities */
  Str audience_text;             /* where the audience is no entity */
  Str cue;                       /* as written: « a déclaré » */
  Str cue_kind;                  /* say, ask, deny, ... from lang/ */
  uint32_t cue_word;             /* word, or NONE */
  uint32_t start, end, sentence; /* of cue and content together */
  Span content;                  /* what is said */
  StatementKind kind;
  Vec(Span) quotes;
  Str date, medium;
} Statement;

typedef enum { AUX_HISTORICAL = 1, AUX_FUTURE = 2, AUX_HYPOTHETICAL = 4, AUX_NEGATION = 8 } Auxiliary; /* bits */

/* An actor or recipient of an event: a mention, or words that no entity covers. */
typedef struct {
  uint32_t entity; /* or NONE */
  uint32_t start, end;
  Str code;        /* CAMEO string */
  char country[4];
  char sector[MAX_SECTORS][4];
  uint8_t n_sectors;
} Party;

typedef struct {
  Str type;                /* PLOVER: « ACCUSE » */
  Vec(Str) modes, contexts;
  Vec(Party) actors, recipients;
  Vec(Span) words;         /* event_text */
  uint32_t place;          /* index into places or NONE */
  Str date;
  uint8_t quad;            /* 1..4 */
  double scale, goldstein; /* PLOVER's and CAMEO's */
  Str cameo;
  uint8_t auxiliary;       /* Auxiliary bits */
  Str deadline;            /* ISO date, empty for none */
  Span condition;          /* end 0: none */
  uint32_t condition_event;
  uint32_t statement;      /* or NONE */
  uint32_t sentence, start, end, trigger; /* trigger: the word that names the event */
  Str rule;                /* file:line and composition */
} Event;

typedef enum { RELATION_CONTROL, RELATION_DESIGNATION, RELATION_POSITION } RelationKind;
typedef struct {
  RelationKind kind;
  Party subject, object; /* object.end 0: none */
  Str value;
  uint8_t auxiliary;
  Str date;
  uint32_t sentence, start, end;
} Relation;

typedef struct Reading {
  Arena *arena;
  Diags diags;           /* notes on this document: a weekday that contradicts its date ... */
  bool trace_on;         /* explain: stages add what they considered and dropped */
  Vec(Str) trace;
  /* document */
  Str id, language, date, date_evidence, title, url, source; /* date: YYYY-MM-DD or a part of it */
  Str given_date;        /* from --date or metadata, before the text was read */
  Str text;              /* UTF-8, NUL-terminated */
  char sha256[65];       /* of the text */
  uint32_t characters;
  uint32_t *offsets;     /* code points before every 64th byte */
  uint32_t prose_start;  /* where header and dateline end */
  char country[4];       /* that the text is about; empty where none leads */
  Vec(Sentence) sentences;
  Vec(Word) words;
  Vec(Date) dates;
  Vec(Place) places;
  Vec(Entity) entities;
  Vec(Mention) mentions;
  Vec(Statement) statements;
  Vec(Label) labels;
  Vec(Event) events;
  Vec(Relation) relations;
} Reading;

/* An empty reading in `arena`. */
Reading *reading_new(Arena *arena);

/* Sets the text and its offset table; `text` must be valid UTF-8 and live as long as the arena. */
void reading_set_text(Reading *r, Str text);

/* Code points of the text before byte `at`. */
uint32_t reading_offset(const Reading *r, uint32_t at);

/* The text between two byte offsets. */
static inline Str reading_text(const Reading *r, uint32_t start, uint32_t end) { return str_sub(r->text, start, end); }

/* After heads are set: child lists of words and roots of sentences. */
void reading_link(Reading *r);

/* Loop over the children of word `w`, in word order. */
#define FOR_CHILDREN(r, w, c) \
  for (uint32_t c = (r)->words.at[w].first_child; c != NONE; c = (r)->words.at[c].next_sibling)

/* First child with relation `rel` (any subtype where sub is SUB_NONE), or NONE. */
uint32_t reading_child(const Reading *r, uint32_t word, Rel rel, Sub sub);

/* The noun that a relative clause hangs on, where `word` is its relative pronoun; else `word` itself. */
uint32_t reading_antecedent(const Reading *r, uint32_t word);

/* True where `word` is `ancestor` or below it. */
bool reading_below(const Reading *r, uint32_t word, uint32_t ancestor);

/* The first and last word of the subtree of `word` (its sentence's words only). */
void reading_subtree(const Reading *r, uint32_t word, uint32_t *first, uint32_t *last);

/* Adds to the trace when explaining. */
void reading_trace(Reading *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Checks every invariant (order, ranges, references); the first broken one in words, or NULL. Debug builds
 * call it after every stage. */
const char *reading_check(const Reading *r);

/* Names of the enums as the records write them; parsers of UD names return 0 (X, dep, none) for unknown ones. */
const char *upos_name(Upos upos);
Upos upos_parse(Str name);
const char *rel_name(Rel rel);
void deprel_parse(Str deprel, uint8_t *rel, uint8_t *sub);
void morph_parse(Str feats, Morph *morph);
const char *sentence_kind_name(SentenceKind kind);
const char *entity_kind_name(EntityKind kind);

/* True where one of its sectors stands in `list`, codes with blanks between: « GOV MIL ». */
bool entity_in_sectors(const Entity *entity, const char *list);

const char *mention_form_name(MentionForm form);
const char *date_kind_name(DateKind kind);
const char *statement_kind_name(StatementKind kind);
const char *relation_kind_name(RelationKind kind);

#endif
