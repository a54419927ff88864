/* A line of plain text that is not blank, as the parser and what prepares its lines see it. */
#ifndef ABREAST_ARTICLE_LINE_H
#define ABREAST_ARTICLE_LINE_H

#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>

struct line {
    struct span span;   /* in the source, without blanks at the ends and without the sign */
    struct span marker; /* sign of an item; empty: none */
    size_t number;      /* in the input, from 1 */
    size_t page;        /* form feeds before it */
    size_t indent;      /* blanks before all of it */
    size_t inset;       /* signs before its text */
    size_t quoted;      /* the ">" that stood before it */
    bool after_blank;
};

struct lines {
    const char *source;
    struct line *items;
    size_t count, capacity;
};

#endif
