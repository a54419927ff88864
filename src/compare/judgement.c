#include "compare/judgement.h"

#include "compare/conflict.h"
#include "compare/score.h"

#include <math.h>

/* Word for word, whatever the signs between. */
static bool is_same(const struct passage *a, const struct passage *b)
{
    for (size_t i = 0; i < a->count && i < b->count; i++)
        if (a->items[i].term != b->items[i].term)
            return false;
    return a->count == b->count && a->count > 0;
}

/* How likely a conflict must be where nothing clashes in plain sight, and where something does. */
static const double conflict_least = 0.65, clash_least = 0.15;

/* What a conflict that no rule found may come from, the surest first. */
static enum reason likely_reason(const struct candidate *candidate)
{
    static const struct {
        enum feature feature;
        enum reason reason;
    } grounds[] = {
        {FEATURE_NUMBERS_CLASH_NEAR, REASON_NUMBER}, {FEATURE_DATES_CLASH, REASON_DATE},
        {FEATURE_SLOT_OPPOSITES, REASON_ANTONYM},    {FEATURE_OPPOSITES, REASON_ANTONYM},
        {FEATURE_NEGATORS_ODD, REASON_POLARITY},     {FEATURE_SLOT_NUMBERS, REASON_NUMBER},
        {FEATURE_SLOT_NAMES, REASON_PERSON},
    };
    for (size_t i = 0; i < sizeof grounds / sizeof *grounds; i++)
        if (candidate->features[grounds[i].feature] > 0)
            return grounds[i].reason;
    return REASON_WORDING;
}

/* What a rule finds doubles the odds. */
static double conflict_chance(struct kind_score kinds, const struct conflict *conflict)
{
    double chance = kinds.conflict;
    return conflict->reason == REASON_NONE ? chance : 2 * chance / (1 + chance);
}

static void decide(struct judgement *judgement, struct kind_score kinds,
                   const struct conflict *conflict)
{
    bool plain = conflict->severity == SEVERITY_HARD && kinds.conflict >= clash_least;
    bool clash = plain || kinds.conflict >= conflict_least;
    judgement->linked = clash || kinds.match > kinds.none;
    judgement->kind = clash ? LINK_CONFLICT : LINK_MATCH;
    judgement->conflict = conflict_chance(kinds, conflict);
    if (clash)
        judgement->reason = conflict->reason != REASON_NONE ? conflict->reason
                                                            : likely_reason(&judgement->features);
}

struct judgement judge_statements(const struct analysis *left, const struct analysis *right)
{
    struct judgement judgement = {0};
    struct arena *arena = arena_new();
    struct vocabulary *vocabulary = vocabulary_make(arena, left, right);
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        phrases_make(arena, vocabulary, side, 0);
    struct relations *relations = relations_make(arena, vocabulary);
    struct aligner *aligner = aligner_new(vocabulary, relations);
    const struct passage *a = &vocabulary->passages[SIDE_LEFT][0];
    const struct passage *b = &vocabulary->passages[SIDE_RIGHT][0];
    const struct alignment *alignment = align(aligner, a, b);
    features_of_pair(&judgement.features, vocabulary, relations, alignment,
                     passages_cosine(vocabulary, a, b));
    judgement.similarity = is_same(a, b) ? 1 : score_similarity(&judgement.features);
    struct kind_score kinds = score_kinds(&judgement.features);
    judgement.confidence = (unsigned)floor(1000 * (1 - kinds.none) + 0.5);
    struct conflict conflict = conflict_find(vocabulary, relations, alignment, &judgement.features,
                                             (struct closeness){judgement.confidence, false});
    decide(&judgement, kinds, &conflict);
    aligner_free(aligner);
    arena_free(arena);
    return judgement;
}
