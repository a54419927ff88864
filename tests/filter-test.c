/* Filters: what they take, what they fold in the articles, and how one gets at it. */
#include "reader-sample.h"

#include "reader/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_shown(const struct sample *sample, const char *words, bool expected)
{
    struct text screen = {0};
    sample_screen(sample, &screen);
    bool shown = strstr(text_string(&screen), words) != NULL;
    if (shown != expected)
        fail_msg("\"%s\" is %son the screen:\n%s", words, shown ? "" : "not ",
                 text_string(&screen));
    text_free(&screen);
}

/* Every statement stands in a row of its own words if the filter takes it, else in a fold. */
static void assert_folded_by_filter(const struct sample *sample)
{
    for (enum side side = 0; side < SIDE_COUNT; side++) {
        const struct pane *pane = &sample->reader.panes[side];
        for (size_t i = 0; i < pane_analysis(pane)->statement_count; i++) {
            size_t start = pane_analysis(pane)->statements[i].span.start;
            assert_int_equal(
                pane->layout.rows[layout_row(&pane->layout, start)].fold,
                !filter_takes_statement(sample->reader.filter, sample->session, side, i));
        }
        for (size_t row = 1; row < pane->layout.count; row++)
            assert_true(pane->layout.rows[row - 1].span.end <= pane->layout.rows[row].span.start);
    }
}

static void all_filters_fold_what_they_do_not_take(void **state)
{
    static const char *const pairs[] = {"ferry", "calm",  "wide",     "equal",
                                        "bare",  "short", "strangers"};
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct sample *sample = sample_open(pairs[i], 40, 100);
        size_t steps = 0;
        do {
            sample_press(sample, "f");
            assert_folded_by_filter(sample);
            sample_press(sample, "g j j j k Space G b Tab k k g");
            assert_true(++steps < 30);
        } while (sample->reader.filter.kind != FILTER_ALL);
        assert_true(steps >= FILTER_REASON);
        sample_press(sample, "F");
        assert_int_not_equal(sample->reader.filter.kind, FILTER_ALL);
        sample_free(sample);
    }
}

static void a_fold_says_how_much_it_is(void **state)
{
    struct sample *sample = sample_open("ferry", 40, 100);
    (void)state;
    sample_press(sample, "f");
    assert_non_null(strstr(sample_message(sample), "Filter: conflicts; statements left 5"));
    assert_shown(sample, "\u00B7 2 statements, 1 link ", true);
    assert_shown(sample, "\u00B7 3 statements, 2 links ", true);
    assert_shown(sample, "By Ines Okafor", false);
    assert_shown(sample, "[conflicts]", false);
    sample_press(sample, "j");
    assert_shown(sample, "[conflicts]", true);
    sample_free(sample);
}

static void a_fold_is_opened_by_enter(void **state)
{
    struct sample *sample = sample_open("ferry", 40, 100);
    (void)state;
    sample_press(sample, "f g");
    assert_false(span_is_empty(fold_of_cursor(&sample->reader.panes[SIDE_LEFT])));
    assert_shown(sample, "folded; Enter opens the fold", true);
    sample_press(sample, "m");
    assert_non_null(strstr(sample_message(sample), "Enter opens it"));
    assert_int_equal(session_count(sample->session).marks, 0);
    sample_press(sample, "Enter");
    assert_true(span_is_empty(fold_of_cursor(&sample->reader.panes[SIDE_LEFT])));
    assert_shown(sample, "By Ines Okafor", true);
    assert_int_equal(sample->reader.focus, SIDE_LEFT);
    sample_press(sample, "f");
    assert_folded_by_filter(sample);
    sample_free(sample);
}

