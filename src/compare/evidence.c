#include "compare/evidence.h"

#include <stdlib.h>
#include <string.h>

struct list {
    struct evidence *items;
    size_t count;
};

static struct span span_of(const struct vocabulary *vocabulary, enum side side,
                           const struct alignment *alignment, size_t item)
{
    const struct passage *passage = side == SIDE_LEFT ? alignment->a : alignment->b;
    return item_span(vocabulary, side, &passage->items[item]);
}

static bool counts(const struct token *number, const struct token *word)
{
    return number->quantity && strcmp(word->word->stem, number->quantity->unit) == 0;
}

/* Whether a word beside the one that clashes is needed to read the clash: what a number counts,
 * the rest of a name or a date, the word that negates. */
static bool belongs(const struct token *clash, const struct token *beside)
{
    return counts(clash, beside) || (clash->name && clash->name == beside->name) ||
           (clash->date && clash->date == beside->date) ||
           (clash->flags & TOKEN_NEGATED && beside->flags & TOKEN_NEGATOR);
}

/* The clashing words with what belongs to them, within a few words to both sides. */
static struct span clash_span(const struct vocabulary *vocabulary, enum side side,
                              const struct passage *passage, size_t item, size_t last)
{
    enum { REACH = 4 };
    const struct token *clash = item_token(vocabulary, side, &passage->items[item]);
    struct span span = item_span(vocabulary, side, &passage->items[item]);
    span.end = item_span(vocabulary, side, &passage->items[last]).end;
    if (last > item)
        return span;
    for (size_t i = item > REACH ? item - REACH : 0; i <= item + REACH && i < passage->count; i++) {
        const struct token *beside = item_token(vocabulary, side, &passage->items[i]);
        if (i == item || !belongs(clash, beside) || (i < item && counts(clash, beside)))
            continue;
        if (beside->span.start < span.start)
            span.start = beside->span.start;
        if (beside->span.end > span.end)
            span.end = beside->span.end;
    }
    return span;
}

static bool is_clash(const struct conflict *conflict, const struct pairing *pairing)
{
    return conflict->reason != REASON_NONE &&
           ((pairing->a >= conflict->a && pairing->a <= conflict->a_end) ||
            (pairing->b >= conflict->b && pairing->b <= conflict->b_end));
}

/* A small word counts beside a telling one only: by itself it shows the reader nothing. */
static bool is_shown(const struct alignment *alignment, size_t at)
{
    const struct pairing *pairing = &alignment->pairs[at];
    if (alignment->a->items[pairing->a].content)
        return true;
    bool before = at > 0 && pairing[-1].a + 1 == pairing->a && pairing[-1].b + 1 == pairing->b;
    bool behind = at + 1 < alignment->count && pairing[1].a == pairing->a + 1 &&
                  pairing[1].b == pairing->b + 1;
    return before && behind;
}

static void add_pairing(struct list *list, const struct vocabulary *vocabulary,
                        const struct alignment *alignment, size_t at, bool goes_on)
{
    const struct pairing *pairing = &alignment->pairs[at];
    struct evidence evidence = {
        pairing->relation.kind == RELATION_SAME ? EVIDENCE_SAME : EVIDENCE_SIMILAR,
        span_of(vocabulary, SIDE_LEFT, alignment, pairing->a),
        span_of(vocabulary, SIDE_RIGHT, alignment, pairing->b),
    };
    struct evidence *last = list->count > 0 ? &list->items[list->count - 1] : NULL;
    if (goes_on && last && last->kind == evidence.kind) {
        last->left.end = evidence.left.end;
        last->right.end = evidence.right.end;
    } else {
        list->items[list->count++] = evidence;
    }
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* The stop behind "3.10 a.m" is no part of a word, but of what is read. */
static void take_stop(const struct article *article, struct span *span)
{
    const char *end = article->text + span->end;
    if (span_size(*span) >= 3 && span->end < article->size && end[0] == '.' && is_letter(end[-1]) &&
        end[-2] == '.' && is_letter(end[-3]) && (span_size(*span) == 3 || !is_letter(end[-4])))
        span->end++;
}

static int order_evidence(const void *a, const void *b)
{
    const struct evidence *x = a, *y = b;
    int order = span_order(x->left, y->left);
    return order ? order : span_order(x->right, y->right);
}

const struct evidence *evidence_make(struct arena *arena, const struct vocabulary *vocabulary,
                                     const struct alignment *alignment,
                                     const struct conflict *conflict, size_t *count)
{
    struct list list = {arena_take(arena, alignment->count + 1, sizeof(struct evidence)), 0};
    const struct pairing *last = NULL;
    for (size_t i = 0; i < alignment->count; i++) {
        const struct pairing *pairing = &alignment->pairs[i];
        if (is_clash(conflict, pairing) || !is_shown(alignment, i))
            continue;
        bool goes_on = last && last->a + 1 == pairing->a && last->b + 1 == pairing->b;
        add_pairing(&list, vocabulary, alignment, i, goes_on);
        last = pairing;
    }
    if (conflict->reason != REASON_NONE)
        list.items[list.count++] = (struct evidence){
            EVIDENCE_CLASH,
            clash_span(vocabulary, SIDE_LEFT, alignment->a, conflict->a, conflict->a_end),
            clash_span(vocabulary, SIDE_RIGHT, alignment->b, conflict->b, conflict->b_end)};
    for (size_t i = 0; i < list.count; i++) {
        take_stop(vocabulary->analyses[SIDE_LEFT]->article, &list.items[i].left);
        take_stop(vocabulary->analyses[SIDE_RIGHT]->article, &list.items[i].right);
    }
    if (list.count > 0)
        qsort(list.items, list.count, sizeof *list.items, order_evidence);
    *count = list.count;
    return list.items;
}
