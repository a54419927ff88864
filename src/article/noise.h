/* Phrases of web pages that are no part of an article: lexicon/boilerplate.tsv. */
#ifndef ABREAST_ARTICLE_NOISE_H
#define ABREAST_ARTICLE_NOISE_H

#include "article/shape.h"
#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>

struct noise {
    const char *why; /* in words, no NUL behind them; NULL where the piece is no such phrase */
    size_t size;     /* bytes of `why` */
    bool tail;       /* from here to the end of the page nothing is the article's */
};

/* `shape` is that of the piece in `span`. */
struct noise noise_find(const char *text, struct span span, const struct shape *shape);

#endif
