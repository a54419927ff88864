#include "article/article.h"
#include "article/charset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistr.h>

static struct article *read_bytes(const char *bytes, size_t size)
{
    struct failure failure = {""};
    struct article *article =
        article_read("ferry.txt", bytes, size, (struct article_options){0}, &failure);
    assert_string_equal(failure.message, "");
    assert_non_null(article);
    return article;
}

/* The same words as the set's bytes and as UTF-8. */
static const struct {
    const char *name, *bytes, *words;
} samples[] = {
    {"windows-1252",
     "Dimanche, le bac a coul\xE9 dans la baie pr\xE8s de l\x92\xEEle ; personne ne sai"
     "t pourquoi. \xAB Les plongeurs chercheront d\xE8s lundi \xBB, a d\xE9\x63lar\xE9 "
     "le maire, et le prix a \xE9t\xE9 fix\xE9 \xE0 40 \x80.",
     "Dimanche, le bac a coul\xC3\xA9 dans la baie pr\xC3\xA8s de l\xE2\x80\x99\xC3\xAE"
     "le ; personne ne sait pourquoi. \xC2\xAB Les plongeurs chercheront d\xC3\xA8s lun"
     "di \xC2\xBB, a d\xC3\xA9\x63lar\xC3\xA9 le maire, et le prix a \xC3\xA9t\xC3\xA9 "
     "fix\xC3\xA9 \xC3\xA0 40 \xE2\x82\xAC."},
    {"windows-1252",
     "Die F\xE4hre sank am Sonntag vor der K\xFCste; niemand wei\xDF, warum das geschah"
     ". \xDC\x62\x65r vierzig M\xE4nner wurden gerettet, sagte der B\xFCrgermeister sp"
     "\xE4ter.",
     "Die F\xC3\xA4hre sank am Sonntag vor der K\xC3\xBCste; niemand wei\xC3\x9F, warum"
     " das geschah. \xC3\x9C\x62\x65r vierzig M\xC3\xA4nner wurden gerettet, sagte der "
     "B\xC3\xBCrgermeister sp\xC3\xA4ter."},
    {"KOI8-R",
     "\xF7 \xD7\xCF\xD3\xCB\xD2\xC5\xD3\xC5\xCE\xD8\xC5 \xD0\xC1\xD2\xCF\xCD \xDA\xC1"
     "\xD4\xCF\xCE\xD5\xCC \xD7 \xDA\xC1\xCC\xC9\xD7\xC5, \xC9 \xCE\xC9\xCB\xD4\xCF "
     "\xCE\xC5 \xDA\xCE\xC1\xC5\xD4 \xD0\xCF\xDE\xC5\xCD\xD5. \xED\xDC\xD2 \xC7\xCF\xD2"
     "\xCF\xC4\xC1 \xD3\xCB\xC1\xDA\xC1\xCC, \xDE\xD4\xCF \xD7\xCF\xC4\xCF\xCC\xC1\xDA"
     "\xD9 \xCE\xC1\xDE\xCE\xD5\xD4 \xD0\xCF\xC9\xD3\xCB\xC9 \xD7 \xD0\xCF\xCE\xC5\xC4"
     "\xC5\xCC\xD8\xCE\xC9\xCB \xD5\xD4\xD2\xCF\xCD, \xCB\xC1\xCB \xD4\xCF\xCC\xD8\xCB"
     "\xCF \xD5\xD4\xC9\xC8\xCE\xC5\xD4 \xD7\xC5\xD4\xC5\xD2.",
     "\xD0\x92 \xD0\xB2\xD0\xBE\xD1\x81\xD0\xBA\xD1\x80\xD0\xB5\xD1\x81\xD0\xB5\xD0\xBD"
     "\xD1\x8C\xD0\xB5 \xD0\xBF\xD0\xB0\xD1\x80\xD0\xBE\xD0\xBC \xD0\xB7\xD0\xB0\xD1"
     "\x82\xD0\xBE\xD0\xBD\xD1\x83\xD0\xBB \xD0\xB2 \xD0\xB7\xD0\xB0\xD0\xBB\xD0\xB8"
     "\xD0\xB2\xD0\xB5, \xD0\xB8 \xD0\xBD\xD0\xB8\xD0\xBA\xD1\x82\xD0\xBE \xD0\xBD\xD0"
     "\xB5 \xD0\xB7\xD0\xBD\xD0\xB0\xD0\xB5\xD1\x82 \xD0\xBF\xD0\xBE\xD1\x87\xD0\xB5"
     "\xD0\xBC\xD1\x83. \xD0\x9C\xD1\x8D\xD1\x80 \xD0\xB3\xD0\xBE\xD1\x80\xD0\xBE\xD0"
     "\xB4\xD0\xB0 \xD1\x81\xD0\xBA\xD0\xB0\xD0\xB7\xD0\xB0\xD0\xBB, \xD1\x87\xD1\x82"
     "\xD0\xBE \xD0\xB2\xD0\xBE\xD0\xB4\xD0\xBE\xD0\xBB\xD0\xB0\xD0\xB7\xD1\x8B \xD0"
     "\xBD\xD0\xB0\xD1\x87\xD0\xBD\xD1\x83\xD1\x82 \xD0\xBF\xD0\xBE\xD0\xB8\xD1\x81\xD0"
     "\xBA\xD0\xB8 \xD0\xB2 \xD0\xBF\xD0\xBE\xD0\xBD\xD0\xB5\xD0\xB4\xD0\xB5\xD0\xBB"
     "\xD1\x8C\xD0\xBD\xD0\xB8\xD0\xBA \xD1\x83\xD1\x82\xD1\x80\xD0\xBE\xD0\xBC, \xD0"
     "\xBA\xD0\xB0\xD0\xBA \xD1\x82\xD0\xBE\xD0\xBB\xD1\x8C\xD0\xBA\xD0\xBE \xD1\x83"
     "\xD1\x82\xD0\xB8\xD1\x85\xD0\xBD\xD0\xB5\xD1\x82 \xD0\xB2\xD0\xB5\xD1\x82\xD0\xB5"
     "\xD1\x80."},
    {"SHIFT_JIS",
     "\x93\xFA\x97j\x93\xFA\x82\xC9\x98p\x82\xC5\x83t\x83\x46\x83\x8A\x81[\x82\xAA\x92"
     "\xBE\x96v\x82\xB5\x82\xBD\x82\xAA\x81\x41\x82\xBB\x82\xCC\x8C\xB4\x88\xF6\x82\xCD"
     "\x82\xDC\x82\xBE\x92N\x82\xC9\x82\xE0\x95\xAA\x82\xA9\x82\xC1\x82\xC4\x82\xA2\x82"
     "\xC8\x82\xA2\x81\x42\x8Es\x92\xB7\x82\xCD\x8C\x8E\x97j\x93\xFA\x82\xCC\x92\xA9"
     "\x82\xA9\x82\xE7\x90\xF6\x90\x85\x8Em\x82\xAA\x91{\x8D\xF5\x82\xF0\x8En\x82\xDF"
     "\x82\xE9\x82\xC6\x8Fq\x82\xD7\x82\xBD\x81\x42",
     "\xE6\x97\xA5\xE6\x9B\x9C\xE6\x97\xA5\xE3\x81\xAB\xE6\xB9\xBE\xE3\x81\xA7\xE3\x83"
     "\x95\xE3\x82\xA7\xE3\x83\xAA\xE3\x83\xBC\xE3\x81\x8C\xE6\xB2\x88\xE6\xB2\xA1\xE3"
     "\x81\x97\xE3\x81\x9F\xE3\x81\x8C\xE3\x80\x81\xE3\x81\x9D\xE3\x81\xAE\xE5\x8E\x9F"
     "\xE5\x9B\xA0\xE3\x81\xAF\xE3\x81\xBE\xE3\x81\xA0\xE8\xAA\xB0\xE3\x81\xAB\xE3\x82"
     "\x82\xE5\x88\x86\xE3\x81\x8B\xE3\x81\xA3\xE3\x81\xA6\xE3\x81\x84\xE3\x81\xAA\xE3"
     "\x81\x84\xE3\x80\x82\xE5\xB8\x82\xE9\x95\xB7\xE3\x81\xAF\xE6\x9C\x88\xE6\x9B\x9C"
     "\xE6\x97\xA5\xE3\x81\xAE\xE6\x9C\x9D\xE3\x81\x8B\xE3\x82\x89\xE6\xBD\x9C\xE6\xB0"
     "\xB4\xE5\xA3\xAB\xE3\x81\x8C\xE6\x8D\x9C\xE7\xB4\xA2\xE3\x82\x92\xE5\xA7\x8B\xE3"
     "\x82\x81\xE3\x82\x8B\xE3\x81\xA8\xE8\xBF\xB0\xE3\x81\xB9\xE3\x81\x9F\xE3\x80\x82"},
    {"GB18030",
     "\xD0\xC7\xC6\xDA\xCC\xEC\xB6\xC9\xC2\xD6\xD4\xDA\xBA\xA3\xCD\xE5\xB3\xC1\xC3\xBB"
     "\xA3\xAC\xC3\xBB\xD3\xD0\xC8\xCB\xD6\xAA\xB5\xC0\xD4\xAD\xD2\xF2\xA1\xA3\xCA\xD0"
     "\xB3\xA4\xCB\xB5\xA3\xAC\xC7\xB1\xCB\xAE\xD4\xB1\xBD\xAB\xD3\xDA\xD0\xC7\xC6\xDA"
     "\xD2\xBB\xD4\xE7\xC9\xCF\xBF\xAA\xCA\xBC\xCB\xD1\xCB\xF7\xA3\xAC\xB5\xC8\xB7\xE7"
     "\xCD\xA3\xC1\xCB\xBE\xCD\xB3\xF6\xB7\xA2\xA1\xA3",
     "\xE6\x98\x9F\xE6\x9C\x9F\xE5\xA4\xA9\xE6\xB8\xA1\xE8\xBD\xAE\xE5\x9C\xA8\xE6\xB5"
     "\xB7\xE6\xB9\xBE\xE6\xB2\x89\xE6\xB2\xA1\xEF\xBC\x8C\xE6\xB2\xA1\xE6\x9C\x89\xE4"
     "\xBA\xBA\xE7\x9F\xA5\xE9\x81\x93\xE5\x8E\x9F\xE5\x9B\xA0\xE3\x80\x82\xE5\xB8\x82"
     "\xE9\x95\xBF\xE8\xAF\xB4\xEF\xBC\x8C\xE6\xBD\x9C\xE6\xB0\xB4\xE5\x91\x98\xE5\xB0"
     "\x86\xE4\xBA\x8E\xE6\x98\x9F\xE6\x9C\x9F\xE4\xB8\x80\xE6\x97\xA9\xE4\xB8\x8A\xE5"
     "\xBC\x80\xE5\xA7\x8B\xE6\x90\x9C\xE7\xB4\xA2\xEF\xBC\x8C\xE7\xAD\x89\xE9\xA3\x8E"
     "\xE5\x81\x9C\xE4\xBA\x86\xE5\xB0\xB1\xE5\x87\xBA\xE5\x8F\x91\xE3\x80\x82"},
};
enum { SAMPLE_COUNT = sizeof samples / sizeof *samples };

