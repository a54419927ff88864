/* Names: somebody or somewhere else in the same place of the statement. */
#include "compare/conflict-scene.h"

#include <string.h>

/* A place name stands behind one of these. */
static bool is_located(const struct scene *scene, enum side side, size_t at)
{
    static const char *const words[] = {"in",     "at",     "near",   "outside", "inside",
                                        "around", "behind", "beside", "off"};
    const char *name = scene_token(scene, side, at)->name;
    while (at > 0 && scene_token(scene, side, at - 1)->name == name)
        at--;
    return at > 0 && scene_is_one_of(scene, side, at - 1, words, sizeof words / sizeof *words);
}

static bool is_free_name(const struct scene *scene, enum side side, size_t at)
{
    return scene_token(scene, side, at)->flags & TOKEN_NAME && scene_is_free(scene, side, at);
}

/* Whether a word stands in a name of several words. */
static bool holds(const char *name, const char *word, size_t size)
{
    for (const char *at = strstr(name, word); at; at = strstr(at + 1, word))
        if ((at == name || at[-1] == ' ') && strncmp(at, word, size) == 0 &&
            (at[size] == '\0' || at[size] == ' '))
            return true;
    return false;
}

/* Two names that share a word, or begin alike, may be one: "Tim Muris", "Dr Timothy Muris". */
static bool may_be_same(const struct token *x, const struct token *y)
{
    size_t common = 0;
    while (x->word->norm[common] && x->word->norm[common] == y->word->norm[common])
        common++;
    return common >= 4 || holds(x->name, y->word->norm, strlen(y->word->norm)) ||
           holds(y->name, x->word->norm, strlen(x->word->norm));
}

/* The name that alone has no counterpart, among those that stand as places do or among the others;
 * ALIGN_NONE without one or with several: nobody knows then which takes the place of which. */
static size_t only_free_name(const struct scene *scene, enum side side, bool located)
{
    const char *name = NULL;
    size_t found = ALIGN_NONE;
    for (size_t i = 0; i < scene_size(scene, side); i++) {
        const struct token *token = scene_token(scene, side, i);
        if (!is_free_name(scene, side, i) || is_located(scene, side, i) != located ||
            token->name == name)
            continue;
        if (name)
            return ALIGN_NONE;
        name = token->name;
        found = i;
    }
    return found;
}

/* Whether the lexicon of places knows the name. */
static bool is_known_place(const char *name)
{
    return table_find(&partof_table, name, strlen(name), NULL) != NULL;
}

/* Whether one place lies in the other, over a few steps up. */
static bool lies_in(const char *part, const char *whole, int steps)
{
    size_t entry = 0, size = strlen(whole);
    const char *above = table_find(&partof_table, part, strlen(part), &entry);
    for (; above; above = table_next(&partof_table, &entry)) {
        char key[64];
        size_t length = 0;
        for (; above[length] && length + 1 < sizeof key; length++)
            key[length] = (char)(above[length] >= 'A' && above[length] <= 'Z' ? above[length] + 32
                                                                              : above[length]);
        key[length] = '\0';
        if ((length == size && memcmp(key, whole, size) == 0) ||
            (steps > 0 && lies_in(key, whole, steps - 1)))
            return true;
    }
    return false;
}

static struct stretch whole_name(const struct scene *scene, enum side side, size_t at)
{
    const char *name = scene_token(scene, side, at)->name;
    struct stretch stretch = {at, at};
    while (stretch.first > 0 && scene_token(scene, side, stretch.first - 1)->name == name)
        stretch.first--;
    while (stretch.last + 1 < scene_size(scene, side) &&
           scene_token(scene, side, stretch.last + 1)->name == name)
        stretch.last++;
    return stretch;
}

/* The other article does not tell of a name anywhere. */
static bool is_unheard_of(const struct scene *scene, enum side side, size_t at)
{
    struct stretch name = whole_name(scene, side, at);
    for (size_t i = name.first; i <= name.last; i++)
        if (!scene_is_unheard(scene, side, i))
            return false;
    return true;
}

/* A place belongs to what stands before it: "arrested in Porto", "an event in Norfolk". */
static bool follow_same(const struct scene *scene, size_t a, size_t b)
{
    size_t x = scene_telling(scene, SIDE_LEFT, a, -1), y = scene_telling(scene, SIDE_RIGHT, b, -1);
    return x != ALIGN_NONE && y != ALIGN_NONE && scene_partner(scene, SIDE_LEFT, x) == y;
}

/* "behind the old tannery": a preposition of place and the telling words of its phrase; empty
 * (first > last) without one or with several. */
static struct stretch only_spot(const struct scene *scene, enum side side)
{
    static const char *const words[] = {"behind",   "beside", "outside",   "beneath",
                                        "opposite", "beyond", "alongside", "underneath"};
    struct stretch spot = {1, 0};
    for (size_t i = 0; i < scene_size(scene, side); i++) {
        if (!scene_is_one_of(scene, side, i, words, sizeof words / sizeof *words))
            continue;
        if (spot.first <= spot.last)
            return (struct stretch){1, 0};
        spot = (struct stretch){i, i};
        for (size_t k = i + 1; k < scene_size(scene, side) && k <= i + 4; k++) {
            if (scene_item(scene, side, k)->content)
                spot.last = k;
            else if (spot.last > i)
                break;
        }
    }
    return spot;
}

