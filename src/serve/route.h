/* route.h: from an address to an answer in JSON. */
#ifndef DG_SERVE_ROUTE_H
#define DG_SERVE_ROUTE_H

#include "serve/ask.h"

/* Answers what lies under /api/ except exports. ask->status and ask->json tell how; errors are JSON too. */
void route_api(Ask *ask);

/* The error that `ask` holds, as JSON. */
void route_error(Ask *ask);

#endif
