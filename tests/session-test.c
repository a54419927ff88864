/* The real program in a terminal, by scripts (script.h) under tests/sessions:
 *
 *     environment NO_COLOR=1 TERM=xterm   for the program that is started next
 *     size 80x24            columns and rows of the window, now and when the next one starts
 *     configuration NAME    that of the folder beside the script, for the program started next
 *     articles a.txt b.txt  starts the program with two files beside the script
 *     keys ] c 3 j Enter    keys by name
 *     type some words       keys that write them
 *     click 5 10            at a row and a column, from 0
 *     signal STOP           or TSTP, CONT, TERM
 *     take-over some words  what a shell does while the program is stopped; \e is Escape
 *     shows some words      waits until they stand on the screen
 *     redraw                presses ^L and waits until the screen is cleared for it: whatever was
 *                           pressed before, also without effect, has been read by then
 *     screen                the rows follow, "|" before each, up to "end"
 *     attributes            the same with a letter for each cell: b bold, u underlined, r reverse,
 *                           d bold and underlined, B bold and reverse, U underlined and reverse,
 *                           D all three
 *     colours               the same: a digit for one of the first eight colours, o, l and g for
 *                           the rose, the blue and the grey of 256, k for their black, ? for another;
 *                           # where the ground has a colour
 *     cursor 3 7            where the terminal's cursor stands
 *     ends 0                the program ends with this status, or by this signal: ends SIG15; the
 *                           terminal is as it was
 *     said                  what it has written by then, line by line, where that was not a screen
 *
 * What is to be seen is waited for: only what has not come when the deadline passes is wrong. */
#include "emulator.h"

#include "base/memory.h"
#include "script.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const scripts[] = {
    "walk-80x24",    "walk-120x40",   "walk-60x20", "walk-200x60",  "small-10x3",
    "eight-colours", "monochrome",    "no-colour",  "cjk",          "combining",
    "emoji",         "right-to-left", "refused",    "ascii-locale", "stop-and-go",
    "changed",       "broken",
};
enum { SCRIPT_COUNT = sizeof scripts / sizeof *scripts, VARIABLES_MAX = 4 };

struct player {
    const char *script;
    struct emulator *emulator;
    char *variables[VARIABLES_MAX + 1];
    bool is_configured; /* else no configuration is read */
    size_t rows, columns;
    bool differs; /* something was not as expected: what follows is not waited for */
};

typedef void (*describer)(const struct emulator *emulator, struct text *out);

/* What is described, and what is expected of it. */
struct sight {
    describer describe;
    const char *expected;
};

static bool is_as_expected(const struct emulator *emulator, void *context)
{
    const struct sight *sight = context;
    struct text seen = {0};
    sight->describe(emulator, &seen);
    bool same = strcmp(text_string(&seen), sight->expected) == 0;
    text_free(&seen);
    return same;
}

static void see(void *context, describer describe, const char *expected, struct text *out)
{
    struct player *player = context;
    struct sight sight = {describe, expected};
    if (script_is_recording() || player->differs)
        emulator_settle(player->emulator);
    else
        player->differs = !emulator_awaits(player->emulator, is_as_expected, &sight);
    describe(player->emulator, out);
}

static void describe_screen(const struct emulator *emulator, struct text *out)
{
    struct text screen = {0};
    emulator_screen(emulator, &screen);
    for (const char *row = text_string(&screen); *row; row += strcspn(row, "\n") + 1)
        text_format(out, "|%.*s\n", (int)strcspn(row, "\n"), row);
    text_free(&screen);
}

static void describe_cells(const struct emulator *emulator, char (*letter)(struct emulator_cell),
                           struct text *out)
{
    size_t rows, columns;
    emulator_size(emulator, &rows, &columns);
    for (size_t row = 0; row < rows; row++) {
        text_add_byte(out, '|');
        for (size_t column = 0; column < columns; column++)
            text_add_byte(out, letter(emulator_cell(emulator, row, column)));
        script_end_row(out);
    }
}

static char attribute_letter(struct emulator_cell cell)
{
    return " budrBUD"[cell.bold + 2 * cell.underline + 4 * cell.reverse];
}

static char colour_letter(struct emulator_cell cell)
{
    if (cell.ground >= 0)
        return '#';
    if (cell.colour >= 0 && cell.colour < 8)
        return (char)('0' + cell.colour);
    return cell.colour < 0      ? ' '
           : cell.colour == 63  ? 'l'
           : cell.colour == 131 ? 'o'
           : cell.colour == 243 ? 'g'
           : cell.colour == 16  ? 'k'
                                : '?';
}

