/* Where the two panes part: moved by keys and by dragging the line between them. */
#include "reader/state.h"

enum { SPLIT_STEP = 50, SPLIT_HALF = 500, SPLIT_LEAST = 200, SPLIT_MOST = 800 }; /* thousandths */

static int within_bounds(long split)
{
    split = split < SPLIT_LEAST ? SPLIT_LEAST : split > SPLIT_MOST ? SPLIT_MOST : split;
    return (int)split - SPLIT_HALF;
}

void split_restore(struct reader *reader, int split)
{
    reader->split = within_bounds((long)split + SPLIT_HALF);
}

static void put(struct reader *reader, long split)
{
    reader->split = within_bounds(split);
    reader_resize(reader, reader->rows, reader->columns);
}

size_t split_part(const struct reader *reader, size_t whole, size_t half)
{
    return reader->split ? whole * (size_t)(reader->split + SPLIT_HALF) / 1000 : half;
}

void split_move(struct reader *reader, bool onwards, size_t count)
{
    long steps = count < SPLIT_HALF ? (long)count : SPLIT_HALF;
    put(reader, reader->split + SPLIT_HALF + (onwards ? steps : -steps) * SPLIT_STEP);
}

void split_halve(struct reader *reader)
{
    put(reader, SPLIT_HALF);
}

/* Between panes one above the other it is the header of the lower one. */
static struct area handle(const struct reader *reader)
{
    struct parts parts = reader_parts(reader);
    return reader->stacked ? parts.header[reader->swapped ? SIDE_LEFT : SIDE_RIGHT]
                           : parts.separator;
}

bool split_grasp(struct reader *reader, size_t row, size_t column)
{
    struct area area = handle(reader);
    reader->dragging = row >= area.row && row < area.row + area.rows && column >= area.column &&
                       column < area.column + area.columns;
    return reader->dragging;
}

void split_release(struct reader *reader, size_t row, size_t column)
{
    struct parts parts = reader_parts(reader);
    size_t height = parts.panel.row;
    if (!reader->dragging)
        return;
    reader->dragging = false;
    struct area area = handle(reader);
    if (reader->stacked && row != area.row)
        put(reader, (long)(row * 1000 / (height ? height : 1)));
    else if (!reader->stacked && column != area.column)
        put(reader, (long)((column * 1000 + reader->columns - 2) / (reader->columns - 1)));
}
