/* Wording: two versions of one quotation. The same words, or fewer of them, agree; other words in
 * their midst, or a reservation that one version lacks, are what a reader should see. */
#include "compare/conflict-scene.h"

#include <string.h>

/* A gap longer than this is no other wording but another part of the speech, unless both versions
 * begin alike. */
enum { GAP_MAX = 4, GAP_MOST = 8, SHOWN_MAX = 8 };

/* Two quoted stretches that take up each other's words, and the pairs that show it. */
struct quotation {
    size_t pairs[PASSAGE_ITEMS_MAX]; /* places in the alignment's pairs */
    size_t count;                    /* of pairs, in both texts in the same order */
    size_t telling;                  /* of them, those that say something */
    size_t words;                    /* quoted words of the shorter side */
};

/* Between marks of its sentence, or in a quotation that goes over several. */
static bool is_quoted(const struct scene *scene, enum side side, size_t at)
{
    const struct token *token = scene_token(scene, side, at);
    struct span quote = scene_statement(scene, side)->quote;
    return token->flags & TOKEN_QUOTED ||
           (token->span.start >= quote.start && token->span.end <= quote.end);
}

static size_t count_quoted(const struct scene *scene, enum side side)
{
    size_t count = 0;
    for (size_t i = 0; i < scene_size(scene, side); i++)
        count += is_quoted(scene, side, i);
    return count;
}

/* The pairs inside quotations of both sides, in the order of the left one. */
static size_t quoted_pairs(const struct scene *scene, size_t *pairs)
{
    size_t count = 0;
    for (size_t i = 0; i < scene->alignment->count; i++) {
        const struct pairing *pairing = &scene->alignment->pairs[i];
        if (is_quoted(scene, SIDE_LEFT, pairing->a) && is_quoted(scene, SIDE_RIGHT, pairing->b))
            pairs[count++] = i;
    }
    return count;
}

/* Keeps the longest row of pairs that stand in the same order on the right, too: the longest
 * increasing subsequence, by the length of the longest one that begins with each pair. */
static size_t keep_ordered(const struct scene *scene, size_t *pairs, size_t count)
{
    const struct pairing *all = scene->alignment->pairs;
    size_t length[PASSAGE_ITEMS_MAX], kept = 0, wanted = 0;
    for (size_t i = count; i-- > 0;) {
        length[i] = 1;
        for (size_t k = i + 1; k < count; k++)
            if (all[pairs[k]].b > all[pairs[i]].b && length[k] >= length[i])
                length[i] = length[k] + 1;
        wanted = length[i] > wanted ? length[i] : wanted;
    }
    for (size_t i = 0; i < count; i++)
        if (length[i] == wanted && (kept == 0 || all[pairs[i]].b > all[pairs[kept - 1]].b)) {
            pairs[kept++] = pairs[i];
            wanted--;
        }
    return kept;
}

static struct quotation find_quotation(const struct scene *scene)
{
    struct quotation quotation = {.count = 0};
    size_t left = count_quoted(scene, SIDE_LEFT), right = count_quoted(scene, SIDE_RIGHT);
    quotation.words = left < right ? left : right;
    if (quotation.words == 0)
        return quotation;
    quotation.count =
        keep_ordered(scene, quotation.pairs, quoted_pairs(scene, quotation.pairs));
    for (size_t i = 0; i < quotation.count; i++) {
        const struct pairing *pairing = &scene->alignment->pairs[quotation.pairs[i]];
        quotation.telling += scene_item(scene, SIDE_LEFT, pairing->a)->content;
    }
    return quotation;
}

/* One speech quoted twice: most of the shorter version stands in the longer one, or a good part of
 * it where both name the same speaker. */
static bool is_same_speech(const struct scene *scene, const struct quotation *quotation)
{
    size_t tenths = quotation->telling >= 2 && speakers_agree(scene) ? 4 : 6;
    bool nearly_whole = quotation->count + 1 >= quotation->words;
    return quotation->telling >= 1 && quotation->count >= 3 &&
           (quotation->count >= 4 || nearly_whole) && (quotation->telling >= 2 || nearly_whole) &&
           quotation->count * 10 >= quotation->words * tenths;
}

