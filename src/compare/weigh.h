/* Fitted weights: a weighted sum of features, and small trees whose leaves add to it. */
#ifndef ABREAST_COMPARE_WEIGH_H
#define ABREAST_COMPARE_WEIGH_H

#include <stddef.h>

/* A node of a tree. Where the feature is at most the bound the way goes on with the next node,
 * else with the one `above` nodes on. */
struct branch {
    short feature;        /* -1: a leaf */
    unsigned short above; /* 0 of a leaf */
    float value;          /* the bound, or what the leaf adds */
};

/* What a feature adds: its weight times its value, which counts within bounds only, so that what is
 * far out of the ordinary does not outweigh all the rest. */
struct slope {
    float weight, low, high;
};

struct weights {
    double bias;
    size_t feature_count, tree_count;
    const struct slope *linear;
    const struct branch *branches; /* of one tree after the other */
};

/* The sum, in a fixed order. */
double weigh(const struct weights *weights, const float *features);

#endif
