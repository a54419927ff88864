#include "blocks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct article *read_with(const char *bytes, size_t size, struct article_options options)
{
    return blocks_read("saved/page.html", bytes, size, options);
}

static struct article *read_page(const char *page)
{
    return read_with(page, strlen(page), (struct article_options){0});
}

static void assert_refused(const char *page, size_t size, const char *words)
{
    struct failure failure = {""};
    assert_null(article_read("page.html", page, size, (struct article_options){0}, &failure));
    assert_non_null(strstr(failure.message, words));
}

static const char *why_left_out(const struct article *article, const char *words)
{
    for (size_t i = 0; i < article->left_out_count; i++)
        if (strstr(article->left_out[i].text, words))
            return article->left_out[i].why;
    return "";
}

#define PROSE                                                                                      \
    "The ferry left the island at five in the morning, and it was to reach the town by seven. "
#define MORE                                                                                       \
    "Divers will search the bay on Monday, said the mayor, who had not slept since the storm. "

static const char page[] =
    "<!DOCTYPE html><html><head>\n"
    "<title>Ferry lost in the bay | The Harbour Tide</title>\n"
    "<meta property=\"og:site_name\" content=\"The Harbour Tide\">\n"
    "<script type=\"application/ld+json\">{\"@type\": \"NewsArticle\",\n"
    "\"headline\": \"Ferry lost in the bay\", \"datePublished\": \"2024-03-04\",\n"
    "\"author\": [{\"@type\": \"Person\", \"name\": \"Ada Pilot\"}]}</script>\n"
    "</head><body>\n"
    "<nav><ul><li><a href=/>Home</a><li><a href=/n>News of the whole coast</a></ul></nav>\n"
    "<div class=\"cookie-banner\">This page stores cookies on your device, and so do all of its "
    "many partners.</div>\n"
    "<div id=wrap><h1>Ferry lost in the bay</h1>\n"
    "<div class=share-bar><a href=x>Share</a></div>\n"
    "<p>" PROSE "</p>\n"
    "<figure><img src=x><figcaption>The ferry in the harbour, two years "
    "ago.</figcaption></figure>\n"
    "<h2>What comes next</h2>\n"
    "<p>It is <b>not</b>\n"
    "known &amp; not <i>un</i>likely that the chart was wrong.</p>\n"
    "<ul><li>The pier is closed.<li>The light is out.</ul>\n"
    "<blockquote><p>The lamp saved my father.</p></blockquote>\n"
    "<p>" MORE "</p>\n"
    "<h3>Read on</h3><ul><li><a href=a>Nine boats lost in a storm</a>\n"
    "<li><a href=b>Council keeps the lighthouse</a></ul>\n"
    "</div>\n"
    "<section id=comments><p>" MORE "I do not believe a word of it.</p></section>\n"
    "<aside><p>" PROSE "Buy a boat of your own today.</p></aside>\n"
    "<footer><p>All words on this page belong to the owner of The Harbour Tide.</p></footer>\n"
    "</body></html>\n";

static void a_saved_page_becomes_its_article(void **state)
{
    (void)state;
    struct article *article = read_page(page);
    static const char prose[] = PROSE, more[] = MORE;
    char first[sizeof prose] = "", last[sizeof more] = "";
    memcpy(first, prose, sizeof prose - 2);
    memcpy(last, more, sizeof more - 2);
    assert_blocks(article, (struct expected[]){
                               {BLOCK_TITLE, "", 10, "Ferry lost in the bay"},
                               {BLOCK_BYLINE, "", 10, "By Ada Pilot"},
                               {BLOCK_PARAGRAPH, "", 12, first},
                               {BLOCK_HEADING, "", 14, "What comes next"},
                               {BLOCK_PARAGRAPH, "", 15,
                                "It is not known & not unlikely that the chart was wrong."},
                               {BLOCK_ITEM, "", 17, "The pier is closed."},
                               {BLOCK_ITEM, "", 17, "The light is out."},
                               {BLOCK_QUOTATION, "", 18, "The lamp saved my father."},
                               {BLOCK_PARAGRAPH, "", 19, last},
                               {0},
                           });
    assert_string_equal(article->outlet, "The Harbour Tide");
    assert_string_equal(why_left_out(article, "2024-03-04"), "date of publication");
    assert_string_equal(why_left_out(article, "I do not believe"), "comments");
    assert_string_equal(why_left_out(article, "Buy a boat"), "beside the article");
    assert_string_equal(why_left_out(article, "stores cookies"), "cookie notice");
    assert_string_equal(why_left_out(article, "Home | News of the whole coast"), "navigation");
    assert_string_equal(why_left_out(article, "The ferry in the harbour, two years ago."),
                        "caption");
    assert_string_equal(why_left_out(article, "Share"), "sharing buttons");
    assert_string_equal(why_left_out(article, "Read on"), "heading of what was left out");
    assert_string_equal(why_left_out(article, "Nine boats lost in a storm | Council"), "links");
    assert_string_equal(why_left_out(article, "All words on this page"), "footer");
    assert_int_equal(article->warning_count, 0);
    article_free(article);
}

