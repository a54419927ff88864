#include "base/arena.h"
#include "base/failure.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/shorten.h"
#include "base/sign.h"
#include "base/span.h"
#include "base/table.h"
#include "base/text.h"
#include "base/visible.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unistr.h>

#include <cmocka.h>

static void arena_gives_zeroed_aligned_pieces(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t size = 0; size < 70000; size = size * 3 + 1) {
        unsigned char *piece = arena_take(arena, size, 1);
        assert_int_equal((uintptr_t)piece % 8, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(piece[i], 0);
        memset(piece, 0xAA, size);
    }
    assert_string_equal(arena_text(arena, "ferry boat", 5), "ferry");
    assert_string_equal(arena_text(arena, NULL, 0), "");
    arena_free(arena);
    arena_free(NULL);
}

static void arena_arrays_keep_their_items_while_they_grow(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    size_t *items = NULL, count = 0, capacity = 0;
    for (size_t i = 0; i < 100000; i++)
        ARENA_APPEND(arena, items, count, capacity, i * 3);
    assert_int_equal(count, 100000);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(items[i], i * 3);
    arena_free(arena);
}

/* Two that grow in turn, with small pieces taken in between, past the size of a piece. */
static void arena_arrays_grow_beside_each_other(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    size_t *items[2] = {NULL, NULL}, count[2] = {0, 0}, capacity[2] = {0, 0};
    for (size_t i = 0; i < 60000; i++) {
        size_t which = i % 3 == 0;
        ARENA_APPEND(arena, items[which], count[which], capacity[which], i);
        if (i % 100 == 0)
            memset(arena_take(arena, 40, 1), 0xAA, 40);
    }
    assert_int_equal(count[0], 40000);
    assert_int_equal(count[1], 20000);
    for (size_t i = 0; i < count[1]; i++) {
        assert_int_equal(items[1][i], 3 * i);
        assert_int_equal(items[0][2 * i], 3 * i + 1);
    }
    arena_free(arena);
}

static void memory_arrays_keep_their_items_while_they_grow(void **state)
{
    (void)state;
    int *items = NULL;
    size_t count = 0, capacity = 0;
    for (int i = 0; i < 1000; i++)
        MEMORY_APPEND(items, count, capacity, -i);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(items[i], -i);
    assert_true(capacity >= count);
    free(items);
}

static void text_grows_and_is_always_a_string(void **state)
{
    (void)state;
    struct text text = {0};
    assert_string_equal(text_string(&text), "");
    text_clear(&text);
    text_append(&text, NULL, 0);
    assert_string_equal(text_string(&text), "");
    for (int i = 0; i < 1000; i++)
        text_format(&text, "%d,", i % 10);
    assert_int_equal(text.size, 2000);
    assert_int_equal(strlen(text.bytes), 2000);
    text_clear(&text);
    text_add(&text, "tide");
    text_add_byte(&text, '\0');
    text_add(&text, "gate");
    assert_int_equal(text.size, 9);
    assert_memory_equal(text.bytes, "tide\0gate", 10);
    text_free(&text);
    assert_null(text.bytes);
    assert_int_equal(text.size, 0);
}

static void spans_meet_cover_and_order(void **state)
{
    (void)state;
    struct span a = {2, 6}, b = {6, 9}, inner = {3, 4};
    assert_int_equal(span_size(a), 4);
    assert_false(span_meets(a, b));
    assert_true(span_meets(a, inner));
    assert_true(span_covers(a, inner));
    assert_false(span_covers(inner, a));
    assert_true(span_holds(a, 5) && !span_holds(a, 6));
    assert_true(span_order(a, b) < 0 && span_order(b, a) > 0 && span_order(a, a) == 0);
    assert_true(span_order((struct span){2, 5}, a) < 0);
}

static void signs_are_read_forwards_and_backwards(void **state)
{
    (void)state;
    const char *text = "a\u00E9\u2014\U0001F6A2";
    static const uint32_t signs[] = {'a', 0xE9, 0x2014, 0x1F6A2};
    size_t at = 0, end = strlen(text);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(sign_next(text, &at, end), signs[i]);
    assert_int_equal(sign_next(text, &at, end), 0);
    for (size_t i = 4; i-- > 0;)
        assert_int_equal(sign_before(text, 0, &at), signs[i]);
    assert_int_equal(sign_before(text, 0, &at), 0);
    assert_true(sign_is_blank(0xA0) && sign_is_blank('\t') && !sign_is_blank('x'));
    assert_true(sign_is_upper(0xC9) && sign_is_lower(0xE9) && sign_is_letter(0x416));
}

