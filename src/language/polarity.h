/* Polarity: which words stand in the scope of a negation or of a verb that denies. */
#ifndef ABREAST_LANGUAGE_POLARITY_H
#define ABREAST_LANGUAGE_POLARITY_H

#include "language/token.h"

#include <stddef.h>

/* Flags the tokens of one statement. */
void polarity_mark(struct token *tokens, size_t count);

#endif
