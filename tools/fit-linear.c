#include "fitting.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_MAX = 30 };

void *take(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size);
    if (!memory) {
        fputs("fit-weights: out of memory\n", stderr);
        exit(2);
    }
    return memory;
}

/* Means and spreads of the features, so that one penalty suits all. */
struct scale {
    double *mean, *spread;
};

static struct scale measure(const struct rows *rows, unsigned without)
{
    size_t features = rows->features;
    struct scale scale = {take(features, sizeof(double)), take(features, sizeof(double))};
    double total = 0;
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->fold[i] == without)
            continue;
        total += rows->weight[i];
        for (size_t k = 0; k < features; k++) {
            double value = (double)rows->values[i * features + k];
            scale.mean[k] += rows->weight[i] * value;
            scale.spread[k] += rows->weight[i] * value * value;
        }
    }
    for (size_t k = 0; k < features; k++) {
        scale.mean[k] /= total;
        double spread = sqrt(fabs(scale.spread[k] / total - scale.mean[k] * scale.mean[k]));
        scale.spread[k] = spread > 1e-7 ? spread : 0;
    }
    return scale;
}

/* Solves the symmetric system in place by Gauss' method. */
static void solve(double *matrix, double *right, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        double pivot = matrix[i * size + i];
        for (size_t k = i + 1; k < size; k++) {
            double factor = matrix[k * size + i] / pivot;
            if (factor == 0)
                continue;
            for (size_t j = i; j < size; j++)
                matrix[k * size + j] -= factor * matrix[i * size + j];
            right[k] -= factor * right[i];
        }
    }
    for (size_t i = size; i-- > 0;) {
        for (size_t j = i + 1; j < size; j++)
            right[i] -= matrix[i * size + j] * right[j];
        right[i] /= matrix[i * size + i];
    }
}

/* One step of Newton's method; returns how far it went. */
static double improve(const struct rows *rows, const struct scale *scale,
                      const struct settings *settings, unsigned without, size_t output,
                      const struct bounds *bounds, double *weights)
{
    size_t features = rows->features, size = features + 1;
    double *matrix = take(size * size, sizeof *matrix), *right = take(size, sizeof *right);
    double *z = take(size, sizeof *z);
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->fold[i] == without)
            continue;
        double sum = weights[features];
        z[features] = 1;
        for (size_t k = 0; k < features; k++) {
            double value = within(&bounds[k], rows->values[i * features + k]) - scale->mean[k];
            z[k] = scale->spread[k] > 0 ? value / scale->spread[k] : 0;
            sum += weights[k] * z[k];
        }
        double target = rows->target[i], guess = sum, bend = 1;
        if (settings->loss != LOSS_SQUARE) {
            target = settings->outputs > 1 ? target == (double)output : target;
            guess = 1 / (1 + exp(-sum));
            bend = guess * (1 - guess) + 1e-9;
        }
        for (size_t k = 0; k < size; k++) {
            right[k] += rows->weight[i] * (target - guess) * z[k];
            double part = rows->weight[i] * bend * z[k];
            for (size_t j = 0; part != 0 && j <= k; j++)
                matrix[k * size + j] += part * z[j];
        }
    }
    for (size_t k = 0; k < size; k++) {
        for (size_t j = 0; j < k; j++)
            matrix[j * size + k] = matrix[k * size + j];
        if (k < features) {
            matrix[k * size + k] += settings->penalty;
            right[k] -= settings->penalty * weights[k];
        }
    }
    solve(matrix, right, size);
    double largest = 1, way = 0;
    for (size_t k = 0; k < size; k++)
        largest = fabs(right[k]) > largest ? fabs(right[k]) : largest;
    for (size_t k = 0; k < size; k++) {
        weights[k] += right[k] / largest;
        way += fabs(right[k]);
    }
    free(matrix);
    free(right);
    free(z);
    return way;
}

void fit_linear(const struct rows *rows, const struct settings *settings, unsigned without,
                size_t output, struct bounds *bounds, double *weights)
{
    struct scale scale = measure(rows, without);
    for (size_t k = 0; k < rows->features; k++) {
        double room = settings->clip > 0 ? settings->clip * scale.spread[k] : (double)FLT_MAX;
        bounds[k] = (struct bounds){(float)(scale.mean[k] - room), (float)(scale.mean[k] + room)};
    }
    memset(weights, 0, (rows->features + 1) * sizeof *weights);
    for (int step = 0; step < STEPS_MAX; step++)
        if (improve(rows, &scale, settings, without, output, bounds, weights) < 1e-3)
            break;
    for (size_t k = 0; k < rows->features; k++) {
        weights[k] = scale.spread[k] > 0 ? weights[k] / scale.spread[k] : 0;
        weights[rows->features] -= weights[k] * scale.mean[k];
    }
    free(scale.mean);
    free(scale.spread);
}
