/* dragoman.h: reads news dispatches, French and English, into sourced event records.
 *
 *   dragoman *engine = dragoman_open(NULL, error, sizeof error);
 *   dragoman_reading *reading = dragoman_read(engine, text, length, NULL);
 *   for (size_t i = 0; i < dragoman_event_count(reading); i++) ...
 *   dragoman_reading_free(reading);
 *   dragoman_close(engine);
 *
 * An engine is read-only once open and may be shared by any number of threads. A reading belongs to
 * one thread at a time. There is no global state. All text is UTF-8; offsets are code points into the
 * document's text as it was given (a byte order mark does not count), end exclusive. */
#ifndef DRAGOMAN_H
#define DRAGOMAN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define DRAGOMAN_VERSION "0.1.0"

#if defined(__GNUC__)
#define DRAGOMAN_API __attribute__((visibility("default")))
#else
#define DRAGOMAN_API
#endif

typedef struct dragoman dragoman;
typedef struct dragoman_reading dragoman_reading;

/* Text that belongs to a reading: valid until it is freed. `p` may be NULL where `n` is 0; not NUL-terminated. */
typedef struct {
  const char *p;
  size_t n;
} dragoman_text;

/* What an engine is opened with. Zero-initialise, then set what differs. All strings are copied. */
typedef struct {
  const char *data_folder; /* where fr.pack, en.pack, world.pack and the models are; NULL: DRAGOMAN_DATA, else where
                              they were installed, else beside the program */
  const char *languages;   /* comma-separated; NULL: every language that has a pack */
  const char *ontology;    /* a further ontology file of the user's own, or NULL */
  const char *actors;      /* further dictionaries of actors and agents (PETRARCH or TABARI), parted by commas, or NULL */
} dragoman_options;

/* What is known about a document before it is read; any field may be NULL. */
typedef struct {
  const char *id, *language /* "fr", "en" or NULL to find out */, *date /* YYYY-MM-DD, used when the text has none */;
  const char *title, *url, *source;
} dragoman_about;

/* Opens an engine. NULL on failure, with the reason in `error` (always NUL-terminated, cut to `size`). */
DRAGOMAN_API dragoman *dragoman_open(const dragoman_options *options, char *error, size_t size);

/* Closes it; every reading made with it must have been freed. NULL is allowed. */
DRAGOMAN_API void dragoman_close(dragoman *engine);

/* Reads one document: any bytes (UTF-8, Latin-1 or Windows-1252; what is invalid is repaired), `length` of them,
 * not needed after the call. NULL only when out of memory. Thread-safe. Caller frees. */
DRAGOMAN_API dragoman_reading *dragoman_read(const dragoman *engine, const void *text, size_t length,
                                             const dragoman_about *about);

/* The same from CoNLL-U: sentences parsed elsewhere. NULL when out of memory. */
DRAGOMAN_API dragoman_reading *dragoman_read_conllu(const dragoman *engine, const char *conllu, size_t length,
                                                    const dragoman_about *about);

DRAGOMAN_API void dragoman_reading_free(dragoman_reading *reading);

/* The whole reading in one of the formats "json", "jsonl" (one event a line), "conllu", "html", "text" (for a
 * terminal without colour), "ansi". The text belongs to the reading. {NULL, 0} for an unknown format or out of memory.
 */
DRAGOMAN_API dragoman_text dragoman_write(dragoman_reading *reading, const char *format);

/* The document. */
DRAGOMAN_API dragoman_text dragoman_document_text(const dragoman_reading *reading);
DRAGOMAN_API dragoman_text dragoman_document_language(const dragoman_reading *reading);
DRAGOMAN_API dragoman_text dragoman_document_date(const dragoman_reading *reading); /* ISO 8601, empty where unknown */

/* Who takes part in an event. */
typedef struct {
  dragoman_text text, code /* CAMEO */, country /* ISO 3166 alpha-3 and PLOVER's own */, name /* resolved */;
  char sector[4][4]; /* NUL-terminated; empty from the first unused one on */
  size_t start, end;
} dragoman_party;

/* A place of the gazetteer (GeoNames). */
typedef struct {
  dragoman_text name, country; /* ISO 3166 alpha-3 */
  double lat, lon;             /* degrees, WGS 84; NAN where unknown */
  unsigned geonameid;          /* 0 where unknown */
} dragoman_place;

/* Stands for « none » where an index is asked for. */
#define DRAGOMAN_NONE ((size_t)-1)

/* Auxiliary modes of an event, as bits. */
enum { DRAGOMAN_HISTORICAL = 1, DRAGOMAN_FUTURE = 2, DRAGOMAN_HYPOTHETICAL = 4, DRAGOMAN_NEGATION = 8 };

