/* An article laid out in rows of a width. Folded stretches of it take one row each. */
#ifndef ABREAST_READER_LAYOUT_H
#define ABREAST_READER_LAYOUT_H

#include "article/article.h"
#include "base/wrap.h"

#include <stdbool.h>
#include <stddef.h>

struct row {
    struct span span; /* of the article's text; empty in a row between blocks */
    size_t block;
    size_t indent; /* columns before the text */
    bool blank;    /* stands between two blocks */
    bool fold;     /* stands for a folded stretch, which is its span */
    bool first;    /* of its block: shows the marker of an item */
};

/* Rows are ordered by span. Start with {0}. */
struct layout {
    struct row *rows; /* on the heap */
    size_t count, capacity;
    size_t width; /* columns */
};

/* `folds` are ascending and apart, and may reach over blocks. */
void layout_make(struct layout *layout, const struct article *article, const struct spans *folds,
                 size_t width);
void layout_free(struct layout *layout);

/* The row that shows the byte `offset`, or the next one that shows text. */
size_t layout_row(const struct layout *layout, size_t offset);

#endif
