/* What is left out of a page besides the text that runs on: menus, captions, buttons, footers. */
#ifndef ABREAST_ARTICLE_HTML_SCRAPS_H
#define ABREAST_ARTICLE_HTML_SCRAPS_H

#include "article/html-tree.h"
#include "article/page.h"

/* Whether a block that is left out is such a scrap; text that runs on is a piece of the page. */
bool html_is_scrap(const struct html_tree *tree, size_t block);

/* Tells the page of its scraps. `why` is of each block; NULL: it stays. What stands together for one
 * reason is told in one line, up to a size; a caption has a line of its own. */
void html_leave_scraps(const struct html_tree *tree, const char *const *why, struct page *page);

#endif
