/* What the program knows of English words by heart: classes of single words, and the tables made
 * from the files under lexicon/. */
#ifndef ABREAST_LANGUAGE_LEXICON_H
#define ABREAST_LANGUAGE_LEXICON_H

#include "base/table.h"

enum word_class {
    CLASS_STOP = 1 << 0,
    CLASS_NEGATOR = 1 << 1,
    CLASS_DENIAL = 1 << 2,     /* fail, refuse, deny: what follows is not so */
    CLASS_BOUNDARY = 1 << 3,   /* begins a new clause: a negation does not reach across */
    CLASS_MONTH = 1 << 4,      /* value 1..12 */
    CLASS_WEEKDAY = 1 << 5,    /* value 1..7 */
    CLASS_NUMERAL = 1 << 6,    /* value 0..90 */
    CLASS_MULTIPLIER = 1 << 7, /* value: power of ten, 12 for a dozen is CLASS_DOZEN */
    CLASS_ORDINAL = 1 << 8,    /* value 1..20 */
    CLASS_DOZEN = 1 << 9,
    CLASS_HEDGE = 1 << 10,      /* may, likely, plans: not, or not yet, a fact */
    CLASS_SAYING = 1 << 11,     /* says, according: somebody's words */
    CLASS_QUANTIFIER = 1 << 12, /* all, only, most */
    CLASS_BE = 1 << 13,
    CLASS_DETERMINER = 1 << 14, /* a noun follows */
    CLASS_MODAL = 1 << 15,      /* to, will, not: a verb follows */
    CLASS_THERE = 1 << 16,
};

/* The classes of a word, and its value in the one class that has values; both 0 without. */
void lexicon_find(const char *norm, unsigned *classes, int *value);

/* Documents of the background corpus, and how many of them hold a word. */
enum { LEXICON_DOCUMENTS = 37554 };
unsigned lexicon_documents(const char *norm);

extern const struct table document_frequency_table; /* word: documents */
extern const struct table word_classes_table;       /* word: class, value */

#endif
