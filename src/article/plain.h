/* The parser of plain text. */
#ifndef ABREAST_ARTICLE_PLAIN_H
#define ABREAST_ARTICLE_PLAIN_H

#include "article/page.h"
#include "base/text.h"

#include <stdbool.h>

/* Appends the pieces of a text that was made visible. `keep_all`: signs of items and quotations
 * stay in the text. */
void plain_parse(const struct text *source, bool keep_all, struct page *page);

#endif
