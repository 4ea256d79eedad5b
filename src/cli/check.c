#include "cli/cli.h"

int cmd_check(int argc, char **argv) {
  const char *from = ".";
  bool summary = false;
  const Option options[] = {{"from", "FOLDER", "where lang/, world/ and ontology/ are (.)", &from, NULL},
                            {"summary", NULL, "count what the sources hold", NULL, &summary}};
  int status, n = cli_options(argc, argv, cli_command("check"), options, 2, &status);
  return n < 0 ? status : EXIT_ALL_READ;
}
