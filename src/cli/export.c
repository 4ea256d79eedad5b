#include <errno.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "store/query.h"

typedef struct {
  RowFormat format;
  FILE *out;
  uint64_t events;
} Export;

static bool put(void *context, Arena *arena, const EventRow *row) {
  Export *e = context;
  Bytes line;
  bytes_init(&line, arena);
  row_write(&line, e->format, row);
  e->events++;
  return !line.n || fwrite(line.p, 1, line.n, e->out) == line.n;
}

static bool put_header(Export *e) {
  Arena *arena = arena_new(NULL);
  if (!arena) return false;
  Bytes header;
  bytes_init(&header, arena);
  row_header(&header, e->format);
  bool ok = !header.n || fwrite(header.p, 1, header.n, e->out) == header.n;
  arena_free(arena);
  return ok;
}

static int export_to(Export *e, const char *store, const char *out, const EventFilter *filter) {
  char why[STORE_WHY];
  StoreReader *reader = store_reader_open(store, why);
  if (!reader) return cli_fail("%s: %s", store, why);
  e->out = out && strcmp(out, "-") ? fopen(out, "wb") : stdout;
  if (!e->out) {
    int status = cli_fail("%s: %s", out, strerror(errno));
    store_reader_close(reader);
    return status;
  }
  bool read = put_header(e) && store_each_event(reader, filter, put, e);
  if (!read) cli_fail("%s: %s", store, store_reader_why(reader));
  store_reader_close(reader);
  bool written = !fflush(e->out) && !ferror(e->out);
  if (e->out != stdout) written = !fclose(e->out) && written;
  if (!written) return cli_fail("%s: %s", out ? out : "standard output", strerror(errno));
  return read ? EXIT_ALL_READ : EXIT_CANNOT_RUN;
}

/* A store may hold types of its own ontology: only how a type is written is known here. */
static bool valid_type(const char *type) {
  return !type || (*type && strspn(type, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == strlen(type));
}

int cmd_export(int argc, char **argv) {
  const char *to = "jsonl", *out = NULL;
  EventFilter filter = {0};
  const Option options[] = {{"to", "FORMAT", "jsonl (default), csv, gdelt, icews, phoenix, polecat, petrarch", &to, NULL},
                            {"o", "OUT", "a file; standard output otherwise", &out, NULL},
                            {"type", "TYPE", "only this PLOVER type: ASSAULT", &filter.type, NULL},
                            {"actor", "NAME", "only events with this actor or recipient: part of a name, or a code", &filter.actor, NULL},
                            {"country", "CODE", "only events with an actor or recipient of this country: MLI", &filter.country, NULL},
                            {"from", "YYYY-MM-DD", "the first day", &filter.from, NULL},
                            {"until", "YYYY-MM-DD", "the last day", &filter.until, NULL}};
  int status, n = cli_options(argc, argv, cli_command("export"), options, sizeof options / sizeof *options, &status);
  if (n < 0) return status;
  Export e = {.format = row_format(to)};
  if (n != 1) return cli_fail("export needs one store (try --help)");
  if (e.format == ROWS_UNKNOWN) return cli_fail("--to %s: jsonl, csv, gdelt, icews, phoenix, polecat or petrarch", to);
  if (!valid_type(filter.type)) return cli_fail("--type is written in capitals: ASSAULT");
  if (!cli_valid_date(filter.from) || !cli_valid_date(filter.until)) return cli_fail("--from and --until are days: YYYY-MM-DD");
  return export_to(&e, argv[1], out, &filter);
}
