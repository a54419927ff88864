/* Columns: every assigned code point is laid out, drawn by the terminal's leaf and shown by the
 * emulator, and what follows it has to stand in the column that the layout gave it. Nothing is
 * asked of the emulator's own idea of widths: on some signs it differs.
 *
 * Run as `width-test draw` it is the program in the terminal: it shows page after page of signs, a
 * key each. */
#include "emulator.h"

#include "base/visible.h"
#include "reader/glyph.h"
#include "reader/terminal.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>
#include <uniwidth.h>
#include <wchar.h>

#include <cmocka.h>

enum { ROWS = 120, COLUMNS = 200, FIELD = 5, SIGN_END = 0x110000, WRONG_MAX = 20 };

static const struct origin nobody = {SIDE_COUNT, 0};

/* Puts a code point as an article would bring it, between bars. False where none is assigned. */
static bool put_sign(struct grid *grid, size_t row, size_t column, ucs4_t sign, role_set roles)
{
    uint8_t bytes[8];
    struct text text = {0};
    int size = u8_uctomb(bytes, sign, sizeof bytes);
    if (size < 0 || uc_is_general_category_withtable(sign, UC_CATEGORY_MASK_Cn))
        return false;
    text_add(&text, "|");
    visible_append_line(&text, (const char *)bytes, (size_t)size);
    text_add(&text, "|");
    grid_clear(grid, (struct area){row, column, 1, FIELD}, roles);
    grid_put(grid, row, column, FIELD, text.bytes, text.size, roles, nobody);
    text_free(&text);
    return true;
}

/* The last row of a page, which is drawn last: it ends in a sign that the leaf draws by itself, on
 * each page in another column, so that all has been drawn when it shows. */
static void describe_page(struct text *label, ucs4_t sign, size_t page)
{
    text_format(label, "%*spage from U+%06X \u2500.", (int)(page % 2), "", (unsigned)sign);
}

/* Fills a page from a code point on; returns where the next page begins. */
static ucs4_t fill_page(struct grid *grid, ucs4_t sign, size_t page)
{
    struct text label = {0};
    size_t place = 0, places = (ROWS - 1) * (COLUMNS / FIELD);
    describe_page(&label, sign, page);
    grid_clear(grid, (struct area){0, 0, grid->rows, grid->columns}, 0);
    for (; sign < SIGN_END && place < places; sign++) {
        role_set roles = sign % 7 == 0 ? ROLE(CLASH) : sign % 5 == 0 ? ROLE(MATCH) : 0;
        size_t row = place / (COLUMNS / FIELD), column = place % (COLUMNS / FIELD) * FIELD;
        place += put_sign(grid, row, column, sign, roles);
    }
    grid_put_string(grid, ROWS - 1, 0, COLUMNS, text_string(&label), 0);
    text_free(&label);
    return sign;
}

static const struct theme standard = {.name = THEME_DEFAULT};

static int draw_pages(void)
{
    struct failure failure;
    struct grid grid = {0};
    ucs4_t sign = 0;
    setlocale(LC_CTYPE, "");
    if (!terminal_open(&standard, &failure))
        return 2;
    grid_resize(&grid, ROWS, COLUMNS);
    for (size_t page = 0; sign < SIGN_END; page++) {
        struct event event = terminal_wait();
        if (event.kind == EVENT_SIGNAL)
            break;
        sign = fill_page(&grid, sign, page);
        terminal_draw(&grid);
    }
    terminal_wait();
    terminal_close();
    grid_free(&grid);
    return 0;
}

static bool looks_so(const struct emulator_cell *shown, struct style style)
{
    return shown->bold == (bool)(style.attributes & STYLE_BOLD) &&
           shown->underline == (bool)(style.attributes & STYLE_UNDERLINE) &&
           shown->reverse == (bool)(style.attributes & STYLE_REVERSE) &&
           shown->colour == style.colour && shown->ground == style.ground;
}

/* Whether a cell of the emulator shows what the grid has there. Behind a wide sign it may think
 * what it likes. */
static bool is_shown(const struct emulator *emulator, const struct grid *grid, size_t row,
                     size_t column)
{
    const struct cell *cell = grid_cell(grid, row, column);
    struct glyph glyph;
    uint8_t bytes[8];
    if (cell->width == 0)
        return true;
    struct emulator_cell shown = emulator_cell(emulator, row, column);
    glyph_of(cell, true, &glyph);
    int size = u8_uctomb(bytes, glyph.signs[0], sizeof bytes);
    return size > 0 && strncmp(shown.text, (const char *)bytes, (size_t)size) == 0 &&
           looks_so(&shown, theme_style(&standard, DEPTH_256, cell->roles));
}

static size_t check_page(const struct emulator *emulator, const struct grid *grid)
{
    size_t wrong = 0;
    for (size_t row = 0; row < ROWS; row++)
        for (size_t column = 0; column < COLUMNS; column++) {
            if (is_shown(emulator, grid, row, column))
                continue;
            const struct cell *cell = grid_cell(grid, row, column);
            struct emulator_cell shown = emulator_cell(emulator, row, column);
            if (wrong++ < WRONG_MAX)
                fprintf(stderr, "# row %zu column %zu: expected [%.*s], came [%s]\n", row, column,
                        (int)cell->size, cell->bytes, shown.text);
        }
    return wrong;
}

