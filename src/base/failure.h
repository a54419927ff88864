/* A failure as a value: one line for a person, naming the thing and the remedy. Functions that can
 * fail take a `struct failure *` last and return false or NULL after filling it. */
#ifndef ABREAST_BASE_FAILURE_H
#define ABREAST_BASE_FAILURE_H

#include "base/text.h"

#include <stdbool.h>

enum { FAILURE_SIZE = 640 };

struct failure {
    char message[FAILURE_SIZE]; /* valid UTF-8 without controls, no line end; empty: no failure */
};

/* Fills the failure from a printf format. Bytes from outside (names of files) may stand in the
 * arguments: they are made visible. Of a message that is too long they lose their middle, never
 * the message its end. Always false. */
bool failure_set(struct failure *failure, const char *format, ...) TEXT_FORMAT(2, 3);

#endif
