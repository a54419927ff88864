#include "language/analysis.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct analysis read_text(const char *text, size_t size)
{
    struct failure failure = {""};
    struct article *article =
        article_read("text", text, size, (struct article_options){.keep_all = true}, &failure);
    assert_non_null(article);
    struct analysis analysis = {.article = article};
    sentences_find(&analysis);
    statements_find(&analysis);
    return analysis;
}

static void add_piece(struct text *out, const struct analysis *analysis, struct span span)
{
    if (out->size)
        text_add(out, " | ");
    text_append(out, analysis->article->text + span.start, span_size(span));
}

/* `expected` is the text with " | " where the sentences part. */
static void assert_sentences(const char *expected)
{
    struct text text = {0}, got = {0};
    for (const char *at = expected; *at; at++)
        if (strncmp(at, " | ", 3) != 0)
            text_add_byte(&text, *at);
        else
            at++;
    struct analysis analysis = read_text(text.bytes, text.size);
    for (size_t i = 0; i < analysis.sentence_count; i++)
        add_piece(&got, &analysis, analysis.sentences[i].span);
    assert_string_equal(got.bytes, expected);
    article_free(analysis.article);
    text_free(&text);
    text_free(&got);
}

static void assert_statements(const char *text, const char *expected)
{
    struct text got = {0};
    struct analysis analysis = read_text(text, strlen(text));
    for (size_t i = 0; i < analysis.statement_count; i++)
        add_piece(&got, &analysis, analysis.statements[i].span);
    assert_string_equal(got.bytes, expected);
    article_free(analysis.article);
    text_free(&got);
}

static void assert_all_sentences(const char *const *expected, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_sentences(expected[i]);
}

#define ASSERT_SENTENCES(list) assert_all_sentences(list, sizeof(list) / sizeof *(list))

static void stops_end_sentences(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "The tide rose. | Boats broke loose. | Nobody was hurt.",
        "Where were the pilots? | Asleep! | All of them.",
        "Help!! | Is anyone there?! | Yes.",
        "It was over\u2026 | The crew went home.",
        "The lamp is out\u203C | Send a boat.",
        "\u00C9lise left. | \u00C5sa stayed.",
        "no capitals here. | nobody minds that much. | really? | yes.",
        "Prices rose 3.5 percent to $4.20. | Nobody paid.",
        "A text that just stops",
    };
    ASSERT_SENTENCES(expected);
}

static void titles_and_names_do_not(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "Dr. Keel met Mrs. Pilot and Gen. Anker on Friday. | They spoke.",
        "The prize went to J. R. Keel and A. Pilot. | Both were absent.",
        "Sen. Ada Pilot, D-Mass., spoke first. | Then Rep. Ben Keel spoke.",
        "St. Anna is a church on the hill. | It stands on Mt. Boyle.",
        "Keel & Sons Co. built her. | The yard is closed.",
        "You and I. | That is all.",
        "Ask Albert I. Keel about it.",
        "The suit names Keel et al. among others.",
    };
    ASSERT_SENTENCES(expected);
}

static void abbreviations_end_sentences_where_a_new_one_begins(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "The U.S. Navy sent a ship. | She left the U.S. | It took a week.",
        "They sail for the U.K. | However, nobody waits.",
        "He came at 5 p.m. | Mr. Keel left at once.",
        "At 5 a.m. Mr. Keel left the house.",
        "Ropes, sails, masts, etc. | Nothing was left.",
        "He works for Anker Inc. | He likes it.",
        "Martin Keel Jr. Memorial Pier was closed.",
        "The meeting is at 10 a.m. (local time) in the hall.",
        "P.S. Bring a rope.",
    };
    ASSERT_SENTENCES(expected);
}

static void numbers_belong_to_their_words(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "See p. 55 and fig. 3 of the report. | It is long.",
        "Boat No. 5 won. | We said no. | They left.",
        "It was Aug. 15 when she sank. | It was cold.",
        "She is 40 ft. long and 9 ft. wide. | She floats.",
        "The road ends at mile 7. | There is a gate.",
    };
    ASSERT_SENTENCES(expected);
}

