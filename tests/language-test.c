#include "base/memory.h"
#include "base/text.h"
#include "language/analysis.h"
#include "language/lemma.h"
#include "language/lexicon.h"
#include "language/quantity.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A statement read by itself. */
struct reading {
    struct article article;
    struct block block;
    struct sentence sentence;
    struct statement statement;
    struct analysis analysis;
};

static struct reading *read_sized(const char *text, size_t size)
{
    struct reading *reading = memory_new(1, sizeof *reading);
    struct span whole = {0, size};
    reading->article.arena = arena_new();
    reading->article.text = text;
    reading->article.size = size;
    reading->block = (struct block){BLOCK_PARAGRAPH, whole, ""};
    reading->article.blocks = &reading->block;
    reading->article.block_count = 1;
    reading->sentence.span = reading->statement.span = whole;
    reading->analysis.article = &reading->article;
    reading->analysis.sentences = &reading->sentence;
    reading->analysis.statements = &reading->statement;
    reading->analysis.sentence_count = reading->analysis.statement_count = 1;
    tokens_find(&reading->analysis);
    return reading;
}

static struct reading *read_text(const char *text)
{
    return read_sized(text, strlen(text));
}

static void drop(struct reading *reading)
{
    arena_free(reading->article.arena);
    free(reading);
}

/* The first token with this norm; fails the test without one. */
static const struct token *find_token(const struct reading *reading, const char *norm)
{
    for (size_t i = 0; i < reading->analysis.token_count; i++)
        if (strcmp(reading->analysis.tokens[i].word->norm, norm) == 0)
            return &reading->analysis.tokens[i];
    fail_msg("no token \"%s\"", norm);
    return NULL;
}

static const struct quantity *find_quantity(const struct reading *reading)
{
    for (size_t i = 0; i < reading->analysis.token_count; i++)
        if (reading->analysis.tokens[i].quantity)
            return reading->analysis.tokens[i].quantity;
    fail_msg("no quantity");
    return NULL;
}

static void assert_norms(const char *text, const char *expected)
{
    char norms[512] = "";
    struct reading *reading = read_text(text);
    for (size_t i = 0; i < reading->analysis.token_count; i++) {
        strcat(norms, i ? " " : "");
        strcat(norms, reading->analysis.tokens[i].word->norm);
    }
    assert_string_equal(norms, expected);
    drop(reading);
}

static void words_are_cut(void **state)
{
    (void)state;
    assert_norms("The ferry sank.", "the ferry sank .");
    assert_norms("The mayor\u2019s aides don't agree", "the mayor aides do not agree");
    assert_norms("We can't and won't; they'll see", "we can not and will not ; they will see");
    assert_norms("a well-known U.S. judge", "a well - known us judge");
    assert_norms("O'Hara met \u00c9mile", "o'hara met \u00e9mile");
    assert_norms("a \uFE0F b\u0301c", "a \uFE0F b\u0301c");
    assert_norms("", "");
    assert_norms(" \t ", "");
}

static void spans_point_at_the_words(void **state)
{
    (void)state;
    const char *text = "It didn\u2019t burn";
    struct reading *reading = read_text(text);
    const struct token *verb = find_token(reading, "did"), *not = find_token(reading, "not");
    assert_memory_equal(text + verb->span.start, "did", span_size(verb->span));
    assert_memory_equal(text + not->span.start, "n\u2019t", span_size(not->span));
    assert_int_equal(not->span.end - not->span.start, strlen("n\u2019t"));
    drop(reading);
}

static void forms_share_a_stem(void **state)
{
    (void)state;
    struct reading *reading = read_text("negotiations to negotiate");
    assert_string_equal(find_token(reading, "negotiations")->word->stem,
                        find_token(reading, "negotiate")->word->stem);
    drop(reading);
}

struct quantity_case {
    const char *text;
    enum quantity_kind kind;
    double value, low, high;
    const char *unit;
};

