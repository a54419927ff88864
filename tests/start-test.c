/* The first minute: the program without articles at a terminal, and away from one. */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

/* Where nothing is installed, the sample pair is found from the top of the tree. */
static int set_up(void **state)
{
    const char *tests = getenv("TESTS_DIR");
    if (chdir(tests ? tests : "tests") || chdir(".."))
        return -1;
    return stage_set_up(state, "", "");
}

static void start(struct stage *stage, const char *input)
{
    stage_start(stage, &(struct stage_start){.words = {"--no-notes"}, .input = input});
}

static void it_says_what_it_is_and_opens_the_samples(void **state)
{
    struct stage *stage = *state;
    start(stage, NULL);
    stage_awaits(stage, "reads two articles about the same event side by side");
    stage_awaits(stage, "Press Enter to open the sample pair");
    assert_false(emulator_has_alternate_screen(stage->emulator));
    stage_press(stage, "Enter", "defense-news.txt");
    stage_awaits_comparison(stage);
    stage_awaits(stage, "match");
    stage_press(stage, "e Enter", "Counterpart 1 of ");
    stage_quit(stage, "q");
}

static void it_is_left_by_q_by_another_word_and_by_the_end_of_input(void **state)
{
    static const char *const words[] = {"q\r", "no thanks\r", "\x04"};
    struct stage *stage = *state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        start(stage, NULL);
        stage_awaits(stage, "Press Enter");
        emulator_type(stage->emulator, words[i]);
        stage_ends(stage, 0);
    }
}

static void it_asks_nothing_where_no_keys_come_from(void **state)
{
    struct stage *stage = *state;
    start(stage, "/dev/null");
    stage_awaits(stage, "abreast LEFT RIGHT");
    stage_ends(stage, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_what_it_is_and_opens_the_samples),
        cmocka_unit_test(it_is_left_by_q_by_another_word_and_by_the_end_of_input),
        cmocka_unit_test(it_asks_nothing_where_no_keys_come_from),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("start", tests, set_up, stage_tear_down);
}
