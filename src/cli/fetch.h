/* fetch.h: what lies behind an http(s) address, fetched again only where it has changed. */
#ifndef DG_CLI_FETCH_H
#define DG_CLI_FETCH_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#define FETCH_WHY 300
#define FETCH_MAX ((size_t)32 << 20)

/* One address with what its server said of the last answer. */
typedef struct {
  const char *address;
  char etag[256], modified[64]; /* empty: unknown */
} Fetched;

typedef enum { FETCH_NEW, FETCH_UNCHANGED, FETCH_FAILED } FetchResult;

/* Fetches it; bytes (malloc'd, *n of them) where they are new; the reason in `why` where that failed. `stop` ends it early. */
FetchResult fetch(Fetched *what, char **bytes, size_t *n, char why[FETCH_WHY], const volatile sig_atomic_t *stop);

/* NULL, or why nothing can be fetched at all. */
const char *fetch_impossible(void);

#endif
