#include "compare/conflict.h"

#include "language/lexicon.h"
#include "language/quantity.h"

#include <string.h>

/* From this confidence on two statements surely tell the same, in thousandths. */
enum { SURE = 660 };

/* Two aligned statements, and what the rules ask of them. */
struct scene {
    const struct vocabulary *vocabulary;
    const struct relations *relations;
    const struct alignment *alignment;
    double likeness, cover_more;
    unsigned confidence; /* of the link */
};

/* How much of the surroundings of two words agrees: of the telling words next to them on either
 * side those aligned with each other, 0..2, and of the four words around on each side. */
struct slot {
    int beside;
    int around;
};

static const struct item *item_at(const struct scene *scene, enum side side, size_t at)
{
    const struct alignment *alignment = scene->alignment;
    return side == SIDE_LEFT ? &alignment->a->items[at] : &alignment->b->items[at];
}

static const struct token *token_at(const struct scene *scene, enum side side, size_t at)
{
    return item_token(scene->vocabulary, side, item_at(scene, side, at));
}

static size_t size_of(const struct scene *scene, enum side side)
{
    return side == SIDE_LEFT ? scene->alignment->a->count : scene->alignment->b->count;
}

/* The next telling word from `at` in a direction, within a few words and past the rest of its date;
 * ALIGN_NONE without. */
static size_t telling_from(const struct scene *scene, enum side side, size_t at, int step)
{
    size_t count = size_of(scene, side);
    const struct date *date = token_at(scene, side, at)->date;
    for (int i = 0; i < 4; i++) {
        if ((step < 0 && at == 0) || (step > 0 && at + 1 >= count))
            return ALIGN_NONE;
        at = step < 0 ? at - 1 : at + 1;
        if (item_at(scene, side, at)->content && (!date || token_at(scene, side, at)->date != date))
            return at;
    }
    return ALIGN_NONE;
}

static struct slot slot_of(const struct scene *scene, size_t a, size_t b)
{
    struct slot slot = {0, 0};
    const struct alignment *alignment = scene->alignment;
    for (int step = -1; step <= 1; step += 2) {
        size_t x = telling_from(scene, SIDE_LEFT, a, step);
        size_t y = telling_from(scene, SIDE_RIGHT, b, step);
        if (x != ALIGN_NONE && y != ALIGN_NONE && alignment->to_b[x] == y)
            slot.beside++;
    }
    for (size_t i = a > 4 ? a - 4 : 0; i <= a + 4 && i < alignment->a->count; i++) {
        size_t partner = alignment->to_b[i];
        if (i != a && partner != ALIGN_NONE && alignment->a->items[i].content &&
            partner + 4 >= b && partner <= b + 4)
            slot.around++;
    }
    return slot;
}

static bool is_free(const struct scene *scene, enum side side, size_t at)
{
    const uint16_t *partner =
        side == SIDE_LEFT ? scene->alignment->to_b : scene->alignment->to_a;
    return partner[at] == ALIGN_NONE;
}

static struct conflict found(enum reason reason, bool hard, double strength, size_t a, size_t b)
{
    return (struct conflict){reason, hard ? SEVERITY_HARD : SEVERITY_SOFT, strength, (uint16_t)a,
                             (uint16_t)b};
}

static const struct conflict none = {REASON_NONE, SEVERITY_NONE, 0, ALIGN_NONE, ALIGN_NONE};

/* How sure a clash is: the statements are alike, or the words around the clash agree. */
static double strength_of(const struct scene *scene, size_t a, size_t b)
{
    double around = slot_of(scene, a, b).around / 4.0;
    double strength = around > scene->likeness ? around : scene->likeness;
    return strength < 1 ? strength : 1;
}

