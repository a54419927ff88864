#include "article/plain.h"

#include "article/columns.h"
#include "article/layout.h"
#include "article/line.h"
#include "article/mail.h"
#include "article/marker.h"
#include "article/shape.h"
#include "base/memory.h"
#include "base/sign.h"

#include <stdlib.h>
#include <string.h>

enum {
    LIST_HEADINGS = 3,
    COMPOUND_WINDOW = 64 * 1024, /* bytes of the text in which a compound is looked for */
};

struct parser {
    const char *source;
    struct lines lines;
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
    size_t at = line->span.start, depth = 0;
    for (; at < line->span.end && (text[at] == '>' || text[at] == ' '); at++)
        depth += text[at] == '>';
    if (text[line->span.start] == '>' && at < line->span.end) {
        line->quoted = depth;
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

/* `number` is the one of the first line. */
static void split_lines(struct parser *parser, struct span source, size_t number)
{
    const char *text = parser->source;
    bool after_blank = true;
    size_t page = 0;
    for (size_t start = source.start; start < source.end; number++) {
        const char *lf = memchr(text + start, '\n', source.end - start);
        struct span whole = {start, lf ? (size_t)(lf - text) : source.end};
        start = whole.end + 1;
        for (; whole.start < whole.end && text[whole.start] == '\f'; whole.start++)
            page++;
        struct line line = {.span = sign_trim(text, whole),
                            .number = number,
                            .page = page,
                            .after_blank = after_blank};
        after_blank = span_is_empty(line.span);
        if (after_blank)
            continue;
        line.indent = count_signs(text, (struct span){whole.start, line.span.start});
        take_quotation(text, &line);
        if (!line.quoted)
            take_marker(text, &line);
        line.inset = count_signs(text, (struct span){whole.start, line.span.start});
        MEMORY_APPEND(parser->lines.items, parser->lines.count, parser->lines.capacity, line);
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
 * paragraphs hardly ever do. A mail is so throughout. */
static void find_wrapping(struct parser *parser, bool is_mail)
{
    size_t pairs = 0, small = 0, signs = 0;
    for (size_t i = 1; i < parser->lines.count; i++) {
        const struct line *before = &parser->lines.items[i - 1], *line = &parser->lines.items[i];
        if (!follows(line))
            continue;
        pairs++;
        if (!starts_small(parser, line))
            continue;
        small++;
        signs += before->inset + count_signs(parser->source, before->span);
    }
    parser->wrapped = small > 0 && (is_mail || small >= pairs / 4);
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
    const struct line *before = &parser->lines.items[at - 1], *line = &parser->lines.items[at];
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

/* A line that ends within a word: "light-" before "house". A compound keeps its hyphen where the
 * text has it elsewhere, too. */
static bool is_cut(const struct parser *parser, size_t at, bool in_item, size_t inset)
{
    const struct line *line = &parser->lines.items[at];
    if (at + 1 == parser->lines.count || parser->source[line->span.end - 1] != '-' ||
        !continues(parser, at + 1, in_item, inset))
        return false;
    size_t end = line->span.end - 1;
    return sign_is_letter(sign_before(parser->source, line->span.start, &end)) &&
           starts_small(parser, line + 1);
}

static bool keeps_hyphen(const struct parser *parser, size_t at)
{
    const struct line *line = &parser->lines.items[at], *next = line + 1;
    struct text word = {0};
    size_t start = line->span.end, end = next->span.start;
    while (start > line->span.start && parser->source[start - 1] != ' ')
        start--;
    while (end < next->span.end && !strchr(" .,;:!?", parser->source[end]))
        end++;
    text_append(&word, parser->source + start, line->span.end - start);
    text_append(&word, parser->source + next->span.start, end - next->span.start);
    struct span window = {0, parser->lines.items[parser->lines.count - 1].span.end};
    if (window.end > COMPOUND_WINDOW)
        window.end = COMPOUND_WINDOW;
    bool found = memmem(parser->source, window.end, word.bytes, word.size);
    text_free(&word);
    return found;
}

/* Blanks in a row, as justified text has them, become one. */
static void add_words(const char *text, struct span span, bool joins, size_t number,
                      struct page *page)
{
    struct text words = {0};
    for (size_t i = span.start; i < span.end; i++) {
        char c = text[i] == '\f' || text[i] == '\n' ? ' ' : text[i];
        if (c != ' ' || !words.size || words.bytes[words.size - 1] != ' ')
            text_add_byte(&words, c);
    }
    (joins ? page_add : page_append)(page, text_string(&words), words.size, number);
    text_free(&words);
}

static void begin_piece(const struct parser *parser, const struct line *line, struct page *page)
{
    bool item = !span_is_empty(line->marker);
    enum block_kind kind = item ? BLOCK_ITEM : line->quoted ? BLOCK_QUOTATION : BLOCK_PARAGRAPH;
    struct piece *piece = page_begin(page, kind, line->number);
    if (item && !parser->keep_all)
        piece->marker =
            arena_text(page->arena, parser->source + line->marker.start, span_size(line->marker));
    piece->apart = line->after_blank;
}

/* What of a line is shown. */
static struct span words_of(const struct parser *parser, const struct line *line, bool first)
{
    struct span span = line->span;
    if (!span_is_empty(line->marker) && (parser->keep_all || !first))
        span.start = line->marker.start;
    if (line->quoted && parser->keep_all)
        while (span.start && parser->source[span.start - 1] != '\n')
            span.start--;
    return sign_trim(parser->source, span);
}

static void make_pieces(const struct parser *parser, struct page *page)
{
    size_t inset = 0; /* of the item that is being read */
    bool in_item = false, joins = false;
    for (size_t i = 0; i < parser->lines.count; i++) {
        const struct line *line = &parser->lines.items[i];
        bool first = i == 0 || !continues(parser, i, in_item, inset);
        if (first) {
            if (page->piece_count && !line->after_blank)
                page->pieces[page->piece_count - 1].apart = false;
            begin_piece(parser, line, page);
            in_item = !span_is_empty(line->marker);
            inset = line->inset;
        }
        struct span words = words_of(parser, line, first);
        bool cut = !parser->keep_all && is_cut(parser, i, in_item, inset);
        if (cut && !keeps_hyphen(parser, i))
            words.end--;
        add_words(parser->source, words, joins && !first, line->number, page);
        joins = cut;
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

static void add_signature(const struct text *source, size_t start, struct page *page)
{
    struct span words = sign_trim(source->bytes, (struct span){start, source->size});
    size_t number = 1;
    if (span_is_empty(words))
        return;
    for (size_t i = 0; i < start; i++)
        number += source->bytes[i] == '\n';
    page_begin(page, BLOCK_PARAGRAPH, number)->why = "signature";
    add_words(source->bytes, words, false, number, page);
}

/* Running heads go across the columns, so they go first. */
static void order_pages(struct lines *lines)
{
    layout_drop_heads(lines);
    columns_part(lines);
    layout_join_pages(lines);
}

void plain_parse(const struct text *source, bool keep_all, struct page *page)
{
    struct parser parser = {.source = text_string(source), .keep_all = keep_all};
    size_t head_lines = 0;
    size_t head = keep_all ? 0 : mail_take_head(source, page, &head_lines);
    size_t first = page->piece_count;
    size_t end = head ? mail_find_signature(source) : source->size;
    parser.lines.source = parser.source;
    split_lines(&parser, (struct span){head, end}, head_lines + 1);
    if (!keep_all && source->size && memchr(source->bytes, '\f', source->size))
        order_pages(&parser.lines);
    find_wrapping(&parser, head > 0);
    make_pieces(&parser, page);
    for (size_t i = first; i < page->piece_count; i++)
        page->pieces[i].kind = kind_of(&parser, page, i);
    level_lists(page);
    if (end < source->size)
        add_signature(source, end, page);
    free(parser.lines.items);
}
