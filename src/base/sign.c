#include "base/sign.h"

#include <unictype.h>
#include <unistr.h>

uint32_t sign_next(const char *text, size_t *at, size_t end)
{
    if (*at >= end)
        return 0;
    unsigned char first = (unsigned char)text[*at];
    if (first < 0x80) {
        (*at)++;
        return first;
    }
    ucs4_t sign;
    *at += (size_t)u8_mbtouc(&sign, (const uint8_t *)text + *at, end - *at);
    return sign;
}

uint32_t sign_before(const char *text, size_t start, size_t *at)
{
    if (*at <= start)
        return 0;
    size_t end = *at;
    do
        (*at)--;
    while (*at > start && ((unsigned char)text[*at] & 0xC0) == 0x80);
    return sign_at(text, *at, end);
}

uint32_t sign_at(const char *text, size_t at, size_t end)
{
    return sign_next(text, &at, end);
}

bool sign_is_blank(uint32_t sign)
{
    if (sign < 0x80)
        return sign == ' ' || (sign >= '\t' && sign <= '\r');
    return uc_is_property_white_space(sign);
}

bool sign_is_letter(uint32_t sign)
{
    if (sign < 0x80)
        return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
    return uc_is_property_alphabetic(sign);
}

bool sign_is_upper(uint32_t sign)
{
    if (sign < 0x80)
        return sign >= 'A' && sign <= 'Z';
    return uc_is_property_uppercase(sign);
}

bool sign_is_lower(uint32_t sign)
{
    if (sign < 0x80)
        return sign >= 'a' && sign <= 'z';
    return uc_is_property_lowercase(sign);
}

bool sign_is_digit(uint32_t sign)
{
    return sign >= '0' && sign <= '9';
}

struct span sign_trim(const char *text, struct span span)
{
    for (size_t at = span.start; at < span.end;) {
        if (!sign_is_blank(sign_next(text, &at, span.end)))
            break;
        span.start = at;
    }
    for (size_t at = span.end; at > span.start;) {
        if (!sign_is_blank(sign_before(text, span.start, &at)))
            break;
        span.end = at;
    }
    return span;
}