static void quotations_close_with_their_sentence(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "\"The lamp was out.\" | She shook her head.",
        "\u201CIt sank. | We swam,\u201D he said. | \u201CThat is all.\u201D",
        "\u201CWas it dark?\u201D he asked. | \u201CIt was.\u201D",
        "\"Was it dark?\" Ada Pilot asked. | Nobody answered.",
        "He said 'it is over.' and left.",
        "(The lamp was out.) | The pier was dark.",
        "The pier (he had built it himself.) was dark.",
        "She called it \u201Ca night of fear.\u201D [3] | The court agreed.",
        "He fell.[12] | She did not.",
    };
    ASSERT_SENTENCES(expected);
}

static void ellipses_may_stand_inside(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "The sea ... was calm ... and then it was not.",
        "I never said so.... | She left.",
        "He thought . . . I might come.",
        "That is where it ended . . . . | Nobody asked.",
        "\u201CThe lamp [...] was out,\u201D he wrote.",
    };
    ASSERT_SENTENCES(expected);
}

static void speech_breaks_off_at_dashes(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "The lamp was, uh \u2014 | That's all I know.",
        "We only ever saw the -- | Well, nobody asked us.",
        "We had a lamp \u2014 I had lit it \u2014 and a rope.",
        "The crew \u2014 Keel and Pilot \u2014 were saved.",
        "HARBOUR TOWN \u2014 The ferry was lost.",
        "ANKER (Wire) -- The pier was dark.",
        "- The lamp was out.",
        "The tide\u2014The Harbour's own paper\u2014said so.",
        "word \u2014",
        "\u2014 The",
    };
    ASSERT_SENTENCES(expected);
}

static void numbers_of_notes_stay_behind(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "The pier was dark. 4 | Even so, they sailed.",
        "The pier was dark (see the map). 12 | There was no moon.",
        "The pier was dark. | 4 boats were lost.",
        "The pier was dark. | 1204 The harbour is old.",
        "They sank at No. 4 The Quay.",
        "It was dark. | 7",
    };
    ASSERT_SENTENCES(expected);
}

static void addresses_and_brands_hold_together(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "Write to ada.keel@example.org today. | She reads it.",
        "See https://www.example.org/tide.html?at=9. | It is short.",
        "She works at Yahoo! in the evenings.",
        "They sold it. | iPhones were not included.",
        "Look at example.com or harbour.example.net for more.",
    };
    ASSERT_SENTENCES(expected);
}

static void lists_in_one_line_part_at_their_signs(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "1. Ropes and sails | 2. Two lamps | 3. Bread",
        "1) Cast off. | 2) Set sail.",
        "1.) Cast off. | 2.) Set sail.",
        "a. ropes | b. sails",
        "\u2022 9. Ropes | \u2022 10. Lamps",
        "1. We counted 2 boats and 3 ships",
        "- The plan - it was his - was dropped.",
    };
    ASSERT_SENTENCES(expected);
}

static void lists_go_on_where_the_first_sign_was_taken_off(void **state)
{
    (void)state;
    static const char text[] = "What to bring\n\n1. Ropes and sails 2. Two lamps\n";
    struct failure failure = {""};
    struct article *article =
        article_read("text", text, sizeof text - 1, (struct article_options){0}, &failure);
    struct analysis analysis = {.article = article};
    sentences_find(&analysis);
    assert_int_equal(analysis.sentence_count, 3);
    assert_string_equal(article->text + analysis.sentences[2].span.start, "2. Two lamps");
    article_free(article);
}

static void sentences_stay_in_their_blocks(void **state)
{
    (void)state;
    static const char text[] =
        "Storm Over the Bay\n\nIt rained. It blew\n\nThe end of it\n\nAll fine.\n";
    struct analysis analysis = read_text(text, sizeof text - 1);
    static const size_t blocks[] = {0, 1, 1, 2, 3};
    assert_int_equal(analysis.sentence_count, 5);
    for (size_t i = 0; i < 5; i++) {
        const struct sentence *sentence = &analysis.sentences[i];
        assert_int_equal(sentence->block, blocks[i]);
        assert_true(span_covers(analysis.article->blocks[blocks[i]].span, sentence->span));
    }
    article_free(analysis.article);
}

