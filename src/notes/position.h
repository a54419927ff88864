/* Where somebody was in reading, to go on from there the next time. */
#ifndef ABREAST_NOTES_POSITION_H
#define ABREAST_NOTES_POSITION_H

#include "article/article.h"

#include <stdbool.h>
#include <stddef.h>

struct position {
    bool known; /* false: the rest says nothing */
    enum side focus;
    size_t statements[SIDE_COUNT]; /* NO_STATEMENT: not known, or gone */
    unsigned threshold;            /* thousandths */
    bool unsynchronised, stacked, swapped;
};

#endif
