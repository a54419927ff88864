/* Searching in what lies over the articles: the list, the help, a report, what was left out. */
#include "reader-sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void search(struct sample *sample, const char *words)
{
    sample_press(sample, "/");
    sample_type(sample, words);
    sample_press(sample, "Enter");
}

static void assert_says(const struct sample *sample, const char *words)
{
    assert_string_equal(sample_message(sample), words);
}

/* Columns of hits that stand out in a row of the screen. */
static size_t highlighted(const struct sample *sample, size_t row)
{
    size_t count = 0;
    for (size_t i = 0; i < sample->grid.columns; i++)
        count += (grid_cell(&sample->grid, row, i)->roles & ROLE(HIT)) != 0;
    return count;
}

static size_t highlighted_in_all(const struct sample *sample)
{
    size_t count = 0;
    for (size_t row = 0; row < sample->grid.rows; row++)
        count += highlighted(sample, row);
    return count;
}

/* Columns of the cell below the cursor on that the words stand there. */
static void assert_cursor_at(const struct sample *sample, const char *words)
{
    const struct grid *grid = &sample->grid;
    struct text shown = {0};
    for (size_t i = grid->cursor_column; i < grid->columns; i++) {
        const struct cell *cell = grid_cell(grid, grid->cursor_row, i);
        text_append(&shown, cell->bytes, cell->size);
    }
    if (strncmp(text_string(&shown), words, strlen(words)) != 0)
        fail_msg("the cursor stands at \"%s\"", text_string(&shown));
    text_free(&shown);
}

static void a_list_is_searched_by_rows(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    const struct list *list = &sample->reader.list;
    (void)state;
    sample_press(sample, "l n");
    assert_says(sample, "Nothing searched for yet; / begins");
    search(sample, " 0.9");
    size_t first = list->cursor, count = 0;
    assert_true(first > 0);
    assert_int_equal(highlighted(sample, sample->grid.cursor_row), strlen(" 0.9"));
    for (const char *at = text_string(&list->text); (at = strstr(at, " 0.9")); at++)
        count++;
    assert_int_equal(highlighted_in_all(sample), count * strlen(" 0.9"));
    assert_true(count > 1);
    for (size_t i = 1; i < count; i++) {
        size_t before = list->cursor;
        char said[64];
        snprintf(said, sizeof said, "Hit %zu of %zu", i + 1, count);
        sample_press(sample, "n");
        assert_true(list->cursor > before);
        assert_says(sample, said);
    }
    sample_press(sample, "n");
    assert_int_equal(list->cursor, first);
    assert_non_null(strstr(sample_message(sample), "around"));
    sample_press(sample, "N n");
    assert_int_equal(list->cursor, first);
    sample_free(sample);
}

static void a_row_counts_once_and_is_searched_uncut(void **state)
{
    struct sample *sample = sample_open("equal", 24, 80); /* so each row has its words twice */
    const struct list *list = &sample->reader.list;
    (void)state;
    sample_press(sample, "l");
    sample_resize(sample, 24, 40);
    assert_true(list->count > 1);
    const struct analysis *analysis = session_analysis(sample->session, SIDE_LEFT);
    const struct link *last = session_link(sample->session, list->count);
    struct span span = analysis->statements[last->left].span;
    struct text words = {0};
    text_append(&words, analysis->article->text + span.start, span_size(span));
    search(sample, text_string(&words) + words.size - 8);
    assert_int_equal(list->cursor, list->count - 1);
    assert_int_equal(sample->reader.searches[SEARCH_OF_LIST].stops[SIDE_LEFT].count, 1);
    assert_int_equal(sample->reader.searches[SEARCH_OF_LIST].hits[SIDE_LEFT].count, 2);
    text_free(&words);
    sample_free(sample);
}

static void what_is_not_there_is_said(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    sample_press(sample, "l");
    search(sample, "submarine");
    assert_says(sample, "Not found: submarine");
    assert_int_equal(sample->reader.list.cursor, 0);
    sample_press(sample, "/ ^R");
    sample_type(sample, "(");
    sample_press(sample, "Enter");
    assert_non_null(strstr(sample_message(sample), "Not searched: missing closing"));
    sample_press(sample, "f f f f"); /* nothing is marked */
    assert_int_equal(sample->reader.list.count, 0);
    sample_press(sample, "/ Esc / ^R");
    sample_type(sample, "a");
    sample_press(sample, "Enter n N");
    assert_says(sample, "Not found: a");
    sample_free(sample);
}

static void each_view_has_a_search_of_its_own(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    search(sample, "tern");
    sample_press(sample, "l");
    assert_int_equal(highlighted_in_all(sample), 0);
    search(sample, "number");
    sample_press(sample, "h");
    assert_int_equal(highlighted_in_all(sample), 0);
    search(sample, "page");
    assert_true(highlighted_in_all(sample) > 0);
    sample_press(sample, "q");
    size_t found = highlighted_in_all(sample);
    assert_true(found > 0);
    sample_press(sample, "l"); /* another order of the same rows */
    assert_int_equal(highlighted_in_all(sample), found);
    sample_press(sample, "f"); /* conflicts */
    assert_int_equal(highlighted_in_all(sample), found);
    sample_press(sample, "f"); /* matches */
    assert_int_equal(highlighted_in_all(sample), 0);
    sample_press(sample, "q");
    assert_true(highlighted_in_all(sample) > 0);
    sample_press(sample, "h");
    assert_int_equal(highlighted_in_all(sample), 0); /* of a new page nothing is known */
    sample_press(sample, "n");
    assert_says(sample, "Nothing searched for yet; / begins");
    sample_free(sample);
}

