/* Statements: what a sentence asserts, each part that could stand alone by itself. A sentence is
 * split only where both sides have a subject and a finite verb; when unsure it stays whole. */
#include "language/analysis.h"

#include "base/sign.h"
#include "language/grammar.h"

#include <string.h>

enum { LEAST_WORDS = 3 };

/* The next word at or behind `*at`, which is moved behind it; empty at the end. */
static struct span next_word(const char *text, size_t *at, size_t end)
{
    struct span word = {end, end};
    while (*at < end) {
        size_t from = *at;
        uint32_t sign = sign_next(text, at, end);
        bool inside = sign_is_letter(sign) || sign_is_digit(sign) || sign == '\'' || sign == 0x2019;
        if (inside && word.start == end)
            word.start = from;
        if (!inside && word.start < end) {
            word.end = from;
            return word;
        }
    }
    return word;
}

static bool ends_with(const char *text, struct span word, char before_last, char last)
{
    return span_size(word) >= 4 && text[word.end - 1] == last &&
           (!before_last || text[word.end - 2] == before_last);
}

/* Whether the part has a subject and a verb: a finite form that is not its first word, or a word
 * in -ed behind one that may be its subject. */
static bool asserts(const char *text, struct span part)
{
    size_t words = 0;
    bool verb = false, led = true;
    for (size_t at = part.start; at < part.end;) {
        struct span word = next_word(text, &at, part.end);
        if (span_is_empty(word))
            break;
        bool finite = words_are_finite(text, word) || (!led && ends_with(text, word, 'e', 'd'));
        verb |= words > 0 && finite;
        led = words_lead_noun(text, word);
        words++;
    }
    return verb && words >= LEAST_WORDS;
}

/* Words that tie a part to the one before it. */
static bool is_tied(const char *text, struct span part)
{
    size_t at = part.start;
    return words_are_relative(text, next_word(text, &at, part.end));
}

/* Quotation marks and brackets that stand open; straight quotes turn. */
struct nesting {
    size_t depth;
    bool quoted;
};

static void nest(struct nesting *nesting, uint32_t sign)
{
    if (sign == '(' || sign == '[' || sign == 0x201C)
        nesting->depth++;
    else if (sign == ')' || sign == ']' || sign == 0x201D)
        nesting->depth -= nesting->depth > 0;
    else if (sign == '"')
        nesting->quoted = !nesting->quoted;
}

static bool is_spaced_dash(const char *text, struct span span, size_t at)
{
    uint32_t sign = sign_at(text, at, span.end);
    if (sign != '-' && sign != 0x2013 && sign != 0x2014)
        return false;
    size_t behind = at;
    sign_next(text, &behind, span.end);
    return sign_is_blank(sign_at(text, behind, span.end)) &&
           sign_is_blank(sign_before(text, span.start, &at));
}

/* Which signs may part a sentence. Two dashes hold an insertion, and semicolons of which a part
 * asserts nothing stand between the members of a list. */
struct separators {
    bool semicolon, dash;
};

static struct separators find_separators(const char *text, struct span span)
{
    size_t dashes = 0;
    struct separators found = {.semicolon = memchr(text + span.start, ';', span_size(span))};
    struct span part = {span.start, span.start};
    for (; part.end <= span.end; part.end++) {
        dashes += part.end < span.end && is_spaced_dash(text, span, part.end);
        if (!found.semicolon || (part.end < span.end && text[part.end] != ';'))
            continue;
        found.semicolon = asserts(text, part);
        part.start = part.end + 1;
    }
    found.dash = dashes == 1;
    return found;
}

/* Where the part that begins at `start` ends: before a separator, or with the span. */
static size_t end_part(const char *text, struct span span, size_t start,
                       const struct separators *separators, struct nesting *nesting)
{
    for (size_t at = start; at < span.end;) {
        size_t here = at;
        nest(nesting, sign_next(text, &at, span.end));
        if (nesting->depth > 0 || nesting->quoted)
            continue;
        if ((separators->semicolon && text[here] == ';') ||
            (separators->dash && is_spaced_dash(text, span, here)))
            return here;
    }
    return span.end;
}

static void add_statement(struct analysis *analysis, size_t *capacity, size_t sentence,
                          struct span span)
{
    struct statement statement = {
        .span = sign_trim(analysis->article->text, span),
        .sentence = sentence,
        .block = analysis->sentences[sentence].block,
    };
    ARENA_APPEND(analysis->article->arena, analysis->statements, analysis->statement_count,
                 *capacity, statement);
}

/* A part that asserts something begins a statement where one before it does so, too. */
static void split_sentence(struct analysis *analysis, size_t *capacity, size_t number)
{
    const char *text = analysis->article->text;
    struct span sentence = analysis->sentences[number].span;
    struct span statement = {sentence.start, sentence.start};
    struct separators separators = find_separators(text, sentence);
    if (!separators.semicolon && !separators.dash) {
        add_statement(analysis, capacity, number, sentence);
        return;
    }
    struct nesting nesting = {0};
    bool asserted = false;
    for (size_t at = sentence.start; at < sentence.end;) {
        struct span part = {at, end_part(text, sentence, at, &separators, &nesting)};
        bool asserting = asserts(text, part);
        if (asserted && asserting && !is_tied(text, part)) {
            add_statement(analysis, capacity, number, statement);
            statement.start = part.start;
            asserted = false;
        }
        statement.end = part.end;
        asserted |= asserting;
        at = part.end;
        sign_next(text, &at, sentence.end);
    }
    add_statement(analysis, capacity, number, span_is_empty(statement) ? sentence : statement);
}

void statements_find(struct analysis *analysis)
{
    size_t capacity = 0;
    analysis->statements = NULL;
    analysis->statement_count = 0;
    for (size_t i = 0; i < analysis->sentence_count; i++)
        split_sentence(analysis, &capacity, i);
}
