#include "article/page.h"

#include "base/memory.h"

#include <stdlib.h>

void page_free(struct page *page)
{
    text_free(&page->text);
    free(page->pieces);
    free(page->lines);
    text_free(&page->scrap_text);
    free(page->scraps);
    *page = (struct page){0};
}

struct piece *page_begin(struct page *page, enum block_kind kind, size_t line)
{
    struct piece piece = {
        .kind = kind,
        .span = {page->text.size, page->text.size},
        .marker = "",
        .line = line,
    };
    MEMORY_APPEND(page->pieces, page->piece_count, page->piece_capacity, piece);
    return &page->pieces[page->piece_count - 1];
}

void page_append(struct page *page, const char *bytes, size_t size, size_t line)
{
    if (!span_is_empty(page->pieces[page->piece_count - 1].span))
        text_add_byte(&page->text, ' ');
    page_add(page, bytes, size, line);
}

void page_add(struct page *page, const char *bytes, size_t size, size_t line)
{
    struct piece *piece = &page->pieces[page->piece_count - 1];
    struct line_mark mark = {page->text.size, line};
    MEMORY_APPEND(page->lines, page->line_count, page->line_capacity, mark);
    text_append(&page->text, bytes, size);
    piece->span.end = page->text.size;
    piece->line_count++;
}

void page_leave(struct page *page, const char *bytes, size_t size, size_t line, const char *why)
{
    size_t start = page->scrap_text.size;
    struct scrap scrap = {line, {start, start + size}, why};
    text_append(&page->scrap_text, bytes, size);
    MEMORY_APPEND(page->scraps, page->scrap_count, page->scrap_capacity, scrap);
}
