/* Sentences by rules. A stop ends a sentence unless the words around it say otherwise; what is not
 * sure is left together, for a sentence too long is read more easily than a half one. */
#include "language/analysis.h"

#include "article/marker.h"
#include "base/sign.h"
#include "base/text.h"
#include "language/abbreviation.h"
#include "language/grammar.h"

#include <string.h>

enum {
    WORD_REACH = 64,   /* bytes looked through for the word at a stop */
    OPENING_WORDS = 3, /* of a sentence that cannot end yet: "At 5 a.m." */
    NAME_WORDS = 3,    /* between a quotation and the verb of saying */
    NOTE_DIGITS = 3,   /* of the number of a note */
};

struct reading {
    const char *text;
    size_t from;  /* the sentence that is being read begins here */
    size_t body;  /* and, behind the sign of a list's item, here */
    size_t end;   /* of the block */
    bool listing; /* the block began as a list that may go on inside it */
    struct marker marker;
};

/* A place at which a sentence may end. */
struct stop {
    size_t start;  /* of the stops themselves */
    size_t end;    /* of what closes with them: quotes and brackets */
    size_t next;   /* where the next sentence would begin */
    bool period;   /* a single full stop */
    bool ellipsis; /* several full stops, one sign for them, or stops with blanks between */
    bool omission; /* an ellipsis that stands free, as where words were left out */
    bool quoted;   /* a quotation closes with it */
    bool closed;   /* anything closes with it */
};

static bool is_stop(uint32_t sign)
{
    return sign == '.' || sign == '!' || sign == '?' || sign == 0x2026 || sign == 0x203C ||
           sign == 0x2047 || sign == 0x2048 || sign == 0x2049;
}

static bool is_closing_quote(uint32_t sign)
{
    return sign == '"' || sign == '\'' || sign == 0x201D || sign == 0x2019 || sign == 0xBB;
}

static bool is_closing(uint32_t sign)
{
    return is_closing_quote(sign) || sign == ')' || sign == ']' || sign == '}';
}

static bool is_opening(uint32_t sign)
{
    return sign == '"' || sign == '\'' || sign == '(' || sign == '[' || sign == '{' ||
           sign == 0x201C || sign == 0x2018 || sign == 0xAB || sign == 0xBF || sign == 0xA1;
}

static size_t skip_blanks(const char *text, size_t at, size_t end)
{
    while (at < end) {
        size_t from = at;
        if (!sign_is_blank(sign_next(text, &at, end)))
            return from;
    }
    return at;
}

/* Behind the stops that follow each other from `at`, blanks between full stops included. */
static size_t skip_stops(const struct reading *reading, size_t at, struct stop *stop)
{
    const char *text = reading->text;
    size_t stops = 0;
    bool mixed = false;
    while (at < reading->end) {
        size_t from = at;
        uint32_t sign = sign_next(text, &at, reading->end);
        if (!is_stop(sign))
            return from;
        stops++;
        mixed |= sign != '.';
        stop->period = stops == 1 && sign == '.';
        stop->ellipsis |= sign == 0x2026 || (stops >= 2 && sign == '.' && !mixed);
        while (sign == '.' && at + 1 < reading->end && text[at] == ' ' && text[at + 1] == '.')
            at++;
    }
    return at;
}

/* Behind a reference to a source, "[12]", with or without a blank before it. */
static size_t skip_reference(const char *text, size_t at, size_t end)
{
    size_t inside = at + (at < end && text[at] == ' ');
    if (inside >= end || text[inside] != '[')
        return at;
    size_t first = ++inside;
    while (inside < end && (sign_is_digit((unsigned char)text[inside]) || text[inside] == ','))
        inside++;
    return inside > first && inside < end && text[inside] == ']' ? inside + 1 : at;
}

/* Whether a sign of one byte has blanks on both sides, as in texts that were cut into words. */
static bool stands_free(const struct reading *reading, size_t at)
{
    return at + 1 == reading->end || reading->text[at + 1] == ' ';
}

