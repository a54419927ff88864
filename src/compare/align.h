/* The alignment of two statements, word by word: equal runs first, then single words by likeness
 * and surroundings, then small words beside aligned ones. */
#ifndef ABREAST_COMPARE_ALIGN_H
#define ABREAST_COMPARE_ALIGN_H

#include "compare/relation.h"
#include "compare/vocabulary.h"

#include <stddef.h>
#include <stdint.h>

struct pairing {
    uint16_t a, b; /* items of the left and of the right passage */
    struct relation relation;
};

enum { ALIGN_NONE = 0xffff };

struct alignment {
    const struct passage *a, *b;
    struct pairing pairs[PASSAGE_ITEMS_MAX]; /* by a */
    size_t count;
    uint16_t to_b[PASSAGE_ITEMS_MAX]; /* the item aligned with a's, or ALIGN_NONE */
    uint16_t to_a[PASSAGE_ITEMS_MAX];
    size_t longest_run; /* words */
};

struct aligner;

/* The working memory of alignments, one at a time. */
struct aligner *aligner_new(const struct vocabulary *vocabulary, const struct relations *relations);
void aligner_free(struct aligner *aligner);

/* Valid until the next call. */
const struct alignment *align(struct aligner *aligner, const struct passage *a,
                              const struct passage *b);

#endif
