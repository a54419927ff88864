/* A program that the helper (base/process.h) has started: it runs until it ends, or until nobody is
 * left who asked for it. The helper's own matter; nothing else starts a child. */
#ifndef ABREAST_BASE_CHILD_H
#define ABREAST_BASE_CHILD_H

#include <stdbool.h>
#include <sys/types.h>

struct child {
    pid_t process;
    bool apart; /* it leads a process group of its own, with all that it starts */
};

/* From here on signals that may be sent to all of us end the caller no more: they come through the
 * descriptor that is returned, as does the end of a child. -1 where there is none to be had. */
int child_signals(void);

/* Starts a program, words with NULL behind the last. With an `output` that is where it prints; it
 * gets no input and runs apart from the terminal's keys. Without one (-1) it has the terminal.
 * Signals that came before are forgotten. Returns an error, or 0. */
int child_start(char **words, int output, int signals, struct child *child);

/* Waits for its end, which becomes `*status` as of waitpid. One that runs apart gets the signals
 * that come. When the other end of the socket `asker` is closed, it is asked to end and, after a
 * second, made to. Returns an error, or 0. */
int child_wait(const struct child *child, int asker, int signals, int *status);

#endif
