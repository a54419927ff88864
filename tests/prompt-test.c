/* The line at the foot of the screen: its keys, what it remembers, and questions. */
#include "reader/key.h"
#include "reader/prompt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistr.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void prompt_takes_keys(struct prompt *prompt, const unsigned *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_int_equal(prompt_key(prompt, keys[i]), PROMPT_OPEN);
}

static void prompt_edits_its_line(void **state)
{
    (void)state;
    struct prompt prompt = {0};
    const unsigned keys[] = {'a', 0xE9, 0x1F525,      KEY_ERASE, ' ',  'b',
                             'c', 0x17, KEY_ARROW_UP, 0x07,      0x9B, KEY_UNKNOWN};
    prompt_open(&prompt, PROMPT_SEARCH, "", "");
    prompt_takes_keys(&prompt, keys, COUNT(keys));
    assert_int_equal(strncmp(text_string(&prompt.line), "a\u00E9 ", 4), 0);
    assert_null(strchr(text_string(&prompt.line), 0x07));
    assert_null(strstr(text_string(&prompt.line), "\xC2\x9B"));
    assert_int_equal(prompt_key(&prompt, 0x15), PROMPT_OPEN);
    assert_string_equal(text_string(&prompt.line), "");
    assert_int_equal(prompt_key(&prompt, KEY_RETURN), PROMPT_DONE);
    assert_int_equal(prompt_key(&prompt, KEY_ESCAPE), PROMPT_CANCELLED);
    assert_int_equal(prompt_key(&prompt, KEY_ERASE), PROMPT_CANCELLED);
    prompt_free(&prompt);
}

static void done(struct prompt *prompt, enum prompt_kind kind, const char *line)
{
    prompt_open(prompt, kind, "", line);
    assert_int_equal(prompt_key(prompt, KEY_RETURN), PROMPT_DONE);
    prompt_close(prompt);
}

static void assert_line(struct prompt *prompt, unsigned key, const char *line)
{
    assert_int_equal(prompt_key(prompt, key), PROMPT_OPEN);
    assert_string_equal(text_string(&prompt->line), line);
}

static void prompt_remembers_lines_of_a_kind(void **state)
{
    (void)state;
    struct prompt prompt = {0};
    prompt_open(&prompt, PROMPT_SEARCH, "", "");
    assert_line(&prompt, KEY_ARROW_UP, ""); /* nothing yet */
    assert_line(&prompt, KEY_ARROW_DOWN, "");
    done(&prompt, PROMPT_SEARCH, "one");
    done(&prompt, PROMPT_SEARCH_BACK, "two");
    done(&prompt, PROMPT_SEARCH, "");
    done(&prompt, PROMPT_SEARCH, "one");
    done(&prompt, PROMPT_NOTE, "a note");
    done(&prompt, PROMPT_WRITE, "a name");
    prompt_open(&prompt, PROMPT_SEARCH_BACK, "", "");
    assert_line(&prompt, 'x', "x");
    assert_line(&prompt, KEY_ARROW_UP, "one");
    assert_line(&prompt, 0x10, "two");
    assert_line(&prompt, KEY_ARROW_UP, "two"); /* the oldest: none is there twice */
    assert_line(&prompt, '!', "two!");
    assert_line(&prompt, KEY_ARROW_DOWN, "one");
    assert_line(&prompt, 0x0E, "x");
    assert_line(&prompt, KEY_ARROW_DOWN, "x");
    assert_line(&prompt, KEY_ARROW_UP, "one");
    assert_line(&prompt, KEY_ARROW_UP, "two"); /* as it was */
    assert_int_equal(prompt_key(&prompt, KEY_ESCAPE), PROMPT_CANCELLED);
    prompt_open(&prompt, PROMPT_WRITE, "", "proposed");
    assert_line(&prompt, KEY_ARROW_UP, "a name");
    assert_line(&prompt, KEY_ARROW_DOWN, "proposed");
    prompt_open(&prompt, PROMPT_NOTE, "", "");
    assert_line(&prompt, KEY_ARROW_UP, "a note");
    prompt_free(&prompt);
}

static void what_prompt_remembers_is_bounded(void **state)
{
    enum { MANY = 3 * PAST_MAX };
    (void)state;
    struct prompt prompt = {0};
    char line[16];
    for (int i = 0; i < MANY; i++) {
        snprintf(line, sizeof line, "%d", i);
        done(&prompt, PROMPT_NOTE, line);
    }
    prompt_open(&prompt, PROMPT_NOTE, "", "");
    for (int i = MANY; i-- > 0;) {
        snprintf(line, sizeof line, "%d", i < MANY - PAST_MAX ? MANY - PAST_MAX : i);
        assert_line(&prompt, KEY_ARROW_UP, line);
    }
    prompt_free(&prompt);
}