static void trimming_knows_no_break_spaces(void **state)
{
    (void)state;
    const char *text = "\u00A0 \u2003pier\u00A0\n";
    struct span span = sign_trim(text, (struct span){0, strlen(text)});
    assert_int_equal(span_size(span), 4);
    assert_memory_equal(text + span.start, "pier", 4);
    const char *blank = " \u00A0 ";
    assert_true(span_is_empty(sign_trim(blank, (struct span){0, strlen(blank)})));
}

static void assert_visible(const char *bytes, size_t size, const char *expected)
{
    struct text out = {0};
    visible_append(&out, bytes, size, NULL);
    assert_string_equal(text_string(&out), expected);
    assert_int_equal(out.size, strlen(expected));
    text_free(&out);
}

static void every_c0_control_becomes_a_picture(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 0x20; byte++) {
        char in = (char)byte;
        struct text out = {0};
        struct visible_counts counts = {0};
        visible_append(&out, &in, 1, &counts);
        bool line_end = in == '\n' || in == '\r', tab = in == '\t';
        char picture[] = {(char)0xE2, (char)0x90, (char)(0x80 + byte), '\0'};
        assert_string_equal(out.bytes, line_end ? "\n" : tab ? " " : picture);
        assert_int_equal(counts.controls, !line_end && !tab);
        text_free(&out);
    }
    assert_visible("\x7F", 1, "\u2421");
}

static void every_c1_control_is_replaced(void **state)
{
    (void)state;
    for (unsigned byte = 0x80; byte < 0xA0; byte++) {
        char encoded[] = {(char)0xC2, (char)byte}, raw = (char)byte;
        assert_visible(encoded, 2, byte == 0x85 ? "\n" : "\uFFFD");
        assert_visible(&raw, 1, "\uFFFD");
    }
}

static void escape_sequences_become_text(void **state)
{
    (void)state;
    assert_visible("\x1B[2J", 4, "\u241B[2J");
    assert_visible("\x1B]0;boat\x07", 9, "\u241B]0;boat\u2407");
    assert_visible("\x1BPq\x1B\\", 5, "\u241BPq\u241B\\");
    assert_visible("\xC2\x9B" "31m", 5, "\uFFFD31m");
}

static void signs_that_hide_or_turn_text_are_replaced(void **state)
{
    (void)state;
    static const char *const hidden[] = {
        "\u061C", "\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066",
        "\u2067", "\u2068", "\u2069", "\u206A", "\U000E0041", "\U000E007F", "\uE000", "\U000F0000",
        "\u3164", "\uFFF9", "\U0001FFFE", "\u180E", "\u034F",
    };
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
        struct text out = {0};
        struct visible_counts counts = {0};
        visible_append(&out, hidden[i], strlen(hidden[i]), &counts);
        assert_string_equal(out.bytes, "\uFFFD");
        assert_int_equal(counts.hidden, 1);
        text_free(&out);
    }
    const char *hints = "har\u00ADbour\u200B\u2060\uFEFF";
    assert_visible(hints, strlen(hints), "harbour");
    assert_visible("\U0001F469\u200D\U0001F680", 11, "\U0001F469\u200D\U0001F680");
}

static void line_ends_become_one(void **state)
{
    (void)state;
    const char *ends = "a\nb\r\nc\rd\xC2\x85" "e\u2028f\u2029g";
    assert_visible(ends, strlen(ends), "a\nb\nc\nd\ne\nf\ng");
    struct text line = {0};
    visible_append_line(&line, ends, strlen(ends));
    assert_string_equal(line.bytes, "a b c d e f g");
    text_free(&line);
}

