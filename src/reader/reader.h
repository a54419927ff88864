/* The reader: two articles side by side in a terminal. */
#ifndef ABREAST_READER_READER_H
#define ABREAST_READER_READER_H

#include "base/failure.h"
#include "notes/position.h"
#include "notes/session.h"

#include <stdbool.h>

/* What the reader asks of the program around it. `context` is handed back with each call. */
struct reader_services {
    void *context;
    const char *report_path; /* proposed for a report */
    bool overwrite;          /* that one without asking */
    const char *notice;      /* to be said at the start, before anything else; NULL: none */
    bool (*write_report)(void *context, const char *path, bool overwrite, struct failure *failure);

    /* Keeps what was said, and where the reader is; NULL: nothing is kept. */
    bool (*keep)(void *context, const struct session *session, const struct position *position,
                 struct failure *failure);
    struct position position; /* to begin at */

    /* Lets the user change a text in an editor that has the terminal; NULL: there is none. */
    bool (*edit)(void *context, struct text *text, struct failure *failure);
};

/* Reads until the reader quits. Fails where there is no terminal to read at. Returns true with
 * `*signal` set where a signal ended it (0 else): the terminal is restored, the caller raises the
 * signal again. */
bool reader_run(struct session *session, const struct reader_services *services, int *signal,
                struct failure *failure);

/* Gives the terminal back, where it was taken, before the program ends by itself. */
void reader_restore_terminal(void);

#endif
