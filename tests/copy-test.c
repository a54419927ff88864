/* The clipboard and the report as a view. */
#include "reader-sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_sequence(const char *text, size_t size, const char *expected)
{
    struct text out = {0};
    clipboard_sequence(text, size, &out);
    assert_string_equal(text_string(&out), expected);
    text_free(&out);
}

static void texts_become_base64(void **state)
{
    (void)state;
    assert_sequence("", 0, "\033]52;c;\033\\");
    assert_sequence("f", 1, "\033]52;c;Zg==\033\\");
    assert_sequence("fo", 2, "\033]52;c;Zm8=\033\\");
    assert_sequence("foo", 3, "\033]52;c;Zm9v\033\\");
    assert_sequence("foobar", 6, "\033]52;c;Zm9vYmFy\033\\");
    assert_sequence("\033]0;x\007\xFF\xFE\0", 9, "\033]52;c;G10wO3gH//4A\033\\");
}

static void the_sequence_is_bounded_and_harmless(void **state)
{
    enum { SIZE = 300000 };
    struct text out = {0};
    char *bytes = malloc(SIZE);
    (void)state;
    assert_non_null(bytes);
    for (size_t i = 0; i < SIZE; i++)
        bytes[i] = (char)(i * 7);
    clipboard_sequence(bytes, SIZE, &out);
    assert_in_range(out.size, CLIPBOARD_MAX, CLIPBOARD_MAX * 4 / 3 + 20);
    for (size_t i = 7; i + 2 < out.size; i++)
        assert_true(out.bytes[i] > ' ' && out.bytes[i] < 0x7F);
    free(bytes);
    text_free(&out);
}

static void terminals_without_a_clipboard_are_known(void **state)
{
    (void)state;
    assert_true(clipboard_is_known("xterm-256color"));
    assert_true(clipboard_is_known("tmux-256color"));
    assert_true(clipboard_is_known("foot"));
    assert_false(clipboard_is_known("dumb"));
    assert_false(clipboard_is_known("linux"));
    assert_false(clipboard_is_known("vt100"));
    assert_false(clipboard_is_known(""));
}

static void statement_and_link_are_copied(void **state)
{
    struct sample *sample = sample_new("ferry");
    (void)state;
    sample_resize(sample, 24, 80);
    assert_true(sample_keys(sample, "Y"));
    assert_string_equal(text_string(&sample->reader.copied),
                        "Ferry runs aground off Skerry Island");
    assert_non_null(strstr(sample_message(sample), "if the terminal allows it: 36 bytes"));
    assert_true(sample_keys(sample, "c ^Y"));
    assert_string_equal(text_string(&sample->reader.copied),
                        "! conflict, number: 84 people / 79 people\n"
                        "Sound Courier: The ferry Tern struck a reef shortly before dawn on "
                        "Tuesday with 84 people on board.\n"
                        "Island Post: Rescuers took 79 people off the ferry Tern after it had hit "
                        "a reef on Tuesday morning.\n");
    assert_true(sample_keys(sample, "o ^Y"));
    assert_non_null(strstr(sample_message(sample), "no link to copy"));
    sample_free(sample);
    sample = sample_new("bare");
    sample_resize(sample, 24, 80);
    assert_true(sample_keys(sample, "Y ^Y"));
    assert_int_equal(sample->reader.copied.size, 0);
    sample_free(sample);
}

static void the_report_is_shown(void **state)
{
    struct sample *sample = sample_new("ferry");
    struct text screen = {0};
    (void)state;
    sample_resize(sample, 24, 80);
    assert_true(sample_keys(sample, "W"));
    sample_screen(sample, &screen);
    assert_non_null(strstr(text_string(&screen), "The report for report.md"));
    text_free(&screen);
    assert_true(sample_keys(sample, "w Esc W"));
    assert_ptr_equal(reader_view(&sample->reader), &articles_view);
    sample->services.make_report = NULL;
    assert_true(sample_keys(sample, "W"));
    assert_non_null(strstr(sample_message(sample), "no report"));
    sample_free(sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_become_base64),
        cmocka_unit_test(the_sequence_is_bounded_and_harmless),
        cmocka_unit_test(terminals_without_a_clipboard_are_known),
        cmocka_unit_test(statement_and_link_are_copied),
        cmocka_unit_test(the_report_is_shown),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("copy", tests, NULL, NULL);
}
