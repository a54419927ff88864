#include "report/report.h"

#include "hand-made.h"
#include "report/markdown-escape.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const struct hand_block left_blocks[] = {
    {BLOCK_TITLE, "Mill *burns* down"},
    {BLOCK_PARAGRAPH, "The fire killed 12 workers."},
    {BLOCK_PARAGRAPH, "Police doubt that it was arson, Mayor Quist said."},
    {BLOCK_ITEM, "1. The <b>owner</b> was away."},
};
static const struct hand_block right_blocks[] = {
    {BLOCK_PARAGRAPH, "10 workers died in the fire."},
    {BLOCK_PARAGRAPH, "It was arson, police said."},
    {BLOCK_PARAGRAPH, "A mill burnt down."},
    {BLOCK_PARAGRAPH, "See www.mill.example for \"more\"."},
};

struct sample {
    struct hand_made made;
    struct evidence number[2], doubt[2];
    struct link links[3];
    struct left_out left_out;
    const char *warning;
    struct session *session;
};

static void add_links(struct sample *sample)
{
    struct hand_made *made = &sample->made;
    sample->number[0] = (struct evidence){EVIDENCE_SAME, hand_span(made, SIDE_LEFT, "fire"),
                                          hand_span(made, SIDE_RIGHT, "fire")};
    sample->number[1] = (struct evidence){EVIDENCE_CLASH, hand_span(made, SIDE_LEFT, "12"),
                                          hand_span(made, SIDE_RIGHT, "10")};
    sample->doubt[0] = (struct evidence){EVIDENCE_CLASH, hand_span(made, SIDE_LEFT, "doubt that"),
                                         hand_span(made, SIDE_RIGHT, "was")};
    sample->doubt[1] = (struct evidence){EVIDENCE_CLASH, hand_span(made, SIDE_LEFT, "that it"),
                                         hand_span(made, SIDE_RIGHT, "It")};
    sample->links[0] = (struct link){.kind = LINK_MATCH, .confidence = 1000, .right = 2};
    sample->links[1] =
        (struct link){LINK_CONFLICT, SEVERITY_HARD, REASON_NUMBER, 725, 1, 0, sample->number, 2};
    sample->links[2] =
        (struct link){LINK_CONFLICT, SEVERITY_SOFT, REASON_CERTAINTY, 600, 2, 1, sample->doubt, 2};
    hand_made_join(made, sample->links, 3);
}

static int set_up(void **state)
{
    struct sample *sample = memory_new(1, sizeof *sample);
    struct hand_side *left = &sample->made.sides[SIDE_LEFT];
    hand_side_make(left, "news/mill_fire.txt", "The Gazette", left_blocks, 4);
    hand_side_make(&sample->made.sides[SIDE_RIGHT], "standard input", "standard input",
                   right_blocks, 4);
    left->analysis.statements[2].speaker = hand_span(&sample->made, SIDE_LEFT, "Mayor Quist");
    left->analysis.statements[3].resolved = hand_span(&sample->made, SIDE_LEFT, "Mayor Quist");
    left->analysis.statements[2].resolved = hand_span(&sample->made, SIDE_LEFT, "*burns*");
    sample->left_out = (struct left_out){9, "# Share [this]", "share links"};
    sample->warning = "2 bytes are not UTF-8";
    left->article.left_out = &sample->left_out;
    left->article.left_out_count = 1;
    left->article.warnings = &sample->warning;
    left->article.warning_count = 1;
    add_links(sample);
    sample->session = session_new(&sample->made.comparison, 500);
    session_cycle_mark(sample->session, target_of_statement(SIDE_RIGHT, 0));
    session_cycle_mark(sample->session, target_of_statement(SIDE_LEFT, 3));
    session_cycle_mark(sample->session, target_of_statement(SIDE_LEFT, 3));
    *state = sample;
    return 0;
}

static int tear_down(void **state)
{
    struct sample *sample = *state;
    session_free(sample->session);
    hand_made_free(&sample->made);
    free(sample);
    return 0;
}

