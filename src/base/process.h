/* How other programs are started, never through a shell; nothing else does it.
 *
 * The commands that may run are named before anything is read that may be hostile; then the program
 * enters its sandbox (base/sandbox.h) and can start nothing any more. A helper, a process made
 * before and left outside, does it on request: one of these commands, on a file of helper_write,
 * and nothing else. These files lie in a folder of their own, which goes with the helper, however
 * we end. */
#ifndef ABREAST_BASE_PROCESS_H
#define ABREAST_BASE_PROCESS_H

#include "base/failure.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct helper;

/* A helper that may run nothing yet. */
struct helper *helper_new(void);

/* Allows a command and returns its number, counted from 0. It is words with NULL behind the last;
 * the first is the program, looked for in PATH, and "%s" in any stands for the name of the file.
 * The words are copied. Not after helper_begin. */
size_t helper_allow(struct helper *helper, const char *const words[]);

/* Makes the folder and the process, unless no command is allowed. */
bool helper_begin(struct helper *helper, struct failure *failure);

/* `is_over` is asked a few times a second while the output of a command is awaited; when it says so
 * the helper ends, what it runs with it, and the command fails. */
void helper_watch(struct helper *helper, bool (*is_over)(void));

/* The folder; NULL where there is none, which helper_write tells. */
const char *helper_folder(const struct helper *helper);

/* Stores `bytes` in a new file for a command; `*name` becomes its name, which ends in ".ENDING".
 * The caller removes it. */
bool helper_write(const struct helper *helper, const struct text *bytes, const char *ending,
                  struct text *name, struct failure *failure);

/* Runs a command and appends what it prints to `output`. It gets no input; what it complains of
 * goes to our standard error. Fails where it cannot be started, ends with another status than 0, or
 * prints more than a file may hold (FILE_SIZE_MAX). */
bool helper_read(struct helper *helper, size_t command, const char *file, struct text *output,
                 struct failure *failure);

/* Runs a command at the terminal, as an editor is, and waits for its end; what the caller knows of
 * the screen is void then. Interrupts that are pressed meanwhile are the command's alone, and it
 * may be suspended with all of us. Fails where it cannot be started or ends with another status
 * than 0. */
bool helper_show(struct helper *helper, size_t command, const char *file, struct failure *failure);

/* Ends the process, too. NULL is allowed. */
void helper_free(struct helper *helper);

#endif