typedef struct {
  dragoman_text type, mode /* first one, or empty */, cameo, date, deadline, rule, sentence, speaker /* or empty */;
  size_t start, end;
  size_t actors, recipients; /* how many: dragoman_event_actor, dragoman_event_recipient */
  unsigned auxiliary;        /* bits */
  int quad;                  /* 1..4 */
  double scale;              /* PLOVER's, -10..10 */
  size_t modes, contexts;    /* how many: dragoman_event_mode, dragoman_event_context */
  size_t statement;          /* the statement it stands in, DRAGOMAN_NONE in the newspaper's own voice */
  dragoman_text condition;   /* « si ... », or empty */
  double goldstein;          /* CAMEO's scale, -10..10 */
  dragoman_place place;      /* where it happened; an empty name where that is not told */
} dragoman_event;

DRAGOMAN_API size_t dragoman_event_count(const dragoman_reading *reading);

/* Each fills *out and returns 1, or returns 0 where the index is out of range. */
DRAGOMAN_API int dragoman_event_at(const dragoman_reading *reading, size_t index, dragoman_event *out);
DRAGOMAN_API int dragoman_event_actor(const dragoman_reading *reading, size_t event, size_t index, dragoman_party *out);
DRAGOMAN_API int dragoman_event_recipient(const dragoman_reading *reading, size_t event, size_t index,
                                          dragoman_party *out);
DRAGOMAN_API int dragoman_event_mode(const dragoman_reading *reading, size_t event, size_t index, dragoman_text *out);
DRAGOMAN_API int dragoman_event_context(const dragoman_reading *reading, size_t event, size_t index,
                                        dragoman_text *out);

/* Who and what is named in the document. */
typedef struct {
  dragoman_text name, kind /* person, group, organisation, country, place, people */, code, country, role;
  dragoman_text office_from, office_to; /* ISO dates of the term of office, or empty */
  char sector[4][4];
  size_t mentions; /* how many: dragoman_mention_at */
} dragoman_entity;

typedef struct {
  dragoman_text text, form /* name, role, demonym, metonym, definite, pronoun */;
  size_t start, end, sentence;
} dragoman_mention;

DRAGOMAN_API size_t dragoman_entity_count(const dragoman_reading *reading);
DRAGOMAN_API int dragoman_entity_at(const dragoman_reading *reading, size_t index, dragoman_entity *out);
DRAGOMAN_API int dragoman_mention_at(const dragoman_reading *reading, size_t entity, size_t index,
                                     dragoman_mention *out);

typedef struct {
  dragoman_text speaker /* resolved name, or empty */, cue, kind, text, date;
  size_t start, end;
} dragoman_statement;

DRAGOMAN_API size_t dragoman_statement_count(const dragoman_reading *reading);
DRAGOMAN_API int dragoman_statement_at(const dragoman_reading *reading, size_t index, dragoman_statement *out);

typedef struct {
  dragoman_text text, value /* ISO 8601 or TIMEX3 */, kind /* date, since, until, deadline, duration, set */;
  size_t start, end;
} dragoman_date;

DRAGOMAN_API size_t dragoman_date_count(const dragoman_reading *reading);
DRAGOMAN_API int dragoman_date_at(const dragoman_reading *reading, size_t index, dragoman_date *out);

/* A standing fact that is no event: who holds what, who calls whom what, who offers itself as what. */
typedef struct {
  dragoman_text kind /* control, designation, position */, value, date;
  dragoman_party subject, object; /* an object without text: there is none */
  unsigned auxiliary;
  size_t start, end;
} dragoman_relation;

DRAGOMAN_API size_t dragoman_relation_count(const dragoman_reading *reading);
DRAGOMAN_API int dragoman_relation_at(const dragoman_reading *reading, size_t index, dragoman_relation *out);

/* An editorial label (« *Organisation interdite en ... ») and the entities that it marks. */
typedef struct {
  dragoman_text mark, text;
  size_t start, end, entities; /* how many: dragoman_label_entity gives the index of each */
} dragoman_label;

DRAGOMAN_API size_t dragoman_label_count(const dragoman_reading *reading);
DRAGOMAN_API int dragoman_label_at(const dragoman_reading *reading, size_t index, dragoman_label *out);
DRAGOMAN_API int dragoman_label_entity(const dragoman_reading *reading, size_t label, size_t index, size_t *entity);

/* The version of the library that runs. */
DRAGOMAN_API const char *dragoman_version(void);

#ifdef __cplusplus
}
#endif
#endif
