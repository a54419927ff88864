#include "compare/phrases.h"

#include "compare/relation.h"
#include "compare/vocabulary.h"
#include "language/lemma.h"

#include <string.h>

enum { PHRASE_WORDS = 5, PHRASE_SIZE = 96 };

static const struct table *const tables[PHRASE_TABLES] = {
    [PHRASES_OPPOSITES] = &opposites_table,
    [PHRASES_STANCES] = &stances_table,
};

struct finder {
    const struct vocabulary *vocabulary;
    enum side side;
    const struct passage *passage;
    struct phrase found[PHRASES_MAX];
    size_t count;
};

static const char *norm_of(const struct finder *finder, size_t at)
{
    return item_token(finder->vocabulary, finder->side, &finder->passage->items[at])->word->norm;
}

/* "threw out a plan" holds "throw out"; "gave its backing" holds "give backing". */
static bool is_passed_over(const char *norm)
{
    static const char *const words[] = {"a", "an", "the", "its", "their", "his", "her"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(norm, words[i]) == 0)
            return true;
    return false;
}

/* Adds a word to the key, which is as long as `*size`. */
static bool extend(char *key, size_t *size, const char *word)
{
    size_t more = strlen(word), blank = *size > 0;
    if (*size + blank + more >= PHRASE_SIZE)
        return false;
    if (blank)
        key[(*size)++] = ' ';
    memcpy(key + *size, word, more + 1);
    *size += more;
    return true;
}

/* The entries that begin at one item with one base form of its word. */
static void find_from(struct finder *finder, const struct table *table, size_t at, const char *base)
{
    char key[PHRASE_SIZE];
    size_t size = 0, end = at, words = 0;
    for (; words < PHRASE_WORDS && end < finder->passage->count; end++) {
        if (words > 0 && is_passed_over(norm_of(finder, end)))
            continue;
        if (!extend(key, &size, words ? norm_of(finder, end) : base) ||
            !table_begins(table, key, size))
            return;
        words++;
        size_t entry = 0;
        const char *fields = table_find(table, key, size, &entry);
        for (; fields && finder->count < PHRASES_MAX; fields = table_next(table, &entry))
            finder->found[finder->count++] = (struct phrase){{at, end}, fields};
    }
}

static struct phrases find_in(struct arena *arena, struct finder *finder, const struct table *table)
{
    finder->count = 0;
    for (size_t i = 0; i < finder->passage->count && finder->count < PHRASES_MAX; i++) {
        struct lemmas lemmas;
        lemmas_find(norm_of(finder, i), &lemmas);
        for (size_t k = 0; k < lemmas.count; k++)
            find_from(finder, table, i, lemmas.items[k]);
    }
    if (finder->count == 0)
        return (struct phrases){NULL, 0};
    struct phrase *items = arena_take(arena, finder->count, sizeof *items);
    memcpy(items, finder->found, finder->count * sizeof *items);
    return (struct phrases){items, finder->count};
}

void phrases_make(struct arena *arena, struct vocabulary *vocabulary, enum side side,
                  size_t statement)
{
    struct passage *passage = &vocabulary->passages[side][statement];
    struct finder finder = {.vocabulary = vocabulary, .side = side, .passage = passage};
    for (size_t table = 0; table < PHRASE_TABLES; table++)
        passage->phrases[table] = find_in(arena, &finder, tables[table]);
}
