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
    return analysis_make(article);
}

static void assert_span(const struct analysis *analysis, struct span span, const char *expected)
{
    struct text got = {0};
    text_append(&got, analysis->article->text + span.start, span_size(span));
    assert_string_equal(text_string(&got), expected);
    text_free(&got);
}

struct said {
    const char *text, *speaker, *frame;
    enum stance stance;
    enum certainty certainty;
};

/* Of the last statement of the text. */
static void assert_said(const struct said *expected)
{
    struct analysis analysis = read_text(expected->text, strlen(expected->text));
    const struct statement *last = &analysis.statements[analysis.statement_count - 1];
    assert_span(&analysis, last->speaker, expected->speaker);
    assert_span(&analysis, last->frame, expected->frame);
    assert_string_equal(stance_name(last->stance), stance_name(expected->stance));
    assert_string_equal(certainty_name(last->certainty), certainty_name(expected->certainty));
    article_free(analysis.article);
}

static void assert_all_said(const struct said *expected, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_said(&expected[i]);
}

#define ASSERT_SAID(list) assert_all_said(list, sizeof(list) / sizeof *(list))

static void frames_before_what_is_said_name_the_speaker(void **state)
{
    (void)state;
    static const struct said cases[] = {
        {"Ada Keel said that the lamp was out.", "Ada Keel", "said", STANCE_SAID,
         CERTAINTY_REPORTED},
        {"On Monday the pilot said the lamp was out.", "the pilot", "said", STANCE_SAID,
         CERTAINTY_REPORTED},
        {"Mr. Keel said on Monday that the lamp was out.", "Mr. Keel", "said", STANCE_SAID,
         CERTAINTY_REPORTED},
        {"But the owners of the ferry have said that the lamp was out.", "the owners of the ferry",
         "said", STANCE_SAID, CERTAINTY_REPORTED},
        {"Ada Keel, the pilot of the ferry, said the lamp was out.", "Ada Keel", "said",
         STANCE_SAID, CERTAINTY_REPORTED},
        {"The pilot, Ada Keel, said that the lamp was out.", "Ada Keel", "said", STANCE_SAID,
         CERTAINTY_REPORTED},
        {"Ada Keel told the court that the lamp was out.", "Ada Keel", "told the court",
         STANCE_SAID, CERTAINTY_REPORTED},
        {"Ada Keel, a retired pilot, told The Skerry Post on Friday that the lamp was out.",
         "Ada Keel", "told", STANCE_SAID, CERTAINTY_REPORTED},
        {"Ada Keel wrote: \u201CThe lamp was out.\u201D", "Ada Keel", "wrote", STANCE_SAID,
         CERTAINTY_REPORTED},
        {"The pilots' union said the lamp was out.", "The pilots' union", "said", STANCE_SAID,
         CERTAINTY_REPORTED},
        {"A spokesman for Ada Keel said the lamp was out.", "A spokesman for Ada Keel", "said",
         STANCE_SAID, CERTAINTY_REPORTED},
        {"While the crew slept, Ada Keel said that the lamp was out.", "Ada Keel", "said",
         STANCE_SAID, CERTAINTY_REPORTED},
    };
    ASSERT_SAID(cases);
}

static void frames_behind_what_is_said_name_the_speaker(void **state)
{
    (void)state;
    static const struct said cases[] = {
        {"The lamp was out, Ada Keel said.", "Ada Keel", "said", STANCE_SAID, CERTAINTY_REPORTED},
        {"The lamp was out, said Ada Keel, who was on board.", "Ada Keel", "said", STANCE_SAID,
         CERTAINTY_REPORTED},
        {"\"The lamp was out,\" said the mayor, Ada Keel.", "Ada Keel", "said", STANCE_SAID,
         CERTAINTY_REPORTED},
        {"\u201CIt was dark,\u201D the pilot said, \u201Cand nobody saw us.\u201D", "the pilot",
         "said", STANCE_SAID, CERTAINTY_REPORTED},
        {"\u201CIt was dark,\u201D Ada Keel told the court on Friday.", "Ada Keel",
         "told the court", STANCE_SAID, CERTAINTY_REPORTED},
        {"According to the harbour office, the lamp was out.", "the harbour office", "According to",
         STANCE_SAID, CERTAINTY_REPORTED},
        {"The lamp was out, according to Ada Keel.", "Ada Keel", "according to", STANCE_SAID,
         CERTAINTY_REPORTED},
    };
    ASSERT_SAID(cases);
}

