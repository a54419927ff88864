/* Fitting of weights: rows of features with a target, and models that are a weighted sum of the
 * features and then of small trees. */
#ifndef ABREAST_TOOLS_FITTING_H
#define ABREAST_TOOLS_FITTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { OUTPUTS_MAX = 3, LEAVES_MAX = 32, FOLDS = 6 };

struct rows {
    size_t count, features;
    float *values;  /* row by row */
    double *target; /* of a class its number */
    double *weight;
    unsigned *fold; /* 0..FOLDS-1: rows that belong together share one */
    unsigned *set;  /* where a row comes from */
};

/* Preorder: the left branch (value <= bound) is the next node. */
struct node {
    int feature; /* -1: a leaf */
    float value; /* the bound, or what the leaf adds */
    size_t right;
};

struct tree {
    struct node nodes[2 * LEAVES_MAX];
    size_t count;
};

enum loss { LOSS_SQUARE, LOSS_LOGISTIC, LOSS_CLASSES };

struct settings {
    enum loss loss;
    size_t outputs; /* 3 with LOSS_CLASSES, else 1 */
    double clip;    /* spreads from the mean within which a value counts; 0: all */
    double penalty; /* of the squares of the standardised weights */
    size_t rounds, leaves;
    double rate, least_weight, leaf_penalty;
    double columns; /* share of the features that a tree may look at */
};

/* Within these a value of a feature counts. */
struct bounds {
    float low, high;
};

struct model {
    size_t features, outputs, rounds;
    struct bounds *bounds;
    double *weights[OUTPUTS_MAX]; /* the bias last */
    struct tree *trees;           /* round by round, output by output */
};

/* Fits to all rows but those of a fold; FOLDS leaves none out. */
struct model fit_model(const struct rows *rows, const struct settings *settings, unsigned without);
void free_model(struct model *model);

/* The sums for one row: a logit each, or the value itself with LOSS_SQUARE. */
void model_sums(const struct model *model, const float *values, double *sums);

/* The weighted sum alone, as the first step of fit_model; `bounds` has room for all features. */
void fit_linear(const struct rows *rows, const struct settings *settings, unsigned without,
                size_t output, struct bounds *bounds, double *weights);

static inline double within(const struct bounds *bounds, float value)
{
    return (double)(value < bounds->low ? bounds->low : value > bounds->high ? bounds->high : value);
}

/* Memory that is zeroed and never NULL. */
void *take(size_t count, size_t size);

#endif
