/* From features to one figure: how sure a link is. */
#ifndef ABREAST_COMPARE_SCORE_H
#define ABREAST_COMPARE_SCORE_H

#include "compare/features.h"

/* Thousandths; 500 is where links are best told from the rest. */
unsigned score_candidate(const struct candidate *candidate); /* among the pairs of two articles */
unsigned score_pair(const struct candidate *candidate);      /* by the pair features alone */

/* How alike two statements are, 0..1, from the pair features alone. */
double score_similarity(const struct candidate *candidate);

/* How much speaks for a conflict short of an explicit one, 0..1. */
double score_clash(const struct candidate *candidate);

#endif
