/* The parts of the reader one by one: keys, actions, layout, history, search, grid and theme. The
 * whole of it is walked in walk-test.c. */
#include "reader-sample.h"
#include "reader/key.h"
#include "reader/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct {
    enum action action;
    const char *keys, *help;
} actions[] = {
#define ACTION_ROW(id, name, keys, group, hint, help) {ACTION_##id, keys, help},
    ACTION_TABLE(ACTION_ROW)
#undef ACTION_ROW
};

static void keys_read_back_as_described(void **state)
{
    (void)state;
    char name[KEY_NAME_SIZE];
    for (unsigned key = 1; key < KEY_UNKNOWN; key++) {
        if (key == KEY_NONE || (key >= 0xD800 && key < 0xE000))
            continue;
        key_describe(key, name);
        assert_true(*name);
        assert_int_equal(key_parse(name, strlen(name)), key);
    }
}

static void what_names_no_key_is_none(void **state)
{
    (void)state;
    static const char *const names[] = {"",      "jj",  "^",    "^a",      "^AB", "Spac", "Spaces",
                                        "space", "F13", "\xFF", "e\u0301", "F0",  "F01"};
    for (size_t i = 0; i < COUNT(names); i++)
        assert_int_equal(key_parse(names[i], strlen(names[i])),
                         strcmp(names[i], "^") == 0 ? '^' : KEY_NONE);
}

static void no_key_means_two_things(void **state)
{
    struct bindings bindings = bindings_default();
    (void)state;
    for (size_t i = 0; i < COUNT(actions); i++)
        for (const char *keys = actions[i].keys; *keys; keys += strspn(keys, " ")) {
            size_t size = strcspn(keys, " ");
            unsigned key = key_parse(keys, size);
            assert_int_not_equal(key, KEY_NONE);
            assert_int_equal(action_of_key(&bindings, key), actions[i].action);
            keys += size;
        }
}

static void what_is_no_key_does_nothing(void **state)
{
    (void)state;
    struct bindings bindings = bindings_default();
    assert_int_equal(action_of_key(&bindings, KEY_NONE), ACTION_NONE);
    assert_int_equal(action_of_key(&bindings, KEY_UNKNOWN), ACTION_NONE);
}

static void every_action_is_in_help_and_manual(void **state)
{
    (void)state;
    struct text help = {0}, manual = {0};
    struct bindings bindings = bindings_default();
    action_help(&bindings, NULL, NULL, &help);
    action_manual(&manual);
    for (size_t i = 0; i < COUNT(actions); i++) {
        assert_non_null(strstr(text_string(&help), actions[i].help));
        assert_non_null(strstr(text_string(&help), actions[i].keys));
        assert_non_null(strstr(text_string(&manual), actions[i].help));
        assert_true(*action_name(actions[i].action));
    }
    text_free(&help);
    text_free(&manual);
}

static void hints_keep_within_their_columns(void **state)
{
    struct bindings bindings = bindings_default();
    (void)state;
    for (unsigned columns = 0; columns < 200; columns++) {
        struct text hints = {0};
        action_hints(&bindings, &hints, columns);
        assert_true(hints.size <= columns);
        if (columns >= strlen("q quit"))
            assert_non_null(strstr(text_string(&hints), "q quit"));
        text_free(&hints);
    }
}

static const char *const pairs[] = {"ferry", "calm", "wide", "equal", "bare", "short", "strangers"};

static void assert_blank(const char *text, size_t start, size_t end)
{
    for (; start < end; start++)
        assert_true(text[start] == ' ' || text[start] == '\n');
}

