/* Which kind of text the input is. */
#ifndef ABREAST_ARTICLE_KIND_H
#define ABREAST_ARTICLE_KIND_H

#include "article/article.h"

/* Never ARTICLE_AUTO. What the text holds decides first, then what its name ends in. */
enum article_type kind_find(const char *path, const char *bytes, size_t size);

#endif
