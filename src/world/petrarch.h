/* petrarch.h: the dictionaries of actors and agents that PETRARCH and TABARI users keep, read on top of ours.
 *
 *     HAMID_KARZAI_ ; comment          ACTIVIST_ [~OPP]
 *     +PRESIDENT_KARZAI                WOMAN {WOMEN} [~CVL]
 *         [AFGGOV 011222-140929]
 *         [AFGELI >140929]
 */
#ifndef DG_WORLD_PETRARCH_H
#define DG_WORLD_PETRARCH_H

#include "world/roles.h"
#include "world/world.h"

/* Adds the file's names to the world's overlay and its agents to the roles. May be called again. What the file has that
 * is no entry is a warning with its line. */
bool petrarch_read(World *world, Roles *roles, Arena *arena, const char *path, Diags *diags);

#endif