static void frames_say_how_they_take_it(void **state)
{
    (void)state;
    static const struct said cases[] = {
        {"Ada Keel denied that the lamp was out.", "Ada Keel", "denied", STANCE_DENIED,
         CERTAINTY_REPORTED},
        {"Ada Keel doubts that the lamp was out.", "Ada Keel", "doubts", STANCE_DOUBTED,
         CERTAINTY_TENTATIVE},
        {"Ada Keel did not say that the lamp was out.", "Ada Keel", "say", STANCE_DOUBTED,
         CERTAINTY_REPORTED},
        {"Ada Keel believes that the lamp was out.", "Ada Keel", "believes", STANCE_SAID,
         CERTAINTY_TENTATIVE},
        {"The lamp is said to have been out.", "", "is said to", STANCE_SAID, CERTAINTY_TENTATIVE},
        {"The lamp may have been out.", "", "", STANCE_SAID, CERTAINTY_TENTATIVE},
        {"The lamp was out all of May.", "", "", STANCE_SAID, CERTAINTY_ASSERTED},
        {"The lamp was out.", "", "", STANCE_SAID, CERTAINTY_ASSERTED},
    };
    ASSERT_SAID(cases);
}

static void what_only_looks_like_a_frame_is_none(void **state)
{
    (void)state;
    static const struct said cases[] = {
        {"Ada Keel said nothing.", "", "", STANCE_SAID, CERTAINTY_ASSERTED},
        {"Ada Keel denied the claim.", "", "", STANCE_SAID, CERTAINTY_ASSERTED},
        {"The man who said that the lamp was out has left.", "", "", STANCE_SAID,
         CERTAINTY_ASSERTED},
        {"The lamp was out, and so was the light.", "", "", STANCE_SAID, CERTAINTY_ASSERTED},
        {"\u201CAda Keel said that the lamp was out.\u201D", "", "", STANCE_SAID,
         CERTAINTY_ASSERTED},
        {"It has the support that the pilot predicted.", "", "", STANCE_SAID, CERTAINTY_ASSERTED},
        {"The owners of the pier have dismissed that notion.", "", "", STANCE_SAID,
         CERTAINTY_ASSERTED},
        {"The owner, saying that he was ill, left.", "", "", STANCE_SAID, CERTAINTY_ASSERTED},
        {"The said man", "", "", STANCE_SAID, CERTAINTY_ASSERTED},
        {"said", "", "", STANCE_SAID, CERTAINTY_ASSERTED},
        {"said that", "", "", STANCE_SAID, CERTAINTY_ASSERTED},
        {", said,", "", "", STANCE_SAID, CERTAINTY_ASSERTED},
        {"according to", "", "", STANCE_SAID, CERTAINTY_ASSERTED},
        {"She lost her train of thought at the pier.", "", "", STANCE_SAID, CERTAINTY_ASSERTED},
    };
    ASSERT_SAID(cases);
}

static void the_outer_frame_counts(void **state)
{
    (void)state;
    static const struct said cases[] = {
        {"Ada Keel said that Ben Pilot denied that the lamp was out.", "Ada Keel", "said",
         STANCE_SAID, CERTAINTY_REPORTED},
        {"Ben Pilot thinks that the lamp was out, Ada Keel said.", "Ada Keel", "said", STANCE_SAID,
         CERTAINTY_REPORTED},
    };
    ASSERT_SAID(cases);
}

