/* Signals at a terminal. Ordinary ones are only noted; one that kills the program puts the terminal
 * right first. Signals come to a process, so the state is global to signals.c. */
#ifndef ABREAST_READER_SIGNALS_H
#define ABREAST_READER_SIGNALS_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

/* What a signal that kills does to the terminal, made beforehand. */
struct signals_remedy {
    int input, output;    /* descriptors */
    struct termios modes; /* of the line */
    char bytes[256];      /* to write */
    size_t size;
};

/* Takes a stop as noted; before curses starts, which would else drop one while it draws. */
void signals_guard_stop(void);
void signals_unguard_stop(void);

/* From here on signals are noted. The remedy is kept and must stay. */
void signals_take(const struct signals_remedy *remedy);

/* Signals do again what they do by default. Those that were noted wait until they are admitted, so
 * that none cuts short what is still to be stored; a terminal that vanishes sends more than one. */
void signals_release(void);
void signals_admit(void); /* nothing where none were taken */

/* Whether one was noted since it was last asked for. `signals_ending` gives its number, 0: none. */
bool signals_resized(void);
bool signals_suspended(void);
bool signals_resumed(void);
int signals_ending(void);
bool signals_end_is_near(void); /* an ending one was noted; does not forget it */

/* Blocked from looking at what they noted until the sleep, so that none is slept over; at other
 * times they come through and end a call that would wait for ever. */
void signals_block(void);
void signals_unblock(void);
const sigset_t *signals_mask_of_sleep(void); /* lets them through */

/* Stops the program as the default action does; returns when it goes on. Only while blocked. */
void signals_stop(void);

#endif
