/* How a pair stands among all pairs of the two articles. Measured: it tells more about a link than
 * any figure of the pair by itself. */
#ifndef ABREAST_COMPARE_STANDING_H
#define ABREAST_COMPARE_STANDING_H

#include "compare/features.h"
#include "compare/vocabulary.h"

#include <stddef.h>

/* Both fill features of all candidates, which stand by left, then right. The first those that need
 * the pair features, the second those that need FEATURE_FIRST. */
void features_of_article(struct candidate *candidates, size_t count,
                         const struct vocabulary *vocabulary);
/* What the pairs share of the words that few pairs of the two articles share, small words too. Part
 * of features_of_article. */
void features_of_local(struct candidate *candidates, size_t count,
                       const struct vocabulary *vocabulary);

void features_of_first(struct candidate *candidates, size_t count, size_t lefts, size_t rights);

#endif
