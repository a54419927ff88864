/* The signs of Markdown within a block: emphasis, code, links, images, tags, escapes. */
#ifndef ABREAST_ARTICLE_MARKDOWN_INLINE_H
#define ABREAST_ARTICLE_MARKDOWN_INLINE_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* The labels that links of a text may refer to. */
struct markdown_labels {
    const char **items; /* in small letters, sorted once all are known */
    size_t count, capacity;
};

enum { MARKDOWN_LABEL_SIZE = 128 }; /* bytes of a label with its NUL; longer ones are none */

/* Writes the label in `bytes` as it is compared. False where it is too long or empty. */
bool markdown_label(const char *bytes, size_t size, char label[MARKDOWN_LABEL_SIZE]);

/* Overwrites the signs with NUL, so that every other byte and every line end stays in its place. */
void markdown_remove_signs(struct text *block, const struct markdown_labels *labels);

#endif
