/* target.h: the address that a request asks for, taken apart. It comes from outside: nothing is believed. */
#ifndef DG_SERVE_TARGET_H
#define DG_SERVE_TARGET_H

#include "base/str.h"

#define TARGET_PARAMS 32u
#define TARGET_BYTES 8192u

typedef struct {
  Str name, value; /* decoded, valid UTF-8 without control characters, NUL-terminated */
  bool used;
} TargetParam;

typedef struct {
  Str path; /* decoded, begins with a slash */
  TargetParam params[TARGET_PARAMS];
  uint32_t n;
  Str wrong;        /* which parameter is malformed, where one is */
  const char *why;  /* what is wrong with the target, or NULL */
} Target;

/* Takes apart « /path?name=value&... ». False with `why` (and `wrong`) where it is malformed. */
bool target_parse(Arena *arena, Str raw, Target *target);

#endif
