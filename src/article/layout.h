/* What pages of paper leave in a text, as `pdftotext -layout` writes it: running heads, page
 * numbers, paragraphs that go on over the page, columns. */
#ifndef ABREAST_ARTICLE_LAYOUT_H
#define ABREAST_ARTICLE_LAYOUT_H

#include "article/line.h"
#include "base/text.h"

/* Makes form feeds that were made visible form feeds again where they begin a line. Their number.
 */
size_t layout_prepare(struct text *source);

/* Drops the lines that repeat at the edges of pages. */
void layout_drop_heads(struct lines *lines);

/* Joins what a page's end had parted. */
void layout_join_pages(struct lines *lines);

#endif
