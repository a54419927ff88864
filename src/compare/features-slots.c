#include "compare/view.h"

#include <math.h>

/* The next and the last item that says something, from each; ALIGN_NONE at the ends. */
struct neighbours {
    uint16_t before[PASSAGE_ITEMS_MAX], after[PASSAGE_ITEMS_MAX];
};

static void find_neighbours(const struct passage *passage, struct neighbours *neighbours)
{
    uint16_t last = ALIGN_NONE;
    for (size_t i = 0; i < passage->count; i++) {
        neighbours->before[i] = last;
        last = passage->items[i].content ? (uint16_t)i : last;
    }
    last = ALIGN_NONE;
    for (size_t i = passage->count; i-- > 0;) {
        neighbours->after[i] = last;
        last = passage->items[i].content ? (uint16_t)i : last;
    }
}

/* Two neighbours belong together: aligned with each other, or both sides end here. */
static bool belong(const struct view *view, uint16_t a, uint16_t b)
{
    if (a == ALIGN_NONE || b == ALIGN_NONE)
        return a == b;
    return view->alignment->to_b[a] == b;
}

static enum item_kind coarse(const struct item *item)
{
    return item->kind == ITEM_ADVERB ? ITEM_ADJECTIVE : (enum item_kind)item->kind;
}

static void set_rest(struct candidate *candidate, const struct view *view, enum side side)
{
    static const enum feature features[SIDE_COUNT][5] = {
        {FEATURE_NOUNS_LEFT, FEATURE_VERBS_LEFT, FEATURE_QUALITIES_LEFT, FEATURE_FREE_TOP_LEFT,
         FEATURE_FREE_LEFT},
        {FEATURE_NOUNS_RIGHT, FEATURE_VERBS_RIGHT, FEATURE_QUALITIES_RIGHT, FEATURE_FREE_TOP_RIGHT,
         FEATURE_FREE_RIGHT},
    };
    double sums[ITEM_KINDS] = {0}, top = 0, count = 0;
    for (size_t i = 0; i < view_passage(view, side)->count; i++) {
        const struct item *item = view_item(view, side, i);
        if (!view_is_free(view, side, i))
            continue;
        sums[coarse(item)] += item->weight;
        top = item->weight > top ? item->weight : top;
        count++;
    }
    feature_set(candidate, features[side][0], sums[ITEM_NOUN]);
    feature_set(candidate, features[side][1], sums[ITEM_VERB]);
    feature_set(candidate, features[side][2], sums[ITEM_ADJECTIVE]);
    feature_set(candidate, features[side][3], top);
    feature_set(candidate, features[side][4], log(1 + count));
}

struct slots {
    double kinds[ITEM_KINDS], sisters, opposites, strong;
    size_t count;
};

/* Whether two free items stand in the same place: of the same kind or related as opposites or
 * sisters, one neighbour at least belonging together. */
static bool add_slot(struct slots *slots, const struct view *view, enum side side,
                     const struct neighbours *neighbours, size_t own, size_t others)
{
    size_t a = side == SIDE_LEFT ? own : others, b = side == SIDE_LEFT ? others : own;
    const struct item *x = view_item(view, SIDE_LEFT, a), *y = view_item(view, SIDE_RIGHT, b);
    bool before = belong(view, neighbours[SIDE_LEFT].before[a], neighbours[SIDE_RIGHT].before[b]);
    bool after = belong(view, neighbours[SIDE_LEFT].after[a], neighbours[SIDE_RIGHT].after[b]);
    if (!before && !after)
        return false;
    enum relation_kind relation = relation_find(view->relations, x->term, y->term).kind;
    bool sister = relation == RELATION_SISTER, opposite = relation == RELATION_OPPOSITE;
    if (coarse(x) != coarse(y) && !sister && !opposite)
        return false;
    slots->kinds[coarse(view_item(view, side, own))]++;
    slots->sisters += sister;
    slots->opposites += opposite;
    slots->strong += before && after;
    slots->count++;
    return true;
}

/* Each slot was counted from both sides. */
static void set_slots(struct candidate *candidate, const struct slots *slots)
{
    feature_set(candidate, FEATURE_SLOT_NOUNS, slots->kinds[ITEM_NOUN] / 2);
    feature_set(candidate, FEATURE_SLOT_VERBS, slots->kinds[ITEM_VERB] / 2);
    feature_set(candidate, FEATURE_SLOT_QUALITIES, slots->kinds[ITEM_ADJECTIVE] / 2);
    feature_set(candidate, FEATURE_SLOT_NAMES, slots->kinds[ITEM_NAME] / 2);
    feature_set(candidate, FEATURE_SLOT_NUMBERS, slots->kinds[ITEM_NUMBER] / 2);
    feature_set(candidate, FEATURE_SLOT_SISTERS, slots->sisters / 2);
    feature_set(candidate, FEATURE_SLOT_OPPOSITES, slots->opposites / 2);
    feature_set(candidate, FEATURE_SLOT_STRONG, slots->strong / 2);
    bool only = slots->count == 2 && candidate->features[FEATURE_FREE_LEFT] < 0.7f &&
                candidate->features[FEATURE_FREE_RIGHT] < 0.7f;
    feature_set(candidate, FEATURE_SLOT_ONLY, only);
}

/* For each free item of the side the first of the other that stands in its place. */
static void add_slots(struct slots *slots, const struct view *view, enum side side,
                      const struct neighbours *neighbours)
{
    uint16_t others[PASSAGE_ITEMS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < view_passage(view, side_other(side))->count; i++)
        if (view_is_free(view, side_other(side), i))
            others[count++] = (uint16_t)i;
    for (size_t own = 0; own < view_passage(view, side)->count; own++)
        for (size_t i = 0; view_is_free(view, side, own) && i < count; i++)
            if (add_slot(slots, view, side, neighbours, own, others[i]))
                break;
}

void features_of_slots(struct candidate *candidate, const struct view *view)
{
    struct neighbours neighbours[SIDE_COUNT];
    struct slots slots = {.count = 0};
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        find_neighbours(view_passage(view, side), &neighbours[side]);
        set_rest(candidate, view, side);
    }
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        add_slots(&slots, view, side, neighbours);
    set_slots(candidate, &slots);
}
