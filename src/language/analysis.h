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

/* How the frame of a statement ("X denied that ...") takes what it frames. */
enum stance {
    STANCE_SAID,    /* as so; also where there is no frame */
    STANCE_DENIED,  /* as not so */
    STANCE_DOUBTED, /* called into question, or not said: "did not say that" */
};

enum certainty {
    CERTAINTY_ASSERTED,  /* by the article itself */
    CERTAINTY_REPORTED,  /* by a source that stands for it */
    CERTAINTY_TENTATIVE, /* "may", "believes", a question, an order */
};

/* Statements that no link joins: the article does not tell its story by them. */
enum aside {
    ASIDE_NONE,
    ASIDE_NOISE,  /* a byline, a date of publication, a credit, a button of the page */
    ASIDE_REPEAT, /* the words of a headline or of the first paragraph once more */
};

/* The unit that links join: a sentence, or a part of one that asserts something by itself. The
 * statements of a sentence do not overlap; every sentence has at least one. */
struct statement {
    struct span span;
    size_t sentence;
    size_t block;
    size_t token_start, token_end; /* half-open range in `tokens` */
    /* Spans in the article's text; each is empty where there is none. */
    struct span speaker;  /* who says it, by name or as "the police"; may stand elsewhere */
    struct span frame;    /* the words that say so, "said", "according to"; inside the statement */
    struct span quote;    /* its longest stretch between quotation marks, without these */
    struct span resolved; /* the name that its pronoun subject stands for; stands elsewhere */
    enum stance stance;
    enum certainty certainty;
    enum aside aside;
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
void attributions_find(struct analysis *analysis); /* who says the statements, and how */

const char *stance_name(enum stance stance);          /* "said", "denied", "doubted" */
const char *certainty_name(enum certainty certainty); /* "asserted", "reported", "tentative" */

/* The statement that holds `offset`, or the next one; statement_count after the last. */
size_t analysis_statement(const struct analysis *analysis, size_t offset);

#endif
