#include "compare/standing.h"

#include "base/memory.h"
#include "compare/contexts.h"

#include <math.h>
#include <stdlib.h>

/* A figure whose standing is looked at, the one in which margins are taken, and where what is found
 * goes. */
struct standing {
    enum feature figure, margin_figure;
    enum feature row_rank, column_rank, row_margin, column_margin, neighbour, distance;
};

#define STANDING(id, margin_id)                                                                    \
    {                                                                                              \
        FEATURE_##id, FEATURE_##margin_id, FEATURE_##id##_ROW_RANK, FEATURE_##id##_COLUMN_RANK,    \
            FEATURE_##id##_ROW_MARGIN, FEATURE_##id##_COLUMN_MARGIN, FEATURE_##id##_NEIGHBOUR,     \
            FEATURE_##id##_DISTANCE                                                                \
    }
static const struct standing standings[] = {
    STANDING(COSINE, COSINE),
    STANDING(LIKENESS, LIKENESS),
    STANDING(SHARED, SHARED),
    STANDING(SENTENCE_SHARED, SENTENCE_SHARED),
    STANDING(LOCAL, LOCAL),
};

/* A margin between two logits says little: far below or above a doubt all are alike. */
static const struct standing second_standings[] = {STANDING(FIRST, CHANCE)};
#undef STANDING

/* The candidates, and the figures whose standing is asked. */
struct field {
    struct candidate *candidates;
    size_t count;
    double pairs; /* of statements, also those that are no candidates */
    float floor;  /* the least that a figure can be, that of a pair that is no candidate */
    const struct standing *standings;
    size_t standing_count;
};

/* The candidates in an order in which those of one statement are neighbours. */
struct line {
    struct candidate *candidates;
    const uint32_t *order;
    size_t count;
};

static float figure_at(const struct line *line, size_t place, enum feature figure)
{
    return line->candidates[line->order[place]].features[figure];
}

/* The rank of each pair within one row or column; ties share the better one. */
static void rank(const struct line *line, enum feature figure, enum feature rank_feature)
{
    for (size_t i = 0; i < line->count; i++) {
        float value = figure_at(line, i, figure);
        size_t above = 0;
        for (size_t k = 0; k < line->count; k++)
            above += figure_at(line, k, figure) > value;
        line->candidates[line->order[i]].features[rank_feature] = (float)log(1 + (double)above);
    }
}

/* How far each pair is from the best other one. */
static void set_margins(const struct line *line, enum feature figure, enum feature margin_feature)
{
    float best = 0, second = 0; /* of a pair that is no candidate */
    for (size_t i = 0; i < line->count; i++) {
        float value = figure_at(line, i, figure);
        if (value > best) {
            second = best;
            best = value;
        } else if (value > second) {
            second = value;
        }
    }
    for (size_t i = 0; i < line->count; i++) {
        float value = figure_at(line, i, figure);
        line->candidates[line->order[i]].features[margin_feature] =
            value - (value >= best ? second : best);
    }
}

/* A logit below this says no more than this: there is no link. */
#define FIRST_FLOOR (-8.0f)

/* A row has no bound from its own side alone: a statement may be the partner of many. Ranking is
 * quadratic, so a longer row is ranked in pieces of this many, each by itself. */
enum { RANKED_MAX = 256 };

static void stand(const struct line *line, const struct standing *standing, enum side side)
{
    rank(line, standing->figure,
         side == SIDE_LEFT ? standing->row_rank : standing->column_rank);
    set_margins(line, standing->margin_figure,
                side == SIDE_LEFT ? standing->row_margin : standing->column_margin);
}

static void rank_lines(const struct field *field, const uint32_t *order, enum side side)
{
    for (size_t i = 0, end; i < field->count; i = end) {
        const struct candidate *first = &field->candidates[order[i]];
        for (end = i + 1; end < field->count && end - i < RANKED_MAX; end++) {
            const struct candidate *next = &field->candidates[order[end]];
            if (side == SIDE_LEFT ? next->left != first->left : next->right != first->right)
                break;
        }
        struct line line = {field->candidates, order + i, end - i};
        for (const struct standing *standing = field->standings;
             standing < field->standings + field->standing_count; standing++)
            stand(&line, standing, side);
    }
}

/* Places of the candidates by right statement, then left: a counting sort. */
static uint32_t *order_by_right(const struct candidate *candidates, size_t count, size_t rights)
{
    uint32_t *starts = memory_new(rights + 2, sizeof *starts);
    uint32_t *order = memory_new(count + 1, sizeof *order);
    for (size_t i = 0; i < count; i++)
        starts[candidates[i].right + 2]++;
    for (size_t i = 2; i < rights + 2; i++)
        starts[i] += starts[i - 1];
    for (size_t i = 0; i < count; i++)
        order[starts[candidates[i].right + 1]++] = (uint32_t)i;
    free(starts);
    return order;
}

