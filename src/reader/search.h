/* A search in the two texts of a view at once: both articles, or one text and nothing beside it. */
#ifndef ABREAST_READER_SEARCH_H
#define ABREAST_READER_SEARCH_H

#include "base/text.h"
#include "base/wrap.h"
#include "reader/history.h"
#include "reader/pattern.h"

/* What is searched. */
struct searched {
    const char *bytes[SIDE_COUNT];
    size_t sizes[SIDE_COUNT];
    bool by_line; /* a line with hits in it is one stop, from its start to its end */
};

struct search {
    enum pattern_kind kind;
    struct text pattern; /* empty: no search */
    struct spans hits[SIDE_COUNT];
    struct spans stops[SIDE_COUNT]; /* what is gone to: the hits, or the lines that hold some */
    struct text trouble;            /* why there are no hits, where the pattern is at fault */
    bool backwards;                 /* the direction it was begun in */
};

struct searched search_in_articles(const struct article *left, const struct article *right);

/* Finds a pattern of the search's kind. */
void search_start(struct search *search, const char *pattern, const struct searched *searched);
void search_free(struct search *search);
void search_clear(struct search *search);

/* The number of a stop in its text, from 1, by the byte that it starts at. */
size_t search_number(const struct search *search, struct place hit);

/* The stop after a place (or before it): on through the text, then the other one, then around.
 * `*around` tells whether the search went around. False where there is none at all. */
bool search_next(const struct search *search, struct place from, bool backwards, struct place *hit,
                 bool *around);

/* The first of some hits that ends behind a byte; their count where there is none. */
size_t search_first(const struct spans *hits, size_t offset);

#endif
