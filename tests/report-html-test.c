/* The HTML report, read by an HTML parser. */
#include "report/report.h"

#include "hostile.h"

#include <gumbo.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

struct page {
    struct text html;
    GumboOutput *tree;
};

static void read_page(struct page *page, struct hostile *hostile, bool full)
{
    *page = (struct page){0};
    hostile_write(hostile, &report_html, full, &page->html);
    page->tree = gumbo_parse_with_options(&kGumboDefaultOptions, page->html.bytes, page->html.size);
}

static void free_page(struct page *page)
{
    gumbo_destroy_output(&kGumboDefaultOptions, page->tree);
    text_free(&page->html);
}

/* The element behind this one in the order of the page; `root` bounds the walk. */
static const GumboNode *next_node(const GumboNode *node, const GumboNode *root)
{
    if (node->type == GUMBO_NODE_ELEMENT && node->v.element.children.length)
        return node->v.element.children.data[0];
    for (; node != root; node = node->parent) {
        const GumboVector *siblings = &node->parent->v.element.children;
        if (node->index_within_parent + 1 < siblings->length)
            return siblings->data[node->index_within_parent + 1];
    }
    return NULL;
}

static const char *attribute(const GumboNode *node, const char *name)
{
    const GumboAttribute *found = node->type == GUMBO_NODE_ELEMENT
                                      ? gumbo_get_attribute(&node->v.element.attributes, name)
                                      : NULL;
    return found ? found->value : NULL;
}

static bool has_class(const GumboNode *node, const char *class)
{
    const char *value = attribute(node, "class");
    return value && strncmp(value, class, strlen(class)) == 0 &&
           (value[strlen(class)] == '\0' || value[strlen(class)] == ' ');
}

static const GumboNode *find_id(const GumboNode *root, const char *id)
{
    for (const GumboNode *node = root; node; node = next_node(node, root))
        if (attribute(node, "id") && strcmp(attribute(node, "id"), id) == 0)
            return node;
    return NULL;
}

/* The n-th element of a tag below a node, from 0. */
static const GumboNode *find_tag(const GumboNode *root, GumboTag tag, size_t n)
{
    for (const GumboNode *node = root; node; node = next_node(node, root))
        if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag && n-- == 0)
            return node;
    return NULL;
}

static void assert_text(const GumboNode *root, const char *expected)
{
    struct text text = {0};
    assert_non_null(root);
    for (const GumboNode *node = root; node; node = next_node(node, root))
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
            text_add(&text, node->v.text.text);
    assert_string_equal(text_string(&text), expected);
    text_free(&text);
}

static void is_well_formed(void **state)
{
    for (int full = 0; full < 2; full++) {
        struct page page;
        read_page(&page, *state, full);
        assert_int_equal(page.tree->errors.length, 0);
        const GumboNode *html = page.tree->root;
        assert_string_equal(attribute(html, "lang"), "en");
        assert_string_equal(attribute(html, "dir"), "ltr");
        free_page(&page);
    }
}

/* Only what our own pages are made of, and nothing that runs or loads. */
static bool may_stand(const GumboNode *node)
{
    static const GumboTag tags[] = {
        GUMBO_TAG_HTML,    GUMBO_TAG_HEAD,   GUMBO_TAG_META,       GUMBO_TAG_TITLE,
        GUMBO_TAG_STYLE,   GUMBO_TAG_BODY,   GUMBO_TAG_HEADER,     GUMBO_TAG_MAIN,
        GUMBO_TAG_SECTION, GUMBO_TAG_NAV,    GUMBO_TAG_ARTICLE,    GUMBO_TAG_H1,
        GUMBO_TAG_H2,      GUMBO_TAG_H3,     GUMBO_TAG_H4,         GUMBO_TAG_P,
        GUMBO_TAG_DIV,     GUMBO_TAG_SPAN,   GUMBO_TAG_A,          GUMBO_TAG_UL,
        GUMBO_TAG_LI,      GUMBO_TAG_FIGURE, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_BLOCKQUOTE,
        GUMBO_TAG_MARK,    GUMBO_TAG_STRONG,
    };
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (tags[i] == node->v.element.tag)
            return true;
    return false;
}

static void assert_harmless(const GumboNode *node)
{
    static const char *const names[] = {"class",   "id",   "href",     "title",
                                        "dir",     "lang", "content",  "http-equiv",
                                        "charset", "name", "tabindex", "aria-label"};
    const GumboVector *attributes = &node->v.element.attributes;
    assert_true(may_stand(node));
    for (unsigned i = 0; i < attributes->length; i++) {
        const GumboAttribute *found = attributes->data[i];
        size_t known = 0;
        while (strcmp(names[known], found->name) != 0)
            assert_true(++known < sizeof names / sizeof *names);
        if (strcmp(found->name, "href") == 0)
            assert_int_equal(found->value[0], '#');
    }
}

