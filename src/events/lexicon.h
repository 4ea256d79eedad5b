/* lexicon.h: what words do: the compiled form of lang/XX/events, frames and classes.
 *
 * Compiled to sections « ev.* » of the language's pack, used in place. A user's own words are compiled by the same
 * code into memory and looked up beside them. */
#ifndef DG_EVENTS_LEXICON_H
#define DG_EVENTS_LEXICON_H

#include "base/phrase.h"
#include "base/source.h"

/* Where a dependent stands, seen from the predicate. */
typedef enum {
  WHERE_SUBJ, WHERE_OBJ, WHERE_IOBJ, WHERE_PREP, WHERE_CLAUSE, WHERE_INF, WHERE_GER, WHERE_POSS, WHERE_ADJ, WHERE_CMPD,
  WHERE_APPOS, WHERE_COUNT
} Where;

typedef enum {
  ROLE_ACTOR, ROLE_RECIPIENT, ROLE_THEME, ROLE_CONTENT, ROLE_BOTH, ROLE_WITH, ROLE_PLACE, ROLE_BENEFICIARY, ROLE_NOUN,
  ROLE_COUNT
} Role;

/* What a condition asks for. From the negation on they ask about the predicate and have no slot. */
typedef enum {
  ASK_CLASS, ASK_ACTOR, ASK_PERSON, ASK_COUNTRY, ASK_ARMED, ASK_STATE, ASK_ANY, ASK_NONE,
  ASK_NEGATED, ASK_PASSIVE, ASK_ACTIVE, ASK_REFLEXIVE, ASK_PLURAL, ASK_PAIR, ASK_LAST
} Ask;

typedef enum { NAME_CHAIN, NAME_LIGHT, NAME_NONE } NameKind;
enum { POS_VERB = 1, POS_NOUN = 2, POS_ADJECTIVE = 4, POS_ANY = 7 };
enum { CHAIN_MAX = 4 };

/* Strings are offsets into the section of strings; 0 stands for none. */
typedef struct {
  uint8_t where, role, nth, pad; /* nth: 2 for the second dependent with that preposition */
  uint32_t prep;
} Slot;

typedef struct {
  uint32_t prep, lemma;
} Part;

typedef struct {
  uint8_t where, nth, negated, ask;
  uint32_t prep, klass;
} Condition;

typedef struct {
  uint8_t kind, n_operators, pad[2];
  uint32_t operators[CHAIN_MAX], concept; /* strings; concept 0: the content's */
  uint32_t text;
} Name;

typedef struct {
  uint32_t word, slots, parts, conditions, names, file, line;
  uint8_t n_slots, n_parts, n_conditions, n_names;
  uint8_t pos;
  bool reflexive;
  uint16_t sign; /* of the last part's lemma (lexicon_sign), 0 where there is none: most entries are ruled out by it */
} Entry;

static inline uint16_t lexicon_sign(Str lemma) {
  uint16_t sign = (uint16_t)str_hash(lemma);
  return sign ? sign : 1;
}

typedef struct {
  const Entry *entries;
  const Slot *slots;
  const Part *parts;
  const Condition *conditions;
  const Name *names;
  const uint32_t *class_names; /* strings */
  uint32_t n_entries, n_slots, n_parts, n_conditions, n_names, n_classes;
  Str strings;
  PhraseTable words;   /* lemma: entries */
  PhraseTable classes; /* lemma: classes */
} Lexicon;

/* Compiling. */
typedef struct LexiconBuilder LexiconBuilder;
LexiconBuilder *lexicon_builder_new(Arena *arena, Diags *diags);
void lexicon_add_classes(LexiconBuilder *builder, Source *source, const char *prefix);
void lexicon_add_forms(LexiconBuilder *builder, Source *source, const char *name); /* roles.txt: a class of forms */
void lexicon_add_frames(LexiconBuilder *builder, Source *source);
void lexicon_add_words(LexiconBuilder *builder, Source *source);
/* One entry each, as if read from `source`'s present line: for a user's file of several kinds of lines. */
void lexicon_add_class_line(LexiconBuilder *builder, const Source *source, const char *prefix);
void lexicon_add_word_line(LexiconBuilder *builder, const Source *source);
/* Starts from the frames, and the reflexive words, of a lexicon compiled earlier. */
void lexicon_inherit(LexiconBuilder *builder, const Lexicon *from);
void lexicon_pack(LexiconBuilder *builder, PackWriter *writer);

/* Names used in entries, for a check against the ontology: calls `known` for each operator and concept. */
void lexicon_check(const LexiconBuilder *builder, bool (*known)(const void *context, Str name, bool operator_name),
                   const void *context);

/* Binding. `section` finds a section's bytes by name. */
bool lexicon_open(Lexicon *lexicon, Str (*section)(const void *context, const char *name), const void *context);

static inline Str lexicon_str(const Lexicon *lexicon, uint32_t offset) {
  return offset ? section_str(lexicon->strings, offset) : (Str){"", 0};
}

/* The class of that name, or NONE (UINT32_MAX). */
uint32_t lexicon_class(const Lexicon *lexicon, Str name);

/* True where `lemma` (folded) is in the class. */
bool lexicon_in_class(const Lexicon *lexicon, Str lemma, uint32_t klass);

#endif
