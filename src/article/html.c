#include "article/html.h"

#include "article/html-extract.h"
#include "article/html-guard.h"
#include "article/html-meta.h"
#include "article/html-scraps.h"
#include "article/html-tree.h"
#include "base/visible.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    ARTICLE_MIN = 140,             /* bytes; less is no article */
    ARTICLE_MAX = 8 * 1024 * 1024, /* bytes; no article is that long, and no reader that patient */
    HEADLINE_MIN = 8,              /* bytes of a heading that is the title's better part */
    LIKELY_WINDOW = 64 * 1024,     /* bytes searched for signs of HTML */
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
        if (!keep_all && why[i] && html_is_scrap(tree, i))
            continue;
        struct piece *piece = page_begin(page, block->kind, block->line);
        piece->why = keep_all ? NULL : why[i];
        piece->apart = true;
        append_block(tree, block, page);
    }
    if (!keep_all)
        html_leave_scraps(tree, why, page);
}

/* The heading on the page that is the title or the part of it without the site's name; the number
 * of blocks without one. */
static size_t find_headline(const struct html_tree *tree, const char *title)
{
    size_t i = 0;
    for (; i < tree->block_count; i++) {
        struct span span = tree->blocks[i].span;
        if (title && tree->blocks[i].kind == BLOCK_HEADING && span_size(span) >= HEADLINE_MIN &&
            memmem(title, strlen(title), tree->text.bytes + span.start, span_size(span)))
            break;
    }
    return i;
}

static void add_line(struct page *page, enum block_kind kind, const char *head, const char *words,
                     size_t line)
{
    page_begin(page, kind, line);
    if (*head)
        page_append(page, head, strlen(head), line);
    page_append(page, words, strlen(words), line);
}

/* What the page says of its article stands above it; `line` is where the article begins. */
static void add_head(const struct html_tree *tree, const struct html_meta *meta, size_t line,
                     struct page *page)
{
    size_t headline = find_headline(tree, meta->page_title);
    if (headline < tree->block_count) {
        line = tree->blocks[headline].line;
        page_begin(page, BLOCK_TITLE, line);
        append_block(tree, &tree->blocks[headline], page);
    } else if (meta->title) {
        add_line(page, BLOCK_TITLE, "", meta->title, line);
    }
    if (meta->author)
        add_line(page, BLOCK_BYLINE, strncasecmp(meta->author, "by ", 3) ? "By" : "", meta->author,
                 line);
    if (meta->date) {
        add_line(page, BLOCK_PARAGRAPH, "", meta->date, line);
        page->pieces[page->piece_count - 1].why = "date of publication";
    }
    page->outlet = meta->outlet;
}

static bool fail(const char *name, const char *what, struct failure *failure)
{
    return failure_set(failure, "cannot read %s: %s", name, what);
}

static bool take_article(const GumboOutput *output, bool keep_all, const char *name,
                         struct page *page, struct failure *failure)
{
    struct html_tree tree = {0};
    struct html_meta meta;
    html_tree_build(output->root, &tree);
    html_meta_read(output->root, page->arena, &meta);
    struct html_choice choice = html_choose(&tree);
    size_t first = 0;
    while (first < tree.block_count && choice.why[first])
        first++;
    size_t size = keep_all ? tree.text.size : choice.kept;
    bool done = false;
    if (size > ARTICLE_MAX)
        fail(name, "there are more than 8 MiB of text on this page; cut it down to the article",
             failure);
    else if (keep_all && size == 0)
        fail(name, "there is no text on this page; --type=text shows its source", failure);
    else if (!keep_all && size < ARTICLE_MIN)
        fail(name,
             "no article was found on this page; --keep-all shows all of its text, "
             "--type=text its source",
             failure);
    else
        done = true;
    if (done && !keep_all)
        add_head(&tree, &meta, tree.blocks[first].line, page);
    if (done)
        add_pieces(&tree, choice.why, keep_all, page);
    free(choice.why);
    html_tree_free(&tree);
    return done;
}

bool html_parse(struct text *source, bool keep_all, const char *name, struct page *page,
                struct failure *failure)
{
    struct arena *arena = arena_new();
    html_bound_depth(source);
    const GumboOutput *output = html_parse_guarded(source, arena);
    bool done = output ? take_article(output, keep_all, name, page, failure)
                       : fail(name,
                              "its tags would take too much memory; save the article's text "
                              "alone, or use --type=text",
                              failure);
    arena_free(arena);
    return done;
}

static bool begins_with(const char *bytes, size_t size, const char *head)
{
    return size >= strlen(head) && strncasecmp(bytes, head, strlen(head)) == 0;
}

static size_t count_tags(const char *bytes, size_t size, const char *const tags[], size_t count)
{
    size_t found = 0;
    size = size < LIKELY_WINDOW ? size : LIKELY_WINDOW;
    for (size_t at = 0; at < size; at++)
        for (size_t i = 0; bytes[at] == '<' && i < count; i++)
            found += begins_with(bytes + at, size - at, tags[i]);
    return found;
}

bool html_is_page(const char *bytes, size_t size)
{
    static const char *const tags[] = {"<!doctype html", "<html", "<head>", "<body"};
    size_t start = 0;
    while (start < size && strchr(" \t\r\n", bytes[start]))
        start++;
    return start < size && bytes[start] == '<' &&
           count_tags(bytes, size, tags, sizeof tags / sizeof *tags) > 0;
}

bool html_has_tags(const char *bytes, size_t size)
{
    static const char *const tags[] = {"</p>", "</div>", "<p>", "<div", "</a>", "<br", "</h1>"};
    return count_tags(bytes, size, tags, sizeof tags / sizeof *tags) >= LIKELY_TAGS;
}
