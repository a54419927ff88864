/* What stands in the terminal after each key is what a drawing of the whole would put there, on
 * texts of wide signs, clusters and endless words; and the cursor stands on the focus. */
#include "stage.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

enum { ROWS = 24, COLUMNS = 80 };

static const char *const pieces[] = {
    "The ferry Tern struck a reef off Skerry Island on Tuesday with 84 people on board.",
    ("\u6771\u4EAC\u306E\u6E2F\u3067\u8239\u304C\u6C88\u3093\u3060\u3002\u4E57\u5BA2\u306F"
     "\u5168\u54E1\u6551\u52A9\u3055\u308C\u305F\u3002"),
    "Rain \U0001F327 fell all day, and a family \U0001F468\u200D\U0001F469\u200D\U0001F467 left.",
    "Endlesswordwithoutasingleblankinitthatnopaneonearthcouldeverholdinonerowofitsowntext.",
    "Cafe\u0301 owners said \u05E9\u05DC\u05D5\u05DD \u2013 \u00BDhour \u2192 \uFF21\uFF22\u2026",
    "\u6F22a\u6F22b\u6F22c\u6F22d\u6F22e\u6F22f\u6F22g\u6F22h\u6F22i\u6F22j\u6F22k\u6F22l\u6F22m",
};
enum { PIECES = sizeof pieces / sizeof *pieces, PARAGRAPHS = 40 };

static void write_article(const char *path, size_t side)
{
    struct text text = {0};
    text_format(&text, "Title of article number %zu\n\n", side + 1);
    for (size_t i = 0; i < PARAGRAPHS; i++)
        text_format(&text, "Part %zu begins. %s %s\n\n", i, pieces[i % PIECES],
                    pieces[(i / 2 + side) % PIECES]);
    stage_store(path, text.bytes);
    text_free(&text);
}

static int set_up(void **state)
{
    struct stage *stage = stage_new("", "");
    double seconds;
    write_article(stage->left, 0);
    write_article(stage->right, 1);
    stage_start(stage, &(struct stage_start){.words = {"--no-notes", stage->left, stage->right}});
    stage_awaits_comparison(stage);
    stage_awaits(stage, "match");
    *state = stage;
    return emulator_rests(stage->emulator, &seconds) ? 0 : -1;
}

static int tear_down(void **state)
{
    struct stage *stage = *state;
    int status = 0;
    emulator_keys(stage->emulator, "q");
    bool ends = emulator_ends(stage->emulator, &status);
    stage_free(stage);
    return ends && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

/* One key at a time: of several, the program may rest after the first. */
static void press(struct stage *stage, const char *key)
{
    double seconds;
    stage_keys(stage, key);
    assert_true(emulator_rests(stage->emulator, &seconds));
}

/* The screen but for its last row, whose message a key takes away. */
static void read_screen(const struct stage *stage, struct text *out)
{
    emulator_screen(stage->emulator, out);
    assert_true(out->size > 0);
    out->bytes[out->size - 1] = '\0';
    *strrchr(out->bytes, '\n') = '\0';
}

static void assert_is_whole(struct stage *stage, const char *key)
{
    struct text shown = {0}, whole = {0};
    size_t row, column, row_then, column_then;
    read_screen(stage, &shown);
    emulator_cursor(stage->emulator, &row, &column);
    press(stage, "^L");
    read_screen(stage, &whole);
    emulator_cursor(stage->emulator, &row_then, &column_then);
    if (strcmp(shown.bytes, whole.bytes) != 0)
        fail_msg("after %s:\n%s\nbut the whole is:\n%s", key, shown.bytes, whole.bytes);
    assert_true(row == row_then && column == column_then);
    text_free(&shown);
    text_free(&whole);
}

static void nothing_is_left_behind(void **state)
{
    static const char *const keys[] = {"j", "j", "j", "PgDn", "<", "j", ">",    ">", "k", "PgDn",
                                       "]", "j", "S", "Tab",  "j", "|", "PgDn", "j", "|", "f",
                                       "j", "F", "o", "End",  "k", "k", "PgUp", "l", "j", "q",
                                       "h", "q", "=", "Home", "j", "<", "<",    "<", "j", "PgDn"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        press(*state, keys[i]);
        assert_is_whole(*state, keys[i]);
    }
}

/* The text of the left pane in a row, without its gutter and its strip. */
static void read_row(const struct stage *stage, size_t row, struct text *out)
{
    text_clear(out);
    for (size_t column = 8; column < COLUMNS / 2 - 4; column++)
        text_add(out, emulator_cell(stage->emulator, row, column).text);
}

/* What stood in the last rows stands in the first ones after a page. */
static void pages_keep_context(void **state)
{
    struct stage *stage = *state;
    struct text before = {0}, after = {0};
    size_t kept = 0;
    press(stage, "Home");
    for (size_t row = ROWS - 8; row < ROWS - 4; row++) {
        read_row(stage, row, &before);
        press(stage, "PgDn");
        for (size_t top = 1; top < 6; top++) {
            read_row(stage, top, &after);
            kept += before.bytes[0] != ' ' && strcmp(before.bytes, after.bytes) == 0;
        }
        press(stage, "Home");
    }
    assert_true(kept > 0);
    text_free(&before);
    text_free(&after);
}

/* Screen readers and magnifiers look for the cursor. */
static void the_cursor_stands_on_the_focus(void **state)
{
    struct stage *stage = *state;
    static const char *const keys[] = {"Home", "j", "]", "Tab", "j", "PgDn", "Enter", "Tab"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        size_t row, column;
        press(stage, keys[i]);
        emulator_cursor(stage->emulator, &row, &column);
        assert_in_range(row, 1, ROWS - 4);
        assert_true(emulator_cell(stage->emulator, row, column).reverse ||
                    emulator_cell(stage->emulator, row, column).ground >= 0);
    }
    press(stage, "l");
    press(stage, "j");
    size_t row, column;
    emulator_cursor(stage->emulator, &row, &column);
    assert_string_equal(emulator_cell(stage->emulator, row, 0).text, ">");
    press(stage, "q");
    press(stage, "/");
    emulator_cursor(stage->emulator, &row, &column);
    assert_int_equal(row, ROWS - 1);
    press(stage, "Backspace"); /* closes it, being empty */
}

static void endless_words_break(void **state)
{
    struct stage *stage = *state;
    size_t row, column;
    press(stage, "Home");
    press(stage, "/");
    for (const char *sign = "Endlessword"; *sign; sign++)
        press(stage, (char[]){*sign, '\0'});
    press(stage, "Enter");
    assert_true(emulator_find(stage->emulator, "Endlesswordwithoutasingle", &row, &column));
    assert_true(emulator_find(stage->emulator, "owofitsowntext.", &row, &column) ||
                emulator_find(stage->emulator, "wntext.", &row, &column));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_is_left_behind, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pages_keep_context, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_cursor_stands_on_the_focus, set_up, tear_down),
        cmocka_unit_test_setup_teardown(endless_words_break, set_up, tear_down),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("paint", tests, NULL, NULL);
}
