/* Signs that begin an item of a list: bullets, and numbers or letters with a stop or a bracket. */
#ifndef ABREAST_ARTICLE_MARKER_H
#define ABREAST_ARTICLE_MARKER_H

#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct marker {
    size_t end;      /* behind it in the text */
    uint32_t bullet; /* 0 for a number */
    unsigned number; /* of "12." or "(b)"; letters count from a = 1 */
    bool plain;      /* a bullet that texts use otherwise, too: a dash, a star */
    char style[3];   /* of a number: its bracket or 0, '1' 'a' or 'A', its first closing sign */
};

/* Reads the marker that stands at the start of the span. A plain bullet and a number count only
 * before a blank. */
bool marker_read(const char *text, struct span span, struct marker *marker);

/* Whether `next` goes on with a list in which `marker` stood. */
bool marker_follows(const struct marker *marker, const struct marker *next);

#endif
