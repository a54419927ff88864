/* Clauses: whether a stretch of text has a subject and a finite verb of its own. */
#ifndef ABREAST_LANGUAGE_CLAUSE_H
#define ABREAST_LANGUAGE_CLAUSE_H

#include "base/span.h"

#include <stdbool.h>

/* The next word at or behind `*at`, which is moved behind it; empty at the end. */
struct span clause_word(const char *text, size_t *at, size_t end);

/* Whether the part has a subject and a verb: a finite form that is not its first word, or a word
 * in -ed behind one that may be its subject. */
bool clause_asserts(const char *text, struct span part);

/* Whether the part begins with a word that ties it to the one before it: "which". */
bool clause_is_tied(const char *text, struct span part);

/* Whether the part is a clause with a subject of its own, its verb a few words behind the start; a
 * conjunction may stand before it. */
bool clause_stands(const char *text, struct span part);

/* Behind the comma and the conjunction at `at` where these join two clauses that each have their
 * own subject and verb, the second no mere pronoun: "X did A, and Y did B". `at` itself elsewhere.
 * `before` is the part of the sentence in front of the comma. What follows a verb of saying stays
 * with it, unless somebody is said to speak behind the comma, too. */
size_t clause_join(const char *text, struct span before, size_t end);

#endif
