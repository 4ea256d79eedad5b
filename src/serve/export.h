/* export.h: events that pass the filters as a file of any output format, portion by portion. */
#ifndef DG_SERVE_EXPORT_H
#define DG_SERVE_EXPORT_H

#include "serve/ask.h"

typedef struct Export Export;

/* Reads format and filters from the request and finds the events. NULL with the error set in `ask`. */
Export *export_open(Ask *ask);
const char *export_type(const Export *e);
const char *export_name(const Export *e);

/* The next bytes, at most `max`; 0 at the end, -1 where the store fails. */
long export_read(Export *e, StoreReader *reader, char *out, size_t max);
void export_close(Export *e);

#endif
