#include "compare/view.h"

#include "language/lexicon.h"
#include "language/quantity.h"

#include <string.h>

enum { THINGS = 1u << ITEM_NOUN | 1u << ITEM_NAME };

/* Words of one side that stand for what it claims. */
struct claims {
    double negators, denials, hedges, sayings, quantifiers, numbers;
    bool nothing_there, passive;
};

static bool is_class(const struct view *view, enum side side, size_t at, unsigned class)
{
    return at < view_passage(view, side)->count &&
           (view_token(view, side, at)->word->classes & class) != 0;
}

static struct claims read_claims(const struct view *view, enum side side)
{
    struct claims claims = {0};
    const struct passage *passage = view_passage(view, side);
    for (size_t i = 0; i < passage->count; i++) {
        const struct token *token = view_token(view, side, i);
        unsigned classes = token->word->classes;
        bool alone = view_partner(view, side, i) == ALIGN_NONE;
        claims.negators += (token->flags & TOKEN_NEGATOR) != 0;
        claims.denials += (classes & CLASS_DENIAL) != 0;
        claims.hedges += alone && classes & CLASS_HEDGE;
        claims.sayings += (classes & CLASS_SAYING) != 0;
        claims.quantifiers += alone && classes & CLASS_QUANTIFIER;
        claims.numbers += alone && token->quantity;
        if (classes & CLASS_THERE && is_class(view, side, i + 1, CLASS_BE) &&
            is_class(view, side, i + 2, CLASS_NEGATOR))
            claims.nothing_there = true;
        /* "was bitten": the form of a verb in -ed, -en or irregular, behind a form of be. */
        if (classes & CLASS_BE && i + 1 < passage->count &&
            passage->items[i + 1].kind == ITEM_VERB && passage->items[i + 1].content) {
            const char *norm = view_token(view, side, i + 1)->word->norm;
            size_t size = strlen(norm);
            claims.passive |= size < 4 || strcmp(norm + size - 3, "ing") != 0;
        }
    }
    return claims;
}

static void set_claims(struct candidate *candidate, const struct claims *left,
                       const struct claims *right)
{
    double denying = left->negators + right->negators + left->denials + right->denials;
    bool odd = (unsigned)denying % 2 == 1;
    feature_set(candidate, FEATURE_NEGATORS_LEFT, left->negators);
    feature_set(candidate, FEATURE_NEGATORS_RIGHT, right->negators);
    feature_set(candidate, FEATURE_DENIALS_LEFT, left->denials);
    feature_set(candidate, FEATURE_DENIALS_RIGHT, right->denials);
    feature_set(candidate, FEATURE_NEGATORS_ODD, odd);
    feature_set(candidate, FEATURE_NEGATORS_ODD_COVER,
                odd ? (double)candidate->features[FEATURE_COVER_LESS] : 0);
    feature_set(candidate, FEATURE_NOTHING_THERE, left->nothing_there != right->nothing_there);
    feature_set(candidate, FEATURE_HEDGES_LEFT, left->hedges);
    feature_set(candidate, FEATURE_HEDGES_RIGHT, right->hedges);
    feature_set(candidate, FEATURE_SAYINGS, (left->sayings > 0) != (right->sayings > 0));
    feature_set(candidate, FEATURE_QUANTIFIERS_LEFT, left->quantifiers);
    feature_set(candidate, FEATURE_QUANTIFIERS_RIGHT, right->quantifiers);
    feature_set(candidate, FEATURE_NUMBERS_FREE_LEFT, left->numbers);
    feature_set(candidate, FEATURE_NUMBERS_FREE_RIGHT, right->numbers);
    feature_set(candidate, FEATURE_PASSIVES, left->passive != right->passive);
}

/* Aligned words of which one side negates one. */
static void set_polarity(struct candidate *candidate, const struct view *view)
{
    double next = 0, verbs = 0;
    for (size_t i = 0; i < view->alignment->count; i++) {
        const struct pairing *pairing = &view->alignment->pairs[i];
        const struct token *x = view_token(view, SIDE_LEFT, pairing->a);
        const struct token *y = view_token(view, SIDE_RIGHT, pairing->b);
        unsigned negation = TOKEN_NEGATED | TOKEN_DENIED;
        if (!view_item(view, SIDE_LEFT, pairing->a)->content ||
            (x->flags & negation) == (y->flags & negation))
            continue;
        verbs += view_item(view, SIDE_LEFT, pairing->a)->kind == ITEM_VERB ||
                 view_item(view, SIDE_RIGHT, pairing->b)->kind == ITEM_VERB;
        next += (pairing->a > 0 && is_class(view, SIDE_LEFT, pairing->a - 1u, CLASS_NEGATOR)) ||
                (pairing->b > 0 && is_class(view, SIDE_RIGHT, pairing->b - 1u, CLASS_NEGATOR));
    }
    feature_set(candidate, FEATURE_NEGATED_NEXT, next);
    feature_set(candidate, FEATURE_NEGATED_VERBS, verbs);
}

static bool is_near(const struct view *view, size_t a, size_t b)
{
    for (size_t i = a > 2 ? a - 2 : 0; i <= a + 2 && i < view->alignment->a->count; i++) {
        size_t partner = view->alignment->to_b[i];
        if (i != a && partner != ALIGN_NONE && view->alignment->a->items[i].content &&
            partner + 2 >= b && partner <= b + 2)
            return true;
    }
    return false;
}

