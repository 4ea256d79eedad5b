/* quotes.h: quotation marks paired on the text, paragraph by paragraph, whatever the tree says. */
#ifndef DG_STATEMENTS_QUOTES_H
#define DG_STATEMENTS_QUOTES_H

#include "reading/reading.h"

typedef struct {
  uint32_t start, end;             /* with the marks */
  Span inner;                      /* without them, trimmed */
  uint32_t first_word, end_word;   /* words that lie in `inner` */
  uint32_t paragraph;
  uint32_t outer;                  /* the quotation around it, or NONE */
  uint16_t n_words;                /* without punctuation, capped */
  bool open_ended;                 /* no closing mark was found: ends with its sentence */
  bool continues;                  /* goes on with an opening mark in the next paragraph */
  bool finite;                     /* holds a finite verb */
  bool capital;                    /* begins with a capital letter */
} Quote;

typedef struct {
  Vec(Quote) all;      /* in text order, outer ones before those inside */
  uint32_t *of_word;   /* the outermost quotation of each word, or NONE */
} Quotes;

void quotes_find(Quotes *quotes, const Reading *r);

#endif
