/* The vocabulary of two articles: their words as numbered terms with a weight, and the statements
 * as rows of terms. */
#ifndef ABREAST_COMPARE_VOCABULARY_H
#define ABREAST_COMPARE_VOCABULARY_H

#include "base/arena.h"
#include "base/table.h"
#include "compare/phrases.h"
#include "language/analysis.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is quadratic in the words of a statement looks at no more than these. */
enum { PASSAGE_ITEMS_MAX = 192, TERM_FORMS_MAX = 4 };

/* A stem, the value of a number, or a name of several words that the table of aliases knows as one
 * of a place or a body (the White House). */
struct term {
    const char *stem;                         /* or the number or the name spelt out */
    const struct word *forms[TERM_FORMS_MAX]; /* words met with this stem, NULL behind them */
    const struct quantity *quantity;          /* of a number */
    unsigned count[SIDE_COUNT];               /* statements that hold it */
    unsigned documents;                       /* of the background's */
    bool name;                                /* stands in a name somewhere */
    double weight; /* how telling, 0..1, in steps of 1/4096, so that sums are exact */
};

/* What a word is in its statement, as far as its form and neighbours tell. */
enum item_kind { ITEM_NOUN, ITEM_VERB, ITEM_ADJECTIVE, ITEM_ADVERB, ITEM_NAME, ITEM_NUMBER, ITEM_KINDS };

/* A word of a statement; signs are left out. */
struct item {
    uint32_t term;
    uint32_t token; /* in the analysis */
    uint16_t more;  /* tokens of it behind that: a place's name of several words is one item */
    bool content;   /* no stop word */
    uint8_t kind;   /* enum item_kind */
    float weight;   /* the term's, which fits; 0 for a stop word */
};

/* A statement as the comparison reads it. */
struct passage {
    struct item *items;
    size_t count;   /* of items */
    size_t content; /* of them, those that say something */
    double weight;  /* sum of the items' */
    double length;  /* of the vector of weights, one a distinct term */
    const uint32_t *terms; /* the distinct content terms, ascending */
    size_t term_count;
    struct phrases phrases[PHRASE_TABLES];
};

struct vocabulary {
    const struct analysis *analyses[SIDE_COUNT];
    struct term *terms;
    size_t term_count;
    struct passage *passages[SIDE_COUNT]; /* one a statement */
};

extern const struct table aliases_table; /* name: line, column, type */

/* Lives in the arena; the analyses must outlive it. */
struct vocabulary *vocabulary_make(struct arena *arena, const struct analysis *left,
                                   const struct analysis *right);

/* How much of their telling words the two articles share, 0..1. */
double vocabulary_likeness(const struct vocabulary *vocabulary);

static inline size_t vocabulary_passages(const struct vocabulary *vocabulary, enum side side)
{
    return vocabulary->analyses[side]->statement_count;
}

/* All the text of an item. */
static inline struct span item_span(const struct vocabulary *vocabulary, enum side side,
                                    const struct item *item)
{
    const struct token *tokens = vocabulary->analyses[side]->tokens;
    return (struct span){tokens[item->token].span.start, tokens[item->token + item->more].span.end};
}

/* The item's first token. */
static inline const struct token *item_token(const struct vocabulary *vocabulary, enum side side,
                                             const struct item *item)
{
    return &vocabulary->analyses[side]->tokens[item->token];
}

#endif
