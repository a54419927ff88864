/* A table of words compiled into the program: keys in byte order, each with a value, a string of
 * fields with tabs between. Made when building by tools/make-table from a file under lexicon/.
 * A key may stand several times, its entries are then neighbours. Read only, nothing to start. */
#ifndef ABREAST_BASE_TABLE_H
#define ABREAST_BASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct table {
    size_t count;            /* entries */
    const uint32_t *offsets; /* of each entry in `bytes` */
    const char *bytes;       /* entries: key NUL value NUL */
};

/* The value of the first entry with this key, NULL without one; `*entry`, which may be NULL, is its
 * place, for table_next. */
const char *table_find(const struct table *table, const char *key, size_t size, size_t *entry);

/* Whether any key begins with these bytes, none of which is NUL. */
bool table_begins(const struct table *table, const char *key, size_t size);

/* The value of the next entry with the same key, NULL after the last. */
const char *table_next(const struct table *table, size_t *entry);

/* The key of an entry, for walking a whole table. */
const char *table_key(const struct table *table, size_t entry);
const char *table_value(const struct table *table, size_t entry);

#endif