/* Words that a transcript may set or drop and say the same. */
static bool is_slight(const struct scene *scene, enum side side, size_t at)
{
    static const char *const words[] = {
        "a",     "an",   "the",  "this",  "that",   "these", "those", "of",    "in",   "on",
        "at",    "to",   "for",  "by",    "with",   "as",    "is",    "are",   "was",  "were",
        "be",    "been", "am",   "have",  "has",    "had",   "do",    "does",  "did",  "s",
        "so",    "well", "just", "very",  "really", "also",  "then",  "there", "here", "who",
        "which", "you",  "know", "us",    "our",    "my",    "their", "his",   "her",  "and",
        "but",   "or",   "will", "would", "i",      "now",   "yes",
    };
    return scene_is_one_of(scene, side, at, words, sizeof words / sizeof *words);
}

/* Two spellings of one word: at least half the letters of the longer one agree at the ends. */
static bool is_spelling(const char *a, const char *b)
{
    size_t size_a = strlen(a), size_b = strlen(b), head = 0, tail = 0;
    size_t shorter = size_a < size_b ? size_a : size_b, longer = size_a + size_b - shorter;
    while (head < shorter && a[head] == b[head])
        head++;
    while (tail < shorter - head && a[size_a - 1 - tail] == b[size_b - 1 - tail])
        tail++;
    return head > 0 && (head == shorter || (head + tail) * 2 >= longer);
}

/* Whether the words of the other gap, or those right beside it, hold this one. */
static bool is_taken_up(const struct scene *scene, enum side side, size_t at, struct stretch other)
{
    enum { BESIDE = 2 };
    enum side there = side_other(side);
    size_t first = other.first > BESIDE ? other.first - BESIDE : 0;
    for (size_t i = first; i <= other.last + BESIDE && i < scene_size(scene, there); i++)
        if (is_spelling(scene_token(scene, side, at)->word->norm,
                        scene_token(scene, there, i)->word->norm))
            return true;
    return false;
}

/* Whether a gap says something that the other one does not. Names are spelt and shortened at
 * will. */
static bool has_substance(const struct scene *scene, enum side side, struct stretch gap,
                          struct stretch other)
{
    for (size_t i = gap.first; i <= gap.last; i++)
        if (!is_slight(scene, side, i) && !(scene_token(scene, side, i)->flags & TOKEN_NAME) &&
            scene_token(scene, side, i)->word->norm[1] && !is_taken_up(scene, side, i, other))
            return true;
    return false;
}

/* Words that take back, weaken or turn what is said. */
static bool is_reservation(const struct scene *scene, enum side side, size_t at)
{
    static const char *const words[] = {
        "not",   "no",     "never",  "cannot",  "partly",   "unless",   "perhaps", "maybe",
        "part",  "mostly", "almost", "hardly",  "probably", "possibly", "except",  "hope",
        "hopes", "tell",   "told",   "promise", "seems",    "appears",  "some",
    };
    return scene_is_one_of(scene, side, at, words, sizeof words / sizeof *words);
}

static bool has_reservation(const struct scene *scene, enum side side, struct stretch gap)
{
    for (size_t i = gap.first; i <= gap.last; i++)
        if (is_reservation(scene, side, i))
            return true;
    return false;
}

/* The quoted words between two places of a side, both exclusive; empty (first > last) where there
 * are none, or where the quotation is broken. */
static struct stretch gap_between(const struct scene *scene, enum side side, size_t from, size_t to)
{
    struct stretch gap = {from + 1, to - 1};
    for (size_t i = gap.first; i < to; i++)
        if (!is_quoted(scene, side, i))
            return (struct stretch){1, 0};
    return gap;
}

static size_t size_of(struct stretch stretch)
{
    return stretch.last + 1 - stretch.first;
}

static struct stretch widen(struct stretch gap, size_t from, size_t to)
{
    return (struct stretch){size_of(gap) ? gap.first : from, size_of(gap) ? gap.last : to};
}

static bool gaps_differ(const struct scene *scene, struct stretch a, struct stretch b, size_t most)
{
    size_t x = size_of(a), y = size_of(b);
    if (x > most || y > most)
        return false;
    bool taken_back = x > 0 && has_reservation(scene, SIDE_LEFT, a);
    bool other_taken_back = y > 0 && has_reservation(scene, SIDE_RIGHT, b);
    if (taken_back != other_taken_back)
        return true;
    if (x > 0 && y > 0)
        return has_substance(scene, SIDE_LEFT, a, b) && has_substance(scene, SIDE_RIGHT, b, a);
    return false;
}

static double strength_of(const struct quotation *quotation)
{
    double share = (double)quotation->count / (double)quotation->words;
    return 0.8 + 0.2 * (share < 1 ? share : 1);
}