static void bytes_that_are_not_utf8_are_replaced_one_by_one(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t invalid;
    } cases[] = {
        {"\xC0\xAF", 2},         {"\xE0\x80\xAF", 3}, {"\xF0\x80\x80\xAF", 4}, {"\xED\xA0\x80", 3},
        {"\xF4\x90\x80\x80", 4}, {"\xFF", 1},         {"\xFE", 1},             {"\xE2\x82", 2},
        {"\xF0\x9F\x9A", 3},     {"\xC3", 1},         {"\x80", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text out = {0};
        struct visible_counts counts = {0};
        visible_append(&out, cases[i].bytes, strlen(cases[i].bytes), &counts);
        assert_int_equal(counts.invalid, cases[i].invalid);
        assert_int_equal(out.size, 3 * cases[i].invalid);
        text_free(&out);
    }
    assert_visible("a\xE2\x82z", 4, "a\uFFFD\uFFFDz");
}

static void floods_of_marks_are_cut(void **state)
{
    (void)state;
    struct text in = {0}, out = {0};
    text_add(&in, "a");
    for (size_t i = 0; i < 1000; i++)
        text_add(&in, i % 4 ? "\u0301" : "\u0301\u200B\u00AD");
    text_add(&in, "b\u0301");
    visible_append(&out, in.bytes, in.size, NULL);
    assert_int_equal(out.size, 1 + 8 * 2 + 1 + 2);
    text_free(&in);
    text_free(&out);
}

static void whatever_comes_in_valid_text_comes_out(void **state)
{
    (void)state;
    char bytes[4096];
    unsigned seed = 7;
    for (size_t round = 0; round < 50; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1103515245u + 12345u;
            bytes[i] = (char)(seed >> 16);
        }
        struct text out = {0};
        visible_append(&out, bytes, sizeof bytes, NULL);
        assert_null(u8_check((const uint8_t *)out.bytes, out.size));
        for (size_t i = 0; i < out.size; i++)
            assert_true((unsigned char)out.bytes[i] >= 0x20 || out.bytes[i] == '\n');
        text_free(&out);
    }
}

static void a_failure_is_one_visible_line(void **state)
{
    (void)state;
    struct failure failure = {""};
    assert_false(failure_set(&failure, "cannot open %s", "a\x1B[1m\nb\xFF"));
    assert_string_equal(failure.message, "cannot open a\u241B[1m b\uFFFD");
    assert_false(failure_set(&failure, "again: %s", failure.message));
    assert_string_equal(failure.message, "again: cannot open a\u241B[1m b\uFFFD");
}

static void a_long_failure_is_cut_between_characters(void **state)
{
    (void)state;
    for (size_t shift = 0; shift < 3; shift++) {
        struct text name = {0};
        struct failure failure;
        text_append(&name, "xy", shift);
        for (int i = 0; i < 400; i++)
            text_add(&name, "\u2014");
        failure_set(&failure, "%s", name.bytes);
        size_t size = strlen(failure.message);
        assert_true(size < FAILURE_SIZE && size > FAILURE_SIZE / 3);
        assert_null(u8_check((const uint8_t *)failure.message, size));
        text_free(&name);
    }
}

/* The reason stands at the end, whatever the name is. */
static void a_long_failure_keeps_its_reason(void **state)
{
    (void)state;
    static const char *const parts[] = {"/folder", "/a b", "/", "word ", "\u2014", " "};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (size_t size = 500; size < 200000; size *= 2) {
            struct text name = {0};
            struct failure failure;
            while (name.size < size)
                text_add(&name, parts[i]);
            failure_set(&failure, "cannot read %s: No space left on device", name.bytes);
            assert_memory_equal(failure.message, "cannot read ", 12);
            assert_non_null(strstr(failure.message, ": No space left on device"));
            assert_null(u8_check((const uint8_t *)failure.message, strlen(failure.message)));
            text_free(&name);
        }
}

static void words_and_lines_lose_their_middle(void **state)
{
    (void)state;
    struct text line = {0};
    text_add(&line, "cannot read /one/two/three/four/five/six.txt: it is  empty ");
    shorten_words(&line, 24);
    assert_string_equal(line.bytes, "cannot read /one/tw.../five/six.txt: it is  empty ");
    shorten_line(&line, 30);
    assert_string_equal(line.bytes, "cannot re...txt: it is  empty ");
    shorten_words(&line, 0);
    assert_string_equal(line.bytes, "cannot re...txt: it is  empty ");
    shorten_line(&line, 0);
    assert_int_equal(line.size, SHORTEN_MIN);
    text_clear(&line);
    shorten_words(&line, 24);
    shorten_line(&line, 24);
    assert_string_equal(text_string(&line), "");
    text_free(&line);
}

