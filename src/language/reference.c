#include "language/reference.h"

#include "base/memory.h"
#include "base/sign.h"
#include "language/grammar.h"
#include "language/person.h"

#include <stdlib.h>
#include <string.h>

enum {
    MENTIONS_MAX = 4,  /* persons of a sentence that are told apart */
    REACH = 2,         /* sentences back in which a name is looked for */
    OPENING_WORDS = 3, /* before a subject: "But later he" */
};

/* Whom a passage mentions. */
struct mentions {
    struct person *persons[MENTIONS_MAX];
    size_t count;
    bool crowded; /* more than that, or names that may be a person's */
};

/* A sentence, and what of it stands outside quotations: whom somebody speaks of hardly is the one
 * who speaks. */
struct sentence_mentions {
    struct mentions all, told;
};

struct search {
    const struct analysis *analysis;
    const struct quotations *quotations;
    struct persons persons;
    struct sentence_mentions recent[REACH + 1]; /* the current sentence first */
    size_t sentence;
};

static bool is_word(const struct token *token, const char *norm)
{
    return token->kind == TOKEN_WORD && strcmp(token->word->norm, norm) == 0;
}

static void mention(struct mentions *mentions, struct person *person)
{
    for (size_t i = 0; i < mentions->count; i++)
        if (mentions->persons[i] == person)
            return;
    if (mentions->count == MENTIONS_MAX)
        mentions->crowded = true;
    else
        mentions->persons[mentions->count++] = person;
}

/* The one person of the sentence that fits. `*open` says to look further: none was there. */
static struct person *only_fitting(const struct mentions *mentions, enum gender gender, bool *open)
{
    struct person *found = NULL;
    *open = !mentions->crowded;
    if (mentions->crowded)
        return NULL;
    for (size_t i = 0; i < mentions->count; i++) {
        if (!person_fits(mentions->persons[i], gender))
            continue;
        *open = false;
        if (found)
            return NULL;
        found = mentions->persons[i];
    }
    return found;
}

static struct person *resolve(const struct search *search, enum gender gender, bool speaks)
{
    bool open = true;
    struct person *found = NULL;
    for (size_t i = 0; i <= REACH && open; i++) {
        const struct sentence_mentions *sentence = &search->recent[i];
        found = only_fitting(speaks ? &sentence->told : &sentence->all, gender, &open);
    }
    return found;
}

static enum gender pronoun_gender(const struct token *token)
{
    if (is_word(token, "he"))
        return GENDER_MALE;
    return is_word(token, "she") ? GENDER_FEMALE : GENDER_OPEN;
}

static bool is_pronoun(const struct token *token)
{
    static const char *const words[] = {"he",    "she",   "they", "it",   "i",     "we",
                                        "you",   "who",   "this", "that", "which", "one",
                                        "those", "these", "them", "him"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_word(token, words[i]))
            return true;
    return false;
}

/* The token with which the statement's subject begins: behind conjunctions, adverbs and what a
 * comma parts from it. */
static size_t subject_at(const struct analysis *analysis, const struct statement *statement)
{
    const char *text = analysis->article->text;
    const struct token *tokens = analysis->tokens;
    size_t at = statement->token_start, words = 0;
    if (at < statement->token_end && words_are_preposition(text, tokens[at].span))
        for (size_t comma = at; comma < statement->token_end && comma - at < 8; comma++)
            if (is_pronoun(&tokens[comma]) && strcmp(tokens[comma - 1].word->norm, ",") == 0)
                return comma;
    for (; at < statement->token_end && words < OPENING_WORDS; at++) {
        const struct token *token = &tokens[at];
        if (token->kind == TOKEN_WORD && !words_join_clauses(text, token->span) &&
            !words_are_adverb(text, token->span))
            break;
        words += token->kind == TOKEN_WORD;
    }
    return at;
}

/* "in Boyle", "the Harbour Party": hardly a person. */
static bool is_thing(const struct analysis *analysis, size_t start, size_t at)
{
    static const char *const words[] = {"the", "a",    "an",     "this",   "its",     "their", "in",
                                        "at",  "near", "across", "inside", "outside", "around"};
    for (size_t i = 0; at > start && i < sizeof words / sizeof *words; i++)
        if (is_word(&analysis->tokens[at - 1], words[i]))
            return true;
    return false;
}

/* How many tokens of a name stand at `at`: a surname that is known by now needs no other sign. */
static size_t name_size(struct search *search, size_t at, size_t end)
{
    const struct token *tokens = search->analysis->tokens + at;
    unsigned flags = tokens->flags & (TOKEN_CAPITAL | TOKEN_STOP);
    size_t size = person_run(tokens, end - at, 0);
    bool several;
    if (size == 0 && flags == TOKEN_CAPITAL && persons_find(&search->persons, tokens, 1, &several))
        size = 1;
    return size;
}

/* NULL: a name that may be somebody's. */
static void note(struct search *search, struct person *person, bool quoted)
{
    struct mentions *passages[] = {&search->recent[0].all, &search->recent[0].told};
    for (size_t i = 0; i < (quoted ? 1 : 2); i++) {
        if (person)
            mention(passages[i], person);
        else
            passages[i]->crowded = true;
    }
}

