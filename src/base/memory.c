#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>

static void (*exhausted_handler)(void);

void memory_set_handler(void (*exhausted)(void))
{
    exhausted_handler = exhausted;
}

void *memory_checked(void *memory)
{
    if (!memory) {
        if (exhausted_handler)
            exhausted_handler();
        abort();
    }
    return memory;
}

void *memory_new(size_t count, size_t size)
{
    return memory_checked(calloc(count ? count : 1, size ? size : 1));
}

void *memory_resize(void *items, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return memory_checked(NULL);
    return memory_checked(realloc(items, count && size ? count * size : 1));
}

void *memory_reserve(void *items, size_t *capacity, size_t need, size_t size)
{
    if (items && need <= *capacity)
        return items;
    size_t room = *capacity < 8 ? 8 : *capacity;
    while (room < need)
        room = room <= SIZE_MAX / 2 ? room * 2 : need;
    items = memory_resize(items, room, size);
    *capacity = room;
    return items;
}
