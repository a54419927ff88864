/* What the reader said while the articles change: the real program in a terminal, that reads them
 * again, is stopped before it has compared them, or is busy comparing while something is said. */
#include "stage.h"

#include "base/file.h"
#include "base/keep.h"
#include "base/text.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char left_text[] = "Mill burns at Orrin\n\n"
                                "The mill at Orrin burned down on Monday. Nobody was hurt. Twelve "
                                "sacks of flour were lost.\n\n"
                                "The miller will build it anew in brick.\n";
static const char later_text[] =
    "Mill burns at Orrin\n\nA word before all others was added here.\n\n"
    "The mill at Orrin burned down on Monday. Twelve sacks of flour "
    "were lost.\n\nThe miller will build it anew in brick.\n";
static const char right_text[] = "Orrin loses its mill\n\n"
                                 "The mill at Orrin burned down on Monday. Nobody was hurt. Nine "
                                 "sacks of flour were lost.\n\n"
                                 "A fund takes gifts.\n";

static int set_up(void **state)
{
    return stage_set_up(state, left_text, right_text);
}

static void start(struct stage *stage)
{
    stage_start(stage, &(struct stage_start){.words = {stage->left, stage->right},
                                             .variables = {stage->data},
                                             .columns = 100});
}

static void open_reader(struct stage *stage)
{
    start(stage);
    stage_awaits_comparison(stage);
    stage_awaits(stage, "Orrin");
}

static void write_note(struct stage *stage, const char *words)
{
    stage_press(stage, "a", "Note:");
    emulator_type(stage->emulator, words);
    stage_press(stage, "Enter", "Noted");
}

/* All that is kept. */
static void read_kept(const struct stage *stage, struct text *bytes)
{
    struct failure failure;
    struct text path = {0};
    size_t count;
    char **names = keep_list(stage->notes, ".json", &count);
    assert_int_equal(count, 1);
    text_format(&path, "%s/%s", stage->notes, names[0]);
    text_clear(bytes);
    assert_true(file_read(path.bytes, bytes, &failure));
    text_free(&path);
    free(names[0]);
    free(names);
}

static void assert_kept(const struct stage *stage, const char *words)
{
    struct text bytes = {0};
    read_kept(stage, &bytes);
    if (!strstr(bytes.bytes, words))
        fail_msg("\"%s\" is not kept in: %s", words, bytes.bytes);
    text_free(&bytes);
}

/* Goes to a sentence by its words. */
static void go_to(struct stage *stage, const char *words)
{
    stage_press(stage, "/", "Search");
    emulator_type(stage->emulator, words);
    stage_press(stage, "Enter", "Hits: ");
}

static void what_was_said_outlives_reading_again(void **state)
{
    struct stage *stage = *state;
    open_reader(stage);
    stage_press(stage, "c", "hard conflict");
    write_note(stage, "Count them");
    stage_press(stage, "y", "confirmed");
    stage_store(stage->left, later_text);
    stage_press(stage, "R", "Read again");
    stage_awaits(stage, "note: Count them");
    stage_press(stage, "u", "Nothing to undo");
    assert_kept(stage, "Count them");
    stage_press(stage, "m", "Marked"); /* stores the new places, too */
    emulator_signal(stage->emulator, SIGKILL);
    stage_ends_by(stage, SIGKILL);
    assert_kept(stage, "Count them");
    assert_kept(stage, "\"verdict\":\"confirmed\"");

    open_reader(stage);
    stage_keys(stage, "g");
    stage_awaits_gone(stage, "note: Count them");
    stage_press(stage, "c", "note: Count them");
    stage_quit(stage, "q");
    open_reader(stage); /* and so does the place */
    stage_awaits(stage, "note: Count them");
    stage_quit(stage, "q");
}

