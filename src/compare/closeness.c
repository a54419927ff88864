#include "compare/closeness.h"

/* For one statement no other candidate is likelier, for the other one at most. Ranks are logarithms:
 * 0, 0.69, 1.1. */
static bool is_mutual(const struct candidate *candidate)
{
    const float *features = candidate->features;
    float row = features[FEATURE_FIRST_ROW_RANK], column = features[FEATURE_FIRST_COLUMN_RANK];
    float better = row < column ? row : column, worse = row < column ? column : row;
    return better <= 0 && worse < 0.7f;
}

static bool in_same_sentences(const struct vocabulary *vocabulary, const struct candidate *a,
                              const struct candidate *b)
{
    const struct statement *lefts = vocabulary->analyses[SIDE_LEFT]->statements;
    const struct statement *rights = vocabulary->analyses[SIDE_RIGHT]->statements;
    return lefts[a->left].sentence == lefts[b->left].sentence &&
           rights[a->right].sentence == rights[b->right].sentence;
}

/* A clause that hardly resembles another may stand in a sentence that tells the same. Candidates of
 * one left sentence are neighbours; a sentence without end has more than are looked at. */
struct closeness closeness_find(const struct vocabulary *vocabulary,
                                const struct candidate *candidates, const unsigned *confidences,
                                size_t count, size_t at)
{
    enum { REACH = 64 };
    struct closeness closeness = {0, false};
    size_t end = at + REACH < count ? at + REACH : count;
    for (size_t i = at > REACH ? at - REACH : 0; i < end; i++) {
        if (!in_same_sentences(vocabulary, &candidates[i], &candidates[at]))
            continue;
        closeness.mutual = closeness.mutual || is_mutual(&candidates[i]);
        if (confidences[i] > closeness.confidence)
            closeness.confidence = confidences[i];
    }
    return closeness;
}
