/* How sure it is that two sentences tell the same: what a conflict between their statements asks.
 */
#ifndef ABREAST_COMPARE_CLOSENESS_H
#define ABREAST_COMPARE_CLOSENESS_H

#include "compare/features.h"
#include "compare/vocabulary.h"

#include <stdbool.h>
#include <stddef.h>

struct closeness {
    unsigned confidence; /* of the likeliest link between statements of the two, in thousandths */
    bool mutual;         /* it is the likeliest of one statement, and nearly of the other */
};

/* Of the candidate at `at`; the candidates stand by left, then right, with what FEATURE_FIRST_...
 * say of them, and `confidences` of their links beside them. */
struct closeness closeness_find(const struct vocabulary *vocabulary,
                                const struct candidate *candidates, const unsigned *confidences,
                                size_t count, size_t at);

#endif
