/* Statements that are like a quotation, because the article was edited. Two texts are as like as
 * the words they have in the same order; the same words around them count, too. */
#include "notes/anchorage.h"

#include "base/memory.h"
#include "base/sign.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>

enum {
    WORDS_MAX = 256,     /* of a statement that are compared */
    POSTINGS_MAX = 1024, /* a word in more statements than that tells them not apart */
    CANDIDATES_MAX = 8,  /* statements that share most, looked at closely */
    CONTEXT_BYTES = 12,  /* the same around a statement, for a context to agree */
    IDEOGRAPHS = 0x2E80, /* signs from here on are words by themselves */
    RUN_MIN = 5,         /* words in a row that make a part of a statement */
    WEIGHT_ONE = 1000000,
    /* In thousandths: likeness needed, with what each context adds; without any help of the
     * context; and how much better the best must be than the next. */
    LIKENESS_MIN = 350,
    CONTEXT_WORTH = 150,
    SCORE_MIN = 600,
    MARGIN_MIN = 40,
};

static bool is_word_sign(uint32_t sign)
{
    return sign_is_letter(sign) || sign_is_digit(sign);
}

/* Reads a word at `*at`, as a number; false at the end. */
static bool next_word(const char *text, size_t *at, size_t end, uint64_t *word)
{
    uint64_t hash = 14695981039346656037u;
    while (*at < end && !is_word_sign(sign_at(text, *at, end)))
        sign_next(text, at, end);
    if (*at == end)
        return false;
    uint32_t sign;
    do {
        sign = sign_next(text, at, end);
        hash = (hash ^ uc_tolower(sign)) * 1099511628211u;
    } while (sign < IDEOGRAPHS && *at < end && is_word_sign(sign_at(text, *at, end)) &&
             sign_at(text, *at, end) < IDEOGRAPHS);
    *word = hash;
    return true;
}

static void read_words(struct anchorage *anchorage)
{
    const struct analysis *analysis = anchorage->analysis;
    struct words *words = &anchorage->words;
    size_t count = analysis->statement_count;
    words->starts = memory_new(count + 1, sizeof *words->starts);
    for (size_t i = 0; i < count; i++) {
        struct span span = analysis->statements[i].span;
        uint64_t word;
        for (size_t at = span.start; next_word(analysis->article->text, &at, span.end, &word);)
            MEMORY_APPEND(words->items, words->count, words->capacity, word);
        words->starts[i + 1] = words->count;
    }
    anchorage->postings = memory_new(words->count, sizeof *anchorage->postings);
    for (size_t i = 0; i < count; i++)
        for (size_t at = words->starts[i]; at < words->starts[i + 1]; at++)
            anchorage->postings[at] = (struct posting){words->items[at], i};
    postings_sort(anchorage->postings, words->count);
    anchorage->weights = memory_new(count, sizeof *anchorage->weights);
}

static size_t read_quote(const char *exact, uint64_t words[WORDS_MAX])
{
    size_t count = 0, at = 0, end = strlen(exact);
    while (count < WORDS_MAX && next_word(exact, &at, end, &words[count]))
        count++;
    return count;
}

/* Statements that share words with an anchor, the ones that share most. */
struct candidates {
    size_t items[CANDIDATES_MAX];
    size_t count;
    size_t *touched; /* all whose weight is not 0 */
    size_t touched_count, touched_capacity;
};

static void weigh_word(struct anchorage *anchorage, uint64_t word, struct candidates *candidates)
{
    size_t count = anchorage->words.count;
    size_t begin = postings_seek(anchorage->postings, count, word), end = begin;
    while (end < count && anchorage->postings[end].hash == word && end - begin <= POSTINGS_MAX)
        end++;
    if (end - begin > POSTINGS_MAX)
        return;
    for (size_t i = begin; i < end; i++) {
        size_t statement = anchorage->postings[i].statement;
        if (!anchorage->weights[statement])
            MEMORY_APPEND(candidates->touched, candidates->touched_count,
                          candidates->touched_capacity, statement);
        anchorage->weights[statement] += WEIGHT_ONE / (end - begin);
    }
}

