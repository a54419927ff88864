#include "compare/align.h"

#include "base/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { CONTEXT = 3 };

/* What decides between several partners (Sultan et al. 2014, without a parser). */
static const double likeness_share = 0.85, context_share = 0.15, gap_cost = 0.02,
                    least_likeness = 0.5, stop_context = 0.3, most_context = 4;

struct run {
    uint16_t a, b, size;
};

struct rival {
    double score;
    struct pairing pairing;
};

struct aligner {
    const struct vocabulary *vocabulary;
    const struct relations *relations;
    struct alignment alignment;
    struct run *runs;
    size_t run_count, run_capacity;
    struct rival *rivals;
    size_t rival_count, rival_capacity;
    uint16_t row[2][PASSAGE_ITEMS_MAX + 1];
};

struct aligner *aligner_new(const struct vocabulary *vocabulary, const struct relations *relations)
{
    struct aligner *aligner = memory_new(1, sizeof *aligner);
    aligner->vocabulary = vocabulary;
    aligner->relations = relations;
    return aligner;
}

void aligner_free(struct aligner *aligner)
{
    if (!aligner)
        return;
    free(aligner->runs);
    free(aligner->rivals);
    free(aligner);
}

static void join(struct alignment *alignment, size_t a, size_t b, struct relation relation)
{
    alignment->to_b[a] = (uint16_t)b;
    alignment->to_a[b] = (uint16_t)a;
    alignment->pairs[alignment->count++] = (struct pairing){(uint16_t)a, (uint16_t)b, relation};
}

/* The earlier one first, seen from both sides alike. */
static int order_places(unsigned a, unsigned b, unsigned other_a, unsigned other_b)
{
    if (a + b != other_a + other_b)
        return a + b < other_a + other_b ? -1 : 1;
    return (a > other_a) - (a < other_a);
}

static int order_runs(const void *left, const void *right)
{
    const struct run *x = left, *y = right;
    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    return order_places(x->a, x->b, y->a, y->b);
}

static bool run_tells(const struct passage *a, size_t end, size_t size)
{
    for (size_t i = end - size; i < end; i++)
        if (a->items[i].content)
            return true;
    return false;
}

static void add_run(struct aligner *aligner, const struct passage *a, size_t end_a, size_t end_b,
                    size_t size)
{
    if (size < 2 || !run_tells(a, end_a, size))
        return;
    struct run run = {(uint16_t)(end_a - size), (uint16_t)(end_b - size), (uint16_t)size};
    MEMORY_APPEND(aligner->runs, aligner->run_count, aligner->run_capacity, run);
}

/* All longest stretches of equal words: `now[j + 1]` is the length of the one that ends with the
 * i-th and the j-th word; it is whole when the next words differ. */
static void find_runs(struct aligner *aligner, const struct passage *a, const struct passage *b)
{
    aligner->run_count = 0;
    memset(aligner->row, 0, sizeof aligner->row);
    for (size_t i = 0; i < a->count; i++) {
        uint16_t *now = aligner->row[i % 2], *before = aligner->row[(i + 1) % 2];
        for (size_t j = 0; j < b->count; j++) {
            bool same = a->items[i].term == b->items[j].term;
            bool goes_on = same && i + 1 < a->count && j + 1 < b->count &&
                           a->items[i + 1].term == b->items[j + 1].term;
            now[j + 1] = (uint16_t)(same ? before[j] + 1 : 0);
            if (same && !goes_on)
                add_run(aligner, a, i + 1, j + 1, now[j + 1]);
        }
    }
    if (aligner->run_count > 0)
        qsort(aligner->runs, aligner->run_count, sizeof *aligner->runs, order_runs);
}

static bool is_free(const struct alignment *alignment, size_t a, size_t b)
{
    return alignment->to_b[a] == ALIGN_NONE && alignment->to_a[b] == ALIGN_NONE;
}

static void join_runs(struct aligner *aligner)
{
    struct alignment *alignment = &aligner->alignment;
    for (size_t i = 0; i < aligner->run_count; i++) {
        const struct run *run = &aligner->runs[i];
        bool whole = true;
        for (size_t k = 0; k < run->size && whole; k++)
            whole = is_free(alignment, run->a + k, run->b + k);
        if (!whole)
            continue;
        for (size_t k = 0; k < run->size; k++)
            join(alignment, run->a + k, run->b + k, (struct relation){RELATION_SAME, 1});
        if (run->size > alignment->longest_run)
            alignment->longest_run = run->size;
    }
}

static struct relation relate(const struct aligner *aligner, const struct item *x,
                              const struct item *y)
{
    return relation_find(aligner->relations, x->term, y->term);
}

