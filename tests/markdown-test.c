#include "blocks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct article *read_named(const char *path, const char *text)
{
    return blocks_read(path, text, strlen(text), (struct article_options){0});
}

static struct article *read_markdown(const char *text)
{
    return read_named("ferry.md", text);
}

static const char post[] =
    "---\n"
    "title: \"Ferry lost: nine saved\"\n"
    "author: Ada Pilot\n"
    "date: 2024-03-04\n"
    "source: The Tide\n"
    "tags: [sea, storm]\n"
    "---\n"
    "\n"
    "<!-- not to be\n"
    "shown -->\n"
    "The **ferry** left the *island* at [five](https://a.example/x_(y) \"Five\"), and it was\n"
    "to reach the [town][t] by `seven`, ![a ferry](f.png) said __the__ snake_case_mayor[^1].\n"
    "\n"
    "What comes next\n"
    "---------------\n"
    "\n"
    "- Divers will *search*\n"
    "  the bay.\n"
    "* [x] The pier is closed.\n"
    "2. The light is 3 * 4 metres high.\n"
    "\n"
    "> The lamp saved my father,\n"
    "and it saved me.\n"
    ">\n"
    "> > It saves all.\n"
    "\n"
    "***\n"
    "\n"
    "### Costs ###\n"
    "\n"
    "| Boat | Price |\n"
    "|------|------:|\n"
    "| Gull | 9,000 |\n"
    "\n"
    "```sh\n"
    "ring **bell**\n"
    "```\n"
    "\n"
    "See <https://a.example/b> &\\*stars\\*, <br>a ~~wrong~~ [note] and a [ruin].\n"
    "\n"
    "[t]: https://a.example/t\n"
    "[Note]: https://a.example/n 'N'\n"
    "[^1]: He was asked at noon.\n";

static void a_post_becomes_an_article(void **state)
{
    (void)state;
    struct article *article = read_markdown(post);
    assert_blocks(article, (struct expected[]){
        {BLOCK_TITLE, "", 2, "Ferry lost: nine saved"},
        {BLOCK_BYLINE, "", 3, "By Ada Pilot"},
        {BLOCK_PARAGRAPH, "", 11,
         "The ferry left the island at five, and it was to reach the town by seven, a ferry said "
         "the snake_case_mayor."},
        {BLOCK_HEADING, "", 14, "What comes next"},
        {BLOCK_ITEM, "-", 17, "Divers will search the bay."},
        {BLOCK_ITEM, "*", 19, "The pier is closed."},
        {BLOCK_ITEM, "2.", 20, "The light is 3 * 4 metres high."},
        {BLOCK_QUOTATION, "", 22, "The lamp saved my father, and it saved me."},
        {BLOCK_QUOTATION, "", 25, "It saves all."},
        {BLOCK_HEADING, "", 29, "Costs"},
        {BLOCK_PARAGRAPH, "", 31, "Boat | Price"},
        {BLOCK_PARAGRAPH, "", 33, "Gull | 9,000"},
        {BLOCK_PARAGRAPH, "", 36, "ring **bell**"},
        {BLOCK_PARAGRAPH, "", 39,
         "See https://a.example/b &*stars*, a wrong note and a [ruin]."},
        {BLOCK_PARAGRAPH, "", 43, "He was asked at noon."},
        {0},
    });
    assert_string_equal(article->outlet, "The Tide");
    assert_int_equal(article->left_out_count, 1);
    assert_string_equal(article->left_out[0].text, "2024-03-04");
    article_free(article);
}

