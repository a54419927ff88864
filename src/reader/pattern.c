#include "reader/pattern.h"

#include "base/clock.h"
#include "base/memory.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

/* The work is bounded threefold. At one place in the text the library gives up after MATCH_LIMIT
 * steps. It is handed START_SPAN places at a time, between which the clock is looked at. And it
 * sees no further than REACH bytes beyond those, so that what it does for a place does not grow
 * with the line; a hit is no longer than that. */
enum { MATCH_LIMIT = 50000, HEAP_LIMIT = 16 * 1024 /* KiB */, START_SPAN = 2048, REACH = 8192 };

struct pattern {
    pcre2_general_context *memory;
    pcre2_code *code;
    pcre2_match_context *limits;
    pcre2_match_data *match;
};

/* The signs that a plain one also stands for; the first of a row is what keyboards have. */
static const char *const alike[] = {" \u00A0", "-\u2010\u2011\u2012\u2013\u2014\u2015",
                                    "'\u2018\u2019\u201A\u201B", "\"\u201C\u201D\u201E\u201F"};
enum { ALIKE_COUNT = sizeof alike / sizeof *alike };

static void *take_memory(size_t size, void *unused)
{
    (void)unused;
    return memory_new(1, size);
}

static void give_memory(void *memory, void *unused)
{
    (void)unused;
    free(memory);
}

/* The size of what begins with a backslash: an escape's letter is no capital of the pattern's own,
 * nor is the name of a property in braces. */
static size_t escape_size(const char *string)
{
    if (string[1] == '\0')
        return 1;
    if ((string[1] == 'p' || string[1] == 'P' || string[1] == 'N') && string[2] == '{')
        return 2 + strcspn(string + 2, "}");
    return 2;
}

static bool has_capital(enum pattern_kind kind, const char *string)
{
    size_t size = strlen(string);
    ucs4_t sign;
    for (size_t at = 0; at < size;) {
        if (kind == PATTERN_EXPRESSION && string[at] == '\\') {
            at += escape_size(string + at);
            continue;
        }
        at += (size_t)u8_mbtouc(&sign, (const uint8_t *)string + at, size - at);
        if (uc_is_general_category_withtable(sign, UC_CATEGORY_MASK_Lu | UC_CATEGORY_MASK_Lt))
            return true;
    }
    return false;
}

static const char *find_alike(const char *bytes, size_t size)
{
    for (size_t i = 0; i < ALIKE_COUNT; i++)
        for (const char *at = alike[i]; *at; at += u8_strmblen((const uint8_t *)at))
            if ((size_t)u8_strmblen((const uint8_t *)at) == size && memcmp(at, bytes, size) == 0)
                return alike[i];
    return NULL;
}

/* Words as an expression that finds just them. A sign is quoted by its number. */
static void quote_words(const char *words, struct text *out)
{
    size_t size = strlen(words), step;
    for (size_t at = 0; at < size; at += step) {
        ucs4_t sign;
        step = (size_t)u8_mbtouc(&sign, (const uint8_t *)words + at, size - at);
        const char *others = find_alike(words + at, step);
        if (others)
            text_format(out, "[%s%s]", *others == '-' ? "\\" : "", others);
        else
            text_format(out, "\\x{%X}", (unsigned)sign);
    }
}

static void say_why(struct text *trouble, int error, size_t place)
{
    PCRE2_UCHAR words[256];
    pcre2_get_error_message(error, words, sizeof words);
    text_format(trouble, "%s, at byte %zu", (const char *)words, place);
}

