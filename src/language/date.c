#include "language/date.h"

#include "language/lexicon.h"

#include <string.h>

static bool is_whole(const struct token *token, double low, double high)
{
    const struct quantity *quantity = token->quantity;
    return token->kind == TOKEN_NUMBER && quantity && quantity->value >= low &&
           quantity->value <= high && quantity->value == (double)(int)quantity->value;
}

static bool is_day(const struct token *token)
{
    return is_whole(token, 1, 31) && (token->quantity->kind == QUANTITY_COUNT ||
                                      token->quantity->kind == QUANTITY_ORDINAL);
}

static bool is_year(const struct token *token)
{
    return is_whole(token, 1000, 2100) && token->quantity->kind == QUANTITY_YEAR;
}

static bool is_comma(const struct token *token)
{
    return token->kind == TOKEN_SIGN && strcmp(token->word->norm, ",") == 0;
}

static bool is_stop_sign(const struct token *token)
{
    return token->kind == TOKEN_SIGN && strcmp(token->word->norm, ".") == 0;
}

/* The words that also mean something else are months only where they can be nothing else. */
static bool is_month(const struct token *tokens, size_t count, size_t at)
{
    const struct token *token = &tokens[at];
    if (token->kind != TOKEN_WORD || !(token->word->classes & CLASS_MONTH) ||
        !(token->flags & TOKEN_CAPITAL))
        return false;
    if (!(token->word->classes & CLASS_STOP) && strcmp(token->word->norm, "march") != 0)
        return true;
    if (at + 1 < count && (is_day(&tokens[at + 1]) || is_year(&tokens[at + 1])))
        return true;
    static const char *const before[] = {"in",    "of",    "last", "next",
                                         "since", "early", "late", "by"};
    for (size_t i = 0; at > 0 && i < sizeof before / sizeof *before; i++)
        if (strcmp(tokens[at - 1].word->norm, before[i]) == 0)
            return true;
    return at > 0 && is_day(&tokens[at - 1]);
}

static void set_day(struct arena *arena, struct token *token, int *day)
{
    struct quantity *quantity = arena_take(arena, 1, sizeof *quantity);
    *quantity = *token->quantity;
    quantity->kind = QUANTITY_DAY;
    quantity->low = quantity->high = quantity->value;
    quantity->exact = true;
    token->quantity = quantity;
    *day = (int)quantity->value;
}

static void mark_month(struct arena *arena, struct token *tokens, size_t count, size_t at)
{
    struct date *date = arena_take(arena, 1, sizeof *date);
    date->month = tokens[at].word->value;
    tokens[at].date = date;
    tokens[at].flags &= ~(unsigned)TOKEN_STOP;
    size_t next = at + 1;
    if (next < count && is_stop_sign(&tokens[next]))
        next++;
    if (next < count && is_day(&tokens[next])) {
        set_day(arena, &tokens[next], &date->day);
        tokens[next++].date = date;
    } else if (at > 0 && is_day(&tokens[at - 1])) {
        set_day(arena, &tokens[at - 1], &date->day);
        tokens[at - 1].date = date;
    }
    if (next < count && is_comma(&tokens[next]))
        next++;
    if (next < count && is_year(&tokens[next])) {
        date->year = (int)tokens[next].quantity->value;
        tokens[next].date = date;
    }
}

void dates_mark(struct arena *arena, struct token *tokens, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is_month(tokens, count, i)) {
            mark_month(arena, tokens, count, i);
        } else if (tokens[i].kind == TOKEN_WORD && tokens[i].word->classes & CLASS_WEEKDAY) {
            struct date *date = arena_take(arena, 1, sizeof *date);
            date->weekday = tokens[i].word->value;
            tokens[i].date = date;
        } else if (!tokens[i].date && is_year(&tokens[i])) {
            struct date *date = arena_take(arena, 1, sizeof *date);
            date->year = (int)tokens[i].quantity->value;
            tokens[i].date = date;
        }
    }
}
