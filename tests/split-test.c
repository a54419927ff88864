/* The line between the panes, by keys and by the mouse. */
#include "reader-sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct area *area(const struct sample *sample, enum side side)
{
    return &sample->reader.panes[side].area;
}

static void assert_fills(const struct sample *sample)
{
    const struct area *left = area(sample, SIDE_LEFT), *right = area(sample, SIDE_RIGHT);
    if (sample->reader.stacked) {
        assert_true(left->rows >= 1 && right->rows >= 1);
        assert_int_equal(left->rows + right->rows + 2, sample->reader.rows - 4);
    } else {
        assert_true(left->columns > 8 && right->columns > 8);
        assert_in_range(left->columns + right->columns + 1, sample->reader.columns - 1,
                        sample->reader.columns);
    }
}

static void keys_move_the_line_and_stop(void **state)
{
    static const size_t sizes[][2] = {{24, 80}, {40, 120}, {20, 60}, {12, 24}, {24, 73}};
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct sample *sample = sample_open("ferry", sizes[i][0], sizes[i][1]);
        struct area before = *area(sample, SIDE_LEFT);
        sample_press(sample, ">");
        if (!sample->reader.stacked)
            assert_true(area(sample, SIDE_LEFT)->columns > before.columns);
        sample_press(sample, "9 9 9 9 >");
        assert_fills(sample);
        sample_press(sample, "c ] j 9 9 9 9 <");
        assert_fills(sample);
        sample_press(sample, "S |");
        assert_fills(sample);
        sample_press(sample, "| S =");
        assert_memory_equal(area(sample, SIDE_LEFT), &before, sizeof before);
        sample_free(sample);
    }
}

static void the_line_is_dragged(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    size_t cursor = sample->reader.panes[SIDE_LEFT].cursor;
    (void)state;
    sample_mouse(sample, EVENT_CLICK, 5, 39);
    sample_mouse(sample, EVENT_RELEASE, 9, 50);
    assert_int_equal(area(sample, SIDE_LEFT)->columns, 50);
    assert_int_equal(sample->reader.panes[SIDE_LEFT].cursor, cursor);
    sample_mouse(sample, EVENT_CLICK, 5, 50);
    sample_mouse(sample, EVENT_RELEASE, 5, 50);
    sample_mouse(sample, EVENT_RELEASE, 5, 20); /* nothing is held */
    assert_int_equal(area(sample, SIDE_LEFT)->columns, 50);
    sample_press(sample, "= |");
    size_t row = area(sample, SIDE_RIGHT)->row - 1; /* the lower header */
    sample_mouse(sample, EVENT_CLICK, row, 5);
    sample_mouse(sample, EVENT_RELEASE, row - 4, 5);
    assert_int_equal(area(sample, SIDE_RIGHT)->row, row - 3);
    assert_fills(sample);
    sample_free(sample);
}

static void dragging_far_out_stops_at_the_ends(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    sample_mouse(sample, EVENT_CLICK, 5, 39);
    sample_mouse(sample, EVENT_RELEASE, 0, 0);
    assert_fills(sample);
    sample_mouse(sample, EVENT_CLICK, 5, area(sample, SIDE_LEFT)->columns);
    sample_mouse(sample, EVENT_RELEASE, 23, 79);
    assert_fills(sample);
    sample_mouse(sample, EVENT_CLICK, 5, area(sample, SIDE_LEFT)->columns);
    sample_press(sample, "|"); /* what is held goes */
    sample_mouse(sample, EVENT_RELEASE, 2, 2);
    assert_fills(sample);
    sample_free(sample);
}

static void the_mouse_is_left_to_the_terminal(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    sample_press(sample, "M");
    assert_true(sample->reader.mouse_off);
    assert_non_null(strstr(sample_message(sample), "selects"));
    sample_press(sample, "M");
    assert_false(sample->reader.mouse_off);
    sample_free(sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_move_the_line_and_stop),
        cmocka_unit_test(the_line_is_dragged),
        cmocka_unit_test(dragging_far_out_stops_at_the_ends),
        cmocka_unit_test(the_mouse_is_left_to_the_terminal),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("split", tests, NULL, NULL);
}