static const struct candidate *find(const struct candidate *candidates, size_t count, size_t left,
                                    size_t right)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct candidate *at = &candidates[middle];
        if (at->left < left || (at->left == left && at->right < right))
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < count && candidates[low].left == left && candidates[low].right == right;
    return found ? &candidates[low] : NULL;
}

/* The best figure of the eight pairs around. */
static void set_neighbours(const struct field *field, struct candidate *candidate)
{
    for (size_t k = 0; k < field->standing_count; k++)
        candidate->features[field->standings[k].neighbour] = field->floor;
    for (size_t left = candidate->left ? candidate->left - 1 : 0; left <= candidate->left + 1u;
         left++)
        for (size_t right = candidate->right ? candidate->right - 1 : 0;
             right <= candidate->right + 1u; right++) {
            const struct candidate *other = find(field->candidates, field->count, left, right);
            if (!other || other == candidate)
                continue;
            for (size_t k = 0; k < field->standing_count; k++) {
                float value = other->features[field->standings[k].figure];
                float *best = &candidate->features[field->standings[k].neighbour];
                if (value > *best)
                    *best = value;
            }
        }
}

/* The pairs that are no candidates count with the least figure. */
static void set_distances(const struct field *field, const struct standing *standing)
{
    double sum = 0, squares = 0, floor = (double)field->floor;
    for (size_t i = 0; i < field->count; i++) {
        double value = (double)field->candidates[i].features[standing->figure] - floor;
        sum += value;
        squares += value * value;
    }
    double mean = sum / field->pairs;
    double spread = sqrt(squares / field->pairs - mean * mean) + 1e-6;
    for (size_t i = 0; i < field->count; i++) {
        double value = (double)field->candidates[i].features[standing->figure] - floor;
        field->candidates[i].features[standing->distance] = (float)((value - mean) / spread);
    }
}

static void set_standings(const struct field *field, size_t rights)
{
    uint32_t *by_left = memory_new(field->count, sizeof *by_left);
    for (size_t i = 0; i < field->count; i++)
        by_left[i] = (uint32_t)i;
    uint32_t *by_right = order_by_right(field->candidates, field->count, rights);
    rank_lines(field, by_left, SIDE_LEFT);
    rank_lines(field, by_right, SIDE_RIGHT);
    for (size_t k = 0; k < field->standing_count; k++)
        set_distances(field, &field->standings[k]);
    for (size_t i = 0; i < field->count; i++)
        set_neighbours(field, &field->candidates[i]);
    free(by_left);
    free(by_right);
}

static bool is_heading(const struct vocabulary *vocabulary, enum side side, size_t statement)
{
    const struct analysis *analysis = vocabulary->analyses[side];
    enum block_kind kind = analysis->article->blocks[analysis->statements[statement].block].kind;
    return kind == BLOCK_TITLE || kind == BLOCK_HEADING || kind == BLOCK_BYLINE;
}

static void set_places(struct candidate *candidate, const struct vocabulary *vocabulary)
{
    double lefts = (double)vocabulary_passages(vocabulary, SIDE_LEFT);
    double rights = (double)vocabulary_passages(vocabulary, SIDE_RIGHT);
    double gap = (double)candidate->left / lefts - (double)candidate->right / rights;
    size_t late = candidate->left > candidate->right ? candidate->left : candidate->right;
    candidate->features[FEATURE_PLACE_GAP] = (float)fabs(gap);
    candidate->features[FEATURE_PLACE_EARLY] = (float)(1 / (1 + (double)late));
    candidate->features[FEATURE_HEADING] =
        (float)is_heading(vocabulary, SIDE_LEFT, candidate->left) +
        (float)is_heading(vocabulary, SIDE_RIGHT, candidate->right);
    candidate->features[FEATURE_STATEMENTS] = (float)log(lefts * rights);
}

/* Whether two spans of the texts end with the same word, whatever its case: a name's last word. */
static bool ends_same(const struct vocabulary *vocabulary, struct span left, struct span right)
{
    const char *x = vocabulary->analyses[SIDE_LEFT]->article->text + left.end;
    const char *y = vocabulary->analyses[SIDE_RIGHT]->article->text + right.end;
    size_t most = span_size(left) < span_size(right) ? span_size(left) : span_size(right);
    for (size_t i = 1; i <= most; i++) {
        unsigned char a = (unsigned char)x[-(ptrdiff_t)i], b = (unsigned char)y[-(ptrdiff_t)i];
        if (a == ' ' || b == ' ')
            return a == b;
        if ((a | 0x20) != (b | 0x20))
            return false;
    }
    return most > 0 && (span_size(left) == span_size(right) ||
                        (span_size(left) > most ? x[-(ptrdiff_t)most - 1] == ' '
                                                : y[-(ptrdiff_t)most - 1] == ' '));
}