/* Keeps the heaviest; of equal ones the first. */
static void keep_candidate(const struct anchorage *anchorage, struct candidates *candidates,
                           size_t statement)
{
    size_t place = candidates->count;
    while (place &&
           anchorage->weights[candidates->items[place - 1]] < anchorage->weights[statement])
        place--;
    if (place == CANDIDATES_MAX)
        return;
    size_t last = candidates->count < CANDIDATES_MAX ? candidates->count++ : CANDIDATES_MAX - 1;
    memmove(&candidates->items[place + 1], &candidates->items[place],
            (last - place) * sizeof *candidates->items);
    candidates->items[place] = statement;
}

static void find_candidates(struct anchorage *anchorage, const uint64_t *words, size_t count,
                            struct candidates *candidates)
{
    for (size_t i = 0; i < count; i++)
        weigh_word(anchorage, words[i], candidates);
    for (size_t i = 0; i < candidates->touched_count; i++)
        keep_candidate(anchorage, candidates, candidates->touched[i]);
    for (size_t i = 0; i < candidates->touched_count; i++)
        anchorage->weights[candidates->touched[i]] = 0;
    free(candidates->touched);
}

/* What two lists of words have in common: words in the same order, and the longest row of them. */
struct common {
    size_t ordered, run;
};

static struct common compare_words(const uint64_t *a, size_t a_count, const uint64_t *b,
                                   size_t b_count)
{
    unsigned short ordered[WORDS_MAX + 1] = {0}, runs[WORDS_MAX + 1] = {0};
    struct common common = {0};
    for (size_t i = 0; i < a_count; i++) {
        unsigned short diagonal = 0, run = 0; /* of the row above, one column back */
        for (size_t j = 1; j <= b_count; j++) {
            unsigned short above = ordered[j], run_above = runs[j];
            bool same = a[i] == b[j - 1];
            if (same)
                ordered[j] = (unsigned short)(diagonal + 1);
            else if (ordered[j - 1] > above)
                ordered[j] = ordered[j - 1];
            runs[j] = same ? (unsigned short)(run + 1) : 0;
            if (runs[j] > common.run)
                common.run = runs[j];
            diagonal = above;
            run = run_above;
        }
    }
    common.ordered = ordered[b_count];
    return common;
}

/* In thousandths. One that is, word by word, most of the other is like it: sentences were joined or
 * parted. */
static size_t likeness(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count)
{
    size_t shorter = a_count < b_count ? a_count : b_count;
    if (shorter == 0)
        return 0;
    struct common common = compare_words(a, a_count, b, b_count);
    size_t whole = 2000 * common.ordered / (a_count + b_count);
    size_t part = common.run >= RUN_MIN ? 850 * common.run / shorter : 0;
    return part > 680 && part > whole ? part : whole;
}

static bool agrees(size_t same, size_t whole)
{
    return whole && same >= (whole < CONTEXT_BYTES ? whole : CONTEXT_BYTES);
}

/* How sure it is that the anchor means a statement; 0 where it cannot be. */
static size_t score(const struct anchorage *anchorage, const struct anchor *anchor,
                    const uint64_t *words, size_t count, size_t statement)
{
    const struct words *all = &anchorage->words;
    size_t start = all->starts[statement], other = all->starts[statement + 1] - start;
    size_t like = likeness(words, count, all->items + start, other < WORDS_MAX ? other : WORDS_MAX);
    struct surroundings same = anchorage_surroundings(anchorage, anchor, statement);
    size_t sum = like;
    if (agrees(same.before, strlen(anchor->prefix)))
        sum += CONTEXT_WORTH;
    if (agrees(same.behind, strlen(anchor->suffix)))
        sum += CONTEXT_WORTH;
    return like >= LIKENESS_MIN && sum >= SCORE_MIN ? sum : 0;
}

size_t anchorage_find_alike(struct anchorage *anchorage, const struct anchor *anchor)
{
    uint64_t words[WORDS_MAX];
    struct candidates candidates = {0};
    size_t best = NO_STATEMENT, best_score = 0, next_score = 0;
    size_t count = read_quote(anchor->exact, words);
    if (!anchorage->postings)
        read_words(anchorage);
    find_candidates(anchorage, words, count, &candidates);
    for (size_t i = 0; i < candidates.count; i++) {
        size_t now = score(anchorage, anchor, words, count, candidates.items[i]);
        if (now > best_score) {
            next_score = best_score;
            best_score = now;
            best = candidates.items[i];
        } else if (now > next_score) {
            next_score = now;
        }
    }
    return best_score >= next_score + MARGIN_MIN ? best : NO_STATEMENT;
}
