/* The reader walked by keys, without a terminal: what has the focus, what follows it, what is said.
 */
#include "reader-sample.h"
#include "reader/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { ROWS = 24, COLUMNS = 80, STEPS_MAX = 1000 };

static void assert_stands_at(const struct sample *sample, const char *words)
{
    if (!sample_stands_at(sample, words))
        fail_msg("the focus is not at \"%s\"", words);
}

static void assert_says(const struct sample *sample, const char *words)
{
    if (!strstr(sample_message(sample), words))
        fail_msg("\"%s\" is said, not \"%s\"", sample_message(sample), words);
}

static size_t focus_statement(const struct sample *sample)
{
    return pane_statement(&sample->reader.panes[sample->reader.focus]);
}

static void arrows_reach_every_statement(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        size_t count = session_analysis(sample->session, side)->statement_count, last = 0,
               steps = 0;
        for (; steps < STEPS_MAX && !*sample_message(sample); steps++) {
            sample_press(sample, "j");
            assert_true(focus_statement(sample) == last || focus_statement(sample) == last + 1);
            last = focus_statement(sample);
        }
        assert_says(sample, "End of the article");
        assert_int_equal(last, count - 1);
        sample_press(sample, "k");
        for (last = focus_statement(sample); steps && !*sample_message(sample); steps--) {
            sample_press(sample, "k");
            assert_true(focus_statement(sample) == last || focus_statement(sample) + 1 == last);
            last = focus_statement(sample);
        }
        assert_says(sample, "Start of the article");
        assert_int_equal(last, 0);
        sample_press(sample, "Tab g");
        sample_press(sample, "Up Esc");
    }
    sample_free(sample);
}

static void links_come_one_by_one(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    size_t number = 0;
    for (size_t i = 1; i <= 10; i++) {
        assert_non_null(reader_link(&sample->reader, &number));
        assert_int_equal(number, i);
        sample_press(sample, "]");
    }
    assert_says(sample, "No further link");
    for (size_t i = 10; i >= 1; i--) {
        assert_non_null(reader_link(&sample->reader, &number));
        assert_int_equal(number, i);
        sample_press(sample, "[");
    }
    assert_says(sample, "No further link");
    sample_free(sample);
}

static size_t current_number(const struct sample *sample)
{
    size_t number = 0;
    reader_link(&sample->reader, &number);
    return number;
}

/* Presses a key till there is nothing further, and counts how often each link was come to. */
static size_t reach_links(struct sample *sample, const char *key, size_t *reached)
{
    size_t steps = 0;
    reached[current_number(sample)]++;
    for (sample_press(sample, key); !*sample_message(sample); sample_press(sample, key)) {
        reached[current_number(sample)]++;
        assert_true(++steps < STEPS_MAX);
    }
    return steps;
}

/* Also where the statement has several and not the first of them is looked at first: the title of
 * the right article has two matches, the second is the surer one. */
static void every_link_is_ahead_of_who_arrives(void **state)
{
    static const struct {
        const char *from, *key;
    } ways[] = {{"g", "]"}, {"G", "["}, {"Tab j g", "]"}, {"G", "["}};
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        size_t reached[SAMPLE_LINKS_MAX] = {0};
        sample_press(sample, ways[i].from);
        reach_links(sample, ways[i].key, reached);
        for (size_t number = 1; number <= session_link_count(sample->session); number++)
            assert_in_range(reached[number], 1, 2);
    }
    sample_press(sample, "j g");
    assert_int_equal(current_number(sample), 2);
    sample_press(sample, "e");
    assert_int_equal(current_number(sample), 1);
    sample_press(sample, "e");
    assert_int_equal(current_number(sample), 2);
    sample_press(sample, "e");
    assert_int_equal(current_number(sample), 4);
    sample_press(sample, "j g 3 ]");
    assert_int_equal(current_number(sample), 3);
    sample_press(sample, "[ [");
    assert_int_equal(current_number(sample), 1);
    sample_free(sample);
}

/* What is seen already is not come to again as the first; what was asked for is gone on from, also
 * after a mark, in the other article, and back from a jump. */
