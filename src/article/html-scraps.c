#include "article/html-scraps.h"

#include "article/html-part.h"
#include "article/shape.h"
#include "base/shorten.h"
#include "base/visible.h"

enum {
    SCRAPS_SIZE = 300 /* bytes of one scrap, and of a stretch after which the rest is counted */
};

/* Scraps that stand together. */
struct stretch {
    struct text text;
    size_t line, untold;
    const char *why; /* NULL: there are none */
};

bool html_is_scrap(const struct html_tree *tree, size_t block)
{
    struct shape shape = shape_of(tree->text.bytes, tree->blocks[block].span);
    return !shape_is_running(&shape);
}

static void end_stretch(struct stretch *stretch, struct page *page)
{
    if (stretch->untold)
        text_format(&stretch->text, " | and %zu more", stretch->untold);
    if (stretch->text.size)
        page_leave(page, stretch->text.bytes, stretch->text.size, stretch->line, stretch->why);
    text_clear(&stretch->text);
    stretch->untold = 0;
    stretch->why = NULL;
}

static void add_to_stretch(struct stretch *stretch, const struct html_tree *tree,
                           const struct html_block *block)
{
    struct shape shape = shape_of(tree->text.bytes, block->span);
    if (shape.words == 0) /* lines and arrows */
        return;
    if (stretch->text.size == 0)
        stretch->line = block->line;
    if (stretch->text.size >= SCRAPS_SIZE) {
        stretch->untold++;
        return;
    }
    struct text line = {0};
    visible_append_line(&line, tree->text.bytes + block->span.start, span_size(block->span));
    shorten_line(&line, SCRAPS_SIZE);
    text_format(&stretch->text, "%s%s", stretch->text.size ? " | " : "", line.bytes);
    text_free(&line);
}

void html_leave_scraps(const struct html_tree *tree, const char *const *why, struct page *page)
{
    const char *caption = html_part_why(PART_CAPTION);
    struct stretch stretch = {0};
    for (size_t i = 0; i < tree->block_count; i++) {
        bool is_scrap = why[i] && html_is_scrap(tree, i);
        if (!is_scrap || why[i] != stretch.why || why[i] == caption)
            end_stretch(&stretch, page);
        if (!is_scrap)
            continue;
        stretch.why = why[i];
        add_to_stretch(&stretch, tree, &tree->blocks[i]);
    }
    end_stretch(&stretch, page);
    text_free(&stretch.text);
}
