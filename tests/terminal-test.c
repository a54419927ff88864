/* The real program in a terminal: keys in, screens out, and a sane terminal after every way out. */
#include "emulator.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/sandbox.h"

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

struct place {
    char folder[64], left[96], right[96], report[96];
    struct emulator *emulator;
};

static void store(const char *path, const char *text, size_t size)
{
    struct failure failure;
    if (!file_write(path, text, size, true, &failure))
        fail_msg("%s", failure.message);
}

static int set_up(void **state)
{
    struct place *place = memory_new(1, sizeof *place);
    strcpy(place->folder, "/tmp/abreast-terminal-XXXXXX");
    if (!mkdtemp(place->folder))
        return -1;
    snprintf(place->left, sizeof place->left, "%s/courier.txt", place->folder);
    snprintf(place->right, sizeof place->right, "%s/post.txt", place->folder);
    snprintf(place->report, sizeof place->report, "%s/report.md", place->folder);
    store(place->left, left_text, sizeof left_text - 1);
    store(place->right, right_text, sizeof right_text - 1);
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
    unlink(place->report);
    rmdir(place->folder);
    free(place);
    return 0;
}

/* Starts the program; a variable of the environment and a file for standard input may be NULL. */
static struct emulator *start(struct place *place, const char *left, const char *variable,
                              const char *input)
{
    const char *program = getenv("ABREAST");
    const char *const arguments[] = {
        program ? program : "./abreast", "-o", place->report, left, place->right, NULL};
    const char *const environment[] = {variable, NULL};
    const struct emulator_start settings = {.arguments = arguments,
                                            .environment = environment,
                                            .input = input,
                                            .rows = 24,
                                            .columns = 80};
    if (place->emulator)
        emulator_close(place->emulator);
    place->emulator = emulator_open(&settings);
    assert_non_null(place->emulator);
    return place->emulator;
}

static void show_screen(const struct emulator *emulator)
{
    struct text screen = {0};
    emulator_screen(emulator, &screen);
    for (const char *line = text_string(&screen); *line; line += strcspn(line, "\n") + 1)
        fprintf(stderr, "# |%.*s\n", (int)strcspn(line, "\n"), line);
    text_free(&screen);
}

static void assert_shows(struct emulator *emulator, const char *text)
{
    if (emulator_shows(emulator, text))
        return;
    show_screen(emulator);
    fail_msg("\"%s\" does not come to stand on the screen", text);
}

static void assert_hides(struct emulator *emulator, const char *text)
{
    if (emulator_hides(emulator, text))
        return;
    show_screen(emulator);
    fail_msg("\"%s\" stays on the screen", text);
}

static void press(struct emulator *emulator, const char *keys)
{
    assert_true(emulator_keys(emulator, keys));
}

static void assert_ends_with_status(struct emulator *emulator, int expected)
{
    int status = 0;
    bool ends = emulator_ends(emulator, &status);
    if (!ends || !WIFEXITED(status) || WEXITSTATUS(status) != expected) {
        show_screen(emulator);
        fail_msg("ended: %d, wait status %#x", ends, (unsigned)status);
    }
    assert_true(emulator_is_restored(emulator));
}

static void assert_ends_by_signal(struct emulator *emulator, int expected)
{
    int status = 0;
    bool ends = emulator_ends(emulator, &status);
    if (!ends || !WIFSIGNALED(status) || WTERMSIG(status) != expected) {
        show_screen(emulator);
        fail_msg("ended: %d, wait status %#x", ends, (unsigned)status);
    }
}

static struct emulator *start_reading(struct place *place)
{
    struct emulator *emulator = start(place, place->left, NULL, NULL);
    assert_shows(emulator, "match");
    return emulator;
}

static void a_walk_from_first_screen_to_quit(void **state)
{
    struct place *place = *state;
    struct emulator *emulator = start_reading(place);
    assert_true(emulator_has_alternate_screen(emulator));
    assert_shows(emulator, "courier.txt");
    assert_shows(emulator, "post.txt");
    press(emulator, "c");
    assert_shows(emulator, "number: 84");
    press(emulator, "Enter");
    press(emulator, "m");
    assert_shows(emulator, "Marked");
    press(emulator, "/");
    assert_shows(emulator, "Search:");
    emulator_type(emulator, "autopilot");
    assert_shows(emulator, "Search: autopilot");
    press(emulator, "Enter");
    assert_shows(emulator, "Only this article tells it");
    press(emulator, "h");
    assert_shows(emulator, "Moving");
    press(emulator, "q");
    assert_hides(emulator, "Moving");
    press(emulator, "Z");
    assert_shows(emulator, "This key does nothing");
    press(emulator, "q");
    assert_ends_with_status(emulator, 0);
}

