#include "compare/conflict-scene.h"

/* Of a conflict in statements that likely tell the same; it is shown then. */
static const double likely_strength = 0.9;

/* A statement of little but a date, as pages have them above the text. */
static bool is_dateline(const struct scene *scene, enum side side)
{
    size_t telling = 0, dated = 0;
    for (size_t i = 0; i < scene_size(scene, side); i++) {
        bool date = scene_token(scene, side, i)->date != NULL;
        telling += scene_item(scene, side, i)->content && !date;
        dated += date;
    }
    return telling < 2 && dated > 0;
}

/* The ladder: what is surest first. */
static struct conflict (*const rules[])(const struct scene *) = {
    conflict_speaker,   conflict_wording,  conflict_number, conflict_date,     conflict_past_time,
    conflict_certainty, conflict_opposite, conflict_trend,  conflict_polarity, conflict_none_at_all,
    conflict_one_other, conflict_place,    conflict_person, conflict_position, conflict_cause,
};

struct conflict conflict_find(const struct vocabulary *vocabulary,
                              const struct relations *relations, const struct alignment *alignment,
                              const struct candidate *candidate, struct closeness closeness)
{
    struct scene scene = {vocabulary,
                          relations,
                          alignment,
                          (double)candidate->features[FEATURE_LIKENESS],
                          (double)candidate->features[FEATURE_COVER_MORE],
                          closeness.confidence,
                          closeness.mutual};
    if (is_dateline(&scene, SIDE_LEFT) || is_dateline(&scene, SIDE_RIGHT))
        return conflict_none;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct conflict conflict = rules[i](&scene);
        if (conflict.reason == REASON_NONE)
            continue;
        if (scene_is_likely(&scene) && conflict.strength < likely_strength)
            conflict.strength = likely_strength;
        return conflict;
    }
    return conflict_none;
}
