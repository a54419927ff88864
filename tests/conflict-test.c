/* The rules of conflict, each on sentences that clash and on sentences that only seem to. */
#include "article/article.h"
#include "compare/conflict.h"
#include "compare/evidence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct side_text {
    struct article *article;
    struct analysis analysis;
};

static struct side_text read_side(const char *text, size_t size)
{
    struct failure failure;
    struct article_options options = {.type = ARTICLE_TEXT, .keep_all = true};
    struct side_text side = {article_read("text", text, size, options, &failure), {0}};
    assert_non_null(side.article);
    side.analysis = analysis_make(side.article);
    assert_true(side.analysis.statement_count > 0);
    return side;
}

/* What the rules find, and the words that clash as text. */
struct finding {
    enum reason reason;
    enum severity severity;
    char left[256], right[256];
};

static void copy_span(char *out, size_t size, const struct side_text *side, struct span span)
{
    snprintf(out, size, "%.*s", (int)span_size(span), side->article->text + span.start);
}

/* Confidences: of a sure link, of one that is weak but the likeliest of both statements, and of one
 * that has likelier ones beside it. */
enum { SURELY = 900, MUTUALLY = 160, HARDLY = 200 };

static struct finding find_sized(const char *left, size_t left_size, const char *right,
                                 size_t right_size, unsigned confidence)
{
    struct side_text a = read_side(left, left_size), b = read_side(right, right_size);
    struct arena *arena = arena_new();
    struct vocabulary *vocabulary = vocabulary_make(arena, &a.analysis, &b.analysis);
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        phrases_make(arena, vocabulary, side, 0);
    struct relations *relations = relations_make(arena, vocabulary);
    struct aligner *aligner = aligner_new(vocabulary, relations);
    const struct passage *x = &vocabulary->passages[SIDE_LEFT][0];
    const struct passage *y = &vocabulary->passages[SIDE_RIGHT][0];
    const struct alignment *alignment = align(aligner, x, y);
    struct candidate candidate = {0};
    features_of_pair(&candidate, vocabulary, relations, alignment,
                     passages_cosine(vocabulary, x, y));
    struct conflict conflict = conflict_find(vocabulary, relations, alignment, &candidate,
                                             (struct closeness){confidence, confidence != HARDLY});
    struct finding finding = {.reason = conflict.reason, .severity = conflict.severity};
    size_t count = 0;
    const struct evidence *evidence =
        evidence_make(arena, vocabulary, alignment, &conflict, &count);
    for (size_t i = 0; i < count; i++)
        if (evidence[i].kind == EVIDENCE_CLASH) {
            copy_span(finding.left, sizeof finding.left, &a, evidence[i].left);
            copy_span(finding.right, sizeof finding.right, &b, evidence[i].right);
        }
    aligner_free(aligner);
    arena_free(arena);
    article_free(a.article);
    article_free(b.article);
    return finding;
}

static struct finding find(const char *left, const char *right, unsigned confidence)
{
    return find_sized(left, strlen(left), right, strlen(right), confidence);
}

struct clash {
    const char *left, *right;
    enum reason reason;
    enum severity severity;
    const char *left_words, *right_words; /* NULL where any do */
};

static void check_clashes(const struct clash *clashes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct clash *clash = &clashes[i];
        struct finding finding = find(clash->left, clash->right, SURELY);
        if (finding.reason != clash->reason || finding.severity != clash->severity)
            fail_msg("%s / %s: %s %s: %s / %s", clash->left, clash->right,
                     severity_name(finding.severity), reason_name(finding.reason), finding.left,
                     finding.right);
        if (clash->left_words) {
            assert_string_equal(finding.left, clash->left_words);
            assert_string_equal(finding.right, clash->right_words);
        }
    }
}

static void check_quiet(const char *const (*pairs)[2], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct finding finding = find(pairs[i][0], pairs[i][1], SURELY);
        if (finding.reason != REASON_NONE)
            fail_msg("%s / %s: %s: %s / %s", pairs[i][0], pairs[i][1], reason_name(finding.reason),
                     finding.left, finding.right);
    }
}

#define CHECK_CLASHES(table) check_clashes((table), sizeof(table) / sizeof *(table))
#define CHECK_QUIET(table) check_quiet((table), sizeof(table) / sizeof *(table))

