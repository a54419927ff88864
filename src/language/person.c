#include "language/person.h"

#include "base/table.h"

#include <string.h>

extern const struct table given_names_table; /* name: "male", "female", "either", "title-..." */

static const char *kind_of(const struct token *token)
{
    const char *kind =
        table_find(&given_names_table, token->word->norm, strlen(token->word->norm), NULL);
    return kind ? kind : "";
}

static bool is_title(const struct token *token)
{
    return strncmp(kind_of(token), "title-", 6) == 0;
}

static enum gender gender_of(const struct token *token)
{
    const char *kind = kind_of(token);
    kind += strncmp(kind, "title-", 6) == 0 ? 6 : 0;
    if (strcmp(kind, "male") == 0)
        return GENDER_MALE;
    return strcmp(kind, "female") == 0 ? GENDER_FEMALE : GENDER_OPEN;
}

/* The full stop of "Mr." or of an initial. */
static bool is_stop(const struct token *tokens, size_t count, size_t at)
{
    return at > 0 && at + 1 < count && tokens[at].kind == TOKEN_SIGN &&
           strcmp(tokens[at].word->norm, ".") == 0 && tokens[at - 1].flags & TOKEN_CAPITAL &&
           (is_title(&tokens[at - 1]) || span_size(tokens[at - 1].span) == 1) &&
           tokens[at + 1].flags & TOKEN_CAPITAL;
}

/* A capital word that a name begins with, though it stands where a capital tells nothing. */
static bool begins_name(const struct token *tokens, size_t count)
{
    return tokens[0].flags & TOKEN_CAPITAL && *kind_of(&tokens[0]) && count > 1 &&
           (tokens[1].flags & TOKEN_NAME || is_stop(tokens, count, 1));
}

size_t person_run(const struct token *tokens, size_t count, size_t at)
{
    size_t end = at;
    if (at < count && begins_name(tokens + at, count - at))
        end++;
    while (end < count &&
           (tokens[end].flags & TOKEN_NAME || (end > at && is_stop(tokens, count, end))))
        end++;
    return end - at;
}

/* Where the name begins behind the last title in the run, whose gender goes to `*gender`; without
 * one, at the first given name. The count where the run introduces nobody. */
static size_t name_start(const struct token *tokens, size_t count, enum gender *gender)
{
    size_t start = count, given = count;
    for (size_t at = 0; at + 1 < count; at++) {
        if (is_title(&tokens[at])) {
            *gender = gender_of(&tokens[at]);
            start = at + 1;
        } else if (given == count && *kind_of(&tokens[at])) {
            given = at;
        }
    }
    start = start < count && tokens[start].kind == TOKEN_SIGN ? start + 1 : start;
    return start < count ? start : given;
}

struct person *persons_find(struct persons *persons, const struct token *tokens, size_t count)
{
    if (count == 0)
        return NULL;
    for (size_t i = 0; i < persons->count; i++)
        if (persons->items[i].last == tokens[count - 1].word)
            return &persons->items[i];
    return NULL;
}

void persons_learn(struct persons *persons, const struct token *tokens, size_t count)
{
    enum gender gender = GENDER_OPEN;
    size_t start = name_start(tokens, count, &gender);
    if (start >= count || is_title(&tokens[count - 1]))
        return;
    struct person *person = persons_find(persons, tokens, count);
    if (!person && persons->count == PERSONS_MAX)
        return;
    struct span name = {tokens[start].span.start, tokens[count - 1].span.end};
    if (!person) {
        person = &persons->items[persons->count++];
        *person = (struct person){.last = tokens[count - 1].word, .name = name};
    }
    if (gender == GENDER_OPEN && count - start > 1)
        gender = gender_of(&tokens[start]);
    if (span_size(name) > span_size(person->name))
        person->name = name;
    if (person->gender == GENDER_OPEN)
        person->gender = gender;
}

bool person_fits(const struct person *person, enum gender gender)
{
    return person->gender == GENDER_OPEN || gender == GENDER_OPEN || person->gender == gender;
}
