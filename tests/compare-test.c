#include "article/article.h"
#include "base/file.h"
#include "compare/compare.h"
#include "compare/judgement.h"
#include "compare/mirror.h"
#include "compare/weigh.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char left_text[] =
    "Ferry runs aground off Skarholm with 214 people aboard\n\n"
    "The ferry Marit Holm ran aground on a reef near Skarholm shortly after dawn on Tuesday with "
    "214 passengers aboard.\n\n"
    "Twelve passengers were injured, the coast guard said.\n\n"
    "Captain Jon Brevik had worked for the shipping line since 2004.\n\n"
    "The harbour council approved a plan to dredge the channel last spring.\n\n"
    "Cafes along the quay opened early and handed out blankets and coffee.\n\n"
    "The ship was built in a yard in Gdynia and repainted two winters ago.\n";

static const char right_text[] =
    "Passengers rescued as Marit Holm ferry hits reef at Skarholm\n\n"
    "A reef near Skarholm stopped the ferry Marit Holm at dawn on Tuesday, and all 214 passengers "
    "aboard were taken ashore.\n\n"
    "Nineteen passengers were injured, the coast guard said.\n\n"
    "Captain Jon Brevik has worked for the shipping line since 2004, the company said.\n\n"
    "The harbour council rejected a plan to dredge the channel last spring.\n\n"
    "Divers will look at the hull before tugs try to pull the vessel free.\n\n"
    "Schools in the neighbouring valley stayed closed because of snow.\n";

struct pair {
    struct article *articles[SIDE_COUNT];
    struct analysis analyses[SIDE_COUNT];
    struct comparison *comparison;
};

static void compare_sized(struct pair *pair, const char *left, size_t left_size, const char *right,
                          size_t right_size)
{
    struct failure failure;
    struct article_options options = {.type = ARTICLE_TEXT};
    pair->articles[SIDE_LEFT] = article_read("left", left, left_size, options, &failure);
    pair->articles[SIDE_RIGHT] = article_read("right", right, right_size, options, &failure);
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        assert_non_null(pair->articles[side]);
        pair->analyses[side] = analysis_make(pair->articles[side]);
    }
    pair->comparison = compare_articles(&pair->analyses[SIDE_LEFT], &pair->analyses[SIDE_RIGHT]);
}

static void compare_texts(struct pair *pair, const char *left, const char *right)
{
    compare_sized(pair, left, strlen(left), right, strlen(right));
}

static void drop(struct pair *pair)
{
    comparison_free(pair->comparison);
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        article_free(pair->articles[side]);
}

/* The link at or above the threshold between the statements that begin so, or NULL. */
static const struct link *find_link(const struct pair *pair, const char *left, const char *right)
{
    const struct comparison *comparison = pair->comparison;
    for (size_t i = 0; i < comparison->link_count; i++) {
        const struct link *link = &comparison->links[i];
        const char *x =
            pair->articles[SIDE_LEFT]->text + comparison->left->statements[link->left].span.start;
        const char *y = pair->articles[SIDE_RIGHT]->text +
                        comparison->right->statements[link->right].span.start;
        if (link->confidence >= CONFIDENCE_DEFAULT && strncmp(x, left, strlen(left)) == 0 &&
            strncmp(y, right, strlen(right)) == 0)
            return link;
    }
    return NULL;
}

static void assert_explained(const struct pair *pair, const struct link *link, const char *words)
{
    struct text text = {0};
    link_explain(pair->comparison, link, &text);
    assert_string_equal(text_string(&text), words);
    text_free(&text);
}

static void short_texts_may_tell_of_one_event(void **state)
{
    (void)state;
    struct pair pair;
    compare_texts(&pair, "A lorry struck a hay cart near Ulm on Sunday.\n\nTwo horses bolted.\n",
                  "Near Ulm a lorry hit a hay cart on Sunday.\n\nTwo horses ran away.\n");
    assert_true(pair.comparison->same_event);
    drop(&pair);
}

