/* A guard round the HTML parser: pages whose tags would cost it more time or memory than a page is
 * worth are simplified or refused before they do. */
#ifndef ABREAST_ARTICLE_HTML_GUARD_H
#define ABREAST_ARTICLE_HTML_GUARD_H

#include "base/arena.h"
#include "base/text.h"

#include <gumbo.h>

/* Puts blanks in the place of tags that are nested deeper than any page that is meant to be read.
 * Offsets and lines stay. */
void html_bound_depth(struct text *source);

/* Parses the page into memory of the arena; the tree lives as long as that and as `source`. NULL
 * where it would take more than the guard allows. */
const GumboOutput *html_parse_guarded(const struct text *source, struct arena *arena);

#endif
