/* An article read as language: sentences, statements, tokens. One plain value a stage; the arrays
 * live in the article's arena and die with it. */
#ifndef ABREAST_LANGUAGE_ANALYSIS_H
#define ABREAST_LANGUAGE_ANALYSIS_H

#include "article/article.h"
#include "base/span.h"
#include "language/token.h"

#include <stddef.h>

struct sentence {
    struct span span; /* without blanks at the ends */
    size_t block;
};

/* The unit that links join: a sentence, or a part of one that asserts something by itself. The
 * statements of a sentence do not overlap; every sentence has at least one. */
struct statement {
    struct span span;
    size_t sentence;
    size_t block;
    size_t token_start, token_end; /* half-open range in `tokens` */
    struct span speaker;           /* who says it; empty where nobody is named */
};

struct analysis {
    struct article *article; /* not owned; must outlive the analysis */
    struct sentence *sentences;
    size_t sentence_count;
    struct statement *statements;
    size_t statement_count;
    struct token *tokens;
    size_t token_count;
};

/* Runs all stages over the article; warns on it where the text does not look like English. */
struct analysis analysis_make(struct article *article);

/* The stages by themselves, in their order. Each fills its own arrays. */
void sentences_find(struct analysis *analysis);
void statements_find(struct analysis *analysis);
void tokens_find(struct analysis *analysis); /* and the statements' token ranges */

/* The statement that holds `offset`, or the next one; statement_count after the last. */
size_t analysis_statement(const struct analysis *analysis, size_t offset);

#endif
