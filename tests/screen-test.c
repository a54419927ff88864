/* Golden screens. A script under tests/screens says what is done, and what then stands on the
 * screen, as text and as roles:
 *
 *     pair ferry            which articles (reader-sample.h); starts the reader anew
 *     size 80x24            columns and rows of the window
 *     keys ] c 3 j Enter    keys by name
 *     type some words       keys that write them
 *     click 5 10            or wheel-up, wheel-down: at a row and a column, from 0
 *     screen                the rows follow, "|" before each, up to "end"
 *     roles                 the same with a letter for each cell (theme.h)
 *     cursor 3 7            where the terminal's cursor stands
 *
 * Playing a script writes the same script again with what really came. They must be equal. With
 * RECORD=1 in the environment what came is stored as what is expected. */
#include "base/file.h"
#include "base/memory.h"
#include "reader-sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const scripts[] = {
    "walk",    "tall",   "stacked", "small",   "wide",  "pages",
    "prompts", "search", "marks",   "results", "mouse", "resize", "lists",   "layout",
};
enum { SCRIPT_COUNT = sizeof scripts / sizeof *scripts, SHOWN_WIDTH = 100 };

struct player {
    struct sample *sample;
    struct text out;   /* the script as it really went */
    const char *next;  /* what is left of the script */
    const char *wrong; /* what cannot be played; NULL: nothing */
};

static const char *line_end(const char *line)
{
    return line + strcspn(line, "\n");
}

static void copy_line(struct player *player)
{
    const char *end = line_end(player->next);
    text_append(&player->out, player->next, (size_t)(end - player->next));
    text_add_byte(&player->out, '\n');
    player->next = *end ? end + 1 : end;
}

static void add_row_end(struct text *out)
{
    while (out->size && out->bytes[out->size - 1] == ' ')
        out->bytes[--out->size] = '\0';
    text_add_byte(out, '\n');
}

static void add_screen(const struct grid *grid, struct text *out)
{
    for (size_t row = 0; row < grid->rows; row++) {
        text_add_byte(out, '|');
        for (size_t column = 0; column < grid->columns; column++) {
            const struct cell *cell = grid_cell(grid, row, column);
            text_append(out, cell->bytes, cell->size);
        }
        add_row_end(out);
    }
}

static void add_roles(const struct grid *grid, struct text *out)
{
    for (size_t row = 0; row < grid->rows; row++) {
        text_add_byte(out, '|');
        for (size_t column = 0; column < grid->columns; column++)
            text_add_byte(out, role_letter(grid_cell(grid, row, column)->roles));
        add_row_end(out);
    }
}

/* Writes what is there and passes over what the script has in its place. */
static void play_block(struct player *player,
                       void (*add)(const struct grid *grid, struct text *out))
{
    copy_line(player);
    add(&player->sample->grid, &player->out);
    while (*player->next == '|') {
        const char *end = line_end(player->next);
        player->next = *end ? end + 1 : end;
    }
    if (strncmp(player->next, "end\n", 4) != 0)
        player->wrong = "rows without an end";
    else
        copy_line(player);
}

static void play_cursor(struct player *player)
{
    const struct grid *grid = &player->sample->grid;
    const char *end = line_end(player->next);
    text_format(&player->out, "cursor %zu %zu\n", grid->cursor_row, grid->cursor_column);
    player->next = *end ? end + 1 : end;
}

static bool play_pair(struct player *player, const char *name)
{
    if (player->sample)
        sample_free(player->sample);
    player->sample = sample_new(name);
    return player->sample != NULL;
}

static bool play_size(struct player *player, const char *size)
{
    char *end;
    unsigned long columns = strtoul(size, &end, 10),
                  rows = *end == 'x' ? strtoul(end + 1, NULL, 10) : 0;
    if (columns && rows)
        sample_resize(player->sample, rows, columns);
    return columns && rows;
}

static bool play_keys(struct player *player, const char *names)
{
    return sample_keys(player->sample, names);
}

static bool play_type(struct player *player, const char *text)
{
    sample_type(player->sample, text);
    return true;
}

static bool play_mouse(struct player *player, enum event_kind kind, const char *place)
{
    char *end;
    size_t row = strtoul(place, &end, 10), column = strtoul(end, NULL, 10);
    sample_mouse(player->sample, kind, row, column);
    return true;
}