static void a_link_that_was_asked_for_is_gone_on_from(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    sample_press(sample, "Tab j g ]");
    assert_int_equal(current_number(sample), 1);
    sample_press(sample, "m ]");
    assert_int_equal(current_number(sample), 2);
    sample_press(sample, "Tab ]");
    assert_int_equal(current_number(sample), 3);
    sample_press(sample, "]");
    assert_int_equal(current_number(sample), 4);
    sample_press(sample, "^O ]");
    assert_int_equal(current_number(sample), 4);
    sample_press(sample, "g ]"); /* the title on the left has one link, which is seen */
    assert_int_equal(current_number(sample), 2);
    sample_press(sample, "l k Enter ]"); /* link 1, asked for in the list */
    assert_int_equal(current_number(sample), 2);
    sample_free(sample);
}

static void counts_go_further(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    size_t number = 0;
    sample_press(sample, "3 ]");
    reader_link(&sample->reader, &number);
    assert_int_equal(number, 4);
    sample_press(sample, "2 [");
    reader_link(&sample->reader, &number);
    assert_int_equal(number, 2);
    sample_press(sample, "9 9 ]");
    reader_link(&sample->reader, &number);
    assert_int_equal(number, 10);
    assert_says(sample, "No further link");
    sample_press(sample, "g 1 0 j");
    size_t row = pane_cursor_row(&sample->reader.panes[SIDE_LEFT]);
    assert_true(row >= 5);
    sample_press(sample, "1 0 k");
    assert_int_equal(pane_cursor_row(&sample->reader.panes[SIDE_LEFT]), 0);
    sample_free(sample);
}

static void conflicts_matches_and_lone_statements_have_keys(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    sample_press(sample, "c");
    assert_stands_at(sample, "The ferry Tern");
    sample_press(sample, "c");
    assert_stands_at(sample, "Nobody");
    sample_press(sample, "C C");
    assert_stands_at(sample, "The ferry Tern");
    assert_says(sample, "No further conflict");
    sample_press(sample, "e");
    assert_stands_at(sample, "All of them");
    sample_press(sample, "E");
    assert_stands_at(sample, "The ferry Tern");
    sample_press(sample, "E");
    assert_stands_at(sample, "Ferry runs aground");
    sample_press(sample, "o");
    assert_stands_at(sample, "a second radar");
    sample_press(sample, "2 o");
    assert_stands_at(sample, "The reef");
    sample_press(sample, "O");
    assert_stands_at(sample, "She had twice");
    sample_press(sample, "9 O");
    assert_says(sample, "Nothing further that only this article tells");
    sample_free(sample);
}

/* A statement whose links were all rejected is told by one side only, and is one stop on the way.
 */
static void a_statement_of_rejected_links_is_one_stop(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    sample_press(sample, "c x [ x g o");
    assert_stands_at(sample, "The ferry Tern");
    sample_press(sample, "o");
    assert_stands_at(sample, "a second radar");
    sample_press(sample, "O");
    assert_stands_at(sample, "The ferry Tern");
    sample_press(sample, "O");
    assert_says(sample, "Nothing further");
    sample_press(sample, "g 2 o");
    assert_stands_at(sample, "a second radar");
    sample_free(sample);
}

static void what_is_not_there_is_said(void **state)
{
    (void)state;
    struct sample *sample = sample_open("calm", ROWS, COLUMNS);
    sample_press(sample, "c");
    assert_says(sample, "No conflict found");
    sample_press(sample, "C");
    assert_says(sample, "No conflict found");
    sample_free(sample);
    sample = sample_open("strangers", ROWS, COLUMNS);
    sample_press(sample, "]");
    assert_says(sample, "No link found");
    sample_press(sample, "e");
    assert_says(sample, "No match found");
    sample_press(sample, "Enter");
    assert_says(sample, "No counterpart");
    sample_free(sample);
    sample = sample_open("equal", ROWS, COLUMNS);
    sample_press(sample, "o");
    assert_says(sample, "Nothing that only this article tells");
    sample_press(sample, "Z");
    assert_says(sample, "This key does nothing");
    sample_free(sample);
}