static void write_all(const struct report_format *format, const struct session *session,
                      struct text *out)
{
    report_write(format, session, (struct report_choice){.parts = REPORT_ALL}, out);
}

static void finds_formats_by_name_and_by_path(void **state)
{
    (void)state;
    struct text names = {0};
    report_format_names(&names);
    assert_string_equal(text_string(&names), "markdown, html, json, jsonld, csv, text");
    text_free(&names);
    assert_ptr_equal(report_format_find("markdown"), &report_markdown);
    assert_ptr_equal(report_format_find("json"), &report_json);
    assert_null(report_format_find("Markdown"));
    assert_null(report_format_find(""));
    assert_ptr_equal(report_format_of_path("notes/today.json"), &report_json);
    assert_ptr_equal(report_format_of_path("today.md"), &report_markdown);
    assert_null(report_format_of_path("old.json/today"));
    assert_ptr_equal(report_format_of_path("today.txt"), &report_text);
    assert_ptr_equal(report_format_of_path("a.b/today.old.html"), &report_html);
    assert_ptr_equal(report_format_of_path("today.jsonld"), &report_jsonld);
    assert_ptr_equal(report_format_of_path(".csv"), &report_csv);
    assert_null(report_format_of_path("today.rtf"));
    assert_null(report_format_of_path(""));
}

static json_t *read_report(struct sample *sample)
{
    struct text out = {0};
    json_error_t error;
    write_all(&report_json, sample->session, &out);
    json_t *report = json_loadb(out.bytes, out.size, JSON_REJECT_DUPLICATES, &error);
    assert_non_null(report);
    text_free(&out);
    return report;
}

/* The value at a path such as "links.1.left.text". */
static json_t *at(json_t *value, const char *path)
{
    char name[64];
    while (*path) {
        size_t size = strcspn(path, ".");
        assert_true(size < sizeof name);
        memcpy(name, path, size);
        name[size] = '\0';
        value = json_is_array(value) ? json_array_get(value, strtoul(name, NULL, 10))
                                     : json_object_get(value, name);
        path += size + (path[size] == '.');
    }
    return value;
}

/* The names of an object's members, in order, with a blank behind each. */
static void assert_members(json_t *object, const char *expected)
{
    struct text names = {0};
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value) text_format(&names, "%s ", name);
    assert_string_equal(text_string(&names), expected);
    text_free(&names);
}

static void json_has_all_members_in_order(void **state)
{
    json_t *report = read_report(*state);
    static const char end[] = "start end text line speaker resolved ";
    assert_members(report,
                   "format version left right links only_left only_right marks orphans warnings ");
    assert_members(at(report, "left"), "path title text left_out warnings ");
    assert_members(at(report, "left.left_out.0"), "line text why ");
    for (size_t i = 0; i < 3; i++) {
        json_t *link = json_array_get(at(report, "links"), i);
        assert_members(link, "id kind severity confidence reason explanation left right evidence "
                             "by verdict mark note ");
        assert_members(at(link, "left"), end);
        assert_members(at(link, "right"), end);
    }
    assert_members(at(report, "links.1.evidence.0"), "kind left right ");
    assert_members(at(report, "only_left.0"), "start end text line ");
    assert_members(at(report, "marks.0"), "side start end text mark note ");
    json_decref(report);
}

static void assert_text(json_t *report, const char *path, const char *expected)
{
    assert_string_equal(json_string_value(at(report, path)), expected);
}

static void assert_number(json_t *report, const char *path, json_int_t expected)
{
    assert_true(json_is_integer(at(report, path)));
    assert_int_equal(json_integer_value(at(report, path)), expected);
}

