#include "compare/features.h"

#include "compare/contexts.h"
#include "compare/view.h"

#include <math.h>

const char *feature_name(enum feature feature)
{
#define FEATURE_NAME(id, name) [FEATURE_##id] = (name),
    static const char *const names[FEATURE_COUNT] = {
        PAIR_FEATURES(FEATURE_NAME) ARTICLE_FEATURES(FEATURE_NAME) SECOND_FEATURES(FEATURE_NAME)};
#undef FEATURE_NAME
    return names[feature];
}

/* Sums over the alignment of one pair. */
struct sums {
    double aligned[SIDE_COUNT], similar, names, plain, quoted, polarity, weight;
    double top[3];
    size_t words, numbers, neighbourly;
};

static void keep_top(double *top, double weight)
{
    for (size_t i = 0; i < 3; i++)
        if (weight > top[i]) {
            double next = top[i];
            top[i] = weight;
            weight = next;
        }
}

static bool is_beside(const struct alignment *alignment, size_t a, size_t b)
{
    return (a > 0 && b > 0 && alignment->to_b[a - 1] == b - 1) ||
           (a + 1 < alignment->a->count && alignment->to_b[a + 1] == b + 1);
}

static void add_pairing(struct sums *sums, const struct vocabulary *vocabulary,
                        const struct alignment *alignment, const struct pairing *pairing)
{
    const struct item *a = &alignment->a->items[pairing->a];
    const struct item *b = &alignment->b->items[pairing->b];
    if (!a->content || !b->content)
        return;
    const struct token *x = item_token(vocabulary, SIDE_LEFT, a);
    const struct token *y = item_token(vocabulary, SIDE_RIGHT, b);
    double strength = pairing->relation.strength;
    double weight = strength * (a->weight < b->weight ? a->weight : b->weight);
    sums->aligned[SIDE_LEFT] += strength * a->weight;
    sums->aligned[SIDE_RIGHT] += strength * b->weight;
    sums->weight += weight;
    sums->words++;
    sums->numbers += x->quantity != NULL;
    sums->neighbourly += is_beside(alignment, pairing->a, pairing->b);
    keep_top(sums->top, weight);
    if (pairing->relation.kind != RELATION_SAME)
        sums->similar += weight;
    if (x->flags & y->flags & TOKEN_NAME)
        sums->names += weight;
    else
        sums->plain += weight;
    if (x->flags & y->flags & TOKEN_QUOTED)
        sums->quoted += weight;
    unsigned negation = TOKEN_NEGATED | TOKEN_DENIED;
    if (((x->flags ^ y->flags) & negation) && !(x->flags & y->flags & TOKEN_NAME))
        sums->polarity += weight;
}

/* What stays alone on one side. */
struct rest {
    double weight, names;
    size_t numbers;
};

static struct rest rest_of(const struct vocabulary *vocabulary, enum side side,
                           const struct passage *passage, const uint16_t *partner)
{
    struct rest rest = {0};
    for (size_t i = 0; i < passage->count; i++) {
        const struct item *item = &passage->items[i];
        if (!item->content || partner[i] != ALIGN_NONE)
            continue;
        const struct token *token = item_token(vocabulary, side, item);
        rest.weight += item->weight;
        if (token->flags & TOKEN_NAME)
            rest.names += item->weight;
        rest.numbers += token->quantity != NULL;
    }
    return rest;
}

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

static double least(double a, double b)
{
    return a < b ? a : b;
}

static double most(double a, double b)
{
    return a > b ? a : b;
}

static void set(struct candidate *candidate, enum feature feature, double value)
{
    candidate->features[feature] = (float)value;
}

static void set_rests(struct candidate *candidate, const struct vocabulary *vocabulary,
                      const struct alignment *alignment)
{
    struct rest left = rest_of(vocabulary, SIDE_LEFT, alignment->a, alignment->to_b);
    struct rest right = rest_of(vocabulary, SIDE_RIGHT, alignment->b, alignment->to_a);
    set(candidate, FEATURE_NAMES_LEFT, left.names);
    set(candidate, FEATURE_NAMES_RIGHT, right.names);
    set(candidate, FEATURE_NUMBERS_ALONE, least((double)left.numbers, (double)right.numbers));
    set(candidate, FEATURE_REST_MORE, most(left.weight, right.weight));
    set(candidate, FEATURE_REST_LESS, least(left.weight, right.weight));
}