static void calm_is_shown_as_a_result(void **state)
{
    (void)state;
    struct sample *sample = sample_open("calm", ROWS, COLUMNS);
    struct text screen = {0};
    sample_screen(sample, &screen);
    assert_non_null(strstr(text_string(&screen), "No conflict found"));
    assert_non_null(strstr(text_string(&screen), "no conflict"));
    text_free(&screen);
    sample_free(sample);
}

static void enter_goes_round_the_counterparts_and_back(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    sample_press(sample, "]");
    assert_stands_at(sample, "The ferry Tern");
    sample_press(sample, "Enter");
    assert_stands_at(sample, "Eighty-four");
    assert_says(sample, "1 of 2");
    sample_press(sample, "Enter");
    assert_stands_at(sample, "Rescuers took");
    assert_says(sample, "2 of 2");
    sample_press(sample, "Enter");
    assert_stands_at(sample, "The ferry Tern");
    assert_says(sample, "Back");
    sample_press(sample, "Enter");
    assert_stands_at(sample, "Eighty-four");
    sample_press(sample, "]"); /* a move of another kind ends the round */
    sample_press(sample, "Enter");
    assert_int_equal(sample->reader.focus, SIDE_LEFT);
    sample_free(sample);
}

static void enter_begins_with_the_current_link(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    sample_press(sample, "c Enter");
    assert_stands_at(sample, "Rescuers took");
    sample_press(sample, "Enter");
    assert_stands_at(sample, "Eighty-four");
    sample_press(sample, "Enter");
    size_t number = 0;
    reader_link(&sample->reader, &number);
    assert_int_equal(number, 3);
    sample_free(sample);
}

static void history_returns_from_jumps(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    sample_press(sample, "] ] Enter G");
    assert_stands_at(sample, "Ferries to the island");
    sample_press(sample, "^O");
    assert_stands_at(sample, "Rescuers took");
    sample_press(sample, "2 ^O");
    assert_stands_at(sample, "The ferry Tern");
    sample_press(sample, "9 ^O");
    assert_stands_at(sample, "Ferry runs aground");
    assert_says(sample, "No earlier place");
    sample_press(sample, "9 ^N");
    assert_stands_at(sample, "Ferries to the island");
    assert_says(sample, "No later place");
    sample_free(sample);
}

static void history_returns_to_each_counterpart_of_a_round(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    sample_press(sample, "] Enter Enter");
    assert_stands_at(sample, "Rescuers took");
    sample_press(sample, "^O");
    assert_stands_at(sample, "Eighty-four");
    sample_press(sample, "^O");
    assert_stands_at(sample, "The ferry Tern");
    sample_free(sample);
}

static void tab_keeps_the_link(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    size_t before = 0, after = 0;
    sample_press(sample, "c");
    reader_link(&sample->reader, &before);
    sample_press(sample, "Tab");
    assert_int_equal(sample->reader.focus, SIDE_RIGHT);
    reader_link(&sample->reader, &after);
    assert_int_equal(before, after);
    sample_press(sample, "Tab");
    reader_link(&sample->reader, &after);
    assert_int_equal(sample->reader.focus, SIDE_LEFT);
    assert_int_equal(before, after);
    sample_free(sample);
}

static void counterpart_stands_beside_the_focus(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    const struct pane *panes = sample->reader.panes;
    do {
        size_t number = 0;
        const struct link *link = reader_link(&sample->reader, &number);
        assert_int_equal(pane_statement(&panes[SIDE_RIGHT]), link->right);
        assert_int_equal(pane_screen_row(&panes[SIDE_LEFT]), pane_screen_row(&panes[SIDE_RIGHT]));
        sample_press(sample, "]");
    } while (!*sample_message(sample));
    sample_free(sample);
}