/* Whether a number of one statement is told in the other, however it counts there. */
static bool is_told(const struct scene *scene, enum side side, const struct quantity *quantity)
{
    for (size_t i = 0; i < size_of(scene, side); i++) {
        const struct quantity *other = token_at(scene, side, i)->quantity;
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
        for (size_t i = 0; i < size_of(scene, side); i++) {
            const struct quantity *year = token_at(scene, side, i)->quantity;
            if (year && year->kind == QUANTITY_YEAR && !is_told(scene, side_other(side), year))
                alone[side] = true;
        }
    return alone[SIDE_LEFT] && alone[SIDE_RIGHT];
}

/* Both sides name somebody, and nobody in common: two stories of two people. */
static bool tells_other_names(const struct scene *scene)
{
    bool named[SIDE_COUNT] = {false, false};
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        for (size_t i = 0; i < size_of(scene, side); i++)
            if (token_at(scene, side, i)->flags & TOKEN_NAME) {
                if (!is_free(scene, side, i))
                    return false;
                named[side] = true;
            }
    return named[SIDE_LEFT] && named[SIDE_RIGHT];
}

/* "two of them", "three other women", "four more": a part, which contradicts no whole. */
static bool is_part(const struct scene *scene, enum side side, size_t at)
{
    static const char *const words[] = {"of", "other", "others", "more", "additional", "further"};
    if (at + 1 >= size_of(scene, side))
        return false;
    const char *next = token_at(scene, side, at + 1)->word->norm;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(next, words[i]) == 0)
            return true;
    return false;
}

static bool counts_same(const struct quantity *x, const struct quantity *y)
{
    if (x->kind != y->kind)
        return false;
    if (x->kind == QUANTITY_PERCENT || x->kind == QUANTITY_TIME || x->kind == QUANTITY_YEAR)
        return true;
    return *x->unit && strcmp(x->unit, y->unit) == 0 &&
           !(x->kind == QUANTITY_ORDINAL && strcmp(x->unit, "time") == 0);
}

/* How many aligned words around make two numbers of a kind be about the same thing: the unit of a
 * count is one of them. */
static const int needed_around[QUANTITY_KINDS] = {
    [QUANTITY_COUNT] = 2, [QUANTITY_MONEY] = 2, [QUANTITY_PERCENT] = 2, [QUANTITY_YEAR] = 2,
    [QUANTITY_DAY] = 9,   [QUANTITY_ORDINAL] = 2, [QUANTITY_TIME] = 1,
};

/* Whether what is said of the two numbers is told by neither side of the other: "killed three" and
 * "injured nine". */
static bool says_other(const struct scene *scene, size_t a, size_t b)
{
    size_t x = telling_from(scene, SIDE_LEFT, a, -1), y = telling_from(scene, SIDE_RIGHT, b, -1);
    return x != ALIGN_NONE && y != ALIGN_NONE && is_free(scene, SIDE_LEFT, x) &&
           is_free(scene, SIDE_RIGHT, y);
}

/* A time that passed may be any of many. */
static bool is_time(const char *unit)
{
    static const char *const units[] = {"second", "minut", "hour", "day", "week", "month", "year"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(unit, units[i]) == 0)
            return true;
    return false;
}

static bool numbers_conflict(const struct scene *scene, size_t a, size_t b)
{
    const struct quantity *x = token_at(scene, SIDE_LEFT, a)->quantity;
    const struct quantity *y = token_at(scene, SIDE_RIGHT, b)->quantity;
    if (!y || !counts_same(x, y) || is_part(scene, SIDE_LEFT, a) || is_part(scene, SIDE_RIGHT, b) || !quantities_clash(x, y))
        return false;
    struct slot slot = slot_of(scene, a, b);
    if (x->kind == QUANTITY_YEAR && slot.beside == 0)
        return false;
    if (x->kind == QUANTITY_COUNT && scene->likeness < 0.5 && says_other(scene, a, b))
        return false;
    int needed = needed_around[x->kind];
    if (x->kind == QUANTITY_COUNT && scene->confidence >= SURE && !is_time(x->unit))
        needed = 1;
    return slot.around >= needed && (x->kind == QUANTITY_YEAR || !tells_other_years(scene)) &&
           !is_told(scene, SIDE_LEFT, y); /* last, for it looks at every word */
}

static struct conflict number_rule(const struct scene *scene)
{
    if (tells_other_names(scene))
        return none;
    for (size_t a = 0; a < size_of(scene, SIDE_LEFT); a++) {
        const struct quantity *x = token_at(scene, SIDE_LEFT, a)->quantity;
        if (!x || is_told(scene, SIDE_RIGHT, x))
            continue;
        for (size_t b = 0; b < size_of(scene, SIDE_RIGHT); b++)
            if (numbers_conflict(scene, a, b))
                return found(x->kind == QUANTITY_YEAR || x->kind == QUANTITY_TIME ? REASON_DATE
                                                                                  : REASON_NUMBER,
                             true, strength_of(scene, a, b), a, b);
    }
    return none;
}

