/* The first minute: the program without articles at a terminal, and away from one. */
#include "emulator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Where nothing is installed, the sample pair is found from the top of the tree. */
static int go_to_the_samples(void **state)
{
    const char *tests = getenv("TESTS_DIR");
    (void)state;
    return chdir(tests ? tests : "tests") || chdir("..");
}

static struct emulator *start(const char *input)
{
    const char *program = getenv("ABREAST");
    const char *const arguments[] = {program ? program : "./abreast", "--no-notes", NULL};
    struct emulator_start start = {
        .arguments = arguments, .input = input, .rows = 24, .columns = 80};
    struct emulator *emulator = emulator_open(&start);
    assert_non_null(emulator);
    return emulator;
}

static void assert_ends(struct emulator *emulator, int expected)
{
    int status = -1;
    assert_true(emulator_ends(emulator, &status));
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), expected);
    assert_true(emulator_is_restored(emulator));
    emulator_close(emulator);
}

static void it_says_what_it_is_and_opens_the_samples(void **state)
{
    struct emulator *emulator = start(NULL);
    (void)state;
    assert_true(emulator_shows(emulator, "reads two articles about the same event side by side"));
    assert_true(emulator_shows(emulator, "Press Enter to open the sample pair"));
    assert_false(emulator_has_alternate_screen(emulator));
    emulator_keys(emulator, "Enter");
    assert_true(emulator_shows(emulator, "defense-news.txt"));
    assert_true(emulator_hides(emulator, "ompar")); /* q would only stop comparing */
    assert_true(emulator_shows(emulator, "q quit"));
    emulator_keys(emulator, "e Enter");
    assert_true(emulator_shows(emulator, "match"));
    emulator_keys(emulator, "q");
    assert_ends(emulator, 0);
}

static void it_is_left_by_q_by_another_word_and_by_the_end_of_input(void **state)
{
    static const char *const words[] = {"q\r", "no thanks\r", "\x04"};
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct emulator *emulator = start(NULL);
        assert_true(emulator_shows(emulator, "Press Enter"));
        emulator_type(emulator, words[i]);
        assert_ends(emulator, 0);
    }
}

static void it_asks_nothing_where_no_keys_come_from(void **state)
{
    struct emulator *emulator = start("/dev/null");
    (void)state;
    assert_true(emulator_shows(emulator, "abreast LEFT RIGHT"));
    assert_ends(emulator, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_what_it_is_and_opens_the_samples),
        cmocka_unit_test(it_is_left_by_q_by_another_word_and_by_the_end_of_input),
        cmocka_unit_test(it_asks_nothing_where_no_keys_come_from),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("start", tests, go_to_the_samples, NULL);
}
