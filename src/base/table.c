#include "base/table.h"

#include <string.h>

const char *table_key(const struct table *table, size_t entry)
{
    return table->bytes + table->offsets[entry];
}

const char *table_value(const struct table *table, size_t entry)
{
    const char *key = table_key(table, entry);
    return key + strlen(key) + 1;
}

/* Byte by byte, for most differ in one of the first. */
static int order(const char *key, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (key[i] != bytes[i] || !key[i])
            return key[i] && (unsigned char)key[i] > (unsigned char)bytes[i] ? 1 : -1;
    return key[size] != '\0';
}

/* The first entry whose key is not before this one. */
static size_t place_of(const struct table *table, const char *key, size_t size)
{
    size_t low = 0, high = table->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (order(table_key(table, middle), key, size) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool table_begins(const struct table *table, const char *key, size_t size)
{
    size_t place = place_of(table, key, size);
    return place < table->count && strncmp(table_key(table, place), key, size) == 0;
}

const char *table_find(const struct table *table, const char *key, size_t size, size_t *entry)
{
    size_t low = place_of(table, key, size);
    if (low == table->count || order(table_key(table, low), key, size) != 0)
        return NULL;
    if (entry)
        *entry = low;
    return table_value(table, low);
}

const char *table_next(const struct table *table, size_t *entry)
{
    size_t next = *entry + 1;
    if (next >= table->count || strcmp(table_key(table, next), table_key(table, *entry)) != 0)
        return NULL;
    *entry = next;
    return table_value(table, next);
}
