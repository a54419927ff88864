/* The parser of Markdown, as CommonMark has it, with front matter before it. */
#ifndef ABREAST_ARTICLE_MARKDOWN_H
#define ABREAST_ARTICLE_MARKDOWN_H

#include "article/page.h"
#include "base/text.h"

#include <stdbool.h>

/* Appends the pieces of a text that was made visible, without Markdown's signs. */
void markdown_parse(const struct text *source, struct page *page);

/* Whether several signs stand in the text that only Markdown has. */
bool markdown_is_likely(const char *bytes, size_t size);

#endif
