/* What the reader said, and what was chosen, in the reports. */
#include "report/report.h"

#include "hand-made.h"
#include "notes/anchor.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const struct hand_block left_blocks[] = {
    {BLOCK_TITLE, "Ferry runs aground"},          {BLOCK_PARAGRAPH, "Ninety people were aboard."},
    {BLOCK_PARAGRAPH, "The captain was asleep."}, {BLOCK_PARAGRAPH, "Nobody was hurt."},
    {BLOCK_PARAGRAPH, "Fog lay on the sound."},
};
static const struct hand_block right_blocks[] = {
    {BLOCK_PARAGRAPH, "Seventy were on the ferry."},
    {BLOCK_PARAGRAPH, "The captain stood at the wheel."},
    {BLOCK_PARAGRAPH, "Three broke a leg."},
    {BLOCK_PARAGRAPH, "The sea was calm."},
};

struct sample {
    struct hand_made made;
    struct evidence clash;
    struct link links[3];
    struct session *session;
};

static void say_on_link(struct sample *sample, size_t left, size_t right, struct remark remark)
{
    session_say(sample->session, (struct target){{left, right}}, &remark);
}

static char *copy(const char *string)
{
    char *made = memory_new(strlen(string) + 1, 1);
    return memcpy(made, string, strlen(string));
}

static void keep_orphan(struct session *session)
{
    session_keep_orphan(
        session, (struct anchored){
                     .anchors = {{copy("A mate\033 ran."), copy("Yes. "), copy(" No."), 5, 12},
                                 {copy("<Nobody> ran."), copy(""), copy(""), 0, 13}},
                     .remark = {.mark = MARK_PLAIN,
                                .verdict = VERDICT_DRAWN,
                                .label = {LINK_CONFLICT, SEVERITY_SOFT},
                                .note = copy("Who?")},
                 });
}

