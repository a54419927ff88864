#include "base/sign.h"
#include "language/analysis.h"
#include "language/date.h"
#include "language/lexicon.h"
#include "language/name.h"
#include "language/polarity.h"
#include "language/quantity.h"
#include "language/word.h"

#include <string.h>
#include <unictype.h>
#include <unistr.h>

/* Where the words of a text are cut. */
struct lexer {
    struct arena *arena;
    struct words *words;
    const char *text;
    size_t at, end;
    struct token *tokens;
    size_t count, capacity;
    bool first;  /* the next word begins a sentence or a quotation */
    bool quoted; /* inside quotation marks */
};

/* The character at `at`, 0 at the end; its size goes to `*size`. */
static ucs4_t character(const struct lexer *lexer, size_t at, size_t *size)
{
    ucs4_t c = 0;
    *size = 0;
    if (at >= lexer->end)
        return 0;
    int bytes = u8_mbtouc(&c, (const uint8_t *)lexer->text + at, lexer->end - at);
    *size = bytes > 0 ? (size_t)bytes : 1;
    return c;
}

static bool is_digit(ucs4_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(ucs4_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M);
}

/* A sign that changes the one before, as an accent, belongs to a word but begins none. */
static bool begins_word(ucs4_t c)
{
    return is_letter(c) && (c < 0x80 || !uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M));
}

static bool is_capital(ucs4_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Lu | UC_CATEGORY_MASK_Lt);
}

static bool is_apostrophe(ucs4_t c)
{
    return c == '\'' || c == 0x2019;
}

static bool is_letter_at(const struct lexer *lexer, size_t at)
{
    size_t size;
    return is_letter(character(lexer, at, &size));
}

static bool is_digit_at(const struct lexer *lexer, size_t at)
{
    return at < lexer->end && is_digit((unsigned char)lexer->text[at]);
}

static struct token *push(struct lexer *lexer, struct span span, enum token_kind kind,
                          const char *spelling, size_t size)
{
    struct token token = {.span = span, .kind = kind};
    token.word = words_get(lexer->words, spelling, size);
    token.flags = lexer->quoted ? TOKEN_QUOTED : 0;
    ARENA_APPEND(lexer->arena, lexer->tokens, lexer->count, lexer->capacity, token);
    return &lexer->tokens[lexer->count - 1];
}

/* Ends of words that are words of their own. "n't" carries the n of its verb. */
static const struct contraction {
    const char *tail, *word;
} contractions[] = {
    {"n't", "not"}, {"'re", "are"}, {"'ve", "have"}, {"'ll", "will"},
    {"'d", "would"}, {"'m", "am"},  {"'s", NULL},
};

static const struct contraction *contraction_of(const char *norm, size_t *head)
{
    size_t size = strlen(norm);
    for (size_t i = 0; i < sizeof contractions / sizeof *contractions; i++) {
        size_t tail = strlen(contractions[i].tail);
        if (size > tail && strcmp(norm + size - tail, contractions[i].tail) == 0) {
            *head = size - tail;
            return &contractions[i];
        }
    }
    return NULL;
}

/* Verbs that change before n't. */
static const char *plain_verb(const char *head, size_t size)
{
    if (size == 2 && memcmp(head, "ca", 2) == 0)
        return "can";
    if (size == 2 && memcmp(head, "wo", 2) == 0)
        return "will";
    return NULL;
}

static void flag_word(struct lexer *lexer, struct token *token, ucs4_t initial)
{
    if (is_capital(initial))
        token->flags |= TOKEN_CAPITAL;
    if (lexer->first)
        token->flags |= TOKEN_FIRST;
    if (token->word->classes & CLASS_STOP)
        token->flags |= TOKEN_STOP;
    lexer->first = false;
}

/* A word that may be contracted: its norm tells, its spelling keeps the spans. */
static void push_word(struct lexer *lexer, struct span span, ucs4_t initial)
{
    const char *text = lexer->text;
    const char *norm = words_get(lexer->words, text + span.start, span_size(span))->norm;
    size_t head = 0;
    const struct contraction *contraction =
        strchr(norm, '\'') ? contraction_of(norm, &head) : NULL;
    struct span verb = span, rest = {span.end, span.end};
    if (contraction) { /* the norm may be of another size, but its tail has a sign a byte */
        for (size_t i = head; norm[i]; i++)
            sign_before(text, span.start, &verb.end);
        rest.start = verb.end;
    }
    const char *plain =
        contraction && contraction->word ? plain_verb(norm, head) : NULL;
    struct token *token =
        plain ? push(lexer, verb, TOKEN_WORD, plain, strlen(plain))
              : push(lexer, verb, TOKEN_WORD, text + verb.start, span_size(verb));
    flag_word(lexer, token, initial);
    if (!contraction || !contraction->word)
        return;
    token = push(lexer, rest, TOKEN_WORD, contraction->word, strlen(contraction->word));
    token->flags |= TOKEN_STOP;
}

/* The end of a word that begins at `at`: letters and digits, one apostrophe between letters, stops
 * between single letters (U.S., a.m.). */
static size_t word_end(const struct lexer *lexer, size_t at)
{
    size_t size, letters = 0;
    for (;;) {
        ucs4_t c = character(lexer, at, &size);
        if (is_letter(c) || is_digit(c)) {
            letters++;
        } else if (is_apostrophe(c) && is_letter_at(lexer, at + size)) {
            letters = 2;
        } else if (c == '.' && letters == 1 && is_letter_at(lexer, at - 1) &&
                   is_letter_at(lexer, at + 1)) {
            letters = 0;
        } else {
            return at;
        }
        at += size;
    }
}

