/* What the stages before the links make of a text, printed for programs and for looking. */
#ifndef ABREAST_DUMP_H
#define ABREAST_DUMP_H

#include "base/text.h"
#include "language/analysis.h"

#include <stddef.h>

struct dump {
    const char *name;  /* as the user names it: "sentences" */
    size_t file_count; /* how many articles it is made of */
    void (*write)(const struct analysis *analyses, struct text *out);
};

/* NULL where there is no such stage. */
const struct dump *dump_find(const char *name);

/* Appends the names of all stages, with ", " between, for messages. */
void dump_names(struct text *out);

#endif