static void a_name_in_a_quotation_does_not_speak(void **state)
{
    (void)state;
    struct pair pair;
    compare_texts(&pair,
                  "\"Udo Kern is proud of his cart and always was,\" she wrote in a letter. "
                  "\"He has paid for the hay and wants to see the horses again.\"\n",
                  "\"He has paid for the hay and wants to see the horses again,\" Moss said.\n");
    const struct link *link = find_link(&pair, "\"He has paid", "\"He has paid");
    assert_non_null(link);
    assert_int_equal(link->kind, LINK_MATCH);
    drop(&pair);
}

static void the_same_is_a_match(void **state)
{
    (void)state;
    struct pair pair;
    compare_texts(&pair, left_text, right_text);
    assert_true(pair.comparison->same_event);
    const struct link *link = find_link(&pair, "Captain Jon", "Captain Jon");
    assert_non_null(link);
    assert_int_equal(link->kind, LINK_MATCH);
    assert_int_equal(link->severity, SEVERITY_NONE);
    assert_true(link->evidence_count > 0);
    assert_null(link_clash(link));
    assert_int_equal(link_sign(link), '=');
    assert_explained(&pair, link, "");
    assert_non_null(find_link(&pair, "The ferry Marit", "A reef near"));
    drop(&pair);
}

static void the_unrelated_is_not_linked(void **state)
{
    (void)state;
    struct pair pair;
    compare_texts(&pair, left_text, right_text);
    assert_null(find_link(&pair, "Cafes along", ""));
    assert_null(find_link(&pair, "", "Schools in"));
    drop(&pair);
}

static void numbers_conflict(void **state)
{
    (void)state;
    struct pair pair;
    compare_texts(&pair, left_text, right_text);
    const struct link *link = find_link(&pair, "Twelve", "Nineteen");
    assert_non_null(link);
    assert_int_equal(link->kind, LINK_CONFLICT);
    assert_int_equal(link->reason, REASON_NUMBER);
    assert_int_equal(link->severity, SEVERITY_HARD);
    assert_int_equal(link_sign(link), '!');
    assert_explained(&pair, link, "number: Twelve passengers / Nineteen passengers");
    drop(&pair);
}

static void opposites_conflict(void **state)
{
    (void)state;
    struct pair pair;
    compare_texts(&pair, left_text, right_text);
    const struct link *link = find_link(&pair, "The harbour council", "The harbour council");
    assert_non_null(link);
    assert_int_equal(link->kind, LINK_CONFLICT);
    assert_int_equal(link->reason, REASON_OUTCOME);
    drop(&pair);
}

static void links_are_in_order_with_evidence_inside(void **state)
{
    (void)state;
    struct pair pair;
    compare_texts(&pair, left_text, right_text);
    const struct comparison *comparison = pair.comparison;
    assert_true(comparison->link_count > 3);
    for (size_t i = 0; i < comparison->link_count; i++) {
        const struct link *link = &comparison->links[i];
        assert_true(link->confidence >= CONFIDENCE_FLOOR && link->confidence <= 1000);
        if (i > 0)
            assert_true(link->left > link[-1].left ||
                        (link->left == link[-1].left && link->right > link[-1].right));
        for (size_t k = 0; k < link->evidence_count; k++) {
            const struct evidence *evidence = &link->evidence[k];
            assert_true(span_covers(comparison->left->statements[link->left].span, evidence->left));
            assert_true(
                span_covers(comparison->right->statements[link->right].span, evidence->right));
            assert_false(span_is_empty(evidence->left));
        }
    }
    drop(&pair);
}

static const struct link *find_mirrored(const struct comparison *comparison,
                                        const struct link *link)
{
    for (size_t i = 0; i < comparison->link_count; i++)
        if (comparison->links[i].left == link->right && comparison->links[i].right == link->left)
            return &comparison->links[i];
    return NULL;
}