/* Opposite words of which neither found a partner. */
static size_t count_opposites(const struct relations *relations,
                              const struct alignment *alignment)
{
    size_t count = 0;
    for (size_t a = 0; a < alignment->a->count; a++) {
        const struct item *x = &alignment->a->items[a];
        if (!x->content || alignment->to_b[a] != ALIGN_NONE)
            continue;
        for (size_t b = 0; b < alignment->b->count; b++) {
            const struct item *y = &alignment->b->items[b];
            count += y->content && alignment->to_a[b] == ALIGN_NONE &&
                     relation_find(relations, x->term, y->term).kind == RELATION_OPPOSITE;
        }
    }
    return count;
}

void features_of_pair(struct candidate *candidate, const struct vocabulary *vocabulary,
                      const struct relations *relations, const struct alignment *alignment,
                      double cosine)
{
    struct sums sums = {0};
    for (size_t i = 0; i < alignment->count; i++)
        add_pairing(&sums, vocabulary, alignment, &alignment->pairs[i]);
    double left = share(sums.aligned[SIDE_LEFT], alignment->a->weight);
    double right = share(sums.aligned[SIDE_RIGHT], alignment->b->weight);
    double content_a = (double)alignment->a->content, content_b = (double)alignment->b->content;
    set(candidate, FEATURE_COSINE, cosine);
    set(candidate, FEATURE_COVER_LEFT, left);
    set(candidate, FEATURE_COVER_RIGHT, right);
    set(candidate, FEATURE_LIKENESS, share(2 * left * right, left + right));
    set(candidate, FEATURE_COVER_MORE, most(left, right));
    set(candidate, FEATURE_COVER_LESS, least(left, right));
    set(candidate, FEATURE_SHARED, sqrt(sums.weight));
    set(candidate, FEATURE_SHARED_TOP, sums.top[0]);
    set(candidate, FEATURE_SHARED_SECOND, sums.top[1]);
    set(candidate, FEATURE_SHARED_THIRD, sums.top[2]);
    set(candidate, FEATURE_WORDS, log(1 + (double)sums.words));
    set(candidate, FEATURE_RUN, log(1 + (double)alignment->longest_run));
    set(candidate, FEATURE_NEIGHBOURLY, log(1 + (double)sums.neighbourly));
    set(candidate, FEATURE_SIMILAR, share(sums.similar, sums.weight));
    set(candidate, FEATURE_NAMES, sqrt(sums.names));
    set(candidate, FEATURE_PLAIN, sqrt(sums.plain));
    set(candidate, FEATURE_NUMBERS, least((double)sums.numbers, 3));
    set(candidate, FEATURE_SIZE_LESS, log(1 + least(content_a, content_b)));
    set(candidate, FEATURE_SIZE_RATIO, share(least(content_a, content_b),
                                             most(content_a, content_b)));
    set(candidate, FEATURE_QUOTED, sqrt(sums.quoted));
    set(candidate, FEATURE_POLARITY, share(sums.polarity, sums.weight));
    set(candidate, FEATURE_OPPOSITES, least((double)count_opposites(relations, alignment), 2));
    set_rests(candidate, vocabulary, alignment);
    struct view view = {vocabulary, relations, alignment};
    features_of_order(candidate, &view);
    features_of_slots(candidate, &view);
    features_of_claims(candidate, &view);
}

double passages_cosine(const struct vocabulary *vocabulary, const struct passage *a,
                       const struct passage *b)
{
    struct context left = {a->terms, a->term_count, a->length};
    struct context right = {b->terms, b->term_count, b->length};
    return contexts_overlap(vocabulary, &left, &right).cosine;
}
