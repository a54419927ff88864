/* What stands around a statement: the terms of its whole sentence, and of those beside it. */
#ifndef ABREAST_COMPARE_CONTEXTS_H
#define ABREAST_COMPARE_CONTEXTS_H

#include "base/arena.h"
#include "compare/vocabulary.h"

#include <stddef.h>
#include <stdint.h>

/* The distinct content terms of some statements, ascending, and the length of their vector. */
struct context {
    const uint32_t *terms;
    size_t count;
    double length;
};

/* One a statement. */
struct contexts {
    struct context *sentences; /* of the sentence that holds it */
    struct context *around;    /* of that sentence and the statements beside it */
};

/* Lives in the arena; the vocabulary must outlive it. */
struct contexts contexts_make(struct arena *arena, const struct vocabulary *vocabulary,
                              enum side side);

/* What two sets of terms share. */
struct overlap {
    double cosine;
    double shared;      /* sum of the weights */
    double top, second; /* the two heaviest */
};

struct overlap contexts_overlap(const struct vocabulary *vocabulary, const struct context *a,
                                const struct context *b);

#endif