static const char table_bytes[] = "dock\0" "1\0" "dock\0" "2\0" "docks\0" "3\0" "pier\0" "4";
static const uint32_t table_offsets[] = {0, 7, 14, 22};
static const struct table table = {4, table_offsets, table_bytes};

static void a_table_finds_all_entries_of_a_key(void **state)
{
    (void)state;
    size_t entry;
    assert_string_equal(table_find(&table, "docking", 4, &entry), "1");
    assert_string_equal(table_next(&table, &entry), "2");
    assert_null(table_next(&table, &entry));
    assert_string_equal(table_find(&table, "docks", 5, &entry), "3");
    assert_null(table_next(&table, &entry));
    assert_string_equal(table_find(&table, "pier", 4, NULL), "4");
    assert_string_equal(table_key(&table, 2), "docks");
    assert_string_equal(table_value(&table, 3), "4");
}

static void a_table_has_nothing_for_other_keys(void **state)
{
    (void)state;
    assert_true(table_begins(&table, "dock", 4));
    assert_true(table_begins(&table, "pie", 3));
    assert_false(table_begins(&table, "docksi", 6));
    assert_false(table_begins(&table, "q", 1));
    assert_true(table_begins(&table, "", 0));
    assert_null(table_find(&table, "", 0, NULL));
    assert_null(table_find(&table, "doc", 3, NULL));
    assert_null(table_find(&table, "piers", 5, NULL));
    assert_null(table_find(&table, "pier\0s and much more", 20, NULL));
    assert_null(table_find(&table, "zebra", 5, NULL));
    assert_null(table_find(&(struct table){0, table_offsets, table_bytes}, "dock", 4, NULL));
}

/* A folder of its own for the tests of files; `path` makes names in it. */
struct folder {
    char name[32];
    char file[4][64];
};

static const char *path(struct folder *folder, size_t slot, const char *name)
{
    snprintf(folder->file[slot], sizeof folder->file[slot], "%s/%s", folder->name, name);
    return folder->file[slot];
}

static int make_folder(void **state)
{
    struct folder *folder = memory_new(1, sizeof *folder);
    strcpy(folder->name, "/tmp/abreast-XXXXXX");
    *state = folder;
    return mkdtemp(folder->name) ? 0 : -1;
}

