#include "article/markdown-inline.h"

#include "base/memory.h"
#include "base/sign.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    TICKS_MAX = 16,    /* of a run that opens code */
    TARGET_MAX = 1000, /* bytes between the brackets of a link's target */
    DELIMITERS = 3,    /* kinds of them */
};

static const char delimiters[DELIMITERS] = {'*', '_', '~'};

/* A run of delimiters that may open emphasis. */
struct opener {
    size_t at, size;
};

struct openers {
    struct opener *items;
    size_t count, capacity;
};

struct scan {
    char *text;
    size_t size;
    const struct markdown_labels *labels;
    struct openers emphasis[DELIMITERS], brackets;
    bool no_ticks[TICKS_MAX + 1]; /* no further run of that length is in the block */
};

static void drop(struct scan *scan, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (scan->text[i] != '\n')
            scan->text[i] = '\0';
}

bool markdown_label(const char *bytes, size_t size, char label[MARKDOWN_LABEL_SIZE])
{
    size_t used = 0;
    for (size_t i = 0; i < size; i++) {
        char c = bytes[i] == '\n' ? ' ' : bytes[i];
        if (used + 1 == MARKDOWN_LABEL_SIZE)
            return false;
        label[used++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    label[used] = '\0';
    return used > 0;
}

static int compare_labels(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool has_label(const struct scan *scan, size_t start, size_t end)
{
    char label[MARKDOWN_LABEL_SIZE];
    const char *key = label;
    return scan->labels->count && markdown_label(scan->text + start, end - start, label) &&
           bsearch(&key, scan->labels->items, scan->labels->count, sizeof key, compare_labels);
}

static size_t run_size(const struct scan *scan, size_t at)
{
    size_t end = at;
    while (end < scan->size && scan->text[end] == scan->text[at])
        end++;
    return end - at;
}

/* Behind the code that begins at `at`, or behind the ticks where they open none. */
static size_t take_code(struct scan *scan, size_t at)
{
    size_t ticks = run_size(scan, at);
    if (ticks > TICKS_MAX || scan->no_ticks[ticks])
        return at + ticks;
    for (size_t i = at + ticks; i < scan->size;) {
        size_t run = scan->text[i] == '`' ? run_size(scan, i) : 0;
        if (run == ticks) {
            drop(scan, at, at + ticks);
            drop(scan, i, i + run);
            return i + run;
        }
        i += run ? run : 1;
    }
    scan->no_ticks[ticks] = true;
    return at + ticks;
}

static bool is_word(uint32_t sign)
{
    return sign && !sign_is_blank(sign) && sign != '\n';
}

static bool is_letter_or_digit(uint32_t sign)
{
    return sign_is_letter(sign) || sign_is_digit(sign);
}

/* Takes pairs of delimiters off the openers and off the run. What is left of the run may open. */
static size_t close_emphasis(struct scan *scan, struct openers *openers, size_t at, size_t size)
{
    while (size && openers->count) {
        struct opener *opener = &openers->items[openers->count - 1];
        size_t both = opener->size < size ? opener->size : size;
        drop(scan, opener->at + opener->size - both, opener->at + opener->size);
        drop(scan, at, at + both);
        opener->size -= both;
        openers->count -= opener->size == 0;
        at += both;
        size -= both;
    }
    return size;
}

static size_t take_emphasis(struct scan *scan, size_t at, size_t kind)
{
    struct openers *openers = &scan->emphasis[kind];
    size_t size = run_size(scan, at), end = at + size, start = at;
    uint32_t before = sign_before(scan->text, 0, &start);
    uint32_t behind = sign_at(scan->text, end, scan->size);
    bool opens = is_word(behind), closes = is_word(before);
    if (delimiters[kind] == '_' && is_letter_or_digit(before) && is_letter_or_digit(behind))
        return end;
    if (delimiters[kind] == '~' && size < 2)
        return end;
    if (opens && closes) { /* the side on which a letter stands is inside */
        opens = is_letter_or_digit(behind) || !is_letter_or_digit(before);
        closes = is_letter_or_digit(before) || !opens || openers->count;
    }
    size_t left = closes ? close_emphasis(scan, openers, at, size) : size;
    if (left && opens) {
        struct opener opener = {end - left, left};
        MEMORY_APPEND(openers->items, openers->count, openers->capacity, opener);
    }
    return end;
}

/* Behind the ")" that ends a link's target, or `at` where it has no end. */
static size_t target_end(const struct scan *scan, size_t at)
{
    size_t depth = 0;
    for (size_t i = at; i < scan->size && i < at + TARGET_MAX; i++) {
        char c = scan->text[i];
        if (c == '\\')
            i++;
        depth += c == '(';
        if (c == ')' && --depth == 0)
            return i + 1;
    }
    return at;
}

static size_t label_end(const struct scan *scan, size_t at)
{
    for (size_t i = at + 1; i < scan->size && i < at + MARKDOWN_LABEL_SIZE; i++)
        if (scan->text[i] == ']')
            return i + 1;
    return at;
}

/* Where the link ends whose words end at the "]" at `at`; `at` where it is no link. */
static size_t link_end(const struct scan *scan, size_t open, size_t at)
{
    char next = at + 1 < scan->size ? scan->text[at + 1] : '\0';
    if (scan->text[open + 1] == '^') /* a note's number */
        return at + 1 + (next == ':');
    if (next == '(') {
        size_t end = target_end(scan, at + 1);
        return end > at + 1 ? end : at;
    }
    if (next == '[') {
        size_t end = label_end(scan, at + 1);
        bool short_form = end == at + 3;
        if (end > at + 1 &&
            (short_form ? has_label(scan, open + 1, at) : has_label(scan, at + 2, end - 1)))
            return end;
    }
    return has_label(scan, open + 1, at) ? at + 1 : at;
}

static size_t close_bracket(struct scan *scan, size_t at)
{
    struct openers *brackets = &scan->brackets;
    if (!brackets->count)
        return at + 1;
    size_t open = brackets->items[--brackets->count].at;
    size_t end = link_end(scan, open, at);
    if (end == at)
        return at + 1;
    if (scan->text[open + 1] == '^') {
        drop(scan, open, end);
        return end;
    }
    drop(scan, open - (open && scan->text[open - 1] == '!'), open + 1);
    drop(scan, at, end);
    return end;
}

static bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A tag is dropped; an address in angle brackets loses these. */
static size_t take_tag(struct scan *scan, size_t at)
{
    size_t first = at + 1 + (at + 1 < scan->size && scan->text[at + 1] == '/');
    if (first >= scan->size || !is_ascii_letter(scan->text[first]))
        return at + 1;
    bool address = false;
    for (size_t i = first; i < scan->size && i < at + TARGET_MAX; i++) {
        char c = scan->text[i];
        address |= (c == ':' || c == '@') && !memchr(scan->text + at, ' ', i - at);
        if (c == '<')
            break;
        if (c != '>')
            continue;
        drop(scan, address ? i : at, i + 1);
        drop(scan, at, at + 1);
        return i + 1;
    }
    return at + 1;
}

static size_t take_sign(struct scan *scan, size_t at)
{
    char c = scan->text[at];
    switch (c) {
    case '\\':
        if (at + 1 < scan->size && strchr("\\`*_{}[]()#+-.!<>~|\"'&\n", scan->text[at + 1]))
            drop(scan, at, at + 1);
        return at + 2;
    case '`':
        return take_code(scan, at);
    case '*':
        return take_emphasis(scan, at, 0);
    case '_':
        return take_emphasis(scan, at, 1);
    case '~':
        return take_emphasis(scan, at, 2);
    case '[':
        MEMORY_APPEND(scan->brackets.items, scan->brackets.count, scan->brackets.capacity,
                      ((struct opener){at, 1}));
        return at + 1;
    case ']':
        return close_bracket(scan, at);
    case '<':
        return take_tag(scan, at);
    default:
        return at + 1;
    }
}

void markdown_remove_signs(struct text *block, const struct markdown_labels *labels)
{
    struct scan scan = {.text = block->bytes, .size = block->size, .labels = labels};
    for (size_t at = 0; at < scan.size;) {
        at += strcspn(scan.text + at, "\\`*_~[]<");
        if (at < scan.size)
            at = scan.text[at] ? take_sign(&scan, at) : at + 1;
    }
    for (size_t i = 0; i < DELIMITERS; i++)
        free(scan.emphasis[i].items);
    free(scan.brackets.items);
}
