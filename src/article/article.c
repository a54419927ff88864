#include "article/article.h"

#include "article/charset.h"
#include "article/clean.h"
#include "article/html.h"
#include "article/kind.h"
#include "article/layout.h"
#include "article/markdown.h"
#include "article/page.h"
#include "article/plain.h"
#include "base/sign.h"
#include "base/visible.h"

#include <stdarg.h>
#include <string.h>

enum {
    BINARY_SHARE = 10, /* a text has fewer controls than one byte in so many */
    FOREIGN_SHARE = 5, /* and fewer bytes that are not UTF-8 */
};

void article_free(struct article *article)
{
    if (article)
        arena_free(article->arena);
}

void article_warn(struct article *article, const char *format, ...)
{
    struct text raw = {0}, line = {0};
    va_list list;
    va_start(list, format);
    text_format_list(&raw, format, list);
    va_end(list);
    visible_append_line(&line, text_string(&raw), raw.size);

    const char **grown = arena_take(article->arena, article->warning_count + 1, sizeof *grown);
    if (article->warning_count)
        memcpy(grown, article->warnings, article->warning_count * sizeof *grown);
    grown[article->warning_count++] = arena_text(article->arena, text_string(&line), line.size);
    article->warnings = grown;
    text_free(&raw);
    text_free(&line);
}

struct span article_title(const struct article *article)
{
    if (article->block_count && article->blocks[0].kind == BLOCK_TITLE)
        return article->blocks[0].span;
    return (struct span){0, 0};
}

