/* The parser of web pages. It finds the article on the page after Kohlschütter, Fankhauser and
 * Nejdl, "Boilerplate Detection using Shallow Text Features" (2010): blocks of text are judged by
 * length and by the share of links in them. What pages say of their own parts (elements, roles,
 * class words) comes first, and the article is looked for in one container, as Readability does. */
#ifndef ABREAST_ARTICLE_HTML_H
#define ABREAST_ARTICLE_HTML_H

#include "article/page.h"
#include "base/failure.h"
#include "base/text.h"

#include <stdbool.h>

/* Appends the pieces of a page that is valid UTF-8; those that are not the article say why. Tags in
 * `source` are blanked where they nest too deep. `name` is what a message calls the page.
 * `keep_all`: all text of the page is its article. Fails where there is no article. */
bool html_parse(struct text *source, bool keep_all, const char *name, struct page *page,
                struct failure *failure);

/* Whether the text is a web page. */
bool html_is_page(const char *bytes, size_t size);

/* Whether it holds more tags than a text that mentions them, as a part of a page does. */
bool html_has_tags(const char *bytes, size_t size);

#endif
