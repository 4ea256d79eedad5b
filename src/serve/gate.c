#include "serve/gate.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

bool gate_host(const char *host, int port) {
  static const char *const NAMES[] = {"localhost", "127.0.0.1", "[::1]"};
  char wanted[40];
  for (int i = 0; host && i < 3; i++) {
    snprintf(wanted, sizeof wanted, "%s:%d", NAMES[i], port);
    if (!strcasecmp(host, wanted) || (port == 80 && !strcasecmp(host, NAMES[i]))) return true;
  }
  return false;
}

bool gate_site(const char *site) { return !site || !strcmp(site, "same-origin") || !strcmp(site, "none"); }
