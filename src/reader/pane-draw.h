/* Drawing a pane into the grid. */
#ifndef ABREAST_READER_PANE_DRAW_H
#define ABREAST_READER_PANE_DRAW_H

#include "base/wrap.h"
#include "reader/pane.h"

/* What stands out in a pane. */
struct spotlight {
    size_t statement;           /* the focused one; SIZE_MAX in the other pane */
    const size_t *counterparts; /* in the other pane: statements linked to the focus, ascending */
    size_t counterpart_count;
    const struct link *link;  /* the current link, whose words stand out; NULL: none */
    const struct spans *hits; /* of the search, ascending */
};

/* How a link looks, wherever it is named. */
role_set link_roles(const struct link *link);

void pane_draw(const struct pane *pane, const struct spotlight *spotlight, struct grid *grid);

/* The place in the pane's text that the screen shows at a row and column; false where it shows
 * none of it. The whole width of a row belongs to its text. */
bool pane_offset_at(const struct pane *pane, size_t row, size_t column, size_t *offset);

/* The number of the link that the gutter shows at a row and column; 0 where it shows none. */
size_t pane_link_at(const struct pane *pane, size_t row, size_t column);

/* The place that a row of the overview strip stands for; false beside the strip. */
bool pane_strip_offset(const struct pane *pane, size_t row, size_t column, size_t *offset);

#endif
