#include "reader/clipboard.h"

#include <stdint.h>
#include <string.h>

bool clipboard_is_known(const char *type)
{
    static const char *const unable[] = {"dumb", "linux", "vt", "cons", "ansi", "sun"};
    for (size_t i = 0; i < sizeof unable / sizeof *unable; i++)
        if (strncmp(type, unable[i], strlen(unable[i])) == 0)
            return false;
    return *type;
}

/* Up to three bytes as four letters. */
static void add_group(const unsigned char *bytes, size_t size, struct text *out)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint32_t bits = (uint32_t)bytes[0] << 16;
    bits |= size > 1 ? (uint32_t)bytes[1] << 8 : 0;
    bits |= size > 2 ? bytes[2] : 0;
    for (size_t i = 0; i < 4; i++)
        text_add_byte(out, i <= size ? letters[bits >> (18 - 6 * i) & 0x3F] : '=');
}

void clipboard_sequence(const char *bytes, size_t size, struct text *out)
{
    if (size > CLIPBOARD_MAX)
        size = CLIPBOARD_MAX;
    text_add(out, "\033]52;c;");
    for (size_t at = 0; at < size; at += 3)
        add_group((const unsigned char *)bytes + at, size - at < 3 ? size - at : 3, out);
    text_add(out, "\033\\");
}
