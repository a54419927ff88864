#include "compare/weigh.h"

/* The leaf at which a tree ends for these features. */
static const struct branch *descend(const struct branch *branch, const float *features)
{
    while (branch->feature >= 0)
        branch += features[branch->feature] <= branch->value ? 1 : branch->above;
    return branch;
}

/* A tree ends with the leaf on its right edge. */
static const struct branch *next_tree(const struct branch *branch)
{
    while (branch->feature >= 0)
        branch += branch->above;
    return branch + 1;
}

static double bound(const struct slope *slope, float value)
{
    return (double)(value < slope->low ? slope->low : value > slope->high ? slope->high : value);
}

double weigh(const struct weights *weights, const float *features)
{
    double sum = weights->bias;
    for (size_t i = 0; i < weights->feature_count; i++)
        sum += (double)weights->linear[i].weight * bound(&weights->linear[i], features[i]);
    const struct branch *tree = weights->branches;
    for (size_t i = 0; i < weights->tree_count; i++) {
        sum += (double)descend(tree, features)->value;
        tree = next_tree(tree);
    }
    return sum;
}
