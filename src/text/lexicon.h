/* lexicon.h: what a language's lists say of a written form, and the weights of its decisions. */
#ifndef DG_TEXT_LEXICON_H
#define DG_TEXT_LEXICON_H

#include "text/text.h"

/* What a form may be; one form may be several. */
enum {
  LEX_ABBREVIATION = 1 << 0, /* its full stop belongs to it */
  LEX_TITLE = 1 << 1,        /* an abbreviation that ends no sentence: it stands before a name or number */
  LEX_WHOLE = 1 << 2,        /* one token, whatever its apostrophes, hyphens, signs */
  LEX_ELISION = 1 << 3,      /* « l' », a token of its own */
  LEX_CLITIC = 1 << 4,       /* « -t-il », a token of its own */
  LEX_PREFIX = 1 << 5,       /* keeps its hyphen where hyphens part tokens */
  LEX_SUFFIX = 1 << 6,       /* the same behind a hyphen */
  LEX_CONTRACTION = 1 << 7,  /* stands for several words */
  LEX_ENDING = 1 << 8,       /* stands for a word at the end of another: « n't » */
  LEX_DOMAIN = 1 << 9,       /* « com », behind a dot */
  LEX_HEADER = 1 << 10,      /* opens a line that is no prose: « date », « published » */
  LEX_MONTH = 1 << 11,
  LEX_DAY = 1 << 12,
  LEX_AGENCY = 1 << 13,      /* signs datelines: « AFP » */
  LEX_MORE = 1 << 14,        /* opens a pointer to another article: « read more » */
  LEX_BYLINE = 1 << 15,      /* « by » */
  LEX_SMALL = 1 << 17,       /* an abbreviation that is listed in small letters: any case will do */
  LEX_NUMBERED = 1 << 19,    /* a title only before a number: « art. 5 », but « l'histoire de l'art. » */
  LEX_POSSESSOR = 1 << 18,   /* letters behind which an apostrophe alone is a word: « the victims' families » */
  LEX_LONE = 1 << 20,        /* a single letter that is a name by itself: « sur X. » ends its sentence */
  LEX_LEADS_LONE = 1 << 21,  /* what stands in front of such a name: « sur », « réseau social » */
  LEX_EXTENSION = 1 << 16    /* may follow a dateline's place: « envoyé spécial » */
};

typedef struct {
  uint64_t key;
  uint32_t flags;
  uint32_t expansions; /* offset into text.strings: count, then strings; 0 for none */
} LexEntry;

typedef struct {
  uint32_t key;
  float weight;
} Weight;

struct Text {
  const LexEntry *entries;
  uint32_t entry_mask;
  const Weight *weights;
  uint32_t weight_mask;
  Str strings;
  bool splits_hyphens;   /* « well-known » is three tokens */
  bool joins_thousands;  /* « 10 000 » is one token */
  bool joins_marks;      /* « !? » is one token */
  bool splits_percent;
};

/* The entry of a folded form, or NULL. */
const LexEntry *lex_find(const Text *text, Str folded);
uint32_t lex_flags(const Text *text, Str folded);

/* The learned weight of a feature, or 0. */
float lex_weight(const Text *text, uint32_t key);

#define FOLD_MAX 64u
/* Lower-cased copy in `out`, every apostrophe as '. Empty where the form is too long for any list. */
Str lex_fold(Str form, char out[FOLD_MAX]);

#endif