static bool dates_clash(const struct date *x, const struct date *y)
{
    if (x->weekday && y->weekday)
        return x->weekday != y->weekday;
    if (x->month && y->month && x->day && y->day)
        return x->month != y->month || x->day != y->day;
    return false;
}

/* Whether a date of one statement, or a part of it, is told in the other. */
static bool date_is_told(const struct scene *scene, enum side side, const struct date *date)
{
    for (size_t i = 0; i < size_of(scene, side); i++) {
        const struct date *other = token_at(scene, side, i)->date;
        if (other && ((date->weekday && other->weekday == date->weekday) ||
                      (date->day && other->day == date->day && other->month == date->month)))
            return true;
    }
    return false;
}

/* A date belongs to the verb in front of it: "published Saturday". */
static bool follows_same(const struct scene *scene, size_t a, size_t b)
{
    size_t x = telling_from(scene, SIDE_LEFT, a, -1), y = telling_from(scene, SIDE_RIGHT, b, -1);
    if (x == ALIGN_NONE || y == ALIGN_NONE)
        return false;
    /* "published in an article Sunday" */
    size_t before = telling_from(scene, SIDE_RIGHT, y, -1);
    return scene->alignment->to_b[x] == y ||
           (before != ALIGN_NONE && scene->alignment->to_b[x] == before);
}

static struct conflict date_rule(const struct scene *scene)
{
    for (size_t a = 0; a < size_of(scene, SIDE_LEFT); a++) {
        const struct date *x = token_at(scene, SIDE_LEFT, a)->date;
        if (!x || date_is_told(scene, SIDE_RIGHT, x))
            continue;
        for (size_t b = 0; b < size_of(scene, SIDE_RIGHT); b++) {
            const struct date *y = token_at(scene, SIDE_RIGHT, b)->date;
            if (!y || !dates_clash(x, y) || date_is_told(scene, SIDE_LEFT, y))
                continue;
            if (follows_same(scene, a, b) || scene->likeness >= 0.65)
                return found(REASON_DATE, true, strength_of(scene, a, b), a, b);
        }
    }
    return none;
}

static bool is_negated(const struct token *token)
{
    return (token->flags & TOKEN_NEGATED) != 0;
}

/* Opposite words in the same place, neither negated. */
static struct conflict antonym_rule(const struct scene *scene)
{
    for (size_t a = 0; a < size_of(scene, SIDE_LEFT); a++) {
        const struct item *x = item_at(scene, SIDE_LEFT, a);
        if (!x->content || !is_free(scene, SIDE_LEFT, a))
            continue;
        for (size_t b = 0; b < size_of(scene, SIDE_RIGHT); b++) {
            const struct item *y = item_at(scene, SIDE_RIGHT, b);
            if (!y->content || !is_free(scene, SIDE_RIGHT, b) ||
                relation_find(scene->relations, x->term, y->term).kind != RELATION_OPPOSITE ||
                is_negated(token_at(scene, SIDE_LEFT, a)) !=
                    is_negated(token_at(scene, SIDE_RIGHT, b)))
                continue;
            struct slot slot = slot_of(scene, a, b);
            if (slot.beside >= 1 && scene->likeness >= 0.45)
                return found(REASON_ANTONYM, slot.beside == 2 || scene->likeness >= 0.5,
                             scene->likeness, a, b);
        }
    }
    return none;
}

/* Negators, and words that deny without one. */
static size_t count_negators(const struct scene *scene, enum side side)
{
    size_t count = 0;
    for (size_t i = 0; i < size_of(scene, side); i++)
        count += (token_at(scene, side, i)->word->classes & (CLASS_NEGATOR | CLASS_DENIAL)) != 0;
    return count;
}

