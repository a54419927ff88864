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

/* Appends a name that no file has yet, made of the digests. */
void store_new_name(const char *folder, const struct notebook_article articles[SIDE_COUNT],
                    struct text *path);

#endif
