#include "compare/compare.h"

#include "base/memory.h"
#include "compare/align.h"
#include "compare/candidates.h"
#include "compare/conflict.h"
#include "compare/evidence.h"
#include "compare/features.h"
#include "compare/relation.h"
#include "compare/score.h"
#include "compare/standing.h"
#include "compare/vocabulary.h"

#include <stdlib.h>

/* What tells real pairs from articles of different events: enough words in common, or some words
 * and some links. Holds for 148 of 150 real pairs and for 16 of 600 mixed ones. */
static const double likeness_enough = 0.1, likeness_least = 0.04;
enum { LINKS_ENOUGH = 3 };

struct comparer {
    struct arena *arena; /* of the work; the comparison has its own */
    struct vocabulary *vocabulary;
    struct relations *relations;
    struct aligner *aligner;
    struct candidates pairs;
    struct candidate *candidates;
    unsigned *confidences; /* of the candidates' links, when all are known */
    size_t done;           /* of the candidates */
};

struct comparer *comparer_new(const struct analysis *left, const struct analysis *right)
{
    struct comparer *comparer = memory_new(1, sizeof *comparer);
    comparer->arena = arena_new();
    comparer->vocabulary = vocabulary_make(comparer->arena, left, right);
    comparer->relations = relations_make(comparer->arena, comparer->vocabulary);
    comparer->aligner = aligner_new(comparer->vocabulary, comparer->relations);
    comparer->pairs = candidates_find(comparer->arena, comparer->vocabulary);
    comparer->candidates = memory_new(comparer->pairs.count + 1, sizeof(struct candidate));
    comparer->confidences = memory_new(comparer->pairs.count + 1, sizeof(unsigned));
    return comparer;
}

