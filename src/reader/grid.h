/* The screen as a grid of cells, without a terminal: what a test compares and what the terminal
 * leaf draws. A cell holds one cluster (what a reader takes for one character) and remembers the
 * place in the article that it shows. */
#ifndef ABREAST_READER_GRID_H
#define ABREAST_READER_GRID_H

#include "article/article.h"
#include "base/cluster.h"
#include "base/text.h"
#include "reader/theme.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CELL_BYTES = 24 };

struct cell {
    char bytes[CELL_BYTES]; /* one cluster in UTF-8; empty behind a wide one */
    uint8_t size;           /* bytes */
    uint8_t width;          /* columns: 1 or 2; 0 behind a wide one */
    uint8_t side;           /* whose text it shows; SIDE_COUNT: nobody's */
    role_set roles;
    size_t offset; /* in that text */
};

struct grid {
    size_t rows, columns;
    struct cell *cells; /* row by row */
    size_t cursor_row, cursor_column;
};

/* A part of the grid: `rows` and `columns` from `row` and `column`. */
struct area {
    size_t row, column, rows, columns;
};

void grid_resize(struct grid *grid, size_t rows, size_t columns); /* and clears; start with {0} */
void grid_free(struct grid *grid);
struct cell *grid_cell(const struct grid *grid, size_t row, size_t column);
void grid_clear(struct grid *grid, struct area area, role_set roles);

/* Where a text stands, for cells that show a piece of an article; {SIDE_COUNT} for others. */
struct origin {
    enum side side;
    size_t offset;
};

/* Puts the clusters of a line of text from a place on, at most `columns` columns of them; returns
 * the columns used. A cluster that would not fit whole is not put. */
size_t grid_put(struct grid *grid, size_t row, size_t column, size_t columns, const char *bytes,
                size_t size, role_set roles, struct origin origin);

/* The same for text of our own, whose cells know their byte in it; where it does not fit it ends in
 * "...", and those cells stand for a place behind it. */
size_t grid_put_string(struct grid *grid, size_t row, size_t column, size_t columns,
                       const char *string, role_set roles);

#endif
