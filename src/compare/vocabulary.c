#include "compare/vocabulary.h"

#include "base/memory.h"
#include "language/intern.h"
#include "language/lexicon.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Below so many statements how often a word stands in them says nothing about it. */
enum { STATEMENTS_TELLING = 12 };

struct builder {
    struct arena *arena;
    struct vocabulary *vocabulary;
    struct intern *keys;
    size_t capacity;
};

/* Numbers are the same term where kind and value are the same, however they are written. */
static size_t number_key(char *key, size_t size, const struct quantity *quantity)
{
    static const char kinds[QUANTITY_KINDS] = {
        [QUANTITY_COUNT] = 'n', [QUANTITY_MONEY] = '$', [QUANTITY_PERCENT] = '%',
        [QUANTITY_YEAR] = 'y',  [QUANTITY_DAY] = 'n',   [QUANTITY_ORDINAL] = 'o',
        [QUANTITY_TIME] = 't',
    };
    int length = snprintf(key, size, "#%c%.0f", kinds[quantity->kind], quantity->value * 1000);
    return length > 0 && (size_t)length < size ? (size_t)length : size - 1;
}

static uint32_t term_named(struct builder *builder, const char *key, size_t size)
{
    struct vocabulary *vocabulary = builder->vocabulary;
    uint32_t number = intern_get(builder->keys, key, size);
    if (number == vocabulary->term_count) {
        struct term term = {.stem = intern_string(builder->keys, number)};
        term.documents = lexicon_documents(term.stem);
        MEMORY_APPEND(vocabulary->terms, vocabulary->term_count, builder->capacity, term);
    }
    return number;
}

static uint32_t term_of(struct builder *builder, const struct token *token)
{
    char key[64];
    uint32_t number;
    if (token->quantity)
        number = term_named(builder, key, number_key(key, sizeof key, token->quantity));
    else
        number = term_named(builder, token->word->stem, strlen(token->word->stem));
    struct term *term = &builder->vocabulary->terms[number];
    if (token->quantity)
        term->quantity = token->quantity;
    term->name |= (token->flags & TOKEN_NAME) != 0;
    if (token->word->documents > term->documents)
        term->documents = token->word->documents;
    for (size_t i = 0; i < TERM_FORMS_MAX; i++) {
        if (!term->forms[i])
            term->forms[i] = token->word;
        if (strcmp(term->forms[i]->norm, token->word->norm) == 0)
            break;
    }
    return number;
}

/* Whether a name is a place's or a body's that has other names. */
static bool is_place(const char *name)
{
    static const char *const types[] = {"country", "gov", "geo", "region", "igo"};
    char key[96];
    for (int tilde = 0; tilde < 2; tilde++) {
        int size = snprintf(key, sizeof key, "%s%s", tilde ? "~" : "", name);
        const char *value = size > 0 && (size_t)size < sizeof key
                                ? table_find(&aliases_table, key, (size_t)size, NULL)
                                : NULL;
        const char *type = value ? strrchr(value, '\t') : NULL;
        for (size_t i = 0; type && i < sizeof types / sizeof *types; i++)
            if (strcmp(type + 1, types[i]) == 0)
                return true;
    }
    return false;
}

/* A name of several words from token `at` on that is one term: the number of its words, else 1. */
static size_t compound_size(const struct token *tokens, size_t count, size_t at)
{
    const char *name = tokens[at].name;
    if (!name || !strchr(name, ' ') || (at > 0 && tokens[at - 1].name == name) || !is_place(name))
        return 1;
    size_t size = 1;
    while (at + size < count && tokens[at + size].name == name)
        size++;
    return size;
}

static uint32_t compound_of(struct builder *builder, const struct token *tokens, size_t size)
{
    const char *name = tokens->name;
    uint32_t number = term_named(builder, name, strlen(name));
    struct term *term = &builder->vocabulary->terms[number];
    term->name = true;
    term->documents = tokens->word->documents;
    for (size_t i = 1; i < size; i++)
        if (tokens[i].word->documents < term->documents)
            term->documents = tokens[i].word->documents;
    return number;
}

static int order_terms(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

/* The distinct content terms of a passage, counted as statements of that side. */
static void collect_terms(struct builder *builder, struct passage *passage, enum side side)
{
    uint32_t *terms = arena_take(builder->arena, passage->count, sizeof *terms);
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < passage->count; i++)
        if (passage->items[i].content)
            terms[count++] = passage->items[i].term;
    passage->content = count;
    if (count > 0)
        qsort(terms, count, sizeof *terms, order_terms);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || terms[i] != terms[i - 1])
            terms[kept++] = terms[i];
    for (size_t i = 0; i < kept; i++)
        builder->vocabulary->terms[terms[i]].count[side]++;
    passage->terms = terms;
    passage->term_count = kept;
}

static bool can_be(const struct word *word, enum part part)
{
    for (size_t i = 0; i < word->base_form_count; i++)
        if (word->base_forms[i].part == part)
            return true;
    return false;
}

/* A word unknown to the dictionary is a noun; the word before decides between several parts of
 * speech: "to plan", "the plan". */
static enum item_kind kind_of(const struct token *tokens, size_t first, size_t at)
{
    const struct token *token = &tokens[at];
    unsigned before = at > first ? tokens[at - 1].word->classes : 0;
    if (token->quantity)
        return ITEM_NUMBER;
    if (token->flags & TOKEN_NAME)
        return ITEM_NAME;
    if (before & CLASS_MODAL && can_be(token->word, PART_VERB))
        return ITEM_VERB;
    if (before & CLASS_DETERMINER && can_be(token->word, PART_NOUN) &&
        !can_be(token->word, PART_ADJECTIVE))
        return ITEM_NOUN;
    return token->word->base_form_count ? (enum item_kind)token->word->base_forms[0].part
                                        : ITEM_NOUN;
}

