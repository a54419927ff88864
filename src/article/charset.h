/* The character set of the input, and the way from it to UTF-8. */
#ifndef ABREAST_ARTICLE_CHARSET_H
#define ABREAST_ARTICLE_CHARSET_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct charset {
    const char *name; /* static; "UTF-8" where nothing has to be converted */
    size_t mark;      /* bytes of the byte order mark before the text */
};

/* A byte order mark decides; then text that is valid UTF-8 is; then what an HTML or XML page says
 * of itself; then how the bytes are spread. What cannot be told is UTF-8. */
struct charset charset_find(const char *bytes, size_t size);

/* Appends the bytes as UTF-8. Those that cannot be read become U+FFFD and are counted in `*lost`.
 * False where the system cannot convert from the character set. */
bool charset_convert(struct charset charset, const char *bytes, size_t size, struct text *out,
                     size_t *lost);

#endif