static void unlocked_panes_stay(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    const struct pane *right = &sample->reader.panes[SIDE_RIGHT];
    sample_press(sample, "s");
    assert_says(sample, "stays where it is");
    long top = right->top;
    sample_press(sample, "9 ]");
    assert_int_equal(right->top, top);
    sample_press(sample, "s");
    assert_says(sample, "follows the focus");
    assert_true(right->top != top);
    assert_int_equal(pane_screen_row(&sample->reader.panes[SIDE_LEFT]), pane_screen_row(right));
    sample_free(sample);
}

static void resizing_keeps_the_focus_and_its_row(void **state)
{
    (void)state;
    static const size_t sizes[][2] = {{24, 120}, {24, 72}, {40, 200}, {24, 81}, {24, 80}};
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    const struct pane *pane = &sample->reader.panes[SIDE_LEFT];
    sample_press(sample, "4 c");
    size_t statement = pane_statement(pane);
    long row = pane_screen_row(pane);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        sample_resize(sample, sizes[i][0], sizes[i][1]);
        assert_int_equal(pane_statement(pane), statement);
        assert_int_equal(pane_screen_row(pane), row);
    }
    sample_free(sample);
}

static void resizing_to_nothing_and_back_changes_nothing(void **state)
{
    (void)state;
    static const size_t sizes[][2] = {{1, 1},   {3, 10}, {7, 23}, {1, 300},
                                      {300, 1}, {7, 80}, {24, 23}};
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    struct text before = {0}, after = {0};
    sample_press(sample, "4 c");
    sample_screen(sample, &before);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        sample_resize(sample, sizes[i][0], sizes[i][1]);
        sample_press(sample, "j ] Enter / h");
    }
    sample_resize(sample, ROWS, COLUMNS);
    sample_screen(sample, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    text_free(&before);
    text_free(&after);
    sample_free(sample);
}

static void search_finds_in_both(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    sample_press(sample, "/");
    sample_type(sample, "two holes");
    sample_press(sample, "Enter");
    assert_stands_at(sample, "Engineers found");
    sample_press(sample, "n");
    assert_stands_at(sample, "divers found");
    sample_press(sample, "n");
    assert_stands_at(sample, "Engineers found");
    assert_says(sample, "around");
    sample_press(sample, "N");
    assert_stands_at(sample, "divers found");
    sample_press(sample, "/ Enter"); /* nothing typed: the same again */
    assert_stands_at(sample, "Engineers found");
    sample_press(sample, "?");
    sample_type(sample, "Tern");
    sample_press(sample, "Enter");
    assert_stands_at(sample, "The ferry Tern");
    sample_press(sample, "n");
    assert_stands_at(sample, "Rescuers took");
    sample_free(sample);
}

static void search_can_fail_and_be_cancelled(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    sample_press(sample, "n");
    assert_says(sample, "Nothing searched for yet");
    sample_press(sample, "/");
    sample_type(sample, "submarine");
    sample_press(sample, "Esc");
    assert_stands_at(sample, "Ferry runs aground");
    assert_string_equal(sample_message(sample), "");
    sample_press(sample, "/");
    sample_type(sample, "submarine");
    sample_press(sample, "Enter");
    assert_says(sample, "Not found: submarine");
    sample_press(sample, "/ Backspace n");
    assert_says(sample, "Not found: submarine");
    sample_free(sample);
    sample = sample_open("wide", ROWS, COLUMNS);
    sample_press(sample, "/");
    sample_type(sample, "消防隊");
    sample_press(sample, "Enter");
    assert_stands_at(sample, "消防隊は夜明け前");
    sample_press(sample, "n");
    assert_stands_at(sample, "消防隊は昼まで");
    sample_free(sample);
}

static void report_is_written_where_asked(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    sample_press(sample, "w Enter");
    assert_int_equal(sample->report.asked, 1);
    assert_string_equal(text_string(&sample->report.path), "report.md");
    assert_false(sample->report.overwrite);
    assert_says(sample, "Report written to report.md");
    sample_press(sample, "w ^U");
    sample_type(sample, "no\u00EB.md");
    sample_press(sample, "Enter");
    assert_string_equal(text_string(&sample->report.path), "no\u00EB.md");
    sample_press(sample, "w Esc");
    sample_press(sample, "w ^U Enter");
    assert_int_equal(sample->report.asked, 2);
    assert_says(sample, "No name, no report");
    sample->report.fail = "cannot write there";
    sample_press(sample, "w ^U x Enter");
    assert_says(sample, "cannot write there");
    sample_free(sample);
}

