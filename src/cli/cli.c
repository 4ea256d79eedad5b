#include "cli/cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

int cli_fail(const char *format, ...) {
  va_list args;
  va_start(args, format);
  fputs("dragoman: ", stderr);
  vfprintf(stderr, format, args);
  fputc('\n', stderr);
  va_end(args);
  return EXIT_CANNOT_RUN;
}

void cli_print_diags(const Diags *diags) {
  static const char *const LEVEL[] = {"note", "warning", "error"};
  for (uint32_t i = 0; i < diags->all.n; i++) {
    const Diag *d = &diags->all.at[i];
    if (d->file.n && d->line) fprintf(stderr, "%.*s:%u: ", (int)d->file.n, d->file.p, d->line);
    else if (d->file.n) fprintf(stderr, "%.*s: ", (int)d->file.n, d->file.p);
    fprintf(stderr, "%s: %.*s\n", LEVEL[d->level], (int)d->message.n, d->message.p);
  }
}

static void help(const Command *command, const Option *options, size_t n) {
  printf("usage: dragoman %s %s\n\n%s\n\noptions\n", command->name, command->arguments, command->summary);
  for (size_t i = 0; i < n; i++) {
    char name[64];
    snprintf(name, sizeof name, "%s%s%s%s", options[i].name[1] ? "--" : "-", options[i].name,
             options[i].value ? " " : "", options[i].value ? options[i].value : "");
    printf("  %-26s %s\n", name, options[i].help);
  }
  printf("  %-26s %s\n  %-26s %s\n", "--help", "this text", "--version", "the version");
}

static const Option *find(const char *name, size_t length, const Option *options, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (strlen(options[i].name) == length && !strncmp(options[i].name, name, length)) return &options[i];
  return NULL;
}

/* Takes one option and its value; the number of arguments used, 0 where it is wrong. */
static int take(int i, int argc, char **argv, const Option *options, size_t n) {
  const char *name = argv[i] + (argv[i][1] == '-' ? 2 : 1), *equals = strchr(name, '=');
  size_t length = equals ? (size_t)(equals - name) : strlen(name);
  const Option *o = find(name, length, options, n);
  if (!o) return cli_fail("no option %s (try --help)", argv[i]), 0;
  if (!o->value) {
    *o->given = true;
    return equals ? (cli_fail("option %s takes no value", argv[i]), 0) : 1;
  }
  if (equals) return *o->text = equals + 1, 1;
  if (i + 1 >= argc) return cli_fail("option %s needs a value: %s", argv[i], o->value), 0;
  return *o->text = argv[i + 1], 2;
}

int cli_options(int argc, char **argv, const Command *command, const Option *options, size_t n, int *status) {
  int left = 1;
  for (int i = 1; i < argc;) {
    const char *a = argv[i];
    if (!strcmp(a, "--help") || !strcmp(a, "-h")) return help(command, options, n), *status = EXIT_ALL_READ, -1;
    if (!strcmp(a, "--version")) return printf("dragoman %s\n", dragoman_version()), *status = EXIT_ALL_READ, -1;
    if (!strcmp(a, "--")) {
      for (i++; i < argc; i++) argv[left++] = argv[i];
      break;
    }
    if (a[0] != '-' || !a[1]) {
      argv[left++] = argv[i++];
      continue;
    }
    int used = take(i, argc, argv, options, n);
    if (!used) return *status = EXIT_CANNOT_RUN, -1;
    i += used;
  }
  return left - 1;
}

static bool read_stream(FILE *f, char **bytes, size_t *n) {
  size_t cap = 1 << 16, at = 0;
  char *p = malloc(cap);
  while (p) {
    size_t got = fread(p + at, 1, cap - at, f);
    at += got;
    if (at < cap) break;
    char *wider = realloc(p, cap *= 2);
    if (!wider) free(p);
    p = wider;
  }
  if (p && ferror(f)) {
    free(p);
    p = NULL;
  }
  *bytes = p;
  *n = at;
  return p != NULL;
}

bool cli_read_file(const char *path, char **bytes, size_t *n) {
  bool standard = !strcmp(path, "-");
  FILE *f = standard ? stdin : fopen(path, "rb");
  errno = f ? 0 : errno;
  bool ok = f && read_stream(f, bytes, n);
  if (!ok) cli_fail("%s: %s", path, errno ? strerror(errno) : "out of memory");
  if (f && !standard) fclose(f);
  return ok;
}

bool cli_write(const char *p, size_t n) { return n == 0 || fwrite(p, 1, n, stdout) == n; }

int cli_finish(int status) {
  errno = 0;
  bool failed = ferror(stdout) || fflush(stdout);
  if (failed) return cli_fail("standard output: %s", errno ? strerror(errno) : "cannot be written");
  return status;
}

bool cli_colour(void) {
  const char *no = getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) && !(no && *no);
}

bool cli_valid_date(const char *date) {
  if (!date) return true;
  int y, m, d, used = 0;
  if (strlen(date) != 10 || sscanf(date, "%4d-%2d-%2d%n", &y, &m, &d, &used) != 3 || used != 10) return false;
  static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (y < 1 || m < 1 || m > 12 || d < 1) return false;
  bool leap = (y % 4 == 0 && y % 100) || y % 400 == 0;
  return d <= DAYS[m - 1] + (m == 2 && leap);
}
