#include "blocks.h"

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct article *read_bytes(const char *bytes, size_t size, struct article_options options)
{
    return blocks_read("papers/harbour.txt", bytes, size, options);
}

static struct article *read_text(const char *text)
{
    return read_bytes(text, strlen(text), (struct article_options){0});
}

static void assert_refused(const char *bytes, size_t size, const char *message)
{
    struct failure failure = {""};
    assert_null(article_read("-", bytes, size, (struct article_options){0}, &failure));
    assert_string_equal(failure.message, message);
}

static void assert_left_out(const struct article *article, size_t at, size_t line, const char *text,
                            const char *why)
{
    assert_true(at < article->left_out_count);
    assert_int_equal(article->left_out[at].line, line);
    assert_string_equal(article->left_out[at].text, text);
    assert_string_equal(article->left_out[at].why, why);
}

static const char page[] =
    "Storm Closes Harbour: Nine Boats Lost, No Deaths\n"
    "\n"
    "Coastal News\n"
    "\n"
    "Storm closes harbour: nine boats lost, no deaths\n"
    "\n"
    "March 3, 2024, 10:15 am\n"
    "\n"
    "By Ada Pilot and Ben Keel\n"
    "\n"
    "A storm sank nine boats in the harbour on Sunday, and the port was closed for a day.\n"
    "\xC2\xA0\n"
    "What Comes Next\n"
    "\xC2\xA0\n"
    "  \xE2\x80\xA2 Divers will search the bay on Monday.\n"
    "\n"
    "  \xE2\x80\xA2 The pier is to be checked by the city.\n"
    "\n"
    "Share this article\n"
    "\n"
    "\xE2\x9C\x8D\xEF\xB8\x8F This article is written by the team of The Tide.\n"
    "\n"
    "Leave a Comment: no links please\n"
    "Nobody has said anything yet.\n";

static void a_page_becomes_an_article(void **state)
{
    (void)state;
    struct article *article = read_text(page);
    assert_blocks(article, (struct expected[]){
        {BLOCK_TITLE, "", 1, "Storm Closes Harbour: Nine Boats Lost, No Deaths"},
        {BLOCK_BYLINE, "", 9, "By Ada Pilot and Ben Keel"},
        {BLOCK_PARAGRAPH, "", 11,
         "A storm sank nine boats in the harbour on Sunday, and the port was closed for a day."},
        {BLOCK_HEADING, "", 13, "What Comes Next"},
        {BLOCK_ITEM, "\u2022", 15, "Divers will search the bay on Monday."},
        {BLOCK_ITEM, "\u2022", 17, "The pier is to be checked by the city."},
        {0},
    });
    assert_int_equal(article->left_out_count, 7);
    assert_left_out(article, 0, 3, "Coastal News", "section label");
    assert_left_out(article, 1, 5, "Storm closes harbour: nine boats lost, no deaths",
                    "repeated title");
    assert_left_out(article, 2, 7, "March 3, 2024, 10:15 am", "date of publication");
    assert_left_out(article, 3, 19, "Share this article", "sharing buttons");
    assert_left_out(article, 4, 21, "\u270D\uFE0F This article is written by the team of The Tide.",
                    "byline or date");
    assert_left_out(article, 5, 23, "Leave a Comment: no links please", "comment form");
    assert_left_out(article, 6, 24, "Nobody has said anything yet.", "comment form");
    assert_int_equal(article->warning_count, 0);
    assert_string_equal(article->path, "papers/harbour.txt");
    assert_string_equal(article->outlet, "harbour.txt");
    assert_int_equal(span_size(article_title(article)), 48);
    article_free(article);
}

