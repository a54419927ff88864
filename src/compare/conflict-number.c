/* Numbers: the same thing counted, measured or priced twice, with values that neither rounding nor
 * wording explains. */
#include "compare/conflict-scene.h"
#include "language/quantity.h"

#include <string.h>

/* Whether a number of one statement is told in the other, however it counts there. */
static bool is_told(const struct scene *scene, enum side side, const struct quantity *quantity)
{
    for (size_t i = 0; i < scene_size(scene, side); i++) {
        const struct quantity *other = scene_token(scene, side, i)->quantity;
        if (other && other->kind == quantity->kind && !quantities_clash(other, quantity))
            return true;
    }
    return false;
}

/* Years of which none is told on the other side, on both sides: two stories of two times. */
static bool tells_other_years(const struct scene *scene)
{
    bool alone[SIDE_COUNT] = {false, false};
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        for (size_t i = 0; i < scene_size(scene, side); i++) {
            const struct quantity *year = scene_token(scene, side, i)->quantity;
            if (year && year->kind == QUANTITY_YEAR && !is_told(scene, side_other(side), year))
                alone[side] = true;
        }
    return alone[SIDE_LEFT] && alone[SIDE_RIGHT];
}

/* "two of them", "three other women", "four more", "another five", "a further six": a part or an
 * addition, which contradicts no whole. */
static bool is_part(const struct scene *scene, enum side side, size_t at)
{
    static const char *const behind[] = {"of",   "other",      "others", "more",
                                         "less", "additional", "further"};
    static const char *const before[] = {"another", "further", "other", "additional"};
    return scene_is_one_of(scene, side, at + 1, behind, sizeof behind / sizeof *behind) ||
           (at > 0 && scene_is_one_of(scene, side, at - 1, before, sizeof before / sizeof *before));
}

/* The words of the counted phrase: telling words right behind the number. Its head is among them,
 * whatever stands before it ("three border guards", "three guards"). */
static struct stretch counted(const struct scene *scene, enum side side, size_t at)
{
    struct stretch phrase = {at + 1, at};
    while (phrase.last + 1 < scene_size(scene, side) && phrase.last < at + 3 &&
           scene_item(scene, side, phrase.last + 1)->content &&
           !scene_token(scene, side, phrase.last + 1)->quantity)
        phrase.last++;
    return phrase;
}

static bool counts_same_thing(const struct scene *scene, size_t a, size_t b)
{
    struct stretch x = counted(scene, SIDE_LEFT, a), y = counted(scene, SIDE_RIGHT, b);
    for (size_t i = x.first; i <= x.last; i++)
        for (size_t k = y.first; k <= y.last; k++)
            if (scene_partner(scene, SIDE_LEFT, i) == k ||
                strcmp(scene_token(scene, SIDE_LEFT, i)->word->stem,
                       scene_token(scene, SIDE_RIGHT, k)->word->stem) == 0)
                return true;
    return false;
}

/* Figures of some size that differ by little: two reports of one count. */
static bool is_about_same(const struct quantity *x, const struct quantity *y)
{
    double large = x->value > y->value ? x->value : y->value;
    double small = x->value > y->value ? y->value : x->value;
    return small >= 20 && large < 1.25 * small;
}

/* The first time, the second time: an order of occasions, not a measure of one. */
static bool is_occasion(const struct quantity *quantity)
{
    return quantity->kind == QUANTITY_ORDINAL && strcmp(quantity->unit, "time") == 0;
}

static bool is_comparable(const struct scene *scene, size_t a, size_t b)
{
    const struct quantity *x = scene_token(scene, SIDE_LEFT, a)->quantity;
    const struct quantity *y = scene_token(scene, SIDE_RIGHT, b)->quantity;
    if (x->kind != y->kind || is_occasion(x))
        return false;
    if (x->kind == QUANTITY_PERCENT || x->kind == QUANTITY_TIME || x->kind == QUANTITY_YEAR)
        return true;
    if (*x->unit && strcmp(x->unit, y->unit) == 0)
        return true;
    return x->kind == QUANTITY_COUNT && counts_same_thing(scene, a, b);
}

/* How many aligned words around make two numbers of a kind be about the same thing: the unit of a
 * count is one of them. */
