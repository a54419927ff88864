/* Which pairs of statements are worth a closer look: those that share telling words, found through
 * an index of the words, at most a fixed number a statement. Never all pairs of a long text. */
#ifndef ABREAST_COMPARE_CANDIDATES_H
#define ABREAST_COMPARE_CANDIDATES_H

#include "base/arena.h"
#include "compare/vocabulary.h"

#include <stddef.h>
#include <stdint.h>

enum { CANDIDATES_MAX = 16 }; /* from each statement's side */

struct candidate_pair {
    uint32_t left, right;
    double cosine; /* of the two statements' words, weighted */
};

struct candidates {
    struct candidate_pair *items; /* by left, then right */
    size_t count;
};

struct candidates candidates_find(struct arena *arena, const struct vocabulary *vocabulary);

#endif
