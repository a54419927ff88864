/* A row of the table of options, for the files that read options from it. */
#ifndef ABREAST_OPTION_ROW_H
#define ABREAST_OPTION_ROW_H

#include "options.h"

/* An option without an argument sets the flag, one with an argument calls `take`. */
struct option_row {
    char letter; /* NUL: only the long name */
    const char *name;
    const char *argument; /* what --help calls it; NULL: none */
    size_t flag;          /* place of a bool in struct options */
    bool (*take)(struct options *options, const char *argument, struct failure *failure);
    const char *help;
    void (*choices)(struct text *out); /* what the argument may be, --help ends with it; or NULL */
};

/* The row whose name is `name` behind `before`; NULL where there is none. */
const struct option_row *option_row_named(const char *before, const char *name);

bool *option_row_flag(struct options *options, const struct option_row *row);
uint64_t option_row_bit(const struct option_row *row); /* in options.given */

const char *option_type_name(enum article_type type);

#endif
