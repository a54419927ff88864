/* How the other article follows somebody who reads: it goes on in the direction of reading, stays
 * in sight and never turns back but where the links do. */
#include "reader-sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SEEDS = 8, STEPS_MAX = 3000 };

static const size_t sizes[][2] = {{24, 80}, {20, 60}, {40, 120}};

#define SIZES (sizeof sizes / sizeof *sizes)

/* Where both articles stand, in rows; positive is onwards in the direction of reading. */
struct standing {
    long top, other_top, other_row;
};

static struct standing standing(const struct sample *sample, bool down)
{
    const struct reader *reader = &sample->reader;
    const struct pane *pane = &reader->panes[reader->focus],
                      *other = &reader->panes[side_other(reader->focus)];
    long way = down ? 1 : -1;
    return (struct standing){way * pane->top, way * other->top, way * (long)pane_cursor_row(other)};
}

/* The row of the screen on which the other article has what belongs beside the focus. */
static long screen_row_beside(const struct sample *sample)
{
    return pane_screen_row(&sample->reader.panes[side_other(sample->reader.focus)]);
}

static long rows_of_other(const struct sample *sample)
{
    return (long)sample->reader.panes[side_other(sample->reader.focus)].area.rows;
}

static void assert_in_sight(const struct sample *sample)
{
    assert_in_range(screen_row_beside(sample), 0, rows_of_other(sample) - 1);
}

/* One step; `before` becomes where it led. False at the end of the article. */
static bool step(struct sample *sample, const char *key, bool down, struct standing *before,
                 struct standing *moved)
{
    sample_press(sample, key);
    struct standing now = standing(sample, down);
    *moved = (struct standing){now.top - before->top, now.other_top - before->other_top,
                               now.other_row - before->other_row};
    *before = now;
    return !*sample_message(sample);
}

/* Walks to the end of the article; what belongs beside the focus goes on all the way. It is no
 * further ahead than the slack, or than the walk before left it, which came the other way. */
static void walk_on(struct sample *sample, const char *key, bool down)
{
    long slack = rows_of_other(sample) / 5, most = articles_lead(&sample->reader, down);
    most = most < slack ? slack : most;
    struct standing before = standing(sample, down), moved;
    size_t steps = 0;
    for (; step(sample, key, down, &before, &moved); steps++) {
        assert_true(moved.other_row >= 0);
        assert_true(moved.top >= 0);
        assert_true(moved.other_top >= 0);
        assert_in_sight(sample);
        assert_true(steps < STEPS_MAX);
        if (sample->reader.stacked)
            continue;
        assert_true(moved.other_top <= moved.other_row + moved.top + most);
        assert_true(articles_lead(&sample->reader, down) <= most);
    }
    assert_true(steps > 2);
}

static void links_in_order_never_turn_the_text_back(void **state)
{
    static const struct {
        const char *from, *key;
        bool down;
    } walks[] = {{"g", "j", true},      {"G", "k", false},    {"Tab g", "j", true},
                 {"G", "k", false},     {"g", "Space", true}, {"G", "b", false},
                 {"Tab g", "^D", true}, {"G", "^U", false}};
    (void)state;
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        struct sample *sample = sample_new_random(seed, true);
        for (size_t i = 0; i < SIZES; i++) {
            sample_resize(sample, sizes[i][0], sizes[i][1]);
            for (size_t walk = 0; walk < sizeof walks / sizeof *walks; walk++) {
                sample_press(sample, walks[walk].from);
                walk_on(sample, walks[walk].key, walks[walk].down);
            }
        }
        sample_free(sample);
    }
}

/* Where the links go back, so does the text, but only as far as it has to: while what belongs
 * beside the focus is in sight, it stands still. */
static void links_out_of_order_turn_it_back_only_out_of_sight(void **state)
{
    (void)state;
    size_t back = 0, steps = 0;
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        struct sample *sample = sample_new_random(seed, false);
        struct standing moved;
        sample_resize(sample, 24, 80);
        for (struct standing before = standing(sample, true);
             step(sample, "j", true, &before, &moved); steps++) {
            assert_in_sight(sample);
            assert_true(moved.top >= 0);
            if (moved.other_top >= 0)
                continue;
            back++;
            assert_true(moved.other_row < 0);
            assert_true(screen_row_beside(sample) + moved.other_top < 0);
        }
        sample_free(sample);
    }
    assert_true(back > 0 && back * 4 < steps);
}

