/* What an anchorage is made of. Private to this room. */
#ifndef ABREAST_NOTES_ANCHORAGE_H
#define ABREAST_NOTES_ANCHORAGE_H

#include "notes/anchor.h"

#include <stdint.h>

/* A number that stands for a word or for a whole quotation, and where it is. */
struct posting {
    uint64_t hash;
    size_t statement;
};

/* The words of all statements, one after the other: those of statement i stand from starts[i] up
 * to starts[i + 1]. */
struct words {
    uint64_t *items;
    size_t count, capacity;
    size_t *starts;
};

struct anchorage {
    const struct analysis *analysis;
    size_t *characters;       /* how many stand before each statement */
    struct posting *quotes;   /* the statements by their bytes */
    struct words words;       /* made when first needed, with what follows */
    struct posting *postings; /* the words, each with the statement it stands in */
    size_t *weights; /* of each statement: what it shares with an anchor; 0 between finds */
};

/* The statement whose words are most like the anchor's, if they are like enough. */
size_t anchorage_find_alike(struct anchorage *anchorage, const struct anchor *anchor);

/* How many bytes around a statement are those around the anchor's quotation. */
struct surroundings {
    size_t before, behind;
};
struct surroundings anchorage_surroundings(const struct anchorage *anchorage,
                                           const struct anchor *anchor, size_t statement);

/* Sorts by hash, then by statement; the first with that hash or a greater one. */
void postings_sort(struct posting *postings, size_t count);
size_t postings_seek(const struct posting *postings, size_t count, uint64_t hash);

#endif
