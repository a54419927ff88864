/* A comparison that ends while somebody is speaking of what is compared. */
#include "reader-sample.h"

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Work that takes as long as the test wants it to, and brings another session of the articles. */
struct later {
    struct sample *sample;
    struct session *session;
    bool is_ready;
    size_t asked; /* after it was ready */
};

static bool read_again(void *context, struct failure *failure)
{
    (void)context;
    (void)failure;
    return true;
}

static bool work(void *context, double *share)
{
    struct later *later = context;
    *share = 0.5;
    later->asked += later->is_ready;
    return !later->is_ready;
}

static struct session *finish(void *context, struct text *said)
{
    struct later *later = context;
    text_add(said, "Here it is");
    return later->session;
}

static void cancel(void *context)
{
    (void)context;
}

static int set_up(void **state)
{
    struct later *later = memory_new(1, sizeof *later);
    later->sample = sample_new("ferry");
    sample_resize(later->sample, 24, 80);
    later->session = session_new(session_comparison(later->sample->session), 500);
    later->sample->services.context = later;
    later->sample->services.read_again = read_again;
    later->sample->services.work = work;
    later->sample->services.finish = finish;
    later->sample->services.cancel = cancel;
    *state = later;
    return 0;
}

static int tear_down(void **state)
{
    struct later *later = *state;
    sample_free(later->sample);
    session_free(later->session);
    free(later);
    return 0;
}

static void the_new_session_waits_for_a_note(void **state)
{
    struct later *later = *state;
    struct sample *sample = later->sample;
    struct reader *reader = &sample->reader;
    assert_true(sample_keys(sample, "R a"));
    assert_int_equal(reader->prompt.kind, PROMPT_NOTE);
    later->is_ready = true;
    assert_false(work_waits(reader));
    assert_true(work_turn(reader));
    assert_true(work_waits(reader));
    assert_ptr_equal(reader->session, sample->session);
    sample_type(sample, "Whose?");
    assert_true(sample_keys(sample, "Enter"));
    assert_int_equal(session_count(sample->session).notes, 1);
    assert_false(work_waits(reader));
    assert_true(work_turn(reader));
    assert_ptr_equal(reader->session, later->session);
    assert_string_equal(sample_message(sample), "Here it is");
    assert_int_equal(later->asked, 1); /* work that is done is not asked for more */
}

static void a_note_given_up_lets_it_come(void **state)
{
    struct later *later = *state;
    struct reader *reader = &later->sample->reader;
    assert_true(sample_keys(later->sample, "R a"));
    later->is_ready = true;
    work_turn(reader);
    assert_true(sample_keys(later->sample, "Esc"));
    work_turn(reader);
    assert_ptr_equal(reader->session, later->session);
    assert_false(reader->work.active);
}

static void a_link_being_drawn_goes_on_from_its_statement(void **state)
{
    struct later *later = *state;
    struct reader *reader = &later->sample->reader;
    assert_true(sample_keys(later->sample, "R G L"));
    assert_true(reader->drawing.active);
    size_t statement = reader->drawing.statement;
    later->is_ready = true;
    work_turn(reader);
    assert_ptr_equal(reader->session, later->session);
    assert_true(reader->drawing.active);
    assert_int_equal(reader->drawing.statement, statement);
}

/* The list closes; its line goes on in the articles. */
static void a_search_in_the_list_goes_on_in_the_articles(void **state)
{
    struct later *later = *state;
    struct sample *sample = later->sample;
    struct reader *reader = &sample->reader;
    assert_true(sample_keys(sample, "R l / n u m b e r Enter"));
    size_t found = reader->searches[SEARCH_OF_LIST].stops[SIDE_LEFT].count;
    assert_true(found > 0);
    assert_true(sample_keys(sample, "/ t e r"));
    later->is_ready = true;
    work_turn(reader);
    assert_int_equal(reader->view_count, 1);
    assert_int_equal(reader->searches[SEARCH_OF_LIST].hits[SIDE_LEFT].count, 0);
    assert_true(sample_keys(sample, "n Enter"));
    assert_string_equal(text_string(&reader->searches[SEARCH_OF_ARTICLES].pattern), "tern");
    assert_non_null(strstr(sample_message(sample), "hit 1 of 1; right: 1"));
    assert_true(sample_keys(sample, "l"));
    assert_true(reader->searches[SEARCH_OF_LIST].hits[SIDE_LEFT].count > 0);
}

static void stopping_is_possible_all_the_time(void **state)
{
    struct later *later = *state;
    struct reader *reader = &later->sample->reader;
    assert_true(sample_keys(later->sample, "R q"));
    assert_false(reader->work.active);
    assert_ptr_equal(reader->session, later->sample->session);
    later->is_ready = true;
    assert_true(sample_keys(later->sample, "R")); /* done at once */
    assert_ptr_equal(reader->session, later->session);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(the_new_session_waits_for_a_note),
        TEST(a_note_given_up_lets_it_come),
        TEST(a_link_being_drawn_goes_on_from_its_statement),
        TEST(a_search_in_the_list_goes_on_in_the_articles),
        TEST(stopping_is_possible_all_the_time),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("work", tests, NULL, NULL);
}
