#include "compare/score.h"

#include "compare/mirror.h"
#include "compare/weights.h"

#include <math.h>

static unsigned thousandths(double sum)
{
    return (unsigned)floor(1000 / (1 + exp(-sum)) + 0.5);
}

/* The same whichever article stands on the left. */
static double weigh_both_ways(const struct weights *weights, const float *features)
{
    float mirror[FEATURE_COUNT];
    features_mirror(features, weights->feature_count, mirror);
    return (weigh(weights, features) + weigh(weights, mirror)) / 2;
}

double score_first(const struct candidate *candidate)
{
    return weigh_both_ways(&first_weights, candidate->features);
}

unsigned score_candidate(const struct candidate *candidate)
{
    return thousandths(weigh_both_ways(&article_weights, candidate->features));
}

struct kind_score score_kinds(const struct candidate *candidate)
{
    double none = exp(weigh(&none_weights, candidate->features));
    double match = exp(weigh(&match_weights, candidate->features));
    double conflict = exp(weigh(&conflict_weights, candidate->features));
    double all = none + match + conflict;
    return (struct kind_score){none / all, match / all, conflict / all};
}

double score_similarity(const struct candidate *candidate)
{
    double similarity = weigh(&similarity_weights, candidate->features);
    return similarity < 0 ? 0 : similarity > 1 ? 1 : similarity;
}
