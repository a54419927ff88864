#include "base/cluster.h"

#include <unigbrk.h>
#include <unistr.h>
#include <uniwidth.h>

/* Longer clusters than this are taken apart; base/visible lets none of that length through. */
enum { CLUSTER_MAX = 128 };

bool sign_is_flag_letter(uint32_t sign)
{
    return sign >= 0x1F1E6 && sign <= 0x1F1FF;
}

/* A cluster is as wide as its first sign; only a flag has two letters side by side. */
static size_t cluster_width(const uint8_t *bytes, size_t size)
{
    ucs4_t sign, second = 0;
    size_t used = (size_t)u8_mbtouc(&sign, bytes, size);
    if (used < size)
        u8_mbtouc(&second, bytes + used, size - used);
    if (sign_is_flag_letter(sign))
        return sign_is_flag_letter(second) ? 2 : 1;
    int columns = uc_width(sign, "UTF-8");
    return columns > 0 ? (size_t)columns : 0;
}

size_t cluster_next(const char *bytes, size_t size, size_t *width)
{
    if (size == 0) {
        *width = 0;
        return 0;
    }
    if ((unsigned char)bytes[0] < 0x80 && (size == 1 || (unsigned char)bytes[1] < 0x80)) {
        *width = (unsigned char)bytes[0] >= 0x20 && bytes[0] != 0x7F;
        return 1;
    }
    const uint8_t *at = (const uint8_t *)bytes;
    char breaks[CLUSTER_MAX];
    size_t window = size < CLUSTER_MAX ? size : CLUSTER_MAX, used = 1;
    u8_grapheme_breaks(at, window, breaks);
    while (used < window && !breaks[used])
        used++;
    *width = cluster_width(at, used);
    return used;
}

size_t cluster_columns(const char *bytes, size_t size)
{
    size_t columns = 0, width;
    for (size_t at = 0; at < size; columns += width)
        at += cluster_next(bytes + at, size - at, &width);
    return columns;
}
