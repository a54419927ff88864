/* Memory that is always there: an allocation that fails ends the program in one place, the handler
 * that main sets. Sizes are products of two size_t and checked for overflow. */
#ifndef ABREAST_BASE_MEMORY_H
#define ABREAST_BASE_MEMORY_H

#include <stddef.h>

/* Called when memory is exhausted; must not return. Set once, before any other call; without a
 * handler the program aborts. */
void memory_set_handler(void (*exhausted)(void));

/* What a library has allocated: NULL means to it that memory is exhausted. */
void *memory_checked(void *memory);

/* Zeroed memory for `count` items of `size` bytes, for the caller to free(). Never NULL. */
void *memory_new(size_t count, size_t size);

/* The items, moved where they need to be, in room for `count`; what is new is not initialised. */
void *memory_resize(void *items, size_t count, size_t size);

/* Room for at least `need` items: returns `items`, moved and its `*capacity` raised when it was too
 * small. The items that are new are not initialised. Never NULL. */
void *memory_reserve(void *items, size_t *capacity, size_t need, size_t size);

/* Appends `item` to a heap array kept as three members: items, count, capacity. */
#define MEMORY_APPEND(items, count, capacity, item)                                                \
    ((items) = memory_reserve((items), &(capacity), (count) + 1, sizeof *(items)),                 \
     (void)((items)[(count)++] = (item)))

#endif
