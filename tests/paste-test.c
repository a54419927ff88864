/* Text that is pasted into the real program: it is never taken for keys. */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char left_text[] = "Lamps go out at Nessmouth pier\n\n"
                                "The lamps on Nessmouth pier went out on Friday. Two boats ran "
                                "aground.\n";
static const char right_text[] = "Dark pier at Nessmouth\n\n"
                                 "The lamps on Nessmouth pier went out on Friday. Three boats ran "
                                 "aground.\n";

static int set_up(void **state)
{
    return stage_set_up(state, left_text, right_text);
}

static void start(struct stage *stage)
{
    stage_start(stage, &(struct stage_start){.words = {stage->left, stage->right},
                                             .variables = {stage->data}});
    stage_awaits_comparison(stage);
}

/* The second line would reject the link in focus and leave. */
static void lines_stay_in_the_note(void **state)
{
    struct stage *stage = *state;
    start(stage);
    stage_press(stage, "c", "hard conflict");
    stage_press(stage, "a", "Note:");
    emulator_paste(stage->emulator, "He said:\rxq\n\tand left");
    stage_awaits(stage, "Note: He said: xq  and left");
    stage_press(stage, "Enter", "Noted");
    stage_press(stage, "u", "Undone: the note");
    stage_press(stage, "u", "Nothing to undo"); /* no verdict */
    stage_quit(stage, "q");
}

static void elsewhere_it_does_nothing(void **state)
{
    struct stage *stage = *state;
    start(stage);
    emulator_paste(stage->emulator, "mmq\rq");
    stage_awaits(stage, "What is pasted is no command");
    stage_press(stage, "u", "Nothing to undo");
    stage_press(stage, "l", "List: ");
    emulator_paste(stage->emulator, "q");
    stage_awaits(stage, "What is pasted is no command");
    stage_awaits(stage, "List: ");
    stage_quit(stage, "q q");
}

static void no_question_is_answered_by_it(void **state)
{
    struct stage *stage = *state;
    stage_start(stage, &(struct stage_start){.words = {"--no-notes", stage->left, stage->right}});
    stage_awaits_comparison(stage);
    stage_press(stage, "m", "Marked");
    stage_press(stage, "q", "Quit? y or n:");
    emulator_paste(stage->emulator, "y");
    stage_press(stage, "n m", "Marked important");
    stage_press(stage, "q", "Quit? y or n:");
    stage_quit(stage, "y");
}

/* Whatever stands before its end: the reader takes keys again. */
static void its_end_is_seen_behind_anything(void **state)
{
    static const char *const ends[] = {"\033", "\033\033", "\033[", "\033O", "\033[1;", "x"};
    struct stage *stage = *state;
    start(stage);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        stage_press(stage, "/", "Search:");
        emulator_paste(stage->emulator, ends[i]);
        stage_keys(stage, "^U z z");
        stage_awaits(stage, "Search: zz");
        stage_keys(stage, "Esc");
        stage_awaits_gone(stage, "Search:");
    }
    stage_quit(stage, "q");
}

/* The last place in the program's output where it says so; NULL for never. */
static const char *last_of(const struct stage *stage, const char *sequence)
{
    const char *last = NULL;
    for (const char *at = text_string(emulator_output(stage->emulator));
         (at = strstr(at, sequence)); at++)
        last = at;
    return last;
}

static void the_terminal_marks_nothing_for_what_comes_after(void **state)
{
    struct stage *stage = *state;
    start(stage);
    assert_non_null(last_of(stage, "\033[?2004h"));
    assert_null(last_of(stage, "\033[?2004l"));
    stage_quit(stage, "q");
    assert_true(last_of(stage, "\033[?2004l") > last_of(stage, "\033[?2004h"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(lines_stay_in_the_note),
        TEST(elsewhere_it_does_nothing),
        TEST(no_question_is_answered_by_it),
        TEST(its_end_is_seen_behind_anything),
        TEST(the_terminal_marks_nothing_for_what_comes_after),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("paste", tests, NULL, NULL);
}
