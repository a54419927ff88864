#include "reader/search.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

static bool has_capital(const struct text *pattern)
{
    ucs4_t sign;
    for (size_t at = 0; at < pattern->size;) {
        at += (size_t)u8_mbtouc(&sign, (const uint8_t *)pattern->bytes + at, pattern->size - at);
        if (uc_is_general_category_withtable(sign, UC_CATEGORY_MASK_Lu | UC_CATEGORY_MASK_Lt))
            return true;
    }
    return false;
}

/* The plain form of a sign of typography, which keyboards have no key for. */
static ucs4_t plain_sign(ucs4_t sign)
{
    static const struct {
        ucs4_t first, last, plain;
    } ranges[] = {
        {0xA0, 0xA0, ' '}, {0x2010, 0x2015, '-'}, {0x2018, 0x201B, '\''}, {0x201C, 0x201F, '"'}};
    for (size_t i = 0; sign >= 0xA0 && i < sizeof ranges / sizeof *ranges; i++)
        if (sign >= ranges[i].first && sign <= ranges[i].last)
            return ranges[i].plain;
    return sign;
}

static bool is_same(ucs4_t a, ucs4_t b, bool exact)
{
    a = plain_sign(a);
    b = plain_sign(b);
    return a == b || (!exact && uc_tolower(a) == uc_tolower(b));
}

/* The size of the match at the start of `text`, 0 for none. */
static size_t match_size(const uint8_t *text, size_t text_size, const struct text *pattern,
                         bool exact)
{
    const uint8_t *wanted = (const uint8_t *)pattern->bytes;
    size_t at = 0, in_pattern = 0;
    ucs4_t a, b;
    while (in_pattern < pattern->size) {
        if (at >= text_size)
            return 0;
        at += (size_t)u8_mbtouc(&a, text + at, text_size - at);
        in_pattern += (size_t)u8_mbtouc(&b, wanted + in_pattern, pattern->size - in_pattern);
        if (!is_same(a, b, exact))
            return 0;
    }
    return at;
}

static void find_all(struct spans *hits, const struct article *article, const struct text *pattern)
{
    const uint8_t *text = (const uint8_t *)article->text;
    bool exact = has_capital(pattern);
    hits->count = 0;
    for (size_t at = 0; at < article->size;) {
        size_t size = match_size(text + at, article->size - at, pattern, exact);
        if (size)
            MEMORY_APPEND(hits->items, hits->count, hits->capacity, ((struct span){at, at + size}));
        at += size ? size : (size_t)u8_mblen(text + at, article->size - at);
    }
}

void search_start(struct search *search, const char *pattern, const struct article *left,
                  const struct article *right)
{
    const struct article *articles[SIDE_COUNT] = {left, right};
    text_clear(&search->pattern);
    text_add(&search->pattern, pattern);
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        search->hits[side].count = 0;
        if (search->pattern.size)
            find_all(&search->hits[side], articles[side], &search->pattern);
    }
}

void search_free(struct search *search)
{
    text_free(&search->pattern);
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
