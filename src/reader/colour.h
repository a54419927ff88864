/* Colours by number, as terminals have them: 0 to 15 as each terminal likes, then a cube of 216 and
 * 24 greys. -1 is the terminal's own. */
#ifndef ABREAST_READER_COLOUR_H
#define ABREAST_READER_COLOUR_H

#include "base/text.h"
#include "reader/theme.h"

#include <stdbool.h>
#include <stddef.h>

enum { COLOUR_OWN = -1, COLOUR_COUNT = 256 };

struct rgb {
    unsigned char red, green, blue;
};

/* A colour as xterm shows it. */
struct rgb colour_rgb(short colour);

/* The nearest colour that a terminal of that depth has. */
short colour_reduce(short colour, enum depth depth);

/* Reads a colour's name, or its number from 0 to 255; "default" is the terminal's own. False where
 * it is neither. */
bool colour_parse(const char *name, size_t size, short *colour);

/* Appends the names of all that have one, with ", " between. */
void colour_names(struct text *out);

/* Reads one attribute's name; 0 where it is none. */
unsigned attribute_parse(const char *name, size_t size);

/* Appends a style as a configuration has it: "bold 63 on default". */
void style_describe(struct style style, struct text *out);

#endif