static void keys_with_sequences_arrive(void **state)
{
    struct emulator *emulator = start_reading(*state);
    press(emulator, "F1");
    assert_shows(emulator, "Moving");
    press(emulator, "PgDn");
    assert_hides(emulator, "Moving");
    press(emulator, "Home");
    assert_shows(emulator, "Moving");
    press(emulator, "q");
    press(emulator, "Down Down End");
    assert_shows(emulator, "Only this article tells it");
    press(emulator, "Up Home Up");
    assert_shows(emulator, "Start of the article");
    press(emulator, "/ x");
    assert_shows(emulator, "Search: x");
    press(emulator, "Backspace Backspace");
    assert_hides(emulator, "Search:");
    press(emulator, "/");
    assert_shows(emulator, "Search:");
    press(emulator, "Esc");
    assert_hides(emulator, "Search:");
    emulator_type(emulator, "\033m\033[1;5;9~\033[99;1;1m"); /* Alt-m, what no key sends */
    assert_shows(emulator, "This key does nothing");
    assert_hides(emulator, "Marked");
    press(emulator, "q");
    assert_ends_with_status(emulator, 0);
}

static void escape_closes_views_and_never_quits(void **state)
{
    struct place *place = *state;
    struct emulator *emulator = start_reading(place);
    press(emulator, "l");
    assert_shows(emulator, "List: all");
    press(emulator, "h");
    assert_shows(emulator, "Moving");
    press(emulator, "Esc Esc"); /* at once: each counts */
    assert_shows(emulator, "hard)");
    assert_hides(emulator, "List: all");
    press(emulator, "L");
    assert_shows(emulator, "A link from here");
    press(emulator, "Esc");
    assert_shows(emulator, "No link drawn");
    press(emulator, "Esc");
    assert_hides(emulator, "No link drawn");
    press(emulator, "l");
    assert_shows(emulator, "List: all");
    press(emulator, "Down Down Up"); /* begin with an Esc and close nothing */
    emulator_type(emulator, "\033m\033\033[A"); /* nor does Alt with a key */
    assert_shows(emulator, "does nothing");
    assert_shows(emulator, "List: all");
    press(emulator, "Esc");
    assert_hides(emulator, "List: all");
    press(emulator, "q");
    assert_ends_with_status(emulator, 0);
}

/* Over a slow line the parts of a sequence may come one by one: the wait is the user's to say. */
static void the_wait_behind_escape_can_be_set(void **state)
{
    struct place *place = *state;
    struct emulator *emulator = start(place, place->left, "ESCDELAY=60000", NULL);
    assert_shows(emulator, "match");
    press(emulator, "l");
    assert_shows(emulator, "List: all");
    emulator_type(emulator, "\033");
    emulator_type(emulator, "OB");
    press(emulator, "m");
    assert_shows(emulator, "Marked");
    assert_shows(emulator, "List: all");
    press(emulator, "q q");
    assert_ends_with_status(emulator, 0);
}

static void the_mouse_focuses(void **state)
{
    struct emulator *emulator = start_reading(*state);
    size_t row, column;
    assert_shows(emulator, "The captain steered");
    assert_true(emulator_find(emulator, "The captain steered", &row, &column));
    emulator_click(emulator, row, column);
    assert_shows(emulator, "Only this article tells it");
    press(emulator, "q");
    assert_ends_with_status(emulator, 0);
}

static void the_terminal_is_asked_to_copy(void **state)
{
    struct place *place = *state;
    struct emulator *emulator = start_reading(place);
    press(emulator, "Y");
    assert_shows(emulator, "Copied the statement, if the terminal allows it");
    assert_non_null(strstr(text_string(emulator_output(emulator)),
                           "\033]52;c;RmVycnkgcnVucyBhZ3JvdW5k")); /* Ferry runs aground */
    press(emulator, "q");
    assert_ends_with_status(emulator, 0);
    emulator = start(place, place->left, "TERM=vt220", NULL);
    assert_shows(emulator, "match");
    press(emulator, "Y");
    assert_shows(emulator, "no clipboard that a program can reach");
    assert_null(strstr(text_string(emulator_output(emulator)), "\033]52"));
    press(emulator, "q");
    assert_ends_with_status(emulator, 0);
}

static void the_mouse_is_given_away_and_taken(void **state)
{
    struct emulator *emulator = start_reading(*state);
    text_clear(emulator_output(emulator));
    press(emulator, "M");
    assert_shows(emulator, "it selects text");
    assert_non_null(strstr(text_string(emulator_output(emulator)), "1000l"));
    text_clear(emulator_output(emulator));
    press(emulator, "M");
    assert_shows(emulator, "The mouse moves the focus");
    assert_non_null(strstr(text_string(emulator_output(emulator)), "1000h"));
    press(emulator, "q");
    assert_ends_with_status(emulator, 0);
}

