/* internal.h: what the files of the entities stage share. A document is read in passes over its own lists:
 * tokens with what the tables know of them, chunks (a name, an adjective, a role), then mentions and entities. */
#ifndef DG_ENTITIES_INTERNAL_H
#define DG_ENTITIES_INTERNAL_H

#include "entities/entities.h"

struct Entities {
  World *world;
  Roles roles;
  uint8_t language; /* LANGUAGE_FR, LANGUAGE_EN, or 0 */
  const uint32_t *country_items; /* by country number: item + 1 of the base layer, 0 for none */
};

/* What the longest phrase at a token is, in tokens. */
typedef struct {
  const uint32_t *values;
  uint32_t n, tokens;
  const WorldLayer *layer; /* names only */
} Match;

/* A surface token, or a word of one that merely writes two words together (« Sudan's »). */
typedef struct {
  uint32_t word, end_word; /* words [word, end_word) */
  uint32_t first_piece, n_pieces;
  bool capital, all_caps;
  Match name, role;
  uint32_t classes;        /* bits of WordClass for the token alone */
  uint32_t field_tokens;   /* of a phrase of WORDS_FIELD or WORDS_SKIP that begins here */
  bool skip;               /* ... it is WORDS_SKIP */
} Token;

/* A piece of a token as the tables know it: numbers of the word, or PHRASE_NONE. */
typedef struct {
  uint32_t token;
  uint32_t key, n; /* in Doc.keys */
  uint32_t name, overlay, role, class;
} Piece;

/* How a phrase is written, which decides the links that fit it. */
typedef struct {
  uint32_t word, tokens;
  bool capital, all_caps, begins; /* begins: the first of its sentence */
} Spelling;

typedef enum { CHUNK_NAME, CHUNK_ADJECTIVE, CHUNK_ROLE, CHUNK_UNKNOWN, CHUNK_FIELD } ChunkKind;

typedef struct {
  ChunkKind kind;
  uint32_t first, end;        /* words */
  uint32_t token, end_token;
  Spelling spelling;
  Match match;
  const WorldItem *item;      /* chosen; NULL for roles and unknown names */
  const Link *link;
  const RoleItem *role;       /* of a name too, where its word is also a role: « Congrès » */
  const WorldPlace *place;    /* an entry of the map, where the name has one */
  bool as_place, organisation; /* organisation: by its acronym in brackets */
  char state[4];              /* of an unlisted name that begins with a country's: « Kenya Medical Association » */
  uint32_t mention;           /* or NONE */
} Chunk;

enum { MAX_MORE = 5 };

/* One actor-like phrase before it is given to an entity. */
typedef struct {
  uint32_t first, end, head;          /* words */
  uint32_t name, role;                /* chunks or NONE */
  uint32_t role_first, role_end;      /* words that describe the office; equal: none */
  Str cameo;
  char sector[MAX_SECTORS][4];
  uint8_t n_sectors;
  char country[4];                    /* from adjective, complement or item; empty: none */
  bool owned;                         /* an adjective or complement said whose */
  bool former, definite, indefinite, possessive, pair;
  bool again;                         /* a demonstrative, « le même »: of somebody named before */
  bool adjective, foreign;            /* an adjective says whose, or that it is none of the text's */
  char more[MAX_MORE][4];             /* further countries: « les présidents russe et ukrainien » */
  uint8_t n_more;
  uint32_t owner;                     /* entity that it belongs to, or NONE */
  uint32_t head2, first2, end2;       /* an apposition that describes the name; head2 NONE: none */
} Phrase;

/* Beside each entity of the reading. */
typedef struct {
  const WorldItem *item;
  const RoleItem *role;
  uint32_t last_mention, sentence;
  bool named, subject;
  bool by_default; /* nothing in the text says its country */
} Known;

typedef struct {
  const Entities *e;
  Reading *r;
  Arena *arena;
  uint32_t day;                       /* yyyymmdd of the document, 0 unknown */
  Vec(Token) tokens;                  /* of the sentence at hand */
  Vec(Piece) pieces;
  char *keys;
  uint32_t n_keys, keys_cap;
  Vec(Chunk) chunks;                  /* of the whole document */
  uint32_t *first_chunk;              /* of each sentence; one more at the end */
  bool *quoted;                       /* by word: inside quotation marks */
  uint16_t *votes;                    /* by country number */
  uint32_t main_country;              /* country number or NONE */
  char main_code[4];
  uint32_t sentence_chunks, sentence_chunks_end; /* of the sentence at hand */
  char local_code[4];                 /* of the place that opens the sentence: « Au Tchad, le gouvernement » */
  Vec(Known) known;
  Map name_words;                     /* pieces of persons' names seen so far: « Moon » opens a sentence later */
  Map by_key, by_word;                /* entities by identity; persons and groups by a word of their name */
  Map by_word_before;                 /* who had that word of a name first, where two of them do */
} Doc;

