/* An article: one text to read, cleaned and in blocks.
 *
 * The text is valid UTF-8 in which nothing can harm a terminal (base/visible.h); it holds the
 * blocks in reading order with an empty line between, the title first where there is one. All spans
 * of the program are byte ranges of this text. The article owns one arena: what later stages derive
 * from it may live there and dies with it. */
#ifndef ABREAST_ARTICLE_ARTICLE_H
#define ABREAST_ARTICLE_ARTICLE_H

#include "base/arena.h"
#include "base/failure.h"
#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>

enum side { SIDE_LEFT, SIDE_RIGHT, SIDE_COUNT };

static inline enum side side_other(enum side side)
{
    return side == SIDE_LEFT ? SIDE_RIGHT : SIDE_LEFT;
}

enum article_type { ARTICLE_AUTO, ARTICLE_TEXT, ARTICLE_MARKDOWN, ARTICLE_HTML };

struct article_options {
    enum article_type type;
    bool keep_all; /* leave nothing out and strip nothing: bullets, noise, repeated title stay */
};

enum block_kind {
    BLOCK_TITLE, /* only block 0 */
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_ITEM,
    BLOCK_QUOTATION,
    BLOCK_BYLINE,
};

struct block {
    enum block_kind kind;
    struct span span;
    const char *marker; /* of an item, as the input has it: a bullet sign or "3."; "" else */
};

/* A piece of the input that the reader is not shown, because it is not the article. */
struct left_out {
    size_t line;      /* of the input, from 1 */
    const char *text; /* sanitised as the article's text, one line */
    const char *why;  /* in words, as "comment form" */
};

/* Where a piece of the text stands in the input. */
struct line_mark {
    size_t offset; /* in the text */
    size_t line;   /* of the input, from 1; holds up to the next mark */
};

struct article {
    struct arena *arena;
    const char *path;   /* as the user named it, made visible; "standard input" for "-" */
    const char *outlet; /* who published it, where the input says so; else the file's name */
    const char *text;   /* NUL-terminated */
    size_t size;        /* bytes */
    struct block *blocks;
    size_t block_count;
    struct left_out *left_out;
    size_t left_out_count;
    struct line_mark *lines; /* ordered by offset */
    size_t line_count;
    const char **warnings; /* a line each, for the reader: what was odd about the input */
    size_t warning_count;
};

/* Makes an article of the bytes of a file. `path` only names it. Fails, saying what to do, where
 * the bytes hold no text to read (empty, binary). The caller owns the result. */
struct article *article_read(const char *path, const char *bytes, size_t size,
                             struct article_options options, struct failure *failure);
void article_free(struct article *article); /* NULL is allowed */

/* The title's span; empty where the article has none. */
struct span article_title(const struct article *article);

/* The line of the input on which the text's byte `offset` stands, from 1. */
size_t article_line(const struct article *article, size_t offset);

/* The block that holds `offset`, or the next one. */
size_t article_block(const struct article *article, size_t offset);

/* Adds a warning; later stages may, too. */
void article_warn(struct article *article, const char *format, ...) TEXT_FORMAT(2, 3);

#endif
