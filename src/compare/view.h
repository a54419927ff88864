/* Two aligned statements, as what looks at single words of both sides needs them. */
#ifndef ABREAST_COMPARE_VIEW_H
#define ABREAST_COMPARE_VIEW_H

#include "compare/align.h"
#include "compare/features.h"
#include "compare/relation.h"
#include "compare/vocabulary.h"

struct view {
    const struct vocabulary *vocabulary;
    const struct relations *relations;
    const struct alignment *alignment;
};

static inline const struct passage *view_passage(const struct view *view, enum side side)
{
    return side == SIDE_LEFT ? view->alignment->a : view->alignment->b;
}

static inline const struct item *view_item(const struct view *view, enum side side, size_t at)
{
    return &view_passage(view, side)->items[at];
}

static inline const struct token *view_token(const struct view *view, enum side side, size_t at)
{
    return item_token(view->vocabulary, side, view_item(view, side, at));
}

/* The other side's item that it is aligned with, or ALIGN_NONE. */
static inline size_t view_partner(const struct view *view, enum side side, size_t at)
{
    return side == SIDE_LEFT ? view->alignment->to_b[at] : view->alignment->to_a[at];
}

/* Says something and has no partner. */
static inline bool view_is_free(const struct view *view, enum side side, size_t at)
{
    return view_item(view, side, at)->content && view_partner(view, side, at) == ALIGN_NONE;
}

/* Parts of features_of_pair: of the words and their order, of the free words and their places, and
 * of what is said of them. */
void features_of_order(struct candidate *candidate, const struct view *view);
void features_of_slots(struct candidate *candidate, const struct view *view);
void features_of_claims(struct candidate *candidate, const struct view *view);

static inline void feature_set(struct candidate *candidate, enum feature feature, double value)
{
    candidate->features[feature] = (float)value;
}

static inline double feature_share(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

#endif
