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

/* Two places that are spelt alike, and aligned for that: Norfolk, Norwalk. */
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

/* Two places of one event: each the only one that the other statement does not tell, and neither a
 * part of the other. */
struct conflict conflict_place(const struct scene *scene)
{
    struct conflict other = other_spot(scene);
    if (other.reason == REASON_NONE)
        other = like_place(scene);
    if (other.reason != REASON_NONE)
        return other;
    size_t a = only_free_name(scene, SIDE_LEFT, true);
    size_t b = only_free_name(scene, SIDE_RIGHT, true);
    if (a == ALIGN_NONE || b == ALIGN_NONE)
        return conflict_none;
    const struct token *x = scene_token(scene, SIDE_LEFT, a),
                       *y = scene_token(scene, SIDE_RIGHT, b);
    enum { STEPS = 4 };
    bool known = is_known_place(x->name) && is_known_place(y->name);
    bool unheard = scene->mutual && is_unheard_of(scene, SIDE_LEFT, a) &&
                   is_unheard_of(scene, SIDE_RIGHT, b);
    if (unheard && known == (is_known_place(x->name) || is_known_place(y->name)) && scene_is_likely(scene) && !may_be_same(x, y) && !lies_in(x->name, y->name, STEPS) && !lies_in(y->name, x->name, STEPS))
    return conflict_between(REASON_PLACE, SEVERITY_HARD, scene->likeness,
                            whole_name(scene, SIDE_LEFT, a), whole_name(scene, SIDE_RIGHT, b));
    if (scene->confidence < CONFIDENCE_MUTUAL || !known || !(follow_same(scene, a, b) || (is_unheard_of(scene, SIDE_LEFT, a) && is_unheard_of(scene, SIDE_RIGHT, b))) || may_be_same(x, y) ||
        lies_in(x->name, y->name, STEPS) || lies_in(y->name, x->name, STEPS))
        return conflict_none;
    return conflict_between(REASON_PLACE, SEVERITY_HARD, scene->likeness,
                            whole_name(scene, SIDE_LEFT, a), whole_name(scene, SIDE_RIGHT, b));
}

/* A name in the place of another, everything around agreeing. */
struct conflict conflict_person(const struct scene *scene)
{
    if (scene->likeness < 0.6)
        return conflict_none;
    size_t a = only_free_name(scene, SIDE_LEFT, false);
    size_t b = only_free_name(scene, SIDE_RIGHT, false);
    if (a == ALIGN_NONE || b == ALIGN_NONE)
        return conflict_none;
    const struct token *x = scene_token(scene, SIDE_LEFT, a),
                       *y = scene_token(scene, SIDE_RIGHT, b);
    if (may_be_same(x, y) || is_known_place(x->name) || is_known_place(y->name) ||
        table_find(&aliases_table, x->name, strlen(x->name), NULL) ||
        table_find(&aliases_table, y->name, strlen(y->name), NULL) ||
        scene_slot(scene, a, b).beside < 2)
        return conflict_none;
    return conflict_between(REASON_PERSON, SEVERITY_HARD, scene->likeness,
                            whole_name(scene, SIDE_LEFT, a), whole_name(scene, SIDE_RIGHT, b));
}

/* Somebody whom both statements name, and one more person on each side: not the same one. */
struct conflict conflict_one_other(const struct scene *scene)
{
    if (!scene->mutual || scene->confidence < CONFIDENCE_SURE ||
        !span_is_empty(scene_statement(scene, SIDE_LEFT)->frame) ||
        !span_is_empty(scene_statement(scene, SIDE_RIGHT)->frame))
        return conflict_none;
    bool shared = false;
    for (size_t i = 0; i < scene->alignment->count; i++)
        shared = shared || scene_item(scene, SIDE_LEFT, scene->alignment->pairs[i].a)->kind == ITEM_NAME;
    size_t a = only_free_name(scene, SIDE_LEFT, false);
    size_t b = only_free_name(scene, SIDE_RIGHT, false);
    if (!shared || a == ALIGN_NONE || b == ALIGN_NONE || !is_unheard_of(scene, SIDE_LEFT, a) ||
        !is_unheard_of(scene, SIDE_RIGHT, b))
        return conflict_none;
    const struct token *x = scene_token(scene, SIDE_LEFT, a),
                       *y = scene_token(scene, SIDE_RIGHT, b);
    if (may_be_same(x, y) || is_known_place(x->name) || is_known_place(y->name) ||
        table_find(&aliases_table, x->name, strlen(x->name), NULL) ||
        table_find(&aliases_table, y->name, strlen(y->name), NULL))
        return conflict_none;
    return conflict_between(REASON_PERSON, SEVERITY_HARD, 0.9, whole_name(scene, SIDE_LEFT, a),
                            whole_name(scene, SIDE_RIGHT, b));
}