static int remove_folder(void **state)
{
    struct folder *folder = *state;
    static const char *const names[] = {"a.txt", "b.txt", "link", "dead", "inner"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        remove(path(folder, 0, names[i]));
    int failed = rmdir(folder->name); /* fails where a temporary file was left behind */
    free(folder);
    return failed;
}

static void assert_content(const char *file, const char *expected)
{
    struct text bytes = {0};
    struct failure failure = {""};
    assert_true(file_read(file, &bytes, &failure));
    assert_string_equal(text_string(&bytes), expected);
    text_free(&bytes);
}

static void a_file_is_written_and_read_back(void **state)
{
    const char *file = path(*state, 0, "a.txt");
    struct failure failure = {""};
    assert_true(file_write(file, "first", 5, false, &failure));
    assert_content(file, "first");
    struct text big = {0};
    for (int i = 0; i < 300000; i++)
        text_add(&big, "0123456789");
    assert_true(file_write(file, big.bytes, big.size, true, &failure));
    assert_content(file, big.bytes);
    assert_true(file_write(file, NULL, 0, true, &failure));
    assert_content(file, "");
    text_free(&big);
}

static void a_file_that_exists_is_left_alone(void **state)
{
    const char *file = path(*state, 0, "a.txt");
    struct failure failure = {""};
    assert_true(file_write(file, "old", 3, false, &failure));
    assert_false(file_write(file, "new", 3, false, &failure));
    assert_non_null(strstr(failure.message, "exists; use -f"));
    assert_content(file, "old");
    assert_int_equal(chmod(file, 0640), 0);
    assert_true(file_write(file, "new", 3, true, &failure));
    assert_content(file, "new");
    struct stat status;
    assert_int_equal(stat(file, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
}

static void a_link_stays_a_link(void **state)
{
    const char *file = path(*state, 0, "a.txt"), *link = path(*state, 1, "link");
    struct failure failure = {""};
    struct stat status;
    assert_true(file_write(file, "old", 3, false, &failure));
    assert_int_equal(symlink("a.txt", link), 0);
    assert_true(file_write(link, "new", 3, true, &failure));
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_content(file, "new");
}

static void a_link_to_nothing_is_refused(void **state)
{
    const char *link = path(*state, 1, "dead");
    struct failure failure = {""};
    struct stat status;
    assert_int_equal(symlink("nowhere.txt", link), 0);
    assert_false(file_write(link, "new", 3, true, &failure));
    assert_non_null(strstr(failure.message, "link to a file that is not there"));
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
}

static void folders_and_missing_files_fail_with_a_remedy(void **state)
{
    struct folder *folder = *state;
    struct text bytes = {0};
    struct failure failure = {""};
    assert_false(file_read(folder->name, &bytes, &failure));
    assert_non_null(strstr(failure.message, "is a directory; name a file in it"));
    assert_false(file_write(folder->name, "x", 1, true, &failure));
    assert_non_null(strstr(failure.message, "is a directory; name a file in it"));
    assert_false(file_read(path(folder, 0, "b.txt"), &bytes, &failure));
    assert_non_null(strstr(failure.message, "b.txt"));
    assert_non_null(strstr(failure.message, "check the name"));
    assert_false(file_write(path(folder, 0, "none/b.txt"), "x", 1, false, &failure));
    assert_non_null(strstr(failure.message, "none/b.txt"));
    assert_int_equal(bytes.size, 0);
    text_free(&bytes);
}

static void streams_are_read_and_written(void **state)
{
    (void)state;
    int ends[2];
    char name[32];
    struct failure failure = {""};
    struct text bytes = {0};
    assert_int_equal(pipe(ends), 0);
    assert_true(file_write_stream(ends[1], "pipe", "rope", 4, &failure));
    close(ends[1]);
    snprintf(name, sizeof name, "/dev/fd/%d", ends[0]);
    assert_true(file_read(name, &bytes, &failure));
    assert_string_equal(bytes.bytes, "rope");
    close(ends[0]);
    assert_false(file_write_stream(ends[0], "pipe", "rope", 4, &failure));
    assert_non_null(strstr(failure.message, "cannot write pipe"));
    assert_true(file_write("/dev/null", "rope", 4, false, &failure));
    text_free(&bytes);
}

#define FILE_TEST(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_pieces),
        cmocka_unit_test(arena_arrays_keep_their_items_while_they_grow),
        cmocka_unit_test(arena_arrays_grow_beside_each_other),
        cmocka_unit_test(memory_arrays_keep_their_items_while_they_grow),
        cmocka_unit_test(text_grows_and_is_always_a_string),
        cmocka_unit_test(spans_meet_cover_and_order),
        cmocka_unit_test(signs_are_read_forwards_and_backwards),
        cmocka_unit_test(trimming_knows_no_break_spaces),
        cmocka_unit_test(every_c0_control_becomes_a_picture),
        cmocka_unit_test(every_c1_control_is_replaced),
        cmocka_unit_test(escape_sequences_become_text),
        cmocka_unit_test(signs_that_hide_or_turn_text_are_replaced),
        cmocka_unit_test(line_ends_become_one),
        cmocka_unit_test(bytes_that_are_not_utf8_are_replaced_one_by_one),
        cmocka_unit_test(floods_of_marks_are_cut),
        cmocka_unit_test(whatever_comes_in_valid_text_comes_out),
        cmocka_unit_test(a_failure_is_one_visible_line),
        cmocka_unit_test(a_long_failure_is_cut_between_characters),
        cmocka_unit_test(a_long_failure_keeps_its_reason),
        cmocka_unit_test(words_and_lines_lose_their_middle),
        cmocka_unit_test(a_table_finds_all_entries_of_a_key),
        cmocka_unit_test(a_table_has_nothing_for_other_keys),
        FILE_TEST(a_file_is_written_and_read_back),
        FILE_TEST(a_file_that_exists_is_left_alone),
        FILE_TEST(a_link_stays_a_link),
        FILE_TEST(a_link_to_nothing_is_refused),
        FILE_TEST(folders_and_missing_files_fail_with_a_remedy),
        cmocka_unit_test(streams_are_read_and_written),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
