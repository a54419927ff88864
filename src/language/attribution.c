/* Attribution: who says what a statement says, and how the frame takes it. Only the frame of the
 * main clause counts, the outer one where they are nested; when unsure nobody is named. */
#include "language/analysis.h"

#include "language/clause.h"
#include "language/frame.h"
#include "language/grammar.h"
#include "language/lexicon.h"
#include "language/phrase.h"
#include "language/quotation.h"
#include "language/reference.h"

#include <string.h>

enum {
    ADJUNCT_TOKENS = 8,  /* between a verb and its "that": "said in a statement on Monday that" */
    CLAUSE_TOKENS = 25,  /* at most before the verb behind "that" */
    BARE_TOKENS = 12,    /* at most before the verb of what somebody said */
    OPENING_TOKENS = 40, /* at most before the subject of the main clause */
    CLAUSE_BYTES = 400,  /* of what follows the verb that are looked at */
};

struct scan {
    struct analysis *analysis;
    struct quotations quotations;
    struct frames *frames;
};

/* A frame that was found in a statement. */
struct found {
    size_t at; /* token */
    struct frame frame;
    struct phrase speaker;
};

static bool is_auxiliary(const struct line *line, size_t at)
{
    static const char *const words[] = {"has",  "had",   "have",  "did", "does",   "do",     "not",
                                        "will", "would", "could", "can", "should", "earlier"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (line_has_word(line, at, words[i]))
            return true;
    return line->tokens[at].kind == TOKEN_WORD && !(line->tokens[at].flags & TOKEN_NAME) &&
           words_are_adverb(line->text, line->tokens[at].span);
}

/* A phrase cannot end with it: "his train of thought" has no verb. */
static bool leads_noun(const struct line *line, size_t at)
{
    static const char *const pronouns[] = {"all",   "both",   "each", "some", "these", "this",
                                           "those", "others", "one",  "two",  "her"};
    for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++)
        if (line_has_word(line, at, pronouns[i]))
            return false;
    return !(line->tokens[at].flags & TOKEN_NAME) &&
           words_lead_noun(line->text, line->tokens[at].span);
}

/* Who does what the verb at `verb` says, if the words before it tell. */
static struct phrase subject_of(const struct line *line, size_t verb)
{
    size_t end = verb;
    while (end > 0 && is_auxiliary(line, end - 1))
        end--;
    struct phrase phrase = phrase_before(line, end);
    struct span first =
        phrase.start < phrase.end ? line->tokens[phrase.start].span : (struct span){0, 0};
    if ((words_are_preposition(line->text, first) && phrase.end - phrase.start < 2) ||
        (phrase.end > 0 && leads_noun(line, phrase.end - 1)))
        phrase.start = phrase.end;
    for (size_t at = phrase.start; phrase.end - phrase.start > 1 && at < phrase.end; at++)
        if (words_are_subject(line->text, line->tokens[at].span))
            phrase.start = phrase.end; /* "the wall he says" */
    return phrase;
}

static bool verb_between(const struct line *line, size_t start, size_t end)
{
    for (; start < end && start < line->count; start++)
        if (line_has_verb(line, start))
            return true;
    return false;
}

static bool is_time(const struct line *line, size_t at)
{
    return at < line->count && line->tokens[at].word->classes & (CLASS_WEEKDAY | CLASS_MONTH);
}

/* Whether the phrase is the subject of the main clause: nothing is asserted before it, except in a
 * clause that cannot stand alone. */
static bool is_main(const struct line *line, struct phrase subject)
{
    if (subject.start == 0)
        return true;
    if (subject.start > OPENING_TOKENS)
        return false;
    const struct token *before = &line->tokens[subject.start - 1];
    bool verb = verb_between(line, 0, subject.start);
    if (line_has_sign(line, subject.start - 1, ','))
        return !verb || words_tie_clause(line->text, line->tokens[0].span);
    return !verb && (before->kind == TOKEN_SIGN || is_time(line, subject.start - 1) ||
                     words_join_clauses(line->text, before->span));
}

