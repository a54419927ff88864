#include "reader/grid.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

void grid_resize(struct grid *grid, size_t rows, size_t columns)
{
    free(grid->cells);
    *grid = (struct grid){.rows = rows, .columns = columns};
    grid->cells = memory_new(rows * columns, sizeof *grid->cells);
    grid_clear(grid, (struct area){0, 0, rows, columns}, 0);
}

void grid_free(struct grid *grid)
{
    free(grid->cells);
    *grid = (struct grid){0};
}

struct cell *grid_cell(const struct grid *grid, size_t row, size_t column)
{
    return &grid->cells[row * grid->columns + column];
}

static void fill(struct cell *cell, const char *bytes, size_t size, size_t width, role_set roles,
                 struct origin origin)
{
    if (size > CELL_BYTES) { /* marks beyond the cell are dropped at a character's end */
        size = CELL_BYTES;
        while (size && ((unsigned char)bytes[size] & 0xC0) == 0x80)
            size--;
    }
    memcpy(cell->bytes, bytes, size);
    cell->size = (uint8_t)size;
    cell->width = (uint8_t)width;
    cell->roles = roles;
    cell->side = (uint8_t)origin.side;
    cell->offset = origin.offset;
}

void grid_clear(struct grid *grid, struct area area, role_set roles)
{
    const struct origin nobody = {SIDE_COUNT, 0};
    for (size_t row = area.row; row < area.row + area.rows && row < grid->rows; row++)
        for (size_t column = area.column;
             column < area.column + area.columns && column < grid->columns; column++)
            fill(grid_cell(grid, row, column), " ", 1, 1, roles, nobody);
}

size_t grid_put(struct grid *grid, size_t row, size_t column, size_t columns, const char *bytes,
                size_t size, role_set roles, struct origin origin)
{
    if (row >= grid->rows || column >= grid->columns)
        return 0;
    if (columns > grid->columns - column)
        columns = grid->columns - column;
    size_t used = 0, width;
    for (size_t at = 0, step; at < size; at += step) {
        step = cluster_next(bytes + at, size - at, &width);
        if (width == 0)
            continue;
        if (used + width > columns)
            break;
        struct origin here = {origin.side, origin.offset + at};
        fill(grid_cell(grid, row, column + used), bytes + at, step, width, roles, here);
        if (width == 2)
            fill(grid_cell(grid, row, column + used + 1), "", 0, 0, roles, here);
        used += width;
    }
    return used;
}

size_t grid_put_string(struct grid *grid, size_t row, size_t column, size_t columns,
                       const char *string, role_set roles)
{
    const struct origin nobody = {SIDE_COUNT, 0};
    const char ellipsis[] = "...";
    size_t size = strlen(string), dots = strlen(ellipsis);
    if (cluster_columns(string, size) <= columns || columns <= dots)
        return grid_put(grid, row, column, columns, string, size, roles, nobody);
    size_t used = grid_put(grid, row, column, columns - dots, string, size, roles, nobody);
    const struct origin behind = {SIDE_COUNT, size};
    return used + grid_put(grid, row, column + used, dots, ellipsis, dots, roles, behind);
}