static void semicolons_part_what_asserts_on_both_sides(void **state)
{
    (void)state;
    assert_statements("The crews met in the harbour; no rope was found.",
                      "The crews met in the harbour | no rope was found.");
    assert_statements("The pilot blamed the lamp; the owner denied it; the court is to decide.",
                      "The pilot blamed the lamp | the owner denied it | the court is to decide.");
    assert_statements("The ferry is lost \u2014 its crew was saved by a trawler.",
                      "The ferry is lost | its crew was saved by a trawler.");
}

static void conjunctions_part_clauses_with_subjects_of_their_own(void **state)
{
    (void)state;
    assert_statements("The ferry sank off Skerry, and a trawler saved the crew.",
                      "The ferry sank off Skerry | a trawler saved the crew.");
    assert_statements("The owner paid for a lamp, but the pilot left, and the town is angry.",
                      "The owner paid for a lamp | the pilot left | the town is angry.");
    assert_statements("Keel said the lamp was out, but Pilot denied it.",
                      "Keel said the lamp was out | Pilot denied it.");
    assert_statements("Nobody slept that night, and later the crew went down to the pier.",
                      "Nobody slept that night | later the crew went down to the pier.");
}

static void conjunctions_leave_one_clause_whole(void **state)
{
    (void)state;
    static const char *const whole[] = {
        "The ferry hit a rock, and sank.",
        "The ferry hit a rock, and later she sank.",
        "The crew were tired, wet, and the youngest of them hurt.",
        "She bought ropes, sails, and a lamp.",
        "Keel said the lamp was out, and the pier was dark.",
        "When the lamp was out, and the pier was dark, they sailed.",
        "They lost a lamp, and the rope that was with it.",
        "They saw two boats, and a man saved by the crew.",
        "They met on the pier, but never in the house.",
        "They said (it was late, and he was tired) nothing.",
        "He wrote \u201Cit was late, and she was tired\u201D on the wall.",
        "A storm came up, and now is gone.",
        ", and",
        "was, and, but, so, yet",
        "A storm was near \u2014 a thing he had not seen.",
    };
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        assert_statements(whole[i], whole[i]);
}

static void statements_stay_whole_when_unsure(void **state)
{
    (void)state;
    static const char *const whole[] = {
        "The dead were from Skerry, 4; Anker, 2; and Boyle, 1.",
        "The ferry was lost; a disaster for the town.",
        "The pilot \u2013 who was asleep \u2013 said he had seen the lamp.",
        "He said \u201Cthe lamp was out; the sea was dark\u201D and left the court.",
        "The owner (he was away; his son was not) has said nothing.",
        "They asked for all that would mend the pier; a new lamp; a path that was lit.",
        "HARBOUR TOWN \u2014 A ferry was lost on Sunday.",
        "The ship was named after Keel; which pleased him.",
        ";",
        "The ferry is in the well-known north-west dock.",
    };
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        assert_statements(whole[i], whole[i]);
}

static void statements_know_their_sentence_and_block(void **state)
{
    (void)state;
    static const char text[] = "Storm\n\nIt rained a lot. The lamp was out; the pier was dark.\n";
    struct analysis analysis = read_text(text, sizeof text - 1);
    assert_int_equal(analysis.statement_count, 4);
    assert_int_equal(analysis.statements[3].sentence, 2);
    assert_int_equal(analysis.statements[3].block, 1);
    assert_true(span_is_empty(analysis.statements[3].speaker));
    article_free(analysis.article);
}

