/* What is drawn without curses: the signs on whose width terminals do not agree. Curses believes
 * that a blank stands at each of them. */
#ifndef ABREAST_READER_EXACT_H
#define ABREAST_READER_EXACT_H

#include "base/text.h"
#include "reader/grid.h"
#include "reader/theme.h"

#include <stdbool.h>

/* A theme, and how much of it the terminal can show. */
struct palette {
    struct theme theme;
    enum depth depth;
};

static inline struct style palette_style(const struct palette *palette, role_set roles)
{
    return theme_style(&palette->theme, palette->depth, roles);
}

/* Begins as zeros. */
struct exact {
    struct grid shown; /* what was drawn last; empty: nothing is known */
    struct text bytes;
};

/* The row is not what was drawn last, or that is not known. */
bool exact_differs(const struct exact *exact, const struct grid *grid, size_t row);

/* The bytes that bring the grid to the screen after curses has drawn it, with the cursor at its
 * place and no attribute on. Valid until the next call; none where there is nothing to be drawn. */
const struct text *exact_draw(struct exact *exact, const struct grid *grid,
                              const struct palette *palette, bool utf8);
void exact_forget(struct exact *exact); /* what is on the screen */
void exact_free(struct exact *exact);

#endif