static void the_spread_of_bytes_gives_a_set_away(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        struct article *article = read_bytes(samples[i].bytes, strlen(samples[i].bytes));
        struct text warning = {0};
        text_format(&warning, "converted from %s", samples[i].name);
        assert_string_equal(article->text, samples[i].words);
        assert_int_equal(article->warning_count, 1);
        assert_string_equal(article->warnings[0], text_string(&warning));
        text_free(&warning);
        article_free(article);
    }
}

#define OTHER_WORDS                                                                                \
    "Le conseil a vot\xE9 mardi pour que le phare soit gard\xE9, et nul n'a dit non. "

static void a_page_says_its_set(void **state)
{
    (void)state;
    static const char *const heads[] = {
        "<html><head><meta charset=iso-8859-15></head>",
        "<html><head><META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=ISO-8859-15'>",
        "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?><html>",
        "<html><meta charset=utf-8-of-mine><meta charset = \"latin9\">",
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct text page = {0};
        text_format(&page, "%s<body><p>%s</p><p>%s</p></body></html>", heads[i],
                    "Dimanche, le bac a coul\xE9 dans la baie. Le c\xBDur du probl\xE8me reste "
                    "\xE0 trouver, et l'\xBDuvre co\xFBte 40 \xA4.",
                    OTHER_WORDS);
        struct article *article = read_bytes(page.bytes, page.size);
        assert_non_null(strstr(article->text, "Le c\u0153ur du probl\u00E8me reste \u00E0 "
                                              "trouver, et l'\u0153uvre co\u00FBte 40 \u20AC."));
        assert_string_equal(article->warnings[0], "converted from ISO-8859-15");
        article_free(article);
        text_free(&page);
    }
}

