#include "language/abbreviation.h"

#include "base/sign.h"
#include "base/table.h"

#include <string.h>

extern const struct table abbreviations_table;

enum { WORD_SIZE = 32 }; /* bytes; longer ones are not in the table */

static bool field_is(const char *field, const char *name)
{
    size_t size = strlen(name);
    return strncmp(field, name, size) == 0 && (field[size] == '\t' || field[size] == '\0');
}

/* A form may stand in the table several times: what one entry allows is allowed. */
static void read_entry(const char *value, struct abbreviation *found)
{
    const char *ends = strchr(value, '\t') + 1, *flags = strchr(ends, '\t') + 1;
    bool first = !found->known, word = strstr(flags, "word");
    bool number = strstr(flags, "num") || field_is(value, "measure");
    found->known = true;
    found->ends |= field_is(ends, "yes");
    found->word = word && (first || found->word);
    found->number = number && (first || found->number);
    found->initial |= field_is(flags, "initial");
    found->adverb |= field_is(value, "latin") && field_is(ends, "yes");
}

static struct abbreviation look_up(const char *word, size_t size)
{
    struct abbreviation found = {0};
    size_t entry;
    const char *value = table_find(&abbreviations_table, word, size, &entry);
    for (; value; value = table_next(&abbreviations_table, &entry))
        read_entry(value, &found);
    return found;
}

/* Letters with a stop behind each: "U.K.", "e.V." */
static bool is_dotted(const char *text, struct span word)
{
    size_t letters = 0;
    while (word.start < word.end) {
        if (!sign_is_letter(sign_next(text, &word.start, word.end)))
            return false;
        if (sign_next(text, &word.start, word.end) != '.')
            return false;
        letters++;
    }
    return letters > 0;
}

/* The word without what is joined to its front: "R-Tenn.", "and/or". */
static struct span last_part(const char *text, struct span word)
{
    for (size_t at = word.end; at > word.start; at--)
        if (strchr("-/", text[at - 1]))
            return (struct span){at, word.end};
    return word;
}

/* The word as it would be written inside a sentence: "E.g." as "e.g.", "GEN." as "Gen." */
static struct abbreviation look_up_small(const char *text, struct span word)
{
    char copy[WORD_SIZE];
    size_t size = span_size(word);
    bool capitals = size > 2 && text[word.start + 1] >= 'A' && text[word.start + 1] <= 'Z';
    memcpy(copy, text + word.start, size);
    for (size_t i = capitals; i < size; i++)
        if ((i == 0 || capitals) && copy[i] >= 'A' && copy[i] <= 'Z')
            copy[i] = (char)(copy[i] - 'A' + 'a');
    struct abbreviation found = look_up(copy, size);
    found.word |= found.known && size > 2;
    return found;
}

struct abbreviation abbreviation_find(const char *text, struct span word)
{
    if (span_size(word) > WORD_SIZE)
        word = last_part(text, word);
    if (span_size(word) > WORD_SIZE)
        return (struct abbreviation){0};
    struct abbreviation found = look_up(text + word.start, span_size(word));
    if (!found.known) {
        word = last_part(text, word);
        found = look_up(text + word.start, span_size(word));
    }
    if (!found.known && text[word.start] >= 'A' && text[word.start] <= 'Z')
        found = look_up_small(text, word);
    if (is_dotted(text, word)) {
        size_t at = word.start;
        sign_next(text, &at, word.end);
        found.initial = at + 1 == word.end && sign_is_upper(sign_at(text, word.start, word.end));
        if (!found.known)
            found.ends = !found.initial;
        found.known = true;
    }
    return found;
}
