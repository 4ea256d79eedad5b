/* names.c: enums of the reading and their spellings, both ways. */
#include "reading/reading.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char *const UPOS[] = {"X", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
                                   "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"};
static const char *const REL[] = {"dep", "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp",
                                  "clf", "compound", "conj", "cop", "csubj", "det", "discourse", "dislocated", "expl",
                                  "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nsubj", "nummod",
                                  "obj", "obl", "orphan", "parataxis", "punct", "reparandum", "root", "vocative",
                                  "xcomp"};
static const char *const SUB[] = {"", "?", "pass", "agent", "caus", "relcl", "poss", "tmod", "npmod", "prt", "mod",
                                  "arg", "pv", "comp", "subj", "obj", "cleft", "name", "foreign", "predet", "predep",
                                  "tense", "outer", "desc", "unmarked"};

const char *upos_name(Upos upos) { return UPOS[upos < UPOS_COUNT ? upos : 0]; }
const char *rel_name(Rel rel) { return REL[rel < REL_COUNT ? rel : 0]; }

static uint8_t find(const char *const *names, size_t n, Str name, uint8_t otherwise) {
  for (size_t i = 0; i < n; i++)
    if (str_is(name, names[i])) return (uint8_t)i;
  return otherwise;
}

Upos upos_parse(Str name) { return (Upos)find(UPOS, COUNT(UPOS), name, UPOS_X); }

void deprel_parse(Str deprel, uint8_t *rel, uint8_t *sub) {
  Str rest = deprel, head;
  if (!str_split(&rest, ':', &head)) head = (Str){"", 0};
  *rel = find(REL, COUNT(REL), head, REL_DEP);
  *sub = rest.p && rest.n ? find(SUB, COUNT(SUB), rest, SUB_OTHER) : (uint8_t)SUB_NONE;
}

typedef struct {
  const char *name, *value;
  uint8_t offset, code;
} Feature;

#define F(name, value, field, code) {name, value, (uint8_t)offsetof(Morph, field), code}
static const Feature FEATURES[] = {
    F("Gender", "Masc", gender, GENDER_MASC), F("Gender", "Fem", gender, GENDER_FEM),
    F("Gender", "Neut", gender, GENDER_NEUT), F("Number", "Sing", number, NUMBER_SING),
    F("Number", "Plur", number, NUMBER_PLUR), F("Person", "1", person, 1), F("Person", "2", person, 2),
    F("Person", "3", person, 3), F("Tense", "Pres", tense, TENSE_PRES), F("Tense", "Past", tense, TENSE_PAST),
    F("Tense", "Fut", tense, TENSE_FUT), F("Tense", "Imp", tense, TENSE_IMP), F("Mood", "Ind", mood, MOOD_IND),
    F("Mood", "Cnd", mood, MOOD_CND), F("Mood", "Sub", mood, MOOD_SUB), F("Mood", "Imp", mood, MOOD_IMP),
    F("VerbForm", "Fin", verbform, VERBFORM_FIN), F("VerbForm", "Inf", verbform, VERBFORM_INF),
    F("VerbForm", "Part", verbform, VERBFORM_PART), F("VerbForm", "Ger", verbform, VERBFORM_GER),
    F("Voice", "Act", voice, VOICE_ACT), F("Voice", "Pass", voice, VOICE_PASS),
    F("PronType", "Prs", prontype, PRONTYPE_PRS), F("PronType", "Rel", prontype, PRONTYPE_REL),
    F("PronType", "Int", prontype, PRONTYPE_INT), F("PronType", "Dem", prontype, PRONTYPE_DEM),
    F("PronType", "Ind", prontype, PRONTYPE_IND), F("PronType", "Neg", prontype, PRONTYPE_NEG),
    F("PronType", "Art", prontype, PRONTYPE_ART), F("PronType", "Tot", prontype, PRONTYPE_TOT),
    F("Definite", "Def", definite, 1), F("Definite", "Ind", definite, 2), F("Reflex", "Yes", reflex, 1),
    F("Poss", "Yes", poss, 1), F("Polarity", "Neg", negative, 1), F("Number[psor]", "Sing", number_psor, NUMBER_SING),
    F("Number[psor]", "Plur", number_psor, NUMBER_PLUR), F("Person[psor]", "1", person_psor, 1),
    F("Person[psor]", "2", person_psor, 2), F("Person[psor]", "3", person_psor, 3)};

void morph_parse(Str feats, Morph *morph) {
  *morph = (Morph){0};
  Str part;
  while (feats.n && str_split(&feats, '|', &part)) {
    Str value = part, name;
    if (!str_split(&value, '=', &name) || !value.p) continue;
    for (size_t i = 0; i < COUNT(FEATURES); i++)
      if (str_is(name, FEATURES[i].name) && str_is(value, FEATURES[i].value))
        ((uint8_t *)morph)[FEATURES[i].offset] = FEATURES[i].code;
  }
}

static const char *const SENTENCE[] = {"body", "heading", "header", "dateline", "footnote"};
static const char *const ENTITY[] = {"person", "group", "organisation", "country", "place", "people"};
static const char *const FORM[] = {"name", "role", "demonym", "metonym", "definite", "pronoun"};
static const char *const DATE[] = {"date", "since", "until", "deadline", "duration", "set"};
static const char *const STATEMENT[] = {"direct", "indirect", "mixed", "attributed"};
static const char *const RELATION[] = {"control", "designation", "position"};

const char *sentence_kind_name(SentenceKind kind) { return SENTENCE[kind]; }
const char *entity_kind_name(EntityKind kind) { return ENTITY[kind]; }
const char *mention_form_name(MentionForm form) { return FORM[form]; }
const char *date_kind_name(DateKind kind) { return DATE[kind]; }
const char *statement_kind_name(StatementKind kind) { return STATEMENT[kind]; }
const char *relation_kind_name(RelationKind kind) { return RELATION[kind]; }