static void type_path(struct sample *sample, const char *path)
{
    sample_press(sample, "w ^U");
    sample_type(sample, path);
    sample_press(sample, "Enter");
}

static void a_tilde_is_the_home_folder(void **state)
{
    static const struct {
        const char *home, *typed, *path;
    } names[] = {
        {"/no/ada", "~/a report.md", "/no/ada/a report.md"},
        {"/no/ada//", "~/a.md", "/no/ada/a.md"},
        {"/no/ada", "~", "/no/ada"},
        {"/", "~/no.md", "/no.md"},
        {"/no/ada", "~~/a.md", "~~/a.md"},
        {"/no/ada", "~bo/a.md", "~bo/a.md"},
        {"/no/ada", "./~/a.md", "./~/a.md"},
        {"/no/ada", " ~/a.md", " ~/a.md"},
        {"", "~/a.md", "~/a.md"},
        {NULL, "~/a.md", "~/a.md"},
    };
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_int_equal(names[i].home ? setenv("HOME", names[i].home, 1) : unsetenv("HOME"), 0);
        type_path(sample, names[i].typed);
        assert_string_equal(text_string(&sample->report.path), names[i].path);
        sample_press(sample, "w Enter"); /* is proposed as it was taken */
        assert_string_equal(text_string(&sample->report.path), names[i].path);
    }
    sample_free(sample);
}

static void an_existing_file_is_asked_about(void **state)
{
    (void)state;
    char path[] = "/tmp/abreast-walk-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    close(descriptor);
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    static const char *const refusals[] = {"n", "N", "q", "Esc", "Enter"};
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        type_path(sample, path);
        sample_press(sample,
                     "x m 1 Space Up F1 Backspace ^U ^R"); /* are no answers and do nothing */
        assert_int_equal(sample->reader.prompt.kind, PROMPT_OVERWRITE);
        sample_press(sample, refusals[i]);
        assert_says(sample, "Not written");
        assert_int_equal(sample->reader.prompt.kind, PROMPT_NONE);
    }
    assert_int_equal(sample->report.asked, 0);
    assert_int_equal(session_count(sample->session).marks, 0);
    type_path(sample, path);
    sample_press(sample, "y");
    assert_int_equal(sample->report.asked, 1);
    assert_true(sample->report.overwrite);
    assert_string_equal(text_string(&sample->report.path), path);
    unlink(path);
    sample_free(sample);
}

static void marks_go_round_and_are_counted(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    sample_press(sample, "c m");
    assert_says(sample, "Marked");
    size_t statement = focus_statement(sample);
    assert_int_equal(session_mark(sample->session, SIDE_LEFT, statement), MARK_PLAIN);
    sample_press(sample, "m");
    assert_says(sample, "important");
    assert_int_equal(session_mark(sample->session, SIDE_LEFT, statement), MARK_IMPORTANT);
    sample_press(sample, "Tab m");
    assert_int_equal(session_count(sample->session).marks, 2);
    sample_press(sample, "m m");
    assert_says(sample, "taken off");
    assert_int_equal(session_count(sample->session).marks, 1);
    sample_free(sample);
}

static void a_link_just_drawn_is_the_one_that_is_judged(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    size_t shown = session_link_count(sample->session);
    sample_press(sample, "c L Tab c L"); /* both statements have other links */
    assert_says(sample, "drawn");
    assert_int_equal(session_count(sample->session).drawn, 1);
    sample_press(sample, "r");
    assert_says(sample, "soft conflict");
    sample_press(sample, "x");
    assert_says(sample, "taken away");
    assert_int_equal(session_count(sample->session).drawn, 0);
    assert_int_equal(session_count(sample->session).rejected, 0);
    assert_int_equal(session_link_count(sample->session), shown);
    sample_free(sample);
}

