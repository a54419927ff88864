#include "language/phrase.h"

#include "language/grammar.h"
#include "language/lexicon.h"

#include <string.h>

enum {
    PHRASE_TOKENS = 12,     /* at most in a phrase */
    APPOSITION_TOKENS = 24, /* at most between its commas */
    TITLE_BYTES = 5,        /* of an abbreviation before a name: "Prof" */
};

bool line_has_sign(const struct line *line, size_t at, char sign)
{
    return at < line->count && line->tokens[at].kind == TOKEN_SIGN &&
           span_size(line->tokens[at].span) == 1 && line->text[line->tokens[at].span.start] == sign;
}

bool line_has_word(const struct line *line, size_t at, const char *norm)
{
    return at < line->count && line->tokens[at].kind == TOKEN_WORD &&
           strcmp(line->tokens[at].word->norm, norm) == 0;
}

bool line_has_quote(const struct line *line, size_t at)
{
    static const char *const marks[] = {"\"",     "\u201C", "\u201D", "\u2018",
                                        "\u2019", "\u201E", "\u00AB", "\u00BB"};
    if (at >= line->count || line->tokens[at].kind != TOKEN_SIGN)
        return false;
    struct span span = line->tokens[at].span;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (span_size(span) == strlen(marks[i]) &&
            memcmp(line->text + span.start, marks[i], span_size(span)) == 0)
            return true;
    return false;
}

static bool is_name(const struct line *line, size_t at)
{
    return at < line->count && line->tokens[at].flags & TOKEN_NAME;
}

bool line_has_verb(const struct line *line, size_t at)
{
    return at < line->count && line->tokens[at].kind == TOKEN_WORD && !is_name(line, at) &&
           words_are_finite(line->text, line->tokens[at].span);
}

/* The full stop of "Mr." or "J." before a name. */
static bool is_title_stop(const struct line *line, size_t at)
{
    return at > 0 && line_has_sign(line, at, '.') && line->tokens[at - 1].flags & TOKEN_CAPITAL &&
           span_size(line->tokens[at - 1].span) <= TITLE_BYTES && at + 1 < line->count &&
           line->tokens[at + 1].flags & TOKEN_CAPITAL;
}

/* The apostrophe of "the pilots' report". */
static bool is_genitive(const struct line *line, size_t at)
{
    if (at == 0 || line->tokens[at - 1].span.end != line->tokens[at].span.start ||
        line->text[line->tokens[at].span.start - 1] != 's')
        return false;
    return line_has_word(line, at - 1, line->tokens[at - 1].word->norm) &&
           (line_has_sign(line, at, '\'') ||
            strncmp(line->text + line->tokens[at].span.start, "\u2019", 3) == 0);
}

static bool is_and(const struct line *line, size_t at)
{
    return line_has_word(line, at, "and") || line_has_word(line, at, "or");
}

/* Whether the token may stand inside a phrase. */
static bool belongs(const struct line *line, size_t at)
{
    const struct token *token = &line->tokens[at];
    if (token->kind == TOKEN_SIGN)
        return line_has_sign(line, at, '-') || is_title_stop(line, at) || is_genitive(line, at);
    if (is_name(line, at) || token->kind == TOKEN_NUMBER)
        return true;
    if (is_and(line, at))
        return at > 0 && is_name(line, at - 1) && is_name(line, at + 1);
    return !line_has_verb(line, at) && !words_are_relative(line->text, token->span) &&
           !words_tie_clause(line->text, token->span) &&
           !words_join_clauses(line->text, token->span) &&
           !(token->word->classes & (CLASS_WEEKDAY | CLASS_MONTH));
}

static struct phrase read_back(const struct line *line, size_t end)
{
    struct phrase phrase = {end, end};
    while (phrase.start > 0 && end - phrase.start < PHRASE_TOKENS &&
           belongs(line, phrase.start - 1))
        phrase.start--;
    return phrase;
}

struct phrase phrase_before(const struct line *line, size_t end)
{
    if (end == 0 || !line_has_sign(line, end - 1, ','))
        return read_back(line, end);
    size_t least = end > APPOSITION_TOKENS ? end - APPOSITION_TOKENS : 0;
    for (size_t at = end - 1; at-- > least;) {
        if (line_has_sign(line, at, ',')) {
            struct phrase outer = read_back(line, at), inner = read_back(line, end - 1);
            if (outer.start == outer.end)
                continue; /* "Keel, D-Anker, said" */
            bool named = !is_name(line, outer.end - 1) && is_name(line, inner.end - 1);
            return named ? (struct phrase){outer.start, inner.end} : outer;
        }
        if (line->tokens[at].kind == TOKEN_SIGN && !belongs(line, at) &&
            !line_has_sign(line, at, '.'))
            break;
    }
    return (struct phrase){end, end};
}

