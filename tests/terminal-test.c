/* The real program in a terminal: keys in, screens out, and a sane terminal after every way out. */
#include "stage.h"

#include "base/file.h"
#include "base/sandbox.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char left_text[] = "Ferry runs aground off Skerry Island\n\n"
                                "The ferry Tern struck a reef off Skerry Island on Tuesday with 84 "
                                "people on board. All passengers were "
                                "brought ashore by noon, the coast guard said.\n\n"
                                "The captain steered by hand because the autopilot had failed.\n\n"
                                "The ship will be towed to Port Amsel on Friday. The harbour "
                                "master inspected the mooring ropes himself.\n";

static const char right_text[] = "Ferry hits reef off Skerry Island\n\n"
                                 "The ferry Tern struck a reef off Skerry Island on Tuesday with "
                                 "79 people on board. All passengers were "
                                 "brought ashore by noon, the coast guard said.\n\n"
                                 "A school in the village gave the passengers breakfast.\n\n"
                                 "The ship will be towed to Port Amsel on Friday.\n";

/* What would steer a terminal: a colour, a title, a link, the clipboard, a device string, a reset,
 * C1 controls as UTF-8 and as bytes, a bell, a change of the writing direction. */
static const char hostile_text[] =
    "A quiet \033[31mtitle\033[0m\n\n"
    "The mayor \033]0;owned\007 opened \033]8;;http://a.example\033\\the bridge\033]8;;\033\\ on "
    "\033]52;c;ZXZpbA==\007 Monday \033P1;2q\033\\ with \033c a \xC2\x9B"
    "31mspeech\xC2\x9D"
    "0;owned\xC2\x9C and "
    "\x9B"
    "31m a \x07"
    "bell, \xE2\x80\xAE"
    "turned, \x7F\x08\x0E\x0F and left \033[2J\033[H early.\n";

static int set_up(void **state)
{
    return stage_set_up(state, left_text, right_text);
}

static const char *report_of(struct stage *stage)
{
    return stage_path(stage, "report.md");
}

/* Starts the program; a variable of the environment and a file for standard input may be NULL. */
static void start(struct stage *stage, const char *left, const char *variable, const char *input)
{
    stage_start(stage, &(struct stage_start){.words = {"-o", report_of(stage), left, stage->right},
                                             .variables = {variable},
                                             .input = input});
}

/* With articles that have a match. */
static void start_comparing(struct stage *stage, const char *variable)
{
    start(stage, stage->left, variable, NULL);
    stage_awaits_comparison(stage);
    stage_awaits(stage, "match");
}

static void start_reading(struct stage *stage)
{
    start_comparing(stage, NULL);
}

static void a_walk_from_first_screen_to_quit(void **state)
{
    struct stage *stage = *state;
    start_reading(stage);
    assert_true(emulator_has_alternate_screen(stage->emulator));
    stage_awaits(stage, "left.txt");
    stage_awaits(stage, "right.txt");
    stage_press(stage, "c", "number: 84");
    stage_keys(stage, "Enter");
    stage_press(stage, "m", "Marked");
    stage_press(stage, "/", "Search:");
    emulator_type(stage->emulator, "autopilot");
    stage_awaits(stage, "Search: autopilot");
    stage_press(stage, "Enter", "Only this article tells it");
    stage_press(stage, "h", "Moving");
    stage_keys(stage, "q");
    stage_awaits_gone(stage, "Moving");
    stage_press(stage, "Z", "This key does nothing");
    stage_quit(stage, "q");
}

static void keys_with_sequences_arrive(void **state)
{
    struct stage *stage = *state;
    start_reading(stage);
    stage_press(stage, "F1", "Moving");
    stage_keys(stage, "PgDn");
    stage_awaits_gone(stage, "Moving");
    stage_press(stage, "Home", "Moving");
    stage_keys(stage, "q");
    stage_press(stage, "Down Down End", "Only this article tells it");
    stage_press(stage, "Up Home Up", "Start of the article");
    stage_press(stage, "/ x", "Search: x");
    stage_keys(stage, "Backspace Backspace");
    stage_awaits_gone(stage, "Search:");
    stage_press(stage, "/", "Search:");
    stage_keys(stage, "Esc");
    stage_awaits_gone(stage, "Search:");
    emulator_type(stage->emulator, "\033m\033[1;5;9~\033[99;1;1m"); /* Alt-m, what no key sends */
    stage_awaits(stage, "This key does nothing");
    stage_press(stage, "u", "Nothing to undo"); /* so that no m was taken for the key that marks */
    stage_quit(stage, "q");
}

