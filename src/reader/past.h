/* The lines that were typed before, for typing them again. In memory alone: nothing is kept. */
#ifndef ABREAST_READER_PAST_H
#define ABREAST_READER_PAST_H

#include "base/text.h"

#include <stddef.h>

enum { PAST_MAX = 50 };

/* Begins as zeros. */
struct past {
    struct text lines[PAST_MAX]; /* the oldest first, none twice and none empty */
    size_t count;
};

/* Adds a line as the newest; the oldest drops out. */
void past_add(struct past *past, const char *line);
void past_free(struct past *past);

#endif
