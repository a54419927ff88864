/* What a piece of text looks like from outside: the measures by which headings, titles, labels and
 * running text are told apart. */
#ifndef ABREAST_ARTICLE_SHAPE_H
#define ABREAST_ARTICLE_SHAPE_H

#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct shape {
    size_t words;    /* stretches without blanks that hold a letter or a digit */
    size_t capitals; /* of them, those that do not begin with a small letter */
    uint32_t last;   /* the last sign, closing quotes and brackets left aside; 0: none */
    bool closed;     /* such stand behind it */
    bool starts_small;
};

struct shape shape_of(const char *text, struct span span);

bool shape_has_stop(const struct shape *shape); /* ends as a sentence does: . ! ? or an ellipsis */
bool shape_is_title(const struct shape *shape);
bool shape_is_heading(const struct shape *shape);
bool shape_is_running(const struct shape *shape); /* text that is to be read, never noise */
bool shape_is_label(const struct shape *shape);   /* "World Defense" */

/* Words that name an author: "By Jane Doe and John Roe". */
bool shape_is_byline(const char *text, struct span span);

/* Nothing but a date, a time of day, or both. */
bool shape_is_date(const char *text, struct span span);

/* A paragraph that stands wholly between quotation marks. */
bool shape_is_quotation(const char *text, struct span span);

#endif
