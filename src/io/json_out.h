/* json_out.h: JSON written straight into a growing buffer; commas and escapes are taken care of. */
#ifndef DG_IO_JSON_OUT_H
#define DG_IO_JSON_OUT_H

#include "base/pack.h"

typedef struct {
  Bytes out;
  bool comma; /* a value stands before the next one */
} JsonOut;

void json_init(JsonOut *j, Arena *arena);

/* Opens with '{' or '[', closes with '}' or ']'. Inside an object, name the key first (NULL in a list). */
void json_open(JsonOut *j, const char *key, char bracket);
void json_close(JsonOut *j, char bracket);

void json_str(JsonOut *j, const char *key, Str value);       /* invalid UTF-8 must have been repaired */
void json_str_or_null(JsonOut *j, const char *key, Str value); /* empty: null */
void json_uint(JsonOut *j, const char *key, uint64_t value);
void json_number(JsonOut *j, const char *key, double value, int decimals);
void json_bool(JsonOut *j, const char *key, bool value);
void json_nothing(JsonOut *j, const char *key); /* null; jansson owns the nearer name */
void json_ref(JsonOut *j, const char *key, char letter, uint32_t index); /* « e3 » for index 2; null for NONE */

#endif
