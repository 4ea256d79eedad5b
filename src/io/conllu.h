/* conllu.h: CoNLL-U to readings and back. */
#ifndef DG_IO_CONLLU_H
#define DG_IO_CONLLU_H

#include "base/pack.h"
#include "reading/reading.h"

typedef struct {
  Str file;      /* as errors name it */
  Str rest;      /* what is left to read */
  uint32_t line; /* of the line read last, from 1 */
  Diags *diags;
  bool one_sentence; /* a reading a sentence instead of one a document */
} ConlluReader;

/* Reads from `bytes`, which must be valid UTF-8 (text_decode) and outlive the readings: their strings
 * point into it. */
void conllu_open(ConlluReader *reader, Str file, Str bytes, Diags *diags);

/* Fills an empty reading with the next document (up to the next « # newdoc », or the end of the file),
 * or with the next sentence where `one_sentence` is set. The text is put together from the tokens and
 * SpaceAfter, SpacesBefore, SpacesAfter; paragraphs are parted by an empty line. A broken line is an
 * error with file and line, and the rest is read. False where nothing is left. */
bool conllu_next(ConlluReader *reader, Reading *r);

/* Appends the reading as CoNLL-U. Sentences that are no prose carry « # kind = heading ». */
void conllu_write(Bytes *out, const Reading *r);

#endif