static struct conflict found(const struct quotation *quotation, struct stretch a, struct stretch b)
{
    return conflict_between(REASON_WORDING, SEVERITY_SOFT, strength_of(quotation), a, b);
}

/* The quoted words right before an item, up to the mark that opens the quotation. */
static struct stretch lead_of(const struct scene *scene, enum side side, size_t at)
{
    struct stretch lead = {at, at - 1};
    while (lead.first > 0 && is_quoted(scene, side, lead.first - 1))
        lead.first--;
    return lead;
}

static struct conflict differ_between(const struct scene *scene, const struct quotation *quotation)
{
    const struct pairing *first = &scene->alignment->pairs[quotation->pairs[0]];
    bool begin_alike = size_of(lead_of(scene, SIDE_LEFT, first->a)) == 0 &&
                       size_of(lead_of(scene, SIDE_RIGHT, first->b)) == 0;
    for (size_t i = 1; i < quotation->count; i++) {
        const struct pairing *x = &scene->alignment->pairs[quotation->pairs[i - 1]];
        const struct pairing *y = &scene->alignment->pairs[quotation->pairs[i]];
        struct stretch a = gap_between(scene, SIDE_LEFT, x->a, y->a);
        struct stretch b = gap_between(scene, SIDE_RIGHT, x->b, y->b);
        if (size_of(a) + size_of(b) > 0 &&
            gaps_differ(scene, a, b, begin_alike && i <= GAP_MAX ? GAP_MOST : GAP_MAX))
            return found(quotation, widen(a, x->a, y->a), widen(b, x->b, y->b));
    }
    return conflict_none;
}

/* "Some of our plants" and "Every one of our plants": other words at the beginning. A beginning
 * that one version leaves out is no other wording unless it is a reservation. */
static struct conflict differ_before(const struct scene *scene, const struct quotation *quotation)
{
    const struct pairing *first = &scene->alignment->pairs[quotation->pairs[0]];
    struct stretch a = lead_of(scene, SIDE_LEFT, first->a);
    struct stretch b = lead_of(scene, SIDE_RIGHT, first->b);
    if (size_of(a) + size_of(b) == 0 || !gaps_differ(scene, a, b, GAP_MAX))
        return conflict_none;
    return found(quotation, widen(a, first->a, first->a), widen(b, first->b, first->b));
}

/* The quoted words right behind an item, up to the closing mark. */
static struct stretch tail_of(const struct scene *scene, enum side side, size_t at)
{
    struct stretch tail = {at + 1, at};
    while (tail.last + 1 < scene_size(scene, side) && is_quoted(scene, side, tail.last + 1))
        tail.last++;
    return tail;
}

/* Other last words, or a condition that one version leaves out. */
static struct conflict differ_behind(const struct scene *scene, const struct quotation *quotation)
{
    static const char *const conditions[] = {"if", "unless", "except"};
    const struct pairing *last = &scene->alignment->pairs[quotation->pairs[quotation->count - 1]];
    struct stretch a = tail_of(scene, SIDE_LEFT, last->a);
    struct stretch b = tail_of(scene, SIDE_RIGHT, last->b);
    size_t x = size_of(a), y = size_of(b);
    bool other = x > 0 && y > 0 && gaps_differ(scene, a, b, GAP_MAX);
    bool condition =
        (x > 0) != (y > 0) && (scene_is_one_of(scene, SIDE_LEFT, a.first, conditions, 3) ||
                               scene_is_one_of(scene, SIDE_RIGHT, b.first, conditions, 3));
    if (!other && !condition)
        return conflict_none;
    if (x > SHOWN_MAX)
        a.last = a.first + SHOWN_MAX - 1;
    if (y > SHOWN_MAX)
        b.last = b.first + SHOWN_MAX - 1;
    return found(quotation, widen(a, last->a, last->a), widen(b, last->b, last->b));
}

double quotation_shared(const struct scene *scene)
{
    struct quotation quotation = find_quotation(scene);
    return is_same_speech(scene, &quotation) ? (double)quotation.count / (double)quotation.words
                                             : 0;
}

struct conflict conflict_wording(const struct scene *scene)
{
    struct quotation quotation = find_quotation(scene);
    if (!is_same_speech(scene, &quotation))
        return conflict_none;
    struct conflict conflict = differ_between(scene, &quotation);
    if (conflict.reason == REASON_NONE)
        conflict = differ_before(scene, &quotation);
    if (conflict.reason == REASON_NONE)
        conflict = differ_behind(scene, &quotation);
    return conflict;
}