static void keep_all_keeps_noise_and_signs(void **state)
{
    (void)state;
    struct article *article =
        read_bytes(page, sizeof page - 1, (struct article_options){.keep_all = true});
    assert_int_equal(article->left_out_count, 0);
    assert_int_equal(article->block_count, 13);
    assert_int_equal(article->blocks[0].kind, BLOCK_TITLE);
    assert_non_null(strstr(article->text, "\u2022 Divers will search"));
    assert_non_null(strstr(article->text, "Nobody has said anything yet."));
    for (size_t i = 0; i < article->block_count; i++)
        assert_string_equal(article->blocks[i].marker, "");
    article_free(article);
}

static void lines_of_their_own_are_blocks(void **state)
{
    (void)state;
    struct article *article = read_text(
        "Ferry Runs Aground Off Skerry\n"
        "Updated on\n"
        "Published on\n"
        "- The ferry hit a rock at dawn; all aboard were saved.\n"
        "- Its owner says the chart was wrong.\n"
        "The ferry left the island at five, and it was to reach the town by seven on Friday.\n"
        "Its captain told reporters that the light on the rock was out.\n");
    assert_blocks(article, (struct expected[]){
        {BLOCK_TITLE, "", 1, "Ferry Runs Aground Off Skerry"},
        {BLOCK_ITEM, "-", 4, "The ferry hit a rock at dawn; all aboard were saved."},
        {BLOCK_ITEM, "-", 5, "Its owner says the chart was wrong."},
        {BLOCK_PARAGRAPH, "", 6,
         "The ferry left the island at five, and it was to reach the town by seven on Friday."},
        {BLOCK_PARAGRAPH, "", 7, "Its captain told reporters that the light on the rock was out."},
        {0},
    });
    assert_left_out(article, 0, 2, "Updated on", "byline or date");
    assert_left_out(article, 1, 3, "Published on", "byline or date");
    article_free(article);
}

static const char wrapped[] =
    "Council votes to keep the old\n"
    "lighthouse\n"
    "\n"
    "The council voted on Tuesday to\n"
    "keep the lighthouse, which has\n"
    "stood on the Point since 1871.\n"
    "Opponents had asked for a tower\n"
    "of steel.\n"
    "\n"
    "Costs\n"
    "\n"
    " 1. Repairs will take two years\n"
    "    and cost nine million.\n"
    " 2. The lamp is paid for by the\n"
    "    harbour.\n"
    "\n"
    "> The lamp saved my father, and\n"
    "> it saved me.\n";

static void wrapped_lines_flow_together(void **state)
{
    (void)state;
    struct article *article = read_text(wrapped);
    assert_blocks(article, (struct expected[]){
        {BLOCK_TITLE, "", 1, "Council votes to keep the old lighthouse"},
        {BLOCK_PARAGRAPH, "", 4, "The council voted on Tuesday to keep the lighthouse, which has "
                                 "stood on the Point since 1871. Opponents had asked for a tower "
                                 "of steel."},
        {BLOCK_HEADING, "", 10, "Costs"},
        {BLOCK_ITEM, "1.", 12, "Repairs will take two years and cost nine million."},
        {BLOCK_ITEM, "2.", 14, "The lamp is paid for by the harbour."},
        {BLOCK_QUOTATION, "", 17, "The lamp saved my father, and it saved me."},
        {0},
    });
    article_free(article);
}

static void every_byte_knows_its_line(void **state)
{
    (void)state;
    struct article *article = read_text(wrapped);
    static const struct {
        const char *words;
        size_t line;
    } places[] = {
        {"Council", 1}, {"lighthouse", 2}, {"keep the lighthouse", 5}, {"stood", 6},
        {"Opponents", 7}, {"of steel", 8}, {"and cost", 13}, {"it saved me", 18},
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *at = strstr(article->text, places[i].words);
        assert_non_null(at);
        assert_int_equal(article_line(article, (size_t)(at - article->text)), places[i].line);
    }
    assert_int_equal(article_line(article, article->size + 100), 18);
    article_free(article);
}

