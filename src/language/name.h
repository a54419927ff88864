/* Names: which capitals mean one, and where a name of several words begins and ends. */
#ifndef ABREAST_LANGUAGE_NAME_H
#define ABREAST_LANGUAGE_NAME_H

#include "base/arena.h"
#include "language/token.h"

#include <stddef.h>

/* First pass, over the tokens of one statement: counts the words' lower case and telling capitals.
 * In a line of capitals (a headline) no capital tells. */
void names_count(struct token *tokens, size_t count);

/* Second pass, when the whole article was counted: flags the names and spells them out. */
void names_mark(struct arena *arena, struct token *tokens, size_t count);

#endif
