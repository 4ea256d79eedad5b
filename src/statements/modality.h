/* modality.h: polarity and modality of a predicate, with scope: denied, supposed, still to come, or plain. */
#ifndef DG_STATEMENTS_MODALITY_H
#define DG_STATEMENTS_MODALITY_H

#include "base/pack.h"
#include "reading/reading.h"

typedef struct Modality Modality;

/* Compiles modality.txt of a language's folder. */
void modality_pack(PackWriter *writer, Arena *arena, const char *folder, Diags *diags);

Modality *modality_open(Arena *engine_arena, const Pack *lang, Diags *diags);

/* Auxiliary bits (AUX_NEGATION, AUX_HYPOTHETICAL, AUX_FUTURE) of the verb, noun or adjective `word` in its
 * sentence: its own negation, mood, tense and adverbs, those of a light or modal verb above it, and those of
 * the predicates that embed it and are listed (« n'exclut pas », « peu probable », « sans que »). Verbs that are
 * operators on events for the event coder (refuse, promise) are not listed. AUX_HISTORICAL is never set here. */
uint8_t modality_of(const Modality *modality, const Reading *r, uint32_t word);

#endif
