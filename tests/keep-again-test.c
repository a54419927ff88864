/* What the reader said while the articles change: the real program in a terminal, that reads them
 * again, is stopped before it has compared them, or is busy comparing while something is said. */
#include "emulator.h"

#include "base/file.h"
#include "base/keep.h"
#include "base/memory.h"
#include "home.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

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

struct stage {
    char *home;
    struct text left, right, data, folder;
    struct emulator *emulator;
};

static void store(const struct text *path, const char *text)
{
    struct failure failure;
    if (!file_write(path->bytes, text, strlen(text), true, &failure))
        fail_msg("%s", failure.message);
}

static int set_up(void **state)
{
    struct stage *stage = memory_new(1, sizeof *stage);
    stage->home = home_make();
    text_format(&stage->left, "%s/left.txt", stage->home);
    text_format(&stage->right, "%s/right.txt", stage->home);
    text_format(&stage->data, "XDG_DATA_HOME=%s/data", stage->home);
    text_format(&stage->folder, "%s/data/abreast", stage->home);
    store(&stage->left, left_text);
    store(&stage->right, right_text);
    *state = stage;
    return 0;
}

static int tear_down(void **state)
{
    struct stage *stage = *state;
    if (stage->emulator)
        emulator_close(stage->emulator);
    home_remove(stage->home);
    text_free(&stage->left);
    text_free(&stage->right);
    text_free(&stage->data);
    text_free(&stage->folder);
    free(stage);
    return 0;
}

static void await(const struct stage *stage, const char *shows)
{
    if (emulator_shows(stage->emulator, shows))
        return;
    struct text screen = {0};
    emulator_screen(stage->emulator, &screen);
    fprintf(stderr, "%s\n", text_string(&screen));
    text_free(&screen);
    fail_msg("\"%s\" does not come", shows);
}

static void start(struct stage *stage)
{
    const char *arguments[] = {getenv("ABREAST"), stage->left.bytes, stage->right.bytes, NULL};
    const char *environment[] = {stage->data.bytes, NULL};
    struct emulator_start settings = {arguments, environment, NULL, 24, 100};
    stage->emulator = emulator_open(&settings);
    assert_non_null(stage->emulator);
}

static void open_reader(struct stage *stage)
{
    start(stage);
    await(stage, "Orrin");
    assert_true(emulator_hides(stage->emulator, "ompar")); /* not compared yet, comparing */
}

static void press(const struct stage *stage, const char *keys, const char *shows)
{
    assert_true(emulator_keys(stage->emulator, keys));
    await(stage, shows);
}

static void write_note(const struct stage *stage, const char *words)
{
    press(stage, "a", "Note:");
    emulator_type(stage->emulator, words);
    press(stage, "Enter", "Noted");
}

static void end(struct stage *stage)
{
    int status;
    assert_true(emulator_ends(stage->emulator, &status));
    emulator_close(stage->emulator);
    stage->emulator = NULL;
}

static void quit(struct stage *stage)
{
    assert_true(emulator_keys(stage->emulator, "q"));
    end(stage);
}

static void kill_reader(struct stage *stage)
{
    emulator_signal(stage->emulator, SIGKILL);
    end(stage);
}

