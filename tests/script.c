#include "script.h"

#include "base/file.h"
#include "reader/grid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SHOWN_WIDTH = 100 };

struct player {
    struct text out;   /* the script as it really went */
    const char *next;  /* what is left of the script */
    const char *wrong; /* what cannot be played; NULL: nothing */
};

static size_t line_size(const char *line)
{
    return strcspn(line, "\n");
}

static void skip_line(struct player *player)
{
    player->next += line_size(player->next);
    player->next += *player->next == '\n';
}

static void copy_line(struct player *player)
{
    text_append(&player->out, player->next, line_size(player->next));
    text_add_byte(&player->out, '\n');
    skip_line(player);
}

static void see_line(struct player *player, const struct script_word *word, void *context)
{
    struct text expected = {0};
    size_t size = strlen(word->word);
    text_append(&expected, player->next + size, line_size(player->next) - size);
    text_add(&player->out, word->word);
    word->sees(context, text_string(&expected) + (expected.size > 0), &player->out);
    text_add_byte(&player->out, '\n');
    skip_line(player);
    text_free(&expected);
}

static void see_rows(struct player *player, const struct script_word *word, void *context)
{
    struct text expected = {0};
    copy_line(player);
    const char *rows = player->next;
    while (*player->next == '|')
        skip_line(player);
    text_append(&expected, rows, (size_t)(player->next - rows));
    word->sees(context, text_string(&expected), &player->out);
    text_free(&expected);
    if (strncmp(player->next, "end\n", 4) != 0)
        player->wrong = "rows without an end";
    else
        copy_line(player);
}

static void do_command(struct player *player, const struct script_word *word, void *context)
{
    struct text argument = {0};
    size_t size = strlen(word->word);
    text_append(&argument, player->next + size, line_size(player->next) - size);
    if (!word->does(context, text_string(&argument) + (argument.size > 0)))
        player->wrong = "a command with an argument that it does not know";
    text_free(&argument);
    copy_line(player);
}

static const struct script_word *find_word(const struct script_word *words, const char *line)
{
    size_t size = strcspn(line, " \n");
    for (; words->word; words++)
        if (strlen(words->word) == size && memcmp(words->word, line, size) == 0)
            return words;
    return NULL;
}

static void play_line(struct player *player, const struct script_word *words, void *context)
{
    const struct script_word *word = find_word(words, player->next);
    if (*player->next == '#' || *player->next == '\n')
        copy_line(player);
    else if (!word)
        player->wrong = "a line that is no command";
    else if (word->kind == SCRIPT_DOES)
        do_command(player, word, context);
    else if (word->kind == SCRIPT_SEES_LINE)
        see_line(player, word, context);
    else
        see_rows(player, word, context);
}

/* Shows a line of the script beside the line that came, with "<>" between where they differ. Once
 * one block of rows has differed the rest is not shown. */
static void show_difference(const char *name, const char *expected, const char *came)
{
    bool differs = false;
    fprintf(stderr, "# %s: expected at the left, what came at the right\n", name);
    while (*expected || *came) {
        size_t left = line_size(expected), right = line_size(came);
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

bool script_is_recording(void)
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
    if (!script_is_recording()) {
        show_difference(path, text_string(script), text_string(out));
        fail_msg("%s shows something else; RECORD=1 stores it where it is right", path);
    }
    if (!file_write(path, out->bytes, out->size, true, &failure))
        fail_msg("%s", failure.message);
}

void script_play(const char *folder, const char *name, const struct script_word *words,
                 void *context)
{
    const char *tests = getenv("TESTS_DIR");
    struct text path = {0}, script = {0};
    struct failure failure;
    text_format(&path, "%s/%s/%s.%.*s", tests ? tests : "tests", folder, name,
                (int)(strlen(folder) - 1), folder);
    if (!file_read(path.bytes, &script, &failure))
        fail_msg("%s", failure.message);
    struct player player = {.next = text_string(&script)};
    while (*player.next && !player.wrong)
        play_line(&player, words, context);
    if (player.wrong)
        fail_msg("%s holds %s: %.*s", path.bytes, player.wrong, (int)line_size(player.next),
                 player.next);
    compare_or_record(path.bytes, &script, &player.out);
    text_free(&player.out);
    text_free(&script);
    text_free(&path);
}

void script_end_row(struct text *out)
{
    while (out->size && out->bytes[out->size - 1] == ' ')
        out->bytes[--out->size] = '\0';
    text_add_byte(out, '\n');
}

bool script_numbers(const char *argument, size_t *first, size_t *second)
{
    char *end;
    *first = strtoul(argument, &end, 10);
    if (end == argument || (*end != 'x' && *end != ' '))
        return false;
    const char *rest = end + 1;
    *second = strtoul(rest, &end, 10);
    return end != rest && *end == '\0';
}
