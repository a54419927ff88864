/* How two terms are related, apart from being the same. */
#ifndef ABREAST_COMPARE_RELATION_H
#define ABREAST_COMPARE_RELATION_H

#include "base/table.h"
#include "compare/vocabulary.h"

#include <stdint.h>

enum relation_kind {
    RELATION_NONE,
    RELATION_SAME,
    RELATION_SPELLING, /* nearly the same letters: a name's other spelling, a derived word */
    RELATION_SYNONYM,
    RELATION_DERIVED, /* decide, decision */
    RELATION_NEAR,    /* similar, implied or caused */
    RELATION_WIDER,   /* the second is more general: ferry, ship */
    RELATION_CLOSER,  /* the second is more special */
    RELATION_SISTER,  /* two kinds of one thing: ferry, tug; never aligned */
    RELATION_ALIAS, /* two names of one actor or place, or a people and its country */
    RELATION_OPPOSITE, /* never aligned */
    RELATION_KINDS,
};

struct relation {
    enum relation_kind kind;
    double strength; /* 0..1 */
};

struct edge;

struct relations {
    struct edge *edges; /* both ways, by their first term, then the second; one a pair */
    size_t edge_count;
    uint32_t *starts; /* of each term's edges; one more at the end */
};

struct relations *relations_make(struct arena *arena, const struct vocabulary *vocabulary);

/* Of two terms that are not the same. */
struct relation relation_look_up(const struct relations *relations, uint32_t a, uint32_t b);

/* Most words are related to no other: that is told here, at once. */
static inline struct relation relation_find(const struct relations *relations, uint32_t a,
                                            uint32_t b)
{
    if (a == b)
        return (struct relation){RELATION_SAME, 1};
    if (relations->starts[a] == relations->starts[a + 1])
        return (struct relation){RELATION_NONE, 0};
    return relation_look_up(relations, a, b);
}

extern const struct table equivalents_table; /* word: line, column, part of speech, cluster */
extern const struct table opposites_table;   /* word: line, column, part of speech, note */

#endif
