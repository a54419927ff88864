#include "language/lemma.h"

#include <stdbool.h>
#include <string.h>

/* An ending, and what stands in its place in the base form. */
static const struct {
    const char *ending, *base;
} rules[] = {
    {"s", ""},     {"es", ""},    {"ies", "y"},  {"ves", "f"}, {"ed", ""},  {"ed", "e"},
    {"ied", "y"},  {"ing", ""},   {"ing", "e"},  {"er", ""},   {"er", "e"}, {"est", ""},
    {"est", "e"},
};

static void add(struct lemmas *lemmas, const char *word, size_t size, const char *rest)
{
    size_t rest_size = strlen(rest);
    if (lemmas->count == LEMMAS_MAX || size < 2 || size + rest_size >= LEMMA_SIZE)
        return;
    char *item = lemmas->items[lemmas->count];
    memcpy(item, word, size);
    memcpy(item + size, rest, rest_size + 1);
    lemmas->count++;
}

/* "stopp" of stopped, stopping. */
static bool is_doubled(const char *word, size_t size)
{
    return size > 3 && word[size - 1] == word[size - 2] && !strchr("aeiou", word[size - 1]);
}

void lemmas_find(const char *norm, struct lemmas *lemmas)
{
    lemmas->count = 0;
    size_t size = strlen(norm);
    if (size >= LEMMA_SIZE)
        return;
    add(lemmas, norm, size, "");
    size_t entry = 0;
    const char *base = table_find(&irregular_forms_table, norm, size, &entry);
    for (; base; base = table_next(&irregular_forms_table, &entry))
        add(lemmas, base, strlen(base), "");
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        size_t ending = strlen(rules[i].ending);
        if (size < ending + 3 || strcmp(norm + size - ending, rules[i].ending) != 0)
            continue;
        add(lemmas, norm, size - ending, rules[i].base);
        if (ending > 1 && !*rules[i].base && is_doubled(norm, size - ending))
            add(lemmas, norm, size - ending - 1, "");
    }
}
