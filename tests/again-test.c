/* Reading again, and work that takes time: the real program in a terminal. */
#include "stage.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

static const char left_text[] = "Mill burns at Orrin\n\n"
                                "The mill at Orrin burned down on Monday. Nobody was hurt. Twelve "
                                "sacks of flour were lost.\n\n"
                                "The miller will build it anew in brick.\n";

static const char right_text[] = "Orrin loses its mill\n\n"
                                 "The mill at Orrin burned down on Monday. Nobody was hurt. Nine "
                                 "sacks of flour were lost.\n\n"
                                 "A fund takes gifts.\n";

static int set_up(void **state)
{
    return stage_set_up(state, left_text, right_text);
}

static void start(struct stage *stage, const char *left, const char *input)
{
    stage_start(stage,
                &(struct stage_start){.words = {"--no-notes", left, stage->right}, .input = input});
}

static void start_reading(struct stage *stage)
{
    start(stage, stage->left, NULL);
    stage_awaits_comparison(stage);
    stage_awaits(stage, "match");
}

static void start_long_work(struct stage *stage)
{
    stage_store_long(stage->left, 0, "");
    stage_store_long(stage->right, 1, "");
    start(stage, stage->left, NULL);
    stage_awaits(stage, "Comparing: ");
}

static void a_changed_file_is_read_again(void **state)
{
    struct stage *stage = *state;
    size_t row, column;
    start_reading(stage);
    stage_press(stage, "R", "nothing has changed");
    stage_press(stage, "/", "Search:");
    emulator_type(stage->emulator, "Twelve sacks");
    stage_press(stage, "Enter m", "Marked");
    stage_store(stage->left, "Mill burns at Orrin\n\nA word before all others was added here.\n\n"
                             "The mill at Orrin burned down on Monday. Nobody was hurt. Twelve "
                             "sacks of flour were lost.\n");
    stage_press(stage, "R", "Read again");
    stage_awaits(stage, "added here.");
    stage_awaits(stage, "* Twelve");
    assert_true(emulator_find(stage->emulator, ">!", &row, &column)); /* the focus went along */
    assert_true(emulator_find(stage->emulator, "sacks of flour", &row, &column));
    assert_true(emulator_cell(stage->emulator, row, column + 10).reverse);
    stage_store(stage->left, "Mill burns at Orrin\n\nNothing is as it was, they say there.\n");
    stage_press(stage, "R", "1 remark has no statement now");
    stage_awaits(stage, "Nothing is as it was");
    stage_quit(stage, "q y Enter");
}

static void what_is_gone_or_bad_is_said_and_all_stays(void **state)
{
    struct stage *stage = *state;
    start_reading(stage);
    unlink(stage->left);
    stage_press(stage, "R", "cannot read");
    stage_awaits(stage, "The mill at Orrin");
    stage_store(stage->left, "");
    stage_press(stage, "k R", "left.txt: it holds no text");
    stage_press(stage, "c", "Twelve sacks / Nine sacks");
    stage_quit(stage, "q");
}

static void a_stream_is_read_once(void **state)
{
    struct stage *stage = *state;
    start(stage, "-", stage->left);
    stage_awaits_comparison(stage);
    stage_awaits(stage, "match");
    stage_press(stage, "R", "standard input is read once");
    stage_redraw(stage, "h help"); /* what was said is gone */
    stage_store(stage->right,
                "Orrin loses its mill\n\nNobody was hurt. A lot of other words came.\n");
    stage_press(stage, "R", "standard input is read once");
    stage_awaits(stage, "words came.");
    stage_quit(stage, "q");
}

static void long_work_shows_and_is_stopped(void **state)
{
    struct stage *stage = *state;
    start_long_work(stage);
    stage_awaits(stage, "The bridge of village 0");
    stage_awaits(stage, "Not compared yet");
    stage_keys(stage, "Space"); /* the text is there to read */
    stage_awaits_gone(stage, "of village 0 was");
    stage_press(stage, "q", "Stopped; the articles are not compared");
    stage_press(stage, "j", "Not compared; R begins");
    stage_press(stage, "R", "Comparing: ");
    stage_press(stage, "^C", "Stopped; the articles are not compared");
    stage_quit(stage, "q");
}

static void a_storm_of_sizes_while_it_works_harms_nothing(void **state)
{
    struct stage *stage = *state;
    start_long_work(stage);
    stage_storm(stage);
    stage_awaits(stage, "village 0 was");
    stage_press(stage, "/", "Search:");
    emulator_type(stage->emulator, "canal");
    stage_awaits(stage, "Search: canal");
    stage_storm(stage);
    stage_awaits(stage, "Search: canal");
    emulator_hang_up(stage->emulator); /* by now the work may be done or not */
    stage_ends_by(stage, SIGHUP);
}

static void a_terminal_that_vanishes_ends_the_work(void **state)
{
    struct stage *stage = *state;
    start_long_work(stage);
    emulator_hang_up(stage->emulator);
    stage_ends_by(stage, SIGHUP);
}

static void links_arrive(void **state)
{
    struct stage *stage = *state;
    stage_store_long(stage->left, 0, "");
    start(stage, stage->left, NULL);
    stage_awaits(stage, "The bridge of village 0");
    stage_awaits(stage, "Only this article tells it");
    stage_press(stage, "l", "List: all");
    stage_store_long(stage->right, 1, "");
    stage_press(stage, "q R", "Comparing: ");
    stage_press(stage, "^C", "Stopped; all is as before");
    stage_awaits(stage, "Orrin loses");
    stage_quit(stage, "q");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(a_changed_file_is_read_again),
        TEST(what_is_gone_or_bad_is_said_and_all_stays),
        TEST(a_stream_is_read_once),
        TEST(long_work_shows_and_is_stopped),
        TEST(a_storm_of_sizes_while_it_works_harms_nothing),
        TEST(a_terminal_that_vanishes_ends_the_work),
        TEST(links_arrive),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("again", tests, NULL, NULL);
}
