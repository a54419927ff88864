/* Dates: months with their day and year, weekdays, years. */
#ifndef ABREAST_LANGUAGE_DATE_H
#define ABREAST_LANGUAGE_DATE_H

#include "base/arena.h"
#include "language/token.h"

#include <stddef.h>

/* Gives the tokens of one statement their dates; numbers in a date become days and years. Runs
 * after quantities_mark. */
void dates_mark(struct arena *arena, struct token *tokens, size_t count);

#endif
