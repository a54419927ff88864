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

/* What is being laid out, and the first fold that ends behind the place reached. */
struct work {
    struct layout *layout;
    const struct article *article;
    const struct spans *folds;
    size_t fold;
    struct spans rows; /* room for those of a piece */
};

static void add_row(struct work *work, struct row row)
{
    struct layout *layout = work->layout;
    MEMORY_APPEND(layout->rows, layout->count, layout->capacity, row);
}

static void add_piece(struct work *work, size_t index, struct span piece)
{
    const struct block *block = &work->article->blocks[index];
    size_t indent = indent_of(block, work->layout->width);
    work->rows.count = 0;
    wrap_text(&work->rows, work->article->text + piece.start, span_size(piece),
              work->layout->width - indent);
    for (size_t i = 0; i < work->rows.count; i++)
        add_row(work, (struct row){
                          .span = {piece.start + work->rows.items[i].start,
                                   piece.start + work->rows.items[i].end},
                          .block = index,
                          .indent = indent,
                          .first = i == 0 && piece.start == block->span.start,
                      });
}

/* The fold that holds a place or follows it; empty behind all text where there is none. */
static struct span fold_from(struct work *work, size_t at)
{
    const struct spans *folds = work->folds;
    while (work->fold < folds->count && folds->items[work->fold].end <= at)
        work->fold++;
    return work->fold < folds->count
               ? folds->items[work->fold]
               : (struct span){work->article->size + 1, work->article->size + 1};
}

/* The pieces of a block before, between and behind folds; a fold's row stands where it begins. */
static void add_block(struct work *work, size_t index)
{
    struct span rest = work->article->blocks[index].span;
    do {
        struct span fold = fold_from(work, rest.start), piece = rest;
        if (fold.start > rest.start) {
            piece.end = fold.start < rest.end ? fold.start : rest.end;
            add_piece(work, index, piece);
        } else {
            if (fold.start == rest.start)
                add_row(work, (struct row){.span = fold, .block = index, .fold = true});
            piece.end = fold.end < rest.end ? fold.end : rest.end;
        }
        for (rest.start = piece.end; rest.start < rest.end; rest.start++)
            if (work->article->text[rest.start] != ' ')
                break;
    } while (rest.start < rest.end);
}

static void add_blank(struct work *work, size_t index)
{
    struct span above = work->article->blocks[index].span;
    struct span fold = fold_from(work, above.end);
    if (fold.start > above.end) /* a fold that reaches over it takes it in */
        add_row(work, (struct row){.span = {above.end, above.end}, .block = index, .blank = true});
}

void layout_make(struct layout *layout, const struct article *article, const struct spans *folds,
                 size_t width)
{
    struct work work = {.layout = layout, .article = article, .folds = folds};
    layout->count = 0;
    layout->width = width < WIDTH_MIN ? WIDTH_MIN : width;
    for (size_t i = 0; i < article->block_count; i++) {
        if (i && wants_blank_between(&article->blocks[i - 1], &article->blocks[i]))
            add_blank(&work, i - 1);
        add_block(&work, i);
    }
    free(work.rows.items);
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
