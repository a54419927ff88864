/* Making room in a line of text without its end being lost: what stands in the middle goes, for
 * messages begin with what was tried and end with the reason and the remedy. Characters stay whole,
 * and "..." stands for what is gone. */
#ifndef ABREAST_BASE_SHORTEN_H
#define ABREAST_BASE_SHORTEN_H

#include "base/text.h"

/* Less than this in bytes is not asked for: it holds the dots and a few characters round them. */
enum { SHORTEN_MIN = 24 };

/* Every word of more than `most` bytes, mostly the name of a file, gets at most as many. */
void shorten_words(struct text *line, size_t most);

/* The line gets at most `most` bytes. */
void shorten_line(struct text *line, size_t most);

#endif
