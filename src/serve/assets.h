/* assets.h: the files of the page, part of the program (tools/make-assets.py). */
#ifndef DG_SERVE_ASSETS_H
#define DG_SERVE_ASSETS_H

#include <stddef.h>

typedef struct {
  const char *path, *type, *etag;
  const unsigned char *bytes;
  size_t n;
} Asset;
extern const Asset ASSETS[];
extern const size_t N_ASSETS;

#endif
