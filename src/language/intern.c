#include "language/intern.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS_FIRST = 1024 };

struct string {
    const char *bytes;
    size_t size;
    uint64_t hash;
};

struct intern {
    struct arena *arena;
    uint32_t *slots; /* number + 1, 0 where free; open addressing, a power of two */
    size_t slot_count;
    struct string *strings;
    size_t count, capacity;
};

struct intern *intern_new(struct arena *arena)
{
    struct intern *intern = memory_new(1, sizeof *intern);
    intern->arena = arena;
    intern->slot_count = SLOTS_FIRST;
    intern->slots = memory_new(intern->slot_count, sizeof *intern->slots);
    return intern;
}

void intern_free(struct intern *intern)
{
    if (!intern)
        return;
    free(intern->slots);
    free(intern->strings);
    free(intern);
}

static uint64_t hash_of(const char *bytes, size_t size)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211u;
    return hash ^ hash >> 32;
}

static uint32_t *slot(const struct intern *intern, const struct string *string)
{
    size_t mask = intern->slot_count - 1;
    for (size_t at = (size_t)string->hash & mask;; at = (at + 1) & mask) {
        uint32_t *place = &intern->slots[at];
        if (*place == 0)
            return place;
        const struct string *other = &intern->strings[*place - 1];
        if (other->hash == string->hash && other->size == string->size &&
            memcmp(other->bytes, string->bytes, string->size) == 0)
            return place;
    }
}

static void grow(struct intern *intern)
{
    free(intern->slots);
    intern->slot_count *= 2;
    intern->slots = memory_new(intern->slot_count, sizeof *intern->slots);
    for (size_t i = 0; i < intern->count; i++)
        *slot(intern, &intern->strings[i]) = (uint32_t)i + 1;
}

uint32_t intern_get(struct intern *intern, const char *bytes, size_t size)
{
    struct string string = {bytes, size, hash_of(bytes, size)};
    uint32_t *place = slot(intern, &string);
    if (*place)
        return *place - 1;
    string.bytes = arena_text(intern->arena, bytes, size);
    MEMORY_APPEND(intern->strings, intern->count, intern->capacity, string);
    *place = (uint32_t)intern->count;
    if (intern->count * 2 > intern->slot_count)
        grow(intern);
    return (uint32_t)intern->count - 1;
}

const char *intern_string(const struct intern *intern, uint32_t number)
{
    return intern->strings[number].bytes;
}