struct pattern *pattern_make(enum pattern_kind kind, const char *string, struct text *trouble)
{
    struct pattern *pattern = memory_new(1, sizeof *pattern);
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT |
                       (has_capital(kind, string) ? 0 : PCRE2_CASELESS);
    struct text source = {0};
    int error;
    size_t place;
    if (kind == PATTERN_WORDS)
        quote_words(string, &source);
    else
        text_add(&source, string);
    pattern->memory = pcre2_general_context_create(take_memory, give_memory, NULL);
    pcre2_compile_context *compiling = pcre2_compile_context_create(pattern->memory);
    pattern->code = pcre2_compile((PCRE2_SPTR)text_string(&source), source.size, options, &error,
                                  &place, compiling);
    pcre2_compile_context_free(compiling);
    text_free(&source);
    if (!pattern->code) {
        say_why(trouble, error, place);
        pattern_free(pattern);
        return NULL;
    }
    pattern->limits = pcre2_match_context_create(pattern->memory);
    pcre2_set_match_limit(pattern->limits, MATCH_LIMIT);
    pcre2_set_heap_limit(pattern->limits, HEAP_LIMIT);
    pattern->match = pcre2_match_data_create(1, pattern->memory);
    return pattern;
}

void pattern_free(struct pattern *pattern)
{
    if (!pattern)
        return;
    pcre2_match_data_free(pattern->match);
    pcre2_match_context_free(pattern->limits);
    pcre2_code_free(pattern->code);
    pcre2_general_context_free(pattern->memory);
    free(pattern);
}

/* A place at or before `at` where a character begins. */
static size_t character_start(const char *text, size_t at)
{
    while (at && ((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* A line, and where in it the search stands. */
struct line {
    const char *text;
    size_t size, at;
};

/* The next hit that begins among the next places. 1: found, 0: none, below: an error. */
static int find_among(const struct pattern *pattern, struct line *line, struct span *hit)
{
    size_t last = line->size, end = line->size;
    if (last - line->at > START_SPAN)
        last = character_start(line->text, line->at + START_SPAN);
    if (end - last > REACH)
        end = character_start(line->text, last + REACH);
    uint32_t options = PCRE2_NOTEMPTY | PCRE2_NO_UTF_CHECK | (end < line->size ? PCRE2_NOTEOL : 0);
    pcre2_set_offset_limit(pattern->limits, last);
    int found = pcre2_match(pattern->code, (PCRE2_SPTR)line->text, end, line->at, options,
                            pattern->match, pattern->limits);
    if (found == PCRE2_ERROR_NOMATCH) {
        line->at = last < line->size ? last : line->size + 1;
        return 0;
    }
    if (found < 0)
        return found;
    const size_t *ends = pcre2_get_ovector_pointer(pattern->match);
    *hit = (struct span){ends[0], ends[1]};
    if (hit->end <= line->at || hit->start >= hit->end) { /* \K: nothing that can be shown */
        line->at += (size_t)u8_strmblen((const uint8_t *)line->text + line->at);
        return 0;
    }
    line->at = hit->end;
    return 1;
}

static bool give_up(struct text *trouble)
{
    text_add(trouble, "the expression takes too much work here; make it simpler");
    return false;
}

static bool find_in_line(const struct pattern *pattern, struct line line, size_t offset,
                         long deadline, struct spans *hits, struct text *trouble)
{
    while (line.at < line.size) {
        struct span hit;
        int found = find_among(pattern, &line, &hit);
        if (found < 0)
            return give_up(trouble);
        if (found)
            MEMORY_APPEND(hits->items, hits->count, hits->capacity,
                          ((struct span){offset + hit.start, offset + hit.end}));
        else if (line.at < line.size && clock_milliseconds() > deadline)
            return give_up(trouble);
    }
    return true;
}

bool pattern_find(const struct pattern *pattern, const char *text, size_t size, long deadline,
                  struct spans *hits, struct text *trouble)
{
    for (size_t start = 0, end; start < size; start = end + 1) {
        const char *line_end = memchr(text + start, '\n', size - start);
        end = line_end ? (size_t)(line_end - text) : size;
        if (!find_in_line(pattern, (struct line){text + start, end - start, 0}, start, deadline,
                          hits, trouble))
            return false;
        if (clock_milliseconds() > deadline)
            return give_up(trouble);
    }
    return true;
}