/* How well the words around two words fit: of every word near a the best near b. */
static double context_of(const struct aligner *aligner, size_t a, size_t b)
{
    const struct passage *x = aligner->alignment.a, *y = aligner->alignment.b;
    double sum = 0;
    for (size_t i = a > CONTEXT ? a - CONTEXT : 0; i <= a + CONTEXT && i < x->count; i++)
        for (size_t j = b > CONTEXT ? b - CONTEXT : 0; j <= b + CONTEXT && j < y->count; j++) {
            if (i == a || j == b)
                continue;
            struct relation relation = relate(aligner, &x->items[i], &y->items[j]);
            if (relation.kind != RELATION_OPPOSITE)
                sum += relation.strength * (x->items[i].content ? 1 : stop_context);
        }
    return (sum < most_context ? sum : most_context) / most_context;
}

static int order_rivals(const void *left, const void *right)
{
    const struct rival *x = left, *y = right;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return order_places(x->pairing.a, x->pairing.b, y->pairing.a, y->pairing.b);
}

static void add_rival(struct aligner *aligner, size_t a, size_t b)
{
    const struct alignment *alignment = &aligner->alignment;
    const struct item *x = &alignment->a->items[a], *y = &alignment->b->items[b];
    if (!y->content || !is_free(alignment, a, b))
        return;
    struct relation relation = relate(aligner, x, y);
    if (relation.kind == RELATION_OPPOSITE || relation.strength < least_likeness)
        return;
    double place_a = (double)a / (double)alignment->a->count;
    double place_b = (double)b / (double)alignment->b->count;
    double gap = place_a > place_b ? place_a - place_b : place_b - place_a;
    double score = likeness_share * relation.strength + context_share * context_of(aligner, a, b) -
                   gap_cost * gap;
    struct rival rival = {score, {(uint16_t)a, (uint16_t)b, relation}};
    MEMORY_APPEND(aligner->rivals, aligner->rival_count, aligner->rival_capacity, rival);
}

static void join_words(struct aligner *aligner)
{
    struct alignment *alignment = &aligner->alignment;
    aligner->rival_count = 0;
    for (size_t a = 0; a < alignment->a->count; a++)
        for (size_t b = 0; alignment->a->items[a].content && b < alignment->b->count; b++)
            add_rival(aligner, a, b);
    if (aligner->rival_count > 0)
        qsort(aligner->rivals, aligner->rival_count, sizeof *aligner->rivals, order_rivals);
    for (size_t i = 0; i < aligner->rival_count; i++) {
        const struct pairing *pairing = &aligner->rivals[i].pairing;
        if (is_free(alignment, pairing->a, pairing->b))
            join(alignment, pairing->a, pairing->b, pairing->relation);
    }
}

/* Small words only where the word before or behind is aligned likewise. */
static void join_stops(struct alignment *alignment)
{
    for (size_t a = 0; a < alignment->a->count; a++) {
        if (alignment->a->items[a].content || alignment->to_b[a] != ALIGN_NONE)
            continue;
        size_t before = a > 0 ? alignment->to_b[a - 1] : ALIGN_NONE;
        size_t behind = a + 1 < alignment->a->count ? alignment->to_b[a + 1] : ALIGN_NONE;
        size_t b = before != ALIGN_NONE ? before + 1 : ALIGN_NONE;
        for (size_t try = 0; try < 2; try++) {
            if (b < alignment->b->count && alignment->to_a[b] == ALIGN_NONE &&
                alignment->a->items[a].term == alignment->b->items[b].term) {
                join(alignment, a, b, (struct relation){RELATION_SAME, 1});
                break;
            }
            b = behind != ALIGN_NONE && behind > 0 ? behind - 1 : ALIGN_NONE;
        }
    }
}

static int order_pairs(const void *left, const void *right)
{
    const struct pairing *x = left, *y = right;
    return (x->a > y->a) - (x->a < y->a);
}

const struct alignment *align(struct aligner *aligner, const struct passage *a,
                              const struct passage *b)
{
    struct alignment *alignment = &aligner->alignment;
    alignment->a = a;
    alignment->b = b;
    alignment->count = 0;
    alignment->longest_run = 0;
    memset(alignment->to_b, 0xff, sizeof alignment->to_b);
    memset(alignment->to_a, 0xff, sizeof alignment->to_a);
    find_runs(aligner, a, b);
    join_runs(aligner);
    join_words(aligner);
    join_stops(alignment);
    if (alignment->count > 0)
        qsort(alignment->pairs, alignment->count, sizeof *alignment->pairs, order_pairs);
    return alignment;
}