static void describe_attributes(const struct emulator *emulator, struct text *out)
{
    describe_cells(emulator, attribute_letter, out);
}

static void describe_colours(const struct emulator *emulator, struct text *out)
{
    describe_cells(emulator, colour_letter, out);
}

static void describe_cursor(const struct emulator *emulator, struct text *out)
{
    size_t row, column;
    emulator_cursor(emulator, &row, &column);
    text_format(out, "%zu %zu", row, column);
}

static void see_screen(void *context, const char *expected, struct text *out)
{
    see(context, describe_screen, expected, out);
}

static void see_attributes(void *context, const char *expected, struct text *out)
{
    see(context, describe_attributes, expected, out);
}

static void see_colours(void *context, const char *expected, struct text *out)
{
    see(context, describe_colours, expected, out);
}

static void see_cursor(void *context, const char *expected, struct text *out)
{
    text_add_byte(out, ' ');
    see(context, describe_cursor, expected, out);
}

static void see_end(void *context, const char *expected, struct text *out)
{
    const struct player *player = context;
    int status = 0;
    (void)expected;
    if (!emulator_ends(player->emulator, &status))
        text_add(out, " not");
    else if (WIFSIGNALED(status))
        text_format(out, " SIG%d", WTERMSIG(status));
    else
        text_format(out, " %d", WEXITSTATUS(status));
    if (!emulator_is_restored(player->emulator))
        text_add(out, ", the terminal not as it was");
}

static void see_said(void *context, const char *expected, struct text *out)
{
    const struct player *player = context;
    (void)expected;
    for (const char *at = text_string(emulator_output(player->emulator)); *at;) {
        size_t size = strcspn(at, "\r\n");
        text_format(out, "|%.*s\n", (int)size, at);
        at += size;
        at += strspn(at, "\r\n");
    }
}

static void forget_variables(struct player *player)
{
    for (size_t i = 0; i < VARIABLES_MAX; i++) {
        free(player->variables[i]);
        player->variables[i] = NULL;
    }
}

static bool play_environment(void *context, const char *assignments)
{
    struct player *player = context;
    forget_variables(player);
    for (size_t i = 0; *assignments; i++) {
        size_t size = strcspn(assignments, " ");
        if (i == VARIABLES_MAX || !memchr(assignments, '=', size))
            return false;
        player->variables[i] = strndup(assignments, size);
        assignments += size;
        assignments += strspn(assignments, " ");
    }
    return true;
}

/* In a variable that is left free for it. */
static bool play_configuration(void *context, const char *name)
{
    struct player *player = context;
    const char *folder = getenv("TESTS_DIR");
    struct text variable = {0};
    size_t i = 0;
    while (i < VARIABLES_MAX && player->variables[i])
        i++;
    if (i == VARIABLES_MAX || !folder || *folder != '/')
        return false;
    text_format(&variable, "XDG_CONFIG_HOME=%s/sessions/%s", folder, name);
    player->variables[i] = variable.bytes;
    player->is_configured = true;
    return true;
}

static bool play_articles(void *context, const char *names)
{
    struct player *player = context;
    const char *program = getenv("ABREAST"), *folder = getenv("TESTS_DIR");
    struct text left = {0}, right = {0};
    size_t size = strcspn(names, " ");
    if (!names[size])
        return false;
    text_format(&left, "%s/sessions/%.*s", folder ? folder : "tests", (int)size, names);
    text_format(&right, "%s/sessions/%s", folder ? folder : "tests", names + size + 1);
    const char *const arguments[] = {program ? program : "./abreast",
                                     player->is_configured ? "--no-notes" : "--no-config",
                                     "--no-notes",
                                     left.bytes,
                                     right.bytes,
                                     NULL};
    const struct emulator_start start = {.arguments = arguments,
                                         .environment = (const char *const *)player->variables,
                                         .rows = player->rows,
                                         .columns = player->columns};
    if (player->emulator)
        emulator_close(player->emulator);
    player->emulator = emulator_open(&start);
    text_free(&left);
    text_free(&right);
    return player->emulator != NULL;
}

static bool play_size(void *context, const char *size)
{
    struct player *player = context;
    if (!script_numbers(size, &player->columns, &player->rows))
        return false;
    if (player->emulator)
        emulator_resize(player->emulator, player->rows, player->columns);
    return true;
}