static void numbers_of_one_thing_clash(void **state)
{
    (void)state;
    static const struct clash clashes[] = {
        {"The storm killed 12 anglers near Tolvik.", "The storm killed 17 anglers near Tolvik.",
         REASON_NUMBER, SEVERITY_HARD, "12 anglers", "17 anglers"},
        {"The bridge will cost the county $5 million.",
         "The bridge will cost the county $5.7 million.", REASON_NUMBER, SEVERITY_HARD, NULL, NULL},
        {"Three harbour pilots refused to sail that day.", "Five pilots refused to sail that day.",
         REASON_NUMBER, SEVERITY_HARD, NULL, NULL},
    };
    static const char *const quiet[][2] = {
        {"The storm killed 12 anglers near Tolvik.", "The storm injured 40 anglers near Tolvik."},
        {"The storm drove 3,000 people from Tolvik.",
         "The storm drove nearly 3,050 people from Tolvik."},
        {"The storm killed 12 anglers near Tolvik.",
         "Five of the anglers whom the storm killed near Tolvik were brothers."},
        {"The mill lost $2.1 million.", "The mill lost about $2 million."},
        {"The fire brigade saved 40 cows.", "The fire brigade saved a further 15 cows."},
    };
    CHECK_CLASHES(clashes);
    CHECK_QUIET(quiet);
}

/* A weak link is enough where neither statement has a better one: there the only sums belong
 * together. */
static void the_only_sums_of_mutual_pairs_clash(void **state)
{
    (void)state;
    static const char left[] = "The lanterns are going to cost the parish £36,000 a winter.";
    static const char right[] = "Parish clerks put the price of new lights at £52,000.";
    assert_int_equal(find(left, right, MUTUALLY).reason, REASON_NUMBER);
    assert_int_equal(find(left, right, HARDLY).reason, REASON_NONE);
}

static void dates_and_times_of_one_event_clash(void **state)
{
    (void)state;
    static const struct clash clashes[] = {
        {"The report was published on Monday.", "The report was published on Thursday.",
         REASON_DATE, SEVERITY_HARD, "Monday", "Thursday"},
        {"The lock gates were opened at 3.10 a.m. by the keeper.",
         "The lock gates were opened at ten past one in the morning by the keeper.", REASON_DATE,
         SEVERITY_HARD, NULL, NULL},
        {"The tower was last painted in 2014.", "The tower was last painted in 2019.", REASON_DATE,
         SEVERITY_HARD, "2014", "2019"},
        {"The brewery warned its staff last week of losses.",
         "The brewery warned its staff last month of losses.", REASON_DATE, SEVERITY_SOFT,
         "last week", "last month"},
    };
    static const char *const quiet[][2] = {
        {"The lock gates were opened at 5.30 p.m. by the keeper.",
         "The lock gates were opened at half past five by the keeper."},
        {"The train left at 9.40 a.m. for Tolvik.",
         "The train left at about a quarter to ten for Tolvik."},
        {"The fair opens on Monday and closes on Friday.", "The fair closes on Friday."},
        {"The mayor met a dozen bakers who had come by ferry in the guildhall on Monday.",
         "Flour is dear, the mayor told guildhall visitors on Friday, and so is yeast."},
    };
    CHECK_CLASHES(clashes);
    CHECK_QUIET(quiet);
}

static void quotations_differ_in_substance(void **state)
{
    (void)state;
    static const struct clash clashes[] = {
        {"\"Few of the village bakers use rye flour,\" said the potter.",
         "\"Nearly all of the village bakers use rye flour,\" said the potter.", REASON_WORDING,
         SEVERITY_SOFT, NULL, NULL},
        {"\"The bells will ring on Sunday,\" the mayor said.",
         "The mayor said she \"hopes the bells will ring on Sunday.\"", REASON_WORDING,
         SEVERITY_SOFT, NULL, NULL},
        {"\"The ferry destroyed our little pier,\" he said.",
         "\"The storm destroyed our little pier,\" he said.", REASON_WORDING, SEVERITY_SOFT,
         "The ferry", "The storm"},
    };
    static const char *const quiet[][2] = {
        {"\"We use each means to bake the bread that it needs,\" said the potter.",
         "\"Whoever hides flour helps nobody to bake the bread that he owes,\" said the "
         "potter."},
        {"\"The harbour is ours and stays ours,\" the mayor said.",
         "The mayor said the harbour \"is ours and stays ours.\""},
        {"\"Senator Brun respects the workforce of the mill,\" she said.",
         "\"Sen. Brun respects the work force of the mill,\" she said."},
        {"\"Well, you know, the dam did its job well,\" said the engineer.",
         "\"The dam did its job well,\" said the engineer."},
    };
    CHECK_CLASHES(clashes);
    CHECK_QUIET(quiet);
}

