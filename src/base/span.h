/* A span: a half-open range of bytes in an article's text. The one coordinate of the program:
 * sentences, statements, words, evidence, search hits, marks and screen cells are all spans. */
#ifndef ABREAST_BASE_SPAN_H
#define ABREAST_BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>

struct span {
    size_t start, end; /* bytes; start <= end */
};

static inline size_t span_size(struct span span)
{
    return span.end - span.start;
}

static inline bool span_is_empty(struct span span)
{
    return span.start == span.end;
}

static inline bool span_holds(struct span span, size_t offset)
{
    return span.start <= offset && offset < span.end;
}

static inline bool span_covers(struct span outer, struct span inner)
{
    return outer.start <= inner.start && inner.end <= outer.end;
}

static inline bool span_meets(struct span a, struct span b)
{
    return a.start < b.end && b.start < a.end;
}

/* Order in the text: by start, then by end. Below, at or above zero, for qsort and ties. */
static inline int span_order(struct span a, struct span b)
{
    if (a.start != b.start)
        return a.start < b.start ? -1 : 1;
    return a.end < b.end ? -1 : a.end > b.end;
}

#endif
