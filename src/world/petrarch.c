#include "world/layer.h"

bool world_overlay(World *world, Arena *arena, const char *path, Diags *diags) {
  (void)world, (void)arena;
  diag_add(diags, DIAG_ERROR, str(path), 0, "is not read yet");
  return false;
}