static void one_quotation_has_one_speaker(void **state)
{
    (void)state;
    static const struct clash clashes[] = {
        {"\"The choir sang badly tonight,\" said Erna Lund.",
         "\"The choir sang badly tonight,\" said Piet Maas.", REASON_PERSON, SEVERITY_HARD,
         "Erna Lund", "Piet Maas"},
        {"Erna Lund told the choir that its cantor was \"an organ without any pipes\".",
         "Piet Maas, the organist, called the cantor an organ without any useful pipes.",
         REASON_PERSON, SEVERITY_HARD, "Erna Lund", "Piet Maas"},
    };
    static const char *const quiet[][2] = {
        {"\"The choir sang badly tonight,\" said Erna Lund.",
         "\"The choir sang badly tonight,\" said Lund."},
        {"\"The choir sang badly tonight,\" said Erna Lund.",
         "\"The choir sang badly tonight,\" said the shipping company."},
        {"\"Like most Danes, the cantor praises every choir loudly,\" said Erna Lund.",
         "Erna Lund told Tolvik Radio that the cantor \"praises every choir loudly\"."},
    };
    CHECK_CLASHES(clashes);
    CHECK_QUIET(quiet);
}

static void opposites_clash(void **state)
{
    (void)state;
    static const struct clash clashes[] = {
        {"The council approved the new harbour wall.", "The council rejected the new harbour wall.",
         REASON_OUTCOME, SEVERITY_HARD, "approved", "rejected"},
        {"The council threw out the plan for a new harbour wall.",
         "The council gave its backing to the plan for a new harbour wall.", REASON_OUTCOME,
         SEVERITY_HARD, "threw out", "gave its backing to"},
        {"The brewery has put on hold its plans to enlarge the cellars.",
         "The brewery has abandoned its plans to enlarge the cellars.", REASON_OUTCOME,
         SEVERITY_HARD, "put on hold", "abandoned"},
        {"The brewery's sales dropped to £3.4 million.",
         "The brewery sold beer for £3.4 million, a growth of a third.", REASON_OUTCOME,
         SEVERITY_HARD, "dropped", "growth"},
    };
    static const char *const quiet[][2] = {
        {"Prices rose and then fell in Tolvik.", "Prices fell in Tolvik."},
        {"Sales fell to £3.4 million and profits grew.", "Sales grew to more than £3.4 million."},
        {"The council did not approve the harbour wall.", "The council rejected the harbour wall."},
    };
    CHECK_CLASHES(clashes);
    CHECK_QUIET(quiet);
}

static void persons_clash(void **state)
{
    (void)state;
    static const struct clash clashes[] = {
        {"The winner, Greta Holm, was taught to fence by Mr Aalto.",
         "Greta Holm took up fencing when Janne Virtala taught her.", REASON_PERSON, SEVERITY_HARD,
         "Aalto", "Janne Virtala"},
    };
    static const char *const quiet[][2] = {
        {"Greta Holm rowed across the flooded meadow with Janne Virtala.",
         "Greta Holm and Virtala rowed across the flooded meadow."},
        {"Mr Aalto said that Greta Holm rowed across the flooded meadow.",
         "Greta Holm rowed across the flooded meadow, Janne Virtala said."},
    };
    CHECK_CLASHES(clashes);
    CHECK_QUIET(quiet);
}

static void negation_clashes(void **state)
{
    (void)state;
    static const struct clash clashes[] = {
        {"The siren on the town hall sounded that night.",
         "The siren on the town hall did not sound that night.", REASON_POLARITY, SEVERITY_HARD,
         "sounded", "did not sound"},
        {"\"They were curious,\" she said in Tolvik.",
         "\"They were not curious, they were lost,\" the keeper said later.", REASON_POLARITY,
         SEVERITY_SOFT, NULL, NULL},
        {"None of the anglers from Tolvik caught eels.",
         "Anglers from Tolvik brought home nine eels.", REASON_POLARITY, SEVERITY_SOFT, NULL, NULL},
    };
    static const char *const quiet[][2] = {
        {"The siren sounded that night.", "The siren sounded not only that night."},
        {"The siren sounds if the river rises.",
         "The siren does not sound unless the river rises."},
        {"The siren did not sound that night.", "The siren did not sound at all that night."},
        {"Nobody doubts that the siren sounded.", "Nobody knows why the siren sounded."},
    };
    CHECK_CLASHES(clashes);
    CHECK_QUIET(quiet);
}

static void places_of_one_event_clash(void **state)
{
    (void)state;
    static const struct clash clashes[] = {
        {"The smuggler was arrested in Hamburg on Friday.",
         "The smuggler was arrested in Vienna on Friday.", REASON_PLACE, SEVERITY_HARD, "Hamburg",
         "Vienna"},
        {"The embankment gave way behind the tannery.",
         "The embankment gave way beside the football ground.", REASON_PLACE, SEVERITY_HARD,
         "behind the tannery", "beside the football ground"},
        {"The organ was shown at a fair in Kingston.",
         "The organ was shown at a fair in Kingstown.", REASON_PLACE, SEVERITY_HARD, "Kingston",
         "Kingstown"},
        {"The frost killed most vines in Upper Tolvik.",
         "Most of the dead vines stood in Brunsund.", REASON_PLACE, SEVERITY_HARD, "Upper Tolvik",
         "Brunsund"},
    };
    static const char *const quiet[][2] = {
        {"The smuggler was arrested in Hamburg on Friday.",
         "The smuggler was arrested in Germany on Friday."},
        {"The smuggler was arrested in Hamburg on Friday.",
         "The smuggler was arrested on Friday, the police said."},
    };
    CHECK_CLASHES(clashes);
    CHECK_QUIET(quiet);
}

