/* A stage for tests of the real program in a terminal: a folder of its own with two articles, and
 * the emulator that the program is started in. Both vanish at its end.
 *
 * What does not come as it should fails the test and shows the screen, each row behind "# |". Keys
 * are read and drawn in their own time, so a test waits for what a key makes visible before it
 * looks at anything else; and words that stand on the screen already are nothing to wait for. */
#ifndef ABREAST_TESTS_STAGE_H
#define ABREAST_TESTS_STAGE_H

#include "base/arena.h"
#include "emulator.h"

#include <stdbool.h>
#include <stddef.h>

struct stage {
    char *home;                /* the folder; what a test puts there goes with it */
    const char *left, *right;  /* the files with the articles */
    const char *notes;         /* the folder that notes are kept in, with the variable below */
    const char *data;          /* of the environment: notes outlive the program */
    struct arena *names;       /* all of these but home, and what stage_path returns */
    struct emulator *emulator; /* NULL before the first start */
};

enum { STAGE_WORDS = 8, STAGE_VARIABLES = 3 };

/* What is left out is as always: the program is abreast, its input the terminal, which has 80
 * columns. */
struct stage_start {
    const char *program;
    const char *words[STAGE_WORDS + 1];         /* behind its name, then NULL */
    const char *variables[STAGE_VARIABLES + 1]; /* "NAME=value", then NULL */
    const char *input;                          /* a file */
    size_t columns;
};

/* For a test's set-up and tear-down: `*state` becomes a stage whose articles have these texts. */
int stage_set_up(void **state, const char *left, const char *right);
int stage_tear_down(void **state);

struct stage *stage_new(const char *left, const char *right);
void stage_free(struct stage *stage);

/* The name of another file in its folder, which is as good as long as the stage is. */
const char *stage_path(struct stage *stage, const char *name);

/* Writes a file, also over one that is there. */
void stage_store(const char *path, const char *text);

/* Stores an article that takes long to compare with another such one on any machine: thousands of
 * statements much alike, behind those of `first`. */
void stage_store_long(const char *path, size_t side, const char *first);

/* Starts a program; what was started before is gone. */
void stage_start(struct stage *stage, const struct stage_start *start);

/* Waits for words to stand on the screen, or to stand there no more. */
void stage_awaits(struct stage *stage, const char *words);
void stage_awaits_gone(struct stage *stage, const char *words);

/* Waits until the articles are compared and all of that is drawn. Until then q only stops that. */
void stage_awaits_comparison(struct stage *stage);

/* Waits for anything else; `what` is said where it does not come. */
void stage_awaits_that(struct stage *stage, emulator_condition holds, const char *what);

/* Presses keys, without waiting for anything, or until words stand on the screen that did not stand
 * there before. */
void stage_keys(struct stage *stage, const char *keys);
void stage_press(struct stage *stage, const char *keys, const char *shows);

/* Has all drawn anew, by the key for it or for another size, and waits for words of that drawing.
 * Whatever was pressed before has been read by then, and messages are gone. */
void stage_redraw(struct stage *stage, const char *shows);
void stage_resize(struct stage *stage, size_t rows, size_t columns, const char *shows);

/* A storm of sizes, and then 24 rows of 80 columns, which are drawn; the articles must be shown. */
void stage_storm(struct stage *stage);

/* The end of the program with an exit status, the terminal as it was before, or by a signal. */
void stage_ends(struct stage *stage, int status);
void stage_ends_by(struct stage *stage, int signal);
void stage_quit(struct stage *stage, const char *keys); /* keys that end it in order */

#endif
