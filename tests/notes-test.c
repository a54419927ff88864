#include "notes/session.h"

#include "hand-made.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const struct hand_block left_blocks[] = {
    {BLOCK_TITLE, "Storm closes the harbour"},
    {BLOCK_BYLINE, "By A. Pilot"},
    {BLOCK_PARAGRAPH, "Nine boats were lost."},
    {BLOCK_PARAGRAPH, "The pier stands."},
    {BLOCK_HEADING, "What is next"},
    {BLOCK_ITEM, "Divers search the bay."},
};
static const struct hand_block right_blocks[] = {
    {BLOCK_TITLE, "Harbour shut after storm"},
    {BLOCK_PARAGRAPH, "Seven boats sank."},
    {BLOCK_QUOTATION, "It was loud."},
};

/* In the comparison's order: by left, then by right statement. */
static struct link links[] = {
    {.kind = LINK_MATCH, .confidence = 900, .left = 0, .right = 0},
    {.kind = LINK_CONFLICT, .severity = SEVERITY_SOFT, .confidence = 499, .left = 2, .right = 0},
    {.kind = LINK_CONFLICT, .severity = SEVERITY_HARD, .confidence = 700, .left = 2, .right = 1},
    {.kind = LINK_MATCH, .confidence = 500, .left = 5, .right = 1},
};

static int set_up(void **state)
{
    struct hand_made *made = memory_new(1, sizeof *made);
    hand_side_make(&made->sides[SIDE_LEFT], "left.txt", "Left", left_blocks, 6);
    hand_side_make(&made->sides[SIDE_RIGHT], "right.txt", "Right", right_blocks, 3);
    hand_made_join(made, links, sizeof links / sizeof *links);
    *state = made;
    return 0;
}

static int tear_down(void **state)
{
    hand_made_free(*state);
    free(*state);
    return 0;
}

static struct session *open_session(void **state, unsigned threshold)
{
    struct hand_made *made = *state;
    return session_new(&made->comparison, threshold);
}

static void shows_links_at_and_above_the_threshold(void **state)
{
    struct session *session = open_session(state, 500);
    assert_int_equal(session_threshold(session), 500);
    assert_int_equal(session_link_count(session), 3);
    assert_ptr_equal(session_engine_link(session, 1), &links[0]);
    assert_ptr_equal(session_engine_link(session, 2), &links[2]);
    assert_ptr_equal(session_engine_link(session, 3), &links[3]);
    session_free(session);
}

static void renumbers_when_the_threshold_moves(void **state)
{
    struct session *session = open_session(state, 500);
    session_set_threshold(session, 700);
    assert_int_equal(session_link_count(session), 2);
    assert_ptr_equal(session_engine_link(session, 2), &links[2]);
    session_set_threshold(session, 0);
    assert_int_equal(session_link_count(session), 4);
    assert_ptr_equal(session_engine_link(session, 2), &links[1]);
    session_free(session);
}

static void lists_the_links_of_a_statement(void **state)
{
    struct session *session = open_session(state, 0);
    size_t count;
    const size_t *numbers = session_links_of(session, SIDE_LEFT, 2, &count);
    assert_int_equal(count, 2);
    assert_int_equal(numbers[0], 2);
    assert_int_equal(numbers[1], 3);
    numbers = session_links_of(session, SIDE_RIGHT, 1, &count);
    assert_int_equal(count, 2);
    assert_int_equal(numbers[0], 3);
    assert_int_equal(numbers[1], 4);
    session_links_of(session, SIDE_RIGHT, 2, &count);
    assert_int_equal(count, 0);

    session_set_threshold(session, 600);
    numbers = session_links_of(session, SIDE_LEFT, 2, &count);
    assert_int_equal(count, 1);
    assert_int_equal(numbers[0], 2);
    session_free(session);
}

