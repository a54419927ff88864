/* Nothing breaks out of a report, and a reader of the format gets back what went in. */
#include "report/report.h"

#include "base/cluster.h"
#include "base/sign.h"
#include "hostile.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <unistr.h>

#include <cmocka.h>

static const struct report_format *const formats[] = {&report_markdown, &report_html, &report_json,
                                                      &report_jsonld,   &report_csv,  &report_text};
enum { FORMAT_COUNT = sizeof formats / sizeof *formats };

static bool may_stand(uint32_t sign, const struct report_format *format)
{
    if (sign == '\n' || (sign == '\r' && format == &report_csv))
        return true;
    return sign >= 0x20 && sign != 0x7F && !(sign >= 0x80 && sign < 0xA0) && sign != 0x200B &&
           sign != 0x200E && sign != 0x200F && !(sign >= 0x2028 && sign <= 0x202E) &&
           !(sign >= 0x2066 && sign <= 0x2069) && !(sign >= 0xE0000 && sign <= 0xE0FFF) &&
           sign != 0xFEFF;
}

static void no_format_lets_a_control_through(void **state)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        for (int full = 0; full < 2; full++) {
            struct text out = {0};
            hostile_write(*state, formats[i], full, &out);
            assert_null(u8_check((const uint8_t *)out.bytes, out.size));
            for (size_t at = 0; at < out.size;)
                assert_true(may_stand(sign_next(out.bytes, &at, out.size), formats[i]));
            text_free(&out);
        }
}

static void reports_are_the_same_each_time(void **state)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        struct text out = {0}, again = {0};
        hostile_write(*state, formats[i], true, &out);
        hostile_write(*state, formats[i], true, &again);
        assert_string_equal(out.bytes, again.bytes);
        text_free(&out);
        text_free(&again);
    }
}

/* A reader of CSV for the test: the next cell, its quotes undone; the sign that ended it. */
static char next_cell(const char **at, struct text *cell)
{
    text_clear(cell);
    assert_int_equal(*(*at)++, '"');
    for (;; (*at)++) {
        assert_int_not_equal(**at, '\0');
        if (**at == '"' && *++*at != '"')
            break;
        text_add_byte(cell, **at);
    }
    char end = *(*at)++;
    if (end == '\r')
        end = *(*at)++;
    return end;
}

/* What a spreadsheet must not run, and what stands there when its guard is taken away. */
static const char *unguard(const struct text *cell)
{
    const char *string = text_string(cell);
    assert_null(
        strchr("=+-@\t\r", string[strspn(string, " \n")] ? string[strspn(string, " \n")] : '.'));
    return string + (*string == '\'');
}

enum {
    CSV_COLUMNS = 18,
    CSV_KIND = 0,
    CSV_NUMBER = 1,
    CSV_NOTE = 8,
    CSV_LEFT = 13,
    CSV_RIGHT = 17
};

static size_t read_row(const char **at, struct text *cells)
{
    size_t count = 0;
    char end;
    do {
        assert_true(count < CSV_COLUMNS);
        end = next_cell(at, &cells[count++]);
    } while (end == ',');
    assert_int_equal(end, '\n');
    return count;
}

static void csv_gives_back_what_went_in(void **state)
{
    struct hostile *hostile = *state;
    struct text out = {0}, cells[CSV_COLUMNS] = {0};
    size_t links = 0, rows = 0;
    hostile_write(hostile, &report_csv, true, &out);
    const char *at = out.bytes;
    assert_int_equal(read_row(&at, cells), CSV_COLUMNS);
    assert_string_equal(cells[CSV_KIND].bytes, "kind");
    for (; *at; rows++) {
        assert_int_equal(read_row(&at, cells), CSV_COLUMNS);
        size_t number = strtoul(text_string(&cells[CSV_NUMBER]), NULL, 10);
        if (!number)
            continue;
        links++;
        assert_string_equal(unguard(&cells[CSV_LEFT]), hostile->texts[number - 1].bytes);
        assert_string_equal(unguard(&cells[CSV_RIGHT]), hostile->texts[number - 1].bytes);
        assert_string_equal(unguard(&cells[CSV_NOTE]), text_string(&hostile->notes[number - 1]));
        assert_string_equal(unguard(&cells[11]), hostile->path.bytes);
        assert_string_equal(unguard(&cells[10]), "<b>=Outlet\"</b>");
        assert_string_equal(unguard(&cells[14]), "@right");
    }
    assert_int_equal(links, HOSTILE_COUNT);
    assert_true(rows >= 3 * HOSTILE_COUNT); /* and both texts */
    for (size_t i = 0; i < CSV_COLUMNS; i++)
        text_free(&cells[i]);
    text_free(&out);
}

static json_t *read_json(struct hostile *hostile, const struct report_format *format)
{
    struct text out = {0};
    json_error_t error;
    hostile_write(hostile, format, false, &out);
    json_t *value = json_loadb(out.bytes, out.size, JSON_REJECT_DUPLICATES, &error);
    assert_non_null(value);
    text_free(&out);
    return value;
}

