/* A line that the reader types at the foot of the screen, or a question there. */
#ifndef ABREAST_READER_PROMPT_H
#define ABREAST_READER_PROMPT_H

#include "base/text.h"
#include "reader/past.h"

#include <stdbool.h>

enum prompt_kind {
    PROMPT_NONE, /* not open */
    PROMPT_SEARCH,
    PROMPT_SEARCH_BACK,
    PROMPT_WRITE,
    PROMPT_NOTE,
    PROMPT_OVERWRITE, /* from here on questions */
    PROMPT_QUIT,
};

enum { PROMPT_SIZE_MAX = 4096 }; /* bytes of a line */

/* Lines of one kind are remembered together. */
enum prompt_past { PAST_SEARCHES, PAST_NAMES, PAST_NOTES, PAST_COUNT };

struct prompt {
    enum prompt_kind kind;
    struct text label;
    struct text line; /* valid UTF-8 */
    size_t cursor;    /* bytes of the line before it */
    struct past past[PAST_COUNT];
    size_t back;       /* how many lines the one that is shown lies back; 0: it is a new one */
    struct text typed; /* the new one, while an earlier one is shown */
};

enum prompt_state { PROMPT_OPEN, PROMPT_DONE, PROMPT_CANCELLED };

void prompt_open(struct prompt *prompt, enum prompt_kind kind, const char *label, const char *line);
void prompt_close(struct prompt *prompt);
void prompt_free(struct prompt *prompt);

/* A question stands there, whose line is not typed but says what it is about. */
bool prompt_asks(const struct prompt *prompt);

/* Takes a key. Enter is done; Escape cancels, and so does erasing in an empty line. Left and Right,
 * Home and End, ^B ^F ^A ^E move the cursor; Backspace, Delete, ^W and ^U erase at it. Up and Down,
 * ^P and ^N go through the lines of that kind that were done before. A question is done by y and
 * cancelled by n, q, Enter and Escape; other keys do nothing to it. */
enum prompt_state prompt_key(struct prompt *prompt, unsigned key);

/* Takes a key of pasted text: signs are added, ends of lines as blanks, and nothing is a command. */
void prompt_paste(struct prompt *prompt, unsigned key);

#endif