/* Whatever its shape is: captions and menus stand as lines, a caption alone in its own. */
static void what_is_no_text_to_read_on_is_told(void **state)
{
    (void)state;
    static const char scraps[] =
        "<html><body><nav><a href=a>Home</a><p>|</p><p>&rarr;</p><p><a href=b>World</a></nav>\n"
        "<article><p>" PROSE PROSE "</p>\n"
        "<figure><figcaption>The bay at dawn</figcaption></figure>\n"
        "<figure><figcaption>The mayor</figcaption></figure>\n"
        "<p>" MORE MORE "</p></article>\n"
        "<footer><script>steal()</script><style>p{}</style><p>\x1B[2JImprint</p></footer>"
        "</body></html>";
    struct article *article = read_page(scraps);
    static const struct left_out told[] = {
        {1, "Home | World", "navigation"},
        {3, "The bay at dawn", "caption"},
        {4, "The mayor", "caption"},
        {6, "\u241B[2JImprint", "footer"},
    };
    assert_int_equal(article->left_out_count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(article->left_out[i].line, told[i].line);
        assert_string_equal(article->left_out[i].text, told[i].text);
        assert_string_equal(article->left_out[i].why, told[i].why);
    }
    assert_null(strstr(article->text, "mayor\n"));
    article_free(article);
}

/* A menu of any size takes a line of bounded size. */
static void a_huge_menu_is_counted(void **state)
{
    (void)state;
    struct text huge = {0};
    text_add(&huge, "<html><body><article><p>" PROSE PROSE "</p><p>" MORE "</p></article><nav><p>");
    for (int i = 0; i < 100000; i++)
        text_add(&huge, "longword");
    text_add(&huge, "</p>");
    for (int i = 0; i < 50000; i++)
        text_format(&huge, "<p>Item %d</p>", i);
    text_add(&huge, "</nav></body></html>");
    struct article *article = read_with(huge.bytes, huge.size, (struct article_options){0});
    assert_int_equal(article->left_out_count, 1);
    assert_true(strlen(article->left_out[0].text) < 400);
    assert_non_null(strstr(article->left_out[0].text, "| and 50000 more"));
    article_free(article);
    text_free(&huge);
}

static void the_second_line_of_a_paragraph_is_known(void **state)
{
    (void)state;
    struct article *article = read_page(page);
    const char *at = strstr(article->text, "known &");
    assert_non_null(at);
    assert_int_equal(article_line(article, (size_t)(at - article->text)), 16);
    article_free(article);
}

static void keep_all_shows_the_whole_page(void **state)
{
    (void)state;
    struct article *article =
        read_with(page, sizeof page - 1, (struct article_options){.keep_all = true});
    assert_non_null(strstr(article->text, "News of the whole coast"));
    assert_non_null(strstr(article->text, "I do not believe a word of it."));
    assert_null(strstr(article->text, "headline"));
    assert_int_equal(article->left_out_count, 0);
    article_free(article);
}

static void type_text_shows_the_source(void **state)
{
    (void)state;
    struct article *article =
        read_with(page, sizeof page - 1, (struct article_options){.type = ARTICLE_TEXT});
    assert_non_null(strstr(article->text, "<figcaption>"));
    article_free(article);
}

