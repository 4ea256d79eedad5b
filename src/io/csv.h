/* csv.h: comma- or tab-separated rows with quoted fields (RFC 4180), columns by the names of the first row. */
#ifndef DG_IO_CSV_H
#define DG_IO_CSV_H

#include "base/str.h"
#include "io/stream.h"

#define CSV_COLUMNS 256

typedef struct {
  char *names;             /* the first row, fields NUL-separated */
  const char *name[CSV_COLUMNS];
  uint32_t n;
  char separator;
  uint64_t line;           /* of the input, from 1 */
} CsvReader;

typedef struct {
  Str field[CSV_COLUMNS];
  uint32_t n;
  uint64_t line;           /* that the row starts on */
  const char *error;
} CsvRow;

/* 1 a row, 0 the end, -1 a row that cannot be read (row->error). Reads the names first. */
int csv_next(CsvReader *csv, Stream *stream, Arena *arena, CsvRow *row);

/* The row's field in the column of that name, empty where there is none. */
Str csv_field(const CsvReader *csv, const CsvRow *row, const char *name);
bool csv_has(const CsvReader *csv, const char *name);
void csv_close(CsvReader *csv);

#endif