static void blocks_are_found_by_offset(void **state)
{
    (void)state;
    struct article *article =
        read_text("Tide tables\n\nHigh water is at nine.\n\nLow water is at three.");
    assert_int_equal(article_block(article, 0), 0);
    assert_int_equal(article_block(article, 10), 0);
    assert_int_equal(article_block(article, 11), 1); /* between the blocks: the next one */
    assert_int_equal(article_block(article, 13), 1);
    assert_int_equal(article_block(article, article->size - 1), 2);
    assert_int_equal(article_block(article, article->size), 3);
    article_free(article);
}

static void signs_of_items_are_taken_off(void **state)
{
    (void)state;
    static const char *const signs[] = {
        "-", "*", "\u2022", "\u2023", "\u25E6", "\u2013", "\u2014", "\u00B7", "\u25AA", "\u25CF",
        "\u2043", "1.", "12.", "3)", "(4)", "a)", "(b)", "c.", "(B)",
    };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        struct text text = {0};
        text_format(&text, "Some words here.\n\n%s Boats came home.\n", signs[i]);
        struct article *article = read_text(text.bytes);
        assert_int_equal(article->block_count, 2);
        assert_int_equal(article->blocks[1].kind, BLOCK_ITEM);
        assert_string_equal(article->blocks[1].marker, signs[i]);
        assert_string_equal(article->text + article->blocks[1].span.start, "Boats came home.");
        article_free(article);
        text_free(&text);
    }
}

static void numbers_and_initials_in_running_text_are_no_items(void **state)
{
    (void)state;
    static const char *const texts[] = {"D. Keel came home.", "2024. was a bad year.",
                                        "-5 degrees were measured.", "1.5 million boats came home.",
                                        "*** came home", "-"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct text text = {0};
        text_format(&text, "Some words here.\n\n%s\n", texts[i]);
        struct article *article = read_text(text.bytes);
        assert_int_equal(article->blocks[1].kind, BLOCK_PARAGRAPH);
        assert_string_equal(article->text + article->blocks[1].span.start, texts[i]);
        article_free(article);
        text_free(&text);
    }
}

static void running_text_is_never_noise(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Updated on Monday evening, the list of the missing now holds fourteen names.",
        "By the time the ferry was found, the sea had calmed and the crew was safe.",
        "Comments from the captain were read to the court on Friday morning.",
        "Source material for the film was stolen from the archive, police said on Friday.",
        "Photos taken from the air show a row of houses without roofs along the shore.",
        "Follow the money, the prosecutor told the court, and the rest explains itself.",
        "Get the boats in, she said, and nobody argued with her for the rest of that night.",
        "Published in May, the report blames the builder of the dam for the break.",
    };
    struct text text = {0};
    text_add(&text, "Ferry lost\n\nA ferry sank in the bay on Sunday, and nobody knows why.\n\n");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        text_format(&text, "%s\n\n", texts[i]);
    struct article *article = read_text(text.bytes);
    assert_int_equal(article->left_out_count, 0);
    assert_int_equal(article->block_count, 2 + sizeof texts / sizeof *texts);
    article_free(article);
    text_free(&text);
}

static void a_comment_button_above_the_text_takes_nothing_along(void **state)
{
    (void)state;
    struct article *article =
        read_text("Ferry lost at sea\n\n12 comments\n\nA short line.\n\n"
                  "The ferry sank in the bay on Sunday, and nobody knows why.\n");
    assert_int_equal(article->left_out_count, 1);
    assert_left_out(article, 0, 3, "12 comments", "comment form");
    assert_int_equal(article->block_count, 3);
    article_free(article);
}

static void a_page_of_noise_alone_is_shown(void **state)
{
    (void)state;
    struct article *article = read_text("Share\n\nAdvertisement\n\nSubscribe now\n");
    assert_int_equal(article->block_count, 3);
    assert_int_equal(article->left_out_count, 0);
    article_free(article);
}

