/* tokens.h: surface tokens of a stretch of text, as Universal Dependencies cut them. */
#ifndef DG_TEXT_TOKENS_H
#define DG_TEXT_TOKENS_H

#include "text/lexicon.h"

typedef struct {
  uint32_t start, end;
  uint32_t flags;   /* of the lexicon */
  uint32_t word;    /* hash of the folded form, for the learned decisions */
  uint8_t shape;    /* Shape */
  bool space_before;
} Token;

/* What a token looks like. */
typedef enum {
  SHAPE_NONE, /* beyond the text */
  SHAPE_LOWER, SHAPE_CAPITAL, SHAPE_UPPER, SHAPE_INITIAL, SHAPE_NUMBER, SHAPE_MIXED, SHAPE_STOP, SHAPE_DOTS, SHAPE_MARK,
  SHAPE_COLON, SHAPE_SEMICOLON, SHAPE_COMMA, SHAPE_DASH, SHAPE_QUOTE, SHAPE_OPEN, SHAPE_CLOSE, SHAPE_OPEN_QUOTE,
  SHAPE_CLOSE_QUOTE, SHAPE_SYMBOL, SHAPE_COUNT
} Shape;

typedef Vec(Token) Tokens;

/* Appends the tokens of [start, end) of `all`, which is valid UTF-8. White space and control characters
 * belong to no token. Linear in the bytes. */
void tokens_read(const Text *text, Arena *arena, Str all, uint32_t start, uint32_t end, Tokens *out);

/* White space as tokens are parted by: control characters included. */
bool token_is_space(uint32_t c);

#endif
