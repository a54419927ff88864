/* Boosted trees over binned features, grown leaf by leaf where the loss falls most. */
#include "fitting.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BINS = 48 };

/* The rows of a fit, their features as places among bounds. */
struct bins {
    const struct rows *rows;
    size_t count;          /* rows used */
    uint32_t *row;         /* their places in `rows` */
    uint8_t *places;       /* feature by feature */
    float (*bounds)[BINS]; /* upper ends; the last bin has none */
    size_t *used;          /* bounds of each feature */
};

struct cell {
    double slope, bend;
};

/* A leaf while the tree grows. */
struct leaf {
    size_t start, end; /* of `order` */
    struct cell sum;
    size_t node;
    double gain; /* of the best split */
    size_t feature, bound;
};

struct grower {
    const struct bins *bins;
    const struct settings *settings;
    const double *slope, *bend; /* of each row used */
    uint32_t *order, *spare;
    bool *allowed;
    struct leaf leaves[LEAVES_MAX];
    size_t leaf_count;
    struct node nodes[2 * LEAVES_MAX];
    size_t left[2 * LEAVES_MAX];
    size_t node_count;
};

static int order_floats(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static void make_bounds(struct bins *bins, size_t feature, float *sorted)
{
    size_t features = bins->rows->features;
    for (size_t i = 0; i < bins->count; i++)
        sorted[i] = bins->rows->values[bins->row[i] * features + feature];
    qsort(sorted, bins->count, sizeof *sorted, order_floats);
    size_t used = 0, next = 0;
    for (size_t i = 1; i < bins->count && used < BINS - 1; i++)
        if (i >= next && sorted[i] > sorted[i - 1]) {
            bins->bounds[feature][used++] = (sorted[i] + sorted[i - 1]) / 2;
            next = i + bins->count / BINS;
        }
    bins->used[feature] = used;
    uint8_t *places = bins->places + feature * bins->count;
    for (size_t i = 0; i < bins->count; i++) {
        float value = bins->rows->values[bins->row[i] * features + feature];
        size_t low = 0, high = used;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (bins->bounds[feature][middle] < value)
                low = middle + 1;
            else
                high = middle;
        }
        places[i] = (uint8_t)low;
    }
}

static struct bins make_bins(const struct rows *rows, unsigned without)
{
    struct bins bins = {.rows = rows};
    bins.row = take(rows->count, sizeof *bins.row);
    for (size_t i = 0; i < rows->count; i++)
        if (rows->fold[i] != without)
            bins.row[bins.count++] = (uint32_t)i;
    bins.places = take(rows->features, bins.count);
    bins.bounds = take(rows->features, sizeof *bins.bounds);
    bins.used = take(rows->features, sizeof *bins.used);
    float *sorted = take(bins.count, sizeof *sorted);
    for (size_t k = 0; k < rows->features; k++)
        make_bounds(&bins, k, sorted);
    free(sorted);
    return bins;
}

static void free_bins(struct bins *bins)
{
    free(bins->row);
    free(bins->places);
    free(bins->bounds);
    free(bins->used);
}

static double worth(struct cell cell, double penalty)
{
    return cell.slope * cell.slope / (cell.bend + penalty);
}

static void find_split(struct grower *grower, struct leaf *leaf)
{
    const struct bins *bins = grower->bins;
    const struct settings *settings = grower->settings;
    leaf->gain = 1e-6;
    for (size_t k = 0; k < bins->rows->features; k++) {
        if (!grower->allowed[k] || bins->used[k] == 0)
            continue;
        struct cell cells[BINS] = {{0, 0}}, left = {0, 0};
        const uint8_t *places = bins->places + k * bins->count;
        for (size_t i = leaf->start; i < leaf->end; i++) {
            uint32_t row = grower->order[i];
            cells[places[row]].slope += grower->slope[row];
            cells[places[row]].bend += grower->bend[row];
        }
        for (size_t bound = 0; bound < bins->used[k]; bound++) {
            left.slope += cells[bound].slope;
            left.bend += cells[bound].bend;
            struct cell right = {leaf->sum.slope - left.slope, leaf->sum.bend - left.bend};
            if (left.bend < settings->least_weight || right.bend < settings->least_weight)
                continue;
            double gain = worth(left, settings->leaf_penalty) +
                          worth(right, settings->leaf_penalty) -
                          worth(leaf->sum, settings->leaf_penalty);
            if (gain > leaf->gain) {
                leaf->gain = gain;
                leaf->feature = k;
                leaf->bound = bound;
            }
        }
    }
}

