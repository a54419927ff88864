/* A row of the list: what is drawn, and searched, for a link or a statement. */
#ifndef ABREAST_READER_LIST_ROW_H
#define ABREAST_READER_LIST_ROW_H

#include "reader/state.h"

/* Its signs, what was said of it, and one text or two side by side. */
enum { ROW_PIECES = 4, GAP = 3 /* columns between two texts */ };

struct item_row {
    struct text pieces[ROW_PIECES];
    role_set roles[ROW_PIECES];
};

struct item_row item_row(const struct reader *reader, const struct list_item *item);
void item_row_free(struct item_row *row);

#endif
