/* failmalloc.c: an allocator that fails, to be loaded before the C library's (LD_PRELOAD).
 *
 * DG_FAIL_AT=k: the k-th allocation fails; with DG_FAIL_ALL=1 all behind it as well. DG_FAIL_COUNT=FILE: writes the
 * number of allocations there at the end. */
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);

static atomic_long seen;
static long at;
static int all;

__attribute__((constructor)) static void start(void) {
  const char *k = getenv("DG_FAIL_AT");
  all = getenv("DG_FAIL_ALL") != NULL;
  atomic_store(&seen, 0);
  at = k ? atol(k) : 0;
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("DG_FAIL_COUNT");
  long n = atomic_load(&seen);
  at = 0;
  FILE *f = path ? fopen(path, "w") : NULL;
  if (f) fprintf(f, "%ld\n", n), fclose(f);
}

static int fails(void) {
  long n = atomic_fetch_add(&seen, 1) + 1;
  if (!at || n < at || (n > at && !all)) return 0;
  errno = ENOMEM;
  return 1;
}

void *malloc(size_t n) { return fails() ? NULL : __libc_malloc(n); }
void *calloc(size_t n, size_t size) { return fails() ? NULL : __libc_calloc(n, size); }
void *realloc(void *p, size_t n) { return fails() ? NULL : __libc_realloc(p, n); }
