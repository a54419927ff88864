#include "language/name.h"

#include "language/lexicon.h"

#include <string.h>

/* A word that so many documents of the background hold begins sentences before names, too. */
enum { NAME_WORDS_MAX = 8, DOCUMENTS_COMMON = 3000 };

/* More than seven tenths of the words that count begin with a capital. */
static bool is_headline(const struct token *tokens, size_t count)
{
    size_t words = 0, capitals = 0;
    for (size_t i = 0; i < count; i++) {
        if (tokens[i].kind != TOKEN_WORD || tokens[i].flags & TOKEN_STOP)
            continue;
        words++;
        capitals += (tokens[i].flags & TOKEN_CAPITAL) != 0;
    }
    return words > 3 && capitals * 10 > words * 7;
}

void names_count(struct token *tokens, size_t count)
{
    bool headline = is_headline(tokens, count);
    for (size_t i = 0; i < count; i++) {
        if (tokens[i].kind != TOKEN_WORD)
            continue;
        if (headline)
            tokens[i].flags |= TOKEN_FIRST;
        if (!(tokens[i].flags & TOKEN_CAPITAL))
            tokens[i].word->lower++;
        else if (!(tokens[i].flags & TOKEN_FIRST))
            tokens[i].word->capital++;
    }
}

static bool can_be_name(const struct token *token)
{
    unsigned others = CLASS_MONTH | CLASS_WEEKDAY;
    return token->kind == TOKEN_WORD && token->flags & TOKEN_CAPITAL &&
           !(token->flags & TOKEN_STOP) && !(token->word->classes & others);
}

/* A capital that its place explains is a name's where the article writes the word so elsewhere, or
 * where nobody ever saw it otherwise. */
static bool is_name(const struct token *token)
{
    if (!can_be_name(token))
        return false;
    const struct word *word = token->word;
    if (token->flags & TOKEN_FIRST)
        return word->capital > word->lower || (word->documents == 0 && word->lower == 0);
    return true;
}

static const char *spell(struct arena *arena, const struct token *tokens, size_t count)
{
    size_t size = 0, at = 0;
    for (size_t i = 0; i < count; i++)
        size += strlen(tokens[i].word->norm) + 1;
    char *name = arena_take(arena, size, 1);
    for (size_t i = 0; i < count; i++) {
        size_t word = strlen(tokens[i].word->norm);
        memcpy(name + at, tokens[i].word->norm, word);
        at += word;
        name[at++] = i + 1 < count ? ' ' : '\0';
    }
    return name;
}

void names_mark(struct arena *arena, struct token *tokens, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_name(&tokens[i]))
            tokens[i].flags |= TOKEN_NAME;
    /* A capitalised word before a name belongs to it: "Joint Base" at the head of a sentence. */
    for (size_t i = count; i-- > 1;)
        if (tokens[i].flags & TOKEN_NAME && tokens[i - 1].flags & TOKEN_FIRST &&
            can_be_name(&tokens[i - 1]) && tokens[i - 1].word->lower == 0 &&
            tokens[i - 1].word->documents < DOCUMENTS_COMMON)
            tokens[i - 1].flags |= TOKEN_NAME;
    for (size_t i = 0; i < count;) {
        size_t end = i;
        while (end < count && end - i < NAME_WORDS_MAX && tokens[end].flags & TOKEN_NAME)
            end++;
        if (end > i) {
            const char *name = spell(arena, tokens + i, end - i);
            for (; i < end; i++)
                tokens[i].name = name;
        } else {
            i++;
        }
    }
}