static size_t skip_closing(const struct reading *reading, size_t at, struct stop *stop)
{
    for (;;) {
        size_t from = skip_reference(reading->text, at, reading->end);
        stop->closed |= from > at;
        at = from;
        uint32_t sign = sign_next(reading->text, &at, reading->end);
        if (sign == ' ' && is_closing(sign_at(reading->text, at, reading->end)))
            sign = stands_free(reading, at) ? sign_next(reading->text, &at, reading->end) : sign;
        if (!is_closing(sign))
            return from;
        stop->closed = true;
        stop->quoted |= is_closing_quote(sign);
    }
}

/* The word that ends with the full stop at `stop`, without what opens before it. */
static struct span word_before(const struct reading *reading, size_t stop)
{
    const char *text = reading->text;
    size_t least = stop - reading->from > WORD_REACH ? stop - WORD_REACH : reading->from;
    struct span word = {stop, stop + 1};
    while (word.start > least) {
        size_t at = word.start;
        uint32_t sign = sign_before(text, least, &at);
        if (sign_is_blank(sign) || sign == 0x2014 || sign == 0x2013)
            break;
        word.start = at;
    }
    for (size_t at = word.start; at < stop && is_opening(sign_next(text, &at, stop));)
        word.start = at;
    return word;
}

/* The word at `at` without signs before and behind it. */
static struct span word_at(const struct reading *reading, size_t at)
{
    struct span word = {at, at};
    while (word.start < reading->end && at - word.end < WORD_REACH) {
        uint32_t sign = sign_next(reading->text, &at, reading->end);
        if (sign_is_letter(sign) || sign_is_digit(sign))
            break;
        word.start = at;
    }
    for (at = word.start; at < reading->end && at - word.start < WORD_REACH;) {
        uint32_t sign = sign_next(reading->text, &at, reading->end);
        if (!sign_is_letter(sign) && !sign_is_digit(sign) && sign != '\'' && sign != 0x2019)
            break;
        word.end = at;
    }
    word.end = word.end < word.start ? word.start : word.end;
    return word;
}

/* A name that is written with a small letter first: "iPhone". */
static bool is_camel(const char *text, struct span word)
{
    size_t at = word.start;
    sign_next(text, &at, word.end);
    return sign_is_upper(sign_at(text, at, word.end));
}

static bool opens_sentence(const struct reading *reading, struct span word)
{
    if (sign_at(reading->text, word.end, reading->end) == '.' && span_size(word) == 1)
        return false; /* the initial of a name: "A. Smith" */
    return words_open_sentence(reading->text, word);
}

/* Whether a word with a capital that begins sentences stands at `at`; "I" tells nothing. */
static bool begins_with_opener(const struct reading *reading, size_t at)
{
    struct span word = word_at(reading, at);
    return word.start == at && sign_is_upper(sign_at(reading->text, at, reading->end)) &&
           opens_sentence(reading, word) && !words_are_self(reading->text, word);
}

/* Behind the bare number of a note, "It was so. 4 The court": a figure never stands before a word
 * that begins a sentence. */
static size_t skip_note(const struct reading *reading, const struct stop *stop)
{
    const char *text = reading->text;
    struct span note = {skip_blanks(text, stop->end, reading->end), 0};
    for (note.end = note.start; note.end < reading->end; note.end++)
        if (!sign_is_digit((unsigned char)text[note.end]) || span_size(note) == NOTE_DIGITS)
            break;
    size_t behind = skip_blanks(text, note.end, reading->end);
    if (note.start == stop->end || span_is_empty(note) || behind == note.end)
        return stop->end;
    if (!begins_with_opener(reading, behind) ||
        (stop->period && abbreviation_find(text, word_before(reading, stop->start)).known))
        return stop->end;
    return note.end;
}

static struct stop read_stop(const struct reading *reading, size_t at)
{
    struct stop stop = {.start = at};
    size_t behind = skip_stops(reading, at, &stop);
    stop.omission = stop.ellipsis && at > reading->from && reading->text[at - 1] == ' ';
    stop.end = skip_closing(reading, behind, &stop);
    stop.end = skip_note(reading, &stop);
    stop.next = skip_blanks(reading->text, stop.end, reading->end);
    return stop;
}

/* Whether what was read so far is too little for a sentence: "At 5 a.m." */
static bool has_just_begun(const struct reading *reading, size_t stop)
{
    size_t words = 1;
    if (stop - reading->from > OPENING_WORDS * WORD_REACH)
        return false;
    if (!words_are_preposition(reading->text, word_at(reading, reading->from)))
        return false;
    for (size_t at = reading->from; at < stop && words <= OPENING_WORDS; at++)
        words += reading->text[at] == ' ';
    return words <= OPENING_WORDS;
}