static void going_into_a_fold_opens_it(void **state)
{
    struct sample *sample = sample_open("ferry", 40, 100);
    (void)state;
    sample_press(sample, "f /");
    sample_type(sample, "two holes");
    sample_press(sample, "Enter");
    assert_true(sample_stands_at(sample, "Engineers found"));
    assert_shown(sample, "two holes below", true);
    assert_shown(sample, "By Ines Okafor", false);
    sample_press(sample, "F f");
    sample_mouse(sample, EVENT_CLICK, 1, 20);
    assert_shown(sample, "By Ines Okafor", true);
    sample_press(sample, "F f l F G Enter"); /* the list has its own filter */
    assert_true(span_is_empty(fold_of_cursor(&sample->reader.panes[sample->reader.focus])));
    sample_free(sample);
}

static void jumps_respect_the_filter(void **state)
{
    struct sample *sample = sample_open("ferry", 40, 100);
    size_t number;
    (void)state;
    sample_press(sample, "f f"); /* matches */
    sample_press(sample, "c");
    assert_non_null(strstr(sample_message(sample), "No conflict found under this filter"));
    sample_press(sample, "g ]");
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(reader_link(&sample->reader, &number)->kind, LINK_MATCH);
        sample_press(sample, "]");
    }
    assert_non_null(strstr(sample_message(sample), "No further link under this filter"));
    sample_press(sample, "f o"); /* one side only */
    assert_true(session_is_only(sample->session, SIDE_LEFT,
                                pane_statement(&sample->reader.panes[SIDE_LEFT])) ||
                strstr(sample_message(sample), "Nothing further"));
    sample_press(sample, "]");
    assert_non_null(strstr(sample_message(sample), "No link found under this filter"));
    sample_free(sample);
}

static void the_readers_word_is_filtered_for(void **state)
{
    struct sample *sample = sample_open("ferry", 40, 100);
    struct filter marked = {.kind = FILTER_MARKED}, unverified = {.kind = FILTER_UNVERIFIED},
                  matches = {.kind = FILTER_MATCHES};
    const struct link *link = session_link(sample->session, 1);
    struct remark note = {.note = "look again"}, confirmed = {.verdict = VERDICT_CONFIRMED},
                  rejected = {.verdict = VERDICT_REJECTED};
    (void)state;
    assert_false(filter_takes_link(marked, sample->session, 1));
    session_say(sample->session, target_of_link(link), &note);
    assert_true(filter_takes_link(marked, sample->session, 1));
    assert_true(filter_takes_statement(marked, sample->session, SIDE_LEFT, link->left));
    assert_true(filter_takes_link(unverified, sample->session, 1));
    session_say(sample->session, target_of_link(link), &confirmed);
    assert_false(filter_takes_link(unverified, sample->session, 1));
    assert_true(filter_takes_link(matches, sample->session, 1));
    session_say(sample->session, target_of_link(link), &rejected);
    assert_false(filter_takes_link(matches, sample->session, 1));
    sample_free(sample);
}

static void reasons_that_none_has_are_passed(void **state)
{
    struct sample *sample = sample_open("ferry", 40, 100);
    struct filter filter = {.kind = FILTER_UNVERIFIED};
    size_t count = 0;
    (void)state;
    for (filter = filter_next(filter, sample->session, false); filter.kind == FILTER_REASON;
         filter = filter_next(filter, sample->session, false))
        count++;
    assert_int_equal(count, 5);
    assert_int_equal(filter.kind, FILTER_ALL);
    filter = filter_next(filter, sample->session, true);
    assert_int_equal(filter.reason, REASON_CERTAINTY);
    sample_free(sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_filters_fold_what_they_do_not_take),
        cmocka_unit_test(a_fold_says_how_much_it_is),
        cmocka_unit_test(a_fold_is_opened_by_enter),
        cmocka_unit_test(going_into_a_fold_opens_it),
        cmocka_unit_test(jumps_respect_the_filter),
        cmocka_unit_test(the_readers_word_is_filtered_for),
        cmocka_unit_test(reasons_that_none_has_are_passed),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("filter", tests, NULL, NULL);
}
