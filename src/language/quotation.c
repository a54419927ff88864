#include "language/quotation.h"

#include "base/sign.h"

/* Marks that open a quotation, and those that close it. */
static const struct pair {
    uint32_t open, close;
} pairs[] = {
    {'"', '"'}, {0x201C, 0x201D}, {0x201E, 0x201C}, {0xAB, 0xBB}, {0x2018, 0x2019},
};

static bool is_alphanumeric(uint32_t sign)
{
    return sign_is_letter(sign) || sign_is_digit(sign);
}

/* The sign that would close a quotation opened by `sign`; 0 where it opens none. */
static uint32_t closing_of(uint32_t sign)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].open == sign)
            return pairs[i].close;
    return 0;
}

/* An apostrophe between letters closes nothing. */
static bool closes(uint32_t sign, uint32_t close, uint32_t next)
{
    if (close == '"' || close == 0x201D)
        return sign == '"' || sign == 0x201D; /* writers mix them */
    return sign == close && !(sign == 0x2019 && is_alphanumeric(next));
}

static void read_block(struct article *article, struct span block, struct quotations *found,
                       size_t *capacity)
{
    const char *text = article->text;
    uint32_t close = 0, before = ' ';
    struct span quote = {0, 0};
    for (size_t at = block.start; at < block.end;) {
        size_t here = at;
        uint32_t sign = sign_next(text, &at, block.end);
        if (close && closes(sign, close, sign_at(text, at, block.end))) {
            quote.end = here;
            ARENA_APPEND(article->arena, found->items, found->count, *capacity, quote);
            close = 0;
        } else if (!close && !is_alphanumeric(before)) {
            close = closing_of(sign);
            quote.start = at;
        }
        before = sign;
    }
    if (!close)
        return;
    quote.end = block.end;
    ARENA_APPEND(article->arena, found->items, found->count, *capacity, quote);
}

struct quotations quotations_find(struct article *article)
{
    struct quotations found = {0};
    size_t capacity = 0;
    for (size_t i = 0; i < article->block_count; i++)
        read_block(article, article->blocks[i].span, &found, &capacity);
    return found;
}

size_t quotation_at(const struct quotations *quotations, size_t offset)
{
    size_t low = 0, high = quotations->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (quotations->items[middle].end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool quotation_holds(const struct quotations *quotations, size_t offset)
{
    size_t at = quotation_at(quotations, offset);
    return at < quotations->count && span_holds(quotations->items[at], offset);
}

struct span quotation_within(const struct quotations *quotations, struct span span)
{
    struct span longest = {span.start, span.start};
    for (size_t i = quotation_at(quotations, span.start); i < quotations->count; i++) {
        struct span quote = quotations->items[i];
        if (quote.start >= span.end)
            break;
        quote.start = quote.start < span.start ? span.start : quote.start;
        quote.end = quote.end > span.end ? span.end : quote.end;
        if (span_size(quote) > span_size(longest))
            longest = quote;
    }
    return longest;
}