static void json_tells_of_the_articles(void **state)
{
    json_t *report = read_report(*state);
    assert_text(report, "format", "abreast");
    assert_number(report, "version", 1);
    assert_text(report, "left.path", "news/mill_fire.txt");
    assert_text(report, "left.title", "Mill *burns* down");
    assert_true(json_is_null(at(report, "right.title")));
    assert_number(report, "left.left_out.0.line", 9);
    assert_text(report, "left.left_out.0.why", "share links");
    assert_text(report, "left.warnings.0", "2 bytes are not UTF-8");
    assert_int_equal(json_array_size(at(report, "right.warnings")), 0);
    assert_int_equal(json_array_size(at(report, "warnings")), 0);
    json_decref(report);
}

static void json_tells_of_a_conflict(void **state)
{
    json_t *report = read_report(*state);
    json_t *link = at(report, "links.1");
    assert_number(link, "id", 2);
    assert_text(link, "kind", "conflict");
    assert_text(link, "severity", "hard");
    assert_text(link, "reason", "number");
    assert_text(link, "left.text", "The fire killed 12 workers.");
    assert_number(link, "left.line", 3);
    assert_true(json_is_null(at(link, "left.speaker")));
    assert_number(link, "right.start", 0);
    assert_text(link, "evidence.1.kind", "clash");
    assert_number(link, "evidence.1.right.0", 0);
    assert_number(link, "evidence.1.right.1", 2);
    assert_text(link, "by", "engine");
    assert_true(json_is_null(at(link, "verdict")));
    assert_text(report, "links.2.severity", "soft");
    assert_text(report, "links.2.left.speaker", "Mayor Quist");
    assert_text(report, "links.2.left.resolved", "*burns*");
    json_decref(report);
}

static void json_has_null_where_there_is_nothing(void **state)
{
    static const char *const empty[] = {"severity", "reason", "explanation",  "verdict",
                                        "mark",     "note",   "left.speaker", "left.resolved"};
    json_t *report = read_report(*state);
    json_t *match = at(report, "links.0");
    assert_text(match, "kind", "match");
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        assert_true(json_is_null(at(match, empty[i])));
    assert_int_equal(json_array_size(at(match, "evidence")), 0);
    json_decref(report);
}

static void json_offsets_give_the_text_again(void **state)
{
    static const char *const lists[] = {"only_left", "only_right", "marks"};
    static const char *const texts[] = {"left.text", "right.text", NULL};
    json_t *report = read_report(*state), *item;
    size_t i;
    for (size_t list = 0; list < 3; list++)
        json_array_foreach(at(report, lists[list]), i, item)
        {
            const char *side = texts[list] ? NULL : json_string_value(at(item, "side"));
            const char *path = side ? texts[strcmp(side, "right") == 0] : texts[list];
            const char *text = json_string_value(at(report, path));
            size_t start = (size_t)json_integer_value(at(item, "start"));
            size_t end = (size_t)json_integer_value(at(item, "end"));
            assert_int_equal(json_string_length(at(item, "text")), end - start);
            assert_memory_equal(json_string_value(at(item, "text")), text + start, end - start);
        }
    assert_int_equal(json_array_size(at(report, "only_left")), 1);
    assert_int_equal(json_array_size(at(report, "only_right")), 1);
    assert_text(report, "marks.0.mark", "important");
    assert_text(report, "marks.1.side", "right");
    json_decref(report);
}

static void json_confidence_is_exact(void **state)
{
    struct sample *sample = *state;
    for (unsigned confidence = CONFIDENCE_FLOOR; confidence <= 1000; confidence++) {
        struct text out = {0};
        char expected[64];
        sample->links[0].confidence = confidence;
        session_set_threshold(sample->session, 0);
        write_all(&report_json, sample->session, &out);
        size_t size = (size_t)snprintf(expected, sizeof expected, "\"confidence\": %u.%03u",
                                       confidence / 1000, confidence % 1000);
        while (expected[size - 1] == '0' && expected[size - 2] != '.')
            expected[--size] = '\0';
        memcpy(expected + size, ",", 2);
        assert_non_null(strstr(out.bytes, expected));
        text_free(&out);
    }
}

