/* Fits the weights of src/compare to the tables that tools/fit writes, and prints weights.h.
 *
 *     fit-weights FOLDER > weights.h
 *
 * Cross-validated figures and, where FOLDER holds the -dev tables, figures on these go to standard
 * error. The same tables give the same weights. */
#include "fit-data.h"
#include "fitting.h"

#include "compare/compare.h"
#include "compare/features.h"
#include "compare/standing.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct settings first_settings = {
    .loss = LOSS_LOGISTIC, .outputs = 1, .clip = 4, .penalty = 60};
static struct settings article_settings = {
    .loss = LOSS_LOGISTIC,
    .outputs = 1,
    .clip = 4,
    .penalty = 60,
    .rounds = 60,
    .leaves = 8,
    .rate = 0.05,
    .least_weight = 4,
    .leaf_penalty = 8,
    .columns = 0.4,
};
static struct settings kind_settings = {
    .loss = LOSS_CLASSES,
    .outputs = 3,
    .penalty = 30,
    .rounds = 120,
    .leaves = 10,
    .rate = 0.1,
    .least_weight = 4,
    .leaf_penalty = 4,
    .columns = 0.4,
};
static struct settings similarity_settings = {
    .loss = LOSS_SQUARE,
    .outputs = 1,
    .penalty = 10,
    .rounds = 120,
    .leaves = 8,
    .rate = 0.06,
    .least_weight = 12,
    .leaf_penalty = 4,
    .columns = 0.4,
};

/* The sums of every row by a model that did not see its fold. */
static double *sums_across(const struct rows *rows, const struct settings *settings)
{
    double *sums = take(rows->count * settings->outputs, sizeof *sums);
    for (unsigned fold = 0; fold < FOLDS; fold++) {
        struct model model = fit_model(rows, settings, fold);
        for (size_t i = 0; i < rows->count; i++)
            if (rows->fold[i] == fold)
                model_sums(&model, rows->values + i * rows->features, sums + i * settings->outputs);
        free_model(&model);
    }
    return sums;
}

static double *sums_by(const struct rows *rows, const struct model *model)
{
    double *sums = take(rows->count * model->outputs, sizeof *sums);
    for (size_t i = 0; i < rows->count; i++)
        model_sums(model, rows->values + i * rows->features, sums + i * model->outputs);
    return sums;
}

/* Links are drawn whichever article stands on the left: models of articles are fitted to every row
 * and its mirror, and the sum of a row is the mean of both, as score.c has it. */
static struct model fit_both(const struct rows *rows, const struct settings *settings)
{
    struct rows both = rows_both(rows);
    struct model model = fit_model(&both, settings, FOLDS);
    rows_free(&both);
    return model;
}

static double *mean_of_both(double *sums, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sums[i] = (sums[i] + sums[i + count]) / 2;
    return sums;
}

static double *both_across(const struct rows *rows, const struct settings *settings)
{
    struct rows both = rows_both(rows);
    double *sums = sums_across(&both, settings);
    rows_free(&both);
    return mean_of_both(sums, rows->count);
}

static double *both_by(const struct rows *rows, const struct model *model)
{
    struct rows both = rows_both(rows);
    double *sums = sums_by(&both, model);
    rows_free(&both);
    return mean_of_both(sums, rows->count);
}

/* Gives the second step its features: what the first step says of a pair, and how that stands among
 * all pairs of the two articles, by the very code that runs in the program. */
static void add_standing(struct articles *articles, const double *first)
{
    size_t features = articles->rows.features;
    for (size_t group = 0; group < articles->group_count; group++) {
        size_t start = articles->groups[group].start, end = articles->groups[group + 1].start;
        struct candidate *candidates = take(end - start, sizeof *candidates);
        for (size_t i = start; i < end; i++) {
            candidates[i - start].left = articles->places[i].left;
            candidates[i - start].right = articles->places[i].right;
            candidates[i - start].features[FEATURE_FIRST] = (float)first[i];
        }
        features_of_first(candidates, end - start, articles->groups[group].lefts,
                          articles->groups[group].rights);
        for (size_t i = start; i < end; i++)
            memcpy(articles->rows.values + i * features + FEATURE_ARTICLE_COUNT,
                   candidates[i - start].features + FEATURE_ARTICLE_COUNT,
                   (FEATURE_COUNT - FEATURE_ARTICLE_COUNT) * sizeof(float));
        free(candidates);
    }
}

/* Only the first features of each row. */
static struct rows narrow(const struct rows *rows, size_t features)
{
    struct rows narrow = *rows;
    narrow.features = features;
    narrow.values = take(rows->count * features, sizeof *narrow.values);
    for (size_t i = 0; i < rows->count; i++)
        memcpy(narrow.values + i * features, rows->values + i * rows->features,
               features * sizeof *narrow.values);
    return narrow;
}

