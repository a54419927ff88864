#include "language/wordnet.h"

#include <string.h>

enum { FORM_SIZE = 48 };

/* Endings of forms, what stands in their place in the base form, and of which part that is. */
static const struct {
    const char *ending, *base;
    enum part part;
} rules[] = {
    {"s", "", PART_NOUN},          {"ses", "s", PART_NOUN},      {"xes", "x", PART_NOUN},
    {"zes", "z", PART_NOUN},       {"ches", "ch", PART_NOUN},    {"shes", "sh", PART_NOUN},
    {"men", "man", PART_NOUN},     {"ies", "y", PART_NOUN},      {"s", "", PART_VERB},
    {"ies", "y", PART_VERB},       {"es", "e", PART_VERB},       {"es", "", PART_VERB},
    {"ed", "e", PART_VERB},        {"ed", "", PART_VERB},        {"ing", "e", PART_VERB},
    {"ing", "", PART_VERB},        {"er", "", PART_ADJECTIVE},   {"est", "", PART_ADJECTIVE},
    {"er", "e", PART_ADJECTIVE},   {"est", "e", PART_ADJECTIVE}, {"ier", "y", PART_ADJECTIVE},
    {"iest", "y", PART_ADJECTIVE},
};

/* Readings while they are collected, with how likely each is. */
struct guesses {
    struct base_form items[BASE_FORMS_MAX];
    double weights[BASE_FORMS_MAX];
    size_t count;
};

/* The place of a string among many in byte order. */
static bool find(const char *bytes, const uint32_t *offsets, size_t count, const char *key,
                 size_t size, size_t *place)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *string = bytes + offsets[middle];
        int order = strncmp(string, key, size);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *place = low;
    return low < count && strncmp(bytes + offsets[low], key, size) == 0 &&
           bytes[offsets[low] + size] == '\0';
}

bool wordnet_find(const char *base, size_t size, uint16_t *word)
{
    size_t place;
    if (!find(wordnet.words, wordnet.word_offsets, wordnet.word_count, base, size, &place))
        return false;
    *word = (uint16_t)place;
    return true;
}

static bool has_part(uint16_t word, enum part part)
{
    for (size_t i = wordnet.sense_starts[word]; i < wordnet.sense_starts[word + 1]; i++)
        if (wordnet.senses[i].part == part)
            return true;
    return false;
}

/* `favour` and `extra` say how much the form speaks for the part of speech. */
static void add(struct guesses *guesses, uint16_t word, enum part part, double favour, double extra)
{
    if (!has_part(word, part))
        return;
    double weight = favour * (1 + (double)wordnet.tags[word][part]) + extra;
    for (size_t i = 0; i < guesses->count; i++)
        if (guesses->items[i].word == word && guesses->items[i].part == part)
            return;
    size_t at = guesses->count < BASE_FORMS_MAX ? guesses->count++ : BASE_FORMS_MAX - 1;
    if (at == BASE_FORMS_MAX - 1 && guesses->count == BASE_FORMS_MAX &&
        guesses->weights[at] >= weight)
        return;
    for (; at > 0 && guesses->weights[at - 1] < weight; at--) {
        guesses->items[at] = guesses->items[at - 1];
        guesses->weights[at] = guesses->weights[at - 1];
    }
    guesses->items[at] = (struct base_form){word, (uint8_t)part};
    guesses->weights[at] = weight;
}

static bool ends(const char *norm, size_t size, const char *ending)
{
    size_t length = strlen(ending);
    return size > length + 1 && memcmp(norm + size - length, ending, length) == 0;
}

static void add_base(struct guesses *guesses, const char *base, size_t size, enum part part,
                     const char *ending)
{
    uint16_t word;
    bool verbal = part == PART_VERB && ending[0] != 's' && strcmp(ending, "es") != 0;
    if (wordnet_find(base, size, &word))
        add(guesses, word, part, verbal ? 3 : part == PART_NOUN ? 1.2 : 1, verbal ? 3 : 0);
}

/* Tries the endings; a doubled consonant before one may be single in the base: stopped, bigger. */
static void add_regular(struct guesses *guesses, const char *norm, size_t size)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        char base[FORM_SIZE];
        if (!ends(norm, size, rules[i].ending))
            continue;
        size_t stem = size - strlen(rules[i].ending), rest = strlen(rules[i].base);
        memcpy(base, norm, stem);
        memcpy(base + stem, rules[i].base, rest);
        add_base(guesses, base, stem + rest, rules[i].part, rules[i].ending);
        if (rest == 0 && rules[i].part != PART_NOUN && stem > 3 && base[stem - 1] == base[stem - 2])
            add_base(guesses, base, stem - 1, rules[i].part, rules[i].ending);
    }
}

size_t wordnet_read(const char *norm, struct base_form *base_forms)
{
    struct guesses guesses = {.count = 0};
    size_t size = strlen(norm), place;
    uint16_t word;
    if (size < 2 || size >= FORM_SIZE - 4)
        return 0;
    if (wordnet_find(norm, size, &word))
        for (enum part part = PART_NOUN; part < PART_COUNT; part++)
            add(&guesses, word, part, 1, 0);
    bool irregular =
        find(wordnet.forms, wordnet.form_offsets, wordnet.form_count, norm, size, &place);
    for (; irregular && place < wordnet.form_count &&
           strcmp(wordnet.forms + wordnet.form_offsets[place], norm) == 0;
         place++)
        add(&guesses, wordnet.form_bases[place].word, (enum part)wordnet.form_bases[place].part, 3,
            3);
    add_regular(&guesses, norm, size);
    memcpy(base_forms, guesses.items, sizeof guesses.items);
    return guesses.count;
}

bool wordnet_is_wide(uint16_t synset)
{
    for (size_t i = 0; i < wordnet.wide_count; i++)
        if (wordnet.wide[i] == synset)
            return true;
    return false;
}
