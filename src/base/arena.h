/* arena.h: one document's memory, or one engine's, freed at once.
 *
 * An arena never hands out NULL. When memory runs out, or a limit is reached, it jumps to the
 * guard that its owner set (arena_guard), so that no stage has to test each allocation. A stage
 * therefore must not hold anything that only it can release (an open file, a malloc'd block)
 * while it allocates. One arena belongs to one thread at a time. */
#ifndef DG_BASE_ARENA_H
#define DG_BASE_ARENA_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Arena Arena;

/* Source of blocks; `context` is passed through. Tests inject failures with it. */
typedef struct {
  void *(*alloc)(void *context, size_t bytes);
  void (*release)(void *context, void *block);
  void *context;
} ArenaSource;

/* A new empty arena from malloc, or from `source` where given (copied). NULL when out of memory. */
Arena *arena_new(const ArenaSource *source);

/* Releases the arena and everything in it. NULL is allowed. */
void arena_free(Arena *arena);

/* Empties the arena for the next document; keeps one block so that a warm arena allocates nothing. */
void arena_reset(Arena *arena);

/* Where to go when memory runs out: longjmp(*guard, 1). NULL: abort(). Returns the earlier guard. */
jmp_buf *arena_guard(Arena *arena, jmp_buf *guard);

/* `bytes` of zeroed memory aligned for any type. Never NULL. */
void *arena_alloc(Arena *arena, size_t bytes);

/* The same, not zeroed. */
void *arena_raw(Arena *arena, size_t bytes);

/* `count` times `size`, zeroed, overflow checked. */
void *arena_array(Arena *arena, size_t count, size_t size);

/* Bytes handed out since creation or the last reset. */
size_t arena_used(const Arena *arena);

#define ARENA_NEW(arena, T) ((T *)arena_alloc((arena), sizeof(T)))
#define ARENA_ARRAY(arena, count, T) ((T *)arena_array((arena), (count), sizeof(T)))

/* Vec(T): a growing list in an arena. `vec_push` returns a pointer to the new zeroed element. */
#define Vec(T)       \
  struct {           \
    T *at;           \
    uint32_t n, cap; \
  }
#define vec_push(arena, v)                                                                        \
  ((v)->n == (v)->cap ? (void)((v)->at = arena_grow((arena), (v)->at, &(v)->cap, sizeof *(v)->at)) \
                      : (void)0,                                                                  \
   &(v)->at[(v)->n++])
#define vec_add(arena, v, value) (*vec_push((arena), (v)) = (value))

/* The growth behind vec_push: a zeroed copy of twice the capacity. */
void *arena_grow(Arena *arena, void *old, uint32_t *cap, size_t size);

#endif
