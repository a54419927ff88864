#include "reader/layout.h"

#include "base/memory.h"
#include "base/wrap.h"
#include "reader/grid.h"

#include <stdlib.h>
#include <string.h>

enum { QUOTATION_INDENT = 2, INDENT_MAX = 6, WIDTH_MIN = 4 };

static size_t indent_of(const struct block *block, size_t width)
{
    size_t indent = 0;
    if (block->kind == BLOCK_ITEM)
        indent = cluster_columns(block->marker, strlen(block->marker)) + 1;
    else if (block->kind == BLOCK_QUOTATION)
        indent = QUOTATION_INDENT;
    if (indent > INDENT_MAX)
        indent = INDENT_MAX;
    return indent + WIDTH_MIN < width ? indent : 0;
}

static bool wants_blank_between(const struct block *above, const struct block *below)
{
    return above->kind != BLOCK_ITEM || below->kind != BLOCK_ITEM;
}

static void add_block(struct layout *layout, const struct article *article, size_t index,
                      struct spans *rows)
{
    const struct block *block = &article->blocks[index];
    size_t indent = indent_of(block, layout->width);
    rows->count = 0;
    wrap_text(rows, article->text + block->span.start, span_size(block->span),
              layout->width - indent);
    for (size_t i = 0; i < rows->count; i++) {
        struct row row = {
            .span = {block->span.start + rows->items[i].start,
                     block->span.start + rows->items[i].end},
            .block = index,
            .indent = indent,
            .first = i == 0,
        };
        MEMORY_APPEND(layout->rows, layout->count, layout->capacity, row);
    }
}

void layout_make(struct layout *layout, const struct article *article, size_t width)
{
    struct spans rows = {0};
    layout->count = 0;
    layout->width = width < WIDTH_MIN ? WIDTH_MIN : width;
    for (size_t i = 0; i < article->block_count; i++) {
        if (i && wants_blank_between(&article->blocks[i - 1], &article->blocks[i])) {
            size_t end = article->blocks[i - 1].span.end;
            struct row blank = {.span = {end, end}, .block = i - 1, .blank = true};
            MEMORY_APPEND(layout->rows, layout->count, layout->capacity, blank);
        }
        add_block(layout, article, i, &rows);
    }
    free(rows.items);
}

void layout_free(struct layout *layout)
{
    free(layout->rows);
    *layout = (struct layout){0};
}

size_t layout_row(const struct layout *layout, size_t offset)
{
    size_t low = 0, high = layout->count; /* the first row that starts behind the offset */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (layout->rows[middle].span.start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    size_t row = low ? low - 1 : 0;
    if (row + 1 < layout->count && layout->rows[row].blank)
        row++;
    return row;
}