static bool play_keys(void *context, const char *names)
{
    return emulator_keys(((struct player *)context)->emulator, names);
}

static bool play_type(void *context, const char *text)
{
    emulator_type(((struct player *)context)->emulator, text);
    return true;
}

static bool play_click(void *context, const char *place)
{
    size_t row, column;
    if (!script_numbers(place, &row, &column))
        return false;
    emulator_click(((struct player *)context)->emulator, row, column);
    return true;
}

static bool play_shows(void *context, const char *words)
{
    return emulator_shows(((struct player *)context)->emulator, words);
}

static bool is_cleared(const struct emulator *emulator, void *context)
{
    (void)context;
    return strstr(text_string(emulator_output(emulator)), "\033[2J");
}

static bool play_redraw(void *context, const char *nothing)
{
    struct emulator *emulator = ((struct player *)context)->emulator;
    text_clear(emulator_output(emulator));
    return !*nothing && emulator_keys(emulator, "^L") &&
           emulator_awaits(emulator, is_cleared, NULL);
}

static bool play_signal(void *context, const char *name)
{
    static const struct {
        const char *name;
        int number;
    } signals[] = {{"STOP", SIGSTOP}, {"TSTP", SIGTSTP}, {"CONT", SIGCONT}, {"TERM", SIGTERM}};
    struct emulator *emulator = ((struct player *)context)->emulator;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        if (strcmp(signals[i].name, name) != 0)
            continue;
        emulator_signal(emulator, signals[i].number);
        bool stops = signals[i].number == SIGSTOP || signals[i].number == SIGTSTP;
        return !stops || emulator_stops(emulator);
    }
    return false;
}

static bool play_take_over(void *context, const char *words)
{
    struct text bytes = {0};
    for (const char *escape; (escape = strstr(words, "\\e")); words = escape + 2) {
        text_append(&bytes, words, (size_t)(escape - words));
        text_add_byte(&bytes, '\033');
    }
    text_add(&bytes, words);
    emulator_take_over(((struct player *)context)->emulator, text_string(&bytes));
    text_free(&bytes);
    return true;
}

static const struct script_word words[] = {
    {"environment", SCRIPT_DOES, play_environment, NULL},
    {"configuration", SCRIPT_DOES, play_configuration, NULL},
    {"articles", SCRIPT_DOES, play_articles, NULL},
    {"size", SCRIPT_DOES, play_size, NULL},
    {"keys", SCRIPT_DOES, play_keys, NULL},
    {"type", SCRIPT_DOES, play_type, NULL},
    {"click", SCRIPT_DOES, play_click, NULL},
    {"signal", SCRIPT_DOES, play_signal, NULL},
    {"take-over", SCRIPT_DOES, play_take_over, NULL},
    {"shows", SCRIPT_DOES, play_shows, NULL},
    {"redraw", SCRIPT_DOES, play_redraw, NULL},
    {"screen", SCRIPT_SEES_ROWS, NULL, see_screen},
    {"attributes", SCRIPT_SEES_ROWS, NULL, see_attributes},
    {"colours", SCRIPT_SEES_ROWS, NULL, see_colours},
    {"cursor", SCRIPT_SEES_LINE, NULL, see_cursor},
    {"ends", SCRIPT_SEES_LINE, NULL, see_end},
    {"said", SCRIPT_SEES_ROWS, NULL, see_said},
    {NULL, SCRIPT_DOES, NULL, NULL},
};

static int set_up(void **state)
{
    struct player *player = memory_new(1, sizeof *player);
    *player = (struct player){.script = *state, .rows = 24, .columns = 80};
    *state = player;
    return 0;
}

static int tear_down(void **state)
{
    struct player *player = *state;
    if (player->emulator)
        emulator_close(player->emulator);
    forget_variables(player);
    free(player);
    return 0;
}

static void sessions_are_as_recorded(void **state)
{
    struct player *player = *state;
    script_play("sessions", player->script, words, player);
}

int main(void)
{
    struct CMUnitTest tests[SCRIPT_COUNT];
    for (size_t i = 0; i < SCRIPT_COUNT; i++)
        tests[i] = (struct CMUnitTest){scripts[i], sessions_are_as_recorded, set_up, tear_down,
                                       (void *)(uintptr_t)scripts[i]};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("sessions", tests, NULL, NULL);
}
