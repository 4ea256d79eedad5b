/* compose.h: what a predicate and all below it come to. */
#ifndef DG_EVENTS_COMPOSE_H
#define DG_EVENTS_COMPOSE_H

#include "events/stage.h"

enum { SENSE_OPERATORS = 12 };

typedef struct {
  uint32_t operators[SENSE_OPERATORS], n;
  uint32_t concept;              /* or NONE */
  WordList actors, recipients, with;
  WordList words;                /* predicates, outermost first */
  uint32_t trigger;              /* the word that names the event */
  bool reciprocal;
  uint8_t modality;              /* of the outermost predicate */
  bool modality_read;
  Str rule;
} Sense;

/* False where the predicate has no entry, or is no event by its entry. */
bool compose_sense(Coder *c, uint32_t predicate, uint32_t depth, Sense *sense);

/* Recipients that the clause does not name, from what was told just before. */
void context_recipients(const Coder *c, const Predicate *p, Sense *s, uint32_t sentence, Str type, uint8_t quad);

/* On the side of those who act: one of them, or of their country. */
bool context_own_side(const Coder *c, const Sense *s, uint32_t word);

/* Of what is refused or granted on demand, who asked for it is the other side. */
void compose_asker(const Coder *c, const Predicate *p, Sense *s, Str type);

/* near.c: the first known party below the event's word, where nothing else names the other side. */
void near_actors(const Coder *c, const Predicate *p, Sense *s, uint8_t quad); /* doers on the other side of an incise */
void near_clause_doer(Coder *c, Sense *s, Str type, uint8_t quad);            /* of the clause that tells how, of a deed that stands */
void near_grievance(Coder *c, const Predicate *p, Sense *s, Str type);        /* at whom a protest is, by the noun in « in protest at » */
void near_recipients(const Coder *c, const Predicate *p, Sense *s, Str type, uint8_t quad);

/* agents.c: doers of a passive in a phrase of a phrase, or in the participle in front. */
void agents_of_passive(const Coder *c, const Predicate *p, Sense *s, uint8_t quad);

/* aimed.c: whom a clause of the thing, of a text or of the speaker names as meant. */
void aimed_at(const Coder *c, const Predicate *p, const Sense *s, uint8_t quad, WordList *out);
void aimed_letter(const Coder *c, const Predicate *p, WordList *out); /* to whom the text goes in which it is said */

/* focus.c: towards whom it goes by what the text has been about; or NONE. */
uint32_t focus_recipient(const Coder *c, const Sense *s, const Predicate *p, uint32_t sentence, Str type, uint8_t quad);

/* telling.c */
void telling_names(const Coder *c, Sense *s);               /* what is called by its name is a reproach */
void telling_or_else(const Coder *c, Sense *s, Outcome *x);  /* what is asked under a threat is a threat */
void telling_only(const Coder *c, Sense *s, uint8_t quad); /* who tells of his own side's harm is no doer */

/* judge.c */
void judge_sentence_features(Coder *c, const Sentence *s, JudgeFeatures *out);
void judge_candidate_features(Coder *c, const Predicate *p, const Sense *s, Str type, JudgeFeatures *out);
JudgeVerdict judge_verdict(Coder *c, const Predicate *p, const Sense *s, const Sentence *sentence, Str type);

/* Why it is no event after all, or NULL. */
extern const char *const refuse_told; /* the reason where the event above tells it already */
extern const char *const refuse_nobody; /* nobody is there: neither who acts nor whom it is done to */
const char *refuse(Coder *c, const Predicate *p, const Sense *s, const Sentence *sentence, Str type, uint8_t quad);

#endif
