/* Statements that no link joins: bylines, credits, buttons, headlines that are printed twice. */
#include "base/text.h"
#include "compare/compare.h"
#include "language/analysis.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct reading {
    struct article *article;
    struct analysis analysis;
};

static struct reading read_text(const char *text, bool keep_all)
{
    struct article_options options = {ARTICLE_TEXT, keep_all};
    struct failure failure;
    struct reading reading = {.article =
                                  article_read("a.txt", text, strlen(text), options, &failure)};
    assert_non_null(reading.article);
    reading.analysis = analysis_make(reading.article);
    return reading;
}

static bool begins(const struct reading *reading, const struct statement *statement,
                   const char *words)
{
    return strncmp(reading->article->text + statement->span.start, words, strlen(words)) == 0;
}

/* The aside of the statement that begins with these words, of the last one where there are more. */
static enum aside aside_of(const struct reading *reading, const char *words)
{
    for (size_t i = reading->analysis.statement_count; i-- > 0;)
        if (begins(reading, &reading->analysis.statements[i], words))
            return reading->analysis.statements[i].aside;
    fail_msg("no statement \"%s\"", words);
    return ASIDE_NONE;
}

static const char page[] =
    "Tram line nine closes for a year\n\n"
    "By Jonna Ekstrand, The Lindhaven Courier\n\n"
    "Tuesday, 4 March 2025\n\n"
    "Tram line nine will be closed for a year from May.\n\n"
    "Share this article\n\n"
    "The town council says the rails in Mill Lane are worn out. Buses run instead.\n\n"
    "Photo: Jonna Ekstrand\n\n"
    "Tram line nine closes for a year\n\n"
    "Tram line nine will be closed for a year from May.\n\n"
    "Shops in Mill Lane fear for their trade.\n";

static void the_page_is_no_story(void **state)
{
    (void)state;
    struct reading reading = read_text(page, true);
    assert_int_equal(aside_of(&reading, "By Jonna"), ASIDE_NOISE);
    assert_int_equal(aside_of(&reading, "Tuesday, 4 March"), ASIDE_NOISE);
    assert_int_equal(aside_of(&reading, "Share this"), ASIDE_NOISE);
    assert_int_equal(aside_of(&reading, "Photo: Jonna"), ASIDE_NOISE);
    assert_int_equal(aside_of(&reading, "The town council"), ASIDE_NONE);
    assert_int_equal(aside_of(&reading, "Buses run"), ASIDE_NONE);
    assert_int_equal(aside_of(&reading, "Shops in Mill Lane"), ASIDE_NONE);
    article_free(reading.article);
}

static void headlines_and_teasers_count_once(void **state)
{
    (void)state;
    struct reading reading = read_text(page, true);
    assert_int_equal(reading.analysis.statements[0].aside, ASIDE_NONE);
    assert_int_equal(aside_of(&reading, "Tram line nine closes"), ASIDE_REPEAT);
    assert_int_equal(aside_of(&reading, "Tram line nine will"), ASIDE_REPEAT);
    article_free(reading.article);
    reading =
        read_text("News\n\nNo. No. Stop! We heard it all. The bridge fell at noon. It was old. "
                  "\n\nWho knew? Stop! The bridge was old, the mayor said.\n\nThe bridge was "
                  "old, the mayor said.\n",
                  true);
    assert_int_equal(aside_of(&reading, "Stop!"), ASIDE_NONE); /* too short for a headline */
    assert_int_equal(aside_of(&reading, "The bridge was"), ASIDE_NONE); /* said twice in the text */
    article_free(reading.article);
}

static void no_link_joins_them(void **state)
{
    (void)state;
    static const char other[] = "Line nine to close\n\n"
                                "By Jonna Ekstrand, The Lindhaven Courier\n\n"
                                "Tram line nine will be closed for a year from May, says Jonna "
                                "Ekstrand of The Lindhaven Courier.\n\n"
                                "Photo: Jonna Ekstrand\n\n"
                                "Shops fear for their trade in Mill Lane.\n";
    struct reading left = read_text(page, true), right = read_text(other, true);
    struct comparison *comparison = compare_articles(&left.analysis, &right.analysis);
    assert_true(comparison->link_count > 0);
    for (size_t i = 0; i < comparison->link_count; i++) {
        const struct link *link = &comparison->links[i];
        assert_int_equal(left.analysis.statements[link->left].aside, ASIDE_NONE);
        assert_int_equal(right.analysis.statements[link->right].aside, ASIDE_NONE);
    }
    comparison_free(comparison);
    article_free(left.article);
    article_free(right.article);
}

static void hostile_texts_are_read(void **state)
{
    (void)state;
    struct text text = {0};
    for (int i = 0; i < 20000; i++)
        text_add(&text, i % 3 ? "Share. " : "\xef\xb8\x8f By \"");
    text_add(&text, "\n\nBy\n\n(Photo:\n\n\xc2\xa9\n\n");
    for (int i = 0; i < 20000; i++)
        text_add(&text, "The same words again.\n\n");
    struct reading reading = read_text(text_string(&text), true);
    assert_true(reading.analysis.statement_count > 20000);
    article_free(reading.article);
    text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_is_no_story),
        cmocka_unit_test(headlines_and_teasers_count_once),
        cmocka_unit_test(no_link_joins_them),
        cmocka_unit_test(hostile_texts_are_read),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
