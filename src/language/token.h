/* Tokens: the words, numbers and signs of the statements, with what the comparison asks of them.
 *
 * A contraction gives two tokens ("don't": do, not), a number of several words one ("two hundred
 * thousand"), hyphens and dashes divide words, and a possessive 's belongs to no token. */
#ifndef ABREAST_LANGUAGE_TOKEN_H
#define ABREAST_LANGUAGE_TOKEN_H

#include "base/span.h"
#include "language/wordnet.h"

#include <stdbool.h>

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_SIGN };

enum token_flag {
    TOKEN_STOP = 1 << 0,    /* says little by itself: the, of, is */
    TOKEN_CAPITAL = 1 << 1, /* begins with a capital letter */
    TOKEN_NAME = 1 << 2,    /* part of a name */
    TOKEN_FIRST = 1 << 3,   /* begins a sentence or a quotation: its capital says nothing */
    TOKEN_NEGATOR = 1 << 4, /* not, never, nobody */
    TOKEN_NEGATED = 1 << 5, /* stands in the scope of a negator */
    TOKEN_DENIED = 1 << 6,  /* stands in the scope of refuse, fail, deny and the like */
    TOKEN_QUOTED = 1 << 7,  /* inside quotation marks */
};

/* A word of an article, kept once for all the places where it stands. */
struct word {
    const char *norm;   /* case folded, quotes and dashes made plain */
    const char *stem;   /* equal for the forms of a word */
    unsigned classes;   /* enum word_class of language/lexicon.h */
    int value;          /* of a month, weekday, numeral: language/lexicon.h */
    unsigned documents; /* of the background's, how many hold it */
    struct base_form base_forms[BASE_FORMS_MAX]; /* base forms, the likeliest first */
    size_t base_form_count;
    unsigned lower;     /* times it stands in lower case */
    unsigned capital;   /* times with a capital that nothing but a name explains */
};

enum quantity_kind {
    QUANTITY_COUNT,
    QUANTITY_MONEY,
    QUANTITY_PERCENT,
    QUANTITY_YEAR,
    QUANTITY_DAY, /* of a month */
    QUANTITY_ORDINAL,
    QUANTITY_TIME, /* of the day, in minutes */
    QUANTITY_KINDS,
};

/* A number as the interval of values that its wording allows: "nearly 100" is 85 to 100. */
struct quantity {
    enum quantity_kind kind;
    double value, low, high; /* low <= value <= high; high may be HUGE_VAL */
    bool exact;              /* no operator and no rounding in its wording */
    bool range;              /* one end of "between 120 and 150" */
    const char *unit;        /* stem of the word counted, or the currency's sign; "" without */
};

/* What is said of a date; 0 where nothing is said. */
struct date {
    int year, month, day; /* month and day from 1 */
    int weekday;          /* Monday is 1 */
};

struct token {
    struct span span;
    enum token_kind kind;
    unsigned flags;                  /* enum token_flag */
    struct word *word;               /* never NULL */
    const char *name;                /* the whole name in norms; NULL outside names */
    struct quantity *quantity;       /* of a number, NULL where it measures nothing */
    const struct date *date;         /* of a month's name, day, weekday or year, or NULL */
};

#endif
