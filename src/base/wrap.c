#include "base/wrap.h"

#include "base/cluster.h"
#include "base/memory.h"
#include "base/sign.h"

#include <stdlib.h>
#include <unilbrk.h>

static void add_row(struct spans *rows, const char *bytes, struct span row)
{
    while (row.end > row.start && bytes[row.end - 1] == ' ')
        row.end--;
    MEMORY_APPEND(rows->items, rows->count, rows->capacity, row);
}

/* Full stop, comma, colon, semicolon and their likes, which UAX #14 calls class IS. */
static bool is_stop(uint32_t sign)
{
    static const uint32_t stops[] = {',',    '.',    ':',    ';',    0x037E,
                                     0x0589, 0x060C, 0x060D, 0x07F8, 0x2044};
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (stops[i] == sign)
            return true;
    return false;
}

/* A letter right behind a stop goes on with a word, as in F.B.I. or 9 p.m.: rule LB29, which
 * libunistring 1.0 leaves out. Letters of two columns are those of scripts that any row may end
 * in. */
static bool goes_on(const char *bytes, size_t size, size_t at, size_t columns)
{
    size_t before = at;
    return columns < 2 && sign_is_letter(sign_at(bytes, at, size)) &&
           is_stop(sign_before(bytes, 0, &before));
}

/* Fills each row as far as it goes: up to the last place where the rules allow a break, and where
 * there is none up to the last cluster. Blanks at a row's end take no room. */
static void fill_rows(struct spans *rows, const char *bytes, size_t size, size_t width,
                      const char *breaks)
{
    size_t start = 0, allowed = 0, columns = 0, cluster;
    for (size_t at = 0, step; at < size;) {
        step = cluster_next(bytes + at, size - at, &cluster);
        if (breaks[at] == UC_BREAK_POSSIBLE && !goes_on(bytes, size, at, cluster))
            allowed = at;
        if (at > start && bytes[at] != ' ' && columns + cluster > width) {
            size_t end = allowed > start ? allowed : at;
            add_row(rows, bytes, (struct span){start, end});
            start = at = end;
            columns = 0;
            continue;
        }
        columns += cluster;
        at += step;
    }
    add_row(rows, bytes, (struct span){start, size});
}

void wrap_text(struct spans *rows, const char *bytes, size_t size, size_t width)
{
    char *breaks = memory_new(size, 1);
    if (size > width) /* never more columns than bytes */
        u8_possible_linebreaks((const uint8_t *)bytes, size, "UTF-8", breaks);
    fill_rows(rows, bytes, size, width, breaks);
    free(breaks);
}
