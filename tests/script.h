/* Scripts that are played, readable by people: each line is a command or says what is to be seen.
 *
 *     # a remark; an empty line is one, too
 *     size 80x24            a command with an argument
 *     cursor 3 7            something that is seen, on its line
 *     screen                or in rows below it, "|" before each, up to "end"
 *
 * Playing a script writes the same script again with what was really seen. Both must be equal;
 * where they are not, the two are shown side by side. With RECORD=1 in the environment what was
 * seen is stored as what is expected. */
#ifndef ABREAST_TESTS_SCRIPT_H
#define ABREAST_TESTS_SCRIPT_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum script_kind { SCRIPT_DOES, SCRIPT_SEES_LINE, SCRIPT_SEES_ROWS };

/* A word that a line begins with. `does` is false where the argument is not understood; `sees`
 * appends what is there and gets what is expected, for waiting until it is. */
struct script_word {
    const char *word;
    enum script_kind kind;
    bool (*does)(void *context, const char *argument);
    void (*sees)(void *context, const char *expected, struct text *out);
};

/* Plays tests/FOLDER/NAME.FOLDER-without-its-s; fails the running test where something differs. The
 * words end with one without a name. */
void script_play(const char *folder, const char *name, const struct script_word *words,
                 void *context);

bool script_is_recording(void);

/* Ends a row of a screen: the blanks at its end are left out. */
void script_end_row(struct text *out);

/* The two numbers of "80x24", "3 7" and the like. */
bool script_numbers(const char *argument, size_t *first, size_t *second);

#endif
