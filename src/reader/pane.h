/* A pane: one article's place on the screen, how far it is scrolled, and where in it the reader
 * is. The cursor is a byte of the text; the focused statement is the one that holds it. */
#ifndef ABREAST_READER_PANE_H
#define ABREAST_READER_PANE_H

#include "notes/session.h"
#include "reader/grid.h"
#include "reader/layout.h"

#include <stdbool.h>
#include <stddef.h>

/* A link's label in the gutter of a row, and what was said there. */
struct label {
    size_t number; /* 0: none */
    bool more;     /* the statement has links for which there is no row */
    char mark;     /* of a statement that begins in the row, or of the link; said_mark, 0: none */
};

struct pane {
    struct session *session; /* not owned */
    enum side side;
    struct area area; /* of the rows of text, gutter included */
    struct spans folds; /* stretches that take one row each (fold.h) */
    struct layout layout;
    struct label *labels; /* one a row of the layout; on the heap */
    long top;             /* the layout's row at the top; negative: empty rows above the text */
    size_t cursor;
};

void pane_free(struct pane *pane);
void pane_free_layout(struct pane *pane); /* of another text; it has to be placed anew */
const struct article *pane_article(const struct pane *pane);
const struct analysis *pane_analysis(const struct pane *pane);

/* Columns of the gutter before the text, of the text, and of the overview strip behind it. */
size_t pane_gutter(const struct pane *pane);
size_t pane_columns(const struct pane *pane);
size_t pane_strip(const struct pane *pane);

/* Lays the text out for an area; the cursor's row stays on its row of the screen. */
void pane_place(struct pane *pane, struct area area);

/* Shows a change of the links, or of what was said of them, where the text stands. */
void pane_relabel(struct pane *pane);

/* The focused statement; statement_count in an article without any. */
size_t pane_statement(const struct pane *pane);
size_t pane_cursor_row(const struct pane *pane);  /* of the layout */
long pane_screen_row(const struct pane *pane);    /* of the cursor, from the area's top */
size_t pane_percent(const struct pane *pane);     /* how far the article is read: 0..100 */

/* The first and the last row of the layout that show a statement. */
struct span pane_rows_of(const struct pane *pane, size_t statement);

/* Moving by rows: each row's statements are stops; blank rows are not. False at the end. */
bool pane_line_down(struct pane *pane);
bool pane_line_up(struct pane *pane);
bool pane_rows_down(struct pane *pane, size_t rows); /* cursor and text together */
bool pane_rows_up(struct pane *pane, size_t rows);

/* Puts the cursor on a row of the layout, or on the nearest one with text. */
void pane_enter(struct pane *pane, long row);

/* Scrolls without the cursor, as far as the text goes. */
void pane_scroll(struct pane *pane, long rows);

/* Leaves no empty rows below the text where there is text for them; and none above it. */
void pane_fill_below(struct pane *pane);
void pane_fill(struct pane *pane); /* both */

/* Scrolls as little as needed to show the focused statement with some rows around it; a far one is
 * put at a third of the height. */
void pane_reveal(struct pane *pane);

/* The same for a walk by lines: the window moves by a third of itself, and the text stands still
 * meanwhile. */
void pane_reveal_on_the_way(struct pane *pane);

/* Scrolls so that the cursor stands on a row of the screen. */
void pane_align(struct pane *pane, long screen_row);

#endif
