/* roles.h: offices, titles and kinds of people of one language: lang/XX/roles.txt, and the small closed lists of
 * lang/XX/mentions.txt. */
#ifndef DG_WORLD_ROLES_H
#define DG_WORLD_ROLES_H

#include "base/phrase.h"
#include "reading/reading.h"

typedef enum {
  ROLE_OFFICE, ROLE_TITLE, ROLE_PERSON, ROLE_PEOPLE, ROLE_BODY, ROLE_GROUP, ROLE_COUNTRY, ROLE_PLACE, ROLE_KINDS
} RoleKind;

typedef struct {
  uint8_t kind;      /* RoleKind */
  uint8_t n_sectors;
  bool inherits;     /* `*`: sectors of the institution or country it belongs to */
  bool capital;      /* a single word written with a capital: matched so only */
  char sector[MAX_SECTORS][4];
  uint32_t name, cameo; /* strings */
} RoleItem;

/* Classes of lang/XX/mentions.txt: words that the entities stage asks for. */
typedef enum {
  WORDS_OF,       /* joins a role to its institution: de, of, for */
  WORDS_PLACE,    /* in front of a place: à, vers, dans, in, near */
  WORDS_PARTICLE, /* inside a person's name: ben, von */
  WORDS_FORMER,   /* « ancien », « former »: makes an office ELI */
  WORDS_FIELD,    /* what a minister is minister of: Défense, Interior */
  WORDS_GIVEN_M, WORDS_GIVEN_F, /* given names that are also something else, or that tell the gender */
  WORDS_ORG,      /* words that make a capitalised name an organisation: « Institut », « Party » */
  WORDS_SKIP,     /* capitalised words that name no actor: days, months, « Dieu », « Internet » */
  WORDS_ADDRESS,  /* verbs whose complement with à, to is addressed, not gone to: demander, offer */
  WORDS_THING,    /* nouns that a capital owns as a place: aéroport, banlieue, airport */
  WORDS_HE, WORDS_SHE, WORDS_IT, WORDS_THEY, /* pronouns and possessives, by whom they may stand for */
  WORDS_LATTER,   /* words of pronouns that take up the last named rather than the subject: dernier, celui-ci, latter */
  WORDS_PAIR,     /* two: « les deux pays », « both sides » */
  WORDS_TITLE,    /* what a state calls itself: royaume, republic */
  WORDS_CLAUSAL,  /* verbs whose object pronoun stands for what is said: « comme l'a affirmé » */
  WORDS_NEW,      /* of somebody not named before: nouveau, autre, new */
  WORDS_IDLE,     /* nouns whose possessor is whoever acts: « de son côté », « for its part » */
  WORDS_FOREIGN,  /* of no country of the text: « troupes étrangères » */
  WORDS_SIDES,    /* roles that go back to the sides named: « les parties », « the parties » */
  WORDS_COLLECTIVE, /* plural pronouns that may stand for one country or institution: they, their */
  WORDS_TOWARD,   /* where one goes, not where one is: vers, to */
  WORDS_WHOSE,    /* dont, whose */
  WORDS_NAMED,    /* institutions that go back to one named before: « la chaîne », « la juridiction » */
  WORDS_AGAIN,    /* of somebody named before: « le même responsable » */
  WORDS_DEPUTY,   /* makes another office of one: « vice president » is no president */
  WORDS_LOCAL,    /* offices of the place that the text has just been about: « le gouverneur », « the mayor » */
  WORDS_CROWD,    /* many under one noun, whom no person's name belongs to: « devant la foule Ousmane Sonko » */
  WORDS_SAME,     /* not a class: from here on groups of offices that are one and the same */
  WORDS_CLASSES = WORDS_SAME
} WordClass;

typedef struct {
  PhraseTable names, words; /* words: value is a WordClass */
  PhraseTable extra;        /* a user's agents, into the same items */
  const RoleItem *items;
  uint32_t n_items;
  uint8_t language; /* LANGUAGE_FR, LANGUAGE_EN */
  bool before;      /* what describes a noun stands before it: « NATO chief » */
  Str strings;
} Roles;

bool roles_pack(PackWriter *out, Arena *arena, const char *folder, Diags *diags);
bool roles_open(Roles *roles, const Pack *lang, Diags *diags);

typedef struct {
  uint32_t entries, forms;
} RolesCounts;

/* Counts the roles of a language's folder; reports forms that stand twice. */
void roles_count(Arena *arena, const char *folder, RolesCounts *counts, Diags *diags);

#endif
