/* Searching: words and expressions, hits while typing, and work that is bounded. */
#include "base/clock.h"
#include "reader-sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool shows(const struct sample *sample, const char *words)
{
    struct text screen = {0};
    sample_screen(sample, &screen);
    bool found = strstr(text_string(&screen), words) != NULL;
    text_free(&screen);
    return found;
}

static size_t highlighted(const struct sample *sample)
{
    size_t count = 0;
    for (size_t i = 0; i < sample->grid.rows * sample->grid.columns; i++)
        count += (sample->grid.cells[i].roles & ROLE(HIT)) != 0;
    return count;
}

/* Finds in one text; SIZE_MAX where the pattern is at fault, which `trouble` then says. */
static size_t count_hits(enum pattern_kind kind, const char *string, const char *text, size_t size,
                         struct spans *hits, struct text *trouble)
{
    struct pattern *pattern = pattern_make(kind, string, trouble);
    bool done =
        pattern && pattern_find(pattern, text, size, clock_milliseconds() + 60000, hits, trouble);
    pattern_free(pattern);
    return done ? hits->count : SIZE_MAX;
}

static void assert_count(enum pattern_kind kind, const char *string, const char *text, size_t count)
{
    struct spans hits = {0};
    struct text trouble = {0};
    size_t found = count_hits(kind, string, text, strlen(text), &hits, &trouble);
    if (found != count)
        fail_msg("%zu hits of \"%s\", not %zu: %s", found, string, count, text_string(&trouble));
    for (size_t i = 0; i < hits.count; i++)
        assert_true(hits.items[i].start < hits.items[i].end &&
                    (i == 0 || hits.items[i - 1].end <= hits.items[i].start));
    free(hits.items);
    text_free(&trouble);
}

static void words_stand_for_typography(void **state)
{
    (void)state;
    assert_count(PATTERN_WORDS, "don't", "don\u2019t don't don\u2018t", 3);
    assert_count(PATTERN_WORDS, "don\u2019t", "don\u2019t don't", 2);
    assert_count(PATTERN_WORDS, "\"yes\"", "\u201Cyes\u201D \"yes\"", 2);
    assert_count(PATTERN_WORDS, "well-known man", "well\u2011known\u00A0man well-known man", 2);
    assert_count(PATTERN_WORDS, "a.b*[c]\\", "a.b*[c]\\ axbc", 1);
    assert_count(PATTERN_WORDS, "(", "((", 2);
    assert_count(PATTERN_WORDS, "a\nb", "a\nb", 0);
}

static void expressions_find(void **state)
{
    (void)state;
    assert_count(PATTERN_EXPRESSION, "\\d+ (dead|hurt)", "12 dead, 3 hurt, no dead", 2);
    assert_count(PATTERN_EXPRESSION, "^[^ ]+", "one two\n\nthree\nfour five", 3);
    assert_count(PATTERN_EXPRESSION, "\\w+$", "one two\nthree", 2);
    assert_count(PATTERN_EXPRESSION, "\\bkai\\b", "Kai kaim kai", 2);
    assert_count(PATTERN_EXPRESSION, "\\bKai\\b", "Kai kaim kai", 1);
    assert_count(PATTERN_EXPRESSION, "\\Sb\\W", "ab AB. aB!", 3); /* an escape is no capital */
    assert_count(PATTERN_EXPRESSION, "\\p{Lu}\\w+", "Ada and Bo", 2);
    assert_count(PATTERN_EXPRESSION, "\xC3\xA4.ger", "\u00C4rger \u00E4rger", 2);
    assert_count(PATTERN_EXPRESSION, "(?<=a)b", "ab cb", 1);
}

static void empty_and_odd_hits_are_none(void **state)
{
    (void)state;
    assert_count(PATTERN_EXPRESSION, "x*", "abxxc", 1);
    assert_count(PATTERN_EXPRESSION, "^", "abc\nd", 0);
    assert_count(PATTERN_EXPRESSION, "", "abc", 0);
    assert_count(PATTERN_EXPRESSION, "ab\\K", "abab", 0);
    assert_count(PATTERN_EXPRESSION, "a\\Kb", "abab", 2);
    assert_count(PATTERN_EXPRESSION, "a", "", 0);
}

