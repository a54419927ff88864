#include "compare/score.h"

#include "compare/weights.h"

#include <math.h>

static unsigned thousandths(double sum)
{
    return (unsigned)floor(1000 / (1 + exp(-sum)) + 0.5);
}

static double weigh(const struct candidate *candidate, const float *weights, size_t count,
                    double bias)
{
    double sum = bias;
    for (size_t i = 0; i < count; i++)
        sum += (double)weights[i] * (double)candidate->features[i];
    return sum;
}

unsigned score_candidate(const struct candidate *candidate)
{
    return thousandths(weigh(candidate, article_weights, FEATURE_COUNT, article_bias));
}

unsigned score_pair(const struct candidate *candidate)
{
    return thousandths(weigh(candidate, pair_weights, FEATURE_PAIR_COUNT, pair_bias));
}

double score_similarity(const struct candidate *candidate)
{
    return (double)candidate->features[FEATURE_LIKENESS];
}

double score_clash(const struct candidate *candidate)
{
    const float *features = candidate->features;
    double clash = (double)features[FEATURE_LIKENESS] *
                   ((double)features[FEATURE_POLARITY] + (double)features[FEATURE_OPPOSITES] +
                    (double)features[FEATURE_NUMBERS_ALONE] + 0.2);
    return clash < 1 ? clash : 1;
}
