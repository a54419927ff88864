/* What a page says about its article: JSON-LD, the meta elements, and <title>. */
#ifndef ABREAST_ARTICLE_HTML_META_H
#define ABREAST_ARTICLE_HTML_META_H

#include "base/arena.h"

#include <gumbo.h>

/* One line each, made visible, in the arena; NULL where the page does not say. */
struct html_meta {
    const char *page_title; /* as it stands */
    const char *title;      /* without the site's name */
    const char *author;
    const char *date;
    const char *outlet;
};

void html_meta_read(const GumboNode *root, struct arena *arena, struct html_meta *meta);

#endif
