#include <signal.h>

#include "cli/cli.h"

const Command COMMANDS[] = {
    {"read", "[FILE...]", "Read documents and show what they say: for people in the terminal, or --to json, html, conllu.", cmd_read},
    {"code", "INPUT... [-o OUT]", "Code many documents into events, one a line, or into a store.", cmd_code},
    {"parse", "[FILE...]", "Write tokens, tags and trees as CoNLL-U.", cmd_parse},
    {"explain", "\"SENTENCE\"", "Show the tree, the entries that matched, the rule that fired, and what was dropped and why.", cmd_explain},
    {"export", "STORE --to FORMAT [-o OUT]", "Write events from a store in any output format, with filters.", cmd_export},
    {"serve", "STORE [--port N]", "Show a store in the browser: a page on 127.0.0.1 that only reads, and its interface (/openapi.yaml).", cmd_serve},
    {"watch", "FEEDS... -o STORE", "Ask RSS and Atom feeds again and again, and code what is new into a store.", cmd_watch},
    {"pack", "[--from FOLDER] --to FOLDER", "Compile lang/, world/ and ontology/ into packs.", cmd_pack},
    {"eval", "GOLD.conllu... [--language fr]", "Score against a treebank from raw text: the CoNLL 2018 shared task's metrics.", cmd_eval},
    {"train", "--train A.conllu,B.conllu --dev D.conllu -o MODEL", "Train a syntax model from treebanks.", cmd_train},
    {"check", "[--from FOLDER] [--summary]", "Lint the text sources; --summary counts what they hold.", cmd_check},
};
const size_t N_COMMANDS = sizeof COMMANDS / sizeof *COMMANDS;

const Command *cli_command(const char *name) {
  for (size_t i = 0; i < N_COMMANDS; i++)
    if (!strcmp(COMMANDS[i].name, name)) return &COMMANDS[i];
  return NULL;
}

static int usage(FILE *out) {
  fputs("usage: dragoman COMMAND [OPTIONS] [ARGUMENTS]\n\n"
        "Reads news dispatches, French and English, into sourced records: who did or said what to whom,\n"
        "when, where, on whose word and how surely.\n\ncommands\n", out);
  for (size_t i = 0; i < N_COMMANDS; i++)
    fprintf(out, "  %-8s %-30s %s\n", COMMANDS[i].name, COMMANDS[i].arguments, COMMANDS[i].summary);
  fputs("\ndragoman COMMAND --help tells the rest; so does dragoman(1).\n", out);
  return out == stderr ? EXIT_CANNOT_RUN : EXIT_ALL_READ;
}

int main(int argc, char **argv) {
  /* A reader that goes away and a limit on file sizes show as failed writes, which are reported like any other. */
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
  if (argc < 2) return usage(stderr);
  if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) return usage(stdout);
  if (!strcmp(argv[1], "--version")) return printf("dragoman %s\n", dragoman_version()) < 0;
  const Command *command = cli_command(argv[1]);
  if (!command) return cli_fail("no command %s (try --help)", argv[1]);
  return command->run(argc - 1, argv + 1);
}
