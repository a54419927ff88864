/* Words that carry a full stop of their own: lexicon/abbreviations.tsv, and forms like "U.K.". */
#ifndef ABREAST_LANGUAGE_ABBREVIATION_H
#define ABREAST_LANGUAGE_ABBREVIATION_H

#include "base/span.h"

#include <stdbool.h>

struct abbreviation {
    bool known;   /* else all others are false */
    bool ends;    /* its stop may close a sentence, too */
    bool word;    /* an ordinary word looks the same */
    bool number;  /* it is one only beside a number */
    bool initial; /* a single letter, as before a surname */
    bool adverb;  /* stands where a sentence goes on in any way: "a.m.", "etc." */
};

/* `word` ends with its full stop and holds no blanks. */
struct abbreviation abbreviation_find(const char *text, struct span word);

#endif
