/* ontology.h: types, concepts, and what an operator makes of a concept. */
#ifndef DG_EVENTS_ONTOLOGY_H
#define DG_EVENTS_ONTOLOGY_H

#include "base/map.h"
#include "base/pack.h"
#include "base/source.h"

/* How an operator passes on the parties of its content. */
typedef enum {
  CONTROL_ACTOR,     /* who promises does it */
  CONTROL_RECIPIENT, /* who is asked does it */
  CONTROL_INNER      /* the content's own parties stay: say, deny */
} Control;

typedef struct {
  Str name;
  uint8_t quad;
  double score;
  uint32_t klass; /* what it counts as under a further operator */
  bool terms;     /* it has conditions, and a day on which it runs out */
  Str or_else;    /* the operator on it where a harm follows otherwise; empty for none */
} Type;

typedef struct {
  Str name, mode, contexts, cameo, gloss;
  uint32_t type, klass; /* type NONE: no event by itself */
  uint32_t brings;      /* concept that comes with it where the text names it, or NONE */
} Concept;

typedef struct {
  Str name;
  Control control;
  uint32_t own_deed; /* the operator on a deed of the speaker's own that is left possible, or NONE */
} Operator;

/* What a chain comes to. */
typedef struct {
  uint32_t type;         /* NONE: no event */
  uint32_t concept;      /* NONE once an operator has made something else of it */
  uint32_t klass;
  Str mode, cameo;
  Str contexts[4];       /* lists, outermost first */
  uint8_t n_contexts;
  uint8_t auxiliary;
  bool dropped;          /* by a line with « - » */
  Str lines;             /* the operator lines that applied, for the rule */
} Outcome;

typedef struct {
  Str type, mode, contexts, cameo;
  uint8_t auxiliary;
  Str file;
  uint32_t line;
} Line;

typedef struct Ontology {
  Arena *arena;
  Diags *diags;
  Map types, concepts, operators, classes, modes, goldstein;
  Vec(Type) type_list;
  Vec(Concept) concept_list;
  Vec(Operator) operator_list;
  Vec(Line) lines;
  Map table; /* « operator target »: line */
  Vec(double) mode_scores;
} Ontology;

void ontology_init(Ontology *ontology, Arena *arena, Diags *diags);

/* Reads all of a folder's files, or those in the pack. */
void ontology_read_folder(Ontology *ontology, const char *folder);
bool ontology_read_pack(Ontology *ontology, const Pack *world);

/* One line of a kind: « type », « mode », « concept », « operator », « control », « cameo ». False for another kind. */
bool ontology_add_line(Ontology *ontology, Str kind, const Source *source, const Str *column);

uint32_t ontology_concept(const Ontology *ontology, Str name);  /* or UINT32_MAX */
uint32_t ontology_operator(const Ontology *ontology, Str name); /* or UINT32_MAX */

/* Composes operators (outermost first) on a concept (UINT32_MAX: none known). Lines that applied are named in
 * outcome->lines, allocated in `arena`. */
void ontology_compose(const Ontology *ontology, Arena *arena, const uint32_t *operators, uint32_t n, uint32_t concept,
                      Outcome *outcome);

/* Score of a type in a mode. */
double ontology_goldstein(const Ontology *ontology, Str cameo); /* of the code, else of its parents */
double ontology_score(const Ontology *ontology, uint32_t type, Str mode);

#endif
