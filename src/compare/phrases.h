/* Expressions of the lexicon, of one word or several, met in the statements. They are looked for
 * once a statement that is worth a closer look, not once a pair. */
#ifndef ABREAST_COMPARE_PHRASES_H
#define ABREAST_COMPARE_PHRASES_H

#include "article/article.h"
#include "base/arena.h"
#include "base/table.h"

#include <stddef.h>

struct vocabulary;

/* Items of a statement from the first to the last. */
struct stretch {
    size_t first, last;
};

/* The first word of an entry stands in its base form; articles and possessives may stand between. */
struct phrase {
    struct stretch stretch;
    const char *fields; /* of the table's entry */
};

enum phrase_table { PHRASES_OPPOSITES, PHRASES_STANCES, PHRASE_TABLES };

/* Of one statement and one table, by place, at most PHRASES_MAX. */
struct phrases {
    const struct phrase *items;
    size_t count;
};

enum { PHRASES_MAX = 64 };

/* Fills the phrases of a statement, which are none before. They live in the arena. */
void phrases_make(struct arena *arena, struct vocabulary *vocabulary, enum side side,
                  size_t statement);

extern const struct table stances_table; /* expression: class */

#endif