static void the_focus_stands_out_without_colour(void **state)
{
    struct place *place = *state;
    struct emulator *emulator = start(place, place->left, "NO_COLOR=1", NULL);
    size_t row, column;
    assert_shows(emulator, "match");
    press(emulator, "c");
    assert_shows(emulator, "number: 84");
    assert_true(emulator_find(emulator, "The ferry Tern", &row, &column));
    assert_true(emulator_cell(emulator, row, column).reverse);
    press(emulator, "q");
    assert_ends_with_status(emulator, 0);
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
    struct emulator *emulator = start_reading(*state);
    press(emulator, "c");
    assert_shows(emulator, "number: 84");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        if (i == 0 || sizes[i - 1].rows > 3) { /* a line that the new size leaves open */
            emulator_type(emulator, "/");
            assert_shows(emulator, "Search:");
        }
        emulator_resize(emulator, sizes[i].rows, sizes[i].columns);
        assert_shows(emulator, sizes[i].shown);
        if (sizes[i].rows > 3) {
            press(emulator, "Backspace");
            assert_hides(emulator, "Search:");
        }
    }
    press(emulator, "q");
    assert_ends_with_status(emulator, 0);
}

static void a_report_is_written(void **state)
{
    struct place *place = *state;
    struct emulator *emulator = start_reading(place);
    struct text report = {0};
    struct failure failure;
    press(emulator, "w ^U");
    emulator_type(emulator, place->report);
    press(emulator, "Enter");
    assert_shows(emulator, "Report written to");
    assert_true(file_read(place->report, &report, &failure));
    assert_non_null(strstr(text_string(&report), "number: 84"));
    press(emulator, "w");
    emulator_type(emulator, "\ry"); /* nobody can have meant the question by that */
    assert_shows(emulator, "Overwrite, y or n?");
    press(emulator, "Down n");
    assert_shows(emulator, "Not written");
    press(emulator, "w Enter");
    assert_shows(emulator, "Overwrite, y or n?");
    press(emulator, "y");
    assert_shows(emulator, "Report written to");
    press(emulator, "q");
    assert_ends_with_status(emulator, 0);
    text_free(&report);
}

static void a_report_in_a_foreign_folder_is_refused(void **state)
{
    struct text path = {0};
    struct emulator *emulator = start_reading(*state);
    text_format(&path, "/tmp/abreast-foreign-%d.md", (int)getpid());
    press(emulator, "w ^U");
    emulator_type(emulator, path.bytes);
    press(emulator, "Enter");
    assert_shows(emulator, sandbox_bounds_writing() ? "outside the working folder" : "written");
    assert_int_equal(unlink(path.bytes), sandbox_bounds_writing() ? -1 : 0);
    text_free(&path);
    press(emulator, "q");
    assert_ends_with_status(emulator, 0);
}

static void the_name_chooses_the_format(void **state)
{
    static const char *const formats[][2] = {
        {".html", "<!DOCTYPE html>"}, {".json", "\"format\": \"abreast\""},
        {".jsonld", "ns/anno.jsonld"}, {".csv", "\"kind\",\"id\""},
        {".txt", "\n====="}, {".any", "# Two articles abreast"},
    };
    struct place *place = *state;
    struct emulator *emulator = start_reading(place);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        struct text path = {0}, said = {0}, report = {0};
        struct failure failure;
        text_format(&path, "%s%s", place->report, formats[i][0]);
        text_format(&said, "written to %s ", path.bytes);
        press(emulator, "w ^U");
        emulator_type(emulator, path.bytes);
        press(emulator, "Enter");
        assert_shows(emulator, said.bytes);
        assert_true(file_read(path.bytes, &report, &failure));
        assert_non_null(strstr(text_string(&report), formats[i][1]));
        file_remove(path.bytes);
        text_free(&path);
        text_free(&said);
        text_free(&report);
    }
    press(emulator, "q");
    assert_ends_with_status(emulator, 0);
}

static void standard_input_is_an_article(void **state)
{
    struct place *place = *state;
    struct emulator *emulator = start(place, "-", NULL, place->left);
    assert_shows(emulator, "match");
    press(emulator, "c");
    assert_shows(emulator, "number: 84");
    press(emulator, "q");
    assert_ends_with_status(emulator, 0);
}

static void a_terminal_that_cannot_is_refused(void **state)
{
    static const char *const types[] = {"TERM=dumb", "TERM=no-such-terminal", "TERM="};
    struct place *place = *state;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct emulator *emulator = start(place, place->left, types[i], NULL);
        assert_ends_with_status(emulator, 2);
        const char *output = text_string(emulator_output(emulator));
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
    struct place *place = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct emulator *emulator = start(place, place->left, cases[i].variable, NULL);
        assert_shows(emulator, "match");
        press(emulator, "c c C q");
        assert_ends_with_status(emulator, 0);
        assert_int_equal(has_colour(text_string(emulator_output(emulator))), cases[i].coloured);
    }
}