static const char *member(json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static void json_gives_back_what_went_in(void **state)
{
    struct hostile *hostile = *state;
    json_t *report = read_json(hostile, &report_json), *link;
    size_t i;
    assert_string_equal(member(json_object_get(report, "left"), "path"), hostile->path.bytes);
    json_array_foreach(json_object_get(report, "links"), i, link)
    {
        assert_string_equal(member(json_object_get(link, "left"), "text"), hostile->texts[i].bytes);
        assert_string_equal(member(json_object_get(link, "right"), "text"),
                            hostile->texts[i].bytes);
        assert_string_equal(member(link, "note"), text_string(&hostile->notes[i]));
    }
    assert_int_equal(i, HOSTILE_COUNT);
    json_decref(report);
}

/* The byte that a count of characters leads to. */
static size_t byte_of(const char *text, json_t *characters)
{
    size_t at = 0;
    for (json_int_t left = json_integer_value(characters); left > 0; left--)
        sign_next(text, &at, strlen(text));
    return at;
}

static void assert_selects(json_t *target, const struct article *article, const char *expected)
{
    json_t *quote = json_array_get(json_object_get(target, "selector"), 0);
    json_t *position = json_array_get(json_object_get(target, "selector"), 1);
    struct text found = {0};
    size_t start = byte_of(article->text, json_object_get(position, "start"));
    size_t end = byte_of(article->text, json_object_get(position, "end"));
    text_append(&found, article->text + start, end - start);
    assert_string_equal(found.bytes, expected);
    assert_string_equal(member(quote, "exact"), expected);
    text_clear(&found);
    text_format(&found, "%s%s%s", member(quote, "prefix"), expected, member(quote, "suffix"));
    assert_non_null(strstr(article->text, found.bytes));
    text_free(&found);
}

static void assert_comment(json_t *bodies, const char *expected)
{
    json_t *body = json_array_get(bodies, json_array_size(bodies) - 1);
    assert_string_equal(member(body, "purpose"), "commenting");
    assert_string_equal(member(body, "value"), expected);
}

static void annotations_select_what_they_speak_of(void **state)
{
    struct hostile *hostile = *state;
    json_t *collection = read_json(hostile, &report_jsonld), *item;
    json_t *items = json_object_get(json_object_get(collection, "first"), "items");
    size_t i, links = 0;
    assert_int_equal(json_integer_value(json_object_get(collection, "total")),
                     json_array_size(items));
    json_array_foreach(items, i, item)
    {
        json_t *targets = json_object_get(item, "target"), *bodies = json_object_get(item, "body");
        if (json_array_size(targets) != 2)
            continue;
        json_t *left = json_array_get(targets, 0);
        const char *exact = member(json_array_get(json_object_get(left, "selector"), 0), "exact");
        size_t text = 0;
        while (strcmp(hostile->texts[text].bytes, exact) != 0)
            assert_true(++text < HOSTILE_COUNT);
        assert_selects(left, &hostile->made.sides[SIDE_LEFT].article, exact);
        assert_selects(json_array_get(targets, 1), &hostile->made.sides[SIDE_RIGHT].article, exact);
        assert_comment(bodies, text_string(&hostile->notes[text]));
        assert_string_equal(member(left, "source"), "%3Da%22b%27%3Cc%3E%26/d%2C%20e%3Af.txt");
        links++;
    }
    assert_int_equal(links, HOSTILE_COUNT);
    json_decref(collection);
}

static void annotations_have_names_of_their_own(void **state)
{
    json_t *collection = read_json(*state, &report_jsonld), *item, *names = json_object();
    size_t i;
    json_array_foreach(json_object_get(json_object_get(collection, "first"), "items"), i, item)
    {
        const char *name = member(item, "id");
        assert_int_equal(strspn(name, "urn:id-0123456789abcdef"), strlen("urn:uuid:") + 36);
        assert_null(json_object_get(names, name));
        json_object_set_new(names, name, json_true());
    }
    json_decref(names);
    json_decref(collection);
}

/* The text without blanks and line ends. */
static void add_letters(struct text *out, const char *string)
{
    for (; *string; string++)
        if (*string != ' ' && *string != '\n')
            text_add_byte(out, *string);
}

static void plain_text_fits_and_loses_no_letter(void **state)
{
    struct hostile *hostile = *state;
    struct text out = {0}, letters = {0};
    hostile_write(hostile, &report_text, true, &out);
    for (const char *line = out.bytes; *line; line += strcspn(line, "\n") + 1)
        assert_true(cluster_columns(line, strcspn(line, "\n")) <= 80);
    add_letters(&letters, out.bytes);
    for (size_t i = 0; i < HOSTILE_COUNT; i++) {
        struct text expected = {0};
        add_letters(&expected, hostile->texts[i].bytes);
        assert_non_null(strstr(letters.bytes, expected.bytes));
        text_free(&expected);
    }
    text_free(&letters);
    text_free(&out);
}

static void markdown_holds_no_html(void **state)
{
    struct text out = {0};
    hostile_write(*state, &report_markdown, true, &out);
    for (const char *at = out.bytes; (at = strchr(at, '<')); at++)
        assert_true(at > out.bytes && at[-1] == '\\');
    text_free(&out);
}

static void random_texts_come_back(void **state)
{
    uint32_t number = 8;
    (void)state;
    for (int round = 0; round < 40; round++) {
        struct text texts[HOSTILE_COUNT] = {0};
        void *hostile = hostile_make_random(texts, &number);
        no_format_lets_a_control_through(&hostile);
        csv_gives_back_what_went_in(&hostile);
        json_gives_back_what_went_in(&hostile);
        annotations_select_what_they_speak_of(&hostile);
        plain_text_fits_and_loses_no_letter(&hostile);
        markdown_holds_no_html(&hostile);
        hostile_tear_down(&hostile);
        hostile_free_random(texts);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, hostile_set_up, hostile_tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(no_format_lets_a_control_through),      TEST(reports_are_the_same_each_time),
        TEST(csv_gives_back_what_went_in),           TEST(json_gives_back_what_went_in),
        TEST(annotations_select_what_they_speak_of), TEST(annotations_have_names_of_their_own),
        TEST(plain_text_fits_and_loses_no_letter),   TEST(markdown_holds_no_html),
        cmocka_unit_test(random_texts_come_back),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("report-escape", tests, NULL, NULL);
}