static void escape_closes_views_and_never_quits(void **state)
{
    struct stage *stage = *state;
    start_reading(stage);
    stage_press(stage, "l", "List: all");
    stage_press(stage, "h", "Moving");
    stage_press(stage, "Esc Esc", "hard)"); /* at once: each counts */
    stage_awaits_gone(stage, "List: all");
    stage_press(stage, "L", "A link from here");
    stage_press(stage, "Esc", "No link drawn");
    stage_keys(stage, "Esc");
    stage_awaits_gone(stage, "No link drawn");
    stage_press(stage, "l", "List: all");
    stage_keys(stage, "Down Down Up"); /* begin with an Esc and close nothing */
    emulator_type(stage->emulator, "\033m\033\033[A"); /* nor does Alt with a key */
    stage_awaits(stage, "does nothing");
    stage_awaits(stage, "List: all");
    stage_keys(stage, "Esc");
    stage_awaits_gone(stage, "List: all");
    stage_quit(stage, "q");
}

/* Over a slow line the parts of a sequence may come one by one: the wait is the user's to say. */
static void the_wait_behind_escape_can_be_set(void **state)
{
    struct stage *stage = *state;
    start(stage, stage->left, "ESCDELAY=60000", NULL);
    stage_awaits(stage, "match");
    stage_press(stage, "l", "List: all");
    emulator_type(stage->emulator, "\033");
    emulator_type(stage->emulator, "OB");
    stage_press(stage, "m", "Marked");
    stage_awaits(stage, "List: all");
    stage_quit(stage, "q q");
}

static void the_mouse_focuses(void **state)
{
    struct stage *stage = *state;
    size_t row, column;
    start_reading(stage);
    assert_true(emulator_find(stage->emulator, "The captain steered", &row, &column));
    emulator_click(stage->emulator, row, column);
    stage_awaits(stage, "Only this article tells it");
    stage_quit(stage, "q");
}

static void the_terminal_is_asked_to_copy(void **state)
{
    struct stage *stage = *state;
    start_reading(stage);
    stage_press(stage, "Y", "Copied the statement, if the terminal allows it");
    assert_non_null(strstr(text_string(emulator_output(stage->emulator)),
                           "\033]52;c;RmVycnkgcnVucyBhZ3JvdW5k")); /* Ferry runs aground */
    stage_quit(stage, "q");
    start_comparing(stage, "TERM=vt220");
    stage_press(stage, "Y", "no clipboard that a program can reach");
    assert_null(strstr(text_string(emulator_output(stage->emulator)), "\033]52"));
    stage_quit(stage, "q");
}

static void the_mouse_is_given_away_and_taken(void **state)
{
    struct stage *stage = *state;
    start_reading(stage);
    struct text *output = emulator_output(stage->emulator);
    text_clear(output);
    stage_press(stage, "M", "it selects text");
    assert_non_null(strstr(text_string(output), "1000l"));
    text_clear(output);
    stage_press(stage, "M", "The mouse moves the focus");
    assert_non_null(strstr(text_string(output), "1000h"));
    stage_quit(stage, "q");
}

static void the_focus_stands_out_without_colour(void **state)
{
    struct stage *stage = *state;
    size_t row, column;
    start_comparing(stage, "NO_COLOR=1");
    stage_press(stage, "c", "number: 84");
    assert_true(emulator_find(stage->emulator, "The ferry Tern", &row, &column));
    assert_true(emulator_cell(stage->emulator, row, column).reverse);
    stage_quit(stage, "q");
}

static void resizing_draws_anew(void **state)
{
    static const struct {
        size_t rows, columns;
        const char *shown;
    } sizes[] = {{20, 60, "number: 84"},
                 {40, 120, "number: 84"},
                 {3, 10, "24x8"},
                 {1, 1, "N"},
                 {24, 80, "number: 84"}};
    struct stage *stage = *state;
    start_reading(stage);
    stage_press(stage, "c", "number: 84");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        if (i == 0 || sizes[i - 1].rows > 3) /* a line that the new size leaves open */
            stage_press(stage, "/", "Search:");
        stage_resize(stage, sizes[i].rows, sizes[i].columns, sizes[i].shown);
        if (sizes[i].rows > 3) {
            stage_awaits(stage, "Search:");
            stage_keys(stage, "Backspace");
            stage_awaits_gone(stage, "Search:");
        }
    }
    stage_quit(stage, "q");
}

/* Has a report written to another file than that of the option. */
static void write_report(struct stage *stage, const char *path, const char *shows)
{
    stage_press(stage, "w ^U", "Write the report to:");
    emulator_type(stage->emulator, path);
    stage_press(stage, "Enter", shows);
}

