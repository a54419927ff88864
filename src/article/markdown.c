#include "article/markdown.h"

#include "article/markdown-inline.h"
#include "article/marker.h"
#include "base/memory.h"
#include "base/sign.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    HEADING_MAX = 6,
    FENCE_MIN = 3,
    RULE_MIN = 3,
    FRONT_LINES = 200,          /* of front matter */
    LIKELY_WINDOW = 256 * 1024, /* bytes searched for signs of Markdown */
};

struct parser {
    const char *text;
    struct page *page;
    struct markdown_labels labels;
    struct text block; /* lines of the block that is open, with line ends between */
    size_t line;       /* on which that begins; 0: none is open */
    enum block_kind kind;
    struct span marker;
    char fence; /* sign of the fence round the code that is being read; 0: none */
    size_t fence_size;
    size_t quoted; /* signs of quotation before the last line */
};

/* The bytes from `at` on that are `sign`. */
static size_t count_signs(const char *text, struct span span, char sign)
{
    size_t at = span.start;
    while (at < span.end && text[at] == sign)
        at++;
    return at - span.start;
}

static void append_lines(struct parser *parser)
{
    struct text line = {0};
    size_t number = parser->line;
    for (size_t i = 0; i <= parser->block.size; i++) {
        char c = i < parser->block.size ? parser->block.bytes[i] : '\n';
        bool blank = c == ' ' && (!line.size || line.bytes[line.size - 1] == ' ');
        if (c && c != '\n' && !blank)
            text_add_byte(&line, c);
        if (c != '\n')
            continue;
        while (line.size && line.bytes[line.size - 1] == ' ')
            line.size--;
        if (line.size)
            page_append(parser->page, line.bytes, line.size, number);
        text_clear(&line);
        number++;
    }
    text_free(&line);
}

static bool holds_words(const struct text *block)
{
    for (size_t i = 0; i < block->size; i++)
        if (block->bytes[i] && block->bytes[i] != ' ' && block->bytes[i] != '\n')
            return true;
    return false;
}

static void close_block(struct parser *parser)
{
    if (!parser->line)
        return;
    if (!parser->fence && parser->block.size)
        markdown_remove_signs(&parser->block, &parser->labels);
    if (holds_words(&parser->block)) {
        struct piece *piece = page_begin(parser->page, parser->kind, parser->line);
        piece->apart = true;
        piece->marker = arena_text(parser->page->arena, parser->text + parser->marker.start,
                                   span_size(parser->marker));
        append_lines(parser);
    }
    text_clear(&parser->block);
    parser->line = 0;
}

static void open_block(struct parser *parser, enum block_kind kind, struct span words, size_t line)
{
    close_block(parser);
    parser->kind = kind;
    parser->line = line;
    parser->marker = (struct span){0, 0};
    text_append(&parser->block, parser->text + words.start, span_size(words));
}

static void add_line(struct parser *parser, struct span words, size_t line)
{
    if (!parser->line) {
        open_block(parser, parser->quoted ? BLOCK_QUOTATION : BLOCK_PARAGRAPH, words, line);
        return;
    }
    text_add_byte(&parser->block, '\n');
    text_append(&parser->block, parser->text + words.start, span_size(words));
}

/* Whether the line holds nothing but one sign, at least `least` times. */
static bool is_row_of(const char *text, struct span line, char sign, size_t least)
{
    size_t count = 0;
    for (size_t i = line.start; i < line.end; i++) {
        if (text[i] != sign && text[i] != ' ')
            return false;
        count += text[i] == sign;
    }
    return count >= least;
}

static bool is_rule(const char *text, struct span line)
{
    return is_row_of(text, line, '*', RULE_MIN) || is_row_of(text, line, '-', RULE_MIN) ||
           is_row_of(text, line, '_', RULE_MIN);
}