static void the_help_is_searched(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    const struct page *page = &sample->reader.page;
    (void)state;
    sample_press(sample, "h");
    search(sample, "Draw a link");
    assert_int_equal(highlighted_in_all(sample), strlen("Draw a link"));
    assert_cursor_at(sample, "Draw a link");
    assert_true(page->top > 0);
    size_t top = page->top;
    sample_press(sample, "n");
    assert_non_null(strstr(sample_message(sample), "around"));
    assert_int_equal(page->top, top); /* it shows: nothing moves */
    search(sample, "next ");
    assert_cursor_at(sample, "Next line");
    sample_press(sample, "G ?");
    sample_type(sample, "next");
    sample_press(sample, "Enter");
    size_t last = page->hit;
    sample_press(sample, "n"); /* back, as it was begun */
    assert_true(page->hit < last);
    sample_press(sample, "N");
    assert_int_equal(page->hit, last);
    sample_press(sample, "g n"); /* what has gone from the screen is not gone on from */
    assert_true(page->hit >= last);
    assert_non_null(strstr(sample_message(sample), "around"));
    sample_free(sample);
}

static void hits_stand_out_over_the_end_of_a_row(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    sample_resize(sample, 24, 34);
    sample_press(sample, "W");
    struct page *page = &sample->reader.page;
    text_clear(&page->text);
    text_add(&page->text, "one two three four five six seven eight nine ten\n");
    sample_resize(sample, 24, 34);
    assert_true(page->rows.count == 2);
    const char *second = page->text.bytes + page->rows.items[1].start;
    char words[64];
    snprintf(words, sizeof words, "%.*s", (int)(second + 3 - page->text.bytes), page->text.bytes);
    search(sample, words);
    assert_int_equal(highlighted(sample, 1), span_size(page->rows.items[0]));
    assert_int_equal(highlighted(sample, 2), 3);
    sample_free(sample);
}

static void show(struct sample *sample, const char *bytes, size_t size)
{
    sample_press(sample, "W");
    text_clear(&sample->reader.page.text);
    text_append(&sample->reader.page.text, bytes, size);
    sample_resize(sample, 24, 80);
}

static void pages_may_be_empty_huge_and_no_text(void **state)
{
    enum { LINES = 20000 };
    struct sample *sample = sample_open("ferry", 24, 80);
    struct text huge = {0};
    (void)state;
    show(sample, "", 0);
    search(sample, "a");
    assert_says(sample, "Not found: a");
    sample_press(sample, "n N q");
    for (size_t i = 0; i < LINES; i++)
        text_format(&huge, "line %zu\n", i);
    show(sample, huge.bytes, huge.size);
    search(sample, "line 19999");
    assert_cursor_at(sample, "line 19999");
    sample_press(sample, "q");
    show(sample, "name \xFF\xC3( of a file\n", 18);
    search(sample, "file");
    assert_says(sample, "Not searched: this text is not UTF-8");
    sample_press(sample, "q");
    text_free(&huge);
    sample_free(sample);
}

static void the_help_of_a_list_tells_of_searching(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    sample_press(sample, "l h");
    assert_non_null(strstr(text_string(&sample->reader.page.text), "Search onwards"));
    assert_non_null(strstr(text_string(&sample->reader.page.text), "Next hit"));
    sample_free(sample);
}

static void a_narrow_list_shows_no_hit_where_it_is_cut(void **state)
{
    struct sample *sample = sample_open("ferry", 24, 80);
    (void)state;
    sample_press(sample, "l / ^R");
    sample_type(sample, "^=1"); /* at the first byte of all */
    sample_press(sample, "Enter");
    for (size_t columns = 24; columns < 100; columns += 7) {
        sample_resize(sample, 24, columns);
        for (size_t row = 2; row < 22; row++) /* the dots of no row are its beginning */
            assert_true(highlighted(sample, row) <= 2);
    }
    sample_free(sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_searched_by_rows),
        cmocka_unit_test(a_row_counts_once_and_is_searched_uncut),
        cmocka_unit_test(what_is_not_there_is_said),
        cmocka_unit_test(each_view_has_a_search_of_its_own),
        cmocka_unit_test(the_help_is_searched),
        cmocka_unit_test(hits_stand_out_over_the_end_of_a_row),
        cmocka_unit_test(pages_may_be_empty_huge_and_no_text),
        cmocka_unit_test(the_help_of_a_list_tells_of_searching),
        cmocka_unit_test(a_narrow_list_shows_no_hit_where_it_is_cut),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("find", tests, NULL, NULL);
}
