/* serve.h: the viewer: an HTTP server on the loopback interface, over one store, that only reads. */
#ifndef DG_SERVE_SERVE_H
#define DG_SERVE_SERVE_H

#include <stdbool.h>

#include "store/store.h"

typedef struct Server Server;

/* Starts it; port 0: any that is free. NULL with the reason in `why` (STORE_WHY bytes). A store of an earlier version is
 * brought up to date first, the one time that anything writes. */
Server *serve_start(const char *store, int port, char *why);
int serve_port(const Server *server);
void serve_stop(Server *server);

#endif
