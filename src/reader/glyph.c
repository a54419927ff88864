#include "reader/glyph.h"

#include <stdlib.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>
#include <wchar.h>

static const ucs4_t substitute = 0xFFFD;

struct plain {
    uint32_t first, last;
    char sign;
};

/* Ordered by sign. What Unicode takes apart by itself is not in here. */
static const struct plain plains[] = {
    {0x00A1, 0x00A1, '!'},  {0x00A2, 0x00A2, 'c'},  {0x00A3, 0x00A3, 'L'}, {0x00A5, 0x00A5, 'Y'},
    {0x00A6, 0x00A6, '|'},  {0x00A9, 0x00A9, 'c'},  {0x00AB, 0x00AB, '"'}, {0x00AC, 0x00AD, '-'},
    {0x00AE, 0x00AE, 'r'},  {0x00B0, 0x00B0, 'o'},  {0x00B1, 0x00B1, '+'}, {0x00B4, 0x00B4, '\''},
    {0x00B7, 0x00B7, '.'},  {0x00BB, 0x00BB, '"'},  {0x00C6, 0x00C6, 'A'}, {0x00D0, 0x00D0, 'D'},
    {0x00D7, 0x00D7, 'x'},  {0x00D8, 0x00D8, 'O'},  {0x00DE, 0x00DE, 'T'}, {0x00DF, 0x00DF, 's'},
    {0x00E6, 0x00E6, 'a'},  {0x00F0, 0x00F0, 'd'},  {0x00F7, 0x00F7, '/'}, {0x00F8, 0x00F8, 'o'},
    {0x00FE, 0x00FE, 't'},  {0x0110, 0x0110, 'D'},  {0x0111, 0x0111, 'd'}, {0x0126, 0x0126, 'H'},
    {0x0127, 0x0127, 'h'},  {0x0131, 0x0131, 'i'},  {0x0138, 0x0138, 'q'}, {0x0141, 0x0141, 'L'},
    {0x0142, 0x0142, 'l'},  {0x014A, 0x014A, 'N'},  {0x014B, 0x014B, 'n'}, {0x0152, 0x0152, 'O'},
    {0x0153, 0x0153, 'o'},  {0x0166, 0x0166, 'T'},  {0x0167, 0x0167, 't'}, {0x0192, 0x0192, 'f'},
    {0x01C0, 0x01C0, '|'},  {0x02B9, 0x02B9, '\''}, {0x02BA, 0x02BA, '"'}, {0x02BB, 0x02BF, '\''},
    {0x02C6, 0x02C6, '^'},  {0x02C8, 0x02C8, '\''}, {0x02DC, 0x02DC, '~'}, {0x05BE, 0x05BE, '-'},
    {0x05F3, 0x05F3, '\''}, {0x05F4, 0x05F4, '"'},  {0x2010, 0x2015, '-'}, {0x2016, 0x2016, '|'},
    {0x2018, 0x201B, '\''}, {0x201C, 0x201F, '"'},  {0x2020, 0x2021, '+'}, {0x2022, 0x2023, '*'},
    {0x2024, 0x2024, '.'},  {0x2025, 0x2027, '.'},  {0x2030, 0x2031, '%'}, {0x2032, 0x2032, '\''},
    {0x2033, 0x2034, '"'},  {0x2035, 0x2035, '`'},  {0x2036, 0x2037, '"'}, {0x2039, 0x203A, '\''},
    {0x203C, 0x203D, '!'},  {0x2043, 0x2043, '-'},  {0x2044, 0x2044, '/'}, {0x2047, 0x2047, '?'},
    {0x204E, 0x204E, '*'},  {0x2052, 0x2052, '%'},  {0x2053, 0x2053, '~'}, {0x20AC, 0x20AC, 'E'},
    {0x2190, 0x2190, '<'},  {0x2191, 0x2191, '^'},  {0x2192, 0x2192, '>'}, {0x2193, 0x2193, 'v'},
    {0x2212, 0x2212, '-'},  {0x2215, 0x2215, '/'},  {0x2217, 0x2217, '*'}, {0x2219, 0x2219, '*'},
    {0x2223, 0x2223, '|'},  {0x2236, 0x2236, ':'},  {0x223C, 0x223C, '~'}, {0x2248, 0x2248, '~'},
    {0x2264, 0x2264, '<'},  {0x2265, 0x2265, '>'},  {0x22C5, 0x22C5, '.'}, {0x2500, 0x2501, '-'},
    {0x2502, 0x2503, '|'},  {0x2504, 0x2505, '-'},  {0x2506, 0x2507, '|'}, {0x2508, 0x2509, '-'},
    {0x250A, 0x250B, '|'},  {0x250C, 0x254B, '+'},  {0x254C, 0x254D, '-'}, {0x254E, 0x254F, '|'},
    {0x2550, 0x2550, '='},  {0x2551, 0x2551, '|'},  {0x2552, 0x256C, '+'}, {0x25A0, 0x25A1, '*'},
    {0x25AA, 0x25AB, '*'},  {0x25B6, 0x25BA, '>'},  {0x25C0, 0x25C4, '<'}, {0x25C6, 0x25CC, '*'},
    {0x25CF, 0x25CF, '*'},  {0x25E6, 0x25E6, '*'},  {0x2605, 0x2606, '*'}, {0x2610, 0x2610, 'o'},
    {0x2611, 0x2612, 'x'},  {0x2713, 0x2714, 'v'},  {0x2715, 0x2718, 'x'}, {0x2731, 0x2733, '*'},
    {0x275B, 0x275C, '\''}, {0x275D, 0x275E, '"'},  {0x2794, 0x2794, '>'}, {0x279C, 0x279E, '>'},
    {0x27A4, 0x27A4, '>'},  {0x2E3A, 0x2E3B, '-'},  {0x3001, 0x3001, ','}, {0x3002, 0x3002, '.'},
    {0x3008, 0x3008, '<'},  {0x3009, 0x3009, '>'},  {0x300A, 0x300F, '"'}, {0x301C, 0x301C, '~'},
    {0x301D, 0x301F, '"'},  {0x30FB, 0x30FB, '.'},
};
enum { PLAIN_COUNT = sizeof plains / sizeof *plains };