static void holds_nothing_that_runs_or_loads(void **state)
{
    struct page page;
    read_page(&page, *state, true);
    const GumboNode *root = page.tree->root;
    for (const GumboNode *node = root; node; node = next_node(node, root))
        if (node->type == GUMBO_NODE_ELEMENT)
            assert_harmless(node);
    assert_string_equal(attribute(find_tag(root, GUMBO_TAG_META, 1), "http-equiv"),
                        "Content-Security-Policy");
    assert_null(strstr(page.html.bytes, "url("));
    assert_null(strstr(page.html.bytes, "@import"));
    free_page(&page);
}

static void every_link_leads_somewhere(void **state)
{
    for (int full = 0; full < 2; full++) {
        struct page page;
        size_t links = 0;
        read_page(&page, *state, full);
        const GumboNode *root = page.tree->root;
        for (const GumboNode *node = root; node; node = next_node(node, root)) {
            const char *href = attribute(node, "href"), *id = attribute(node, "id");
            if (href) {
                assert_non_null(find_id(root, href + 1));
                links++;
            }
            if (id)
                assert_ptr_equal(find_id(root, id), node); /* no id stands twice */
        }
        assert_true(links >= (full ? 6 * HOSTILE_COUNT : 3));
        free_page(&page);
    }
}

static void a_statement_leads_to_its_counterpart(void **state)
{
    struct page page;
    read_page(&page, *state, true);
    for (size_t i = 0; i < HOSTILE_COUNT; i++) {
        char id[32], href[32];
        snprintf(id, sizeof id, "left-%zu", i + 1);
        snprintf(href, sizeof href, "#right-%zu", hostile_right(i) + 1);
        const GumboNode *said = find_id(page.tree->root, id);
        assert_non_null(said);
        assert_string_equal(attribute(find_tag(said, GUMBO_TAG_A, 0), "href"), href);
        snprintf(href, sizeof href, "#link-%zu", i + 1);
        assert_string_equal(attribute(find_tag(said, GUMBO_TAG_A, 1), "href"), href);
    }
    free_page(&page);
}

static const GumboNode *find_class(const GumboNode *root, const char *class)
{
    for (const GumboNode *node = root; node; node = next_node(node, root))
        if (has_class(node, class))
            return node;
    return NULL;
}

static void gives_back_what_went_in(void **state)
{
    struct hostile *hostile = *state;
    struct page page;
    read_page(&page, hostile, true);
    for (size_t i = 0; i < HOSTILE_COUNT; i++) {
        char id[32];
        snprintf(id, sizeof id, "link-%zu", i + 1);
        const GumboNode *link = find_id(page.tree->root, id);
        assert_text(find_tag(link, GUMBO_TAG_BLOCKQUOTE, 0), hostile->texts[i].bytes);
        assert_text(find_tag(link, GUMBO_TAG_BLOCKQUOTE, 1), hostile->texts[i].bytes);
        assert_text(find_class(link, "note"), text_string(&hostile->notes[i]));
        snprintf(id, sizeof id, "left-%zu", i + 1);
        assert_text(find_tag(find_id(page.tree->root, id), GUMBO_TAG_A, 0),
                    hostile->texts[i].bytes);
    }
    free_page(&page);
}

static void rejected_links_look_like_it(void **state)
{
    struct page page;
    read_page(&page, *state, true);
    assert_non_null(find_id(page.tree->root, "rejected"));
    const GumboNode *link = find_id(page.tree->root, "link-3");
    assert_string_equal(attribute(link, "class"), "link rejected");
    assert_text(find_class(link, "verdict"), "Rejected by the reader.");
    free_page(&page);
}

static void random_texts_come_back(void **state)
{
    uint32_t number = 15;
    (void)state;
    for (int round = 0; round < 20; round++) {
        struct text texts[HOSTILE_COUNT] = {0};
        void *hostile = hostile_make_random(texts, &number);
        is_well_formed(&hostile);
        holds_nothing_that_runs_or_loads(&hostile);
        gives_back_what_went_in(&hostile);
        hostile_tear_down(&hostile);
        hostile_free_random(texts);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, hostile_set_up, hostile_tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(is_well_formed),
        TEST(holds_nothing_that_runs_or_loads),
        TEST(every_link_leads_somewhere),
        TEST(a_statement_leads_to_its_counterpart),
        TEST(gives_back_what_went_in),
        TEST(rejected_links_look_like_it),
        cmocka_unit_test(random_texts_come_back),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("report-html", tests, NULL, NULL);
}
