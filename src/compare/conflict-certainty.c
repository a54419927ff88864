/* What a source makes of a thing: known on one side, unknown or alleged on the other; asserted on
 * one side, disputed on the other; put down to one cause here and another there. */
#include "compare/conflict-scene.h"
#include "language/lexicon.h"

#include <string.h>

/* Expressions of one class of lexicon/stances.tsv in a statement. */
static size_t stances_find(const struct scene *scene, enum side side, const char *class,
                           struct phrase *phrases)
{
    const struct phrases *all = scene_phrases(scene, side, PHRASES_STANCES);
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->items[i].fields, class) == 0)
            phrases[kept++] = all->items[i];
    return kept;
}

static bool has_stance(const struct scene *scene, enum side side, const char *class)
{
    struct phrase phrases[PHRASES_MAX];
    return stances_find(scene, side, class, phrases) > 0;
}

/* What is told so is not told as a fact. Who will not say something leaves it open, but does not doubt
 * it. */
static bool is_guarded(const struct scene *scene, enum side side)
{
    return has_stance(scene, side, "unknown") || has_stance(scene, side, "alleged") ||
           has_stance(scene, side, "silent");
}

/* The telling word that stands for a statement where no word of it clashes: the aligned one with
 * most weight. */
static size_t main_partner(const struct scene *scene, enum side side)
{
    size_t best = 0;
    double weight = -1;
    for (size_t i = 0; i < scene_size(scene, side); i++)
        if (!scene_is_free(scene, side, i) && scene_item(scene, side, i)->weight > weight) {
            best = i;
            weight = scene_item(scene, side, i)->weight;
        }
    return best;
}

static struct conflict between_sides(enum reason reason, const struct scene *scene, enum side side,
                                     struct stretch here, struct stretch there)
{
    return side == SIDE_LEFT
               ? conflict_between(reason, SEVERITY_SOFT, scene->likeness, here, there)
               : conflict_between(reason, SEVERITY_SOFT, scene->likeness, there, here);
}

/* The words around an expression, which say what it is about. */
static struct stretch around(const struct scene *scene, enum side side, struct stretch stretch,
                             size_t before, size_t behind)
{
    struct stretch wide = {stretch.first > before ? stretch.first - before : 0,
                           stretch.last + behind};
    if (wide.last >= scene_size(scene, side))
        wide.last = scene_size(scene, side) - 1;
    return wide;
}

/* One side says that a thing is not known, or only alleged; the other tells it as a fact. */
static struct conflict doubt_of(const struct scene *scene, enum side side, const char *doubt,
                                const char *fact)
{
    struct phrase phrases[PHRASES_MAX];
    enum side other = side_other(side);
    size_t count = stances_find(scene, side, doubt, phrases);
    if (count == 0 || is_guarded(scene, other) || has_stance(scene, other, "denied"))
        return conflict_none;
    struct phrase facts[PHRASES_MAX];
    size_t known = fact ? stances_find(scene, other, fact, facts) : 0;
    if (fact && known == 0)
        return conflict_none;
    if (scene_agreeing(scene, side, around(scene, side, phrases[0].stretch, 8, 8)) < 2)
        return conflict_none;
    size_t partner = main_partner(scene, other);
    struct stretch there = fact ? facts[0].stretch : (struct stretch){partner, partner};
    return between_sides(REASON_CERTAINTY, scene, side, phrases[0].stretch, there);
}

struct conflict conflict_certainty(const struct scene *scene)
{
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        struct conflict conflict = conflict_none;
        if (scene_is_likely(scene))
            conflict = doubt_of(scene, side, "alleged", "confirmed");
        if (conflict.reason == REASON_NONE && scene_is_sure(scene))
            conflict = doubt_of(scene, side, "unknown", NULL);
        if (conflict.reason == REASON_NONE && scene_is_likely(scene))
            conflict = doubt_of(scene, side, "undecided", "decided");
        if (conflict.reason != REASON_NONE)
            return conflict;
    }
    return conflict_none;
}

static bool negates(const struct scene *scene, enum side side)
{
    for (size_t i = 0; i < scene_size(scene, side); i++)
        if (scene_token(scene, side, i)->flags & TOKEN_NEGATOR)
            return true;
    return false;
}

/* Words of a claim that the other side takes up; names by themselves claim nothing. */
static size_t agreeing_claim(const struct scene *scene, enum side side, struct stretch claim)
{
    size_t count = 0;
    for (size_t i = claim.first; i <= claim.last && i < scene_size(scene, side); i++) {
        const struct item *item = scene_item(scene, side, i);
        count += item->content && !scene_is_free(scene, side, i) && item->kind != ITEM_NAME &&
                 !scene_token(scene, side, i)->date;
    }
    return count;
}

/* A source denies or disputes what the other article's source asserts: what stands behind the
 * denial is told on the other side, and nobody denies it there. */
