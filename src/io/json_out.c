#include "io/json_out.h"

#include <math.h>
#include <stdio.h>

void json_init(JsonOut *j, Arena *arena) {
  bytes_init(&j->out, arena);
  j->comma = false;
}

static void put(JsonOut *j, const char *p, size_t n) { bytes_add(&j->out, p, n); }

static void start(JsonOut *j, const char *key) {
  if (j->comma) put(j, ",", 1);
  if (key) {
    put(j, "\"", 1);
    put(j, key, strlen(key));
    put(j, "\":", 2);
  }
  j->comma = true;
}

void json_open(JsonOut *j, const char *key, char bracket) {
  start(j, key);
  put(j, &bracket, 1);
  j->comma = false;
}

void json_close(JsonOut *j, char bracket) {
  put(j, &bracket, 1);
  j->comma = true;
}

static const char *escape_of(unsigned char c, char room[8]) {
  switch (c) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: snprintf(room, 8, "\\u%04x", c); return room;
  }
}

void json_str(JsonOut *j, const char *key, Str value) {
  start(j, key);
  put(j, "\"", 1);
  uint32_t from = 0;
  for (uint32_t i = 0; i < value.n; i++) {
    unsigned char c = (unsigned char)value.p[i];
    if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f) continue;
    char room[8];
    const char *escaped = escape_of(c, room);
    put(j, value.p + from, i - from);
    put(j, escaped, strlen(escaped));
    from = i + 1;
  }
  put(j, value.p + from, value.n - from);
  put(j, "\"", 1);
}

void json_nothing(JsonOut *j, const char *key) {
  start(j, key);
  put(j, "null", 4);
}

void json_str_or_null(JsonOut *j, const char *key, Str value) {
  if (value.n) json_str(j, key, value);
  else json_nothing(j, key);
}

void json_uint(JsonOut *j, const char *key, uint64_t value) {
  char room[24];
  int n = snprintf(room, sizeof room, "%llu", (unsigned long long)value);
  start(j, key);
  put(j, room, (size_t)n);
}

void json_number(JsonOut *j, const char *key, double value, int decimals) {
  if (!isfinite(value)) {
    json_nothing(j, key);
    return;
  }
  char room[64];
  int n = snprintf(room, sizeof room, "%.*f", decimals, value);
  start(j, key);
  put(j, room, (size_t)n);
}

void json_bool(JsonOut *j, const char *key, bool value) {
  start(j, key);
  put(j, value ? "true" : "false", value ? 4 : 5);
}

void json_ref(JsonOut *j, const char *key, char letter, uint32_t index) {
  if (index == UINT32_MAX) {
    json_nothing(j, key);
    return;
  }
  char room[16];
  int n = snprintf(room, sizeof room, "\"%c%u\"", letter, index + 1);
  start(j, key);
  put(j, room, (size_t)n);
}