static void check_layout(const struct article *article, size_t width)
{
    struct layout layout = {0};
    layout_make(&layout, article, &(struct spans){0}, width);
    size_t at = 0;
    for (size_t i = 0; i < layout.count; i++) {
        const struct row *row = &layout.rows[i];
        assert_true(row->span.start >= at);
        assert_blank(article->text, at, row->span.start);
        assert_true(row->indent < layout.width);
        at = row->span.end;
        if (row->blank)
            assert_true(span_is_empty(row->span));
        for (size_t offset = row->span.start; offset < row->span.end; offset++)
            assert_int_equal(layout_row(&layout, offset), i);
    }
    assert_blank(article->text, at, article->size);
    layout_free(&layout);
}

static void layout_shows_all_text_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        struct sample *sample = sample_new(pairs[i]);
        for (size_t width = 1; width < 130; width += width < 40 ? 1 : 17)
            for (enum side side = 0; side < SIDE_COUNT; side++)
                check_layout(session_article(sample->session, side), width);
        sample_free(sample);
    }
}

static void no_article_has_no_rows(void **state)
{
    (void)state;
    struct article article = {.text = ""};
    struct layout layout = {0};
    layout_make(&layout, &article, &(struct spans){0}, 20);
    assert_int_equal(layout.count, 0);
    assert_int_equal(layout_row(&layout, 5), 0);
    layout_free(&layout);
}

static void history_goes_back_and_forward(void **state)
{
    (void)state;
    struct history history = {0};
    struct place there = {.side = SIDE_LEFT, .cursor = 0};
    assert_false(history_back(&history, there, &there));
    assert_false(history_forward(&history, there, &there));
    history_add(&history, (struct place){.side = SIDE_LEFT, .cursor = 1});
    history_add(&history, (struct place){.side = SIDE_RIGHT, .cursor = 2});
    assert_true(history_back(&history, (struct place){.side = SIDE_LEFT, .cursor = 3}, &there));
    assert_true(there.side == SIDE_RIGHT && there.cursor == 2);
    assert_true(history_back(&history, there, &there));
    assert_true(there.side == SIDE_LEFT && there.cursor == 1);
    assert_false(history_back(&history, there, &there));
    assert_true(history_forward(&history, there, &there));
    assert_int_equal(there.cursor, 2);
    assert_true(history_forward(&history, there, &there));
    assert_int_equal(there.cursor, 3);
    assert_false(history_forward(&history, there, &there));
}

static void history_forgets_what_lay_ahead_and_the_oldest(void **state)
{
    (void)state;
    struct history history = {0};
    struct place there;
    for (size_t i = 1; i <= HISTORY_SIZE + 5; i++)
        history_add(&history, (struct place){.side = SIDE_LEFT, .cursor = i});
    struct place here = {.side = SIDE_LEFT, .cursor = 1000};
    size_t count = 0;
    for (; history_back(&history, here, &there); count++)
        here = there;
    assert_int_equal(count, HISTORY_SIZE);
    assert_int_equal(here.cursor, 6);
    history_add(&history, here);
    assert_false(history_forward(&history, here, &there));
}

struct searcher {
    struct search search;
    struct article articles[SIDE_COUNT];
};

static void search_texts(struct searcher *searcher, const char *pattern, const char *left,
                         const char *right)
{
    searcher->articles[SIDE_LEFT] = (struct article){.text = left, .size = strlen(left)};
    searcher->articles[SIDE_RIGHT] = (struct article){.text = right, .size = strlen(right)};
    struct searched searched = search_in_articles(&searcher->articles[SIDE_LEFT],
                                                  &searcher->articles[SIDE_RIGHT]);
    search_start(&searcher->search, pattern, &searched);
}

static void assert_hits(const char *pattern, const char *text, size_t count)
{
    struct searcher searcher = {0};
    search_texts(&searcher, pattern, text, "");
    assert_int_equal(searcher.search.hits[SIDE_LEFT].count, count);
    search_free(&searcher.search);
}