static void the_mouse_moves_the_focus(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    const struct pane *panes = sample->reader.panes;
    const struct area *area = &panes[SIDE_RIGHT].area;
    struct text before = {0}, after = {0};
    sample_mouse(sample, EVENT_CLICK, area->row + 4, area->column + 10);
    assert_int_equal(sample->reader.focus, SIDE_RIGHT);
    size_t cursor = panes[SIDE_RIGHT].cursor;
    sample_mouse(sample, EVENT_WHEEL_DOWN, area->row, area->column);
    assert_true(panes[SIDE_RIGHT].cursor > cursor);
    sample_mouse(sample, EVENT_WHEEL_UP, area->row, area->column);
    assert_true(panes[SIDE_RIGHT].cursor <= cursor);
    cursor = panes[SIDE_LEFT].cursor;
    long top = panes[SIDE_LEFT].top;
    sample_press(sample, "s");
    sample_mouse(sample, EVENT_WHEEL_DOWN, 5, 5);
    assert_int_equal(sample->reader.focus, SIDE_RIGHT);
    assert_int_equal(panes[SIDE_LEFT].cursor, cursor);
    assert_true(panes[SIDE_LEFT].top > top);
    sample_screen(sample, &before);
    sample_mouse(sample, EVENT_CLICK, 0, 0); /* on what is no text */
    sample_mouse(sample, EVENT_CLICK, ROWS - 1, COLUMNS - 1);
    sample_mouse(sample, EVENT_CLICK, ROWS, COLUMNS);
    sample_screen(sample, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    text_free(&before);
    text_free(&after);
    sample_free(sample);
}

static void every_click_on_text_focuses_what_it_shows(void **state)
{
    (void)state;
    struct sample *sample = sample_open("wide", ROWS, COLUMNS);
    for (size_t row = 0; row < ROWS; row++)
        for (size_t column = 0; column < COLUMNS; column++) {
            sample_press(sample, "g");
            const struct cell cell = *grid_cell(&sample->grid, row, column);
            if (cell.side == SIDE_COUNT)
                continue;
            sample_mouse(sample, EVENT_CLICK, row, column);
            assert_int_equal(sample->reader.focus, cell.side);
            assert_int_equal(sample->reader.panes[cell.side].cursor, cell.offset);
        }
    sample_free(sample);
}

/* The links whose numbers the gutters show are chosen by a click there, anywhere in the gutter,
 * from either end; a click behind it is one on the text. */
static void a_click_on_a_number_chooses_its_link(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    size_t clicked = 0, number = 0;
    sample_resize(sample, 60, COLUMNS); /* both texts as a whole, which stand still */
    sample_press(sample, "s");
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        const struct pane *pane = &sample->reader.panes[side];
        for (size_t i = 0; i < pane->layout.count; i++) {
            size_t shown = pane->labels[i].number;
            for (size_t column = 0; shown && column < pane_gutter(pane); column++) {
                sample_press(sample, "g");
                sample_mouse(sample, EVENT_CLICK, (size_t)((long)(pane->area.row + i) - pane->top),
                             pane->area.column + column);
                assert_non_null(reader_link(&sample->reader, &number));
                assert_int_equal(number, shown);
                assert_int_equal(sample->reader.focus, side);
                clicked++;
            }
        }
    }
    assert_true(clicked >= 2 * session_link_count(sample->session));
    sample_free(sample);
}

/* A statement's second link, whose number stands on its second row; rejected, it can be chosen as
 * well. Where there is no number, the gutter belongs to the text. */
