#include "compare/grounds.h"

#include "compare/conflict-scene.h"
#include <stdlib.h>

static struct ground (*const finders[])(const struct scene *) = {
    ground_number, ground_date, ground_place,  ground_person,  ground_negation, ground_opposite,
    ground_cause,  ground_doubt, ground_plan, ground_wording, ground_denial,
};

/* The aligned telling words within six words of the clash, on the side with fewer. */
static double count_near(const struct scene *scene, const struct conflict *conflict)
{
    enum { REACH = 6 };
    size_t from_a = conflict->a, from_b = conflict->b;
    struct stretch a = {from_a > REACH ? from_a - REACH : 0, (size_t)conflict->a_end + REACH};
    struct stretch b = {from_b > REACH ? from_b - REACH : 0, (size_t)conflict->b_end + REACH};
    size_t x = scene_agreeing(scene, SIDE_LEFT, a), y = scene_agreeing(scene, SIDE_RIGHT, b);
    return (double)(x < y ? x : y);
}

static double count_aligned(const struct scene *scene, enum item_kind kind)
{
    double count = 0;
    for (size_t i = 0; i < scene->alignment->count; i++) {
        const struct item *item = scene_item(scene, SIDE_LEFT, scene->alignment->pairs[i].a);
        count += item->content && item->kind == kind;
    }
    return count;
}

static void set_features(const struct scene *scene, struct ground *ground, size_t others)
{
    const struct conflict *conflict = &ground->conflict;
    struct slot slot = scene_slot(scene, conflict->a, conflict->b);
    float *features = ground->features;
    features[GROUND_FEATURE_KIND + ground->kind] = 1;
    features[GROUND_FEATURE_FIT] = (float)ground->fit;
    features[GROUND_FEATURE_BESIDE] = (float)slot.beside;
    features[GROUND_FEATURE_AROUND] = (float)(slot.around > 4 ? 4 : slot.around);
    features[GROUND_FEATURE_NEAR] = (float)count_near(scene, conflict);
    features[GROUND_FEATURE_QUOTED] =
        (float)((scene_token(scene, SIDE_LEFT, conflict->a)->flags & TOKEN_QUOTED) != 0) +
        (float)((scene_token(scene, SIDE_RIGHT, conflict->b)->flags & TOKEN_QUOTED) != 0);
    features[GROUND_FEATURE_OTHERS] = (float)others;
    features[GROUND_FEATURE_NAMES] = (float)count_aligned(scene, ITEM_NAME);
    features[GROUND_FEATURE_VERBS] = (float)count_aligned(scene, ITEM_VERB);
    features[GROUND_FEATURE_NOUNS] = (float)count_aligned(scene, ITEM_NOUN);
}

struct grounds grounds_find(const struct scene *scene)
{
    struct grounds grounds = {.count = 0};
    if (scene_agreeing(scene, SIDE_LEFT, (struct stretch){0, scene_size(scene, SIDE_LEFT)}) == 0)
        return grounds;
    for (size_t i = 0; i < sizeof finders / sizeof *finders; i++) {
        struct ground ground = finders[i](scene);
        if (ground.kind != GROUND_NONE)
            grounds.items[grounds.count++] = ground;
    }
    for (size_t i = 0; i < grounds.count; i++)
        set_features(scene, &grounds.items[i], grounds.count - 1);
    return grounds;
}

/* How well a ground of each kind must fit, the surest kind first, and how likely the link must be, in
 * thousandths. */
static const struct {
    enum ground_kind kind;
    double fit;
    unsigned confidence;
} enough[] = {
    {GROUND_NUMBER, 0.3, 80},   {GROUND_DATE, 0.6, 80},  {GROUND_PLACE, 0.2, 80},
    {GROUND_OPPOSITE, 0.3, 80}, {GROUND_CAUSE, 0.4, 80}, {GROUND_NEGATION, 0.4, 80},
    {GROUND_DENIAL, 0.4, 120},
};

struct conflict grounds_decide(const struct scene *scene)
{
    if (getenv("NOGROUND") || !scene->mutual || scene->confidence < 80)
        return conflict_none;
    struct grounds grounds = grounds_find(scene);
    for (size_t i = 0; i < sizeof enough / sizeof *enough; i++)
        for (size_t k = 0; k < grounds.count; k++)
            if (grounds.items[k].kind == enough[i].kind && grounds.items[k].fit >= enough[i].fit &&
                scene->confidence >= enough[i].confidence) {
                struct conflict conflict = grounds.items[k].conflict;
                conflict.by_ground = true;
                conflict.strength = grounds.items[k].fit;
                return conflict;
            }
    return conflict_none;
}

const char *ground_feature_name(size_t feature)
{
    static const char *const names[GROUND_FEATURE_COUNT] = {
        "none",     "number", "date",    "place", "person", "negation", "opposite",
        "cause",    "doubt",  "plan",    "wording_of", "denial", "fit",  "beside",
        "around",   "near",   "clash_quoted", "others", "aligned_names", "aligned_verbs",
        "aligned_nouns",
    };
    return names[feature];
}
