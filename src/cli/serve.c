#include "serve/serve.h"

#include <signal.h>
#include <stdlib.h>

#include "cli/cli.h"

#define PORT "7240"

static int wait_for_end(const char *store, int port) {
  char why[STORE_WHY] = "";
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  sigprocmask(SIG_BLOCK, &ends, NULL); /* the server's threads inherit it */
  Server *server = serve_start(store, port, why);
  if (!server) return cli_fail("%s: %s", store, why);
  printf("http://127.0.0.1:%d/\n", serve_port(server));
  fflush(stdout);
  int signal = 0;
  sigwait(&ends, &signal);
  serve_stop(server);
  return cli_finish(EXIT_ALL_READ);
}

int cmd_serve(int argc, char **argv) {
  const char *port = PORT;
  const Option options[] = {{"port", "N", "the port, " PORT " where none is named; 0: any that is free", &port, NULL}};
  int status, n = cli_options(argc, argv, cli_command("serve"), options, sizeof options / sizeof *options, &status);
  if (n < 0) return status;
  if (n != 1) return cli_fail("serve needs one store (try --help)");
  char *end;
  long number = strtol(port, &end, 10);
  if (!*port || *end || number < 0 || number > 65535) return cli_fail("--port %s: from 0 to 65535", port);
  return wait_for_end(argv[1], (int)number);
}
