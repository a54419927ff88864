/* A parsed page laid flat: its elements in document order, each with the range of elements and of
 * text blocks in it, so that measures are sums over ranges and nothing recurs on depth. */
#ifndef ABREAST_ARTICLE_HTML_TREE_H
#define ABREAST_ARTICLE_HTML_TREE_H

#include "article/article.h"
#include "base/span.h"
#include "base/text.h"

#include <gumbo.h>
#include <stdbool.h>
#include <stddef.h>

struct html_element {
    const GumboNode *node;
    size_t parent; /* of the first: itself */
    size_t end;    /* the first element behind its content */
    size_t block_start, block_end;
};

/* A stretch of text between two borders of blocks. */
struct html_block {
    enum block_kind kind;
    size_t element;   /* the innermost that is a block itself */
    struct span span; /* in the tree's text; one line, blanks made one */
    size_t mark;      /* its first in `lines` */
    size_t line;
    size_t linked; /* bytes of it that are links */
    size_t strong; /* bytes of it that are set in bold or italics */
};

struct html_tree {
    struct text text;
    struct html_element *elements;
    size_t element_count, element_capacity;
    struct html_block *blocks;
    size_t block_count, block_capacity;
    struct line_mark *lines;
    size_t line_count, line_capacity;
};

/* The tree refers to `root`, which must live as long. */
void html_tree_build(const GumboNode *root, struct html_tree *tree);
void html_tree_free(struct html_tree *tree);

bool html_is_tag(const struct html_element *element, GumboTag tag);

/* Appends the text that stands in a node itself, not in its elements. */
void html_append_text(struct text *out, const GumboNode *node);

#endif
