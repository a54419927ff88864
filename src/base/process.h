/* The only place that starts other programs. */
#ifndef ABREAST_BASE_PROCESS_H
#define ABREAST_BASE_PROCESS_H

#include "base/failure.h"
#include "base/text.h"

#include <stdbool.h>

/* Runs a program without a shell and appends what it prints to `output`. `arguments` ends with
 * NULL; the first is the program, looked for in PATH. It gets no input; what it complains of goes
 * to our standard error. Fails where it cannot be started, ends with another status than 0, or
 * prints more than a file may hold (FILE_SIZE_MAX); it is killed then. */
bool process_read(const char *const arguments[], struct text *output, struct failure *failure);

/* Runs a program at the terminal, as an editor is, and waits for its end. Interrupts that are
 * pressed meanwhile are the program's alone, and it may be suspended together with us. */
bool process_show(const char *const arguments[], struct failure *failure);

#endif
