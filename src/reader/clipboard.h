/* What a terminal is told so that it puts a text on the clipboard (OSC 52). */
#ifndef ABREAST_READER_CLIPBOARD_H
#define ABREAST_READER_CLIPBOARD_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum { CLIPBOARD_MAX = 50000 /* bytes; more is cut off by some terminals, in the middle */ };

/* Whether a terminal of this type (TERM) takes the sequence or at least swallows it. */
bool clipboard_is_known(const char *type);

/* Appends the sequence; the text in it is base64, so nothing of it can steer the terminal. At most
 * CLIPBOARD_MAX bytes. */
void clipboard_sequence(const char *bytes, size_t size, struct text *out);

#endif