static void words_that_mention_tags_are_no_page(void **state)
{
    (void)state;
    static const char text[] =
        "On tags\n\nThe page began with <p> and 3 < 4 in it, the editor said.\n";
    struct failure failure = {""};
    struct article *article =
        article_read("tags.txt", text, sizeof text - 1, (struct article_options){0}, &failure);
    assert_non_null(article);
    assert_non_null(strstr(article->text, "with <p> and 3 < 4"));
    article_free(article);
}

static void a_page_without_an_article_says_so(void **state)
{
    (void)state;
    static const char menu[] = "<html><body><ul><li><a href=x>Home</a><li><a href=y>News</a></ul>"
                               "<p>Sign in.</p></body></html>";
    assert_refused(menu, sizeof menu - 1,
                   "cannot read page.html: no article was found on this page; --keep-all");
    assert_refused("<html></html>", 13, "no article was found");
    struct failure failure = {""};
    assert_null(article_read("page.html", "<html></html>", 13,
                             (struct article_options){.keep_all = true}, &failure));
    assert_non_null(strstr(failure.message, "no text on this page"));
}

static void what_does_not_show_is_left_out(void **state)
{
    (void)state;
    struct article *article = read_page(
        "<html><body><div><p>" PROSE "</p>"
        "<p style='display: none'>Hidden words that no reader of the page has seen at all.</p>"
        "<p hidden>More words that no reader of the page has ever seen, not one of them.</p>"
        "<script>document.write(\"</p><p>Written by a script, long as a sentence is.\");</script>"
        "<style>p { colour: red }</style><template><p>A template of text to come.</p></template>"
        "<img src=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==\">"
        "<p>Seen<span hidden> and unseen</span> again, " MORE "</p></div></body></html>");
    assert_int_equal(article->block_count, 2);
    assert_null(strstr(article->text, "idden"));
    assert_null(strstr(article->text, "script"));
    assert_null(strstr(article->text, "unseen"));
    assert_null(strstr(article->text, "base64"));
    assert_non_null(strstr(article->text, "Seen again, Divers"));
    article_free(article);
}

static void old_pages_lay_out_with_tables_and_breaks(void **state)
{
    (void)state;
    struct article *article =
        read_page("<table><tr><td><a href=1>One</a><br><a href=2>Two</a><td>" PROSE "<br><br>" MORE
                  "<br>It rained<br>all day.</table>");
    assert_int_equal(article->block_count, 2);
    assert_non_null(strstr(article->text, "the storm. It rained all day."));
    assert_null(strstr(article->text, "Two"));
    article_free(article);
}

static void missing_ends_and_bad_bytes_do_no_harm(void **state)
{
    (void)state;
    static const char bad[] = "<html><body><div><p>" PROSE "<p>Caf\xC3\xA9 \xFF\xFE &#27;[31m "
                              "&#x202E;turned &nosuch; &lt;b&gt; " MORE "<p><b>" PROSE;
    struct article *article = read_with(bad, sizeof bad - 1, (struct article_options){0});
    assert_int_equal(article->block_count, 3);
    assert_non_null(strstr(article->text, "Caf\u00E9 \uFFFD\uFFFD \u241B[31m \uFFFDturned "
                                          "&nosuch; <b> Divers"));
    assert_int_equal(article->warning_count, 1);
    article_free(article);
}

static void class_words_of_other_languages_are_known(void **state)
{
    (void)state;
    struct article *article =
        read_page("<html><body><div class=artikel><p>" PROSE "</p><p>" MORE "</p>"
                  "<div class='kommentare-liste'><p>" PROSE "Das glaube ich nicht.</p></div>"
                  "<div class='noticiasRelacionadas'><p>" MORE "Otra noticia.</p></div></div>");
    assert_null(strstr(article->text, "glaube"));
    assert_null(strstr(article->text, "Otra"));
    article_free(article);
}

static void a_wrong_class_word_does_not_hide_the_article(void **state)
{
    (void)state;
    struct article *article =
        read_page("<html><body><article class='post hentry category-newsletter tag-share'><p>" PROSE
                  "</p><p>" MORE "</p></article></body></html>");
    assert_int_equal(article->block_count, 2);
    article_free(article);
    article = read_page("<html><body><div class='single comments-open'><p>" PROSE "</p><p>" MORE
                        "</p></div><nav><p>" MORE "</p></nav>");
    assert_int_equal(article->block_count, 2);
    article_free(article);
    article = read_page("<html><body><div class=sidebar><p>" PROSE "</p><p>" MORE "</p></div>");
    assert_int_equal(article->block_count, 2);
    article_free(article);
}

