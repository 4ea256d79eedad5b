#include "io/input.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "io/csv.h"
#include "io/formats_in.h"
#include "io/stream.h"

#define CONLLU_DOCUMENT_LINE ((size_t)1 << 20)

typedef struct {
  char *path;
  uint64_t size;
} Path;

struct Input {
  Path *paths;
  size_t n, at, cap;
  InputFormat asked, format;
  Stream *stream;
  CsvReader csv;
  FeedItems feed;
  uint64_t line, records, done, all;
  char *pending; /* a CoNLL-U line that opens the next document */
  size_t pending_n;
  bool ended;
};

static const struct {
  const char *name;
  InputFormat format;
} FORMATS[] = {{"auto", INPUT_AUTO}, {"text", INPUT_TEXT}, {"jsonl", INPUT_JSONL}, {"csv", INPUT_CSV}, {"html", INPUT_HTML},
               {"feed", INPUT_FEED}, {"warc", INPUT_WARC}, {"conllu", INPUT_CONLLU}},
  ENDINGS[] = {{".jsonl", INPUT_JSONL}, {".ndjson", INPUT_JSONL}, {".json", INPUT_JSONL}, {".csv", INPUT_CSV},
               {".tsv", INPUT_CSV}, {".html", INPUT_HTML}, {".htm", INPUT_HTML}, {".xhtml", INPUT_HTML},
               {".xml", INPUT_FEED}, {".rss", INPUT_FEED}, {".atom", INPUT_FEED}, {".warc", INPUT_WARC},
               {".conllu", INPUT_CONLLU}};

bool input_format(const char *name, InputFormat *format) {
  for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++)
    if (!strcmp(FORMATS[i].name, name)) return *format = FORMATS[i].format, true;
  return false;
}

static InputFormat format_of(const char *path) {
  Str name = str(path);
  if (str_ends(name, STR(".gz")) || str_ends(name, STR(".zst"))) name.n -= name.p[name.n - 1] == 'z' ? 3 : 4;
  for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++)
    if (str_ends(name, str(ENDINGS[i].name))) return ENDINGS[i].format;
  return !strcmp(path, "-") ? INPUT_JSONL : INPUT_TEXT;
}

