#include "language/polarity.h"

#include "language/lexicon.h"

#include <string.h>

/* How far a negation reaches, in words that say something, if no clause ends before. */
enum { NEGATOR_SCOPE = 6, DENIAL_SCOPE = 4, SCOPE_TOKENS = 16 };

/* After these a negator does not negate: "not only", "no more than", "not merely". */
static const char *const harmless_next[] = {
    "only",  "merely", "just",   "simply", "more",   "fewer",  "less",
    "least", "later",  "longer", "doubt",  "matter", "wonder", "sooner",
};

static bool is_harmless(const struct token *next)
{
    for (size_t i = 0; i < sizeof harmless_next / sizeof *harmless_next; i++)
        if (strcmp(next->word->norm, harmless_next[i]) == 0)
            return true;
    return false;
}

static bool is_dash(const char *norm)
{
    return strcmp(norm, "\xe2\x80\x93") == 0 || strcmp(norm, "\xe2\x80\x94") == 0;
}

/* Quotation marks end nothing: he does not "ask for it". */
static bool ends_clause(const struct token *token)
{
    if (token->kind == TOKEN_SIGN)
        return strchr(",;:.!?()", token->word->norm[0]) != NULL || is_dash(token->word->norm);
    return (token->word->classes & CLASS_BOUNDARY) != 0;
}

static void flag_scope(struct token *tokens, size_t count, size_t reach, unsigned flag)
{
    if (count > SCOPE_TOKENS)
        count = SCOPE_TOKENS;
    for (size_t i = 0; i < count && reach > 0 && !ends_clause(&tokens[i]); i++) {
        tokens[i].flags ^= flag;
        if (!(tokens[i].flags & TOKEN_STOP))
            reach--;
    }
}

void polarity_mark(struct token *tokens, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        unsigned classes = tokens[i].word->classes;
        if (classes & CLASS_NEGATOR && !(i + 1 < count && is_harmless(&tokens[i + 1]))) {
            tokens[i].flags |= TOKEN_NEGATOR;
            flag_scope(tokens + i + 1, count - i - 1, NEGATOR_SCOPE, TOKEN_NEGATED);
        } else if (classes & CLASS_DENIAL) {
            flag_scope(tokens + i + 1, count - i - 1, DENIAL_SCOPE, TOKEN_DENIED);
        }
    }
}
