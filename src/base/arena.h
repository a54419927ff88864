/* An arena: many small pieces of memory that die together. */
#ifndef ABREAST_BASE_ARENA_H
#define ABREAST_BASE_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena); /* and all that was taken from it; NULL is allowed */

/* Zeroed memory for `count` items of `size` bytes, aligned for any type. Never NULL. */
void *arena_take(struct arena *arena, size_t count, size_t size);

/* A copy of `size` bytes, with a NUL behind them. */
char *arena_text(struct arena *arena, const char *bytes, size_t size);

/* Room for at least `need` items, as memory_reserve does it. A small piece that was outgrown stays in
 * the arena until the arena is freed; a large one grows where it is or moves. */
void *arena_reserve(struct arena *arena, void *items, size_t *capacity, size_t need, size_t size);

/* Appends `item` to an array in an arena, kept as three members: items, count, capacity. */
#define ARENA_APPEND(arena, items, count, capacity, item)                                          \
    ((items) = arena_reserve((arena), (items), &(capacity), (count) + 1, sizeof *(items)),         \
     (void)((items)[(count)++] = (item)))

#endif
