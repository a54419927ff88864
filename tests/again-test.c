/* Reading again, and work that takes time: the real program in a terminal. */
#include "emulator.h"

#include "base/file.h"
#include "base/memory.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
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

struct place {
    char folder[64], left[96], right[96];
    struct emulator *emulator;
};

static void store(const char *path, const char *text)
{
    struct failure failure;
    if (!file_write(path, text, strlen(text), true, &failure))
        fail_msg("%s", failure.message);
}

static int set_up(void **state)
{
    struct place *place = memory_new(1, sizeof *place);
    strcpy(place->folder, "/tmp/abreast-again-XXXXXX");
    if (!mkdtemp(place->folder))
        return -1;
    snprintf(place->left, sizeof place->left, "%s/left.txt", place->folder);
    snprintf(place->right, sizeof place->right, "%s/right.txt", place->folder);
    store(place->left, left_text);
    store(place->right, right_text);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    if (place->emulator)
        emulator_close(place->emulator);
    unlink(place->left);
    unlink(place->right);
    rmdir(place->folder);
    free(place);
    return 0;
}

static struct emulator *start(struct place *place, const char *left, const char *input)
{
    const char *program = getenv("ABREAST");
    const char *const arguments[] = {program ? program : "./abreast", "--no-notes", left,
                                     place->right, NULL};
    const struct emulator_start settings = {
        .arguments = arguments, .input = input, .rows = 24, .columns = 80};
    place->emulator = emulator_open(&settings);
    assert_non_null(place->emulator);
    return place->emulator;
}

static void assert_shows(struct emulator *emulator, const char *words)
{
    struct text screen = {0};
    if (emulator_shows(emulator, words))
        return;
    emulator_screen(emulator, &screen);
    fputs(text_string(&screen), stderr);
    fail_msg("\"%s\" does not come to stand on the screen", words);
}

static void press(struct emulator *emulator, const char *keys)
{
    assert_true(emulator_keys(emulator, keys));
}

static void quit(struct emulator *emulator, const char *keys)
{
    int status = 0;
    press(emulator, keys);
    assert_true(emulator_ends(emulator, &status));
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_true(emulator_is_restored(emulator));
}

static void a_changed_file_is_read_again(void **state)
{
    struct place *place = *state;
    struct emulator *emulator = start(place, place->left, NULL);
    size_t row, column;
    assert_shows(emulator, "match");
    press(emulator, "R");
    assert_shows(emulator, "nothing has changed");
    press(emulator, "/");
    emulator_type(emulator, "Twelve sacks");
    press(emulator, "Enter m");
    assert_shows(emulator, "Marked");
    store(place->left, "Mill burns at Orrin\n\nA word before all others was added here.\n\n"
                       "The mill at Orrin burned down on Monday. Nobody was hurt. Twelve "
                       "sacks of flour were lost.\n");
    press(emulator, "R");
    assert_shows(emulator, "Read again");
    assert_shows(emulator, "added here.");
    assert_shows(emulator, "* Twelve");
    assert_true(emulator_find(emulator, ">!", &row, &column)); /* the focus went along */
    assert_true(emulator_find(emulator, "sacks of flour", &row, &column));
    assert_true(emulator_cell(emulator, row, column + 10).reverse);
    store(place->left, "Mill burns at Orrin\n\nNothing is as it was, they say there.\n");
    press(emulator, "R");
    assert_shows(emulator, "Nothing is as it was");
    assert_shows(emulator, "1 remark has no statement now");
    press(emulator, "q");
    assert_shows(emulator, "Quit, y or n?");
    quit(emulator, "y");
}

static void what_is_gone_or_bad_is_said_and_all_stays(void **state)
{
    struct place *place = *state;
    struct emulator *emulator = start(place, place->left, NULL);
    assert_shows(emulator, "match");
    unlink(place->left);
    press(emulator, "R");
    assert_shows(emulator, "cannot read");
    assert_shows(emulator, "The mill at Orrin");
    store(place->left, "");
    press(emulator, "k R");
    assert_shows(emulator, "left.txt");
    press(emulator, "c");
    assert_shows(emulator, "Twelve sacks / Nine sacks");
    quit(emulator, "q");
}

