/* Statements that no link should join, because the article does not tell its story by them. */
#ifndef ABREAST_LANGUAGE_ASIDE_H
#define ABREAST_LANGUAGE_ASIDE_H

#include "language/analysis.h"

/* Marks bylines, dates of publication, credits, buttons and other phrases of the page, and what
 * only says again what a headline or the first paragraph says. Needs the tokens. */
void asides_find(struct analysis *analysis);

#endif