struct conflict conflict_position(const struct scene *scene)
{
    if (!scene_is_likely(scene) || speakers_agree(scene))
        return conflict_none;
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        struct phrase phrases[PHRASES_MAX];
        enum side other = side_other(side);
        size_t count = stances_find(scene, side, "denied", phrases);
        if (count == 0 || negates(scene, other) || has_stance(scene, other, "denied") ||
            is_guarded(scene, other))
            continue;
        struct stretch claim = around(scene, side, phrases[0].stretch, 0, 12);
        if (agreeing_claim(scene, side, claim) < 3)
            continue;
        size_t partner = main_partner(scene, other);
        return between_sides(REASON_POSITION, scene, side, phrases[0].stretch,
                             (struct stretch){partner, partner});
    }
    return conflict_none;
}

/* A cause: what stands behind "because of" or "caused by", up to the end of its phrase. */
static struct stretch cause_of(const struct scene *scene, enum side side, struct stretch marker)
{
    enum { REACH = 6 };
    struct stretch cause = {marker.last + 1, marker.last + REACH};
    if (cause.last >= scene_size(scene, side))
        cause.last = scene_size(scene, side) - 1;
    return cause;
}

/* "Was flooded by a brook": who or what does it, where the verb says no cause by itself. */
static bool find_doer(const struct scene *scene, enum side side, struct stretch *marker)
{
    enum { REACH = 5 };
    static const char *const by[] = {"by"};
    for (size_t i = 2; i + 1 < scene_size(scene, side); i++) {
        if (!scene_is_one_of(scene, side, i, by, 1) || scene_token(scene, side, i + 1)->date ||
            scene_token(scene, side, i + 1)->quantity)
            continue;
        for (size_t k = i; k-- > 0 && k + REACH >= i;)
            if (scene_token(scene, side, k)->word->classes & CLASS_BE) {
                *marker = (struct stretch){i, i};
                return true;
            }
    }
    return false;
}

/* The only marker of cause on each side; on one of them a doer will do. */
static bool find_causes(const struct scene *scene, struct stretch *markers)
{
    bool told[SIDE_COUNT];
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        struct phrase phrases[PHRASES_MAX];
        size_t count = stances_find(scene, side, "cause", phrases);
        told[side] = count == 1;
        if (count > 0)
            markers[side] = phrases[0].stretch;
        if (count > 1 || (count == 0 && !find_doer(scene, side, &markers[side])))
            return false;
    }
    return told[SIDE_LEFT] || told[SIDE_RIGHT];
}

struct conflict conflict_cause(const struct scene *scene)
{
    struct stretch markers[SIDE_COUNT];
    if ((!scene_is_sure(scene) && scene->likeness < 0.5) || !find_causes(scene, markers))
        return conflict_none;
    struct stretch a = cause_of(scene, SIDE_LEFT, markers[SIDE_LEFT]);
    struct stretch b = cause_of(scene, SIDE_RIGHT, markers[SIDE_RIGHT]);
    if (a.first > a.last || b.first > b.last || scene_agreeing(scene, SIDE_LEFT, a) > 0 ||
        scene_agreeing(scene, SIDE_RIGHT, b) > 0 ||
        scene_agreeing(scene, SIDE_LEFT, around(scene, SIDE_LEFT, markers[SIDE_LEFT], 8, 0)) < 1)
        return conflict_none;
    return conflict_between(REASON_CAUSE, SEVERITY_SOFT, scene->likeness,
                            (struct stretch){markers[SIDE_LEFT].first, a.last},
                            (struct stretch){markers[SIDE_RIGHT].first, b.last});
}

/* The figure that both statements tell, or ALIGN_NONE: what is said of it must agree. */
static size_t shared_figure(const struct scene *scene)
{
    for (size_t i = 0; i < scene_size(scene, SIDE_LEFT); i++) {
        const struct quantity *quantity = scene_token(scene, SIDE_LEFT, i)->quantity;
        bool amount = quantity && (quantity->kind == QUANTITY_MONEY ||
                                   quantity->kind == QUANTITY_PERCENT || quantity->value >= 20);
        if (amount && quantity->kind != QUANTITY_YEAR && quantity->kind != QUANTITY_DAY &&
            !scene_is_free(scene, SIDE_LEFT, i))
            return i;
    }
    return ALIGN_NONE;
}

/* One figure, grown here and shrunk there. */
struct conflict conflict_trend(const struct scene *scene)
{
    if (!scene_is_likely(scene) || shared_figure(scene) == ALIGN_NONE)
        return conflict_none;
    static const char *const trends[] = {"up", "down"};
    for (int way = 0; way < 2; way++) {
        struct phrase lefts[PHRASES_MAX], rights[PHRASES_MAX];
        if (stances_find(scene, SIDE_LEFT, trends[way], lefts) == 0 ||
            stances_find(scene, SIDE_RIGHT, trends[!way], rights) == 0 ||
            has_stance(scene, SIDE_LEFT, trends[!way]) ||
            has_stance(scene, SIDE_RIGHT, trends[way]))
            continue;
        return conflict_between(REASON_OUTCOME, SEVERITY_HARD, 0.9, lefts[0].stretch,
                                rights[0].stretch);
    }
    return conflict_none;
}