static bool add_path(Input *in, const char *path, uint64_t size) {
  if (in->n == in->cap) {
    size_t cap = in->cap ? in->cap * 2 : 16;
    Path *wider = realloc(in->paths, cap * sizeof *wider);
    if (!wider) return false;
    in->paths = wider;
    in->cap = cap;
  }
  char *copy = strdup(path);
  if (!copy) return false;
  in->paths[in->n++] = (Path){copy, size};
  in->all += size;
  return true;
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static bool add_tree(Input *in, const char *path, int depth);

static bool add_names(Input *in, const char *folder, char **names, size_t n, int depth) {
  bool ok = true;
  if (n) qsort(names, n, sizeof *names, by_name);
  for (size_t i = 0; i < n; i++) {
    char path[4096];
    if (ok && (size_t)snprintf(path, sizeof path, "%s/%s", folder, names[i]) < sizeof path) ok = add_tree(in, path, depth + 1);
    free(names[i]);
  }
  return ok;
}

static bool add_folder(Input *in, const char *folder, int depth) {
  DIR *dir = opendir(folder);
  if (!dir) return add_path(in, folder, 0);
  char **names = NULL;
  size_t n = 0, cap = 0;
  for (struct dirent *e; (e = readdir(dir));) {
    if (e->d_name[0] == '.') continue;
    if (n == cap) {
      char **wider = realloc(names, (cap = cap ? cap * 2 : 64) * sizeof *names);
      if (!wider) break;
      names = wider;
    }
    if (!(names[n] = strdup(e->d_name))) break;
    n++;
  }
  closedir(dir);
  bool ok = add_names(in, folder, names, n, depth);
  free(names);
  return ok;
}

static bool add_tree(Input *in, const char *path, int depth) {
  struct stat st;
  if (strcmp(path, "-") && !stat(path, &st)) {
    if (S_ISDIR(st.st_mode)) return depth > 32 || add_folder(in, path, depth);
    return add_path(in, path, S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0);
  }
  return add_path(in, path, 0);
}

Input *input_open(char **paths, int n, InputFormat format) {
  Input *in = calloc(1, sizeof *in);
  if (!in) return NULL;
  in->asked = format;
  for (int i = 0; i < n; i++)
    if (!add_tree(in, paths[i], 0)) {
      input_close(in);
      return NULL;
    }
  return in;
}

static void end_path(Input *in) {
  stream_close(in->stream);
  in->stream = NULL;
  csv_close(&in->csv);
  feed_free(&in->feed);
  free(in->pending);
  in->pending = NULL;
  in->done += in->paths[in->at].size;
  in->at++;
}

void input_close(Input *in) {
  if (!in) return;
  if (in->stream) end_path(in);
  for (size_t i = 0; i < in->n; i++) free(in->paths[i].path);
  free(in->paths);
  free(in);
}

void input_progress(const Input *in, uint64_t *done, uint64_t *all) {
  *done = in->done;
  *all = in->all;
}

static bool failed(InputDocument *d, const char *why) {
  d->error = why;
  return true;
}

/* The part of a path that names a document: without its folder. */
static Str document_name(Arena *arena, const char *path) {
  const char *slash = strrchr(path, '/');
  return str_dup(arena, str(slash ? slash + 1 : path));
}

static bool whole(Input *in, Arena *arena, InputDocument *d) {
  size_t n;
  bool too_long;
  char *bytes = stream_rest(in->stream, DOCUMENT_MAX, &n, &too_long);
  in->ended = true;
  if (!bytes) return failed(d, "out of memory");
  Str copy = str_dup(arena, str_of(bytes, n));
  free(bytes);
  d->id = document_name(arena, in->paths[in->at].path);
  if (too_long) return failed(d, "larger than 64 MiB");
  if (stream_error(in->stream)) return failed(d, stream_error(in->stream));
  if (in->format == INPUT_HTML) html_document(arena, copy, d);
  else d->text = copy;
  return true;
}

static bool json_lines(Input *in, Arena *arena, InputDocument *d) {
  char *line;
  size_t n;
  bool too_long;
  do {
    if (!stream_line(in->stream, DOCUMENT_MAX, &line, &n, &too_long)) return false;
    d->line = ++in->line;
    if (too_long) return failed(d, "a line longer than 64 MiB");
    while (n && (*line == ' ' || *line == '\t')) line++, n--;
  } while (!n);
  input_json(arena, str_of(line, n), d);
  if (!d->id.n) d->id = str_format(arena, "%s:%llu", document_name(arena, in->paths[in->at].path).p, (unsigned long long)d->line);
  return true;
}

const char *const INPUT_FIELD[INPUT_FIELDS][INPUT_NAMES] = {
    {"id", "identifier", "identifiant", "uid", "id"},
    {"text", "body", "content", "texte", "contenu"},
    {"language", "lang", "langue", "language", "language"},
    {"date", "published", "publication_date", "pubdate", "date"},
    {"title", "headline", "titre", "title", "title"},
    {"url", "link", "lien", "adresse", "url"},
    {"source", "publisher", "publication", "journal", "source"},
};

static bool csv_rows(Input *in, Arena *arena, InputDocument *d) {
  CsvRow row;
  int got = csv_next(&in->csv, in->stream, arena, &row);
  if (got == 0) return false;
  d->line = row.line;
  if (got < 0) {
    in->ended = !in->csv.names;
    return failed(d, row.error);
  }
  Str *const field[INPUT_FIELDS] = {&d->id, &d->text, &d->language, &d->date, &d->title, &d->url, &d->source};
  for (int i = 0; i < INPUT_FIELDS; i++)
    for (int k = 0; k < INPUT_NAMES && !field[i]->n; k++) *field[i] = csv_field(&in->csv, &row, INPUT_FIELD[i][k]);
  if (!d->id.n) d->id = str_format(arena, "%s:%llu", document_name(arena, in->paths[in->at].path).p, (unsigned long long)d->line);
  for (int k = 0; k < INPUT_NAMES; k++)
    if (csv_has(&in->csv, INPUT_FIELD[1][k])) return true;
  in->ended = true;
  return failed(d, "no column named text (or body, content, texte, contenu) in the first line");
}

static bool feed_items(Input *in, Arena *arena, InputDocument *d) {
  if (!in->feed.loaded) {
    size_t n;
    bool too_long;
    char *bytes = stream_rest(in->stream, DOCUMENT_MAX, &n, &too_long);
    const char *why = bytes ? too_long ? "larger than 64 MiB" : stream_error(in->stream) : "out of memory";
    if (!why) why = feed_load(&in->feed, bytes, n);
    free(bytes);
    in->feed.loaded = true;
    if (why) return in->ended = true, failed(d, why);
  }
  d->line = ++in->records;
  return feed_next(&in->feed, arena, d);
}

static bool warc_records(Input *in, Arena *arena, InputDocument *d) {
  d->line = in->line;
  bool more = warc_next(in->stream, arena, d, &in->line);
  if (more && d->error && !d->text.p) d->line = in->line;
  return more;
}

/* One document: from « # newdoc » to the next, or the whole file. */
static bool conllu_document(Input *in, Arena *arena, InputDocument *d) {
  char *line;
  size_t n, total = 0, cap = 0;
  bool too_long, any = false;
  char *text = NULL;
  d->line = in->line + 1;
  d->parsed = true;
  for (;;) {
    if (in->pending) {
      line = in->pending, n = in->pending_n, too_long = false;
    } else {
      if (!stream_line(in->stream, CONLLU_DOCUMENT_LINE, &line, &n, &too_long)) break;
      in->line++;
      if (any && n >= 8 && !memcmp(line, "# newdoc", 8)) {
        in->pending = malloc(n + 1);
        if (in->pending) memcpy(in->pending, line, n), in->pending_n = n;
        break;
      }
    }
    if (total + n + 1 > cap) {
      char *wider = realloc(text, cap = (total + n + 1) * 2);
      if (!wider) break;
      text = wider;
    }
    memcpy(text + total, line, n);
    text[total + n] = '\n';
    total += n + 1;
    any |= n > 0;
    free(in->pending);
    in->pending = NULL;
    if (total > DOCUMENT_MAX) break;
  }
  if (any) d->text = str_dup(arena, str_of(text, total));
  free(text);
  if (!d->id.n) d->id = document_name(arena, in->paths[in->at].path);
  if (any && total > DOCUMENT_MAX) return failed(d, "a document larger than 64 MiB");
  return any;
}

static bool open_path(Input *in, Arena *arena, InputDocument *d) {
  char why[256];
  const char *path = in->paths[in->at].path;
  in->line = in->records = 0;
  in->ended = false;
  in->format = in->asked ? in->asked : format_of(path);
  in->stream = stream_open(path, why);
  if (in->stream) return true;
  d->error = str_dup(arena, str(why)).p;
  return false;
}

static bool next_of(Input *in, Arena *arena, InputDocument *d) {
  if (in->ended) return false;
  switch (in->format) {
    case INPUT_JSONL: return json_lines(in, arena, d);
    case INPUT_CSV: return csv_rows(in, arena, d);
    case INPUT_FEED: return feed_items(in, arena, d);
    case INPUT_WARC: return warc_records(in, arena, d);
    case INPUT_CONLLU: return conllu_document(in, arena, d);
    default: return whole(in, arena, d);
  }
}

bool input_next(Input *in, Arena *arena, InputDocument *d) {
  while (in->at < in->n) {
    *d = (InputDocument){.file = str_dup(arena, str(in->paths[in->at].path))};
    if (!in->stream && !open_path(in, arena, d)) {
      in->at++;
      return true;
    }
    if (next_of(in, arena, d)) return true;
    const char *why = stream_error(in->stream);
    bool told = in->ended;
    uint64_t line = in->line;
    end_path(in);
    if (why && !told) {
      d->line = line;
      return failed(d, why);
    }
  }
  return false;
}
