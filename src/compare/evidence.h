/* Evidence of a link: the aligned words, neighbours joined, and the clash of a conflict. */
#ifndef ABREAST_COMPARE_EVIDENCE_H
#define ABREAST_COMPARE_EVIDENCE_H

#include "compare/conflict.h"

/* By place in the left text, in the arena. */
const struct evidence *evidence_make(struct arena *arena, const struct vocabulary *vocabulary,
                                     const struct alignment *alignment,
                                     const struct conflict *conflict, size_t *count);

#endif