/* Two spots of one event, of which neither statement tells the other's. */
static struct conflict other_spot(const struct scene *scene)
{
    struct stretch a = only_spot(scene, SIDE_LEFT), b = only_spot(scene, SIDE_RIGHT);
    if (a.first >= a.last || b.first >= b.last || !scene_is_sure(scene) ||
        !scene_is_free(scene, SIDE_LEFT, a.last) || !scene_is_free(scene, SIDE_RIGHT, b.last))
        return conflict_none;
    return conflict_between(REASON_PLACE, SEVERITY_HARD, scene->likeness, a, b);
}

/* Two places that are spelt alike, and aligned for that: Kingston, Kingstown. */
static struct conflict like_place(const struct scene *scene)
{
    for (size_t i = 0; i < scene->alignment->count && scene_is_likely(scene); i++) {
        const struct pairing *pairing = &scene->alignment->pairs[i];
        const struct token *x = scene_token(scene, SIDE_LEFT, pairing->a);
        const struct token *y = scene_token(scene, SIDE_RIGHT, pairing->b);
        if (pairing->relation.kind == RELATION_SPELLING && x->name && y->name &&
            strcmp(x->name, y->name) != 0 && is_known_place(x->name) && is_known_place(y->name))
            return conflict_at(REASON_PLACE, SEVERITY_HARD, scene->likeness, pairing->a,
                               pairing->b);
    }
    return conflict_none;
}

/* Two names, one a side, that neither statement has a counterpart for. */
struct names {
    size_t a, b;
    const struct token *x, *y;
    bool unheard; /* neither is told anywhere in the other article */
};

static bool find_names(const struct scene *scene, bool located, struct names *names)
{
    names->a = only_free_name(scene, SIDE_LEFT, located);
    names->b = only_free_name(scene, SIDE_RIGHT, located);
    if (names->a == ALIGN_NONE || names->b == ALIGN_NONE)
        return false;
    names->x = scene_token(scene, SIDE_LEFT, names->a);
    names->y = scene_token(scene, SIDE_RIGHT, names->b);
    names->unheard =
        is_unheard_of(scene, SIDE_LEFT, names->a) && is_unheard_of(scene, SIDE_RIGHT, names->b);
    return !may_be_same(names->x, names->y);
}

static struct conflict names_clash(const struct scene *scene, const struct names *names,
                                   enum reason reason, double strength)
{
    return conflict_between(reason, SEVERITY_HARD, strength, whole_name(scene, SIDE_LEFT, names->a),
                            whole_name(scene, SIDE_RIGHT, names->b));
}

/* Both known as places, of which neither lies in the other, or both unknown. */
static bool may_exclude(const struct names *names)
{
    enum { STEPS = 4 };
    return is_known_place(names->x->name) == is_known_place(names->y->name) &&
           !lies_in(names->x->name, names->y->name, STEPS) &&
           !lies_in(names->y->name, names->x->name, STEPS);
}

/* Names that stand for no place or body. */
static bool are_no_bodies(const struct names *names)
{
    const char *x = names->x->name, *y = names->y->name;
    return !is_known_place(x) && !is_known_place(y) &&
           !table_find(&aliases_table, x, strlen(x), NULL) &&
           !table_find(&aliases_table, y, strlen(y), NULL);
}

/* Two places of one event: each the only one that the other statement does not tell, and neither a
 * part of the other. */
static struct conflict other_place(const struct scene *scene)
{
    struct names names;
    if (scene->confidence < CONFIDENCE_MUTUAL || !find_names(scene, true, &names) ||
        !may_exclude(&names) || (names.x->flags & TOKEN_QUOTED) != (names.y->flags & TOKEN_QUOTED))
        return conflict_none;
    bool known = is_known_place(names.x->name);
    if (names.unheard ? known || (scene->mutual && are_no_bodies(&names))
                      : known && follow_same(scene, names.a, names.b))
        return names_clash(scene, &names, REASON_PLACE,
                           known && names.unheard ? 0.9 : scene->likeness);
    return conflict_none;
}

struct conflict conflict_place(const struct scene *scene)
{
    static struct conflict (*const kinds[])(const struct scene *) = {other_spot, like_place,
                                                                     other_place};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct conflict conflict = kinds[i](scene);
        if (conflict.reason != REASON_NONE)
            return conflict;
    }
    return conflict_none;
}

/* A name in the place of another, everything around agreeing. */
struct conflict conflict_person(const struct scene *scene)
{
    struct names names;
    if (scene->likeness < 0.6 || !find_names(scene, false, &names) || !are_no_bodies(&names) ||
        scene_slot(scene, names.a, names.b).beside < 2)
        return conflict_none;
    return names_clash(scene, &names, REASON_PERSON, scene->likeness);
}

static bool shares_name(const struct scene *scene)
{
    for (size_t i = 0; i < scene->alignment->count; i++)
        if (scene_item(scene, SIDE_LEFT, scene->alignment->pairs[i].a)->kind == ITEM_NAME)
            return true;
    return false;
}

/* Somebody whom both statements name, and one more person on each side whom the other article does
 * not tell of at all: not the same one. */
struct conflict conflict_one_other(const struct scene *scene)
{
    struct names names;
    bool said = !span_is_empty(scene_statement(scene, SIDE_LEFT)->frame) ||
                !span_is_empty(scene_statement(scene, SIDE_RIGHT)->frame);
    if (!scene->mutual || scene->confidence < CONFIDENCE_SURE || said || !shares_name(scene) ||
        !find_names(scene, false, &names) || !names.unheard || !are_no_bodies(&names))
        return conflict_none;
    return names_clash(scene, &names, REASON_PERSON, 0.9);
}
