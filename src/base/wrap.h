/* Breaking text into rows of a width, by the rules of UAX #14. */
#ifndef ABREAST_BASE_WRAP_H
#define ABREAST_BASE_WRAP_H

#include "base/span.h"

#include <stddef.h>

struct spans {
    struct span *items; /* on the heap */
    size_t count, capacity;
};

/* Appends the rows of one paragraph of text: spans in `bytes` without the blanks at their ends,
 * each at most `width` columns; a word that is longer is cut between clusters. At least one. */
void wrap_text(struct spans *rows, const char *bytes, size_t size, size_t width);

#endif