static void tells_what_one_side_tells_alone(void **state)
{
    struct session *session = open_session(state, 600);
    assert_false(session_is_only(session, SIDE_LEFT, 0)); /* linked */
    assert_false(session_is_only(session, SIDE_LEFT, 1)); /* a byline */
    assert_false(session_is_only(session, SIDE_LEFT, 2)); /* linked */
    assert_true(session_is_only(session, SIDE_LEFT, 3));
    assert_false(session_is_only(session, SIDE_LEFT, 4)); /* a heading */
    assert_true(session_is_only(session, SIDE_LEFT, 5));  /* its link is below the threshold */
    assert_true(session_is_only(session, SIDE_RIGHT, 2));
    session_set_threshold(session, 1001);
    assert_false(session_is_only(session, SIDE_RIGHT, 0)); /* a title, though without links now */
    session_free(session);
}

static void counts_what_is_shown(void **state)
{
    struct session *session = open_session(state, 0);
    struct session_counts counts = session_count(session);
    assert_int_equal(counts.matches, 2);
    assert_int_equal(counts.hard, 1);
    assert_int_equal(counts.soft, 1);
    assert_int_equal(counts.only[SIDE_LEFT], 1);
    assert_int_equal(counts.only[SIDE_RIGHT], 1);
    assert_int_equal(counts.marks, 0);

    session_set_threshold(session, 900);
    counts = session_count(session);
    assert_int_equal(counts.matches, 1);
    assert_int_equal(counts.hard + counts.soft, 0);
    assert_int_equal(counts.only[SIDE_LEFT], 3);
    assert_int_equal(counts.only[SIDE_RIGHT], 2);
    session_free(session);
}

static void marks_go_round_and_outlive_the_threshold(void **state)
{
    struct session *session = open_session(state, 500);
    assert_int_equal(session_mark(session, SIDE_RIGHT, 2), MARK_NONE);
    assert_int_equal(session_cycle_mark(session, target_of_statement(SIDE_RIGHT, 2)), MARK_PLAIN);
    assert_int_equal(session_cycle_mark(session, target_of_statement(SIDE_RIGHT, 2)),
                     MARK_IMPORTANT);
    session_cycle_mark(session, target_of_statement(SIDE_LEFT, 2));
    assert_int_equal(session_count(session).marks, 2);
    session_set_threshold(session, 1000);
    assert_int_equal(session_mark(session, SIDE_RIGHT, 2), MARK_IMPORTANT);
    assert_int_equal(session_mark(session, SIDE_LEFT, 2), MARK_PLAIN);
    assert_int_equal(session_mark(session, SIDE_LEFT, 1), MARK_NONE);
    assert_int_equal(session_cycle_mark(session, target_of_statement(SIDE_RIGHT, 2)), MARK_NONE);
    assert_int_equal(session_count(session).marks, 1);
    session_free(session);
}

static void names_the_marks(void **state)
{
    (void)state;
    assert_string_equal(mark_name(MARK_NONE), "");
    assert_string_equal(mark_name(MARK_PLAIN), "mark");
    assert_string_equal(mark_name(MARK_IMPORTANT), "important");
}

static void warns_of_an_odd_pair(void **state)
{
    struct hand_made *made = *state;
    struct session *session = open_session(state, 500);
    assert_null(session_warning(session));
    made->comparison.same_event = false;
    assert_string_equal(session_warning(session),
                        "the two texts do not seem to tell of the same event");
    session_free(session);

    made->comparison.right = made->comparison.left;
    made->comparison.link_count = 0;
    session = open_session(state, 500);
    assert_string_equal(session_warning(session), "the two texts are the same");
    session_free(session);
}

static void gets_along_without_statements(void **state)
{
    (void)state;
    struct hand_made made = {0};
    hand_side_make(&made.sides[SIDE_LEFT], "left.txt", "Left", left_blocks, 0);
    hand_side_make(&made.sides[SIDE_RIGHT], "right.txt", "Right", right_blocks, 0);
    hand_made_join(&made, NULL, 0);
    struct session *session = session_new(&made.comparison, 500);
    struct session_counts counts = session_count(session);
    assert_int_equal(session_link_count(session), 0);
    assert_int_equal(counts.matches + counts.hard + counts.soft + counts.marks, 0);
    assert_int_equal(counts.only[SIDE_LEFT] + counts.only[SIDE_RIGHT], 0);
    session_free(session);
    session_free(NULL);
    hand_made_free(&made);
}