static char find_plain(uint32_t sign)
{
    size_t low = 0, high = PLAIN_COUNT; /* the first that ends at the sign or behind it */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (plains[middle].last < sign)
            low = middle + 1;
        else
            high = middle;
    }
    return low < PLAIN_COUNT && plains[low].first <= sign ? plains[low].sign : '\0';
}

/* What is left of a sign when all marks and forms are taken off it, as Unicode tells. */
static uint32_t base_of(uint32_t sign)
{
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    int tag;
    while (uc_decomposition(sign, &tag, parts) > 0)
        sign = tag == UC_DECOMP_FRACTION ? '?' : parts[0]; /* a half is not a one */
    return sign;
}

char sign_plain(uint32_t sign)
{
    for (int turn = 0; turn < 2; turn++) {
        if (sign >= 0x20 && sign < 0x7F)
            return (char)sign;
        char plain = find_plain(sign);
        if (plain)
            return plain;
        if (uc_is_property_white_space(sign))
            return ' ';
        sign = base_of(sign);
    }
    return sign >= 0x20 && sign < 0x7F ? (char)sign : '?';
}

/* Wide in the first terminals that drew them and in all since. */
static bool is_old_wide(ucs4_t sign)
{
    return (sign >= 0x3041 && sign <= 0x3096) || (sign >= 0x30A1 && sign <= 0x30FA) ||
           (sign >= 0x3400 && sign <= 0x4DB5) || (sign >= 0x4E00 && sign <= 0x9FA5) ||
           (sign >= 0xAC00 && sign <= 0xD7A3) || (sign >= 0xFF01 && sign <= 0xFF5E) ||
           sign == 0x3001 || sign == 0x3002;
}

static bool is_certain(const struct glyph *glyph, size_t width)
{
    ucs4_t sign = glyph->signs[0];
    if (glyph->count > 1)
        return false;
    return sign < 0x80 || (width == 2 && is_old_wide(sign) && wcwidth((wchar_t)sign) == 2);
}

/* A sign that a terminal may put into the cell before it, when it stands by itself. U+06DE was a
 * mark before Unicode 6 and still is one to some. */
static bool attaches(ucs4_t sign)
{
    return sign == 0x06DE ||
           uc_is_general_category_withtable(sign, UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_C);
}

/* Whether a sign is drawn over the one before it: a mark, or the second letter of a flag. */
static bool joins(ucs4_t before, ucs4_t sign)
{
    if (sign_is_flag_letter(sign))
        return sign_is_flag_letter(before);
    return uc_is_general_category_withtable(sign, UC_CATEGORY_MASK_M) &&
           !uc_is_property_default_ignorable_code_point(sign);
}

static void fill_signs(const struct cell *cell, struct glyph *glyph)
{
    const uint8_t *at = (const uint8_t *)cell->bytes, *end = at + cell->size;
    ucs4_t sign = ' ';
    at += u8_mbtouc(&sign, at, cell->size);
    glyph->signs[glyph->count++] = attaches(sign) ? substitute : sign;
    while (at < end && glyph->count < GLYPH_SIGNS_MAX) {
        at += u8_mbtouc(&sign, at, (size_t)(end - at));
        if (!joins(glyph->signs[0], sign))
            return;
        glyph->signs[glyph->count++] = sign;
    }
}

void glyph_of(const struct cell *cell, bool utf8, struct glyph *glyph)
{
    ucs4_t sign = ' ';
    *glyph = (struct glyph){0};
    if (utf8) {
        fill_signs(cell, glyph);
    } else {
        if (cell->size)
            u8_mbtouc(&sign, (const uint8_t *)cell->bytes, cell->size);
        glyph->signs[glyph->count++] = (uint32_t)(unsigned char)sign_plain(sign);
    }
    glyph->certain = is_certain(glyph, cell->width);
    glyph->narrow = cell->width == 2 && (glyph->signs[0] < 0x80 || glyph->signs[0] == substitute);
}