static void quantities_are_read(void **state)
{
    (void)state;
    static const struct quantity_case cases[] = {
        {"12 goats", QUANTITY_COUNT, 12, 12, 12, "goat"},
        {"twenty-five goats", QUANTITY_COUNT, 25, 25, 25, "goat"},
        {"two hundred and fifty thousand goats", QUANTITY_COUNT, 250000, 250000, 250000, "goat"},
        {"a dozen goats", QUANTITY_COUNT, 12, 12, 12, "goat"},
        {"more than 40 goats", QUANTITY_COUNT, 40, 40, HUGE_VAL, "goat"},
        {"no more than 40 goats", QUANTITY_COUNT, 40, 0, 40, "goat"},
        {"$1.5 million", QUANTITY_MONEY, 1.5e6, 1.5e6, 1.5e6, "$"},
        {"\u00a32m", QUANTITY_MONEY, 2e6, 2e6, 2e6, "pound"},
        {"45,300 dollars", QUANTITY_MONEY, 45300, 45300, 45300, "$"},
        {"7 per cent", QUANTITY_PERCENT, 7, 7, 7, ""},
        {"7%", QUANTITY_PERCENT, 7, 7, 7, ""},
        {"in 1998", QUANTITY_YEAR, 1998, 1998, 1998, ""},
        {"the 3rd barn", QUANTITY_ORDINAL, 3, 3, 3, "barn"},
        {"the third barn", QUANTITY_ORDINAL, 3, 3, 3, "barn"},
        {"at 4:10 p.m.", QUANTITY_TIME, 970, 970, 970, "m"},
        {"between 30 and 50 goats", QUANTITY_COUNT, 30, 30, 50, "goat"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading *reading = read_text(cases[i].text);
        const struct quantity *quantity = find_quantity(reading);
        assert_int_equal(quantity->kind, cases[i].kind);
        assert_float_equal(quantity->value, cases[i].value, 1e-6);
        assert_float_equal(quantity->low, cases[i].low, 1e-6);
        assert_true(isinf(cases[i].high) ? isinf(quantity->high)
                                         : fabs(quantity->high - cases[i].high) < 1e-6);
        assert_string_equal(quantity->unit, cases[i].unit);
        drop(reading);
    }
}

static bool clash(const char *left, const char *right)
{
    struct reading *a = read_text(left), *b = read_text(right);
    bool clashes = quantities_clash(find_quantity(a), find_quantity(b));
    assert_int_equal(clashes, quantities_clash(find_quantity(b), find_quantity(a)));
    drop(a);
    drop(b);
    return clashes;
}

static void quantities_clash_beyond_rounding(void **state)
{
    (void)state;
    assert_true(clash("12 goats", "10 goats"));
    assert_true(clash("in 1998", "in 1999"));
    assert_false(clash("nearly three hours", "almost 3 hours"));
    assert_false(clash("nearly 100 goats", "92 goats"));
    assert_false(clash("more than 40 goats", "57 goats"));
    assert_true(clash("fewer than 40 goats", "57 goats"));
    assert_false(clash("between 120 and 150 goats", "about 140 goats"));
    assert_false(clash("1998 votes in 1998", "12 goats"));
}

static void dates_are_read(void **state)
{
    (void)state;
    struct reading *reading = read_text("They met on Friday, May 3, 2019 and in March");
    const struct date *date = find_token(reading, "may")->date;
    assert_non_null(date);
    assert_int_equal(date->month, 5);
    assert_int_equal(date->day, 3);
    assert_int_equal(date->year, 2019);
    assert_ptr_equal(find_token(reading, "3")->date, date);
    assert_int_equal(find_token(reading, "friday")->date->weekday, 5);
    assert_int_equal(find_token(reading, "march")->date->month, 3);
    drop(reading);
    reading = read_text("They may march on 12 June");
    assert_null(find_token(reading, "may")->date);
    assert_null(find_token(reading, "march")->date);
    assert_int_equal(find_token(reading, "june")->date->day, 12);
    drop(reading);
}

static void names_are_found(void **state)
{
    (void)state;
    struct reading *reading = read_text(
        "Yesterday the pilot Olga Brandt sailed out while people ashore watched and waved");
    assert_string_equal(find_token(reading, "olga")->name, "olga brandt");
    assert_true(find_token(reading, "brandt")->flags & TOKEN_NAME);
    assert_false(find_token(reading, "yesterday")->flags & TOKEN_NAME);
    assert_null(find_token(reading, "sailed")->name);
    drop(reading);
}

static bool is_negated(const char *text, const char *norm)
{
    struct reading *reading = read_text(text);
    bool negated = (find_token(reading, norm)->flags & TOKEN_NEGATED) != 0;
    drop(reading);
    return negated;
}

static void negation_has_a_scope(void **state)
{
    (void)state;
    assert_true(is_negated("The bridge did not collapse", "collapse"));
    assert_true(is_negated("Nobody saw the \"collapse\"", "collapse"));
    assert_false(is_negated("The bridge did not burn, it collapsed", "collapsed"));
    assert_false(is_negated("It did not only burn", "burn"));
    assert_false(is_negated("It burned", "burned"));
    struct reading *reading = read_text("The council refused to sell");
    assert_true(find_token(reading, "sell")->flags & TOKEN_DENIED);
    drop(reading);
}

static void lemmas_are_guessed(void **state)
{
    (void)state;
    static const struct {
        const char *form, *base;
    } cases[] = {{"stopped", "stop"}, {"cities", "city"}, {"making", "make"}, {"said", "say"},
                 {"talks", "talk"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct lemmas lemmas;
        bool found = false;
        lemmas_find(cases[i].form, &lemmas);
        for (size_t k = 0; k < lemmas.count; k++)
            found |= strcmp(lemmas.items[k], cases[i].base) == 0;
        assert_true(found);
    }
}

static void tables_know_words(void **state)
{
    (void)state;
    unsigned classes;
    int value;
    lexicon_find("september", &classes, &value);
    assert_true(classes & CLASS_MONTH);
    assert_int_equal(value, 9);
    lexicon_find("zyzzyva", &classes, &value);
    assert_int_equal(classes, 0);
    assert_true(lexicon_documents("the") > lexicon_documents("ferry"));
    assert_int_equal(lexicon_documents("zyzzyva"), 0);
}

static struct article *make_article(const char *text)
{
    struct failure failure;
    return article_read("test.txt", text, strlen(text), (struct article_options){0}, &failure);
}

static void analysis_runs_all_stages(void **state)
{
    (void)state;
    struct article *article = make_article(
        "The ferry sank off the coast on Monday.\n\nTwelve people were saved by fishermen.\n");
    struct analysis analysis = analysis_make(article);
    assert_int_equal(analysis.statement_count, 2);
    assert_int_equal(analysis_statement(&analysis, 0), 0);
    assert_int_equal(analysis_statement(&analysis, analysis.statements[1].span.start), 1);
    assert_int_equal(analysis_statement(&analysis, article->size), 2);
    assert_int_equal(analysis.statements[0].token_start, 0);
    assert_int_equal(analysis.statements[0].token_end, analysis.statements[1].token_start);
    assert_int_equal(analysis.statements[1].token_end, analysis.token_count);
    assert_int_equal(article->warning_count, 0);
    article_free(article);
}

static void other_languages_are_told(void **state)
{
    (void)state;
    const char *line = "Der B\u00fcrgermeister der kleinen Stadt hat gestern den neuen Hafen "
                       "er\u00f6ffnet und dabei viele Fischer getroffen. ";
    struct text text = {0};
    for (size_t i = 0; i < 6; i++)
        text_add(&text, line);
    struct article *article = make_article(text.bytes);
    (void)analysis_make(article);
    assert_true(article->warning_count > 0);
    assert_non_null(strstr(article->warnings[article->warning_count - 1], "English"));
    article_free(article);
    text_free(&text);
}

/* Whatever stands in a text, it is read in time near its size. */
static void hostile_texts_are_read(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a", "1", "'", "-", "$1,000,000,000,000,000,000 million ",
                                         "not ", "\u2019s", "\u0301", "A.", "\xef\xbf\xbd", "two "};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct text text = {0};
        while (text.size < 200000)
            text_add(&text, pieces[i]);
        struct reading *reading = read_sized(text.bytes, text.size);
        assert_true(reading->analysis.token_count > 0);
        for (size_t k = 0; k < reading->analysis.token_count; k++)
            assert_true(reading->analysis.tokens[k].span.end <= text.size);
        drop(reading);
        text_free(&text);
    }
}

