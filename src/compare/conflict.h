/* Conflicts: two aligned statements of which not both can be right, or at which a reader should
 * stop, with the words that clash. Decided before match, and only on explicit grounds. */
#ifndef ABREAST_COMPARE_CONFLICT_H
#define ABREAST_COMPARE_CONFLICT_H

#include "compare/align.h"
#include "compare/closeness.h"
#include "compare/compare.h"
#include "compare/features.h"

struct conflict {
    enum reason reason; /* REASON_NONE: no conflict */
    enum severity severity;
    double strength;       /* how sure, 0..1 */
    uint16_t a, b;         /* the first items that clash */
    uint16_t a_end, b_end; /* and the last of them */
};

struct conflict conflict_find(const struct vocabulary *vocabulary,
                              const struct relations *relations, const struct alignment *alignment,
                              const struct candidate *candidate, struct closeness closeness);

#endif