static bool play_click(struct player *player, const char *place)
{
    return play_mouse(player, EVENT_CLICK, place);
}

static bool play_wheel_up(struct player *player, const char *place)
{
    return play_mouse(player, EVENT_WHEEL_UP, place);
}

static bool play_wheel_down(struct player *player, const char *place)
{
    return play_mouse(player, EVENT_WHEEL_DOWN, place);
}

static const struct {
    const char *word;
    bool (*play)(struct player *player, const char *rest);
} commands[] = {
    {"pair ", play_pair},
    {"size ", play_size},
    {"keys ", play_keys},
    {"type ", play_type},
    {"click ", play_click},
    {"wheel-up ", play_wheel_up},
    {"wheel-down ", play_wheel_down},
};

static void play_command(struct player *player)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        size_t size = strlen(commands[i].word);
        if (strncmp(player->next, commands[i].word, size) != 0)
            continue;
        const char *rest = player->next + size;
        struct text argument = {0};
        text_append(&argument, rest, (size_t)(line_end(rest) - rest));
        if (!commands[i].play(player, text_string(&argument)))
            player->wrong = "a command with an argument that it does not know";
        text_free(&argument);
        copy_line(player);
        return;
    }
    player->wrong = "a line that is no command";
}

static void play(struct player *player)
{
    while (*player->next && !player->wrong) {
        if (*player->next == '\n' || *player->next == '#')
            copy_line(player);
        else if (strncmp(player->next, "pair ", 5) != 0 && !player->sample)
            player->wrong = "a command before the pair is named";
        else if (strncmp(player->next, "screen\n", 7) == 0)
            play_block(player, add_screen);
        else if (strncmp(player->next, "roles\n", 6) == 0)
            play_block(player, add_roles);
        else if (strncmp(player->next, "cursor ", 7) == 0)
            play_cursor(player);
        else
            play_command(player);
    }
}

/* Shows a line of the script beside the line that came, with "<>" between where they differ. Once
 * one block of rows has differed the rest is not shown. */
static void show_difference(const char *name, const char *expected, const char *came)
{
    bool differs = false;
    fprintf(stderr, "# %s: expected at the left, what came at the right\n", name);
    while (*expected || *came) {
        size_t left = strcspn(expected, "\n"), right = strcspn(came, "\n");
        bool same = left == right && memcmp(expected, came, left) == 0;
        if (differs && same && strncmp(expected, "end", 3) == 0)
            return;
        differs = differs || !same;
        size_t columns = cluster_columns(expected, left);
        fprintf(stderr, "# %.*s%*s %s %.*s\n", (int)left, expected,
                columns < SHOWN_WIDTH ? (int)(SHOWN_WIDTH - columns) : 0, "", same ? "  " : "<>",
                (int)right, came);
        expected += left + (expected[left] == '\n');
        came += right + (came[right] == '\n');
    }
}

static bool is_recording(void)
{
    const char *record = getenv("RECORD");
    return record && strcmp(record, "1") == 0;
}

static void compare_or_record(const char *path, const struct text *script, const struct text *out)
{
    struct failure failure;
    bool same = script->size == out->size && memcmp(script->bytes, out->bytes, out->size) == 0;
    if (same)
        return;
    if (!is_recording()) {
        show_difference(path, text_string(script), text_string(out));
        fail_msg("%s shows something else; RECORD=1 stores it where it is right", path);
    }
    if (!file_write(path, out->bytes, out->size, true, &failure))
        fail_msg("%s", failure.message);
}

/* Plays the script whose name is the test's state. */
static void screens_are_as_recorded(void **state)
{
    const char *folder = getenv("TESTS_DIR");
    struct text path = {0}, script = {0};
    struct failure failure;
    text_format(&path, "%s/screens/%s.screen", folder ? folder : "tests", (const char *)*state);
    if (!file_read(path.bytes, &script, &failure))
        fail_msg("%s", failure.message);
    struct player player = {.next = text_string(&script)};
    play(&player);
    if (player.wrong)
        fail_msg("%s holds %s: %.*s", path.bytes, player.wrong, (int)strcspn(player.next, "\n"),
                 player.next);
    compare_or_record(path.bytes, &script, &player.out);
    if (player.sample)
        sample_free(player.sample);
    text_free(&player.out);
    text_free(&script);
    text_free(&path);
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
