/* A second reader beside the first on the same two articles: the real program twice, each in a
 * terminal of its own. What is not kept is said, and kept once it can be. */
#include "stage.h"

#include "base/memory.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const char left_text[] = "The mill\n\nFire destroyed the paper mill at Lowdale. "
                                "The old mill had stood there since 1911.\n";
static const char right_text[] = "Flames\n\nThe paper mill at Lowdale was destroyed by fire. "
                                 "The mill had stood there since 1910.\n";

/* The second one uses the folder of the first, and its terminal is closed before. */
struct both {
    struct stage *first, second;
};

static int set_up(void **state)
{
    struct both *both = memory_new(1, sizeof *both);
    both->first = stage_new(left_text, right_text);
    both->second = *both->first;
    *state = both;
    return 0;
}

static int tear_down(void **state)
{
    struct both *both = *state;
    if (both->second.emulator)
        emulator_close(both->second.emulator);
    stage_free(both->first);
    free(both);
    return 0;
}

static void open_reader(struct stage *stage)
{
    stage_start(stage, &(struct stage_start){.words = {stage->left, stage->right},
                                             .variables = {stage->data},
                                             .columns = 100});
    stage_awaits_comparison(stage);
}

/* Opens both; the second marks what the first has locked. */
static void open_both(struct both *both)
{
    open_reader(both->first);
    open_reader(&both->second);
    stage_awaits(&both->second,
                 "Note: notes are not kept: another abreast has these notes open; quit that one");
    stage_press(&both->second, "m", "Marked; not kept: another abreast has these notes open; quit");
}

static void what_is_not_kept_stays_to_be_seen(void **state)
{
    struct both *both = *state;
    open_both(both);
    stage_press(&both->second, "j", "[not kept]");
    stage_press(&both->second, "m", "Marked; not kept: another");
    stage_press(&both->second, "q", "Notes are neither kept nor in a report. Quit? y or n:");
    stage_quit(&both->second, "y Enter");
    stage_press(both->first, "m", "Marked");
    stage_press(both->first, "m", "Marked important");
    stage_awaits_gone(both->first, "not kept");
    stage_quit(both->first, "q");
}

/* The first one keeps where it was, which holds nobody off. */
static void it_is_kept_when_the_first_has_ended(void **state)
{
    struct both *both = *state;
    open_both(both);
    stage_quit(both->first, "q");
    stage_press(&both->second, "m", "Marked important; all is kept now");
    stage_press(&both->second, "j", "conflict"); /* how it stands, without the sign */
    stage_awaits_gone(&both->second, "kept");
    emulator_signal(both->second.emulator, SIGKILL);
    stage_ends_by(&both->second, SIGKILL);
    open_reader(&both->second);
    stage_press(&both->second, "g m", "Mark taken off");
    stage_quit(&both->second, "q");
}

static void it_is_kept_at_the_end_without_a_question(void **state)
{
    struct both *both = *state;
    open_both(both);
    stage_quit(both->first, "q");
    stage_quit(&both->second, "q");
    open_reader(&both->second);
    stage_press(&both->second, "m", "Marked important");
    stage_quit(&both->second, "q");
}

static void what_the_first_has_changed_stays(void **state)
{
    struct both *both = *state;
    open_both(both);
    stage_press(both->first, "m", "Marked");
    stage_quit(both->first, "q");
    stage_press(&both->second, "m", "another abreast has changed these notes; write a report");
    stage_press(&both->second, "q", "Notes are neither kept");
    stage_quit(&both->second, "y Enter");
    open_reader(&both->second);
    stage_press(&both->second, "m", "Marked important");
    stage_quit(&both->second, "q");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(what_is_not_kept_stays_to_be_seen),
        TEST(it_is_kept_when_the_first_has_ended),
        TEST(it_is_kept_at_the_end_without_a_question),
        TEST(what_the_first_has_changed_stays),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("beside", tests, NULL, NULL);
}