static void small_letters_find_capitals_not_the_other_way(void **state)
{
    (void)state;
    assert_hits("reef", "Reef reef REEF", 3);
    assert_hits("Reef", "Reef reef REEF", 1);
    assert_hits("ärger", "Ärger ärger ÄRGER", 3);
    assert_hits("Ärger", "Ärger ärger ÄRGER", 1);
    assert_hits("σ", "Σ σ", 2);
    assert_hits("火事", "灯台で火事、また火事", 2);
    assert_hits("e\u0301", "Cafe\u0301 E\u0301", 2);
}

static void hits_do_not_overlap(void **state)
{
    (void)state;
    assert_hits("aa", "aaaaa", 2);
    assert_hits("abc", "ab", 0);
    assert_hits("abc", "", 0);
    assert_hits(".", "a.b?", 1);
}

static void assert_next(const struct searcher *searcher, struct place from, bool backwards,
                        struct place to, bool around)
{
    struct place hit;
    bool went_around;
    assert_true(search_next(&searcher->search, from, backwards, &hit, &went_around));
    assert_int_equal(hit.side, to.side);
    assert_int_equal(hit.cursor, to.cursor);
    assert_int_equal(went_around, around);
}

static void search_goes_through_both_and_around(void **state)
{
    (void)state;
    struct searcher searcher = {0};
    const struct place place[] = {
        {.side = SIDE_LEFT}, {.side = SIDE_LEFT, .cursor = 4}, {.side = SIDE_RIGHT, .cursor = 2}};
    search_texts(&searcher, "x", "x...x", "..x");
    assert_next(&searcher, place[0], false, place[1], false);
    assert_next(&searcher, place[1], false, place[2], false);
    assert_next(&searcher, place[2], false, place[0], true);
    assert_next(&searcher, place[2], true, place[1], false);
    assert_next(&searcher, place[1], true, place[0], false);
    assert_next(&searcher, place[0], true, place[2], true);
    assert_next(&searcher, (struct place){.side = SIDE_RIGHT, .cursor = 0}, true, place[1], false);
    search_texts(&searcher, "x", "", "x");
    assert_next(&searcher, (struct place){.side = SIDE_RIGHT, .cursor = 0}, false,
                (struct place){.side = SIDE_RIGHT, .cursor = 0}, true);
    assert_next(&searcher, (struct place){.side = SIDE_RIGHT, .cursor = 0}, true,
                (struct place){.side = SIDE_RIGHT, .cursor = 0}, true);
    search_free(&searcher.search);
}

static void grid_puts_whole_clusters(void **state)
{
    (void)state;
    struct grid grid = {0};
    const char *text = "火e\u0301火";
    const struct origin origin = {SIDE_RIGHT, 100};
    grid_resize(&grid, 1, 4);
    assert_int_equal(grid_put(&grid, 0, 0, 9, text, strlen(text), ROLE(HIT), origin), 3);
    assert_int_equal(grid_cell(&grid, 0, 0)->width, 2);
    assert_int_equal(grid_cell(&grid, 0, 1)->width, 0);
    assert_int_equal(grid_cell(&grid, 0, 1)->offset, 100);
    assert_int_equal(grid_cell(&grid, 0, 2)->offset, 103);
    assert_int_equal(grid_cell(&grid, 0, 2)->size, 3);
    assert_int_equal(grid_cell(&grid, 0, 3)->side, SIDE_COUNT);
    assert_int_equal(grid_put(&grid, 1, 0, 4, "a", 1, 0, origin), 0);
    assert_int_equal(grid_put(&grid, 0, 4, 4, "a", 1, 0, origin), 0);
    grid_free(&grid);
}

