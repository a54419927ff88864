/* Opposite words in the same place: rose and fell, approved and threw out. */
#include "compare/conflict-scene.h"

#include <stdlib.h>
#include <string.h>

/* An expression met in a statement, as one pole of a line of opposites. */
struct pole {
    unsigned long line, column;
    struct stretch stretch;
    bool loose; /* only sometimes opposite: sister terms, buy and sell */
    bool verb;
};

static struct pole pole_of(const struct phrase *phrase)
{
    char *rest = NULL;
    struct pole pole = {.stretch = phrase->stretch};
    pole.line = strtoul(phrase->fields, &rest, 10);
    pole.column = strtoul(rest, &rest, 10);
    pole.loose = strstr(rest, "converse") || strstr(rest, "sister");
    pole.verb = strncmp(rest, "\tv", 2) == 0;
    return pole;
}

static size_t poles_find(const struct scene *scene, enum side side, struct pole *poles)
{
    const struct phrases *phrases = scene_phrases(scene, side, PHRASES_OPPOSITES);
    size_t kept = 0;
    for (size_t i = 0; i < phrases->count; i++) {
        struct pole pole = pole_of(&phrases->items[i]);
        bool single = pole.stretch.first == pole.stretch.last;
        const struct item *item = scene_item(scene, side, pole.stretch.first);
        bool noun = pole.verb && item->kind != ITEM_VERB; /* tax returns, on the left */
        if (!pole.loose && (!single || (item->content && !noun)))
            poles[kept++] = pole;
    }
    return kept;
}

/* A statement that holds both poles tells of a change or of two things. */
static bool holds_other(const struct pole *poles, size_t count, const struct pole *pole)
{
    for (size_t i = 0; i < count; i++)
        if (poles[i].line == pole->line && poles[i].column != pole->column)
            return true;
    return false;
}

static bool is_repeated(const struct scene *scene, enum side side, size_t at)
{
    size_t partner = scene_partner(scene, side, at);
    return partner != ALIGN_NONE &&
           scene_item(scene, side, at)->term == scene_item(scene, side_other(side), partner)->term;
}

/* No word of the expression stands on the other side, too. */
static bool has_free(const struct scene *scene, enum side side, struct stretch stretch)
{
    for (size_t i = stretch.first; i <= stretch.last; i++)
        if (scene_item(scene, side, i)->content && is_repeated(scene, side, i))
            return false;
    return true;
}

static bool is_negated(const struct scene *scene, enum side side, struct stretch stretch)
{
    return scene_token(scene, side, stretch.first)->flags & TOKEN_NEGATED;
}

/* Behind a verb stands what it is said of: one of the next telling words agrees. */
static bool shares_object(const struct scene *scene, struct stretch a, struct stretch b)
{
    enum { REACH = 8 };
    for (size_t i = a.last + 1; i <= a.last + REACH && i < scene_size(scene, SIDE_LEFT); i++) {
        size_t partner = scene_partner(scene, SIDE_LEFT, i);
        if (scene_item(scene, SIDE_LEFT, i)->content && partner != ALIGN_NONE && partner > b.last &&
            partner <= b.last + REACH)
            return true;
    }
    return false;
}

/* A form in -ing belongs to a noun or to another verb; it tells no outcome by itself. */
static bool is_participle(const struct scene *scene, enum side side, struct stretch stretch)
{
    const char *norm = scene_token(scene, side, stretch.first)->word->norm;
    size_t size = strlen(norm);
    return size > 4 && strcmp(norm + size - 3, "ing") == 0;
}

/* "To approve" is a power or a plan, "approved" an outcome. */
static bool is_infinitive(const struct scene *scene, enum side side, struct stretch stretch)
{
    static const char *const words[] = {"to"};
    return stretch.first > 0 && scene_is_one_of(scene, side, stretch.first - 1, words, 1);
}

/* The same year, sum or name on both sides: what one event is known by. */
static size_t count_anchors(const struct scene *scene)
{
    size_t count = 0;
    for (size_t i = 0; i < scene_size(scene, SIDE_LEFT); i++) {
        const struct token *token = scene_token(scene, SIDE_LEFT, i);
        count +=
            !scene_is_free(scene, SIDE_LEFT, i) && (token->quantity || token->flags & TOKEN_NAME);
    }
    return count;
}

static bool stand_alike(const struct scene *scene, const struct pole *x, const struct pole *y)
{
    struct slot slot = scene_slot(scene, x->stretch.first, y->stretch.first);
    bool object = shares_object(scene, x->stretch, y->stretch);
    bool participle =
        is_participle(scene, SIDE_LEFT, x->stretch) || is_participle(scene, SIDE_RIGHT, y->stretch);
    bool plan =
        is_infinitive(scene, SIDE_LEFT, x->stretch) != is_infinitive(scene, SIDE_RIGHT, y->stretch);
    if (scene_is_sure(scene) && x->verb && object && !participle && !plan)
        return true;
    if (scene->likeness >= 0.45 && slot.beside >= 1 && (object || slot.beside == 2))
        return true;
    if (!scene_is_sure(scene) || !x->verb)
        return false;
    bool spelt_out = x->stretch.last > x->stretch.first && y->stretch.last > y->stretch.first;
    return spelt_out && count_anchors(scene) >= 2;
}

/* What was decided, not what something is like. */
static enum reason reason_of(const struct pole *pole)
{
    return pole->verb ? REASON_OUTCOME : REASON_ANTONYM;
}

struct conflict conflict_opposite(const struct scene *scene)
{
    struct pole lefts[PHRASES_MAX], rights[PHRASES_MAX];
    size_t left_count = poles_find(scene, SIDE_LEFT, lefts);
    size_t right_count = left_count ? poles_find(scene, SIDE_RIGHT, rights) : 0;
    for (size_t i = 0; i < left_count; i++)
        for (size_t k = 0; k < right_count; k++) {
            const struct pole *x = &lefts[i], *y = &rights[k];
            if (x->line != y->line || x->column == y->column ||
                !has_free(scene, SIDE_LEFT, x->stretch) ||
                !has_free(scene, SIDE_RIGHT, y->stretch) ||
                is_negated(scene, SIDE_LEFT, x->stretch) !=
                    is_negated(scene, SIDE_RIGHT, y->stretch) ||
                holds_other(lefts, left_count, x) || holds_other(rights, right_count, y) ||
                !stand_alike(scene, x, y))
                continue;
            bool hard = scene->likeness >= 0.5;
            return conflict_between(reason_of(x), hard ? SEVERITY_HARD : SEVERITY_SOFT,
                                    scene->likeness, x->stretch, y->stretch);
        }
    return conflict_none;
}
