/* The list of links, the threshold, the places of the panes and the overview strip. */
#include "reader-sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_hides(const struct sample *sample, const char *words)
{
    struct text screen = {0};
    sample_screen(sample, &screen);
    assert_null(strstr(text_string(&screen), words));
    text_free(&screen);
}

static void assert_shows(const struct sample *sample, const char *words)
{
    struct text screen = {0};
    sample_screen(sample, &screen);
    if (!strstr(text_string(&screen), words))
        fail_msg("\"%s\" is not on the screen:\n%s", words, text_string(&screen));
    text_free(&screen);
}

static unsigned confidence_of(const struct sample *sample, size_t item)
{
    return session_link(sample->session, sample->reader.list.items[item].number)->confidence;
}

static void list_sorts(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    const struct list *list = &sample->reader.list;
    (void)state;
    sample_press(sample, "l");
    assert_int_equal(list->count, session_link_count(sample->session));
    for (size_t i = 0; i < list->count; i++)
        assert_int_equal(list->items[i].number, i + 1);
    sample_press(sample, "l");
    for (size_t i = 1, matches = 0; i < list->count; i++) {
        matches += session_link(sample->session, list->items[i - 1].number)->kind == LINK_MATCH;
        if (session_link(sample->session, list->items[i].number)->kind == LINK_CONFLICT)
            assert_int_equal(matches, 0);
    }
    sample_press(sample, "l");
    for (size_t i = 1; i < list->count; i++)
        assert_true(confidence_of(sample, i - 1) >= confidence_of(sample, i));
    sample_press(sample, "l");
    assert_int_equal(list->items[0].number, 1);
    sample_free(sample);
}

static void list_filters(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    const struct list *list = &sample->reader.list;
    struct session_counts counts = session_count(sample->session);
    (void)state;
    sample_press(sample, "l f");
    assert_int_equal(list->count, counts.hard + counts.soft);
    sample_press(sample, "f");
    assert_int_equal(list->count, counts.matches);
    sample_press(sample, "f");
    assert_int_equal(list->count, counts.only[SIDE_LEFT] + counts.only[SIDE_RIGHT]);
    assert_int_equal(list->items[0].side, SIDE_LEFT);
    sample_press(sample, "f");
    assert_int_equal(list->count, 0);
    sample_press(sample, "Enter");
    assert_non_null(strstr(sample_message(sample), "empty"));
    sample_press(sample, "q ] m l");
    assert_int_equal(list->count, 1);
    sample_press(sample, "f");
    assert_int_equal(list->count, session_link_count(sample->session)); /* unverified */
    sample_press(sample, "f");
    assert_shows(sample, "List: conflicts of number, 1, by place");
    sample_press(sample, "F F F F F F");
    assert_shows(sample, "List: all");
    assert_int_equal(list->count, session_link_count(sample->session));
    sample_free(sample);
}

static void list_goes_there_and_back(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    sample_press(sample, "l G Enter");
    assert_int_equal(sample->reader.view_count, 1);
    const struct link *last = session_link(sample->session, session_link_count(sample->session));
    assert_int_equal(pane_statement(&sample->reader.panes[SIDE_LEFT]), last->left);
    assert_ptr_equal(reader_link(&sample->reader, NULL), last);
    sample_press(sample, "l");
    assert_int_equal(sample->reader.list.items[sample->reader.list.cursor].number,
                     session_link_count(sample->session));
    sample_press(sample, "q ^O");
    assert_int_equal(pane_statement(&sample->reader.panes[SIDE_LEFT]), 0);
    sample_press(sample, "l f f f G Enter");
    assert_int_equal(sample->reader.focus, SIDE_RIGHT);
    sample_free(sample);
}

static void list_is_clicked(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    sample_press(sample, "l");
    sample_mouse(sample, EVENT_CLICK, 23, 5);
    sample_mouse(sample, EVENT_CLICK, 0, 5);
    assert_int_equal(sample->reader.view_count, 2);
    sample_mouse(sample, EVENT_CLICK, 3, 5);
    assert_int_equal(sample->reader.view_count, 1);
    size_t number;
    assert_non_null(reader_link(&sample->reader, &number));
    assert_int_equal(number, 3);
    sample_free(sample);
}

