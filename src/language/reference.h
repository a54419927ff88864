/* References: the name that a pronoun stands for, where only one can be meant. */
#ifndef ABREAST_LANGUAGE_REFERENCE_H
#define ABREAST_LANGUAGE_REFERENCE_H

#include "language/analysis.h"
#include "language/quotation.h"

/* Finds the names for "he", "she" and "they" as subjects of statements, and replaces speakers that
 * are pronouns by their names; a speaker that stays a pronoun is dropped. */
void references_find(struct analysis *analysis, const struct quotations *quotations);

/* Finds the name for an "I" that begins a quoted statement: its speaker. */
void references_find_selves(struct analysis *analysis, const struct quotations *quotations);

#endif