static const int needed_around[QUANTITY_KINDS] = {
    [QUANTITY_COUNT] = 2, [QUANTITY_MONEY] = 2,   [QUANTITY_PERCENT] = 2, [QUANTITY_YEAR] = 2,
    [QUANTITY_DAY] = 9,   [QUANTITY_ORDINAL] = 2, [QUANTITY_TIME] = 1,
};

/* Several words of the counted phrase agree: "cubic metres", "border guards". */
static bool counts_closely(const struct scene *scene, size_t a, size_t b)
{
    struct stretch x = counted(scene, SIDE_LEFT, a), y = counted(scene, SIDE_RIGHT, b);
    size_t same = 0;
    for (size_t i = x.first; i <= x.last; i++) {
        size_t partner = scene_partner(scene, SIDE_LEFT, i);
        same += partner != ALIGN_NONE && partner >= y.first && partner <= y.last;
    }
    return same >= 2;
}

/* Whether what is said of the two numbers is told by neither side of the other: "killed three" and
 * "injured nine". */
static bool says_other(const struct scene *scene, size_t a, size_t b)
{
    size_t x = scene_telling(scene, SIDE_LEFT, a, -1), y = scene_telling(scene, SIDE_RIGHT, b, -1);
    return x != ALIGN_NONE && y != ALIGN_NONE && scene_is_free(scene, SIDE_LEFT, x) &&
           scene_is_free(scene, SIDE_RIGHT, y);
}

/* What became of the counted: the dead, the hurt, the lost and the held are not the same people. */
enum fate { FATE_NONE, FATE_DEAD, FATE_HURT, FATE_MISSING, FATE_HELD };

static const struct {
    const char *stem;
    enum fate fate;
} fates[] = {
    {"kill", FATE_DEAD},    {"die", FATE_DEAD},          {"dead", FATE_DEAD},
    {"death", FATE_DEAD},   {"drown", FATE_DEAD},        {"injur", FATE_HURT},
    {"wound", FATE_HURT},   {"hurt", FATE_HURT},         {"hospit", FATE_HURT},
    {"miss", FATE_MISSING}, {"unaccount", FATE_MISSING}, {"arrest", FATE_HELD},
    {"detain", FATE_HELD},  {"custodi", FATE_HELD},
};

/* The fate told nearest to a number, within a few words. */
static enum fate fate_of(const struct scene *scene, enum side side, size_t at)
{
    enum { REACH = 5 };
    for (size_t gap = 1; gap <= REACH; gap++)
        for (int behind = 0; behind < 2; behind++) {
            size_t near = behind ? at + gap : at - gap;
            if ((!behind && gap > at) || near >= scene_size(scene, side))
                continue;
            const char *stem = scene_token(scene, side, near)->word->stem;
            for (size_t i = 0; i < sizeof fates / sizeof *fates; i++)
                if (strcmp(stem, fates[i].stem) == 0)
                    return fates[i].fate;
        }
    return FATE_NONE;
}

static bool fates_differ(const struct scene *scene, size_t a, size_t b)
{
    enum fate x = fate_of(scene, SIDE_LEFT, a), y = fate_of(scene, SIDE_RIGHT, b);
    return x != FATE_NONE && y != FATE_NONE && x != y;
}

/* A time that passed may be any of many. */
static bool is_duration(const char *unit)
{
    static const char *const units[] = {"second", "minut", "hour", "day", "week", "month", "year"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(unit, units[i]) == 0)
            return true;
    return false;
}

/* Numbers of a kind in a statement. */
static size_t count_kind(const struct scene *scene, enum side side, enum quantity_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < scene_size(scene, side); i++) {
        const struct quantity *quantity = scene_token(scene, side, i)->quantity;
        count += quantity && quantity->kind == kind;
    }
    return count;
}

/* Two reports of one sum differ a little; sums of different things differ by any amount. */
static bool is_near(const struct scene *scene, const struct quantity *x, const struct quantity *y)
{
    double most = scene->mutual ? 2 : 1.25;
    double large = x->value > y->value ? x->value : y->value;
    double small = x->value > y->value ? y->value : x->value;
    return small > 0 && large < most * small;
}

/* The only number of its kind on either side, in statements that probably tell the same: a time of
 * the day, or sums of money of one size. */
