/* Base forms of English words, by rule: what a dictionary may list a word under. */
#ifndef ABREAST_LANGUAGE_LEMMA_H
#define ABREAST_LANGUAGE_LEMMA_H

#include "base/table.h"

#include <stddef.h>

enum { LEMMAS_MAX = 12, LEMMA_SIZE = 48 };

struct lemmas {
    char items[LEMMAS_MAX][LEMMA_SIZE]; /* the word itself first */
    size_t count;
};

/* Guesses: not every one is a word. A word longer than LEMMA_SIZE has none. */
void lemmas_find(const char *norm, struct lemmas *lemmas);

extern const struct table irregular_forms_table; /* form: base */

#endif