static bool dates_clash(const struct date *x, const struct date *y)
{
    return (x->weekday && y->weekday && x->weekday != y->weekday) ||
           (x->day && y->day && x->month && y->month &&
            (x->day != y->day || x->month != y->month)) ||
           (x->year && y->year && x->year != y->year);
}

/* Numbers and dates that are not aligned, each against each. */
static void set_numbers(struct candidate *candidate, const struct view *view)
{
    double clash = 0, near = 0, agree = 0, dates = 0;
    for (size_t a = 0; a < view->alignment->a->count; a++) {
        const struct token *x = view_token(view, SIDE_LEFT, a);
        if (view->alignment->to_b[a] != ALIGN_NONE || (!x->quantity && !x->date))
            continue;
        for (size_t b = 0; b < view->alignment->b->count; b++) {
            const struct token *y = view_token(view, SIDE_RIGHT, b);
            if (view->alignment->to_a[b] != ALIGN_NONE)
                continue;
            dates += x->date && y->date && dates_clash(x->date, y->date);
            if (!x->quantity || !y->quantity || x->quantity->kind != y->quantity->kind)
                continue;
            if (!quantities_clash(x->quantity, y->quantity)) {
                agree++;
                continue;
            }
            bool same = strcmp(x->quantity->unit, y->quantity->unit) == 0;
            clash += same;
            near += (same && *x->quantity->unit) || is_near(view, a, b);
        }
    }
    feature_set(candidate, FEATURE_NUMBERS_CLASH, clash < 2 ? clash : 2);
    feature_set(candidate, FEATURE_NUMBERS_CLASH_NEAR, near < 2 ? near : 2);
    feature_set(candidate, FEATURE_NUMBERS_AGREE, agree < 2 ? agree : 2);
    feature_set(candidate, FEATURE_DATES_CLASH, dates < 2 ? dates : 2);
}

/* Small words without a partner that are opposites. */
static void set_small_opposites(struct candidate *candidate, const struct view *view)
{
    double count = 0;
    for (size_t a = 0; a < view->alignment->a->count; a++) {
        const struct item *x = view_item(view, SIDE_LEFT, a);
        if (x->content || view->alignment->to_b[a] != ALIGN_NONE)
            continue;
        for (size_t b = 0; b < view->alignment->b->count; b++) {
            const struct item *y = view_item(view, SIDE_RIGHT, b);
            count += !y->content && view->alignment->to_a[b] == ALIGN_NONE &&
                     relation_find(view->relations, x->term, y->term).kind == RELATION_OPPOSITE;
        }
    }
    feature_set(candidate, FEATURE_SMALL_OPPOSITES, count < 2 ? count : 2);
}

static size_t first_of(const struct view *view, enum side side, unsigned kinds)
{
    const struct passage *passage = view_passage(view, side);
    for (size_t i = 0; i < passage->count; i++)
        if (passage->items[i].content && kinds & 1u << passage->items[i].kind)
            return i;
    return ALIGN_NONE;
}

/* 1 aligned with each other, -1 with others, 0 otherwise. */
static double firsts_agree(const struct view *view, unsigned kinds)
{
    size_t a = first_of(view, SIDE_LEFT, kinds), b = first_of(view, SIDE_RIGHT, kinds);
    if (a == ALIGN_NONE || b == ALIGN_NONE)
        return 0;
    if (view->alignment->to_b[a] == b)
        return 1;
    bool elsewhere =
        view->alignment->to_b[a] != ALIGN_NONE && view->alignment->to_a[b] != ALIGN_NONE;
    return elsewhere ? -1 : 0;
}

/* How often nouns and names, in the order of a side, are aligned back in the other's. */
static size_t count_swaps(const struct view *view, enum side side)
{
    size_t swaps = 0, last = ALIGN_NONE;
    for (size_t i = 0; i < view_passage(view, side)->count; i++) {
        const struct item *item = view_item(view, side, i);
        size_t partner = view_partner(view, side, i);
        if (partner == ALIGN_NONE || !item->content || !(THINGS & 1u << item->kind))
            continue;
        swaps += last != ALIGN_NONE && partner < last;
        last = partner;
    }
    return swaps < 2 ? swaps : 2;
}

/* Who does what: nouns and names that are aligned crosswise. */
static void set_roles(struct candidate *candidate, const struct view *view)
{
    double swaps = (double)(count_swaps(view, SIDE_LEFT) + count_swaps(view, SIDE_RIGHT)) / 2;
    bool same_voice = candidate->features[FEATURE_PASSIVES] < 0.5f;
    feature_set(candidate, FEATURE_SWAPPED, same_voice ? swaps : 0);
    feature_set(candidate, FEATURE_FIRST_NOUNS, firsts_agree(view, THINGS));
    feature_set(candidate, FEATURE_FIRST_VERBS, firsts_agree(view, 1u << ITEM_VERB));
}

void features_of_claims(struct candidate *candidate, const struct view *view)
{
    struct claims left = read_claims(view, SIDE_LEFT), right = read_claims(view, SIDE_RIGHT);
    set_claims(candidate, &left, &right);
    set_polarity(candidate, view);
    set_numbers(candidate, view);
    set_small_opposites(candidate, view);
    set_roles(candidate, view);
}
