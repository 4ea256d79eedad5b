/* documents.h: the files that read, parse and explain work on, one reading each. */
#ifndef DG_CLI_DOCUMENTS_H
#define DG_CLI_DOCUMENTS_H

#include "cli/cli.h"

typedef struct {
  const char *language, *date, *data, *ontology, *actors, *from;
  bool strict, trace, syntax_only;
} DocumentOptions;

#define DOCUMENT_OPTIONS(o)                                                                                 \
  {"language", "fr|en|auto", "the text's language (auto)", &(o).language, NULL},                            \
      {"date", "YYYY-MM-DD", "the document's date where the text has none", &(o).date, NULL},               \
      {"data", "FOLDER", "where packs and models are (DRAGOMAN_DATA)", &(o).data, NULL},                    \
      {"ontology", "FILE", "further types, concepts and words of your own", &(o).ontology, NULL},           \
      {"actors", "FILES", "further actors and agents: PETRARCH or TABARI dictionaries, parted by commas", &(o).actors, NULL}, \
      {"from", "text|conllu", "what the input is (text)", &(o).from, NULL},                                 \
      {"strict", NULL, "stop at the first document that fails", NULL, &(o).strict}

/* Reads each path (or stdin where there is none) and writes it in `format`. Returns the exit status. */
int documents_write(const DocumentOptions *options, char **paths, int n, const char *format);

#endif