static void read_names(struct search *search, const struct statement *statement, size_t at,
                       size_t size)
{
    const struct token *tokens = search->analysis->tokens + at;
    bool quoted = quotation_holds(search->quotations, tokens->span.start), several;
    struct person *person = persons_find(&search->persons, tokens, size, &several);
    if (person || several || (size > 1 && !is_thing(search->analysis, statement->token_start, at)))
        note(search, person, quoted);
}

/* The subject of the sentence before, where that is several: "Keel and Pilot", "Democrats". */
static struct span plural_subject(const struct analysis *analysis, size_t number)
{
    struct span none = {0, 0};
    const struct statement *now = &analysis->statements[number];
    size_t last = number;
    while (last > 0 && number - last < MENTIONS_MAX &&
           analysis->statements[last].sentence == now->sentence)
        last--;
    const struct statement *before = &analysis->statements[last];
    if (before->sentence + 1 != now->sentence || before->block != now->block)
        return none;
    const struct token *tokens = analysis->tokens;
    size_t at = subject_at(analysis, before), end = before->token_end;
    at += at < end && is_word(&tokens[at], "the");
    size_t size = person_run(tokens + at, end - at, at < end ? 0 : end);
    size_t behind = at + size;
    if (size == 0)
        return none;
    if (behind + 1 < end && is_word(&tokens[behind], "and")) {
        size_t other = person_run(tokens + behind + 1, end - behind - 1, 0);
        return other ? (struct span){tokens[at].span.start, tokens[behind + other].span.end} : none;
    }
    const char *norm = tokens[behind - 1].word->norm;
    bool plural = size == 1 && strlen(norm) > 4 && norm[strlen(norm) - 1] == 's';
    return plural ? tokens[at].span : none;
}

static void resolve_statement(struct search *search, struct statement *statement, size_t number)
{
    const struct analysis *analysis = search->analysis;
    size_t subject = subject_at(analysis, statement);
    for (size_t at = statement->token_start; at < statement->token_end;) {
        const struct token *token = &analysis->tokens[at];
        size_t size = name_size(search, at, statement->token_end);
        enum gender gender = pronoun_gender(token);
        bool speaks = span_order(token->span, statement->speaker) == 0;
        if (size > 0) {
            read_names(search, statement, at, size);
        } else if (gender != GENDER_OPEN && (at == subject || speaks) &&
                   !quotation_holds(search->quotations, token->span.start)) {
            struct person *person = resolve(search, gender, speaks);
            if (person && at == subject)
                statement->resolved = person->name;
            if (person && speaks)
                statement->speaker = person->name;
            note(search, person, false);
        } else if (at == subject && is_word(token, "they") &&
                   !quotation_holds(search->quotations, token->span.start)) {
            statement->resolved = plural_subject(analysis, number);
        }
        at += size ? size : 1;
    }
}

/* A speaker that is still a pronoun tells a reader nothing. */
static void drop_pronoun(const struct analysis *analysis, struct statement *statement)
{
    for (size_t at = statement->token_start; at < statement->token_end; at++)
        if (span_order(analysis->tokens[at].span, statement->speaker) == 0 &&
            is_pronoun(&analysis->tokens[at]))
            statement->speaker = (struct span){0, 0};
}

/* Every word of a headline may have a capital. */
static bool is_headline(const struct analysis *analysis, const struct statement *statement)
{
    enum block_kind kind = analysis->article->blocks[statement->block].kind;
    return kind == BLOCK_TITLE || kind == BLOCK_HEADING;
}

static void learn(struct search *search, const struct statement *statement)
{
    const struct token *tokens = search->analysis->tokens;
    for (size_t at = statement->token_start; at < statement->token_end;) {
        size_t size = person_run(tokens + at, statement->token_end - at, 0);
        persons_learn(&search->persons, tokens + at, size);
        at += size ? size : 1;
    }
}

void references_find(struct analysis *analysis, const struct quotations *quotations)
{
    struct search *search = memory_new(1, sizeof *search);
    search->analysis = analysis;
    search->quotations = quotations;
    for (size_t i = 0; i < analysis->statement_count; i++)
        if (!is_headline(analysis, &analysis->statements[i]))
            learn(search, &analysis->statements[i]);
    for (size_t i = 0; i < analysis->statement_count; i++) {
        struct statement *statement = &analysis->statements[i];
        if (statement->sentence != search->sentence) {
            memmove(search->recent + 1, search->recent, REACH * sizeof *search->recent);
            search->recent[0] = (struct sentence_mentions){0};
            search->sentence = statement->sentence;
        }
        if (!is_headline(analysis, statement))
            resolve_statement(search, statement, i);
        drop_pronoun(analysis, statement);
    }
    free(search);
}

/* "the pilot" is a speaker, but no name. */
static bool ends_in_name(const char *text, struct span span)
{
    size_t at = span.end;
    while (at > span.start && text[at - 1] != ' ')
        at--;
    return sign_is_upper(sign_at(text, at, span.end));
}

void references_find_selves(struct analysis *analysis, const struct quotations *quotations)
{
    for (size_t i = 0; i < analysis->statement_count; i++) {
        struct statement *statement = &analysis->statements[i];
        size_t subject = subject_at(analysis, statement);
        if (subject < statement->token_end && is_word(&analysis->tokens[subject], "i") &&
            ends_in_name(analysis->article->text, statement->speaker) &&
            quotation_holds(quotations, analysis->tokens[subject].span.start))
            statement->resolved = statement->speaker;
    }
}
