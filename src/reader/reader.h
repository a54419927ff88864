/* The reader: two articles side by side in a terminal. */
#ifndef ABREAST_READER_READER_H
#define ABREAST_READER_READER_H

#include "base/failure.h"
#include "notes/position.h"
#include "notes/session.h"
#include "reader/binding.h"
#include "reader/theme.h"

#include <stdbool.h>

/* What the reader asks of the program around it. `context` is handed back with each call. What is
 * NULL is not served. */
struct reader_services {
    void *context;
    const char *report_path; /* proposed for a report */
    bool overwrite;          /* that one without asking */
    const struct bindings *bindings; /* NULL: the keys of the table */
    const struct theme *theme;       /* NULL: the default */
    bool no_mouse;                   /* leave it to the terminal */
    const char *notice;              /* to be said at the start, before anything else; NULL: none */
    bool (*write_report)(void *context, const char *path, bool overwrite, struct failure *failure);

    /* Appends the report as it would be written to a path. */
    void (*make_report)(void *context, const char *path, struct text *out);

    /* The session given at first is only for looking at the texts: there is work to do at once. */
    bool begins_with_work;

    /* Reads the articles again; fails where there is nothing new. Else there is work to do. */
    bool (*read_again)(void *context, struct failure *failure);

    /* Does some of the work, for about the time in which a key may wait; `*share` of it, 0 to 1, is
     * done then. False when nothing is left to do: the next call is of `finish`, which returns the
     * new session and appends what there is to tell of it. The one before stays until `read_again`.
     * `cancel` gives up instead. */
    bool (*work)(void *context, double *share);
    struct session *(*finish)(void *context, struct text *said);
    void (*cancel)(void *context);

    /* Keeps what was said, and where the reader is; NULL: nothing is kept. It and the position may
     * change with `finish`. */
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

/* After `reader_run` signals that end a program wait, so that nothing is left half stored, until
 * the caller admits them. */
void reader_admit_signals(void);

/* Gives the terminal back, where it was taken, before the program ends by itself. */
void reader_restore_terminal(void);

#endif