static void grid_cuts_a_flood_of_marks_at_a_mark(void **state)
{
    (void)state;
    struct grid grid = {0};
    struct text flood = {0};
    text_add(&flood, "o");
    for (int i = 0; i < 1000; i++)
        text_add(&flood, i % 2 ? "\u0301" : "\U0001D165");
    text_add(&flood, "k");
    grid_resize(&grid, 1, 200);
    grid_put(&grid, 0, 0, 200, flood.bytes, flood.size, 0, (struct origin){SIDE_LEFT, 0});
    for (size_t column = 0; column < grid.columns; column++) {
        const struct cell *cell = grid_cell(&grid, 0, column);
        assert_true(cell->size <= CELL_BYTES);
        assert_null(u8_check((const uint8_t *)cell->bytes, cell->size));
    }
    text_free(&flood);
    grid_free(&grid);
}

static void grid_says_where_it_left_off(void **state)
{
    (void)state;
    struct grid grid = {0};
    grid_resize(&grid, 1, 8);
    assert_int_equal(grid_put_string(&grid, 0, 0, 8, "Harbours", 0), 8);
    assert_int_equal(grid_put_string(&grid, 0, 0, 8, "Harbour masters", 0), 8);
    assert_int_equal(grid_cell(&grid, 0, 4)->bytes[0], 'o');
    for (size_t column = 5; column < 8; column++)
        assert_int_equal(grid_cell(&grid, 0, column)->bytes[0], '.');
    grid_free(&grid);
}

static void plain_theme_has_no_colour_yet_tells_all_apart(void **state)
{
    (void)state;
    for (role_set roles = 0; roles < (role_set)1 << ROLE_COUNT; roles++) {
        const struct theme mono = {.name = THEME_MONO}, standard = {.name = THEME_DEFAULT};
        struct style plain = theme_style(&standard, DEPTH_NONE, roles);
        struct style style = theme_style(&mono, DEPTH_256, roles);
        assert_true(style.colour < 0 && style.ground < 0);
        assert_true(plain.colour < 0 && plain.ground < 0 && plain.attributes == style.attributes);
    }
    for (size_t i = 0; i < THEME_COUNT * DEPTH_COUNT; i++) {
        const struct theme theme = {.name = (enum theme_name)(i / DEPTH_COUNT)};
        enum depth depth = (enum depth)(i % DEPTH_COUNT);
        unsigned focus = theme_style(&theme, depth, ROLE(MATCH) | ROLE(FOCUS)).attributes;
        unsigned clash =
            theme_style(&theme, depth, ROLE(MATCH) | ROLE(FOCUS) | ROLE(CLASH)).attributes;
        unsigned counterpart =
            theme_style(&theme, depth, ROLE(MATCH) | ROLE(COUNTERPART)).attributes;
        unsigned match = theme_style(&theme, depth, ROLE(MATCH)).attributes;
        assert_true(focus != clash && focus != counterpart && focus != match &&
                    counterpart != match);
    }
    assert_int_equal(role_letter(0), ' ');
    assert_int_equal(role_letter(ROLE(MATCH) | ROLE(CLASH)), '!');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_read_back_as_described),
        cmocka_unit_test(what_names_no_key_is_none),
        cmocka_unit_test(no_key_means_two_things),
        cmocka_unit_test(what_is_no_key_does_nothing),
        cmocka_unit_test(every_action_is_in_help_and_manual),
        cmocka_unit_test(hints_keep_within_their_columns),
        cmocka_unit_test(layout_shows_all_text_once),
        cmocka_unit_test(no_article_has_no_rows),
        cmocka_unit_test(history_goes_back_and_forward),
        cmocka_unit_test(history_forgets_what_lay_ahead_and_the_oldest),
        cmocka_unit_test(small_letters_find_capitals_not_the_other_way),
        cmocka_unit_test(hits_do_not_overlap),
        cmocka_unit_test(search_goes_through_both_and_around),
        cmocka_unit_test(grid_puts_whole_clusters),
        cmocka_unit_test(grid_cuts_a_flood_of_marks_at_a_mark),
        cmocka_unit_test(grid_says_where_it_left_off),
        cmocka_unit_test(plain_theme_has_no_colour_yet_tells_all_apart),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("reader", tests, NULL, NULL);
}