static void one_line_is_a_paragraph_without_a_title(void **state)
{
    (void)state;
    struct article *article = read_text("Boats lost");
    assert_blocks(article, (struct expected[]){{BLOCK_PARAGRAPH, "", 1, "Boats lost"}, {0}});
    assert_true(span_is_empty(article_title(article)));
    article_free(article);
    article = read_text("It rained all day.\n\nIt rained all night.\n");
    assert_true(span_is_empty(article_title(article)));
    article_free(article);
}

static void an_author_stands_above_the_date(void **state)
{
    (void)state;
    struct article *article =
        read_text("Boats lost in the night\n\n"
                  "Ada Pilot Keel, The Harbour Tide\nTuesday, 4 March 2025\n\n"
                  "A storm sank nine boats in the harbour on Sunday night.\n\n"
                  "\xE2\x9C\x8D Written by the desk of The Tide.\n\n"
                  "4 March\n\nIt was a long day.\n");
    assert_blocks(article, (struct expected[]){
        {BLOCK_TITLE, "", 1, "Boats lost in the night"},
        {BLOCK_BYLINE, "", 3, "Ada Pilot Keel, The Harbour Tide"},
        {BLOCK_PARAGRAPH, "", 6, "A storm sank nine boats in the harbour on Sunday night."},
        {BLOCK_HEADING, "", 10, "4 March"},
        {BLOCK_PARAGRAPH, "", 12, "It was a long day."},
        {0},
    });
    assert_left_out(article, 0, 4, "Tuesday, 4 March 2025", "date of publication");
    assert_left_out(article, 1, 8, "\u270D Written by the desk of The Tide.", "byline or date");
    article_free(article);
}

static void lists_without_signs_are_no_headings(void **state)
{
    (void)state;
    struct article *article =
        read_text("Boats that were lost\n\nThe port named these boats on Monday.\n\n"
                  "Aurora\n\nBella\n\nCormorant\n\nDelphin\n\nAll had crews.\n");
    for (size_t i = 1; i < article->block_count; i++)
        assert_int_equal(article->blocks[i].kind, BLOCK_PARAGRAPH);
    article_free(article);
}

static void words_that_introduce_are_no_headings(void **state)
{
    (void)state;
    struct article *article =
        read_text("Words at sea\n\nIt blew all night.\n\nWhat Came Next?\n\nBoats were lost.\n\n"
                  "Then the pilot wrote on the board:\n\nNo boats today.\n\nThe list:\n\n"
                  "He shouted, \u201CGet up!\u201D\n\nNobody did.\n");
    static const enum block_kind kinds[] = {
        BLOCK_TITLE,     BLOCK_PARAGRAPH, BLOCK_HEADING,   BLOCK_PARAGRAPH, BLOCK_PARAGRAPH,
        BLOCK_PARAGRAPH, BLOCK_HEADING,   BLOCK_PARAGRAPH, BLOCK_PARAGRAPH,
    };
    assert_int_equal(article->block_count, sizeof kinds / sizeof *kinds);
    for (size_t i = 0; i < article->block_count; i++)
        assert_int_equal(article->blocks[i].kind, kinds[i]);
    article_free(article);
}

static void a_paragraph_between_quotation_marks_is_a_quotation(void **state)
{
    (void)state;
    struct article *article = read_text("Words\n\n\u201CWe had no warning at all.\u201D\n\n"
                                        "\u201CNone,\u201D he said, \u201Cnone.\u201D\n");
    assert_int_equal(article->blocks[1].kind, BLOCK_QUOTATION);
    assert_int_equal(article->blocks[2].kind, BLOCK_PARAGRAPH);
    article_free(article);
}

static void hostile_signs_are_shown_and_counted(void **state)
{
    (void)state;
    static const char text[] =
        "Storm \x1B[31mwarning\n\n"
        "A bell\x07 rang \xFF\xFE twice, and \u202E nobody heard it at all.\n";
    struct article *article = read_text(text);
    assert_null(strchr(article->text, '\x1B'));
    assert_non_null(strstr(article->text, "Storm \u241B[31mwarning"));
    assert_int_equal(article->warning_count, 3);
    assert_string_equal(article->warnings[0], "2 bytes that are not UTF-8 shown as U+FFFD");
    assert_string_equal(article->warnings[1], "2 control characters shown as signs");
    assert_string_equal(article->warnings[2], "1 character that does not show replaced by U+FFFD");
    article_free(article);
}