static void bad_expressions_are_said_in_words(void **state)
{
    static const char *const bad[] = {
        "(",  "a)",         "[z",        "*",   "(?<n",
        "\\", "a{9999999}", "\\p{Nope}", "\\C", "(?:(?:a{999}){999}){999}"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct spans hits = {0};
        struct text trouble = {0};
        assert_int_equal(count_hits(PATTERN_EXPRESSION, bad[i], "abc", 3, &hits, &trouble),
                         SIZE_MAX);
        assert_true(trouble.size > 10);
        text_free(&trouble);
        free(hits.items);
    }
}

static void long_lines_are_searched_in_pieces(void **state)
{
    enum { SIZE = 300000, STEP = 1000 };
    struct spans hits = {0};
    struct text trouble = {0};
    char *text = malloc(SIZE);
    (void)state;
    assert_non_null(text);
    memset(text, '.', SIZE);
    for (size_t i = 0; i + 3 <= SIZE; i += STEP)
        memcpy(text + i, i == 0 ? "abX" : "abc", 3);
    for (size_t i = 500; i + 2 <= SIZE; i += STEP)
        memcpy(text + i, "\u00E4", 2); /* characters that a piece must not part */
    assert_int_equal(count_hits(PATTERN_WORDS, "abc", text, SIZE, &hits, &trouble),
                     SIZE / STEP - 1);
    assert_int_equal(hits.items[1].start, 2 * STEP);
    hits.count = 0;
    assert_int_equal(count_hits(PATTERN_EXPRESSION, "^ab|\\.$", text, SIZE, &hits, &trouble), 2);
    hits.count = 0;
    assert_int_equal(count_hits(PATTERN_EXPRESSION, "b(?<=ab)c", text, SIZE, &hits, &trouble),
                     SIZE / STEP - 1);
    free(hits.items);
    text_free(&trouble);
    free(text);
}

static void work_without_end_is_given_up(void **state)
{
    static const char *const endless[] = {"(a+)+b", "(a|aa)+$", "(.*)*x", "(?:a?){30}a{30}b"};
    char text[20000];
    (void)state;
    memset(text, 'a', sizeof text);
    text[sizeof text - 1] = 'c';
    for (size_t i = 0; i < sizeof endless / sizeof *endless; i++) {
        struct spans hits = {0};
        struct text trouble = {0};
        long begin = clock_milliseconds();
        size_t found =
            count_hits(PATTERN_EXPRESSION, endless[i], text, sizeof text, &hits, &trouble);
        assert_true(found == 0 || found == SIZE_MAX);
        assert_true(found == 0 || strstr(text_string(&trouble), "too much work"));
        assert_true(clock_milliseconds() - begin < 20000);
        text_free(&trouble);
        free(hits.items);
    }
}

static void the_deadline_holds(void **state)
{
    char text[20000];
    struct spans hits = {0};
    struct text trouble = {0};
    (void)state;
    memset(text, 'a', sizeof text);
    struct pattern *pattern = pattern_make(PATTERN_WORDS, "b", &trouble);
    assert_false(
        pattern_find(pattern, text, sizeof text, clock_milliseconds() - 1, &hits, &trouble));
    assert_non_null(strstr(text_string(&trouble), "too much work"));
    pattern_free(pattern);
    text_free(&trouble);
}

static void hits_show_while_typing(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    sample_press(sample, "/");
    assert_true(shows(sample, "^R expression"));
    assert_int_equal(highlighted(sample), 0);
    sample_type(sample, "tern");
    assert_true(shows(sample, "1 left, 1 right"));
    assert_int_equal(highlighted(sample), 8);
    sample_type(sample, "x");
    assert_true(shows(sample, "0 left, 0 right"));
    assert_int_equal(highlighted(sample), 0);
    sample_press(sample, "Backspace Enter");
    assert_int_equal(highlighted(sample), 8);
    sample_press(sample, "/");
    sample_type(sample, "e");
    assert_true(highlighted(sample) > 20);
    sample_press(sample, "Esc"); /* the search before holds again */
    assert_int_equal(highlighted(sample), 8);
    assert_string_equal(text_string(&sample->reader.searches[SEARCH_OF_ARTICLES].pattern), "tern");
    sample_free(sample);
}