/* Two careful readers of the same articles agree at this F1: each draws links that the other does
 * not, and the labels that are fitted on are one reader's. */
#define AGREEMENT 0.894

/* How often a second reader draws a link that the first did not, as a share of the chance that a
 * reader draws it: it is the doubtful ones on which they differ. */
static double second_reader(const struct rows *rows, const double *sums)
{
    double drawn = 0, doubt = 0;
    for (size_t i = 0; i < rows->count; i++) {
        double chance = 1 / (1 + exp(-sums[i]));
        drawn += rows->target[i];
        doubt += chance * (1 - chance);
    }
    return (1 - AGREEMENT) * drawn / doubt;
}

/* Platt's scaling: the line through the sums that makes them the logits of how often they are
 * right. */
static void fit_line(struct rows *narrow, const double *sums, double *line)
{
    struct settings settings = {.loss = LOSS_LOGISTIC, .outputs = 1, .penalty = 1e-3};
    struct bounds bounds;
    for (size_t i = 0; i < narrow->count; i++)
        narrow->values[i] = (float)sums[i];
    fit_linear(narrow, &settings, FOLDS, 0, &bounds, line);
}

/* The line that makes the sums the logits of how often one of two readers draws the link. */
static void calibrate(const struct rows *rows, const double *sums, double *line)
{
    struct rows narrow = *rows;
    narrow.features = 1;
    narrow.values = take(rows->count, sizeof *narrow.values);
    narrow.target = take(rows->count, sizeof *narrow.target);
    memcpy(narrow.target, rows->target, rows->count * sizeof *narrow.target);
    fit_line(&narrow, sums, line);
    double *logits = take(rows->count, sizeof *logits);
    for (size_t i = 0; i < rows->count; i++)
        logits[i] = line[0] * sums[i] + line[1];
    double share = second_reader(rows, logits);
    for (size_t i = 0; i < rows->count; i++)
        narrow.target[i] += (1 - rows->target[i]) * share / (1 + exp(-logits[i]));
    fit_line(&narrow, sums, line);
    free(logits);
    free(narrow.values);
    free(narrow.target);
}

/* As a constant of C of type float; returns how many signs it took. */
static size_t print_float(double value)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%.7g", value);
    return (size_t)printf("%s%sf", digits, strpbrk(digits, ".e") ? "" : ".0");
}

static void print_weights(const char *name, const struct model *model, size_t output, double factor)
{
    const double *weights = model->weights[output];
    printf("static const struct slope %s_linear[%zu] = {\n", name, model->features);
    for (size_t k = 0; k < model->features; k++) {
        const char *feature = feature_name((enum feature)k);
        if (weights[k] == 0)
            continue;
        printf("    [FEATURE_");
        for (; *feature; feature++)
            putchar(toupper((unsigned char)*feature));
        printf("] = {");
        print_float(weights[k] * factor);
        printf(", ");
        print_float((double)model->bounds[k].low);
        printf(", ");
        print_float((double)model->bounds[k].high);
        printf("},\n");
    }
    printf("};\n\n");
}

/* `factor` and `shift` are the line of a calibration. */
static void print_output(const char *name, const struct model *model, size_t output, double factor,
                         double shift)
{
    print_weights(name, model, output, factor);
    printf("static const struct branch %s_branches[] = {\n", name);
    size_t column = 0;
    for (size_t round = 0; round < model->rounds; round++) {
        const struct tree *tree = &model->trees[round * model->outputs + output];
        for (size_t i = 0; i < tree->count; i++) {
            const struct node *node = &tree->nodes[i];
            bool leaf = node->feature < 0;
            double value = (double)node->value * (leaf ? factor : 1);
            column += (size_t)printf("{%d,%zu,", node->feature, leaf ? 0 : node->right - i);
            column += print_float(value) + (size_t)printf("},");
            if (column > 84) {
                putchar('\n');
                column = 0;
            }
        }
    }
    printf("{-1,0,0}};\n\n");
    printf("static const struct weights %s_weights = {\n    %.9g, %zu, %zu, %s_linear, "
           "%s_branches};\n\n",
           name, model->weights[output][model->features] * factor + shift, model->features,
           model->rounds, name, name);
}

static void report_articles(const char *name, const struct articles *articles, const double *sums,
                            double cut)
{
    struct quality best = quality_best(articles, sums), at = quality_at(articles, sums, cut);
    fprintf(stderr, "%-26s F1 %.4f P %.3f R %.3f   (best %.4f P %.3f R %.3f at %.3f)\n", name,
            at.f1, at.precision, at.recall, best.f1, best.precision, best.recall,
            1 / (1 + exp(-best.cut)));
}

