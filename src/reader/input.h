/* Keys and mouse events, as curses reads them. */
#ifndef ABREAST_READER_INPUT_H
#define ABREAST_READER_INPUT_H

#include "reader/event.h"

#include <stdbool.h>

/* Milliseconds for the rest of a key's sequence, where the environment has no ESCDELAY. */
enum { ESCAPE_WAIT = 25 };

/* Tells curses the marks around pasted text. */
void input_know_pastes(void);

/* The rest of what was being pasted has been lost: its end is the next to be read. */
void input_end_paste(void);

/* A key or a mouse event that curses has ready; false where there is none, or none to speak of. */
bool input_read(struct event *event);

#endif