static void markdown_holds_everything(void **state)
{
    struct sample *sample = *state;
    struct text out = {0};
    static const char head[] =
        "# Two articles abreast\n\n"
        "- Left: **Mill \\*burns\\* down**, The Gazette, news/mill_fire.txt\n"
        "- Right: untitled, standard input\n\n"
        "**2 conflicts** (1 hard, 1 soft) and 1 match at a confidence of 0.500 and above.\n"
        "Told by the left only: 1, by the right only: 1. Marked: 2. Notes: 0.\n\n"
        "## Conflicts\n\n"
        "### 2 ! hard conflict, confidence 0.725\n\n";
    static const char quotes[] = "\n\nThe Gazette, news/mill_fire.txt:3\n\n"
                                 "> The fire killed **12** workers.\n\n"
                                 "standard input:1 (marked: mark)\n\n"
                                 "> **10** workers died in the fire.\n\n"
                                 "### 3 ~ soft conflict, confidence 0.600\n\n";
    static const char rest[] =
        "\n\nThe Gazette, news/mill_fire.txt:5\n\n"
        "> [\\*burns\\*] Police **doubt that it** was arson, Mayor Quist said.\n\n"
        "standard input:3\n\n"
        "> **It** **was** arson, police said.\n\n"
        "## Matches\n\n"
        "### 1 = match, confidence 1.000\n\n"
        "The Gazette, news/mill_fire.txt:1\n\n"
        "> Mill \\*burns\\* down\n\n"
        "standard input:5\n\n"
        "> A mill burnt down.\n\n"
        "## Told by the left only\n\n"
        "- **important**, [Mayor Quist] 1\\. The \\<b>owner\\</b> was away. (line 7)\n\n"
        "## Told by the right only\n\n"
        "- See www\\.mill.example for \"more\". (line 7)\n\n"
        "## Marked\n\n"
        "- **important**, left: [Mayor Quist] 1\\. The \\<b>owner\\</b> was away. (line 7)\n"
        "- **mark**, right: 10 workers died in the fire. (line 1)\n\n"
        "## Left out on the left\n\n"
        "- \\# Share \\[this\\] (line 9, share links)\n\n"
        "## Warnings\n\n"
        "- left: 2 bytes are not UTF-8\n";
    write_all(&report_markdown, sample->session, &out);
    assert_memory_equal(out.bytes, head, sizeof head - 1);
    assert_non_null(strstr(out.bytes, quotes));
    assert_true(out.size > sizeof rest);
    assert_string_equal(out.bytes + out.size - (sizeof rest - 1), rest);
    text_free(&out);
}

static void markdown_says_that_there_is_no_conflict(void **state)
{
    struct sample *sample = *state;
    struct text out = {0};
    session_set_threshold(sample->session, 900);
    write_all(&report_markdown, sample->session, &out);
    assert_non_null(strstr(out.bytes, "\n**No conflict found** among 1 link at a "
                                      "confidence of 0.900 and above.\n"));
    assert_null(strstr(out.bytes, "## Conflicts"));
    text_clear(&out);
    session_set_threshold(sample->session, 1001);
    write_all(&report_markdown, sample->session, &out);
    assert_non_null(strstr(out.bytes, "\n**No conflict found** among 0 links at a "
                                      "confidence of 1.001 and above.\n"));
    assert_null(strstr(out.bytes, "## Matches"));
    text_free(&out);
}

static void reports_warn_of_an_odd_pair(void **state)
{
    struct sample *sample = *state;
    struct text out = {0};
    sample->made.comparison.same_event = false;
    write_all(&report_markdown, sample->session, &out);
    assert_non_null(strstr(out.bytes, "\n\nNote: the two texts do not seem to tell of the same "
                                      "event.\n"));
    text_free(&out);
    json_t *report = read_report(sample);
    assert_text(report, "warnings.0", "the two texts do not seem to tell of the same event");
    json_decref(report);
}

static void assert_escaped(const char *string, const char *expected)
{
    struct text out = {0};
    markdown_escape(&out, string, (struct span){0, strlen(string)}, true);
    assert_string_equal(text_string(&out), expected);
    text_free(&out);
}

