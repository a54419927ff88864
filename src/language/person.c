#include "language/person.h"

#include "base/table.h"

#include <string.h>

extern const struct table given_names_table; /* name: "male", "female", "either", "title-..." */

enum { NAME_TOKENS = 6 }; /* initials with their stops and all: "J. R. R. Keel" is not longer */

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

static bool is_capital(const struct token *token)
{
    return token->kind == TOKEN_WORD && token->flags & TOKEN_CAPITAL &&
           !(token->flags & TOKEN_STOP);
}

/* A title or a given name begins a name even where capitals tell nothing: at the head of a sentence
 * and where nearly all words have one. Returns how many tokens are sure then. */
static size_t begin_name(const struct token *tokens, size_t count)
{
    if (count < 2 || !(tokens[0].flags & TOKEN_CAPITAL) || !*kind_of(&tokens[0]))
        return 0;
    if (is_stop(tokens, count, 1))
        return is_title(&tokens[0]) && count > 2 && is_capital(&tokens[2]) ? 3 : 2;
    return is_capital(&tokens[1]) ? (is_title(&tokens[0]) ? 1 : 2) : 0;
}

size_t person_run(const struct token *tokens, size_t count, size_t at)
{
    size_t end = at;
    while (end < count) {
        size_t sure = begin_name(tokens + end, count - end);
        if (sure)
            end += sure;
        else if (tokens[end].flags & TOKEN_NAME || (end > at && is_stop(tokens, count, end)))
            end++;
        else
            break;
    }
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

/* A run of name tokens as a name. */
struct name {
    const struct word *first, *last; /* first: NULL where the run has no given name */
    struct span span;                /* without titles */
    enum gender gender;
    bool person; /* the run itself says so */
};

static struct name read_name(const struct token *tokens, size_t count)
{
    struct name name = {.last = tokens[count - 1].word};
    size_t start = name_start(tokens, count, &name.gender);
    if (start >= count || count - start > NAME_TOKENS || is_title(&tokens[count - 1]))
        return name;
    name.person = true;
    name.span = (struct span){tokens[start].span.start, tokens[count - 1].span.end};
    if (count - start > 1)
        name.first = tokens[start].word;
    if (name.gender == GENDER_OPEN && name.first)
        name.gender = gender_of(&tokens[start]);
    return name;
}

bool person_fits(const struct person *person, enum gender gender)
{
    return person->gender == GENDER_OPEN || gender == GENDER_OPEN || person->gender == gender;
}

static struct person *find(struct persons *persons, const struct name *name, bool *several)
{
    struct person *found = NULL;
    *several = false;
    for (size_t i = 0; i < persons->count; i++) {
        struct person *person = &persons->items[i];
        if (person->last != name->last || !person_fits(person, name->gender) ||
            (name->first && person->first && name->first != person->first))
            continue;
        *several = found != NULL;
        if (*several)
            return NULL;
        found = person;
    }
    return found;
}

struct person *persons_find(struct persons *persons, const struct token *tokens, size_t count,
                            bool *several)
{
    struct name name = read_name(tokens, count);
    return find(persons, &name, several);
}

void persons_learn(struct persons *persons, const struct token *tokens, size_t count)
{
    bool several;
    if (count == 0)
        return;
    struct name name = read_name(tokens, count);
    struct person *person = name.person ? find(persons, &name, &several) : NULL;
    if (!name.person || several || (!person && persons->count == PERSONS_MAX))
        return;
    if (!person) {
        person = &persons->items[persons->count++];
        *person = (struct person){.last = name.last, .name = name.span};
    }
    person->first = person->first ? person->first : name.first;
    person->gender = person->gender != GENDER_OPEN ? person->gender : name.gender;
    if (span_size(name.span) > span_size(person->name))
        person->name = name.span;
}
