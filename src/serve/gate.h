/* gate.h: who may come in: the Host header, and where a browser says that a request comes from. */
#ifndef DG_SERVE_GATE_H
#define DG_SERVE_GATE_H

#include <stdbool.h>

/* True where `host` names this machine's loopback and `port`: another name that was made to point here (DNS rebinding)
 * is no reason to answer. NULL: false. */
bool gate_host(const char *host, int port);

/* True where a request for data may come from there: this page itself or a person, never another site. `site` is the
 * header Sec-Fetch-Site, NULL where the client sends none. */
bool gate_site(const char *site);

#endif
