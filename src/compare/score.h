/* From features to figures: how sure a link is, what kind, how alike two statements are. */
#ifndef ABREAST_COMPARE_SCORE_H
#define ABREAST_COMPARE_SCORE_H

#include "compare/features.h"

/* How likely each kind is, 0..1; together 1. */
struct kind_score {
    double none, match, conflict;
};

/* Of two articles: the first score is a logit, FEATURE_FIRST of the second. The second says in
 * thousandths how likely a careful reader would draw the link. */
double score_first(const struct candidate *candidate);
unsigned score_candidate(const struct candidate *candidate);

/* By the pair features alone. */
struct kind_score score_kinds(const struct candidate *candidate);
double score_similarity(const struct candidate *candidate); /* 0..1 */

#endif
