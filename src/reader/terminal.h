/* The terminal: the only place, with input.c and exact.c behind it, that knows curses. It is one to
 * a process, so its state is global to terminal.c. */
#ifndef ABREAST_READER_TERMINAL_H
#define ABREAST_READER_TERMINAL_H

#include "base/failure.h"
#include "reader/event.h"
#include "reader/grid.h"
#include "reader/theme.h"

#include <stdbool.h>

/* Takes the terminal: standard input and output where they are terminals, else /dev/tty, and
 * shows all in that theme as far as its colours go. From here on signals are events, and one that
 * kills the program restores the terminal first. */
bool terminal_open(const struct theme *theme, struct failure *failure);

/* Gives it back as it was; may be called at any time, also twice. */
void terminal_close(void);

/* Lends the terminal to another program, and takes it back as that left it. */
void terminal_lend(void);
void terminal_take_back(void);

/* Shows a grid of the terminal's size. */
void terminal_draw(const struct grid *grid);

/* Takes the mouse, or leaves it to the terminal's own selection, which is so at first. */
void terminal_take_mouse(bool take);

/* Asks the terminal to put a text on the clipboard; false where it is of a type that cannot.
 * Whether it was done is not told. */
bool terminal_copy(const char *bytes, size_t size);

/* Draws everything anew with the next terminal_draw. */
void terminal_forget(void);

/* Forgets the keys that were typed and not yet read. */
void terminal_drop_input(void);

/* Waits for an event. The first one is a resize that tells the size. Suspending and resuming is
 * done in here; a resize follows. */
struct event terminal_wait(void);

/* The same, but false at once where none is there. */
bool terminal_look(struct event *event);

#endif