static bool take_heading(struct parser *parser, struct span line, size_t number)
{
    size_t level = count_signs(parser->text, line, '#');
    size_t behind = line.start + level;
    if (!level || level > HEADING_MAX || (behind < line.end && parser->text[behind] != ' '))
        return false;
    struct span words = sign_trim(parser->text, (struct span){behind, line.end});
    size_t end = words.end;
    while (end > words.start && parser->text[end - 1] == '#')
        end--;
    if (end == words.start || parser->text[end - 1] == ' ')
        words = sign_trim(parser->text, (struct span){words.start, end});
    open_block(parser, BLOCK_HEADING, words, number);
    close_block(parser);
    return true;
}

/* A line that makes a heading of the one before it. */
static bool take_underline(struct parser *parser, struct span line)
{
    char sign = parser->text[line.start];
    if (!parser->line || parser->kind != BLOCK_PARAGRAPH || (sign != '=' && sign != '-') ||
        count_signs(parser->text, line, sign) != span_size(line))
        return false;
    parser->kind = BLOCK_HEADING;
    close_block(parser);
    return true;
}

static bool take_fence(struct parser *parser, struct span line)
{
    char sign = parser->text[line.start];
    size_t size = count_signs(parser->text, line, sign);
    if (size < FENCE_MIN || (sign != '`' && sign != '~') ||
        memchr(parser->text + line.start + size, '`', span_size(line) - size))
        return false;
    close_block(parser);
    parser->fence = sign;
    parser->fence_size = size;
    return true;
}

static void read_fenced(struct parser *parser, struct span line, size_t number)
{
    if (count_signs(parser->text, line, parser->fence) >= parser->fence_size &&
        is_row_of(parser->text, line, parser->fence, parser->fence_size)) {
        close_block(parser);
        parser->fence = 0;
    } else if (!span_is_empty(line)) {
        add_line(parser, line, number);
    }
}

static bool take_item(struct parser *parser, struct span line, size_t number)
{
    struct marker marker;
    if (!marker_read(parser->text, line, &marker) ||
        (marker.bullet && !strchr("-+*", (int)(marker.bullet & 0x7F))) || marker.bullet > 0x7F)
        return false;
    if (!marker.bullet && parser->line && parser->kind != BLOCK_ITEM && marker.number != 1)
        return false; /* a year at the start of a line */
    struct span words = sign_trim(parser->text, (struct span){marker.end, line.end});
    static const char *const boxes[] = {"[ ] ", "[x] ", "[X] "};
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
        if (span_size(words) > 4 && memcmp(parser->text + words.start, boxes[i], 4) == 0)
            words.start += 4;
    open_block(parser, BLOCK_ITEM, words, number);
    parser->marker = (struct span){line.start, marker.end};
    return true;
}

static bool take_table_row(struct parser *parser, struct span line, size_t number)
{
    if (parser->text[line.start] != '|')
        return false;
    struct span cells = {line.start + 1, line.end - (parser->text[line.end - 1] == '|')};
    if (cells.end < cells.start)
        cells.end = cells.start;
    close_block(parser);
    cells = sign_trim(parser->text, cells);
    if (strspn(parser->text + cells.start, "|-: ") < span_size(cells)) {
        open_block(parser, BLOCK_PARAGRAPH, cells, number);
        close_block(parser);
    }
    return true;
}

/* "[label]: address": the label's span; empty where the line is none. */
static struct span find_definition(const char *text, struct span line)
{
    struct span none = {line.start, line.start};
    const char *close =
        text[line.start] == '[' ? memchr(text + line.start, ']', span_size(line)) : NULL;
    size_t at = close ? (size_t)(close - text) : line.end;
    if (at + 2 >= line.end || text[at + 1] != ':' || text[line.start + 1] == '^')
        return none;
    return (struct span){line.start + 1, at};
}

static struct span take_quotation(struct parser *parser, struct span line)
{
    size_t depth = 0;
    while (line.start < line.end &&
           (parser->text[line.start] == '>' || (depth && parser->text[line.start] == ' '))) {
        depth += parser->text[line.start] == '>';
        line.start++;
    }
    bool lazy = !depth && parser->quoted && parser->line; /* goes on without its sign */
    if (!lazy && depth != parser->quoted) {
        close_block(parser);
        parser->quoted = depth;
    }
    return line;
}

