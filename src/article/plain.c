#include "article/plain.h"

#include "article/marker.h"
#include "article/shape.h"
#include "base/memory.h"
#include "base/sign.h"

#include <stdlib.h>
#include <string.h>

enum { LIST_HEADINGS = 3 };

/* A line of the source that is not blank. */
struct line {
    struct span span;   /* in the source, without blanks at the ends and without the sign */
    struct span marker; /* sign of an item; empty: none */
    size_t number;      /* in the input, from 1 */
    size_t indent;      /* blanks before all of it */
    size_t inset;       /* signs before its text */
    bool quoted;        /* a ">" stood before it */
    bool after_blank;
};

struct parser {
    const char *source;
    struct line *lines;
    size_t line_count, line_capacity;
    bool wrapped;  /* lines are broken at a width, not at the ends of paragraphs */
    size_t narrow; /* signs; a line that could hold so many more was ended on purpose */
    bool keep_all;
};

/* Takes the sign of an item off the line. */
static void take_marker(const char *text, struct line *line)
{
    struct marker marker;
    if (!marker_read(text, line->span, &marker))
        return;
    struct span rest = sign_trim(text, (struct span){marker.end, line->span.end});
    if (span_is_empty(rest))
        return;
    line->marker = (struct span){line->span.start, marker.end};
    line->span = rest;
}

static void take_quotation(const char *text, struct line *line)
{
    size_t at = line->span.start;
    while (at < line->span.end && (text[at] == '>' || text[at] == ' '))
        at++;
    if (text[line->span.start] == '>' && at < line->span.end) {
        line->quoted = true;
        line->span.start = at;
    }
}