size_t article_line(const struct article *article, size_t offset)
{
    size_t low = 0, high = article->line_count; /* marks before `low` are at or before the offset */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (article->lines[middle].offset <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? article->lines[low - 1].line : 1;
}

size_t article_block(const struct article *article, size_t offset)
{
    size_t low = 0, high = article->block_count; /* blocks before `low` do not reach the offset */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (article->blocks[middle].span.end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool fail_binary(const char *name, struct failure *failure)
{
    return failure_set(failure, "cannot read %s: it is not text; save the article as a text file",
                       name);
}

/* The input as text, and what was found on the way to it. */
struct source {
    struct text text; /* visible UTF-8 */
    struct charset charset;
    size_t lost; /* bytes that its character set does not have */
    struct visible_counts counts;
};

static bool convert(const char *name, const char *bytes, size_t size, struct source *source,
                    struct failure *failure)
{
    struct text converted = {0};
    bool done = charset_convert(source->charset, bytes, size, &converted, &source->lost);
    if (!done)
        failure_set(failure,
                    "cannot read %s: this system cannot convert it from %s; save it as "
                    "UTF-8",
                    name, source->charset.name);
    else if (converted.size && memchr(converted.bytes, '\0', converted.size))
        done = fail_binary(name, failure);
    else
        visible_append(&source->text, text_string(&converted), converted.size, &source->counts);
    text_free(&converted);
    return done;
}

/* Refuses what is no text. */
static bool decode(const char *name, const char *bytes, size_t size, struct source *source,
                   struct failure *failure)
{
    source->charset = charset_find(bytes, size);
    size_t mark = source->charset.mark;
    if (strcmp(source->charset.name, "UTF-8") != 0) {
        if (!convert(name, bytes, size, source, failure))
            return false;
    } else if (size && memchr(bytes, '\0', size)) {
        return fail_binary(name, failure);
    } else {
        visible_append(&source->text, bytes + mark, size - mark, &source->counts);
    }
    if (source->counts.controls > size / BINARY_SHARE + 1)
        return fail_binary(name, failure);
    if (source->counts.invalid + source->lost > size / FOREIGN_SHARE + 1)
        return failure_set(failure,
                           "cannot read %s: its character set is not known; save it as "
                           "UTF-8",
                           name);
    return true;
}

static void warn_of_charset(struct article *article, const struct source *source)
{
    const char *name = source->charset.name;
    if (strcmp(name, "UTF-8") == 0)
        return;
    if (source->lost)
        article_warn(article, "converted from %s; %zu byte%s could not be read", name, source->lost,
                     source->lost == 1 ? "" : "s");
    else
        article_warn(article, "converted from %s", name);
}

static void warn_of_count(struct article *article, size_t count, const char *one, const char *many)
{
    if (count == 1)
        article_warn(article, "1 %s", one);
    else if (count)
        article_warn(article, "%zu %s", count, many);
}

static void warn_of_signs(struct article *article, const struct visible_counts *counts)
{
    warn_of_count(article, counts->invalid, "byte that is not UTF-8 shown as U+FFFD",
                  "bytes that are not UTF-8 shown as U+FFFD");
    warn_of_count(article, counts->controls, "control character shown as a sign",
                  "control characters shown as signs");
    warn_of_count(article, counts->hidden, "character that does not show replaced by U+FFFD",
                  "characters that do not show replaced by U+FFFD");
}

static void take_piece(struct article *article, const struct page *page, const struct piece *piece,
                       struct text *text)
{
    if (text->size)
        text_add(text, "\n\n");
    struct block *block = &article->blocks[article->block_count++];
    size_t start = text->size;
    text_append(text, page->text.bytes + piece->span.start, span_size(piece->span));
    enum block_kind kind = piece->kind;
    if (kind == BLOCK_TITLE && start) /* two lines called themselves the title */
        kind = BLOCK_HEADING;
    *block = (struct block){kind, {start, text->size}, piece->marker};
}

static void leave(struct article *article, size_t line, const struct text *text, struct span span,
                  const char *why)
{
    struct left_out *left_out = &article->left_out[article->left_out_count++];
    const char *bytes = arena_text(article->arena, text->bytes + span.start, span_size(span));
    *left_out = (struct left_out){line, bytes, why};
}

/* The scraps of the lines up to one; `*next` is the first that is not taken yet. */
static void leave_scraps(struct article *article, const struct page *page, size_t line,
                         size_t *next)
{
    for (; *next < page->scrap_count && page->scraps[*next].line <= line; ++*next) {
        const struct scrap *scrap = &page->scraps[*next];
        leave(article, scrap->line, &page->scrap_text, scrap->span, scrap->why);
    }
}

/* Makes the article's text, blocks and line marks of the pieces that stay. */
static void assemble(struct article *article, const struct page *page)
{
    size_t left_out = page->scrap_count, mark = 0, scrap = 0;
    for (size_t i = 0; i < page->piece_count; i++)
        left_out += page->pieces[i].why != NULL;
    size_t kept = page->piece_count + page->scrap_count - left_out;
    article->blocks = arena_take(article->arena, kept, sizeof *article->blocks);
    article->left_out = arena_take(article->arena, left_out, sizeof *article->left_out);
    article->lines = arena_take(article->arena, page->line_count, sizeof *article->lines);

    struct text text = {0};
    for (size_t i = 0; i < page->piece_count; i++) {
        const struct piece *piece = &page->pieces[i];
        leave_scraps(article, page, piece->line, &scrap);
        if (piece->why)
            leave(article, piece->line, &page->text, piece->span, piece->why);
        else
            take_piece(article, page, piece, &text);
        for (; mark < page->line_count && page->lines[mark].offset < piece->span.end; mark++) {
            size_t behind = piece->span.end - page->lines[mark].offset;
            if (!piece->why)
                article->lines[article->line_count++] =
                    (struct line_mark){text.size - behind, page->lines[mark].line};
        }
    }
    leave_scraps(article, page, SIZE_MAX, &scrap);
    article->text = arena_text(article->arena, text_string(&text), text.size);
    article->size = text.size;
    text_free(&text);
}

static struct article *make_article(const char *path)
{
    struct arena *arena = arena_new();
    struct article *article = arena_take(arena, 1, sizeof *article);
    struct text name = {0};
    const char *shown = strcmp(path, "-") == 0 ? "standard input" : path;
    visible_append_line(&name, shown, strlen(shown));
    article->arena = arena;
    article->path = arena_text(arena, text_string(&name), name.size);
    bool is_pipe =
        strncmp(article->path, "/dev/", 5) == 0 || strncmp(article->path, "/proc/", 6) == 0;
    const char *slash = is_pipe ? NULL : strrchr(article->path, '/');
    article->outlet = slash && slash[1] ? slash + 1 : article->path;
    text_free(&name);
    return article;
}

static bool parse(const struct article *article, struct article_options options,
                  struct source *source, struct page *page, struct failure *failure)
{
    struct text *text = &source->text;
    enum article_type type = options.type;
    if (type == ARTICLE_AUTO)
        type = kind_find(article->path, text_string(text), text->size);
    if (type == ARTICLE_HTML)
        return html_parse(text, options.keep_all, article->path, page, failure);
    if (type == ARTICLE_MARKDOWN && !options.keep_all) {
        markdown_parse(text, page);
    } else {
        source->counts.controls -= layout_prepare(text);
        plain_parse(text, options.keep_all, page);
    }
    return page->piece_count > 0 ||
           failure_set(failure, "cannot read %s: it holds no text; save the article's text in it",
                       article->path);
}

struct article *article_read(const char *path, const char *bytes, size_t size,
                             struct article_options options, struct failure *failure)
{
    struct article *article = make_article(path);
    struct source source = {0};
    struct page page = {.arena = article->arena};
    bool done = decode(article->path, bytes, size, &source, failure);
    if (done) {
        done = parse(article, options, &source, &page, failure);
    }
    if (done) {
        if (options.keep_all)
            clean_find_title(&page);
        else
            clean_page(&page);
        assemble(article, &page);
        if (page.outlet)
            article->outlet = page.outlet;
        warn_of_charset(article, &source);
        warn_of_signs(article, &source.counts);
    } else {
        article_free(article);
        article = NULL;
    }
    page_free(&page);
    text_free(&source.text);
    return article;
}