static void assert_the_same_from_right_to_left(const char *left, const char *right)
{
    struct pair there, back;
    compare_texts(&there, left, right);
    compare_texts(&back, right, left);
    assert_true(there.comparison->link_count > 0);
    assert_int_equal(there.comparison->link_count, back.comparison->link_count);
    for (size_t i = 0; i < there.comparison->link_count; i++) {
        const struct link *link = &there.comparison->links[i];
        const struct link *mirrored = find_mirrored(back.comparison, link);
        assert_non_null(mirrored);
        assert_int_equal(mirrored->confidence, link->confidence);
        assert_int_equal(mirrored->kind, link->kind);
        assert_int_equal(mirrored->severity, link->severity);
        assert_int_equal(mirrored->reason, link->reason);
    }
    drop(&there);
    drop(&back);
}

static void read_sample(const char *name, struct text *out)
{
    struct failure failure;
    struct text path = {0};
    const char *seeds = getenv("SEEDS");
    text_format(&path, "%s/%s", seeds ? seeds : "seeds", name);
    assert_true(file_read(path.bytes, out, &failure));
    text_free(&path);
}

static void links_do_not_depend_on_the_side(void **state)
{
    (void)state;
    struct text left = {0}, right = {0};
    read_sample("flood-harbour-times.txt", &left);
    read_sample("flood-valley-post.txt", &right);
    assert_the_same_from_right_to_left(left_text, right_text);
    assert_the_same_from_right_to_left(left.bytes, right.bytes);
    text_free(&left);
    text_free(&right);
}

static void different_events_are_told(void **state)
{
    (void)state;
    struct pair pair;
    compare_texts(&pair, left_text,
                  "Parliament votes on school meals\n\nLawmakers in the capital decided that "
                  "pupils will eat for free from autumn.\n\nTeachers welcomed the decision but "
                  "asked who would pay the cooks.\n");
    assert_false(pair.comparison->same_event);
    drop(&pair);
}

static void steps_give_what_one_call_gives(void **state)
{
    (void)state;
    struct pair pair;
    compare_texts(&pair, left_text, right_text);
    struct comparer *comparer = comparer_new(&pair.analyses[SIDE_LEFT], &pair.analyses[SIDE_RIGHT]);
    assert_true(comparer_progress(comparer) <= 0);
    double last = 0;
    while (comparer_step(comparer, 1)) {
        assert_true(comparer_progress(comparer) > last);
        last = comparer_progress(comparer);
    }
    assert_true(comparer_progress(comparer) >= 1);
    struct comparison *comparison = comparer_finish(comparer);
    assert_int_equal(comparison->link_count, pair.comparison->link_count);
    for (size_t i = 0; i < comparison->link_count; i++) {
        assert_int_equal(comparison->links[i].confidence, pair.comparison->links[i].confidence);
        assert_int_equal(comparison->links[i].kind, pair.comparison->links[i].kind);
    }
    comparison_free(comparison);
    comparer_free(comparer_new(&pair.analyses[SIDE_LEFT], &pair.analyses[SIDE_RIGHT]));
    comparer_free(NULL);
    drop(&pair);
}

static void candidates_are_dumped_with_a_header(void **state)
{
    (void)state;
    struct pair pair;
    struct text out = {0};
    compare_texts(&pair, left_text, right_text);
    compare_dump_candidates(&pair.analyses[SIDE_LEFT], &pair.analyses[SIDE_RIGHT], &out);
    const char *header = "left_start\tleft_end\tright_start\tright_end\tcosine\t";
    assert_memory_equal(out.bytes, header, strlen(header));
    size_t lines = 0, tabs = 0;
    for (size_t i = 0; i < out.size; i++) {
        lines += out.bytes[i] == '\n';
        tabs += out.bytes[i] == '\t';
    }
    assert_true(lines > 5);
    assert_int_equal(tabs, lines * (FEATURE_COUNT + 3));
    text_free(&out);
    drop(&pair);
}

/* The first statements of two texts, judged by themselves. */
static struct judgement judge(const char *left, const char *right)
{
    struct pair pair;
    compare_texts(&pair, left, right);
    struct judgement judgement =
        judge_statements(&pair.analyses[SIDE_LEFT], &pair.analyses[SIDE_RIGHT]);
    drop(&pair);
    return judgement;
}

