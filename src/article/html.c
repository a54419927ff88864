#include "article/html.h"

#include "article/html-extract.h"
#include "article/html-guard.h"
#include "article/html-meta.h"
#include "article/html-tree.h"
#include "article/shape.h"
#include "base/visible.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    ARTICLE_MIN = 140,         /* bytes; less is no article */
    LIKELY_WINDOW = 64 * 1024, /* bytes searched for signs of HTML */
    LIKELY_TAGS = 3,
};

/* A block goes into the page line by line, so that each stretch knows its line of the input. */
static void append_block(const struct html_tree *tree, const struct html_block *block,
                         struct page *page)
{
    size_t mark = block->mark;
    while (mark < tree->line_count && tree->lines[mark].offset < block->span.end) {
        size_t start = tree->lines[mark].offset;
        size_t line = tree->lines[mark++].line;
        bool more = mark < tree->line_count && tree->lines[mark].offset < block->span.end;
        size_t end = more ? tree->lines[mark].offset : block->span.end;
        struct text visible = {0};
        visible_append_line(&visible, tree->text.bytes + start, end - start);
        page_add(page, text_string(&visible), visible.size, line);
        text_free(&visible);
    }
}

static void add_pieces(const struct html_tree *tree, const char *const *why, bool keep_all,
                       struct page *page)
{
    for (size_t i = 0; i < tree->block_count; i++) {
        const struct html_block *block = &tree->blocks[i];
        struct shape shape = shape_of(tree->text.bytes, block->span);
        if (!keep_all && why[i] && !shape_is_running(&shape))
            continue;
        struct piece *piece = page_begin(page, block->kind, block->line);
        piece->why = keep_all ? NULL : why[i];
        piece->apart = true;
        append_block(tree, block, page);
    }
}

static void add_title(const struct html_meta *meta, struct page *page)
{
    if (!meta->title)
        return;
    page_begin(page, BLOCK_TITLE, 1);
    page_append(page, meta->title, strlen(meta->title), 1);
}

bool html_parse(struct text *source, bool keep_all, const char *name, struct page *page,
                struct failure *failure)
{
    struct html_tree tree = {0};
    struct html_meta meta;
    struct arena *arena = arena_new();
    bool done = false;
    html_bound_depth(source);
    const GumboOutput *output = html_parse_guarded(source, arena);
    if (output) {
        html_tree_build(output->root, &tree);
        html_meta_read(output->root, page->arena, &meta);
        struct html_choice choice = html_choose(&tree, &meta);
        done = keep_all ? tree.block_count > 0 : choice.kept >= ARTICLE_MIN;
        if (done) {
            if (!keep_all)
                add_title(&meta, page);
            add_pieces(&tree, choice.why, keep_all, page);
        } else {
            failure_set(failure, "cannot read %s: no article was found on this page; "
                                 "--keep-all shows all of its text, --type=text its source",
                        name);
        }
        free(choice.why);
    } else {
        failure_set(failure, "cannot read %s: its tags would take too much memory; save the "
                             "article's text alone, or use --type=text",
                    name);
    }
    html_tree_free(&tree);
    arena_free(arena);
    return done;
}

static bool begins_with(const char *bytes, size_t size, const char *head)
{
    return size >= strlen(head) && strncasecmp(bytes, head, strlen(head)) == 0;
}

bool html_is_likely(const char *bytes, size_t size)
{
    static const char *const heads[] = {"<!doctype html", "<html", "<head", "<body"};
    static const char *const tags[] = {"</p>", "</div>", "<p>", "<div", "</a>", "<br", "</h1>"};
    size_t found = 0;
    size = size < LIKELY_WINDOW ? size : LIKELY_WINDOW;
    for (size_t at = 0; at < size; at++) {
        if (bytes[at] != '<')
            continue;
        for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
            if (begins_with(bytes + at, size - at, heads[i]))
                return true;
        for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
            found += begins_with(bytes + at, size - at, tags[i]);
    }
    return found >= LIKELY_TAGS;
}
