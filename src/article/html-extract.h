/* Decides which blocks of a page are its article. */
#ifndef ABREAST_ARTICLE_HTML_EXTRACT_H
#define ABREAST_ARTICLE_HTML_EXTRACT_H

#include "article/html-tree.h"

/* What is said of a block: NULL where it is the article's, else why it is not. */
struct html_choice {
    const char **why; /* for each block; to be freed */
    size_t kept;      /* bytes that are the article's */
};

struct html_choice html_choose(const struct html_tree *tree);

#endif
