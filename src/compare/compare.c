#include "compare/compare.h"

#include "base/memory.h"
#include "compare/align.h"
#include "compare/candidates.h"
#include "compare/closeness.h"
#include "compare/conflict.h"
#include "compare/evidence.h"
#include "compare/features.h"
#include "compare/relation.h"
#include "compare/score.h"
#include "compare/standing.h"
#include "compare/vocabulary.h"

#include <stdint.h>
#include <stdlib.h>

/* What tells real pairs from articles of different events: enough words in common, or some words
 * and some links. Holds for 148 of 150 real pairs and for 16 of 600 mixed ones. */
static const double likeness_enough = 0.1, likeness_least = 0.04;
enum { LINKS_ENOUGH = 3 };

/* The stages of the work, in their order. */
enum stage { READ, RELATE, CHOOSE, ALIGN, STAND, SCORE, COMPARE, WEIGH, LINK, DONE, STAGE_COUNT };

/* How much of the work is done, in hundredths, when a stage begins: as measured on long articles.
 */
static const double begins[STAGE_COUNT] = {
    [READ] = 0,   [RELATE] = 10,  [CHOOSE] = 20, [ALIGN] = 25, [STAND] = 65,
    [SCORE] = 70, [COMPARE] = 75, [WEIGH] = 78,  [LINK] = 82,  [DONE] = 100,
};

struct comparer {
    const struct analysis *analyses[SIDE_COUNT];
    struct arena *arena; /* of the work; the comparison has its own */
    struct vocabulary *vocabulary;
    struct relations *relations;
    struct aligner *aligner;
    struct candidates pairs;
    struct candidate *candidates;
    unsigned *confidences; /* of the links that the candidates would be */
    struct comparison *comparison;
    size_t capacity; /* of its links */
    enum stage stage;
    size_t done; /* of the pairs, in a stage that goes through them */
};

static void find_phrases(struct comparer *comparer, enum side side)
{
    bool *done = memory_new(vocabulary_passages(comparer->vocabulary, side) + 1, sizeof *done);
    for (size_t i = 0; i < comparer->pairs.count; i++) {
        const struct candidate_pair *pair = &comparer->pairs.items[i];
        uint32_t statement = side == SIDE_LEFT ? pair->left : pair->right;
        if (!done[statement])
            phrases_make(comparer->arena, comparer->vocabulary, side, statement);
        done[statement] = true;
    }
    free(done);
}

struct comparer *comparer_new(const struct analysis *left, const struct analysis *right)
{
    struct comparer *comparer = memory_new(1, sizeof *comparer);
    comparer->analyses[SIDE_LEFT] = left;
    comparer->analyses[SIDE_RIGHT] = right;
    comparer->arena = arena_new();
    comparer->comparison = memory_new(1, sizeof *comparer->comparison);
    *comparer->comparison = (struct comparison){arena_new(), left, right, NULL, 0, false};
    return comparer;
}

void comparer_free(struct comparer *comparer)
{
    if (!comparer)
        return;
    if (comparer->aligner)
        aligner_free(comparer->aligner);
    comparison_free(comparer->comparison);
    arena_free(comparer->arena);
    free(comparer->candidates);
    free(comparer->confidences);
    free(comparer);
}

static const struct alignment *align_statements(struct comparer *comparer, size_t left,
                                                size_t right)
{
    return align(comparer->aligner, &comparer->vocabulary->passages[SIDE_LEFT][left],
                 &comparer->vocabulary->passages[SIDE_RIGHT][right]);
}

/* Pairs of sentences that are less likely linked are not looked at, in thousandths. */
enum { LOOKED_AT = 10 };

/* The candidates are in the order of the statements, so the links come out in theirs. */
static void link_pair(struct comparer *comparer, size_t index)
{
    struct comparison *comparison = comparer->comparison;
    const struct candidate *candidate = &comparer->candidates[index];
    struct link link = {.left = candidate->left, .right = candidate->right};
    link.confidence = comparer->confidences[index];
    struct closeness closeness =
        closeness_find(comparer->vocabulary, comparer->candidates, comparer->confidences,
                       comparer->pairs.count, index);
    if (closeness.confidence < LOOKED_AT)
        return;
    const struct alignment *alignment =
        align_statements(comparer, candidate->left, candidate->right);
    struct conflict conflict =
        conflict_find(comparer->vocabulary, comparer->relations, alignment, candidate, closeness);
    link.kind = conflict.reason == REASON_NONE ? LINK_MATCH : LINK_CONFLICT;
    /* A clash in equal surroundings proves that the two tell of the same thing; a strong one shows
     * the link. */
    unsigned proof = (unsigned)(conflict.strength * 1.2 * CONFIDENCE_DEFAULT);
    if (link.confidence < proof)
        link.confidence = proof;
    if (link.confidence < CONFIDENCE_FLOOR)
        return;
    link.reason = conflict.reason;
    link.severity = conflict.severity;
    link.evidence = evidence_make(comparison->arena, comparer->vocabulary, alignment, &conflict,
                                  &link.evidence_count);
    ARENA_APPEND(comparison->arena, comparison->links, comparison->link_count, comparer->capacity,
                 link);
}

static bool tells_same_event(const struct comparer *comparer)
{
    const struct comparison *comparison = comparer->comparison;
    size_t shown = 0;
    for (size_t i = 0; i < comparison->link_count; i++)
        shown += comparison->links[i].confidence >= CONFIDENCE_DEFAULT;
    double likeness = vocabulary_likeness(comparer->vocabulary);
    size_t left = comparison->left->statement_count, right = comparison->right->statement_count;
    /* Of short texts the words say little, but that half of one has its counterpart does. */
    if (shown > 1 && shown * 2 >= (left < right ? left : right))
        return true;
    return likeness >= likeness_enough || (likeness >= likeness_least && shown >= LINKS_ENOUGH);
}