static void markdown_escapes_what_acts(void **state)
{
    (void)state;
    assert_escaped("", "");
    assert_escaped("# no heading", "\\# no heading");
    assert_escaped("   # no heading", "\\# no heading");
    assert_escaped("12. no list", "12\\. no list");
    assert_escaped("3) no list", "3\\) no list");
    assert_escaped("- no list", "\\- no list");
    assert_escaped("+", "\\+");
    assert_escaped("---", "\\---");
    assert_escaped("> no quotation", "\\> no quotation");
    assert_escaped(": no definition", "\\: no definition");
    assert_escaped("~~~", "\\~\\~\\~");
    assert_escaped("```sh", "\\`\\`\\`sh");
    assert_escaped("one\ntwo", "one two");
    assert_escaped("![x](y) <i>", "!\\[x\\](y) \\<i>");
    assert_escaped("*a* _b_ ~c~ `d`", "\\*a\\* \\_b\\_ \\~c\\~ \\`d\\`");
    assert_escaped("back\\slash", "back\\\\slash");
    assert_escaped("&amp; &#35;", "\\&amp; \\&#35;");
    assert_escaped("https://x.example WwW.x.example", "https\\://x.example WwW\\.x.example");
    assert_escaped("$x$ and $$", "\\$x\\$ and \\$\\$");
}

static void markdown_leaves_plain_text_alone(void **state)
{
    static const char *const plain[] = {
        "3.5 per cent, -5 degrees, +1 at 10:30 (2025).",
        "AT&T & sons paid $5 to a_b_c; \"why?\" - he said!",
        "A # in the text > is no heading, 1. nor a list",
        "“Åland” – €5 & more",
    };
    (void)state;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        assert_escaped(plain[i], plain[i]);
}

static void assert_bold(const char *string, const struct span *bold, size_t count,
                        const char *expected)
{
    struct text out = {0};
    markdown_escape_bold(&out, string, (struct span){0, strlen(string)}, bold, count);
    assert_string_equal(text_string(&out), expected);
    text_free(&out);
}

static void markdown_bold_is_always_seen(void **state)
{
    (void)state;
    assert_bold("ten men", (struct span[]){{0, 3}}, 1, "**ten** men");
    assert_bold("ten men", (struct span[]){{0, 4}, {4, 7}}, 2, "**ten** **men**");
    assert_bold("ten men", (struct span[]){{0, 5}, {2, 7}}, 2, "**ten men**");
    assert_bold("ten men", (struct span[]){{3, 4}, {7, 7}}, 2, "ten men");
    assert_bold("ten men", (struct span[]){{3, 99}}, 1, "ten **men**");
    assert_bold("US$5 paid", (struct span[]){{2, 4}}, 1, "**US$5** paid");
    assert_bold("a 9%ish cut", (struct span[]){{2, 4}}, 1, "a **9%ish** cut");
    assert_bold("(*)", (struct span[]){{1, 2}}, 1, "(**\\***)");
    assert_bold("1. one", (struct span[]){{1, 2}}, 1, "**1.** one");
    assert_bold("- one", (struct span[]){{2, 5}}, 1, "\\- **one**");
    assert_bold("one", NULL, 0, "one");
    assert_bold("", (struct span[]){{0, 0}}, 1, "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(finds_formats_by_name_and_by_path),
        TEST(json_has_all_members_in_order),
        TEST(json_tells_of_the_articles),
        TEST(json_tells_of_a_conflict),
        TEST(json_has_null_where_there_is_nothing),
        TEST(json_offsets_give_the_text_again),
        TEST(json_confidence_is_exact),
        TEST(markdown_holds_everything),
        TEST(markdown_says_that_there_is_no_conflict),
        TEST(reports_warn_of_an_odd_pair),
        TEST(markdown_escapes_what_acts),
        TEST(markdown_leaves_plain_text_alone),
        TEST(markdown_bold_is_always_seen),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
