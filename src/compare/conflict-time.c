/* Dates and times: one event told to have happened at two of them. */
#include "compare/conflict-scene.h"

#include <string.h>

static bool dates_clash(const struct date *x, const struct date *y)
{
    if (x->weekday && y->weekday)
        return x->weekday != y->weekday;
    if (x->month && y->month && x->day && y->day)
        return x->month != y->month || x->day != y->day;
    return false;
}

/* Whether a date of one statement, or a part of it, is told in the other. */
static bool is_told(const struct scene *scene, enum side side, const struct date *date)
{
    for (size_t i = 0; i < scene_size(scene, side); i++) {
        const struct date *other = scene_token(scene, side, i)->date;
        if (other && ((date->weekday && other->weekday == date->weekday) ||
                      (date->day && other->day == date->day && other->month == date->month)))
            return true;
    }
    return false;
}

/* A date belongs to the verb in front of it: "published Saturday". */
static bool follows_same(const struct scene *scene, size_t a, size_t b)
{
    size_t x = scene_telling(scene, SIDE_LEFT, a, -1), y = scene_telling(scene, SIDE_RIGHT, b, -1);
    return x != ALIGN_NONE && y != ALIGN_NONE && scene_partner(scene, SIDE_LEFT, x) == y;
}

struct conflict conflict_date(const struct scene *scene)
{
    for (size_t a = 0; a < scene_size(scene, SIDE_LEFT); a++) {
        const struct date *x = scene_token(scene, SIDE_LEFT, a)->date;
        if (!x || is_told(scene, SIDE_RIGHT, x))
            continue;
        for (size_t b = 0; b < scene_size(scene, SIDE_RIGHT); b++) {
            const struct date *y = scene_token(scene, SIDE_RIGHT, b)->date;
            if (!y || !dates_clash(x, y) || is_told(scene, SIDE_LEFT, y))
                continue;
            bool follows = follows_same(scene, a, b);
            double strength = scene_strength(scene, a, b);
            if (follows && scene->confidence >= CONFIDENCE_MUTUAL && strength < 0.9)
                strength = 0.9;
            if (follows || scene->likeness >= 0.65)
                return conflict_at(REASON_DATE, SEVERITY_HARD, strength, a, b);
        }
    }
    return conflict_none;
}

/* "last week", "earlier this month", "next year": the item of the unit, ALIGN_NONE without one or
 * with more than one. */
static size_t find_past_time(const struct scene *scene, enum side side)
{
    static const char *const which[] = {"last", "this", "next"};
    static const char *const units[] = {"week", "month", "year"};
    size_t found = ALIGN_NONE;
    for (size_t i = 1; i < scene_size(scene, side); i++) {
        if (!scene_is_one_of(scene, side, i, units, 3) ||
            !scene_is_one_of(scene, side, i - 1, which, 3))
            continue;
        if (found != ALIGN_NONE)
            return ALIGN_NONE;
        found = i;
    }
    return found;
}

/* One event lies last week or last month, in articles that surely tell of the same one. Soft, for
 * each is told from its own day: a week ago may be last month, too. */
struct conflict conflict_past_time(const struct scene *scene)
{
    if (!scene_is_sure(scene))
        return conflict_none;
    size_t a = find_past_time(scene, SIDE_LEFT), b = find_past_time(scene, SIDE_RIGHT);
    if (a == ALIGN_NONE || b == ALIGN_NONE)
        return conflict_none;
    const struct token *x = scene_token(scene, SIDE_LEFT, a);
    const struct token *y = scene_token(scene, SIDE_RIGHT, b);
    const struct token *which_x = scene_token(scene, SIDE_LEFT, a - 1);
    const struct token *which_y = scene_token(scene, SIDE_RIGHT, b - 1);
    if (x->word == y->word || strcmp(x->word->norm, y->word->norm) == 0 ||
        strcmp(which_x->word->norm, which_y->word->norm) != 0)
        return conflict_none;
    return conflict_between(REASON_DATE, SEVERITY_SOFT, scene->likeness, (struct stretch){a - 1, a},
                            (struct stretch){b - 1, b});
}
