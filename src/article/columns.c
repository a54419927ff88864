#include "article/columns.h"

#include "base/memory.h"
#include "base/sign.h"

#include <stdlib.h>
#include <string.h>

enum {
    GAP_MIN = 3,     /* blanks between two columns */
    WIDTH_MAX = 400, /* signs of a line that are looked at */
    LINES_MIN = 5,   /* of a page that hold both columns */
    SHARE = 3,       /* one line in so many holds both */
};

struct parting {
    const struct lines *lines;
    struct lines left, right, *out;
    bool in_left, in_right; /* the line before had words in that column */
};

static size_t start_of(const struct line *line)
{
    return span_is_empty(line->marker) ? line->span.start : line->marker.start;
}

/* The byte at which the line's sign in that column begins, where a gap stands before it and words
 * before that; the line's end without. `*gap` is the gap's first byte. */
static size_t find_gap(const char *text, const struct line *line, size_t column, size_t *gap)
{
    size_t at = start_of(line), sign = line->indent, blanks = 0;
    while (at < line->span.end) {
        if (sign == column && blanks >= GAP_MIN)
            return at;
        bool blank = text[at] == ' ';
        if (blank && !blanks)
            *gap = at;
        blanks = blank ? blanks + 1 : 0;
        sign_next(text, &at, line->span.end);
        sign++;
    }
    return line->span.end;
}

/* Counts the columns in which words begin behind a gap. */
static void count_gaps(const char *text, const struct line *line, size_t counts[WIDTH_MAX])
{
    size_t at = start_of(line), blanks = 0;
    for (size_t sign = line->indent; at < line->span.end && sign < WIDTH_MAX; sign++) {
        bool blank = text[at] == ' ';
        if (!blank && blanks >= GAP_MIN)
            counts[sign]++;
        blanks = blank ? blanks + 1 : 0;
        sign_next(text, &at, line->span.end);
    }
}

/* The column in which the second one begins; 0 where the lines are in one. */
static size_t find_column(const struct lines *lines, size_t start, size_t end)
{
    size_t counts[WIDTH_MAX] = {0}, best = 0;
    for (size_t i = start; i < end; i++)
        count_gaps(lines->source, &lines->items[i], counts);
    for (size_t i = 1; i < WIDTH_MAX; i++)
        if (counts[i] > counts[best])
            best = i;
    return counts[best] >= LINES_MIN && counts[best] * SHARE >= end - start ? best : 0;
}

static void put(struct lines *to, struct line line)
{
    MEMORY_APPEND(to->items, to->count, to->capacity, line);
}

static void move_lines(struct lines *from, struct lines *to)
{
    for (size_t i = 0; i < from->count; i++) {
        from->items[i].after_blank |= i == 0;
        put(to, from->items[i]);
    }
    from->count = 0;
}

static void flush(struct parting *parting)
{
    move_lines(&parting->left, parting->out);
    move_lines(&parting->right, parting->out);
}

/* The part of a line that stands alone in its column; it is no item of a list. */
static struct line cut(const struct lines *lines, const struct line *line, struct span span)
{
    struct line part = *line;
    part.span = sign_trim(lines->source, span);
    part.marker = (struct span){part.span.start, part.span.start};
    return part;
}

static void put_left(struct parting *parting, struct line line)
{
    line.after_blank |= !parting->in_left;
    put(&parting->left, line);
}

static void put_right(struct parting *parting, struct line line, size_t column)
{
    line.indent -= line.indent < column ? line.indent : column;
    line.inset = line.indent;
    line.after_blank |= !parting->in_right;
    put(&parting->right, line);
}

static void part_line(struct parting *parting, const struct line *line, size_t column)
{
    const struct lines *lines = parting->lines;
    struct span whole = {start_of(line), line->span.end};
    size_t gap = whole.end;
    size_t behind = find_gap(lines->source, line, column, &gap);
    bool both = behind < whole.end, right = !both && line->indent + 1 >= column;
    bool across = !both && !right && line->indent + span_size(whole) > column;
    if (across) {
        flush(parting);
        put(parting->out, *line);
    } else if (right) {
        put_right(parting, *line, column);
    } else {
        put_left(parting, both ? cut(lines, line, (struct span){whole.start, gap}) : *line);
        if (both) {
            struct line part = cut(lines, line, (struct span){behind, whole.end});
            part.indent = column;
            put_right(parting, part, column);
        }
    }
    parting->in_left = !right;
    parting->in_right = both || right;
}

void columns_part(struct lines *lines)
{
    struct lines out = {.source = lines->source};
    struct parting parting = {.lines = lines, .out = &out};
    for (size_t start = 0, end; start < lines->count; start = end) {
        end = start;
        while (end < lines->count && lines->items[end].page == lines->items[start].page)
            end++;
        size_t column = find_column(lines, start, end);
        for (size_t i = start; i < end; i++)
            if (column)
                part_line(&parting, &lines->items[i], column);
            else
                put(&out, lines->items[i]);
        flush(&parting);
    }
    free(parting.left.items);
    free(parting.right.items);
    free(lines->items);
    *lines = out;
}