static bool is_only_one(const struct scene *scene, const struct quantity *x,
                        const struct quantity *y)
{
    bool time = x->kind == QUANTITY_TIME && scene_is_sure(scene);
    bool sum = x->kind == QUANTITY_MONEY && is_near(scene, x, y);
    return (time || sum) && scene_is_likely(scene) && count_kind(scene, SIDE_LEFT, x->kind) == 1 &&
           count_kind(scene, SIDE_RIGHT, x->kind) == 1;
}

static int needed(const struct scene *scene, const struct quantity *x, const struct quantity *y)
{
    bool sure = scene_is_sure(scene);
    if (is_only_one(scene, x, y))
        return 0;
    if (x->kind == QUANTITY_COUNT && sure && !is_duration(x->unit))
        return 1;
    bool measure =
        x->kind == QUANTITY_COUNT || x->kind == QUANTITY_MONEY || x->kind == QUANTITY_PERCENT;
    bool close = scene->likeness >= 0.45 || sure || is_about_same(x, y);
    return needed_around[x->kind] + (measure && !close);
}

/* "ends in 2019": the year says when, and not which, as in "the 2016 campaign". */
static bool is_adverbial(const struct scene *scene, enum side side, size_t at)
{
    static const char *const words[] = {"in", "since", "until", "by", "from"};
    return at > 0 && scene_is_one_of(scene, side, at - 1, words, sizeof words / sizeof *words);
}

/* A year behind the same verb is sure whatever else the two statements tell. */
static double number_strength(const struct scene *scene, size_t a, size_t b)
{
    double strength = scene_strength(scene, a, b);
    bool year = scene_token(scene, SIDE_LEFT, a)->quantity->kind == QUANTITY_YEAR;
    bool plain = year && is_adverbial(scene, SIDE_LEFT, a) && is_adverbial(scene, SIDE_RIGHT, b) &&
                 scene_slot(scene, a, b).around >= 2;
    bool near = !year && scene_slot(scene, a, b).around >= 2 &&
                is_about_same(scene_token(scene, SIDE_LEFT, a)->quantity,
                              scene_token(scene, SIDE_RIGHT, b)->quantity);
    return (plain || near) && strength < 0.9 ? 0.9 : strength;
}

static bool numbers_clash(const struct scene *scene, size_t a, size_t b)
{
    const struct quantity *x = scene_token(scene, SIDE_LEFT, a)->quantity;
    const struct quantity *y = scene_token(scene, SIDE_RIGHT, b)->quantity;
    if (!y || x->kind != y->kind || !quantities_clash(x, y))
        return false;
    bool only = is_only_one(scene, x, y);
    if ((!only && !is_comparable(scene, a, b)) || is_part(scene, SIDE_LEFT, a) ||
        is_part(scene, SIDE_RIGHT, b))
        return false;
    struct slot slot = scene_slot(scene, a, b);
    if ((x->kind == QUANTITY_YEAR && slot.beside == 0) || fates_differ(scene, a, b))
        return false;
    if (x->kind == QUANTITY_COUNT && scene->likeness < 0.5 && !counts_closely(scene, a, b) &&
        says_other(scene, a, b))
        return false;
    bool closely = scene_is_likely(scene) && !is_duration(x->unit) && counts_closely(scene, a, b);
    return slot.around + closely >= needed(scene, x, y) &&
           (x->kind == QUANTITY_YEAR || only || !tells_other_years(scene)) &&
           !is_told(scene, SIDE_LEFT, y); /* last, for it looks at every word */
}

struct conflict conflict_number(const struct scene *scene)
{
    bool others = scene_names_others(scene);
    for (size_t a = 0; a < scene_size(scene, SIDE_LEFT); a++) {
        const struct quantity *x = scene_token(scene, SIDE_LEFT, a)->quantity;
        if (!x || is_told(scene, SIDE_RIGHT, x))
            continue;
        bool dated = x->kind == QUANTITY_YEAR || x->kind == QUANTITY_TIME;
        for (size_t b = 0; b < scene_size(scene, SIDE_RIGHT); b++)
            if (numbers_clash(scene, a, b) && (!others || counts_closely(scene, a, b)))
                return conflict_at(dated ? REASON_DATE : REASON_NUMBER, SEVERITY_HARD,
                                   number_strength(scene, a, b), a, b);
    }
    return conflict_none;
}