static void a_click_beside_a_number_is_one_on_the_text(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    size_t number = 0;
    sample_mouse(sample, EVENT_CLICK, 7, 2);
    reader_link(&sample->reader, &number);
    assert_int_equal(number, 2);
    assert_int_equal(pane_statement(&sample->reader.panes[SIDE_RIGHT]), 0);
    sample_press(sample, "x g");
    sample_mouse(sample, EVENT_CLICK, 7, 2);
    reader_link(&sample->reader, &number);
    assert_int_equal(number, 2);
    sample_mouse(sample, EVENT_CLICK, 7, 12);
    reader_link(&sample->reader, &number);
    assert_int_equal(number, 3);
    sample_mouse(sample, EVENT_CLICK, 2, 2);
    assert_stands_at(sample, "Ferry runs");
    struct pane *pane = &sample->reader.panes[SIDE_LEFT];
    assert_int_equal(pane_link_at(pane, 0, 2), 0);
    assert_int_equal(pane_link_at(pane, SIZE_MAX, 2), 0);
    assert_int_equal(pane_link_at(pane, 1, SIZE_MAX), 0);
    assert_int_equal(pane_link_at(pane, 1, 2), 1);
    sample_free(sample);
}

static void an_article_without_statements_is_read(void **state)
{
    (void)state;
    struct sample *sample = sample_open("bare", ROWS, COLUMNS);
    sample_press(sample, "j k Space b ^D ^U g G ] [ c C e E o O Enter m n N s ^O ^N");
    struct text screen = {0};
    sample_screen(sample, &screen);
    assert_non_null(strstr(text_string(&screen), "no statement"));
    sample_press(sample, "Tab ] o m Enter");
    assert_stands_at(sample, "It opens");
    text_free(&screen);
    sample_free(sample);
}