enum { MANY = 200000 };

/* All links at one statement, and one link at each of many. */
static void indexes_many_links(void **state)
{
    (void)state;
    struct hand_made made = {0};
    struct hand_block *blocks = memory_new(MANY, sizeof *blocks);
    struct link *many = memory_new(MANY, sizeof *many);
    for (size_t i = 0; i < MANY; i++) {
        blocks[i] = (struct hand_block){BLOCK_PARAGRAPH, "x"};
        many[i] = (struct link){.confidence = 600 + i % 2, .left = 0, .right = i};
    }
    hand_side_make(&made.sides[SIDE_LEFT], "left.txt", "Left", left_blocks, 1);
    hand_side_make(&made.sides[SIDE_RIGHT], "right.txt", "Right", blocks, MANY);
    hand_made_join(&made, many, MANY);

    struct session *session = session_new(&made.comparison, 601);
    size_t count;
    const size_t *numbers = session_links_of(session, SIDE_LEFT, 0, &count);
    assert_int_equal(count, MANY / 2);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(numbers[i], i + 1);
    numbers = session_links_of(session, SIDE_RIGHT, MANY - 1, &count);
    assert_int_equal(count, 1);
    assert_int_equal(numbers[0], MANY / 2);
    session_free(session);
    hand_made_free(&made);
    free(blocks);
    free(many);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static size_t number_between(const struct session *session, size_t left, size_t right)
{
    return session_number_of(session, (struct target){{left, right}});
}

static void shows_what_the_reader_spoke_of_below_the_threshold(void **state)
{
    struct session *session = open_session(state, 800);
    struct target target = {{2, 0}};
    assert_int_equal(number_between(session, 2, 0), 0);
    session_say(session, target, &(struct remark){.note = "Ask the harbour master"});
    assert_int_equal(session_link_count(session), 2);
    assert_int_equal(number_between(session, 2, 0), 2);
    assert_string_equal(session_link_remark(session, 2).note, "Ask the harbour master");
    assert_int_equal(session_count(session).notes, 1);
    session_free(session);
}

static void a_rejected_link_keeps_its_number_and_counts_no_more(void **state)
{
    struct session *session = open_session(state, 500);
    size_t number = number_between(session, 2, 1);
    session_say(session, (struct target){{2, 1}}, &(struct remark){.verdict = VERDICT_REJECTED});
    assert_int_equal(number_between(session, 2, 1), number);
    assert_true(session_is_rejected(session, number));
    assert_int_equal(session_count(session).hard, 0);
    assert_int_equal(session_count(session).rejected, 1);
    assert_true(session_is_only(session, SIDE_LEFT, 2));
    session_free(session);
}

static void relabels_and_keeps_the_engines_word(void **state)
{
    struct session *session = open_session(state, 500);
    const struct link *link = session_link(session, 1);
    struct remark remark = {.verdict = VERDICT_RELABELLED, .label = {LINK_CONFLICT, SEVERITY_HARD}};
    session_say(session, (struct target){{0, 0}}, &remark);
    assert_ptr_equal(session_link(session, 1), link);
    assert_int_equal(link->kind, LINK_CONFLICT);
    assert_int_equal(session_engine_link(session, 1)->kind, LINK_MATCH);
    assert_int_equal(session_count(session).hard, 2);
    session_free(session);
}

static void draws_links_by_hand_in_their_place(void **state)
{
    struct session *session = open_session(state, 500);
    struct remark remark = {.verdict = VERDICT_DRAWN, .label = {LINK_CONFLICT, SEVERITY_SOFT}};
    session_say(session, (struct target){{3, 2}}, &remark);
    assert_int_equal(number_between(session, 3, 2), 3);
    assert_null(session_engine_link(session, 3));
    assert_int_equal(link_sign(session_link(session, 3)), '~');
    assert_int_equal(session_count(session).drawn, 1);
    assert_false(session_is_only(session, SIDE_RIGHT, 2));

    struct target target;
    assert_true(session_undo(session, &target));
    assert_int_equal(session_link_count(session), 3);
    assert_true(session_redo(session, &target));
    assert_int_equal(number_between(session, 3, 2), 3);
    session_free(session);
}

static void what_the_engine_links_is_relabelled_not_drawn(void **state)
{
    struct session *session = open_session(state, 500);
    struct remark remark = {.verdict = VERDICT_DRAWN, .label = {LINK_CONFLICT, SEVERITY_SOFT}};
    session_say(session, (struct target){{0, 0}}, &remark);
    assert_int_equal(session_link_remark(session, 1).verdict, VERDICT_RELABELLED);
    session_free(session);
}

static void drawing_what_the_engine_says_confirms_it(void **state)
{
    struct session *session = open_session(state, 950);
    struct remark remark = {.verdict = VERDICT_DRAWN, .label = {LINK_MATCH, SEVERITY_NONE}};
    assert_int_equal(session_link_count(session), 0);
    session_say(session, (struct target){{0, 0}}, &remark);
    assert_int_equal(session_link_count(session), 1);
    assert_int_equal(session_link_remark(session, 1).verdict, VERDICT_CONFIRMED);
    session_free(session);
}

static void undoes_and_redoes_every_change(void **state)
{
    struct session *session = open_session(state, 500);
    struct target where, on = target_of_statement(SIDE_LEFT, 3);
    assert_false(session_undo(session, &where));
    session_say(session, on, &(struct remark){.mark = MARK_PLAIN, .note = "Which pier?"});
    session_cycle_mark(session, on);
    size_t revision = session_revision(session);

    assert_true(session_undo(session, &where));
    assert_int_equal(target_order(where, on), 0);
    assert_int_equal(session_mark(session, SIDE_LEFT, 3), MARK_PLAIN);
    assert_true(session_undo(session, &where));
    assert_int_equal(session_remarks(session)->count, 0);
    assert_false(session_undo(session, &where));
    assert_true(session_redo(session, &where));
    assert_string_equal(session_remark(session, on).note, "Which pier?");
    assert_true(session_revision(session) > revision);

    session_say(session, on, &(struct remark){.mark = MARK_PLAIN, .note = "This one"});
    assert_false(session_redo(session, &where));
    session_free(session);
}

static void saying_the_same_again_is_no_change(void **state)
{
    struct session *session = open_session(state, 500);
    struct target on = target_of_statement(SIDE_RIGHT, 1);
    session_say(session, on, &(struct remark){.mark = MARK_PLAIN});
    size_t revision = session_revision(session);
    session_say(session, on, &(struct remark){.mark = MARK_PLAIN, .note = ""});
    assert_int_equal(session_revision(session), revision);
    session_free(session);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(shows_links_at_and_above_the_threshold),
        TEST(renumbers_when_the_threshold_moves),
        TEST(lists_the_links_of_a_statement),
        TEST(tells_what_one_side_tells_alone),
        TEST(counts_what_is_shown),
        TEST(marks_go_round_and_outlive_the_threshold),
        TEST(names_the_marks),
        TEST(warns_of_an_odd_pair),
        TEST(gets_along_without_statements),
        TEST(indexes_many_links),
        TEST(shows_what_the_reader_spoke_of_below_the_threshold),
        TEST(a_rejected_link_keeps_its_number_and_counts_no_more),
        TEST(relabels_and_keeps_the_engines_word),
        TEST(draws_links_by_hand_in_their_place),
        TEST(what_the_engine_links_is_relabelled_not_drawn),
        TEST(drawing_what_the_engine_says_confirms_it),
        TEST(undoes_and_redoes_every_change),
        TEST(saying_the_same_again_is_no_change),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("notes", tests, NULL, NULL);
}
