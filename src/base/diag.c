#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>

void diags_init(Diags *diags, Arena *arena) { *diags = (Diags){.arena = arena}; }

void diag_add(Diags *diags, DiagLevel level, Str file, uint32_t line, const char *format, ...) {
  char text[512];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  Diag *d = vec_push(diags->arena, &diags->all);
  *d = (Diag){level, str_dup(diags->arena, file), line, str_dup(diags->arena, str(text))};
  if (level == DIAG_ERROR) diags->errors++;
}
