/* Quantities: numbers in digits and words, with what they count and how exact they mean to be. */
#ifndef ABREAST_LANGUAGE_QUANTITY_H
#define ABREAST_LANGUAGE_QUANTITY_H

#include "base/arena.h"
#include "language/token.h"

#include <stddef.h>

/* Reads the numbers among the tokens of one statement. Number words, multipliers and signs that
 * belong to one number become one token; returns how many tokens there are then. */
size_t quantities_mark(struct arena *arena, struct token *tokens, size_t count);

/* Whether two numbers of one kind exclude each other: their intervals do not meet, and rounding
 * does not explain it. */
bool quantities_clash(const struct quantity *a, const struct quantity *b);

#endif
