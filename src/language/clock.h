/* Times of the day: "3.10 a.m.", "17:30", "ten past one", "a quarter to three", "eleven on Friday
 * night", "noon". */
#ifndef ABREAST_LANGUAGE_CLOCK_H
#define ABREAST_LANGUAGE_CLOCK_H

#include "language/token.h"

#include <stdbool.h>
#include <stddef.h>

enum { CLOCK_HALF_DAY = 12 * 60, CLOCK_DAY = 24 * 60 };

struct clock {
    double minutes; /* of the day */
    bool half;      /* of the half day: morning or evening is not told */
    size_t start;   /* the first token of its wording */
    size_t next;    /* the token behind it */
};

/* Reads the time that begins with the token `at`. The tokens before stand at `before` - 1 and
 * down, for numbers that were read already may have made them fewer. */
bool clock_read(const struct token *tokens, size_t count, size_t before, size_t at,
                struct clock *clock);

/* The minutes before and behind a time that its wording leaves open: "shortly before", "about". */
void clock_margins(const struct token *tokens, size_t before, double *early, double *late);

/* Whether two times exclude each other; each is an interval of minutes, which may begin before
 * midnight. `half`: one of them may be in the morning or in the evening. */
bool clocks_clash(double low_a, double high_a, double low_b, double high_b, bool half);

#endif