static void what_follows_any_sign_is_in_its_column(void **state)
{
    const char *const arguments[] = {*state, "draw", NULL};
    const struct emulator_start start = {.arguments = arguments, .rows = ROWS, .columns = COLUMNS};
    struct emulator *emulator = emulator_open(&start);
    struct grid grid = {0};
    size_t wrong = 0, page = 0;
    int status;
    assert_non_null(emulator);
    grid_resize(&grid, ROWS, COLUMNS);
    for (ucs4_t sign = 0; sign < SIGN_END;) {
        struct text label = {0};
        describe_page(&label, sign, page);
        sign = fill_page(&grid, sign, page++);
        if (!emulator_shows(emulator, label.bytes + (label.bytes[0] == ' ')))
            fail_msg("%s does not come", label.bytes);
        wrong += check_page(emulator, &grid);
        text_free(&label);
        assert_true(emulator_keys(emulator, "j"));
    }
    assert_true(emulator_ends(emulator, &status));
    assert_int_equal(status, 0);
    assert_int_equal(wrong, 0);
    assert_true(emulator_is_restored(emulator));
    emulator_close(emulator);
    grid_free(&grid);
}

/* What curses places by itself is of the same width to it, to us and to any terminal. */
static void curses_gets_signs_of_certain_width_only(void **state)
{
    struct grid grid = {0};
    size_t certain = 0;
    (void)state;
    setlocale(LC_CTYPE, "C.UTF-8");
    grid_resize(&grid, 1, FIELD);
    for (ucs4_t sign = 0; sign < SIGN_END; sign++) {
        struct glyph glyph;
        const struct cell *cell = grid_cell(&grid, 0, 1);
        if (!put_sign(&grid, 0, 0, sign, 0))
            continue;
        glyph_of(cell, true, &glyph);
        if (!glyph.certain)
            continue;
        certain++;
        assert_int_equal(wcwidth((wchar_t)glyph.signs[0]), cell->width);
        assert_int_equal(uc_width(glyph.signs[0], "UTF-8"), cell->width);
    }
    assert_true(certain > 38000); /* ASCII, kana, ideographs, Hangul */
    grid_free(&grid);
    setlocale(LC_CTYPE, "C");
}

static void without_utf8_all_is_ascii(void **state)
{
    struct grid grid = {0};
    (void)state;
    grid_resize(&grid, 1, FIELD);
    for (ucs4_t sign = 0; sign < SIGN_END; sign++) {
        struct glyph glyph;
        put_sign(&grid, 0, 0, sign, 0);
        for (size_t column = 0; column < FIELD; column++) {
            if (grid_cell(&grid, 0, column)->width == 0)
                continue;
            glyph_of(grid_cell(&grid, 0, column), false, &glyph);
            assert_true(glyph.certain && glyph.count == 1);
            assert_in_range(glyph.signs[0], 0x20, 0x7E);
        }
    }
    grid_free(&grid);
}

static void typography_is_read_without_utf8(void **state)
{
    static const struct {
        const char *signs, *plain;
    } cases[] = {
        {"\u201Cso\u201D \u2018it\u2019s\u2019 \u201Elow\u201F \u00ABguillemets\u00BB "
         "\u2039one\u203A",
         "\"so\" 'it's' \"low\" \"guillemets\" 'one'"},
        {"\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-------"},
        {"\u2022 \u2023 \u25E6 \u25AA \u25CF \u2043 \u2026 \u00B7", "* * * * * - . ."},
        {"Zo\u00EB N\u00FA\u00F1ez, \u0141\u00F3d\u017A, Malm\u00F6, K\u00F8benhavn, "
         "Stra\u00DFe, \u0130stanbul, \u01FEre",
         "Zoe Nunez, Lodz, Malmo, Kobenhavn, Strase, Istanbul, Ore"},
        {"e\u0301te\u0301", "ete"},
        {"5\u00A0km, 3\u2009m, 20\u202F000", "5 km, 3 m, 20 000"},
        {"\u2500\u2502\u253C", "-|+"},
        {"\u20AC5 \u00A33 \u00A9 \u2122 30\u00B0 \u00BD \u00B2", "E5 L3 c T 30o ? 2"},
        {"\u05E9\u0416\U0001F525", "???"},
    };
    struct grid grid = {0};
    (void)state;
    grid_resize(&grid, 1, 100);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text plain = {0};
        struct glyph glyph;
        size_t used = grid_put(&grid, 0, 0, 100, cases[i].signs, strlen(cases[i].signs), 0, nobody);
        for (size_t column = 0; column < used; column++) {
            if (grid_cell(&grid, 0, column)->width == 0)
                continue;
            glyph_of(grid_cell(&grid, 0, column), false, &glyph);
            text_add_byte(&plain, (char)glyph.signs[0]);
        }
        assert_string_equal(text_string(&plain), cases[i].plain);
        text_free(&plain);
    }
    grid_free(&grid);
}

int main(int count, char **arguments)
{
    if (count > 1 && strcmp(arguments[1], "draw") == 0)
        return draw_pages();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(what_follows_any_sign_is_in_its_column, arguments[0]),
        cmocka_unit_test(curses_gets_signs_of_certain_width_only),
        cmocka_unit_test(without_utf8_all_is_ascii),
        cmocka_unit_test(typography_is_read_without_utf8),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("width", tests, NULL, NULL);
}
