/* A page: what a parser makes of the input, before cleaning. Pieces in reading order over a text
 * that is already visible (base/visible.h), and for each of its bytes the line of the input. */
#ifndef ABREAST_ARTICLE_PAGE_H
#define ABREAST_ARTICLE_PAGE_H

#include "article/article.h"
#include "base/arena.h"
#include "base/span.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* A block that may yet turn out to be noise. */
struct piece {
    enum block_kind kind;
    struct span span;   /* in the page's text, one line */
    const char *marker; /* as in struct block; in the arena */
    size_t line;        /* of the input, on which it begins */
    size_t line_count;  /* of the input, that were joined in it */
    bool apart;         /* an empty line, or the page's end, stands before and behind it */
    const char *why;    /* it is no part of the article; NULL: it is. Not owned */
};

/* Words that a parser leaves out though they are no text to read on: menus, captions, buttons. They
 * are no pieces, for nothing else of the page hangs on them. */
struct scrap {
    size_t line;
    struct span span; /* in the page's scraps, one line */
    const char *why;  /* not owned */
};

struct page {
    struct arena *arena; /* not owned */
    const char *outlet;  /* who published it, in the arena; NULL where the input does not say */
    struct text text;
    struct piece *pieces;
    size_t piece_count, piece_capacity;
    struct line_mark *lines;
    size_t line_count, line_capacity;
    struct text scrap_text;
    struct scrap *scraps; /* ordered by line */
    size_t scrap_count, scrap_capacity;
};

void page_free(struct page *page);

/* Begins a piece; what is appended belongs to it until the next one begins. */
struct piece *page_begin(struct page *page, enum block_kind kind, size_t line);

/* Appends a line of the input to the last piece, a space before it where others came before. */
void page_append(struct page *page, const char *bytes, size_t size, size_t line);

/* Appends to the last piece what goes on without a border of words. */
void page_add(struct page *page, const char *bytes, size_t size, size_t line);

/* Adds what was left out, as a line that is visible already. */
void page_leave(struct page *page, const char *bytes, size_t size, size_t line, const char *why);

#endif