/* Abbreviations with stops are spelt without them, so that U.S. and US are one word. */
static void push_abbreviation(struct lexer *lexer, struct span span)
{
    char plain[64];
    size_t size = 0;
    for (size_t i = span.start; i < span.end && size < sizeof plain; i++)
        if (lexer->text[i] != '.')
            plain[size++] = lexer->text[i];
    ucs4_t initial = (unsigned char)lexer->text[span.start];
    struct token *token = push(lexer, span, TOKEN_WORD, plain, size);
    flag_word(lexer, token, initial);
    if (is_capital(initial))
        token->flags &= ~(unsigned)TOKEN_STOP;
}

static void lex_word(struct lexer *lexer, ucs4_t initial)
{
    struct span span = {lexer->at, word_end(lexer, lexer->at)};
    lexer->at = span.end;
    if (span_size(span) >= 3 && span_size(span) < 16 && lexer->text[span.start + 1] == '.') {
        push_abbreviation(lexer, span);
        if (lexer->at < lexer->end && lexer->text[lexer->at] == '.')
            lexer->at++;
        return;
    }
    push_word(lexer, span, initial);
}

/* Digits with commas between thousands, decimals, a time's colon, an ordinal's ending. */
static size_t number_end(const struct lexer *lexer, size_t at)
{
    while (is_digit_at(lexer, at))
        at++;
    while (at < lexer->end && lexer->text[at] == ',' && is_digit_at(lexer, at + 1) &&
           is_digit_at(lexer, at + 2) && is_digit_at(lexer, at + 3) && !is_digit_at(lexer, at + 4))
        at += 4;
    if (at + 1 < lexer->end && (lexer->text[at] == '.' || lexer->text[at] == ':') &&
        is_digit_at(lexer, at + 1))
        for (at++; is_digit_at(lexer, at); at++)
            ;
    if (!is_letter_at(lexer, at + 2) && at + 2 <= lexer->end && !is_digit_at(lexer, at + 2))
        for (size_t i = 0; i < 4; i++)
            if (memcmp(lexer->text + at, &"stndrdth"[2 * i], 2) == 0)
                return at + 2;
    return at;
}

static void lex_number(struct lexer *lexer)
{
    struct span span = {lexer->at, number_end(lexer, lexer->at)};
    push(lexer, span, TOKEN_NUMBER, lexer->text + span.start, span_size(span));
    lexer->at = span.end;
    lexer->first = false;
}

/* An opening quotation mark begins a quotation; a plain one opens where none is open. */
static void lex_sign(struct lexer *lexer, ucs4_t sign, size_t size)
{
    bool opens = sign == 0x201c || sign == 0xab || (sign == '"' && !lexer->quoted);
    bool closes = sign == 0x201d || sign == 0xbb || (sign == '"' && lexer->quoted);
    if (opens || closes)
        lexer->quoted = opens;
    if (opens || sign == ':' || sign == 0x2022)
        lexer->first = true;
    push(lexer, (struct span){lexer->at, lexer->at + size}, TOKEN_SIGN, lexer->text + lexer->at,
         size);
    lexer->at += size;
}

static void lex(struct lexer *lexer, struct span span, bool first)
{
    lexer->at = span.start;
    lexer->end = span.end;
    lexer->first = first;
    if (first)
        lexer->quoted = false;
    while (lexer->at < lexer->end) {
        size_t size;
        ucs4_t c = character(lexer, lexer->at, &size);
        if (begins_word(c))
            lex_word(lexer, c);
        else if (is_digit(c))
            lex_number(lexer);
        else if (c <= ' ' || uc_is_property_white_space(c))
            lexer->at += size;
        else
            lex_sign(lexer, c, size);
    }
}

static void lex_statements(struct lexer *lexer, struct analysis *analysis)
{
    size_t sentence = (size_t)-1;
    for (size_t i = 0; i < analysis->statement_count; i++) {
        struct statement *statement = &analysis->statements[i];
        statement->token_start = lexer->count;
        lex(lexer, statement->span, statement->sentence != sentence);
        sentence = statement->sentence;
        statement->token_end = lexer->count;
        names_count(lexer->tokens + statement->token_start,
                    lexer->count - statement->token_start);
    }
}

/* What is marked statement by statement once all words are known. Numbers of several words become
 * one token, so the tokens move together. */
static void mark_statements(struct lexer *lexer, struct analysis *analysis)
{
    size_t kept = 0;
    for (size_t i = 0; i < analysis->statement_count; i++) {
        struct statement *statement = &analysis->statements[i];
        struct token *tokens = lexer->tokens + kept;
        size_t count = statement->token_end - statement->token_start;
        memmove(tokens, lexer->tokens + statement->token_start, count * sizeof *tokens);
        count = quantities_mark(lexer->arena, tokens, count);
        dates_mark(lexer->arena, tokens, count);
        names_mark(lexer->arena, tokens, count);
        polarity_mark(tokens, count);
        statement->token_start = kept;
        statement->token_end = kept += count;
    }
    lexer->count = kept;
}

void tokens_find(struct analysis *analysis)
{
    struct article *article = analysis->article;
    struct lexer lexer = {.arena = article->arena, .text = article->text};
    lexer.words = words_new(article->arena);
    lex_statements(&lexer, analysis);
    if (lexer.count > 0)
        mark_statements(&lexer, analysis);
    words_free(lexer.words);
    analysis->tokens = lexer.tokens;
    analysis->token_count = lexer.count;
}
