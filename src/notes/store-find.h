/* Which of the files in the folder holds the notes of a pair. Private to this room. */
#ifndef ABREAST_NOTES_STORE_FIND_H
#define ABREAST_NOTES_STORE_FIND_H

#include "notes/notebook.h"

#include <stdbool.h>

enum found_by { FOUND_NOWHERE, FOUND_BY_TEXTS, FOUND_BY_PATHS, FOUND_BY_QUOTATIONS };

struct found {
    enum found_by by;
    struct text path; /* the caller frees it */
    bool swapped;     /* its left article is the right one now */
};

void store_find(const char *folder, const struct notebook_article articles[SIDE_COUNT],
                struct anchorage *const sides[SIDE_COUNT], struct found *found);

/* The same question for a file whose name is known. */
bool notebook_is_swapped(const struct notebook *notebook,
                         const struct notebook_article articles[SIDE_COUNT],
                         struct anchorage *const sides[SIDE_COUNT]);

/* What tells an article from others. */
void notebook_describe(const struct article *article, struct notebook_article *described);

/* Whether a notebook, as it was read, may get the notes on these articles: each of its two has the
 * text, the name or the title of one of them, or its quotations stand in it. Or it holds no notes,
 * or does not say on what. Without `sides` quotations are not asked for. */
bool notebook_suits(const struct notebook *notebook,
                    const struct notebook_article articles[SIDE_COUNT],
                    struct anchorage *const sides[SIDE_COUNT]);

/* Appends a name that no file has yet, made of the digests. */
void store_new_name(const char *folder, const struct notebook_article articles[SIDE_COUNT],
                    struct text *path);

#endif
