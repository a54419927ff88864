#include "article/clean.h"

#include "article/noise.h"
#include "article/shape.h"
#include "base/sign.h"

#include <unicase.h>

enum { TITLE_LINES = 3 }; /* of the input, that a title may be wrapped over */

static struct shape shape_of_piece(const struct page *page, size_t piece)
{
    return shape_of(page->text.bytes, page->pieces[piece].span);
}

/* The first piece at or behind `piece` that is not left out; piece_count without one. */
static size_t next_kept(const struct page *page, size_t piece)
{
    while (piece < page->piece_count && page->pieces[piece].why)
        piece++;
    return piece;
}

void clean_find_title(struct page *page)
{
    size_t first = next_kept(page, 0);
    if (next_kept(page, first + 1) >= page->piece_count)
        return;
    struct piece *piece = &page->pieces[first];
    struct shape shape = shape_of_piece(page, first);
    if ((piece->kind == BLOCK_PARAGRAPH || piece->kind == BLOCK_HEADING) &&
        piece->line_count <= TITLE_LINES && shape_is_title(&shape))
        piece->kind = BLOCK_TITLE;
}

static void leave_out_phrases(struct page *page)
{
    for (size_t i = 0; i < page->piece_count; i++) {
        struct piece *piece = &page->pieces[i];
        struct shape shape = shape_of_piece(page, i);
        struct noise noise = noise_find(page->text.bytes, piece->span, &shape);
        if (noise.why && !shape_is_byline(page->text.bytes, piece->span))
            piece->why = arena_text(page->arena, noise.why, noise.size);
    }
}

/* A comment form and what follows it, where nothing that follows is there to be read. */
static void leave_out_tail(struct page *page)
{
    size_t tail = page->piece_count;
    for (size_t i = page->piece_count; i-- > 0;) {
        struct shape shape = shape_of_piece(page, i);
        if (!page->pieces[i].why && shape_is_running(&shape))
            break;
        if (noise_find(page->text.bytes, page->pieces[i].span, &shape).tail)
            tail = i;
    }
    for (size_t i = tail; i < page->piece_count; i++)
        if (!page->pieces[i].why)
            page->pieces[i].why = page->pieces[tail].why;
}

/* Whether two spans hold the same letters and digits, whatever their case and what is between. */
static bool reads_the_same(const char *text, struct span a, struct span b)
{
    for (;;) {
        uint32_t left = 0, right = 0;
        while (a.start < a.end && !sign_is_letter(left) && !sign_is_digit(left))
            left = sign_next(text, &a.start, a.end);
        while (b.start < b.end && !sign_is_letter(right) && !sign_is_digit(right))
            right = sign_next(text, &b.start, b.end);
        bool left_ends = !sign_is_letter(left) && !sign_is_digit(left);
        bool right_ends = !sign_is_letter(right) && !sign_is_digit(right);
        if (left_ends || right_ends)
            return left_ends && right_ends;
        if (uc_tolower(left) != uc_tolower(right))
            return false;
    }
}

static void leave_out_repeated(struct page *page, size_t title)
{
    for (size_t i = title + 1; i < page->piece_count; i++) {
        struct piece *piece = &page->pieces[i];
        if (!piece->why && reads_the_same(page->text.bytes, page->pieces[title].span, piece->span))
            piece->why = "repeated title";
    }
}

/* A line of names right above the date is the author's: "Ada Pilot, The Tide". */
static void find_author(struct page *page, size_t title, size_t date)
{
    struct piece *piece = &page->pieces[date - 1];
    struct shape shape = shape_of_piece(page, date - 1);
    if (date - 1 > title && !piece->why && piece->kind != BLOCK_ITEM &&
        shape.words == shape.capitals && shape_is_heading(&shape))
        piece->kind = BLOCK_BYLINE;
}

/* A name of a section over a paragraph; over a list it is a heading. */
static bool is_section(const struct page *page, size_t at, const struct shape *shape)
{
    size_t next = next_kept(page, at + 1);
    return next < page->piece_count && page->pieces[next].kind != BLOCK_ITEM &&
           shape_is_label(shape);
}

/* Between the title and the first text to read stand section names and dates. */
static void leave_out_labels(struct page *page, size_t title)
{
    for (size_t i = title + 1; i < page->piece_count; i++) {
        struct piece *piece = &page->pieces[i];
        struct shape shape = shape_of_piece(page, i);
        if (piece->why || piece->kind == BLOCK_BYLINE)
            continue;
        if (piece->kind == BLOCK_ITEM || shape_has_stop(&shape) || shape_is_running(&shape))
            return;
        if (shape_is_date(page->text.bytes, piece->span)) {
            find_author(page, title, i);
            piece->why = "date of publication";
        } else if (is_section(page, i, &shape)) {
            piece->why = "section label";
        }
    }
}

void clean_page(struct page *page)
{
    leave_out_phrases(page);
    leave_out_tail(page);
    size_t title = next_kept(page, 0);
    if (title == page->piece_count) {
        for (size_t i = 0; i < page->piece_count; i++)
            page->pieces[i].why = NULL;
        return;
    }
    clean_find_title(page);
    if (page->pieces[title].kind != BLOCK_TITLE)
        return;
    leave_out_repeated(page, title);
    leave_out_labels(page, title);
}
