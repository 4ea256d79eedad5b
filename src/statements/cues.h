/* cues.h: the words that announce speech, compiled from lang/XX/cues.txt. */
#ifndef DG_STATEMENTS_CUES_H
#define DG_STATEMENTS_CUES_H

#include "base/phrase.h"
#include "reading/reading.h"

/* As FOR_CHILDREN, but no further than a clause of people goes: a word with a hundred thousand dependents must not
 * be gone through by each of them. */
#define MOST_CHILDREN 200
#define FOR_FEW_CHILDREN(r, w, c)                                                                           \
  for (uint32_t c = (r)->words.at[w].first_child, few_##c = 0; c != NONE && few_##c < MOST_CHILDREN; \
       c = (r)->words.at[c].next_sibling, few_##c++)

static inline uint32_t few_child(const Reading *r, uint32_t word, Rel rel, Sub sub) {
  FOR_FEW_CHILDREN(r, word, c) {
    if (r->words.at[c].rel == rel && (sub == SUB_NONE || r->words.at[c].sub == sub)) return c;
  }
  return NONE;
}

typedef enum {
  CUE_VERB, CUE_REFLEXIVE, CUE_NOUN, CUE_ADJECTIVE, CUE_PHRASE, CUE_MEDIUM, CUE_DOCUMENT, CUE_CLITIC, CUE_COMPLEMENTISER,
  CUE_IMPERSONAL, CUE_TERRITORY, CUE_LATTER, CUE_COLLECTIVE, CUE_HAVE, CUE_OF
} CuePos;

typedef enum { SLOT_SUBJ, SLOT_OBJ, SLOT_IOBJ, SLOT_CLAUSE, SLOT_INF, SLOT_GER, SLOT_QUOTE, SLOT_PRED, SLOT_POSS, SLOT_ADJ, SLOT_PREP } SlotWhere;
typedef enum { ROLE_NONE, ROLE_SPEAKER, ROLE_AUDIENCE, ROLE_CONTENT, ROLE_TOPIC, ROLE_TARGET } SlotRole;

/* Where the speaker of a phrase stands: behind it; behind it at the sentence's head only; behind it, a text; nowhere;
 * with the speaker of the statement before. */
typedef enum { AFTER_NAME, AFTER_OPENING, AFTER_TEXT, AFTER_WHOLE, AFTER_SAME } CueAfter;

typedef struct {
  uint8_t pos, after, n_slots, n_parts;
  uint32_t kind, stance;       /* offsets of strings */
  uint32_t slots, parts;       /* first slot; first part */
  uint32_t line;
} CueEntry;

typedef struct {
  uint8_t where, role, pad[2];
  uint32_t prep;               /* offset of a string, for SLOT_PREP */
} CueSlot;

typedef struct {
  uint32_t prep, lemma;        /* offsets of strings; prep may be of an empty one */
} CuePart;

typedef struct {
  PhraseTable words, phrases;  /* lemmas; forms */
  const CueEntry *entries;
  const CueSlot *slots;
  const CuePart *parts;
  uint32_t n, n_slots, n_parts;
  Str strings;
} Cues;

/* Compiles the source at `path` into the sections « prefix.* » (of the same shape: cues.txt, standing.txt). */
void cues_pack(PackWriter *writer, Arena *arena, const char *path, const char *prefix, Diags *diags);
bool cues_open(Cues *cues, const Pack *lang, const char *prefix, Diags *diags);

/* Indexes of the entries of a lemma. */
uint32_t cue_entries(const Cues *cues, Str lemma, const uint32_t **indexes);

/* How well an entry's parts fit the dependents of a word: -1 not, else the more the better. */
int cue_fits(const Cues *cues, const Reading *r, uint32_t word, const CueEntry *entry, uint32_t *extent);

/* The best entry of a kind for a word: most parts present, then the earlier; NULL for none. The last word that a
 * part of the entry stands on goes to *extent where that lies behind `word`. */
const CueEntry *cue_of(const Cues *cues, const Reading *r, uint32_t word, CuePos pos, uint32_t *extent);

/* True where the lemma or form of a word is listed as `pos`. */
bool cue_is(const Cues *cues, const Reading *r, uint32_t word, CuePos pos);

/* The longest phrase that starts at a word, within its sentence: its entry and the word behind it. */
const CueEntry *cue_phrase(const Cues *cues, const Reading *r, uint32_t word, uint32_t *end);

/* The medium or document that the words up to and with `head` name (« conférence de presse »). */
const CueEntry *cue_medium(const Cues *cues, const Reading *r, uint32_t word, uint32_t *end);

/* The role of a slot of an entry, ROLE_NONE where it has none; `prep` is the lemma for SLOT_PREP. */
SlotRole cue_role(const Cues *cues, const CueEntry *entry, SlotWhere where, Str prep);

static inline Str cue_kind(const Cues *cues, const CueEntry *entry) { return section_str(cues->strings, entry->kind); }

#endif
