/* The head of a mail or of a news wire: "Subject: ..." and its like, up to the first empty line. */
#ifndef ABREAST_ARTICLE_MAIL_H
#define ABREAST_ARTICLE_MAIL_H

#include "article/page.h"
#include "base/text.h"

/* Appends the pieces of the head: title, byline, and left out what else stands there. The size of
 * the head, 0 where the text has none; `*lines` is the number of its lines. */
size_t mail_take_head(const struct text *source, struct page *page, size_t *lines);

/* Where the signature begins, which is no part of the text; the text's size without one. */
size_t mail_find_signature(const struct text *source);

#endif