static void threshold_moves_and_stops(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    size_t all = session_link_count(sample->session);
    (void)state;
    sample_press(sample, "9 9 9 9 +");
    assert_int_equal(session_threshold(sample->session), 1000);
    assert_shows(sample, "1.000 and above: ");
    sample_press(sample, "] c e");
    sample_press(sample, "9 9 9 9 -");
    assert_int_equal(session_threshold(sample->session), CONFIDENCE_FLOOR);
    assert_true(session_link_count(sample->session) >= all);
    sample_press(sample, "+");
    assert_int_equal(session_threshold(sample->session), CONFIDENCE_FLOOR + 25);
    sample_free(sample);
}

static void panes_swap_and_stack(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    const struct pane *panes = sample->reader.panes;
    (void)state;
    sample_press(sample, "c S");
    assert_true(panes[SIDE_RIGHT].area.column < panes[SIDE_LEFT].area.column);
    assert_int_equal(panes[SIDE_LEFT].area.columns, panes[SIDE_RIGHT].area.columns);
    assert_int_equal(pane_screen_row(&panes[SIDE_LEFT]), pane_screen_row(&panes[SIDE_RIGHT]));
    sample_press(sample, "|");
    assert_true(panes[SIDE_RIGHT].area.row < panes[SIDE_LEFT].area.row);
    sample_press(sample, "S |");
    assert_true(panes[SIDE_LEFT].area.column < panes[SIDE_RIGHT].area.column);
    sample_resize(sample, 20, 60);
    sample_press(sample, "|");
    assert_non_null(strstr(sample_message(sample), "too narrow"));
    assert_true(sample->reader.stacked);
    sample_free(sample);
}

static void strip_shows_all_and_leads_there(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    const struct pane *pane = &sample->reader.panes[SIDE_LEFT];
    size_t column = pane->area.column + pane->area.columns - 1, conflicts = 0, offset;
    (void)state;
    assert_true(pane_strip(pane) > 0);
    for (size_t i = 0; i < pane->area.rows; i++)
        conflicts += *grid_cell(&sample->grid, pane->area.row + i, column)->bytes == '!';
    assert_true(conflicts > 0);
    size_t last = pane->area.row + pane->area.rows - 1, before = pane_cursor_row(pane);
    assert_false(pane_strip_offset(pane, last, column - 1, &offset));
    sample_mouse(sample, EVENT_CLICK, last, column);
    assert_true(pane_cursor_row(pane) > before + pane->area.rows / 2);
    sample_resize(sample, 24, 30);
    assert_int_equal(pane_strip(pane), 0);
    sample_free(sample);
}

/* A walk by lines leaves both texts where they are as long as the focus and what stands beside it
 * are in sight and about level; when the window moves, it does by a third of it. */
static void a_walk_by_lines_is_calm(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    const struct pane *panes = sample->reader.panes;
    size_t moves[SIDE_COUNT] = {0}, steps = 0;
    (void)state;
    while (!*sample_message(sample)) {
        long tops[SIDE_COUNT] = {panes[SIDE_LEFT].top, panes[SIDE_RIGHT].top};
        sample_press(sample, "j");
        steps++;
        for (enum side side = 0; side < SIDE_COUNT; side++)
            moves[side] += panes[side].top != tops[side];
        assert_in_range(pane_screen_row(&panes[SIDE_LEFT]), 0, panes[SIDE_LEFT].area.rows - 1);
    }
    assert_true(steps > 20);
    assert_true(moves[SIDE_LEFT] > 0 && moves[SIDE_LEFT] * 6 < steps);
    assert_true(moves[SIDE_RIGHT] > 0 && moves[SIDE_RIGHT] * 2 < steps);
    sample_free(sample);
}