/* The base forms of a word, the likeliest first, as "word:part ...". */
static void assert_read(const char *norm, const char *expected)
{
    static const char parts[] = "nvar";
    struct base_form forms[BASE_FORMS_MAX];
    size_t count = wordnet_read(norm, forms);
    struct text text = {0};
    for (size_t i = 0; i < count; i++)
        text_format(&text, "%s%s:%c", i ? " " : "",
                    wordnet.words + wordnet.word_offsets[forms[i].word], parts[forms[i].part]);
    assert_memory_equal(text_string(&text), expected, strlen(expected));
    text_free(&text);
}

static void words_have_base_forms(void **state)
{
    (void)state;
    assert_read("islands", "island:n");
    assert_read("stopped", "stop:v");
    assert_read("brought", "bring:v");
    assert_read("women", "woman:n");
    assert_read("bigger", "big:a");
    assert_read("slowly", "slowly:r");
    struct base_form forms[BASE_FORMS_MAX];
    assert_int_equal(wordnet_read("", forms), 0);
    assert_int_equal(wordnet_read("s", forms), 0);
    assert_int_equal(wordnet_read("ing", forms), 0);
    assert_int_equal(wordnet_read("zzxxqq", forms), 0);
    char endless[5000];
    memset(endless, 's', sizeof endless);
    endless[sizeof endless - 1] = '\0';
    assert_int_equal(wordnet_read(endless, forms), 0);
}

