/* A program in a pseudo-terminal whose other end is a terminal emulator (libvterm) in this process.
 * Nothing waits by the clock: what is awaited is a condition, tried anew whenever the program has
 * written or its state has changed; a deadline that no working program reaches ends the waiting. */
#ifndef ABREAST_TESTS_EMULATOR_H
#define ABREAST_TESTS_EMULATOR_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct emulator;

struct emulator_start {
    const char *const *arguments;   /* the program and its arguments, then NULL */
    const char *const *environment; /* "NAME=value" more, then NULL; may itself be NULL; without
                                     * XDG_DATA_HOME it is an empty folder */
    const char
        *input; /* a file for standard input; NULL: the terminal. The keys come from it anyway */
    size_t rows, columns;
};

enum { EMULATOR_CELL_BYTES = 32 };

/* What a cell of the screen looks like. */
struct emulator_cell {
    char text[EMULATOR_CELL_BYTES]; /* UTF-8; empty behind a wide one, a blank where it is empty */
    bool bold, underline, reverse, coloured;
    int colour, ground; /* of the palette; -1: the terminal's own */
    size_t width;
};

/* The program is in the foreground of a session of its own with the terminal as its controlling
 * one, under a parent that waits for it as a shell would. NULL where that cannot be made. */
struct emulator *emulator_open(const struct emulator_start *start);

/* Kills what still runs. */
void emulator_close(struct emulator *emulator);

/* Keys by name with blanks between (reader/key.h), sent as the terminal would at this moment. */
bool emulator_keys(struct emulator *emulator, const char *names);
void emulator_type(struct emulator *emulator, const char *text);
void emulator_click(struct emulator *emulator, size_t row, size_t column);
void emulator_resize(struct emulator *emulator, size_t rows, size_t columns);
void emulator_signal(struct emulator *emulator, int signal);
void emulator_hang_up(struct emulator *emulator); /* the terminal vanishes */

/* Waiting; false when the deadline has passed or the program ended first. */
bool emulator_shows(struct emulator *emulator, const char *text);
bool emulator_hides(struct emulator *emulator, const char *text); /* it is shown no more */
bool emulator_stops(struct emulator *emulator); /* and all that it wrote before is here */
bool emulator_ends(struct emulator *emulator, int *status); /* as of waitpid */
typedef bool (*emulator_condition)(const struct emulator *emulator, void *context);
bool emulator_awaits(struct emulator *emulator, emulator_condition holds, void *context);

/* Waits until the program has dealt with all that was sent to it and sleeps, and all that it wrote
 * is here. Something must have been sent since the last time, and one thing only: the program may
 * rest between two. `*seconds` is the processor's time that it has taken so far. */
bool emulator_rests(struct emulator *emulator, double *seconds);

/* Waits until nothing has come for a while. By the clock, and so only for recording what is then
 * read by a person. */
void emulator_settle(struct emulator *emulator);

/* The screen: rows of text without the blanks at their ends, each with a line end. */
void emulator_screen(const struct emulator *emulator, struct text *out);
bool emulator_find(const struct emulator *emulator, const char *text, size_t *row, size_t *column);
struct emulator_cell emulator_cell(const struct emulator *emulator, size_t row, size_t column);
void emulator_size(const struct emulator *emulator, size_t *rows, size_t *columns);
void emulator_cursor(const struct emulator *emulator, size_t *row, size_t *column);

/* The main screen shows, the cursor is visible, the mouse is the user's, what is written next has
 * no attributes, and the modes of the line are what they were. */
bool emulator_is_restored(const struct emulator *emulator);

/* What a shell does after the program was stopped from outside: the line gets its modes back, and
 * something is written over the screen. */
void emulator_take_over(struct emulator *emulator, const char *words);
bool emulator_has_alternate_screen(const struct emulator *emulator);

/* All bytes that the program has written; may be cleared. */
struct text *emulator_output(const struct emulator *emulator);

#endif