static void what_lost_its_statement_is_kept(void **state)
{
    struct stage *stage = *state;
    open_reader(stage);
    go_to(stage, "Nobody");
    write_note(stage, "Who says so?");
    stage_store(stage->left, later_text);
    stage_press(stage, "R", "1 remark has no statement now");
    stage_press(stage, "m", "Marked");
    assert_kept(stage, "Who says so?");
    stage_store(stage->left, left_text);
    stage_press(stage, "R", "Read again");
    stage_quit(stage, "q");
    assert_kept(stage, "Who says so?");
    open_reader(stage);
    go_to(stage, "Nobody");
    stage_awaits(stage, "note: Who says so?");
    stage_quit(stage, "q");
}

static void what_is_said_while_comparing_is_kept(void **state)
{
    struct stage *stage = *state;
    open_reader(stage);
    stage_store_long(stage->left, 0, left_text);
    stage_store_long(stage->right, 1, right_text);
    stage_press(stage, "R", "Comparing: ");
    stage_press(stage, "c", "hard conflict"); /* still that of the session before */
    write_note(stage, "In between");
    assert_kept(stage, "In between");
    stage_press(stage, "^C", "Stopped; all is as before");
    stage_awaits(stage, "note: In between");
    stage_press(stage, "u", "Undone: a note");
    stage_press(stage, "^R", "Done again: a note");
    stage_quit(stage, "q");
    assert_kept(stage, "In between");
}

static void who_stops_the_first_comparison_keeps_the_notes(void **state)
{
    static const char *const keys[] = {"m", "a", "y", "L"};
    struct stage *stage = *state;
    struct text before = {0}, after = {0};
    open_reader(stage);
    write_note(stage, "Of another day");
    stage_quit(stage, "q");
    stage_store_long(stage->left, 0, left_text);
    stage_store_long(stage->right, 1, right_text);
    read_kept(stage, &before);
    start(stage);
    stage_awaits(stage, "Comparing: ");
    stage_press(stage, "m", "Marks and notes wait until the articles are compared");
    stage_press(stage, "q", "Stopped; the articles are not compared");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        stage_press(stage, keys[i], "Marks and notes need the comparison; R begins it");
        stage_press(stage, "u", "Nothing to undo");
    }
    stage_quit(stage, "q");
    read_kept(stage, &after);
    assert_string_equal(before.bytes, after.bytes);
    stage_store(stage->left, left_text);
    stage_store(stage->right, right_text);
    open_reader(stage);
    stage_awaits(stage, "note: Of another day");
    stage_quit(stage, "q");
    text_free(&before);
    text_free(&after);
}

static void the_view_is_as_it_was_left(void **state)
{
    struct stage *stage = *state;
    size_t row, column, again;
    open_reader(stage);
    stage_press(stage, "f", "Filter: conflicts");
    stage_press(stage, "< < l", "q closes"); /* the last row of the list */
    stage_awaits(stage, "List: ");
    stage_press(stage, "q", "folded"); /* what the articles say of the fold in focus */
    assert_true(emulator_find(stage->emulator, "Orrin loses", &row, &column));
    stage_quit(stage, "q");
    open_reader(stage);
    stage_awaits(stage, "[conflicts]");
    assert_true(emulator_find(stage->emulator, "Orrin loses", &row, &again));
    assert_int_equal(column, again);
    assert_true(column < 60); /* not at the half */
    stage_press(stage, "l", "List: ");
    emulator_signal(stage->emulator, SIGHUP); /* with the list open */
    stage_ends_by(stage, SIGHUP);
    start(stage);
    stage_awaits(stage, "List: ");
    stage_press(stage, "q", "[conflicts]");
    stage_quit(stage, "q");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(what_was_said_outlives_reading_again),
        TEST(what_lost_its_statement_is_kept),
        TEST(what_is_said_while_comparing_is_kept),
        TEST(who_stops_the_first_comparison_keeps_the_notes),
        TEST(the_view_is_as_it_was_left),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("keep-again", tests, NULL, NULL);
}
