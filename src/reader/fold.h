/* What a filter does not take is folded in a pane: each stretch of such statements is one row,
 * which says how much it is. */
#ifndef ABREAST_READER_FOLD_H
#define ABREAST_READER_FOLD_H

#include "reader/filter.h"
#include "reader/pane.h"

#include <stdbool.h>

/* Folds by a filter, all that was opened is closed. The pane has to be placed anew. */
void fold_by(struct pane *pane, struct filter filter);

/* The fold that the cursor is in; empty where it is in none. */
struct span fold_of_cursor(const struct pane *pane);

/* Opens the fold of the cursor, until the next filter; false where it is in none. */
bool fold_open(struct pane *pane);

/* Appends how much a fold holds: "12 statements, 3 links". */
void fold_describe(const struct pane *pane, struct span fold, struct text *out);

#endif
