/* What a terminal is given to draw for a cell. Terminals, the C library and libunistring do not
 * agree on the width of every sign, and a cluster of several signs is drawn as one by some and side
 * by side by others. So a glyph says, too, whether its width is beyond doubt: where it is not,
 * whoever draws has to place what follows by itself instead of relying on where it ended. */
#ifndef ABREAST_READER_GLYPH_H
#define ABREAST_READER_GLYPH_H

#include "reader/grid.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GLYPH_SIGNS_MAX = 5 };

struct glyph {
    uint32_t signs[GLYPH_SIGNS_MAX]; /* one, and the marks combined with it */
    size_t count;
    bool certain; /* of a width on which all agree: ASCII, and the old wide scripts */
    bool narrow;  /* of a cell of two columns it fills one: a blank belongs behind it */
};

/* `utf8`: what the terminal understands; else the glyph is one ASCII sign. */
void glyph_of(const struct cell *cell, bool utf8, struct glyph *glyph);

/* The ASCII sign that comes nearest, as it is read and not as it is coded: quotes and dashes are
 * typed ones, a letter loses its accent. A question mark where none is near. */
char sign_plain(uint32_t sign);

#endif
