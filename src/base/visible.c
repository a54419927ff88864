#include "base/visible.h"

#include <stdbool.h>
#include <stdint.h>
#include <unictype.h>
#include <unistr.h>

enum { MARKS_MAX = 8 };

enum fate { KEEP, LINE_END, BLANK, PICTURE, REPLACE_CONTROL, REPLACE_HIDDEN, DROP };

static const ucs4_t replacement = 0xFFFD;

static bool is_line_end(ucs4_t sign)
{
    return sign == '\n' || sign == '\r' || sign == 0x85 || sign == 0x2028 || sign == 0x2029;
}

static bool is_break_hint(ucs4_t sign)
{
    return sign == 0xAD || sign == 0x200B || sign == 0x2060 || sign == 0xFEFF;
}

/* The only format signs with a use in running text. */
static bool is_joiner(ucs4_t sign)
{
    return sign == 0x200C || sign == 0x200D;
}

static bool does_not_show(ucs4_t sign)
{
    return uc_is_general_category_withtable(sign, UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Cn |
                                                      UC_CATEGORY_MASK_Co | UC_CATEGORY_MASK_Cs) ||
           uc_is_property_default_ignorable_code_point(sign);
}

static bool is_variation_selector(ucs4_t sign)
{
    return sign >= 0xFE00 && sign <= 0xFE0F;
}

static enum fate fate_of(ucs4_t sign)
{
    if (sign >= 0x20 && sign < 0x7F)
        return KEEP;
    if (is_line_end(sign))
        return LINE_END;
    if (sign == '\t')
        return BLANK;
    if (sign < 0x20 || sign == 0x7F)
        return PICTURE;
    if (sign < 0xA0)
        return REPLACE_CONTROL;
    if (is_break_hint(sign))
        return DROP;
    if (is_joiner(sign) || is_variation_selector(sign))
        return KEEP;
    return does_not_show(sign) ? REPLACE_HIDDEN : KEEP;
}

static void put(struct text *out, ucs4_t sign)
{
    uint8_t bytes[6];
    int size = u8_uctomb(bytes, sign, sizeof bytes);
    if (size > 0)
        text_append(out, (const char *)bytes, (size_t)size);
}

static bool is_mark(ucs4_t sign)
{
    return sign >= 0x300 && (is_joiner(sign) || is_variation_selector(sign) ||
                             uc_is_general_category_withtable(sign, UC_CATEGORY_MASK_M));
}

static void append(struct text *out, const char *bytes, size_t size, char line_end,
                   struct visible_counts *counts)
{
    const uint8_t *at = (const uint8_t *)bytes, *end = at + size;
    size_t marks = 0;
    while (at < end) {
        ucs4_t sign;
        int used = u8_mbtoucr(&sign, at, (size_t)(end - at));
        if (used < 0) { /* one sign for each byte that fits nowhere */
            counts->invalid++;
            marks = 0;
            put(out, replacement);
            at++;
            continue;
        }
        at += used;
        enum fate fate = fate_of(sign);
        if (fate != DROP) /* what is dropped must not part a flood of marks */
            marks = is_mark(sign) ? marks + 1 : 0;
        if (marks > MARKS_MAX)
            continue;
        switch (fate) {
        case KEEP:
            text_append(out, (const char *)at - used, (size_t)used);
            break;
        case LINE_END:
            if (sign == '\r' && at < end && *at == '\n')
                at++;
            text_add_byte(out, line_end);
            break;
        case BLANK:
            text_add_byte(out, ' ');
            break;
        case PICTURE:
            counts->controls++;
            put(out, sign == 0x7F ? 0x2421 : 0x2400 + sign);
            break;
        case REPLACE_CONTROL:
            counts->controls++;
            put(out, replacement);
            break;
        case REPLACE_HIDDEN:
            counts->hidden++;
            put(out, replacement);
            break;
        case DROP:
            break;
        }
    }
}

void visible_append(struct text *out, const char *bytes, size_t size, struct visible_counts *counts)
{
    struct visible_counts unused = {0};
    append(out, bytes, size, '\n', counts ? counts : &unused);
}

void visible_append_line(struct text *out, const char *bytes, size_t size)
{
    struct visible_counts unused = {0};
    append(out, bytes, size, ' ', &unused);
}