static void content_says_what_it_is(void **state)
{
    (void)state;
    struct article *article = read_named("ferry", "# Ferry lost\n\nIt **sank** at nine.\n");
    assert_blocks(article, (struct expected[]){
        {BLOCK_TITLE, "", 1, "Ferry lost"},
        {BLOCK_PARAGRAPH, "", 3, "It sank at nine."},
        {0},
    });
    article_free(article);
    article = read_named("ferry.txt", "Ferry lost\n\nIt * sank * at nine, #1 of [two].\n");
    assert_non_null(strstr(article->text, "It * sank * at nine, #1 of [two]."));
    article_free(article);
    article = read_named("ferry.md", "<!DOCTYPE html><p>A ferry sank in the bay on Sunday, and the "
                                     "crew of nine was saved by the pilot of another boat.</p><p>"
                                     "Nobody knows why it sank in such fair weather.</p>");
    assert_int_equal(article->block_count, 2);
    article_free(article);
}

static void keep_all_shows_the_signs(void **state)
{
    (void)state;
    struct failure failure = {""};
    struct article *article =
        article_read("ferry.md", post, sizeof post - 1,
                     (struct article_options){.keep_all = true}, &failure);
    assert_non_null(strstr(article->text, "The **ferry** left the *island*"));
    article_free(article);
}

static void signs_that_close_nothing_stay(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "It cost 3 * 4 * 5 pounds.", "A * B", "snake_case_name and 2_000", "a ] b [ c",
        "1 < 2 and 3 > 2", "[no](", "`open", "a ~ b ~ c", "(*) and _", "AT&T's 50% [sic]",
        "5 ** 2", "what?! [", "~5 boats",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct article *article = read_markdown(lines[i]);
        assert_string_equal(article->text, lines[i]);
        article_free(article);
    }
}

static void signs_within_signs_are_removed(void **state)
{
    (void)state;
    static const char *const lines[][2] = {
        {"***All*** boats **_were_ lost**.", "All boats were lost."},
        {"**A *b* c** d", "A b c d"},
        {"un*be*lievable", "unbelievable"},
        {"[![alt](i.png)](https://a.example)", "alt"},
        {"``a ` b`` c", "a ` b c"},
        {"[**bold** link](<https://a.example/a b>)", "bold link"},
        {"\\# no heading", "# no heading"},
        {"<span class=\"x\">Words</span> here", "Words here"},
        {"\"*Boats*,\" he said, \"**are** lost.\"", "\"Boats,\" he said, \"are lost.\""},
        {"Write to <ada@tide.example> now", "Write to ada@tide.example now"},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct article *article = read_markdown(lines[i][0]);
        assert_string_equal(article->text, lines[i][1]);
        article_free(article);
    }
}

static void hostile_signs_end_at_once(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "[", "](", "[a](", "*a ", "*a_ ", "`", "` ``", "<", "<a", "!", "![", "[]: ", "> ", "- ",
        "#", "|", "~~~\n", "[a]:b\n", "[a][", "\\", "**a", "_*", "---\n", "<!--", "(", "1. ",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct text flood = {0};
        struct failure failure = {""};
        while (flood.size < 200 * 1000)
            text_add(&flood, pieces[i]);
        struct article *article = article_read(
            "flood.md", flood.bytes, flood.size, (struct article_options){0}, &failure);
        assert_true(article || failure.message[0]);
        article_free(article);
        text_free(&flood);
    }
}

static void every_cut_of_a_post_is_survived(void **state)
{
    (void)state;
    for (size_t size = 0; size < sizeof post; size++) {
        struct failure failure = {""};
        char *cut = malloc(size + 1);
        assert_non_null(cut);
        memcpy(cut, post, size);
        struct article *article =
            article_read("post.md", cut, size, (struct article_options){0}, &failure);
        assert_true(article || failure.message[0]);
        article_free(article);
        free(cut);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_post_becomes_an_article),
        cmocka_unit_test(content_says_what_it_is),
        cmocka_unit_test(keep_all_shows_the_signs),
        cmocka_unit_test(signs_that_close_nothing_stay),
        cmocka_unit_test(signs_within_signs_are_removed),
        cmocka_unit_test(hostile_signs_end_at_once),
        cmocka_unit_test(every_cut_of_a_post_is_survived),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("markdown", tests, NULL, NULL);
}