static void read_line(struct parser *parser, struct span line, size_t number)
{
    line = sign_trim(parser->text, line);
    if (parser->fence) {
        read_fenced(parser, line, number);
        return;
    }
    if (span_is_empty(line)) {
        close_block(parser);
        parser->quoted = 0;
        return;
    }
    line = sign_trim(parser->text, take_quotation(parser, line));
    if (span_is_empty(line)) {
        close_block(parser);
        return;
    }
    if (take_underline(parser, line) || take_heading(parser, line, number) ||
        take_fence(parser, line))
        return;
    if (is_rule(parser->text, line) || !span_is_empty(find_definition(parser->text, line))) {
        close_block(parser);
        return;
    }
    if (!take_item(parser, line, number) && !take_table_row(parser, line, number))
        add_line(parser, line, number);
}

/* The line at `*at`, which is moved behind it. */
static struct span next_line(const struct text *source, size_t *at)
{
    const char *end = memchr(source->bytes + *at, '\n', source->size - *at);
    struct span line = {*at, end ? (size_t)(end - source->bytes) : source->size};
    *at = line.end + 1;
    return line;
}

static int compare_labels(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void collect_labels(struct parser *parser, const struct text *source)
{
    struct markdown_labels *labels = &parser->labels;
    for (size_t at = 0; at < source->size;) {
        struct span line = sign_trim(source->bytes, next_line(source, &at));
        struct span found = span_is_empty(line) ? line : find_definition(source->bytes, line);
        char label[MARKDOWN_LABEL_SIZE];
        if (markdown_label(source->bytes + found.start, span_size(found), label))
            MEMORY_APPEND(labels->items, labels->count, labels->capacity,
                          arena_text(parser->page->arena, label, strlen(label)));
    }
    if (labels->count)
        qsort(labels->items, labels->count, sizeof *labels->items, compare_labels);
}

/* Blanks what stands between "<!--" and "-->". */
static void drop_comments(struct text *source)
{
    char *at = source->bytes, *end = source->bytes + source->size;
    while (at && (at = memmem(at, (size_t)(end - at), "<!--", 4))) {
        char *close = memmem(at + 4, (size_t)(end - at - 4), "-->", 3);
        if (!close)
            return;
        for (; at < close + 3; at++)
            if (*at != '\n')
                *at = ' ';
    }
}

/* The value of "key: value", without quotes; empty for another key. */
static struct span front_value(const char *text, struct span line, const char *key)
{
    size_t size = strlen(key);
    if (span_size(line) <= size || strncasecmp(text + line.start, key, size) != 0 ||
        text[line.start + size] != ':')
        return (struct span){line.start, line.start};
    struct span value = sign_trim(text, (struct span){line.start + size + 1, line.end});
    char quote = span_is_empty(value) ? 0 : text[value.start];
    if (span_size(value) > 1 && (quote == '"' || quote == '\'' || quote == '[') &&
        text[value.end - 1] == (quote == '[' ? ']' : quote)) {
        value.start++;
        value.end--;
    }
    return value;
}

static void put_front(struct page *page, enum block_kind kind, const char *text, struct span value,
                      size_t line)
{
    struct piece *piece = page_begin(page, kind, line);
    piece->apart = true;
    if (kind == BLOCK_PARAGRAPH)
        piece->why = "date of publication";
    if (kind == BLOCK_BYLINE && strncasecmp(text + value.start, "by ", 3) != 0)
        page_append(page, "By", 2, line);
    page_append(page, text + value.start, span_size(value), line);
}

/* An article begins with its title, so that is taken first. */
static void take_front_line(struct parser *parser, struct span line, size_t number, bool title)
{
    static const struct {
        const char *key;
        enum block_kind kind;
    } fields[] = {
        {"title", BLOCK_TITLE},
        {"author", BLOCK_BYLINE},
        {"authors", BLOCK_BYLINE},
        {"date", BLOCK_PARAGRAPH},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        struct span value = front_value(parser->text, line, fields[i].key);
        if (!span_is_empty(value) && (fields[i].kind == BLOCK_TITLE) == title)
            put_front(parser->page, fields[i].kind, parser->text, value, number);
    }
    struct span source = front_value(parser->text, line, "source");
    if (!span_is_empty(source))
        parser->page->outlet =
            arena_text(parser->page->arena, parser->text + source.start, span_size(source));
}

/* The end of front matter and its number of lines; 0 without. */
static size_t find_front(const struct text *source, size_t *lines)
{
    size_t at = 0;
    *lines = 0;
    if (source->size < 4 || memcmp(source->bytes, "---\n", 4) != 0)
        return 0;
    for (; at < source->size && *lines < FRONT_LINES; ++*lines) {
        struct span line = next_line(source, &at);
        if (*lines && span_size(line) == 3 &&
            (memcmp(source->bytes + line.start, "---", 3) == 0 ||
             memcmp(source->bytes + line.start, "...", 3) == 0)) {
            ++*lines;
            return at < source->size ? at : source->size;
        }
    }
    *lines = 0;
    return 0;
}

static size_t read_front(struct parser *parser, const struct text *source, size_t *lines)
{
    size_t end = find_front(source, lines);
    for (int pass = 0; pass < 2; pass++)
        for (size_t at = 0, number = 1; at < end; number++)
            take_front_line(parser, next_line(source, &at), number, pass == 0);
    return end;
}

void markdown_parse(const struct text *source, struct page *page)
{
    struct text copy = {0};
    size_t lines;
    if (!source->size)
        return;
    text_append(&copy, source->bytes, source->size);
    drop_comments(&copy);
    struct parser parser = {.text = copy.bytes, .page = page};
    collect_labels(&parser, &copy);
    size_t at = read_front(&parser, &copy, &lines);
    while (at < copy.size) {
        struct span line = next_line(&copy, &at);
        read_line(&parser, line, ++lines);
    }
    close_block(&parser);
    text_free(&parser.block);
    free(parser.labels.items);
    text_free(&copy);
}

static bool is_heading_line(const char *text, struct span line)
{
    size_t level = count_signs(text, line, '#');
    return level && level <= HEADING_MAX && line.start + level + 1 < line.end &&
           text[line.start + level] == ' ' && text[line.start + level + 1] != ' ';
}

static bool has_pair(const char *text, struct span line, const char *sign)
{
    const char *start = memmem(text + line.start, span_size(line), sign, 2);
    if (!start || start[2] == ' ' || start[2] == sign[0])
        return false;
    return memmem(start + 2, (size_t)(text + line.end - start - 2), sign, 2) != NULL;
}

static bool has_link(const char *text, struct span line)
{
    const char *at = memmem(text + line.start, span_size(line), "](", 2);
    return at && memchr(text + line.start, '[', (size_t)(at - text) - line.start) &&
           memchr(at, ')', (size_t)(text + line.end - at));
}

bool markdown_is_likely(const char *bytes, size_t size)
{
    struct text source = {(char *)(uintptr_t)bytes, size < LIKELY_WINDOW ? size : LIKELY_WINDOW, 0};
    size_t headings = 0, links = 0, strong = 0, fences = 0, lines;
    if (!size)
        return false;
    if (find_front(&source, &lines) && memmem(bytes, source.size, "\ntitle:", 7))
        return true;
    for (size_t at = 0; at < source.size;) {
        struct span line = next_line(&source, &at);
        headings += is_heading_line(bytes, line);
        links += has_link(bytes, line) ||
                 !span_is_empty(span_is_empty(line) ? line : find_definition(bytes, line));
        strong += has_pair(bytes, line, "**");
        fences += count_signs(bytes, line, '`') >= FENCE_MIN;
    }
    int kinds = (headings > 0) + (links > 0) + (strong > 0) + (fences > 1);
    return kinds >= 2 || headings >= 2 || links >= 3;
}