/* Whether a name stands in a statement, or is who its pronoun means. */
static bool names(const struct vocabulary *vocabulary, enum side side, size_t statement,
                  struct span name, enum side owner)
{
    const struct analysis *analysis = vocabulary->analyses[side];
    const struct statement *other = &analysis->statements[statement];
    bool left = owner == SIDE_LEFT;
    if (!span_is_empty(other->resolved) &&
        ends_same(vocabulary, left ? name : other->resolved, left ? other->resolved : name))
        return true;
    for (size_t i = other->token_start; i < other->token_end; i++)
        if (analysis->tokens[i].flags & TOKEN_NAME &&
            ends_same(vocabulary, left ? name : analysis->tokens[i].span,
                      left ? analysis->tokens[i].span : name))
            return true;
    return false;
}

static void set_contexts(struct candidate *candidate, const struct vocabulary *vocabulary,
                         const struct contexts *contexts)
{
    size_t left = candidate->left, right = candidate->right;
    const struct statement *a = &vocabulary->analyses[SIDE_LEFT]->statements[left];
    const struct statement *b = &vocabulary->analyses[SIDE_RIGHT]->statements[right];
    bool said_left = !span_is_empty(a->speaker), said_right = !span_is_empty(b->speaker);
    bool same = said_left && said_right && ends_same(vocabulary, a->speaker, b->speaker);
    bool subject = (!span_is_empty(a->resolved) &&
                    names(vocabulary, SIDE_RIGHT, right, a->resolved, SIDE_LEFT)) ||
                   (!span_is_empty(b->resolved) &&
                    names(vocabulary, SIDE_LEFT, left, b->resolved, SIDE_RIGHT));
    float *features = candidate->features;
    struct overlap sentence = contexts_overlap(vocabulary, &contexts[SIDE_LEFT].sentences[left],
                                               &contexts[SIDE_RIGHT].sentences[right]);
    struct overlap around = contexts_overlap(vocabulary, &contexts[SIDE_LEFT].around[left],
                                             &contexts[SIDE_RIGHT].around[right]);
    features[FEATURE_SENTENCE_COSINE] = (float)sentence.cosine;
    features[FEATURE_SENTENCE_SHARED] = (float)sqrt(sentence.shared);
    features[FEATURE_SENTENCE_TOP] = (float)sentence.top;
    features[FEATURE_SENTENCE_SECOND] = (float)sentence.second;
    features[FEATURE_AROUND_COSINE] = (float)around.cosine;
    features[FEATURE_AROUND_SHARED] = (float)sqrt(around.shared);
    features[FEATURE_SPEAKER_SAME] = same;
    features[FEATURE_SPEAKER_OTHER] = said_left && said_right && !same;
    features[FEATURE_SPEAKER_ALONE] = said_left != said_right;
    features[FEATURE_SUBJECT_SAME] = subject;
}

void features_of_article(struct candidate *candidates, size_t count,
                         const struct vocabulary *vocabulary)
{
    if (count == 0)
        return;
    struct arena *arena = arena_new();
    struct contexts contexts[SIDE_COUNT];
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        contexts[side] = contexts_make(arena, vocabulary, side);
    for (size_t i = 0; i < count; i++) {
        set_places(&candidates[i], vocabulary);
        set_contexts(&candidates[i], vocabulary, contexts);
    }
    arena_free(arena);
    features_of_local(candidates, count, vocabulary);
    size_t lefts = vocabulary_passages(vocabulary, SIDE_LEFT);
    size_t rights = vocabulary_passages(vocabulary, SIDE_RIGHT);
    struct field field = {candidates, count,     (double)lefts * (double)rights,
                          0,          standings, sizeof standings / sizeof *standings};
    set_standings(&field, rights);
}

void features_of_first(struct candidate *candidates, size_t count, size_t lefts, size_t rights)
{
    if (count == 0)
        return;
    for (size_t i = 0; i < count; i++) {
        double logit = (double)candidates[i].features[FEATURE_FIRST];
        candidates[i].features[FEATURE_CHANCE] = (float)(1 / (1 + exp(-logit)));
    }
    struct field field = {candidates,       count, (double)lefts * (double)rights, FIRST_FLOOR,
                          second_standings, 1};
    set_standings(&field, rights);
}
