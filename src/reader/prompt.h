/* A line that the reader types at the foot of the screen. */
#ifndef ABREAST_READER_PROMPT_H
#define ABREAST_READER_PROMPT_H

#include "base/text.h"

#include <stdbool.h>

enum prompt_kind {
    PROMPT_NONE, /* not open */
    PROMPT_SEARCH,
    PROMPT_SEARCH_BACK,
    PROMPT_WRITE,
    PROMPT_NOTE,
    PROMPT_OVERWRITE,
    PROMPT_QUIT,
};

enum { PROMPT_SIZE_MAX = 4096 }; /* bytes of a line */

struct prompt {
    enum prompt_kind kind;
    struct text label;
    struct text line; /* valid UTF-8 */
};

enum prompt_state { PROMPT_OPEN, PROMPT_DONE, PROMPT_CANCELLED };

void prompt_open(struct prompt *prompt, enum prompt_kind kind, const char *label,
                 const char *line);
void prompt_close(struct prompt *prompt);
void prompt_free(struct prompt *prompt);

/* Takes a key. Enter is done; Escape cancels, and so does erasing in an empty line. */
enum prompt_state prompt_key(struct prompt *prompt, unsigned key);

#endif