static void add_leaf(struct grower *grower, struct leaf *leaf, size_t start, size_t end)
{
    *leaf = (struct leaf){.start = start, .end = end, .node = grower->node_count++};
    for (size_t i = start; i < end; i++) {
        leaf->sum.slope += grower->slope[grower->order[i]];
        leaf->sum.bend += grower->bend[grower->order[i]];
    }
    struct node *node = &grower->nodes[leaf->node];
    node->feature = -1;
    node->value = (float)(grower->settings->rate * leaf->sum.slope /
                          (leaf->sum.bend + grower->settings->leaf_penalty));
    find_split(grower, leaf);
}

static void split(struct grower *grower, struct leaf *leaf)
{
    const struct bins *bins = grower->bins;
    const uint8_t *places = bins->places + leaf->feature * bins->count;
    size_t kept = leaf->start, moved = 0, start = leaf->start, end = leaf->end;
    for (size_t i = start; i < end; i++) {
        uint32_t row = grower->order[i];
        if (places[row] <= leaf->bound)
            grower->order[kept++] = row;
        else
            grower->spare[moved++] = row;
    }
    memcpy(grower->order + kept, grower->spare, moved * sizeof *grower->spare);
    size_t at = leaf->node;
    grower->nodes[at].feature = (int)leaf->feature;
    grower->nodes[at].value = bins->bounds[leaf->feature][leaf->bound];
    grower->left[at] = grower->node_count;
    add_leaf(grower, leaf, start, kept);
    grower->nodes[at].right = grower->node_count;
    add_leaf(grower, &grower->leaves[grower->leaf_count++], kept, end);
}

static size_t write_preorder(const struct grower *grower, size_t from, struct tree *tree)
{
    size_t at = tree->count++;
    tree->nodes[at] = grower->nodes[from];
    if (grower->nodes[from].feature >= 0) {
        write_preorder(grower, grower->left[from], tree);
        tree->nodes[at].right = write_preorder(grower, grower->nodes[from].right, tree);
    }
    return at;
}

static void grow(struct grower *grower, struct tree *tree)
{
    grower->leaf_count = 1;
    grower->node_count = 0;
    for (size_t i = 0; i < grower->bins->count; i++)
        grower->order[i] = (uint32_t)i;
    add_leaf(grower, &grower->leaves[0], 0, grower->bins->count);
    while (grower->leaf_count < grower->settings->leaves) {
        struct leaf *best = &grower->leaves[0];
        for (size_t i = 1; i < grower->leaf_count; i++)
            if (grower->leaves[i].gain > best->gain)
                best = &grower->leaves[i];
        if (best->gain <= 1e-6)
            break;
        split(grower, best);
    }
    tree->count = 0;
    write_preorder(grower, 0, tree);
}

static double tree_value(const struct tree *tree, const float *values)
{
    size_t at = 0;
    while (tree->nodes[at].feature >= 0)
        at = values[tree->nodes[at].feature] <= tree->nodes[at].value ? at + 1
                                                                      : tree->nodes[at].right;
    return (double)tree->nodes[at].value;
}

void model_sums(const struct model *model, const float *values, double *sums)
{
    for (size_t output = 0; output < model->outputs; output++) {
        const double *weights = model->weights[output];
        sums[output] = weights[model->features];
        for (size_t k = 0; k < model->features; k++)
            sums[output] += weights[k] * within(&model->bounds[k], values[k]);
        for (size_t round = 0; round < model->rounds; round++)
            sums[output] += tree_value(&model->trees[round * model->outputs + output], values);
    }
}