static void quotations_are_kept(void **state)
{
    (void)state;
    static const struct {
        const char *text, *quote;
    } cases[] = {
        {"Ada Keel said \u201Cthe lamp was out\u201D and left.", "the lamp was out"},
        {"She called it \"odd\" and \"a night of fear\".", "a night of fear"},
        {"\u201CHe said \u2018go\u2019 and left,\u201D Ada Keel said.",
         "He said \u2018go\u2019 and left,"},
        {"\u201CMixed marks,\" Ada Keel said.", "Mixed marks,"},
        {"It was 5\" wide and the crew's own.", ""},
        {"She said \u201Cit never ends", "it never ends"},
        {"\"\"", ""},
        {"\"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct analysis analysis = read_text(cases[i].text, strlen(cases[i].text));
        assert_span(&analysis, analysis.statements[0].quote, cases[i].quote);
        article_free(analysis.article);
    }
}

/* `speakers` are those of the statements, with | between. */
static void assert_speakers(const char *text, const char *speakers)
{
    struct text got = {0};
    struct analysis analysis = read_text(text, strlen(text));
    for (size_t i = 0; i < analysis.statement_count; i++) {
        struct span speaker = analysis.statements[i].speaker;
        text_add(&got, i ? "|" : "");
        text_append(&got, analysis.article->text + speaker.start, span_size(speaker));
    }
    assert_string_equal(text_string(&got), speakers);
    text_free(&got);
    article_free(analysis.article);
}

static void quotations_of_several_sentences_have_one_speaker(void **state)
{
    (void)state;
    assert_speakers("\u201CIt was dark. Nobody saw us,\u201D Ada Keel said. \u201CWe swam.\u201D",
                    "Ada Keel|Ada Keel|Ada Keel");
    assert_speakers("\u201CIt was dark.\u201D The pier is old.", "|");
    assert_speakers("\u201CIt was dark,\u201D Ada Keel said.\n\n\u201CIt was not.\u201D",
                    "Ada Keel|");
    assert_speakers("\u201CIt was dark,\u201D Ada Keel said. \u201CNo,\u201D Ben Pilot said.",
                    "Ada Keel|Ben Pilot");
}

/* `names` are those that the statements' pronouns stand for, with | between. */
static void assert_resolved(const char *text, const char *names)
{
    struct text got = {0};
    struct analysis analysis = read_text(text, strlen(text));
    for (size_t i = 0; i < analysis.statement_count; i++) {
        struct span name = analysis.statements[i].resolved;
        text_add(&got, i ? "|" : "");
        text_append(&got, analysis.article->text + name.start, span_size(name));
    }
    assert_string_equal(text_string(&got), names);
    text_free(&got);
    article_free(analysis.article);
}

static void pronouns_stand_for_the_only_name_that_fits(void **state)
{
    (void)state;
    assert_resolved("Brenda Keel left the pier. She was tired.", "|Brenda Keel");
    assert_resolved("Mr. Anker left the pier. But later he came back.", "|Anker");
    assert_resolved("Brenda Keel left. She was tired. She slept at once.",
                    "|Brenda Keel|Brenda Keel");
    assert_resolved("Brenda Keel met George Anker on the old pier. He was tired.", "|George Anker");
    assert_resolved("Brenda Keel met the crew. The lamp was out. She left.", "||Brenda Keel");
    assert_resolved("Mayor Skerry left the pier; she was tired.", "|Skerry");
    assert_resolved("Storm Hits Ada Keel and Ben Pilot\n\nBrenda Keel left the old pier. She was "
                    "tired.",
                    "||Brenda Keel");
    assert_resolved(
        "President Ada Keel met President Ben Pilot. Pilot left the pier. He was tired.",
        "||Ben Pilot");
    assert_resolved("Ted Anker and Heidi Anker were on the old pier. She was tired.",
                    "|Heidi Anker");
    assert_resolved("\u201CI was tired,\u201D Brenda Keel said.", "Brenda Keel");
    assert_resolved("Brenda Keel and George Anker left the old pier. They were tired.",
                    "|Brenda Keel and George Anker");
}

static void pronouns_stay_open_without_one(void **state)
{
    (void)state;
    assert_resolved("He was tired.", "");
    assert_resolved("Brenda Keel left the pier. He was tired.", "|");
    assert_resolved("George Anker met Thomas Keel on the old pier. He was tired.", "|");
    assert_resolved("George Anker left. It rained. It blew. The lamp was out. He was tired.",
                    "||||");
    assert_resolved("George Anker left. \u201CHe is tired.\u201D", "|");
    assert_resolved("George Anker met Zorv Blint on the old pier. He was tired.", "|");
    assert_resolved("The crew left the pier. They were tired.", "|");
    assert_resolved("George Anker left. It was late.", "|");
}

static void speakers_that_are_pronouns_get_their_name(void **state)
{
    (void)state;
    assert_speakers("Brenda Keel left the pier. She said the lamp was out.", "|Brenda Keel");
    assert_speakers("Brenda Keel left the pier. \u201CIt was dark,\u201D she said.",
                    "|Brenda Keel");
    assert_speakers("The crew left the pier. They said the lamp was out.", "|");
}

static void whom_a_speaker_speaks_of_is_not_the_speaker(void **state)
{
    (void)state;
    assert_speakers("Brenda Keel left the pier. \u201CHeidi Anker was on board,\u201D she wrote.",
                    "|Brenda Keel");
    assert_speakers("The crew left the pier. \u201CHeidi Anker was on board,\u201D she wrote.",
                    "|");
    assert_speakers(
        "\u201CHeidi Anker was on board,\u201D Brenda Keel said. \u201CShe slept,\u201D "
        "she added.",
        "Brenda Keel|Brenda Keel");
    assert_resolved("\u201CHeidi Anker was on board,\u201D the crew said. She slept at once.",
                    "|Heidi Anker");
}

static void assert_inside(const struct analysis *analysis, struct span span)
{
    assert_true(span.start <= span.end && span.end <= analysis->article->size);
}

static void assert_sound(const struct analysis *analysis)
{
    for (size_t i = 0; i < analysis->statement_count; i++) {
        const struct statement *statement = &analysis->statements[i];
        assert_inside(analysis, statement->speaker);
        assert_inside(analysis, statement->resolved);
        if (!span_is_empty(statement->frame))
            assert_true(span_covers(statement->span, statement->frame));
        if (!span_is_empty(statement->quote))
            assert_true(span_covers(statement->span, statement->quote));
        assert_true(statement->stance <= STANCE_DOUBTED);
        assert_true(statement->certainty <= CERTAINTY_TENTATIVE);
    }
}

/* Texts that would take minutes, were any step not linear. */
static void huge_and_odd_texts_are_attributed_at_once(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "said ",
        "Keel said that ",
        ", Keel, said ",
        "\" ",
        "\xE2\x80\x9C",
        "he said. ",
        "John Keel. ",
        "according to ",
        "is said to ",
        "Ada Keel and ",
        "I. \"",
        "Mr. ",
        "He left, and he said, ",
        "John Aa Keel John Bb. She ",
        "\xE2\x80\x99 s' ",
        "They. ",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct text text = {0};
        while (text.size < 256 * 1024)
            text_add(&text, parts[i]);
        struct analysis analysis = read_text(text.bytes, text.size);
        assert_sound(&analysis);
        article_free(analysis.article);
        text_free(&text);
    }
}

