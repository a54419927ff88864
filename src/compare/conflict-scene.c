#include "compare/conflict-scene.h"

#include <string.h>

const struct conflict conflict_none = {REASON_NONE, SEVERITY_NONE, 0,         ALIGN_NONE,
                                       ALIGN_NONE,  ALIGN_NONE,    ALIGN_NONE};

static const struct passage *scene_passage(const struct scene *scene, enum side side)
{
    return side == SIDE_LEFT ? scene->alignment->a : scene->alignment->b;
}

const struct phrases *scene_phrases(const struct scene *scene, enum side side,
                                    enum phrase_table table)
{
    return &scene_passage(scene, side)->phrases[table];
}

const struct statement *scene_statement(const struct scene *scene, enum side side)
{
    const struct passage *passage = scene_passage(scene, side);
    size_t number = (size_t)(passage - scene->vocabulary->passages[side]);
    return &scene->vocabulary->analyses[side]->statements[number];
}

bool scene_is_one_of(const struct scene *scene, enum side side, size_t at, const char *const *words,
                     size_t count)
{
    if (at >= scene_size(scene, side))
        return false;
    const char *norm = scene_token(scene, side, at)->word->norm;
    for (size_t i = 0; i < count; i++)
        if (strcmp(norm, words[i]) == 0)
            return true;
    return false;
}

bool scene_is_unheard(const struct scene *scene, enum side side, size_t at)
{
    const struct term *term = &scene->vocabulary->terms[scene_item(scene, side, at)->term];
    return term->count[side_other(side)] == 0;
}

size_t scene_telling(const struct scene *scene, enum side side, size_t at, int step)
{
    size_t count = scene_size(scene, side);
    const struct date *date = scene_token(scene, side, at)->date;
    for (int i = 0; i < 4; i++) {
        if ((step < 0 && at == 0) || (step > 0 && at + 1 >= count))
            return ALIGN_NONE;
        at = step < 0 ? at - 1 : at + 1;
        if (scene_item(scene, side, at)->content &&
            (!date || scene_token(scene, side, at)->date != date))
            return at;
    }
    return ALIGN_NONE;
}

struct slot scene_slot(const struct scene *scene, size_t a, size_t b)
{
    struct slot slot = {0, 0};
    const struct alignment *alignment = scene->alignment;
    for (int step = -1; step <= 1; step += 2) {
        size_t x = scene_telling(scene, SIDE_LEFT, a, step);
        size_t y = scene_telling(scene, SIDE_RIGHT, b, step);
        if (x != ALIGN_NONE && y != ALIGN_NONE && alignment->to_b[x] == y)
            slot.beside++;
    }
    for (size_t i = a > 4 ? a - 4 : 0; i <= a + 4 && i < alignment->a->count; i++) {
        size_t partner = alignment->to_b[i];
        if (i != a && partner != ALIGN_NONE && alignment->a->items[i].content && partner + 4 >= b &&
            partner <= b + 4)
            slot.around++;
    }
    return slot;
}

size_t scene_agreeing(const struct scene *scene, enum side side, struct stretch stretch)
{
    size_t count = 0;
    for (size_t i = stretch.first; i <= stretch.last && i < scene_size(scene, side); i++)
        count += scene_item(scene, side, i)->content && !scene_is_free(scene, side, i);
    return count;
}

bool scene_names_others(const struct scene *scene)
{
    bool named[SIDE_COUNT] = {false, false};
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        for (size_t i = 0; i < scene_size(scene, side); i++)
            if (scene_token(scene, side, i)->flags & TOKEN_NAME) {
                if (!scene_is_free(scene, side, i))
                    return false;
                named[side] = true;
            }
    return named[SIDE_LEFT] && named[SIDE_RIGHT];
}

double scene_strength(const struct scene *scene, size_t a, size_t b)
{
    double around = scene_slot(scene, a, b).around / 4.0;
    double strength = around > scene->likeness ? around : scene->likeness;
    return strength < 1 ? strength : 1;
}

struct conflict conflict_between(enum reason reason, enum severity severity, double strength,
                                 struct stretch a, struct stretch b)
{
    return (struct conflict){
        reason,           severity,        strength, (uint16_t)a.first, (uint16_t)b.first,
        (uint16_t)a.last, (uint16_t)b.last};
}

struct conflict conflict_at(enum reason reason, enum severity severity, double strength, size_t a,
                            size_t b)
{
    return conflict_between(reason, severity, strength, (struct stretch){a, a},
                            (struct stretch){b, b});
}
