#include "cli/documents.h"

int cmd_read(int argc, char **argv) {
  DocumentOptions o = {0};
  const char *to = NULL;
  const Option options[] = {
      {"to", "FORMAT", "json, jsonl, html, conllu or text (default: for people, in colour on a terminal)", &to, NULL},
      DOCUMENT_OPTIONS(o)};
  int status, n = cli_options(argc, argv, cli_command("read"), options, sizeof options / sizeof *options, &status);
  if (n < 0) return status;
  if (!to) to = cli_colour() ? "ansi" : "text";
  static const char *const KNOWN[] = {"json", "jsonl", "html", "conllu", "text", "ansi"};
  bool known = false;
  for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) known |= !strcmp(to, KNOWN[i]);
  if (!known) return cli_fail("--to %s: json, jsonl, html, conllu or text", to);
  return documents_write(&o, argv + 1, n, to);
}