/* Link 1 is confirmed and has a note, 2 rejected, 3 relabelled as a match, 4 drawn by hand. */
static int set_up(void **state)
{
    struct sample *sample = memory_new(1, sizeof *sample);
    hand_side_make(&sample->made.sides[SIDE_LEFT], "ferry.txt", "The Sound", left_blocks, 5);
    hand_side_make(&sample->made.sides[SIDE_RIGHT], "coast.txt", "coast.txt", right_blocks, 4);
    sample->clash = (struct evidence){EVIDENCE_CLASH, hand_span(&sample->made, SIDE_LEFT, "Ninety"),
                                      hand_span(&sample->made, SIDE_RIGHT, "Seventy")};
    sample->links[0] =
        (struct link){LINK_CONFLICT, SEVERITY_HARD, REASON_NUMBER, 800, 1, 0, &sample->clash, 1};
    sample->links[1] =
        (struct link){LINK_CONFLICT, SEVERITY_SOFT, REASON_POSITION, 400, 2, 1, NULL, 0};
    sample->links[2] =
        (struct link){LINK_CONFLICT, SEVERITY_HARD, REASON_OUTCOME, 300, 3, 2, NULL, 0};
    hand_made_join(&sample->made, sample->links, 3);
    sample->session = session_new(&sample->made.comparison, 280);
    say_on_link(sample, 1, 0,
                (struct remark){.verdict = VERDICT_CONFIRMED,
                                .mark = MARK_IMPORTANT,
                                .note = "Ask the line.\n\n# Twice\nor more\033[2J"});
    say_on_link(sample, 2, 1, (struct remark){.verdict = VERDICT_REJECTED});
    say_on_link(sample, 3, 2,
                (struct remark){.verdict = VERDICT_RELABELLED, .label = {LINK_MATCH, 0}});
    say_on_link(sample, 4, 3,
                (struct remark){.verdict = VERDICT_DRAWN, .label = {LINK_CONFLICT, SEVERITY_SOFT}});
    struct remark note = {.note = "From the pilot's log."};
    session_say(sample->session, target_of_statement(SIDE_LEFT, 2), &note);
    keep_orphan(sample->session);
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

static void write_parts(struct sample *sample, const struct report_format *format, unsigned parts,
                        struct text *out)
{
    report_write(format, sample->session, (struct report_choice){.parts = parts}, out);
}

static json_t *read_parts(struct sample *sample, unsigned parts)
{
    struct text out = {0};
    write_parts(sample, &report_json, parts, &out);
    json_t *report = json_loadb(out.bytes, out.size, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(report);
    text_free(&out);
    return report;
}

/* The link at a place of the list, in one line. */
static void assert_link(json_t *report, size_t place, const char *expected)
{
    json_t *link = json_array_get(json_object_get(report, "links"), place);
    json_t *said = json_pack("[O?, O?, O?, O?, O?, O?, O?]", json_object_get(link, "id"),
                             json_object_get(link, "kind"), json_object_get(link, "severity"),
                             json_object_get(link, "by"), json_object_get(link, "verdict"),
                             json_object_get(link, "mark"), json_object_get(link, "note"));
    char *line = json_dumps(said, JSON_COMPACT);
    assert_string_equal(line, expected);
    free(line);
    json_decref(said);
}

static void json_keeps_the_engines_word_beside_the_readers(void **state)
{
    json_t *report = read_parts(*state, REPORT_ALL);
    assert_int_equal(json_array_size(json_object_get(report, "links")), 4);
    assert_link(report, 0,
                "[1,\"conflict\",\"hard\",\"engine\",\"confirmed\",\"important\","
                "\"Ask the line.\\n\\n# Twice\\nor more␛[2J\"]");
    assert_link(report, 1, "[2,\"conflict\",\"soft\",\"engine\",\"rejected\",null,null]");
    assert_link(report, 2,
                "[3,\"conflict\",\"hard\",\"engine\",{\"kind\":\"match\",\"severity\":null},"
                "null,null]");
    assert_link(report, 3, "[4,\"conflict\",\"soft\",\"reader\",null,null,null]");
    json_t *drawn = json_array_get(json_object_get(report, "links"), 3);
    assert_true(json_is_null(json_object_get(drawn, "reason")));
    assert_true(json_is_null(json_object_get(drawn, "explanation")));
    json_decref(report);
}

static void json_has_a_note_without_a_mark(void **state)
{
    json_t *report = read_parts(*state, REPORT_ALL);
    json_t *mark = json_array_get(json_object_get(report, "marks"), 0);
    assert_int_equal(json_array_size(json_object_get(report, "marks")), 1);
    assert_true(json_is_null(json_object_get(mark, "mark")));
    assert_string_equal(json_string_value(json_object_get(mark, "note")), "From the pilot's log.");
    json_decref(report);
}

static void assert_sizes(struct sample *sample, unsigned parts, size_t links, size_t left,
                         size_t right, size_t marks)
{
    json_t *report = read_parts(sample, parts);
    assert_int_equal(json_array_size(json_object_get(report, "links")), links);
    assert_int_equal(json_array_size(json_object_get(report, "only_left")), left);
    assert_int_equal(json_array_size(json_object_get(report, "only_right")), right);
    assert_int_equal(json_array_size(json_object_get(report, "marks")), marks);
    json_decref(report);
}

static void only_what_was_chosen_is_told(void **state)
{
    assert_sizes(*state, REPORT_ALL, 4, 1, 1, 1);
    assert_sizes(*state, 1u << REPORT_CONFLICT, 3, 0, 0, 0); /* the rejected one is one, too */
    assert_sizes(*state, 1u << REPORT_MATCH, 1, 0, 0, 0);
    assert_sizes(*state, 1u << REPORT_LEFT, 0, 1, 0, 0);
    assert_sizes(*state, 1u << REPORT_RIGHT, 0, 0, 1, 0);
    assert_sizes(*state, 1u << REPORT_MARKED, 1, 0, 0, 1);
    assert_sizes(*state, 1u << REPORT_MATCH | 1u << REPORT_MARKED, 2, 0, 0, 1);
}

static void numbers_stay_whatever_was_chosen(void **state)
{
    struct text out = {0};
    json_t *report = read_parts(*state, 1u << REPORT_MATCH);
    assert_link(report, 0,
                "[3,\"conflict\",\"hard\",\"engine\",{\"kind\":\"match\",\"severity\":null},"
                "null,null]");
    json_decref(report);
    write_parts(*state, &report_markdown, 1u << REPORT_MATCH, &out);
    assert_non_null(strstr(out.bytes, "\n### 3 = match, confidence 0.300\n"));
    assert_non_null(strstr(out.bytes, "\nThis report tells only of: match.\n"));
    assert_null(strstr(out.bytes, "## Conflicts"));
    text_free(&out);
}

static void markdown_tells_what_the_reader_said(void **state)
{
    struct text out = {0};
    static const char confirmed[] =
        "## Conflicts\n\n### 1 ! hard conflict, confidence 0.800 (marked: important)\n\n"
        "number: Ninety / Seventy\n\n"
        "Confirmed by the reader.\n\n"
        "Note: Ask the line.\n\n\\# Twice\\\nor more␛\\[2J\n\n"
        "The Sound, ferry.txt:3\n\n> **Ninety** people were aboard.\n";
    write_parts(*state, &report_markdown, REPORT_ALL, &out);
    assert_non_null(strstr(out.bytes, confirmed));
    assert_non_null(strstr(out.bytes, "### 4 ~ soft conflict, drawn by hand\n\nThe Sound"));
    assert_non_null(strstr(out.bytes, "## Matches\n\n### 3 = match, confidence 0.300\n\noutcome\n\n"
                                      "Relabelled by the reader; the engine took it for a hard "
                                      "conflict.\n"));
    assert_non_null(strstr(out.bytes, "## Rejected\n\n### 2 x soft conflict, confidence 0.400\n\n"
                                      "position\n\nRejected by the reader.\n"));
    assert_non_null(strstr(out.bytes, "- left: The captain was asleep. (line 5)\n\n"
                                      "  Note: From the pilot's log.\n"));
    assert_non_null(strstr(out.bytes, " Marked: 1. Notes: 2. Links confirmed: 1, rejected: 1, "
                                      "drawn by hand: 1.\n"));
    text_free(&out);
}

static void both_texts_come_with_their_marks(void **state)
{
    struct sample *sample = *state;
    struct text out = {0};
    report_write(&report_markdown, sample->session, (struct report_choice){REPORT_ALL, true}, &out);
    assert_non_null(strstr(out.bytes, "## The left text\n\n### Ferry runs aground\n\n"
                                      "Ninety people were aboard. **[!1]**\n\n"
                                      "The captain was asleep. **[x2, only left]**\n"));
    assert_non_null(strstr(out.bytes, "Nobody was hurt. **[=3]**\n"));
    text_clear(&out);
    report_write(&report_text, sample->session, (struct report_choice){1u << REPORT_CONFLICT, true},
                 &out);
    assert_non_null(strstr(out.bytes, "\nNobody was hurt.\n")); /* its match was not chosen */
    assert_non_null(strstr(out.bytes, "\nFog lay on the sound. [~4]\n"));
    text_free(&out);
}

static void csv_has_the_readers_word_in_columns_of_its_own(void **state)
{
    struct text out = {0};
    write_parts(*state, &report_csv, REPORT_ALL, &out);
    assert_non_null(strstr(out.bytes, "\r\n\"conflict\",\"3\",\"hard\",\"outcome\",\"0.300\","
                                      "\"engine\",\"match\",\"\",\"\",\"outcome\",\"The Sound\","
                                      "\"ferry.txt\",\"7\",\"Nobody was hurt.\",\"coast.txt\","));
    assert_non_null(
        strstr(out.bytes, "\r\n\"conflict\",\"4\",\"soft\",\"\",\"1.000\",\"reader\","));
    assert_non_null(strstr(out.bytes, "\r\n\"right\",\"\",")); /* of the rejected link */
    text_free(&out);
}

static void what_was_said_of_lost_statements_is_told(void **state)
{
    struct text out = {0};
    json_t *report = read_parts(*state, 1u << REPORT_MARKED);
    char *line = json_dumps(json_object_get(report, "orphans"), JSON_COMPACT);
    assert_string_equal(line, "[{\"left\":\"A mate␛ ran.\",\"right\":\"<Nobody> ran.\","
                              "\"verdict\":{\"kind\":\"conflict\",\"severity\":\"soft\"},"
                              "\"mark\":\"mark\",\"note\":\"Who?\"}]");
    free(line);
    json_decref(report);
    write_parts(*state, &report_markdown, REPORT_ALL, &out);
    assert_non_null(strstr(out.bytes, "## Notes whose statement is gone\n\n> left: A mate␛ ran.\n\n"
                                      "> right: \\<Nobody> ran.\n\n"
                                      "mark, drawn as a soft conflict\n\nNote: Who?\n"));
    text_clear(&out);
    write_parts(*state, &report_text, REPORT_ALL, &out);
    assert_non_null(strstr(out.bytes, "\nleft: A mate␛ ran.\nright: <Nobody> ran.\n"
                                      "    mark, drawn as a soft conflict\n    Note: Who?\n"));
    text_clear(&out);
    write_parts(*state, &report_csv, REPORT_ALL, &out);
    assert_non_null(strstr(out.bytes, "\r\n\"orphan\",\"\",\"\",\"\",\"\",\"\","
                                      "\"drawn as a soft conflict\",\"mark\",\"Who?\",\"\","
                                      "\"\",\"\",\"\",\"A mate␛ ran.\","));
    text_clear(&out);
    write_parts(*state, &report_html, REPORT_ALL, &out);
    assert_non_null(strstr(out.bytes, "dir=\"auto\">&lt;Nobody&gt; ran.</blockquote>"));
    text_clear(&out);
    write_parts(*state, &report_jsonld, REPORT_ALL, &out);
    assert_non_null(strstr(out.bytes, "\"value\": \"orphan\""));
    assert_non_null(strstr(out.bytes, "\"exact\": \"A mate␛ ran.\""));
    text_clear(&out);
    write_parts(*state, &report_text, 1u << REPORT_MATCH, &out);
    assert_null(strstr(out.bytes, "gone"));
    text_free(&out);
}

static void a_session_without_anything_gives_a_whole_report(void **state)
{
    static const struct report_format *const formats[] = {
        &report_markdown, &report_html, &report_json, &report_jsonld, &report_csv, &report_text};
    struct hand_made made = {0};
    hand_side_make(&made.sides[SIDE_LEFT], "-", "-", NULL, 0);
    hand_side_make(&made.sides[SIDE_RIGHT], "-", "-", NULL, 0);
    hand_made_join(&made, NULL, 0);
    struct session *session = session_new(&made.comparison, 280);
    (void)state;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        struct text out = {0};
        report_write(formats[i], session, (struct report_choice){REPORT_ALL, true}, &out);
        assert_true(out.size > 0);
        text_free(&out);
    }
    session_free(session);
    hand_made_free(&made);
}

static void finds_parts_by_name(void **state)
{
    struct text names = {0};
    (void)state;
    report_part_names(&names);
    assert_string_equal(names.bytes, "conflict, match, left, right, marked");
    text_free(&names);
    assert_int_equal(report_part_find("match,left", 5), REPORT_MATCH);
    assert_int_equal(report_part_find("matc", 4), REPORT_PARTS);
    assert_int_equal(report_part_find("matches", 7), REPORT_PARTS);
    assert_int_equal(report_part_find("", 0), REPORT_PARTS);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(json_keeps_the_engines_word_beside_the_readers),
        TEST(json_has_a_note_without_a_mark),
        TEST(only_what_was_chosen_is_told),
        TEST(numbers_stay_whatever_was_chosen),
        TEST(markdown_tells_what_the_reader_said),
        TEST(both_texts_come_with_their_marks),
        TEST(csv_has_the_readers_word_in_columns_of_its_own),
        TEST(what_was_said_of_lost_statements_is_told),
        TEST(a_session_without_anything_gives_a_whole_report),
        TEST(finds_parts_by_name),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("report-choice", tests, NULL, NULL);
}