void comparer_free(struct comparer *comparer)
{
    if (!comparer)
        return;
    aligner_free(comparer->aligner);
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

bool comparer_step(struct comparer *comparer, size_t budget)
{
    for (; budget > 0 && comparer->done < comparer->pairs.count; budget--) {
        const struct candidate_pair *pair = &comparer->pairs.items[comparer->done];
        struct candidate *candidate = &comparer->candidates[comparer->done++];
        candidate->left = pair->left;
        candidate->right = pair->right;
        features_of_pair(candidate, comparer->vocabulary, comparer->relations,
                         align_statements(comparer, pair->left, pair->right), pair->cosine);
    }
    return comparer->done < comparer->pairs.count;
}

double comparer_progress(const struct comparer *comparer)
{
    size_t count = comparer->pairs.count;
    return count > 0 ? (double)comparer->done / (double)count : 1;
}

/* For neither statement another candidate is likelier. */
static bool is_mutual(const struct candidate *candidate)
{
    const float *features = candidate->features;
    return features[FEATURE_FIRST_ROW_RANK] <= 0 && features[FEATURE_FIRST_COLUMN_RANK] <= 0;
}

/* How sure it is that two sentences tell the same. */
struct closeness {
    unsigned confidence;
    bool mutual;
};

static bool in_same_sentences(const struct comparer *comparer, const struct candidate *a,
                              const struct candidate *b)
{
    const struct statement *lefts = comparer->vocabulary->analyses[SIDE_LEFT]->statements;
    const struct statement *rights = comparer->vocabulary->analyses[SIDE_RIGHT]->statements;
    return lefts[a->left].sentence == lefts[b->left].sentence &&
           rights[a->right].sentence == rights[b->right].sentence;
}

/* A clause that hardly resembles another may stand in a sentence that tells the same: the closest
 * pair of statements of two sentences counts, as far as it is near among the candidates. */
static struct closeness closeness_of(const struct comparer *comparer, size_t at)
{
    enum { REACH = 64 };
    struct closeness closeness = {0, false};
    size_t end = at + REACH < comparer->done ? at + REACH : comparer->done;
    for (size_t i = at > REACH ? at - REACH : 0; i < end; i++) {
        const struct candidate *candidate = &comparer->candidates[i];
        if (!in_same_sentences(comparer, candidate, &comparer->candidates[at]))
            continue;
        closeness.mutual = closeness.mutual || is_mutual(candidate);
        if (comparer->confidences[i] > closeness.confidence)
            closeness.confidence = comparer->confidences[i];
    }
    return closeness;
}

/* Less likely pairs are not looked at for conflicts, in thousandths. */
enum { LOOKED_AT = 10 };

/* The candidates are in the order of the statements, so the links come out in theirs. */
static void add_link(struct comparer *comparer, struct comparison *comparison, size_t at,
                     size_t *capacity)
{
    const struct candidate *candidate = &comparer->candidates[at];
    struct link link = {.left = candidate->left, .right = candidate->right};
    link.confidence = comparer->confidences[at];
    struct closeness closeness = closeness_of(comparer, at);
    if (closeness.confidence < LOOKED_AT)
        return;
    const struct alignment *alignment =
        align_statements(comparer, candidate->left, candidate->right);
    struct conflict conflict = conflict_find(comparer->vocabulary, comparer->relations, alignment,
                                             candidate, closeness.confidence, closeness.mutual);
    link.kind = conflict.reason == REASON_NONE ? LINK_MATCH : LINK_CONFLICT;
    /* A clash in equal surroundings proves that the two tell of the same thing. */
    unsigned proof = (unsigned)(conflict.strength * 340);
    if (link.confidence < proof)
        link.confidence = proof;
    if (link.confidence < CONFIDENCE_FLOOR)
        return;
    link.reason = conflict.reason;
    link.severity = conflict.severity;
    link.evidence = evidence_make(comparison->arena, comparer->vocabulary, alignment, &conflict,
                                  &link.evidence_count);
    ARENA_APPEND(comparison->arena, comparison->links, comparison->link_count, *capacity, link);
}

static bool tells_same_event(const struct comparer *comparer, const struct comparison *comparison)
{
    size_t shown = 0;
    for (size_t i = 0; i < comparison->link_count; i++)
        shown += comparison->links[i].confidence >= CONFIDENCE_DEFAULT;
    double likeness = vocabulary_likeness(comparer->vocabulary);
    return likeness >= likeness_enough || (likeness >= likeness_least && shown >= LINKS_ENOUGH);
}

/* The pairs among each other, when each is known by itself. */
static void finish_features(struct comparer *comparer)
{
    while (comparer_step(comparer, comparer->pairs.count + 1))
        ;
    const struct vocabulary *vocabulary = comparer->vocabulary;
    features_of_article(comparer->candidates, comparer->done, vocabulary);
    for (size_t i = 0; i < comparer->done; i++)
        comparer->candidates[i].features[FEATURE_FIRST] =
            (float)score_first(&comparer->candidates[i]);
    features_of_first(comparer->candidates, comparer->done,
                      vocabulary_passages(vocabulary, SIDE_LEFT),
                      vocabulary_passages(vocabulary, SIDE_RIGHT));
    for (size_t i = 0; i < comparer->done; i++)
        comparer->confidences[i] = score_candidate(&comparer->candidates[i]);
}

struct comparison *comparer_finish(struct comparer *comparer)
{
    finish_features(comparer);
    struct comparison *comparison = memory_new(1, sizeof *comparison);
    comparison->arena = arena_new();
    comparison->left = comparer->vocabulary->analyses[SIDE_LEFT];
    comparison->right = comparer->vocabulary->analyses[SIDE_RIGHT];
    size_t capacity = 0;
    for (size_t i = 0; i < comparer->done; i++)
        add_link(comparer, comparison, i, &capacity);
    comparison->same_event = tells_same_event(comparer, comparison);
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
    finish_features(comparer);
    text_add(out, "left_start\tleft_end\tright_start\tright_end");
    for (enum feature i = 0; i < FEATURE_COUNT; i++)
        text_format(out, "\t%s", feature_name(i));
    text_add_byte(out, '\n');
    for (size_t i = 0; i < comparer->done; i++)
        dump_candidate(comparer, &comparer->candidates[i], out);
    comparer_free(comparer);
}
