/* What stands at the foot of the screen: messages and questions that are longer than a row, and
 * messages that are read again. */
#include "reader-sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct {
    size_t rows, columns;
} sizes[] = {{24, 80}, {20, 60}, {12, 40}, {11, 40}, {8, 24}, {8, 200}, {40, 120}};

static const char reason[] = "it is outside the working folder; start abreast there, or use -o";

/* Folders as people and others name them; a path is made of many. */
static const char *const folders[] = {
    "/articles", "/My articles of the week", "/a/b/c",
    "/記事",     "/e\u0301te\u0301",         "/averyveryverylongnameofafolderwithoutanyblankinit"};

static void add_squeezed(struct text *out, const char *string)
{
    for (; *string; string++)
        if (!strchr(" \n", *string))
            text_add_byte(out, *string);
}

/* Whether the words stand on the screen, from row to row. */
static bool shows(const struct sample *sample, const char *words)
{
    struct text screen = {0}, all = {0}, wanted = {0};
    sample_screen(sample, &screen);
    add_squeezed(&all, text_string(&screen));
    add_squeezed(&wanted, words);
    bool found = strstr(text_string(&all), text_string(&wanted));
    text_free(&screen);
    text_free(&all);
    text_free(&wanted);
    return found;
}

static void assert_shows(const struct sample *sample, const char *words)
{
    if (shows(sample, words))
        return;
    struct text screen = {0};
    sample_screen(sample, &screen);
    fail_msg("\"%s\" is not on the screen:\n%s", words, text_string(&screen));
}

static struct sample *open_at(size_t i)
{
    struct sample *sample = sample_new("ferry");
    assert_non_null(sample);
    sample_resize(sample, sizes[i].rows, sizes[i].columns);
    return sample;
}

/* Has a report fail with a message about a path of at least so many bytes. */
static void fail_on_path(struct sample *sample, const char *folder, size_t size)
{
    struct text path = {0};
    struct failure failure;
    while (path.size < size)
        text_add(&path, folder);
    failure_set(&failure, "cannot write %s/report.md: %s", text_string(&path), reason);
    sample->report.fail = failure.message;
    assert_true(sample_keys(sample, "w Enter"));
    text_free(&path);
}

static void reason_and_remedy_are_seen(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++)
        for (size_t j = 0; j < COUNT(folders); j++)
            for (size_t size = 0; size < 5000; size = size * 2 + 30) {
                struct sample *sample = open_at(i);
                fail_on_path(sample, folders[j], size);
                assert_shows(sample, "cannot write /");
                assert_shows(sample, reason);
                sample_free(sample);
            }
}

/* With names of files that are short enough a message is as it was said, to the letter. */
static void what_has_room_is_not_shortened(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct sample *sample = open_at(i);
        fail_on_path(sample, "/articles", 27);
        assert_shows(sample, sample_message(sample));
        sample_free(sample);
    }
}

/* The panel gives way first, what stands above it stays; and all is as before at the next key. */
static void a_message_goes_as_it_came(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct sample *sample = open_at(i);
        struct text before = {0}, after = {0};
        sample_screen(sample, &before);
        fail_on_path(sample, "/articles", 100);
        sample_key(sample, 0x1B);
        sample_screen(sample, &after);
        assert_string_equal(before.bytes, after.bytes);
        text_free(&before);
        text_free(&after);
        sample_free(sample);
    }
}

static void a_message_covers_no_more_than_it_needs(void **state)
{
    (void)state;
    struct sample *sample = open_at(0);
    struct text before = {0}, after = {0};
    sample_screen(sample, &before);
    fail_on_path(sample, "/articles", 100);
    sample_screen(sample, &after);
    const char *rule = strstr(before.bytes, "─");
    assert_non_null(rule);
    assert_memory_equal(before.bytes, after.bytes, (size_t)(rule - before.bytes));
    text_free(&before);
    text_free(&after);
    sample_free(sample);
}

static void questions_are_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct sample *sample = open_at(i);
        assert_true(sample_keys(sample, "m q"));
        assert_shows(sample, "Notes are neither kept nor in a report. Quit? y or n:");
        assert_true(sample_keys(sample, "y"));
        assert_shows(sample, "Quit? y or n: y");
        assert_int_equal(sample->grid.cursor_row, sizes[i].rows - 1);
        sample_key(sample, '\r');
        assert_true(sample->reader.quit);
        sample_free(sample);
    }
}

