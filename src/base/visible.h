/* Untrusted bytes made visible and harmless. What comes out is valid UTF-8 in which no byte can
 * steer a terminal or turn the reading order:
 *   - C0 controls and DEL become their control pictures (U+2400...), escape sequences thus text;
 *   - bytes that are not UTF-8, C1 controls, bidirectional controls, tags, private and unassigned
 *     code points, line and paragraph separators inside a line become U+FFFD;
 *   - soft hyphens, zero width spaces, word joiners and byte order marks, which only say where a
 *     line may break, are dropped; a tab becomes a space;
 *   - of the marks combined with one letter more than eight are dropped.
 * Line ends (LF, CR LF, CR, NEL, U+2028, U+2029) become one LF each. */
#ifndef ABREAST_BASE_VISIBLE_H
#define ABREAST_BASE_VISIBLE_H

#include "base/text.h"

#include <stddef.h>

struct visible_counts {
    size_t invalid;  /* bytes that were not UTF-8 */
    size_t controls; /* C0, C1, DEL */
    size_t hidden;   /* bidirectional controls, tags and other signs that do not show */
};

/* Appends `bytes` made visible, line ends kept as LF. `counts` may be NULL. */
void visible_append(struct text *out, const char *bytes, size_t size,
                    struct visible_counts *counts);

/* The same for what must stay on one line: a line end becomes a space. */
void visible_append_line(struct text *out, const char *bytes, size_t size);

#endif