static void pages_open_over_each_other_and_close(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    struct text before = {0}, after = {0};
    sample_screen(sample, &before);
    sample_press(sample, "h F1 h p h j 9 k Space b ^D ^U G g c Enter w");
    assert_false(sample->reader.quit);
    sample_press(sample, "q");
    sample_press(sample, "p q");
    assert_false(sample->reader.quit);
    sample_screen(sample, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    sample_press(sample, "q");
    assert_true(sample->reader.quit);
    text_free(&before);
    text_free(&after);
    sample_free(sample);
}

static void a_window_too_small_can_be_left(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    sample_resize(sample, 1, 1);
    sample_press(sample, "] m q");
    assert_true(sample->reader.quit);
    assert_int_equal(session_count(sample->session).marks, 0);
    sample_free(sample);
}

static void a_signal_ends_it(void **state)
{
    (void)state;
    struct sample *sample = sample_open("ferry", ROWS, COLUMNS);
    struct event event = {.kind = EVENT_SIGNAL, .signal = 15};
    reader_event(&sample->reader, &event);
    assert_true(sample->reader.quit);
    assert_int_equal(sample->reader.signal, 15);
    sample_free(sample);
}

static void check_cursor(const struct sample *sample)
{
    const struct reader *reader = &sample->reader;
    const struct grid *grid = &sample->grid;
    assert_true(grid->cursor_row < grid->rows);
    assert_true(grid->cursor_column < grid->columns);
    for (enum side side = 0; side < SIDE_COUNT; side++)
        assert_true(reader->panes[side].cursor <= session_article(sample->session, side)->size);
    if (!reader_fits(reader) || reader->view_count > 1)
        return;
    const struct pane *pane = &reader->panes[reader->focus];
    long row = pane_screen_row(pane);
    assert_true(row >= 0 && row < (long)pane->area.rows);
    if (reader->prompt.kind == PROMPT_NONE)
        assert_int_equal(grid->cursor_row, pane->area.row + (size_t)row);
}

/* What a cell claims to show is what stands there in the text, and a wide one has its second half.
 */
static void check_cells(const struct sample *sample)
{
    const struct grid *grid = &sample->grid;
    for (size_t row = 0; row < grid->rows; row++)
        for (size_t column = 0; column < grid->columns; column++) {
            const struct cell *cell = grid_cell(grid, row, column);
            if (cell->width == 2) {
                assert_true(column + 1 < grid->columns);
                assert_int_equal(grid_cell(grid, row, column + 1)->width, 0);
            }
            if (cell->width == 0)
                assert_true(column && grid_cell(grid, row, column - 1)->width == 2);
            if (cell->side == SIDE_COUNT)
                continue;
            const struct article *article = session_article(sample->session, cell->side);
            assert_true(cell->offset < article->size);
            assert_memory_equal(article->text + cell->offset, cell->bytes, cell->size);
        }
}

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static void happen_at_random(struct sample *sample, uint32_t *seed)
{
    static const char keys[] =
        "jjjkkk  bbgG][]ccCeEoO\t\t\r\r\r/?nNmwsphq19\x0F\x0E\x04\x15\x1B\x7F"
        "aexy";
    uint32_t random = next_random(seed);
    size_t row = random / 256 % 45, column = random / 65536 % 130;
    switch (random % 16) {
    case 0:
        sample_resize(sample, row + 1, column + 1);
        break;
    case 1:
        sample_mouse(sample, EVENT_CLICK + random / 16 % 3, row, column);
        break;
    case 2:
        sample_key(sample, next_random(seed) % (KEY_UNKNOWN + 1));
        break;
    default:
        sample_key(sample, (unsigned char)keys[random / 16 % (sizeof keys - 1)]);
    }
    sample->reader.quit = false;
}

static void nothing_breaks_at_random(void **state)
{
    uint32_t seed = 0x5EED;
    struct sample *sample = sample_open(*state, ROWS, COLUMNS);
    for (int i = 0; i < 3000; i++) {
        happen_at_random(sample, &seed);
        check_cursor(sample);
        check_cells(sample);
    }
    sample_free(sample);
}

int main(void)
{
    static char ferry[] = "ferry", wide[] = "wide", bare[] = "bare", equal[] = "equal",
                calm[] = "calm";
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrows_reach_every_statement),
        cmocka_unit_test(links_come_one_by_one),
        cmocka_unit_test(every_link_is_ahead_of_who_arrives),
        cmocka_unit_test(a_link_that_was_asked_for_is_gone_on_from),
        cmocka_unit_test(counts_go_further),
        cmocka_unit_test(conflicts_matches_and_lone_statements_have_keys),
        cmocka_unit_test(a_statement_of_rejected_links_is_one_stop),
        cmocka_unit_test(what_is_not_there_is_said),
        cmocka_unit_test(calm_is_shown_as_a_result),
        cmocka_unit_test(enter_goes_round_the_counterparts_and_back),
        cmocka_unit_test(enter_begins_with_the_current_link),
        cmocka_unit_test(history_returns_from_jumps),
        cmocka_unit_test(history_returns_to_each_counterpart_of_a_round),
        cmocka_unit_test(tab_keeps_the_link),
        cmocka_unit_test(counterpart_stands_beside_the_focus),
        cmocka_unit_test(unlocked_panes_stay),
        cmocka_unit_test(resizing_keeps_the_focus_and_its_row),
        cmocka_unit_test(resizing_to_nothing_and_back_changes_nothing),
        cmocka_unit_test(search_finds_in_both),
        cmocka_unit_test(search_can_fail_and_be_cancelled),
        cmocka_unit_test(report_is_written_where_asked),
        cmocka_unit_test(a_tilde_is_the_home_folder),
        cmocka_unit_test(an_existing_file_is_asked_about),
        cmocka_unit_test(marks_go_round_and_are_counted),
        cmocka_unit_test(a_link_just_drawn_is_the_one_that_is_judged),
        cmocka_unit_test(the_mouse_moves_the_focus),
        cmocka_unit_test(every_click_on_text_focuses_what_it_shows),
        cmocka_unit_test(a_click_on_a_number_chooses_its_link),
        cmocka_unit_test(a_click_beside_a_number_is_one_on_the_text),
        cmocka_unit_test(an_article_without_statements_is_read),
        cmocka_unit_test(pages_open_over_each_other_and_close),
        cmocka_unit_test(a_window_too_small_can_be_left),
        cmocka_unit_test(a_signal_ends_it),
        cmocka_unit_test_prestate(nothing_breaks_at_random, ferry),
        cmocka_unit_test_prestate(nothing_breaks_at_random, wide),
        cmocka_unit_test_prestate(nothing_breaks_at_random, bare),
        cmocka_unit_test_prestate(nothing_breaks_at_random, equal),
        cmocka_unit_test_prestate(nothing_breaks_at_random, calm),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("walk", tests, NULL, NULL);
}