/* All that is kept. */
static void read_kept(const struct stage *stage, struct text *bytes)
{
    struct failure failure;
    struct text path = {0};
    size_t count;
    char **names = keep_list(stage->folder.bytes, ".json", &count);
    assert_int_equal(count, 1);
    text_format(&path, "%s/%s", stage->folder.bytes, names[0]);
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
static void go_to(const struct stage *stage, const char *words)
{
    press(stage, "/", "Search");
    emulator_type(stage->emulator, words);
    press(stage, "Enter", ": hit ");
}

static void what_was_said_outlives_reading_again(void **state)
{
    struct stage *stage = *state;
    open_reader(stage);
    press(stage, "c", "conflict");
    write_note(stage, "Count them");
    press(stage, "y", "confirmed");
    store(&stage->left, later_text);
    press(stage, "R", "Read again");
    await(stage, "note: Count them");
    press(stage, "u", "Nothing to undo");
    assert_kept(stage, "Count them");
    press(stage, "m", "Marked"); /* stores the new places, too */
    kill_reader(stage);
    assert_kept(stage, "Count them");
    assert_kept(stage, "\"verdict\":\"confirmed\"");

    open_reader(stage);
    press(stage, "c", "note: Count them");
    quit(stage);
    open_reader(stage); /* and so does the place */
    await(stage, "note: Count them");
    quit(stage);
}

static void what_lost_its_statement_is_kept(void **state)
{
    struct stage *stage = *state;
    open_reader(stage);
    go_to(stage, "Nobody");
    write_note(stage, "Who says so?");
    store(&stage->left, later_text);
    press(stage, "R", "1 remark has no statement now");
    press(stage, "m", "Marked");
    assert_kept(stage, "Who says so?");
    store(&stage->left, left_text);
    press(stage, "R", "Read again");
    quit(stage);
    assert_kept(stage, "Who says so?");
    open_reader(stage);
    go_to(stage, "Nobody");
    await(stage, "note: Who says so?");
    quit(stage);
}

/* Articles that take long to compare on any machine: thousands of statements much alike. */
static void make_long(const struct text *path, size_t seed, const char *first)
{
    static const char *const things[] = {"bridge", "tower", "canal", "market", "school", "harbour"};
    static const char *const deeds[] = {"closed", "opened", "sold", "mended", "flooded"};
    struct text text = {0};
    text_add(&text, first);
    for (size_t i = 0; i < 1500; i++)
        text_format(&text, "The %s of village %zu was %s on day %zu by %zu people.%s",
                    things[(i * 7 + seed) % 6], i * 31 % 997, deeds[(i * 3 + seed) % 5], i % 365,
                    i * 13 % 211, i % 8 == 7 ? "\n\n" : " ");
    store(path, text_string(&text));
    text_free(&text);
}

static void what_is_said_while_comparing_is_kept(void **state)
{
    struct stage *stage = *state;
    open_reader(stage);
    make_long(&stage->left, 0, left_text);
    make_long(&stage->right, 1, right_text);
    press(stage, "R", "Comparing: ");
    press(stage, "c", "conflict"); /* still that of the session before */
    write_note(stage, "In between");
    assert_kept(stage, "In between");
    press(stage, "^C", "Stopped; all is as before");
    await(stage, "note: In between");
    press(stage, "u", "Undone: the note on ");
    press(stage, "^R", "Done again: the note on ");
    quit(stage);
    assert_kept(stage, "In between");
}

static void who_stops_the_first_comparison_keeps_the_notes(void **state)
{
    struct stage *stage = *state;
    struct text before = {0}, after = {0};
    open_reader(stage);
    write_note(stage, "Of another day");
    quit(stage);
    make_long(&stage->left, 0, left_text);
    make_long(&stage->right, 1, right_text);
    read_kept(stage, &before);
    start(stage);
    await(stage, "Comparing: ");
    press(stage, "m", "Marks and notes wait until the articles are compared");
    press(stage, "q", "Stopped; the articles are not compared");
    press(stage, "m", "Marks and notes need the comparison; R begins it");
    press(stage, "a", "Marks and notes need the comparison");
    press(stage, "y", "Marks and notes need the comparison");
    press(stage, "u", "Nothing to undo");
    press(stage, "L", "Marks and notes need the comparison");
    quit(stage);
    read_kept(stage, &after);
    assert_string_equal(before.bytes, after.bytes);
    store(&stage->left, left_text);
    store(&stage->right, right_text);
    open_reader(stage);
    await(stage, "note: Of another day");
    quit(stage);
    text_free(&before);
    text_free(&after);
}

/* The name of the second article stands where the line is no longer at the half. */
static bool is_moved(const struct emulator *emulator, void *column)
{
    size_t row;
    return emulator_find(emulator, "Orrin loses", &row, column) && row == 0 &&
           *(size_t *)column < 60;
}

static void the_view_is_as_it_was_left(void **state)
{
    struct stage *stage = *state;
    size_t column, again;
    open_reader(stage);
    press(stage, "f", "Filter: conflicts");
    press(stage, "< < l", "List: ");
    assert_true(emulator_keys(stage->emulator, "q"));
    assert_true(emulator_hides(stage->emulator, "List: "));
    assert_true(emulator_awaits(stage->emulator, is_moved, &column));
    quit(stage);
    open_reader(stage);
    await(stage, "[conflicts]");
    assert_true(emulator_awaits(stage->emulator, is_moved, &again));
    assert_int_equal(column, again);
    press(stage, "l", "List: ");
    emulator_signal(stage->emulator, SIGHUP); /* with the list open */
    end(stage);
    start(stage);
    await(stage, "List: ");
    press(stage, "q", "[conflicts]");
    quit(stage);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

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