static bool is_preposition(const struct line *line, size_t at)
{
    return at < line->count && line->tokens[at].kind == TOKEN_WORD &&
           (words_are_preposition(line->text, line->tokens[at].span) ||
            line_has_word(line, at, "to"));
}

/* "told the court that", "warned them that" */
static bool takes_hearer(const struct line *line, size_t verb)
{
    static const char *const verbs[] = {"told",     "tells",    "telling", "tell",
                                        "informed", "warned",   "warns",   "reminded",
                                        "assured",  "notified", "advised"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (line_has_word(line, verb, verbs[i]))
            return true;
    return false;
}

/* "that the lamp was out", but not "that notion". */
static bool begins_clause(const struct line *line, size_t that)
{
    size_t end = that + 1 + CLAUSE_TOKENS;
    for (size_t at = that + 1; at < end && at < line->count; at++) {
        const char *norm = line->tokens[at].word->norm;
        size_t size = strlen(norm);
        if (line_has_verb(line, at) || (size > 3 && strcmp(norm + size - 2, "ed") == 0))
            return true;
    }
    return false;
}

/* Whether "that", a quotation or a question follows, with no more than time, place and hearer
 * between. */
static bool is_marked(const struct line *line, const struct found *found)
{
    size_t verb = found->at, behind = verb + found->frame.size;
    bool says = words_say(line->text, line->tokens[verb].span);
    bool adjunct =
        (says && is_preposition(line, behind)) || is_time(line, behind) ||
        takes_hearer(line, verb) ||
        (behind < line->count && words_are_adverb(line->text, line->tokens[behind].span));
    for (size_t at = behind; at < line->count && at - behind <= ADJUNCT_TOKENS; at++) {
        if (line_has_word(line, at, "that"))
            return (at == behind || adjunct) &&
                   ((says && found->frame.stance == STANCE_SAID) || begins_clause(line, at));
        if (line_has_word(line, at, "whether") || line_has_word(line, at, "if"))
            return says && at == behind;
        if (line_has_quote(line, at))
            return says && (at == behind || adjunct || line->tokens[at - 1].kind == TOKEN_SIGN);
        if (line_has_sign(line, at, ':'))
            return says;
        if (line_has_verb(line, at) ||
            (line_has_sign(line, at, ',') && !line_has_quote(line, at + 1)))
            return false;
    }
    return false;
}

static bool is_nothing(const struct line *line, size_t at)
{
    static const char *const words[] = {"nothing",   "little",   "so",   "yes",     "no",   "much",
                                        "something", "anything", "more", "goodbye", "hello"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (line_has_word(line, at, words[i]))
            return true;
    return false;
}

/* "Keel said the lamp was out": a clause follows without any sign of it. */
static bool is_bare(const struct line *line, size_t verb)
{
    size_t at = verb + 1;
    bool plain = line_has_word(line, verb, "said") || line_has_word(line, verb, "says");
    if (plain && verb_between(line, at, at + BARE_TOKENS) && !is_nothing(line, at))
        return true;
    at += is_preposition(line, at) && is_time(line, at + 1);
    at += is_time(line, at);
    if (at >= line->count || !words_say(line->text, line->tokens[verb].span))
        return false;
    struct span rest = {line->tokens[at - 1].span.end, line->tokens[line->count - 1].span.end};
    if (span_size(rest) > CLAUSE_BYTES) {
        rest.end = rest.start + CLAUSE_BYTES;
        while (rest.end > rest.start && ((unsigned char)line->text[rest.end] & 0xC0) == 0x80)
            rest.end--;
    }
    return clause_stands(line->text, rest);
}

static bool ends_with(const struct token *token, const char *end)
{
    size_t size = strlen(token->word->norm), tail = strlen(end);
    return size > tail && strcmp(token->word->norm + size - tail, end) == 0;
}

/* Whether the word is more than a noun that looks like a verb: "support", "estimate". */
static bool is_finite(const struct line *line, size_t at, struct phrase subject)
{
    const struct token *verb = &line->tokens[at], *last = &line->tokens[subject.end - 1];
    if (ends_with(verb, "ing"))
        return false;
    return ends_with(verb, "ed") || ends_with(verb, "s") || words_say(line->text, verb->span) ||
           words_are_finite(line->text, verb->span) || subject.end < at || ends_with(last, "s") ||
           words_are_subject(line->text, last->span);
}

/* "Keel said that the lamp was out." */
static bool leads(const struct line *line, struct found *found)
{
    found->speaker = subject_of(line, found->at);
    return found->speaker.start < found->speaker.end && is_main(line, found->speaker) &&
           is_finite(line, found->at, found->speaker) &&
           (found->frame.that || is_marked(line, found) ||
            (found->frame.size == 1 && found->frame.stance == STANCE_SAID &&
             is_bare(line, found->at)));
}

static bool ends_here(const struct line *line, size_t at)
{
    return at >= line->count || is_preposition(line, at) || is_time(line, at) ||
           line_has_word(line, at, "in") || line_has_word(line, at, "who") ||
           (line->tokens[at].kind == TOKEN_SIGN && !line_has_sign(line, at, '-'));
}

static bool follows_speech(const struct line *line, size_t at)
{
    return at > 0 && (line_has_quote(line, at - 1) || line_has_sign(line, at - 1, ',') ||
                      line_has_sign(line, at - 1, '?') || line_has_sign(line, at - 1, '!'));
}

/* "The lamp was out, Keel said." */
static bool trails(const struct line *line, struct found *found)
{
    size_t behind = found->at + found->frame.size;
    if (takes_hearer(line, found->at))
        behind = phrase_after(line, found->at + 1).end;
    if (found->frame.stance != STANCE_SAID || !ends_here(line, behind) ||
        !words_say(line->text, line->tokens[found->at].span))
        return false;
    found->speaker = subject_of(line, found->at);
    return found->speaker.start < found->speaker.end && follows_speech(line, found->speaker.start);
}

/* "'The lamp was out,' said Keel." Without a quotation only a name makes it sure. What names its
 * hearer is never turned: "Pilot, a lawyer, told Keel". */
static bool is_inverted(const struct line *line, struct found *found)
{
    if (found->frame.size != 1 || !follows_speech(line, found->at) ||
        takes_hearer(line, found->at) || !words_say(line->text, line->tokens[found->at].span))
        return false;
    found->speaker = phrase_after(line, found->at + 1);
    if (found->speaker.start == found->speaker.end || !ends_here(line, found->speaker.end))
        return false;
    return line_has_quote(line, found->at - 1) ||
           line->tokens[found->speaker.end - 1].flags & TOKEN_NAME;
}

static bool is_according(const struct line *line, struct found *found)
{
    if (!line_has_word(line, found->at, "according") || !line_has_word(line, found->at + 1, "to"))
        return false;
    found->frame = (struct frame){.size = 2, .certainty = CERTAINTY_REPORTED};
    found->speaker = phrase_after(line, found->at + 2);
    return found->speaker.start < found->speaker.end;
}

/* What ends with "Keel said" was said by him whoever says something in it; else the first frame
 * counts, and one of hearsay where there is no other. */
static bool find_frame(const struct scan *scan, const struct line *line, struct found *result)
{
    bool any = false, leading = false;
    for (struct found found = {0}; found.at < line->count; found.at++) {
        const struct token *token = &line->tokens[found.at];
        if (token->kind != TOKEN_WORD || token->flags & TOKEN_NAME)
            continue;
        found.frame = frames_find(scan->frames, token, line->count - found.at);
        if ((!found.frame.size && !line_has_word(line, found.at, "according")) ||
            quotation_holds(&scan->quotations, token->span.start))
            continue;
        if (found.frame.hearsay && !any) {
            *result = (struct found){.at = found.at, .frame = found.frame};
            any = true;
        } else if (is_inverted(line, &found) || (trails(line, &found) && !leads(line, &found))) {
            *result = found;
            return true;
        } else if (!leading && (is_according(line, &found) || leads(line, &found))) {
            *result = found;
            any = leading = true;
        }
    }
    return any;
}

static enum stance turn(enum stance stance)
{
    return stance == STANCE_DOUBTED ? STANCE_SAID : STANCE_DOUBTED;
}

/* A word that leaves open whether something is so. */
static bool is_open(const struct token *token)
{
    static const char *const words[] = {"may",        "might",   "reportedly", "allegedly",
                                        "apparently", "perhaps", "possibly",   "probably",
                                        "maybe",      "whether"};
    if (token->kind != TOKEN_WORD || token->date)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(token->word->norm, words[i]) == 0)
            return true;
    return false;
}

static void attribute(const struct scan *scan, struct statement *statement)
{
    const struct analysis *analysis = scan->analysis;
    struct line line = {analysis->article->text, analysis->tokens + statement->token_start,
                        statement->token_end - statement->token_start};
    struct found found;
    statement->quote = quotation_within(&scan->quotations, statement->span);
    if (find_frame(scan, &line, &found)) {
        const struct token *tokens = line.tokens + found.at;
        statement->frame =
            (struct span){tokens[0].span.start, tokens[found.frame.size - 1].span.end};
        statement->stance = found.frame.stance;
        if (tokens[0].flags & TOKEN_NEGATED)
            statement->stance = turn(statement->stance);
        statement->certainty = found.frame.certainty;
        statement->speaker = phrase_core(&line, found.speaker);
    }
    for (size_t i = 0; i < line.count; i++)
        if (is_open(&line.tokens[i]))
            statement->certainty = CERTAINTY_TENTATIVE;
}

/* Most of the statement is inside quotation marks, and nobody is named there. */
static bool is_unclaimed(const struct statement *statement)
{
    return span_is_empty(statement->speaker) && span_is_empty(statement->frame) &&
           span_size(statement->quote) * 2 > span_size(statement->span);
}

static void take_speaker(struct statement *statement, const struct statement *from)
{
    statement->speaker = from->speaker;
    if (statement->certainty == CERTAINTY_ASSERTED)
        statement->certainty = CERTAINTY_REPORTED;
}

/* A quotation of several sentences names its speaker behind the last of them, and one that goes on
 * behind the name does not name him again. */
static void share_speakers(const struct scan *scan)
{
    struct analysis *analysis = scan->analysis;
    const struct quotations *quotations = &scan->quotations;
    for (size_t i = analysis->statement_count; i-- > 1;) {
        struct statement *statement = &analysis->statements[i - 1];
        const struct statement *next = statement + 1;
        if (is_unclaimed(statement) && !span_is_empty(next->speaker) &&
            quotation_at(quotations, statement->quote.start) ==
                quotation_at(quotations, next->span.start) &&
            quotation_holds(quotations, next->span.start))
            take_speaker(statement, next);
    }
    for (size_t i = 1; i < analysis->statement_count; i++) {
        struct statement *statement = &analysis->statements[i];
        const struct statement *last = statement - 1;
        if (is_unclaimed(statement) && !span_is_empty(last->speaker) &&
            !span_is_empty(last->quote) && last->block == statement->block)
            take_speaker(statement, last);
    }
}

void attributions_find(struct analysis *analysis)
{
    struct scan scan = {analysis, quotations_find(analysis->article), frames_new()};
    for (size_t i = 0; i < analysis->statement_count; i++)
        attribute(&scan, &analysis->statements[i]);
    frames_free(scan.frames);
    references_find(analysis, &scan.quotations);
    share_speakers(&scan);
    references_find_selves(analysis, &scan.quotations);
}
