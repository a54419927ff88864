#include "compare/contexts.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

static int order_numbers(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

/* Working memory for the terms of some statements. */
struct scratch {
    uint32_t *terms;
    size_t capacity;
};

static size_t gather_terms(const struct vocabulary *vocabulary, enum side side, size_t start,
                           size_t end, struct scratch *scratch)
{
    size_t count = 0, kept = 0;
    for (size_t i = start; i < end; i++) {
        const struct passage *passage = &vocabulary->passages[side][i];
        for (size_t k = 0; k < passage->term_count; k++)
            MEMORY_APPEND(scratch->terms, count, scratch->capacity, passage->terms[k]);
    }
    if (count > 0)
        qsort(scratch->terms, count, sizeof *scratch->terms, order_numbers);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || scratch->terms[i] != scratch->terms[kept - 1])
            scratch->terms[kept++] = scratch->terms[i];
    return kept;
}

/* The terms of the statements from `start` to before `end`; those of a single one are its own. */
static struct context collect_context(struct arena *arena, const struct vocabulary *vocabulary,
                                      enum side side, size_t start, size_t end,
                                      struct scratch *scratch)
{
    const struct passage *passage = &vocabulary->passages[side][start];
    if (end == start + 1)
        return (struct context){passage->terms, passage->term_count, passage->length};
    size_t count = gather_terms(vocabulary, side, start, end, scratch);
    uint32_t *terms = arena_take(arena, count, sizeof *terms);
    double squares = 0;
    for (size_t i = 0; i < count; i++) {
        double weight = vocabulary->terms[scratch->terms[i]].weight;
        squares += weight * weight;
        terms[i] = scratch->terms[i];
    }
    return (struct context){terms, count, sqrt(squares)};
}

struct contexts contexts_make(struct arena *arena, const struct vocabulary *vocabulary,
                              enum side side)
{
    const struct analysis *analysis = vocabulary->analyses[side];
    size_t count = analysis->statement_count;
    struct contexts contexts = {arena_take(arena, count, sizeof(struct context)),
                                arena_take(arena, count, sizeof(struct context))};
    struct scratch scratch = {NULL, 0};
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count; end++)
            if (analysis->statements[end].sentence != analysis->statements[i].sentence)
                break;
        struct context sentence = collect_context(arena, vocabulary, side, i, end, &scratch);
        struct context near = collect_context(arena, vocabulary, side, i > 0 ? i - 1 : 0,
                                              end < count ? end + 1 : count, &scratch);
        for (size_t k = i; k < end; k++) {
            contexts.sentences[k] = sentence;
            contexts.around[k] = near;
        }
    }
    free(scratch.terms);
    return contexts;
}

struct overlap contexts_overlap(const struct vocabulary *vocabulary, const struct context *a,
                                const struct context *b)
{
    struct overlap overlap = {0};
    double squares = 0, length = a->length * b->length;
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        uint32_t x = a->terms[i], y = b->terms[j];
        double weight = x == y ? vocabulary->terms[x].weight : 0;
        squares += weight * weight;
        overlap.shared += weight;
        if (weight > overlap.top) {
            overlap.second = overlap.top;
            overlap.top = weight;
        } else if (weight > overlap.second) {
            overlap.second = weight;
        }
        i += x <= y;
        j += y <= x;
    }
    overlap.cosine = length > 0 ? squares / length : 0;
    return overlap;
}
