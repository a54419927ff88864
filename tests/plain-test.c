#include "blocks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct article *read_text(const char *text)
{
    return blocks_read("ferry.txt", text, strlen(text), (struct article_options){0});
}

static const char paper[] = "The Harbour Tide                     4 March 2024\n"
                            "\n"
                            "                 Ferry lost in the bay\n"
                            "\n"
                            "    The  ferry  left  the  island  at five in  the\n"
                            "morning, and it was to reach the town by seven, said\n"
                            "the mayor, who had not slept. The light-\n"
                            "house was dark, and the well-known pilot had a well-\n"
                            "known habit of leaving early, for which nobody blamed\n"
                            "\n"
                            "                          1\n"
                            "\fThe Harbour Tide                     4 March 2024\n"
                            "\n"
                            "him that day. Divers will search the bay on Monday as\n"
                            "soon as the wind has gone down.\n"
                            "\n"
                            "    Nobody knows why the ferry sank in such weather,\n"
                            "and the chart is to be checked by the city.\n"
                            "\n"
                            "                          2\n"
                            "\f";

static void pages_of_paper_flow_together(void **state)
{
    (void)state;
    struct article *article = read_text(paper);
    assert_blocks(article, (struct expected[]){
                               {BLOCK_TITLE, "", 3, "Ferry lost in the bay"},
                               {BLOCK_PARAGRAPH, "", 5,
                                "The ferry left the island at five in the morning, and it was to "
                                "reach the town by seven, "
                                "said the mayor, who had not slept. The lighthouse was dark, and "
                                "the well-known pilot had "
                                "a well-known habit of leaving early, for which nobody blamed him "
                                "that day. Divers will "
                                "search the bay on Monday as soon as the wind has gone down."},
                               {BLOCK_PARAGRAPH, "", 17,
                                "Nobody knows why the ferry sank in such weather, and the chart is "
                                "to be checked by the "
                                "city."},
                               {0},
                           });
    assert_int_equal(article->warning_count, 0);
    const char *at = strstr(article->text, "him that day");
    assert_int_equal(article_line(article, (size_t)(at - article->text)), 14);
    article_free(article);
}

static const char columns[] = "               Ferry lost in the bay off Skerry island\n"
                              "\n"
                              "The ferry left the island     harbour. Divers will search\n"
                              "at five in the morning,       the bay on Monday as soon\n"
                              "and it was to reach the       as the wind goes down.\n"
                              "town by seven. Nobody was\n"
                              "on the pier, and nobody       Nobody knows why it sank\n"
                              "saw the boat leave the        in such weather.\n"
                              "\f";

static void columns_are_read_one_after_the_other(void **state)
{
    (void)state;
    struct article *article = read_text(columns);
    assert_blocks(
        article,
        (struct expected[]){
            {BLOCK_TITLE, "", 1, "Ferry lost in the bay off Skerry island"},
            {BLOCK_PARAGRAPH, "", 3,
             "The ferry left the island at five in the morning, and it was to reach the town by "
             "seven. "
             "Nobody was on the pier, and nobody saw the boat leave the"},
            {BLOCK_PARAGRAPH, "", 3,
             "harbour. Divers will search the bay on Monday as soon as the wind goes down."},
            {BLOCK_PARAGRAPH, "", 7, "Nobody knows why it sank in such weather."},
            {0},
        });
    article_free(article);
}

static void a_form_feed_within_a_line_is_shown(void **state)
{
    (void)state;
    struct article *article = read_text("A ferry\fsank in the bay on Sunday morning.\n");
    assert_non_null(strstr(article->text, "A ferry\u240Csank"));
    assert_int_equal(article->warning_count, 1);
    article_free(article);
}

static const char mail[] = "From ada@tide.example Mon Mar  4 10:00:00 2024\n"
                           "Received: from boat by shore\n"
                           "  with wind\n"
                           "From: \"Ada Pilot\" <ada@tide.example>\n"
                           "To: desk@tide.example\n"
                           "Subject: Ferry lost in\n"
                           " the bay\n"
                           "Date: Mon, 4 Mar 2024 10:00:00 +0100\n"
                           "\n"
                           "The ferry left the island at five, and nobody knows\n"
                           "why it sank in the bay.\n"
                           "\n"
                           "Ben Keel wrote on Sunday:\n"
                           "> The lamp of the lighthouse was dark when\n"
                           "> I came by.\n"
                           ">> Was it lit at all?\n"
                           "\n"
                           "It was not lit that night.\n"
                           "\n"
                           "-- \n"
                           "Ada Pilot, The Tide\n"
                           "Pier 3\n";

static void a_mail_is_read_without_its_head(void **state)
{
    (void)state;
    struct article *article = read_text(mail);
    assert_blocks(
        article,
        (struct expected[]){
            {BLOCK_TITLE, "", 6, "Ferry lost in the bay"},
            {BLOCK_BYLINE, "", 4, "By Ada Pilot"},
            {BLOCK_PARAGRAPH, "", 10,
             "The ferry left the island at five, and nobody knows why it sank in the bay."},
            {BLOCK_PARAGRAPH, "", 13, "Ben Keel wrote on Sunday:"},
            {BLOCK_QUOTATION, "", 14, "The lamp of the lighthouse was dark when I came by."},
            {BLOCK_QUOTATION, "", 16, "Was it lit at all?"},
            {BLOCK_PARAGRAPH, "", 18, "It was not lit that night."},
            {0},
        });
    size_t last = article->left_out_count - 1;
    assert_string_equal(article->left_out[last].why, "signature");
    assert_string_equal(article->left_out[last].text, "-- Ada Pilot, The Tide Pier 3");
    assert_int_equal(article->left_out[last].line, 20);
    article_free(article);
}

static void hyphens_that_part_nothing_stay(void **state)
{
    (void)state;
    struct article *article = read_text(
        "It was a long -\nand dark - night, and the crew of the X-\nRay boat had nine-\n\n"
        "lives in all, of which they used up four or so on\nthat day, said the mayor of the "
        "town.\n");
    assert_non_null(strstr(article->text, "a long - and dark"));
    assert_non_null(strstr(article->text, "X- Ray"));
    assert_non_null(strstr(article->text, "nine-\n\nlives"));
    article_free(article);
}

static void strange_pages_are_survived(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "\f",      "1\f\n",     "a\n\f", "-\n", "From: a\n", "a-\nb", "Subject: x\nFrom: y\n\n",
        "\n-- \n", "\f\f\n 1\n"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct text flood = {0};
        struct failure failure = {""};
        while (flood.size < 300 * 1000)
            text_add(&flood, pieces[i]);
        struct article *article = article_read("flood.txt", flood.bytes, flood.size,
                                               (struct article_options){0}, &failure);
        assert_true(article || failure.message[0]);
        article_free(article);
        text_free(&flood);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_of_paper_flow_together),
        cmocka_unit_test(columns_are_read_one_after_the_other),
        cmocka_unit_test(a_form_feed_within_a_line_is_shown),
        cmocka_unit_test(a_mail_is_read_without_its_head),
        cmocka_unit_test(hyphens_that_part_nothing_stay),
        cmocka_unit_test(strange_pages_are_survived),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("plain", tests, NULL, NULL);
}
