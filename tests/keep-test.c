/* What the reader said is kept: the real program in a terminal, started again and again on the same
 * articles with the same folder for notes. */
#include "emulator.h"

#include "base/memory.h"
#include "base/text.h"
#include "home.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const char left_text[] =
    "Mill burns down at night\n\n"
    "Fire destroyed the paper mill at Lowdale on Monday. Two of the workers were hurt, the fire "
    "brigade said.\n\nThe mill had stood there since 1911. A watchman had heard a bang before he "
    "saw the flames.\n";
static const char right_text[] =
    "Flames take Lowdale mill\n\n"
    "The paper mill at Lowdale was destroyed by fire on Monday. Five of the workers were hurt, the "
    "fire brigade said.\n\nThe owner wants to build it anew. Nobody had heard a bang.\n";

struct stage {
    char *home;
    struct text left, right, data;
};

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static int set_up(void **state)
{
    struct stage *stage = memory_new(1, sizeof *stage);
    stage->home = home_make();
    text_format(&stage->left, "%s/left.txt", stage->home);
    text_format(&stage->right, "%s/right.txt", stage->home);
    text_format(&stage->data, "XDG_DATA_HOME=%s/data", stage->home);
    write_text(stage->left.bytes, left_text);
    write_text(stage->right.bytes, right_text);
    *state = stage;
    return 0;
}

static int tear_down(void **state)
{
    struct stage *stage = *state;
    home_remove(stage->home);
    text_free(&stage->left);
    text_free(&stage->right);
    text_free(&stage->data);
    free(stage);
    return 0;
}

/* What is on the screen where something else should be is worth reading. */
static void await(struct emulator *emulator, const char *shows)
{
    if (emulator_shows(emulator, shows))
        return;
    struct text screen = {0};
    emulator_screen(emulator, &screen);
    fprintf(stderr, "%s\n", text_string(&screen));
    text_free(&screen);
    fail_msg("\"%s\" does not come", shows);
}

enum { WORDS_MAX = 4 };

static struct emulator *open_with(const struct stage *stage, const char *option,
                                  const char *variable)
{
    const char *arguments[WORDS_MAX + 1] = {getenv("ABREAST"), stage->left.bytes,
                                            stage->right.bytes, option, NULL};
    const char *environment[] = {stage->data.bytes, variable, NULL};
    struct emulator_start start = {arguments, environment, NULL, 24, 100};
    struct emulator *emulator = emulator_open(&start);
    assert_non_null(emulator);
    await(emulator, "Lowdale");
    assert_true(emulator_hides(emulator, "ompar")); /* not compared yet, comparing */
    return emulator;
}

static struct emulator *open_reader(const struct stage *stage)
{
    return open_with(stage, NULL, NULL);
}

static void press(struct emulator *emulator, const char *keys, const char *shows)
{
    assert_true(emulator_keys(emulator, keys));
    await(emulator, shows);
}

static void quit(struct emulator *emulator)
{
    int status;
    assert_true(emulator_keys(emulator, "q"));
    assert_true(emulator_ends(emulator, &status));
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    emulator_close(emulator);
}

static void write_note(struct emulator *emulator, const char *words)
{
    press(emulator, "a", "Note:");
    emulator_type(emulator, words);
    press(emulator, "Enter", "Noted");
}

static void goes_on_where_it_was_left(void **state)
{
    struct stage *stage = *state;
    struct emulator *emulator = open_reader(stage);
    press(emulator, "c", "soft conflict");
    press(emulator, "m", "Marked");
    write_note(emulator, "Ask the brigade");
    press(emulator, "y", "confirmed");
    press(emulator, "s", "stays where it is");
    quit(emulator);

    emulator = open_reader(stage);
    await(emulator, "note: Ask the brigade");
    await(emulator, "confirmed");
    await(emulator, "unlocked");
    quit(emulator);
}

static void nothing_is_asked_when_all_is_kept(void **state)
{
    struct stage *stage = *state;
    struct emulator *emulator = open_reader(stage);
    press(emulator, "m", "Marked");
    quit(emulator);
    emulator = open_with(stage, "--no-notes", NULL);
    press(emulator, "m", "Marked");
    press(emulator, "q", "Notes are neither kept nor in a report");
    assert_true(emulator_keys(emulator, "y"));
    int status;
    assert_true(emulator_ends(emulator, &status));
    emulator_close(emulator);
}

static void a_killed_reader_loses_nothing(void **state)
{
    struct stage *stage = *state;
    struct emulator *emulator = open_reader(stage);
    press(emulator, "c", "soft conflict");
    write_note(emulator, "Kill me now");
    emulator_signal(emulator, SIGKILL);
    int status;
    assert_true(emulator_ends(emulator, &status));
    emulator_close(emulator);

    emulator = open_reader(stage);
    press(emulator, "c", "note: Kill me now");
    quit(emulator);
}

