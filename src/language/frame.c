#include "language/frame.h"

#include "base/memory.h"
#include "base/table.h"
#include "language/lemma.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

extern const struct table frames_table; /* verb: class, polarity, certainty, rest */

enum { CACHE_SIZE = 1024, LEMMA_TRIES = LEMMAS_MAX };

struct frames {
    struct known {
        const struct word *word;
        bool begins; /* some frame */
        size_t entry;
    } known[CACHE_SIZE];
};

struct frames *frames_new(void)
{
    return memory_new(1, sizeof(struct frames));
}

void frames_free(struct frames *frames)
{
    free(frames);
}

/* Forms of verbs that no rule leads back to their base. */
static const char *base_of(const char *norm)
{
    static const char *const forms[] = {"is", "are", "was", "were", "been", "being"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(norm, forms[i]) == 0)
            return "be";
    return norm;
}

/* Looks the word up once; most words of a text are the same few hundred. */
static const struct known *look_up(struct frames *frames, const struct word *word)
{
    struct known *known = &frames->known[((uintptr_t)word >> 5) % CACHE_SIZE];
    if (known->word == word)
        return known;
    struct lemmas lemmas;
    *known = (struct known){.word = word};
    lemmas_find(base_of(word->norm), &lemmas);
    for (size_t i = 0; i < lemmas.count && !known->begins; i++)
        known->begins = table_find(&frames_table, lemmas.items[i], strlen(lemmas.items[i]),
                                   &known->entry) != NULL;
    return known;
}

/* The field behind the tab after `field`; "" where there is none. */
static const char *next_field(const char *field)
{
    field += strcspn(field, "\t");
    return *field ? field + 1 : field;
}

static bool field_is(const char *field, const char *name)
{
    size_t size = strlen(name);
    return strncmp(field, name, size) == 0 && (field[size] == '\t' || field[size] == '\0');
}

/* How many tokens spell `rest`, words with blanks between; `count` and more where they do not. */
static size_t match_rest(const struct token *tokens, size_t count, const char *rest)
{
    size_t at = 0;
    while (*rest) {
        size_t size = strcspn(rest, " ");
        if (at == count || tokens[at].kind != TOKEN_WORD ||
            strncmp(tokens[at].word->norm, rest, size) != 0 || tokens[at].word->norm[size])
            return count + 1;
        rest += size + (rest[size] == ' ');
        at++;
    }
    return at;
}

static bool ends_with(const char *string, const char *end)
{
    size_t size = strlen(string), tail = strlen(end);
    return size >= tail && strcmp(string + size - tail, end) == 0;
}

static struct frame read_frame(const char *value, size_t size)
{
    const char *polarity = next_field(value), *certainty = next_field(polarity);
    const char *rest = next_field(certainty);
    bool sure = field_is(certainty, "assertive") || field_is(certainty, "factive");
    struct frame frame = {.size = size};
    frame.certainty = sure ? CERTAINTY_REPORTED : CERTAINTY_TENTATIVE;
    if (*polarity == '-')
        frame.stance = field_is(value, "doubt") ? STANCE_DOUBTED : STANCE_DENIED;
    frame.that = ends_with(rest, "that");
    frame.hearsay = ends_with(rest, " to") && !field_is(value, "promise");
    return frame;
}

struct frame frames_find(struct frames *frames, const struct token *tokens, size_t count)
{
    struct frame longest = {0};
    const struct known *known = look_up(frames, tokens->word);
    if (!known->begins)
        return longest;
    size_t entry = known->entry;
    const char *value = table_value(&frames_table, entry);
    for (; value; value = table_next(&frames_table, &entry)) {
        const char *rest = next_field(next_field(next_field(value)));
        size_t size = match_rest(tokens + 1, count - 1, rest);
        if (size < count && size + 1 > longest.size)
            longest = read_frame(value, size + 1);
    }
    return longest;
}
