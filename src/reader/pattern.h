/* What is searched for: words as they stand, or a regular expression of PCRE2. Capitals and small
 * letters are alike unless the pattern holds a capital. */
#ifndef ABREAST_READER_PATTERN_H
#define ABREAST_READER_PATTERN_H

#include "base/text.h"
#include "base/wrap.h"

#include <stdbool.h>
#include <stddef.h>

enum pattern_kind {
    PATTERN_WORDS, /* plain quotes, hyphens and blanks also stand for those of typography */
    PATTERN_EXPRESSION,
};

struct pattern;

/* NULL where the expression is none; `trouble` then says why, in words. The caller frees it. */
struct pattern *pattern_make(enum pattern_kind kind, const char *string, struct text *trouble);
void pattern_free(struct pattern *pattern); /* NULL is allowed */

/* Appends all hits in valid UTF-8, ascending and not empty. A hit lies within a line. Gives up
 * where the expression takes too much work, or after the moment `deadline` (base/clock.h); false
 * then, with why in `trouble`. */
bool pattern_find(const struct pattern *pattern, const char *text, size_t size, long deadline,
                  struct spans *hits, struct text *trouble);

#endif
