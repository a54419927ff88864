/* The user's editor, for texts that are longer than a line. */
#ifndef ABREAST_EDITOR_H
#define ABREAST_EDITOR_H

#include "base/failure.h"
#include "base/text.h"

#include <stdbool.h>

/* The words of the command: of $VISUAL, else of $EDITOR, else vi, parted at blanks, with a place
 * for the name of the file behind them and NULL at the end. The caller frees the words and the
 * array. */
char **editor_words(size_t *count);

/* Lets the user change a text in it; the terminal must have been lent. Fails where the editor does,
 * the text is unchanged then. */
bool editor_edit(struct text *text, struct failure *failure);

#endif