/* What a higher cut costs and gains. */
static void report_cuts(const struct articles *articles, const double *sums)
{
    for (int cut = 26; cut <= 44; cut += 2) {
        struct quality at = quality_at(articles, sums, log(cut / (100.0 - cut)));
        fprintf(stderr, "  cut 0.%d: F1 %.4f P %.3f R %.3f\n", cut, at.f1, at.precision, at.recall);
    }
}

static void scale_sums(double *sums, size_t count, const double *line)
{
    for (size_t i = 0; i < count; i++)
        sums[i] = line[0] * sums[i] + line[1];
}

static void fit_articles(const char *folder)
{
    struct articles train = articles_read(folder, "articles.data", true);
    struct articles dev = articles_read(folder, "articles-dev.data", false);
    struct rows first_rows = narrow(&train.rows, FEATURE_ARTICLE_COUNT);
    double *first = both_across(&first_rows, &first_settings);
    struct model first_model = fit_both(&first_rows, &first_settings);
    report_articles("articles, first step", &train, first, quality_best(&train, first).cut);
    add_standing(&train, first);
    double *sums = both_across(&train.rows, &article_settings), line[2];
    struct model model = fit_both(&train.rows, &article_settings);
    calibrate(&train.rows, sums, line);
    scale_sums(sums, train.rows.count, line);
    double cut = log(CONFIDENCE_DEFAULT / (1000.0 - CONFIDENCE_DEFAULT));
    report_articles("articles, cross-validated", &train, sums, cut);
    report_cuts(&train, sums);
    report_reliability(&train, sums);
    if (dev.group_count > 0) {
        struct rows dev_rows = narrow(&dev.rows, FEATURE_ARTICLE_COUNT);
        double *dev_first = both_by(&dev_rows, &first_model);
        report_articles("development, first step", &dev, dev_first,
                        quality_best(&train, first).cut);
        add_standing(&dev, dev_first);
        double *dev_sums = both_by(&dev.rows, &model);
        scale_sums(dev_sums, dev.rows.count, line);
        report_articles("development", &dev, dev_sums, cut);
        free(dev_rows.values);
        free(dev_first);
        free(dev_sums);
    }
    print_output("first", &first_model, 0, 1, 0);
    print_output("article", &model, 0, line[0], line[1]);
    free_model(&first_model);
    free_model(&model);
    free(first_rows.values);
    free(first);
    free(sums);
    articles_free(&train);
    articles_free(&dev);
}

static void fit_kinds(const char *folder)
{
    static const char *const names[] = {"none", "match", "conflict"};
    struct rows train = rows_read(folder, "kinds.data"), dev = rows_read(folder, "kinds-dev.data");
    double *sums = sums_across(&train, &kind_settings);
    report_classes("pairs, cross-validated", &train, sums);
    struct model model = fit_model(&train, &kind_settings, FOLDS);
    if (dev.count > 0) {
        double *dev_sums = sums_by(&dev, &model);
        report_classes("pairs, development", &dev, dev_sums);
        free(dev_sums);
    }
    for (size_t output = 0; output < kind_settings.outputs; output++)
        print_output(names[output], &model, output, 1, 0);
    free_model(&model);
    free(sums);
    rows_free(&train);
    rows_free(&dev);
}

static void fit_similarity(const char *folder)
{
    struct rows train = rows_read(folder, "similarity.data");
    struct rows dev = rows_read(folder, "similarity-dev.data");
    double *sums = sums_across(&train, &similarity_settings);
    report_correlation("similarity, cross-validated", &train, sums);
    struct model model = fit_model(&train, &similarity_settings, FOLDS);
    if (dev.count > 0) {
        double *dev_sums = sums_by(&dev, &model);
        report_correlation("similarity, development", &dev, dev_sums);
        free(dev_sums);
    }
    print_output("similarity", &model, 0, 1, 0);
    free_model(&model);
    free(sums);
    rows_free(&train);
    rows_free(&dev);
}

int main(int count, char **arguments)
{
    if (count != 2) {
        fputs("usage: fit-weights FOLDER > weights.h\n", stderr);
        return 2;
    }
    puts("/* The fitted weights, made by tools/fit; do not edit. doc/engine.md tells the data and "
         "the "
         "scores."
         " */\n#ifndef ABREAST_COMPARE_WEIGHTS_H\n#define ABREAST_COMPARE_WEIGHTS_H\n\n"
         "#include \"compare/features.h\"\n#include \"compare/weigh.h\"\n");
    printf("_Static_assert(FEATURE_COUNT == %d, \"features changed: fit the weights again\");\n\n",
           FEATURE_COUNT);
    fit_articles(arguments[1]);
    fit_kinds(arguments[1]);
    fit_similarity(arguments[1]);
    puts("#endif");
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("fit-weights: standard output: cannot be written\n", stderr);
        return 2;
    }
    return 0;
}