static void signals_end_it_in_order(void **state)
{
    static const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGSEGV, SIGABRT, SIGQUIT};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct emulator *emulator = start_reading(*state);
        emulator_signal(emulator, signals[i]);
        assert_ends_by_signal(emulator, signals[i]);
        assert_true(emulator_is_restored(emulator));
    }
}

static void the_interrupt_key_ends_it(void **state)
{
    struct emulator *emulator = start_reading(*state);
    press(emulator, "^C");
    assert_ends_by_signal(emulator, SIGINT);
    assert_true(emulator_is_restored(emulator));
}

static void a_vanished_terminal_ends_it(void **state)
{
    struct emulator *emulator = start_reading(*state);
    emulator_hang_up(emulator);
    assert_ends_by_signal(emulator, SIGHUP);
}

static void suspending_gives_the_terminal_back(void **state)
{
    struct emulator *emulator = start_reading(*state);
    press(emulator, "c");
    assert_shows(emulator, "number: 84");
    for (int i = 0; i < 2; i++) {
        if (i)
            press(emulator, "^Z");
        else
            emulator_signal(emulator, SIGTSTP);
        assert_true(emulator_stops(emulator));
        assert_hides(emulator, "number: 84");
        assert_true(emulator_is_restored(emulator));
        text_clear(emulator_output(emulator));
        emulator_signal(emulator, SIGCONT);
        assert_shows(emulator, "number: 84");
        assert_shows(emulator, "courier.txt");
        assert_non_null(
            strstr(text_string(emulator_output(emulator)), "The harbour")); /* all is drawn */
    }
    press(emulator, "q");
    assert_ends_with_status(emulator, 0);
}

static void resizing_while_suspended_is_noticed(void **state)
{
    struct emulator *emulator = start_reading(*state);
    emulator_signal(emulator, SIGTSTP);
    assert_true(emulator_stops(emulator));
    emulator_resize(emulator, 3, 10);
    emulator_signal(emulator, SIGCONT);
    assert_shows(emulator, "24x8");
    press(emulator, "q");
    assert_ends_with_status(emulator, 0);
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
    struct place *place = *state;
    char path[160];
    snprintf(path, sizeof path,
             "%s/\033]0;owned\007\xC2\x9B"
             "31m.txt",
             place->folder);
    store(path, hostile_text, sizeof hostile_text - 1);
    struct emulator *emulator = start(place, path, NULL, NULL);
    assert_shows(emulator, "post.txt");
    assert_shows(emulator, "\u241B[31mtitle");
    press(emulator, "j ] o G p");
    assert_shows(emulator, "Left out");
    press(emulator, "q /");
    emulator_type(emulator, "\xC2\x9B"
                            "31m\xE2\x80\xAE"
                            "x");
    press(emulator, "Enter");
    assert_shows(emulator, "Not found");
    press(emulator, "w ^U");
    emulator_type(emulator, path);
    press(emulator, "^U Backspace F q");
    assert_ends_with_status(emulator, 0);
    assert_harmless(text_string(emulator_output(emulator)));
    unlink(path);
}

static void a_title_names_no_window(void **state)
{
    struct place *place = *state;
    char path[160];
    snprintf(path, sizeof path, "%s/\033]0;owned\007.txt", place->folder);
    struct emulator *emulator = start(place, path, NULL, NULL);
    assert_ends_with_status(emulator, 2);
    assert_harmless(text_string(emulator_output(emulator)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_walk_from_first_screen_to_quit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keys_with_sequences_arrive, set_up, tear_down),
        cmocka_unit_test_setup_teardown(escape_closes_views_and_never_quits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_wait_behind_escape_can_be_set, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_mouse_focuses, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_terminal_is_asked_to_copy, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_mouse_is_given_away_and_taken, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_focus_stands_out_without_colour, set_up, tear_down),
        cmocka_unit_test_setup_teardown(resizing_draws_anew, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_report_is_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_report_in_a_foreign_folder_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_name_chooses_the_format, set_up, tear_down),
        cmocka_unit_test_setup_teardown(standard_input_is_an_article, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_terminal_that_cannot_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(colours_are_used_unless_not_wanted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(signals_end_it_in_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_interrupt_key_ends_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_vanished_terminal_ends_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(suspending_gives_the_terminal_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(resizing_while_suspended_is_noticed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(articles_cannot_steer_the_terminal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_title_names_no_window, set_up, tear_down),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("terminal", tests, NULL, NULL);
}