static void a_stream_is_read_once(void **state)
{
    struct place *place = *state;
    struct emulator *emulator = start(place, "-", place->left);
    assert_shows(emulator, "match");
    press(emulator, "R");
    assert_shows(emulator, "standard input is read once");
    store(place->right, "Orrin loses its mill\n\nNobody was hurt. A lot of other words came.\n");
    press(emulator, "R");
    assert_shows(emulator, "words came.");
    assert_shows(emulator, "standard input is read once");
    quit(emulator, "q");
}

/* Articles that take long to compare under any machine: thousands of statements much alike. */
static void make_long_articles(const struct place *place)
{
    static const char *const things[] = {"bridge", "tower", "canal", "market", "school", "harbour"};
    static const char *const deeds[] = {"closed", "opened", "sold", "mended", "flooded"};
    const char *const paths[2] = {place->left, place->right};
    for (size_t side = 0; side < 2; side++) {
        struct text text = {0};
        for (size_t i = 0; i < 1500; i++)
            text_format(&text, "The %s of village %zu was %s on day %zu by %zu people.%s",
                        things[(i * 7 + side) % 6], i * 31 % 997, deeds[(i * 3 + side) % 5],
                        i % 365, i * 13 % 211, i % 8 == 7 ? "\n\n" : " ");
        store(paths[side], text_string(&text));
        text_free(&text);
    }
}

static void long_work_shows_and_is_stopped(void **state)
{
    struct place *place = *state;
    make_long_articles(place);
    struct emulator *emulator = start(place, place->left, NULL);
    assert_shows(emulator, "Comparing: ");
    assert_shows(emulator, "The bridge of village 0");
    assert_shows(emulator, "Not compared yet");
    press(emulator, "Space"); /* the text is there to read */
    assert_true(emulator_hides(emulator, "of village 0 was"));
    press(emulator, "q");
    assert_shows(emulator, "Stopped; the articles are not compared");
    press(emulator, "j");
    assert_shows(emulator, "Not compared; R begins");
    press(emulator, "R");
    assert_shows(emulator, "Comparing: ");
    press(emulator, "^C");
    assert_shows(emulator, "Stopped; the articles are not compared");
    quit(emulator, "q");
}

static void a_storm_of_sizes_while_it_works_harms_nothing(void **state)
{
    struct place *place = *state;
    int status;
    make_long_articles(place);
    struct emulator *emulator = start(place, place->left, NULL);
    assert_shows(emulator, "Comparing: ");
    for (size_t i = 0; i < 100; i++)
        emulator_resize(emulator, i * 7 % 50 + 1, i * 13 % 150 + 1);
    emulator_resize(emulator, 1, 1);
    emulator_resize(emulator, 24, 80);
    assert_shows(emulator, "village 0 was");
    press(emulator, "/");
    emulator_type(emulator, "canal");
    for (size_t i = 0; i < 100; i++)
        emulator_resize(emulator, i * 11 % 50 + 1, i * 17 % 150 + 1);
    emulator_resize(emulator, 1, 1);
    emulator_resize(emulator, 24, 80);
    assert_shows(emulator, "Search: canal");
    emulator_hang_up(emulator); /* by now the work may be done or not */
    assert_true(emulator_ends(emulator, &status));
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGHUP);
}

static void a_terminal_that_vanishes_ends_the_work(void **state)
{
    struct place *place = *state;
    int status;
    make_long_articles(place);
    struct emulator *emulator = start(place, place->left, NULL);
    assert_shows(emulator, "Comparing: ");
    emulator_hang_up(emulator);
    assert_true(emulator_ends(emulator, &status));
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGHUP);
}

static void links_arrive(void **state)
{
    struct place *place = *state;
    make_long_articles(place);
    store(place->right, right_text);
    struct emulator *emulator = start(place, place->left, NULL);
    assert_shows(emulator, "The bridge of village 0");
    assert_shows(emulator, "Only this article tells it");
    press(emulator, "l");
    assert_shows(emulator, "List: all");
    make_long_articles(place);
    press(emulator, "q R");
    assert_shows(emulator, "Comparing: ");
    press(emulator, "^C");
    assert_shows(emulator, "Stopped; all is as before");
    assert_shows(emulator, "Orrin loses");
    quit(emulator, "q");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_changed_file_is_read_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_gone_or_bad_is_said_and_all_stays, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_stream_is_read_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_work_shows_and_is_stopped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_storm_of_sizes_while_it_works_harms_nothing, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_terminal_that_vanishes_ends_the_work, set_up, tear_down),
        cmocka_unit_test_setup_teardown(links_arrive, set_up, tear_down),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("again", tests, NULL, NULL);
}
