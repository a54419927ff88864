#include "compare/candidates.h"

#include "base/memory.h"

#include <stdlib.h>

/* A term that more statements hold is not followed, unless they are few anyway. */
enum { POSTINGS_FEW = 40, POSTINGS_MAX = 400, POSTINGS_SHARE = 4 };

struct index {
    const struct vocabulary *vocabulary;
    enum side side;   /* whose statements it lists */
    uint32_t *starts; /* of each term's; one more at the end */
    uint32_t *statements;
    double *sums; /* working memory: one a statement, zero between uses */
    uint32_t *touched;
};

static void make_index(struct index *index, const struct vocabulary *vocabulary, enum side side)
{
    size_t passages = vocabulary_passages(vocabulary, side), total = 0;
    *index = (struct index){.vocabulary = vocabulary, .side = side};
    index->starts = memory_new(vocabulary->term_count + 2, sizeof *index->starts);
    index->sums = memory_new(passages + 1, sizeof *index->sums);
    index->touched = memory_new(passages + 1, sizeof *index->touched);
    for (size_t i = 0; i < vocabulary->term_count; i++) {
        index->starts[i + 2] = index->starts[i + 1] + vocabulary->terms[i].count[side];
        total += vocabulary->terms[i].count[side];
    }
    index->statements = memory_new(total + 1, sizeof *index->statements);
    for (size_t i = 0; i < passages; i++) {
        const struct passage *passage = &vocabulary->passages[side][i];
        for (size_t k = 0; k < passage->term_count; k++)
            index->statements[index->starts[passage->terms[k] + 1]++] = (uint32_t)i;
    }
}

static void free_index(struct index *index)
{
    free(index->starts);
    free(index->statements);
    free(index->sums);
    free(index->touched);
}

static size_t most_postings(const struct index *index)
{
    size_t most = vocabulary_passages(index->vocabulary, index->side) / POSTINGS_SHARE;
    if (most < POSTINGS_FEW)
        return POSTINGS_FEW;
    return most < POSTINGS_MAX ? most : POSTINGS_MAX;
}

/* Sums the products of weights of all statements that share a term; returns how many. */
static size_t add_up(struct index *index, const struct passage *passage)
{
    size_t count = 0, most = most_postings(index);
    for (size_t k = 0; k < passage->term_count; k++) {
        uint32_t term = passage->terms[k];
        double weight = index->vocabulary->terms[term].weight;
        size_t start = index->starts[term], end = index->starts[term + 1];
        if (end - start > most || weight <= 0)
            continue;
        for (size_t i = start; i < end; i++) {
            uint32_t statement = index->statements[i];
            if (index->sums[statement] <= 0)
                index->touched[count++] = statement;
            index->sums[statement] += weight * weight;
        }
    }
    return count;
}

static int order_by_cosine(const struct candidate_pair *x, const struct candidate_pair *y)
{
    if (x->cosine != y->cosine)
        return x->cosine > y->cosine ? -1 : 1;
    if (x->left != y->left)
        return x->left < y->left ? -1 : 1;
    return (x->right > y->right) - (x->right < y->right);
}

/* A pair found from both sides stands twice, the better cosine first. */
static int order_by_place(const void *a, const void *b)
{
    const struct candidate_pair *x = a, *y = b;
    if (x->left != y->left)
        return x->left < y->left ? -1 : 1;
    if (x->right != y->right)
        return x->right < y->right ? -1 : 1;
    return (x->cosine < y->cosine) - (x->cosine > y->cosine);
}

struct list {
    struct candidate_pair *items;
    size_t count, capacity;
};

/* Keeps the best pairs of one statement, in order. */
static void keep_best(struct candidate_pair *best, size_t *count, struct candidate_pair pair)
{
    if (*count == CANDIDATES_MAX && order_by_cosine(&pair, &best[CANDIDATES_MAX - 1]) > 0)
        return;
    size_t at = *count < CANDIDATES_MAX ? (*count)++ : CANDIDATES_MAX - 1;
    for (; at > 0 && order_by_cosine(&pair, &best[at - 1]) < 0; at--)
        best[at] = best[at - 1];
    best[at] = pair;
}

/* Appends the best partners of one statement. */
static void add_best(struct index *index, size_t number, struct list *list)
{
    struct candidate_pair best[CANDIDATES_MAX];
    enum side from = side_other(index->side);
    const struct passage *passage = &index->vocabulary->passages[from][number];
    size_t count = add_up(index, passage), kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t other = index->touched[i];
        const struct passage *partner = &index->vocabulary->passages[index->side][other];
        double cosine = index->sums[other] / (passage->length * partner->length);
        struct candidate_pair pair = {(uint32_t)number, other, cosine};
        if (from == SIDE_RIGHT)
            pair = (struct candidate_pair){other, (uint32_t)number, cosine};
        index->sums[other] = 0;
        keep_best(best, &kept, pair);
    }
    for (size_t i = 0; i < kept; i++)
        MEMORY_APPEND(list->items, list->count, list->capacity, best[i]);
}

struct candidates candidates_find(struct arena *arena, const struct vocabulary *vocabulary)
{
    struct list list = {0};
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        struct index index;
        make_index(&index, vocabulary, side);
        size_t passages = vocabulary_passages(vocabulary, side_other(side));
        for (size_t i = 0; i < passages; i++)
            add_best(&index, i, &list);
        free_index(&index);
    }
    if (list.count > 0)
        qsort(list.items, list.count, sizeof *list.items, order_by_place);
    struct candidates candidates = {0};
    candidates.items = arena_take(arena, list.count, sizeof *candidates.items);
    for (size_t i = 0; i < list.count; i++) {
        const struct candidate_pair *pair = &list.items[i];
        if (i == 0 || pair->left != pair[-1].left || pair->right != pair[-1].right)
            candidates.items[candidates.count++] = *pair;
    }
    free(list.items);
    return candidates;
}
