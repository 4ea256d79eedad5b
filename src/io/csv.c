#include "io/csv.h"

#include <stdlib.h>
#include <strings.h>

#include "io/input.h"

/* Joins lines until quotes are balanced: a quoted field may hold line ends. */
static int whole_row(CsvReader *csv, Stream *stream, Arena *arena, Str *row) {
  char *line, *text = NULL;
  size_t n, total = 0, cap = 0;
  bool too_long, odd = false, any = false;
  int status = 0;
  do {
    if (!stream_line(stream, DOCUMENT_MAX, &line, &n, &too_long)) break;
    csv->line++;
    any = true;
    if (too_long || total + n > DOCUMENT_MAX) status = -1;
    if (total + n + 2 > cap) {
      char *wider = realloc(text, cap = (total + n + 2) * 2);
      if (!wider) status = -1;
      else text = wider;
    }
    if (status < 0) break;
    if (total) text[total++] = '\n';
    memcpy(text + total, line, n);
    for (size_t i = 0; i < n; i++) odd ^= line[i] == '"';
    total += n;
  } while (odd || !total);
  if (!status && any && total) *row = str_dup(arena, str_of(text, total)), status = odd ? -2 : 1;
  free(text);
  return status;
}

/* Unquotes in place. */
static Str take_field(char **at, char *end, char separator) {
  char *p = *at, *from = p, *to;
  if (p < end && *p == '"') {
    from = to = ++p;
    while (p < end) {
      if (*p == '"' && p + 1 < end && p[1] == '"') *to++ = '"', p += 2;
      else if (*p == '"') break;
      else *to++ = *p++;
    }
    while (p < end && *p != separator) p++;
  } else {
    while (p < end && *p != separator) p++;
    to = p;
  }
  *at = p < end ? p + 1 : end + 1;
  return str_of(from, (size_t)(to - from));
}

static void split(Str text, char separator, CsvRow *row) {
  char *at = (char *)(uintptr_t)text.p, *end = at + text.n;
  row->n = 0;
  while (at <= end && row->n < CSV_COLUMNS) row->field[row->n++] = take_field(&at, end, separator);
}

static bool read_names(CsvReader *csv, Stream *stream, Arena *arena) {
  Str text;
  if (whole_row(csv, stream, arena, &text) != 1) return false;
  if (str_starts(text, STR("\xef\xbb\xbf"))) text = str_sub(text, 3, text.n);
  csv->separator = memchr(text.p, '\t', text.n) ? '\t' : memchr(text.p, ',', text.n) || !memchr(text.p, ';', text.n) ? ',' : ';';
  csv->names = malloc((size_t)text.n * 2 + CSV_COLUMNS);
  if (!csv->names) return false;
  CsvRow *row = ARENA_NEW(arena, CsvRow);
  split(str_dup(arena, text), csv->separator, row);
  char *out = csv->names;
  for (uint32_t i = 0; i < row->n; i++) {
    Str name = str_trim(row->field[i]);
    csv->name[i] = out;
    memcpy(out, name.p, name.n);
    out[name.n] = 0;
    out += name.n + 1;
  }
  csv->n = row->n;
  return true;
}

int csv_next(CsvReader *csv, Stream *stream, Arena *arena, CsvRow *row) {
  row->n = 0;
  row->line = 1;
  row->error = "the first line, which names the columns, cannot be read";
  if (!csv->names && !read_names(csv, stream, arena)) return csv->line ? -1 : 0;
  row->line = csv->line + 1;
  Str text;
  int status = whole_row(csv, stream, arena, &text);
  if (status == -1) row->error = "a row longer than 64 MiB";
  if (status == -2) row->error = "a quoted field is not closed";
  if (status != 1) return status < 0 ? -1 : 0;
  split(text, csv->separator, row);
  return 1;
}

Str csv_field(const CsvReader *csv, const CsvRow *row, const char *name) {
  for (uint32_t i = 0; i < csv->n && i < row->n; i++)
    if (!strcasecmp(csv->name[i], name)) return row->field[i];
  return (Str){"", 0};
}

bool csv_has(const CsvReader *csv, const char *name) {
  for (uint32_t i = 0; i < csv->n; i++)
    if (!strcasecmp(csv->name[i], name)) return true;
  return false;
}

void csv_close(CsvReader *csv) {
  free(csv->names);
  *csv = (CsvReader){0};
}
