/* diag.h: what went wrong, where and why. Messages are collected, not printed; the program decides. */
#ifndef DG_BASE_DIAG_H
#define DG_BASE_DIAG_H

#include "base/str.h"

typedef enum { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR } DiagLevel;

typedef struct {
  DiagLevel level;
  Str file;      /* or the document's id; may be empty */
  uint32_t line; /* from 1; 0 where there is none */
  Str message;
} Diag;

typedef struct {
  Arena *arena; /* owns the messages */
  Vec(Diag) all;
  uint32_t errors;
} Diags;

void diags_init(Diags *diags, Arena *arena);
void diag_add(Diags *diags, DiagLevel level, Str file, uint32_t line, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