/* A focus without links keeps the other article level, too, in proportion to the links around. */
static void unlinked_focus_is_followed(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    const struct pane *panes = sample->reader.panes;
    (void)state;
    sample_press(sample, "g");
    for (size_t before = pane_cursor_row(&panes[SIDE_LEFT]), steps = 0; steps < 30; steps++) {
        sample_press(sample, "j");
        assert_true(articles_lead(&sample->reader, true) <= (long)panes[SIDE_LEFT].area.rows / 5);
        assert_in_range(pane_screen_row(&panes[SIDE_RIGHT]), 0, panes[SIDE_RIGHT].area.rows - 1);
        assert_true(pane_cursor_row(&panes[SIDE_LEFT]) >= before);
        before = pane_cursor_row(&panes[SIDE_LEFT]);
    }
    sample_press(sample, "g o");
    size_t focus = pane_cursor_row(&panes[SIDE_LEFT]);
    assert_true(focus > 0);
    assert_true(pane_cursor_row(&panes[SIDE_RIGHT]) > 0);
    sample_press(sample, "s G");
    size_t unlocked = pane_cursor_row(&panes[SIDE_RIGHT]);
    sample_press(sample, "g o o");
    assert_int_equal(pane_cursor_row(&panes[SIDE_RIGHT]), unlocked);
    sample_free(sample);
}

/* The signs of a column of a pane, from the top. */
static const char *column_of(const struct sample *sample, enum side side, size_t column,
                             struct text *out)
{
    const struct area *area = &sample->reader.panes[side].area;
    text_clear(out);
    for (size_t i = 0; i < area->rows; i++)
        text_append(out, grid_cell(&sample->grid, area->row + i, area->column + column)->bytes, 1);
    return text_string(out);
}

static size_t count_of(const char *text, char sign)
{
    size_t count = 0;
    for (; *text; text++)
        count += *text == sign;
    return count;
}

/* How many times a sign stands in the gutters' columns of marks, and in the strips. */
static void assert_marks(const struct sample *sample, char sign, size_t gutters, size_t strips)
{
    struct text column = {0};
    size_t in_gutters = 0, in_strips = 0;
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        const struct pane *pane = &sample->reader.panes[side];
        in_gutters += count_of(column_of(sample, side, pane_gutter(pane) - 2, &column), sign);
        in_strips += count_of(column_of(sample, side, pane->area.columns - 1, &column), sign);
    }
    text_free(&column);
    assert_int_equal(in_gutters, gutters);
    assert_int_equal(in_strips, strips);
}

static void a_mark_on_a_link_shows_at_both_ends(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    sample_resize(sample, 60, 80); /* both texts as a whole */
    sample_press(sample, "c");
    assert_marks(sample, '*', 0, 0);
    sample_press(sample, "l m q");
    assert_marks(sample, '*', 2, 2);
    assert_shows(sample, ">!3 * The ferry Tern");
    assert_shows(sample, ":!3 * Rescuers took");
    assert_shows(sample, "\u2500 link marked \u2500");
    sample_press(sample, "l m q");
    assert_marks(sample, '#', 2, 2);
    assert_shows(sample, "\u2500 link marked important \u2500");
    sample_press(sample, "j"); /* another link of the panel */
    sample_press(sample, "c");
    assert_hides(sample, "link marked");
    sample_press(sample, "l m m m q");
    sample_press(sample, "u u u u");
    assert_marks(sample, '*', 2, 2);
    sample_press(sample, "u");
    assert_marks(sample, '*', 0, 0);
    sample_press(sample, "g c l a q u i t e Enter q");
    assert_marks(sample, '"', 2, 2);
    assert_shows(sample, "note on the link: quite");
    sample_free(sample);
}

static void marks_on_statement_and_link_are_told_apart(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    sample_resize(sample, 60, 80);
    sample_press(sample, "c m");
    assert_shows(sample, "\u2500 marked \u2500");
    assert_marks(sample, '*', 1, 1);
    sample_press(sample, "l m m q");
    assert_shows(sample, "\u2500 marked   link marked important \u2500");
    assert_shows(sample, ">!3 * The ferry Tern"); /* the statement's own comes first */
    assert_shows(sample, ":!3 # Rescuers took");
    sample_free(sample);
}