/* "Albert I. Jones", but "you and I. Then". */
static bool is_initial(const struct reading *reading, struct span word, struct span next)
{
    if (opens_sentence(reading, next))
        return false;
    if (reading->text[word.start] != 'I')
        return true;
    size_t before = word.start;
    while (before > reading->from && reading->text[before - 1] == ' ')
        before--;
    if (before == reading->from)
        return true;
    return sign_is_upper(sign_at(reading->text, word_before(reading, before - 1).start, before));
}

static bool number_beside(const struct reading *reading, struct span word, struct span next)
{
    size_t before = word.start;
    while (before > reading->from && reading->text[before - 1] == ' ')
        before--;
    return sign_is_digit(sign_at(reading->text, next.start, next.end)) ||
           (before > reading->from && sign_is_digit((unsigned char)reading->text[before - 1]));
}

/* Whether the full stop behind `word` ends the sentence, the next one beginning with a capital or a
 * figure. */
static bool ends_after_word(const struct reading *reading, struct span word, struct span next)
{
    const char *text = reading->text;
    struct abbreviation found = abbreviation_find(text, word);
    bool figure = sign_is_digit(sign_at(text, next.start, next.end));
    bool opens = opens_sentence(reading, next);
    if (!found.known)
        return true;
    if ((word.start == reading->body && !found.word && !found.number) ||
        sign_at(text, word.end + 1, reading->end) == '(')
        return false;
    if (found.initial && span_size(word) == 2)
        return figure || !is_initial(reading, word, next);
    if (found.number && !number_beside(reading, word, next))
        return true;
    if (found.number && figure)
        return false;
    if (found.word && !found.number)
        return opens || figure || !sign_is_upper(sign_at(text, word.start, word.end));
    if (!found.ends && !found.number)
        return false;
    if (has_just_begun(reading, word.end - 1))
        return false;
    return opens || found.adverb;
}

/* "Really?" Jane Smith asked. */
static bool is_said(const struct reading *reading, const struct stop *stop)
{
    size_t at = stop->next;
    for (size_t i = 0; i <= NAME_WORDS && at < reading->end; i++) {
        struct span word = word_at(reading, at);
        if (words_say(reading->text, word))
            return i > 0;
        if (!sign_is_upper(sign_at(reading->text, word.start, word.end)))
            return false;
        at = word.end;
    }
    return false;
}

/* Whether a small letter may begin a sentence here: names like "iPhone", and writers without
 * capitals, where neither an abbreviation nor a name like "Yahoo!" can be meant. */
static bool small_begins(const struct reading *reading, const struct stop *stop, struct span next)
{
    if (is_camel(reading->text, next))
        return true;
    if (stop->closed || stop->ellipsis)
        return false;
    struct span word = word_before(reading, stop->start);
    bool letters = span_size(word) > 2 || (span_size(word) == 1 && !stop->period);
    for (size_t at = word.start; letters && at + 1 < word.end;) {
        uint32_t sign = sign_next(reading->text, &at, word.end);
        letters = sign != '.' && sign != '@' && !sign_is_upper(sign);
    }
    return letters && !(stop->period && abbreviation_find(reading->text, word).known);
}

/* An ellipsis between brackets marks words left out of a quotation. */
static bool is_bracketed(const struct reading *reading, const struct stop *stop)
{
    return stop->ellipsis && stop->closed && stop->start > reading->from &&
           strchr("[(", reading->text[stop->start - 1]);
}

static bool ends_sentence(const struct reading *reading, const struct stop *stop)
{
    if (stop->next == stop->end || is_bracketed(reading, stop))
        return false; /* "3.5", "example.org" */
    struct span next = word_at(reading, stop->next);
    uint32_t first = sign_at(reading->text, next.start, next.end);
    if (!first)
        return false;
    struct span word = word_before(reading, stop->start);
    if (sign_is_lower(first))
        return small_begins(reading, stop, next);
    if (stop->omission && words_are_self(reading->text, next))
        return false;
    if (stop->quoted && !stop->period && is_said(reading, stop))
        return false;
    return !stop->period || stop->closed || ends_after_word(reading, word, next);
}