#define COUNTRY_NUMBERS (26 * 26 * 26)
uint32_t country_number(const char *code);

/* tokens.c */
void spellings_read(Doc *d, uint32_t sentence);

bool link_fits(const Doc *d, const WorldLayer *layer, const Link *link, const Spelling *s);
Spelling spelling_of(const Doc *d, uint32_t token, uint32_t n);

/* chunks.c */
void chunks_read(Doc *d, uint32_t sentence);
uint32_t word_classes(const Doc *d, Str word); /* bits of WordClass */
uint64_t office_groups(const Doc *d, Str name); /* bits: lines of offices that are one and the same */
uint64_t office_groups_within(const Doc *d, Str text); /* of a description: « ministre burundais des Affaires étrangères » */

/* choose.c */
void choose_vote(Doc *d);
void choose_all(Doc *d);

/* compose.c: mentions and entities of a sentence, in order. */
void compose_sentence(Doc *d, uint32_t sentence);
void phrase_country(Phrase *p, const char *code);
void phrase_sectors(Phrase *p, const char (*sector)[4], uint32_t n);

/* gaps.c: what stands between two chunks. */
typedef enum { GAP_NONE, GAP_ADJ, GAP_OF, GAP_POSS, GAP_COMMA, GAP_PAREN, GAP_OTHER } Gap;
Gap gap_between(const Doc *d, const Chunk *a, const Chunk *b);
bool gap_depends(const Doc *d, const Chunk *a, const Chunk *b); /* a's head below b */

/* resolve.c */
uint32_t entity_new(Doc *d, EntityKind kind, Str name, const WorldItem *item, const RoleItem *role);
uint32_t entity_for_item(Doc *d, const Chunk *c);
uint32_t entity_for_place(Doc *d, const Chunk *c);
uint32_t entity_for_unknown(Doc *d, const Chunk *c, EntityKind kind);
uint32_t entity_for_role(Doc *d, const Phrase *p, MentionForm *form);
uint32_t entity_by_word(const Doc *d, Str word);
void entity_describe(Doc *d, uint32_t entity, const Phrase *p);
void entity_code(Doc *d, Entity *e);
void entity_words(Doc *d, uint32_t entity, Str name);
uint8_t gender_at(const Doc *d, uint32_t first, uint32_t head); /* of a phrase */
uint32_t mention_add(Doc *d, uint32_t first, uint32_t end, uint32_t head, uint32_t entity, MentionForm form);

uint32_t entity_for_country(Doc *d, const char *code); /* NONE where there is no such country */
uint32_t entity_for_members(Doc *d, const uint32_t *members, uint32_t n, Str name);
bool country_called(const Doc *d, uint32_t entity, Str title); /* « royaume »: is it part of a name of the country? */

/* coref.c */
uint32_t coref_definite(Doc *d, const Phrase *p);
uint32_t coref_office(Doc *d, const Phrase *p); /* of a phrase that says whose office it is */
uint32_t coref_epithet(Doc *d, const Phrase *p); /* of a description that says something new: « l'ancienne ministre » */

/* pronouns.c */
bool subject_like(const Doc *d, const Mention *m); /* by the tree, or what it has lost: « A Kaboul, X, 38 ans, a fui » */
void pronoun_read(Doc *d, uint32_t word);
bool pronoun_like(const Doc *d, uint32_t word);

/* salience.c: which countries and sides the text is about just before a sentence's end, the weightiest first. */
typedef struct {
  uint32_t entity; /* a group of its own, or NONE */
  char code[4];
  uint32_t weight;
} Side;
enum { MAX_SIDES = 8 };
uint32_t sides_near(const Doc *d, uint32_t sentence, bool groups, Side sides[MAX_SIDES]);
uint32_t salience_other(Doc *d, uint32_t sentence, const char *than); /* the one country beside `than`, or NONE */
bool salience_two(const Doc *d, uint32_t head, bool groups, Side two[2]); /* the two that a phrase with `head` goes back to */

/* locale.c: whose an institution or a crowd is that stands alone. */
const char *default_country(const Doc *d, const Phrase *p, const RoleItem *role);

/* places.c */
bool place_context(const Doc *d, const Chunk *c);
const WorldPlace *place_find(const Doc *d, uint32_t first_token, uint32_t n_tokens, const char *country);
const WorldPlace *place_again(const Doc *d, const Chunk *c); /* once the countries of the text are known */
uint32_t place_add(Doc *d, const Chunk *c);

/* Words. */
uint32_t words_head(const Reading *r, uint32_t first, uint32_t end);
static inline const Word *word_at(const Doc *d, uint32_t w) { return &d->r->words.at[w]; }
Str words_text(const Doc *d, uint32_t first, uint32_t end);

#endif