/* A link that finds no row in the gutter, one that is rejected, one in a fold. */
static void a_mark_shows_where_its_link_has_no_row(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    sample_resize(sample, 60, 330);
    sample_press(sample, "e l m q");
    assert_shows(sample, ">!3+* The ferry Tern"); /* link 2 is behind the + */
    sample_press(sample, "m m m x");
    assert_marks(sample, '*', 2, 2);
    sample_press(sample, "f"); /* conflicts only */
    assert_marks(sample, '*', 1, 1);
    sample_press(sample, "F l f f f m q");
    sample_free(sample);
}

/* Where one row of the strip stands for many: a conflict hides a mark on less than that. */
static void the_strip_shows_what_weighs_most(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    sample_resize(sample, 13, 80); /* eight rows of text */
    sample_press(sample, "e e m"); /* a match, near a conflict */
    assert_marks(sample, '*', 1, 0);
    sample_press(sample, "C m"); /* the conflict */
    assert_marks(sample, '*', 2, 1);
    sample_free(sample);
}

static void texts_without_links_have_lists_too(void **state)
{
    static const char *const pairs[] = {"bare", "strangers", "short", "equal", "wide"};
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct sample *sample = sample_open(pairs[i], 24, 80);
        sample_press(sample,
                     "l l l l G g Enter l f G Enter l f G Enter l f f f f f f q + - S | S |");
        sample_free(sample);
    }
}

/* The first statement that is focused speaks with these words of its own text. */
/* The help of what lies under it: what does nothing there is not shown. */
static void assert_help(struct sample *sample, const char *there, const char *not_there)
{
    sample_press(sample, "h");
    const char *help = text_string(&sample->reader.page.text);
    if (!strstr(help, there))
        fail_msg("\"%s\" is not in the help:\n%s", there, help);
    if (strstr(help, not_there))
        fail_msg("\"%s\" is in the help:\n%s", not_there, help);
    sample_press(sample, "q");
}

static void help_shows_what_works_here(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    assert_help(sample, "Search both articles onwards", "Read the files again"); /* not served */
    assert_help(sample, "Swap the places", "in your editor");
    sample_press(sample, "l");
    assert_help(sample, "Go there in the articles", "Next counterpart");
    assert_help(sample, "Another order", "Search both articles");
    assert_help(sample, "Mark the focus", "Draw a link");
    assert_help(sample, "Close this view", "Leave the mouse");
    sample_press(sample, "q");
    assert_help(sample, "Next counterpart", "Go there in the articles");
    sample_free(sample);
}

static void escape_gives_up_one_thing_at_a_time(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    const struct reader *reader = &sample->reader;
    (void)state;
    sample_press(sample, "l h Esc");
    assert_shows(sample, "List: all");
    sample_press(sample, "1 2 Esc"); /* the count first */
    assert_int_equal(reader->count, 0);
    assert_shows(sample, "List: all");
    sample_press(sample, "/ Esc Esc");
    assert_int_equal(reader->view_count, 1);
    sample_press(sample, "p Esc W Esc l f f f Esc");
    assert_int_equal(reader->view_count, 1);
    sample_press(sample, "L Esc");
    assert_string_equal(sample_message(sample), "No link drawn");
    sample_press(sample, "Esc");
    assert_string_equal(sample_message(sample), "");
    sample_resize(sample, 5, 20);
    sample_press(sample, "Esc Esc");
    assert_false(reader->quit);
    sample_free(sample);
}

static void escape_is_a_key_as_any_other(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    assert_true(bindings_bind(&sample->reader.bindings, 'Z', ACTION_CLOSE, 1));
    sample_press(sample, "l Z");
    assert_int_equal(sample->reader.view_count, 1);
    assert_true(bindings_bind(&sample->reader.bindings, KEY_ESCAPE, ACTION_NONE, 2));
    sample_press(sample, "l Esc");
    assert_int_equal(sample->reader.view_count, 2);
    assert_shows(sample, "This key does nothing");
    sample_press(sample, "Z / x Esc"); /* in a line it always cancels */
    assert_int_equal(sample->reader.prompt.kind, PROMPT_NONE);
    sample_free(sample);
}

