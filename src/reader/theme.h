/* Colours and attributes are roles. A cell has a set of them; a theme says how each looks, and the
 * roles of a cell are laid over each other in the order of the table. The first theme has no colour
 * at all, so nothing can depend on it. */
#ifndef ABREAST_READER_THEME_H
#define ABREAST_READER_THEME_H

#include <stdbool.h>
#include <stdint.h>

/* id, a letter for dumps of the screen */
#define ROLE_TABLE(_)                                                                              \
    _(TITLE, 'T')         /* an article's title */                                                 \
    _(HEADING, 'H')       /* a heading in it */                                                    \
    _(QUIET, 'q')         /* what is there but need not be read: bylines, rules */                 \
    _(MATCH, 'm')         /* a statement that both tell */                                         \
    _(SOFT, 's')          /* one with a soft conflict */                                           \
    _(HARD, 'h')          /* one with a hard conflict */                                           \
    _(COUNTERPART, 'c')   /* the counterpart of the focus */                                       \
    _(FOCUS, 'f')         /* the focused statement */                                              \
    _(HIT, '/')           /* a search hit */                                                       \
    _(CLASH, '!')         /* words that clash, in the focus and its counterpart */                 \
    _(BAR, 'b')           /* headers and the status line */                                        \
    _(BAR_FOCUS, 'B')     /* the header of the focused article */                                  \
    _(MESSAGE, 'M')       /* a message in the status line */

enum role {
#define ROLE_ID(id, letter) ROLE_##id,
    ROLE_TABLE(ROLE_ID)
#undef ROLE_ID
    ROLE_COUNT
};

typedef uint32_t role_set; /* of ROLE(...) */
#define ROLE(id) ((role_set)1 << ROLE_##id)

enum { STYLE_BOLD = 1, STYLE_UNDERLINE = 2, STYLE_REVERSE = 4, STYLE_DIM = 8 };

struct style {
    unsigned attributes; /* STYLE_ */
    short colour, ground; /* -1: the terminal's own */
};

enum theme { THEME_PLAIN, THEME_8, THEME_256, THEME_COUNT };

/* How a set of roles looks. Reverse in two roles cancels out, so that clashing words inside a
 * reversed stretch still stand out. */
struct style theme_style(enum theme theme, role_set roles);

/* The letter of the topmost role; a blank for none. */
char role_letter(role_set roles);

#endif
