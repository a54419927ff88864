#include "reader/search.h"

#include "base/clock.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

/* Milliseconds for both articles: a search goes along with what is typed. */
enum { TIME_LIMIT = 500 };

struct searched search_in_articles(const struct article *left, const struct article *right)
{
    return (struct searched){{left->text, right->text}, {left->size, right->size}, false};
}

static void clear_hits(struct search *search)
{
    for (enum side side = 0; side < SIDE_COUNT; side++)
        search->hits[side].count = search->stops[side].count = 0;
}

void search_clear(struct search *search)
{
    text_clear(&search->pattern);
    text_clear(&search->trouble);
    clear_hits(search);
}

/* A page may quote the name of a file, which can be any bytes. */
static bool find_in(struct search *search, const struct pattern *pattern, enum side side,
                    const struct searched *searched, long deadline)
{
    const char *bytes = searched->bytes[side];
    size_t size = searched->sizes[side];
    if (size == 0)
        return true;
    if (u8_check((const uint8_t *)bytes, size)) {
        text_add(&search->trouble, "this text is not UTF-8");
        return false;
    }
    return pattern_find(pattern, bytes, size, deadline, &search->hits[side], &search->trouble);
}

static struct span line_around(const char *bytes, size_t size, size_t offset)
{
    size_t start = offset;
    while (start && bytes[start - 1] != '\n')
        start--;
    const char *end = memchr(bytes + offset, '\n', size - offset);
    return (struct span){start, end ? (size_t)(end - bytes) : size};
}

static void find_stops(struct search *search, enum side side, const struct searched *searched)
{
    const struct spans *hits = &search->hits[side];
    struct spans *stops = &search->stops[side];
    for (size_t i = 0; i < hits->count; i++) {
        struct span stop = hits->items[i];
        if (searched->by_line && stops->count && stops->items[stops->count - 1].end > stop.start)
            continue;
        if (searched->by_line)
            stop = line_around(searched->bytes[side], searched->sizes[side], stop.start);
        MEMORY_APPEND(stops->items, stops->count, stops->capacity, stop);
    }
}

void search_start(struct search *search, const char *string, const struct searched *searched)
{
    search_clear(search);
    text_add(&search->pattern, string);
    struct pattern *pattern = *string ? pattern_make(search->kind, string, &search->trouble) : NULL;
    if (!pattern)
        return;
    long deadline = clock_milliseconds() + TIME_LIMIT;
    if (!find_in(search, pattern, SIDE_LEFT, searched, deadline) ||
        !find_in(search, pattern, SIDE_RIGHT, searched, deadline))
        clear_hits(search);
    for (enum side side = 0; side < SIDE_COUNT; side++)
        find_stops(search, side, searched);
    pattern_free(pattern);
}

void search_free(struct search *search)
{
    text_free(&search->pattern);
    text_free(&search->trouble);
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        free(search->hits[side].items);
        free(search->stops[side].items);
    }
}

size_t search_first(const struct spans *hits, size_t offset)
{
    size_t low = 0, high = hits->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (hits->items[middle].end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Stops that start before `offset`, or at it where `with` is set. */
static size_t stops_before(const struct spans *stops, size_t offset, bool with)
{
    size_t low = 0, high = stops->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        size_t start = stops->items[middle].start;
        if (start < offset || (with && start == offset))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t search_number(const struct search *search, struct place hit)
{
    return stops_before(&search->stops[hit.side], hit.cursor, true);
}

static bool lies_before(struct place a, struct place b)
{
    return a.side != b.side ? a.side < b.side : a.cursor < b.cursor;
}

bool search_next(const struct search *search, struct place from, bool backwards, struct place *hit,
                 bool *around)
{
    /* The stops of both texts in one ring, those of the focused one first. */
    const struct spans *here = &search->stops[from.side],
                       *there = &search->stops[side_other(from.side)];
    size_t total = here->count + there->count;
    if (total == 0)
        return false;
    size_t next = stops_before(here, from.cursor, !backwards);
    if (backwards)
        next = next ? next - 1 : total - 1;
    else
        next = next < total ? next : 0;
    if (next < here->count)
        *hit = (struct place){.side = from.side, .cursor = here->items[next].start};
    else
        *hit = (struct place){.side = side_other(from.side),
                              .cursor = there->items[next - here->count].start};
    *around = backwards ? !lies_before(*hit, from) : !lies_before(from, *hit);
    return true;
}
