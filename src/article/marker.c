#include "article/marker.h"

#include "base/sign.h"

#include <string.h>

enum { NUMBER_DIGITS = 3 };

static bool is_bullet(uint32_t sign)
{
    static const uint32_t bullets[] = {
        0x2022, 0x2023, 0x2043, 0x204C, 0x204D, 0x2219, 0x25A0, 0x25A1, 0x25AA, 0x25AB,
        0x25B6, 0x25B8, 0x25BA, 0x25C6, 0x25C7, 0x25CA, 0x25CB, 0x25CF, 0x25D8, 0x25E6,
        0x2605, 0x2606, 0x2713, 0x2714, 0x2756, 0x2794, 0x27A2, 0x27A4, 0x29BE, 0x29BF,
    };
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (bullets[i] == sign)
            return true;
    return false;
}

static bool is_dash(uint32_t sign)
{
    return sign == '-' || sign == '*' || sign == 0xB7 || sign == 0x2010 || sign == 0x2013 ||
           sign == 0x2014 || sign == 0x2015 || sign == 0x2192;
}

static bool blank_at(const char *text, size_t at, size_t end)
{
    return at < end && sign_is_blank(sign_at(text, at, end));
}

/* The value of "12" or "b"; `*at` is moved behind it. 0 where there is none. */
static unsigned read_value(const char *text, size_t *at, size_t end, char *kind)
{
    unsigned value = 0;
    size_t first = *at;
    size_t most = end - first < NUMBER_DIGITS ? end : first + NUMBER_DIGITS;
    for (; *at < most && sign_is_digit((unsigned char)text[*at]); ++*at)
        value = value * 10 + (unsigned)(text[*at] - '0');
    *kind = '1';
    if (*at > first || *at == end || (unsigned char)text[*at] >= 0x80)
        return value;
    char c = text[*at];
    if (!sign_is_letter((unsigned char)c))
        return 0;
    ++*at;
    *kind = sign_is_lower((unsigned char)c) ? 'a' : 'A';
    return (unsigned)(c - *kind) + 1;
}

/* "1." "12)" "(3)" "4.)" "a)" "(B)" "c."; but "D." is somebody's initial. */
static bool read_number(const char *text, struct span span, struct marker *marker)
{
    size_t at = span.start;
    char open = text[at] == '(' ? '(' : 0, kind;
    at += open != 0;
    unsigned number = read_value(text, &at, span.end, &kind);
    if (number == 0 || at == span.end)
        return false;
    char close = text[at];
    if (close != ')' && (close != '.' || open || kind == 'A'))
        return false;
    at++;
    if (close == '.' && at < span.end && text[at] == ')')
        at++;
    if (!blank_at(text, at, span.end))
        return false;
    *marker = (struct marker){.end = at, .number = number, .style = {open, kind, close}};
    return true;
}

bool marker_read(const char *text, struct span span, struct marker *marker)
{
    if (span_is_empty(span))
        return false;
    size_t at = span.start;
    uint32_t sign = sign_next(text, &at, span.end);
    bool plain = is_dash(sign);
    if (is_bullet(sign) || (plain && blank_at(text, at, span.end))) {
        *marker = (struct marker){.end = at, .bullet = sign, .plain = plain};
        return true;
    }
    return read_number(text, span, marker);
}

bool marker_follows(const struct marker *marker, const struct marker *next)
{
    if (marker->bullet || next->bullet)
        return marker->bullet == next->bullet;
    return next->number == marker->number + 1 && memcmp(marker->style, next->style, 3) == 0;
}