static void valid_utf8_wins_over_what_a_page_says(void **state)
{
    (void)state;
    static const char page[] =
        "<html><meta charset=windows-1251><body><p>Caf\u00E9 closed at nine, and the crew of the "
        "ferry sat there until the storm was over.</p><p>Nobody knows why it sank that night in "
        "the bay, said the mayor.</p></body></html>";
    struct article *article = read_bytes(page, sizeof page - 1);
    assert_non_null(strstr(article->text, "Caf\u00E9 closed"));
    assert_int_equal(article->warning_count, 0);
    article_free(article);
}

static void damaged_utf8_stays_utf8(void **state)
{
    (void)state;
    static const char text[] = "Caf\u00E9 Z\u00FCrich \xE2\x80 closed \u2014 at nine \xFF.\n";
    struct article *article = read_bytes(text, sizeof text - 1);
    assert_non_null(strstr(article->text, "Caf\u00E9 Z\u00FCrich"));
    assert_string_equal(article->warnings[0], "3 bytes that are not UTF-8 shown as U+FFFD");
    article_free(article);
}

static void put_wide(struct text *out, uint16_t unit, bool big)
{
    text_add_byte(out, (char)(big ? unit >> 8 : unit & 0xFF));
    text_add_byte(out, (char)(big ? unit & 0xFF : unit >> 8));
}