static void a_report_is_written(void **state)
{
    struct stage *stage = *state;
    struct text report = {0};
    struct failure failure;
    start_reading(stage);
    write_report(stage, report_of(stage), "Report written to");
    assert_true(file_read(report_of(stage), &report, &failure));
    assert_non_null(strstr(text_string(&report), "number: 84"));
    stage_press(stage, "w", "Write the report to");
    emulator_type(stage->emulator, "\ry"); /* nobody can have meant the question by that */
    stage_awaits(stage, "Overwrite it? y or n:");
    stage_press(stage, "Down n", "Not written");
    stage_press(stage, "w Enter", "Overwrite it? y or n:");
    stage_press(stage, "y", "Report written to");
    stage_quit(stage, "q");
    text_free(&report);
}

static void a_report_in_a_foreign_folder_is_refused(void **state)
{
    struct stage *stage = *state;
    struct text path = {0};
    start_reading(stage);
    text_format(&path, "/tmp/abreast-foreign-%d.md", (int)getpid());
    write_report(stage, path.bytes,
                 sandbox_bounds_writing() ? "outside the working folder" : "written");
    assert_int_equal(unlink(path.bytes), sandbox_bounds_writing() ? -1 : 0);
    text_free(&path);
    stage_quit(stage, "q");
}

static void the_name_chooses_the_format(void **state)
{
    static const char *const formats[][2] = {
        {".html", "<!DOCTYPE html>"},  {".json", "\"format\": \"abreast\""},
        {".jsonld", "ns/anno.jsonld"}, {".csv", "\"kind\",\"id\""},
        {".txt", "\n====="},           {".any", "# Two articles abreast"},
    };
    struct stage *stage = *state;
    start_reading(stage);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        struct text path = {0}, said = {0}, report = {0};
        struct failure failure;
        text_format(&path, "%s%s", report_of(stage), formats[i][0]);
        text_format(&said, "written to %s ", path.bytes);
        write_report(stage, path.bytes, said.bytes);
        assert_true(file_read(path.bytes, &report, &failure));
        assert_non_null(strstr(text_string(&report), formats[i][1]));
        text_free(&path);
        text_free(&said);
        text_free(&report);
    }
    stage_quit(stage, "q");
}

static void standard_input_is_an_article(void **state)
{
    struct stage *stage = *state;
    start(stage, "-", NULL, stage->left);
    stage_awaits_comparison(stage);
    stage_awaits(stage, "match");
    stage_press(stage, "c", "number: 84");
    stage_quit(stage, "q");
}

static void a_terminal_that_cannot_is_refused(void **state)
{
    static const char *const types[] = {"TERM=dumb", "TERM=no-such-terminal", "TERM="};
    struct stage *stage = *state;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        start(stage, stage->left, types[i], NULL);
        stage_ends(stage, 2);
        const char *output = text_string(emulator_output(stage->emulator));
        assert_int_equal(strncmp(output, "abreast: ", 9), 0);
        assert_non_null(strstr(output, "TERM"));
        assert_string_equal(strchr(output, '\n'), "\n");
        assert_null(strchr(output, '\033'));
    }
}

static bool sets_colour(const char *sequence)
{
    char *end;
    do {
        unsigned long code = strtoul(sequence + 1, &end, 10);
        bool normal = code == 39 || code == 49;
        if (end != sequence + 1 && *(end + strspn(end, "0123456789;")) == 'm' && !normal &&
            ((code >= 30 && code < 50) || (code >= 90 && code < 108)))
            return true;
        sequence = end;
    } while (*end == ';');
    return false;
}

static bool has_colour(const char *output)
{
    for (; (output = strstr(output, "\033[")); output++)
        if (sets_colour(output + 1))
            return true;
    return false;
}

static void colours_are_used_unless_not_wanted(void **state)
{
    static const struct {
        const char *variable;
        bool coloured;
    } cases[] = {
        {"NO_COLOR=1", false}, {"TERM=vt100", false}, {"NO_COLOR=", true}, {"TERM=screen", true}};
    struct stage *stage = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        start_comparing(stage, cases[i].variable);
        stage_quit(stage, "c c C q");
        assert_int_equal(has_colour(text_string(emulator_output(stage->emulator))),
                         cases[i].coloured);
    }
}

static void signals_end_it_in_order(void **state)
{
    static const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGSEGV, SIGABRT, SIGQUIT};
    struct stage *stage = *state;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        start_reading(stage);
        emulator_signal(stage->emulator, signals[i]);
        stage_ends_by(stage, signals[i]);
        assert_true(emulator_is_restored(stage->emulator));
    }
}