static void a_question_about_a_long_name_is_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++)
        for (size_t j = 0; j < COUNT(folders); j++)
            for (size_t times = 1; times < 400; times *= 2) {
                struct sample *sample = open_at(i);
                struct text label = {0};
                text_add(&label, "Overwrite ");
                for (size_t k = 0; k < times; k++)
                    text_add(&label, folders[j]);
                text_add(&label, "/report.md? y or n: ");
                prompt_open(&sample->reader.prompt, PROMPT_OVERWRITE, label.bytes, "");
                sample_key(sample, 'y');
                assert_shows(sample, "Overwrite /");
                assert_shows(sample, "report.md? y or n: y");
                text_free(&label);
                sample_free(sample);
            }
}

/* What is wrong with an expression, while it is typed. */
static void the_trouble_of_an_expression_is_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct sample *sample = open_at(i);
        assert_true(sample_keys(sample, "/ ^R ( ? z"));
        assert_true(sample->reader.draft.trouble.size > 20);
        assert_shows(sample, text_string(&sample->reader.draft.trouble));
        assert_shows(sample, "Expression: (?z");
        sample_free(sample);
    }
}

static void the_line_of_a_prompt_has_room(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct sample *sample = open_at(i);
        assert_true(sample_keys(sample, "w ^U"));
        sample_type(sample, "/a/very/long/way/down/to/the/end.txt");
        assert_shows(sample, "Write the report to:");
        assert_shows(sample, "end.txt");
        sample_free(sample);
    }
}

static void messages_are_read_again(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct sample *sample = open_at(i);
        fail_on_path(sample, "/articles", 200);
        assert_true(sample_keys(sample, "m m H"));
        const char *said = text_string(&sample->reader.page.text);
        const char *marked = strstr(said, "  Marked\n"), *failed = strstr(said, "  cannot write /");
        assert_non_null(strstr(said, "  Marked important\n"));
        assert_true(marked && failed && marked < failed);
        assert_non_null(strstr(failed, reason));
        assert_true(sample_keys(sample, "H"));
        assert_int_equal(sample->reader.view_count, 1);
        sample_free(sample);
    }
}

static void before_anything_was_said_nothing_is_read_again(void **state)
{
    (void)state;
    struct sample *sample = open_at(0);
    assert_true(sample_keys(sample, "H"));
    assert_shows(sample, "Nothing yet");
    sample_free(sample);
}

/* What is said again and again is there once, what was said long ago is gone at last. */
static void old_messages_make_room(void **state)
{
    (void)state;
    struct sample *sample = open_at(0);
    for (size_t i = 0; i < 50; i++)
        assert_true(sample_keys(sample, "Z"));
    assert_true(sample_keys(sample, "H"));
    assert_int_equal(sample->reader.page.rows.count, 1);
    for (size_t i = 0; i < 5000; i++) {
        reader_say(&sample->reader, "The message of number %zu", i);
        reader_hush(&sample->reader);
    }
    assert_true(sample->reader.messages.size < 10000);
    assert_memory_equal(sample->reader.messages.bytes, "The message of number 4999\n", 27);
    assert_int_equal(sample->reader.messages.bytes[sample->reader.messages.size - 1], '\n');
    sample_free(sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reason_and_remedy_are_seen),
        cmocka_unit_test(what_has_room_is_not_shortened),
        cmocka_unit_test(a_message_goes_as_it_came),
        cmocka_unit_test(a_message_covers_no_more_than_it_needs),
        cmocka_unit_test(questions_are_whole),
        cmocka_unit_test(a_question_about_a_long_name_is_whole),
        cmocka_unit_test(the_trouble_of_an_expression_is_whole),
        cmocka_unit_test(the_line_of_a_prompt_has_room),
        cmocka_unit_test(messages_are_read_again),
        cmocka_unit_test(before_anything_was_said_nothing_is_read_again),
        cmocka_unit_test(old_messages_make_room),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("status", tests, NULL, NULL);
}