static void utf16_is_read_both_ways(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLE_COUNT * 4; i++) {
        const char *words = samples[i / 4].words;
        bool big = i & 1, marked = i & 2;
        size_t size = 0;
        uint16_t *units = u8_to_u16((const uint8_t *)words, strlen(words), NULL, &size);
        struct text wide = {0};
        if (marked)
            put_wide(&wide, 0xFEFF, big);
        for (size_t j = 0; j < size; j++)
            put_wide(&wide, units[j], big);
        if (!marked) { /* without a mark, some spaces or line ends are needed */
            put_wide(&wide, '\n', big);
            put_wide(&wide, '\n', big);
        }
        struct article *article = read_bytes(wide.bytes, wide.size);
        assert_string_equal(article->text, words);
        assert_string_equal(article->warnings[0],
                            big ? "converted from UTF-16BE" : "converted from UTF-16LE");
        article_free(article);
        text_free(&wide);
        free(units);
    }
}

static void half_a_sign_at_the_end_is_counted(void **state)
{
    (void)state;
    struct article *article = read_bytes("\xFF\xFEH\0i\0 \0a\0l\0l\0.\0\x3D", 17);
    assert_non_null(strstr(article->text, "Hi all."));
    assert_string_equal(article->warnings[0], "converted from UTF-16LE; 1 byte could not be read");
    article_free(article);
}

static void bytes_that_a_set_does_not_have_are_counted(void **state)
{
    (void)state;
    static const char page[] =
        "<html><meta charset=windows-1252><body><p>The caf\xE9 \x81 closed at nine \x8D on that "
        "day, and the crew of the ferry sat there until the storm was over and done \x9D.</p>"
        "<p>" OTHER_WORDS "</p></body></html>";
    struct article *article = read_bytes(page, sizeof page - 1);
    assert_non_null(strstr(article->text, "The caf\u00E9 \uFFFD closed at nine \uFFFD on"));
    assert_string_equal(article->warnings[0],
                        "converted from windows-1252; 3 bytes could not be read");
    article_free(article);
}

static void any_bytes_end_in_an_article_or_a_failure(void **state)
{
    (void)state;
    uint32_t number = 1;
    for (size_t round = 0; round < 600; round++) {
        char *bytes = malloc(round + 1);
        struct failure failure = {""};
        assert_non_null(bytes);
        for (size_t i = 0; i < round; i++) {
            number = number * 1664525 + 1013904223;
            bytes[i] = (char)(number >> 24);
        }
        static const char *const marks[] = {"\xFF\xFE", "\xFE\xFF", "\xEF\xBB\xBF", "~{", "\x1B$B"};
        const char *mark = marks[round % 5];
        if (round > strlen(mark))
            memcpy(bytes, mark, strlen(mark));
        struct article *article =
            article_read("bytes", bytes, round, (struct article_options){0}, &failure);
        assert_true(article || failure.message[0]);
        article_free(article);
        free(bytes);
    }
}

static void much_text_is_converted_at_once(void **state)
{
    (void)state;
    struct text text = {0};
    while (text.size < 4 * 1024 * 1024)
        text_add(&text, OTHER_WORDS "\n\n");
    struct article *article = read_bytes(text.bytes, text.size);
    assert_non_null(strstr(article->text, "gard\u00E9"));
    article_free(article);
    text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_spread_of_bytes_gives_a_set_away),
        cmocka_unit_test(a_page_says_its_set),
        cmocka_unit_test(valid_utf8_wins_over_what_a_page_says),
        cmocka_unit_test(damaged_utf8_stays_utf8),
        cmocka_unit_test(utf16_is_read_both_ways),
        cmocka_unit_test(half_a_sign_at_the_end_is_counted),
        cmocka_unit_test(bytes_that_a_set_does_not_have_are_counted),
        cmocka_unit_test(any_bytes_end_in_an_article_or_a_failure),
        cmocka_unit_test(much_text_is_converted_at_once),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("charset", tests, NULL, NULL);
}
