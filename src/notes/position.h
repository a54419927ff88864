/* Where somebody was in reading, to go on from there the next time. */
#ifndef ABREAST_NOTES_POSITION_H
#define ABREAST_NOTES_POSITION_H

#include "article/article.h"

#include <stdbool.h>
#include <stddef.h>

enum { POSITION_FILTER = 40 };

struct position {
    bool known; /* false: the rest says nothing */
    enum side focus;
    size_t statements[SIDE_COUNT]; /* NO_STATEMENT: not known, or gone */
    unsigned threshold;            /* thousandths */
    bool unsynchronised, stacked, swapped;
    bool listed;                  /* the list was open */
    int split;                    /* of the panes, from the half, in thousandths */
    char filter[POSITION_FILTER]; /* its name; empty: none */
};

#endif