static void the_kind_is_changed_in_the_line(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    sample_press(sample, "/");
    sample_type(sample, "t.rn|reef");
    assert_true(shows(sample, "Search: t.rn|reef"));
    assert_true(shows(sample, "0 left, 0 right"));
    sample_press(sample, "^R");
    assert_true(shows(sample, "Expression: t.rn|reef"));
    assert_true(shows(sample, "3 left, 2 right"));
    sample_press(sample, "Enter");
    assert_true(shows(sample, "Left: hit 1 of 3; right: 2"));
    sample_press(sample, "? t");
    assert_true(shows(sample, "Expression back: t"));
    sample_press(sample, "^R Esc");
    sample_free(sample);
}

static void a_search_is_found_again_by_its_line(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    sample_press(sample, "/ t e r n Enter l / 0 Enter q / Up");
    assert_true(shows(sample, "Search: 0"));
    sample_press(sample, "Up");
    assert_true(shows(sample, "Search: tern"));
    assert_true(shows(sample, "1 left, 1 right")); /* as if it were typed */
    assert_int_equal(highlighted(sample), 8);
    sample_press(sample, "Down Down");
    assert_true(shows(sample, "^R expression"));
    sample_press(sample, "Esc");
    sample_free(sample);
}

static void hits_are_numbered_and_turns_are_told(void **state)
{
    static const struct {
        const char *keys, *said;
    } steps[] = {
        {"/ t . r n | r e e f ^R Enter", "Left: hit 1 of 3; right: 2"},
        {"n", "Left: hit 2 of 3; right: 2"},
        {"2 n", "Right: hit 1 of 2; left: 3"},
        {"n", "Right: hit 2 of 2; left: 3"},
        {"n", "Left: hit 1 of 3; right: 2; around the end"},
        {"N", "Right: hit 2 of 2; left: 3; around the start"},
        {"N", "Right: hit 1 of 2; left: 3"},
        {"4 n", "Left: hit 3 of 3; right: 2; around the end"}, /* though the last step is none */
        {"9 9 9 9 9 N", "Right: hit 1 of 2; left: 3; around the start"},
        {"^O 5 n", "Left: hit 3 of 3; right: 2; around the end"}, /* a count is one jump */
        {"? Enter", "Left: hit 2 of 3; right: 2"},
        {"n", "Left: hit 1 of 3; right: 2"},
        {"n", "Right: hit 2 of 2; left: 3; around the start"},
        {"N", "Left: hit 1 of 3; right: 2; around the end"},
    };
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        sample_press(sample, steps[i].keys);
        assert_string_equal(sample_message(sample), steps[i].said);
    }
    sample_free(sample);
}

static void a_bad_expression_is_said_while_typing_and_after(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    sample_press(sample, "/ ^R");
    sample_type(sample, "(reef");
    assert_true(shows(sample, "missing closing parenthesis"));
    sample_press(sample, "Enter");
    assert_non_null(strstr(sample_message(sample), "Not searched: missing closing parenthesis"));
    sample_press(sample, "n");
    assert_non_null(strstr(sample_message(sample), "Not searched"));
    assert_true(sample_stands_at(sample, "Ferry runs aground"));
    sample_free(sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_stand_for_typography),
        cmocka_unit_test(expressions_find),
        cmocka_unit_test(empty_and_odd_hits_are_none),
        cmocka_unit_test(bad_expressions_are_said_in_words),
        cmocka_unit_test(long_lines_are_searched_in_pieces),
        cmocka_unit_test(work_without_end_is_given_up),
        cmocka_unit_test(the_deadline_holds),
        cmocka_unit_test(hits_show_while_typing),
        cmocka_unit_test(the_kind_is_changed_in_the_line),
        cmocka_unit_test(a_search_is_found_again_by_its_line),
        cmocka_unit_test(hits_are_numbered_and_turns_are_told),
        cmocka_unit_test(a_bad_expression_is_said_while_typing_and_after),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