static void read_passage(struct builder *builder, enum side side, size_t number)
{
    const struct analysis *analysis = builder->vocabulary->analyses[side];
    const struct statement *statement = &analysis->statements[number];
    struct passage *passage = &builder->vocabulary->passages[side][number];
    const struct token *tokens = analysis->tokens;
    size_t most = 0;
    for (size_t i = statement->token_start; i < statement->token_end && !statement->aside; i++)
        most += tokens[i].kind != TOKEN_SIGN && most < PASSAGE_ITEMS_MAX;
    passage->items = arena_take(builder->arena, most, sizeof *passage->items);
    for (size_t i = statement->token_start, size; i < statement->token_end && passage->count < most;
         i += size) {
        size = compound_size(tokens, statement->token_end, i);
        if (tokens[i].kind == TOKEN_SIGN)
            continue;
        struct item *item = &passage->items[passage->count++];
        item->term =
            size > 1 ? compound_of(builder, &tokens[i], size) : term_of(builder, &tokens[i]);
        item->token = (uint32_t)i;
        item->more = (uint16_t)(size - 1);
        item->content = !(tokens[i].flags & TOKEN_STOP);
        item->kind = (uint8_t)kind_of(tokens, statement->token_start, i);
    }
    collect_terms(builder, passage, side);
}

/* 1 for a word that nobody uses, 0 for one that everybody does. */
static double rarity(double holding, double all)
{
    return log((all + 1) / (holding + 1)) / log(all + 1);
}

static double background(const struct term *term)
{
    if (term->quantity)
        return term->quantity->kind == QUANTITY_YEAR ? 0.45 : 0.5;
    return rarity(term->documents, LEXICON_DOCUMENTS);
}

/* Half what the background says, half what the two articles do. */
static void weigh_terms(struct vocabulary *vocabulary)
{
    size_t statements =
        vocabulary_passages(vocabulary, SIDE_LEFT) + vocabulary_passages(vocabulary, SIDE_RIGHT);
    for (size_t i = 0; i < vocabulary->term_count; i++) {
        struct term *term = &vocabulary->terms[i];
        double weight = background(term);
        unsigned holding = term->count[SIDE_LEFT] + term->count[SIDE_RIGHT];
        if (statements >= STATEMENTS_TELLING)
            weight = (weight + rarity(holding, (double)statements)) / 2;
        term->weight = floor(weight * 4096 + 0.5) / 4096;
        if (term->weight < 0)
            term->weight = 0;
    }
}

static void weigh_passage(const struct vocabulary *vocabulary, struct passage *passage)
{
    double squares = 0;
    for (size_t i = 0; i < passage->count; i++) {
        struct item *item = &passage->items[i];
        item->weight = item->content ? (float)vocabulary->terms[item->term].weight : 0;
        passage->weight += (double)item->weight;
    }
    for (size_t i = 0; i < passage->term_count; i++) {
        double weight = vocabulary->terms[passage->terms[i]].weight;
        squares += weight * weight;
    }
    passage->length = sqrt(squares);
}

struct vocabulary *vocabulary_make(struct arena *arena, const struct analysis *left,
                                   const struct analysis *right)
{
    struct vocabulary *vocabulary = arena_take(arena, 1, sizeof *vocabulary);
    vocabulary->analyses[SIDE_LEFT] = left;
    vocabulary->analyses[SIDE_RIGHT] = right;
    struct builder builder = {arena, vocabulary, intern_new(arena), 0};
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++) {
        size_t count = vocabulary_passages(vocabulary, side);
        vocabulary->passages[side] = arena_take(arena, count, sizeof(struct passage));
        for (size_t i = 0; i < count; i++)
            read_passage(&builder, side, i);
    }
    weigh_terms(vocabulary);
    for (enum side side = SIDE_LEFT; side < SIDE_COUNT; side++)
        for (size_t i = 0; i < vocabulary_passages(vocabulary, side); i++)
            weigh_passage(vocabulary, &vocabulary->passages[side][i]);
    /* The terms grew on the heap; what stays lives in the arena. */
    struct term *terms = arena_take(arena, vocabulary->term_count, sizeof *terms);
    if (vocabulary->term_count > 0)
        memcpy(terms, vocabulary->terms, vocabulary->term_count * sizeof *terms);
    free(vocabulary->terms);
    vocabulary->terms = terms;
    intern_free(builder.keys);
    return vocabulary;
}

/* The cosine of the two articles' words, each weighted by rarity and by how often it stands. */
double vocabulary_likeness(const struct vocabulary *vocabulary)
{
    double product = 0, squares[SIDE_COUNT] = {0};
    for (size_t i = 0; i < vocabulary->term_count; i++) {
        const struct term *term = &vocabulary->terms[i];
        double rare = background(term);
        double left = rare * rare * log(1 + (double)term->count[SIDE_LEFT]);
        double right = rare * rare * log(1 + (double)term->count[SIDE_RIGHT]);
        product += left * right;
        squares[SIDE_LEFT] += left * left;
        squares[SIDE_RIGHT] += right * right;
    }
    double length = sqrt(squares[SIDE_LEFT] * squares[SIDE_RIGHT]);
    return length > 0 ? product / length : 0;
}