static void a_byte_order_mark_is_dropped(void **state)
{
    (void)state;
    struct article *article = read_text("\xEF\xBB\xBFHigh water came at nine.");
    assert_string_equal(article->text, "High water came at nine.");
    assert_int_equal(article->warning_count, 0);
    article_free(article);
}

static void what_is_no_text_is_refused(void **state)
{
    (void)state;
    static const char empty[] =
        "cannot read standard input: it holds no text; save the article's text in it";
    static const char binary[] =
        "cannot read standard input: it is not text; save the article as a text file";
    assert_refused("", 0, empty);
    assert_refused(" \n\xC2\xA0\n\t\n", 7, empty);
    assert_refused("PK\0\3boat", 8, binary);
    assert_refused("\x1B\x01\x02 a\x03\x04\x05\x06", 9, binary);
    assert_refused("\xFF\xFE\0\0", 4, empty);
    assert_refused("\xFF\xFEh\0\0\0", 6, binary);
}

static void warnings_are_visible_lines(void **state)
{
    (void)state;
    struct article *article = read_text("High water came at nine.");
    article_warn(article, "%s\nwas %d", "a\x1B" "b", 3);
    article_warn(article, "second");
    assert_int_equal(article->warning_count, 2);
    assert_string_equal(article->warnings[0], "a\u241Bb was 3");
    assert_string_equal(article->warnings[1], "second");
    article_free(article);
    article_free(NULL);
}

/* Texts that would take minutes, were any step not linear. */
static void huge_inputs_are_read_at_once(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "word and more. ", "a\n", "- ", "Comments\n", ". \"", "x\xCC\x81", "> \n", "((1. ",
        "\xE2\x80\xA2 ",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct text text = {0};
        while (text.size < 1024 * 1024)
            text_add(&text, parts[i]);
        struct article *article = read_text(text.bytes);
        assert_true(article->block_count > 0);
        article_free(article);
        text_free(&text);
    }
    struct text text = {0};
    while (text.size < 1000000)
        text_add(&text, "\n\n\n\n\n\n\n\n\n\n");
    text_add(&text, "High water came at nine.");
    struct article *article = read_text(text.bytes);
    assert_int_equal(article_line(article, 0), 1000001);
    article_free(article);
    text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_becomes_an_article),
        cmocka_unit_test(keep_all_keeps_noise_and_signs),
        cmocka_unit_test(lines_of_their_own_are_blocks),
        cmocka_unit_test(wrapped_lines_flow_together),
        cmocka_unit_test(every_byte_knows_its_line),
        cmocka_unit_test(blocks_are_found_by_offset),
        cmocka_unit_test(signs_of_items_are_taken_off),
        cmocka_unit_test(numbers_and_initials_in_running_text_are_no_items),
        cmocka_unit_test(running_text_is_never_noise),
        cmocka_unit_test(a_comment_button_above_the_text_takes_nothing_along),
        cmocka_unit_test(a_page_of_noise_alone_is_shown),
        cmocka_unit_test(one_line_is_a_paragraph_without_a_title),
        cmocka_unit_test(an_author_stands_above_the_date),
        cmocka_unit_test(lists_without_signs_are_no_headings),
        cmocka_unit_test(words_that_introduce_are_no_headings),
        cmocka_unit_test(a_paragraph_between_quotation_marks_is_a_quotation),
        cmocka_unit_test(hostile_signs_are_shown_and_counted),
        cmocka_unit_test(a_byte_order_mark_is_dropped),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(warnings_are_visible_lines),
        cmocka_unit_test(huge_inputs_are_read_at_once),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("article", tests, NULL, NULL);
}