/* "the reports", "several plans": no verbs here. */
static bool is_led(const struct line *line, size_t start, size_t at)
{
    return at > start && line->tokens[at].kind == TOKEN_WORD && line_has_verb(line, at) &&
           line->tokens[at - 1].kind == TOKEN_WORD && !(line->tokens[at - 1].flags & TOKEN_NAME) &&
           (words_lead_noun(line->text, line->tokens[at - 1].span) ||
            line_has_word(line, at - 1, "several") || line_has_word(line, at - 1, "multiple") ||
            line_has_word(line, at - 1, "news") || line_has_word(line, at - 1, "media"));
}

struct phrase phrase_after(const struct line *line, size_t start)
{
    struct phrase phrase = {start, start};
    while (phrase.end < line->count && phrase.end - start < PHRASE_TOKENS &&
           (belongs(line, phrase.end) || is_led(line, start, phrase.end))) {
        const struct token *token = &line->tokens[phrase.end];
        if (token->kind == TOKEN_WORD && words_are_preposition(line->text, token->span))
            break;
        phrase.end++;
    }
    /* "said the mayor, Ada Keel" */
    size_t at = phrase.end;
    if (phrase.end > start && !is_name(line, phrase.end - 1) && line_has_sign(line, at, ',') &&
        is_name(line, at + 1))
        for (phrase.end++; is_name(line, phrase.end) || is_title_stop(line, phrase.end);)
            phrase.end++;
    return phrase;
}

/* Whether the name that begins at `at` goes on before it: "Ministry of Defence", "Keel and
 * Pilot". Returns how many tokens are between. */
static size_t link_before(const struct line *line, struct phrase phrase, size_t at)
{
    if (at >= phrase.start + 2 && is_title_stop(line, at - 1))
        return 2;
    if (at >= phrase.start + 2 && is_name(line, at - 2) &&
        (line_has_word(line, at - 1, "of") || line_has_word(line, at - 1, "for") ||
         is_and(line, at - 1) || line_has_sign(line, at - 1, '-')))
        return 1;
    if (at >= phrase.start + 3 && is_name(line, at - 3) && line_has_word(line, at - 2, "of") &&
        line_has_word(line, at - 1, "the"))
        return 2;
    return 0;
}

/* Behind the adjunct that leads the phrase: "In a statement the mayor". */
static size_t skip_adjunct(const struct line *line, struct phrase phrase)
{
    if (!words_are_preposition(line->text, line->tokens[phrase.start].span))
        return phrase.start;
    for (size_t at = phrase.end; at-- > phrase.start + 1;)
        if (line_has_word(line, at, "the") || line_has_word(line, at, "a") ||
            line_has_word(line, at, "an"))
            return at;
    return phrase.end - 1;
}

/* "a spokesman for Keel" is not Keel. */
static bool leads_name(const struct line *line, size_t at)
{
    return line_has_word(line, at, "of") || line_has_word(line, at, "for") ||
           line_has_word(line, at, "to") ||
           (line->tokens[at].kind == TOKEN_WORD &&
            words_are_preposition(line->text, line->tokens[at].span));
}

struct span phrase_core(const struct line *line, struct phrase phrase)
{
    const struct token *tokens = line->tokens;
    while (phrase.start < phrase.end &&
           (words_join_clauses(line->text, tokens[phrase.start].span) ||
            words_are_adverb(line->text, tokens[phrase.start].span)) &&
           !is_name(line, phrase.start))
        phrase.start++;
    if (phrase.start == phrase.end)
        return (struct span){0, 0};
    size_t start = phrase.end;
    while (start > phrase.start && is_name(line, start - 1)) {
        start--;
        start -= link_before(line, phrase, start);
    }
    if (start == phrase.start || (start < phrase.end && !leads_name(line, start - 1)))
        phrase.start = start;
    else
        phrase.start = skip_adjunct(line, phrase);
    return (struct span){tokens[phrase.start].span.start, tokens[phrase.end - 1].span.end};
}
