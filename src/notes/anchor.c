#include "notes/anchor.h"

#include "base/memory.h"
#include "base/sign.h"
#include "notes/anchorage.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

/* Of statements that are the same, those nearest to the old place are looked at. */
enum { SAME_MAX = 512 };

static char *copy_bytes(const char *bytes, size_t size)
{
    char *made = memory_new(size + 1, 1);
    memcpy(made, bytes, size);
    return made;
}

static char *copy_string(const char *string)
{
    return string ? copy_bytes(string, strlen(string)) : NULL;
}

void anchor_free(struct anchor *anchor)
{
    free(anchor->exact);
    free(anchor->prefix);
    free(anchor->suffix);
    *anchor = (struct anchor){0};
}

struct anchor anchor_copy(const struct anchor *anchor)
{
    struct anchor copy = *anchor;
    copy.exact = copy_string(anchor->exact);
    copy.prefix = copy_string(anchor->prefix);
    copy.suffix = copy_string(anchor->suffix);
    return copy;
}

void anchored_free(struct anchored *anchored)
{
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        anchor_free(&anchored->anchors[side]);
    remark_free(&anchored->remark);
}

static size_t count_characters(const char *text, size_t start, size_t end)
{
    return u8_mbsnlen((const uint8_t *)text + start, end - start);
}

static int compare_postings(const void *a, const void *b)
{
    const struct posting *left = a, *right = b;
    if (left->hash != right->hash)
        return left->hash < right->hash ? -1 : 1;
    return left->statement < right->statement ? -1 : left->statement > right->statement;
}

void postings_sort(struct posting *postings, size_t count)
{
    if (count)
        qsort(postings, count, sizeof *postings, compare_postings);
}

size_t postings_seek(const struct posting *postings, size_t count, uint64_t hash)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (postings[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint64_t hash_bytes(const char *bytes, size_t size)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211u;
    return hash;
}

struct anchorage *anchorage_new(const struct analysis *analysis)
{
    struct anchorage *anchorage = memory_new(1, sizeof *anchorage);
    const char *text = analysis->article->text;
    size_t count = analysis->statement_count, at = 0, characters = 0;
    anchorage->analysis = analysis;
    anchorage->characters = memory_new(count, sizeof *anchorage->characters);
    anchorage->quotes = memory_new(count, sizeof *anchorage->quotes);
    for (size_t i = 0; i < count; i++) {
        struct span span = analysis->statements[i].span;
        characters += count_characters(text, at, span.start);
        at = span.start;
        anchorage->characters[i] = characters;
        anchorage->quotes[i] = (struct posting){hash_bytes(text + span.start, span_size(span)), i};
    }
    postings_sort(anchorage->quotes, count);
    return anchorage;
}

void anchorage_free(struct anchorage *anchorage)
{
    if (!anchorage)
        return;
    free(anchorage->characters);
    free(anchorage->quotes);
    free(anchorage->words.items);
    free(anchorage->words.starts);
    free(anchorage->postings);
    free(anchorage->weights);
    free(anchorage);
}

struct anchor anchorage_anchor(const struct anchorage *anchorage, size_t statement)
{
    const struct article *article = anchorage->analysis->article;
    struct span span = anchorage->analysis->statements[statement].span;
    size_t before = span.start, behind = span.end;
    for (int i = 0; i < ANCHOR_CONTEXT && before > 0; i++)
        sign_before(article->text, 0, &before);
    for (int i = 0; i < ANCHOR_CONTEXT && behind < article->size; i++)
        sign_next(article->text, &behind, article->size);
    size_t start = anchorage->characters[statement];
    return (struct anchor){
        .exact = copy_bytes(article->text + span.start, span_size(span)),
        .prefix = copy_bytes(article->text + before, span.start - before),
        .suffix = copy_bytes(article->text + span.end, behind - span.end),
        .start = start,
        .end = start + count_characters(article->text, span.start, span.end),
    };
}

struct surroundings anchorage_surroundings(const struct anchorage *anchorage,
                                           const struct anchor *anchor, size_t statement)
{
    const struct article *article = anchorage->analysis->article;
    struct span span = anchorage->analysis->statements[statement].span;
    size_t prefix = strlen(anchor->prefix);
    struct surroundings same = {0};
    while (same.before < prefix && same.before < span.start &&
           anchor->prefix[prefix - 1 - same.before] == article->text[span.start - 1 - same.before])
        same.before++;
    while (anchor->suffix[same.behind] && span.end + same.behind < article->size &&
           anchor->suffix[same.behind] == article->text[span.end + same.behind])
        same.behind++;
    return same;
}

static bool holds_quote(const struct anchorage *anchorage, size_t statement, const char *exact,
                        size_t size)
{
    struct span span = anchorage->analysis->statements[statement].span;
    return span_size(span) == size &&
           memcmp(anchorage->analysis->article->text + span.start, exact, size) == 0;
}

static size_t distance(size_t a, size_t b)
{
    return a < b ? b - a : a - b;
}

/* Of the statements that are the quotation the one in the same surroundings, else the nearest. */
static size_t find_quote(const struct anchorage *anchorage, const struct anchor *anchor)
{
    size_t count = anchorage->analysis->statement_count, size = strlen(anchor->exact);
    uint64_t hash = hash_bytes(anchor->exact, size);
    size_t begin = postings_seek(anchorage->quotes, count, hash), end = begin;
    while (end < count && anchorage->quotes[end].hash == hash)
        end++;
    size_t near = begin; /* the first one behind the old place, or where one would be */
    while (end - begin > SAME_MAX && near < end &&
           anchorage->characters[anchorage->quotes[near].statement] < anchor->start)
        near++;
    if (near - begin > SAME_MAX / 2)
        begin = near - SAME_MAX / 2;
    if (end - begin > SAME_MAX)
        end = begin + SAME_MAX;

    size_t best = NO_STATEMENT, best_same = 0, best_distance = 0;
    for (size_t i = begin; i < end; i++) {
        size_t statement = anchorage->quotes[i].statement;
        struct surroundings around = anchorage_surroundings(anchorage, anchor, statement);
        size_t same = around.before + around.behind;
        size_t far = distance(anchorage->characters[statement], anchor->start);
        if (!holds_quote(anchorage, statement, anchor->exact, size))
            continue;
        if (best == NO_STATEMENT || same > best_same ||
            (same == best_same && far < best_distance)) {
            best = statement;
            best_same = same;
            best_distance = far;
        }
    }
    return best;
}

bool anchorage_holds(const struct anchorage *anchorage, const struct anchor *anchor)
{
    return find_quote(anchorage, anchor) != NO_STATEMENT;
}

size_t anchorage_find(struct anchorage *anchorage, const struct anchor *anchor,
                      enum finding *finding)
{
    size_t found = find_quote(anchorage, anchor);
    if (found != NO_STATEMENT) {
        bool in_place = anchorage->characters[found] == anchor->start;
        *finding = in_place ? FOUND_IN_PLACE : FOUND_QUOTED;
        return found;
    }
    found = anchorage_find_alike(anchorage, anchor);
    *finding = found == NO_STATEMENT ? FOUND_NOT : FOUND_ALIKE;
    return found;
}