/* The focus sinks through a long statement; its short counterpart stays, also on the way back. */
static void a_short_counterpart_is_not_dragged_along(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        struct sample *sample = sample_new_random(seed, true);
        sample_resize(sample, 24, 80);
        const struct pane *panes = sample->reader.panes;
        for (size_t steps = 0; steps < 150; steps++) {
            long tops[] = {panes[SIDE_LEFT].top, panes[SIDE_RIGHT].top};
            const struct link *link = reader_link(&sample->reader, NULL);
            sample_press(sample, "j");
            if (*sample_message(sample) || !link || reader_link(&sample->reader, NULL) != link ||
                panes[SIDE_LEFT].top != tops[SIDE_LEFT])
                continue;
            assert_int_equal(panes[SIDE_RIGHT].top, tops[SIDE_RIGHT]);
            sample_press(sample, "k");
            assert_int_equal(panes[SIDE_RIGHT].top, tops[SIDE_RIGHT]);
            sample_press(sample, "j");
            assert_int_equal(panes[SIDE_RIGHT].top, tops[SIDE_RIGHT]);
        }
        sample_free(sample);
    }
}

static void assert_nothing_moves(struct sample *sample, const char *keys)
{
    long tops[SIDE_COUNT];
    for (enum side side = 0; side < SIDE_COUNT; side++)
        tops[side] = sample->reader.panes[side].top;
    sample_press(sample, keys);
    for (enum side side = 0; side < SIDE_COUNT; side++)
        assert_int_equal(sample->reader.panes[side].top, tops[side]);
}

static void what_is_said_moves_nothing(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        struct sample *sample = sample_new_random(seed, true);
        sample_resize(sample, 24, 80);
        for (size_t i = 0; i < 60; i++) {
            sample_press(sample, "2 j");
            assert_nothing_moves(sample, "m u ^R u a x Enter u");
            if (reader_link(&sample->reader, NULL))
                assert_nothing_moves(sample, "y r x x u u u u");
        }
        sample_free(sample);
    }
}

/* The key between the articles leaves the one that is left where it stands. */
static void the_article_that_is_left_stays(void **state)
{
    (void)state;
    struct sample *sample = sample_new_random(5, true);
    const struct pane *left = &sample->reader.panes[SIDE_LEFT];
    size_t linked = 0;
    sample_resize(sample, 24, 80);
    for (size_t i = 0; i < 60; i++) {
        sample_press(sample, "j");
        if (!reader_link(&sample->reader, NULL))
            continue;
        long top = left->top;
        size_t cursor = left->cursor;
        linked++;
        sample_press(sample, "Tab");
        assert_int_equal(left->top, top);
        sample_press(sample, "Tab");
        assert_int_equal(left->top, top);
        assert_int_equal(left->cursor, cursor);
    }
    assert_true(linked > 10);
    sample_free(sample);
}

/* The focus on the last statement, what belongs beside it lies at the end, too. */
static void ends_stand_beside_each_other(void **state)
{
    (void)state;
    struct sample *sample = sample_new("strangers"); /* no link at all */
    const struct pane *panes = sample->reader.panes;
    sample_resize(sample, 24, 80);
    sample_press(sample, "9 9 9 j");
    assert_int_equal(pane_cursor_row(&panes[SIDE_RIGHT]) + 1, panes[SIDE_RIGHT].layout.count);
    sample_press(sample, "9 9 9 k");
    assert_int_equal(pane_cursor_row(&panes[SIDE_RIGHT]), 0);
    assert_in_sight(sample);
    sample_free(sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_in_order_never_turn_the_text_back),
        cmocka_unit_test(links_out_of_order_turn_it_back_only_out_of_sight),
        cmocka_unit_test(a_short_counterpart_is_not_dragged_along),
        cmocka_unit_test(what_is_said_moves_nothing),
        cmocka_unit_test(the_article_that_is_left_stays),
        cmocka_unit_test(ends_stand_beside_each_other),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("follow", tests, NULL, NULL);
}