static void statements_are_judged(void **state)
{
    (void)state;
    static const struct {
        const char *left, *right;
        bool linked;
        enum link_kind kind;
        enum reason reason;
    } cases[] = {
        {"The talks lasted nearly three hours.", "The talks lasted almost 3 hours.", true,
         LINK_MATCH, REASON_NONE},
        {"The bridge was closed on Monday.", "The bridge was closed on Thursday.", true,
         LINK_CONFLICT, REASON_DATE},
        {"The board will not sell the old mill.", "The board will sell the old mill.", true,
         LINK_CONFLICT, REASON_POLARITY},
        {"The fire killed three people.", "The fire injured nine people.", false, LINK_MATCH,
         REASON_NONE},
        {"Two of them were hurt in the storm.", "Nine people were hurt in the storm.", false,
         LINK_MATCH, REASON_NONE},
        {"The orchestra played in Vienna.", "Farmers expect a poor wheat harvest.", false,
         LINK_MATCH, REASON_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct judgement judgement = judge(cases[i].left, cases[i].right);
        assert_int_equal(judgement.reason, cases[i].reason);
        assert_int_equal(judgement.kind, cases[i].kind);
        if (cases[i].linked)
            assert_true(judgement.linked);
    }
    struct judgement same = judge("Nets were torn.", "Nets were torn.");
    assert_true(same.similarity > 0.99);
    struct judgement other = judge("Nets were torn.", "Bread got dearer.");
    assert_true(other.similarity < 0.1);
    assert_false(other.linked);
}

static double feature_of(const char *left, const char *right, enum feature feature)
{
    return (double)judge(left, right).features.features[feature];
}

/* A few words show each group of features at work, and its counterpart without. */
static void features_tell(void **state)
{
    (void)state;
    static const struct {
        const char *left, *right;
        enum feature feature;
        bool there;
    } cases[] = {
        {"The ferry sank.", "The boat sank.", FEATURE_WIDER, true},
        {"The boat sank.", "The ferry sank.", FEATURE_CLOSER, true},
        {"The ship sank.", "The ship sank.", FEATURE_WIDER, false},
        {"They decided quickly.", "Their decision was quick.", FEATURE_SYNONYMS, true},
        {"The guard hired a tall cook.", "The guard hired a short cook.", FEATURE_SLOT_OPPOSITES,
         true},
        {"The guard hired a tall cook.", "A cook praised the tall guard.", FEATURE_SLOT_OPPOSITES,
         false},
        {"He left before the storm.", "He left after the storm.", FEATURE_SMALL_OPPOSITES, true},
        {"The pier holds 40 boats.", "The pier holds 90 boats.", FEATURE_NUMBERS_CLASH_NEAR, true},
        {"The pier holds 40 boats.", "The pier holds forty boats.", FEATURE_NUMBERS_CLASH, false},
        {"It opens on Monday.", "It opens on Friday.", FEATURE_DATES_CLASH, true},
        {"The mayor did not resign.", "The mayor resigned.", FEATURE_NEGATED_NEXT, true},
        {"There is no bread left.", "There is bread left.", FEATURE_NOTHING_THERE, true},
        {"The mill may close.", "The mill closed.", FEATURE_HEDGES_LEFT, true},
        {"The dog bit the man.", "The man bit the dog.", FEATURE_SWAPPED, true},
        {"The man was bitten by the dog.", "The dog bit the man.", FEATURE_SWAPPED, false},
        {"The man was bitten by the dog.", "The dog bit the man.", FEATURE_PASSIVES, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double value = feature_of(cases[i].left, cases[i].right, cases[i].feature);
        if ((value > 0) != cases[i].there)
            fail_msg("%s / %s: %s is %f", cases[i].left, cases[i].right,
                     feature_name(cases[i].feature), value);
    }
    for (enum feature feature = 0; feature < FEATURE_PAIR_COUNT; feature++) {
        double value = feature_of("?", "!", feature);
        assert_true(value > -1000 && value < 1000);
    }
}

/* Two trees behind a weighted sum: on the bound the way goes left. */
/* What is measured of a pair from left to right is the mirror of what is from right to left. */
static void features_have_a_mirror(void **state)
{
    (void)state;
    static const char *const sentences[][2] = {
        {"Twelve of the passengers were hurt when the ferry struck a reef, the coast guard said.",
         "The vessel hit the reef at dawn; nobody aboard was injured, officials in Skarholm said."},
        {"The council did not approve the plan to dredge the channel last spring.",
         "Last spring the harbour council rejected a bold plan, and the channel stayed shallow."},
        {"A dog bit a man near the old mill.", "Near the new mill a man bit two animals."},
    };
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        struct judgement there = judge(sentences[i][0], sentences[i][1]);
        struct judgement back = judge(sentences[i][1], sentences[i][0]);
        float mirror[FEATURE_PAIR_COUNT];
        features_mirror(there.features.features, FEATURE_PAIR_COUNT, mirror);
        for (size_t k = 0; k < FEATURE_PAIR_COUNT; k++)
            if (fabsf(mirror[k] - back.features.features[k]) > 1e-5f)
                fail_msg("%s: %f, not %f", feature_name((enum feature)k), (double)mirror[k],
                         (double)back.features.features[k]);
    }
}

static void weights_are_summed(void **state)
{
    (void)state;
    static const struct slope linear[] = {{2, -8, 8}, {-1, -4, 4}};
    static const struct branch branches[] = {
        {0, 4, 0.5f}, {1, 2, 3}, {-1, 0, 10}, {-1, 0, 20}, {-1, 0, 40}, {-1, 0, 100},
    };
    static const struct weights weights = {0.25, 2, 2, linear, branches};
    static const struct {
        float features[2];
        double sum;
    } cases[] = {{{0, 0}, 110.25},
                 {{0.5f, 3}, 108.25},
                 {{0.5f, 4}, 117.25},
                 {{1, 0}, 142.25},
                 {{9, -5}, 160.25}}; /* the linear part counts up to the bounds only */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(fabs(weigh(&weights, cases[i].features) - cases[i].sum) < 1e-9);
}

static void names_are_words(void **state)
{
    (void)state;
    assert_string_equal(link_kind_name(LINK_CONFLICT), "conflict");
    assert_string_equal(severity_name(SEVERITY_SOFT), "soft");
    assert_string_equal(severity_name(SEVERITY_NONE), "");
    assert_string_equal(reason_name(REASON_POSITION), "position");
    assert_string_equal(reason_name(REASON_NONE), "");
    assert_string_equal(evidence_kind_name(EVIDENCE_SIMILAR), "similar");
}

/* A statement without end, equal words without end, statements without number. */
static void hostile_texts_are_compared(void **state)
{
    (void)state;
    static const struct {
        const char *piece;
        size_t size;
    } cases[] = {{"reef ", 300000},
                 {"Reef hit ferry. ", 60000},
                 {"7 ", 200000},
                 {"Not never no. ", 40000},
                 {"x", 300000}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text text = {0};
        struct pair pair;
        while (text.size < cases[i].size)
            text_add(&text, cases[i].piece);
        compare_sized(&pair, text.bytes, text.size, text.bytes, text.size);
        drop(&pair);
        text_free(&text);
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_is_a_match),
        cmocka_unit_test(short_texts_may_tell_of_one_event),
        cmocka_unit_test(a_name_in_a_quotation_does_not_speak),
        cmocka_unit_test(the_unrelated_is_not_linked),
        cmocka_unit_test(numbers_conflict),
        cmocka_unit_test(opposites_conflict),
        cmocka_unit_test(links_are_in_order_with_evidence_inside),
        cmocka_unit_test(links_do_not_depend_on_the_side),
        cmocka_unit_test(features_have_a_mirror),
        cmocka_unit_test(different_events_are_told),
        cmocka_unit_test(steps_give_what_one_call_gives),
        cmocka_unit_test(candidates_are_dumped_with_a_header),
        cmocka_unit_test(statements_are_judged),
        cmocka_unit_test(features_tell),
        cmocka_unit_test(weights_are_summed),
        cmocka_unit_test(names_are_words),
        cmocka_unit_test(hostile_texts_are_compared),
    };
    return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
