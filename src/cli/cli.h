/* cli.h: what the subcommands share: options, input files, messages, exit statuses. */
#ifndef DG_CLI_CLI_H
#define DG_CLI_CLI_H

#include <stdio.h>

#include "base/diag.h"
#include "dragoman.h"

enum { EXIT_ALL_READ = 0, EXIT_SOME_FAILED = 1, EXIT_CANNOT_RUN = 2 };

/* An option as a command declares it. */
typedef struct {
  const char *name;     /* "to": --to; one letter: -o */
  const char *value;    /* what its value is called in the help, or NULL for a switch */
  const char *help;
  const char **text;    /* where the value goes, or NULL */
  bool *given;          /* where the switch goes, or NULL */
} Option;

typedef struct {
  const char *name, *arguments, *summary;
  int (*run)(int argc, char **argv); /* argv[0] is the command's name */
} Command;

extern const Command COMMANDS[];
extern const size_t N_COMMANDS;

/* Parses options anywhere among the arguments; the others are left in argv[1..], their number returned.
 * Handles --help and --version itself. -1: the command must return *status. */
int cli_options(int argc, char **argv, const Command *command, const Option *options, size_t n, int *status);

/* « dragoman: message » on stderr; returns EXIT_CANNOT_RUN. */
int cli_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Prints diagnostics, one a line, « file:line: error: message ». */
void cli_print_diags(const Diags *diags);

/* The command of that name. */
const Command *cli_command(const char *name);

/* All of a file, or of stdin for « - ». False, with the reason printed, where it cannot be read. malloc'd. */
bool cli_read_file(const char *path, char **bytes, size_t *n);

/* Writes to stdout; false (once reported) where that fails. */
bool cli_write(const char *p, size_t n);

/* Closes stdout and tells whether everything arrived: EXIT_CANNOT_RUN where it did not, else `status`. */
int cli_finish(int status);

/* Whether to colour: a terminal, and NO_COLOR not set. */
bool cli_colour(void);

/* A date option: NULL or a valid YYYY-MM-DD. */
bool cli_valid_date(const char *date);

int cmd_read(int argc, char **argv);
int cmd_parse(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_pack(int argc, char **argv);
int cmd_code(int argc, char **argv);
int cmd_export(int argc, char **argv);
int cmd_serve(int argc, char **argv);
int cmd_watch(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_eval(int argc, char **argv);
int cmd_train(int argc, char **argv);

#endif
