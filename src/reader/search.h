/* A search in both articles at once. */
#ifndef ABREAST_READER_SEARCH_H
#define ABREAST_READER_SEARCH_H

#include "base/text.h"
#include "base/wrap.h"
#include "reader/history.h"
#include "reader/pattern.h"

struct search {
    enum pattern_kind kind;
    struct text pattern; /* empty: no search */
    struct spans hits[SIDE_COUNT];
    struct text trouble; /* why there are no hits, where the pattern is at fault */
    bool backwards;      /* the direction it was begun in */
};

/* Finds a pattern of the search's kind. */
void search_start(struct search *search, const char *pattern, const struct article *left,
                  const struct article *right);
void search_free(struct search *search);
void search_clear(struct search *search);
size_t search_count(const struct search *search);

/* The hit after a place (or before it): on through the article, then the other one, then around.
 * `*around` tells whether the search went around. False where there is no hit at all. */
bool search_next(const struct search *search, struct place from, bool backwards, struct place *hit,
                 bool *around);

#endif
