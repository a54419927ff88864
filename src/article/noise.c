#include "article/noise.h"

#include "base/sign.h"
#include "base/table.h"

#include <stdlib.h>
#include <string.h>

extern const struct table boilerplate_table;

enum {
    KEY_SIZE = 96,          /* bytes; no phrase of the table is longer */
    FIRST_PICTURE = 0x2600, /* the signs from here on that are no letters are mostly pictures */
    LABEL_WORDS = 12,       /* a piece that short must not end as a sentence does */
};

/* The beginning of a piece as the table's phrases are written. */
struct key {
    char bytes[KEY_SIZE];
    size_t size;
    bool whole;    /* not cut */
    bool pictured; /* a picture or the like stood before it, as no sentence has it */
};

static uint32_t plain(uint32_t sign)
{
    if (sign == 0x2018 || sign == 0x2019)
        return '\'';
    if (sign == 0x201C || sign == 0x201D)
        return '"';
    if (sign_is_blank(sign))
        return ' ';
    return sign >= 'A' && sign <= 'Z' ? sign - 'A' + 'a' : sign;
}

/* Whether a piece may begin with this sign for the phrase's sake: all but bullets and pictures. */
static bool may_begin(uint32_t sign)
{
    return sign_is_letter(sign) || sign_is_digit(sign) || sign == '(' || sign == '[' ||
           sign == 0xA9;
}

static bool is_final(char c)
{
    return strchr(" .!?:*", c) != NULL;
}

static size_t skip_number(const char *text, size_t at, size_t end)
{
    while (at < end && strchr("0123456789,.:", text[at]))
        at++;
    while (strchr(",.:", text[at - 1])) /* a figure does not end in these */
        at--;
    return at;
}

static struct key make_key(const char *text, struct span span)
{
    struct key key = {.size = 0};
    size_t at = span.start;
    while (at < span.end && !may_begin(sign_at(text, at, span.end)))
        key.pictured |= sign_next(text, &at, span.end) >= FIRST_PICTURE;
    while (at < span.end && key.size + 4 < KEY_SIZE) {
        size_t from = at;
        uint32_t sign = sign_next(text, &at, span.end);
        if (sign_is_digit(sign)) {
            at = skip_number(text, from, span.end);
            key.bytes[key.size++] = '%';
            key.bytes[key.size++] = 'd';
        } else if (plain(sign) < 0x80) {
            key.bytes[key.size++] = (char)plain(sign);
        } else {
            memcpy(key.bytes + key.size, text + from, at - from);
            key.size += at - from;
        }
    }
    key.whole = at == span.end;
    return key;
}

/* A value of the table: why, how to match, most words. */
static bool matches_as(const char *value, const char *way)
{
    const char *field = strchr(value, '\t') + 1;
    size_t size = strlen(way);
    return strncmp(field, way, size) == 0 && field[size] == '\t';
}

static bool fits(const char *value, const struct key *key, const struct shape *shape)
{
    size_t most = (size_t)strtoul(strrchr(value, '\t') + 1, NULL, 10);
    return shape->words <= most && (most > LABEL_WORDS || key->pictured || !shape_has_stop(shape));
}

static struct noise found(const char *value)
{
    return (struct noise){value, strcspn(value, "\t"), matches_as(value, "tail")};
}

static struct noise find_whole(const struct key *key)
{
    size_t size = key->size, entry;
    while (size && is_final(key->bytes[size - 1]))
        size--;
    const char *value = table_find(&boilerplate_table, key->bytes, size, &entry);
    for (; value; value = table_next(&boilerplate_table, &entry))
        if (matches_as(value, "line"))
            return found(value);
    return (struct noise){0};
}

static struct noise find_start(const struct key *key, size_t size, const struct shape *shape)
{
    size_t entry;
    const char *value = table_find(&boilerplate_table, key->bytes, size, &entry);
    for (; value; value = table_next(&boilerplate_table, &entry))
        if (!matches_as(value, "line") && fits(value, key, shape))
            return found(value);
    return (struct noise){0};
}

struct noise noise_find(const char *text, struct span span, const struct shape *shape)
{
    struct key key = make_key(text, span);
    struct noise noise = {0};
    if (key.whole)
        noise = find_whole(&key);
    for (size_t size = 1; size <= key.size && !noise.why; size++)
        if (size == key.size || !sign_is_letter((unsigned char)key.bytes[size]))
            noise = find_start(&key, size, shape);
    return noise;
}
