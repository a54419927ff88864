#include "report/markdown-escape.h"

#include <string.h>

/* A piece of text being escaped: neighbours outside of it do not count. */
struct piece {
    const char *bytes;
    struct span span;
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_alnum(char byte)
{
    return is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\0';
}

/* Signs of ASCII, which Markdown counts as punctuation. */
static bool is_sign(char byte)
{
    return byte > ' ' && byte < 0x7F && !is_alnum(byte);
}

/* The byte at an offset of the text; NUL outside of the piece. */
static char byte_at(const struct piece *piece, size_t at)
{
    return span_holds(piece->span, at) ? piece->bytes[at] : '\0';
}

static bool follows(const struct piece *piece, size_t at, const char *string)
{
    size_t size = strlen(string);
    return at + size <= piece->span.end && memcmp(piece->bytes + at, string, size) == 0;
}

static bool ends_with_www(const struct piece *piece, size_t at)
{
    if (at < piece->span.start + 3)
        return false;
    const char *before = piece->bytes + at - 3;
    return (before[0] | 0x20) == 'w' && (before[1] | 0x20) == 'w' && (before[2] | 0x20) == 'w';
}

/* Whether "name;" stands at the offset, as in a named character of HTML; no name is that long. */
static bool names_sign(const struct piece *piece, size_t at)
{
    size_t end = at;
    while (end < at + 32 && is_alnum(byte_at(piece, end)))
        end++;
    return end > at && byte_at(piece, end) == ';';
}

/* Whether the sign acts wherever it stands in a line. */
static bool acts(const struct piece *piece, size_t at)
{
    char next = byte_at(piece, at + 1);
    switch (piece->bytes[at]) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '<':
    case '~':
        return true;
    case '_': /* inside a word it is a plain letter */
        return at == piece->span.start || !is_alnum(piece->bytes[at - 1]) || !is_alnum(next);
    case '&':
        return next == '#' || names_sign(piece, at + 1);
    case '$': /* a formula cannot end before a digit, so prices may stay as they are */
        return !is_digit(next);
    case ':':
        return follows(piece, at, "://");
    case '.':
        return ends_with_www(piece, at);
    default:
        return false;
    }
}

/* The offset of the sign that would make the line a heading, a list or the like; the end of the
 * piece where there is none. */
static size_t acting_start(const struct piece *piece)
{
    size_t at = piece->span.start;
    char first = byte_at(piece, at);
    if (first == '>' || first == '#')
        return at;
    if (first == '+' || first == '-' || first == ':')
        return is_alnum(byte_at(piece, at + 1)) ? piece->span.end : at;
    while (is_digit(byte_at(piece, at)))
        at++;
    char sign = byte_at(piece, at);
    bool list = at > piece->span.start && (sign == '.' || sign == ')');
    return list && is_blank(byte_at(piece, at + 1)) ? at : piece->span.end;
}

void markdown_escape(struct text *out, const char *bytes, struct span span, bool line_start)
{
    struct piece piece = {bytes, span};
    while (line_start && piece.span.start < span.end && is_blank(bytes[piece.span.start]))
        piece.span.start++;
    size_t start = line_start ? acting_start(&piece) : span.end;
    for (size_t at = piece.span.start; at < span.end; at++) {
        if (at == start || acts(&piece, at))
            text_add_byte(out, '\\');
        text_add_byte(out, bytes[at] == '\n' ? ' ' : bytes[at]);
    }
}

void markdown_escape_string(struct text *out, const char *string)
{
    markdown_escape(out, string, (struct span){0, strlen(string)}, false);
}

/* Markdown sees "**" as emphasis only where blanks stand outside and words inside: blanks at the
 * ends are cut off, and a sign at an end takes along what stands between it and the next blank or
 * sign. */
static struct span bold_span(const struct piece *piece, struct span bold)
{
    const char *bytes = piece->bytes;
    struct span whole = piece->span;
    bold.start = bold.start < whole.start ? whole.start : bold.start;
    bold.end = bold.end > whole.end ? whole.end : bold.end;
    while (bold.start < bold.end && is_blank(bytes[bold.start]))
        bold.start++;
    while (bold.start < bold.end && is_blank(bytes[bold.end - 1]))
        bold.end--;
    if (bold.start >= bold.end)
        return (struct span){whole.start, whole.start};

    if (!is_alnum(bytes[bold.start]))
        while (bold.start > whole.start && !is_blank(bytes[bold.start - 1]) &&
               !is_sign(bytes[bold.start - 1]))
            bold.start--;
    if (!is_alnum(bytes[bold.end - 1]))
        while (bold.end < whole.end && !is_blank(bytes[bold.end]) && !is_sign(bytes[bold.end]))
            bold.end++;
    return bold;
}

void markdown_escape_bold(struct text *out, const char *bytes, struct span span,
                          const struct span *bold, size_t count)
{
    struct piece piece = {bytes, span};
    size_t at = span.start;
    for (size_t i = 0; i < count;) {
        struct span joined = bold_span(&piece, bold[i++]);
        for (; i < count; i++) {
            struct span next = bold_span(&piece, bold[i]);
            if (next.start > joined.end)
                break;
            joined.end = next.end > joined.end ? next.end : joined.end;
        }
        if (span_is_empty(joined))
            continue;
        markdown_escape(out, bytes, (struct span){at, joined.start}, at == span.start);
        text_add(out, "**");
        markdown_escape(out, bytes, joined, false);
        text_add(out, "**");
        at = joined.end;
    }
    markdown_escape(out, bytes, (struct span){at, span.end}, at == span.start);
}
