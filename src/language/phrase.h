/* Noun phrases beside a verb of saying: who speaks. */
#ifndef ABREAST_LANGUAGE_PHRASE_H
#define ABREAST_LANGUAGE_PHRASE_H

#include "base/span.h"
#include "language/token.h"

#include <stdbool.h>
#include <stddef.h>

/* A half-open range of tokens; empty where there is no phrase. */
struct phrase {
    size_t start, end;
};

/* The tokens of a statement that may be looked at. */
struct line {
    const char *text; /* the article's */
    const struct token *tokens;
    size_t count;
};

/* A sign token of this one byte stands at `at`: a comma. */
bool line_has_sign(const struct line *line, size_t at, char sign);

bool line_has_word(const struct line *line, size_t at, const char *norm);

/* A quotation mark stands at `at`. */
bool line_has_quote(const struct line *line, size_t at);

/* A form that only a finite verb has, unless it is part of a name. */
bool line_has_verb(const struct line *line, size_t at);

/* The phrase that ends before `end`, with an apposition between commas: "Keel, the pilot,". */
struct phrase phrase_before(const struct line *line, size_t end);

/* The phrase that begins at `start`. */
struct phrase phrase_after(const struct line *line, size_t start);

/* What a reader would call the speaker: the name in the phrase, else all of it. */
struct span phrase_core(const struct line *line, struct phrase phrase);

#endif
