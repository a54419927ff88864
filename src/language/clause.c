#include "language/clause.h"

#include "base/sign.h"
#include "language/grammar.h"

enum {
    LEAST_WORDS = 3,    /* of a part that asserts something */
    SUBJECT_WORDS = 7,  /* at most before the verb of a clause */
    CLAUSE_REACH = 600, /* bytes of what stands before a comma that are looked at */
};

struct span clause_word(const char *text, size_t *at, size_t end)
{
    struct span word = {end, end};
    while (*at < end) {
        size_t from = *at;
        uint32_t sign = sign_next(text, at, end);
        bool inside = sign_is_letter(sign) || sign_is_digit(sign) || sign == '\'' || sign == 0x2019;
        if (inside && word.start == end)
            word.start = from;
        if (!inside && word.start < end) {
            word.end = from;
            return word;
        }
    }
    return word;
}

static bool ends_in_ed(const char *text, struct span word)
{
    return span_size(word) >= 4 && text[word.end - 1] == 'd' && text[word.end - 2] == 'e';
}

bool clause_asserts(const char *text, struct span part)
{
    size_t words = 0;
    bool verb = false, led = true;
    for (size_t at = part.start; at < part.end;) {
        struct span word = clause_word(text, &at, part.end);
        if (span_is_empty(word))
            break;
        bool finite = words_are_finite(text, word) || (!led && ends_in_ed(text, word));
        verb |= words > 0 && finite;
        led = words_lead_noun(text, word);
        words++;
        if (verb && words >= LEAST_WORDS)
            return true;
    }
    return false;
}

bool clause_is_tied(const char *text, struct span part)
{
    size_t at = part.start;
    return words_are_relative(text, clause_word(text, &at, part.end));
}

/* Whether anything but a blank stands between a word and the next: a comma, a bracket. */
static bool is_cut_off(const char *text, struct span word, size_t end)
{
    size_t at = word.end;
    return at < end && !sign_is_blank(sign_next(text, &at, end));
}

/* "found", "saved": finite, unless what was done to the noun before it is told: "found by". */
static bool is_finite_here(const char *text, struct span word, size_t end, bool led)
{
    size_t at = word.end;
    bool ambiguous = words_are_participle(text, word);
    if (!words_are_finite(text, word) && !ambiguous && !ends_in_ed(text, word))
        return false;
    if (words_are_finite(text, word) && !ambiguous)
        return true;
    return !led && !words_are_preposition(text, clause_word(text, &at, end));
}

/* The verb of the clause that begins at the start of `rest` with a subject of its own: it stands a
 * few words behind, with no comma and no relative between. Empty without one. */
static struct span find_verb(const char *text, struct span rest)
{
    bool led = true;
    struct span none = {rest.end, rest.end};
    size_t at = rest.start, subject = 0;
    for (size_t words = 0; words <= SUBJECT_WORDS; words++) {
        struct span word = clause_word(text, &at, rest.end);
        if (span_is_empty(word) || words_are_relative(text, word))
            return none;
        if (is_finite_here(text, word, rest.end, led))
            return subject > 0 ? word : none;
        if (subject == 0 ? words_are_preposition(text, word) : words_are_subject(text, word))
            return none; /* "a threshold he is not to meet" */
        if (words_tie_clause(text, word) || is_cut_off(text, word, rest.end))
            return none;
        led = words_lead_noun(text, word);
        subject += !words_are_adverb(text, word);
    }
    return none;
}

bool clause_stands(const char *text, struct span part)
{
    part = sign_trim(text, part);
    size_t at = part.start;
    struct span word = clause_word(text, &at, part.end);
    if (word.start > part.start)
        return false; /* a quotation goes on with the clause before it */
    if (words_join_clauses(text, word))
        part.start = word.end;
    return !span_is_empty(find_verb(text, part));
}

/* The end of the part, where it is so long that nobody could read it. */
static struct span last_reach(const char *text, struct span part)
{
    if (span_size(part) > CLAUSE_REACH)
        part.start = part.end - CLAUSE_REACH;
    while (part.start < part.end && ((unsigned char)text[part.start] & 0xC0) == 0x80)
        part.start++;
    return part;
}

/* A clause whose subject is a pronoun cannot be read without the one before it. */
static bool begins_with_pronoun(const char *text, struct span part)
{
    size_t at = part.start;
    struct span word = clause_word(text, &at, part.end);
    while (words_are_adverb(text, word))
        word = clause_word(text, &at, part.end);
    return words_are_subject(text, word);
}

/* Whether somebody is said to say something in the part. */
static bool tells_speech(const char *text, struct span part)
{
    for (size_t at = part.start; at < part.end;)
        if (words_say(text, clause_word(text, &at, part.end)))
            return true;
    return false;
}

size_t clause_join(const char *text, struct span before, size_t end)
{
    size_t at = before.end, first = before.start;
    before = last_reach(text, before);
    if (at >= end || text[at] != ',')
        return before.end;
    at++;
    struct span word = clause_word(text, &at, end);
    if (span_is_empty(word) || word.start != before.end + 2 || !words_join_clauses(text, word) ||
        is_cut_off(text, word, end))
        return before.end;
    struct span verb = find_verb(text, (struct span){word.end, end});
    if (span_is_empty(verb) || words_tie_clause(text, clause_word(text, &first, before.end)) ||
        begins_with_pronoun(text, (struct span){word.end, end}) || !clause_asserts(text, before))
        return before.end;
    return tells_speech(text, before) && !words_say(text, verb) ? before.end : word.end;
}