static void what_is_undone_is_named(void **state)
{
    static const struct {
        const char *pair, *keys, *undone;
    } steps[] = {
        {"ferry", "] m", "the mark on \"The ferry Tern struck a...\""},
        {"ferry", "Tab a x Enter", "the note on \"Eighty-four saved from s...\""},
        {"ferry", "c x", "the verdict on link 3"},
        {"ferry", "c y", "the verdict on link 3"},
        {"ferry", "c r r", "what link 3 is"},
        {"ferry", "L Tab G L", "link 2 by hand"},
        {"ferry", "L Tab G L x", "link 2 by hand"},
        {"ferry", "l j j m", "the mark on link 3"},
        {"ferry", "l j j a x Enter", "the note on link 3"},
        {"short", "m", "the mark on \"Snow fell.\""},
        {"wide", "m", "the mark on \"灯台で火事、けが人なし\""},
        {"wide", "] m", "the mark on \"火は月曜日の午前三時ごろ...\""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct sample *sample = sample_open(steps[i].pair, 24, 80);
        struct text said = {0};
        sample_press(sample, steps[i].keys);
        sample_press(sample, "u");
        text_format(&said, "Undone: %s", steps[i].undone);
        assert_string_equal(sample_message(sample), said.bytes);
        sample_press(sample, "^R");
        text_clear(&said);
        text_format(&said, "Done again: %s", steps[i].undone);
        assert_string_equal(sample_message(sample), said.bytes);
        text_free(&said);
        sample_free(sample);
    }
}

static void the_panel_counts_links_in_a_narrow_window(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    sample_resize(sample, 20, 60);
    sample_press(sample, "c");
    assert_shows(sample, "2 of 2\n");
    assert_hides(sample, "of 2 here");
    sample_resize(sample, 24, 80);
    assert_shows(sample, "link 2 of 2 here");
    sample_free(sample);
}

static void speak(struct sample *sample, const char *words)
{
    struct analysis *analysis = &sample->made.sides[SIDE_LEFT].analysis;
    for (size_t i = 0; i < analysis->statement_count; i++)
        analysis->statements[i].speaker = hand_span(&sample->made, SIDE_LEFT, words);
}

static void the_panel_names_the_speaker_where_there_is_room(void **state)
{
    (void)state;
    struct sample *sample = sample_open("short", 24, 80);
    assert_hides(sample, "says:");
    speak(sample, "Snow");
    sample_resize(sample, 24, 81);
    assert_shows(sample, "says: Snow");
    sample_resize(sample, 24, 50);
    assert_shows(sample, "confidence");
    assert_hides(sample, "says");
    sample_free(sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(list_sorts),
        cmocka_unit_test(list_filters),
        cmocka_unit_test(list_goes_there_and_back),
        cmocka_unit_test(list_is_clicked),
        cmocka_unit_test(threshold_moves_and_stops),
        cmocka_unit_test(panes_swap_and_stack),
        cmocka_unit_test(strip_shows_all_and_leads_there),
        cmocka_unit_test(a_walk_by_lines_is_calm),
        cmocka_unit_test(unlinked_focus_is_followed),
        cmocka_unit_test(a_mark_on_a_link_shows_at_both_ends),
        cmocka_unit_test(marks_on_statement_and_link_are_told_apart),
        cmocka_unit_test(a_mark_shows_where_its_link_has_no_row),
        cmocka_unit_test(the_strip_shows_what_weighs_most),
        cmocka_unit_test(texts_without_links_have_lists_too),
        cmocka_unit_test(help_shows_what_works_here),
        cmocka_unit_test(escape_gives_up_one_thing_at_a_time),
        cmocka_unit_test(escape_is_a_key_as_any_other),
        cmocka_unit_test(what_is_undone_is_named),
        cmocka_unit_test(the_panel_counts_links_in_a_narrow_window),
        cmocka_unit_test(the_panel_names_the_speaker_where_there_is_room),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("view", tests, NULL, NULL);
}
