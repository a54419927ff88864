#include "reader/exact.h"

#include "reader/glyph.h"

#include <curses.h>
#include <string.h>
#include <term.h>
#include <unistr.h>

#undef columns /* a macro of term.h */
#undef bytes

/* What tputs writes to: it hands its function nothing but the byte. */
static struct text *collected;

static int keep_byte(int byte)
{
    text_add_byte(collected, (char)byte);
    return byte;
}

static void add_sequence(struct text *out, const char *sequence)
{
    collected = out;
    if (sequence)
        tputs(sequence, 1, keep_byte);
}

static void add_place(struct text *out, size_t row, size_t column)
{
    add_sequence(out, tiparm(cursor_address, (int)row, (int)column));
}

static void add_style(struct text *out, struct style style)
{
    const struct {
        unsigned attribute;
        const char *sequence;
    } sequences[] = {{STYLE_BOLD, enter_bold_mode},
                     {STYLE_UNDERLINE, enter_underline_mode},
                     {STYLE_REVERSE, enter_reverse_mode},
                     {STYLE_DIM, enter_dim_mode}};
    add_sequence(out, exit_attribute_mode);
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
        if (style.attributes & sequences[i].attribute)
            add_sequence(out, sequences[i].sequence);
    if (style.colour >= 0)
        add_sequence(out, tiparm(set_a_foreground, style.colour));
    if (style.ground >= 0)
        add_sequence(out, tiparm(set_a_background, style.ground));
}

static void add_glyph(struct text *out, const struct glyph *glyph)
{
    uint8_t sign[8];
    for (size_t i = 0; i < glyph->count; i++) {
        int size = u8_uctomb(sign, glyph->signs[i], sizeof sign);
        text_append(out, (const char *)sign, size > 0 ? (size_t)size : 0);
    }
    if (glyph->narrow)
        text_add_byte(out, ' ');
}

bool exact_differs(const struct exact *exact, const struct grid *grid, size_t row)
{
    const struct grid *shown = &exact->shown;
    if (shown->rows != grid->rows || shown->columns != grid->columns)
        return true;
    const struct cell *new = grid_cell(grid, row, 0), *old = grid_cell(shown, row, 0);
    for (size_t i = 0; i < grid->columns; i++)
        if (new[i].roles != old[i].roles || new[i].size != old[i].size ||
            memcmp(new[i].bytes, old[i].bytes, new[i].size) != 0)
            return true;
    return false;
}

/* The columns from a cell on that a terminal may have filled with its doubtful sign, which is at
 * most two for each code point; 0: the sign is certain. */
static size_t reach_of(const struct cell *cell, bool utf8)
{
    struct glyph glyph;
    if (cell->width == 0)
        return 0;
    glyph_of(cell, utf8, &glyph);
    if (glyph.certain)
        return 0;
    size_t reach = 2 * glyph.count;
    return reach > cell->width ? reach : cell->width;
}

/* Draws of a row what is in doubt: the signs themselves and what they, or those that stood there,
 * may reach over. It goes from the left to the right and puts each cell behind a doubtful one at
 * its place: whatever the terminal made of that, it is overwritten where it went too far. */
static void add_row(struct exact *exact, const struct grid *grid, const struct palette *palette,
                    bool utf8, size_t row)
{
    struct text *out = &exact->bytes;
    bool placed = false;
    role_set roles = 0;
    size_t columns = exit_am_mode ? grid->columns : grid->columns - 1; /* nothing must wrap */
    for (size_t column = 0, doubt = 0; column < columns; column++) {
        const struct cell *cell = grid_cell(grid, row, column);
        size_t now = reach_of(cell, utf8),
               before = reach_of(grid_cell(&exact->shown, row, column), utf8);
        doubt = doubt ? doubt - 1 : 0;
        doubt = now > doubt ? now : doubt;
        doubt = before > doubt ? before : doubt;
        if (cell->width == 0)
            continue;
        if (doubt == 0) {
            placed = false;
            continue;
        }
        struct glyph glyph;
        glyph_of(cell, true, &glyph);
        if (!placed)
            add_place(out, row, column);
        if (cell->roles != roles)
            add_style(out, palette_style(palette, cell->roles));
        roles = cell->roles;
        add_glyph(out, &glyph);
        placed = glyph.certain;
    }
    if (roles)
        add_sequence(out, exit_attribute_mode);
}

/* The rows that have changed, or all of those that curses has just drawn anew. */
const struct text *exact_draw(struct exact *exact, const struct grid *grid,
                              const struct palette *palette, bool utf8)
{
    struct text *out = &exact->bytes;
    bool all = exact->shown.rows != grid->rows || exact->shown.columns != grid->columns;
    if (all)
        grid_resize(&exact->shown, grid->rows, grid->columns);
    text_clear(out);
    add_sequence(out, exit_am_mode);
    size_t begin = out->size;
    for (size_t row = 0; row < grid->rows; row++) {
        if (!all && !exact_differs(exact, grid, row))
            continue;
        add_row(exact, grid, palette, utf8, row);
        memcpy(grid_cell(&exact->shown, row, 0), grid_cell(grid, row, 0),
               grid->columns * sizeof(struct cell));
    }
    if (out->size == begin) {
        text_clear(out);
        return out;
    }
    add_place(out, grid->cursor_row, grid->cursor_column);
    add_sequence(out, enter_am_mode);
    return out;
}

void exact_forget(struct exact *exact)
{
    grid_free(&exact->shown);
}

void exact_free(struct exact *exact)
{
    grid_free(&exact->shown);
    text_free(&exact->bytes);
}
