#include "compare/standing.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* What is known of each term while the pairs are walked. */
struct local {
    uint32_t *counts[SIDE_COUNT]; /* statements that hold it */
    uint32_t *seen;               /* the last passage that was found to hold it, as its mark */
    uint32_t mark;                /* of the passage that is being read; none is 0 */
    double pairs;                 /* of statements */
};

/* Whether the passage that is being read shows the term for the first time. */
static bool is_new(struct local *local, uint32_t term)
{
    if (local->seen[term] == local->mark)
        return false;
    local->seen[term] = local->mark;
    return true;
}

static void count_terms(struct local *local, const struct vocabulary *vocabulary, enum side side)
{
    for (size_t i = 0; i < vocabulary_passages(vocabulary, side); i++) {
        const struct passage *passage = &vocabulary->passages[side][i];
        local->mark++;
        for (size_t k = 0; k < passage->count; k++)
            local->counts[side][passage->items[k].term] += is_new(local, passage->items[k].term);
    }
}

/* 1 for a word that one statement of each article holds, 0 for one that all hold; in steps, so that
 * sums are exact. */
static double weight_of(const struct local *local, uint32_t term)
{
    double holding =
        (double)local->counts[SIDE_LEFT][term] * (double)local->counts[SIDE_RIGHT][term];
    return local->pairs > 1 ? floor(4096 * log(local->pairs / holding) / log(local->pairs)) / 4096
                            : 0;
}

static void mark_passage(struct local *local, const struct passage *passage)
{
    local->mark += 2;
    for (size_t i = 0; i < passage->count; i++)
        local->seen[passage->items[i].term] = local->mark;
}

/* The left passage is marked; what is found on the right as well is marked off. */
static void measure(struct local *local, const struct passage *passage, float *features)
{
    double sum = 0, squares = 0, top = 0, second = 0;
    for (size_t i = 0; i < passage->count; i++) {
        uint32_t term = passage->items[i].term;
        if (local->seen[term] != local->mark)
            continue;
        local->seen[term] = local->mark - 1;
        double weight = weight_of(local, term);
        sum += weight;
        squares += weight * weight;
        second = weight > top ? top : weight > second ? weight : second;
        top = weight > top ? weight : top;
    }
    features[FEATURE_LOCAL] = (float)sum;
    features[FEATURE_LOCAL_SQUARES] = (float)squares;
    features[FEATURE_LOCAL_TOP] = (float)top;
    features[FEATURE_LOCAL_SECOND] = (float)second;
}

void features_of_local(struct candidate *candidates, size_t count,
                       const struct vocabulary *vocabulary)
{
    struct local local = {.pairs = 1};
    local.seen = memory_new(vocabulary->term_count + 1, sizeof *local.seen);
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        local.counts[side] = memory_new(vocabulary->term_count + 1, sizeof(uint32_t));
        local.pairs *= (double)vocabulary_passages(vocabulary, side);
        count_terms(&local, vocabulary, side);
    }
    for (size_t i = 0; i < count; i++) {
        mark_passage(&local, &vocabulary->passages[SIDE_LEFT][candidates[i].left]);
        measure(&local, &vocabulary->passages[SIDE_RIGHT][candidates[i].right],
                candidates[i].features);
    }
    free(local.seen);
    free(local.counts[SIDE_LEFT]);
    free(local.counts[SIDE_RIGHT]);
}