static void the_second_reader_only_reads(void **state)
{
    struct stage *stage = *state;
    struct emulator *first = open_reader(stage), *second;
    press(first, "m", "Marked");
    second = open_reader(stage);
    await(second, "Note: another abreast has these notes open");
    press(second, "m", "Marked important");
    press(second, "q", "Notes are neither kept");
    assert_true(emulator_keys(second, "y"));
    int status;
    assert_true(emulator_ends(second, &status));
    emulator_close(second);
    quit(first);
    first = open_reader(stage);
    press(first, "m", "Marked important"); /* once more than the first had marked it */
    quit(first);
}

static void left_and_right_may_change_places(void **state)
{
    struct stage *stage = *state;
    struct emulator *emulator = open_reader(stage);
    press(emulator, "c", "soft conflict");
    write_note(emulator, "On the herald");
    quit(emulator);
    struct text left = stage->left;
    stage->left = stage->right;
    stage->right = left;
    emulator = open_reader(stage);
    await(emulator, "note: On the herald");
    quit(emulator);
}

static void an_edited_article_keeps_its_notes(void **state)
{
    struct stage *stage = *state;
    struct emulator *emulator = open_reader(stage);
    assert_true(emulator_keys(emulator, "G"));
    write_note(emulator, "Who is it?");
    press(emulator, "g", "Lowdale");
    write_note(emulator, "Gone soon");
    quit(emulator);
    write_text(stage->left.bytes, "The plant\n\nIt was on Monday. The old mill had stood there "
                                  "since 1911. A watchman heard a loud bang before he saw the "
                                  "flames.\n");
    emulator = open_reader(stage);
    await(emulator, "2 notes found by the names of the files");
    press(emulator, "G", "note: Who is it?");
    press(emulator, "p", "Notes whose statement is gone");
    await(emulator, "note: Gone soon");
    emulator_keys(emulator, "q");
    quit(emulator);
}

static void the_editor_writes_long_notes(void **state)
{
    struct stage *stage = *state;
    struct text script = {0}, variable = {0};
    text_format(&script, "%s/editor", stage->home);
    text_format(&variable, "VISUAL=%s --twice  x", script.bytes);
    write_text(script.bytes, "#!/bin/sh\n"
                             "printf '%s\\n' \"$1\" \"$2\" >>\"$3\"\n"
                             "printf 'the editor is here'; read -r line </dev/tty\n"
                             "printf '%s\\n\\n' \"$line\" >>\"$3\"\n");
    assert_int_equal(chmod(script.bytes, 0700), 0);
    struct emulator *emulator = open_with(stage, NULL, variable.bytes);
    press(emulator, "A", "the editor is here");
    emulator_type(emulator, "third line\r");
    await(emulator, "note: --twice x third line");
    press(emulator, "a", "This note has several lines; A opens it");
    quit(emulator);
    text_free(&script);
    text_free(&variable);
}

static void an_editor_that_is_not_there_harms_nothing(void **state)
{
    struct stage *stage = *state;
    struct emulator *emulator = open_with(stage, NULL, "VISUAL=/nowhere/at/all");
    press(emulator, "A", "cannot run /nowhere/at/all");
    press(emulator, "m", "Marked");
    quit(emulator);
}

static void a_full_disk_is_said_and_asked_about(void **state)
{
    struct stage *stage = *state;
    struct text folder = {0};
    struct emulator *emulator = open_reader(stage);
    press(emulator, "m", "Marked");
    text_format(&folder, "%s/data/abreast", stage->home);
    struct text other = {0};
    text_format(&other, "%s/data/moved", stage->home);
    assert_int_equal(rename(folder.bytes, other.bytes), 0);
    press(emulator, "m", "Not kept: cannot write");
    press(emulator, "q", "Notes are neither kept");
    press(emulator, "n", "h help");
    assert_int_equal(rename(other.bytes, folder.bytes), 0);
    press(emulator, "m", "Mark taken off");
    quit(emulator);
    text_free(&folder);
    text_free(&other);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(goes_on_where_it_was_left),           TEST(nothing_is_asked_when_all_is_kept),
        TEST(a_killed_reader_loses_nothing),       TEST(the_second_reader_only_reads),
        TEST(left_and_right_may_change_places),    TEST(an_edited_article_keeps_its_notes),
        TEST(the_editor_writes_long_notes),        TEST(an_editor_that_is_not_there_harms_nothing),
        TEST(a_full_disk_is_said_and_asked_about),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("keep", tests, NULL, NULL);
}