static void the_interrupt_key_ends_it(void **state)
{
    struct stage *stage = *state;
    start_reading(stage);
    stage_keys(stage, "^C");
    stage_ends_by(stage, SIGINT);
    assert_true(emulator_is_restored(stage->emulator));
}

static void a_vanished_terminal_ends_it(void **state)
{
    struct stage *stage = *state;
    start_reading(stage);
    emulator_hang_up(stage->emulator);
    stage_ends_by(stage, SIGHUP);
}

static void suspending_gives_the_terminal_back(void **state)
{
    struct stage *stage = *state;
    start_reading(stage);
    stage_press(stage, "c", "number: 84");
    for (int i = 0; i < 2; i++) {
        if (i)
            stage_keys(stage, "^Z");
        else
            emulator_signal(stage->emulator, SIGTSTP);
        assert_true(emulator_stops(stage->emulator));
        stage_awaits_gone(stage, "number: 84");
        assert_true(emulator_is_restored(stage->emulator));
        text_clear(emulator_output(stage->emulator));
        emulator_signal(stage->emulator, SIGCONT);
        stage_awaits(stage, "number: 84");
        stage_awaits(stage, "left.txt");
        assert_non_null(strstr(text_string(emulator_output(stage->emulator)),
                               "The harbour")); /* all is drawn */
    }
    stage_quit(stage, "q");
}

static void resizing_while_suspended_is_noticed(void **state)
{
    struct stage *stage = *state;
    start_reading(stage);
    emulator_signal(stage->emulator, SIGTSTP);
    assert_true(emulator_stops(stage->emulator));
    emulator_resize(stage->emulator, 3, 10);
    emulator_signal(stage->emulator, SIGCONT);
    stage_awaits(stage, "24x8");
    stage_quit(stage, "q");
}

/* The sequences that curses sends begin in these ways; those that an article held do not. */
static void assert_harmless(const char *output)
{
    for (const char *at = output; *at; at++) {
        assert_true(*at != '\007' && *at != '\x7F');
        assert_false((at[0] & 0xFF) == 0xC2 && (at[1] & 0xFF) >= 0x80 && (at[1] & 0xFF) < 0xA0);
        assert_int_not_equal(strncmp(at, "\xE2\x80\xAE", 3), 0);
        if (*at == '\033')
            assert_non_null(memchr("[(=>78M", at[1], 7));
    }
}

static void articles_cannot_steer_the_terminal(void **state)
{
    struct stage *stage = *state;
    const char *path = stage_path(stage, "\033]0;owned\007\xC2\x9B"
                                         "31m.txt");
    stage_store(path, hostile_text);
    start(stage, path, NULL, NULL);
    stage_awaits(stage, "right.txt");
    stage_awaits(stage, "\u241B[31mtitle");
    stage_awaits_comparison(stage);
    stage_press(stage, "j ] o G p", "Left out");
    stage_press(stage, "q /", "Search:");
    emulator_type(stage->emulator, "\xC2\x9B"
                                   "31m\xE2\x80\xAE"
                                   "x");
    stage_press(stage, "Enter", "Not found");
    stage_press(stage, "w ^U", "Write the report to:");
    emulator_type(stage->emulator, path);
    stage_quit(stage, "^U Backspace F q");
    assert_harmless(text_string(emulator_output(stage->emulator)));
}

static void a_title_names_no_window(void **state)
{
    struct stage *stage = *state;
    start(stage, stage_path(stage, "\033]0;owned\007.txt"), NULL, NULL);
    stage_ends(stage, 2);
    assert_harmless(text_string(emulator_output(stage->emulator)));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(a_walk_from_first_screen_to_quit),
        TEST(keys_with_sequences_arrive),
        TEST(escape_closes_views_and_never_quits),
        TEST(the_wait_behind_escape_can_be_set),
        TEST(the_mouse_focuses),
        TEST(the_terminal_is_asked_to_copy),
        TEST(the_mouse_is_given_away_and_taken),
        TEST(the_focus_stands_out_without_colour),
        TEST(resizing_draws_anew),
        TEST(a_report_is_written),
        TEST(a_report_in_a_foreign_folder_is_refused),
        TEST(the_name_chooses_the_format),
        TEST(standard_input_is_an_article),
        TEST(a_terminal_that_cannot_is_refused),
        TEST(colours_are_used_unless_not_wanted),
        TEST(signals_end_it_in_order),
        TEST(the_interrupt_key_ends_it),
        TEST(a_vanished_terminal_ends_it),
        TEST(suspending_gives_the_terminal_back),
        TEST(resizing_while_suspended_is_noticed),
        TEST(articles_cannot_steer_the_terminal),
        TEST(a_title_names_no_window),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("terminal", tests, NULL, NULL);
}
