/* Statements: what a sentence asserts, each part that could stand alone by itself. A sentence is
 * split only where both sides have a subject and a finite verb; when unsure it stays whole. */
#include "language/analysis.h"

#include "base/sign.h"
#include "language/clause.h"

#include <string.h>

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
        found.semicolon = clause_asserts(text, part);
        part.start = part.end + 1;
    }
    found.dash = dashes == 1;
    return found;
}

/* The part that begins at `*at`: up to a separator, behind which `*at` is moved, or to the end. */
static struct span read_part(const char *text, struct span span, size_t *at,
                             const struct separators *separators, struct nesting *nesting)
{
    struct span part = {*at, *at};
    while (*at < span.end) {
        part.end = *at;
        nest(nesting, sign_next(text, at, span.end));
        if (nesting->depth > 0 || nesting->quoted)
            continue;
        if ((separators->semicolon && text[part.end] == ';') ||
            (separators->dash && is_spaced_dash(text, span, part.end)))
            return part;
        size_t joined = clause_join(text, part, span.end);
        if (joined > part.end) {
            *at = joined;
            return part;
        }
    }
    part.end = span.end;
    return part;
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

/* Behind a dash more often than not something is explained or added. */
static bool begins_statement(const char *text, struct span part,
                             const struct separators *separators)
{
    return separators->dash ? clause_stands(text, part) : !clause_is_tied(text, part);
}

/* A part that asserts something begins a statement where one before it does so, too. */
static void split_sentence(struct analysis *analysis, size_t *capacity, size_t number)
{
    const char *text = analysis->article->text;
    struct span sentence = analysis->sentences[number].span;
    struct span statement = {sentence.start, sentence.start};
    struct separators separators = find_separators(text, sentence);
    struct nesting nesting = {0};
    bool asserted = false;
    for (size_t at = sentence.start; at < sentence.end;) {
        struct span part = read_part(text, sentence, &at, &separators, &nesting);
        bool asserting = clause_asserts(text, part);
        if (asserted && asserting && begins_statement(text, part, &separators)) {
            add_statement(analysis, capacity, number, statement);
            statement.start = part.start;
            asserted = false;
        }
        statement.end = part.end;
        asserted |= asserting;
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
