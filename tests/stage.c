#include "stage.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "home.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

enum {
    ROWS = 24,
    COLUMNS = 80,
    SIZES = 200,
    LONG = 3000 /* statements: a second of work */
};

void stage_store(const char *path, const char *text)
{
    struct failure failure;
    if (!file_write(path, text, strlen(text), true, &failure))
        fail_msg("%s", failure.message);
}

void stage_store_long(const char *path, size_t side, const char *first)
{
    static const char *const things[] = {"bridge", "tower", "canal", "market", "school", "harbour"};
    static const char *const deeds[] = {"closed", "opened", "sold", "mended", "flooded"};
    struct text text = {0};
    text_add(&text, first);
    for (size_t i = 0; i < LONG; i++)
        text_format(&text, "The %s of village %zu was %s on day %zu by %zu people.%s",
                    things[(i * 7 + side) % 6], i * 31 % 997, deeds[(i * 3 + side) % 5], i % 365,
                    i * 13 % 211, i % 8 == 7 ? "\n\n" : " ");
    stage_store(path, text_string(&text));
    text_free(&text);
}

static const char *name_of(struct stage *stage, const char *before, const char *name)
{
    struct text path = {0};
    text_format(&path, "%s%s/%s", before, stage->home, name);
    const char *kept = arena_text(stage->names, path.bytes, path.size);
    text_free(&path);
    return kept;
}

const char *stage_path(struct stage *stage, const char *name)
{
    return name_of(stage, "", name);
}

struct stage *stage_new(const char *left, const char *right)
{
    struct stage *stage = memory_new(1, sizeof *stage);
    stage->home = home_make();
    stage->names = arena_new();
    stage->left = stage_path(stage, "left.txt");
    stage->right = stage_path(stage, "right.txt");
    stage->notes = stage_path(stage, "data/abreast");
    stage->data = name_of(stage, "XDG_DATA_HOME=", "data");
    stage_store(stage->left, left);
    stage_store(stage->right, right);
    return stage;
}

void stage_free(struct stage *stage)
{
    if (stage->emulator)
        emulator_close(stage->emulator);
    home_remove(stage->home);
    arena_free(stage->names);
    free(stage);
}

int stage_set_up(void **state, const char *left, const char *right)
{
    *state = stage_new(left, right);
    return 0;
}

int stage_tear_down(void **state)
{
    stage_free(*state);
    return 0;
}

void stage_start(struct stage *stage, const struct stage_start *start)
{
    const char *abreast = getenv("ABREAST"), *arguments[STAGE_WORDS + 2] = {start->program};
    if (!start->program)
        arguments[0] = abreast ? abreast : "./abreast";
    memcpy(arguments + 1, start->words, sizeof start->words);
    if (stage->emulator)
        emulator_close(stage->emulator);
    stage->emulator = emulator_open(
        &(struct emulator_start){.arguments = arguments,
                                 .environment = start->variables,
                                 .input = start->input,
                                 .rows = ROWS,
                                 .columns = start->columns ? start->columns : COLUMNS});
    assert_non_null(stage->emulator);
}

static void show_screen(const struct stage *stage)
{
    struct text screen = {0};
    emulator_screen(stage->emulator, &screen);
    for (const char *row = text_string(&screen); *row; row += strcspn(row, "\n") + 1)
        fprintf(stderr, "# |%.*s\n", (int)strcspn(row, "\n"), row);
    text_free(&screen);
}

void stage_awaits(struct stage *stage, const char *words)
{
    if (emulator_shows(stage->emulator, words))
        return;
    show_screen(stage);
    fail_msg("\"%s\" does not come to stand on the screen", words);
}

void stage_awaits_gone(struct stage *stage, const char *words)
{
    if (emulator_hides(stage->emulator, words))
        return;
    show_screen(stage);
    fail_msg("\"%s\" stays on the screen", words);
}

void stage_awaits_that(struct stage *stage, emulator_condition holds, const char *what)
{
    if (emulator_awaits(stage->emulator, holds, NULL))
        return;
    show_screen(stage);
    fail_msg("%s", what);
}

