#include "compare/judgement.h"

#include "compare/conflict.h"
#include "compare/score.h"

static double conflict_figure(const struct judgement *judgement, const struct conflict *conflict)
{
    if (conflict->reason != REASON_NONE)
        return 0.5 + conflict->strength / 2;
    return score_clash(&judgement->features) / 2;
}

struct judgement judge_statements(const struct analysis *left, const struct analysis *right)
{
    struct judgement judgement = {0};
    struct arena *arena = arena_new();
    struct vocabulary *vocabulary = vocabulary_make(arena, left, right);
    struct relations *relations = relations_make(arena, vocabulary);
    struct aligner *aligner = aligner_new(vocabulary, relations);
    const struct passage *a = &vocabulary->passages[SIDE_LEFT][0];
    const struct passage *b = &vocabulary->passages[SIDE_RIGHT][0];
    const struct alignment *alignment = align(aligner, a, b);
    features_of_pair(&judgement.features, vocabulary, relations, alignment,
                     passages_cosine(vocabulary, a, b));
    judgement.similarity = score_similarity(&judgement.features);
    judgement.confidence = score_pair(&judgement.features);
    struct conflict conflict = conflict_find(vocabulary, relations, alignment,
                                             &judgement.features, judgement.confidence);
    judgement.kind = conflict.reason == REASON_NONE ? LINK_MATCH : LINK_CONFLICT;
    judgement.reason = conflict.reason;
    judgement.linked =
        judgement.kind == LINK_CONFLICT || judgement.confidence >= CONFIDENCE_DEFAULT;
    judgement.conflict = conflict_figure(&judgement, &conflict);
    aligner_free(aligner);
    arena_free(arena);
    return judgement;
}