static void random_texts_are_attributed_soundly(void **state)
{
    (void)state;
    static const char *const parts[] = {
        ". ",      ", ",    "\"",   "\u201C", "\u201D",     "\u2018", "\u2019", "said ",
        "denied ", "that ", "Ada ", "Keel ",  "He ",        "she ",   "they ",  "and ",
        "Mr. ",    "the ",  "was ", "not ",   "according ", "to ",    "I ",     "\n\n",
        "\xFF",    "\x80",  "- ",   ": ",     "told ",      "of ",    "who ",   "\u00C9",
        "Monday ", "5 ",    "n't ", "(",      ")",          "; ",     "is ",    "may ",
    };
    unsigned seed = 11;
    for (size_t round = 0; round < 500; round++) {
        struct text text = {0};
        text_add(&text, "a ");
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
        cmocka_unit_test(frames_before_what_is_said_name_the_speaker),
        cmocka_unit_test(frames_behind_what_is_said_name_the_speaker),
        cmocka_unit_test(frames_say_how_they_take_it),
        cmocka_unit_test(what_only_looks_like_a_frame_is_none),
        cmocka_unit_test(the_outer_frame_counts),
        cmocka_unit_test(quotations_are_kept),
        cmocka_unit_test(quotations_of_several_sentences_have_one_speaker),
        cmocka_unit_test(pronouns_stand_for_the_only_name_that_fits),
        cmocka_unit_test(pronouns_stay_open_without_one),
        cmocka_unit_test(speakers_that_are_pronouns_get_their_name),
        cmocka_unit_test(whom_a_speaker_speaks_of_is_not_the_speaker),
        cmocka_unit_test(huge_and_odd_texts_are_attributed_at_once),
        cmocka_unit_test(random_texts_are_attributed_soundly),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("attribution", tests, NULL, NULL);
}
