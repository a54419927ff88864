/* Golden screens, without a terminal. A script (script.h) under tests/screens says what is done,
 * and what then stands on the screen, as text and as roles:
 *
 *     pair ferry            which articles (reader-sample.h); starts the reader anew
 *     size 80x24            columns and rows of the window
 *     keys ] c 3 j Enter    keys by name
 *     type some words       keys that write them
 *     say some words        a message for the foot
 *     click 5 10            or wheel-up, wheel-down: at a row and a column, from 0
 *     screen                the rows follow, "|" before each, up to "end"
 *     roles                 the same with a letter for each cell (theme.h)
 *     cursor 3 7            where the terminal's cursor stands */
#include "reader-sample.h"
#include "script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const char *const scripts[] = {
    "walk",   "tall",  "stacked", "small",  "wide",     "pages", "prompts",
    "search", "marks", "results", "mouse",  "resize",   "lists", "layout",
    "filter", "notes", "split",   "report", "messages",
};
enum { SCRIPT_COUNT = sizeof scripts / sizeof *scripts };

struct player {
    struct sample *sample;
};

static void see_screen(void *context, const char *expected, struct text *out)
{
    const struct grid *grid = &((struct player *)context)->sample->grid;
    (void)expected;
    for (size_t row = 0; row < grid->rows; row++) {
        text_add_byte(out, '|');
        for (size_t column = 0; column < grid->columns; column++) {
            const struct cell *cell = grid_cell(grid, row, column);
            text_append(out, cell->bytes, cell->size);
        }
        script_end_row(out);
    }
}

static void see_roles(void *context, const char *expected, struct text *out)
{
    const struct grid *grid = &((struct player *)context)->sample->grid;
    (void)expected;
    for (size_t row = 0; row < grid->rows; row++) {
        text_add_byte(out, '|');
        for (size_t column = 0; column < grid->columns; column++)
            text_add_byte(out, role_letter(grid_cell(grid, row, column)->roles));
        script_end_row(out);
    }
}

static void see_cursor(void *context, const char *expected, struct text *out)
{
    const struct grid *grid = &((struct player *)context)->sample->grid;
    (void)expected;
    text_format(out, " %zu %zu", grid->cursor_row, grid->cursor_column);
}

static bool play_pair(void *context, const char *name)
{
    struct player *player = context;
    if (player->sample)
        sample_free(player->sample);
    player->sample = sample_new(name);
    return player->sample != NULL;
}

static bool play_size(void *context, const char *size)
{
    size_t columns, rows;
    if (!script_numbers(size, &columns, &rows) || !columns || !rows)
        return false;
    sample_resize(((struct player *)context)->sample, rows, columns);
    return true;
}

static bool play_keys(void *context, const char *names)
{
    return sample_keys(((struct player *)context)->sample, names);
}

static bool play_type(void *context, const char *text)
{
    sample_type(((struct player *)context)->sample, text);
    return true;
}

static bool play_say(void *context, const char *words)
{
    struct sample *sample = ((struct player *)context)->sample;
    reader_say(&sample->reader, "%s", words);
    reader_draw(&sample->reader, &sample->grid);
    return true;
}

static bool play_mouse(void *context, enum event_kind kind, const char *place)
{
    size_t row, column;
    if (!script_numbers(place, &row, &column))
        return false;
    sample_mouse(((struct player *)context)->sample, kind, row, column);
    return true;
}

static bool play_click(void *context, const char *place)
{
    return play_mouse(context, EVENT_CLICK, place);
}

static bool play_wheel_up(void *context, const char *place)
{
    return play_mouse(context, EVENT_WHEEL_UP, place);
}

static bool play_wheel_down(void *context, const char *place)
{
    return play_mouse(context, EVENT_WHEEL_DOWN, place);
}

static const struct script_word words[] = {
    {"pair", SCRIPT_DOES, play_pair, NULL},
    {"size", SCRIPT_DOES, play_size, NULL},
    {"keys", SCRIPT_DOES, play_keys, NULL},
    {"type", SCRIPT_DOES, play_type, NULL},
    {"say", SCRIPT_DOES, play_say, NULL},
    {"click", SCRIPT_DOES, play_click, NULL},
    {"wheel-up", SCRIPT_DOES, play_wheel_up, NULL},
    {"wheel-down", SCRIPT_DOES, play_wheel_down, NULL},
    {"screen", SCRIPT_SEES_ROWS, NULL, see_screen},
    {"roles", SCRIPT_SEES_ROWS, NULL, see_roles},
    {"cursor", SCRIPT_SEES_LINE, NULL, see_cursor},
    {NULL, SCRIPT_DOES, NULL, NULL},
};

/* Plays the script whose name is the test's state. */
static void screens_are_as_recorded(void **state)
{
    struct player player = {NULL};
    script_play("screens", *state, words, &player);
    if (player.sample)
        sample_free(player.sample);
}

int main(void)
{
    struct CMUnitTest tests[SCRIPT_COUNT];
    for (size_t i = 0; i < SCRIPT_COUNT; i++)
        tests[i] = (struct CMUnitTest){scripts[i], screens_are_as_recorded, NULL, NULL,
                                       (void *)(uintptr_t)scripts[i]};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("screens", tests, NULL, NULL);
}