/* Behind the dash at `at` where speech breaks off and begins anew, "He was not uh -- This is it":
 * between a small word and one that begins sentences. `at` itself elsewhere. */
static size_t skip_break(const struct reading *reading, size_t at)
{
    const char *text = reading->text;
    size_t before = at, behind = at;
    uint32_t dash = sign_next(text, &behind, reading->end);
    if (dash == '-' && behind < reading->end && text[behind] == '-')
        dash = sign_next(text, &behind, reading->end) == '-' ? 0x2014 : 0;
    if ((dash != 0x2014 && dash != 0x2013) || at == reading->from ||
        !sign_is_blank(sign_before(text, reading->from, &before)))
        return at;
    size_t next = skip_blanks(text, behind, reading->end);
    struct span word = word_before(reading, before);
    if (next == behind || before == reading->from ||
        !sign_is_lower(sign_at(text, word.start, word.end)))
        return at;
    return begins_with_opener(reading, next) ? behind : at;
}

static void add_sentence(struct analysis *analysis, size_t *capacity, size_t block,
                         struct span span)
{
    struct sentence sentence = {sign_trim(analysis->article->text, span), block};
    ARENA_APPEND(analysis->article->arena, analysis->sentences, analysis->sentence_count, *capacity,
                 sentence);
}

/* Whether the block is an item of a list that may go on in the same line: its sign stands in the
 * text, or was taken off it. */
static bool begins_list(const struct article *article, const struct block *block,
                        struct marker *marker)
{
    struct text sign = {0};
    text_format(&sign, "%s ", block->marker);
    bool found = marker_read(article->text, block->span, marker) ||
                 marker_read(sign.bytes, (struct span){0, sign.size}, marker);
    text_free(&sign);
    return found && !marker->plain;
}

/* Begins the next sentence: behind the signs of an item, whose stops end nothing. */
static void begin(struct reading *reading, size_t from)
{
    struct marker marker;
    reading->from = reading->body = from;
    while (marker_read(reading->text, (struct span){reading->body, reading->end}, &marker)) {
        reading->body = skip_blanks(reading->text, marker.end, reading->end);
        if (!marker.bullet)
            return;
    }
}

/* Whether at `at`, behind a blank, the list goes on with which the block began. */
static bool list_goes_on(struct reading *reading, size_t at)
{
    struct marker marker;
    if (!reading->listing || !sign_is_blank((unsigned char)reading->text[at - 1]))
        return false;
    if (!marker_read(reading->text, (struct span){at, reading->end}, &marker) ||
        !marker_follows(&reading->marker, &marker))
        return false;
    reading->marker = marker;
    return true;
}

static void read_block(struct analysis *analysis, size_t *capacity, size_t number)
{
    const struct block *block = &analysis->article->blocks[number];
    const char *text = analysis->article->text;
    struct reading reading = {.text = text, .end = block->span.end};
    reading.listing = begins_list(analysis->article, block, &reading.marker);
    begin(&reading, block->span.start);
    for (size_t at = reading.body; at < reading.end;) {
        size_t here = at, next = here;
        uint32_t sign = sign_next(text, &at, reading.end);
        if (here > reading.body && list_goes_on(&reading, here)) {
            add_sentence(analysis, capacity, number, (struct span){reading.from, here});
        } else if (is_stop(sign)) {
            struct stop stop = read_stop(&reading, here);
            at = stop.end;
            if (!ends_sentence(&reading, &stop))
                continue;
            add_sentence(analysis, capacity, number, (struct span){reading.from, stop.end});
            next = stop.next;
        } else {
            size_t behind = skip_break(&reading, here);
            if (behind == here)
                continue;
            add_sentence(analysis, capacity, number, (struct span){reading.from, behind});
            next = skip_blanks(text, behind, reading.end);
        }
        begin(&reading, next);
        at = reading.body;
    }
    if (reading.from < reading.end)
        add_sentence(analysis, capacity, number, (struct span){reading.from, reading.end});
}

void sentences_find(struct analysis *analysis)
{
    size_t capacity = 0;
    analysis->sentences = NULL;
    analysis->sentence_count = 0;
    for (size_t i = 0; i < analysis->article->block_count; i++)
        read_block(analysis, &capacity, i);
}
