/* Cleaning: which pieces of a page are the article, and which is its title. */
#ifndef ABREAST_ARTICLE_CLEAN_H
#define ABREAST_ARTICLE_CLEAN_H

#include "article/page.h"

/* Makes the first fitting piece the title. */
void clean_find_title(struct page *page);

/* Sets `why` on the pieces that are page noise, and the title. Never on all of them. */
void clean_page(struct page *page);

#endif