static bool is_row_empty(const struct emulator *emulator, size_t row, size_t columns)
{
    for (size_t column = 0; column < columns; column++)
        if (strcmp(emulator_cell(emulator, row, column).text, " ") != 0)
            return false;
    return true;
}

/* Curses draws from the top to the bottom, so that with the last row all is there. */
static bool is_compared(const struct emulator *emulator, void *context)
{
    size_t rows, columns, row, column;
    (void)context;
    emulator_size(emulator, &rows, &columns);
    return !is_row_empty(emulator, rows - 1, columns) &&
           !emulator_find(emulator, "Comparing: ", &row, &column) &&
           !emulator_find(emulator, "Not compared", &row, &column);
}

void stage_awaits_comparison(struct stage *stage)
{
    stage_awaits_that(stage, is_compared, "the articles are not compared");
}

void stage_keys(struct stage *stage, const char *keys)
{
    assert_true(emulator_keys(stage->emulator, keys));
}

void stage_press(struct stage *stage, const char *keys, const char *shows)
{
    size_t row, column;
    if (emulator_find(stage->emulator, shows, &row, &column)) {
        show_screen(stage);
        fail_msg("\"%s\" stands there before %s is pressed", shows, keys);
    }
    stage_keys(stage, keys);
    stage_awaits(stage, shows);
}

static bool is_cleared(const struct emulator *emulator, void *context)
{
    (void)context;
    return strstr(text_string(emulator_output(emulator)), "\033[2J");
}

static void await_drawing(struct stage *stage, const char *shows)
{
    stage_awaits_that(stage, is_cleared, "nothing is drawn anew");
    stage_awaits(stage, shows);
}

void stage_redraw(struct stage *stage, const char *shows)
{
    text_clear(emulator_output(stage->emulator));
    stage_keys(stage, "^L");
    await_drawing(stage, shows);
}

void stage_resize(struct stage *stage, size_t rows, size_t columns, const char *shows)
{
    text_clear(emulator_output(stage->emulator));
    emulator_resize(stage->emulator, rows, columns);
    await_drawing(stage, shows);
}

/* The right article begins behind the middle, as in none of the storm's sizes, whose columns are
 * odd. */
static bool is_of_size(const struct emulator *emulator, void *context)
{
    size_t row, column;
    (void)context;
    return emulator_find(emulator, "right.txt", &row, &column) && row == 0 &&
           column == COLUMNS / 2 + 1 && !is_row_empty(emulator, ROWS - 1, COLUMNS);
}

void stage_storm(struct stage *stage)
{
    for (size_t i = 0; i < SIZES; i++)
        emulator_resize(stage->emulator, i * 7 % 50 + 1, i * 13 % 75 * 2 + 1);
    emulator_resize(stage->emulator, 1, 1); /* forgets what was shown */
    emulator_resize(stage->emulator, ROWS, COLUMNS);
    stage_awaits_that(stage, is_of_size, "the last size is not drawn");
}

static int await_end(struct stage *stage)
{
    int status = 0;
    if (emulator_ends(stage->emulator, &status))
        return status;
    show_screen(stage);
    fail_msg("the program does not end");
    return status;
}

void stage_ends(struct stage *stage, int status)
{
    int came = await_end(stage);
    if (!WIFEXITED(came) || WEXITSTATUS(came) != status)
        fail_msg("the program ends with the wait status %#x, not by exit %d", (unsigned)came,
                 status);
    assert_true(emulator_is_restored(stage->emulator));
}

void stage_ends_by(struct stage *stage, int signal)
{
    int came = await_end(stage);
    if (!WIFSIGNALED(came) || WTERMSIG(came) != signal)
        fail_msg("the program ends with the wait status %#x, not by signal %d", (unsigned)came,
                 signal);
}

void stage_quit(struct stage *stage, const char *keys)
{
    stage_keys(stage, keys);
    stage_ends(stage, 0);
}