static void an_article_in_two_stretches_stays_whole(void **state)
{
    (void)state;
    struct article *article = read_page(
        "<html><body><main><div><div class=article-body><p>" PROSE "</p></div>"
        "<div class=ad-slot>Buy</div><div class=article-body><p>" MORE
        "</p></div></div></main><div class=story-list><p>" PROSE "</p></div></body></html>");
    assert_int_equal(article->block_count, 2);
    article_free(article);
}

/* Many times one piece, its number in the place of each @, and a few paragraphs to read behind. */
static struct article *read_flood(const char *piece, size_t count)
{
    struct text flood = {0};
    text_add(&flood, "<html><body>");
    for (size_t i = 0; i < count; i++)
        for (const char *at = piece; *at; at++)
            if (*at == '@')
                text_format(&flood, "%zu", i);
            else
                text_add_byte(&flood, *at);
    text_add(&flood, "<p>" PROSE "</p><p>" MORE "</p>");
    struct failure failure = {""};
    struct article *article =
        article_read("page.html", flood.bytes, flood.size, (struct article_options){0}, &failure);
    assert_true(article || failure.message[0]);
    text_free(&flood);
    return article;
}

static void hostile_tags_end_in_an_article_or_a_failure(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "<div>",
        "<b a=@>",
        "<b a=@></i>",
        "<table><tr><td>",
        "<a href=x><p>word ",
        "</p>",
        "<p><button>",
        "<svg><desc>",
        "<select><option>",
        "<table><b>x<p>",
        "<ul><li>a",
        "<p \"'>",
        "<!--",
        "</form><form>",
        "<p a@=b ",
        "<script><!--",
        "<",
        "</",
        "&#@;",
        "<span class=caption>",
        "<h1><h2>",
        "<frameset>",
        "<![CDATA[",
        "<br>",
        "<textarea>",
        "<font color=@>",
        "<template>",
        "<math><mi>",
        "<plaintext>",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        article_free(read_flood(pieces[i], 10000));
}

static void deep_nesting_keeps_the_text(void **state)
{
    (void)state;
    struct article *article = read_flood("<div>", 100000);
    assert_non_null(article);
    assert_non_null(strstr(article->text, "Divers will search"));
    article_free(article);
}

static void every_cut_of_a_page_is_survived(void **state)
{
    (void)state;
    for (size_t size = 0; size < sizeof page; size++) {
        struct failure failure = {""};
        char *cut = malloc(size + 1); /* no more, so that a sanitizer sees what is read behind */
        assert_non_null(cut);
        memcpy(cut, page, size);
        struct article *article = article_read(
            "page.html", cut, size, (struct article_options){.type = ARTICLE_HTML}, &failure);
        assert_true(article || failure.message[0]);
        article_free(article);
        free(cut);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_saved_page_becomes_its_article),
        cmocka_unit_test(what_is_no_text_to_read_on_is_told),
        cmocka_unit_test(a_huge_menu_is_counted),
        cmocka_unit_test(the_second_line_of_a_paragraph_is_known),
        cmocka_unit_test(keep_all_shows_the_whole_page),
        cmocka_unit_test(type_text_shows_the_source),
        cmocka_unit_test(words_that_mention_tags_are_no_page),
        cmocka_unit_test(a_page_without_an_article_says_so),
        cmocka_unit_test(what_does_not_show_is_left_out),
        cmocka_unit_test(old_pages_lay_out_with_tables_and_breaks),
        cmocka_unit_test(missing_ends_and_bad_bytes_do_no_harm),
        cmocka_unit_test(class_words_of_other_languages_are_known),
        cmocka_unit_test(a_wrong_class_word_does_not_hide_the_article),
        cmocka_unit_test(an_article_in_two_stretches_stays_whole),
        cmocka_unit_test(hostile_tags_end_in_an_article_or_a_failure),
        cmocka_unit_test(deep_nesting_keeps_the_text),
        cmocka_unit_test(every_cut_of_a_page_is_survived),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
