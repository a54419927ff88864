/* Work that makes a session, done in turns while the articles are read. */
#ifndef ABREAST_READER_WORK_H
#define ABREAST_READER_WORK_H

#include "base/text.h"

#include <stdbool.h>

struct work {
    bool active;
    bool is_done;     /* all but handing it over */
    bool is_missing;  /* there is no comparison yet */
    unsigned percent; /* done */
};

struct reader;

/* Begins what the session given at first lacks. */
void work_start(struct reader *reader);

/* Works for a moment without a look at the keys, which are meant for what comes of it. */
void work_hurry(struct reader *reader);
void work_read_again(struct reader *reader);

/* The work is done, but a note is being written: the new session has to wait for it, for the
 * statement that it is on is one of the old session. */
bool work_waits(const struct reader *reader);

/* A turn of the work; true where the screen has to be drawn. */
bool work_turn(struct reader *reader);
void work_cancel(struct reader *reader);
void work_describe(const struct reader *reader, struct text *out); /* for the status line */

#endif
