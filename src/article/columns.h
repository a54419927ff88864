/* Pages that are set in two columns: their lines hold a line of each, with blanks between. */
#ifndef ABREAST_ARTICLE_COLUMNS_H
#define ABREAST_ARTICLE_COLUMNS_H

#include "article/line.h"

/* Sets the second column of each page behind its first, where most lines of the page begin one at
 * the same place. Lines that go across both stay between what is above and below them. */
void columns_part(struct lines *lines);

#endif