/* "did not sound": the verb right behind a negated auxiliary, outside quotations. */
static bool is_denied_verb(const struct scene *scene, enum side side, size_t at)
{
    static const char *const auxiliaries[] = {
        "did", "does", "do",  "is",   "are", "was",   "were",
        "has", "have", "had", "will", "can", "could", "would",
    };
    if (at < 2 || token_at(scene, side, at)->flags & TOKEN_QUOTED ||
        !(token_at(scene, side, at - 1)->flags & TOKEN_NEGATOR))
        return false;
    for (size_t i = 0; i < sizeof auxiliaries / sizeof *auxiliaries; i++)
        if (strcmp(token_at(scene, side, at - 2)->word->norm, auxiliaries[i]) == 0)
            return true;
    return false;
}

/* The same words, of which one statement negates one and the other denies nothing: take the
 * negation away and they agree. */
static struct conflict polarity_rule(const struct scene *scene)
{
    size_t left = count_negators(scene, SIDE_LEFT), right = count_negators(scene, SIDE_RIGHT);
    if ((left > 0 && right > 0) || (left + right) % 2 == 0)
        return none;
    for (size_t i = 0; i < scene->alignment->count; i++) {
        const struct pairing *pairing = &scene->alignment->pairs[i];
        const struct item *x = item_at(scene, SIDE_LEFT, pairing->a);
        const struct token *s = token_at(scene, SIDE_LEFT, pairing->a);
        const struct token *t = token_at(scene, SIDE_RIGHT, pairing->b);
        if (!x->content || (s->flags | t->flags) & TOKEN_NAME || is_negated(s) == is_negated(t))
            continue;
        bool verb = is_denied_verb(scene, SIDE_LEFT, pairing->a) ||
                    is_denied_verb(scene, SIDE_RIGHT, pairing->b);
        if (scene->likeness < 0.5 && (scene->cover_more < 0.6 || !verb))
            continue;
        if (scene->likeness < 0.7 && (s->flags | t->flags) & TOKEN_QUOTED)
            continue;
        if (slot_of(scene, pairing->a, pairing->b).beside >= 1)
            return found(REASON_POLARITY, scene->likeness >= 0.7,
                         strength_of(scene, pairing->a, pairing->b), pairing->a, pairing->b);
    }
    return none;
}

/* A name in the place of another, everything around agreeing. */
static struct conflict name_rule(const struct scene *scene)
{
    if (scene->likeness < 0.6)
        return none;
    for (size_t a = 0; a < size_of(scene, SIDE_LEFT); a++) {
        const struct token *x = token_at(scene, SIDE_LEFT, a);
        if (!(x->flags & TOKEN_NAME) || !is_free(scene, SIDE_LEFT, a))
            continue;
        for (size_t b = 0; b < size_of(scene, SIDE_RIGHT); b++) {
            const struct token *y = token_at(scene, SIDE_RIGHT, b);
            if (!(y->flags & TOKEN_NAME) || !is_free(scene, SIDE_RIGHT, b))
                continue;
            if (slot_of(scene, a, b).beside == 2)
                return found(REASON_PERSON, true, scene->likeness, a, b);
        }
    }
    return none;
}

/* A statement of little but a date, as pages have them above the text. */
static bool is_dateline(const struct scene *scene, enum side side)
{
    size_t telling = 0;
    for (size_t i = 0; i < size_of(scene, side); i++)
        telling += item_at(scene, side, i)->content && !token_at(scene, side, i)->date;
    return telling < 2;
}

/* The ladder: what is surest first. */
static struct conflict (*const rules[])(const struct scene *) = {
    number_rule, date_rule, antonym_rule, polarity_rule, name_rule,
};

struct conflict conflict_find(const struct vocabulary *vocabulary,
                              const struct relations *relations,
                              const struct alignment *alignment,
                              const struct candidate *candidate, unsigned confidence)
{
    struct scene scene = {vocabulary, relations, alignment,
                          (double)candidate->features[FEATURE_LIKENESS],
                          (double)candidate->features[FEATURE_COVER_MORE], confidence};
    if (is_dateline(&scene, SIDE_LEFT) || is_dateline(&scene, SIDE_RIGHT))
        return none;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct conflict conflict = rules[i](&scene);
        if (conflict.reason != REASON_NONE)
            return conflict;
    }
    return none;
}
