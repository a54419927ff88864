#include "base/arena.h"

#include "base/memory.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE_SIZE = 32 * 1024 };

struct piece {
    struct piece *next;
    size_t used, size; /* of `bytes` */
    alignas(max_align_t) char bytes[];
};

struct arena {
    struct piece *pieces; /* the first one is being filled */
};

struct arena *arena_new(void)
{
    return memory_new(1, sizeof(struct arena));
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    while (arena->pieces) {
        struct piece *next = arena->pieces->next;
        free(arena->pieces);
        arena->pieces = next;
    }
    free(arena);
}

static struct piece *add_piece(struct arena *arena, size_t size)
{
    size_t room = size > PIECE_SIZE ? size : PIECE_SIZE;
    struct piece *piece;
    piece = memory_new(1, room <= SIZE_MAX - sizeof *piece ? room + sizeof *piece : SIZE_MAX);
    piece->size = room;
    piece->next = arena->pieces;
    arena->pieces = piece;
    return piece;
}

void *arena_take(struct arena *arena, size_t count, size_t size)
{
    const size_t align = alignof(max_align_t);
    size_t bytes = size && count > (SIZE_MAX - align) / size ? SIZE_MAX - align : count * size;
    bytes = (bytes + align - 1) / align * align;
    struct piece *piece = arena->pieces;
    if (!piece || piece->size - piece->used < bytes)
        piece = add_piece(arena, bytes);
    void *memory = piece->bytes + piece->used;
    piece->used += bytes;
    return memory;
}

char *arena_text(struct arena *arena, const char *bytes, size_t size)
{
    char *copy = arena_take(arena, size < SIZE_MAX ? size + 1 : size, 1);
    if (size)
        memcpy(copy, bytes, size);
    return copy;
}

/* Where the piece hangs that holds nothing but these items; NULL where there is none. */
static struct piece **piece_of(struct arena *arena, const void *items, size_t bytes)
{
    if (bytes <= PIECE_SIZE)
        return NULL;
    for (struct piece **piece = &arena->pieces; *piece; piece = &(*piece)->next)
        if ((*piece)->bytes == items)
            return piece;
    return NULL;
}

/* A large array has a piece of its own, which grows without leaving the old one behind. */
static void *grow_piece(struct piece **place, size_t room, size_t size)
{
    size_t bytes = room <= SIZE_MAX / size ? room * size : SIZE_MAX;
    struct piece *piece =
        memory_resize(*place, bytes < SIZE_MAX - sizeof *piece ? sizeof *piece + bytes : SIZE_MAX, 1);
    piece->size = piece->used = bytes;
    *place = piece;
    return piece->bytes;
}

void *arena_reserve(struct arena *arena, void *items, size_t *capacity, size_t need, size_t size)
{
    if (items && need <= *capacity)
        return items;
    size_t room = *capacity < 8 ? 8 : *capacity;
    while (room < need)
        room = room <= SIZE_MAX / 2 ? room * 2 : need;
    struct piece **place = piece_of(arena, items, *capacity * size);
    if (place) {
        *capacity = room;
        return grow_piece(place, room, size);
    }
    void *moved = arena_take(arena, room, size);
    if (items && *capacity)
        memcpy(moved, items, *capacity * size);
    *capacity = room;
    return moved;
}
