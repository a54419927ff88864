#include "reader/search.h"

#include "base/clock.h"

#include <stdlib.h>

/* Milliseconds for both articles: a search goes along with what is typed. */
enum { TIME_LIMIT = 500 };

void search_clear(struct search *search)
{
    text_clear(&search->pattern);
    text_clear(&search->trouble);
    for (enum side side = 0; side < SIDE_COUNT; side++)
        search->hits[side].count = 0;
}

static bool find_in(struct search *search, const struct pattern *pattern, enum side side,
                    const struct article *article, long deadline)
{
    return pattern_find(pattern, article->text, article->size, deadline, &search->hits[side],
                        &search->trouble);
}

void search_start(struct search *search, const char *string, const struct article *left,
                  const struct article *right)
{
    search_clear(search);
    text_add(&search->pattern, string);
    struct pattern *pattern =
        *string ? pattern_make(search->kind, string, &search->trouble) : NULL;
    if (!pattern)
        return;
    long deadline = clock_milliseconds() + TIME_LIMIT;
    if (!find_in(search, pattern, SIDE_LEFT, left, deadline) ||
        !find_in(search, pattern, SIDE_RIGHT, right, deadline))
        search->hits[SIDE_LEFT].count = search->hits[SIDE_RIGHT].count = 0;
    pattern_free(pattern);
}

void search_free(struct search *search)
{
    text_free(&search->pattern);
    text_free(&search->trouble);
    for (enum side side = 0; side < SIDE_COUNT; side++)
        free(search->hits[side].items);
}

size_t search_count(const struct search *search)
{
    return search->hits[SIDE_LEFT].count + search->hits[SIDE_RIGHT].count;
}

/* Hits that start before `offset`, or at it where `with` is set. */
static size_t hits_before(const struct spans *hits, size_t offset, bool with)
{
    size_t low = 0, high = hits->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        size_t start = hits->items[middle].start;
        if (start < offset || (with && start == offset))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool lies_before(struct place a, struct place b)
{
    return a.side != b.side ? a.side < b.side : a.cursor < b.cursor;
}

bool search_next(const struct search *search, struct place from, bool backwards, struct place *hit,
                 bool *around)
{
    size_t total = search_count(search);
    if (total == 0)
        return false;
    /* Hits of both articles in one ring, those of the focused one first. */
    const struct spans *here = &search->hits[from.side],
                       *there = &search->hits[side_other(from.side)];
    size_t next = hits_before(here, from.cursor, !backwards);
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
