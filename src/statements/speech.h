/* speech.h: what the parts of the statements stage share while one document is read. */
#ifndef DG_STATEMENTS_SPEECH_H
#define DG_STATEMENTS_SPEECH_H

#include "statements/cues.h"
#include "statements/modality.h"
#include "statements/quotes.h"

/* A cue found in the text, with its frame. */
typedef struct {
  const CueEntry *entry;
  uint32_t word, first, last;  /* the word that names it; its group, auxiliaries included */
  uint32_t start;              /* first word of the group and of a subject in front of it */
  uint32_t sentence;
  uint32_t speaker;            /* word, or NONE */
  Span content;                /* bytes; end 0: none yet */
  Span reach;                  /* of topic and target */
  uint32_t quote;              /* the quotation in which it stands itself, or NONE */
  uint32_t statement;          /* made from it, or NONE */
  bool incise;                 /* stands in or behind what is said: « ..., a-t-il dit » */
  bool weak;                   /* its object only names what was reacted to */
  bool mute;                   /* negated, or still to be said: no statement without a quotation */
  bool passive;
  bool by_object;              /* its content is its object, no clause */
  bool marked;                 /* its clause has a complementiser */
  bool present;                /* a present participle */
  bool same;                   /* said by whoever spoke last: « Et d'ajouter » */
  bool fronted;                /* incise by the words alone: the tree has its subject elsewhere */
} Cue;

typedef struct {
  const Cues *cues;
  const Modality *modality;
  Reading *r;
  Quotes quotes;
  uint32_t *lo, *hi;           /* first and last word below each word */
  uint32_t *cover;             /* the narrowest mention over each word, or NONE */
  uint32_t *date_of;           /* the date that starts at each word, or NONE */
  uint32_t *cue_at;            /* the cue of each word, or NONE */
  Vec(Cue) found;              /* in word order, up to n_sorted */
  uint32_t n_sorted;
  Map made;                    /* names of entities made here */
  uint32_t last_speaker;       /* entity */
  uint32_t last_sentence;      /* of the cue of the statement before */
} Speech;

/* frame.c: finds the cues and their frames. */
void speech_find_cues(Speech *s);

/* The subject that the tree gives a verb itself, or NONE. */
uint32_t speech_own_subject(const Speech *s, uint32_t word);

/* incise.c: whether a cue stands in or behind what is said, who speaks then, and what is said. */
void incise_read(const Speech *s, Cue *cue);

/* attach.c: makes statements and gives each quotation to one. */
void speech_attach(Speech *s);

/* speaker.c: the entity that a word names, made where no mention covers it; *medium is set where it is a document
 * that speaks for its issuer. NONE for impersonal ones. */
uint32_t speech_entity(Speech *s, uint32_t word, Str *medium);

/* The words of a noun phrase around its head, without clauses and appositions. */
void speech_phrase(const Speech *s, uint32_t head, uint32_t *first, uint32_t *last);

/* order.c: by the order of the words, where the tree fails. Does a word end a quotation, its marks counted in? */
bool order_ends_quote(const Speech *s, uint32_t word);
/* The first noun phrase behind an inverted verb. */
uint32_t order_subject_behind(const Speech *s, const Cue *cue);
/* « "...", the Serb added. » */
uint32_t order_subject_in_front(const Speech *s, const Cue *cue);
/* A name in front of a finite verb that has no subject. */
uint32_t order_subject(const Speech *s, const Cue *cue);
/* Of the mentions over the word before, the longest that ends there. */
const Mention *order_longest_before(const Speech *s, uint32_t word);
/* A mention that ends right before a word, a comma between or not. */
uint32_t order_mention_before(const Speech *s, uint32_t word);
/* The pronoun in « a-t-il dit ». */
uint32_t order_clitic(const Speech *s, const Cue *cue);
/* « Et d'ajouter : »: an infinitive that opens its sentence and tells what was done */
bool order_is_narrated(const Speech *s, uint32_t word);
uint32_t order_narrator(const Speech *s, uint32_t word);
/* « l'un des grévistes » */
bool order_is_partitive(const Speech *s, uint32_t word);

/* implied.c: cues that no entry names, made for a quotation that has none; NULL where there is none to make. */
Cue *implied_by_colon(Speech *s, const Quote *q);
Cue *implied_by_heading(Speech *s, const Quote *q);
Cue *implied_by_order(Speech *s, const Quote *q);
Cue *implied_by_subject(Speech *s, const Quote *q);
/* « Denis Mukwege : C'est une étape. »: what is said in an interview, without quotation marks. */
void implied_in_dialogue(Speech *s);

/* circumstances.c: audience, medium and date of the statement that a cue made. */
void speech_circumstances(Speech *s, const Cue *cue);

/* labels.c: footnotes and the mentions that carry their mark. */
void labels_read(Reading *r);

static inline bool speech_is_punct(const Reading *r, uint32_t word) { return r->words.at[word].upos == UPOS_PUNCT; }
static inline uint32_t sentence_end_word(const Reading *r, uint32_t sentence) {
  return r->sentences.at[sentence].first_word + r->sentences.at[sentence].n_words;
}

#endif