static void a_question_takes_one_key(void **state)
{
    (void)state;
    struct prompt prompt = {0};
    for (unsigned key = 0; key <= KEY_UNKNOWN; key++) {
        enum prompt_state expected = PROMPT_OPEN;
        if (key == 'y' || key == 'Y')
            expected = PROMPT_DONE;
        else if (key < 0x80 && memchr("nNq\r\n\033", (int)key, 6))
            expected = PROMPT_CANCELLED;
        prompt_open(&prompt, key % 2 ? PROMPT_QUIT : PROMPT_OVERWRITE, "Well? ", "a line");
        assert_true(prompt_asks(&prompt));
        assert_int_equal(prompt_key(&prompt, key), expected);
        assert_string_equal(text_string(&prompt.line), "a line");
    }
    prompt_close(&prompt);
    assert_false(prompt_asks(&prompt));
    prompt_free(&prompt);
}

static void prompt_erases_words(void **state)
{
    (void)state;
    struct prompt prompt = {0};
    static const char *const steps[] = {
        "a folder/with/", "a folder/with", "a folder/", "a folder", "a ", ""};
    prompt_open(&prompt, PROMPT_WRITE, "", "a folder/with/name.md");
    for (size_t i = 0; i < COUNT(steps); i++) {
        assert_int_equal(prompt_key(&prompt, 0x17), PROMPT_OPEN);
        assert_string_equal(text_string(&prompt.line), steps[i]);
    }
    assert_int_equal(prompt_key(&prompt, 0x17), PROMPT_OPEN);
    prompt_free(&prompt);
}

static void prompt_edits_in_the_midst(void **state)
{
    (void)state;
    struct prompt prompt = {0};
    prompt_open(&prompt, PROMPT_NOTE, "", "ask the mayr");
    assert_line(&prompt, KEY_ARROW_RIGHT, "ask the mayr"); /* the end is the end */
    assert_line(&prompt, KEY_ARROW_LEFT, "ask the mayr");
    assert_line(&prompt, 'o', "ask the mayor");
    assert_line(&prompt, KEY_FIRST, "ask the mayor");
    assert_line(&prompt, KEY_ERASE, "ask the mayor"); /* nothing is before it */
    assert_line(&prompt, KEY_REMOVE, "sk the mayor");
    assert_line(&prompt, 0x1F525, "\U0001F525sk the mayor");
    assert_line(&prompt, 0x02, "\U0001F525sk the mayor");
    assert_int_equal(prompt.cursor, 0); /* all of its bytes */
    assert_line(&prompt, KEY_LAST, "\U0001F525sk the mayor");
    assert_line(&prompt, KEY_ERASE, "\U0001F525sk the mayo");
    for (size_t i = 0; i < 4; i++)
        assert_line(&prompt, KEY_ARROW_LEFT, "\U0001F525sk the mayo");
    assert_line(&prompt, 0x17, "\U0001F525sk mayo");
    assert_line(&prompt, 0x15, "mayo");
    assert_line(&prompt, 0x05, "mayo");
    assert_line(&prompt, KEY_REMOVE, "mayo");
    assert_int_equal(prompt.cursor, 4);
    prompt_free(&prompt);
}

static void what_is_pasted_is_text(void **state)
{
    (void)state;
    struct prompt prompt = {0};
    const unsigned keys[] = {'a',  '\n',           'b',       KEY_RETURN, '\t', 'q', 0x15,
                             0x1B, KEY_ARROW_LEFT, KEY_ERASE, 0xE9,       0x17};
    prompt_open(&prompt, PROMPT_NOTE, "", "<>");
    assert_line(&prompt, KEY_ARROW_LEFT, "<>");
    for (size_t i = 0; i < COUNT(keys); i++)
        prompt_paste(&prompt, keys[i]);
    assert_string_equal(text_string(&prompt.line), "<a b  q\u00E9>");
    prompt_open(&prompt, PROMPT_QUIT, "Well? ", "");
    prompt_paste(&prompt, 'y');
    assert_string_equal(text_string(&prompt.line), "");
    prompt_free(&prompt);
}

static void prompt_has_an_end(void **state)
{
    (void)state;
    struct prompt prompt = {0};
    prompt_open(&prompt, PROMPT_SEARCH, "", "");
    for (int i = 0; i < 20000; i++)
        prompt_key(&prompt, 0x706B);
    assert_true(prompt.line.size <= 4096);
    assert_null(u8_check((const uint8_t *)prompt.line.bytes, prompt.line.size));
    prompt_free(&prompt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prompt_edits_its_line),
        cmocka_unit_test(prompt_remembers_lines_of_a_kind),
        cmocka_unit_test(what_prompt_remembers_is_bounded),
        cmocka_unit_test(a_question_takes_one_key),
        cmocka_unit_test(prompt_erases_words),
        cmocka_unit_test(prompt_edits_in_the_midst),
        cmocka_unit_test(what_is_pasted_is_text),
        cmocka_unit_test(prompt_has_an_end),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("prompt", tests, NULL, NULL);
}