/* How the loss of a row falls with the sum of an output, and how that bends. */
static struct cell pull(const struct settings *settings, double target, const double *sums,
                        size_t output)
{
    if (settings->loss == LOSS_SQUARE)
        return (struct cell){target - sums[0], 1};
    double guess = 1 / (1 + exp(-sums[0]));
    if (settings->loss == LOSS_CLASSES) {
        double all = 0;
        for (size_t k = 0; k < settings->outputs; k++)
            all += exp(sums[k] - sums[output]);
        guess = 1 / all;
        target = target == (double)output;
    }
    return (struct cell){target - guess, guess * (1 - guess) + 1e-9};
}

/* The same every time it runs. */
static bool chance(uint64_t *state, double share)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 40) < share * (double)(1 << 24);
}

static void boost(struct model *model, struct grower *grower, double *sums)
{
    const struct bins *bins = grower->bins;
    const struct settings *settings = grower->settings;
    size_t outputs = settings->outputs;
    double *slope = take(bins->count * outputs, sizeof *slope);
    double *bend = take(bins->count * outputs, sizeof *bend);
    uint64_t state = 1;
    for (; model->rounds < settings->rounds; model->rounds++) {
        for (size_t i = 0; i < bins->count; i++)
            for (size_t output = 0; output < outputs; output++) {
                double weight = bins->rows->weight[bins->row[i]];
                struct cell cell =
                    pull(settings, bins->rows->target[bins->row[i]], sums + i * outputs, output);
                slope[output * bins->count + i] = weight * cell.slope;
                bend[output * bins->count + i] = weight * cell.bend;
            }
        for (size_t output = 0; output < outputs; output++) {
            struct tree *tree = &model->trees[model->rounds * outputs + output];
            grower->slope = slope + output * bins->count;
            grower->bend = bend + output * bins->count;
            for (size_t k = 0; k < bins->rows->features; k++)
                grower->allowed[k] = chance(&state, settings->columns);
            grow(grower, tree);
            for (size_t i = 0; i < bins->count; i++)
                sums[i * outputs + output] += tree_value(
                    tree, bins->rows->values + (size_t)bins->row[i] * bins->rows->features);
        }
    }
    free(slope);
    free(bend);
}

struct model fit_model(const struct rows *rows, const struct settings *settings, unsigned without)
{
    struct model model = {.features = rows->features, .outputs = settings->outputs};
    model.bounds = take(rows->features, sizeof *model.bounds);
    for (size_t output = 0; output < settings->outputs; output++) {
        model.weights[output] = take(rows->features + 1, sizeof(double));
        fit_linear(rows, settings, without, output, model.bounds, model.weights[output]);
    }
    model.trees = take(settings->rounds * settings->outputs, sizeof *model.trees);
    if (settings->rounds == 0)
        return model;
    struct bins bins = make_bins(rows, without);
    struct grower grower = {.bins = &bins, .settings = settings};
    grower.order = take(bins.count, sizeof *grower.order);
    grower.spare = take(bins.count, sizeof *grower.spare);
    grower.allowed = take(rows->features, sizeof *grower.allowed);
    double *sums = take(bins.count * settings->outputs, sizeof *sums);
    for (size_t i = 0; i < bins.count; i++)
        model_sums(&model, rows->values + (size_t)bins.row[i] * rows->features,
                   sums + i * settings->outputs);
    boost(&model, &grower, sums);
    free(sums);
    free(grower.order);
    free(grower.spare);
    free(grower.allowed);
    free_bins(&bins);
    return model;
}

void free_model(struct model *model)
{
    for (size_t output = 0; output < model->outputs; output++)
        free(model->weights[output]);
    free(model->bounds);
    free(model->trees);
}