static void certainty_and_cause_differ(void **state)
{
    (void)state;
    static const struct clash clashes[] = {
        {"The water company confirmed that the gauge was out of order.",
         "It is alleged that the gauge of the water company was out of order.", REASON_CERTAINTY,
         SEVERITY_SOFT, "confirmed", "alleged"},
        {"The blaze at the mill was caused by a faulty lamp.",
         "The blaze at the mill was caused by careless smokers.", REASON_CAUSE, SEVERITY_SOFT, NULL,
         NULL},
        {"The smoke in the mill came from a faulty lamp.",
         "The mill was filled with smoke by careless anglers.", REASON_CAUSE, SEVERITY_SOFT, NULL,
         NULL},
    };
    static const char *const quiet[][2] = {
        {"The water company declined to comment on the broken gauge of the lock.",
         "The gauge of the lock was broken, the water company said."},
        {"The question whether the gauge was broken remains open.",
         "The water company would not discuss whether the gauge was broken."},
        {"The water company confirmed that the gauge was out of order.",
         "The gauge of the water company was out of order, its chairman admitted."},
        {"The blaze at the mill was caused by a faulty lamp.",
         "The blaze at the mill was due to a faulty lamp."},
    };
    CHECK_CLASHES(clashes);
    CHECK_QUIET(quiet);
}

static void the_denied_is_disputed(void **state)
{
    (void)state;
    static const struct clash clashes[] = {
        {"The union disputes that the owners warned the dockers of the closure.",
         "The owners warned the dockers of the closure in spring.", REASON_POSITION, SEVERITY_SOFT,
         "disputes that", NULL},
    };
    static const char *const quiet[][2] = {
        {"The union disputes that the owners warned the dockers of the closure.",
         "The union denied that the owners warned the dockers of the closure."},
    };
    struct finding finding = find(clashes[0].left, clashes[0].right, SURELY);
    assert_int_equal(finding.reason, REASON_POSITION);
    assert_int_equal(finding.severity, SEVERITY_SOFT);
    assert_string_equal(finding.left, "disputes that");
    CHECK_QUIET(quiet);
}

/* The softer rules ask for statements that surely tell the same. */
static void doubtful_links_are_left_alone(void **state)
{
    (void)state;
    assert_int_equal(find("The brewery, old and proud, warned its staff last week of losses.",
                          "The brewery has told people of bad times since last month.", HARDLY)
                         .reason,
                     REASON_NONE);
    assert_int_equal(find("The mill burnt down because of a lamp.",
                          "A bakery burnt down due to an oven.", HARDLY)
                         .reason,
                     REASON_NONE);
}

/* Whatever stands in the statements, the rules end. */
static void hostile_statements_are_read(void **state)
{
    (void)state;
    static const char *const texts[] = {"a",
                                        "\"a",
                                        "\"a\" b \"c",
                                        "in in in in",
                                        "not not never no",
                                        "at half past",
                                        "a quarter to",
                                        "12 12 12",
                                        "because of"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            find(texts[i], texts[k], SURELY);
    enum { WORDS = 20000 };
    static const char *const words[] = {"reject ", "approve ", "12 ", "\"not ", "in Hamburg "};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        size_t size = strlen(words[w]);
        char *text = malloc(WORDS * size + 1);
        assert_non_null(text);
        for (size_t i = 0; i < WORDS; i++)
            memcpy(text + i * size, words[w], size);
        static const char plain[] = "The council rejected 14 plans in Vienna.";
        find_sized(text, WORDS * size, plain, sizeof plain - 1, SURELY);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_one_thing_clash),
        cmocka_unit_test(the_only_sums_of_mutual_pairs_clash),
        cmocka_unit_test(dates_and_times_of_one_event_clash),
        cmocka_unit_test(quotations_differ_in_substance),
        cmocka_unit_test(one_quotation_has_one_speaker),
        cmocka_unit_test(opposites_clash),
        cmocka_unit_test(persons_clash),
        cmocka_unit_test(negation_clashes),
        cmocka_unit_test(places_of_one_event_clash),
        cmocka_unit_test(certainty_and_cause_differ),
        cmocka_unit_test(the_denied_is_disputed),
        cmocka_unit_test(doubtful_links_are_left_alone),
        cmocka_unit_test(hostile_statements_are_read),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("conflict", tests, NULL, NULL);
}
