#include "compare/view.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

static double least(double a, double b)
{
    return a < b ? a : b;
}

static size_t count_same_terms(const struct passage *a, const struct passage *b)
{
    size_t same = 0;
    for (size_t i = 0, j = 0; i < a->term_count && j < b->term_count;) {
        uint32_t x = a->terms[i], y = b->terms[j];
        same += x == y;
        i += x <= y;
        j += y <= x;
    }
    return same;
}

/* Longest common subsequence, and the pairs of words in a row that stand on both sides. */
static void set_sequences(struct candidate *candidate, const struct passage *a,
                          const struct passage *b)
{
    uint16_t rows[2][PASSAGE_ITEMS_MAX + 1];
    bool met_b[PASSAGE_ITEMS_MAX] = {false};
    size_t bigrams = 0;
    memset(rows, 0, sizeof rows);
    for (size_t i = 0; i < a->count; i++) {
        uint16_t *now = rows[i % 2], *before = rows[(i + 1) % 2];
        bool met = false;
        for (size_t j = 0; j < b->count; j++) {
            bool same = a->items[i].term == b->items[j].term;
            now[j + 1] = same ? (uint16_t)(before[j] + 1)
                              : (before[j + 1] > now[j] ? before[j + 1] : now[j]);
            if (same && i > 0 && j > 0 && a->items[i - 1].term == b->items[j - 1].term)
                met = met_b[j] = true;
        }
        bigrams += met;
    }
    for (size_t j = 0; j < b->count; j++)
        bigrams += met_b[j];
    double length = a->count ? rows[(a->count - 1) % 2][b->count] : 0;
    double both = (double)(a->count + b->count);
    feature_set(candidate, FEATURE_SEQUENCE,
                feature_share(length, least((double)a->count, (double)b->count)));
    feature_set(candidate, FEATURE_BIGRAMS, feature_share((double)bigrams, both - 2));
}

/* The best weight that a stretch of the side, as long as the other one, covers of that. */
static double best_window(const struct view *view, enum side side)
{
    const struct passage *longer = view_passage(view, side);
    const struct passage *shorter = view_passage(view, side_other(side));
    double sum = 0, best = 0;
    for (size_t i = 0; i < longer->count; i++) {
        if (view_partner(view, side, i) != ALIGN_NONE)
            sum += longer->items[i].weight;
        if (i >= shorter->count && view_partner(view, side, i - shorter->count) != ALIGN_NONE)
            sum -= longer->items[i - shorter->count].weight;
        best = sum > best ? sum : best;
    }
    return least(feature_share(best, shorter->weight), 1);
}

/* Of the longer side; of the better one where they are of a length. */
static void set_window(struct candidate *candidate, const struct view *view)
{
    double best = 0;
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        if (view_passage(view, side)->count < view_passage(view, side_other(side))->count)
            continue;
        double window = best_window(view, side);
        best = window > best ? window : best;
    }
    feature_set(candidate, FEATURE_WINDOW, best);
}

/* How often the other side's order breaks, read in the order of this one. */
struct breaks {
    size_t pairs, crossed, chunks;
};

static void count_breaks(struct breaks *breaks, const struct view *view, enum side side)
{
    bool begun = false;
    for (size_t i = 0, last = 0, last_partner = 0; i < view_passage(view, side)->count; i++) {
        size_t partner = view_partner(view, side, i);
        if (partner == ALIGN_NONE || !view_item(view, side, i)->content)
            continue;
        if (begun) {
            breaks->pairs++;
            breaks->crossed += partner < last_partner;
            breaks->chunks += partner > last_partner + 2 || partner < last_partner || i > last + 2;
        }
        begun = true;
        last = i;
        last_partner = partner;
    }
}

static void set_breaks(struct candidate *candidate, const struct view *view)
{
    struct breaks breaks = {0, 0, 0};
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        count_breaks(&breaks, view, side);
    feature_set(candidate, FEATURE_CROSSED,
                feature_share((double)breaks.crossed, (double)breaks.pairs));
    feature_set(candidate, FEATURE_CHUNKS,
                feature_share((double)breaks.chunks, (double)breaks.pairs));
}

static void set_relations(struct candidate *candidate, const struct view *view)
{
    double sums[RELATION_KINDS] = {0};
    for (size_t i = 0; i < view->alignment->count; i++) {
        const struct pairing *pairing = &view->alignment->pairs[i];
        const struct item *item = view_item(view, SIDE_LEFT, pairing->a);
        if (item->content)
            sums[pairing->relation.kind] +=
                (item->weight + view_item(view, SIDE_RIGHT, pairing->b)->weight) / 2;
    }
    feature_set(candidate, FEATURE_SYNONYMS,
                sqrt(sums[RELATION_SYNONYM] + sums[RELATION_DERIVED] + sums[RELATION_NEAR]));
    feature_set(candidate, FEATURE_CLOSER, sqrt(sums[RELATION_CLOSER]));
    feature_set(candidate, FEATURE_WIDER, sqrt(sums[RELATION_WIDER]));
}

void features_of_order(struct candidate *candidate, const struct view *view)
{
    const struct passage *a = view->alignment->a, *b = view->alignment->b;
    double same = (double)count_same_terms(a, b);
    double aligned = (double)view->alignment->count;
    feature_set(candidate, FEATURE_ALL_LEFT, feature_share(aligned, (double)a->count));
    feature_set(candidate, FEATURE_ALL_RIGHT, feature_share(aligned, (double)b->count));
    feature_set(candidate, FEATURE_JACCARD,
                feature_share(same, (double)(a->term_count + b->term_count) - same));
    set_sequences(candidate, a, b);
    set_window(candidate, view);
    set_breaks(candidate, view);
    set_relations(candidate, view);
}
