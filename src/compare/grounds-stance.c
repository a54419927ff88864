/* Grounds from what the sources make of a thing: denied, doubted or only planned on one side; put
 * down to different causes. */
#include "compare/conflict-scene.h"
#include "compare/grounds.h"

#include <string.h>

/* The telling aligned words within some words behind an expression, or around it. */
static size_t agreeing_around(const struct scene *scene, enum side side, struct stretch stretch,
                              size_t before, size_t behind)
{
    struct stretch wide = {stretch.first > before ? stretch.first - before : 0,
                           stretch.last + behind};
    return scene_agreeing(scene, side, wide);
}

static bool is_class(const struct phrase *phrase, const char *const *classes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(phrase->fields, classes[i]) == 0)
            return true;
    return false;
}

/* The classes that make one stance, and how far around its expressions what they are said of
 * stands. */
struct stance_kind {
    enum ground_kind kind;
    enum reason reason;
    const char *classes[4];
    size_t class_count;
    size_t before, behind;
};

static const struct stance_kind doubting = {
    GROUND_DOUBT, REASON_CERTAINTY, {"possible", "alleged", "unknown", "undecided"}, 4, 6, 8};
static const struct stance_kind planning = {GROUND_PLAN, REASON_CERTAINTY, {"planned"}, 1, 4, 6};
static const struct stance_kind denying = {
    GROUND_DENIAL, REASON_POSITION, {"denied", "disputing"}, 2, 10, 12};

static const struct phrase *find_stance(const struct scene *scene, enum side side,
                                        const struct stance_kind *kind, size_t *agreeing)
{
    const struct phrases *phrases = scene_phrases(scene, side, PHRASES_STANCES);
    const struct phrase *best = NULL;
    *agreeing = 0;
    for (size_t i = 0; i < phrases->count; i++) {
        const struct phrase *phrase = &phrases->items[i];
        if (!is_class(phrase, kind->classes, kind->class_count))
            continue;
        size_t count =
            agreeing_around(scene, side, phrase->stretch, kind->before, kind->behind);
        if (!best || count > *agreeing) {
            best = phrase;
            *agreeing = count;
        }
    }
    return best;
}

/* The aligned telling word nearest to an expression, and its partner: what the two statements say
 * of the same thing. */
static size_t nearest_partner(const struct scene *scene, enum side side, struct stretch stretch)
{
    size_t best = ALIGN_NONE, least = SIZE_MAX;
    for (size_t i = 0; i < scene_size(scene, side); i++) {
        size_t partner = scene_partner(scene, side, i);
        if (partner == ALIGN_NONE || !scene_item(scene, side, i)->content)
            continue;
        size_t gap = i > stretch.last ? i - stretch.last
                                      : 2 * (i < stretch.first ? stretch.first - i : 0);
        if (gap < least) {
            least = gap;
            best = partner;
        }
    }
    return best;
}

/* An expression of the kind on one side only. */
static struct ground one_sided(const struct scene *scene, const struct stance_kind *kind)
{
    struct ground none = {.kind = GROUND_NONE};
    size_t agreeing[SIDE_COUNT];
    const struct phrase *left = find_stance(scene, SIDE_LEFT, kind, &agreeing[SIDE_LEFT]);
    const struct phrase *right = find_stance(scene, SIDE_RIGHT, kind, &agreeing[SIDE_RIGHT]);
    if ((left == NULL) == (right == NULL))
        return none;
    enum side side = left ? SIDE_LEFT : SIDE_RIGHT;
    struct stretch here = (left ? left : right)->stretch;
    size_t partner = nearest_partner(scene, side, here);
    if (partner == ALIGN_NONE || agreeing[side] == 0)
        return none;
    struct stretch there = {partner, partner};
    double fit = 0.15 * (double)agreeing[side];
    return ground_make(kind->kind,
                       left ? conflict_between(kind->reason, SEVERITY_SOFT, fit, here, there)
                            : conflict_between(kind->reason, SEVERITY_SOFT, fit, there, here),
                       fit);
}

struct ground ground_doubt(const struct scene *scene)
{
    return one_sided(scene, &doubting);
}

struct ground ground_plan(const struct scene *scene)
{
    return one_sided(scene, &planning);
}

struct ground ground_denial(const struct scene *scene)
{
    return one_sided(scene, &denying);
}

/* What stands behind a word of cause, in its clause. */
static struct stretch cause_behind(const struct scene *scene, enum side side, struct stretch marker)
{
    enum { REACH = 7 };
    struct stretch cause = {marker.last + 1, marker.last};
    while (cause.last + 1 < scene_size(scene, side) && cause.last < marker.last + REACH)
        cause.last++;
    return cause;
}

static const struct phrase *find_cause(const struct scene *scene, enum side side)
{
    static const char *const classes[] = {"cause", "blame"};
    const struct phrases *phrases = scene_phrases(scene, side, PHRASES_STANCES);
    const struct phrase *best = NULL;
    for (size_t i = 0; i < phrases->count; i++) {
        const struct phrase *phrase = &phrases->items[i];
        if (is_class(phrase, classes, 2) &&
            (!best || phrase->stretch.last - phrase->stretch.first >
                          best->stretch.last - best->stretch.first))
            best = phrase;
    }
    return best;
}

/* Both tell a cause, and not the same. */
struct ground ground_cause(const struct scene *scene)
{
    const struct phrase *x = find_cause(scene, SIDE_LEFT), *y = find_cause(scene, SIDE_RIGHT);
    if (!x || !y)
        return (struct ground){.kind = GROUND_NONE};
    struct stretch a = cause_behind(scene, SIDE_LEFT, x->stretch);
    struct stretch b = cause_behind(scene, SIDE_RIGHT, y->stretch);
    if (a.first > a.last || b.first > b.last)
        return (struct ground){.kind = GROUND_NONE};
    size_t same = scene_agreeing(scene, SIDE_LEFT, a);
    size_t effect = agreeing_around(scene, SIDE_LEFT, x->stretch, 8, 0);
    size_t other = agreeing_around(scene, SIDE_RIGHT, y->stretch, 8, 0);
    bool plain = strcmp(x->fields, "cause") == 0 && strcmp(y->fields, "cause") == 0;
    bool spelt = x->stretch.last > x->stretch.first && y->stretch.last > y->stretch.first;
    double fit = 0.2 + 0.2 * plain + 0.2 * spelt +
                 0.15 * (double)(effect < other ? effect : other) - 0.2 * (double)same;
    if (fit <= 0)
        return (struct ground){.kind = GROUND_NONE};
    struct stretch left = {x->stretch.first, a.last}, right = {y->stretch.first, b.last};
    return ground_make(GROUND_CAUSE,
                       conflict_between(REASON_CAUSE, SEVERITY_SOFT, fit, left, right), fit);
}
