#include "compare/view.h"

#include <math.h>
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
    size_t bigrams = 0;
    memset(rows, 0, sizeof rows);
    for (size_t i = 0; i < a->count; i++) {
        uint16_t *now = rows[i % 2], *before = rows[(i + 1) % 2];
        bool met = false;
        for (size_t j = 0; j < b->count; j++) {
            bool same = a->items[i].term == b->items[j].term;
            now[j + 1] = same ? (uint16_t)(before[j] + 1)
                              : (before[j + 1] > now[j] ? before[j + 1] : now[j]);
            met |= same && i > 0 && j > 0 && a->items[i - 1].term == b->items[j - 1].term;
        }
        bigrams += met;
    }
    double length = a->count ? rows[(a->count - 1) % 2][b->count] : 0;
    double both = (double)(a->count + b->count);
    feature_set(candidate, FEATURE_SEQUENCE,
                feature_share(length, least((double)a->count, (double)b->count)));
    feature_set(candidate, FEATURE_BIGRAMS, feature_share(2 * (double)bigrams, both - 2));
}

/* The best weight that a stretch of the longer side, as long as the shorter one, covers of it. */
static void set_window(struct candidate *candidate, const struct view *view)
{
    enum side side =
        view->alignment->a->count >= view->alignment->b->count ? SIDE_LEFT : SIDE_RIGHT;
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
    feature_set(candidate, FEATURE_WINDOW, least(feature_share(best, shorter->weight), 1));
}

static void set_relations(struct candidate *candidate, const struct view *view)
{
    double sums[RELATION_KINDS] = {0};
    size_t pairs = 0, crossed = 0, chunks = 0, last_a = 0, last_b = 0;
    for (size_t i = 0; i < view->alignment->count; i++) {
        const struct pairing *pairing = &view->alignment->pairs[i];
        const struct item *item = &view->alignment->a->items[pairing->a];
        if (!item->content)
            continue;
        sums[pairing->relation.kind] += item->weight;
        if (pairs > 0) {
            crossed += pairing->b < last_b;
            chunks += pairing->b > last_b + 2 || pairing->b < last_b || pairing->a > last_a + 2;
        }
        pairs++;
        last_a = pairing->a;
        last_b = pairing->b;
    }
    feature_set(candidate, FEATURE_SYNONYMS,
                sqrt(sums[RELATION_SYNONYM] + sums[RELATION_DERIVED] + sums[RELATION_NEAR]));
    feature_set(candidate, FEATURE_CLOSER, sqrt(sums[RELATION_CLOSER]));
    feature_set(candidate, FEATURE_WIDER, sqrt(sums[RELATION_WIDER]));
    feature_set(candidate, FEATURE_CROSSED, feature_share((double)crossed, (double)pairs - 1));
    feature_set(candidate, FEATURE_CHUNKS, feature_share((double)chunks, (double)pairs - 1));
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
    set_relations(candidate, view);
}