static size_t count_signs(const char *text, struct span span)
{
    size_t count = 0;
    for (size_t i = span.start; i < span.end; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

static void split_lines(struct parser *parser, size_t size)
{
    const char *text = parser->source;
    bool after_blank = true;
    size_t number = 1;
    for (size_t start = 0; start < size; number++) {
        const char *lf = memchr(text + start, '\n', size - start);
        struct span whole = {start, lf ? (size_t)(lf - text) : size};
        struct line line = {sign_trim(text, whole), .number = number, .after_blank = after_blank};
        start = whole.end + 1;
        after_blank = span_is_empty(line.span);
        if (after_blank)
            continue;
        line.indent = count_signs(text, (struct span){whole.start, line.span.start});
        take_quotation(text, &line);
        if (!line.quoted)
            take_marker(text, &line);
        line.inset = count_signs(text, (struct span){whole.start, line.span.start});
        MEMORY_APPEND(parser->lines, parser->line_count, parser->line_capacity, line);
    }
}

static bool follows(const struct line *line)
{
    return !line->after_blank && span_is_empty(line->marker);
}

static bool starts_small(const struct parser *parser, const struct line *line)
{
    return sign_is_lower(sign_at(parser->source, line->span.start, line->span.end));
}

/* Lines that were broken at a width go on with a small letter more often than not; the ends of
 * paragraphs hardly ever do. */
static void find_wrapping(struct parser *parser)
{
    size_t pairs = 0, small = 0, signs = 0;
    for (size_t i = 1; i < parser->line_count; i++) {
        const struct line *before = &parser->lines[i - 1], *line = &parser->lines[i];
        if (!follows(line))
            continue;
        pairs++;
        if (!starts_small(parser, line))
            continue;
        small++;
        signs += before->inset + count_signs(parser->source, before->span);
    }
    parser->wrapped = small > 0 && small >= pairs / 4;
    parser->narrow = small ? signs / small / 4 * 3 : 0;
}

/* Whether the first word of `line` would have stood on the line before it with room to spare. */
static bool was_ended(const struct parser *parser, const struct line *before,
                      const struct line *line)
{
    size_t word = line->span.start;
    while (word < line->span.end && parser->source[word] != ' ')
        word++;
    size_t signs = before->inset + count_signs(parser->source, before->span) + 1 +
                   count_signs(parser->source, (struct span){line->span.start, word});
    return signs < parser->narrow;
}

static bool continues(const struct parser *parser, size_t at, bool in_item, size_t inset)
{
    const struct line *before = &parser->lines[at - 1], *line = &parser->lines[at];
    if (line->after_blank || line->quoted != before->quoted)
        return false;
    if (!span_is_empty(line->marker))
        return parser->wrapped && !in_item && starts_small(parser, line);
    if (in_item && line->indent > 0 && line->indent + 1 >= inset)
        return true;
    if (!parser->wrapped)
        return false;
    return starts_small(parser, line) || !was_ended(parser, before, line);
}

static void append_line(const struct parser *parser, const struct line *line, bool first,
                        struct page *page)
{
    struct span span = line->span;
    if (!span_is_empty(line->marker) && (parser->keep_all || !first))
        span.start = line->marker.start;
    if (line->quoted && parser->keep_all)
        while (span.start && parser->source[span.start - 1] != '\n')
            span.start--;
    span = sign_trim(parser->source, span);
    page_append(page, parser->source + span.start, span_size(span), line->number);
}

static void begin_piece(const struct parser *parser, const struct line *line, struct page *page)
{
    bool item = !span_is_empty(line->marker);
    enum block_kind kind = item           ? BLOCK_ITEM
                           : line->quoted ? BLOCK_QUOTATION
                                          : BLOCK_PARAGRAPH;
    struct piece *piece = page_begin(page, kind, line->number);
    if (item && !parser->keep_all)
        piece->marker = arena_text(page->arena, parser->source + line->marker.start,
                                   span_size(line->marker));
    piece->apart = line->after_blank;
}

static void make_pieces(const struct parser *parser, struct page *page)
{
    size_t inset = 0; /* of the item that is being read */
    bool in_item = false;
    for (size_t i = 0; i < parser->line_count; i++) {
        const struct line *line = &parser->lines[i];
        bool first = i == 0 || !continues(parser, i, in_item, inset);
        if (first) {
            if (page->piece_count && !line->after_blank)
                page->pieces[page->piece_count - 1].apart = false;
            begin_piece(parser, line, page);
            in_item = !span_is_empty(line->marker);
            inset = line->inset;
        }
        append_line(parser, line, first, page);
    }
}

static enum block_kind kind_of(const struct parser *parser, const struct page *page, size_t at)
{
    const struct piece *piece = &page->pieces[at];
    const char *text = page->text.bytes;
    struct shape shape = shape_of(text, piece->span);
    if (piece->kind != BLOCK_PARAGRAPH)
        return piece->kind;
    if (shape_is_byline(text, piece->span))
        return BLOCK_BYLINE;
    if (piece->apart && shape_is_quotation(text, piece->span))
        return BLOCK_QUOTATION;
    bool room = piece->apart || (!parser->wrapped && piece->line_count == 1);
    if (room && at + 1 < page->piece_count && shape_is_heading(&shape))
        return BLOCK_HEADING;
    return BLOCK_PARAGRAPH;
}

/* Several headings in a row are no headings but a list without signs. The first ones may be: title,
 * section, date and author stand above a page's text. */
static void level_lists(struct page *page)
{
    size_t row = 0;
    bool above = true;
    for (size_t i = 0; i < page->piece_count; i++) {
        bool heading = page->pieces[i].kind == BLOCK_HEADING;
        row = heading ? row + 1 : 0;
        above &= heading || page->pieces[i].kind == BLOCK_BYLINE;
        if (above || row < LIST_HEADINGS)
            continue;
        for (size_t j = row == LIST_HEADINGS ? i + 1 - row : i; j <= i; j++)
            page->pieces[j].kind = BLOCK_PARAGRAPH;
    }
}

void plain_parse(const struct text *source, bool keep_all, struct page *page)
{
    struct parser parser = {.source = text_string(source), .keep_all = keep_all};
    split_lines(&parser, source->size);
    find_wrapping(&parser);
    make_pieces(&parser, page);
    for (size_t i = 0; i < page->piece_count; i++)
        page->pieces[i].kind = kind_of(&parser, page, i);
    level_lists(page);
    free(parser.lines);
}
