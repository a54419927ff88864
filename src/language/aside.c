#include "language/aside.h"

#include "article/noise.h"
#include "article/shape.h"
#include "base/memory.h"
#include "language/intern.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A repeated headline has a few words, and not many: else it is no headline. No phrase of a page is
 * longer than a paragraph may be. */
enum { REPEAT_WORDS_MIN = 3, REPEAT_SIZE_MAX = 400, PHRASE_SIZE_MAX = 1000 };

/* Where the head of an article stands that page makers print twice. */
struct search {
    struct analysis *analysis;
    struct arena *arena;
    const struct block *block; /* the one that is being read */
    bool noise;                /* of it as a whole */
    struct intern *readings;
    bool *heads; /* by number of a reading: a headline or a teaser reads so */
    size_t count, capacity;
    size_t teaser; /* the first paragraph that tells something; 0, the title's place, without */
};

static bool is_page_phrase(const char *text, struct span span)
{
    if (span_size(span) > PHRASE_SIZE_MAX)
        return false;
    struct shape shape = shape_of(text, span);
    return shape_is_byline(text, span) || shape_is_date(text, span) ||
           noise_find(text, span, &shape).why != NULL;
}

/* Of a block or, in one that tells a story, of a sentence. The statements come in their order. */
static bool is_noise(struct search *search, const struct statement *statement)
{
    const struct analysis *analysis = search->analysis;
    const char *text = analysis->article->text;
    const struct block *block = &analysis->article->blocks[statement->block];
    if (search->block != block) {
        search->block = block;
        search->noise = block->kind == BLOCK_BYLINE ||
                        (block->kind != BLOCK_TITLE && is_page_phrase(text, block->span));
    }
    return search->noise || (block->kind != BLOCK_TITLE &&
                             is_page_phrase(text, analysis->sentences[statement->sentence].span));
}

/* The words of a statement with blanks between; 0 where they are too few or too many. */
static size_t spell(const struct analysis *analysis, const struct statement *statement, char *key)
{
    size_t size = 0, words = 0;
    for (size_t i = statement->token_start; i < statement->token_end; i++) {
        const struct token *token = &analysis->tokens[i];
        size_t more = strlen(token->word->norm);
        if (token->kind == TOKEN_SIGN)
            continue;
        if (size + more >= REPEAT_SIZE_MAX)
            return 0;
        memcpy(key + size, token->word->norm, more);
        size += more;
        key[size++] = ' ';
        words++;
    }
    return words >= REPEAT_WORDS_MIN ? size : 0;
}

static bool is_headline(const struct analysis *analysis, const struct statement *statement)
{
    enum block_kind kind = analysis->article->blocks[statement->block].kind;
    return kind == BLOCK_TITLE || kind == BLOCK_HEADING;
}

/* Whether it says again what a headline or a teaser says, or heads a text by its own words. */
static bool is_repeat(struct search *search, const struct statement *statement)
{
    char key[REPEAT_SIZE_MAX];
    size_t size = spell(search->analysis, statement, key);
    bool headline = is_headline(search->analysis, statement);
    if (size == 0)
        return false;
    uint32_t number = intern_get(search->readings, key, size);
    if (number < search->count)
        return headline || search->heads[number];
    bool head = headline || (search->teaser && statement->block == search->teaser);
    MEMORY_APPEND(search->heads, search->count, search->capacity, head);
    return false;
}

void asides_find(struct analysis *analysis)
{
    struct search search = {.analysis = analysis, .arena = arena_new()};
    search.readings = intern_new(search.arena);
    for (size_t i = 0; i < analysis->statement_count; i++) {
        struct statement *statement = &analysis->statements[i];
        if (is_noise(&search, statement)) {
            statement->aside = ASIDE_NOISE;
            continue;
        }
        if (!search.teaser && analysis->article->blocks[statement->block].kind == BLOCK_PARAGRAPH)
            search.teaser = statement->block;
        if (is_repeat(&search, statement))
            statement->aside = ASIDE_REPEAT;
    }
    intern_free(search.readings);
    arena_free(search.arena);
    free(search.heads);
}
