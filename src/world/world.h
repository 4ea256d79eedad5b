/* world.h: the knowledge base: who has which name, with codes and dates, and where places lie.
 *
 * world/ is compiled to sections of world.pack; a World is a view into the mapped pack. A name is looked up by its
 * pieces: runs of letters and digits, lower-cased and without accents, so that « Côte d’Ivoire », « al-Qaïda » and
 * « U.S. » match however they are tokenised. What a name may stand for is a list of links: an item and how the name
 * names it. Ambiguous names have several links; the entities stage decides. */
#ifndef DG_WORLD_WORLD_H
#define DG_WORLD_WORLD_H

#include "base/phrase.h"
#include "reading/reading.h"

typedef enum {
  WORLD_COUNTRY, WORLD_REGION, WORLD_ORGANISATION, WORLD_BODY, WORLD_GROUP, WORLD_PARTY, WORLD_PERSON, WORLD_SEAT,
  WORLD_KINDS
} WorldKind;

/* How a name names its item. */
typedef enum {
  LINK_NAME,      /* first or official name, alias */
  LINK_ADJECTIVE, /* adjective or inhabitant: afghan, Afghans */
  LINK_CAPITAL,   /* the capital, for its country's government */
  LINK_LAST,      /* last word of a person's name, derived */
  LINK_SEAT       /* a seat of power other than the capital: « Kremlin » */
} LinkKind;

enum { LANGUAGE_EN = 1, LANGUAGE_FR = 2 };

typedef struct {
  uint32_t item;
  uint8_t kind;      /* LinkKind */
  uint8_t languages; /* bits */
  bool capitals;     /* an acronym: matched where written in capitals only */
  bool capitalised;  /* matched where the first letter is a capital only */
  bool conditional;  /* « Nord? »: where the text speaks of its country otherwise */
  char other[4];     /* ... or, « Sud?PRK », of this one */
} Link;

typedef struct {
  uint8_t kind, n_sectors; /* WorldKind */
  uint8_t spare[2];
  char country[4];
  char sector[MAX_SECTORS][4];
  /* strings; subkind: the file's own kind, « jihadist »; of a country all its names, as keys */
  uint32_t name_en, name_fr, role_en, role_fr, cameo, subkind;
  uint32_t from, to;                                           /* yyyymmdd, first and last day; 0: open */
  uint32_t same;                                               /* number shared by all terms of one person */
} WorldItem;

typedef struct {
  uint32_t geonameid, name, population;
  float lat, lon;
  uint32_t admin1; /* string */
  char country[4];
  char feature[8]; /* PPL, PPLC, ADM1 ... */
} WorldPlace;

/* One set of names: the mapped one, or a user's dictionaries on top. */
typedef struct {
  PhraseTable names;
  const Link *links;
  const WorldItem *items;
  uint32_t n_links, n_items;
  Str strings;
} WorldLayer;

typedef struct World {
  WorldLayer base, overlay;
  PhraseTable place_names;
  const WorldPlace *places;
  uint32_t n_places;
  void *user; /* what petrarch_read has gathered */
} World;

/* Compiles the text sources in `folder` into sections of world.pack. */
bool world_pack(PackWriter *out, Arena *arena, const char *folder, Diags *diags);

/* A view into a mapped world.pack; NULL, with an error, where a section is missing or damaged. */
World *world_open(Arena *arena, const Pack *world, Diags *diags);

/* Duplicates, unknown codes, overlapping terms of office, missing translations. */
void world_lint(Arena *arena, const char *folder, Diags *diags);

typedef struct {
  uint32_t countries, regions, organisations, bodies, groups, parties, persons, terms, places, divisions;
  uint32_t office_countries; /* countries with at least one term of office */
} WorldCounts;
void world_count(Arena *arena, const char *folder, WorldCounts *counts, Diags *diags);

/* The next piece of `s` at or behind *at: its lower-cased, accent-free key written to `key` (room for
 * PIECE_MAX), its length in *n, its place in [*from, *at). False at the end. */
#define PIECE_MAX 64
bool world_piece(Str s, uint32_t *at, uint32_t *from, char *key, uint32_t *n);

/* A name as its pieces, parted by single blanks. */
Str world_key(Arena *arena, Str name);

static inline Str world_string(const WorldLayer *layer, uint32_t offset) {
  return offset ? section_str(layer->strings, offset) : (Str){"", 0};
}

/* Codes of the country column that are no country: unions and kinds of organisation of the ontology. */
bool world_collective(Str code);

/* True for PLOVER's sectors and those of CAMEO that records use. */
bool world_sector(Str code);

/* yyyymmdd of a date `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: its first day, or its last. 0 where there is none. */
uint32_t world_day(Str date, bool last);

#endif
