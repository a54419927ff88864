#include "article/shape.h"

#include "base/sign.h"

#include <string.h>

enum {
    TITLE_WORDS = 30,
    HEADING_WORDS = 14,
    QUESTION_WORDS = 10,    /* of a heading that asks */
    INTRODUCTION_WORDS = 4, /* of a heading with a colon; "he went on to say:" is text */
    RUNNING_WORDS = 8,      /* of a text with a full stop; without one three times as many */
    LABEL_WORDS = 3,
    BYLINE_WORDS = 12,
};

static bool is_closing(uint32_t sign)
{
    return sign == '"' || sign == '\'' || sign == ')' || sign == ']' || sign == 0x201D ||
           sign == 0x2019 || sign == 0xBB;
}

/* The next word at or behind `*at`; empty at the end. */
static struct span next_word(const char *text, size_t *at, size_t end)
{
    struct span word = {*at, *at};
    while (*at < end) {
        size_t start = *at;
        if (!sign_is_blank(sign_next(text, at, end))) {
            word.end = *at;
            continue;
        }
        if (!span_is_empty(word))
            return (struct span){word.start, start};
        word = (struct span){*at, *at};
    }
    return word;
}

/* The first letter or digit of a word, 0 without one. */
static uint32_t first_letter(const char *text, struct span word)
{
    while (word.start < word.end) {
        uint32_t sign = sign_next(text, &word.start, word.end);
        if (sign_is_letter(sign) || sign_is_digit(sign))
            return sign;
    }
    return 0;
}

/* The last sign that closes nothing; `*closed` where others stand behind it. 0 without one. */
static uint32_t last_sign(const char *text, struct span span, bool *closed)
{
    *closed = false;
    while (!span_is_empty(span)) {
        uint32_t sign = sign_before(text, span.start, &span.end);
        if (!is_closing(sign) && !sign_is_blank(sign))
            return sign;
        *closed |= is_closing(sign);
    }
    return 0;
}

struct shape shape_of(const char *text, struct span span)
{
    struct shape shape = {0};
    shape.last = last_sign(text, span, &shape.closed);
    bool first = true;
    for (size_t at = span.start; at < span.end;) {
        uint32_t letter = first_letter(text, next_word(text, &at, span.end));
        if (!letter)
            continue;
        shape.words++;
        shape.capitals += !sign_is_lower(letter);
        shape.starts_small |= first && sign_is_lower(letter);
        first = false;
    }
    return shape;
}

bool shape_has_stop(const struct shape *shape)
{
    return shape->last == '.' || shape->last == '!' || shape->last == '?' || shape->last == 0x2026;
}

static bool ends_open(const struct shape *shape)
{
    return shape->last == ',' || shape->last == ';';
}

bool shape_is_title(const struct shape *shape)
{
    return shape->words > 0 && shape->words <= TITLE_WORDS && shape->last != '.' &&
           !ends_open(shape);
}

bool shape_is_heading(const struct shape *shape)
{
    if (shape->words == 0 || shape->words > HEADING_WORDS || shape->starts_small)
        return false;
    if (shape->last == '?')
        return shape->words <= QUESTION_WORDS && !shape->closed;
    if (shape->last == ':')
        return shape->words <= INTRODUCTION_WORDS;
    return !shape_has_stop(shape) && !ends_open(shape);
}

bool shape_is_running(const struct shape *shape)
{
    return shape->words >= (shape_has_stop(shape) ? RUNNING_WORDS : 3 * RUNNING_WORDS);
}

bool shape_is_label(const struct shape *shape)
{
    return shape->words > 0 && shape->words <= LABEL_WORDS && shape->capitals == shape->words &&
           !shape_has_stop(shape) && !ends_open(shape) && shape->last != ':';
}

static bool is_word(const char *text, struct span word, const char *list)
{
    size_t size = span_size(word);
    for (const char *at = list; *at; at += strcspn(at, " "), at += *at == ' ')
        if (strcspn(at, " ") == size && memcmp(at, text + word.start, size) == 0)
            return true;
    return false;
}

bool shape_is_byline(const char *text, struct span span)
{
    static const char particles[] = "and of in for the at de van von der bin al";
    size_t at = span.start, words = 0;
    struct span first = next_word(text, &at, span.end);
    bool closed;
    if (!is_word(text, first, "By BY by By:") || last_sign(text, span, &closed) == '.')
        return false;
    for (; at < span.end; words++) {
        struct span word = next_word(text, &at, span.end);
        uint32_t letter = first_letter(text, word);
        if (words == BYLINE_WORDS || sign_is_digit(letter))
            return false;
        if (sign_is_lower(letter) && !is_word(text, word, particles))
            return false;
    }
    return words >= 1;
}

static bool is_date_word(const char *text, struct span word)
{
    static const char names[] =
        "january february march april may june july august september october november december "
        "jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday "
        "saturday sunday mon tue tues wed thu thur thurs fri sat sun am pm a.m p.m gmt utc bst est "
        "edt cst cdt mst mdt pst pdt cet cest ist at on of the et";
    char small[12];
    size_t size = 0;
    for (size_t i = word.start; i < word.end; i++) {
        char c = text[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if ((c == ',' || c == '.' || c == '(' || c == ')') && (i + 1 == word.end || size == 0))
            continue;
        if (size == sizeof small)
            return false;
        small[size++] = c;
    }
    return is_word(small, (struct span){0, size}, names);
}

/* Figures of a date or a time: "15", "2025-08-15", "10:30am", "15th". */
static bool is_date_figure(const char *text, struct span word)
{
    size_t digits = 0, others = 0;
    for (size_t i = word.start; i < word.end; i++) {
        char c = text[i];
        digits += c >= '0' && c <= '9';
        others += !strchr("0123456789:-/.,T+Z", c);
    }
    return digits && others <= 2;
}

bool shape_is_date(const char *text, struct span span)
{
    size_t figures = 0, words = 0;
    for (size_t at = span.start; at < span.end;) {
        struct span word = next_word(text, &at, span.end);
        if (!first_letter(text, word))
            continue;
        bool figure = is_date_figure(text, word);
        if ((!figure && !is_date_word(text, word)) || ++words > BYLINE_WORDS)
            return false;
        figures += figure;
    }
    return figures > 0 && words > 1;
}

bool shape_is_quotation(const char *text, struct span span)
{
    size_t inner = span.start;
    uint32_t open = sign_next(text, &inner, span.end);
    uint32_t close = open == 0x201C ? 0x201D : open == '"' ? '"' : 0;
    size_t last = span.end;
    if (!close || sign_before(text, inner, &last) != close)
        return false;
    while (inner < last)
        if (sign_next(text, &inner, last) == close)
            return false;
    return true;
}
