/* What part of a page an element is, by its tag, its role, its class words and whether it shows:
 * lexicon/page-words.tsv. */
#ifndef ABREAST_ARTICLE_HTML_PART_H
#define ABREAST_ARTICLE_HTML_PART_H

#include <gumbo.h>

enum html_part {
    PART_UNKNOWN,
    PART_ARTICLE, /* says of itself that it is the article's text */
    PART_MAIN,    /* may hold it: main, article */
    PART_CAPTION,
    PART_COMMENTS,
    PART_SHARE,
    PART_RELATED,
    PART_NAVIGATION,
    PART_ADVERTISEMENT,
    PART_CONSENT,
    PART_SUBSCRIPTION,
    PART_FOOTER,
    PART_SIDEBAR,
    PART_AUTHOR,
    PART_DATE,
    PART_TAGS,
    PART_TOOLS,
    PART_HIDDEN,
    PART_COUNT,
};

/* An attribute's value, "" without it. */
const char *html_attribute(const GumboNode *node, const char *name);

enum html_part html_part_of(const GumboNode *node);

/* The same without class words and ids, which themes may use for anything. */
enum html_part html_part_by_element(const GumboNode *node);

/* Why such a part is left out, in words. NULL for those that are not. */
const char *html_part_why(enum html_part part);

#endif
