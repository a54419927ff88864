#include "article/mail.h"

#include "base/sign.h"

#include <string.h>
#include <strings.h>

enum {
    HEAD_LINES = 200,
    FIELDS_MIN = 2,       /* known ones, that make lines the head of a mail */
    SIGNATURE_MAX = 2000, /* bytes */
};

static const struct field {
    const char *name;
    enum block_kind kind;
    const char *why; /* NULL: it stays */
} fields[] = {
    {"Subject", BLOCK_TITLE, NULL},
    {"From", BLOCK_BYLINE, NULL},
    {"Date", BLOCK_PARAGRAPH, "date of publication"},
    {"To", BLOCK_PARAGRAPH, "head of the mail"},
    {"Cc", BLOCK_PARAGRAPH, "head of the mail"},
    {"Message-ID", BLOCK_PARAGRAPH, "head of the mail"},
    {"Reply-To", BLOCK_PARAGRAPH, "head of the mail"},
    {"Return-Path", BLOCK_PARAGRAPH, "head of the mail"},
    {"Received", BLOCK_PARAGRAPH, "head of the mail"},
    {"MIME-Version", BLOCK_PARAGRAPH, "head of the mail"},
    {"Content-Type", BLOCK_PARAGRAPH, "head of the mail"},
    {"Newsgroups", BLOCK_PARAGRAPH, "head of the mail"},
    {"Organization", BLOCK_PARAGRAPH, "head of the mail"},
};
enum { FIELD_COUNT = sizeof fields / sizeof *fields };

static const struct field other = {"", BLOCK_PARAGRAPH, "head of the mail"};

static const struct field *find_field(const char *name, size_t size)
{
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (strlen(fields[i].name) == size && strncasecmp(fields[i].name, name, size) == 0)
            return &fields[i];
    return NULL;
}

/* The size of the name before a colon; 0 where the line is no field. */
static size_t name_size(const char *text, struct span line)
{
    size_t at = line.start;
    while (at < line.end &&
           (text[at] == '-' || (text[at] >= '0' && text[at] <= '9') ||
            (text[at] >= 'A' && text[at] <= 'Z') || (text[at] >= 'a' && text[at] <= 'z')))
        at++;
    return at < line.end && text[at] == ':' ? at - line.start : 0;
}

static struct span line_at(const struct text *source, size_t at)
{
    const char *end = memchr(source->bytes + at, '\n', source->size - at);
    return (struct span){at, end ? (size_t)(end - source->bytes) : source->size};
}

static bool is_folded(const char *text, struct span line)
{
    return !span_is_empty(line) && (text[line.start] == ' ' || text[line.start] == '\t');
}

/* The first line of a mailbox: "From ada@tide.example Mon Mar  4 10:00:00 2024". */
static bool is_envelope(const char *text, struct span line)
{
    return line.start == 0 && span_size(line) > 5 && memcmp(text, "From ", 5) == 0;
}

/* The end of the head; 0 where too few of its lines are fields of a mail. */
static size_t find_head(const struct text *source)
{
    size_t known = 0, at = 0;
    for (size_t i = 0; i < HEAD_LINES && at < source->size; i++) {
        struct span line = line_at(source, at);
        size_t name = name_size(source->bytes, line);
        if (span_is_empty(sign_trim(source->bytes, line)))
            return known >= FIELDS_MIN ? at : 0;
        if (!name && !is_envelope(source->bytes, line) && !(at && is_folded(source->bytes, line)))
            return 0;
        known += name && find_field(source->bytes + line.start, name);
        at = line.end + 1;
    }
    return 0;
}

/* The name of "Ada Pilot <ada@tide.example>". */
static struct span without_address(const char *text, struct span value)
{
    const char *open = memchr(text + value.start, '<', span_size(value));
    struct span name = value;
    if (open)
        name.end = (size_t)(open - text);
    name = sign_trim(text, name);
    if (span_size(name) > 2 && text[name.start] == '"' && text[name.end - 1] == '"')
        name = (struct span){name.start + 1, name.end - 1};
    return span_is_empty(name) ? value : name;
}

static const struct field *field_of(const char *text, struct span line)
{
    size_t name = name_size(text, line);
    const struct field *field = name ? find_field(text + line.start, name) : NULL;
    return field ? field : &other;
}

static void take_field(const char *text, struct span line, size_t number, struct page *page)
{
    size_t name = name_size(text, line);
    const struct field *field = field_of(text, line);
    struct span value = line;
    if (field != &other)
        value = sign_trim(text, (struct span){line.start + name + 1, line.end});
    if (field->kind == BLOCK_BYLINE)
        value = without_address(text, value);
    if (span_is_empty(value))
        return;
    struct piece *piece = page_begin(page, field->kind, number);
    piece->why = field->why;
    piece->apart = true;
    if (field->kind == BLOCK_BYLINE)
        page_append(page, "By", 2, number);
    page_append(page, text + value.start, span_size(value), number);
}

/* Takes the title, or all other fields; an article begins with its title. The number of lines. */
static size_t take_fields(const struct text *source, size_t end, bool title, struct page *page)
{
    size_t number = 0;
    bool taking = false;
    for (size_t at = 0; at < end;) {
        struct span line = line_at(source, at);
        struct span words = sign_trim(source->bytes, line);
        number++;
        at = line.end + 1;
        bool folded = is_folded(source->bytes, line);
        if (!folded)
            taking = (field_of(source->bytes, words)->kind == BLOCK_TITLE) == title;
        if (taking && folded && page->piece_count)
            page_append(page, source->bytes + words.start, span_size(words), number);
        else if (taking)
            take_field(source->bytes, words, number, page);
    }
    return number;
}

size_t mail_take_head(const struct text *source, struct page *page, size_t *lines)
{
    size_t end = source->size ? find_head(source) : 0;
    *lines = 0;
    if (end) {
        take_fields(source, end, true, page);
        *lines = take_fields(source, end, false, page);
    }
    return end;
}

size_t mail_find_signature(const struct text *source)
{
    static const char border[] = "\n-- \n";
    size_t first = source->size > SIGNATURE_MAX ? source->size - SIGNATURE_MAX : 0;
    const char *at = source->size ? memmem(source->bytes + first, source->size - first, border,
                                           sizeof border - 1)
                                  : NULL;
    return at ? (size_t)(at - source->bytes) + 1 : source->size;
}
