/* statements.h: who says what, on whose word a claim stands, and the editorial labels.
 *
 * Quotation marks are paired on the text itself, so that a wrong tree does not lose a quotation; syntax and the
 * cue lists then say who speaks, to whom, where and when. A statement's `content` is what is said: words inside
 * it are said by the speaker, all others by the newspaper. */
#ifndef DG_STATEMENTS_STATEMENTS_H
#define DG_STATEMENTS_STATEMENTS_H

#include "base/pack.h"
#include "reading/reading.h"

typedef struct Statements Statements;

/* Compiles cues.txt and modality.txt of a language's folder into the sections « cue.* » and « modality.* ». */
void statements_pack(PackWriter *writer, Arena *arena, const char *folder, Diags *diags);

/* Binds to a language's pack; `world` may be NULL. NULL, with an error added, where a section is missing or damaged. */
Statements *statements_open(Arena *engine_arena, const Pack *lang, const Pack *world, Diags *diags);

/* Fills statements and labels, and entities' labels. A speaker that no mention covers becomes a new entity. */
void statements_read(const Statements *statements, Reading *r);

/* The innermost statement inside whose content `word` stands, or NONE; a statement's own cue is not in it. */
uint32_t statement_at(const Reading *r, uint32_t word);

#endif