/* Every number of the table leads to a place inside it. */
static void wordnet_is_whole(void **state)
{
    (void)state;
    assert_true(wordnet.word_count > 20000 && wordnet.synset_count > 40000);
    for (size_t i = 1; i < wordnet.word_count; i++)
        assert_true(strcmp(wordnet.words + wordnet.word_offsets[i - 1],
                           wordnet.words + wordnet.word_offsets[i]) < 0);
    for (size_t i = 0; i < wordnet.sense_starts[wordnet.word_count]; i++) {
        assert_true(wordnet.senses[i].synset < wordnet.synset_count);
        assert_true(wordnet.senses[i].part < PART_COUNT);
    }
    for (size_t i = 0; i < wordnet.above.starts[wordnet.synset_count]; i++)
        assert_true(wordnet.above.items[i] < wordnet.synset_count);
    for (size_t i = 0; i < wordnet.opposite.starts[wordnet.word_count]; i++)
        assert_true(wordnet.opposite.items[i] < wordnet.word_count);
    for (size_t i = 0; i < wordnet.form_count; i++)
        assert_true(wordnet.form_bases[i].word < wordnet.word_count);
}

/* Folding changes the size of these; the spans must not cut a character for that. */
static void contractions_are_cut_between_characters(void **state)
{
    static const char *const texts[] = {
        "Jose\u0301\u2019s boat sank.", "\u0130stanbul\u2019s mayor spoke.", "They\u2019ll go."};
    static const char *const heads[] = {"Jose\u0301", "\u0130stanbul", "They"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct reading *reading = read_text(texts[i]);
        struct span span = reading->analysis.tokens[0].span;
        assert_int_equal(span.end, strlen(heads[i]));
        assert_memory_equal(texts[i] + span.start, heads[i], strlen(heads[i]));
        drop(reading);
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_cut),
        cmocka_unit_test(spans_point_at_the_words),
        cmocka_unit_test(forms_share_a_stem),
        cmocka_unit_test(quantities_are_read),
        cmocka_unit_test(quantities_clash_beyond_rounding),
        cmocka_unit_test(dates_are_read),
        cmocka_unit_test(names_are_found),
        cmocka_unit_test(negation_has_a_scope),
        cmocka_unit_test(lemmas_are_guessed),
        cmocka_unit_test(tables_know_words),
        cmocka_unit_test(analysis_runs_all_stages),
        cmocka_unit_test(other_languages_are_told),
        cmocka_unit_test(contractions_are_cut_between_characters),
        cmocka_unit_test(hostile_texts_are_read),
        cmocka_unit_test(words_have_base_forms),
        cmocka_unit_test(wordnet_is_whole),
    };
    return cmocka_run_group_tests_name("language", tests, NULL, NULL);
}
