/* Text of the articles made harmless for Markdown: what comes out shows as the same letters and is
 * never a heading, a list, a link, HTML, code or emphasis. Only the signs that would act where they
 * stand are escaped, so that the source stays pleasant to read. */
#ifndef ABREAST_REPORT_MARKDOWN_ESCAPE_H
#define ABREAST_REPORT_MARKDOWN_ESCAPE_H

#include "base/span.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the bytes of `span`, in one line. `line_start`: nothing stands before it in its line, so
 * that "#" or "1." would count there, too. */
void markdown_escape(struct text *out, const char *bytes, struct span span, bool line_start);

/* The same for a string. */
void markdown_escape_string(struct text *out, const char *string);

/* Appends the bytes of `span` with those of the `bold` spans emphasised, which are in order and may
 * overlap. A bold span is widened as far as Markdown needs to see it. */
void markdown_escape_bold(struct text *out, const char *bytes, struct span span,
                          const struct span *bold, size_t count);

#endif
