/* What the reader said is kept: the real program in a terminal, started again and again on the same
 * articles with the same folder for notes. */
#include "stage.h"

#include "base/text.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>

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

static int set_up(void **state)
{
    return stage_set_up(state, left_text, right_text);
}

static void open_with(struct stage *stage, const char *option, const char *variable)
{
    stage_start(stage, &(struct stage_start){.words = {stage->left, stage->right, option},
                                             .variables = {stage->data, variable},
                                             .columns = 100});
    stage_awaits_comparison(stage);
    stage_awaits(stage, "Lowdale");
}

static void open_reader(struct stage *stage)
{
    open_with(stage, NULL, NULL);
}

static void write_note(struct stage *stage, const char *words)
{
    stage_press(stage, "a", "Note:");
    emulator_type(stage->emulator, words);
    stage_press(stage, "Enter", "Noted");
}

static void goes_on_where_it_was_left(void **state)
{
    struct stage *stage = *state;
    open_reader(stage);
    stage_press(stage, "c", "soft conflict");
    stage_press(stage, "m", "Marked");
    write_note(stage, "Ask the brigade");
    stage_press(stage, "y", "confirmed");
    stage_press(stage, "s", "stays where it is");
    stage_quit(stage, "q");

    open_reader(stage);
    stage_awaits(stage, "note: Ask the brigade");
    stage_awaits(stage, "confirmed");
    stage_awaits(stage, "unlocked");
    stage_quit(stage, "q");
}

static void nothing_is_asked_when_all_is_kept(void **state)
{
    struct stage *stage = *state;
    open_reader(stage);
    stage_press(stage, "m", "Marked");
    stage_quit(stage, "q");
    open_with(stage, "--no-notes", NULL);
    stage_press(stage, "m", "Marked");
    stage_press(stage, "q", "Notes are neither kept nor in a report");
    stage_quit(stage, "y Enter");
}

static void a_killed_reader_loses_nothing(void **state)
{
    struct stage *stage = *state;
    open_reader(stage);
    stage_press(stage, "c", "soft conflict");
    write_note(stage, "Kill me now");
    emulator_signal(stage->emulator, SIGKILL);
    stage_ends_by(stage, SIGKILL);

    open_reader(stage);
    stage_awaits(stage, "note: Kill me now"); /* and the place is kept with it */
    stage_quit(stage, "q");
}

static void the_second_reader_only_reads(void **state)
{
    struct stage *first = *state, second = *first;
    open_reader(first);
    stage_press(first, "m", "Marked");
    open_reader(&second);
    stage_awaits(&second, "Note: another abreast has these notes open");
    stage_press(&second, "m", "Marked important");
    stage_press(&second, "q", "Notes are neither kept");
    stage_quit(&second, "y Enter");
    emulator_close(second.emulator);
    stage_quit(first, "q");
    open_reader(first);
    stage_press(first, "m", "Marked important"); /* once more than the first had marked it */
    stage_quit(first, "q");
}

static void left_and_right_may_change_places(void **state)
{
    struct stage *stage = *state;
    const char *left = stage->left;
    open_reader(stage);
    stage_press(stage, "c", "soft conflict");
    write_note(stage, "On the herald");
    stage_quit(stage, "q");
    stage->left = stage->right;
    stage->right = left;
    open_reader(stage);
    stage_awaits(stage, "note: On the herald");
    stage_quit(stage, "q");
}

static void an_edited_article_keeps_its_notes(void **state)
{
    struct stage *stage = *state;
    open_reader(stage);
    stage_keys(stage, "G");
    write_note(stage, "Who is it?");
    stage_keys(stage, "g");
    write_note(stage, "Gone soon");
    stage_quit(stage, "q");
    stage_store(stage->left, "The plant\n\nIt was on Monday. The old mill had stood there "
                             "since 1911. A watchman heard a loud bang before he saw the "
                             "flames.\n");
    open_reader(stage);
    stage_awaits(stage, "2 notes found by the names of the files");
    stage_press(stage, "G", "note: Who is it?");
    stage_press(stage, "p", "Notes whose statement is gone");
    stage_awaits(stage, "note: Gone soon");
    stage_quit(stage, "q q");
}

static void the_editor_writes_long_notes(void **state)
{
    struct stage *stage = *state;
    const char *script = stage_path(stage, "editor");
    struct text variable = {0};
    text_format(&variable, "VISUAL=%s --twice  x", script);
    stage_store(script, "#!/bin/sh\n"
                        "printf '%s\\n' \"$1\" \"$2\" >>\"$3\"\n"
                        "printf 'the editor is here'; read -r line </dev/tty\n"
                        "printf '%s\\n\\n' \"$line\" >>\"$3\"\n");
    assert_int_equal(chmod(script, 0700), 0);
    open_with(stage, NULL, variable.bytes);
    stage_press(stage, "A", "the editor is here");
    emulator_type(stage->emulator, "third line\r");
    stage_awaits(stage, "note: --twice x third line");
    stage_press(stage, "a", "This note has several lines; A opens it");
    stage_quit(stage, "q");
    text_free(&variable);
}

static void an_editor_that_is_not_there_harms_nothing(void **state)
{
    struct stage *stage = *state;
    open_with(stage, NULL, "VISUAL=/nowhere/at/all");
    stage_press(stage, "A", "cannot run /nowhere/at/all");
    stage_press(stage, "m", "Marked");
    stage_quit(stage, "q");
}

static void a_full_disk_is_said_and_asked_about(void **state)
{
    struct stage *stage = *state;
    const char *other = stage_path(stage, "data/moved");
    open_reader(stage);
    stage_press(stage, "m", "Marked");
    assert_int_equal(rename(stage->notes, other), 0);
    stage_press(stage, "m", "Not kept: cannot write");
    stage_press(stage, "q", "Notes are neither kept");
    stage_press(stage, "n Enter", "h help");
    assert_int_equal(rename(other, stage->notes), 0);
    stage_press(stage, "m", "Mark taken off");
    stage_quit(stage, "q");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_tear_down)

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
