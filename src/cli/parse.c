#include "cli/documents.h"

int cmd_parse(int argc, char **argv) {
  DocumentOptions o = {.syntax_only = true};
  const Option options[] = {DOCUMENT_OPTIONS(o)};
  int status, n = cli_options(argc, argv, cli_command("parse"), options, sizeof options / sizeof *options, &status);
  return n < 0 ? status : documents_write(&o, argv + 1, n, "conllu");
}
