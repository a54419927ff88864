/* Text broken into rows: nothing is lost, and words stay whole where they fit. */
#include "base/cluster.h"
#include "base/text.h"
#include "base/wrap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Next to nothing, words longer than a row, wide signs, combined ones, clusters, all blanks. */
static const char *const texts[] = {
    "",
    "a",
    " ",
    "    ",
    "a b",
    "one two three four five six seven eight nine ten eleven twelve",
    "Donaudampfschifffahrtsgesellschaftskapitaen steers",
    "北の岬の古い灯台で火が出た。消防隊は夜明け前に消し止めた。",
    "등대 화재는 새벽 네 시쯤 일어났다",
    "Zoe\u0308 Nu\u0301n\u0303ez a\u0328\u0301\u0308\u0328\u0301\u0308 "
    "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301",
    "\U0001F469\u200D\U0001F469\u200D\U0001F467\U0001F44D\U0001F3FD\U0001F1EB\U0001F1EE\u2764"
    "\uFE0F",
    "\u05E9\u05DC\u05D5\u05DD \u05DC\u05DB\u05D5\u05DC\u05DD",
    "x\u00A0y\u00A0z no\u2013break",
    "http://sound.example/a/b?c=d&e=f",
};

static void assert_blank(const char *text, size_t start, size_t end)
{
    for (; start < end; start++)
        assert_true(text[start] == ' ' || text[start] == '\n');
}

/* Every cluster is in exactly one row, whole and in order; a row is no wider than the width unless
 * it is a single cluster. */
static void check_rows(const char *text, size_t size, const struct spans *rows, size_t width)
{
    size_t at = 0, columns;
    assert_true(rows->count > 0);
    for (size_t i = 0; i < rows->count; i++) {
        struct span row = rows->items[i];
        assert_true(at <= row.start && row.start <= row.end && row.end <= size);
        assert_blank(text, at, row.start);
        at = row.start;
        size_t first = cluster_next(text + at, row.end - at, &columns);
        if (span_size(row) > first)
            assert_true(cluster_columns(text + row.start, span_size(row)) <= width);
        at = row.end;
    }
    assert_blank(text, at, size);
    for (size_t row = 0, step; row < rows->count; row++) { /* no row begins inside a cluster */
        for (at = 0; at < rows->items[row].start; at += step)
            step = cluster_next(text + at, size - at, &columns);
        assert_int_equal(at, rows->items[row].start);
    }
}

static void wrapping_loses_and_cuts_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++)
        for (size_t width = 1; width < 70; width++) {
            struct spans rows = {0};
            wrap_text(&rows, texts[i], strlen(texts[i]), width);
            check_rows(texts[i], strlen(texts[i]), &rows, width);
            free(rows.items);
        }
}

/* The rows, with | between them. */
static void assert_wraps(const char *text, size_t width, const char *expected)
{
    struct spans rows = {0};
    struct text found = {0};
    wrap_text(&rows, text, strlen(text), width);
    for (size_t i = 0; i < rows.count; i++) {
        text_add(&found, i ? "|" : "");
        text_append(&found, text + rows.items[i].start, span_size(rows.items[i]));
    }
    assert_string_equal(text_string(&found), expected);
    text_free(&found);
    free(rows.items);
}

static void words_stay_whole_where_they_fit(void **state)
{
    (void)state;
    assert_wraps("one two three", 7, "one two|three");
    assert_wraps("", 7, "");
    assert_wraps("one", 2, "on|e");
}

static void an_abbreviation_is_one_word(void **state)
{
    (void)state;
    assert_wraps("asked by the F.B.I. twice", 16, "asked by the|F.B.I. twice");
    assert_wraps("it began at 9 p.m. and", 16, "it began at 9|p.m. and");
    assert_wraps("a Ph.D. (i.e. a doctor)", 6, "a|Ph.D.|(i.e.|a|doctor|)");
    assert_wraps("la \u00C9.D.F. annonce", 6, "la|\u00C9.D.F.|annonc|e");
    assert_wraps("\u05D0\u05D1 \u05E6.\u05D4.\u05DC.", 6, "\u05D0\u05D1|\u05E6.\u05D4.\u05DC.");
    assert_wraps("see a:b or c;d or e,f", 5, "see|a:b|or|c;d|or|e,f");
}

/* Whatever the width, as long as the longest word fits. */
static void rows_end_at_blanks(void **state)
{
    (void)state;
    const char *text = "The F.B.I. said at 9 p.m. that e.g. the U.S. and the U.N. had, i.e. after "
                       "3.15 a.m., met St.John at www.example.org in No.5 of E.ON's house.";
    for (size_t width = strlen("www.example.org"); width < 100; width++) {
        struct spans rows = {0};
        wrap_text(&rows, text, strlen(text), width);
        for (size_t i = 0; i + 1 < rows.count; i++)
            assert_int_equal(text[rows.items[i].end], ' ');
        free(rows.items);
    }
}

static void what_may_break_behind_a_stop_still_does(void **state)
{
    (void)state;
    assert_wraps("\u706B.\u706B.\u706B", 3, "\u706B.|\u706B.|\u706B");
    assert_wraps("a well-known and/or", 7, "a well-|known|and/or");
    assert_wraps("ends. Then", 6, "ends.|Then");
    assert_wraps("x http://a.org/b", 15, "x http://a.org/|b");
}

static void a_word_of_stops_alone_is_cut(void **state)
{
    (void)state;
    enum { SIZE = 200000, WIDTH = 10 };
    struct text text = {0};
    struct spans rows = {0};
    while (text.size < SIZE)
        text_add(&text, "a.");
    wrap_text(&rows, text.bytes, text.size, WIDTH);
    assert_int_equal(rows.count, SIZE / WIDTH);
    for (size_t i = 0; i < rows.count; i++)
        assert_int_equal(span_size(rows.items[i]), WIDTH);
    free(rows.items);
    text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrapping_loses_and_cuts_nothing),
        cmocka_unit_test(words_stay_whole_where_they_fit),
        cmocka_unit_test(an_abbreviation_is_one_word),
        cmocka_unit_test(rows_end_at_blanks),
        cmocka_unit_test(what_may_break_behind_a_stop_still_does),
        cmocka_unit_test(a_word_of_stops_alone_is_cut),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("wrap", tests, NULL, NULL);
}
