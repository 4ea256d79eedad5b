#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_BLOCK ((size_t)64 << 10)
#define LARGEST_STEP ((size_t)4 << 20)
#define ALIGNMENT ((size_t)16)

typedef struct Block {
  struct Block *next;
  size_t size; /* of the payload */
} Block;

struct Arena {
  ArenaSource source;
  Block *blocks; /* the newest first; the one being filled */
  size_t at;     /* offset into the newest block's payload */
  size_t used;
  jmp_buf *guard;
};

static void *from_malloc(void *context, size_t bytes) {
  (void)context;
  return malloc(bytes);
}

static void to_free(void *context, void *block) {
  (void)context;
  free(block);
}

static size_t aligned(size_t n) { return (n + ALIGNMENT - 1) & ~(ALIGNMENT - 1); }

static char *payload(Block *block) { return (char *)block + aligned(sizeof(Block)); }

Arena *arena_new(const ArenaSource *source) {
  ArenaSource with = source ? *source : (ArenaSource){from_malloc, to_free, NULL};
  Arena *arena = with.alloc(with.context, sizeof *arena);
  if (!arena) return NULL;
  *arena = (Arena){.source = with};
  return arena;
}

static void release_blocks(Arena *arena, Block *keep) {
  for (Block *b = arena->blocks, *next; b; b = next) {
    next = b->next;
    if (b != keep) arena->source.release(arena->source.context, b);
  }
  arena->blocks = keep;
  if (keep) keep->next = NULL;
}

void arena_free(Arena *arena) {
  if (!arena) return;
  release_blocks(arena, NULL);
  arena->source.release(arena->source.context, arena);
}

void arena_reset(Arena *arena) {
  Block *keep = arena->blocks;
  /* A document of unusual size must not make the arena hold on to its memory for ever. */
  if (keep && keep->size > LARGEST_STEP) keep = NULL;
  release_blocks(arena, keep);
  arena->at = arena->used = 0;
}

jmp_buf *arena_guard(Arena *arena, jmp_buf *guard) {
  jmp_buf *before = arena->guard;
  arena->guard = guard;
  return before;
}

static void out_of_memory(Arena *arena) {
  if (arena->guard) longjmp(*arena->guard, 1);
  abort();
}

static void add_block(Arena *arena, size_t bytes) {
  size_t size = arena->blocks ? arena->blocks->size * 2 : FIRST_BLOCK;
  if (size > LARGEST_STEP) size = LARGEST_STEP;
  if (size < bytes) size = bytes;
  if (size > SIZE_MAX - aligned(sizeof(Block))) out_of_memory(arena);
  Block *block = arena->source.alloc(arena->source.context, aligned(sizeof(Block)) + size);
  if (!block) out_of_memory(arena);
  block->next = arena->blocks;
  block->size = size;
  arena->blocks = block;
  arena->at = 0;
}

void *arena_raw(Arena *arena, size_t bytes) {
  if (bytes > SIZE_MAX / 2) out_of_memory(arena);
  size_t need = aligned(bytes ? bytes : 1);
  if (!arena->blocks || arena->blocks->size - arena->at < need) add_block(arena, need);
  void *p = payload(arena->blocks) + arena->at;
  arena->at += need;
  arena->used += need;
  return p;
}

void *arena_alloc(Arena *arena, size_t bytes) {
  void *p = arena_raw(arena, bytes);
  memset(p, 0, bytes);
  return p;
}

void *arena_array(Arena *arena, size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) out_of_memory(arena);
  return arena_alloc(arena, count * size);
}

void *arena_grow(Arena *arena, void *old, uint32_t *cap, size_t size) {
  uint32_t wider = *cap ? *cap * 2 : 8;
  if (wider < *cap) out_of_memory(arena);
  char *p = arena_array(arena, wider, size);
  if (old && *cap) memcpy(p, old, (size_t)*cap * size);
  *cap = wider;
  return p;
}

size_t arena_used(const Arena *arena) { return arena->used; }
