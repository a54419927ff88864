/* The user's editor, for texts that are longer than a line. */
#ifndef ABREAST_EDITOR_H
#define ABREAST_EDITOR_H

#include "base/failure.h"
#include "base/process.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* Allows the helper the command of $VISUAL, else of $EDITOR, else vi, parted at blanks, with the name
 * of the file behind it. Returns its number. */
size_t editor_allow(struct helper *helper);

/* Lets the user change a text in it; the terminal must have been lent. Fails where the editor does,
 * the text is unchanged then. */
bool editor_edit(struct helper *helper, size_t number, struct text *text, struct failure *failure);

#endif
