/* Compares pairs of single statements with the code that compares articles.
 *
 *     pairs [--features] < FILE
 *
 * Standard input holds `statement<TAB>statement` a line. Standard output gets a line each:
 * similarity, kind (match, conflict, none), confidence, conflict (0..1 whatever the kind), reason;
 * with --features the features of the pair instead, after a header. A line without a tab is named
 * on standard error, and the status is 2 then. */
#include "base/arena.h"
#include "base/text.h"
#include "base/visible.h"
#include "compare/judgement.h"
#include "language/analysis.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A statement that is an article by itself. */
struct lone {
    struct text text;
    struct article article;
    struct block block;
    struct sentence sentence;
    struct statement statement;
    struct analysis analysis;
};

static void read_lone(struct lone *lone, const char *bytes, size_t size)
{
    *lone = (struct lone){0};
    visible_append_line(&lone->text, bytes, size);
    struct span whole = {0, lone->text.size};
    lone->article.arena = arena_new();
    lone->article.path = lone->article.outlet = "";
    lone->article.text = text_string(&lone->text);
    lone->article.size = lone->text.size;
    lone->block = (struct block){BLOCK_PARAGRAPH, whole, ""};
    lone->article.blocks = &lone->block;
    lone->article.block_count = 1;
    lone->sentence.span = lone->statement.span = whole;
    lone->analysis.article = &lone->article;
    lone->analysis.sentences = &lone->sentence;
    lone->analysis.statements = &lone->statement;
    lone->analysis.sentence_count = lone->analysis.statement_count = 1;
    tokens_find(&lone->analysis);
}

static void free_lone(struct lone *lone)
{
    arena_free(lone->article.arena);
    text_free(&lone->text);
}

static void print_header(void)
{
    for (enum feature i = 0; i < FEATURE_PAIR_COUNT; i++)
        printf("%s%s", i ? "\t" : "", feature_name(i));
    putchar('\n');
}

static void print_features(const struct judgement *judgement)
{
    for (enum feature i = 0; i < FEATURE_PAIR_COUNT; i++)
        printf("%s%.6g", i ? "\t" : "", (double)judgement->features.features[i]);
    putchar('\n');
}

static void print_judgement(const struct judgement *judgement)
{
    printf("%.3f\t%s\t%.3f\t%.3f\t%s\n", judgement->similarity,
           judgement->linked ? link_kind_name(judgement->kind) : "none",
           judgement->confidence / 1000.0, judgement->conflict, reason_name(judgement->reason));
}

static void judge_line(const char *line, size_t size, size_t tab, bool features)
{
    struct lone left, right;
    read_lone(&left, line, tab);
    read_lone(&right, line + tab + 1, size - tab - 1);
    struct judgement judgement = judge_statements(&left.analysis, &right.analysis);
    if (features)
        print_features(&judgement);
    else
        print_judgement(&judgement);
    free_lone(&left);
    free_lone(&right);
}

/* The next line, without its end; false after the last. */
static bool read_line(struct text *line)
{
    text_clear(line);
    int byte = getchar();
    if (byte == EOF)
        return false;
    for (; byte != EOF && byte != '\n'; byte = getchar())
        text_add_byte(line, (char)byte);
    return true;
}

int main(int count, char **arguments)
{
    bool features = count == 2 && strcmp(arguments[1], "--features") == 0;
    if (count > 1 && !features) {
        fputs("usage: pairs [--features] < FILE\n", stderr);
        return 2;
    }
    int status = 0;
    struct text line = {0};
    if (features)
        print_header();
    for (size_t number = 1; read_line(&line); number++) {
        const char *tab = line.size > 0 ? memchr(line.bytes, '\t', line.size) : NULL;
        if (tab) {
            judge_line(line.bytes, line.size, (size_t)(tab - line.bytes), features);
        } else {
            fprintf(stderr, "pairs: line %zu: no tab between two statements\n", number);
            status = 2;
        }
    }
    text_free(&line);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("pairs: standard output: cannot be written\n", stderr);
        status = 2;
    }
    return status;
}