static void measure_pair(struct comparer *comparer, size_t index)
{
    const struct candidate_pair *pair = &comparer->pairs.items[index];
    struct candidate *candidate = &comparer->candidates[index];
    candidate->left = pair->left;
    candidate->right = pair->right;
    features_of_pair(candidate, comparer->vocabulary, comparer->relations,
                     align_statements(comparer, pair->left, pair->right), pair->cosine);
}

static void score_pair(struct comparer *comparer, size_t index)
{
    struct candidate *candidate = &comparer->candidates[index];
    candidate->features[FEATURE_FIRST] = (float)score_first(candidate);
}

static void weigh_pair(struct comparer *comparer, size_t index)
{
    comparer->confidences[index] = score_candidate(&comparer->candidates[index]);
}

/* What a stage does with a pair; NULL where it is done as a whole. */
static void (*const pair_work[STAGE_COUNT])(struct comparer *comparer, size_t index) = {
    [ALIGN] = measure_pair, [SCORE] = score_pair, [WEIGH] = weigh_pair, [LINK] = link_pair};

static void do_whole_stage(struct comparer *comparer)
{
    const struct vocabulary *vocabulary = comparer->vocabulary;
    switch (comparer->stage) {
    case READ:
        comparer->vocabulary = vocabulary_make(comparer->arena, comparer->analyses[SIDE_LEFT],
                                               comparer->analyses[SIDE_RIGHT]);
        break;
    case RELATE:
        comparer->relations = relations_make(comparer->arena, vocabulary);
        comparer->aligner = aligner_new(vocabulary, comparer->relations);
        break;
    case CHOOSE:
        comparer->pairs = candidates_find(comparer->arena, vocabulary);
        find_phrases(comparer, SIDE_LEFT);
        find_phrases(comparer, SIDE_RIGHT);
        comparer->candidates = memory_new(comparer->pairs.count + 1, sizeof(struct candidate));
        comparer->confidences = memory_new(comparer->pairs.count + 1, sizeof(unsigned));
        break;
    case STAND:
        features_of_article(comparer->candidates, comparer->pairs.count, vocabulary);
        break;
    case COMPARE:
        features_of_first(comparer->candidates, comparer->pairs.count,
                          vocabulary_passages(vocabulary, SIDE_LEFT),
                          vocabulary_passages(vocabulary, SIDE_RIGHT));
        break;
    default:
        break;
    }
}

bool comparer_step(struct comparer *comparer, size_t budget)
{
    if (comparer->stage == DONE)
        return false;
    void (*work)(struct comparer * comparer, size_t index) = pair_work[comparer->stage];
    if (!work)
        do_whole_stage(comparer);
    for (; work && budget > 0 && comparer->done < comparer->pairs.count; budget--)
        work(comparer, comparer->done++);
    if (!work || comparer->done == comparer->pairs.count) {
        comparer->stage++;
        comparer->done = 0;
    }
    if (comparer->stage == DONE)
        comparer->comparison->same_event = tells_same_event(comparer);
    return comparer->stage != DONE;
}

double comparer_progress(const struct comparer *comparer)
{
    if (comparer->stage == DONE)
        return 1;
    double begin = begins[comparer->stage], end = begins[comparer->stage + 1];
    double share = comparer->done > 0 ? (double)comparer->done / (double)comparer->pairs.count : 0;
    return (begin + (end - begin) * share) / 100;
}

struct comparison *comparer_finish(struct comparer *comparer)
{
    while (comparer_step(comparer, SIZE_MAX))
        ;
    struct comparison *comparison = comparer->comparison;
    comparer->comparison = NULL;
    comparer_free(comparer);
    return comparison;
}

struct comparison *compare_articles(const struct analysis *left, const struct analysis *right)
{
    return comparer_finish(comparer_new(left, right));
}

void comparison_free(struct comparison *comparison)
{
    if (!comparison)
        return;
    arena_free(comparison->arena);
    free(comparison);
}

static void dump_candidate(const struct comparer *comparer, const struct candidate *candidate,
                           struct text *out)
{
    const struct vocabulary *vocabulary = comparer->vocabulary;
    struct span left = vocabulary->analyses[SIDE_LEFT]->statements[candidate->left].span;
    struct span right = vocabulary->analyses[SIDE_RIGHT]->statements[candidate->right].span;
    text_format(out, "%zu\t%zu\t%zu\t%zu", left.start, left.end, right.start, right.end);
    for (enum feature i = 0; i < FEATURE_COUNT; i++)
        text_format(out, "\t%.6g", (double)candidate->features[i]);
    text_add_byte(out, '\n');
}

void compare_dump_candidates(const struct analysis *left, const struct analysis *right,
                             struct text *out)
{
    struct comparer *comparer = comparer_new(left, right);
    while (comparer->stage < LINK)
        comparer_step(comparer, SIZE_MAX);
    text_add(out, "left_start\tleft_end\tright_start\tright_end");
    for (enum feature i = 0; i < FEATURE_COUNT; i++)
        text_format(out, "\t%s", feature_name(i));
    text_add_byte(out, '\n');
    for (size_t i = 0; i < comparer->pairs.count; i++)
        dump_candidate(comparer, &comparer->candidates[i], out);
    comparer_free(comparer);
}
