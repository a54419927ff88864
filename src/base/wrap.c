#include "base/wrap.h"

#include "base/cluster.h"
#include "base/memory.h"

#include <stdlib.h>
#include <unilbrk.h>

static void add_row(struct spans *rows, const char *bytes, struct span row)
{
    while (row.end > row.start && bytes[row.end - 1] == ' ')
        row.end--;
    MEMORY_APPEND(rows->items, rows->count, rows->capacity, row);
}

/* Fills each row as far as it goes: up to the last place where the rules allow a break, and where
 * there is none up to the last cluster. Blanks at a row's end take no room. */
static void fill_rows(struct spans *rows, const char *bytes, size_t size, size_t width,
                      const char *breaks)
{
    size_t start = 0, allowed = 0, columns = 0, cluster;
    for (size_t at = 0, step; at < size;) {
        step = cluster_next(bytes + at, size - at, &cluster);
        if (breaks[at] == UC_BREAK_POSSIBLE)
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