static void assert_sound(const struct analysis *analysis)
{
    size_t end = 0;
    assert_true(analysis->sentence_count >= analysis->article->block_count);
    assert_true(analysis->statement_count >= analysis->sentence_count);
    for (size_t i = 0; i < analysis->sentence_count; i++) {
        struct span span = analysis->sentences[i].span;
        if (span_is_empty(span) || span.start < end)
            fail_msg("sentence %zu: %zu to %zu after %zu", i, span.start, span.end, end);
        end = span.end;
    }
    end = 0;
    for (size_t i = 0; i < analysis->statement_count; i++) {
        const struct statement *statement = &analysis->statements[i];
        if (span_is_empty(statement->span) || statement->span.start < end ||
            !span_covers(analysis->sentences[statement->sentence].span, statement->span))
            fail_msg("statement %zu", i);
        end = statement->span.end;
    }
}

/* Texts that would take minutes, were any step not linear. */
static void huge_and_odd_texts_are_split_at_once(void **state)
{
    (void)state;
    static const char *const parts[] = {
        ".", ". ", "A b. ", "x is y met; ", "was met - ", "((((;\"", ". \"", "1. ? ", "etc. ",
        "\" ) . ", "I. ", "...", ". . ", "a\xCC\x81. ", "\xE2\x80\xA6 ", "[1 ", "'' ",
        "At a.m. ", "\xE2\x80\xA2", "a -- The ", "-", ". 4 ", "\xE2\x80\x94 A",
        "he said x, and it was y, ", "was, and it was, ", ", and ", "x\xE2\x80\x99",
        "If he was, and she was, ",
        "At\xC2\xA0" "5\xC2\xA0" "a.m.\xC2\xA0" "Bob\xC2\xA0",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct text text = {0};
        while (text.size < 1024 * 1024)
            text_add(&text, parts[i]);
        struct analysis analysis = read_text(text.bytes, text.size);
        assert_sound(&analysis);
        article_free(analysis.article);
        text_free(&text);
    }
}

static void random_texts_are_split_soundly(void **state)
{
    (void)state;
    static const char *const parts[] = {
        ".", "!", "?", ";", " ", " ", " ", "\"", "(", ")", "[1]", "\u201C", "\u201D", "\u2014", "-",
        "U.S.", "Mr.", "a", "The", "he", "was", "5", "No.", "\u2026", "\u00E9", "\u00A0", "1)",
        "2)", "\u2022", "\n", "said", "'",
        ", and", ", but",
    };
    unsigned seed = 3;
    for (size_t round = 0; round < 400; round++) {
        struct text text = {0};
        for (size_t i = 0; i < 60; i++) {
            seed = seed * 1103515245u + 12345u;
            text_add(&text, parts[(seed >> 16) % (sizeof parts / sizeof *parts)]);
        }
        struct analysis analysis = read_text(text.bytes, text.size);
        assert_sound(&analysis);
        article_free(analysis.article);
        text_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stops_end_sentences),
        cmocka_unit_test(titles_and_names_do_not),
        cmocka_unit_test(abbreviations_end_sentences_where_a_new_one_begins),
        cmocka_unit_test(numbers_belong_to_their_words),
        cmocka_unit_test(quotations_close_with_their_sentence),
        cmocka_unit_test(ellipses_may_stand_inside),
        cmocka_unit_test(speech_breaks_off_at_dashes),
        cmocka_unit_test(numbers_of_notes_stay_behind),
        cmocka_unit_test(addresses_and_brands_hold_together),
        cmocka_unit_test(lists_in_one_line_part_at_their_signs),
        cmocka_unit_test(lists_go_on_where_the_first_sign_was_taken_off),
        cmocka_unit_test(sentences_stay_in_their_blocks),
        cmocka_unit_test(semicolons_part_what_asserts_on_both_sides),
        cmocka_unit_test(conjunctions_part_clauses_with_subjects_of_their_own),
        cmocka_unit_test(conjunctions_leave_one_clause_whole),
        cmocka_unit_test(statements_stay_whole_when_unsure),
        cmocka_unit_test(statements_know_their_sentence_and_block),
        cmocka_unit_test(huge_and_odd_texts_are_split_at_once),
        cmocka_unit_test(random_texts_are_split_soundly),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("sentence", tests, NULL, NULL);
}
